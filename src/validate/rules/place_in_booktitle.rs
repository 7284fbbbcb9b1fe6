//! A place and a country stand in the title of the proceedings.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "place-in-booktitle",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a place and a country stand in the title of the proceedings",
    doc: r"The place of a conference has a field of its own (`venue`, in BibTeX `address`); in the title styles cannot
leave it out. Common all the same, so this rule must be selected.

```bib
@inproceedings{a, author = {Doe, Jane}, title = {Trade}, booktitle = {Kiln Days, Paris, France}, year = 2001}
```

Source: JabRef's check of `booktitle`, “country or location”; biblatex manual 2.2.2, `venue`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["booktitle"], check)).when(When::Selected);

/// Countries as titles of proceedings name them after a place.
const COUNTRIES: [&str; 40] = [
    "USA",
    "U.S.A.",
    "UK",
    "U.K.",
    "England",
    "Scotland",
    "Ireland",
    "France",
    "Germany",
    "Deutschland",
    "Italy",
    "Spain",
    "Portugal",
    "Austria",
    "Switzerland",
    "Belgium",
    "Netherlands",
    "The Netherlands",
    "Denmark",
    "Sweden",
    "Norway",
    "Finland",
    "Poland",
    "Hungary",
    "Greece",
    "Turkey",
    "Russia",
    "Ukraine",
    "Israel",
    "India",
    "China",
    "Japan",
    "Korea",
    "Singapore",
    "Thailand",
    "Australia",
    "New Zealand",
    "Canada",
    "Mexico",
    "Brazil",
];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::STOP.or(Classes::BRACKET)) {
        return;
    }
    // “…, Paris, France, June 2001”: a part of its own.
    let parts = scan::parts(&cell.text, |c| matches!(c, ',' | '(' | ')' | ';'));
    let country = parts.skip(1).find(|(_, part)| {
        COUNTRIES.contains(&part.trim_matches(|c| matches!(c, '{' | '}')))
    });
    if let Some((range, country)) = country {
        let message = format!("`{country}` in the title of a book");
        sink.cell(cell, cell.found(&RULE, range, message));
    }
}
