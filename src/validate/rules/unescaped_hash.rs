//! A number sign without a backslash.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unescaped-hash",
    group: Group::Text,
    severity: Severity::Error,
    summary: "a number sign without a backslash",
    doc: r"LaTeX stops: “You can't use macro parameter character #”.

```bib
@article{a, author = {Doe, Jane}, title = {Trade #1}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 7; JabRef's check “odd number of unescaped #”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::HASH, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    // JabRef's old way to write a string: `{#dec#}`.
    let inner = cell.text.trim().strip_prefix('#').and_then(|text| text.strip_suffix('#'));
    if inner.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        return;
    }
    scan::unescaped(cell, &RULE, '#', sink);
}
