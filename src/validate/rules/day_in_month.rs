//! The month holds a day.

use crate::model::date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "day-in-month",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "the month holds a day",
    doc: r"BibLaTeX reads a month and nothing else there; the day has its place in `date`.

```bib
@article{a, title = {Trade}, journaltitle = {Crafts}, year = 2001, month = {17 May}}
```

Source: biblatex manual 2.3.9, “Year, Month and Date Fields”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["month"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.subject.dialect() == Dialect::Bibtex || !cell.classes.meets(Classes::DIGIT) {
        return;
    }
    let plain = cell.plain();
    let words: Vec<&str> =
        plain.split([' ', '.', ',', '\u{a0}', '~']).filter(|w| !w.is_empty()).collect();
    let [a, b] = words.as_slice() else { return };
    let (month, day) = match (date::month_named(a), date::month_named(b)) {
        (Some(month), None) => (month, b.parse::<u8>()),
        (None, Some(month)) => (month, a.parse::<u8>()),
        _ => return,
    };
    let Ok(day @ 1..=31) = day else { return };
    let finding = cell.found(&RULE, cell.whole(), "a day in the field of the month");
    let year = cell.subject.cell("year").map(|cell| cell.text.trim().to_owned());
    let help = year.filter(|year| year.len() == 4);
    sink.cell(
        cell,
        match help {
            Some(year) => finding.help(format!(
                "write `date = {{{year}-{month:02}-{day:02}}}` for all three"
            )),
            None => finding,
        },
    );
}
