//! A field of a BibLaTeX file has its name from BibTeX.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "classic-field-name",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a field of a BibLaTeX file has its name from BibTeX",
    doc: r"BibLaTeX takes the old name for the new one; one name throughout is easier to read and to search. Files for
both programs need the old ones, so this rule must be selected.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Crafts}, date = {2001}}
```

Source: biblatex manual 2.2.5, “field aliases”; papis doctor, `biblatex-key-alias`.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(
        &[
            "address",
            "annote",
            "archiveprefix",
            "journal",
            "key",
            "pdf",
            "primaryclass",
            "school",
        ],
        check,
    ),
)
.when(When::Selected);

const NAMES: [(&str, &str); 8] = [
    ("address", "location"),
    ("annote", "annotation"),
    ("archiveprefix", "eprinttype"),
    ("journal", "journaltitle"),
    ("key", "sortkey"),
    ("pdf", "file"),
    ("primaryclass", "eprintclass"),
    ("school", "institution"),
];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.subject.dialect() != Dialect::Biblatex {
        return;
    }
    let Some((_, new)) = NAMES.iter().find(|(old, _)| *old == cell.name) else { return };
    let finding = cell.found_name(&RULE, format!("BibLaTeX calls it `{new}`"));
    let free = cell.subject.cell(new).is_none();
    let fix = free.then(|| cell.rename(new, Field::named(new)));
    sink.cell(cell, finding.unsafe_("rename it", fix));
}
