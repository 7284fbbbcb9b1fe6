//! Text with what a program does not read made blank: every byte keeps its place.

use std::ops::Range;

/// A text whose parts can be blanked.
pub(super) struct Mask {
    bytes: Vec<u8>,
}

impl Mask {
    pub(super) fn new(text: &str) -> Self {
        Self { bytes: text.as_bytes().to_vec() }
    }

    /// Makes a part of the text blank, but for its line ends.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        for byte in self.bytes.get_mut(range).unwrap_or_default() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }

    /// The text with its blanks.
    pub(super) fn into_text(self) -> String {
        // Whole characters are blanked; should one be cut, the rest is read all the same.
        String::from_utf8(self.bytes).unwrap_or_else(|error| {
            error
                .into_bytes()
                .into_iter()
                .map(|b| if b.is_ascii() { char::from(b) } else { ' ' })
                .collect()
        })
    }
}

/// Where a needle ends in a text from some place on; its end if there is none.
pub(super) fn past(text: &str, from: usize, needle: &str) -> usize {
    let found = text.get(from..).and_then(|rest| rest.find(needle));
    found.map_or(text.len(), |at| from + at + needle.len())
}
