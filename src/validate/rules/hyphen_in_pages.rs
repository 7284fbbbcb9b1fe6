//! A range of pages with a hyphen.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "hyphen-in-pages",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a range of pages with a hyphen",
    doc: r"BibTeX prints what stands there, and a range takes an en dash: `--`. Some styles mend a single hyphen,
others do not.

```bib
@article{a, title = {Trade}, journal = {Crafts}, pages = {178-187}, year = 2001}
```

Source: btxdoc 3.2, `pages`; JabRef's formatter “normalize page numbers”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let tex = cell.syntax == Syntax::Tex && cell.subject.dialect() != Dialect::Biblatex;
    // Longer ones are no pages.
    if !tex || !cell.classes.meets(Classes::HYPHEN) || cell.text.len() > 400 {
        return;
    }
    let bytes = cell.text.as_bytes();
    let digit =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let ends = |at: usize| {
        let (left, right) = cell.text.split_at(at);
        let number =
            |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let left = left.rsplit([',', ' ', ';']).next().unwrap_or("");
        let right =
            right.get(1..).unwrap_or("").split([',', ' ', ';']).next().unwrap_or("");
        number(left) && number(right)
    };
    let edits: Vec<_> = memchr::memchr_iter(b'-', bytes)
        // `1-12--1-30`: issue and page; `12-3`: one number.
        .filter(|at| digit(at.checked_sub(1)) && digit(Some(at + 1)) && ends(*at))
        .map(|at| (at..at + 1, "--".to_owned()))
        .collect();
    if let Some((first, _)) = edits.first() {
        let finding = cell.found(&RULE, first.clone(), "a range takes an en dash");
        sink.cell(cell, finding.safe("write `--`", cell.edits(&edits)));
    }
}
