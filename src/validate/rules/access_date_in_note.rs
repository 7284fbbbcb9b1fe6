//! The day of access stands in a note.

use crate::model::Date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "access-date-in-note",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "the day of access stands in a note",
    doc: r"BibLaTeX has `urldate` for it, and prints it as the style wants.

```bib
@online{a, title = {Trade}, url = {https://example.org/}, note = {Accessed: 2003-05-17}, date = {2001}}
```

Source: biblatex manual 2.2.2, `urldate`; JabRef's clean-up.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["note", "addendum", "howpublished"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    // A classic style has no other place for it.
    if !cell.classes.meets(Classes::DIGIT)
        || cell.subject.dialect() == Dialect::Bibtex
        || text.len() > 60
        || text.contains("http")
    {
        return;
    }
    let words = [
        "last accessed",
        "date accessed",
        "accessed",
        "last visited",
        "visited",
        "retrieved",
        "last checked",
        "zugriff am",
        "abgerufen am",
        "consulté le",
        "online; accessed",
        "[online; accessed",
        "(accessed",
    ];
    let lower = text.to_ascii_lowercase();
    let Some(word) = words.iter().find(|word| lower.starts_with(*word)) else { return };
    let rest = text.get(word.len()..).unwrap_or("").trim_start_matches([':', ' ', '~']);
    let rest = rest.strip_prefix("on ").unwrap_or(rest).trim_end_matches([']', ')', '.']);
    let date = Date::parse_loose(rest);
    let finding = cell.found(
        &RULE,
        start..start + text.len(),
        "the day of access has a field of its own",
    );
    let free = !cell.subject.entry.has(Field::ACCESSED);
    let iso = date.to_string();
    let clear =
        !rest.contains('/') && matches!(date, Date::Single(parts) if parts.day != 0);
    let fix = (clear && free).then(|| {
        let rename = cell.rename("urldate", Field::ACCESSED);
        match cell.replace(cell.whole(), &iso) {
            Some(bare) => together(vec![rename, bare]),
            None => rename,
        }
    });
    sink.cell(cell, finding.unsafe_("name it `urldate`", fix));
}
