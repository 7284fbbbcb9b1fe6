//! Every rule has a fixture: a `.bib` text, what is found in it, and the text after its fixes.

use std::fs;
use std::path::{Path, PathBuf};

use ibid::diag::{Change, Diagnostic, Edit, Place};
use ibid::formats::bibtex::Document;
use ibid::formats::source;
use ibid::model::{DateParts, Entry, FileFacts};
use ibid::text::LineIndex;
use ibid::validate::selection::{Selection, Wishes};
use ibid::validate::{self, File, Journals, Options};

/// The day on which the fixtures are checked.
const TODAY: (i32, u8, u8) = (2026, 11, 24);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

/// The text of a fenced block; `⟨U+200B⟩` stands for a character that nobody sees.
fn block(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\n```{name}\n"))?;
    let end = rest.find("\n```").or_else(|| rest.starts_with("```").then_some(0))?;
    let mut pieces = rest[..end].split("⟨U+");
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        let (code, after) = piece.split_once('⟩')?;
        text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        text.push_str(after);
    }
    Some(text)
}

pub(crate) fn findings(bib: &str, rule: &str) -> Vec<Diagnostic> {
    let document = Document::parse(bib.into());
    let facts = document.facts();
    let mut found = check(&document.entries(), Some(&facts), rule);
    for finding in &mut found {
        if finding.within.is_none()
            && let Place::Entry { index, field, .. } = finding.place
        {
            finding.within = facts.locate(index, field);
        }
    }
    found.sort_by_key(|finding| finding.within);
    found
}

fn check(entries: &[Entry], facts: Option<&FileFacts>, rule: &str) -> Vec<Diagnostic> {
    let wishes = Wishes { select: vec![rule.to_owned()], ..Wishes::default() };
    let selection = Selection::new(&wishes).unwrap();
    let keys: Vec<String> = entries.iter().map(|entry| entry.key().to_string()).collect();
    let (year, month, day) = TODAY;
    let mut journals = Journals::default();
    journals.read("Journal of Kilns;J. Kilns");
    let options = Options {
        selection: &selection,
        today: DateParts::day(year, month, day),
        elsewhere: &|key| keys.iter().any(|known| known == key),
        file_exists: &|_, path| path == "here.pdf",
        key_of: Some(&|entry| {
            format!(
                "{}2001",
                entry.names(ibid::model::Field::AUTHOR).unwrap_or_default()[0]
                    .family()
                    .to_lowercase()
            )
        }),
        journals: Some(&journals),
        style: Some(("a style", &|entry| {
            let place = ibid::model::Field::PUBLISHER_PLACE;
            if entry.has(place) { Vec::new() } else { vec![place] }
        })),
    };
    validate::check(&[File { entries, facts }], &options).remove(0)
}

/// `field | message`, of entries that have no file.
fn shown_json(json: &str, rule: &str) -> String {
    let format = ibid::formats::named("csl-json").unwrap();
    let source = source::Source::of(None, json.into());
    let read = (format.read.unwrap())(&source, &ibid::formats::ReadOptions::default());
    let found = check(&read.entries, None, rule);
    let rows = found.iter().map(|finding| {
        let Place::Entry { field: Some(field), .. } = finding.place else { panic!() };
        format!("{field} | {}", finding.message)
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// `line | what is marked | message`
fn shown(bib: &str, found: &[Diagnostic]) -> String {
    let lines = LineIndex::new(bib);
    let rows = found.iter().map(|finding| {
        let span = finding.within.unwrap_or_default();
        let line = lines.line_column(bib, span.start).line;
        format!("{line} | {} | {}", span.of(bib).replace('\n', "⏎"), finding.message)
    });
    rows.collect::<Vec<_>>().join("\n")
}

pub(crate) fn mended(bib: &str, rule: &str) -> String {
    let mut text = bib.to_owned();
    for _ in 0..10 {
        let mut edits: Vec<Edit> = Vec::new();
        for finding in findings(&text, rule) {
            if let Some(fix) = finding.fixes.first() {
                let Change::Edits(mut more) = fix.change.clone() else {
                    panic!("{rule}: a fix that is no edit");
                };
                more.sort_by_key(|edit| edit.span);
                let start = more[0].span.start;
                if edits.last().is_none_or(|last| last.span.end < start) {
                    edits.extend(more);
                }
            }
        }
        if edits.is_empty() {
            return text;
        }
        text = source::apply(&text, &edits)
            .unwrap_or_else(|found| panic!("{rule}: {found:?}"));
    }
    panic!("{rule}: its fixes never end");
}

#[test]
fn every_rule_finds_what_its_fixture_says() {
    let mut wrong = Vec::new();
    for check in validate::rules::RULES {
        let rule = check.rule.name;
        let path = folder().join(format!("{rule}.md"));
        let Ok(text) = fs::read_to_string(&path) else {
            wrong.push(format!("{rule}: no fixture"));
            continue;
        };
        if let Some(json) = block(&text, "json") {
            let found = shown_json(&json, rule);
            assert_eq!(found, block(&text, "findings").unwrap(), "{rule}");
            continue;
        }
        let bib = block(&text, "bib").unwrap_or_default();
        let expected = block(&text, "findings").unwrap_or_default();
        assert!(!bib.is_empty() && !expected.is_empty(), "{rule}: an empty fixture");
        let found = shown(&bib, &findings(&bib, rule));
        if found != expected {
            wrong.push(format!("{rule}: expected\n{expected}\nfound\n{found}\n"));
        }
        let fixed = block(&text, "fixed").unwrap_or_else(|| bib.clone());
        let mended = mended(&bib, rule);
        if mended != fixed {
            wrong
                .push(format!("{rule}: expected after its fixes\n{fixed}\nis\n{mended}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_documented_and_named_once() {
    let mut names = Vec::new();
    for rule in validate::all_rules() {
        assert!(!rule.doc.trim().is_empty(), "{} has no documentation", rule.name);
        assert!(!rule.summary.ends_with('.'), "{}: a full stop", rule.name);
        names.push(rule.name);
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "a name is given twice");
}
