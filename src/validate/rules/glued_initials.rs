//! Initials without a space between them.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "glued-initials",
    group: Group::Names,
    severity: Severity::Info,
    summary: "initials without a space between them",
    doc: r"`J.R.` is one word to BibTeX: styles that abbreviate print “J.” and lose the R.

```bib
@article{a, author = {Doe, J.R.}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4; T. Bahls and N. Markey, *Tame the BeaST*, 9; JabRef's formatter “normalize names”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex {
        return;
    }
    for person in people {
        if person.text.starts_with('{') || !person.text.contains('.') {
            continue;
        }
        let mut edits = Vec::new();
        let mut depth = 0u32;
        let mut before = (' ', ' ');
        for (at, c) in person.text.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                // One capital before the full stop and a capital after it; `Ph.D.` is none.
                c if depth == 0
                    && c.is_uppercase()
                    && before.1 == '.'
                    && before.0.is_uppercase() =>
                {
                    let ahead = person
                        .text
                        .get(at + c.len_utf8()..)
                        .and_then(|rest| rest.chars().next());
                    if ahead.is_none_or(|next| next == '.' || next.is_alphabetic()) {
                        let at = person.range.start + at;
                        edits.push((at..at, " ".to_owned()));
                    }
                }
                _ => {}
            }
            before = (before.1, c);
        }
        if let Some((first, _)) = edits.first() {
            let finding = cell.found(
                &RULE,
                first.start - 2..first.start,
                "initials without a space between them",
            );
            sink.cell(cell, finding.unsafe_("part them", cell.edits(&edits)));
        }
    }
}
