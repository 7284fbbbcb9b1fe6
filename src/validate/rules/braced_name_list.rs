//! Several people are in braces as one name.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "braced-name-list",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "several people are in braces as one name",
    doc: r"Braces make one institution of what is inside: nobody of these people can be found or sorted.

```bib
@article{a, author = {{Doe, Jane and Roe, Jim}}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4; biblatex manual 2.2.1, “name lists”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    let [only] = people else { return };
    let inside = only.text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let Some(inside) = inside.filter(|inside| is_balanced(inside)) else { return };
    let names = crate::validate::subject::people(inside);
    let person = |text: &str| {
        let family = text.split(',').next().unwrap_or("");
        text.contains(", ") && family.split_whitespace().count() <= 2
            || text.split_whitespace().any(|word| word.len() <= 3 && word.ends_with('.'))
    };
    if names.len() >= 2
        && names.iter().filter(|name| person(name.text)).count() * 2 > names.len()
    {
        let message = format!("{} people as one name", names.len());
        let finding = cell.found(&RULE, only.range.clone(), message);
        let (start, end) = (only.range.start, only.range.end);
        let fix =
            cell.edits(&[(start..start + 1, String::new()), (end - 1..end, String::new())]);
        sink.cell(cell, finding.unsafe_("take the braces away", fix));
    }
}

/// Whether each brace is closed after it was opened: `Doe} and {Roe` is not inside one pair.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}
