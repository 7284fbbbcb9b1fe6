//! A year has two digits.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "short-year",
    group: Group::Dates,
    severity: Severity::Warning,
    summary: "a year has two digits",
    doc: r"`98` is printed and sorted as the year 98.

```bib
@article{a, title = {Trade}, journal = {Crafts}, year = 98}
```

Source: JabRef's check “year should have four digits”; btxdoc 3.2, `year`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["year", "date"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim().trim_start_matches(['\'', '’']);
    let Ok(number @ 0..=99) = text.parse::<i32>() else { return };
    if text.len() != 2 {
        return;
    }
    let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is the year {number}"));
    let next = cell.subject.options.today.year % 100 + 2;
    let full = if number <= next { 2000 + number } else { 1900 + number };
    let fix = cell.replace(cell.whole(), &full.to_string());
    sink.cell(cell, finding.unsafe_(&format!("write {full}"), fix));
}
