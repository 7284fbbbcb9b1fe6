//! An entry refuses to inherit a set of fields that nobody defines.

use crate::model::field_sets::{FieldSets, refused};
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unknown-field-set",
    group: Group::Links,
    severity: Severity::Info,
    summary: "`noinherit` names a set of fields that is not defined here",
    doc: r"`noinherit` takes a set that the LaTeX document defines with `\DeclareDatafieldSet`. Without the
document nothing is refused. A comment in the file defines the set for ibid:
`% ibid: fieldset[nobtitle] booktitle, booksubtitle`; the name of a field is a set of its own.

```bib
@inbook{a, title = {Trade}, author = {Doe, Jane}, crossref = {b}, pages = {1--9}, options = {noinherit=nobtitle}}
@book{b, title = {Crafts}, author = {Doe, Jane}, publisher = {Kiln}, year = 2001}
```

Source: biblatex manual 4.5.12 and 4.5.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["options"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let refused = refused(&cell.text);
    if refused.is_empty() {
        return;
    }
    let mut sets = FieldSets::default();
    if let Some((file, _)) = cell.fact {
        sets.read(&file.text);
    }
    for set in refused.into_iter().filter(|set| !sets.knows(set)) {
        let start = cell.text.find(set).unwrap_or(0);
        let message = format!("the set of fields `{set}` is not defined here");
        sink.cell(cell, cell.found(&RULE, start..start + set.len(), message));
    }
}
