//! A word is broken at the end of a line.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "broken-word",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a word is broken at the end of a line",
    doc: r"The hyphen came from the lines of a PDF file: “infor- mation”.

```bib
@article{a, author = {Doe, Jane}, title = {The infor- mation trade}, journal = {Crafts}, year = 2001}
```

Source: JabRef's formatter “remove hyphenated newlines”.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(&["title", "booktitle", "abstract", "journal", "journaltitle"], check),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    // Works on words write `meng-` and mean it.
    let about_words = cell.text.contains("fix");
    if !cell.classes.meets(Classes::HYPHEN) || about_words {
        return;
    }
    for (at, _) in cell.text.match_indices('-') {
        let (before, after) =
            (cell.text.get(..at).unwrap_or(""), cell.text.get(at + 1..).unwrap_or(""));
        let rest = after.trim_start();
        let space = after.len() - rest.len();
        let left = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let alone = before
            .get(..before.len() - left.len())
            .is_some_and(|t| t.ends_with([' ', '\n', '(']));
        let right = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        // The title of a work on words has prefixes in it: “lh- de laiyuan”.
        let titled = cell.name.ends_with("title");
        if titled && left.chars().count() <= 2 {
            continue;
        }
        let small = |word: &str| word.len() >= 2 && word.chars().all(char::is_lowercase);
        // “pre- and postwar”: the hyphen waits for the same ending.
        let joins = matches!(
            right,
            "and"
                | "or"
                | "to"
                | "und"
                | "oder"
                | "bis"
                | "bzw"
                | "et"
                | "ou"
                | "y"
                | "och"
                | "og"
                | "ja"
                | "tai"
                | "sekä"
                | "sowie"
                | "vagy"
                | "és"
                | "i"
                | "eða"
                | "eller"
                | "en"
                | "of"
                | "as"
                | "versus"
                | "vs"
                | "nor"
                | "but"
                | "dan"
                | "in"
                | "through"
                | "e"
                | "o"
                | "zum"
                | "zur"
                | "from"
                | "towards"
                | "with"
                | "for"
                | "the"
                | "a"
                | "dalam"
                | "pada"
                | "yang"
                | "di"
        );
        // A German noun with its hyphen waits for more: “Emissions- zum Immissionsansatz”.
        if space == 0 || joins || !alone || !small(right) || !small(left) {
            continue;
        }
        let start = at - left.len();
        let message = format!("`{left}-` and `{right}` were one word");
        sink.cell(cell, cell.found(&RULE, start..at + 1 + space + right.len(), message));
        return;
    }
}
