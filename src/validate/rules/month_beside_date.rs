//! The month stands beside a date that says it, or says another.

use crate::model::{Date, date};
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "month-beside-date",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "the month stands beside a date that says it, or says another",
    doc: r"`date` wins; BibLaTeX does not read `month` beside it.

```bib
@article{a, title = {Trade}, journaltitle = {Crafts}, month = may, date = {2001-05-17}}
```

Source: biblatex manual 2.3.9.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["month"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(other) = cell.subject.cell("date") else { return };
    let Some(parts) = Date::parse_edtf(&other.text).and_then(|date: Date| date.start())
    else {
        return;
    };
    let text = cell.text.trim();
    let month = text.parse::<u8>().ok().or_else(|| date::month_named(text));
    let Some(month) = month else { return };
    if parts.month == month {
        let finding = cell.found(&RULE, cell.whole(), "the date says the month");
        sink.cell(cell, finding.unsafe_("remove the month", Some(cell.remove())));
    } else if parts.month != 0 {
        let message = format!("the month is {month}, the date {}", other.text.trim());
        sink.cell(cell, cell.found(&RULE, cell.whole(), message));
    }
}
