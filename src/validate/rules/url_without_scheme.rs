//! An address without `https://`.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "url-without-scheme",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an address without `https://`",
    doc: r"Without a scheme the address is no link in most outputs.

```bib
@online{a, url = {www.example.org/paper.pdf}}
```

Source: RFC 3986; JabRef's check “should contain a protocol”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["url"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    if !text.contains("://") && scan::looks_like_host(text) {
        let finding = cell.found(&RULE, cell.whole(), format!("`{text}` has no scheme"));
        sink.cell(
            cell,
            finding.unsafe_(
                "write `https://` before it",
                cell.replace(start..start, "https://"),
            ),
        );
    }
}
