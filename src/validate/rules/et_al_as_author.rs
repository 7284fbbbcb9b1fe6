//! “et al.” is written as a name.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "et-al-as-author",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "“et al.” is written as a name",
    doc: r"To a program “et al.” is a person called Al. `and others` says that there are more, and every style
prints it its way. So it is with “al.”, “alii”, “u.a.”, and with “Others”: only small letters mean it.

```bib
@article{a, author = {Doe, Jane and et al.}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: btxdoc 4, `and others`; biblatex manual 2.2.1, “name lists”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

/// What other languages and habits write for it, where it stands alone.
const MORE: &[&str] =
    &["al.", "alii", "u.a.", "u. a.", "m.fl.", "m. fl.", "y otros", "и др.", "и другие"];

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    // A short form is printed as it stands.
    if matches!(cell.field, Field::SHORTAUTHOR | Field::SHORTEDITOR) {
        return;
    }
    for person in people {
        let text = person.text;
        // Styles know `others` in small letters only.
        let loud = matches!(text.trim(), "Others" | "OTHERS");
        if loud || MORE.iter().any(|more| text.trim().eq_ignore_ascii_case(more)) {
            let whole = person.range.clone();
            let finding = cell.found(&RULE, whole.clone(), "“et al.” is no person");
            let fix = cell.replace(whole, "others");
            sink.cell(cell, finding.unsafe_("write `and others`", fix));
            continue;
        }
        let Some(at) = scan::find_ignoring_case(text, "et al")
            .or_else(|| scan::find_ignoring_case(text, "et. al"))
        else {
            continue;
        };
        let before = text.get(..at).unwrap_or("");
        let rest = text.get(at..).unwrap_or("");
        let len = rest
            .find(|c: char| !(c.is_alphabetic() || matches!(c, '.' | ' ')))
            .unwrap_or(rest.len());
        let phrase = rest.get(..len).unwrap_or("").trim_end();
        let bare = phrase.to_ascii_lowercase().replace(['.', ' '], "");
        // “Et Alii” and “Etal” are names somewhere; “Piet Al” is not this.
        let alone = before.is_empty() || before.ends_with([' ', ',', '{', '~']);
        if !alone || !matches!(&*bare, "etal" | "etalii" | "etalia") {
            continue;
        }
        let from = person.range.start + at;
        let finding = cell.found(&RULE, from..from + phrase.len(), "“et al.” is no person");
        let whole = before.trim_end_matches([' ', ',', '~']);
        let last = text.get(at + phrase.len()..).unwrap_or("").trim().is_empty();
        let end = person.range.end;
        let start = person.range.start + whole.len();
        let text = if whole.is_empty() { "others" } else { " and others" };
        let fix = cell.replace(start..end, text).filter(|_| last && !whole.contains('{'));
        sink.cell(cell, finding.unsafe_("write `and others`", fix));
    }
}
