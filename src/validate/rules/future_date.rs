//! A date lies years ahead.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "future-date",
    group: Group::Dates,
    severity: Severity::Warning,
    summary: "a date lies years ahead",
    doc: r"Nothing can have been published two years from now; the digits are wrong, or `pubstate` is meant.

```bib
@article{a, title = {Trade}, journal = {Crafts}, year = 2071}
```

Source: papis doctor, `field-type`; bibtool, `check.rule` for years.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(&["year", "date", "issued", "urldate", "accessed"], check),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    let Some(parts) = Date::parse_edtf(text).and_then(|date| date.start()) else { return };
    let today = cell.subject.options.today;
    let read = matches!(&*cell.name, "urldate" | "accessed");
    let ahead = if read {
        (parts.year, parts.month, parts.day) > (today.year, today.month, today.day + 1)
    } else {
        parts.year > today.year + 1
    };
    if ahead && parts.year < 10_000 {
        let message =
            if read { "a page cannot have been read ahead of time" } else { "years ahead" };
        sink.cell(cell, cell.found(&RULE, cell.whole(), message));
    }
}
