//! An ISBN in a note.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "isbn-in-note",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an ISBN in a note",
    doc: r"It has a field of its own.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, note = {ISBN 978-0-306-40615-7}, year = 2001}
```

Source: biblatex manual 2.2.2, `isbn`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["note", "howpublished", "annote", "addendum"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::DIGIT) || cell.subject.entry.has(Field::ISBN) {
        return;
    }
    let Some(at) = cell.text.find("ISBN") else { return };
    let rest = cell.text.get(at..).unwrap_or("");
    let Some((range, number)) = scan::isbns(rest).into_iter().next() else { return };
    if range.start < 12 && identifier::check_isbn(number).is_ok() {
        let range = at + range.start..at + range.end;
        let finding = cell.found(
            &RULE,
            range,
            format!("the ISBN `{number}` stands in `{}`", cell.name),
        );
        let fix = cell.fact.map(|_| cell.add_after("isbn", number, Field::ISBN));
        sink.cell(cell, finding.unsafe_("add it as `isbn`", fix));
    }
}
