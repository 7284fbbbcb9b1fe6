//! A month without a year.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "month-without-year",
    group: Group::Dates,
    severity: Severity::Warning,
    summary: "a month without a year",
    doc: r"Styles print nothing of it, or the month alone.

```bib
@article{a, title = {Trade}, journal = {Crafts}, month = may}
```

Source: btxdoc 3.2; `plain.bst`, `format.date`: “there's a month but no year”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["month"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let entry = cell.subject.entry;
    let links = [Field::CROSSREF, Field::XDATA, Field::XREF];
    let dated = cell.subject.cell("year").or_else(|| cell.subject.cell("date"));
    let dated = dated.is_some_and(|cell| !cell.text.trim().is_empty());
    let far = links.iter().any(|link| entry.has(*link));
    if !cell.text.trim().is_empty() && !dated && !far && !entry.has(Field::ISSUED) {
        sink.cell(cell, cell.found(&RULE, cell.whole(), "a month, but no year"));
    }
}
