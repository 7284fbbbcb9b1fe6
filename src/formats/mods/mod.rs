//! MODS 3: the Library of Congress's Metadata Object Description Schema (version 3.8).

mod describe;
mod govinfo;
mod names;
mod read;
mod related;
mod tables;
mod write;

use crate::formats::common::unread::Unread;
use crate::formats::common::{Keys, xml};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::Entry;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "mods",
    about: "MODS, the Library of Congress's metadata in XML",
    extensions: &["xml", "mods"],
    sniff,
    read: Some(read),
    write: Some(write),
};

fn sniff(start: &str) -> u8 {
    let element = ["<mods", "<modsCollection", ":mods", ":modsCollection"]
        .iter()
        .any(|name| start.contains(name));
    match (start.contains("www.loc.gov/mods/v3"), element) {
        (true, true) => 90,
        (false, true) if start.contains("<titleInfo") => 70,
        _ => 0,
    }
}

/// What is said in other words (kinds, roles, encoded terms), or of the record alone.
const BESIDES: &[&str] = &[
    "recordInfo",
    "typeOfResource",
    "genre",
    "issuance",
    "roleTerm",
    "languageTerm",
    "placeTerm",
    "dateIssued",
    "dateCreated",
    "dateCaptured",
    "copyrightDate",
    "date",
    "caption",
    "etal",
];

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, mut diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut unread = Unread::default();
    let entries = document.all("mods").into_iter().map(|mods| {
        let draft = read::one(mods);
        unread.unsaid_xml(mods, &draft.said(), BESIDES);
        draft.finish(&mut keys)
    });
    let entries = entries.collect();
    diagnostics.extend(unread.findings());
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    write::all(entries)
}
