//! A note begins with a small letter.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "uncapitalised-note",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a note begins with a small letter",
    doc: r"The classic styles print `note` and `howpublished` after a full stop: “The first word should be
capitalized”.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Trade}, year = 2001}
@misc{b, title = {Kilns}, note = {with an appendix}, year = 2001}
@article{c, author = {Doe, Jane}, title = {Crafts}, journal = {Trade}, year = 2001}
```

Source: btxdoc 3.2, `note`, `howpublished`; JabRef's check “capital letter in note”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["note", "howpublished"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.subject.dialect() != Dialect::Bibtex {
        return;
    }
    let (start, text) = cell.trimmed();
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let rest = text.get(word.len()..).unwrap_or("");
    // An address, a version, `arXiv:…`, `doi: …` and the like keep their letters.
    let is_code = rest.starts_with([':', '/', '.', '@', '_', '-', '=', '\''])
        || word.chars().skip(1).any(char::is_uppercase);
    let known = [
        "doi", "url", "arxiv", "isbn", "issn", "eprint", "urn", "hal", "http", "https", "v",
    ];
    let small = word.chars().next().is_some_and(char::is_lowercase);
    if small && word.chars().count() > 1 && !is_code && !known.contains(&word) {
        let first = word.chars().next().map_or(0, char::len_utf8);
        let message = format!("`{}` is printed after a full stop", cell.name);
        let finding = cell.found(&RULE, start..start + word.len(), message);
        let upper = word.get(..first).unwrap_or("").to_uppercase();
        let fix = cell.replace(start..start + first, &upper);
        sink.cell(cell, finding.unsafe_("begin it with a capital", fix));
    }
}
