//! A value stands for one that is not known.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "placeholder-value",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "a value stands for one that is not known",
    doc: r"“n/a”, “TODO” or “???” is printed as it is. Leave the field out, or say `note = {…}` what is meant.

```bib
@article{a, title = {Trade}, journal = {Crafts}, number = {n/a}, year = 2001}
```

Source: bibtool, `check.rule`; JabRef's check “valid range of pages”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    // Most short values are numbers.
    let number = text.starts_with(|c: char| matches!(c, '1'..='9'));
    if text.is_empty() || text.len() > 12 || number || !cell.is_printed() {
        return;
    }
    let lower = text
        .trim_matches(|c| matches!(c, '{' | '}' | '[' | ']' | '(' | ')'))
        .to_lowercase();
    let stands = matches!(
        &*lower,
        "n/a"
            | "n.a."
            | "na"
            | "none"
            | "null"
            | "nil"
            | "todo"
            | "tbd"
            | "tba"
            | "tbc"
            | "fixme"
            | "xxx"
            | "xxxx"
            | "unknown"
            | "undefined"
            | "nan"
            | "missing"
            | "0--0"
            | "0-0"
            | "xx--xx"
            | "xx-xx"
            | "not available"
    ) || lower.len() > 1 && lower.bytes().all(|b| b == b'?')
        || matches!(&*cell.name, "volume" | "pages" | "year") && lower == "0";
    // Na is a name; a title may be anything.
    // `editortype = {none}` is a word of biblatex-chicago.
    let free = matches!(cell.field, Field::TITLE | Field::AUTHOR | Field::EDITOR)
        || cell.name.ends_with("type");
    // Mendeley's word for a title that it did not find.
    if cell.field == Field::TITLE && matches!(&*lower, "no title" | "unknown title") {
        let message = format!("`{text}` stands for a value that is not known");
        sink.cell(cell, cell.found(&RULE, cell.whole(), message));
    }
    if stands && !free {
        let message = format!("`{text}` stands for a value that is not known");
        let finding = cell.found(&RULE, cell.whole(), message);
        sink.cell(cell, finding.unsafe_("remove the field", Some(cell.remove())));
    }
}
