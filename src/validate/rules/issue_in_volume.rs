//! The number of the issue stands in the volume.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "issue-in-volume",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the number of the issue stands in the volume",
    doc: r"Styles print volume and issue each in its own way: **12**(3), vol. 12, no. 3.

```bib
@article{a, title = {Trade}, journal = {Crafts}, volume = {12(3)}, year = 2001}
```

Source: btxdoc 3.2, `volume`, `number`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["volume"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::BRACKET) || cell.subject.type_name() != "article" {
        return;
    }
    let (start, text) = cell.trimmed();
    let Some((volume, issue)) = text.split_once('(') else { return };
    let Some(issue) = issue.strip_suffix(')') else { return };
    let plain = |part: &str| {
        !part.is_empty()
            && part.len() <= 7
            && part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/'))
    };
    // `2001(3)` is a year of a journal without volumes, `47 (1999)` a volume with its year.
    let is_year = issue.len() == 4 && (issue.starts_with("19") || issue.starts_with("20"));
    if !plain(volume.trim()) || !plain(issue) || is_year {
        return;
    }
    // `30(72)` of “Mat. Sbornik (N.S.)” is volume 30 of the new series, 72 of all; the issue
    // stands elsewhere. A year has no more than 53 issues, and journals that count them through
    // have thousands.
    let entry = cell.subject.entry;
    let counted_through = issue.parse().is_ok_and(|n: u32| (54..1000).contains(&n));
    if counted_through || entry.has(Field::ISSUE) || entry.has(Field::NUMBER) {
        return;
    }
    let at = start + volume.len();
    let finding =
        cell.found(&RULE, at..start + text.len(), "the issue stands in the volume");
    let fix = cell.replace(start + volume.trim_end().len()..start + text.len(), "");
    let fix =
        fix.map(|cut| together(vec![cut, cell.add_after("number", issue, Field::ISSUE)]));
    sink.cell(cell, finding.unsafe_("give it its own field", fix));
}
