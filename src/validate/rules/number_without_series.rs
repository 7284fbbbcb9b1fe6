//! A book has a number but no series.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "number-without-series",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a book has a number but no series",
    doc: r"The number of a book counts in its series; without one the classic styles warn: “there's a number
but no series”. A volume is meant, or the series is missing.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Trade}, year = 2001}
@book{b, author = {Doe, Jane}, title = {Trade}, number = 7, publisher = {Example}, year = 2001}
```

Source: `plain.bst`, `format.number.series`; biblatex manual 2.2.2, `number`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let kinds =
        ["book", "inbook", "incollection", "inproceedings", "conference", "proceedings"];
    if subject.dialect() != Dialect::Bibtex || !kinds.contains(&&*subject.type_name()) {
        return;
    }
    let links = subject.entry.has(Field::CROSSREF) || subject.entry.has(Field::VOLUME);
    if !links
        && !subject.says(Field::COLLECTION_TITLE)
        && let Some(cell) =
            subject.cell("number").filter(|cell| !cell.text.trim().is_empty())
    {
        sink.cell(
            &cell,
            cell.found(&RULE, cell.whole(), "a number, but no series that it counts in"),
        );
    }
}
