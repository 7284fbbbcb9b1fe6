//! The first edition is named.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "first-edition",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the first edition is named",
    doc: r"That a book is the first edition goes without saying; style manuals ask for later ones only.

```bib
@book{a, title = {Trade}, edition = {1}, year = 2001}
```

Source: JabRef's check “edition of book reported as just 1”; Chicago Manual of Style, 17th ed., 14.113.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["edition"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim().trim_end_matches('.').to_ascii_lowercase();
    if matches!(&*text, "1" | "1st" | "first") {
        let finding =
            cell.found(&RULE, cell.whole(), "the first edition goes without saying");
        sink.cell(cell, finding.unsafe_("remove the field", Some(cell.remove())));
    }
}
