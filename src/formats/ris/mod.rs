//! RIS: Research Information Systems' tagged format (specification of 2001, EndNote's tags of
//! 2011), with the habits of Zotero, EndNote, Scopus, Web of Science, PubMed, IEEE, ProQuest
//! and ProCite.

mod dialect;
pub(crate) mod read;
pub(crate) mod tables;
pub(crate) mod write;

use crate::formats::common::tagged::Syntax;
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::Entry;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "ris",
    about: "RIS, what databases and reference managers exchange",
    extensions: &["ris"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// The lines of RIS: two characters, spaces, a hyphen.
pub(crate) const SYNTAX: Syntax = Syntax {
    split,
    opens: |tag| tag == "TY",
    closes: |tag| tag == "ER",
    opens_anyhow: false,
    begins: |tag| matches!(tag, "T1" | "TI" | "AU" | "A1"),
    blank_closes: false,
    blank_opens: false,
};

/// `TY  - JOUR`; exporters differ in the number of spaces, and `ER  -kmpt` happens.
fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['\u{feff}', ' ', '\t']);
    if let Some(rest) = line.strip_prefix("PMID") {
        // APA and IEEE add it to RIS's tags.
        let value = rest.trim_start().strip_prefix("- ")?;
        return rest.starts_with(' ').then(|| ("PMID", value.trim()));
    }
    let tag = line.get(..2)?;
    let mut letters = tag.bytes();
    let good = letters.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && letters
            .next()
            .is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !good {
        return None;
    }
    let rest = line.get(2..)?;
    let value = rest.trim_start_matches([' ', '\t']).strip_prefix('-')?;
    let spaced = rest.len() - rest.trim_start().len() >= 1;
    let closed = tag == "ER" || value.is_empty() || value.starts_with([' ', '\t']);
    (spaced && closed || rest.starts_with("- ") || rest == "-").then(|| (tag, value.trim()))
}

fn sniff(start: &str) -> u8 {
    let opens = start.lines().take(400).any(|line| {
        split(line).is_some_and(|(tag, value)| tag == "TY" && value.len() < 40)
    });
    // Ends of empty entries before the first that is not.
    let closes = || {
        let mut lines = start.lines().filter(|line| !line.trim().is_empty()).take(4);
        lines.all(|line| line.trim_end() == "ER  -")
    };
    // Records without a type: tags of titles or authors, and ends.
    let untyped = || {
        let begins = start.lines().take(40).any(|line| {
            line.get(2..6) == Some("  - ")
                && split(line).is_some_and(|(tag, _)| (SYNTAX.begins)(tag))
        });
        begins && start.lines().take(400).any(|line| line.trim_end() == "ER  -")
    };
    match opens {
        true => 95,
        false if untyped() => 80,
        false if !start.trim().is_empty() && closes() => 80,
        false => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    read::all(source.text())
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    write::all(entries)
}
