//! An institution is read as a person.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unprotected-institution",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "an institution is read as a person",
    doc: r"`World Health Organization` becomes “Organization, W. H.”; braces keep it whole.

```bib
@misc{a, author = {World Health Organization}, title = {Trade}, year = 2001}
```

Source: btxdoc 4; biblatex manual 2.3.3, “corporate authors”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex {
        return;
    }
    for person in people {
        let text = person.text;
        if text.contains(['{', ';'])
            || !text.contains(' ')
            || text.contains(", ") && !text.ends_with("Inc.")
        {
            continue;
        }
        let first = text.split_whitespace().next().unwrap_or("");
        let initial = first.len() <= 2 || first.ends_with('.');
        if let Some(word) = scan::institution(text).filter(|_| !initial) {
            let finding = cell.found(
                &RULE,
                person.range.clone(),
                format!("an institution (“{word}”) read as a person"),
            );
            let fix = cell.replace(person.range.clone(), &format!("{{{text}}}"));
            sink.cell(cell, finding.unsafe_("put it in braces", fix));
        }
    }
}
