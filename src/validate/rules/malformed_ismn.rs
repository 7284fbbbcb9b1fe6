//! An ISMN that is none.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-ismn",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ISMN that is none",
    doc: r"An ISMN has 13 digits that begin with 979-0, or in the old form `M` and nine digits.

```bib
@music{a, ismn = {979-0-060-11561-6}}
@music{b, ismn = {M-060-11561-5}}
```

Source: ISO 10957; biber's data constraint `ismn`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["ismn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    let message = match identifier::check_ismn(text) {
        Ok(()) => return,
        Err(identifier::IdFault::Form) => format!("`{text}` is no ISMN"),
        Err(identifier::IdFault::CheckDigit(_)) => {
            format!("the check digit of ISMN `{text}` is wrong")
        }
    };
    sink.cell(cell, cell.found(&RULE, cell.whole(), message));
}
