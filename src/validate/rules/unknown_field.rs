//! A field that neither program knows.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unknown-field",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a field that neither program knows",
    doc: r"Styles pass over it without a word, and biber drops it with a warning. It may be meant for a program of
your own; this rule must be selected.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, shelf = {B 12}, year = 2001}
```

Source: biblatex manual 2.2; biber, `--validate-datamodel`, “field invalid in data model”; badness, rule
`unknown-field`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check)).when(When::Selected);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    // Programs keep their own fields under prefixes: `bdsk-`, `mr`, `x-`, `opt`.
    let own = ["bdsk-", "x-", "opt", "mendeley-"];
    if !cell.field.is_known()
        && !cell.text.trim().is_empty()
        && !own.iter().any(|prefix| cell.name.starts_with(prefix))
    {
        let message = format!("no style knows `{}`", cell.name);
        sink.cell(cell, cell.found_name(&RULE, message));
    }
}
