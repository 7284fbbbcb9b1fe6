//! A percent sign without a backslash.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unescaped-percent",
    group: Group::Text,
    severity: Severity::Error,
    summary: "a percent sign without a backslash",
    doc: r"LaTeX takes the rest of the line for a comment: the end of the reference is missing.

```bib
@article{a, author = {Doe, Jane}, title = {Trade of 50% more}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 7; btxdoc 4.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::PERCENT, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    scan::unescaped(cell, &RULE, '%', sink);
}
