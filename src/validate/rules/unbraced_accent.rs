//! An accent in a name without braces around it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unbraced-accent",
    group: Group::Names,
    severity: Severity::Info,
    summary: "an accent in a name without braces around it",
    doc: r#"BibTeX sees `{\"u}` as one letter, but `\"u` as three: sorting, labels and abbreviated names come out
wrong.

```bib
@article{a, author = {M\"uller, Jan}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4, “special characters”; T. Bahls and N. Markey, *Tame the BeaST*, 10.
"#,
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    let tex = cell.syntax == Syntax::Tex && cell.subject.dialect() != Dialect::Biblatex;
    if !tex || !cell.classes.meets(Classes::BACKSLASH) {
        return;
    }
    for person in people.iter().filter(|person| person.text.contains('\\')) {
        let mut edits = Vec::new();
        let mut first = None;
        for c in scan::walk(person.text).filter(|c| c.c == '\\' && c.depth == 0 && !c.math)
        {
            let rest = person.text.get(c.at + 1..).unwrap_or("");
            let Some(len) = accented(rest) else { continue };
            let start = person.range.start + c.at;
            first.get_or_insert(start..start + 1 + len);
            edits.push((start..start, "{".to_owned()));
            edits.push((start + 1 + len..start + 1 + len, "}".to_owned()));
        }
        if let Some(range) = first {
            let shown = cell.text.get(range.clone()).unwrap_or("");
            let message = format!("`{shown}` counts as several letters to BibTeX");
            let finding = cell.found(&RULE, range, message);
            sink.cell(cell, finding.unsafe_("put it in braces", cell.edits(&edits)));
        }
    }
}

/// The length of an accent and its letter after the backslash: `"u`, `'{e}`, `c{c}`.
fn accented(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let sign = "\"'`^~=.".contains(first);
    let letter = matches!(first, 'c' | 'v' | 'u' | 'H' | 'k' | 'r' | 'd' | 'b')
        && text.get(1..)?.starts_with('{');
    if !sign && !letter {
        return None;
    }
    let rest = text.get(1..)?;
    if let Some(inside) = rest.strip_prefix('{') {
        let end = inside.find('}')?;
        return (end <= 4 && end > 0).then_some(end + 3);
    }
    if let Some(command) = rest.strip_prefix('\\') {
        return command.starts_with(['i', 'j']).then_some(3).filter(|_| {
            !command.get(1..).is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == ' ')
            })
        });
    }
    rest.chars().next().filter(|c| c.is_alphabetic()).map(|c| 1 + c.len_utf8())
}
