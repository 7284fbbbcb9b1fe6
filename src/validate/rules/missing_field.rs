//! A field is missing that the type of the entry needs.

use crate::validate::prelude::*;
use crate::validate::tables::required::REQUIRED;

pub(super) static RULE: Rule = Rule {
    name: "missing-field",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "a field is missing that the type of the entry needs",
    doc: r"What a type needs stands in the manuals of both programs; styles print a gap or a warning without
it. An entry that inherits (`crossref`, `xdata`) is not looked at.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, year = 2001}
```

Source: btxdoc 3.1; biblatex manual 2.1.1; biber's data model (`mandatory`).
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let links = [Field::CROSSREF, Field::XDATA, Field::XREF];
    if links.iter().any(|link| subject.entry.has(*link)) {
        return;
    }
    let kind = subject.type_name();
    let Some(row) = REQUIRED.iter().find(|row| row.types.contains(&&*kind)) else { return };
    for need in row.needs {
        if need.iter().any(|field| subject.says(*field)) {
            continue;
        }
        // BibTeX needs nothing of `@misc` (btxdoc 3.1).
        if kind == "misc" && subject.dialect() != Dialect::Biblatex {
            continue;
        }
        let first = need.first().copied().unwrap_or(Field::TITLE);
        let mut name = format!("`{}`", subject.name_of(first));
        // The two that everybody knows; the others are rare.
        if need.get(..2) == Some(&[Field::AUTHOR, Field::EDITOR]) {
            name.push_str(" or `editor`");
        }
        sink.entry(subject, subject.found(&RULE, format!("`@{kind}` needs {name}")));
    }
}
