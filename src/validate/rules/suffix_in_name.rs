//! The suffix of a name is not where BibTeX reads it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "suffix-in-name",
    group: Group::Names,
    severity: Severity::Info,
    summary: "the suffix of a name is not where BibTeX reads it",
    doc: r"The order is “family, suffix, given”: `Doe, Jr., John`. Elsewhere “Jr.” is a part of the family or
given name, and is sorted and abbreviated with it.

```bib
@article{a, author = {Doe Jr., John and Roe, Jim, III}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4, “von Last, Jr, First”; biblatex manual 2.2.1, “name lists”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex {
        return;
    }
    for person in people {
        let text = person.text;
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let ending = |text: &str| -> Option<(String, String)> {
            let (rest, last) = text.rsplit_once([' ', '~'])?;
            is_suffix(last).then(|| (rest.trim().to_owned(), last.to_owned()))
        };
        let right = match parts.as_slice() {
            [family, given] if !given.is_empty() => match (ending(family), ending(given)) {
                (Some((family, suffix)), None) => format!("{family}, {suffix}, {given}"),
                (None, Some((given, suffix))) => format!("{family}, {suffix}, {given}"),
                _ => continue,
            },
            [family, given, suffix] if is_suffix(suffix) && !is_suffix(given) => {
                format!("{family}, {suffix}, {given}")
            }
            [name] => match ending(name) {
                Some((rest, suffix)) => match rest.rsplit_once(' ') {
                    Some((given, family)) => format!("{family}, {suffix}, {given}"),
                    None => continue,
                },
                None => continue,
            },
            _ => continue,
        };
        if text.contains(['{', '\\']) {
            continue;
        }
        let finding =
            cell.found(&RULE, person.range.clone(), "BibTeX reads no suffix here");
        let fix = cell.replace(person.range.clone(), &right);
        sink.cell(cell, finding.unsafe_(&format!("write {right}"), fix));
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Jr" | "jr." | "Sr." | "Sr" | "II" | "III" | "IV")
}
