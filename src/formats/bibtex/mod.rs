//! BibTeX and BibLaTeX: the file you can trust (btxdoc; `bibtex.web`; biblatex manual, 2).
//!
//! Text is split into a lossless [`tree`]; a [`Document`] knows its strings and where each
//! entry and field stands; `cook` says what they mean.

mod cook;
mod dates;
pub mod document;
mod edit;
mod facts;
mod faults;
pub mod fmt;
pub mod inherit;
pub mod map;
pub mod merge;
mod names;
mod parse;
mod recover;
mod scan;
pub mod strings;
mod tables;
pub mod tree;
pub mod write;

pub use document::Document;

use crate::formats::{Format, Parsed, ReadOptions, Source};

/// The row of BibLaTeX, the dialect of a library.
pub const BIBLATEX: Format = Format {
    id: "biblatex",
    about: "BibLaTeX, the dialect of biber, in UTF-8",
    extensions: &["bib"],
    sniff,
    read: Some(read),
    write: Some(write::biblatex),
};

/// The row of classic BibTeX.
pub const BIBTEX: Format = Format {
    id: "bibtex",
    about: "BibTeX for classic styles",
    extensions: &["bib", "bibtex"],
    sniff,
    read: Some(read),
    write: Some(write::bibtex),
};

/// Reads a source; both dialects are read alike.
#[must_use]
pub fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let document = Document::parse(source.text().clone());
    Parsed {
        entries: document.entries(),
        diagnostics: document.diagnostics(),
        ..Parsed::default()
    }
}

/// How much the text looks like a `.bib` file: the head of a block that begins a line.
fn sniff(text: &str) -> u8 {
    let bytes = text.as_bytes();
    let mut best = 0;
    for sign in memchr::memchr_iter(b'@', bytes).take(200) {
        if scan::starts_entry(bytes, sign) {
            return 95;
        }
        if scan::begins_line(bytes, sign) && scan::head(bytes, sign).is_some() {
            best = 60;
        }
    }
    best
}
