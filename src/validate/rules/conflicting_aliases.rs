//! Two names of the same field say different things.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "conflicting-aliases",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "two names of the same field say different things",
    doc: r"`journal` and `journaltitle`, `address` and `location`, `school` and `institution` … are one field
each; a program reads one of them.

```bib
@book{a, title = {Trade}, address = {Uppsala}, location = {Lund}, date = {2001}}
```

Source: biblatex manual 2.2.5, “field aliases”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

const ALIASES: &[(&str, &str)] = &[
    ("journal", "journaltitle"),
    ("address", "location"),
    ("school", "institution"),
    ("annote", "annotation"),
    ("archiveprefix", "eprinttype"),
    ("primaryclass", "eprintclass"),
];

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (alias, name) in ALIASES {
        // The styles of ACM print where a conference was (`location`) and where its publisher
        // is (`address`).
        if *alias == "address" && subject.dialect() != Dialect::Biblatex {
            continue;
        }
        let (Some(a), Some(b)) = (subject.cell(alias), subject.cell(name)) else {
            continue;
        };
        if a.text.trim().is_empty() || b.text.trim().is_empty() {
            continue;
        }
        if crate::text::fold_words(&a.plain()) != crate::text::fold_words(&b.plain()) {
            let message = format!("`{alias}` says something else than `{name}`");
            sink.cell(&a, a.found(&RULE, a.whole(), message));
        }
    }
}
