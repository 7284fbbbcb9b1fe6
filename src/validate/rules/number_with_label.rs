//! The number has its label in it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "number-with-label",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the number has its label in it",
    doc: r"Styles print “no.” themselves, in the language of the document, or not at all.

```bib
@article{a, title = {Trade}, journal = {Crafts}, number = {No. 4}, year = 2001}
```

Source: btxdoc 3.2, `number`; biblatex manual 2.2.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["number", "issue"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let labels =
        ["number", "no.", "no", "nr.", "nr", "num.", "issue", "iss.", "heft", "n°"];
    // The number of a report may be its name: `No. 12-04`.
    if !matches!(&*cell.subject.type_name(), "article" | "periodical") {
        return;
    }
    if let Some((label, rest)) = scan::label(cell, &labels) {
        let finding = cell.found(&RULE, label.clone(), "a style prints the label itself");
        sink.cell(
            cell,
            finding.unsafe_("take the label out", cell.replace(label.start..rest, "")),
        );
    }
}
