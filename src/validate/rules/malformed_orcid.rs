//! An ORCID iD that is none.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-orcid",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an ORCID iD that is none",
    doc: r"An ORCID iD has sixteen digits in four groups; the last is a check digit and may be `X`.

```bib
@article{a, orcid = {0000-0002-1825-0098}}
@article{b, orcid = {https://orcid.org/0000-0002-1694-233X}}
```

Source: ISO 27729; “Structure of the ORCID Identifier”.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(&["orcid", "orcid-numbers", "author+an:orcid", "authororcid"], check),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    // `1="0000-0002-1825-0097"; 2="…"` is an annotation of BibLaTeX.
    let mut from = 0;
    for part in cell.text.split([';', ',', ' ']) {
        let at = from;
        from += part.len() + 1;
        let start = part
            .find('"')
            .map_or(part.rfind('/').map_or(0, |slash| slash + 1), |quote| quote + 1);
        let id = part.get(start..).unwrap_or("").trim_end_matches(['"', '}']).trim();
        if id.bytes().filter(u8::is_ascii_digit).count() < 8 {
            continue;
        }
        let message = match identifier::check_orcid(id) {
            Ok(()) => continue,
            Err(identifier::IdFault::Form) => format!("`{id}` is no ORCID iD"),
            Err(identifier::IdFault::CheckDigit(_)) => {
                format!("the check digit of ORCID iD `{id}` is wrong")
            }
        };
        sink.cell(cell, cell.found(&RULE, at + start..at + start + id.len(), message));
    }
}
