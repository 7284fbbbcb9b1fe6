//! An e-mail address.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "email-address",
    group: Group::Privacy,
    severity: Severity::Info,
    summary: "an e-mail address",
    doc: r"Addresses in a list on the web are collected by machines.

```bib
@misc{a, author = {Doe, Jane}, title = {Trade}, note = {Ask jane.doe@example.org}, year = 2001}
```

Source: RFC 5322, 3.4.1; issue threads on exported contact fields.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check)).when(When::Publish);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(at) = cell.text.find('@') else { return };
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let (before, after) =
        (cell.text.get(..at).unwrap_or(""), cell.text.get(at + 1..).unwrap_or(""));
    let start = before.len() - before.chars().rev().take_while(|c| inside(*c)).count();
    let len = after.find(|c| !inside(c)).unwrap_or(after.len());
    let host = after.get(..len).unwrap_or("").trim_end_matches('.');
    if start < at && host.contains('.') && !before.contains("://") {
        sink.cell(cell, cell.found(&RULE, start..at + 1 + host.len(), "an e-mail address"));
    }
}
