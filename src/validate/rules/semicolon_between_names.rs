//! Names are separated by semicolons.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "semicolon-between-names",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "names are separated by semicolons",
    doc: r"BibTeX separates names by ` and `; this list is read as one person.

```bib
@article{a, author = {Doe, Jane; Roe, Jim}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 3.2, `author`; JabRef's check “names are not in the standard BibTeX format”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    for person in people.iter().filter(|person| person.text.contains(';')) {
        let separators = scan::outside_braces(person.text, ';');
        let Some(first) = separators.first() else { continue };
        let at = person.range.start;
        // `&amp;` and the like end with a semicolon too.
        let entity = |position: usize| {
            let before = person.text.get(..position).unwrap_or("");
            let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
            let numbered = number.len() < before.len() && number.ends_with('#');
            numbered
                || before
                    .rfind('&')
                    .is_some_and(|amp| !before.get(amp..).unwrap_or("").contains(' '))
        };
        if entity(*first) {
            continue;
        }
        let finding = cell.found(
            &RULE,
            at + first..at + first + 1,
            "`and` separates names, not a semicolon",
        );
        let edits: Vec<_> = separators
            .iter()
            .map(|position| {
                let rest = person.text.get(position + 1..).unwrap_or("");
                let space = rest.len() - rest.trim_start().len();
                let text = if rest.trim().is_empty() { "" } else { " and " };
                (at + position..at + position + 1 + space, text.to_owned())
            })
            .collect();
        sink.cell(cell, finding.unsafe_("write `and`", cell.edits(&edits)));
    }
}
