//! A square bracket has no partner.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "lone-bracket",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a square bracket has no partner",
    doc: r"It was cut off, or one was typed too many.

```bib
@article{a, author = {Doe, Jane}, title = {Trade [in Russian}, journal = {Crafts}, year = 2001}
```

Source: JabRef's check “brackets in title”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(scan::PAIRED, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.classes.meets(Classes::BRACKET) {
        scan::unpaired(cell, &RULE, ('[', ']'), sink);
    }
}
