//! “(ed.)” stands with a name.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "editor-mark-in-name",
    group: Group::Names,
    severity: Severity::Info,
    summary: "“(ed.)” stands with a name",
    doc: r"Styles print the role themselves, in the language of the document.

```bib
@book{a, editor = {Doe, Jane (ed.)}, title = {Trade}, publisher = {Example}, year = 2001}
```

Source: btxdoc 3.2, `editor`; biblatex manual 2.3.6.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    let marks = [
        "(ed.)",
        "(eds.)",
        "(ed)",
        "(eds)",
        "(hrsg.)",
        "(hg.)",
        "(editor)",
        "(editors)",
        ", ed.",
        ", eds.",
        ", editors",
        ", editor",
        " eds.",
        "(ред.)",
    ];
    for person in people {
        let lower = person.text.to_lowercase();
        if lower.len() != person.text.len() {
            continue;
        }
        let Some(mark) = marks.iter().find(|mark| lower.ends_with(*mark)) else { continue };
        let keep = person.text.len() - mark.len();
        let word = person.text.len() - mark.trim_start_matches([',', ' ']).len();
        let cut =
            person.text.get(..keep).unwrap_or("").trim_end_matches([' ', ',', '~']).len();
        if cut == 0 {
            continue;
        }
        let at = person.range.start;
        let finding = cell.found(
            &RULE,
            at + word..person.range.end,
            "a style prints the role itself",
        );
        let fix = cell.replace(at + cut..person.range.end, "");
        sink.cell(cell, finding.unsafe_("take it out", fix));
    }
}
