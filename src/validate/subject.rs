//! An entry as rules see it, with its cells.

use std::borrow::Cow;
use std::ops::Range;

use super::Options;
use super::cell::Cell;
use crate::diag::{Change, Diagnostic, Edit, Rule};
use crate::model::{Dialect, Entry, Field, FileFacts};
use crate::text::Span;

/// An entry, where it stands, and how it is written.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// The file among those that belong together.
    pub(super) file: usize,
    /// The position of the entry in its file.
    pub(super) index: usize,
    pub(super) entry: &'a Entry,
    pub(super) facts: Option<&'a FileFacts>,
    pub(super) options: &'a Options<'a>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        file: usize,
        index: usize,
        entry: &'a Entry,
        facts: Option<&'a FileFacts>,
        options: &'a Options<'a>,
    ) -> Self {
        Self { file, index, entry, facts, options }
    }

    /// Its fields: as written where that is known, else as the model has them.
    pub(super) fn cells(&'a self) -> Vec<Cell<'a>> {
        match self.facts {
            Some(facts) => {
                let fields = facts.fields_of(self.index).iter();
                fields.map(|fact| Cell::written(self, facts, fact)).collect()
            }
            None => self.entry.fields().map(|(f, v)| Cell::stored(self, f, v)).collect(),
        }
    }

    /// The first field with this name, in lower case, as it is written.
    pub(super) fn cell(&'a self, name: &str) -> Option<Cell<'a>> {
        match self.facts {
            Some(facts) => facts
                .fields_of(self.index)
                .iter()
                .find(|fact| fact.name.of(&facts.text).eq_ignore_ascii_case(name))
                .map(|fact| Cell::written(self, facts, fact)),
            None => self
                .entry
                .fields()
                .find(|(field, _)| field.name().eq_ignore_ascii_case(name))
                .map(|(field, value)| Cell::stored(self, field, value)),
        }
    }

    /// The cell of a field of the model.
    pub(super) fn cell_of(&'a self, field: Field) -> Option<Cell<'a>> {
        match self.facts {
            Some(facts) => facts
                .fields_of(self.index)
                .iter()
                .find(|fact| fact.field == field)
                .map(|fact| Cell::written(self, facts, fact)),
            None => self.entry.value(field).map(|value| Cell::stored(self, field, value)),
        }
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.facts.map_or(Dialect::Unknown, |facts| facts.dialect)
    }

    /// The name of the entry's type, in lower case, as it is written.
    pub(super) fn type_name(&self) -> Cow<'a, str> {
        match self.type_span() {
            Some((facts, span)) => {
                let name = span.of(&facts.text);
                if name.bytes().any(|b| b.is_ascii_uppercase()) {
                    Cow::Owned(name.to_ascii_lowercase())
                } else {
                    Cow::Borrowed(name)
                }
            }
            None => {
                let kind = self.entry.kind();
                Cow::Borrowed(kind.info().map_or_else(|| kind.name(), |info| info.biblatex))
            }
        }
    }

    /// The name of a field in a file like this one: `pages`, and `year` or `date`.
    pub(super) fn name_of(&self, field: Field) -> &'static str {
        if self.facts.is_none() {
            return field.name();
        }
        let classic = self.dialect() != Dialect::Biblatex;
        let kind = self.type_name();
        match field {
            Field::CONTAINER_TITLE if kind != "article" => "booktitle",
            Field::CONTAINER_TITLE if classic => "journal",
            Field::CONTAINER_TITLE => "journaltitle",
            Field::ISSUED if classic => "year",
            Field::ISSUED => "date",
            Field::INSTITUTION | Field::PUBLISHER
                if classic && kind.ends_with("thesis") =>
            {
                "school"
            }
            Field::PUBLISHER if matches!(&*kind, "thesis" | "report" | "techreport") => {
                "institution"
            }
            Field::PUBLISHER_PLACE if classic => "address",
            Field::PUBLISHER_PLACE => "location",
            Field::PAGE => "pages",
            Field::NUMBER_OF_PAGES => "pagetotal",
            Field::ISSUE => "number",
            Field::COLLECTION_TITLE => "series",
            Field::ACCESSED => "urldate",
            Field::URL => "url",
            Field::DOI => "doi",
            field => field.name(),
        }
    }

    /// Whether a field is there and not blank.
    pub(super) fn says(&self, field: Field) -> bool {
        match self.entry.raw(field) {
            Some((_, text)) => !text.trim().is_empty(),
            None => self.entry.has(field),
        }
    }

    fn type_span(&self) -> Option<(&'a FileFacts, Span)> {
        let facts = self.facts?;
        Some((facts, facts.entries.get(self.index)?.kind))
    }

    /// A finding about the entry, shown at its key.
    pub(super) fn found(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, message).in_entry(self.index, self.entry.key())
    }

    /// A finding about the entry, shown at the name of its type.
    pub(super) fn found_type(&self, rule: &'static Rule, message: String) -> Diagnostic {
        self.found(rule, message).within(self.type_span().map(|(_, span)| span))
    }

    /// Gives the entry another type, by its name in the file.
    pub(super) fn set_type(&self, name: &str) -> Option<Change> {
        let (_, span) = self.type_span()?;
        Some(Change::Edits(vec![Edit { span, text: name.to_owned() }]))
    }
}

/// A name in a list, and where it stands in the text of the cell.
#[derive(Clone, Debug)]
pub(super) struct Person<'a> {
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
}

/// Splits a list of names at ` and ` outside braces (btxdoc, section 4).
pub(super) fn people(text: &str) -> Vec<Person<'_>> {
    let mut people = Vec::new();
    let bytes = text.as_bytes();
    let (mut depth, mut start) = (0usize, 0usize);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            byte if depth == 0 && byte.is_ascii_whitespace() => {
                let word = bytes.get(at + 1..at + 4).unwrap_or(b"");
                let ends = bytes.get(at + 4).is_some_and(u8::is_ascii_whitespace);
                if word.eq_ignore_ascii_case(b"and") && ends {
                    add(text, start..at, &mut people);
                    start = at + 4;
                    at += 3;
                }
            }
            _ => {}
        }
        at += 1;
    }
    add(text, start..text.len(), &mut people);
    people
}

fn add<'a>(text: &'a str, range: Range<usize>, people: &mut Vec<Person<'a>>) {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + (part.len() - part.trim_start().len());
    let name = part.trim();
    people.push(Person { text: name, range: start..start + name.len() });
}
