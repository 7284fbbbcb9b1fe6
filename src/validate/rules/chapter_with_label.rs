//! The chapter has its label in it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "chapter-with-label",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the chapter has its label in it",
    doc: r"Styles print “chapter” themselves, in the language of the document.

```bib
@inbook{a, title = {Trade}, chapter = {Chapter 4}, year = 2001}
```

Source: btxdoc 3.2, `chapter`; biblatex manual 2.2.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["chapter"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let labels = ["chapter", "chap.", "chap", "ch.", "kapitel", "kap."];
    if let Some((label, rest)) = scan::label(cell, &labels) {
        let finding = cell.found(&RULE, label.clone(), "a style prints the label itself");
        sink.cell(
            cell,
            finding.unsafe_("take the label out", cell.replace(label.start..rest, "")),
        );
    }
}
