//! The pages have their label in them.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "pages-with-label",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the pages have their label in them",
    doc: r"Styles print “pp.” themselves, in the language of the document, or not at all.

```bib
@article{a, title = {Trade}, journal = {Crafts}, pages = {pp. 12--15}, year = 2001}
```

Source: btxdoc 3.2, `pages`; biblatex manual 2.2.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages", "page"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let labels =
        ["pages", "page", "pp.", "pp", "p.", "pgs.", "seiten", "seite", "s.", "стр.", "с."];
    if let Some((label, rest)) = scan::label(cell, &labels) {
        let finding = cell.found(&RULE, label.clone(), "a style prints the label itself");
        sink.cell(
            cell,
            finding
                .unsafe_("take the label out", cell.replace(cell.whole().start..rest, "")),
        );
    }
}
