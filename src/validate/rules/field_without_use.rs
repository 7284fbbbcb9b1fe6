//! A field that no style prints for this type.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "field-without-use",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a field that no style prints for this type",
    doc: r"The type of the entry has no such field: a journal in a book, a book title in an article. Either the
type is wrong or the field is.

```bib
@inproceedings{a, author = {Doe, Jane}, title = {Trade}, journal = {Proc. Trade}, year = 2001}
```

Source: btxdoc 3.1, “required and optional fields”; biber's data model, “field not legal for the type”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

/// Types and the fields that are nothing to them.
const ROWS: &[(&[&str], &[&str])] = &[
    (
        &[
            "inproceedings",
            "conference",
            "incollection",
            "inbook",
            "book",
            "phdthesis",
            "mastersthesis",
            "techreport",
            "thesis",
            "report",
            "proceedings",
            "collection",
        ],
        &["journal", "journaltitle"],
    ),
    (
        &["article", "phdthesis", "mastersthesis", "thesis", "techreport", "report"],
        &["booktitle"],
    ),
    (&["article", "book", "inproceedings", "incollection"], &["school"]),
];

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let kind = subject.type_name();
    for (kinds, names) in ROWS {
        if !kinds.contains(&&*kind) {
            continue;
        }
        for name in *names {
            if let Some(cell) =
                subject.cell(name).filter(|cell| !cell.text.trim().is_empty())
            {
                let message = format!("no style prints `{name}` of `@{kind}`");
                sink.cell(&cell, cell.found_name(&RULE, message));
            }
        }
    }
}
