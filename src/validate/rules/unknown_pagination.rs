//! A way of counting that BibLaTeX does not know.

use crate::text::nearest;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unknown-pagination",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a way of counting that BibLaTeX does not know",
    doc: r"`pagination` says what the numbers in a citation count, as a key for which there is a localised
word; any other word is printed as it stands, in no language.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, pagination = {pages}, date = 2001}
```

Source: biblatex manual 2.3.12, `pagination`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["pagination", "bookpagination"], check));

const KNOWN: [&str; 7] =
    ["page", "column", "line", "verse", "section", "paragraph", "none"];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    if text.is_empty() || KNOWN.contains(&text) {
        return;
    }
    let finding = cell.found(
        &RULE,
        cell.whole(),
        format!("BibLaTeX has no pagination `{text}` of its own"),
    );
    sink.cell(
        cell,
        match nearest(text, KNOWN) {
            Some(near) => finding
                .help(format!("did you mean `{near}`?"))
                .unsafe_("use that word", cell.replace(cell.whole(), near)),
            None => finding.help(format!("it has {}", KNOWN.join(", "))),
        },
    );
}
