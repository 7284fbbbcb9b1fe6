//! A DOI that only stands in the address.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "doi-in-url",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "a DOI that only stands in the address",
    doc: r"The address is a DOI resolver's, and the entry has no `doi`: styles print a long address
where they would print a DOI, and tools that look for the DOI find none.

```bib
@article{a,
  url = {https://doi.org/10.1000/182},
}
```

Source: JabRef's clean-up “move DOIs from url to doi”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["url"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    let bare = identifier::strip_doi_prefix(text);
    let is_resolver = text.contains("doi.org/") && bare.len() < text.len();
    if !is_resolver || !identifier::is_doi(bare) || cell.subject.entry.has(Field::DOI) {
        return;
    }
    let finding =
        cell.found(&RULE, cell.whole(), format!("the address holds the DOI `{bare}`"));
    let fix = cell.add_after("doi", bare, Field::DOI);
    sink.cell(cell, finding.unsafe_("add it as `doi`", Some(fix)));
}
