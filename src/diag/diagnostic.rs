//! Diagnostics: findings of rules, with their place and their mend.

use crate::diag::rule::{Rule, Severity};
use crate::model::{CiteKey, EntryKind, Field, Value};
use crate::text::Span;

/// A finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// Lower case, no full stop, quotes what was found.
    pub message: String,
    /// What to do or why it matters, if that helps.
    pub help: Option<String>,
    /// Where it is.
    pub place: Place,
    /// The exact bytes inside that place, where the rule knows them.
    pub within: Option<Span>,
    /// How it can be mended.
    pub fixes: Vec<Fix>,
}

/// Where a finding is.
///
/// Readers know bytes; rules know entries and fields. The library turns the second kind
/// into the first where an entry has a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The source as a whole, or the command line.
    #[default]
    Whole,
    /// Bytes of the source that was read.
    Span(Span),
    /// An entry (by its position among the entries checked) or one of its fields.
    Entry {
        /// The position of the entry.
        index: usize,
        /// Its key, for people.
        key: CiteKey,
        /// The field, if it is about one.
        field: Option<Field>,
    },
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// No reader could tell the difference.
    Safe,
    /// It may change what the entry means.
    Unsafe,
}

/// A way to mend a finding.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// What it does: “remove the empty field”.
    pub title: String,
    /// The change.
    pub change: Change,
}

/// What a fix changes.
#[derive(Clone, Debug)]
pub enum Change {
    /// Bytes of the source.
    Edits(Vec<Edit>),
    /// Sets a field of the entry at the diagnostic's place.
    SetField(Field, Value),
    /// Removes a field of that entry.
    RemoveField(Field),
    /// Moves a field's value to another field of that entry.
    RenameField(Field, Field),
    /// Makes that entry another kind.
    SetKind(EntryKind),
    /// Gives that entry another key.
    SetKey(CiteKey),
    /// Several changes that belong together.
    All(Vec<Change>),
}

/// A replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A finding without a place.
    #[must_use]
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            help: None,
            place: Place::Whole,
            within: None,
            fixes: Vec::new(),
        }
    }

    /// Puts it at bytes of the source.
    #[must_use]
    pub fn at(mut self, span: impl Into<Span>) -> Self {
        self.place = Place::Span(span.into());
        self
    }

    /// Puts it at an entry.
    #[must_use]
    pub fn in_entry(mut self, index: usize, key: &CiteKey) -> Self {
        self.place = Place::Entry { index, key: key.clone(), field: None };
        self
    }

    /// Puts it at a field of an entry.
    #[must_use]
    pub fn in_field(mut self, index: usize, key: &CiteKey, field: Field) -> Self {
        self.place = Place::Entry { index, key: key.clone(), field: Some(field) };
        self
    }

    /// Narrows the place of an entry or field down to bytes of its source.
    #[must_use]
    pub fn within(mut self, span: Option<Span>) -> Self {
        self.within = span;
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a fix.
    #[must_use]
    pub fn fix(mut self, safety: Safety, title: impl Into<String>, change: Change) -> Self {
        self.fixes.push(Fix { safety, title: title.into(), change });
        self
    }
}
