//! A value ends with a comma or a semicolon.

use crate::model::Datatype;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "trailing-punctuation",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a value ends with a comma or a semicolon",
    doc: r"It was copied with the text after it; styles print it beside their own punctuation.

```bib
@book{a, author = {Doe, Jane}, title = {Trade and crafts,}, publisher = {Example}, year = 2001}
```

Source: bibtool, `check.rule`; biblatex manual 2.2.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let bare = text.trim_end_matches([',', ';', ' ']);
    if bare.len() == text.len() || bare.is_empty() || !cell.is_printed() {
        return;
    }
    // `month = jun # " 11, "` is printed before the year; a list of keywords may end so.
    let list = matches!(cell.field.datatype(), Datatype::Names | Datatype::Keywords);
    let names = list || cell.name == "month";
    let entity =
        text.ends_with(';') && bare.rfind('&').is_some_and(|at| bare.len() - at < 10);
    if names || entity || bare.ends_with('\\') {
        return;
    }
    let range = start + bare.len()..start + text.len();
    let finding = cell.found(&RULE, range.clone(), "nothing comes after it");
    sink.cell(cell, finding.unsafe_("remove it", cell.replace(range, "")));
}
