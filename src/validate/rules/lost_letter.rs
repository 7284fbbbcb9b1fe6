//! A question mark stands for a lost letter.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "lost-letter",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a question mark stands for a lost letter",
    doc: r"`M?ller` was converted from one encoding to another that lacks the letter.

```bib
@article{a, author = {M?ller, Jan}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: issue threads of JabRef and Zotero on lost encodings; biblatex manual 2.4.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::QUESTION) {
        return;
    }
    for person in people {
        let chars: Vec<(usize, char)> = person.text.char_indices().collect();
        let lost = chars.windows(3).find_map(|three| match three {
            [(_, a), (at, '?'), (_, b)] if a.is_alphabetic() && b.is_lowercase() => {
                Some(*at)
            }
            _ => None,
        });
        if let Some(at) = lost {
            let at = person.range.start + at;
            sink.cell(cell, cell.found(&RULE, at..at + 1, "a letter was lost here"));
        }
    }
}
