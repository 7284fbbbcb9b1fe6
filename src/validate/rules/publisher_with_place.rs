//! The place stands with the publisher.

use crate::validate::prelude::*;
use crate::validate::tables::places::PLACES;

pub(super) static RULE: Rule = Rule {
    name: "publisher-with-place",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the place stands with the publisher",
    doc: r"Styles print place and publisher in an order of their own; for that they need two fields.

```bib
@book{a, title = {Trade}, publisher = {Springer, Berlin}, year = 2001}
```

Source: btxdoc 3.2, `address`; biblatex manual 2.2.2, `location`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["publisher"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::STOP.or(Classes::COLON)) {
        return;
    }
    let (start, text) = cell.trimmed();
    let before = text.split_once(": ").filter(|(place, _)| is_place(place));
    let after = text.rsplit_once(", ").filter(|(_, place)| is_place(place));
    let (place, name) = match (before, after) {
        (Some((place, name)), _) => (place, name),
        (None, Some((name, place))) => (place, name),
        _ => return,
    };
    let at = start + if before.is_some() { 0 } else { text.len() - place.len() };
    let message = format!("`{place}` is a place, and has a field of its own");
    let finding = cell.found(&RULE, at..at + place.len(), message);
    let other =
        if cell.subject.dialect() == Dialect::Biblatex { "location" } else { "address" };
    let free = !cell.subject.entry.has(Field::PUBLISHER_PLACE);
    let fix = cell.replace(cell.whole(), name.trim()).filter(|_| free);
    let fix = fix.map(|cut| {
        together(vec![cut, cell.add_after(other, place.trim(), Field::PUBLISHER_PLACE)])
    });
    sink.cell(cell, finding.unsafe_("part them", fix));
}

fn is_place(text: &str) -> bool {
    PLACES.contains(&text.trim().trim_end_matches('.'))
}
