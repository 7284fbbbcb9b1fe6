//! MODS 3: the Library of Congress's Metadata Object Description Schema (version 3.8).

mod govinfo;
mod read;
mod tables;
mod write;

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

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let entries = document
        .all("mods")
        .into_iter()
        .map(|mods| read::one(mods).finish(&mut keys))
        .collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    write::all(entries)
}
