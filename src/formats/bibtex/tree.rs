//! The lossless syntax tree of a `.bib` file (btxdoc, section 2; btparse, `bibtex.g`).
//!
//! Blocks tile the text: each begins where the one before ends, so that the blocks joined
//! are the text again, byte for byte. Inside a block only places are kept; what lies
//! between them is white space, comments or stray text. All nodes stand in flat vectors.

use crate::text::Span;

/// “There is none” for an offset.
pub(super) const NONE: u32 = u32::MAX;

/// The blocks of a text with their fields.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) blocks: Vec<Block>,
    pub(super) fields: Vec<FieldNode>,
    pub(super) parts: Vec<Part>,
    pub(super) len: u32,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// `@article{key, …}`.
    Entry,
    /// `@string{name = "…"}`.
    StringDef,
    /// `@preamble{"…"}`.
    Preamble,
    /// `@comment{…}`, or `@comment` and the rest of its line.
    Comment,
    /// Anything between the others: white space, notes, `%` lines.
    Text,
}

/// One block.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The first byte; the block ends where the next one starts.
    pub start: u32,
    /// The name after `@`, as written.
    pub name: Span,
    /// The cite key, without the white space around it.
    pub key: Span,
    pub(super) open: u32,
    pub(super) close: u32,
    pub(super) fields: u32,
}

/// A field of an entry, a definition of `@string`, or the value of `@preamble`.
#[derive(Clone, Copy, Debug)]
pub struct FieldNode {
    /// The name as written; empty in `@preamble`.
    pub name: Span,
    /// The value with its delimiters and all its parts; empty if there is none.
    pub value: Span,
    /// How the value is written.
    pub kind: ValueKind,
    /// Whether it is disabled by `@` before its name.
    pub disabled: bool,
    pub(super) equals: u32,
    pub(super) comma: u32,
    pub(super) parts: u32,
}

/// How a value, or a part of one, is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// There is none.
    Missing,
    /// `{…}`
    Braced,
    /// `"…"`
    Quoted,
    /// `jan`: the name of a string.
    Macro,
    /// `1999`
    Number,
    /// Several parts with `#` between them.
    Concat,
}

/// A part of a concatenated value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its text with its delimiters.
    pub span: Span,
    /// How it is written; never [`ValueKind::Concat`].
    pub kind: ValueKind,
}

impl Part {
    /// The text without its delimiters.
    #[must_use]
    pub fn inner(&self, text: &str) -> Span {
        inner(self.span, self.kind, text)
    }
}

impl Tree {
    /// All blocks, in the order of the text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The bytes of a block.
    #[must_use]
    pub fn block_span(&self, block: usize) -> Span {
        let start = self.blocks.get(block).map_or(self.len, |block| block.start);
        let end = self.blocks.get(block + 1).map_or(self.len, |next| next.start);
        Span { start, end }
    }

    /// The fields of a block, in order, disabled and unfinished ones too.
    #[must_use]
    pub fn fields(&self, block: usize) -> &[FieldNode] {
        let Some(node) = self.blocks.get(block) else { return &[] };
        let end = self
            .blocks
            .get(block + 1)
            .map_or(self.fields.len(), |next| next.fields as usize);
        self.fields.get(node.fields as usize..end).unwrap_or(&[])
    }

    /// The parts of a value: one, or several if it is concatenated.
    pub fn parts<'a>(&'a self, field: &'a FieldNode) -> impl Iterator<Item = Part> + 'a {
        let single = match field.kind {
            ValueKind::Missing | ValueKind::Concat => None,
            kind => Some(Part { span: field.value, kind }),
        };
        let several = match field.kind {
            ValueKind::Concat => self.parts.get(field.parts as usize..).unwrap_or(&[]),
            _ => &[],
        };
        let end = field.value.end;
        let several = several.iter().take_while(move |part| part.span.end <= end);
        single.into_iter().chain(several.copied())
    }

    /// The bytes that the vectors hold.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.blocks.capacity() * size_of::<Block>()
            + self.fields.capacity() * size_of::<FieldNode>()
            + self.parts.capacity() * size_of::<Part>()
    }
}

impl Block {
    /// Where the opening delimiter is.
    #[must_use]
    pub fn open(&self) -> Option<u32> {
        place(self.open)
    }

    /// Where the closing delimiter is, if the block has one.
    #[must_use]
    pub fn close(&self) -> Option<u32> {
        place(self.close)
    }
}

impl FieldNode {
    /// Where the `=` is.
    #[must_use]
    pub fn equals(&self) -> Option<u32> {
        place(self.equals)
    }

    /// Where the comma after the value is.
    #[must_use]
    pub fn comma(&self) -> Option<u32> {
        place(self.comma)
    }

    /// Name and value, without the comma.
    #[must_use]
    pub fn span(&self) -> Span {
        let mut end = self.value.end.max(self.name.end);
        if let Some(equals) = self.equals() {
            end = end.max(equals + 1);
        }
        Span { start: self.name.start, end }
    }

    /// The value without its delimiters; a concatenation as it is written.
    #[must_use]
    pub fn inner(&self, text: &str) -> Span {
        inner(self.value, self.kind, text)
    }
}

fn place(offset: u32) -> Option<u32> {
    (offset != NONE).then_some(offset)
}

/// Takes the delimiters off, where they are there: a broken value may lack the second.
fn inner(span: Span, kind: ValueKind, text: &str) -> Span {
    let close = match kind {
        ValueKind::Braced => b'}',
        ValueKind::Quoted => b'"',
        _ => return span,
    };
    let start = span.start + 1;
    let bytes = text.as_bytes();
    let closed = span.len() >= 2 && bytes.get(span.end as usize - 1) == Some(&close);
    Span { start, end: if closed { span.end - 1 } else { span.end.max(start) } }
}
