//! Several addresses in one field.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "several-urls",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "several addresses in one field",
    doc: r"The field holds one address; BibLaTeX makes one dead link of all.

```bib
@online{a, url = {https://example.org/a https://example.org/b}}
@online{b, url = {https://web.archive.org/web/https://example.org/b}}
```

Source: biblatex manual 2.2.2, `url`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["url"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let mut parts = text
        .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
        .filter(|part| part.contains("://"));
    if parts.next().is_some()
        && let Some(second) = parts.next()
    {
        let at = text.rfind(second).unwrap_or(0) + start;
        sink.cell(
            cell,
            cell.found(&RULE, at..at + second.len(), "a second address in one field"),
        );
    }
}
