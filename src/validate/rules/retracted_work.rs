//! A work that says of itself that it was withdrawn.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "retracted-work",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "a work that says of itself that it was withdrawn",
    doc: r"Publishers put “Retracted” before the title of a paper that no longer stands. Cite it only to say so.

```bib
@article{a, author = {Doe, Jane}, title = {Retracted: Trade in Kilns}, year = 2001}
```

Source: COPE Retraction Guidelines, “form of notices”: the title is marked.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["title"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let inner = text.trim_start_matches(['{', '[', '(', ' ', '"', '`']);
    let at = start + text.len() - inner.len();
    let marks = ["retracted", "retraction", "withdrawn", "removed"];
    let mark = marks.iter().find(|mark| {
        inner.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark))
    });
    let Some(mark) = mark else { return };
    // “Retraction of claims” is a subject; a mark is parted from the title, or names the paper.
    let rest = inner.get(mark.len()..).unwrap_or("");
    let rest = rest.trim_start_matches(['}', ']', ')']);
    let paper = [" article", " paper", " note", " notice"].iter().any(|word| {
        rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
    });
    let marked = rest.trim_start().starts_with([':', '\u{2014}', '\u{2013}'])
        || rest.starts_with(" - ")
        || rest.len() < inner.len() - mark.len();
    if paper && *mark != "removed" || marked {
        let finding = cell.found(&RULE, at..at + mark.len(), "the paper was withdrawn");
        sink.cell(cell, finding.help("cite it only to say that it was"));
    }
}
