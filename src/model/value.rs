//! Values of fields.
//!
//! A value that comes from a file stays a piece of the file's text until somebody asks
//! what it means: a library of a million fields is read without a million strings.

use crate::model::date::Date;
use crate::model::name::Name;
use crate::text::{RichText, Span};

/// In which notation a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// Characters stand for themselves.
    Plain,
    /// LaTeX source as in a `.bib` field, without the outer delimiters.
    Tex,
    /// CSL-JSON text with its HTML-like tags.
    Csl,
}

/// Characters, either in the source of the entry or of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// A piece of the entry's source.
    Span(Span),
    /// Characters of their own.
    Owned(Box<str>),
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text in a notation, interpreted when it is asked for.
    Source(Syntax, Text),
    /// Rich text.
    Rich(Box<RichText>),
    /// People and institutions.
    Names(Box<[Name]>),
    /// A date or range.
    Date(Box<Date>),
}

impl Value {
    /// Plain text.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::Source(Syntax::Plain, Text::Owned(text.into()))
    }

    /// LaTeX source.
    #[must_use]
    pub fn tex(source: &str) -> Self {
        Self::Source(Syntax::Tex, Text::Owned(source.into()))
    }

    /// CSL-JSON text.
    #[must_use]
    pub fn csl(text: &str) -> Self {
        Self::Source(Syntax::Csl, Text::Owned(text.into()))
    }

    /// Names.
    #[must_use]
    pub fn names(names: Vec<Name>) -> Self {
        Self::Names(names.into_boxed_slice())
    }

    /// A date.
    #[must_use]
    pub fn date(date: Date) -> Self {
        Self::Date(Box::new(date))
    }
}

impl From<RichText> for Value {
    fn from(rich: RichText) -> Self {
        Self::Rich(Box::new(rich))
    }
}
