//! A PubMed Central number that is none.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-pmcid",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "a PubMed Central number that is none",
    doc: r"A PMCID is `PMC` and digits.

```bib
@article{a, pmcid = {3531190}}
```

Source: NLM, “PubMed Central identifiers”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pmcid", "pmc"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if text.is_empty() || text.strip_prefix("PMC").is_some_and(digits) {
        return;
    }
    let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is no PMCID"));
    let fix = digits(text).then(|| cell.replace(start..start, "PMC")).flatten();
    sink.cell(cell, finding.unsafe_("write `PMC` before it", fix));
}
