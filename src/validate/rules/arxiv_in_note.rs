//! An arXiv number in a note.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "arxiv-in-note",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an arXiv number in a note",
    doc: r"It belongs into `eprint`, where styles make a link of it and tools find it.

```bib
@misc{a, author = {Doe, Jane}, title = {Trade}, note = {arXiv:1706.03762}, year = 2001}
```

Source: biblatex manual 3.14.7; JabRef's clean-up “eprint”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["note", "howpublished", "annote"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::COLON) || cell.subject.entry.has(Field::EPRINT) {
        return;
    }
    let Some(at) = scan::find_ignoring_case(&cell.text, "arxiv:") else { return };
    let rest = cell.text.get(at + 6..).unwrap_or("");
    let gap = rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '}' | ',' | ';' | ']' | ')'))
        .unwrap_or(rest.len());
    let number = rest.get(..end).unwrap_or("").trim_end_matches('.');
    let Some(id) = identifier::arxiv(number) else { return };
    let range = at..at + 6 + gap + number.len();
    let finding = cell.found(
        &RULE,
        range,
        format!("the arXiv number `{id}` stands in `{}`", cell.name),
    );
    let fix = cell.fact.map(|_| {
        together(vec![
            cell.add_after("eprint", id, Field::EPRINT),
            cell.add_after("archiveprefix", "arXiv", Field::EPRINTTYPE),
        ])
    });
    sink.cell(cell, finding.unsafe_("add it as `eprint`", fix));
}
