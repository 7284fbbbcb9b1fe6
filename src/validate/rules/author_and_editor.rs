//! A book with an author and an editor.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "author-and-editor",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a book with an author and an editor",
    doc: r"The classic styles print one of them and warn: “can't use both author and editor fields”. BibLaTeX
prints both.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Trade}, year = 2001}
@book{b, author = {Doe, Jane}, editor = {Roe, Jim}, title = {Trade}, publisher = {Example}, year = 2001}
```

Source: btxdoc 3.1 (`book`, `inbook`: “author or editor”); `plain.bst`, `either.or.check`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let is_book = matches!(&*subject.type_name(), "book" | "inbook");
    let both = subject.says(Field::AUTHOR) && subject.says(Field::EDITOR);
    if is_book
        && both
        && subject.dialect() == Dialect::Bibtex
        && let Some(cell) = subject.cell("editor")
    {
        let finding =
            cell.found_name(&RULE, "a classic style prints the author or the editor");
        sink.cell(&cell, finding.help("a chapter of an edited book is `@incollection`"));
    }
}
