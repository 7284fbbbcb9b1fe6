//! A font command of LaTeX 2.09.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "obsolete-font-command",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a font command of LaTeX 2.09",
    doc: r"`{\em …}` does not know what surrounds it and is no longer defined by many classes; write
`\emph{…}`.

```bib
@article{a, author = {Doe, Jane}, title = {Trade of {\em Cannabis}}, journal = {Crafts}, year = 2001}
```

Source: *l2tabu*, 2.1.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::BACKSLASH, check));

const COMMANDS: [(&str, &str); 7] = [
    ("em", "emph"),
    ("it", "textit"),
    ("bf", "textbf"),
    ("sc", "textsc"),
    ("tt", "texttt"),
    ("sl", "textsl"),
    ("sf", "textsf"),
];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex || !cell.is_printed() {
        return;
    }
    let (mut seen, mut math) = (0, false);
    for (at, _) in cell.text.match_indices("{\\") {
        let rest = cell.text.get(at + 2..).unwrap_or("");
        // In math they are `\mathbf` and so on.
        let between = cell.text.get(seen..at).unwrap_or("");
        math ^= !between.matches('$').count().is_multiple_of(2);
        seen = at;
        if math {
            continue;
        }
        let Some((old, new)) = COMMANDS.iter().find(|(old, _)| {
            rest.strip_prefix(old).is_some_and(|after| after.starts_with([' ', '\n', '~']))
        }) else {
            continue;
        };
        let range = at + 1..at + 2 + old.len();
        let finding = cell.found(&RULE, range, format!("`\\{old}` is obsolete"));
        let fix = cell.edits(&[(at..at + 2 + old.len() + 1, format!("\\{new}{{"))]);
        sink.cell(cell, finding.unsafe_(&format!("write `\\{new}{{…}}`"), fix));
        return;
    }
}
