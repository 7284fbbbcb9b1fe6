//! MARC 21 (ISO 2709) and MARCXML: what library catalogues give (Library of Congress, “MARC
//! 21 Format for Bibliographic Data”), and UNIMARC (IFLA, “UNIMARC Manual”) in the same shapes.

mod fields;
mod host;
mod kinds;
mod unimarc;

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::TRUNCATED_RECORD;
use crate::formats::common::unread::{Said, Unread};
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::text::Span;

/// The row of MARC 21.
pub const MARC: Format = Format {
    id: "marc",
    about: "MARC 21, the exchange format of library catalogues",
    extensions: &["mrc", "marc"],
    sniff: sniff_marc,
    read: Some(read_marc),
    write: None,
};

/// The row of MARCXML.
pub const MARCXML: Format = Format {
    id: "marcxml",
    about: "MARCXML",
    extensions: &["xml", "marcxml"],
    sniff: sniff_xml,
    read: Some(read_xml),
    write: None,
};

/// A field: tag, and its subfields (or a code `\0` for control fields).
#[derive(Debug, Default)]
struct Variable {
    tag: String,
    /// The two indicators; blanks are spaces.
    marks: [u8; 2],
    parts: Vec<(char, String)>,
}

/// A record: leader and fields.
#[derive(Debug, Default)]
struct Marc {
    leader: String,
    fields: Vec<Variable>,
}

const FIELD_END: char = '\u{1e}';
const RECORD_END: char = '\u{1d}';
const SUBFIELD: char = '\u{1f}';

fn sniff_marc(start: &str) -> u8 {
    let leader = start.trim_start().get(..24).unwrap_or("");
    let digits =
        leader.get(..5).is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()));
    if digits && start.contains(FIELD_END) { 95 } else { 0 }
}

fn sniff_xml(start: &str) -> u8 {
    let field = start.contains("datafield") && start.contains("subfield");
    match (start.contains("www.loc.gov/MARC21/slim"), field) {
        (_, true) => 92,
        (true, false) if !start.contains("oai_dc") => 60,
        _ => 0,
    }
}

fn read_marc(source: &Source, _options: &ReadOptions) -> Parsed {
    let mut keys = Keys::default();
    let mut parsed = Parsed::default();
    let mut unread = Unread::default();
    let mut at = 0;
    let mut number = 0;
    for text in source.text().split(RECORD_END) {
        if !text.trim().is_empty() {
            number += 1;
            match record(text.trim_start()) {
                Some((marc, whole)) => {
                    if !whole {
                        let message = format!("record {number} ends before its last field");
                        let finding = Diagnostic::new(&TRUNCATED_RECORD, message);
                        parsed.diagnostics.push(finding.at(Span::at(at)));
                    }
                    let draft = one(&marc);
                    look(&mut unread, &marc, &draft.said());
                    parsed.entries.push(draft.finish(&mut keys));
                }
                None => {
                    let message = format!("record {number} has no directory of its fields");
                    let finding = Diagnostic::new(&TRUNCATED_RECORD, message);
                    parsed.diagnostics.push(finding.at(Span::at(at)));
                }
            }
        }
        at += text.len() + 1;
    }
    parsed.diagnostics.extend(unread.findings());
    parsed
}

/// Leader, directory and fields. The fields are taken by the marks that end them, in the order
/// of where the directory says they start: lengths count bytes of an encoding that is gone.
/// Also says whether all fields of the directory are there.
fn record(text: &str) -> Option<(Marc, bool)> {
    let leader = text.get(..24)?.to_owned();
    if !text.contains(FIELD_END) {
        return None;
    }
    let mut parts = text.get(24..)?.split(FIELD_END);
    let directory = parts.next()?;
    let whole = text.matches(FIELD_END).count() > directory.len() / 12;
    let rows = directory.as_bytes().chunks(12).enumerate().map(|(at, row)| {
        let part = |range| {
            row.get(range).and_then(|part| std::str::from_utf8(part).ok()).unwrap_or("")
        };
        (part(7..12).parse().unwrap_or(usize::MAX), at, part(0..3).to_owned())
    });
    let mut rows: Vec<(usize, usize, String)> = rows.collect();
    // Where a start is missing, the fields stand as the directory has them.
    if rows.iter().all(|(start, ..)| *start != usize::MAX) {
        rows.sort_by_key(|(start, ..)| *start);
    }
    let placed = rows.into_iter().zip(parts);
    let mut fields: Vec<(usize, Variable)> =
        placed.map(|((_, at, tag), body)| (at, variable(tag, body))).collect();
    fields.sort_by_key(|(at, _)| *at);
    let fields = fields.into_iter().map(|(_, field)| field).collect();
    Some((Marc { leader, fields }, whole))
}

fn variable(tag: String, body: &str) -> Variable {
    if tag.starts_with("00") {
        return Variable { tag, marks: *b"  ", parts: vec![('\0', body.to_owned())] };
    }
    let mut pieces = body.split(SUBFIELD);
    let marks = marks(pieces.next().unwrap_or(""));
    let parts = pieces.filter_map(|piece| {
        let code = piece.chars().next()?;
        Some((code, piece.get(code.len_utf8()..)?.to_owned()))
    });
    Variable { tag, marks, parts: parts.collect() }
}

