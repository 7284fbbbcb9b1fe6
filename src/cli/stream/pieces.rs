//! An input cut into pieces of whole records.

use std::io::{self, Read};

use crate::formats::stream::Border;

/// Some whole records.
pub(super) struct Piece {
    pub(super) bytes: Vec<u8>,
    /// The line of the input before its first.
    pub(super) line: usize,
}

/// Cuts what a reader gives at the borders of records.
pub(super) struct Pieces<R> {
    reader: R,
    border: Border,
    size: usize,
    /// What every piece begins with.
    head: Vec<u8>,
    /// What has been read and not yet given.
    rest: Vec<u8>,
    line: usize,
    ended: bool,
}

/// A record must be shorter than this.
const LIMIT: usize = 1 << 30;

impl<R: Read> Pieces<R> {
    /// `start` is what has been read of the input already.
    pub(super) fn new(reader: R, border: Border, size: usize, start: Vec<u8>) -> Self {
        let head = border.head(&start);
        let mut rest = start;
        let body = rest.split_off(head.min(rest.len()));
        let line = memchr::memchr_iter(b'\n', &rest).count();
        Self { reader, border, size, head: rest, rest: body, line, ended: false }
    }

    /// The next pieces; none at the end.
    pub(super) fn several(&mut self, many: usize) -> io::Result<Vec<Piece>> {
        let mut found = Vec::with_capacity(many);
        while found.len() < many
            && let Some(piece) = self.next()?
        {
            found.push(piece);
        }
        Ok(found)
    }

    fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut want = self.size;
        loop {
            if !self.ended && self.rest.len() < want {
                let missing = (want - self.rest.len()) as u64;
                let read =
                    self.reader.by_ref().take(missing).read_to_end(&mut self.rest)?;
                self.ended = (read as u64) < missing;
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            let whole =
                if self.ended { self.rest.len() } else { self.border.whole(&self.rest) };
            if whole > 0 {
                return Ok(Some(self.cut(whole)));
            }
            if want >= LIMIT {
                return Err(io::Error::other("a record is longer than 1 GiB"));
            }
            // A record is longer than a piece: twice as much each time, to stay linear.
            want *= 2;
        }
    }

    fn cut(&mut self, whole: usize) -> Piece {
        let after = self.rest.split_off(whole);
        let body = std::mem::replace(&mut self.rest, after);
        let heads = memchr::memchr_iter(b'\n', &self.head).count();
        let line = self.line.saturating_sub(heads);
        self.line += memchr::memchr_iter(b'\n', &body).count();
        let bytes = if self.head.is_empty() {
            body
        } else {
            [self.head.as_slice(), &body].concat()
        };
        Piece { bytes, line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(border: Border, text: &str, size: usize, expected: &[(usize, &str)]) {
        let bytes = text.as_bytes();
        let (start, rest) = bytes.split_at(size.min(bytes.len()));
        let mut pieces = Pieces::new(rest, border, size, start.to_vec());
        let found = pieces.several(100).unwrap();
        let found: Vec<(usize, &str)> = found
            .iter()
            .map(|p| (p.line, std::str::from_utf8(&p.bytes).unwrap()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pieces_are_whole_records() {
        check(
            Border::Line,
            "1\n2\n345678\n9",
            4,
            &[(0, "1\n2\n"), (2, "345678\n"), (3, "9")],
        );
    }

    #[test]
    fn every_piece_of_a_table_has_its_head() {
        check(Border::Row, "h\n1\n2\n3\n", 4, &[(0, "h\n1\n2\n"), (2, "h\n3\n")]);
    }
}
