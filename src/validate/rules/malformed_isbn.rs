//! An ISBN with a wrong number of digits.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-isbn",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ISBN with a wrong number of digits",
    doc: r"An ISBN has 10 digits, or 13 that begin with 978 or 979.

```bib
@book{a,
  isbn = {978-0-306-40615},
}
@book{b, isbn = {0-306-40615-2, 9780306406157}}
```

Source: ISO 2108; JabRef's check of ISBNs; biber's data constraint `isbn`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["isbn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    for (range, text) in scan::isbns(&cell.text) {
        let fault = identifier::check_isbn(text) == Err(identifier::IdFault::Form);
        if fault && identifier::check_issn(text).is_err() {
            sink.cell(cell, cell.found(&RULE, range, format!("`{text}` is no ISBN")));
        }
    }
}
