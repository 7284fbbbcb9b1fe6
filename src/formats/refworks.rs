//! RefWorks Tagged Format (RefWorks, “Tagged Format: field codes”).

use crate::formats::common::claims::Breaks;
use crate::formats::common::tagged::{self, Record, Syntax, TaggedOut};
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "refworks",
    about: "RefWorks Tagged Format",
    extensions: &["txt", "refworks"],
    sniff,
    read: Some(read),
    write: Some(write),
};

pub(crate) const SYNTAX: Syntax = Syntax {
    split,
    opens: |tag| tag == "RT",
    closes: |tag| tag == "ER",
    opens_anyhow: false,
    begins: |_| false,
    blank_closes: true,
    blank_opens: false,
};

/// Type, kind. The first row of a kind is the one that is written.
pub(crate) static KINDS: &[(&str, K)] = &[
    ("Journal Article", K::ARTICLE_JOURNAL),
    ("Journal", K::ARTICLE_JOURNAL),
    ("Journal, Electronic", K::ARTICLE_JOURNAL),
    ("Abstract", K::ARTICLE_JOURNAL),
    ("Magazine Article", K::ARTICLE_MAGAZINE),
    ("Newspaper Article", K::ARTICLE_NEWSPAPER),
    ("Book, Whole", K::BOOK),
    ("Book, Section", K::CHAPTER),
    ("Book, Edited", K::EDITED_COLLECTION),
    ("Book Monograph", K::BOOK),
    ("Monograph", K::BOOK),
    ("Conference Proceedings", K::PAPER_CONFERENCE),
    ("Dissertation/Thesis", K::THESIS),
    ("Dissertation/Thesis, Unpublished", K::THESIS),
    ("Dissertation", K::THESIS),
    ("Report", K::REPORT),
    ("Generic", K::DOCUMENT),
    ("Web Page", K::WEBPAGE),
    ("Online Discussion Forum", K::POST),
    ("Blog", K::POST_WEBLOG),
    ("Computer Program", K::SOFTWARE),
    ("Artwork", K::GRAPHIC),
    ("Map", K::MAP),
    ("Motion Picture", K::MOTION_PICTURE),
    ("Video/ DVD", K::VIDEO),
    ("Video", K::VIDEO),
    ("Music Score", K::MUSICAL_SCORE),
    ("Sound Recording", K::SONG),
    ("Patent", K::PATENT),
    ("Bills/Resolutions", K::BILL),
    ("Case/Court Decisions", K::LEGAL_CASE),
    ("Laws/Statutes", K::LEGISLATION),
    ("Hearing", K::HEARING),
    ("Grant", K::REPORT),
    ("Personal Communication", K::PERSONAL_COMMUNICATION),
    ("Unpublished Material", K::MANUSCRIPT),
];

/// Tag, field: what needs no thought.
pub(crate) static FIELDS: &[(&str, Field)] = &[
    ("T1", Field::TITLE),
    ("T2", Field::CONTAINER_TITLE),
    ("JF", Field::CONTAINER_TITLE),
    ("JO", Field::CONTAINER_TITLE_SHORT),
    ("T3", Field::COLLECTION_TITLE),
    ("OT", Field::ORIGINAL_TITLE),
    ("ST", Field::TITLE_SHORT),
    ("VO", Field::VOLUME),
    ("IS", Field::ISSUE),
    ("ED", Field::EDITION),
    ("PB", Field::PUBLISHER),
    ("PP", Field::PUBLISHER_PLACE),
    ("AB", Field::ABSTRACT),
    ("LA", Field::LANGUAGE),
    ("CN", Field::CALL_NUMBER),
    ("DB", Field::ARCHIVE),
    ("DS", Field::SOURCE),
    ("LL", Field::AUTHORITY),
    ("PMID", Field::PMID),
    ("PMCID", Field::PMCID),
];

/// Tag, name variable.
pub(crate) static NAMES: &[(&str, Field)] = &[
    ("A1", Field::AUTHOR),
    ("A2", Field::EDITOR),
    ("A3", Field::COLLECTION_EDITOR),
    ("A4", Field::TRANSLATOR),
    ("A5", Field::CONTRIBUTOR),
    ("A6", Field::ILLUSTRATOR),
];

fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    if line.starts_with("<Reference") || line.starts_with("Reference ") {
        return None;
    }
    let (tag, value) = line.split_once(' ').unwrap_or((line, ""));
    let mut bytes = tag.bytes();
    let good = bytes.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && matches!(tag.len(), 2)
        && bytes.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (good || matches!(tag, "PMID" | "PMCID")).then(|| (tag, value.trim()))
}

fn sniff(start: &str) -> u8 {
    let opened = start.lines().filter_map(split).take(100).any(|(tag, value)| {
        tag == "RT" && (KINDS.iter().any(|(name, _)| name.eq_ignore_ascii_case(value)))
    });
    // “RT” that begins a line of text stands alone.
    let first = start.lines().filter_map(split).next().is_some_and(|(tag, _)| tag == "RT")
        && start.lines().filter_map(split).take(3).count() > 2;
    match (opened, first) {
        (true, _) => 92,
        (_, true) => 70,
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (records, diagnostics) = tagged::records(source.text(), &SYNTAX);
    let mut keys = Keys::default();
    let entries = records.iter().map(|record| one(record).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(record: &Record<'_>) -> Draft {
    let name = record.first("RT").unwrap_or("");
    let kind = KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    let mut draft = Draft::new(kind.map_or(K::DOCUMENT, |(_, kind)| *kind));
    let (mut first, mut last) = ("", "");
    let (mut year, mut free) = ("", "");
    for line in &record.lines {
        let value = line.one_line();
        if value.is_empty() {
            continue;
        }
        if let Some((_, field)) = NAMES.iter().find(|(tag, _)| *tag == line.tag) {
            for name in value.split(';').filter(|name| !name.trim().is_empty()) {
                draft.name(*field, names::inverted(name));
            }
            continue;
        }
        match line.tag {
            "RT" | "SR" => {}
            "ID" => draft.key = value,
            "SP" => first = &line.value,
            "OP" => last = &line.value,
            "YR" => year = &line.value,
            "FD" => free = &line.value,
            "RD" => draft.date(Field::ACCESSED, &value),
            "K1" => draft.keyword(&value),
            "SN" => serial(&mut draft, &value),
            "DO" => {
                draft.doi(&value);
            }
            "UL" if !draft.has(Field::URL) => draft.text(Field::URL, &value),
            "NO" => draft.note(&line.value),
            "AB" => draft.text(Field::ABSTRACT, &line.value),
            tag => match FIELDS.iter().find(|(known, _)| *known == tag) {
                Some((_, field)) if !draft.has(*field) => draft.text(*field, &value),
                Some((_, field))
                    if draft.get(*field).as_deref() == Some(value.as_str()) => {}
                _ => draft.stranger("refworks", tag, &value),
            },
        }
    }
    // CNKI and others have the address of the work among the links.
    if !draft.has(Field::URL)
        && let Some(link) = draft.get(Field::named("refworks:LK"))
        && link.starts_with("http")
        && !link.contains(char::is_whitespace)
    {
        draft.take(Field::named("refworks:LK"));
        draft.text(Field::URL, &link);
    }
    draft.pages(first, last);
    dated(&mut draft, year, free);
    arrange(&mut draft);
    draft
}

/// What the tags mean depends on the type.
fn arrange(draft: &mut Draft) {
    match draft.kind.csl() {
        "book" => {
            draft.rename(Field::CONTAINER_TITLE, Field::COLLECTION_TITLE);
            draft.rename(Field::ISSUE, Field::NUMBER_OF_VOLUMES);
        }
        "report" | "patent" => draft.rename(Field::ISSUE, Field::NUMBER),
        _ => {}
    }
    if draft.kind == K::EDITED_COLLECTION && draft.names(Field::EDITOR).is_empty() {
        draft.rename_names(Field::AUTHOR, Field::EDITOR);
    }
}

fn serial(draft: &mut Draft, value: &str) {
    let (isbns, issns) = (values::isbns(value), values::issns(value));
    isbns.iter().for_each(|number| draft.number(Field::ISBN, number));
    if isbns.is_empty() {
        issns.iter().for_each(|number| draft.number(Field::ISSN, number));
    }
    if isbns.is_empty() && issns.is_empty() {
        draft.stranger("refworks", "SN", value);
    }
}

/// `YR 2002`, `FD Feb 12` or `FD 02/12/2002`
fn dated(draft: &mut Draft, year: &str, free: &str) {
    let both = if free.contains(year) { free.to_owned() } else { format!("{free} {year}") };
    match values::date(&both) {
        Some(date) if date.start().is_some() => draft.set_date(Field::ISSUED, date),
        _ => {
            draft.date(Field::ISSUED, year);
            if !free.is_empty() {
                draft.stranger("refworks", "FD", free);
            }
        }
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = TaggedOut::default();
    let mut diagnostics = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        write_one(
            Claims::new("RefWorks' format", entry, index, &mut diagnostics)
                .without_breaks(Field::ABSTRACT, Breaks::All)
                .without_references()
                .without_breaks(Field::NOTE, Breaks::Lines),
            &mut out,
        );
    }
    Written { bytes: out.out.into_bytes(), diagnostics }
}

fn write_one(mut claims: Claims<'_>, out: &mut TaggedOut) {
    let kind = claims.kind();
    let name = KINDS.iter().find(|(_, known)| *known == kind);
    tag(out, "RT", name.map_or("Generic", |(name, _)| name));
    tag(out, "ID", claims.entry.key().as_str());
    let book = name.is_some() && kind.csl() == "book";
    for (label, field) in NAMES {
        let list = claims.names(*field);
        for name in &list {
            tag(out, label, &names::invert(name));
        }
        if list
            .iter()
            .any(|name| matches!(name, Name::Literal(text) if text.contains([',', ';'])))
        {
            claims.inexact(*field);
        }
    }
    for (label, field) in FIELDS {
        let skipped = *label == "T2" && (book || kind.csl().starts_with("article"))
            || *label == "JF" && !kind.csl().starts_with("article")
            || *label == "IS" && matches!(kind.csl(), "book" | "report" | "patent");
        if !skipped && let Some(text) = claims.text(*field) {
            tag(out, label, &text);
        }
    }
    if let Some(pages) = claims.text(Field::PAGE) {
        let (first, last) = values::page_ends(&pages);
        tag(out, "SP", first);
        tag(out, "OP", last);
    }
    write_dates(&mut claims, out);
    for field in [Field::ISBN, Field::ISSN] {
        for number in claims.text(field).iter().flat_map(|text| values::numbers(text)) {
            tag(out, "SN", number);
        }
    }
    for (label, field) in [("DO", Field::DOI), ("UL", Field::URL)] {
        if let Some(text) = claims.text(field) {
            tag(out, label, &text);
        }
    }
    for keyword in claims.keywords() {
        tag(out, "K1", &keyword);
    }
    for (label, value) in claims.strangers("refworks") {
        tag(out, label, &value);
    }
    for note in claims.notes() {
        tag(out, "NO", &note);
    }
    if name.is_none() {
        let line = claims.keep_kind();
        tag(out, "NO", &line);
    }
    for line in claims.keep_rest() {
        tag(out, "NO", &line);
    }
    out.out.push_str("ER\n\n");
}

fn write_dates(claims: &mut Claims<'_>, out: &mut TaggedOut) {
    for (field, label) in [(Field::ISSUED, "FD"), (Field::ACCESSED, "RD")] {
        let Some(date) = claims.date(field) else { continue };
        if let Some(start) = date.start().filter(|_| field == Field::ISSUED) {
            tag(out, "YR", &format!("{:04}", start.year));
        }
        match values::iso(&date) {
            Some(iso) if iso.len() > 4 || field == Field::ACCESSED => tag(out, label, &iso),
            Some(_) => {}
            None => claims.inexact(field),
        }
    }
}

fn tag(out: &mut TaggedOut, label: &str, value: &str) {
    if !value.trim().is_empty() {
        out.line(&format!("{label} "), value);
    }
}
