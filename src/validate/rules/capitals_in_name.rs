//! A name is in capitals.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "capitals-in-name",
    group: Group::Names,
    severity: Severity::Info,
    summary: "a name is in capitals",
    doc: r"Styles do not change the case of names: the name stands out in every list. Small capitals are the
business of the style.

```bib
@article{a, author = {STONE, JANE}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: biblatex manual 4.10.1, `\mkbibnamefamily`; bibtex-tidy, `--drop-all-caps`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::UPPER) {
        return;
    }
    for person in people {
        let text = person.text;
        // Institutions are acronyms; people have a comma, or two words.
        if text.contains(['{', '\\', '&', '/', '.']) && !text.contains(',')
            || text.contains('(')
            || text.starts_with('{')
            || scan::institution(text).is_some()
        {
            continue;
        }
        let family = match text.split_once(',') {
            Some((family, given)) if is_given(given.trim(), family) => family,
            Some(_) => continue,
            None => match text.rsplit_once(' ') {
                Some((given, family)) if is_loud(given) => family,
                _ => continue,
            },
        };
        if is_loud(family) && family.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
            let finding = cell.found(&RULE, person.range.clone(), "a name in capitals");
            // A given name in small letters stays as it is, with its accents in LaTeX.
            let given = text.get(family.len()..).unwrap_or("");
            let alone = text.starts_with(family) && given.contains(char::is_lowercase);
            let part = if alone { family } else { text };
            let quiet = quiet(part);
            let plain = !part.contains(['{', '\\']);
            let start = person.range.start;
            let fix = cell.replace(start..start + part.len(), &quiet).filter(|_| plain);
            sink.cell(cell, finding.unsafe_(&format!("write {quiet}"), fix));
        }
    }
}

/// `NIST, US` and `CALIF, RAND CORP SANTA MONICA` are no people.
fn is_given(given: &str, family: &str) -> bool {
    let clear = given.contains('.')
        || given.contains(char::is_lowercase)
        || family.trim().len() > 4;
    !given.is_empty() && clear && given.split_whitespace().count() <= 3
}

fn is_loud(text: &str) -> bool {
    let mut letters = 0;
    let loud = text.chars().all(|c| {
        letters += usize::from(c.is_uppercase());
        c.is_uppercase() || matches!(c, ' ' | '-' | '\'' | '’')
    });
    loud && letters >= 3
}

/// `DOE-ROE, JANE` as `Doe-Roe, Jane`; `JP` after a comma are two initials, and stay.
fn quiet(text: &str) -> String {
    if let Some((family, given)) = text.split_once(',')
        && given.trim().chars().count() <= 2
    {
        return format!("{},{given}", quiet(family));
    }
    let mut quiet = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        if inside {
            quiet.extend(c.to_lowercase())
        } else {
            quiet.push(c)
        }
        inside = c.is_alphabetic();
    }
    quiet
}
