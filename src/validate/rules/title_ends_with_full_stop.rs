//! A title ends with a full stop.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "title-ends-with-full-stop",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a title ends with a full stop",
    doc: r"Styles put their own punctuation after the title: “Trade.,” comes out of it.

```bib
@article{a, author = {Doe, Jane}, title = {Trade and crafts.}, journal = {Crafts}, year = 2001}
```

Source: biblatex manual 2.2.2, `title`; APA Publication Manual, 7th ed., 9.19.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(&["title", "booktitle", "subtitle", "journal", "journaltitle"], check),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let braces = text.len() - text.trim_end_matches('}').len();
    let bare = text.trim_end_matches('}');
    let Some(before) = bare.strip_suffix('.') else { return };
    let word = before.rsplit([' ', '~', '\n', '-', '(', '{']).next().unwrap_or("");
    // Dots, initials and abbreviations end with one that is theirs.
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let short =
        letters < 5 || word.contains('.') || before.ends_with('.') || before.contains(". ");
    let journal = cell.name.starts_with("journal");
    let known = matches!(
        word,
        "Proc" | "Conf" | "Univ" | "approx" | "Corp" | "Dept" | "Symp" | "Bros" | "Trans"
    );
    if short || known || journal || before.ends_with('\\') {
        return;
    }
    let at = start + text.len() - braces - 1;
    let finding = cell.found(&RULE, at..at + 1, "a style puts its own full stop here");
    sink.cell(cell, finding.unsafe_("remove it", cell.replace(at..at + 1, "")));
}
