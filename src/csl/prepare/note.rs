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

/// A note in lines, and which of them are variables.
pub(super) struct Lines {
    lines: Vec<String>,
    variables: usize,
}

/// Puts each variable of a note on a line of its own.
pub(super) fn lines(note: &str) -> Lines {
    let mut lines = Vec::new();
    for (number, line) in note.lines().enumerate() {
        braces(line, number, &mut lines);
    }
    // Variables end at the first line that is none; only the very first may be text.
    let text = |(number, line): (usize, &String)| {
        number > 0 && !line.trim().is_empty() && field(line).is_none()
    };
    let variables = lines.iter().enumerate().position(text).unwrap_or(lines.len());
    Lines { lines, variables }
}

impl Lines {
    /// Hands out the variables in order. Those taken are no part of the note any more; what
    /// is left of it is given back.
    pub(super) fn take(mut self, mut taken: impl FnMut(&str, &str) -> bool) -> String {
        for line in self.lines.iter_mut().take(self.variables) {
            if let Some((name, value)) = field(line)
                && taken(name, value)
            {
                line.clear();
            }
        }
        self.lines.join("\n").trim().to_owned()
    }
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
