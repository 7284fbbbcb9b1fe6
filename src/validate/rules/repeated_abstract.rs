//! Two works have the same abstract.

use crate::text::fold_words;
use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "repeated-abstract",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "two works have the same abstract",
    doc: r"It was copied with an entry that served as a pattern; one of the two is wrong.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, abstract = {The pots of the coast went north by sea, the bowls of the north went south by land, and nobody wrote down why.}, year = 2001}
@article{b, author = {Doe, Jane}, title = {Kilns}, abstract = {The pots of the coast went north by sea, the bowls of the north went south by land, and nobody wrote down why.}, year = 2002}
```

Source: bibtex-tidy, duplicates by abstract.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let mut seen: FxHashMap<&str, &Entry> = FxHashMap::default();
    for subject in subjects(files, options) {
        let Some((_, text)) = subject.entry.raw(Field::ABSTRACT) else { continue };
        let text = text.trim();
        if text.len() < 100 {
            continue;
        }
        let Some(first) = seen.get(text) else {
            seen.insert(text, subject.entry);
            continue;
        };
        let title =
            |entry: &Entry| fold_words(&entry.text(Field::TITLE).unwrap_or_default());
        let (a, b) = (title(first), title(subject.entry));
        let head = |text: &str| text.chars().take(24).collect::<String>();
        if head(&a) != head(&b)
            && !a.contains(&b)
            && !b.contains(&a)
            && let Some(cell) = subject.cell_of(Field::ABSTRACT)
        {
            let end =
                cell.text.char_indices().nth(40).map_or(cell.text.len(), |(at, _)| at);
            sink.cell(
                &cell,
                cell.found(
                    &RULE,
                    0..end,
                    format!("`{}` has the same abstract", first.key()),
                ),
            );
        }
    }
}
