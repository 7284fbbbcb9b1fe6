//! A language tag is not well formed.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-language-tag",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a language tag is not well formed",
    doc: r"Tags are `en`, `pt-BR`, `zh-Hant`: a language, then script and region with hyphens.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, language = {en_US}, date = {2001}}
```

Source: BCP 47 (RFC 5646); CSL 1.0.2, `language`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["language"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    // Words are names of languages; what has a hyphen or an underscore after two or three letters
    // means to be a tag.
    let Some((language, rest)) = text.split_once(['_', '-']) else { return };
    let is_tag = (2..=3).contains(&language.len())
        && text.len() <= 20
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        && language.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_tag || rest.is_empty() {
        return;
    }
    let right = text.replace('_', "-");
    let parsed = icu_locale_core::LanguageIdentifier::try_from_str(&right);
    if text.contains('_') || parsed.is_err() {
        let finding =
            cell.found(&RULE, cell.whole(), format!("`{text}` is no language tag"));
        let fix = parsed.is_ok().then(|| cell.replace(cell.whole(), &right)).flatten();
        sink.cell(cell, finding.unsafe_("write it with hyphens", fix));
    }
}
