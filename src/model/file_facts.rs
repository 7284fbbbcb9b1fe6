//! Facts about a file that its entries do not hold: how things are written, and where.
//!
//! A reader that knows bytes fills them; rules about the way something is written, and
//! everything that turns a finding into a place, read them.

use std::ops::Range;
use std::sync::Arc;

use crate::model::field::Field;
use crate::model::value::Text;
use crate::text::Span;

/// For which program a `.bib` file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// It does not say.
    #[default]
    Unknown,
    /// BibTeX and its styles: `journal`, `year`, `address`.
    Bibtex,
    /// BibLaTeX: `journaltitle`, `date`, `location`.
    Biblatex,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Written {
    /// There is none.
    Missing,
    /// `{…}`
    Braced,
    /// `"…"`
    Quoted,
    /// `jan`
    Macro,
    /// `1999`
    Number,
    /// Parts with `#` between them.
    Concat,
}

/// The facts about one file. Its entries are those of the reader, in the same order.
#[derive(Clone, Debug)]
pub struct FileFacts {
    /// The text that all spans point into.
    pub text: Arc<str>,
    /// For which program it is written.
    pub dialect: Dialect,
    /// One row for each entry.
    pub entries: Vec<EntryFacts>,
    /// The fields of all entries.
    pub fields: Vec<FieldFact>,
}

/// How an entry is written.
#[derive(Clone, Debug)]
pub struct EntryFacts {
    /// From its `@` to its closing delimiter.
    pub span: Span,
    /// The name after `@`.
    pub kind: Span,
    /// The cite key.
    pub key: Span,
    /// Its fields among [`FileFacts::fields`].
    pub fields: Range<u32>,
}

/// How a field is written.
#[derive(Clone, Debug)]
pub struct FieldFact {
    /// The field that the reader takes it for.
    pub field: Field,
    /// The name.
    pub name: Span,
    /// The value with its delimiters.
    pub value: Span,
    /// The value without them, strings replaced.
    pub text: Text,
    /// How it is written.
    pub written: Written,
    /// Where the comma after it is.
    pub comma: Option<u32>,
}

impl FileFacts {
    /// The fields of an entry as written, in order.
    #[must_use]
    pub fn fields_of(&self, entry: usize) -> &[FieldFact] {
        let Some(facts) = self.entries.get(entry) else { return &[] };
        let (start, end) = (facts.fields.start as usize, facts.fields.end as usize);
        self.fields.get(start..end).unwrap_or(&[])
    }

    /// The characters of a text of this file.
    #[must_use]
    pub fn characters<'a>(&'a self, text: &'a Text) -> &'a str {
        match text {
            Text::Span(span) => span.of(&self.text),
            Text::Owned(text) => text,
        }
    }

    /// The bytes that a place in an entry stands for: a field's value, else the cite key.
    #[must_use]
    pub fn locate(&self, entry: usize, field: Option<Field>) -> Option<Span> {
        let facts = self.entries.get(entry)?;
        let of_field = field.and_then(|field| {
            let mut fields = self.fields_of(entry).iter();
            let fact = fields.find(|fact| fact.field == field)?;
            Some(match &fact.text {
                Text::Span(span) if !span.is_empty() => *span,
                _ if !fact.value.is_empty() => fact.value,
                _ => fact.name,
            })
        });
        let whole = if facts.key.is_empty() { facts.kind } else { facts.key };
        Some(of_field.unwrap_or(whole))
    }
}
