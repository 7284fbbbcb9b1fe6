//! An address that works on one machine only.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "local-address",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an address that works on one machine only",
    doc: r"`file://…`, `localhost` and addresses of private networks lead nowhere for others.

```bib
@misc{a, author = {Doe, Jane}, title = {Trade}, url = {file:///home/jane/trade.pdf}, year = 2001}
```

Source: RFC 8089; RFC 1918; JabRef's check of `url`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["url", "howpublished", "note", "ee"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::COLON) {
        return;
    }
    let signs = [
        "file://",
        "http://localhost",
        "https://localhost",
        "http://127.0.",
        "http://192.168.",
        "http://10.0.",
    ];
    if let Some((at, sign)) =
        signs.iter().find_map(|sign| Some((cell.text.find(sign)?, sign)))
    {
        let finding = cell.found(&RULE, at..at + sign.len(), "an address on one machine");
        let fix = (cell.name == "url").then(|| cell.remove());
        sink.cell(cell, finding.unsafe_("remove the field", fix));
    }
}
