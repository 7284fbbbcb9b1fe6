//! Changes of entries as edits of bytes: only what must change does.
//!
//! Delimiters, alignment, indentation, order and the spelling of names stay those of the
//! file, and a new field looks like its neighbours.

mod layout;
mod spell;

use self::layout::Layout;
pub(super) use self::layout::line_end;
use super::cook;
use super::document::Document;
use super::scan;
use super::tree::{FieldNode, ValueKind};
use crate::diag::catalogue::syntax;
use crate::diag::{Change, Diagnostic, Edit};
use crate::formats::source;
use crate::model::{EntryKind, Field, Text, Value};
use crate::text::Span;

impl Document {
    /// The edits that change an entry.
    ///
    /// # Errors
    /// If a value cannot stand in a `.bib` file, because its braces do not match.
    pub fn edits(&self, entry: usize, change: &Change) -> Result<Vec<Edit>, Diagnostic> {
        match change {
            Change::Edits(edits) => Ok(edits.clone()),
            Change::SetField(field, value) => self.set_field(entry, *field, value),
            Change::RemoveField(field) => Ok(self.remove_field(entry, *field)),
            Change::RenameField(from, to) => Ok(self.rename_field(entry, *from, *to)),
            Change::SetKind(kind) => Ok(self.set_kind(entry, *kind)),
            Change::SetKey(key) => Ok(self.set_key(entry, key.as_str())),
            Change::All(changes) => self.all_edits(entry, changes),
        }
    }

    /// Several changes of one entry, one after the other: each sees what those before it
    /// made. The answer is one edit of the whole.
    fn all_edits(&self, entry: usize, changes: &[Change]) -> Result<Vec<Edit>, Diagnostic> {
        if let [change] = changes {
            return self.edits(entry, change);
        }
        // The entry alone is enough: values of others are never looked at.
        let span = self.entry_span(entry);
        let mut text = span.of(self.text()).to_owned();
        for change in changes {
            let alone = Document::parse(text.as_str().into());
            let change = self.moved(change, span.start);
            text = source::apply(&text, &alone.edits(0, &change)?)?;
        }
        Ok(minimal(self.text(), span, &text))
    }

    /// A change as the text of one entry has it: places count from its start, and texts
    /// that are pieces of this document become texts of their own.
    fn moved(&self, change: &Change, start: u32) -> Change {
        match change {
            Change::Edits(edits) => {
                let back = |at: u32| at.saturating_sub(start);
                let moved = |edit: &Edit| Edit {
                    span: Span { start: back(edit.span.start), end: back(edit.span.end) },
                    text: edit.text.clone(),
                };
                Change::Edits(edits.iter().map(moved).collect())
            }
            Change::SetField(field, Value::Source(syntax, text @ Text::Span(_))) => {
                let text = Text::Owned(self.characters(text).into());
                Change::SetField(*field, Value::Source(*syntax, text))
            }
            Change::All(changes) => Change::All(
                changes.iter().map(|change| self.moved(change, start)).collect(),
            ),
            other => other.clone(),
        }
    }

    /// Sets a field to a value of the model.
    fn set_field(
        &self,
        entry: usize,
        field: Field,
        value: &Value,
    ) -> Result<Vec<Edit>, Diagnostic> {
        let kind = cook::kind(self.kind_name(entry));
        if field == Field::ISSUED {
            return self.set_date(entry, value);
        }
        let written = spell::value(self, field, value);
        match self.field_node(entry, field) {
            Some(node) => Ok(vec![self.replace_value(node, &written)?]),
            None => self.insert_field(entry, &spell::field(field, kind), &written),
        }
    }

    /// Sets the date of publication: `date` where the entry has one, else `year` and
    /// `month` as far as they can hold it.
    fn set_date(&self, entry: usize, value: &Value) -> Result<Vec<Edit>, Diagnostic> {
        let written = spell::value(self, Field::ISSUED, value);
        if let Some(node) = self.field_named(entry, "date") {
            return Ok(vec![self.replace_value(node, &written)?]);
        }
        let Some(year) = self.field_named(entry, "year") else {
            return self.insert_field(entry, "date", &written);
        };
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (head, rest) = written.split_once('-').unwrap_or((&written, ""));
        let month = self.field_named(entry, "month");
        if plain(head) && (rest.is_empty() || (rest.len() == 2 && plain(rest))) {
            let mut edits = vec![self.replace_value(year, head)?];
            match (month, rest) {
                (Some(month), "") => edits.push(self.remove_node(entry, month)),
                (Some(month), _) => edits.push(self.replace_value(month, rest)?),
                (None, "") => {}
                (None, _) => edits.extend(self.insert_field(entry, "month", rest)?),
            }
            return Ok(edits);
        }
        // A day or a range has a place only in `date`.
        let mut edits = self.rename_node(entry, year, "date");
        edits.push(self.replace_value(year, &written)?);
        edits.extend(month.map(|month| self.remove_node(entry, month)));
        Ok(edits)
    }

