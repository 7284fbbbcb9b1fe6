//! A word mixes Latin and Cyrillic letters.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "mixed-scripts",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a word mixes Latin and Cyrillic letters",
    doc: r"The letters look alike; the word is not found and not sorted where it should be.

```bib
@article{a, author = {Doe, Jane}, title = {Tradе routes}, journal = {Crafts}, year = 2001}
```

Source: Unicode Technical Standard 39, 5, “mixed-script confusables”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::NON_ASCII, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{4ff}');
    if !cell.text.contains(is_cyrillic)
        || !cell.classes.meets(Classes::LOWER.or(Classes::UPPER))
    {
        return;
    }
    for (range, word) in scan::words(&cell.text) {
        let latin = word.chars().filter(char::is_ascii_alphabetic).count();
        let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
        // Commands of LaTeX may stand before a word.
        let command =
            cell.text.get(..range.start).is_some_and(|before| before.ends_with('\\'));
        if latin > 0 && cyrillic > 0 && !command {
            let odd: Vec<String> = word
                .chars()
                .filter(|c| {
                    if latin < cyrillic { c.is_ascii_alphabetic() } else { is_cyrillic(*c) }
                })
                .map(|c| format!("{c} (U+{:04X})", u32::from(c)))
                .collect();
            let kind = if latin < cyrillic { "Latin" } else { "Cyrillic" };
            let message = format!("{kind} letters in `{word}`: {}", odd.join(", "));
            sink.cell(cell, cell.found(&RULE, range, message));
            return;
        }
    }
}
