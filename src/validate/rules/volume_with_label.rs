//! The volume has its label in it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "volume-with-label",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the volume has its label in it",
    doc: r"Styles print “vol.” themselves, in the language of the document, or not at all.

```bib
@article{a, title = {Trade}, journal = {Crafts}, volume = {Vol. 12}, year = 2001}
```

Source: btxdoc 3.2, `volume`; biblatex manual 2.2.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["volume"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let labels = ["volume", "vol.", "vol", "band", "bd.", "tome", "t."];
    if let Some((label, rest)) = scan::label(cell, &labels) {
        let finding = cell.found(&RULE, label.clone(), "a style prints the label itself");
        sink.cell(
            cell,
            finding.unsafe_("take the label out", cell.replace(label.start..rest, "")),
        );
    }
}
