//! An ISSN with a wrong number of digits.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-issn",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ISSN with a wrong number of digits",
    doc: r"An ISSN has eight digits, the last may be an `X`.

```bib
@article{a,
  issn = {0378-59},
}
@article{b, issn = {0378-5955 (print), 2434-561X}}
```

Source: ISO 3297; JabRef's check of ISSNs; biber's data constraint `issn`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["issn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    // Braces inside a number are no part of it: `0898-{929X}`.
    let plain = cell.text.replace(['{', '}'], "");
    let fits = |(_, text): (_, &str)| identifier::check_issn(text).is_ok();
    if plain.len() < cell.text.len() && scan::issns(&plain).into_iter().all(fits) {
        return;
    }
    for (range, text) in scan::issns(&cell.text) {
        let fault = identifier::check_issn(text) == Err(identifier::IdFault::Form);
        if fault && identifier::check_isbn(text).is_err() {
            sink.cell(cell, cell.found(&RULE, range, format!("`{text}` is no ISSN")));
        }
    }
}
