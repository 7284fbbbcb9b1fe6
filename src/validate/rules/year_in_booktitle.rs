//! The year stands in the title of the proceedings.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "year-in-booktitle",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the year stands in the title of the proceedings",
    doc: r"Styles print the year once more after it. Whether the year belongs to the name of a conference is a
matter of taste: this rule must be selected.

```bib
@inproceedings{a, author = {Doe, Jane}, title = {Trade}, booktitle = {Proc. Kiln Days 2001}, year = 2001}
```

Source: JabRef's check “booktitle contains year”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["booktitle"], check)).when(When::Selected);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::DIGIT) {
        return;
    }
    let years = scan::words(&cell.text).find(|(_, word)| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    });
    if let Some((range, year)) = years {
        sink.cell(cell, cell.found(&RULE, range, format!("the year {year} in a title")));
    }
}
