//! Capitals in a title that styles make small.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unprotected-capitals",
    group: Group::Text,
    severity: Severity::Info,
    summary: "capitals in a title that styles make small",
    doc: r"BibTeX styles set titles in small letters: “DNA” becomes “dna” unless it stands in braces.

```bib
@article{a, author = {Doe, Jane}, title = {Trade in the USSR}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 3.2, `title`; JabRef's check “capital letters are not masked”; `plain.bst`, `change.case$`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["title"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let tex = cell.syntax == Syntax::Tex && cell.subject.dialect() != Dialect::Biblatex;
    // Titles of books keep their case.
    let kept = matches!(
        &*cell.subject.type_name(),
        "book" | "proceedings" | "phdthesis" | "manual" | "booklet" | "collection"
    );
    if !tex
        || kept
        || !cell.classes.meets(Classes::UPPER)
        || !cell.classes.meets(Classes::LOWER)
    {
        return;
    }
    let mut edits = Vec::new();
    let mut first = None;
    let mut loud = 0;
    let mut count = 0;
    let mut word: Option<(usize, usize, u32, u32)> = None;
    let end = cell.text.len();
    let ending = std::iter::once(scan::Char {
        at: end,
        c: ' ',
        depth: 1,
        command: false,
        math: false,
        verbatim: false,
    });
    for c in scan::walk(&cell.text).chain(ending) {
        let letter = c.c.is_alphanumeric() && c.is_text() && c.depth == 0;
        match (&mut word, letter) {
            (Some((_, stop, upper, lower)), true) => {
                *stop = c.at + c.c.len_utf8();
                *upper += u32::from(c.c.is_uppercase());
                *lower += u32::from(c.c.is_lowercase());
            }
            (None, true) => {
                word = Some((
                    c.at,
                    c.at + c.c.len_utf8(),
                    u32::from(c.c.is_uppercase()),
                    u32::from(c.c.is_lowercase()),
                ));
            }
            (Some((start, stop, upper, lower)), false) => {
                count += 1;
                // `{DNA}s`, `Mc{D}onald`, `LaTeX2e`: what touches a brace is in somebody's care.
                let near = c.c == '{'
                    || cell.text.get(..*start).is_some_and(|t| t.ends_with(['}', '\\']));
                let inside = *upper >= 2 && (*lower == 0 || *upper + *lower > 2);
                if inside && !near {
                    loud += u32::from(*lower == 0 && *stop - *start > 1);
                    first.get_or_insert(*start..*stop);
                    edits.push((*start..*start, "{".to_owned()));
                    edits.push((*stop..*stop, "}".to_owned()));
                }
                word = None;
            }
            (None, false) => {}
        }
    }
    // A title in capitals is another matter.
    if let Some(range) = first.filter(|_| loud * 2 < count) {
        let shown = cell.text.get(range.clone()).unwrap_or("").to_owned();
        let finding =
            cell.found(&RULE, range, format!("styles print `{}`", shown.to_lowercase()));
        sink.cell(cell, finding.unsafe_("put it in braces", cell.edits(&edits)));
    }
}
