//! A row of the table of rules: the rule, when it runs, and the function that finds it.

use super::cell::Cell;
use super::classes::Classes;
use super::sink::Sink;
use super::subject::{Person, Subject};
use super::{File, Options};
use crate::diag::Rule;
use crate::model::same_work::Verdict;

/// When a rule runs that nobody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// Only with `--publish`, or if it is selected.
    Publish,
    /// Only if it is selected: a matter of taste.
    Selected,
}

/// A row: a rule and its check.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// When it runs.
    pub when: When,
    pub(super) run: Run,
}

/// A check of all files that belong together.
pub(super) type FilesCheck = fn(&[File<'_>], &Options<'_>, &mut Sink<'_>);

/// A check of two entries: whether it found something.
pub(super) type PairCheck = fn(&Subject<'_>, &Subject<'_>, &Verdict, &mut Sink<'_>) -> bool;

/// What a check looks at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run {
    /// Fields with one of these names, in lower case, as they are written in the file.
    Named(&'static [&'static str], fn(&Cell<'_>, &mut Sink<'_>)),
    /// Fields of text that people read, if one of these classes of characters is in them.
    Prose(Classes, fn(&Cell<'_>, &mut Sink<'_>)),
    /// All fields.
    Each(fn(&Cell<'_>, &mut Sink<'_>)),
    /// Lists of names.
    Names(fn(&Cell<'_>, &[Person<'_>], &mut Sink<'_>)),
    /// Entries.
    Entry(fn(&Subject<'_>, &mut Sink<'_>)),
    /// All files that belong together.
    Files(FilesCheck),
    /// Two entries that may be the same work, and what a comparison came to.
    Pairs(PairCheck),
}

impl Check {
    pub(super) const fn new(rule: &'static Rule, run: Run) -> Self {
        Self { rule, when: When::Always, run }
    }

    pub(super) const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }
}
