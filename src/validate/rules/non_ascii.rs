//! A character that is not ASCII in a file for BibTeX.

use crate::text::latex;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "non-ascii",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a character that is not ASCII in a file for BibTeX",
    doc: r"The classic program counts bytes, so that sorting and labels of such names come out wrong. This rule
is for those who use it still, and must be selected.

```bib
@article{a, author = {Müller, Jan}, title = {Trade}, journal = {Crafts}, year = 2001}
@article{b, author = {Doe, Jane}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: JabRef's check “non-ASCII encoded character”; btxdoc 4.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Prose(Classes::NON_ASCII, check)).when(When::Selected);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex || cell.subject.dialect() == Dialect::Biblatex {
        return;
    }
    let Some((at, c)) = cell.text.char_indices().find(|(_, c)| !c.is_ascii()) else {
        return;
    };
    let ascii = latex::to_ascii(&cell.text);
    let fix = ascii.is_ascii().then(|| cell.replace(0..cell.text.len(), &ascii)).flatten();
    let finding = cell.found(&RULE, at..at + c.len_utf8(), format!("`{c}` is not ASCII"));
    sink.cell(cell, finding.safe("write it as LaTeX", fix));
}
