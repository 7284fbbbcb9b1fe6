//! From entries to RIS, with EndNote's tags of 2011.

use super::read;
use super::tables::{FIELDS, KINDS, NAMES, STRANGERS, class, fits};
use std::borrow::Cow;

use crate::formats::Written;
use crate::formats::bibtex::strings::MONTHS;
use crate::formats::common::claims::Breaks;
use crate::formats::common::tagged::TaggedOut;
use crate::formats::common::{Claims, names, values};
use crate::model::{Date, Entry, EntryKind, Field, Name};

/// Writes all entries.
pub(super) fn all(entries: &[Entry]) -> Written {
    let mut out = TaggedOut::default();
    let mut diagnostics = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut claims = Claims::new("RIS", entry, index, &mut diagnostics)
            .without_breaks(Field::ABSTRACT, Breaks::Paragraphs)
            .without_references();
        for field in [Field::ABSTRACT, Field::NOTE, Field::ANNOTE] {
            let text = entry.text(field).unwrap_or_default();
            if text.lines().skip(1).any(is_tagged) {
                claims.say_inexact(field, "line breaks before what looks like a tag");
            }
        }
        for (tag, value) in lines(claims, Corporate::Plain) {
            out.block(&format!("{tag}  - "), &without_tags(&value), 0);
        }
        out.out.push_str("ER  - \n\n");
    }
    Written { bytes: out.out.into_bytes(), diagnostics }
}

