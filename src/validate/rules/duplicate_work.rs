//! Two entries describe the same work.

use crate::model::same_work::Verdict;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-work",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "two entries describe the same work",
    doc: r"They have the same identifier, or the same title, people and year. Editions, preprints and parts of
one work are told apart.

```bib
@article{a, author = {Doe, Jane}, title = {Trade on the Coast of the North}, journal = {Crafts}, volume = 3, pages = {12--18}, year = 2001}
@article{b, author = {Doe, J.}, title = {Trade on the coast of the north}, journal = {Crafts}, volume = 3, pages = {12--18}, year = 2001}
```

Source: bibtex-tidy, duplicates by DOI, abstract and citation; bibtool, `check.double`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Pairs(check));

fn check(a: &Subject<'_>, b: &Subject<'_>, verdict: &Verdict, sink: &mut Sink<'_>) -> bool {
    // Entries with one key are another rule's.
    if !verdict.is_same() || verdict.confidence < 80 || a.entry.key() == b.entry.key() {
        return false;
    }
    // Columns of a journal keep their title: another volume or issue is another text.
    let differ = |field: Field| {
        let texts = a.entry.text(field).zip(b.entry.text(field));
        texts.is_some_and(|(a, b)| {
            a.trim() != b.trim() && !a.trim().is_empty() && !b.trim().is_empty()
        })
    };
    let places = [Field::VOLUME, Field::ISSUE, Field::NUMBER];
    if verdict.confidence <= 95 && places.into_iter().any(differ) {
        return false;
    }
    let message =
        format!("`{}` is the same work ({})", a.entry.key(), verdict.reasons.join(", "));
    sink.entry(b, b.found(&RULE, message));
    true
}
