//! A DOI in the field of another identifier.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "doi-in-wrong-field",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "a DOI in the field of another identifier",
    doc: r"Nothing that looks for a DOI finds it there, and a style prints it as what it is not.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, issn = {10.1000/182}, year = 2001}
```

Source: ISO 26324; biblatex manual 2.2.2, `doi`, `isbn`, `issn`, `eprint`, `number`.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(
        &[
            "isbn", "issn", "eprint", "number", "pages", "pmid", "eid", "url", "key",
            "volume",
        ],
        check,
    ),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    // An address with a resolver is an address, and has rules of its own.
    let bare = if text.contains("://") { text } else { identifier::strip_doi_prefix(text) };
    if !identifier::is_doi(bare) || cell.text.contains("://") {
        return;
    }
    // `eprinttype = {doi}` says so.
    let said = cell.name == "eprint"
        && cell
            .subject
            .cell_of(Field::EPRINTTYPE)
            .is_some_and(|kind| !kind.text.is_empty());
    if said {
        return;
    }
    let message = format!("`{bare}` is a DOI, and stands in `{}`", cell.name);
    let finding = cell.found(&RULE, cell.whole(), message);
    let fix = match cell.subject.entry.has(Field::DOI) {
        true => None,
        false => {
            match cell.replace(0..cell.text.len(), bare).filter(|_| bare != &*cell.text) {
                Some(cut) => Some(together(vec![cell.rename("doi", Field::DOI), cut])),
                None => Some(cell.rename("doi", Field::DOI)),
            }
        }
    };
    sink.cell(cell, finding.unsafe_("give it its own field", fix));
}
