//! Variables in the note field, as Zotero and citeproc-js read them: a line
//! `original-date: 1899`, or `{:original-date: 1899}` inside a line.

use crate::csl::prepare::Person;

/// Whether a note may hold variables at all.
pub(super) fn is_likely(note: &str) -> bool {
    note.contains("{:")
        || note.lines().next().is_some_and(|line| field(line).is_some())
        || note.lines().nth(1).is_some_and(|line| field(line).is_some())
}

/// Names that were put together from the note's lines: only those grow.
pub(super) fn marks(names: &[Person<'_>]) -> bool {
    names.iter().all(|name| matches!(name.family, std::borrow::Cow::Owned(_)))
}

/// The variables of a note with their values, in order.
pub(super) fn lines(note: &str) -> Vec<(String, String)> {
    let mut expanded = Vec::new();
    for (number, line) in note.lines().enumerate() {
        braces(line, number, &mut expanded);
    }
    let mut found = Vec::new();
    for (number, line) in expanded.iter().enumerate() {
        match field(line) {
            _ if line.trim().is_empty() => {}
            Some((name, value)) => found.push((name.to_owned(), value.to_owned())),
            None if number == 0 => {}
            None => break,
        }
    }
    found
}

/// `name: value` of a line: a name in lower case (or all upper) before the first colon.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let lower = |c: char| c.is_ascii_lowercase() || matches!(c, '-' | '_');
    let named = !name.is_empty()
        && (name.chars().all(lower) || name.chars().all(|c| c.is_ascii_uppercase()));
    let value = value.trim();
    (named && !value.is_empty() && !value.contains('}')).then_some((name, value))
}

/// Puts what stands in `{:…}` on lines of its own.
fn braces(line: &str, number: usize, out: &mut Vec<String>) {
    let mut rest = line;
    let mut seen = false;
    while let Some((before, after)) = rest.split_once("{:") {
        let Some((inside, after)) = after.split_once('}') else { break };
        if field(inside).is_none() || seen && !before.trim().is_empty() {
            break;
        }
        if number > 0 && !before.trim().is_empty() && !seen {
            break;
        }
        if !before.trim().is_empty() {
            out.push(before.to_owned());
        }
        out.push(inside.trim().to_owned());
        rest = after;
        seen = true;
    }
    if !seen || !rest.trim().is_empty() {
        out.push(rest.to_owned());
    }
}
