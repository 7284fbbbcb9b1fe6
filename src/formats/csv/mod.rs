//! CSV and TSV: a table with one row an entry (RFC 4180). `docs/csv.md` is its manual.
//!
//! A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`,
//! tab or CR) is written with `'` in front, and so is one that begins with `'` and such a
//! character; reading takes one `'` off again.

mod cells;
mod citation;
mod guess;
mod header;
mod names;
pub(in crate::formats) mod read;
mod row;
mod said;
mod tables;
#[cfg(test)]
mod tests;
pub(in crate::formats) mod write;

use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::Field;

/// The row of comma-separated tables.
pub const CSV: Format = Format {
    id: "csv",
    about: "table with comma or semicolon, one row an entry",
    extensions: &["csv"],
    sniff: |text| guess::sniff(text, |delimiter| delimiter != b'\t'),
    read: Some(read),
    write: Some(|entries, options| write::table(entries, options, b',')),
};

/// The row of tab-separated tables.
pub const TSV: Format = Format {
    id: "tsv",
    about: "table with tabs, one row an entry",
    extensions: &["tsv", "tab"],
    sniff: |text| guess::sniff(text, |delimiter| delimiter == b'\t'),
    read: Some(read),
    write: Some(|entries, options| write::table(entries, options, b'\t')),
};

fn read(source: &Source, options: &ReadOptions) -> Parsed {
    read::table(source, options)
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// The cite key.
    Key,
    /// The kind of work.
    Kind,
    /// A field.
    Field(Field),
    /// The year of publication alone.
    Year,
    /// The month of publication, a number or a name.
    Month,
    /// The day of publication.
    Day,
    /// The first page.
    FirstPage,
    /// The last page.
    LastPage,
    /// Volume and issue: `12(2)`, `12/2`.
    VolumeIssue,
    /// A whole reference as text.
    Reference,
}

/// The columns that are written where nobody says which.
const DEFAULT: &[&str] = &[
    "key",
    "type",
    "author",
    "editor",
    "title",
    "container-title",
    "collection-title",
    "publisher",
    "publisher-place",
    "issued",
    "volume",
    "issue",
    "number",
    "page",
    "edition",
    "genre",
    "language",
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "accessed",
    "keyword",
    "abstract",
    "note",
];
