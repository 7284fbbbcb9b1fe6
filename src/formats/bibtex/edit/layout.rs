//! How the fields of an entry are laid out, so that a new one looks like its neighbours.

use super::has_bare_quote;
use crate::diag::Edit;
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::scan;
use crate::formats::bibtex::tree::{FieldNode, ValueKind};
use crate::text::Span;

/// The layout of fields.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// What stands between the end of a field and the next name, with its comma.
    gap: String,
    /// What stands between name and `=`, where nothing is aligned.
    before_equals: String,
    /// What stands between `=` and the value, where nothing is aligned.
    after_equals: String,
    align: Align,
    /// A name in the case that is used.
    case: String,
    quotes: bool,
}

/// What stands in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Align {
    Nothing,
    /// The `=`, so many characters after the start of the name.
    Equals(usize),
    /// The value, with `=` directly behind the name.
    Values(usize),
}

/// The line end that a text uses.
pub(in crate::formats::bibtex) fn line_end(text: &str) -> &'static str {
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        Some(at) if text.get(at..at + 2) == Some("\r\n") => "\r\n",
        // One stray `\r` does not make an old Mac's file.
        Some(at) if text.get(at..=at) == Some("\r") && !text.contains('\n') => "\r",
        _ => "\n",
    }
}

/// A name in the case of another: `TITLE`, `Title` or `title`.
pub(super) fn like(sample: &str, name: &str) -> String {
    let letters: Vec<char> = sample.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) {
        return name.to_uppercase();
    }
    let mut chars = name.chars();
    match (letters.first(), chars.next()) {
        (Some(first), Some(start)) if first.is_uppercase() => {
            start.to_uppercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

impl Layout {
    /// The layout of an entry, or of another one if it has too few fields.
    pub(super) fn of_entry(document: &Document, entry: usize) -> Self {
        let nearby =
            (0..entry).rev().take(20).chain(entry + 1..document.len().min(entry + 20));
        let usable = |at: &usize| usable(document, *at).count() >= 2;
        let here = Some(entry).filter(usable);
        let sample = here.or_else(|| nearby.into_iter().find(usable));
        match sample {
            Some(sample) => Self::sample(document, sample),
            None => Self::single(document, entry),
        }
    }

    /// The layout of the first entries.
    pub(super) fn of_document(document: &Document) -> Self {
        Self::of_entry(document, 0)
    }

    /// What is used where there is nothing to look at.
    fn plain(document: &Document) -> Self {
        Self {
            gap: format!(",{}  ", line_end(document.text())),
            before_equals: " ".to_owned(),
            after_equals: " ".to_owned(),
            align: Align::Nothing,
            case: "title".to_owned(),
            quotes: false,
        }
    }

    /// From the only field of an entry and what stands before it.
    fn single(document: &Document, entry: usize) -> Self {
        let text = document.text();
        let mut layout = Self::plain(document);
        let Some(field) = usable(document, entry).next() else { return layout };
        let gap = Span { start: document.key_span(entry).end, end: field.name.start };
        layout.take_gap(gap.of(text));
        layout.take_field(field, text);
        layout
    }

    fn sample(document: &Document, entry: usize) -> Self {
        let text = document.text();
        let mut layout = Self::plain(document);
        let fields: Vec<&FieldNode> = usable(document, entry).collect();
        if let [.., before, last] = fields.as_slice() {
            let gap = Span { start: before.span().end, end: last.name.start };
            layout.take_gap(gap.of(text));
            layout.take_field(last, text);
        }
        layout.align = alignment(&fields, text);
        let quoted = |field: &&&FieldNode| field.kind == ValueKind::Quoted;
        let braced = |field: &&&FieldNode| field.kind == ValueKind::Braced;
        layout.quotes =
            fields.iter().filter(quoted).count() > fields.iter().filter(braced).count();
        layout
    }

    /// Believes a gap that holds nothing but white space and one comma.
    fn take_gap(&mut self, gap: &str) {
        let commas = gap.matches(',').count();
        if commas == 1 && gap.chars().all(|c| c == ',' || c.is_ascii_whitespace()) {
            gap.clone_into(&mut self.gap);
        }
    }

    fn take_field(&mut self, field: &FieldNode, text: &str) {
        let blank = |span: Span| span.of(text).bytes().all(|b| matches!(b, b' ' | b'\t'));
        let Some(equals) = field.equals() else { return };
        let before = Span { start: field.name.end, end: equals };
        let after = Span { start: equals + 1, end: field.value.start };
        if blank(before) && blank(after) {
            before.of(text).clone_into(&mut self.before_equals);
            after.of(text).clone_into(&mut self.after_equals);
        }
        field.name.of(text).clone_into(&mut self.case);
        self.quotes = field.kind == ValueKind::Quoted;
    }

    pub(super) fn is_aligned(&self) -> bool {
        matches!(self.align, Align::Equals(_))
    }

    /// A value in the delimiters that are used, or in braces if quotes cannot hold it.
    pub(super) fn delimited(&self, value: &str) -> String {
        if self.quotes && !has_bare_quote(value) {
            format!("\"{value}\"")
        } else {
            format!("{{{value}}}")
        }
    }

    /// `name = {value}` as the neighbours have it; the value has its delimiters.
    fn field(&self, name: &str, value: &str) -> String {
        let name = like(&self.case, name);
        let width = name.chars().count();
        let pad =
            |column: usize, used: usize| " ".repeat(column.saturating_sub(used).max(1));
        match self.align {
            Align::Nothing => {
                format!("{name}{}={}{value}", self.before_equals, self.after_equals)
            }
            Align::Equals(column) => {
                format!("{name}{}={}{value}", pad(column, width), self.after_equals)
            }
            Align::Values(column) => {
                let head = format!("{name}{}=", self.before_equals);
                let used = head.chars().count();
                format!("{head}{}{value}", pad(column, used))
            }
        }
    }

    /// The edits that put a field behind the last one of an entry.
    pub(super) fn insertion(
        &self,
        document: &Document,
        entry: usize,
        name: &str,
        value: &str,
    ) -> Vec<Edit> {
        let bytes = document.text().as_bytes();
        let field = self.field(name, value);
        let (comma, end) = match document.fields(entry).last() {
            Some(last) => (last.comma(), last.span().end),
            None => {
                let end = document.key_span(entry).end;
                let next = scan::skip_space(bytes, end as usize);
                let comma = bytes.get(next) == Some(&b',');
                (comma.then(|| u32::try_from(next).unwrap_or(u32::MAX)), end)
            }
        };
        let Some(comma) = comma else {
            return vec![self.at_end(document, entry, end, format!("{}{field}", self.gap))];
        };
        let gap = self.gap.split_once(',').map_or("", |(_, after)| after);
        let mut at = comma as usize + 1;
        // A comment behind the comma stays with its field.
        if bytes.get(scan::skip_blanks(bytes, at)) == Some(&b'%')
            && gap.contains(['\n', '\r'])
        {
            at = scan::line_end(bytes, at);
        }
        let has_fields = !document.fields(entry).is_empty();
        let trailing = if has_fields || gap.contains(['\n', '\r']) { "," } else { "" };
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        vec![self.at_end(document, entry, at, format!("{gap}{field}{trailing}"))]
    }

    /// An insertion before the closing delimiter, which keeps a line of its own where the
    /// new field has one.
    fn at_end(&self, document: &Document, entry: usize, at: u32, mut text: String) -> Edit {
        let close = document.block(entry).and_then(|block| block.close());
        let rest = close.map(|end| Span { start: at, end }.of(document.text()));
        let multi = self.gap.contains(['\n', '\r']) && document.fields(entry).is_empty();
        if multi && rest.is_some_and(|rest| !rest.contains(['\n', '\r'])) {
            text.push_str(line_end(document.text()));
        }
        Edit { span: Span { start: at, end: at }, text }
    }
}

/// The fields of an entry that show how fields look.
fn usable(document: &Document, entry: usize) -> impl Iterator<Item = &FieldNode> {
    document.fields(entry).iter().filter(|field| {
        !field.disabled && field.equals().is_some() && field.kind != ValueKind::Missing
    })
}

/// What stands in one column in an entry whose names differ in length.
fn alignment(fields: &[&FieldNode], text: &str) -> Align {
    let width = |span: Span| span.of(text).chars().count();
    let column = |field: &FieldNode, end: u32| {
        let span = Span { start: field.name.start, end };
        (!span.of(text).contains(['\n', '\r', '\t'])).then(|| width(span))
    };
    let Some(first) = fields.first() else { return Align::Nothing };
    if fields.iter().all(|field| width(field.name) == width(first.name)) {
        return Align::Nothing;
    }
    let same = |place: fn(&FieldNode) -> Option<u32>| {
        let columns: Vec<usize> =
            fields.iter().filter_map(|f| place(f).and_then(|end| column(f, end))).collect();
        let first = *columns.first()?;
        let hits = columns.iter().filter(|column| **column == first).count();
        (hits == fields.len()).then_some(first)
    };
    if let Some(column) = same(FieldNode::equals) {
        return Align::Equals(column);
    }
    match same(|field| Some(field.value.start)) {
        Some(column) => Align::Values(column),
        None => Align::Nothing,
    }
}
