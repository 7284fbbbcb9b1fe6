//! Initials without full stops.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "bare-initials",
    group: Group::Names,
    severity: Severity::Info,
    summary: "initials without full stops",
    doc: r"`Doe, JM` has a given name of two letters; styles abbreviate it to “J.” and lose the M.

```bib
@article{a, author = {Doe, JM and Roe, J}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4; JabRef's formatter “normalize names”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    for person in people {
        let Some((family, given)) = person.text.rsplit_once(',') else { continue };
        let trimmed = given.trim();
        let is_suffix = matches!(trimmed, "II" | "III" | "IV" | "VI" | "JR" | "SR");
        let letters = trimmed.len() >= 2
            && trimmed.len() <= 4
            && trimmed.bytes().all(|b| b.is_ascii_uppercase());
        // In a text without small letters nothing tells initials.
        if !letters
            || is_suffix
            || scan::institution(family).is_some()
            || !family.contains(char::is_lowercase)
            || person.text.contains('{')
        {
            continue;
        }
        let start = person.range.start
            + family.len()
            + 1
            + (given.len() - given.trim_start().len());
        let range = start..start + trimmed.len();
        let parted: Vec<String> = trimmed.chars().map(|c| format!("{c}.")).collect();
        let parted = parted.join(" ");
        let finding =
            cell.found(&RULE, range.clone(), format!("`{trimmed}` is one given name"));
        let fix = cell.replace(range, &parted);
        sink.cell(cell, finding.unsafe_(&format!("write {parted}"), fix));
    }
}
