//! A dollar sign opens math that nothing closes.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-math",
    group: Group::Text,
    severity: Severity::Error,
    summary: "a dollar sign opens math that nothing closes",
    doc: r"LaTeX stops or sets the rest in italics; a price is written `\$5`.

```bib
@article{a, author = {Doe, Jane}, title = {Trade for $5 a pot}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 16; JabRef's check of LaTeX syntax.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::DOLLAR, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex || !cell.is_printed() {
        return;
    }
    let bytes = cell.text.as_bytes();
    let bare: Vec<usize> = memchr::memchr_iter(b'$', bytes)
        .filter(|at| at.checked_sub(1).and_then(|at| bytes.get(at)) != Some(&b'\\'))
        .collect();
    if bare.len().is_multiple_of(2) {
        return;
    }
    let Some(last) = bare.last() else { return };
    let finding = cell.found(&RULE, *last..last + 1, "no second `$` closes this math");
    let price = bare.len() == 1 && bytes.get(last + 1).is_some_and(u8::is_ascii_digit);
    let fix = price.then(|| cell.replace(*last..*last, "\\")).flatten();
    sink.cell(cell, finding.unsafe_("write `\\$`", fix));
}
