//! A field has nothing in it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "empty-field",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a field has nothing in it",
    doc: r"An empty field is the same as none, except that BibTeX warns of it and some programs take it as an
answer.

```bib
@book{a, title = {Trade}, editor = {}, year = 2001}
```

Source: badness, rule `empty-field`; papis doctor, `empty-fields`; bibtex-tidy, `--remove-empty-fields`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let is_blank = cell.text.chars().all(|c| c.is_whitespace() || matches!(c, '{' | '}'));
    let missing = cell.fact.is_some_and(|(_, fact)| fact.written == Written::Missing);
    // An undefined or empty string is another matter; `crossref` children hide a field by `{}`.
    let named = cell.fact.is_some_and(|(_, fact)| fact.written == Written::Macro);
    if !is_blank || missing || named {
        return;
    }
    let finding = cell.found_name(&RULE, format!("`{}` has nothing in it", cell.name));
    let hides =
        [Field::CROSSREF, Field::XDATA].iter().any(|link| cell.subject.entry.has(*link));
    let fix = (!hides).then(|| cell.remove());
    sink.cell(cell, finding.safe("remove the field", fix));
}
