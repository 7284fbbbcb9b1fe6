//! A date is not written as BibLaTeX reads it.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-date",
    group: Group::Dates,
    severity: Severity::Warning,
    summary: "a date is not written as BibLaTeX reads it",
    doc: r"Dates are `2001`, `2001-05`, `2001-05-17`, ranges `2001/2003`, and EDTF (`2001~`, `199X`). biber drops
what it cannot read.

```bib
@article{a, title = {Trade}, journaltitle = {Crafts}, date = {17 May 2001}}
```

Source: biblatex manual 2.3.8; JabRef's check “date format”; EDTF, levels 0 and 1.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["date", "urldate", "eventdate", "origdate"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    // BibTeX styles that print `urldate` print it as it stands.
    if text.is_empty() || cell.subject.dialect() == Dialect::Bibtex {
        return;
    }
    if Date::parse_edtf(text).is_some() || !cell.classes.meets(Classes::DIGIT) {
        return;
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'));
    if digits && text.split('/').all(|part| part.len() == 10 || part.len() == 7) {
        // Another rule's: it has the form, but does not exist.
        return;
    }
    let finding = cell.found(
        &RULE,
        cell.whole(),
        format!("`{text}` is no date as BibLaTeX reads them"),
    );
    // `03/04/2001` is one day here and another there; with full stops the day is first.
    let dotted = text.split('.').count() == 3 && !text.contains(['-', '/']);
    let clear = dotted
        || text.contains(char::is_alphabetic)
        || text.split(['-', '/', '.']).next().is_some_and(|y| y.len() == 4);
    let date = Date::parse_loose(&cell.plain());
    let fix = (clear && !matches!(date, Date::Literal(_)))
        .then(|| cell.replace(cell.whole(), &date.to_string()))
        .flatten();
    sink.cell(cell, finding.unsafe_("write it as ISO 8601", fix));
}
