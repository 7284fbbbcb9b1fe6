//! CSL-JSON: what citation processors are given (CSL data schema 1.0.2).
//!
//! Read are one object, an array, JSON Lines, and Zotero's `{"items": […]}`; written is one
//! array. Members that CSL does not know are kept under their own names and written back.

mod date;
mod json;
mod name;
mod read;
mod write;

use crate::diag::Diagnostic;
use crate::formats::{Format, ReadOptions, Source, WriteOptions, Written};
use crate::formats::Parsed;
use crate::model::Entry;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "csl-json",
    about: "CSL-JSON, the data of citation processors",
    extensions: &["json", "csljson", "jsonl"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Objects that have a CSL type.
fn sniff(start: &str) -> u8 {
    let text = start.trim_start_matches('\u{feff}').trim_start();
    let outer = text.starts_with('{') || text.starts_with('[');
    let empty = text.trim_end() == "[]";
    if empty {
        return 60;
    }
    if !outer || !text.contains("\"type\"") {
        return 0;
    }
    let csl = ["\"title\"", "\"issued\"", "\"author\"", "\"id\"", "\"container-title\""];
    let signs = csl.iter().filter(|sign| text.contains(**sign)).count();
    let dated = ["\"date-parts\"", "\"family\"", "\"literal\""];
    match (signs, dated.iter().any(|sign| text.contains(sign))) {
        (0, _) => 10,
        (_, true) => 90,
        (1, false) => 30,
        (_, false) => 50,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    read::all(source.text())
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    write::all(entries)
}

/// Reads the entries of JSON that is parsed already: an array of entries, or one.
#[must_use]
pub fn from_value(value: &serde_json::Value) -> (Vec<Entry>, Vec<Diagnostic>) {
    let parsed = read::value(value);
    (parsed.entries, parsed.diagnostics)
}

/// Writes one entry as a JSON object.
#[must_use]
pub fn to_json(entry: &Entry) -> String {
    write::one(entry)
}
