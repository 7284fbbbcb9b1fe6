//! Web of Science's tagged format (ISI Export Format; Clarivate, “Web of Science Core
//! Collection Field Tags”), with the habits of its guests Inspec, BIOSIS, MEDLINE, Derwent.

use crate::formats::common::claims::Breaks;
use crate::formats::common::tagged::{self, Line, Record, Syntax, TaggedOut};
use crate::formats::common::unread::Unread;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, DateParts, Entry, EntryKind, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "wos",
    about: "Web of Science's tagged format (ISI)",
    extensions: &["ciw", "isi", "wos"],
    sniff,
    read: Some(read),
    write: Some(write),
};

pub(crate) const SYNTAX: Syntax = Syntax {
    split,
    opens: |tag| tag == "PT",
    closes: |tag| matches!(tag, "ER" | "EF"),
    opens_anyhow: false,
    begins: |_| false,
    blank_closes: false,
    blank_opens: false,
};

/// Tag, field: what needs no thought.
pub(crate) static FIELDS: &[(&str, Field)] = &[
    ("TI", Field::TITLE),
    ("SO", Field::CONTAINER_TITLE),
    ("SE", Field::COLLECTION_TITLE),
    ("JI", Field::CONTAINER_TITLE_SHORT),
    ("J9", Field::CONTAINER_TITLE_SHORT),
    ("VL", Field::VOLUME),
    ("IS", Field::ISSUE),
    ("AR", Field::EID),
    ("PU", Field::PUBLISHER),
    ("PI", Field::PUBLISHER_PLACE),
    ("LA", Field::LANGUAGE),
    ("AB", Field::ABSTRACT),
    ("CT", Field::EVENT_TITLE),
    ("CL", Field::EVENT_PLACE),
    ("CY", Field::EVENT_DATE),
    ("PN", Field::NUMBER),
    ("PM", Field::PMID),
    ("PD", Field::ISSUED),
    ("UR", Field::URL),
];

/// Letter of `PT`, kind.
pub(crate) static KINDS: &[(&str, EntryKind)] = &[
    ("J", EntryKind::ARTICLE_JOURNAL),
    ("S", EntryKind::CHAPTER),
    ("B", EntryKind::BOOK),
    ("P", EntryKind::PATENT),
    ("C", EntryKind::PAPER_CONFERENCE),
    ("D", EntryKind::DATASET),
];

fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let tag = line.get(..2)?;
    let mut bytes = tag.bytes();
    let good = bytes.next()?.is_ascii_uppercase()
        && bytes
            .next()
            .is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = line.get(2..)?;
    (good && (value.is_empty() || value.starts_with(' '))).then(|| (tag, value.trim()))
}

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches('\u{feff}').trim_start();
    let declared = head.starts_with("FN ") && head.contains("VR 1.0");
    let mut lines = start.lines().filter_map(split);
    let opened = lines.any(|(tag, value)| tag == "PT" && value.len() <= 40);
    let known = || start.lines().filter_map(split).take(200);
    let signs =
        known().filter(|(tag, _)| matches!(*tag, "AU" | "TI" | "SO" | "PY" | "UT")).count();
    match (declared, opened) {
        (true, _) => 95,
        // `TI  - …` is another format's line.
        (_, true)
            if signs >= 2 && !start.contains("\nTI  - ") && !start.contains("TY  - ") =>
        {
            85
        }
        _ => 0,
    }
}

