//! Inspec's export: a line `Record.1INSPEC` before each entry, then `Title :: value`.

use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "inspec",
    about: "Inspec's export",
    extensions: &[],
    sniff,
    read: Some(read),
    write: None,
};

/// Label, field.
#[rustfmt::skip]
static FIELDS: &[(&str, Field)] = &[
    ("Title", Field::TITLE), ("Journal", Field::CONTAINER_TITLE), ("Abstract", Field::ABSTRACT),
    ("Language", Field::LANGUAGE), ("Publisher", Field::PUBLISHER), ("Country of Publication", Field::PUBLISHER_PLACE),
    ("Volume", Field::VOLUME), ("Issue", Field::ISSUE), ("Pages", Field::PAGE),
    ("Conference", Field::EVENT_TITLE), ("Conference Title", Field::EVENT_TITLE),
];

/// Whether a line opens an entry.
fn opens(line: &str) -> bool {
    line.starts_with("Record") && line.contains("INSPEC")
}

fn sniff(start: &str) -> u8 {
    if start.lines().take(50).any(opens) { 85 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let mut records: Vec<Vec<(&str, String)>> = Vec::new();
    for line in source.text().lines() {
        if opens(line) {
            records.push(Vec::new());
        } else if let Some(record) = records.last_mut() {
            match (line.split_once("::"), record.last_mut()) {
                (Some((label, value)), _) => {
                    record.push((label.trim(), value.trim().to_owned()))
                }
                (None, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => {}
            }
        }
    }
    let mut keys = Keys::default();
    let filled = records.iter().filter(|record| !record.is_empty());
    let entries = filled.map(|record| one(record).finish(&mut keys)).collect();
    Parsed { entries, ..Parsed::default() }
}

fn one(lines: &[(&str, String)]) -> Draft {
    let of = |name: &str| {
        lines
            .iter()
            .find(|(label, _)| *label == name)
            .map_or("", |(_, value)| value.as_str())
    };
    let kind = match of("RecordType").trim() {
        "Journal Paper" => EntryKind::ARTICLE_JOURNAL,
        "Conference Paper" | "Conference Paper in Journal" => EntryKind::PAPER_CONFERENCE,
        "" => EntryKind::ARTICLE_JOURNAL,
        other if other.contains("Book") => EntryKind::BOOK,
        other if other.contains("Report") => EntryKind::REPORT,
        other if other.contains("Dissertation") => EntryKind::THESIS,
        _ => EntryKind::DOCUMENT,
    };
    let mut draft = Draft::new(kind);
    for (label, value) in lines {
        let value = values::one_line(value);
        match *label {
            "RecordType" => {}
            "Author" | "Authors" => {
                value
                    .split(';')
                    .for_each(|name| draft.name(Field::AUTHOR, names::inverted(name)));
            }
            "Date" | "PublicationDate" | "Publication Date" => {
                draft.date(Field::ISSUED, &value)
            }
            "ISSN" | "ISBN" | "CODEN" if !values::issns(&value).is_empty() => {
                values::issns(&value)
                    .iter()
                    .for_each(|issn| draft.number(Field::ISSN, issn));
            }
            "ISBN" => values::isbns(&value)
                .iter()
                .for_each(|isbn| draft.number(Field::ISBN, isbn)),
            "DOI" => {
                draft.doi(&value);
            }
            "Controlled Indexing" | "Uncontrolled Indexing" | "Keywords" => {
                value.split(';').for_each(|word| draft.keyword(word));
            }
            label => match FIELDS.iter().find(|(known, _)| *known == label) {
                Some((_, field)) => draft.text(*field, &value),
                None => draft.stranger("inspec", label, &value),
            },
        }
    }
    draft
}
