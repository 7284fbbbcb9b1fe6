//! The number of volumes is no number.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "volumes-not-a-number",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the number of volumes is no number",
    doc: r"`volumes` says how many there are; styles print “3 vols.” of it.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, volumes = {three}, date = 2001}
```

Source: biblatex manual 2.2.2, `volumes` (integer); biber's data model, data type integer.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["volumes"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    if text.is_empty() || text.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let words =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let lower = text.to_ascii_lowercase();
    let bare =
        ["vols.", "vols", "volumes", "vol."].iter().find_map(|end| lower.strip_suffix(end));
    let bare = bare.unwrap_or(&lower).trim();
    let number = match words.iter().position(|word| *word == bare) {
        Some(at) => Some((at + 1).to_string()),
        None => bare.bytes().all(|b| b.is_ascii_digit()).then(|| bare.to_owned()),
    };
    let fix = number.filter(|n| !n.is_empty()).and_then(|n| cell.replace(cell.whole(), &n));
    let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is no number"));
    sink.cell(cell, finding.unsafe_("write the number", fix));
}
