//! A key has a character that LaTeX cannot cite.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-cite-key",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "a key has a character that LaTeX cannot cite",
    doc: r#"White space, `#`, `%`, `~`, `\`, `"`, braces and commas end or spoil `\cite{…}`.

```bib
@book{doe 2001, author = {Doe, Jane}, title = {Trade}, publisher = {Example}, year = 2001}
```

Source: btxdoc 2; JabRef's check “invalid characters in key”; biber manual, “allowed key characters”.
"#,
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let key = subject.entry.key().as_str();
    let bad = |c: char| {
        c.is_whitespace() || matches!(c, '#' | '%' | '~' | '\\' | '"' | '{' | '}' | ',')
    };
    if let Some(c) = key.chars().find(|c| bad(*c)) {
        let sign = if c.is_whitespace() { "a space".to_owned() } else { format!("`{c}`") };
        sink.entry(
            subject,
            subject.found(&RULE, format!("{sign} in a key cannot be cited")),
        );
    }
}
