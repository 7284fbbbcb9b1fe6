//! `.bib` text in one canonical layout, its meaning untouched.
//!
//! A document is cut into pieces (blocks, and paragraphs of the text between them), the
//! pieces are put in order and written. Then the new text is read and compared with the
//! plan: what would not be read as before stays as it was written.

mod check;
mod encode;
mod entry;
mod options;
mod order;
mod piece;
mod sort;
mod value;
mod wrap;
mod write;

pub use encode::Class;
pub use options::{
    Align, BlankLines, Characters, Delimiters, LineEnds, Months, NameCase, Numbers,
    OPTIONS, OptionRow, Options, SortKey, Wrap,
};

use std::sync::Arc;

use super::document::Document;
use crate::diag::catalogue::syntax::NOT_FORMATTED;
use crate::diag::{Diagnostic, Place};
pub(super) use entry::{Note, notes};
pub(super) use piece::{Piece, Pieces, What};

/// What formatting has made.
#[derive(Debug)]
pub struct Formatted {
    /// The text; the old one if nothing changes.
    pub text: Arc<str>,
    /// What stays as it was written, and why.
    pub left: Vec<Diagnostic>,
}

/// Formats a document.
#[must_use]
pub fn format(document: &Document, options: &Options) -> Formatted {
    let mut pieces = Pieces::of(document);
    let mut left = pieces.keep_faulty(document);
    let unsorted = Options { sort: Vec::new(), ..options.clone() };
    // What cannot be done for the whole file is done without what stands in the way.
    for options in [options, options, &unsorted, &unsorted] {
        let order = sort::order(document, &pieces, options);
        let text = write::write(document, &pieces, &order, options);
        if text == **document.text() {
            say_unsorted(&mut left, options);
            return Formatted { text: document.text().clone(), left };
        }
        let again = Document::tree_of(text.into());
        let differing = check::differing(document, &pieces, &order, &again, options);
        if differing.is_empty() {
            say_unsorted(&mut left, options);
            return Formatted { text: again.text().clone(), left };
        }
        for piece in differing {
            left.extend(pieces.keep(document, piece));
        }
    }
    let message = "the file stays as it is: formatted, it would be read otherwise";
    left.push(Diagnostic::new(&NOT_FORMATTED, message));
    Formatted { text: document.text().clone(), left }
}

/// Says that nothing moves from the first piece on that is kept.
fn say_unsorted(left: &mut [Diagnostic], options: &Options) {
    let start = |finding: &Diagnostic| match finding.place {
        Place::Span(span) => span.start,
        _ => u32::MAX,
    };
    let first = left.iter_mut().min_by_key(|finding| start(finding));
    if let Some(first) = first.filter(|_| !options.sort.is_empty()) {
        first.help = Some("nothing is sorted from here on; mend it first".to_owned());
    }
}

#[cfg(test)]
mod tests;
