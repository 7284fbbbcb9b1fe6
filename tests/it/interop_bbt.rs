//! Better BibTeX's exports: Zotero's items through our writers, against the files it wrote.
//!
//! Both files are read back and compared as CSL sees them, in the fields that say what the
//! work is. Better BibTeX's own ways are mapped: notes and tags have fields of its own, its
//! BibTeX has no day, languages are compared by their first subtag, and what it finds out by
//! itself (arXiv and JSTOR from addresses, abbreviations of journals) is not asked for.

use std::path::Path;

use ibid::formats::{self, ReadOptions, Source, WriteOptions};
use ibid::model::{Date, Entry, Field, Name, language, variable};
use ibid::text::{fold, markup};

use crate::interop::Score;
use crate::shared;

/// What says which work it is, and where it stands.
const FIELDS: &[Field] = &[
    Field::TITLE,
    Field::AUTHOR,
    Field::EDITOR,
    Field::TRANSLATOR,
    Field::DIRECTOR,
    Field::CONTAINER_TITLE,
    Field::COLLECTION_TITLE,
    Field::COLLECTION_NUMBER,
    Field::PUBLISHER,
    Field::PUBLISHER_PLACE,
    Field::ISSUED,
    Field::ORIGINAL_DATE,
    Field::ACCESSED,
    Field::VOLUME,
    Field::ISSUE,
    Field::PAGE,
    Field::EDITION,
    Field::NUMBER_OF_PAGES,
    Field::NUMBER_OF_VOLUMES,
    Field::DOI,
    Field::ISBN,
    Field::ISSN,
    Field::URL,
    Field::LANGUAGE,
    Field::GENRE,
    Field::NOTE,
    Field::ABSTRACT,
    Field::KEYWORD,
    Field::TITLE_SHORT,
    Field::EVENT_TITLE,
    Field::EVENT_PLACE,
    Field::NUMBER,
    Field::STATUS,
];

#[test]
fn bbt_export() {
    let Some(folder) = shared::folder("interop/bbt-export") else { return };
    let mut score = Score::new("bbt-export");
    let mut cases: Vec<_> =
        std::fs::read_dir(&folder).expect("a folder").flatten().collect();
    cases.sort_by_key(std::fs::DirEntry::file_name);
    for case in cases {
        let (path, name) = (case.path(), case.file_name().to_string_lossy().into_owned());
        let input = path.join("input.bbt.json");
        // The longest inputs say nothing that the others do not.
        let length = std::fs::metadata(&input).map_or(0, |file| file.len());
        if length == 0 || length > 2_000_000 || score.leaves_out(&name) {
            continue;
        }
        for (file, format) in [
            ("expected.biblatex", "biblatex"),
            ("expected.bibtex", "bibtex"),
            ("expected.csl.json", "csl-json"),
        ] {
            if let Some(expected) = read(&path.join(file), format) {
                compare(&name, &input, format, &expected, &mut score);
            }
        }
    }
    score.finish(980);
}

fn read(path: &Path, format: &str) -> Option<Vec<Entry>> {
    let bytes = std::fs::read(path).ok()?;
    Some(of(bytes, format))
}

fn of(bytes: Vec<u8>, format: &str) -> Vec<Entry> {
    let (source, _) = Source::new(None, bytes);
    let read = formats::named(format).and_then(|format| format.read).expect("it reads");
    read(&source, &ReadOptions::default()).entries
}

fn compare(case: &str, input: &Path, format: &str, expected: &[Entry], score: &mut Score) {
    let Some(items) = read(input, "zotero-json") else { return };
    let write = formats::named(format).and_then(|format| format.write).expect("it writes");
    let written = write(&items, &WriteOptions::default()).bytes;
    let mut ours = of(written, format);
    // Finer types, which `entrysubtype` names, are ours alone.
    if !expected.iter().any(|entry| entry.has(Field::ENTRYSUBTYPE)) {
        ours.iter_mut().for_each(|entry| drop(entry.remove(Field::ENTRYSUBTYPE)));
    }
    for entry in expected {
        let want = values(entry, format);
        let same = |other: &Entry| {
            let found = values(other, format);
            want.iter().filter(|value| found.contains(value)).count()
        };
        let Some(at) = (0..ours.len()).max_by_key(|at| (same(&ours[*at]), usize::MAX - at))
        else {
            continue;
        };
        let found = values(&ours.remove(at), format);
        for (field, value) in &want {
            let other = found.iter().find(|(known, _)| known == field);
            let line = format!("{case} {format} {field}");
            score.check(&line, value, other.map_or("", |(_, value)| value));
        }
    }
}

fn values(entry: &Entry, format: &str) -> Vec<(Field, String)> {
    let value = |field: &Field| Some((*field, comparable(entry, *field, format)?));
    let kind = (Field::ENTRYSUBTYPE, variable::kind(entry).csl().to_owned());
    let fields = FIELDS.iter().filter_map(value).filter(|(_, text)| !text.is_empty());
    std::iter::once(kind).chain(fields).collect()
}

fn comparable(entry: &Entry, field: Field, format: &str) -> Option<String> {
    match field {
        Field::AUTHOR | Field::EDITOR | Field::TRANSLATOR | Field::DIRECTOR => {
            let names = variable::names(entry, field)?;
            let names: Vec<String> = names.iter().map(words).collect();
            Some(names.join(" & "))
        }
        Field::ISSUED | Field::ORIGINAL_DATE | Field::ACCESSED => {
            let date = variable::date(entry, field)?;
            let start = match date.as_ref() {
                Date::Literal(text) => return Some(fold(text).into_owned()),
                date => date.start()?,
            };
            // Better BibTeX's BibTeX has months, but neither days nor seasons.
            let classic = format == "bibtex";
            let day = if classic { 0 } else { start.day };
            let month = if classic && start.month > 12 { 0 } else { start.month };
            Some(format!("{}-{month}-{day}", start.year))
        }
        Field::LANGUAGE => {
            let text = variable::text(entry, field)?;
            let tag = language::tag_of(&text).unwrap_or(&text);
            Some(fold(tag.get(..2).unwrap_or("")).into_owned())
        }
        Field::KEYWORD => {
            let text = variable::text(entry, field)?.to_lowercase();
            // It drops commas and signs inside of tags.
            let words = text.split(|c: char| !c.is_alphanumeric());
            let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            words.sort_unstable();
            words.dedup();
            Some(fold(&words.join(",")).into_owned())
        }
        // Zotero puts hyphens into ISBNs where it finds none.
        Field::ISBN => {
            let text = variable::text(entry, field)?;
            Some(text.chars().filter(char::is_ascii_alphanumeric).collect())
        }
        _ => {
            let text = variable::text(entry, field)?;
            // A preference of its tests puts the address into `note`.
            if field == Field::NOTE && format == "bibtex" && text.contains("://") {
                return None;
            }
            let text = markup::to_rich(&text).text().replace(['\u{200b}', '\u{a0}'], "");
            // It writes a dash of two hyphens and a raised point of its own.
            let text = text.replace("--", "-").replace('⋅', "·");
            Some(fold(text.trim().trim_end_matches(['.', ',', ';'])).into_owned())
        }
    }
}

/// A name without regard to which part a particle is.
fn words(name: &Name) -> String {
    let text = name.display().replace([',', '.', '"', '\u{200b}'], " ");
    let text = text.replace(['\'', '’'], "' ");
    let mut words: Vec<String> =
        text.split_whitespace().map(|w| fold(w).into_owned()).collect();
    words.sort();
    words.join(" ")
}