/// A text whose lines do not begin as tags do: they would be other fields, or another entry.
fn without_tags(value: &str) -> Cow<'_, str> {
    if !value.lines().skip(1).any(is_tagged) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    for (at, line) in value.lines().enumerate() {
        if at > 0 {
            out.push(if is_tagged(line) { ' ' } else { '\n' });
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

fn is_tagged(line: &str) -> bool {
    super::split(line).is_some()
}

/// The type that is written, and whether it says the kind exactly.
fn type_of(kind: EntryKind) -> (&'static str, bool) {
    if let Some((name, _)) = KINDS.iter().find(|(_, known)| *known == kind) {
        return (name, true);
    }
    let near = KINDS.iter().find(|(_, known)| known.name() == kind.csl());
    let like = match kind.csl() {
        "article" | "collection" => "GEN",
        "broadcast" | "performance" => "ADVS",
        "post" => "ELEC",
        "entry" => "ENCYC",
        "review" | "review-book" => "JOUR",
        "interview" => "PCOMM",
        "regulation" | "treaty" => "STAT",
        _ => "GEN",
    };
    (near.map_or(like, |(name, _)| name), false)
}

/// How the name of an institution is told from a person's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Corporate {
    /// It has no comma.
    Plain,
    /// It has one behind it, lest EndNote take the last word for the family name (EndNote's
    /// manual, “Corporate authors”).
    Comma,
}

/// An entry as RIS's tags and values, in the order of a file; `TY` comes first.
pub(crate) fn lines(
    mut claims: Claims<'_>,
    corporate: Corporate,
) -> Vec<(&'static str, String)> {
    let out = &mut Vec::new();
    let endnote = corporate == Corporate::Comma;
    let kind = claims.kind();
    let (name, exact) = type_of(kind);
    // What the reader will make of it decides which tags say what.
    let row = KINDS.iter().find(|(known, _)| *known == name);
    let class = class(row.map_or(kind, |(_, kind)| *kind));
    tag(out, "TY", name);
    tag(out, "ID", claims.entry.key().as_str());
    names_out(&mut claims, class, endnote, out);
    date(&mut claims, Field::ISSUED, &["PY", "DA"], out);
    date(&mut claims, Field::ACCESSED, &["Y2"], out);
    if fits("J", class) && !claims.has(Field::EDITION) {
        date(&mut claims, Field::AVAILABLE_DATE, &["ET"], out);
    }
    places(&mut claims, class, out);
    // “Report Number”, “Patent Number”, “Document Number”; laws have theirs elsewhere.
    if matches!(class, "pN" | "N" | "R")
        && claims.entry.text(Field::NUMBER).is_some_and(|n| read::is_number("SN", &n))
        && let Some(number) = claims.text(Field::NUMBER)
    {
        tag(out, "SN", &number);
    }
    for (at, (label, kinds, field)) in FIELDS.iter().enumerate() {
        let own = is_own_row(at, label, kinds, class, |at| {
            FIELDS.get(at).map(|row| (row.0, row.1))
        });
        if own {
            self::field(&mut claims, label, *field, out);
        }
    }
    for field in [Field::ISBN, Field::ISSN] {
        for number in claims.text(field).iter().flat_map(|text| values::numbers(text)) {
            tag(out, "SN", number);
        }
    }
    if let Some(url) = claims.text(Field::URL) {
        tag(out, "UR", &url);
    }
    for (label, field) in [("C2", Field::PMCID), ("RN", Field::ANNOTE)] {
        let fitting = field != Field::PMCID
            || claims.entry.text(field).is_some_and(|number| number.starts_with("PMC"));
        if fitting && let Some(text) = claims.text(field) {
            tag(out, label, &text);
        }
    }
    if let Some(file) = claims.text(Field::FILE) {
        tag(out, "L1", &file);
    }
    if fits("J", class)
        && let Some(number) = claims.text(Field::EID)
    {
        tag(out, "C7", &number);
    }
    for keyword in claims.keywords() {
        tag(out, "KW", &keyword);
    }
    for note in claims.notes() {
        tag(out, "N1", &note);
    }
    for (label, value) in claims.strangers("ris") {
        tag(out, label, &value);
    }
    if !exact {
        tag(out, "N1", &claims.keep_kind());
    }
    for line in claims.keep_rest() {
        tag(out, "N1", &line);
    }
    if endnote {
        of_endnote(out);
    }
    std::mem::take(out)
}

fn names_out(claims: &mut Claims<'_>, class: &str, endnote: bool, out: &mut Lines) {
    for (at, (label, kinds, field)) in NAMES.iter().enumerate() {
        // The second author of a patent is the office.
        let own = is_own_row(at, label, kinds, class, |at| {
            NAMES.get(at).map(|row| (row.0, row.1))
        });
        if own && !(*label == "A2" && fits("p", class)) {
            let names = claims.names(*field);
            // An institution with a comma is read as a person.
            if names.iter().any(|name| matches!(name, Name::Literal(n) if n.contains(',')))
            {
                claims.inexact(*field);
            }
            for name in names {
                let mut text = names::invert(&name);
                if endnote && matches!(name, Name::Literal(_)) {
                    text.push(',');
                }
                tag(out, label, &text);
            }
        }
    }
}

/// EndNote has no second title of a book, and its dates are what stands beside the year:
/// `Sep 15`.
fn of_endnote(out: &mut Lines) {
    let twice = out.iter().any(|(tag, _)| *tag == "T2");
    out.retain(|(tag, _)| *tag != "BT" || !twice);
    for (_, value) in out.iter_mut().filter(|(tag, _)| *tag == "DA") {
        let mut parts = value.split('/').skip(1);
        let month = parts.next().and_then(|month| month.parse::<usize>().ok());
        let name = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
        let Some((_, name)) = name else { continue };
        let day = parts.next().unwrap_or_default().trim_start_matches('0');
        *value = format!("{name} {day}").trim_end().to_owned();
    }
}

/// Where a conference was and where its papers were printed: EndNote has both, `CY` and `C1`.
fn places(claims: &mut Claims<'_>, class: &str, out: &mut Lines) {
    let both = claims.has(Field::EVENT_PLACE) && claims.has(Field::PUBLISHER_PLACE);
    if fits("P", class) && both {
        for (label, field) in [("CY", Field::EVENT_PLACE), ("C1", Field::PUBLISHER_PLACE)] {
            if let Some(text) = claims.text(field) {
                tag(out, label, &text);
            }
        }
    }
}

/// Whether a reader would find this row first for its tag, so that the tag says the field.
fn is_own_row(
    at: usize,
    label: &str,
    kinds: &str,
    class: &str,
    row: impl Fn(usize) -> Option<(&'static str, &'static str)>,
) -> bool {
    fits(kinds, class)
        && !STRANGERS.iter().any(|(tag, kinds)| *tag == label && fits(kinds, class))
        && !(0..at).filter_map(row).any(|(tag, kinds)| tag == label && fits(kinds, class))
}

fn field(claims: &mut Claims<'_>, label: &'static str, field: Field, out: &mut Lines) {
    match (label, field) {
        ("SP", Field::PAGE) => {
            if let Some(pages) = claims.text(Field::PAGE) {
                let (first, last) = values::page_ends(&pages);
                tag(out, "SP", first);
                if !last.is_empty() {
                    tag(out, "EP", last);
                }
            }
        }
        // `T2` since 2011, `BT` in 2001: readers know one of them.
        ("T2", Field::CONTAINER_TITLE) if fits("PC", self::class(claims.kind())) => {
            if let Some(text) = claims.text(Field::CONTAINER_TITLE) {
                tag(out, "T2", &text);
                tag(out, "BT", &text);
            }
        }
        // A tag that readers understand in several ways is not used to write.
        ("M1", field) if field != Field::COLLECTION_NUMBER => {}
        ("AN" | "CP" | "C6", _) => {}
        // Conference and proceedings, as EndNote has them; one of them alone is in `T2`.
        ("T2", Field::CONTAINER_TITLE)
            if claims.kind().csl() == "paper-conference"
                && claims.has(Field::EVENT_TITLE) =>
        {
            if let Some(event) = claims.text(Field::EVENT_TITLE) {
                let container = claims.text(Field::CONTAINER_TITLE).unwrap_or_default();
                tag(out, "T2", &event);
                tag(out, "C3", if container.is_empty() { &event } else { &container });
            }
        }
        (label, field) => {
            if let Some(text) = claims.text(field) {
                tag(out, label, &text);
            }
        }
    }
}

/// `PY  - 2001` and `DA  - 2001/09/15/`: four parts, the last for what is no number.
fn date(claims: &mut Claims<'_>, field: Field, labels: &[&'static str], out: &mut Lines) {
    let Some(date) = claims.date(field) else { return };
    match &date {
        Date::Single(parts) if values::is_plain(*parts) => {
            let year = format!("{:04}", parts.year);
            let full = match (parts.month, parts.day) {
                (0, _) => format!("{year}///"),
                (month, 0) => format!("{year}/{month:02}//"),
                (month, day) => format!("{year}/{month:02}/{day:02}/"),
            };
            match labels {
                [short, long] => {
                    tag(out, short, &year);
                    if parts.month > 0 {
                        tag(out, long, &full);
                    }
                }
                labels => labels.iter().for_each(|label| tag(out, label, &full)),
            }
        }
        date => {
            if let (Some(start), Some(label)) = (date.start(), labels.first()) {
                tag(out, label, &format!("{:04}", start.year));
            } else if let (Date::Literal(text), Some(label)) = (date, labels.first()) {
                tag(out, label, text);
                return;
            }
            claims.inexact(field);
        }
    }
}

type Lines = Vec<(&'static str, String)>;

/// Adds a line; only notes and abstracts keep their line ends.
fn tag(out: &mut Lines, label: &'static str, value: &str) {
    let value = match label {
        "N1" | "AB" | "RN" => value.trim().to_owned(),
        _ => values::one_line(value),
    };
    if !value.is_empty() {
        out.push((label, value));
    }
}
