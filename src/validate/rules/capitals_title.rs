//! A title is in capitals.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "capitals-title",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a title is in capitals",
    doc: r"Styles make small letters of them, names and all, or print them as they shout.

```bib
@article{a, author = {Doe, Jane}, title = {TRADE AND CRAFTS OF THE COAST}, journal = {Crafts}, year = 2001}
```

Source: bibtex-tidy, `--drop-all-caps`; Chicago Manual of Style, 17th ed., 8.159.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(
        &["title", "booktitle", "journal", "journaltitle", "container-title"],
        check,
    ),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let mut words = 0;
    let mut letters = 0;
    for c in scan::walk(text).filter(|c| c.is_text()) {
        if c.c.is_lowercase() {
            return;
        }
        letters += usize::from(c.c.is_uppercase());
        words += usize::from(c.c == ' ');
    }
    if letters >= 12 && words >= 1 {
        sink.cell(
            cell,
            cell.found(&RULE, start..start + text.len(), "a title in capitals"),
        );
    }
}
