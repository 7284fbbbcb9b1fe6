//! The pages are no pages.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-pages",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the pages are no pages",
    doc: r"Pages are numbers, Roman numerals and ranges of them. Words that say what is known (“in press”,
“Article 12”) belong into `pubstate`, `note` or `eid`.

```bib
@article{a, title = {Trade}, journal = {Crafts}, pages = {to appear}, year = 2001}
```

Source: JabRef's check “valid range of pages”; biblatex manual 2.2.1.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    if text.is_empty() || cell.classes.meets(Classes::DIGIT.or(Classes::BACKSLASH)) {
        return;
    }
    // Digits of other scripts: `۱-۱۷`.
    if text.contains(char::is_numeric) {
        return;
    }
    let roman = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.len() == 1
            || bare.chars().all(|c| "ivxlcdmIVXLCDM".contains(c))
    };
    if !text.split([' ', '-', '–', ',', '+']).all(roman) && !text.contains('?') {
        sink.cell(cell, cell.found(&RULE, cell.whole(), format!("`{text}` is no page")));
    }
}
