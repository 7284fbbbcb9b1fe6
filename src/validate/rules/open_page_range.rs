//! A range of pages has no end.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "open-page-range",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a range of pages has no end",
    doc: r"`178--` was left to be filled in.

```bib
@article{a, title = {Trade}, journal = {Crafts}, pages = {178--}, year = 2001}
```

Source: JabRef's check “valid range of pages”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages", "page"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let bare = text.trim_end_matches(['-', '–', '—', '?', ' ']);
    let first = text.trim_start_matches(['-', '–', '—', '?', ' ']);
    if bare.len() < text.len()
        && text.get(bare.len()..).is_some_and(|end| end.contains(['-', '–', '—']))
        && !bare.is_empty()
    {
        sink.cell(
            cell,
            cell.found(
                &RULE,
                start + bare.len()..start + text.len(),
                "the range has no end",
            ),
        );
    } else if first.len() < text.len()
        && text.starts_with(['-', '–', '—'])
        && !first.is_empty()
    {
        let dash = text.len() - first.len();
        sink.cell(
            cell,
            cell.found(&RULE, start..start + dash, "the range has no beginning"),
        );
    }
}
