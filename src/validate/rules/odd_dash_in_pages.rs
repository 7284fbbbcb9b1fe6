//! A range of pages with another dash than an en dash.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "odd-dash-in-pages",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a range of pages with another dash than an en dash",
    doc: r"An em dash (`---`), a minus or a typographic hyphen stands between the pages.

```bib
@article{a, title = {Trade}, journal = {Crafts}, pages = {178---187}, year = 2001}
```

Source: JabRef's formatter “normalize page numbers”; btxdoc 3.2, `pages`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex
        || !cell.classes.meets(Classes::HYPHEN.or(Classes::NON_ASCII))
    {
        return;
    }
    let odd =
        ["---", "\u{2014}", "\u{2212}", "\u{2010}", "\u{2011}", "\u{2012}", "\\textemdash"];
    let Some((at, dash)) = odd.iter().find_map(|dash| Some((cell.text.find(dash)?, *dash)))
    else {
        return;
    };
    let end = at
        + dash.len()
        + cell
            .text
            .get(at + dash.len()..)
            .unwrap_or("")
            .bytes()
            .take_while(|b| *b == b'-')
            .count();
    // A row of dashes stands for nothing.
    if !cell.text.contains(|c: char| c.is_alphanumeric()) {
        return;
    }
    let finding = cell.found(&RULE, at..end, "a range takes an en dash");
    let numbers = cell
        .text
        .get(..at)
        .is_some_and(|t| t.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    let fix = cell.replace(at..end, "--").filter(|_| numbers);
    sink.cell(cell, finding.safe("write `--`", fix));
}
