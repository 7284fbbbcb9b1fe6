//! A range begins and ends with the same page.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "range-of-one-page",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a range begins and ends with the same page",
    doc: r"One page is written as one number.

```bib
@article{a, title = {Trade}, journal = {Crafts}, pages = {178--178}, year = 2001}
```

Source: Chicago Manual of Style, 17th ed., 9.60.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages", "page"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let Some((first, rest)) = text.split_once(['-', '–']) else { return };
    let last = rest.trim_start_matches(['-', '–', ' ']);
    let first = first.trim_end();
    if !first.is_empty()
        && first == last
        && first.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        let finding =
            cell.found(&RULE, start..start + text.len(), format!("one page: {first}"));
        sink.cell(
            cell,
            finding.unsafe_("write one number", cell.replace(cell.whole(), first)),
        );
    }
}
