//! An ISBN whose last digit does not fit the others.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "isbn-check-digit",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ISBN whose last digit does not fit the others",
    doc: r"The last digit of an ISBN is computed from the others; a wrong one means a slip in typing.
Library catalogues will not find the book.

```bib
@book{a,
  isbn = {978-0-306-40615-8},
}
```

Source: ISO 2108, annex; JabRef's check of ISBNs; biber's data constraint `isbn`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["isbn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    for (range, text) in scan::isbns(&cell.text) {
        if let Err(identifier::IdFault::CheckDigit(digit)) = identifier::check_isbn(text) {
            let message = format!("the check digit of ISBN `{text}` is wrong");
            let help = format!("if the other digits are right, it is `{digit}`");
            sink.cell(cell, cell.found(&RULE, range, message).help(help));
        }
    }
}
