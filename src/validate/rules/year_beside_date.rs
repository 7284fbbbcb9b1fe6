//! The year stands beside a date that says it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "year-beside-date",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "the year stands beside a date that says it",
    doc: r"`date` alone is enough for BibLaTeX, and both can come to differ.

```bib
@article{a, title = {Trade}, journaltitle = {Crafts}, year = 2001, date = {2001-05-17}}
```

Source: biblatex manual 2.3.9.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["year"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let year = cell.text.trim();
    if year.len() != 4 || cell.subject.dialect() != Dialect::Biblatex {
        return;
    }
    let Some(date) = cell.subject.cell("date") else { return };
    let rest = date.text.trim().strip_prefix(year);
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) {
        let finding = cell.found(&RULE, cell.whole(), "the date says the year");
        sink.cell(cell, finding.unsafe_("remove the year", Some(cell.remove())));
    }
}
