//! A ligature is stored as one character.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "ligature-character",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a ligature is stored as one character",
    doc: r"`ﬁ` comes from copies of PDF files; it breaks searching. Programs that set text make ligatures
themselves.

```bib
@article{a, author = {Doe, Jane}, title = {Traﬃc}, journal = {Crafts}, year = 2001}
```

Source: JabRef's formatter “replace Unicode ligatures”; Unicode 16, 23.8, compatibility characters.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::NON_ASCII) {
        return;
    }
    let mut edits = Vec::new();
    let mut first = 0..0;
    for (at, c) in
        cell.text.char_indices().filter(|(_, c)| matches!(c, '\u{fb00}'..='\u{fb06}'))
    {
        let letters = match c {
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            '\u{fb04}' => "ffl",
            _ => "st",
        };
        if edits.is_empty() {
            first = at..at + c.len_utf8();
        }
        edits.push((at..at + c.len_utf8(), letters.to_owned()));
    }
    if !edits.is_empty() {
        let finding = cell.found(&RULE, first, "a ligature, not letters");
        sink.cell(cell, finding.safe("write the letters", cell.edits(&edits)));
    }
}
