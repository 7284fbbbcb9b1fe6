//! An ISSN in the field for the ISBN.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "issn-in-isbn",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ISSN in the field for the ISBN",
    doc: r"The number is a valid ISSN, eight digits with their check digit: it names the series or
journal, not the book.

```bib
@book{a,
  isbn = {0378-5955},
}
```

Source: ISO 3297.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["isbn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    if text.len() <= 9 && identifier::check_issn(text).is_ok() {
        let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is an ISSN"));
        let free = !cell.subject.entry.has(Field::ISSN);
        let fix = free.then(|| cell.rename("issn", Field::ISSN));
        sink.cell(cell, finding.unsafe_("move it to `issn`", fix));
    }
}
