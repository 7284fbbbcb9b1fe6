//! Whole proceedings with an author and pages.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "proceedings-with-pages",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "whole proceedings with an author and pages",
    doc: r"`@proceedings` is the book with all papers; one paper of it is `@inproceedings`.

```bib
@proceedings{a, author = {Doe, Jane}, title = {Trade}, booktitle = {Proc. Kilns}, pages = {12--15}, year = 2001}
```

Source: JabRef's check “wrong entry type as proceedings has page numbers”; btxdoc 3.1.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let pages = subject.cell("pages");
    // `xii + 123` is the size of the book.
    let range = pages.is_some_and(|cell| cell.classes.meets(Classes::HYPHEN));
    if subject.type_name() == "proceedings" && range {
        let finding =
            subject.found_type(&RULE, "whole proceedings have no pages".to_owned());
        let fix = subject.set_type("inproceedings").filter(|_| subject.says(Field::AUTHOR));
        sink.entry(subject, finding.unsafe_("make it a paper of a conference", fix));
    }
}
