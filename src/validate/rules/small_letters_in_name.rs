//! A name is in small letters.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "small-letters-in-name",
    group: Group::Names,
    severity: Severity::Info,
    summary: "a name is in small letters",
    doc: r"To BibTeX a word in small letters is a particle (“van”): `jane doe` has no family name.

```bib
@article{a, author = {doe, jane}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4, “von part”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    for person in people {
        let text = person.text;
        let words = text.split([' ', ',', '-']).filter(|word| !word.is_empty());
        let small = words.clone().all(|word| {
            word.chars().count() > 1 && word.chars().all(|c| c.is_lowercase() || c == '\'')
        });
        // `colaboradores, compiladores`, `et al`: no names.
        let others = text.ends_with('s') || text.starts_with("et ");
        if small && !others && words.count() >= 2 && !text.contains(['{', '\\']) {
            let mut upper = String::with_capacity(text.len());
            let mut inside = false;
            for c in text.chars() {
                if inside {
                    upper.push(c)
                } else {
                    upper.extend(c.to_uppercase())
                }
                inside = c.is_alphabetic();
            }
            let finding =
                cell.found(&RULE, person.range.clone(), "a name in small letters");
            let fix = cell.replace(person.range.clone(), &upper);
            sink.cell(cell, finding.unsafe_(&format!("write {upper}"), fix));
        }
    }
}
