//! The year is no year.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-year",
    group: Group::Dates,
    severity: Severity::Warning,
    summary: "the year is no year",
    doc: r"Styles sort and label by the last four digits of the year. Words such as “in press” or “n.d.” are
left alone; `pubstate` or `note` is their place.

```bib
@article{a, title = {Trade}, journal = {Crafts}, year = {20O1}}
```

Source: JabRef's check “year should have four digits”; btxdoc 3.2, `year`; `plain.bst`, `chop.word`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["year"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let plain = cell.plain();
    let text = plain.trim().trim_end_matches(['.', ',', ')', ']', '?', '!', ' ']);
    // `\noopsort` and its like sort: what they print is the style's affair.
    let sorts = cell.text.contains('\\');
    if text.is_empty() || text == "0" || sorts {
        return;
    }
    // What the styles look at: four digits at the end, or anywhere for a range, `1999a`, `c1999`.
    let run = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let has_digits = cell.classes.meets(Classes::DIGIT);
    let ancient = text.ends_with("BC")
        || text.ends_with("BCE")
        || text.ends_with("CE")
        || text.starts_with('-');
    if run == 4 || !has_digits || ancient || text.contains('X') || two_digits(text) {
        return;
    }
    // `in press, 2nd half`: words with a number among them.
    if text.split_whitespace().count() > 2 {
        return;
    }
    sink.cell(cell, cell.found(&RULE, cell.whole(), format!("`{text}` is no year")));
}

fn two_digits(text: &str) -> bool {
    let text = text.trim_start_matches(['\'', '’']);
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())
}
