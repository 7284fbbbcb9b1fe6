//! An underscore without a backslash.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unescaped-underscore",
    group: Group::Text,
    severity: Severity::Error,
    summary: "an underscore without a backslash",
    doc: r"LaTeX stops: “Missing $ inserted”.

```bib
@manual{a, author = {Doe, Jane}, title = {The trade_routes tool}, year = 2001}
```

Source: *The TeXbook*, 7; JabRef's formatter “escape underscores”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::UNDERSCORE, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    scan::unescaped(cell, &RULE, '_', sink);
}
