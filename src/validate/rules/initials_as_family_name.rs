//! Initials stand where BibTeX looks for the family name.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "initials-as-family-name",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "initials stand where BibTeX looks for the family name",
    doc: r"Without a comma the last word is the family name: `Doe J.` is a person called J.

```bib
@article{a, author = {Doe J. and Roe J. R.}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4, “First von Last”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

/// Family names of two letters.
const FAMILIES: [&str; 22] = [
    "AI", "AN", "BO", "DO", "DU", "FU", "GE", "GU", "HE", "HO", "HU", "KO", "LE", "LI",
    "LU", "MA", "NG", "OH", "QI", "WU", "XU", "YU",
];

/// Whether a last word is a family name, not initials.
fn is_family(word: &str) -> bool {
    let short = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    !scan::is_initials(word)
        || !word.ends_with('.')
            && word.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
            && (!short || FAMILIES.contains(&word))
}

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    // `Sam WU and Gus XIA`: family names in capitals, as in much of Asia.
    if people.iter().all(|person| is_family(person.text.rsplit(' ').next().unwrap_or(""))) {
        return;
    }
    for person in people {
        let text = person.text;
        if text.contains([',', '{', ';', '&', '~']) {
            continue;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let initials =
            words.iter().rev().take_while(|word| scan::is_initials(word)).count();
        let family = words.len() - initials;
        let named = words.iter().take(family).all(|word| {
            word.chars().count() > 2
                && word.starts_with(|c: char| c.is_uppercase())
                && word.contains(|c: char| c.is_lowercase())
                && !word.ends_with('.')
        });
        // `IBM Research A`, `Class V`: a person's initial has a full stop, or all names are so.
        let last = words.last().copied().unwrap_or("");
        if initials == 0
            || family == 0
            || family > 2
            || !named
            || !(last.ends_with('.') || people.len() > 1)
        {
            continue;
        }
        if matches!(
            last,
            "II" | "III" | "IV" | "VI" | "Jr." | "JR" | "Inc." | "A.G." | "S.A."
        ) {
            continue;
        }
        let at = words
            .get(..family)
            .unwrap_or_default()
            .last()
            .map_or(0, |word| word.as_ptr().addr() - text.as_ptr().addr() + word.len());
        let start = person.range.start + at;
        let finding = cell.found(
            &RULE,
            start + 1..person.range.end,
            format!("the family name is read as `{last}`"),
        );
        sink.cell(
            cell,
            finding.unsafe_(
                "put a comma before the initials",
                cell.replace(start..start, ","),
            ),
        );
    }
}
