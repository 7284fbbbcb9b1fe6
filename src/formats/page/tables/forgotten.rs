//! Rows of the tables that are not to be known, to measure how much the import owes to them.

use std::cell::RefCell;

use super::labels::{LABELS, Label};
use super::venues::{BLOGS, JOURNALS, MAGAZINES, NEWSPAPERS};

thread_local! {
    static FORGOTTEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The names that the tables of venues and labels know: publications and series, not words of
/// the language such as “op-ed” or “report”.
#[must_use]
pub fn rows() -> Vec<&'static str> {
    let venues = [NEWSPAPERS, MAGAZINES, BLOGS, JOURNALS];
    let named = |label: &&Label| label.series && label.name.contains(' ');
    let labels = LABELS.iter().filter(named).map(|label| label.name);
    venues.into_iter().flatten().copied().chain(labels).collect()
}

/// Does something while this thread does not know rows.
pub fn without<T>(rows: Vec<String>, run: impl FnOnce() -> T) -> T {
    FORGOTTEN.set(rows);
    let done = run();
    FORGOTTEN.set(Vec::new());
    done
}

/// Whether a row is not to be known.
pub(in crate::formats::page) fn is(name: &str) -> bool {
    FORGOTTEN.with_borrow(|rows| !rows.is_empty() && rows.iter().any(|row| row == name))
}
