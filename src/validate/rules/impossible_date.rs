//! A date that no calendar has.

use crate::model::DateParts;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "impossible-date",
    group: Group::Dates,
    severity: Severity::Error,
    summary: "a date that no calendar has",
    doc: r"The month or the day does not exist: a slip of the pen, or two numbers swapped.

```bib
@online{a, title = {Trade}, url = {https://example.org/}, date = {2001-02-30}}
```

Source: ISO 8601-2:2019; JabRef's check “date format”; biber's data model, data type date.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(
        &["date", "urldate", "eventdate", "origdate", "issued", "accessed", "year"],
        check,
    ),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    if !text.is_ascii() || text.len() < 7 {
        return;
    }
    for part in text.split('/') {
        let mut numbers = part.split('-').map(|n| (n.len(), n.parse::<u16>().ok()));
        let (Some((4, Some(year))), Some((1 | 2, Some(month)))) =
            (numbers.next(), numbers.next())
        else {
            continue;
        };
        let day = match numbers.next() {
            // `1952-53` in `year` is two years.
            None if cell.name == "year" => continue,
            None => 0,
            Some((1 | 2, Some(day))) if numbers.next().is_none() => day,
            Some(_) => continue,
        };
        let parts = DateParts::day(
            i32::from(year),
            u8::try_from(month).unwrap_or(u8::MAX),
            u8::try_from(day).unwrap_or(u8::MAX),
        );
        // `2001-00-00` is what some programs write for a bare year.
        let blank = part.ends_with("-00");
        if blank || month == 0 || !parts.exists() {
            let message = format!("there is no day {part}");
            let finding = cell.found(&RULE, cell.whole(), message);
            let known = part.trim_end_matches("-00");
            let fix = (blank && day == 0 && part == text)
                .then(|| cell.replace(cell.whole(), known))
                .flatten();
            sink.cell(cell, finding.unsafe_("keep what is known", fix));
            return;
        }
    }
}
