//! The original is later than the reprint.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "original-after-reprint",
    group: Group::Dates,
    severity: Severity::Warning,
    summary: "the original is later than the reprint",
    doc: r"`origdate` is when the work first appeared; it cannot be after `date`.

```bib
@book{a, title = {Trade}, date = {1972}, origdate = {1987}}
```

Source: biblatex manual 2.2.2, `origdate`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["origdate", "origyear", "original-date"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let first = Date::parse_edtf(&cell.text).and_then(|date| date.start());
    let issued = cell.subject.entry.date(Field::ISSUED).and_then(|date| date.start());
    if let (Some(first), Some(issued)) = (first, issued)
        && first.year > issued.year
    {
        let message = format!("later than {}, the year of this edition", issued.year);
        sink.cell(cell, cell.found(&RULE, cell.whole(), message));
    }
}
