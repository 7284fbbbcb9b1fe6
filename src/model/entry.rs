//! Entries: one reference each.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::model::date::Date;
use crate::model::field::{Datatype, Field};
use crate::model::key::CiteKey;
use crate::model::kind::EntryKind;
use crate::model::name::{self, Name};
use crate::model::value::{Syntax, Text, Value};
use crate::text::{RichText, latex, markup};

/// One reference: a key, a kind, and fields in order.
#[derive(Clone, Debug)]
pub struct Entry {
    key: CiteKey,
    kind: EntryKind,
    source: Option<Arc<str>>,
    fields: Vec<(Field, Value)>,
    /// One bit for each field that it has or had, by number: most questions are about
    /// fields that it never had.
    known: [u64; 4],
    /// Where each field stands, made when an entry with very many is known.
    places: OnceLock<Box<FxHashMap<Field, u32>>>,
}

/// The text of a field that may have paragraphs, if it has.
fn paragraphs(field: Field, source: &str) -> Option<RichText> {
    let long = matches!(field, Field::ABSTRACT | Field::NOTE | Field::ANNOTE);
    long.then(|| latex::paragraphs(source)).flatten()
}

/// Up to so many fields are looked through one by one.
const FEW: usize = 64;

impl Entry {
    /// An entry without fields.
    #[must_use]
    pub fn new(key: CiteKey, kind: EntryKind) -> Self {
        Self {
            key,
            kind,
            source: None,
            fields: Vec::new(),
            known: [0; 4],
            places: OnceLock::new(),
        }
    }

    /// An entry without fields whose texts may be spans of `source`.
    #[must_use]
    pub fn in_source(key: CiteKey, kind: EntryKind, source: Arc<str>) -> Self {
        Self { source: Some(source), ..Self::new(key, kind) }
    }

    /// The cite key.
    #[must_use]
    pub fn key(&self) -> &CiteKey {
        &self.key
    }

    /// Gives it another key.
    pub fn set_key(&mut self, key: CiteKey) {
        self.key = key;
    }

