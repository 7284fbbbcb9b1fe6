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
        let name = written_name(first, &kind, subject.dialect());
        sink.entry(subject, subject.found(&RULE, format!("`@{kind}` needs `{name}`")));
    }
}

/// The name of a field in a file of the dialect.
fn written_name(field: Field, kind: &str, dialect: Dialect) -> &'static str {
    let classic = dialect != Dialect::Biblatex;
    match field {
        Field::CONTAINER_TITLE if kind != "article" => "booktitle",
        Field::CONTAINER_TITLE if classic => "journal",
        Field::CONTAINER_TITLE => "journaltitle",
        Field::ISSUED if classic => "year",
        Field::ISSUED => "date",
        Field::INSTITUTION if classic && kind.ends_with("thesis") => "school",
        Field::URL => "url",
        field => field.name(),
    }
}
