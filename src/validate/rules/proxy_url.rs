//! An address that goes through a library's proxy.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "proxy-url",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an address that goes through a library's proxy",
    doc: r"The address works only for members of one institution.

```bib
@article{a, url = {https://www-jstor-org.ezproxy.example.edu/stable/1}}
```

Source: EZproxy documentation, “Database stanzas: proxy by hostname”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["url", "howpublished"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = &cell.text;
    let host_end = |start: usize| {
        text.get(start..)
            .and_then(|rest| rest.find('/'))
            .map_or(text.len(), |end| start + end)
    };
    let Some(start) = text.find("://").map(|at| at + 3) else { return };
    let host = text.get(start..host_end(start)).unwrap_or("");
    let is_proxy = ["ezproxy", "libproxy", "proxy.lib", "idm.oclc.org", ".proxy."]
        .iter()
        .any(|sign| host.contains(sign));
    if is_proxy {
        sink.cell(
            cell,
            cell.found(
                &RULE,
                start..start + host.len(),
                format!("`{host}` is a proxy for members"),
            ),
        );
    }
}
