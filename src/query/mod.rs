//! The query language: which entries, in which order, how many. `docs/query.md` is its
//! manual.
//!
//! A query is read once ([`Query::parse`]) and asked of each entry ([`Query::matches`]);
//! nothing in it looks at two entries at a time but the sorting at the end.

mod eval;
mod explain;
mod fields;
mod lex;
mod parse;
mod sort;
#[cfg(test)]
mod tests;

use crate::model::{Date, Entry, Field};
use crate::text::Span;

pub use sort::{SortBy, SortKey};

/// A query that has been read.
#[derive(Clone, Debug, Default)]
pub struct Query {
    condition: Option<Condition>,
    sort: Vec<SortKey>,
    limit: Option<usize>,
}

/// What is asked of an entry.
#[derive(Clone, Debug)]
enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// A word or phrase anywhere.
    Anywhere(Pattern),
    /// The entry has something to say on the subject.
    Has(Subject),
    Text(Subject, Comparison, Pattern),
    /// All words of the pattern stand in one of the names.
    Name(Subject, Comparison, Pattern),
    Number(Field, Bounds<i64>),
    Date(Field, Bounds<Date>),
}

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Subject {
    /// Any of these fields; the first has the name that was typed or stands for it.
    Fields(Vec<Field>),
    /// The cite key.
    Key,
    /// The kind of work.
    Kind,
    /// Every field, the key and the kind.
    Everything,
}

/// How a text is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    /// The pattern stands somewhere in it.
    Contains,
    /// It is the pattern.
    Is,
}

/// A folded text, with `*` for any characters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    /// As it was typed.
    typed: String,
    /// Folded, cut at each `*`.
    parts: Vec<String>,
}

/// A range, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bounds<T> {
    from: Option<T>,
    to: Option<T>,
    /// As it was typed.
    typed: String,
}

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Lower case, no full stop.
    pub message: String,
    /// Where in the query.
    pub span: Span,
    /// What could be meant.
    pub help: Option<String>,
}

impl Query {
    /// Reads a query. Nothing at all asks for everything.
    ///
    /// # Errors
    /// If it cannot be read, with the place.
    pub fn parse(query: &str) -> Result<Self, QueryError> {
        parse::parse(query)
    }

    /// Whether an entry is asked for.
    #[must_use]
    pub fn matches(&self, entry: &Entry) -> bool {
        self.condition.as_ref().is_none_or(|condition| eval::holds(condition, entry))
    }

    /// The entries that are asked for, in the order asked for (else in theirs).
    #[must_use]
    pub fn select(&self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut found: Vec<Entry> =
            entries.into_iter().filter(|entry| self.matches(entry)).collect();
        sort::sort(&mut found, &self.sort);
        found.truncate(self.limit.unwrap_or(usize::MAX));
        found
    }

    /// The positions of entries in the order asked for.
    #[must_use]
    pub fn order(&self, entries: &[&Entry]) -> Vec<usize> {
        sort::order(entries, &self.sort)
    }

    /// Sorts by these keys before those of the query itself.
    pub fn sort_first_by(&mut self, keys: Vec<SortKey>) {
        self.sort.splice(0..0, keys);
    }

    /// The query as a tree for people: how it was understood.
    #[must_use]
    pub fn explain(&self) -> String {
        explain::explain(self)
    }
}

impl QueryError {
    /// The query with a caret under the place.
    #[must_use]
    pub fn excerpt(&self, query: &str) -> String {
        let line: String =
            query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let width = |text: &str| text.chars().count();
        let before = width(query.get(..self.span.start as usize).unwrap_or(query));
        let carets = width(self.span.of(query)).max(1);
        format!("{line}\n{}{}", " ".repeat(before), "^".repeat(carets))
    }
}
