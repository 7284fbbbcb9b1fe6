//! Names are separated by an ampersand.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "ampersand-between-names",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "names are separated by an ampersand",
    doc: r"BibTeX separates names by ` and `; `Doe, J. & Roe, J.` is one person to it.

```bib
@article{a, author = {Doe, Jane \& Roe, Jim}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 3.2, `author`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::AMPERSAND) {
        return;
    }
    for person in people {
        for at in scan::outside_braces(person.text, '&') {
            let before = person.text.get(..at).unwrap_or("");
            let sign = before.len() - usize::from(before.ends_with('\\'));
            let (before, after) = (
                person.text.get(..sign).unwrap_or(""),
                person.text.get(at + 1..).unwrap_or(""),
            );
            // `AT&T`, `Ernst & Young`: people have a comma or initials on both sides.
            let personal = |text: &str| {
                text.contains(',')
                    // Names in scripts without capitals are short: `鈴木 & 佐藤`.
                    || text.trim().chars().all(|c| (c as u32) >= 0x2E80)
                    || text
                        .split_whitespace()
                        .any(|word| word.len() <= 3 && word.ends_with('.'))
            };
            if !before.ends_with(' ')
                || !after.starts_with(' ')
                || !personal(before)
                || !personal(after)
            {
                continue;
            }
            let from = person.range.start;
            let range = from + sign..from + at + 1;
            let finding =
                cell.found(&RULE, range.clone(), "`and` separates names, not an ampersand");
            // `Doe, J., & Roe, J.`: the comma goes too.
            let start = from + before.trim_end_matches([' ', ',']).len();
            let end = range.end + (after.len() - after.trim_start().len());
            sink.cell(
                cell,
                finding.unsafe_("write `and`", cell.replace(start..end, " and ")),
            );
        }
    }
}
