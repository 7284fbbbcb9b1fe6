//! Two names of the same field say the same.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "repeated-alias",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "two names of the same field say the same",
    doc: r"One of `journal` and `journaltitle` (`address` and `location` …) is enough.

```bib
@book{a, title = {Trade}, address = {Uppsala}, location = {Uppsala}, date = {2001}}
```

Source: biblatex manual 2.2.5; papis doctor, `biblatex-key-alias`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

const ALIASES: &[(&str, &str)] =
    &[("journal", "journaltitle"), ("address", "location"), ("school", "institution")];

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
        if a.text.trim().is_empty() || a.text.trim() != b.text.trim() {
            continue;
        }
        let message = format!("`{alias}` and `{name}` say the same");
        // The name that the program of this file reads stays.
        let out = if subject.dialect() == Dialect::Biblatex { &a } else { &b };
        sink.cell(
            &a,
            a.found_name(&RULE, message).unsafe_("remove one", Some(out.remove())),
        );
    }
}
