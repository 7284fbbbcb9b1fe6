//! The entry lacks what the style prints.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "missing-for-style",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "the entry lacks what the style prints",
    doc: r"`ibid check --for-style apa` asks the style which variables it prints for this kind of work, and which
of them leave a gap.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, publisher = {Example}, year = 2001}
```

Source: CSL 1.0.2; the manual of the style.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some((style, needs)) = subject.options.style else { return };
    let links = [Field::CROSSREF, Field::XDATA];
    if links.iter().any(|link| subject.entry.has(*link)) {
        return;
    }
    for field in needs(subject.entry) {
        let field = subject.name_of(field);
        let message = format!("{style} prints `{field}`, which is missing");
        sink.entry(subject, subject.found(&RULE, message));
    }
}
