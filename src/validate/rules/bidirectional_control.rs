//! A control for the direction of text.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "bidirectional-control",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a control for the direction of text",
    doc: r"Such characters reorder what is shown, so that it reads otherwise than it is stored. Hebrew and Arabic
need none in a title.

```bib
@article{a, author = {Doe, Jane}, title = {Tra⟨U+202E⟩de}, journal = {Crafts}, year = 2001}
```

Source: Unicode Technical Report 36, “Bidirectional Text Spoofing”; CVE-2021-42574.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::NON_ASCII) {
        return;
    }
    let is_control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let found: Vec<(usize, char)> =
        cell.text.char_indices().filter(|(_, c)| is_control(*c)).collect();
    if let Some((at, c)) = found.first() {
        let message =
            format!("a control for the direction of text (U+{:04X})", u32::from(*c));
        let finding = cell.found(&RULE, *at..at + c.len_utf8(), message);
        let edits: Vec<_> =
            found.iter().map(|(at, c)| (*at..at + c.len_utf8(), String::new())).collect();
        sink.cell(cell, finding.unsafe_("remove it", cell.edits(&edits)));
    }
}
