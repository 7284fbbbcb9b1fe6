//! A range of pages runs backwards.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "reversed-pages",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "a range of pages runs backwards",
    doc: r"The last page is before the first: digits swapped, or one missing. `1230--45` is read as 1230 to 1245.

```bib
@article{a, title = {Trade}, journal = {Crafts}, pages = {187--178}, year = 2001}
```

Source: JabRef's check “valid range of pages”; biblatex manual 2.2.1.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages", "page"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::DIGIT)
        || !cell.classes.meets(Classes::HYPHEN.or(Classes::NON_ASCII))
    {
        return;
    }
    for (range, part) in scan::parts(&cell.text, |c| matches!(c, ',' | ';' | '&')) {
        let mut ends = part
            .split(['-', '–', '—', '\u{2010}', '\u{2212}'])
            .filter(|end| !end.trim().is_empty());
        let (Some(first), Some(last), None) = (ends.next(), ends.next(), ends.next())
        else {
            continue;
        };
        let (first, last) = (first.trim(), last.trim());
        let number = |text: &str| -> Option<u64> {
            (text.len() < 12 && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse().ok())
                .flatten()
        };
        let (Some(from), Some(to)) = (number(first), number(last)) else { continue };
        // `19,043-19,054` and `021008--1` are written so by journals that count articles.
        let tail = cell.text.get(..range.start).is_some_and(|text| text.ends_with(','));
        let thousands = tail && first.len() == 3;
        if thousands || first.starts_with('0') && first.len() > 4 {
            continue;
        }
        // A short end takes the missing digits from the beginning.
        let short = last.len() < first.len();
        let kept = first.get(..first.len().saturating_sub(last.len())).unwrap_or("");
        let full = if short { number(&format!("{kept}{last}")).unwrap_or(to) } else { to };
        // `12-3` of journals that count per issue is issue and page.
        if full < from {
            let message = format!("the pages run from {first} back to {last}");
            sink.cell(cell, cell.found(&RULE, range, message));
        }
    }
}
