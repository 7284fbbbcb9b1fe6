//! An entry has the old name of its type.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "type-alias",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "an entry has the old name of its type",
    doc: r"`@conference` is `@inproceedings` to both programs, `@electronic` and `@www` are `@online` to BibLaTeX. One
name throughout is easier to search; this rule must be selected.

```bib
@conference{a, author = {Doe, Jane}, title = {Trade}, booktitle = {Kiln Days}, year = 2001}
```

Source: btxdoc 3.1, `conference`; biblatex manual 2.1.2, “type aliases”; papis doctor, `biblatex-type-alias`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check)).when(When::Selected);

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let biblatex = subject.dialect() == Dialect::Biblatex;
    let name = subject.type_name();
    let new = match &*name {
        "conference" => "inproceedings",
        "electronic" | "www" if biblatex => "online",
        _ => return,
    };
    let finding = subject.found_type(&RULE, format!("`@{name}` is `@{new}`"));
    sink.entry(subject, finding.safe("use that name", subject.set_type(new)));
}
