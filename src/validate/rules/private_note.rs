//! A note to oneself.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "private-note",
    group: Group::Privacy,
    severity: Severity::Warning,
    summary: "a note to oneself",
    doc: r"`annote`, `comment`, `review` and the like are for the eyes of the one who wrote them.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, comment = {read chapter 3 again}, year = 2001}
```

Source: btxdoc 3.2, `annote`; JabRef, `comment` and `review`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check)).when(When::Publish);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let is_note = matches!(
        &*cell.name,
        "annote"
            | "annotation"
            | "comment"
            | "comments"
            | "review"
            | "remark"
            | "mynote"
            | "notes"
            | "ranking"
            | "rating"
            | "readstatus"
            | "read"
            | "priority"
    ) || cell.name.starts_with("comment-");
    if is_note && !cell.text.trim().is_empty() {
        let finding = cell.found(&RULE, cell.whole(), "a note to oneself");
        sink.cell(cell, finding.unsafe_("remove the field", Some(cell.remove())));
    }
}
