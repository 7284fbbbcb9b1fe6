//! A key has a letter that is not ASCII.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "non-ascii-cite-key",
    group: Group::Links,
    severity: Severity::Info,
    summary: "a key has a letter that is not ASCII",
    doc: r"The classic programs compare bytes, and editors write such letters in two forms; biber takes them.

```bib
@article{müller2001, author = {Müller, Jan}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: JabRef's check “non-ASCII characters in key” (BibTeX mode); biblatex manual 2.4.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let key = subject.entry.key().as_str();
    if subject.facts.is_none() || key.is_ascii() || subject.dialect() == Dialect::Biblatex {
        return;
    }
    if let Some(c) = key.chars().find(|c| !c.is_ascii()) {
        sink.entry(subject, subject.found(&RULE, format!("`{c}` in a key")));
    }
}
