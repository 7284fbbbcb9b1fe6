//! The title is in another language than the entry says.

use crate::validate::prelude::*;
use crate::validate::tables::languages::{SMALL_WORDS, code};

pub(super) static RULE: Rule = Rule {
    name: "title-in-other-language",
    group: Group::Text,
    severity: Severity::Info,
    summary: "the title is in another language than the entry says",
    doc: r"Its small words are those of another language than `langid` or `language` names; hyphenation, quotation
marks and the case of the title go by it.

```bib
@book{a, author = {Doe, Jane}, title = {Der Handel und die Kunst an der Küste}, langid = {english}, date = {2001}}
```

Source: biblatex manual 2.2.3, `langid`; CSL 1.0.2, `language` and title case.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(said) = subject.cell("langid").or_else(|| subject.cell("language")) else {
        return;
    };
    let Some(said_code) = code(&said.text) else { return };
    let Some(title) = subject.cell("title") else { return };
    let plain = title.plain().to_lowercase();
    let mut best: Option<(&str, usize)> = None;
    let mut own = 0;
    for (language, small) in SMALL_WORDS {
        let count = plain
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| small.contains(word))
            .count();
        if *language == said_code {
            own = count;
        } else if best.is_none_or(|(_, most)| count > most) {
            best = Some((language, count));
        }
    }
    let known = SMALL_WORDS.iter().any(|(language, _)| *language == said_code);
    if let Some((language, count)) =
        best.filter(|(_, count)| known && *count >= 3 && own == 0)
    {
        let message = format!(
            "the title seems to be in `{language}` ({count} small words), not `{}`",
            said.text.trim()
        );
        sink.cell(&title, title.found(&RULE, title.whole(), message));
    }
}
