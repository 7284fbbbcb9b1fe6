//! From byte offsets to lines and columns.
//!
//! Lines and columns count from 1; columns count Unicode scalar values.

use crate::text::Span;

/// A place for people: both numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalar values, from 1.
    pub column: u32,
}

/// The starts of all lines of one source.
///
/// A line ends at LF, CRLF or a lone CR.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of a source.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let ends_line =
                bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n');
            if ends_line {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self { starts }
    }

    /// How many lines there are, at least 1.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: an empty source has one line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line (from 1) that holds a byte.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX).max(1)
    }

    /// Line and column of a byte of `source`, the text this index was made from.
    #[must_use]
    pub fn line_column(&self, source: &str, offset: u32) -> LineColumn {
        let line = self.line(offset);
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(0);
        let mut end = (offset as usize).min(source.len());
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let before = source.get(start as usize..end).unwrap_or("");
        let column = u32::try_from(before.chars().count()).unwrap_or(u32::MAX - 1) + 1;
        LineColumn { line, column }
    }

    /// The bytes of a line (from 1) of `source`, without its line end.
    #[must_use]
    pub fn line_span(&self, source: &str, line: u32) -> Span {
        let at = line.max(1) as usize;
        let start = self.starts.get(at - 1).copied().unwrap_or(0) as usize;
        let end = self.starts.get(at).map_or(source.len(), |next| *next as usize);
        let text = source.get(start..end).unwrap_or("");
        Span::new(start, start + text.trim_end_matches(['\r', '\n']).len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, offset: u32, line: u32, column: u32) {
        let place = LineIndex::new(source).line_column(source, offset);
        assert_eq!(place, LineColumn { line, column }, "{source:?} at {offset}");
    }

    #[test]
    fn columns_count_scalar_values() {
        check("äöü x", 7, 1, 5);
    }

    #[test]
    fn all_three_line_ends_count() {
        check("a\nb\r\nc\rd", 2, 2, 1);
        check("a\nb\r\nc\rd", 5, 3, 1);
        check("a\nb\r\nc\rd", 7, 4, 1);
    }

    #[test]
    fn the_end_of_the_source_is_a_place() {
        check("ab\n", 3, 2, 1);
        check("", 0, 1, 1);
    }
}
