//! The month is a number, which BibTeX prints.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "numbered-month",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "the month is a number, which BibTeX prints",
    doc: r"BibTeX styles print `month` as it stands: “5 2001”. The strings `jan` to `dec` are words in every
style.

```bib
@article{a, title = {Trade}, journal = {Crafts}, year = 2001, month = 5}
@article{b, title = {Kilns}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 3.2, `month`; bibtex-tidy, `--months`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["month"], check));

const MACROS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    let Ok(month @ 1..=12) = text.parse::<usize>() else { return };
    if cell.subject.dialect() != Dialect::Bibtex {
        return;
    }
    let name = MACROS.get(month - 1).copied().unwrap_or("");
    let finding =
        cell.found(&RULE, cell.whole(), format!("a classic style prints “{text}”"));
    sink.cell(
        cell,
        finding.unsafe_(&format!("use the string `{name}`"), cell.replace_value(name)),
    );
}
