//! A PubMed number that is none.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-pmid",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "a PubMed number that is none",
    doc: r"A PMID has one to eight digits and nothing else.

```bib
@article{a,
  pmid = {PMC3531190},
}
@article{b, pmid = {23193287}}
```

Source: NLM, “PubMed identifiers”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pmid"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    let is_one = (1..=9).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && !text.starts_with('0');
    if text.is_empty() || is_one {
        return;
    }
    let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is no PMID"));
    let moved = (text.to_ascii_uppercase().starts_with("PMC")
        && !cell.subject.entry.has(Field::PMCID))
    .then(|| cell.rename("pmcid", Field::PMCID));
    sink.cell(cell, finding.unsafe_("move it to `pmcid`", moved));
}
