//! A small word stands twice.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "repeated-word",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a small word stands twice",
    doc: r"“the the” is a slip of the pen.

```bib
@article{a, author = {Doe, Jane}, title = {Trade of the the coast}, journal = {Crafts}, year = 2001}
```

Source: Chicago Manual of Style, 17th ed., 2.91; papis doctor, `duplicated-values`.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(
        &[
            "title",
            "booktitle",
            "journal",
            "journaltitle",
            "abstract",
            "note",
            "publisher",
            "container-title",
        ],
        check,
    ),
);

/// Without “der” and “die”: German has “die, die” and “der der”.
const SMALL: [&str; 22] = [
    "the", "of", "and", "a", "an", "in", "for", "to", "on", "with", "by", "from", "at",
    "und", "von", "et", "la", "des", "les", "du", "el", "en",
];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let mut last: Option<(std::ops::Range<usize>, &str)> = None;
    for (range, word) in scan::words(&cell.text) {
        if let Some((before, previous)) =
            last.filter(|(_, previous)| previous.eq_ignore_ascii_case(word))
        {
            let between = cell.text.get(before.end..range.start).unwrap_or("");
            let same = previous == word || previous.chars().skip(1).all(char::is_lowercase);
            // “based on on-line …”
            let space = !between.is_empty()
                && !cell.text.get(range.end..).is_some_and(|t| t.starts_with('-'))
                && between.chars().all(char::is_whitespace);
            if space && same && SMALL.iter().any(|small| small == &word) {
                let finding = cell.found(
                    &RULE,
                    before.start..range.end,
                    format!("`{word}` stands here twice"),
                );
                sink.cell(
                    cell,
                    finding.unsafe_("remove one", cell.replace(before.end..range.end, "")),
                );
                return;
            }
        }
        last = Some((range, word));
    }
}
