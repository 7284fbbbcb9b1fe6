//! The inside of an entry: its fields, and the `%` comments between them.

use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::scan;
use crate::formats::bibtex::tree::{Block, FieldNode, ValueKind};
use crate::text::Span;

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats::bibtex) enum Place {
    /// On the line of the key.
    Head,
    /// On a line of its own before a field.
    Before(usize),
    /// On the line of a field, behind it.
    Behind(usize),
    /// On a line of its own behind all fields.
    Tail,
}

/// A comment.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats::bibtex) struct Note {
    pub(in crate::formats::bibtex) place: Place,
    pub(in crate::formats::bibtex) span: Span,
}

/// The comments of a block; `None` if there is anything else between its fields, so that
/// it cannot be laid out anew.
pub(in crate::formats::bibtex) fn notes(
    document: &Document,
    block: &Block,
    fields: &[FieldNode],
) -> Option<Vec<Note>> {
    let bytes = document.text().as_bytes();
    let (open, close) = (block.open()?, block.close()?);
    let mut notes = Vec::new();
    let mut from = if block.key.end > open { block.key.end } else { open + 1 };
    for (at, field) in fields.iter().enumerate() {
        if !is_sound(document, field) {
            return None;
        }
        let mut gap = Span { start: from, end: field.name.start };
        if field.disabled {
            let sign = scan::trim_back(bytes, from as usize, gap.end as usize);
            gap.end = Span::at(sign.checked_sub(1)?).start;
            if bytes.get(gap.end as usize) != Some(&b'@') {
                return None;
            }
        }
        read_gap(bytes, gap, at, fields.len(), &mut notes)?;
        from = field.span().end;
    }
    let gap = Span { start: from, end: close };
    read_gap(bytes, gap, fields.len(), fields.len(), &mut notes)?;
    Some(notes)
}

/// Reads white space, commas and comments before the field with this number.
fn read_gap(
    bytes: &[u8],
    gap: Span,
    field: usize,
    fields: usize,
    notes: &mut Vec<Note>,
) -> Option<()> {
    let (mut at, end) = (gap.start as usize, gap.end as usize);
    let mut same_line = true;
    while at < end {
        match bytes.get(at)? {
            b'\n' | b'\r' => same_line = false,
            b',' => {}
            b'%' => {
                let line_end = scan::line_end(bytes, at).min(end);
                let place = match (same_line, field) {
                    (true, 0) => Place::Head,
                    (true, field) => Place::Behind(field - 1),
                    (false, field) if field == fields => Place::Tail,
                    (false, field) => Place::Before(field),
                };
                let last = scan::trim_back(bytes, at, line_end);
                notes.push(Note { place, span: Span::new(at, last) });
                at = line_end;
                continue;
            }
            byte if scan::is_space(*byte) => {}
            _ => return None,
        }
        at += 1;
    }
    Some(())
}

/// Whether name, `=` and value have nothing but white space between them, and the value
/// its delimiters.
fn is_sound(document: &Document, field: &FieldNode) -> bool {
    let text = document.text();
    let blank = |start: u32, end: u32| {
        let gap = Span { start, end }.of(text);
        gap.bytes().all(scan::is_space)
    };
    let joined = match field.equals() {
        Some(equals) => {
            field.kind != ValueKind::Missing
                && blank(field.name.end, equals)
                && blank(equals + 1, field.value.start)
        }
        None => {
            field.kind == ValueKind::Missing || blank(field.name.end, field.value.start)
        }
    };
    joined
        && match field.kind {
            ValueKind::Concat => are_joined(document, field),
            kind => is_closed(kind, field.value, text),
        }
}

/// Whether the parts of a value have nothing but `#` between them.
fn are_joined(document: &Document, field: &FieldNode) -> bool {
    let text = document.text();
    let mut last = field.value.start;
    let mut is_first = true;
    for part in document.tree().parts(field) {
        let gap = Span { start: last, end: part.span.start }.of(text);
        let joined = gap.trim_matches(|c: char| u8::try_from(c).is_ok_and(scan::is_space));
        let expected = if is_first { "" } else { "#" };
        if joined != expected || !is_closed(part.kind, part.span, text) {
            return false;
        }
        last = part.span.end;
        is_first = false;
    }
    last == field.value.end && !is_first
}

/// Whether a part of a value has both its delimiters.
fn is_closed(kind: ValueKind, span: Span, text: &str) -> bool {
    let bytes = span.of(text).as_bytes();
    match kind {
        ValueKind::Braced => bytes.len() >= 2 && bytes.ends_with(b"}"),
        ValueKind::Quoted => bytes.len() >= 2 && bytes.ends_with(b"\""),
        _ => true,
    }
}
