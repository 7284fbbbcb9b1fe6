//! Biblioscape's tagged format: `--TI-- value`, and `------` after each entry.

use crate::formats::common::tagged::{self, Record, Syntax};
use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "biblioscape",
    about: "Biblioscape's tagged format",
    extensions: &[],
    sniff,
    read: Some(read),
    write: None,
};

const SYNTAX: Syntax = Syntax {
    split,
    opens: |_| false,
    closes: |tag| tag.is_empty(),
    opens_anyhow: true,
    begins: |_| false,
    blank_closes: false,
    blank_opens: false,
};

/// Tag, field; `AD` and `CO` together are the publisher's place.
#[rustfmt::skip]
static FIELDS: &[(&str, Field)] = &[
    ("TI", Field::TITLE), ("VL", Field::VOLUME), ("NB", Field::ISSUE), ("AB", Field::ABSTRACT),
    ("PB", Field::PUBLISHER), ("ED", Field::EDITION), ("LG", Field::LANGUAGE), ("DE", Field::ANNOTE),
    ("SE", Field::CHAPTER_NUMBER), ("TH", Field::TITLE_SHORT), ("AT", Field::URL),
];

/// A word of the type, kind.
#[rustfmt::skip]
static KINDS: &[(&str, EntryKind)] = &[
    ("journal", EntryKind::ARTICLE_JOURNAL), ("article", EntryKind::ARTICLE_JOURNAL),
    ("magazine", EntryKind::ARTICLE_MAGAZINE), ("newspaper", EntryKind::ARTICLE_NEWSPAPER),
    ("book section", EntryKind::CHAPTER), ("book", EntryKind::BOOK), ("report", EntryKind::REPORT),
    ("conference", EntryKind::PAPER_CONFERENCE), ("proceeding", EntryKind::PAPER_CONFERENCE),
    ("patent", EntryKind::PATENT), ("dissertation", EntryKind::THESIS), ("thesis", EntryKind::THESIS),
    ("manuscript", EntryKind::MANUSCRIPT), ("map", EntryKind::MAP), ("web", EntryKind::WEBPAGE),
];

fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    if line.trim_end() == "------" {
        return Some(("", ""));
    }
    let (tag, value) = line.strip_prefix("--")?.split_once("--")?;
    let good =
        tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    good.then_some((tag, value.trim()))
}

fn sniff(start: &str) -> u8 {
    let tags = start.lines().filter_map(split).take(200);
    let (tags, ends): (Vec<_>, Vec<_>) = tags.partition(|(tag, _)| !tag.is_empty());
    match (tags.len(), ends.len()) {
        (2.., 1..) => 90,
        (4.., _) => 70,
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (records, diagnostics) = tagged::records(source.text(), &SYNTAX);
    let mut keys = Keys::default();
    let filled = records.iter().filter(|record| record.lines.len() > 1);
    let entries = filled.map(|record| one(record).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(record: &Record<'_>) -> Draft {
    let of = |tag: &str| record.first(tag).unwrap_or("").trim().to_owned();
    let name = of("RT").to_lowercase();
    let kind = KINDS.iter().find(|(word, _)| name.contains(word));
    let mut draft = Draft::new(kind.map_or(EntryKind::DOCUMENT, |(_, kind)| *kind));
    for line in &record.lines {
        let value = line.one_line();
        match line.tag {
            "AU" => people(&mut draft, Field::AUTHOR, &value),
            // Second and third authors are those of the book and of the series.
            "SA" => people(&mut draft, Field::EDITOR, &value),
            "TA" => people(&mut draft, Field::COLLECTION_EDITOR, &value),
            "TT" => draft.text(Field::COLLECTION_TITLE, &value),
            "UR" if of("AT").is_empty() => draft.text(Field::URL, &value),
            "ST" => draft.text(Field::CONTAINER_TITLE, &value),
            "YP" => draft.date(Field::ISSUED, &value),
            "IS" => number(&mut draft, &value),
            "KW" => value.split(';').for_each(|word| draft.keyword(word)),
            "NT" => draft.note(&line.value),
            "PS" | "PE" | "RT" | "AD" | "CO" => {}
            tag => match FIELDS.iter().find(|(known, _)| *known == tag) {
                Some((_, field)) => draft.text(*field, &value),
                None => draft.stranger("biblioscape", tag, &value),
            },
        }
    }
    draft.pages(&of("PS"), &of("PE"));
    let places = [of("AD"), of("CO")];
    let places: Vec<_> =
        places.iter().filter(|p| !p.is_empty()).map(String::as_str).collect();
    draft.text(Field::PUBLISHER_PLACE, &places.join(", "));
    draft
}

/// `Sa, M. CM.; Kascheres, A.`
fn people(draft: &mut Draft, field: Field, value: &str) {
    for name in value.split(';').filter(|name| !name.trim().is_empty()) {
        draft.name(field, names::inverted(name));
    }
}

fn number(draft: &mut Draft, value: &str) {
    let (isbns, issns) = (values::isbns(value), values::issns(value));
    isbns.iter().for_each(|isbn| draft.number(Field::ISBN, isbn));
    for issn in issns.iter().filter(|_| isbns.is_empty()) {
        draft.number(Field::ISSN, issn);
    }
    if isbns.is_empty() && issns.is_empty() {
        draft.stranger("biblioscape", "IS", value);
    }
}
