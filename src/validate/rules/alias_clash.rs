//! An alias is the key of an entry.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "alias-clash",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "an alias is the key of an entry",
    doc: r"`ids` holds further keys of an entry. One that another entry has as its key can never be cited.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, ids = {b}, date = {2001}}
@book{b, author = {Roe, Jim}, title = {Kilns}, date = {2002}}
```

Source: biblatex manual 2.2.3, `ids`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["ids"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    for (range, key) in scan::parts(&cell.text, |c| c == ',') {
        if key.is_empty() {
            continue;
        }
        if key == cell.subject.entry.key().as_str() {
            sink.cell(cell, cell.found(&RULE, range, "the alias is the key itself"));
        } else if (cell.subject.options.elsewhere)(key) {
            sink.cell(
                cell,
                cell.found(&RULE, range, format!("another entry has the key `{key}`")),
            );
        }
    }
}
