//! An entry has the title of what it is a part of.

use crate::text::fold_words;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "title-repeats-container",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "an entry has the title of what it is a part of",
    doc: r"A paper has a title of its own; here the title of the book or proceedings stands in both fields,
mostly because a form was filled in twice.

```bib
@inproceedings{a, author = {Doe, Jane}, title = {Proceedings of the Kiln Days}, booktitle = {Proceedings of the Kiln Days}, year = 2001}
```

Source: papis doctor, `duplicated-values`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["booktitle"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(title) = cell.subject.cell("title") else { return };
    if cell.text.len().abs_diff(title.text.len()) > 12 || cell.text.trim().len() < 8 {
        return;
    }
    let is_part = cell.subject.type_name().starts_with("in");
    if is_part && fold_words(&cell.plain()) == fold_words(&title.plain()) {
        sink.cell(cell, cell.found(&RULE, cell.whole(), "the title says the same"));
    }
}
