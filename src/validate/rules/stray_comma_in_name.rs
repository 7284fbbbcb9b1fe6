//! A name ends or begins with a comma.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "stray-comma-in-name",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "a name ends or begins with a comma",
    doc: r"The part on the other side is empty: `Doe, Jane,` has three parts, and the last has nothing in it.

```bib
@article{a, author = {Doe, Jane, and Roe, Jim}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: `bibtex.web`, “comma at the end”; JabRef's check of names.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    for person in people {
        let text = person.text;
        let bare = text.trim_end_matches([',', ';', ' ']);
        let end = person.range.end;
        if bare.len() < text.len()
            && !bare.is_empty()
            && !bare.ends_with('\\')
            && !is_entity(bare, text)
        {
            let start = person.range.start + bare.len();
            let finding = cell.found(&RULE, start..end, "nothing comes after it");
            // `Doe,` is the same person without its comma; `Jane Doe,` is a family of two words.
            let fix = cell.replace(start..end, "");
            let finding = if bare.contains([' ', ',', '~']) {
                finding.unsafe_("remove it", fix)
            } else {
                finding.safe("remove it", fix)
            };
            sink.cell(cell, finding);
        } else if text.starts_with([',', ';']) {
            let rest = text.trim_start_matches([',', ';', ' ']);
            let start = person.range.start;
            let to = end - rest.len();
            let finding = cell.found(&RULE, start..start + 1, "nothing comes before it");
            let fix = cell.replace(start..to, "").filter(|_| !rest.is_empty());
            sink.cell(cell, finding.unsafe_("remove it", fix));
        }
    }
}

/// Whether the semicolon ends `&eacute;` or the like.
fn is_entity(bare: &str, text: &str) -> bool {
    text.get(bare.len()..).is_some_and(|end| end.starts_with(';'))
        && bare.rfind('&').is_some_and(|at| !bare.get(at..).unwrap_or("").contains(' '))
}
