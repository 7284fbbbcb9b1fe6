//! Finding, importing, undoing, and a library that must not be harmed.

use std::fs;

use super::{Place, TWO};

const NEW: &str =
    "@book{new, author = {Poe, Ann}, title = {Ravens and Writing Desks}, date = {1999}}\n";

#[test]
fn init_makes_a_library_that_is_found_from_below() {
    let place = Place::new();
    place.run(&["init"]).answers(0, "made library/library.bib\nmade ibid.toml\n");
    fs::create_dir(place.path("deep")).unwrap();
    let mut list = place.command(&["list"]);
    let output = list.current_dir(place.path("deep")).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    place.run(&["init"]).check(
        0,
        "",
        "note: there is a library in `.` already; nothing was changed\n",
    );
}

#[test]
fn without_a_library_the_way_to_one_is_said() {
    Place::new().run(&["list"]).check(
        2,
        "",
        "error: there is no library here, nor in any folder above\n  \
         help: `ibid init` makes one; --library PATH names one elsewhere\n",
    );
}

#[test]
fn several_files_are_read_as_one() {
    let place = Place::new();
    place.write("a.bib", "@misc{a, title = {A}}");
    place.write("more/b.bib", "@misc{b, title = {B}}");
    place
        .run(&["list", "--keys", "--library", "a.bib", "--library", "more"])
        .check(0, "a\nb\n", "");
}

#[test]
fn an_import_is_added_shown_in_the_log_and_undone() {
    let place = Place::with_library(TWO);
    place.write("new.bib", NEW);
    let dry = place.run(&["import", "new.bib", "--dry-run"]);
    assert_eq!(dry.code, Some(1), "{}", dry.talk);
    assert!(dry.out.contains("+@book{new,"), "{}", dry.out);
    assert!(!place.path("library/imported.bib").exists());

    place.run(&["import", "new.bib"]).answers(
        0,
        "added 1 entry to library/imported.bib\n  new  book  Ravens and Writing Desks\n",
    );
    place.run(&["list", "--keys"]).answers(0, "new\ndoe2020\nroe2021\n");
    let log = place.run(&["log", "--json"]).out;
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log[0]["summary"], "add 1 entry");

    place.run(&["undo"]).answers(0, "undid 1: add 1 entry (ibid import new.bib)\n");
    assert!(!place.path("library/imported.bib").exists());
    place.run(&["undo"]).fails("error: there is nothing to undo");
    assert_eq!(place.read("library/library.bib"), TWO);
}

#[test]
fn a_work_that_is_there_is_refused_or_completed() {
    let place = Place::with_library(TWO);
    let same = "@book{x, author = {Doe, Jane}, title = {On Things}, date = {2020}, \
                publisher = {Thing Press}}\n";
    place.write("same.bib", same);
    let run = place.run(&["import", "same.bib"]);
    assert_eq!(run.code, Some(0), "{}", run.talk);
    assert!(run.out.starts_with("added 0 entries"), "{}", run.out);
    assert!(
        run.out.contains("refused “On Things”: the same work as doe2020 ("),
        "{}",
        run.out
    );
    assert_eq!(place.read("library/library.bib"), TWO);

    assert_eq!(place.run(&["import", "same.bib", "--strict"]).code, Some(1));
    let run = place.run(&["import", "same.bib", "--duplicates", "merge"]);
    assert_eq!(run.code, Some(0), "{}", run.talk);
    // One line more, every other byte as it was.
    let expected = TWO.replace(
        "  date   = {2020-05},\n",
        "  date   = {2020-05},\n  publisher = {Thing Press},\n",
    );
    assert_eq!(place.read("library/library.bib"), expected);
    place.run(&["undo"]).answers(0, "undid 1: complete 1 entry (ibid import same.bib)\n");
    assert_eq!(place.read("library/library.bib"), TWO);
}

#[test]
fn a_key_that_another_work_has_is_not_given_twice() {
    let place = Place::with_library(TWO);
    place.write(
        "other.bib",
        "@book{doe2020, author = {Poe, Ann}, title = {Ravens}, date = {1999}}\n",
    );
    assert_eq!(place.run(&["import", "other.bib"]).code, Some(0));
    let keys = place.run(&["list", "ravens", "--keys"]).out;
    assert!(keys.starts_with("doe2020-") && keys.len() == "doe2020-xxx\n".len(), "{keys}");
}

#[test]
fn keys_are_made_by_the_pattern_of_the_settings() {
    let place = Place::with_library(TWO);
    place.write("ibid.toml", "[keys]\npattern = \"[auth:upper]-[shortyear]\"\n");
    place.write("new.csv", "Title,Author,Year,Type\nRavens,\"Poe, Ann\",1999,Book\n");
    assert_eq!(place.run(&["import", "new.csv"]).code, Some(0));
    place.run(&["list", "ravens", "--keys"]).answers(0, "POE-99\n");
}

