//! A list of names has an empty place.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "empty-name",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "a list of names has an empty place",
    doc: r"Two `and`s without a name between them, or one at an end: BibTeX prints an empty name.

```bib
@article{a, author = {Doe, Jane and }, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: JabRef's check “must start and end with a name”; btxdoc 3.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, _people: &[Person<'_>], sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let is_and = |word: &str| word.eq_ignore_ascii_case("and");
    let words: Vec<(usize, &str)> = scan::parts(text, char::is_whitespace)
        .filter(|(_, word)| !word.is_empty())
        .map(|(range, word)| (range.start, word))
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let range = |at: usize| start + at..start + at + 3;
    let message = "no name beside this `and`";
    if is_and(last.1) {
        let end = text.get(..last.0).unwrap_or("").trim_end().len();
        let fix = cell.replace(start + end..start + text.len(), "");
        sink.cell(cell, cell.found(&RULE, range(last.0), message).safe("remove it", fix));
    } else if is_and(first.1) {
        let next = words.get(1).map_or(text.len(), |word| word.0);
        let fix = cell.replace(start..start + next, "");
        sink.cell(cell, cell.found(&RULE, range(first.0), message).safe("remove it", fix));
    } else {
        let twice = words.windows(2).find(|pair| pair.iter().all(|(_, word)| is_and(word)));
        if let Some([a, b]) = twice {
            let fix = cell.replace(start + a.0..start + b.0, "");
            sink.cell(cell, cell.found(&RULE, range(b.0), message).safe("remove one", fix));
        }
    }
}
