//! An academic title in a name.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "title-in-name",
    group: Group::Names,
    severity: Severity::Info,
    summary: "an academic title in a name",
    doc: r"Titles and degrees are no part of a name; styles print and sort them as if they were.

```bib
@article{a, author = {Prof. Doe, Jane and Dr. Jim Roe}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: APA Publication Manual, 7th ed., 9.8; Chicago Manual of Style, 17th ed., 14.73 (“titles and degrees are omitted”).
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    let before = [
        "Dr. ",
        "Dr ",
        "Prof. ",
        "Prof ",
        "Professor ",
        "Doctor ",
        "Mr. ",
        "Mrs. ",
        "Ms. ",
    ];
    // `M.D.` is initials as well.
    let after = [", PhD", ", Ph.D.", " PhD", " Ph.D.", ", Ph. D.", ", MSc"];
    for person in people {
        let text = person.text;
        // “Dr. Dobb's” is a journal.
        if text.starts_with('{') || text.ends_with("'s") {
            continue;
        }
        let at = person.range.start;
        if let Some(title) = before.iter().find(|title| text.starts_with(*title)) {
            let finding = cell.found(
                &RULE,
                at..at + title.len() - 1,
                "a title is no part of the name",
            );
            sink.cell(
                cell,
                finding.unsafe_("take it out", cell.replace(at..at + title.len(), "")),
            );
        } else if let Some(title) = after.iter().find(|title| text.ends_with(*title)) {
            let start = person.range.end - title.len();
            let word = start + title.len() - title.trim_start_matches([',', ' ']).len();
            let finding = cell.found(
                &RULE,
                word..person.range.end,
                "a degree is no part of the name",
            );
            sink.cell(
                cell,
                finding.unsafe_("take it out", cell.replace(start..person.range.end, "")),
            );
        }
    }
}
