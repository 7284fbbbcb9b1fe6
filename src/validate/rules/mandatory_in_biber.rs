//! A field is missing that biber's data model calls mandatory.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "mandatory-in-biber",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a field is missing that biber's data model calls mandatory",
    doc: r"`biber --validate-datamodel` wants the editor of an `@incollection` and the `type` of a `@report` or
`@thesis`. Styles print such entries without a gap, so the rule must be selected; what they cannot do
without, `missing-field` reports. An entry that inherits (`crossref`, `xdata`) is not looked at.

```bib
@report{a, author = {Doe, Jane}, title = {Trade}, institution = {Bank}, date = 2001}
```

Source: biblatex manual 2.1.1; biber's data model (`mandatory`).
",
};

/// Types, and what they need beside what `missing-field` asks for.
const NEEDS: &[(&[&str], &str)] =
    &[(&["incollection"], "editor"), (&["report", "thesis"], "type")];

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check)).when(When::Selected);

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let links = [Field::CROSSREF, Field::XDATA, Field::XREF];
    if subject.dialect() == Dialect::Bibtex
        || links.iter().any(|link| subject.entry.has(*link))
    {
        return;
    }
    let kind = subject.type_name();
    for (types, field) in NEEDS {
        if types.contains(&&*kind) && subject.cell(field).is_none() {
            let message = format!("biber wants `{field}` in `@{kind}`");
            sink.entry(subject, subject.found(&RULE, message));
        }
    }
}
