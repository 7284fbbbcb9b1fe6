//! A field that a program keeps for itself.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "bookkeeping-field",
    group: Group::Privacy,
    severity: Severity::Info,
    summary: "a field that a program keeps for itself",
    doc: r"Who added the entry, when, and in which group: no reader needs it, and it changes at every turn.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, owner = {jane}, timestamp = {2001-05-17}, year = 2001}
```

Source: JabRef, `owner`, `timestamp`, `groups`; BibDesk, `date-added`; Mendeley.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check)).when(When::Publish);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let is_kept = matches!(
        &*cell.name,
        "owner"
            | "timestamp"
            | "creationdate"
            | "modificationdate"
            | "date-added"
            | "date-modified"
            | "added-at"
            | "groups"
            | "qualityassured"
            | "username"
            | "interhash"
            | "intrahash"
            | "bibsource"
            | "biburl"
            | "citeulike-article-id"
            | "posted-at"
            | "added-by"
            | "__markedentry"
            | "markedentry"
    ) || cell.name.starts_with("x-ibid-")
        || cell.name.starts_with("mendeley-");
    if is_kept && !cell.text.trim().is_empty() {
        let finding = cell.found_name(&RULE, format!("`{}` is for a program", cell.name));
        sink.cell(cell, finding.unsafe_("remove the field", Some(cell.remove())));
    }
}