#[test]
fn the_inbox_keeps_its_line_ends_and_mark() {
    let place = Place::with_library(TWO);
    place.write(
        "library/imported.bib",
        "\u{feff}% mine\r\n@misc{a,\r\n  title = {A}\r\n}\r\n",
    );
    place.write("new.bib", NEW);
    assert_eq!(place.run(&["import", "new.bib"]).code, Some(0));
    let text = place.read("library/imported.bib");
    assert!(text.starts_with(
        "\u{feff}% mine\r\n@misc{a,\r\n  title = {A}\r\n}\r\n\r\n@book{new,\r\n"
    ));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn doubts_are_shown_and_can_be_looked_at_first() {
    let place = Place::with_library(TWO);
    place.write("new.csv", "Title,Author\nRavens,\"Ann Poe, Bob Roe\"\n");
    let run = place.run(&["import", "new.csv"]);
    assert!(run.out.contains("names are separated by commas"), "{}", run.out);
    assert_eq!(place.run(&["undo"]).code, Some(0));
    assert_eq!(place.run(&["import", "new.csv", "--review", "look.bib"]).code, Some(0));
    assert!(place.read("look.bib").contains("% author, 75 % sure: names are separated"));
    assert_eq!(place.run(&["import", "new.csv", "--strict"]).code, Some(1));
    assert!(!place.path("library/imported.bib").exists());
}

#[test]
fn a_file_that_has_moved_on_is_not_undone() {
    let place = Place::with_library(TWO);
    place.write("new.bib", NEW);
    assert_eq!(place.run(&["import", "new.bib"]).code, Some(0));
    place.write("library/imported.bib", "% mine now\n");
    let run = place.run(&["undo"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.talk);
    assert!(run.talk.contains("has been changed by something else"), "{}", run.talk);
    assert_eq!(place.read("library/imported.bib"), "% mine now\n");
}

#[test]
fn a_library_that_is_locked_is_left_alone() {
    let place = Place::with_library(TWO);
    place.write("new.bib", NEW);
    place.write("library/.ibid/lock", "");
    let lock = fs::File::open(place.path("library/.ibid/lock")).unwrap();
    lock.lock().unwrap();
    let run = place.run(&["import", "new.bib"]);
    assert_eq!(run.code, Some(2));
    assert!(run.talk.contains("another ibid is writing here"), "{}", run.talk);
    assert!(!place.path("library/imported.bib").exists());
}

#[cfg(unix)]
#[test]
fn a_library_that_is_read_only_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_library(TWO);
    place.write("new.bib", NEW);
    place.write("library/imported.bib", "% mine\n");
    let file = place.path("library/imported.bib");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let run = place.run(&["import", "new.bib"]);
    assert_eq!(run.code, Some(2), "{}", run.out);
    assert!(run.talk.contains("permission denied"), "{}", run.talk);
    assert_eq!(place.read("library/imported.bib"), "% mine\n");
}

#[test]
fn looking_at_an_import_needs_no_library() {
    let place = Place::new();
    place.write("new.bib", NEW);
    let dry = place.run(&["import", "new.bib", "--dry-run"]);
    assert_eq!(dry.code, Some(1), "{}", dry.talk);
    assert!(dry.out.contains("+@book{new,"), "{}", dry.out);
    let review = place.run(&["import", "new.bib", "--review", "look.bib"]);
    assert_eq!(review.code, Some(0), "{}", review.talk);
    assert!(!place.path("imported.bib").exists());
    place
        .run(&["import", "new.bib"])
        .fails("error: there is no library here, nor in any folder above");
}

/// An article of a site that only the user knows.
const FERRY: &str = "# source: https://www.ferry.example/articles/item/7-slow.html\n\
The Slow Ferry\n\nBy Jane Doe\n\nMay 4, 2020\n\n\
It sails when it is full, and it is never full before noon, which the timetable does not say.\n";

#[test]
fn a_site_is_added_by_a_table() {
    let place = Place::with_library(TWO);
    place.write("page.txt", FERRY);
    let site = "[[site]]\nhost = [\"ferry.example\"]\ncontainer = \"The Ferry Review\"\n";
    place.write("sites.toml", site);
    let dry = place.run(&["import", "page.txt", "--dry-run", "--sites", "sites.toml"]);
    assert!(dry.out.contains("{The Ferry Review}"), "{} {}", dry.out, dry.talk);
    let dry = place.run(&["import", "page.txt", "--dry-run"]);
    assert!(!dry.out.contains("The Ferry Review"), "{}", dry.out);
    place.write("ibid.toml", site);
    let dry = place.run(&["import", "page.txt", "--dry-run"]);
    assert!(dry.out.contains("{The Ferry Review}"), "{} {}", dry.out, dry.talk);
}

#[test]
fn a_review_without_a_file_is_printed_where_there_is_no_terminal() {
    let place = Place::with_library("");
    place.write("new.csv", "Title,Author\nWater,Jane Doe\n");
    let run = place.run(&["import", "new.csv", "--review"]);
    assert_eq!(run.code, Some(0), "{}", run.talk);
    assert!(run.out.starts_with("% Look at each entry"), "{}", run.out);
}
