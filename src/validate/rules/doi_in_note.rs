//! A DOI in a note.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "doi-in-note",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "a DOI in a note",
    doc: r"A DOI stands in a note, where no style makes a link of it, and the entry has no `doi`.

```bib
@article{a,
  note = {doi: 10.1000/182},
}
```

Source: JabRef's clean-up “move DOIs from note and url to doi”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["note", "annote", "howpublished", "addendum"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::DIGIT) || cell.subject.entry.has(Field::DOI) {
        return;
    }
    let Some(at) = cell.text.find("10.") else { return };
    let rest = cell.text.get(at..).unwrap_or("");
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '}' | ',' | ';' | '"' | '\''))
        .unwrap_or(rest.len());
    let doi = rest.get(..end).unwrap_or("").trim_end_matches(['.', ')', ']']);
    let before = cell.text.get(..at).unwrap_or("");
    let is_one =
        identifier::is_doi(doi) && !before.ends_with(|c: char| c.is_ascii_alphanumeric());
    if is_one {
        let finding = cell.found(
            &RULE,
            at..at + doi.len(),
            format!("the DOI `{doi}` stands in `{}`", cell.name),
        );
        let alone = identifier::strip_doi_prefix(&cell.text).trim() == doi;
        let fix = alone.then(|| match cell.replace(0..cell.text.len(), doi) {
            Some(bare) => together(vec![cell.rename("doi", Field::DOI), bare]),
            None => cell.rename("doi", Field::DOI),
        });
        let fix = fix.unwrap_or_else(|| cell.add_after("doi", doi, Field::DOI));
        sink.cell(cell, finding.unsafe_("give it its own field", Some(fix)));
    }
}