/// Tags that count citations, and the supplier's number.
const UNREAD: &[&str] = &["NR", "TC", "Z9", "GA"];

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (records, mut diagnostics) = tagged::records(source.text(), &SYNTAX);
    // `FN` and `VR` stand before the first entry and belong to none.
    diagnostics.retain(|finding| {
        let crate::diag::Place::Span(span) = finding.place else { return true };
        let line = source.text().get(span.start as usize..).unwrap_or("");
        !["FN ", "VR ", "\u{feff}FN "].iter().any(|head| line.starts_with(head))
    });
    let mut keys = Keys::default();
    let entries = records.iter().map(|record| one(record).finish(&mut keys)).collect();
    let mut unread = Unread::default();
    records.iter().for_each(|record| unread.tags(record, UNREAD));
    diagnostics.extend(unread.findings());
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(record: &Record<'_>) -> Draft {
    let mut draft = Draft::new(kind(record));
    let (mut first, mut last, mut month) = (String::new(), String::new(), String::new());
    let mut year = None;
    for line in &record.lines {
        let value = line.one_line();
        match line.tag {
            "PT" => {}
            tag if UNREAD.contains(&tag) => {}
            "PG" => draft.text(Field::NUMBER_OF_PAGES, &line.value),
            "AU" if record.first("AF").is_some() => {}
            "AU" | "AF" => people(&mut draft, Field::AUTHOR, line),
            "BE" | "ED" => people(&mut draft, Field::EDITOR, line),
            "BA" | "BF" if record.first("AU").is_none() => {
                people(&mut draft, Field::AUTHOR, line);
            }
            "CA" | "GP" => draft.name(Field::AUTHOR, Name::literal(&cased(&value))),
            "AE" => draft.text(Field::AUTHORITY, &cased(&value)),
            "BP" => first = value,
            "EP" => last = value,
            "PS" if record.first("BP").is_none() => first = values::full_pages(&value),
            "PY" => year = value.parse::<i32>().ok(),
            "PD" => month = value,
            "DI" => {
                draft.doi(&value);
            }
            "SN" | "EI" => {
                for issn in values::issns(&value) {
                    draft.number(Field::ISSN, &issn);
                }
                if !values::isbns(&value).is_empty() {
                    values::isbns(&value).iter().for_each(|n| draft.number(Field::ISBN, n));
                }
            }
            "BN" => values::isbns(&value).iter().for_each(|n| draft.number(Field::ISBN, n)),
            "DE" | "ID" | "BD" | "MC" => {
                value.split([';', '/']).for_each(|keyword| draft.keyword(keyword));
            }
            "N1" => draft.note(&line.value),
            "J9" if record.first("JI").is_some() => {}
            "UT" => draft.stranger("wos", "UT", &value),
            "PS" => {}
            tag => field(&mut draft, tag, &value, line),
        }
    }
    draft.pages(&first, &last);
    // Printed and electronic number stand side by side, as in the database.
    if let Some(numbers) = draft.get(Field::ISSN) {
        draft.replace(Field::ISSN, &numbers.replace(' ', ", "));
    }
    dated(&mut draft, year, &month);
    draft
}

fn kind(record: &Record<'_>) -> EntryKind {
    let letter = record.first("PT").unwrap_or("J").trim();
    let document = record.first("DT").unwrap_or("").to_ascii_lowercase();
    if letter == "J"
        && document.contains("proceedings paper")
        && record.first("CT").is_some()
    {
        let series = record.first("SE").is_some() || record.first("BN").is_some();
        if series {
            return EntryKind::PAPER_CONFERENCE;
        }
    }
    match letter {
        "Article" | "Journal" => EntryKind::ARTICLE_JOURNAL,
        "Book in series" => EntryKind::CHAPTER,
        letter => {
            let first = letter.get(..1).unwrap_or("");
            let row = KINDS.iter().find(|(known, _)| *known == first);
            let kind = row.map_or(EntryKind::ARTICLE_JOURNAL, |(_, kind)| *kind);
            match kind {
                EntryKind::BOOK if document.contains("proceedings paper") => {
                    EntryKind::PAPER_CONFERENCE
                }
                EntryKind::BOOK
                    if record.first("SO").is_some() && document.contains("chapter") =>
                {
                    EntryKind::CHAPTER
                }
                kind => kind,
            }
        }
    }
}

/// One name a line, or several with semicolons; addresses in parentheses are left away.
fn people(draft: &mut Draft, field: Field, line: &Line<'_>) {
    for name in line.value.lines().flat_map(|line| line.split(';')) {
        let name = name.split(" (").next().unwrap_or(name).trim();
        if name.is_empty() {
            continue;
        }
        let name = match names::inverted(name) {
            Name::Person(person) => {
                let given = initials(&person.given);
                names::person(&person.family, &given, &person.suffix)
            }
            // Derwent writes `YANG Y`.
            Name::Literal(name) => match names::medline(&name) {
                Name::Person(person) => {
                    names::person(&person.family, &initials(&person.given), &person.suffix)
                }
                _ => names::direct(&name),
            },
            other => other,
        };
        draft.name(field, name);
    }
}

/// `JM` is `J. M.`
pub(crate) fn initials(given: &str) -> String {
    let given = given.trim();
    let packed =
        (1..=4).contains(&given.chars().count()) && given.chars().all(char::is_uppercase);
    if !packed {
        return given.to_owned();
    }
    given.chars().map(|c| format!("{c}.")).collect::<Vec<_>>().join(" ")
}

fn field(draft: &mut Draft, tag: &str, value: &str, line: &Line<'_>) {
    match FIELDS.iter().find(|(known, _)| *known == tag) {
        Some((_, Field::EVENT_DATE)) => draft.date(Field::EVENT_DATE, value),
        Some((_, Field::TITLE)) if draft.has(Field::TITLE) => {}
        Some((_, field)) => draft.rich(*field, &indices(value)),
        None => draft.stranger("wos", tag, &line.value),
    }
}

/// Inspec's `LiNbO/sub 3/` as a subscript.
fn indices(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("/su") {
        let (before, from) = rest.split_at(at);
        let index =
            [("/sub ", "sub"), ("/sup ", "sup")].into_iter().find_map(|(sign, name)| {
                let (inner, after) = from.strip_prefix(sign)?.split_once('/')?;
                (inner.len() < 30).then_some((name, inner.trim(), after))
            });
        // `SnP /sub 2/` had no space in front in print.
        match index {
            Some((name, inner, after)) => {
                out.push_str(before.trim_end());
                out.push_str(&format!("<{name}>{inner}</{name}>"));
                rest = after;
            }
            None => {
                out.push_str(before);
                out.push_str("/su");
                rest = from.strip_prefix("/su").unwrap_or_default();
            }
        }
    }
    out + rest
}

