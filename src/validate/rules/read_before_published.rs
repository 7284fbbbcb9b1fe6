//! A page was read before it was published.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "read-before-published",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "a page was read before it was published",
    doc: r"The day of access lies before the year of publication; one of the two is wrong.

```bib
@online{a, title = {Trade}, url = {https://example.org/}, date = {2003-05-17}, urldate = {2001-05-17}}
```

Source: biblatex manual 2.2.2, `urldate`, `date`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["urldate", "accessed"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(read) = Date::parse_edtf(&cell.text).and_then(|date| date.start()) else {
        return;
    };
    let entry = cell.subject.entry;
    let Some(issued) = entry.date(Field::ISSUED).and_then(|date| date.start()) else {
        return;
    };
    // An article is read online a year before its issue is printed.
    let slack = if entry.has(Field::VOLUME) || entry.has(Field::PAGE) { 1 } else { 0 };
    if read.year + slack < issued.year && read.year > 1990 {
        let message = format!("published {}", issued.year);
        sink.cell(
            cell,
            cell.found(&RULE, cell.whole(), format!("read before it was {message}")),
        );
    }
}
