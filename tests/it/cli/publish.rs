//! Documents and publication lists.

use super::{Place, TWO};

const LIST: &str = "title = \"Works\"\nbuttons = [\"bibtex\"]\n[[section]]\nheading = \"Books\"\nquery = \"type:book\"\n";

#[test]
fn a_list_is_made_and_says_what_it_leaves_out() {
    let place = Place::with_library(TWO);
    place.write("list.toml", LIST);
    let made = place.run(&["publish", "list.toml", "--format", "markdown"]);
    made.check(
        0,
        "# Works\n\n## Books\n\nDoe, J. (2020). *On Things*.\n",
        "note: no section takes roe2021\n",
    );
    place.run(&["publish", "list.toml", "-o", "list.html", "--strict"]).check(
        1,
        "",
        "note: no section takes roe2021\n",
    );
    let page = place.read("list.html");
    assert!(page.contains("<h2 id=\"Books\">Books</h2>"), "{page}");
    assert!(page.contains("download=\"doe2020.bib\""), "{page}");
    let again = place.run(&["publish", "list.toml", "-o", "list.html", "--quiet"]);
    assert_eq!(again.code, Some(2), "nothing is overwritten unasked");
}

#[test]
fn a_wrong_description_is_shown() {
    let place = Place::with_library(TWO);
    place.write("list.toml", "titel = \"x\"\n");
    let run = place.run(&["publish", "list.toml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.talk.contains("unknown field `titel`"), "{}", run.talk);
    place.run(&["publish", "--new", "instute"]).check(
        2,
        "",
        "error: there is no template `instute`\n  help: did you mean `institute`?\n  help: there are institute, cv, report\n",
    );
}

#[test]
fn a_list_is_there_in_json() {
    let place = Place::with_library(TWO);
    place.write("list.toml", LIST);
    let run = place.run(&["publish", "list.toml", "--json", "--quiet"]);
    let made: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(made["sections"][0]["entries"][0]["anchor"], "doe2020");
    assert_eq!(made["left-out"][0], "roe2021");
}

#[test]
fn a_reference_list_is_a_document() {
    let place = Place::with_library(TWO);
    place.run(&["bib", "-o", "list.docx"]).check(0, "", "");
    let bytes = std::fs::read(place.path("list.docx")).unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"));
    let page = place.run(&["bib", "--standalone", "--format", "html", "--title", "A & B"]);
    assert!(page.out.starts_with("<!DOCTYPE html>\n<html lang=\"en-US\">"), "{}", page.out);
    assert!(page.out.contains("<title>A &#38; B</title>"), "{}", page.out);
    let tex = place.run(&["bib", "--standalone", "--format", "latex"]);
    assert!(tex.out.starts_with("\\documentclass"), "{}", tex.out);
}