    fn remove_field(&self, entry: usize, field: Field) -> Vec<Edit> {
        let node = self.field_node(entry, field);
        node.map(|node| self.remove_node(entry, node)).into_iter().collect()
    }

    fn rename_field(&self, entry: usize, from: Field, to: Field) -> Vec<Edit> {
        let kind = cook::kind(self.kind_name(entry));
        let node = self.field_node(entry, from);
        node.map(|node| self.rename_node(entry, node, &spell::field(to, kind)))
            .unwrap_or_default()
    }

    /// Replaces the name after `@`; its case stays.
    #[must_use]
    pub fn set_kind(&self, entry: usize, kind: EntryKind) -> Vec<Edit> {
        if cook::kind(self.kind_name(entry)) == kind {
            return Vec::new();
        }
        let text = layout::like(self.kind_name(entry), &spell::kind(kind));
        vec![Edit { span: self.kind_span(entry), text }]
    }

    /// Replaces the cite key.
    #[must_use]
    pub fn set_key(&self, entry: usize, key: &str) -> Vec<Edit> {
        let span = self.key_span(entry);
        if span.of(self.text()) == key {
            return Vec::new();
        }
        vec![Edit { span, text: key.to_owned() }]
    }

    /// Replaces the value of a field; its delimiters stay if they can hold it.
    ///
    /// # Errors
    /// If the braces of the value do not match.
    pub fn replace_value(&self, node: &FieldNode, value: &str) -> Result<Edit, Diagnostic> {
        if !scan::is_balanced(value) {
            let message = "the braces of the new value do not match";
            return Err(Diagnostic::new(&syntax::UNBALANCED_VALUE, message).at(node.value));
        }
        let inner = node.inner(self.text());
        let closed = inner.end < node.value.end;
        match node.kind {
            ValueKind::Braced if closed => Ok(Edit { span: inner, text: value.to_owned() }),
            ValueKind::Quoted if closed && !has_bare_quote(value) => {
                Ok(Edit { span: inner, text: value.to_owned() })
            }
            ValueKind::Number | ValueKind::Macro if self.may_be_bare(value, node) => {
                Ok(Edit { span: node.value, text: value.to_owned() })
            }
            _ => {
                let layout = Layout::of_document(self);
                let before = if node.equals().is_none() { " = " } else { "" };
                let gap = if node.kind == ValueKind::Missing && before.is_empty() {
                    " "
                } else {
                    before
                };
                Ok(Edit {
                    span: node.value,
                    text: format!("{gap}{}", layout.delimited(value)),
                })
            }
        }
    }

    /// Whether a value may stand without delimiters: a number, or a string that is defined.
    fn may_be_bare(&self, value: &str, node: &FieldNode) -> bool {
        let number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let word = value.bytes().all(scan::is_name)
            && !value.starts_with(|c: char| c.is_ascii_digit());
        let defined = || {
            !matches!(
                self.strings().meaning(value, node.value.start),
                super::strings::Meaning::Undefined | super::strings::Meaning::Journal(_)
            )
        };
        number || (word && !value.is_empty() && defined())
    }

    /// Puts a field behind the last one of an entry.
    ///
    /// # Errors
    /// If the braces of the value do not match.
    pub fn insert_field(
        &self,
        entry: usize,
        name: &str,
        value: &str,
    ) -> Result<Vec<Edit>, Diagnostic> {
        if !scan::is_balanced(value) {
            let message = "the braces of the new value do not match";
            let span = self.key_span(entry);
            return Err(Diagnostic::new(&syntax::UNBALANCED_VALUE, message).at(span));
        }
        let layout = Layout::of_entry(self, entry);
        let written = layout.delimited(value);
        Ok(layout.insertion(self, entry, name, &written))
    }

    /// Puts a field behind the last one of an entry, its value with its own delimiters.
    pub(super) fn insert_written(
        &self,
        entry: usize,
        name: &str,
        written: &str,
    ) -> Vec<Edit> {
        Layout::of_entry(self, entry).insertion(self, entry, name, written)
    }

