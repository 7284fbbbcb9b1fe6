//! The volume stands in the name of the journal.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "journal-with-volume",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the volume stands in the name of the journal",
    doc: r"Styles print the journal, its volume and the issue each in its own way.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Crafts, vol. 12}, year = 2001}
```

Source: btxdoc 3.2, `volume`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["journal", "journaltitle", "container-title"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::DIGIT) {
        return;
    }
    for label in [" vol. ", " vol.", " volume "] {
        let Some(at) = scan::find_ignoring_case(&cell.text, label) else { continue };
        let rest = cell.text.get(at + label.len()..).unwrap_or("");
        if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            let message = "the volume stands in the name of the journal";
            sink.cell(cell, cell.found(&RULE, at + 1..cell.whole().end, message));
            return;
        }
    }
}
