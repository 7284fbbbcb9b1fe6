//! A hyphen stands for a dash.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "hyphen-as-dash",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a hyphen stands for a dash",
    doc: r"Between words with spaces around it an en or em dash is meant: `--` or `---`.

```bib
@article{a, author = {Doe, Jane}, title = {Trade - a study}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 2; Chicago Manual of Style, 17th ed., 6.78.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["title", "booktitle", "subtitle"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex || !cell.classes.meets(Classes::HYPHEN) {
        return;
    }
    let edits: Vec<_> = scan::walk(&cell.text)
        .filter(|c| c.c == '-' && c.is_text())
        .filter(|c| {
            let (before, after) = cell.text.split_at(c.at);
            let word = |text: Option<char>| {
                text.is_some_and(|c| {
                    c.is_alphanumeric() || matches!(c, ')' | '(' | '}' | '{' | '.' | '?')
                })
            };
            before.ends_with(' ')
                && after.starts_with("- ")
                && word(before.trim_end().chars().next_back())
                && word(after.get(1..).and_then(|rest| rest.trim_start().chars().next()))
        })
        .map(|c| (c.at..c.at + 1, "--".to_owned()))
        .collect();
    if let Some((range, _)) = edits.first() {
        let finding = cell.found(&RULE, range.clone(), "a hyphen where a dash is meant");
        sink.cell(cell, finding.unsafe_("write `--`", cell.edits(&edits)));
    }
}
