//! Formats that are read record by record and written piece by piece, so that a file of any
//! size is converted in constant memory.
//!
//! A piece is some whole records; the readers and writers of [`FORMATS`](super::FORMATS) do
//! the work on each.

use std::ops::Range;

use super::common::Keys;
use crate::model::{CiteKey, Entry};

/// Where one record ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// A record is a line: JSON Lines, references one a line.
    Line,
    /// A record begins with a line that begins so.
    Before(&'static str),
    /// A record ends with a line that begins so.
    After(&'static str),
    /// A record is a row of a table, whose head belongs to every piece.
    Row,
}

/// The formats that are read in pieces.
static BORDERS: &[(&str, Border)] = &[
    ("csl-json", Border::Line),
    ("crossref-json", Border::Line),
    ("datacite-json", Border::Line),
    ("openalex", Border::Line),
    ("zotero-json", Border::Line),
    ("bibjson", Border::Line),
    ("strings", Border::Line),
    ("ris", Border::After("ER  -")),
    ("wos", Border::After("ER")),
    ("nbib", Border::Before("PMID-")),
    ("enw", Border::Before("%0 ")),
    ("refworks", Border::Before("RT ")),
    ("csv", Border::Row),
    ("tsv", Border::Row),
];

/// How the pieces that a writer made become one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// One behind another, with an empty line between.
    Blank,
    /// Only the first keeps its head.
    Table,
    /// Elements of one JSON array.
    Array,
}

/// The formats that are written in pieces.
static JOINS: &[(&str, Join)] = &[
    ("bibtex", Join::Blank),
    ("biblatex", Join::Blank),
    ("ris", Join::Blank),
    ("enw", Join::Blank),
    ("nbib", Join::Blank),
    ("csl-json", Join::Array),
    ("csv", Join::Table),
    ("tsv", Join::Table),
];

/// The border between records of a format, where its text has one: `start` is the first part
/// of the text.
#[must_use]
pub fn border(id: &str, start: &[u8]) -> Option<Border> {
    let (_, border) = BORDERS.iter().find(|(known, _)| *known == id)?;
    // Wider characters could be cut in two, and JSON is often one value over many lines.
    let fits = match border {
        _ if start.contains(&0) => false,
        Border::Line if id != "strings" => is_json_lines(start),
        _ => true,
    };
    // Digital Commons has the title before the type.
    let titled = id == "enw" && bare(start).trim_ascii_start().starts_with(b"%T");
    fits.then_some(if titled { Border::Before("%T ") } else { *border })
}

/// A text without its mark.
fn bare(start: &[u8]) -> &[u8] {
    start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start)
}

/// How a format's pieces are joined.
#[must_use]
pub fn join(id: &str) -> Option<Join> {
    JOINS.iter().find(|(known, _)| *known == id).map(|(_, join)| *join)
}

/// Whether the first line is one whole JSON object.
fn is_json_lines(start: &[u8]) -> bool {
    let mut lines = bare(start).split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.find(|line| !line.is_empty()).unwrap_or_default();
    first.starts_with(b"{")
        && serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
}

impl Border {
    /// The length of the head that every piece must begin with.
    #[must_use]
    pub fn head(self, start: &[u8]) -> usize {
        match self {
            Self::Row => rows(start).next().unwrap_or(0),
            _ => 0,
        }
    }

    /// The length of the longest beginning that is whole records; 0 if there is none.
    #[must_use]
    pub fn whole(self, bytes: &[u8]) -> usize {
        match self {
            Self::Line => memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1),
            Self::Row => rows(bytes).last().unwrap_or(0),
            Self::Before(mark) => last_line_with(bytes, mark).map_or(0, |line| line.start),
            Self::After(mark) => last_line_with(bytes, mark)
                .filter(|line| bytes.get(line.end) == Some(&b'\n'))
                .map_or(0, |line| line.end + 1),
        }
    }

    /// The record that a byte belongs to.
    #[must_use]
    pub fn around(self, text: &[u8], at: usize) -> Range<usize> {
        let at = at.min(text.len());
        let (before, after) = text.split_at(at);
        match self {
            Self::Line | Self::Row => {
                let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
                let end = memchr::memchr(b'\n', after).map_or(text.len(), |end| at + end);
                start..end
            }
            Self::Before(mark) => {
                let line = memchr::memchr(b'\n', after).map_or(text.len(), |end| at + end);
                let start = last_line_with(text.get(..line).unwrap_or(text), mark);
                let end = first_line_with(text, line, mark);
                start.map_or(0, |line| line.start)
                    ..end.map_or(text.len(), |line| line.start)
            }
            Self::After(mark) => {
                let line = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
                let start = last_line_with(text.get(..line).unwrap_or(text), mark);
                let end = first_line_with(text, line, mark);
                start.map_or(0, |line| line.end + 1)
                    ..end.map_or(text.len(), |line| line.end)
            }
        }
    }
}

/// The last line that begins with a mark.
fn last_line_with(bytes: &[u8], mark: &str) -> Option<Range<usize>> {
    let begins = |at: &usize| *at == 0 || bytes.get(at - 1) == Some(&b'\n');
    let start = memchr::memmem::rfind_iter(bytes, mark).find(begins)?;
    Some(start..end_of_line(bytes, start))
}

/// The first line from a place on that begins with a mark.
fn first_line_with(bytes: &[u8], from: usize, mark: &str) -> Option<Range<usize>> {
    let begins = |at: &usize| *at == 0 || bytes.get(at - 1) == Some(&b'\n');
    let rest = bytes.get(from..)?;
    let start = memchr::memmem::find_iter(rest, mark).map(|at| from + at).find(begins)?;
    Some(start..end_of_line(bytes, start))
}

