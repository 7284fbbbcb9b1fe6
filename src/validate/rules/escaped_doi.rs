//! A DOI with LaTeX escapes.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "escaped-doi",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "a DOI with LaTeX escapes",
    doc: r"BibLaTeX reads `doi` verbatim: `\_` becomes a part of the DOI, and the link is dead. BibTeX
styles differ; the bare character works with `hyperref` and `doi.sty`.

```bib
@article{a,
  doi = {10.1007/978-3\_2},
}
```

Source: biblatex manual 2.2.1, verbatim fields.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["doi"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::BACKSLASH) {
        return;
    }
    let edits: Vec<_> = cell
        .text
        .match_indices('\\')
        .filter(|(at, _)| {
            cell.text
                .get(at + 1..)
                .is_some_and(|rest| rest.starts_with(['_', '&', '%', '#']))
        })
        .map(|(at, _)| (at..at + 1, String::new()))
        .collect();
    if let Some((first, _)) = edits.first() {
        let finding = cell.found(
            &RULE,
            first.start..first.end + 1,
            "the DOI has a LaTeX escape in it",
        );
        let fix = cell.edits(&edits);
        // A classic style prints the field as LaTeX, where the escape is needed.
        sink.cell(
            cell,
            match cell.subject.dialect() {
                Dialect::Biblatex => finding.safe("take the escapes out", fix),
                _ => finding.unsafe_("take the escapes out", fix),
            },
        );
    }
}
