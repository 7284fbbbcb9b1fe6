//! An address in a title.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "url-in-title",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "an address in a title",
    doc: r"The address belongs into `url`, where it can be followed and where styles print it their way.

```bib
@misc{a, title = {Trade, https://example.org/trade}, year = 2001}
```

Source: JabRef's checks “title contains url”, “booktitle contains url”.
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
    if !cell.classes.meets(Classes::COLON) {
        return;
    }
    let Some(at) = cell.text.find("https://").or_else(|| cell.text.find("http://")) else {
        return;
    };
    let rest = cell.text.get(at..).unwrap_or("");
    let end = rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len());
    sink.cell(cell, cell.found(&RULE, at..at + end, "an address in a title"));
}
