//! A document in pieces: blocks, and the paragraphs of the text between them.

use crate::diag::Diagnostic;
use crate::diag::catalogue::syntax::NOT_FORMATTED;
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::faults::FaultKind;
use crate::formats::bibtex::scan;
use crate::formats::bibtex::tree::BlockKind;
use crate::text::Span;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats::bibtex) enum What {
    /// A block.
    Block(BlockKind),
    /// A paragraph of the text between blocks.
    Text,
}

/// A piece.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats::bibtex) struct Piece {
    pub(in crate::formats::bibtex) what: What,
    /// The block; that of the text for a paragraph.
    pub(in crate::formats::bibtex) block: u32,
    /// Its bytes, without white space around them.
    pub(in crate::formats::bibtex) span: Span,
    /// How many line ends stand before it.
    pub(in crate::formats::bibtex) breaks: u32,
    /// Whether it stays as it is written.
    pub(in crate::formats::bibtex) kept: bool,
}

impl Piece {
    pub(super) fn is_entry(&self) -> bool {
        self.what == What::Block(BlockKind::Entry)
    }
}

/// The pieces of a document, in its order.
pub(in crate::formats::bibtex) struct Pieces(Vec<Piece>);

impl Pieces {
    pub(in crate::formats::bibtex) fn of(document: &Document) -> Self {
        let tree = document.tree();
        let bytes = document.text().as_bytes();
        let mut pieces = Vec::with_capacity(tree.blocks().len());
        // Where the piece before ended.
        let mut last = 0;
        for (at, block) in (0u32..).zip(tree.blocks()) {
            let span = tree.block_span(at as usize);
            if block.kind != BlockKind::Text {
                let breaks = breaks(bytes, last, span.start as usize);
                let what = What::Block(block.kind);
                pieces.push(Piece { what, block: at, span, breaks, kept: false });
                last = span.end as usize;
                continue;
            }
            for paragraph in paragraphs(bytes, span) {
                let breaks = breaks(bytes, last, paragraph.start as usize);
                let what = What::Text;
                pieces.push(Piece {
                    what,
                    block: at,
                    span: paragraph,
                    breaks,
                    kept: false,
                });
                last = paragraph.end as usize;
            }
        }
        Self(pieces)
    }

    pub(in crate::formats::bibtex) fn all(&self) -> &[Piece] {
        &self.0
    }

    pub(super) fn get(&self, at: usize) -> Option<&Piece> {
        self.0.get(at)
    }

    /// Leaves blocks as they are whose syntax is not sound, but for what writing mends.
    pub(super) fn keep_faulty(&mut self, document: &Document) -> Vec<Diagnostic> {
        let mut left = Vec::new();
        for fault in document.faults() {
            let mended = matches!(
                fault.kind,
                FaultKind::MissingComma
                    | FaultKind::MissingKey
                    | FaultKind::MissingEquals
                    | FaultKind::MissingValue
                    | FaultKind::QuoteInQuotes
                    | FaultKind::UnquotedValue
                    | FaultKind::ParenthesisForBrace
                    | FaultKind::BraceForParenthesis
                    | FaultKind::DisabledField
            );
            if mended {
                continue;
            }
            let after =
                self.0.partition_point(|piece| piece.span.start <= fault.span.start);
            if let Some(at) = after.checked_sub(1) {
                left.extend(self.keep(document, at));
            }
        }
        left
    }

    /// Leaves a piece as it is written, and says so.
    pub(super) fn keep(&mut self, document: &Document, at: usize) -> Option<Diagnostic> {
        let piece = self.0.get_mut(at).filter(|piece| !piece.kept)?;
        piece.kept = true;
        let block = document.tree().blocks().get(piece.block as usize)?;
        let what = match piece.what {
            What::Text => "a comment".to_owned(),
            What::Block(BlockKind::Entry) if !block.key.is_empty() => {
                format!("`{}`", block.key.of(document.text()))
            }
            What::Block(_) => format!("`@{}`", block.name.of(document.text())),
        };
        let message = format!("{what} stays as it is written: its syntax is not sound");
        let start = piece.span.start as usize;
        Some(Diagnostic::new(&NOT_FORMATTED, message).at(start..start + 1))
    }
}

/// How many line ends lie between two places with nothing but white space between them.
fn breaks(bytes: &[u8], from: usize, to: usize) -> u32 {
    let gap = bytes.get(from..to).unwrap_or(&[]);
    let mut count = 0;
    let mut before = 0;
    for byte in gap {
        count += u32::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
        before = *byte;
    }
    count
}

/// The paragraphs of a text: runs of lines that are not blank, from the start of their
/// first line to the last character.
fn paragraphs(bytes: &[u8], span: Span) -> Vec<Span> {
    let (start, end) = (span.start as usize, span.end as usize);
    let mut found: Vec<Span> = Vec::new();
    let mut at = start;
    let mut open = None;
    while at < end {
        let line_end = scan::line_end(bytes, at).min(end);
        let last = scan::trim_back(bytes, at, line_end);
        if last == at {
            open = None;
        } else {
            // Text that begins behind a block has no indentation to keep.
            let first = if at == start { scan::skip_space(bytes, at) } else { at };
            match open.and_then(|open: usize| found.get_mut(open)) {
                Some(paragraph) => paragraph.end = Span::at(last).start,
                None => {
                    open = Some(found.len());
                    found.push(Span::new(first, last));
                }
            }
        }
        at = scan::after_line_end(bytes, line_end).max(at + 1);
    }
    found
}
