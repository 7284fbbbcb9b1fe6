//! A day of access without an address.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "access-date-without-url",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "a day of access without an address",
    doc: r"Styles print the day after the address, and nothing of it without one.

```bib
@book{a, title = {Trade}, year = 2001, urldate = {2003-05-17}}
```

Source: biblatex manual 2.2.2, `urldate`: “the access date of the address specified in the url field”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["urldate", "accessed"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let entry = cell.subject.entry;
    let places = [
        Field::URL,
        Field::DOI,
        Field::EPRINT,
        Field::HOWPUBLISHED,
        Field::CROSSREF,
        Field::XDATA,
    ];
    if !cell.text.trim().is_empty() && !places.iter().any(|field| entry.has(*field)) {
        sink.cell(cell, cell.found_name(&RULE, "a day of access, but no address"));
    }
}