/// Names in capitals as they are usually written.
fn cased(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let word = |word: &str| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().collect();
        first + &chars.as_str().to_lowercase()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// `PY 2011`, `PD SPR`, `PD JAN 12`, `PD MAY-JUN`, `PD 2006 May-Jun`
fn dated(draft: &mut Draft, year: Option<i32>, month: &str) {
    let Some(year) = year else {
        return draft.date(Field::ISSUED, month);
    };
    let month = month.replace(&year.to_string(), " ");
    let words: Vec<&str> =
        month.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let months: Vec<u8> = words
        .iter()
        .filter_map(|word| {
            values::named(word).or_else(|| word.parse().ok().filter(|_| words.len() == 1))
        })
        .collect();
    let day =
        words.iter().rev().find_map(|word| word.parse().ok().filter(|_| words.len() > 1));
    let date = match *months.as_slice() {
        [first, last] => Some(Date::Range(
            crate::model::date::Endpoint::Date(DateParts::month(year, first)),
            crate::model::date::Endpoint::Date(DateParts::month(year, last)),
        )),
        [month] => values::parts(Some(year), month, day.unwrap_or(0)),
        _ => None,
    };
    draft.set_date(Field::ISSUED, date.unwrap_or(Date::Single(DateParts::year(year))));
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = TaggedOut::default();
    out.out.push_str("FN Clarivate Analytics Web of Science\nVR 1.0\n");
    let mut diagnostics = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        write_one(
            Claims::new("the Web of Science format", entry, index, &mut diagnostics)
                .without_breaks(Field::ABSTRACT, Breaks::All)
                .without_references(),
            &mut out,
        );
    }
    out.out.push_str("EF\n");
    Written { bytes: out.out.into_bytes(), diagnostics }
}

fn write_one(mut claims: Claims<'_>, out: &mut TaggedOut) {
    let kind = claims.kind();
    let letter = KINDS.iter().find(|(_, known)| *known == kind);
    tag(out, "PT", letter.map_or("J", |(letter, _)| letter));
    for (field, label) in [(Field::AUTHOR, "AF"), (Field::EDITOR, "BE")] {
        let list = claims.names(field);
        let exact = list.iter().all(|name| matches!(name, Name::Person(_)));
        let list: Vec<_> = list.iter().map(names::invert).collect();
        if label == "AF" && !list.is_empty() {
            tag(out, "AU", &list.join("\n"));
        }
        if !list.is_empty() {
            tag(out, label, &list.join("\n"));
        }
        if !exact {
            claims.inexact(field);
        }
    }
    for (label, field) in
        FIELDS.iter().filter(|(label, _)| !matches!(*label, "PD" | "CY" | "J9"))
    {
        if let Some(text) = claims.text(*field) {
            tag(out, label, &text);
        }
    }
    write_date(&mut claims, out);
    if let Some(pages) = claims.text(Field::PAGE) {
        let (first, last) = values::page_ends(&pages);
        tag(out, "BP", first);
        tag(out, "EP", last);
    }
    if let Some(doi) = claims.text(Field::DOI) {
        tag(out, "DI", &doi);
    }
    for (label, field) in [("SN", Field::ISSN), ("BN", Field::ISBN)] {
        for number in claims.text(field).iter().flat_map(|text| values::numbers(text)) {
            tag(out, label, number);
        }
    }
    let keywords = claims.keywords();
    if !keywords.is_empty() {
        tag(out, "DE", &keywords.join("; "));
    }
    for (label, value) in claims.strangers("wos") {
        tag(out, label, &value);
    }
    for note in claims.notes() {
        tag(out, "N1", &note);
    }
    if letter.is_none() {
        let line = claims.keep_kind();
        tag(out, "N1", &line);
    }
    for line in claims.keep_rest() {
        tag(out, "N1", &line);
    }
    out.out.push_str("ER\n\n");
}

fn write_date(claims: &mut Claims<'_>, out: &mut TaggedOut) {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let Some(date) = claims.date(Field::ISSUED) else { return };
    if let Some(start) = date.start() {
        let month = MONTHS.get(usize::from(start.month.wrapping_sub(1)));
        match (month, start.day) {
            (Some(month), 0) => tag(out, "PD", month),
            (Some(month), day) => tag(out, "PD", &format!("{month} {day}")),
            _ => {}
        }
        tag(out, "PY", &start.year.to_string());
    }
    if values::iso(&date).is_none() {
        claims.inexact(Field::ISSUED);
    }
}

fn tag(out: &mut TaggedOut, label: &str, value: &str) {
    if !value.trim().is_empty() {
        out.block(&format!("{label} "), value, 3);
    }
}
