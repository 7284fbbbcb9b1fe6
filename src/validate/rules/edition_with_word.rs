//! The edition is followed by the word edition.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "edition-with-word",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the edition is followed by the word edition",
    doc: r"Styles add the word themselves: “2nd edition edition”.

```bib
@book{a, title = {Trade}, edition = {2nd edition}, year = 2001}
```

Source: btxdoc 3.2, `edition`; biblatex manual 2.2.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["edition"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let lower = text.to_lowercase();
    let word = [
        " edition",
        " edn.",
        " edn",
        " ed.",
        " ed",
        " auflage",
        " aufl.",
        " édition",
        " éd.",
    ];
    let Some(word) = word.into_iter().find(|word| lower.ends_with(word)) else { return };
    let keep = text.len().saturating_sub(word.len());
    // “revised edition” reads right only with its word; “2nd”, “Second” do not need it.
    if lower.len() != text.len() || !ordinal(lower.get(..keep).unwrap_or("")) {
        return;
    }
    let range = start + keep..start + text.len();
    let finding = cell.found(&RULE, range.clone(), "a style adds the word itself");
    sink.cell(cell, finding.unsafe_("take the word out", cell.replace(range, "")));
}

fn ordinal(text: &str) -> bool {
    let words = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
        "ninth", "tenth", "eleventh", "twelfth",
    ];
    let text = text.trim();
    let is_number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.trim_end_matches('.').bytes().all(|b| b.is_ascii_alphanumeric());
    words.contains(&text) || is_number
}
