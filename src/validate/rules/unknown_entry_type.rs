//! An entry has a type that neither program knows.

use crate::model::EntryKind;
use crate::text::nearest;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unknown-entry-type",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "an entry has a type that neither program knows",
    doc: r"Styles print an entry of an unknown type as if it were `@misc`, and say so.

```bib
@artcle{a, author = {Doe, Jane}, title = {Trade}, year = 2001}
```

Source: btxdoc 3.1; biblatex manual 2.1; biber's data model; papis doctor, `bibtex-type`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if subject.entry.kind().is_known() {
        return;
    }
    let name = subject.type_name();
    let finding = subject.found_type(&RULE, format!("no style knows the type `@{name}`"));
    let known = EntryKind::all().filter_map(EntryKind::info);
    let near = nearest(&name, known.flat_map(|info| [info.bibtex, info.biblatex]));
    sink.entry(
        subject,
        match near {
            Some(near) => finding
                .help(format!("did you mean `@{near}`?"))
                .unsafe_("use that type", subject.set_type(near)),
            None => finding,
        },
    );
}
