//! An address in the field for the DOI.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "doi-is-address",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an address in the field for the DOI",
    doc: r"The field `doi` holds an address that is no resolver's, so that no DOI can be read from it.

```bib
@article{a,
  doi = {https://example.org/paper/12},
}
```

Source: biblatex manual 2.2.2, `doi`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["doi"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    if !identifier::strip_doi_prefix(text).contains("://") {
        return;
    }
    let finding =
        cell.found(&RULE, cell.whole(), format!("`{text}` is an address, not a DOI"));
    // A server of its own before the DOI: `http://doi.example.org/10.1000/182`.
    let path = text.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    let doi = path.map(|(_, path)| path.trim_end_matches(['"', '}', ' ']));
    if let Some(doi) = doi.filter(|path| identifier::is_doi(path)) {
        let fix = cell.replace(cell.whole(), doi);
        sink.cell(cell, finding.unsafe_("leave the DOI", fix));
        return;
    }
    let move_it =
        cell.subject.cell("url").is_none().then(|| cell.rename("url", Field::URL));
    sink.cell(cell, finding.unsafe_("move it to `url`", move_it));
}
