//! A miscellaneous work has a journal and a volume.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "misc-with-journal",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a miscellaneous work has a journal and a volume",
    doc: r"`@misc` prints neither: the entry is an article.

```bib
@misc{a, author = {Doe, Jane}, title = {Trade}, journal = {Crafts}, volume = 3, year = 2001}
```

Source: btxdoc 3.1, `misc`, `article`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if subject.type_name() != "misc" {
        return;
    }
    let journal = subject.cell("journal").or_else(|| subject.cell("journaltitle"));
    let Some(journal) = journal.filter(|cell| !cell.text.trim().is_empty()) else { return };
    // A preprint has an arXiv number for a volume.
    let preprint = scan::find_ignoring_case(&journal.text, "rxiv").is_some();
    if !preprint && subject.says(Field::VOLUME) {
        let finding =
            subject.found_type(&RULE, "an article has a journal and a volume".to_owned());
        sink.entry(
            subject,
            finding.unsafe_("make it `@article`", subject.set_type("article")),
        );
    }
}
