//! ENW: EndNote's import format, and its forebears Refer and BibIX (refer(1); “Tagged EndNote
//! Import Format” in EndNote's manual).

use super::tables::{KEPT_TYPE, TAGS, code, kept_code, named, number_of};
use crate::formats::common::claims::Breaks;
use crate::formats::common::tagged::{self, Line, Record, Syntax, TaggedOut};
use crate::formats::common::{Claims, names};
use crate::formats::ris;
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "enw",
    about: "EndNote's tagged import format, Refer, BibIX",
    extensions: &["enw", "ref", "refer", "bix"],
    sniff,
    read: Some(read),
    write: Some(write),
};

pub(crate) const SYNTAX: Syntax = Syntax {
    split,
    opens: |tag| tag == "0",
    closes: |_| false,
    opens_anyhow: true,
    begins: |_| false,
    blank_closes: true,
    blank_opens: false,
};

/// `%A Smith, J.`
fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let rest = line.strip_prefix('%')?;
    let tag = rest.chars().next().filter(char::is_ascii_graphic)?;
    let value = rest.get(tag.len_utf8()..)?;
    (value.is_empty() || value.starts_with([' ', '\t']))
        .then(|| (rest.get(..1), value))
        .and_then(|(tag, value)| Some((tag?, value.trim())))
}

