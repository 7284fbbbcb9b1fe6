//! A role of an editor that BibLaTeX does not know.

use crate::text::nearest;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unknown-editor-role",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a role of an editor that BibLaTeX does not know",
    doc: r"`editortype` is a key for which there is a localised word.

```bib
@book{a, editor = {Doe, Jane}, editortype = {compilator}, title = {Trade}, date = 2001}
```

Source: biblatex manual 2.3.6, “Editorial roles”.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(&["editortype", "editoratype", "editorbtype", "editorctype"], check),
);

const KNOWN: [&str; 13] = [
    "editor",
    "compiler",
    "founder",
    "continuator",
    "redactor",
    "reviser",
    "collaborator",
    "organizer",
    "director",
    "none",
    "translator",
    "commentator",
    "annotator",
];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    if text.is_empty() || KNOWN.contains(&text) {
        return;
    }
    let finding = cell.found(
        &RULE,
        cell.whole(),
        format!("BibLaTeX has no role `{text}` of its own"),
    );
    sink.cell(
        cell,
        match nearest(text, KNOWN) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help(format!("it has {}", KNOWN.join(", "))),
        },
    );
}
