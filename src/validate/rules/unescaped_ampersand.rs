//! An ampersand without a backslash.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unescaped-ampersand",
    group: Group::Text,
    severity: Severity::Error,
    summary: "an ampersand without a backslash",
    doc: r"LaTeX stops: “Misplaced alignment tab character &”.

```bib
@article{a, author = {Doe, Jane}, title = {Trade & Crafts}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 7; JabRef's check “unescaped ampersand”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::AMPERSAND, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    scan::unescaped(cell, &RULE, '&', sink);
}