    /// Takes a field away, with its comma and its line.
    #[must_use]
    pub fn remove_node(&self, entry: usize, node: &FieldNode) -> Edit {
        let bytes = self.text().as_bytes();
        let start = node.name.start as usize;
        let start = if node.disabled { start.saturating_sub(1) } else { start };
        let end = node.comma().map_or(node.span().end, |comma| comma + 1) as usize;
        let before = previous(self, entry, node);
        let line_start = scan::trim_blanks_back(bytes, start);
        let owns_start =
            line_start == 0 || matches!(bytes.get(line_start - 1), Some(b'\n' | b'\r'));
        let line_end = scan::skip_blanks(bytes, end);
        let owns_end = matches!(bytes.get(line_end), None | Some(b'\n' | b'\r'));
        let span = match before.and_then(FieldNode::comma) {
            _ if owns_start && owns_end => {
                Span::new(line_start, scan::after_line_end(bytes, line_end))
            }
            // Its comma stands before it, or it is the last of several on a line.
            Some(comma) if node.comma().is_none() || leads(bytes, comma as usize) => {
                let end = node.span().end as usize;
                Span::new(scan::trim_back(bytes, 0, comma as usize), end)
            }
            _ => Span::new(start, scan::skip_blanks(bytes, end)),
        };
        Edit { span, text: String::new() }
    }

    /// Gives a field another name; its case and the column of its `=` stay.
    #[must_use]
    pub fn rename_node(&self, entry: usize, node: &FieldNode, name: &str) -> Vec<Edit> {
        let layout = Layout::of_entry(self, entry);
        let name = layout::like(node.name.of(self.text()), name);
        let Some(equals) = node.equals().filter(|_| layout.is_aligned()) else {
            return vec![Edit { span: node.name, text: name }];
        };
        let gap = Span { start: node.name.end, end: equals };
        let room = node.name.len() + gap.len();
        let blanks = gap.of(self.text()).bytes().all(|byte| byte == b' ');
        if !blanks || gap.is_empty() || room <= name.chars().count() {
            return vec![Edit { span: node.name, text: name }];
        }
        let pad = room - name.chars().count();
        let span = Span { start: node.name.start, end: equals };
        vec![Edit { span, text: format!("{name}{}", " ".repeat(pad)) }]
    }

    /// Puts a whole entry (as text) behind the last block, with one blank line between.
    #[must_use]
    pub fn append_entry(&self, text: &str) -> Edit {
        let bytes = self.text().as_bytes();
        let newline = layout::line_end(self.text());
        let written = text.trim().replace("\r\n", "\n").replace('\n', newline);
        let end = bytes.len();
        let lines = self.text().get(scan::trim_back(bytes, 0, end)..).unwrap_or("");
        let breaks = lines.matches(newline).count();
        let gap = match (end, breaks) {
            (0, _) => String::new(),
            (_, breaks) => newline.repeat(2usize.saturating_sub(breaks)),
        };
        Edit { span: Span::at(end), text: format!("{gap}{written}{newline}") }
    }

    /// Takes an entry away, with its line end and one blank line.
    #[must_use]
    pub fn remove_entry(&self, entry: usize) -> Edit {
        let bytes = self.text().as_bytes();
        let span = self.entry_span(entry);
        let mut end =
            scan::after_line_end(bytes, scan::skip_blanks(bytes, span.end as usize));
        let blank = scan::skip_blanks(bytes, end);
        if matches!(bytes.get(blank), Some(b'\n' | b'\r')) {
            end = scan::after_line_end(bytes, blank);
        }
        Edit { span: Span::new(span.start as usize, end), text: String::new() }
    }
}

/// The smallest edits that make `new` of a span: what is equal at both ends stays.
fn minimal(text: &str, span: Span, new: &str) -> Vec<Edit> {
    let old = span.of(text);
    let same = |(a, b): &((usize, char), char)| a.1 == *b;
    let start = old.char_indices().zip(new.chars()).take_while(same).last();
    let start = start.map_or(0, |((at, c), _)| at + c.len_utf8());
    let (old_rest, new_rest) =
        (old.get(start..).unwrap_or(""), new.get(start..).unwrap_or(""));
    let tail: usize = old_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    if old_rest.is_empty() && new_rest.is_empty() {
        return Vec::new();
    }
    let place = span.start as usize;
    let span = Span::new(place + start, place + old.len() - tail);
    let text = new_rest.get(..new_rest.len() - tail).unwrap_or("").to_owned();
    vec![Edit { span, text }]
}

/// The field before a node in its entry.
fn previous<'a>(
    document: &'a Document,
    entry: usize,
    node: &FieldNode,
) -> Option<&'a FieldNode> {
    let fields = document.fields(entry);
    let at = fields.partition_point(|field| field.name.start < node.name.start);
    fields.get(at.checked_sub(1)?)
}

/// Whether a comma stands at the start of its line.
fn leads(bytes: &[u8], comma: usize) -> bool {
    scan::begins_line(bytes, comma)
}

/// Whether a quote stands outside braces.
pub(super) fn has_bare_quote(value: &str) -> bool {
    let mut depth = 0i64;
    value.bytes().any(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        byte == b'"' && depth == 0
    })
}

#[cfg(test)]
mod tests;
