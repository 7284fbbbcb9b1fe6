//! An address that is none.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-url",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an address that is none",
    doc: r"An address has a scheme, `://` and a host, and no spaces. This one leads nowhere.

```bib
@online{a, url = {see the web site}}
@online{b, url = {https://example.org/a b}}
@online{c, url = {https://example.org/}}
```

Source: RFC 3986; JabRef's check of addresses.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["url"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    // Braces around it protect its `%` and `#`.
    let text = text.trim_start_matches('{').trim_end_matches('}').trim();
    // LaTeX around it, and several addresses, are other faults.
    let text = text.replace('\\', "");
    let text = &*text.replace("~{ }", "~");
    if text.is_empty()
        || cell.text.contains("\\url")
        || cell.text.contains("\\href")
        || text.starts_with("www.")
        || text.matches("://").count() > 1
    {
        return;
    }
    let problem = match text.split_once("://") {
        _ if text.starts_with("urn:")
            || text.starts_with("mailto:")
            || text.starts_with("doi:")
            || text.starts_with("info:") =>
        {
            return;
        }
        // One without a scheme has a rule of its own.
        None if scan::looks_like_host(text) => return,
        None => "has no scheme and no host",
        Some((scheme, _))
            if scheme.is_empty()
                || !scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+') =>
        {
            "has no proper scheme"
        }
        Some((_, rest)) if rest.trim_start_matches('/').is_empty() => "has no host",
        Some(_) if text.contains(char::is_whitespace) && !text.contains('\n') => {
            "has a space in it"
        }
        Some(_) => return,
    };
    sink.cell(cell, cell.found(&RULE, cell.whole(), format!("the address {problem}")));
}