fn sniff(start: &str) -> u8 {
    let lines = || start.lines().filter(|line| !line.trim().is_empty()).take(40);
    let known = |line: &&str| {
        split(line)
            .is_some_and(|(tag, _)| TAGS.iter().any(|(known, _)| tag.starts_with(*known)))
    };
    match lines().next() {
        Some(first) if first.trim_start_matches('\u{feff}').starts_with("%0 ") => 95,
        Some(first) if split(first).is_some_and(|(tag, _)| tag == "0") => 90,
        Some(first) if known(&first) => {
            let (good, all) = (lines().filter(known).count(), lines().count());
            if good * 10 >= all * 6 { 60 } else { 0 }
        }
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    // Where every entry begins with its type, blank lines may stand inside abstracts. Digital
    // Commons, the software of many repositories, has the title before the type.
    let typed = source.text().lines().any(|line| line.starts_with("%0"));
    let first = source.text().trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    let syntax = match typed {
        true if first.starts_with("%T") => Syntax {
            opens_anyhow: false,
            begins: |_| true,
            blank_closes: false,
            blank_opens: true,
            ..SYNTAX
        },
        typed => Syntax { blank_closes: !typed, ..SYNTAX },
    };
    let (records, diagnostics) = tagged::records(source.text(), &syntax);
    let records: Vec<_> = records.into_iter().filter_map(as_ris).collect();
    ris::read::from_records(&records, diagnostics)
}

/// The same lines under RIS's tags.
fn as_ris(record: Record<'_>) -> Option<Record<'static>> {
    let journal = record.first("J").is_some();
    let kind = match record.first("0") {
        Some(name) => code(name).unwrap_or("GEN"),
        // Refer has no types: they are known by their fields.
        None if journal => "JOUR",
        // Digital Commons leaves out the type of what is no article, and says `%B` of both.
        None if ["B", "V", "N"].iter().all(|tag| record.first(tag).is_some())
            && ["E", "I", "S"].iter().all(|tag| record.first(tag).is_none()) =>
        {
            "JOUR"
        }
        None if record.first("B").is_some() => "CHAP",
        None if record.first("R").is_some() && record.first("I").is_none() => "RPRT",
        None if record.first("I").is_some() => "BOOK",
        None => "GEN",
    };
    let kind = record.all("Z").find_map(kept_code).unwrap_or(kind);
    if record.lines.len() == usize::from(record.first("0").is_some()) {
        return None;
    }
    let typed = record.first("0").is_some();
    // EndNote has the provider of a database beside the database; to Refer, BibIX and Zotero
    // `%W` is where the work can be found (refer(1)).
    let shelf = record.first("~").is_none();
    let mut lines = vec![Line { tag: "TY", value: kind.to_owned(), at: record.at }];
    // Where a second `%J` stands, EndNote means its translation.
    for line in record.lines.into_iter().filter(|line| line.tag != "0") {
        let tag = line.tag.chars().next().unwrap_or(' ');
        let known = TAGS.iter().find(|(known, _)| *known == tag).map(|(_, tag)| *tag);
        let (tag, value) = match (known, tag) {
            (Some("SP"), _) => ("SP", line.value),
            (Some("DP"), _) if shelf => ("AV", line.value),
            // Refer's corporate author; EndNote's sign of an institution is a comma.
            (_, 'Q') if !typed => ("AU", format!("{},", line.value)),
            // Refer's header, “other information” and table of contents are notes.
            (_, 'H' | 'O' | 'Y' | 'M') if !typed => ("N1", line.value),
            // A government's order number.
            (_, 'G') if !typed && line.value.contains(|c: char| c.is_ascii_digit()) => {
                ("CN", line.value)
            }
            // refer(1) and ACM have names in reading order.
            (Some(tag), 'A' | 'E' | '?' | 'Y') if is_reading_order(&line.value) => {
                (tag, names::invert(&names::direct(&line.value)))
            }
            (Some("IS"), _) => (number_of(kind), line.value),
            (Some("DO"), _) if kind == "RPRT" && !line.value.contains("10.") => {
                ("SN", line.value)
            }
            (Some(tag), _) => (tag, line.value),
            (None, tag) => ("N1", format!("%{tag} {}", line.value)),
        };
        lines.push(Line { tag, value, at: line.at });
    }
    Some(Record::new(lines, record.at))
}

/// Whether a name has neither a comma nor the words of an institution, nor is one word.
fn is_reading_order(name: &str) -> bool {
    let name = name.trim();
    !name.contains([',', ';', '\n'])
        && name.contains(' ')
        && !names::is_institution(name)
        && matches!(names::direct(name), Name::Person(_))
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = TaggedOut::default();
    let mut diagnostics = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let claims = Claims::new("EndNote's import format", entry, index, &mut diagnostics)
            .without_breaks(Field::ABSTRACT, Breaks::Paragraphs)
            .without_references();
        one(ris::write::lines(claims, ris::write::Corporate::Comma), &mut out);
    }
    Written { bytes: out.out.into_bytes(), diagnostics }
}

fn one(lines: Vec<(&'static str, String)>, out: &mut TaggedOut) {
    let mut pages = String::new();
    let periodical = lines.iter().any(|(tag, value)| {
        *tag == "TY" && matches!(value.as_str(), "JOUR" | "MGZN" | "NEWS")
    });
    let number =
        lines.iter().find(|(tag, _)| *tag == "TY").map_or("IS", |(_, ty)| number_of(ty));
    let database = lines.iter().any(|(tag, _)| *tag == "DB");
    for (tag, value) in lines {
        // Without a database `%W` is read as the place of the work.
        let tag = match tag {
            "AV" if !database => "DP",
            "DP" if !database => "DP ",
            tag => tag,
        };
        let other = tag == "IS" && number != "IS";
        let tag = if tag == number { "IS" } else { tag };
        let label = TAGS
            .iter()
            .filter(|_| !other)
            .find(|(_, known)| *known == tag)
            .map(|(label, _)| *label);
        match (tag, label) {
            ("TY", _) => {
                let name = named(&value).0;
                out.line("%0 ", name);
                if code(name) != Some(value.as_str()) {
                    out.line("%Z ", &format!("{KEPT_TYPE}{value}"));
                }
            }
            ("ID", _) => out.line("%F ", &value),
            ("SP", _) => pages = value,
            ("EP", _) => pages = format!("{pages}-{value}"),
            ("T2", _) if periodical => out.line("%J ", &value),
            // An indented line is no tag.
            (_, Some(label)) => {
                let tagged = value.lines().skip(1).any(|line| split(line).is_some());
                out.block(&format!("%{label} "), &value, usize::from(tagged));
            }
            // What has no letter is kept as a note that says its tag.
            (tag, None) => {
                out.line("%Z ", &format!("ibid.ris:{}: {value}", tag.trim_end()));
            }
        }
    }
    if !pages.is_empty() {
        out.line("%P ", &pages);
    }
    out.out.push('\n');
}
