//! A journal does not stand in the list of journals.

use crate::text::latex;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unlisted-journal",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a journal does not stand in the list of journals",
    doc: r"`check.journals` in `ibid.toml` names lists of journals, with their abbreviations (JabRef's lists will
do: `Journal of Kilns;J. Kilns`). A name that is in none of them is misspelt, or should be added.
Without a list nothing is reported.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Jurnal of Kilns}, year = 2001}
```

Source: JabRef's check “journal not found in abbreviation list”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["journal", "journaltitle"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(journals) = cell.subject.options.journals else { return };
    let name = latex::to_plain(&cell.text);
    if !name.trim().is_empty() && journals.find(&name).is_none() {
        let message = format!("`{}` is not in the list of journals", name.trim());
        sink.cell(cell, cell.found(&RULE, cell.whole(), message));
    }
}
