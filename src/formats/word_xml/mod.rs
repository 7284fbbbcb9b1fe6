//! Word's `Sources.xml` (Office Open XML, Part 1, 22.6, Bibliography), with the elements
//! `BIBTEX_…` that JabRef adds for what Word has no place for.

mod read;
pub(crate) mod tables;
mod write;

use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, EntryKind as K};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "word-xml",
    about: "Word's Sources.xml",
    extensions: &["xml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

fn sniff(start: &str) -> u8 {
    if start.contains("officeDocument/2006/bibliography")
        || start.contains("bibliography/2006")
    {
        95
    } else if start.contains("SourceType>") && start.contains("Sources") {
        80
    } else {
        0
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    read::all(source)
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    write::all(entries)
}

/// Whether a row of the tables is for a kind.
fn fits(kinds: &str, kind: K) -> bool {
    kinds == "*" || kinds == kind.csl()
}
