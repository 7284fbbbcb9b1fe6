//! A caret outside math.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unescaped-caret",
    group: Group::Text,
    severity: Severity::Error,
    summary: "a caret outside math",
    doc: r"LaTeX stops: “Missing $ inserted”.

```bib
@article{a, author = {Doe, Jane}, title = {Trade of 10^5 pots}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 7.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::UNDERSCORE, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    scan::unescaped(cell, &RULE, '^', sink);
}
