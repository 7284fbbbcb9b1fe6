//! A space before a comma.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "space-before-comma",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a space before a comma",
    doc: r"No language has a space there.

```bib
@article{a, author = {Doe, Jane}, title = {Trade , crafts and kilns}, journal = {Crafts}, year = 2001}
```

Source: Chicago Manual of Style, 17th ed., 6.7; papis doctor, `string-cleaner`.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(
        &[
            "title",
            "booktitle",
            "journal",
            "journaltitle",
            "publisher",
            "author",
            "editor",
            "series",
        ],
        check,
    ),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.text.contains(" ,") {
        return;
    }
    // `\ss ,` and `\dots ,`: the space ends the command.
    let mut command = false;
    let mut edits = Vec::new();
    for c in scan::walk(&cell.text) {
        let before = cell.text.get(..c.at).unwrap_or("");
        let rest = cell.text.get(c.at..).unwrap_or("");
        let word =
            before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ')' | '}'));
        if c.is_text()
            && !command
            && word
            && rest.starts_with(" ,")
            && !rest.starts_with(" ,,")
        {
            edits.push((c.at..c.at + 1, String::new()));
        }
        command = c.command;
    }
    if let Some((first, _)) = edits.first() {
        let finding =
            cell.found(&RULE, first.start..first.start + 2, "a space before a comma");
        // Between the parts of a name spaces do not count.
        let fix = cell.edits(&edits);
        sink.cell(
            cell,
            match cell.field.datatype() {
                crate::model::Datatype::Names => finding.safe("remove it", fix),
                _ => finding.unsafe_("remove it", fix),
            },
        );
    }
}
