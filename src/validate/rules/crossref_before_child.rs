//! An entry stands above those that point to it.

use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "crossref-before-child",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "an entry stands above those that point to it",
    doc: r"BibTeX reads once: an entry that others name in `crossref` must come after them.

```bib
@proceedings{p, title = {Kiln Days}, editor = {Roe, Jim}, year = 2001}
@inproceedings{a, author = {Doe, Jane}, title = {Trade}, crossref = {p}}
```

Source: btxdoc 2, “cross references”; `bibtex.web`, “must come before”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    for (at, file) in files.iter().enumerate() {
        let biblatex = file.facts.is_none_or(|facts| facts.dialect == Dialect::Biblatex);
        if biblatex || !file.entries.iter().any(|entry| entry.has(Field::CROSSREF)) {
            continue;
        }
        let places: FxHashMap<String, usize> = file
            .entries
            .iter()
            .enumerate()
            .rev()
            .map(|(at, e)| (e.key().as_str().to_lowercase(), at))
            .collect();
        for (index, entry) in file.entries.iter().enumerate() {
            let Some(target) = entry.text(Field::CROSSREF) else { continue };
            let place = places.get(&target.trim().to_lowercase());
            if place.is_some_and(|place| *place < index) {
                let subject = Subject::new(at, index, entry, file.facts, options);
                if let Some(cell) = subject.cell_of(Field::CROSSREF) {
                    let message =
                        format!("BibTeX wants `{}` below this entry", target.trim());
                    sink.cell(&cell, cell.found(&RULE, cell.whole(), message));
                }
            }
        }
    }
}
