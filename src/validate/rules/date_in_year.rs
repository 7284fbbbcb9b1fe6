//! The year holds a month or a day.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "date-in-year",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "the year holds a month or a day",
    doc: r"`year` is the year alone; BibLaTeX has `date` for more, BibTeX `month`.

```bib
@article{a, title = {Trade}, journal = {Crafts}, year = {2001-05-17}}
```

Source: biblatex manual 2.2.2, `date`, `year`; btxdoc 3.2, `month`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["year"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let plain = cell.plain();
    let text = plain.trim();
    // `2001/02` is a school year.
    if text.len() < 7 || text.contains('/') {
        return;
    }
    let Date::Single(parts) = Date::parse_loose(text) else { return };
    if parts.month == 0 || parts.month > 12 {
        return;
    }
    let finding = cell.found(&RULE, cell.whole(), "more than a year");
    let free = !cell.subject.entry.has(Field::MONTH);
    let iso = Date::Single(parts).to_string();
    let is_iso = Date::parse_edtf(text).is_some();
    let modern = cell.subject.dialect() == Dialect::Biblatex
        && free
        && cell.subject.cell("date").is_none();
    let fix = modern.then(|| match cell.replace(cell.whole(), &iso).filter(|_| !is_iso) {
        Some(bare) => together(vec![cell.rename("date", Field::ISSUED), bare]),
        None => cell.rename("date", Field::ISSUED),
    });
    sink.cell(cell, finding.unsafe_("name it `date`", fix));
}
