//! A DOI with the address of a resolver or `doi:` before it.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "doi-with-resolver",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "a DOI with the address of a resolver or `doi:` before it",
    doc: r"The field holds the bare DOI; styles add the resolver themselves and would print it twice.

```bib
@article{a,
  doi = {https://doi.org/10.1000/182},
}
```

Source: biblatex manual 2.2.2, `doi`; JabRef's clean-up of DOIs.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["doi"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let bare = identifier::strip_doi_prefix(text);
    if bare.len() == text.len() || !identifier::is_doi(&bare.replace('\\', "")) {
        return;
    }
    let prefix = start..start + text.len() - bare.len();
    let message = format!(
        "`{}` does not belong to the DOI",
        cell.text.get(prefix.clone()).unwrap_or("").trim()
    );
    let fix = cell.replace(prefix.clone(), "");
    sink.cell(cell, cell.found(&RULE, prefix, message).safe("keep the bare DOI", fix));
}
