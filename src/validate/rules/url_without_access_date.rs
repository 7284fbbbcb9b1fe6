//! A web page without the day on which it was read.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "url-without-access-date",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "a web page without the day on which it was read",
    doc: r"Pages change; styles such as MLA, ISO 690 and Chicago ask for the day on which an undated
page was read.

```bib
@online{a, title = {A page}, url = {https://example.org/}}
@online{b, title = {A page}, url = {https://example.org/}, urldate = {2020-01-02}}
```

Source: ISO 690:2021, 7.2.10; MLA Handbook, 9th ed., 5.111; Chicago Manual of Style, 17th ed., 14.12.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let entry = subject.entry;
    let is_page = matches!(entry.kind().csl(), "webpage" | "post" | "post-weblog");
    if is_page
        && entry.has(Field::URL)
        && !entry.has(Field::ACCESSED)
        && !entry.has(Field::ISSUED)
        && let Some(cell) = subject.cell_of(Field::URL)
    {
        let finding = cell.found(
            &RULE,
            cell.whole(),
            "the page has no date, and not the day on which it was read",
        );
        sink.cell(&cell, finding.help("add `urldate = {YYYY-MM-DD}`"));
    }
}
