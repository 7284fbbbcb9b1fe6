//! A book with a volume and a number.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "volume-and-number",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a book with a volume and a number",
    doc: r"The classic styles print one of them and warn: “can't use both volume and number fields”.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Trade}, year = 2001}
@book{b, author = {Doe, Jane}, title = {Trade}, series = {Crafts}, volume = 3, number = 7, publisher = {Example}, year = 2001}
```

Source: btxdoc 3.1 (“volume or number”); `plain.bst`, `either.or.check`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let kinds =
        ["book", "inbook", "incollection", "inproceedings", "conference", "proceedings"];
    if subject.dialect() != Dialect::Bibtex || !kinds.contains(&&*subject.type_name()) {
        return;
    }
    let blank = |cell: &Cell<'_>| cell.text.trim().is_empty();
    if let (Some(volume), Some(number)) = (subject.cell("volume"), subject.cell("number"))
        && !blank(&volume)
        && !blank(&number)
    {
        let message = "a classic style prints the volume or the number of the series";
        sink.cell(&number, number.found_name(&RULE, message));
    }
}
