//! The title of the proceedings breaks off.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unfinished-booktitle",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "the title of the proceedings breaks off",
    doc: r"“Proceedings of the 3rd International Conference on” was cut by the database that it comes from.

```bib
@inproceedings{a, author = {Doe, Jane}, title = {Trade}, booktitle = {Proceedings of the 3rd Conference on}, year = 2001}
```

Source: JabRef's check “booktitle ends with conference on”.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(&["booktitle", "journal", "title", "container-title"], check),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let end = text.trim_end_matches(['}', ',', '.', ' ']);
    // A work put into the order of a catalogue: `Numbers, Book of`.
    if cell.name == "title" && text.contains(", ") && end.ends_with(" of") {
        return;
    }
    let last = end.rsplit([' ', '\n', '\t']).next().unwrap_or("");
    // “What to Hope For” ends well: only words that need another one.
    if matches!(last, "the" | "of" | "and" | "on the" | "a" | "an")
        || last == "on"
            && (end.ends_with("onference on")
                || end.ends_with("orkshop on")
                || end.ends_with("ymposium on"))
    {
        let at = start + end.len() - last.len();
        sink.cell(
            cell,
            cell.found(&RULE, at..start + end.len(), "the title breaks off here"),
        );
    }
}
