//! Pages stand in the title of the book.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "pages-in-booktitle",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "pages stand in the title of the book",
    doc: r"They belong into `pages`, where styles print them their way.

```bib
@inproceedings{a, author = {Doe, Jane}, title = {Trade}, booktitle = {Kiln Days, pp. 12--15}, year = 2001}
```

Source: JabRef's check “booktitle contains pages”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["booktitle", "container-title"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::DIGIT) {
        return;
    }
    for label in [" pp. ", " pp.", " pages ", " pp "] {
        let Some(at) = scan::find_ignoring_case(&cell.text, label) else { continue };
        let rest = cell.text.get(at + label.len()..).unwrap_or("").trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = rest.get(digits..).unwrap_or("");
        if digits > 0 && after.trim_start().starts_with(['-', '–']) {
            let end = after.trim_start_matches(|c: char| {
                c == '-' || c == '–' || c.is_ascii_digit() || c == ' '
            });
            let end = cell.text.len() - end.len();
            sink.cell(cell, cell.found(&RULE, at + 1..end, "pages in a title"));
            return;
        }
    }
}
