//! The proceedings of a conference stand in the place of the journal.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "proceedings-as-journal",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the proceedings of a conference stand in the place of the journal",
    doc: r"A paper of a conference is `@inproceedings`, with the proceedings as `booktitle`; as an article it
is printed without place, editor and publisher.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Proceedings of the 3rd Conference on Kilns}, year = 2001}
```

Source: btxdoc 3.1, `inproceedings`; biblatex manual 2.1.1.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["journal", "journaltitle"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let begins = [
        "Proceedings of",
        "Proc. of",
        "In Proceedings",
        "In: Proceedings",
        "Proceedings of the",
    ];
    let meets = ["onference", "orkshop", "ymposium", "Meeting on", "Congress"];
    if cell.subject.type_name() != "article"
        || !begins.iter().any(|word| text.starts_with(word))
    {
        return;
    }
    if meets.iter().any(|word| text.contains(word)) && !cell.subject.says(Field::VOLUME) {
        let message = "the proceedings of a conference, not a journal";
        let finding = cell.found(&RULE, start..start + text.len(), message);
        let fix = cell.subject.set_type("inproceedings").map(|kind| {
            together(vec![kind, cell.rename("booktitle", Field::CONTAINER_TITLE)])
        });
        sink.cell(cell, finding.unsafe_("make it a paper of a conference", fix));
    }
}
