//! `ibid check` from outside: exit codes, selection, suppression, baselines, fixes, reports.

use std::fs;

use ibid::formats::bibtex::Document;
use ibid::model::{Entry, Field, identifier};
use ibid::text::fold_words;

use super::Place;
use crate::shared;

const FAULTY: &str = "\
@article{doe2001,
  author = {Doe, Jane},
  title = {Trade},
  journal = {Crafts},
  pages = {178-187},
  year = 2001,
  note = {},
}
";

#[test]
fn the_reference_page_of_rules_is_up_to_date() {
    let run = Place::new().run(&["explain", "--all", "--markdown"]);
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let page = fs::read_to_string(page).unwrap();
    assert!(
        run.out == page,
        "docs/rules.md is old: run `ibid explain --all --markdown > docs/rules.md`"
    );
}

#[test]
fn findings_exit_with_1_unless_they_are_allowed() {
    let place = Place::new();
    place.write("a.bib", FAULTY);
    let concise = "a.bib:5:15: info[hyphen-in-pages] a range takes an en dash\n\
                   a.bib:7:3: info[empty-field] `note` has nothing in it\n";
    place.run(&["check", "a.bib", "--output-format", "concise"]).answers(1, concise);
    let quiet = ["check", "a.bib", "--output-format", "concise", "--exit-zero"];
    place.run(&quiet).answers(0, concise);
    let most = ["check", "a.bib", "--output-format", "concise", "--max-warnings", "0"];
    place.run(&most).answers(0, concise);
    place.run(&["check", "a.bib", "--select", "dates"]).answers(0, "");
    place
        .run(&["check", "a.bib", "--select", "hypen-in-pages"])
        .fails("error: there is no rule or group `hypen-in-pages`");
}

#[test]
fn safe_fixes_are_shown_then_made() {
    let place = Place::new();
    place.write("a.bib", FAULTY);
    let diff = place.run(&["check", "a.bib", "--fix", "--diff"]);
    assert!(
        diff.out.contains("-  pages = {178-187},\n+  pages = {178--187},\n"),
        "{}",
        diff.out
    );
    assert_eq!(place.read("a.bib"), FAULTY);
    place.run(&["check", "a.bib", "--fix"]).answers(0, "");
    let mended = FAULTY.replace("178-187", "178--187").replace("\n  note = {},", "");
    assert_eq!(place.read("a.bib"), mended);
}

#[test]
fn fixes_in_the_library_can_be_undone() {
    let place = Place::with_library(FAULTY);
    place.run(&["check", "--fix", "--exit-zero"]);
    let mended = FAULTY.replace("178-187", "178--187").replace("\n  note = {},", "");
    assert_eq!(place.read("library/library.bib"), mended);
    let log = place.run(&["log"]).out;
    assert!(log.contains("mend 2 findings in 1 of the library's files"), "{log}");
    place.run(&["undo"]);
    assert_eq!(place.read("library/library.bib"), FAULTY);
}

#[test]
fn comments_in_the_file_suppress_and_are_reported_when_they_do_not() {
    let place = Place::new();
    let text = format!("% ibid: ignore[hyphen-in-pages, short-year] as printed\n{FAULTY}");
    place.write("a.bib", text);
    place.run(&["check", "a.bib", "--output-format", "concise"]).answers(
        1,
        "a.bib:1:33: warning[unused-suppression] `short-year` is suppressed, but not found\n\
         a.bib:8:3: info[empty-field] `note` has nothing in it\n",
    );
}

#[test]
fn a_baseline_hides_what_was_there() {
    let place = Place::new();
    place.write("a.bib", FAULTY);
    assert_eq!(
        place.run(&["check", "a.bib", "--write-baseline", "old.json"]).code,
        Some(0)
    );
    place.run(&["check", "a.bib", "--baseline", "old.json"]).answers(0, "");
    place.write("a.bib", FAULTY.replace("= 2001", "= 98"));
    let run = place.run(&[
        "check",
        "a.bib",
        "--baseline",
        "old.json",
        "--output-format",
        "concise",
    ]);
    run.answers(1, "a.bib:6:10: warning[short-year] `98` is the year 98\n");
}

#[test]
fn settings_hold_for_paths() {
    let place = Place::new();
    place.write("a.bib", FAULTY);
    place.write("old/b.bib", FAULTY);
    place.write(
        "ibid.toml",
        "[check]\nignore = [\"empty-field\"]\n\n[check.severity]\nhyphen-in-pages = \"error\"\n\n\
         [[check.path]]\nmatch = \"old/**\"\nignore = [\"hyphen-in-pages\"]\n",
    );
    let run = place.run(&["check", "a.bib", "old/b.bib", "--output-format", "concise"]);
    run.answers(1, "a.bib:5:15: error[hyphen-in-pages] a range takes an en dash\n");
}

