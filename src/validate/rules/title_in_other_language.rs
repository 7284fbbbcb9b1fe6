//! The title is in another language than the entry says.

use crate::validate::prelude::*;
use crate::validate::tables::languages::{code, has_small_words, spoken};

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
    // `German and English` says two.
    if said.text.trim().contains([' ', ',', ';', '/']) {
        return;
    }
    let Some(said_code) = code(&said.text).filter(|code| has_small_words(code)) else {
        return;
    };
    let Some(title) = subject.cell("title") else { return };
    let plain = without_asides(&title.plain());
    if let Some((language, count)) = spoken(&plain, 3, Some(said_code)) {
        let message = format!(
            "the title seems to be in `{language}` ({count} small words), not `{}`",
            said.text.trim()
        );
        sink.cell(&title, title.found(&RULE, title.whole(), message));
    }
}

/// A title without what stands in brackets: often its translation.
fn without_asides(title: &str) -> String {
    let mut depth = 0u32;
    let mut kept = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
