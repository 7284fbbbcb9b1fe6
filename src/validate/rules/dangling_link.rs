//! A link names an entry that is not there.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "dangling-link",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "a link names an entry that is not there",
    doc: r"`xref`, `xdata`, `related`, `entryset` hold keys of other entries.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, related = {b, c}, date = {2001}}
@book{b, author = {Doe, Jane}, title = {Kilns}, date = {1999}}
```

Source: JabRef's check of entry links; biblatex manual 2.2.3, `related`, `xdata`, `entryset`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["xref", "xdata", "related", "entryset"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    for (range, key) in scan::parts(&cell.text, |c| c == ',') {
        // `xdata` may name one field of an entry: `key-field`.
        if !key.is_empty()
            && !(cell.subject.options.elsewhere)(key)
            && !key.contains(['=', '#', '{'])
        {
            sink.cell(
                cell,
                cell.found(&RULE, range, format!("no entry has the key `{key}`")),
            );
        }
    }
}
