//! Straight quotation marks in a title.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "straight-quotes",
    group: Group::Text,
    severity: Severity::Info,
    summary: "straight quotation marks in a title",
    doc: r#"LaTeX prints two closing marks. Write ``` ``…'' ```, “…” or `\enquote{…}`.

```bib
@article{a, author = {Doe, Jane}, title = {The "free" trade}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 2; csquotes manual, 1.
"#,
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["title", "booktitle"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex || !cell.classes.meets(Classes::QUOTE) {
        return;
    }
    // `"a` and `"=` of babel are accents and hyphens.
    let shorthand = |at: usize| {
        let next = cell.text.get(at + 1..).unwrap_or("");
        next.starts_with(['`', '\'', '=', '~', '|', '<', '>'])
    };
    let marks: Vec<usize> = scan::walk(&cell.text)
        .filter(|c| c.c == '"' && c.is_text() && !shorthand(c.at))
        .map(|c| c.at)
        .collect();
    let bytes = cell.text.as_bytes();
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let open = |at: usize| {
        matches!(byte(at.checked_sub(1)), b' ' | b'(' | b'\n' | b'{' | b'-' | b'[')
    };
    let pairs = marks.len().is_multiple_of(2)
        && marks.chunks(2).all(|pair| match pair {
            [a, b] => {
                open(*a)
                    && !byte(Some(a + 1)).is_ascii_whitespace()
                    && !byte(b.checked_sub(1)).is_ascii_whitespace()
            }
            _ => false,
        });
    let (Some(first), true) = (marks.first(), pairs) else { return };
    let edits: Vec<_> = marks
        .iter()
        .enumerate()
        .map(|(n, at)| (*at..at + 1, if n % 2 == 0 { "``" } else { "''" }.to_owned()))
        .collect();
    let finding = cell.found(&RULE, *first..first + 1, "LaTeX prints a closing mark");
    sink.cell(cell, finding.unsafe_("write ``…''", cell.edits(&edits)));
}
