//! An address that only repeats the DOI.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "url-repeats-doi",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an address that only repeats the DOI",
    doc: r"The address is the resolver's for the DOI that the entry has. Styles that print both print
the same link twice.

```bib
@article{a,
  doi = {10.1000/182},
  url = {http://dx.doi.org/10.1000/182}
}
```

Source: APA Publication Manual, 7th ed., 9.35: a DOI makes the address superfluous.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["url"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    if !text.contains("doi.org/") {
        return;
    }
    let doi = cell.subject.entry.text(Field::DOI).and_then(|doi| identifier::doi(&doi));
    if doi.is_some() && identifier::doi(text) == doi {
        let finding = cell.found(&RULE, cell.whole(), "the address only repeats the DOI");
        sink.cell(cell, finding.unsafe_("remove the address", Some(cell.remove())));
    }
}
