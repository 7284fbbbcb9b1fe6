//! The month is written out.

use crate::model::date;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "spelled-month",
    group: Group::Dates,
    severity: Severity::Info,
    summary: "the month is written out",
    doc: r"`jan` to `dec` are strings of every style: BibTeX prints them as the style wants, and BibLaTeX in the
language of the document; it reads no spelled-out month at all.

```bib
@article{a, title = {Trade}, journal = {Crafts}, year = 2001, month = {May}}
@article{b, title = {Kilns}, journal = {Crafts}, year = 2001, month = {January}}
```

Source: btxdoc 3.2, `month`; biblatex manual 2.3.9; JabRef's formatter “normalize month”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["month"], check));

const MACROS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let braced = cell
        .fact
        .is_some_and(|(_, fact)| matches!(fact.written, Written::Braced | Written::Quoted));
    let text = cell.text.trim();
    if !braced || text.is_empty() || !text.chars().all(|c| c.is_alphabetic() || c == '.') {
        return;
    }
    let Some(month) = date::month_named(text.trim_end_matches('.')) else { return };
    let Some(name) = MACROS.get(usize::from(month).saturating_sub(1)) else { return };
    let finding = cell.found(
        &RULE,
        cell.whole(),
        format!("`{text}` as text, where styles have the string `{name}`"),
    );
    let fix = cell.replace_value(name);
    // A classic style prints what stands there: other letters may come out.
    sink.cell(
        cell,
        match cell.subject.dialect() {
            Dialect::Biblatex => finding.safe("use the string", fix),
            _ => finding.unsafe_("use the string", fix),
        },
    );
}