    /// The kind of work.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        self.kind
    }

    /// Makes it another kind.
    pub fn set_kind(&mut self, kind: EntryKind) {
        self.kind = kind;
    }

    /// Whether it has the field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.value(field).is_some()
    }

    /// Fields and values in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (Field, &Value)> {
        self.fields.iter().map(|(field, value)| (*field, value))
    }

    /// The value of a field as it is stored.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.fields.get(self.place(field)?).map(|(_, value)| value)
    }

    /// Remembers that it has a field.
    fn note(&mut self, field: Field) {
        let number = field.index();
        self.known[number / 64 % 4] |= 1 << (number % 64);
    }

    /// Where a field stands.
    fn place(&self, field: Field) -> Option<usize> {
        let number = field.index();
        if self.known[number / 64 % 4] & (1 << (number % 64)) == 0 {
            return None;
        }
        if self.fields.len() <= FEW {
            return self.fields.iter().position(|(known, _)| *known == field);
        }
        let places = self.places.get_or_init(|| {
            let mut places = FxHashMap::default();
            for (at, (field, _)) in (0u32..).zip(&self.fields) {
                places.entry(*field).or_insert(at);
            }
            Box::new(places)
        });
        places.get(&field).map(|at| *at as usize)
    }

    /// Sets a field; a new one goes to the end.
    pub fn set(&mut self, field: Field, value: impl Into<Value>) {
        let value = value.into();
        match self.place(field).and_then(|at| self.fields.get_mut(at)) {
            Some((_, old)) => *old = value,
            None => self.push(field, value),
        }
    }

    /// Adds a field that is known to be absent, without looking for it.
    pub fn push(&mut self, field: Field, value: Value) {
        let at = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
        if let Some(places) = self.places.get_mut() {
            places.entry(field).or_insert(at);
        }
        self.note(field);
        self.fields.push((field, value));
    }

    /// Puts a field that is known to be absent at a place among the others.
    pub fn insert(&mut self, place: usize, field: Field, value: Value) {
        self.places.take();
        self.note(field);
        self.fields.insert(place.min(self.fields.len()), (field, value));
    }

    /// Gives a value to another field that is known to be absent, at its place.
    pub fn rename(&mut self, from: Field, to: Field) {
        if let Some((field, _)) = self.place(from).and_then(|at| self.fields.get_mut(at)) {
            *field = to;
        }
        self.note(to);
        self.places.take();
    }

    /// Takes a field away.
    pub fn remove(&mut self, field: Field) -> Option<Value> {
        let at = self.place(field)?;
        self.places.take();
        Some(self.fields.remove(at).1)
    }

    /// Makes room for a known number of fields.
    pub fn reserve(&mut self, fields: usize) {
        self.fields.reserve_exact(fields);
    }

    /// The field's text in its own notation: LaTeX stays LaTeX.
    ///
    /// Names and dates have none; ask for [`Entry::names`] or [`Entry::date`].
    #[must_use]
    pub fn raw(&self, field: Field) -> Option<(Syntax, &str)> {
        match self.value(field)? {
            Value::Source(syntax, text) => Some((*syntax, self.characters(text))),
            Value::Rich(rich) => Some((Syntax::Plain, rich.text())),
            Value::Names(_) | Value::Date(_) => None,
        }
    }

    /// The field as plain text, whatever it holds.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<Cow<'_, str>> {
        Some(match self.value(field)? {
            Value::Source(syntax, text) => {
                let source = self.characters(text);
                match (field.datatype(), syntax) {
                    (Datatype::Verbatim, _) | (_, Syntax::Plain) => Cow::Borrowed(source),
                    (_, Syntax::Tex) => match paragraphs(field, source) {
                        Some(rich) => Cow::Owned(rich.text().to_owned()),
                        None => latex::to_plain(source),
                    },
                    (_, Syntax::Csl) if !source.contains('<') => Cow::Borrowed(source),
                    (_, Syntax::Csl) => {
                        Cow::Owned(markup::to_rich(source).text().to_owned())
                    }
                }
            }
            Value::Rich(rich) => Cow::Borrowed(rich.text()),
            Value::Names(names) => Cow::Owned(name::display_list(names)),
            Value::Date(date) => Cow::Owned(date.to_string()),
        })
    }

    /// The field as rich text, whatever it holds.
    #[must_use]
    pub fn rich(&self, field: Field) -> Option<Cow<'_, RichText>> {
        Some(match self.value(field)? {
            Value::Source(Syntax::Tex, text) if field.datatype() != Datatype::Verbatim => {
                let source = self.characters(text);
                let rich = paragraphs(field, source);
                Cow::Owned(rich.unwrap_or_else(|| latex::to_rich(source)))
            }
            Value::Source(Syntax::Csl, text) if field.datatype() != Datatype::Verbatim => {
                Cow::Owned(markup::to_rich(self.characters(text)))
            }
            Value::Rich(rich) => Cow::Borrowed(rich.as_ref()),
            _ => Cow::Owned(RichText::plain(self.text(field)?)),
        })
    }

    /// The field as names. LaTeX source is read as a BibTeX name list, other text as one
    /// literal name.
    #[must_use]
    pub fn names(&self, field: Field) -> Option<Cow<'_, [Name]>> {
        Some(match self.value(field)? {
            Value::Names(names) => Cow::Borrowed(names.as_ref()),
            Value::Source(Syntax::Tex, text) => {
                Cow::Owned(name::parse_bibtex(self.characters(text)))
            }
            _ => Cow::Owned(vec![Name::literal(&self.text(field)?)]),
        })
    }

    /// The field as a date; text that is no EDTF date becomes a literal one.
    #[must_use]
    pub fn date(&self, field: Field) -> Option<Cow<'_, Date>> {
        Some(match self.value(field)? {
            Value::Date(date) => Cow::Borrowed(date.as_ref()),
            _ => Cow::Owned(Date::parse(&self.text(field)?)),
        })
    }

    /// The source that spans of this entry point into.
    #[must_use]
    pub fn source(&self) -> Option<&Arc<str>> {
        self.source.as_ref()
    }

    /// The characters of a text of this entry.
    #[must_use]
    pub fn characters<'a>(&'a self, text: &'a Text) -> &'a str {
        match text {
            Text::Span(span) => span.of(self.source.as_deref().unwrap_or("")),
            Text::Owned(text) => text,
        }
    }
}