#[test]
fn documents_say_what_is_cited() {
    let place = Place::new();
    place.write("a.bib", "@misc{doe2001, title = {A}}\n@misc{roe2002, title = {B}}\n");
    place.write("paper.tex", "As \\cite{doe2011} says.\n");
    let run = place.run(&[
        "check",
        "a.bib",
        "--cited-in",
        "paper.tex",
        "--output-format",
        "concise",
    ]);
    run.answers(
        1,
        "a.bib:1:7: info[uncited-entry] `doe2001` is cited nowhere\n\
         a.bib:2:7: info[uncited-entry] `roe2002` is cited nowhere\n\
         paper.tex:1:10: error[undefined-citation] no entry has the key `doe2011`\n",
    );
}

/// What an entry says, but for what a safe fix may change.
fn meaning(entry: &Entry) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = entry
        .fields()
        .map(|(field, _)| {
            let text = entry.text(field).unwrap_or_default();
            let seen =
                |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}');
            let text: String = match field {
                // The resolver, the escapes and the label are no part of the number.
                Field::DOI => identifier::doi(&text.replace('\\', "")).unwrap_or_default(),
                Field::ISBN | Field::ISSN | Field::PMID | Field::PMCID | Field::EPRINT => {
                    text.chars().filter(char::is_ascii_digit).collect()
                }
                _ => fold_words(&text.chars().filter(seen).collect::<String>()),
            };
            (field.to_string(), text)
        })
        .filter(|(_, text)| !text.is_empty())
        .collect();
    fields.sort();
    fields
}

#[test]
fn safe_fixes_of_real_files_keep_what_entries_say_and_come_to_an_end() {
    let Some(folder) = shared::folder("bib/files") else { return };
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let rules = "all";
    for path in paths.iter().filter(|path| path.metadata().unwrap().len() < 60_000) {
        // Files in other encodings are the business of other tests.
        let Ok(before) = fs::read_to_string(path) else { continue };
        let place = Place::new();
        place.write("a.bib", &before);
        let args = ["check", "a.bib", "--fix", "--exit-zero", "--select", rules];
        place.run(&args);
        let after = place.read("a.bib");
        let (old, new) = (
            Document::parse(before.as_str().into()),
            Document::parse(after.as_str().into()),
        );
        let (old, new) = (old.entries(), new.entries());
        assert_eq!(old.len(), new.len(), "{}", path.display());
        for (old, new) in old.iter().zip(&new) {
            assert_eq!(old.key(), new.key());
            assert_eq!(meaning(old), meaning(new), "{} {}", path.display(), old.key());
        }
        let again = place.run(&["check", "a.bib", "--fix", "--diff", "--select", rules]);
        assert_eq!(again.out, "", "{}", path.display());
    }
}

#[test]
fn slips_in_the_settings_are_told_at_their_place_and_cost_nothing_else() {
    let place = Place::new();
    place.write("a.bib", FAULTY);
    place.write(
        "ibid.toml",
        "[check]\nignore = [\"empty-fields\", \"hyphen-in-pages\"]\n[check.severity]\n\
         empty-field = \"eror\"\n[[check.path]]\nmatch = \"a.bib\"\nignroe = []\n",
    );
    let run = place.run(&["check", "a.bib", "--output-format", "concise"]);
    assert_eq!(run.out, "a.bib:7:3: info[empty-field] `note` has nothing in it\n");
    assert_eq!(run.code, Some(1));
    for said in [
        "1 remark in 1 file; 1 can be mended with --fix; the settings have errors",
        "there is no rule or group `empty-fields`",
        "ibid.toml:2:11",
        "did you mean `empty-field`?",
        "`empty-field` cannot have this severity",
        "ibid.toml:4:15",
        "did you mean `error`?",
        "there is no setting `ignroe` in `[[check.path]]`",
        "ibid.toml:7:1",
        "did you mean `ignore`?",
    ] {
        assert!(run.talk.contains(said), "{said}: {}", run.talk);
    }
}

