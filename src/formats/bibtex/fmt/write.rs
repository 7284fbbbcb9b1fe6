//! Writes pieces in the canonical layout.

use super::entry::{self, Note, Place};
use super::options::{Align, BlankLines, LineEnds, NameCase, Options};
use super::order;
use super::piece::{Piece, Pieces, What};
use super::value::{self, Site};
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::edit::line_end;
use crate::formats::bibtex::map;
use crate::formats::bibtex::tree::{Block, BlockKind, FieldNode, ValueKind};
use crate::model::EntryKind;

/// Writes pieces in an order.
pub(super) fn write(
    document: &Document,
    pieces: &Pieces,
    order: &[u32],
    options: &Options,
) -> String {
    let length = document.text().len();
    let out = String::with_capacity(length + length / 4);
    let mut writer = Writer { document, options, out };
    let mut last: Option<(u32, &Piece)> = None;
    for at in order {
        let Some(piece) = pieces.get(*at as usize) else { continue };
        writer.gap(last, *at, piece);
        writer.piece(piece);
        last = Some((*at, piece));
    }
    // The end of the file, which a broken block may stretch to.
    match last {
        Some((_, piece)) if piece.kept => {
            let rest = document.text().get(piece.span.end as usize..).unwrap_or("");
            let blank = rest.trim().is_empty();
            writer.out.push_str(if blank { rest } else { "\n" });
        }
        Some(_) => writer.out.push('\n'),
        None => {}
    }
    writer.finish()
}

/// The width of the fill that stands behind names, cut as is needed.
const PAD: &str = "                                        ";

struct Writer<'d> {
    document: &'d Document,
    options: &'d Options,
    out: String,
}

impl<'d> Writer<'d> {
    fn finish(self) -> String {
        match self.options.line_ends {
            LineEnds::Lf if !self.out.contains('\r') => self.out,
            LineEnds::Lf => with_line_ends(&self.out, "\n"),
            LineEnds::Crlf => with_line_ends(&self.out, "\r\n"),
            LineEnds::Keep => match line_end(self.document.text()) {
                "\n" => self.out,
                newline => with_own_line_ends(&self.out, newline),
            },
        }
    }

    /// What stands between two pieces.
    fn gap(&mut self, last: Option<(u32, &Piece)>, at: u32, piece: &Piece) {
        let Some((before, last)) = last else { return };
        let neighbours = before + 1 == at;
        if neighbours && (last.kept || piece.kept) {
            let gap = last.span.end as usize..piece.span.start as usize;
            self.out.push_str(self.document.text().get(gap).unwrap_or(""));
            return;
        }
        let breaks = if neighbours { piece.breaks } else { 2 };
        if breaks == 0 && piece.what == What::Text {
            self.out.push(' ');
            return;
        }
        let heads_entry = last.what == What::Text && piece.is_entry();
        let breaks = match self.options.blank_lines {
            BlankLines::Keep => breaks.max(1),
            // Paragraphs of a text would become one.
            BlankLines::None if last.what == What::Text && piece.what == What::Text => 2,
            BlankLines::None => 1,
            BlankLines::One if heads_entry => breaks.clamp(1, 2),
            BlankLines::One if last.is_entry() || piece.is_entry() => 2,
            // What stands below a preamble is about the entries that follow.
            BlankLines::One
                if last.what == What::Block(BlockKind::Preamble)
                    && piece.what == What::Text =>
            {
                2
            }
            BlankLines::One => breaks.clamp(1, 2),
        };
        for _ in 0..breaks {
            self.out.push('\n');
        }
    }

    fn piece(&mut self, piece: &Piece) {
        let raw = piece.span.of(self.document.text());
        let at = piece.block as usize;
        let block = self.document.tree().blocks().get(at).filter(|_| !piece.kept);
        let (Some(block), What::Block(kind)) = (block, piece.what) else {
            return self.out.push_str(raw);
        };
        let fields = self.document.tree().fields(at);
        match kind {
            BlockKind::Entry | BlockKind::StringDef => {
                match entry::notes(self.document, block, fields) {
                    Some(notes) if kind == BlockKind::Entry => {
                        self.entry(block, fields, &notes);
                    }
                    Some(notes) if notes.is_empty() => self.string(block, fields),
                    _ => self.out.push_str(raw),
                }
            }
            BlockKind::Preamble => self.preamble(block, fields, raw),
            BlockKind::Comment | BlockKind::Text => self.out.push_str(raw),
        }
    }

    fn preamble(&mut self, block: &Block, fields: &[FieldNode], raw: &str) {
        let notes = entry::notes(self.document, block, fields);
        match (fields, notes.as_deref()) {
            ([value], Some([])) => {
                self.head(block);
                self.out.push_str(value.value.of(self.document.text()));
                self.out.push('}');
            }
            _ => self.out.push_str(raw),
        }
    }