fn marks(text: &str) -> [u8; 2] {
    let at = |at: usize| text.as_bytes().get(at).copied().unwrap_or(b' ');
    [at(0), at(1)]
}

fn one(marc: &Marc) -> Draft {
    let mut draft = if marc.is_unimarc() { unimarc::one(marc) } else { fields::one(marc) };
    draft.key = String::new();
    draft
}

fn read_xml(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, mut diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut found = Vec::new();
    records(&document, &mut found);
    let mut unread = Unread::default();
    let entries = found.iter().map(|marc| {
        let draft = one(marc);
        look(&mut unread, marc, &draft.said());
        draft.finish(&mut keys)
    });
    let entries = entries.collect();
    diagnostics.extend(unread.findings());
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// Fields about the record and its copies, not about the work: coded data, numbers of control,
/// who catalogued it, links between fields, holdings.
const OF_THE_RECORD: &[&str] = &[
    "000", "001", "003", "005", "006", "007", "008", "016", "019", "035", "040", "042",
    "049", "066", "100", "101", "801", "841", "842", "850", "866", "867", "868", "899",
];

/// Subfields that are read as numbers and dates, not as the text they are in.
const CODED: &[(&str, &str)] = &[
    ("010", "ad"),
    ("020", "aq"),
    ("022", "a"),
    ("041", "adh"),
    ("111", "d"),
    ("210", "d"),
    ("214", "d"),
    ("215", "a"),
    ("260", "c"),
    ("264", "c"),
    ("300", "a"),
    ("711", "d"),
    ("773", "gq"),
];

/// Counts the subfields of which the entry says nothing, by tag and code; the whole tag where
/// it says nothing of any.
fn look(unread: &mut Unread, marc: &Marc, said: &Said) {
    let unimarc = marc.is_unimarc();
    let mut seen: Vec<String> = Vec::new();
    for field in &marc.fields {
        let tag = field.tag.as_str();
        let heading = !unimarc && tag == "100";
        let local = tag.starts_with('9') && !unimarc;
        if OF_THE_RECORD.contains(&tag) && !heading || tag.len() != 3 || seen.len() > 100 {
            continue;
        }
        let coded = |code: char| {
            CODED.iter().any(|(own, codes)| *own == tag && codes.contains(code))
        };
        let texts = field.parts.iter().filter(|(code, _)| code.is_ascii_lowercase());
        let texts = texts.filter(|(code, _)| !coded(*code));
        let missing: Vec<char> =
            texts.filter(|(_, text)| !said.says(text)).map(|(code, _)| *code).collect();
        let whole = local || missing.len() == field.parts.len();
        let mut count = |name: String| {
            if !seen.contains(&name) {
                unread.count(&name);
                seen.push(name);
            }
        };
        match whole && !missing.is_empty() {
            true => count(tag.to_owned()),
            false => missing.iter().for_each(|code| count(format!("{tag}{code}"))),
        }
    }
}

fn records(element: &Element, found: &mut Vec<Marc>) {
    if element.child("datafield").is_some() || element.child("controlfield").is_some() {
        found.push(from_xml(element));
    } else {
        element.elements().for_each(|child| records(child, found));
    }
}

fn from_xml(element: &Element) -> Marc {
    let control = element.children("controlfield").map(|field| Variable {
        tag: field.attr("tag").to_owned(),
        marks: *b"  ",
        parts: vec![('\0', field.raw_text())],
    });
    let data = element.children("datafield").map(|field| Variable {
        tag: field.attr("tag").to_owned(),
        marks: marks(&format!("{:1}{:1}", field.attr("ind1"), field.attr("ind2"))),
        parts: field
            .children("subfield")
            .filter_map(|part| Some((part.attr("code").chars().next()?, part.text())))
            .collect(),
    });
    let leader = element.child("leader").map(Element::raw_text).unwrap_or_default();
    Marc { leader, fields: control.chain(data).collect() }
}

impl Marc {
    fn is_unimarc(&self) -> bool {
        self.all("200").next().is_some() && self.all("245").next().is_none()
    }

    fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Variable> {
        self.fields.iter().filter(move |field| field.tag == tag)
    }

    fn first<'a>(&'a self, tag: &'a str, code: char) -> Option<&'a str> {
        self.all(tag).find_map(|field| field.part(code))
    }

    fn control<'a>(&'a self, tag: &'a str) -> &'a str {
        self.first(tag, '\0').unwrap_or("")
    }

    fn byte(&self, at: usize) -> u8 {
        self.leader.as_bytes().get(at).copied().unwrap_or(b' ')
    }
}

impl Variable {
    fn part(&self, code: char) -> Option<&str> {
        self.parts.iter().find(|(known, _)| *known == code).map(|(_, text)| text.as_str())
    }

    fn joined(&self, codes: &str, between: &str) -> String {
        let parts = self.parts.iter().filter(|(code, _)| codes.contains(*code));
        parts.map(|(_, text)| clean(text)).collect::<Vec<_>>().join(between)
    }
}

/// Text without ISBD's punctuation at its ends.
fn clean(text: &str) -> String {
    let text = text.trim().trim_matches(['/', ':', ';', ',', '=', ' ']);
    // `New York` of `[New York]`; an abbreviation keeps its stop.
    let text = match (text.starts_with('['), text.ends_with(']')) {
        (true, true) => text.trim_start_matches('[').trim_end_matches(']'),
        _ => text,
    };
    values::one_line(text)
}
