//! The sign of a lost character.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "replacement-character",
    group: Group::Text,
    severity: Severity::Error,
    summary: "the sign of a lost character",
    doc: r"U+FFFD stands where a program could not read a letter; the letter is gone.

```bib
@article{a, author = {M�ller, Jan}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: Unicode 16, 23.8, “Replacement Character”; biblatex manual 2.4.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::NON_ASCII, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if let Some(at) = cell.text.find('\u{fffd}') {
        let count = cell.text.matches('\u{fffd}').count();
        let message = match count {
            1 => "a letter was lost here".to_owned(),
            count => format!("a letter was lost here, and {} more after it", count - 1),
        };
        sink.cell(cell, cell.found(&RULE, at..at + 3, message));
    }
}