    fn string(&mut self, block: &Block, fields: &[FieldNode]) {
        self.head(block);
        for (at, field) in fields.iter().enumerate() {
            self.out.push_str(if at == 0 { "" } else { ", " });
            self.out.push_str(field.name.of(self.document.text()));
            self.value(field, None, 0);
        }
        self.out.push('}');
    }

    fn head(&mut self, block: &Block) {
        self.out.push('@');
        self.name(block.name.of(self.document.text()));
        self.out.push('{');
    }

    fn entry(&mut self, block: &Block, fields: &[FieldNode], notes: &[Note]) {
        let text = self.document.text();
        self.head(block);
        self.out.push_str(block.key.of(text));
        self.out.push(',');
        self.notes_behind(notes, Place::Head);
        self.out.push('\n');
        let column = self.column(fields);
        let needs_kind = self.options.wrap != super::Wrap::Keep
            || self.options.characters != super::Characters::Keep
            || !self.options.enclose.is_empty()
            || !self.options.strip_braces.is_empty();
        let kind = needs_kind.then(|| map::kind_of(block.name.of(text)));
        let order = order::fields(self.document, fields, self.options);
        for (written, at) in order.iter().enumerate() {
            let at = *at as usize;
            let Some(field) = fields.get(at) else { continue };
            self.notes_on_lines(notes, Place::Before(at));
            self.out.push_str(&self.options.indent);
            self.field(field, kind, column);
            if written + 1 < order.len() || self.options.trailing_comma {
                self.out.push(',');
            }
            self.notes_behind(notes, Place::Behind(at));
            self.out.push('\n');
        }
        self.notes_on_lines(notes, Place::Tail);
        self.out.push('}');
    }

    fn notes_behind(&mut self, notes: &[Note], place: Place) {
        for note in notes.iter().filter(|note| note.place == place) {
            self.out.push(' ');
            self.out.push_str(note.span.of(self.document.text()));
        }
    }

    fn notes_on_lines(&mut self, notes: &[Note], place: Place) {
        for note in notes.iter().filter(|note| note.place == place) {
            self.out.push_str(&self.options.indent);
            self.out.push_str(note.span.of(self.document.text()));
            self.out.push('\n');
        }
    }

    /// How many characters a name is filled up to.
    fn column(&self, fields: &[FieldNode]) -> usize {
        match self.options.align {
            Align::None => 0,
            Align::Column(column) => column,
            Align::Entry => {
                let width = |field: &FieldNode| {
                    let name = field.name.of(self.document.text());
                    name.chars().count() + usize::from(field.disabled)
                };
                fields.iter().map(width).max().unwrap_or(0) + 1
            }
        }
    }

    fn field(&mut self, field: &FieldNode, kind: Option<EntryKind>, column: usize) {
        let start = self.out.len();
        if field.disabled {
            self.out.push('@');
        }
        self.name(field.name.of(self.document.text()));
        if field.kind == ValueKind::Missing {
            return;
        }
        let written = self.out.get(start..).unwrap_or("");
        let used = if written.is_ascii() { written.len() } else { written.chars().count() };
        let fill = column.saturating_sub(used + 1);
        self.out.push_str(PAD.get(..fill.min(PAD.len())).unwrap_or(""));
        self.value(field, kind, used + fill + 3 + self.options.indent.len());
    }

    /// ` = ` and a value.
    fn value(&mut self, field: &FieldNode, kind: Option<EntryKind>, column: usize) {
        self.out.push_str(" = ");
        let site = Site { column, kind };
        value::write(&mut self.out, self.document, field, &site, self.options);
    }

    fn name(&mut self, name: &str) {
        let start = self.out.len();
        match self.options.names {
            NameCase::Keep => self.out.push_str(name),
            NameCase::Upper => {
                self.out.extend(name.chars().map(|c| c.to_ascii_uppercase()))
            }
            NameCase::Lower | NameCase::Title => {
                self.out.push_str(name);
                if let Some(written) = self.out.get_mut(start..) {
                    written.make_ascii_lowercase();
                }
            }
        }
        if self.options.names == NameCase::Title {
            let first =
                start..start + usize::from(name.starts_with(|c: char| c.is_ascii()));
            if let Some(written) = self.out.get_mut(first) {
                written.make_ascii_uppercase();
            }
        }
    }
}

/// The text with all its line ends alike.
fn with_line_ends(text: &str, newline: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
        out.push_str(rest.get(..at).unwrap_or(""));
        out.push_str(newline);
        let tail = rest.get(at..).unwrap_or("");
        let length = if tail.starts_with("\r\n") { 2 } else { 1 };
        rest = tail.get(length..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// The text with the line ends that we have written made those of the file.
fn with_own_line_ends(text: &str, newline: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\n', rest.as_bytes()) {
        let line = rest.get(..at).unwrap_or("");
        out.push_str(line);
        out.push_str(if line.ends_with('\r') { "\n" } else { newline });
        rest = rest.get(at + 1..).unwrap_or("");
    }
    out.push_str(rest);
    out
}
