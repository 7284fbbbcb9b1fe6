//! Several spaces for one.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "repeated-space",
    group: Group::Text,
    severity: Severity::Info,
    summary: "several spaces for one",
    doc: r"TeX takes them for one; other programs do not. Line breaks with their indent are left alone: this
rule is a matter of taste and must be selected.

```bib
@article{a, author = {Doe, Jane}, title = {Trade  and crafts}, journal = {Crafts}, year = 2001}
```

Source: papis doctor, `string-cleaner`; JabRef's formatter “remove redundant spaces”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check)).when(When::Selected);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.is_prose() || !cell.text.contains("  ") {
        return;
    }
    let bytes = cell.text.as_bytes();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) =
        cell.text.get(at..).and_then(|rest| rest.find("  ")).map(|from| at + from)
    {
        let len = bytes.iter().skip(start).take_while(|b| **b == b' ').count();
        let line = start
            .checked_sub(1)
            .and_then(|at| bytes.get(at))
            .is_none_or(|b| *b == b'\n' || *b == b'\r');
        let ends = bytes.get(start + len).is_none_or(|b| *b == b'\n' || *b == b'\r');
        if !line && !ends {
            edits.push((start + 1..start + len, String::new()));
        }
        at = start + len;
    }
    if let Some((first, _)) = edits.first() {
        let finding =
            cell.found(&RULE, first.start - 1..first.end, "several spaces for one");
        sink.cell(cell, finding.safe("leave one", cell.edits(&edits)));
    }
}
