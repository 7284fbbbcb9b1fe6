//! Names are separated by commas.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "commas-between-names",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "names are separated by commas",
    doc: r"A name has two commas at most: “Doe, Jr, Jane”. Of three full
names with commas between them the second is read as a suffix; with more commas BibTeX says “too many commas” and biber
drops the name; a list of names takes ` and ` between them. “J. Doe, E. Roe” is one name of the family “J. Doe”.

```bib
@article{a, author = {Doe, J., Roe, J., Poe, E.}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4; `bibtex.web`, “Too many commas”; JabRef's check of names.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    for person in people.iter().filter(|person| person.text.contains(',')) {
        let commas = scan::outside_braces(person.text, ',');
        let ends_with_one = commas.last().is_some_and(|at| at + 1 == person.text.len());
        let count = commas.len() - usize::from(ends_with_one);
        // `family=Doe, given=Jane, prefix=von, suffix=Jr` (biblatex manual, 3.4).
        let extended = person.text.contains("family=") || person.text.contains("given=");
        let parts: Vec<&str> = person.text.split(',').map(str::trim).collect();
        // `Jane Doe, Jim Roe, Eve Poe`: no suffix is two words.
        let three = count == 2
            && parts.len() == 3
            && !person.text.contains(['{', '\\'])
            && parts.iter().all(|part| part.contains(' '));
        // `J. Doe, E. Roe`: no family name begins with initials.
        let two = count == 1 && parts.len() == 2 && parts.iter().all(|part| leads(part));
        if count < 3 && !three && !two || extended || person.text.contains(';') {
            continue;
        }
        let message = match two {
            true => "two names with a comma between them".to_owned(),
            false => format!("a name with {count} commas"),
        };
        let finding = cell.found(&RULE, person.range.clone(), message);
        // `Doe, J., Roe, J.`: every second comma separates.
        let pairs = parts.len().is_multiple_of(2)
            && commas.len() == parts.len() - 1
            && parts.iter().skip(1).step_by(2).all(|part| scan::is_initials(part));
        let singles =
            parts.iter().all(|part| part.contains(' ')) && commas.len() == parts.len() - 1;
        let step = if pairs { 2 } else { 1 };
        let at = person.range.start;
        let edits: Vec<_> = commas
            .iter()
            .skip(step - 1)
            .step_by(step)
            .map(|comma| (at + comma..at + comma + 1, " and".to_owned()))
            .collect();
        let fix = (pairs || singles).then(|| cell.edits(&edits)).flatten();
        sink.cell(cell, finding.unsafe_("write `and` between the names", fix));
    }
}

/// Whether initials stand first, and a family name follows.
fn leads(part: &str) -> bool {
    let mut words = part.split([' ', '~']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    let last = words.next_back().unwrap_or("");
    let name = last.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    first.ends_with('.') && scan::is_initials(first) && name && !last.ends_with('.')
}
