//! Where checks put what they find.

use super::Selection;
use super::cell::Cell;
use super::subject::Subject;
use crate::diag::{Change, Diagnostic, Safety};

/// Findings, each with its file.
pub(super) struct Sink<'a> {
    found: Vec<(usize, Diagnostic)>,
    selection: &'a Selection,
}

impl<'a> Sink<'a> {
    pub(super) fn new(selection: &'a Selection) -> Self {
        Self { found: Vec::new(), selection }
    }

    /// Adds a finding about an entry of a file.
    pub(super) fn add(&mut self, file: usize, mut finding: Diagnostic) {
        finding.severity = self.selection.severity(finding.rule);
        self.found.push((file, finding));
    }

    /// Adds a finding about a cell.
    pub(super) fn cell(&mut self, cell: &Cell<'_>, finding: Diagnostic) {
        self.add(cell.subject.file, finding);
    }

    /// Adds a finding about an entry.
    pub(super) fn entry(&mut self, subject: &Subject<'_>, finding: Diagnostic) {
        self.add(subject.file, finding);
    }

    pub(super) fn into_found(self) -> Vec<(usize, Diagnostic)> {
        self.found
    }
}

/// Adds fixes that may not be possible.
pub(super) trait Mend {
    fn safe(self, title: &str, change: Option<Change>) -> Self;
    fn unsafe_(self, title: &str, change: Option<Change>) -> Self;
}

impl Mend for Diagnostic {
    fn safe(self, title: &str, change: Option<Change>) -> Self {
        match change {
            Some(change) => self.fix(Safety::Safe, title, change),
            None => self,
        }
    }

    fn unsafe_(self, title: &str, change: Option<Change>) -> Self {
        match change {
            Some(change) => self.fix(Safety::Unsafe, title, change),
            None => self,
        }
    }
}
