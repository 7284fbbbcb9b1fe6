//! One DOI for works with different titles.

use crate::model::identifier;
use crate::model::same_work;
use crate::text::fold_words;
use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "repeated-doi",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "one DOI for works with different titles",
    doc: r"A DOI names one work. Where two entries with different titles have the same, one of them is
wrong, usually by copying an entry.

```bib
@article{a, title = {Trade on the steppe}, author = {Doe, Jane}, doi = {10.1000/182}}
@article{b, title = {Pottery of the coast}, author = {Roe, Jim}, doi = {10.1000/182}}
```

Source: JabRef's check “same DOI used in multiple entries”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let mut seen: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for (file, each) in files.iter().enumerate() {
        for (index, entry) in each.entries.iter().enumerate() {
            let Some(doi) = entry.text(Field::DOI).and_then(|doi| identifier::doi(&doi))
            else {
                continue;
            };
            let Some(first) = seen.get(&doi).copied() else {
                seen.insert(doi, (file, index));
                continue;
            };
            let Some(other) = files.get(first.0).and_then(|f| f.entries.get(first.1))
            else {
                continue;
            };
            let title =
                |entry: &Entry| fold_words(&entry.text(Field::TITLE).unwrap_or_default());
            let (a, b) = (title(entry), title(other));
            let alike = a.contains(&b)
                || b.contains(&a)
                || same_work::compare(
                    &same_work::Sketch::of(other),
                    &same_work::Sketch::of(entry),
                )
                .is_same();
            if !alike {
                let subject = Subject::new(file, index, entry, each.facts, options);
                if let Some(cell) = subject.cell_of(Field::DOI) {
                    let message =
                        format!("`{}` has this DOI too, but another title", other.key());
                    sink.cell(&cell, cell.found(&RULE, cell.whole(), message));
                }
            }
        }
    }
}
