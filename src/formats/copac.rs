//! Copac's tagged export, of the union catalogue of British libraries: `TI- value`, lines that
//! go on are indented, a blank line ends an entry.

use crate::formats::common::tagged::{self, Record, Syntax};
use crate::formats::common::{Draft, Keys, catalogue, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "copac",
    about: "Copac's tagged export",
    extensions: &[],
    sniff,
    read: Some(read),
    write: None,
};

const SYNTAX: Syntax = Syntax {
    split,
    opens: |_| false,
    closes: |_| false,
    opens_anyhow: true,
    begins: |_| false,
    blank_closes: true,
    blank_opens: false,
};

fn split(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once("- ")?;
    (tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase()))
        .then_some((tag, value))
}

fn sniff(start: &str) -> u8 {
    let tags: Vec<_> =
        start.lines().filter_map(split).map(|(tag, _)| tag).take(40).collect();
    let own = ["TI", "HL", "PD", "PU", "PY"];
    let count = own.iter().filter(|tag| tags.contains(*tag)).count();
    if tags.contains(&"TI") && count >= 3 { 80 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (records, diagnostics) = tagged::records(source.text(), &SYNTAX);
    let mut keys = Keys::default();
    let entries = records.iter().map(|record| one(record).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(record: &Record<'_>) -> Draft {
    let mut draft = Draft::new(EntryKind::BOOK);
    for line in &record.lines {
        let value = line.one_line();
        match line.tag {
            "TI" => draft.text(Field::TITLE, &value),
            "AU" => draft.name(Field::AUTHOR, names::inverted(&value)),
            "CA" => draft.name(Field::AUTHOR, Name::literal(&value)),
            "PY" => {
                if let Some(date) =
                    catalogue::date(&value).filter(|_| !draft.has(Field::ISSUED))
                {
                    draft.set_date(Field::ISSUED, date);
                }
            }
            "SE" => draft.text(Field::COLLECTION_TITLE, &value),
            "PU" => publisher(&mut draft, &value),
            "IS" => number(&mut draft, &value),
            "NT" => draft.note(&value),
            "KW" => draft.keyword(&value),
            "LA" | "LG" => draft.text(Field::LANGUAGE, &value),
            "ED" => draft.text(Field::EDITION, &value),
            "UR" => draft.text(Field::URL, &value),
            "AB" => draft.text(Field::ABSTRACT, &value),
            "MT" if value.to_lowercase().contains("journal") => {
                draft.kind = EntryKind::PERIODICAL
            }
            "PD" => {
                draft.text(
                    Field::NUMBER_OF_PAGES,
                    &catalogue::pages(&value).unwrap_or_default(),
                );
                draft.text(
                    Field::NUMBER_OF_VOLUMES,
                    &catalogue::volumes(&value).unwrap_or_default(),
                );
                draft.text(Field::DIMENSIONS, &value);
            }
            "HL" => draft.text(Field::LIBRARY, &value),
            tag => draft.stranger("copac", tag, &value),
        }
    }
    draft
}

/// `London ; New York : McGraw-Hill`
fn publisher(draft: &mut Draft, value: &str) {
    match value.split_once(" : ") {
        Some((place, name)) => {
            draft.text(Field::PUBLISHER_PLACE, place);
            draft.text(Field::PUBLISHER, name);
        }
        None => draft.text(Field::PUBLISHER, value),
    }
}

fn number(draft: &mut Draft, value: &str) {
    let isbns = values::isbns(value);
    for isbn in &isbns {
        draft.number(Field::ISBN, isbn);
    }
    for issn in values::issns(value).iter().filter(|_| isbns.is_empty()) {
        draft.number(Field::ISSN, issn);
    }
}
