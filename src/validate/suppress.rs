//! Suppression in the file: `% ibid: ignore[rule, …] reason` on the line before an entry,
//! `% ibid: ignore-file[rule, …] reason` anywhere.

use super::Selection;
use crate::diag::catalogue::config::{MALFORMED_SUPPRESSION, UNUSED_SUPPRESSION};
use crate::diag::{Change, Diagnostic, Edit, Place, Safety};
use crate::model::FileFacts;
use crate::text::{LineIndex, Span};

/// The word that begins one.
const SIGN: &str = "ibid:";

/// A comment that suppresses findings.
#[derive(Debug)]
struct Suppression {
    span: Span,
    /// The bytes that it holds for.
    covers: Span,
    rules: Vec<(Span, String, bool)>,
}

/// So many comments may stand over each other before one entry.
const STACKED: usize = 16;

/// The comments of one file.
#[derive(Debug, Default)]
pub struct Suppressions {
    all: Vec<Suppression>,
    /// Which of them hold for the whole file.
    files: Vec<usize>,
    malformed: Vec<Diagnostic>,
}

impl Suppressions {
    /// Finds the comments between the entries of a file.
    #[must_use]
    pub fn find(facts: &FileFacts) -> Self {
        let mut found = Self::default();
        let text: &str = &facts.text;
        if memchr::memmem::find(text.as_bytes(), SIGN.as_bytes()).is_none() {
            return found;
        }
        let lines = LineIndex::new(text);
        for at in memchr::memmem::find_iter(text.as_bytes(), SIGN.as_bytes()) {
            let offset = u32::try_from(at).unwrap_or(u32::MAX);
            let line = lines.line_span(text, lines.line(offset));
            let before = text.get(line.start as usize..at).unwrap_or("").trim();
            if !before.is_empty() && before.chars().all(|c| c == '%') {
                let next = lines.line_span(text, lines.line(offset) + 1);
                found.comment(facts, line, Span::new(at, line.end as usize), next);
            }
        }
        found
    }

    fn comment(&mut self, facts: &FileFacts, line: Span, comment: Span, next: Span) {
        let words = comment.of(&facts.text);
        let rest = words.get(SIGN.len()..).unwrap_or("");
        let offset = comment.start as usize + words.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let (verb, rest) = match rest.split_once('[') {
            Some((verb, rest)) => (verb.trim(), rest),
            None => (rest.split_whitespace().next().unwrap_or(""), ""),
        };
        let list = rest.split_once(']').map(|(list, _)| list);
        let (Some(list), true) = (list, matches!(verb, "ignore" | "ignore-file")) else {
            let finding =
                Diagnostic::new(&MALFORMED_SUPPRESSION, "this comment suppresses nothing")
                    .at(comment)
                    .help(
                        "write `% ibid: ignore[rule, other-rule] reason` before the entry",
                    );
            self.malformed.push(finding);
            return;
        };
        let open = facts.text.get(offset..).and_then(|t| t.find('[')).unwrap_or(0);
        let mut at = offset + open + 1;
        let mut rules = Vec::new();
        for part in list.split(',') {
            let start = at + part.len() - part.trim_start().len();
            let name = part.trim();
            if !name.is_empty() {
                rules.push((Span::new(start, start + name.len()), name.to_owned(), false));
            }
            at += part.len() + 1;
        }
        let covers = match verb {
            "ignore-file" => Span::new(0, facts.text.len()),
            // Comments may stand over each other; the entry begins at their end.
            _ => {
                let start = next.start.min(line.end);
                let after = facts.entries.partition_point(|entry| entry.span.start < start);
                facts.entries.get(after).map_or(next, |entry| entry.span)
            }
        };
        if verb == "ignore-file" {
            self.files.push(self.all.len());
        }
        self.all.push(Suppression { span: line, covers, rules });
    }

    /// Whether a finding at these bytes is suppressed; marks what was used.
    pub fn covers(&mut self, finding: &Diagnostic, span: Option<Span>) -> bool {
        let mut covered = false;
        // Those for one entry stand in the order of the file.
        let end = match span {
            Some(span) => self.all.partition_point(|s| s.span.start <= span.start),
            None => self.all.len(),
        };
        let near = end.saturating_sub(STACKED)..end;
        let (files, entries) = (&self.files, near);
        let reach = files.iter().copied().chain(entries);
        for at in reach.collect::<Vec<_>>() {
            let Some(suppression) = self.all.get_mut(at) else { continue };
            let inside = match (span, &finding.place) {
                (Some(span), _) => {
                    suppression.covers.start <= span.start
                        && span.start <= suppression.covers.end
                }
                (None, Place::Whole) => suppression.covers.start == 0,
                (None, _) => false,
            };
            if inside {
                for (_, name, used) in &mut suppression.rules {
                    let group = finding.rule.group.name();
                    if name == finding.rule.name || name == group || name == "all" {
                        *used = true;
                        covered = true;
                    }
                }
            }
        }
        covered
    }

    /// Comments that suppress nothing, with the fix to take them out.
    #[must_use]
    pub fn leftovers(self, text: &str, selection: &Selection) -> Vec<Diagnostic> {
        let mut found = self.malformed;
        for suppression in self.all {
            let none = suppression.rules.iter().all(|(_, _, used)| !used);
            for (span, name, used) in &suppression.rules {
                if *used {
                    continue;
                }
                // A rule that is off here finds nothing: that says nothing about the comment.
                let rule = super::rule_named(name);
                let mut group =
                    super::all_rules().filter(|rule| rule.group.name() == name).peekable();
                let off = rule.is_some_and(|rule| !selection.has(rule))
                    || group.peek().is_some() && !group.any(|rule| selection.has(rule));
                if off {
                    continue;
                }
                let known = || super::selection::known_names();
                let message = match known().any(|known| known == name) {
                    true => format!("`{name}` is suppressed, but not found"),
                    false => format!("there is no rule or group `{name}`"),
                };
                let mut finding = Diagnostic::new(&UNUSED_SUPPRESSION, message).at(*span);
                let near = crate::text::nearest(name, known())
                    .filter(|near| near != name && rule.is_none());
                // A slip of the pen is mended, not thrown away with its reason.
                if let Some(near) = near {
                    let edit = Edit { span: *span, text: near.to_owned() };
                    finding = finding.help(format!("did you mean `{near}`?")).fix(
                        Safety::Unsafe,
                        format!("write `{near}`"),
                        Change::Edits(vec![edit]),
                    );
                } else if none {
                    let end = suppression.span.end as usize;
                    let rest = text.get(end..).unwrap_or("");
                    let line_end = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
                    let span =
                        Span::new(suppression.span.start as usize, end + line_end.min(2));
                    let edit = Edit { span, text: String::new() };
                    finding = finding.fix(
                        Safety::Safe,
                        "remove the comment",
                        Change::Edits(vec![edit]),
                    );
                }
                found.push(finding);
            }
        }
        found
    }
}
