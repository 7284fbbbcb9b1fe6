//! A list has the same person twice.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "repeated-name",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "a list has the same person twice",
    doc: r"Mostly a slip of copying; two people of one name tell themselves apart by more than initials.

```bib
@article{a, author = {Doe, Jane and Roe, Jim and Doe, Jane}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: papis doctor, `duplicated-values`; bibtool, `check.double`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if people.len() < 2 {
        return;
    }
    let full = |text: &str| {
        text.split([' ', ',', '~'])
            .filter(|word| {
                let letters = word.chars().filter(|c| c.is_alphabetic()).count();
                letters >= 3 && !word.ends_with('.')
            })
            .count()
            >= 2
    };
    let mut names: Vec<(&str, &std::ops::Range<usize>)> =
        people.iter().map(|person| (person.text, &person.range)).collect();
    names.sort_unstable_by_key(|(text, range)| (*text, range.start));
    for pair in names.windows(2) {
        let [(a, _), (b, range)] = pair else { continue };
        if a == b && full(a) {
            sink.cell(
                cell,
                cell.found(&RULE, (*range).clone(), format!("`{a}` stands here twice")),
            );
        }
    }
}
