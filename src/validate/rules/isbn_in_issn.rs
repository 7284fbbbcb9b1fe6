//! An ISBN in the field for the ISSN.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "isbn-in-issn",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ISBN in the field for the ISSN",
    doc: r"The number is a valid ISBN: it names a book, not a series or journal.

```bib
@book{a,
  issn = {978-0-306-40615-7},
}
```

Source: ISO 2108.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["issn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    if identifier::check_isbn(text).is_ok() {
        let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is an ISBN"));
        let free = !cell.subject.entry.has(Field::ISBN);
        let fix = free.then(|| cell.rename("isbn", Field::ISBN));
        sink.cell(cell, finding.unsafe_("move it to `isbn`", fix));
    }
}