#[test]
fn wrong_settings_are_no_success_even_where_nothing_else_is_found() {
    let place = Place::new();
    place.write("a.bib", "@misc{doe2001, title = {A}}\n");
    place.write("ibid.toml", "[check]\nselect = [\"dats\"]\n");
    let run = place.run(&["check", "a.bib"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert_eq!(place.run(&["check", "a.bib", "--exit-zero"]).code, Some(0));
}

#[test]
fn a_quote_that_is_never_closed_is_told_where_it_stands() {
    let place = Place::new();
    place.write("a.bib", "@misc{doe2001, title = {A}}\n");
    for (text, at) in [
        ("[check]\nignore = [\"names]\n\n[format]\n", "ibid.toml:2:11"),
        ("[check]\nignore = [\n \"names\", # a \"\n \"dates\n]\n", "ibid.toml:4:2"),
        ("[check]\nbaseline = 'old.json\nmax-warnings = 3\n", "ibid.toml:2:12"),
        ("[check]\nbaseline = \"a\\\"\nmax-warnings = 3\n", "ibid.toml:2:12"),
    ] {
        place.write("ibid.toml", text);
        let run = place.run(&["check", "a.bib"]);
        assert_eq!(run.code, Some(2), "{text}");
        let said = format!("{at}: the quote is never closed");
        assert!(run.talk.contains(&said), "{said}: {}", run.talk);
    }
}

#[test]
fn a_misspelt_rule_in_a_suppression_is_mended_and_not_thrown_away() {
    let place = Place::new();
    let text =
        "% ibid: ignore[empty-feld] to be filled in\n@misc{a, title = {A}, note = {}}\n";
    place.write("a.bib", text);
    place.run(&["check", "a.bib", "--fix", "--select", "unused-suppression"]);
    assert_eq!(place.read("a.bib"), text);
    place.run(&[
        "check",
        "a.bib",
        "--fix",
        "--unsafe-fixes",
        "--select",
        "unused-suppression",
    ]);
    assert_eq!(place.read("a.bib"), text.replace("empty-feld", "empty-field"));
}

#[test]
fn a_bibliography_cites_nothing() {
    let place = Place::new();
    place.write("a.bib", "@misc{doe2001, title = {A}}\n");
    let run = place.run(&["check", "a.bib", "--cited-in", "a.bib"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.talk.contains("`a.bib` is a bibliography, which cites nothing"));
}

#[test]
fn files_of_a_folder_share_their_strings() {
    let place = Place::new();
    place.write("lib/a.bib", "@string{tu = {Kiln Notes}}\n@misc{a, title = {A}}\n");
    place.write("lib/b.bib", "@misc{b, title = {B}, howpublished = tu}\n");
    place.run(&["check", "lib", "--select", "syntax"]).answers(0, "");
    let run = place.run(&["check", "lib/a.bib", "--output-format", "concise"]);
    run.answers(1, "lib/a.bib:1:9: info[unused-string] the string `tu` is never used\n");
}

#[test]
fn fixes_that_the_encoding_cannot_hold_cost_no_others() {
    let place = Place::new();
    let text = "@misc{a, title = {Kilns \\&#8722; \u{e9}t\u{e9}}, pages = {1-2}, note = {a\u{e9} \\&#233;}}\n";
    let latin: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    place.write("a.bib", latin);
    place.run(&[
        "check",
        "a.bib",
        "--fix",
        "--unsafe-fixes",
        "--select",
        "html-entity,hyphen-in-pages",
    ]);
    let kept = fs::read(place.path("a.bib")).unwrap();
    let kept: String = kept.iter().map(|byte| char::from(*byte)).collect();
    let mended = text.replace("1-2", "1--2").replace("a\u{e9} \\&#233;", "a\u{e9} \u{e9}");
    assert_eq!(kept, mended);
}

#[test]
fn braces_that_hide_a_quote_stay() {
    let place = Place::new();
    let text = "@misc{a, title = \"{Questions \\\"uber kilns and sands}\"}\n";
    place.write("a.bib", text);
    place.run(&["check", "a.bib", "--fix", "--unsafe-fixes", "--select", "double-braces"]);
    assert_eq!(place.read("a.bib"), text);
}

#[test]
fn documents_are_read_with_their_parts_and_entries_nobody_cites_are_named() {
    let place = Place::new();
    place.write(
        "a.bib",
        "@misc{doe2001, title = {A}, crossref = {par}}\n@misc{roe2002, title = {B}}\n\
         @misc{poe2003, title = {C}, ids = {old}}\n@misc{par, title = {D}}\n",
    );
    place.write("paper.tex", "\\cite{doe2001}\n\\input{parts/one}\n");
    place.write("parts/one.tex", "\\cite{old} \\cite{nobody}\n");
    let run = place.run(&[
        "check",
        "a.bib",
        "--cited-in",
        "paper.tex",
        "--select",
        "uncited-entry,undefined-citation",
        "--output-format",
        "concise",
    ]);
    run.answers(
        1,
        "a.bib:2:7: info[uncited-entry] `roe2002` is cited nowhere\n\
         parts/one.tex:1:18: error[undefined-citation] no entry has the key `nobody`\n",
    );
}
