//! A range of dates ends before it begins.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "reversed-date-range",
    group: Group::Dates,
    severity: Severity::Error,
    summary: "a range of dates ends before it begins",
    doc: r"Mostly two dates in the wrong order.

```bib
@book{a, title = {Trade}, date = {2003/2001}}
```

Source: ISO 8601-1:2019, time intervals.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(&["date", "eventdate", "origdate", "issued", "year"], check),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    let years = text.split_once("--").or_else(|| text.split_once('–'));
    let parsed = Date::parse_edtf(text);
    let (from, to) = match (&parsed, years) {
        (Some(date @ Date::Range(..)), _) => (date.start(), date.end()),
        (None, Some((from, to))) if from.len() == 4 && to.len() == 4 => {
            let year = |text| Date::parse_edtf(text).and_then(|date: Date| date.start());
            (year(from), year(to))
        }
        _ => return,
    };
    if let (Some(from), Some(to)) = (from, to)
        && (to.year, to.month, to.day)
            < (from.year, from.month.min(to.month), from.day.min(to.day))
        && (to.year, to.month) < (from.year, from.month)
    {
        sink.cell(cell, cell.found(&RULE, cell.whole(), "the range ends before it begins"));
    }
}
