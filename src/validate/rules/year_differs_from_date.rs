//! The year and the date say different things.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "year-differs-from-date",
    group: Group::Dates,
    severity: Severity::Error,
    summary: "the year and the date say different things",
    doc: r"`date` wins in BibLaTeX; a BibTeX style reads `year`. One of them is wrong.

```bib
@article{a, title = {Trade}, journaltitle = {Crafts}, year = 2001, date = {2002-05-17}}
```

Source: biblatex manual 2.3.9; JabRef's consistency of `date` and `year`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["year"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Ok(year) = cell.text.trim().parse::<i32>() else { return };
    let Some(date) = cell.subject.cell("date") else { return };
    let Some(parsed) = Date::parse_edtf(&date.text) else { return };
    let (Some(from), to) = (parsed.start(), parsed.end()) else { return };
    if from.year != year && to.is_none_or(|to| to.year < year || year < from.year) {
        let message = format!("the year is {year}, the date {}", date.text.trim());
        sink.cell(cell, cell.found(&RULE, cell.whole(), message));
    }
}
