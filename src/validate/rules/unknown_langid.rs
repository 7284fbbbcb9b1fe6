//! A language that BibLaTeX does not know.

use crate::text::nearest;
use crate::validate::prelude::*;
use crate::validate::tables::languages::{LANGIDS, OWN_NAMES, TAGS};

pub(super) static RULE: Rule = Rule {
    name: "unknown-langid",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a language that BibLaTeX does not know",
    doc: r"`langid` takes the names that babel and polyglossia have: `english`, `ngerman`, `french`. Hyphenation
and localised words depend on it.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, langid = {en}, date = {2001}}
```

Source: biblatex manual 2.2.3, `langid`, and table 2.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["langid", "hyphenation"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    let lower = text.to_ascii_lowercase();
    // Babel's locales have longer names: `chinese-traditional`.
    let locale = text
        .split_once('-')
        .is_some_and(|(name, rest)| rest.len() > 3 && LANGIDS.contains(&name));
    if text.is_empty() || locale || LANGIDS.contains(&text) {
        return;
    }
    let tag = lower.split(['-', '_']).next().unwrap_or("");
    let of = |table: &'static [(&str, &str)], word: &str| {
        table.iter().find(|(known, _)| *known == word).map(|(_, name)| *name)
    };
    let meant = of(TAGS, tag).or_else(|| of(OWN_NAMES, &lower));
    let meant = meant.or_else(|| LANGIDS.iter().find(|name| **name == lower).copied());
    let meant = meant.or_else(|| nearest(&lower, LANGIDS.iter().copied()));
    let finding =
        cell.found(&RULE, cell.whole(), format!("BibLaTeX knows no language `{text}`"));
    sink.cell(
        cell,
        match meant {
            Some(name) => finding
                .help(format!("did you mean `{name}`?"))
                .unsafe_("use that name", cell.replace(cell.whole(), name)),
            None => finding,
        },
    );
}
