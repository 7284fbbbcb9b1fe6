//! An entry that others inherit from inherits itself.

use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "nested-crossref",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "an entry that others inherit from inherits itself",
    doc: r"BibTeX follows one step: “nested cross references” are ignored.

```bib
@inbook{a, author = {Doe, Jane}, title = {Trade}, crossref = {b}, year = 2001}
@book{b, title = {Kilns}, crossref = {c}, year = 2001}
@book{c, title = {Crafts}, year = 2001}
```

Source: btxdoc 2; `bibtex.web`, “refers to entry …, which also refers to”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let linked =
        |entry: &Entry| entry.text(Field::CROSSREF).map(|key| key.trim().to_owned());
    let parents: FxHashMap<&str, String> = files
        .iter()
        .flat_map(|file| file.entries)
        .filter_map(|entry| Some((entry.key().as_str(), linked(entry)?)))
        .collect();
    if parents.is_empty() {
        return;
    }
    for subject in
        subjects(files, options).filter(|subject| subject.dialect() != Dialect::Biblatex)
    {
        let Some(parent) = linked(subject.entry) else { continue };
        let Some(next) = parents.get(parent.as_str()).filter(|next| **next != parent)
        else {
            continue;
        };
        if let Some(cell) = subject.cell_of(Field::CROSSREF) {
            let message =
                format!("`{parent}` inherits from `{next}`, which BibTeX does not follow");
            sink.cell(&cell, cell.found(&RULE, cell.whole(), message));
        }
    }
}