fn end_of_line(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(bytes.len(), |end| from + end)
}

/// Where each whole row of a table ends: at a line end outside of quotes (RFC 4180).
fn rows(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut quoted = false;
    memchr::memchr2_iter(b'"', b'\n', bytes).filter_map(move |at| {
        let quote = bytes.get(at) == Some(&b'"');
        quoted ^= quote;
        (!quote && !quoted).then_some(at + 1)
    })
}

/// The columns of a table whose first entries these are: all that any of them needs.
#[must_use]
pub fn columns(entries: &[Entry]) -> Vec<String> {
    super::csv::write::names_of(entries)
}

/// Cite keys that are told apart over all pieces of a file.
#[derive(Debug, Default)]
pub struct Unique {
    keys: Keys,
}

impl Unique {
    /// Gives another key to entries whose key an entry before has.
    pub fn settle(&mut self, entries: &mut [Entry]) {
        for entry in entries {
            let free = self.keys.free(entry.key().to_string());
            if free != entry.key().as_str() {
                entry.set_key(CiteKey::new(&free));
            }
        }
    }
}

impl Join {
    /// What of a written piece goes into the file, and what goes before it.
    ///
    /// `before` is the end of what has been written so far.
    #[must_use]
    pub fn part<'a>(self, piece: &'a [u8], before: &[u8]) -> (&'static [u8], &'a [u8]) {
        let first = before.is_empty();
        match self {
            Self::Blank if first || piece.is_empty() || before.ends_with(b"\n\n") => {
                (b"", piece)
            }
            Self::Blank => (b"\n", piece),
            Self::Table if first => (b"", piece),
            Self::Table => (b"", piece.get(Border::Row.head(piece)..).unwrap_or_default()),
            Self::Array => {
                let inner = piece.trim_ascii();
                let inner = inner.strip_prefix(b"[").unwrap_or(inner);
                let inner = inner.strip_suffix(b"]").unwrap_or(inner).trim_ascii_end();
                match (inner.is_empty(), first) {
                    (true, _) => (b"", inner),
                    (false, true) => (b"[", inner),
                    (false, false) => (b",", inner),
                }
            }
        }
    }

    /// What ends the file.
    #[must_use]
    pub fn end(self, before: &[u8]) -> &'static [u8] {
        match self {
            Self::Array if before.is_empty() => b"[]\n",
            Self::Array => b"\n]\n",
            _ => b"",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(border: Border, text: &str, whole: &str) {
        assert_eq!(&text[..border.whole(text.as_bytes())], whole);
    }

    #[test]
    fn whole_records_are_cut_off() {
        check(Border::Line, "{}\n{\"a\"", "{}\n");
        check(Border::Line, "{}", "");
        check(
            Border::After("ER  -"),
            "TI  - a ER  -\nER  - \nTY  - ",
            "TI  - a ER  -\nER  - \n",
        );
        check(Border::After("ER  -"), "TY  - JOUR\nER  - ", "");
        check(
            Border::Before("%0 "),
            "%0 Book\n%T 5 %0 b\n\n%0 B",
            "%0 Book\n%T 5 %0 b\n\n",
        );
        check(Border::Row, "a,b\n1,\"x\ny\"\n2,\"", "a,b\n1,\"x\ny\"\n");
    }

    #[test]
    fn the_record_around_a_place() {
        let ris = "TY  - A\nER  - \nTY  - B\nXX\nER  - \nTY  - C\n";
        let around = |at| &ris[Border::After("ER  -").around(ris.as_bytes(), at)];
        assert_eq!(around(ris.find("XX").unwrap()), "TY  - B\nXX\nER  - ");
        assert_eq!(around(0), "TY  - A\nER  - ");
        assert_eq!(around(ris.len()), "TY  - C\n");
        assert_eq!(border("enw", b"%T a\n%0 A\n"), Some(Border::Before("%T ")));
        let enw = "%0 A\n%T a\n\n%0 B\n%T b\n";
        let around = |at| &enw[Border::Before("%0 ").around(enw.as_bytes(), at)];
        assert_eq!(around(6), "%0 A\n%T a\n\n");
        assert_eq!(around(enw.len() - 3), "%0 B\n%T b\n");
    }

    #[test]
    fn pieces_become_one_file() {
        let joined = |join: Join, pieces: &[&str]| {
            let mut out = Vec::new();
            for piece in pieces {
                let (between, part) = join.part(piece.as_bytes(), &out);
                out.extend_from_slice(between);
                out.extend_from_slice(part);
            }
            out.extend_from_slice(join.end(&out));
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            joined(Join::Array, &["[]", "[\n  1\n]\n", "[\n  2\n]\n"]),
            "[\n  1,\n  2\n]\n"
        );
        assert_eq!(joined(Join::Array, &["[]\n"]), "[]\n");
        assert_eq!(joined(Join::Table, &["a,b\n1,2\n", "a,b\n3,4\n"]), "a,b\n1,2\n3,4\n");
        assert_eq!(joined(Join::Blank, &["a\n", "b\n\n", "c\n"]), "a\n\nb\n\nc\n");
    }

    #[test]
    fn only_lines_of_json_are_streamed() {
        assert!(border("csl-json", b"{\"id\": 1}\n{").is_some());
        assert!(border("csl-json", b"[\n{\"id\": 1}").is_none());
        assert!(border("ris", b"T\0Y\0").is_none());
    }
}
