//! An ISSN whose last digit does not fit the others.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "issn-check-digit",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ISSN whose last digit does not fit the others",
    doc: r"The last digit of an ISSN is computed from the others; a wrong one means a slip in typing.

```bib
@article{a,
  issn = {0378-5954},
}
```

Source: ISO 3297, annex; JabRef's check of ISSNs; biber's data constraint `issn`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["issn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    for (range, text) in scan::issns(&cell.text) {
        if let Err(identifier::IdFault::CheckDigit(digit)) = identifier::check_issn(text) {
            let message = format!("the check digit of ISSN `{text}` is wrong");
            let help = format!("if the other digits are right, it is `{digit}`");
            sink.cell(cell, cell.found(&RULE, range, message).help(help));
        }
    }
}
