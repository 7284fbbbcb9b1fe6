//! An ISBN with its label.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "isbn-with-label",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an ISBN with its label",
    doc: r"The field holds the number alone; styles that print it add “ISBN” themselves.

```bib
@book{a,
  isbn = {ISBN: 0-306-40615-2},
}
```

Source: biblatex manual 2.2.2, `isbn`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["isbn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let Some(head) = text.get(..4).filter(|head| head.eq_ignore_ascii_case("isbn")) else {
        return;
    };
    let rest = text.get(head.len()..).unwrap_or("");
    let number =
        rest.trim_start_matches(['-', '1', '0', '3']).trim_start_matches([':', ' ', '~']);
    let plain = rest.trim_start_matches([':', ' ', '~']);
    let number = if identifier::check_isbn(plain).is_ok() { plain } else { number };
    if identifier::check_isbn(number).is_ok() {
        let range = start..start + text.len() - number.len();
        let finding =
            cell.found(&RULE, range.clone(), "the label does not belong to the ISBN");
        sink.cell(cell, finding.safe("remove the label", cell.replace(range, "")));
    }
}
