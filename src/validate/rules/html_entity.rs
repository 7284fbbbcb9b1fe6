//! A character is written as HTML.

use crate::text::xml;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "html-entity",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a character is written as HTML",
    doc: r"`&amp;` and `&#233;` come from web pages; styles print them as they stand, and LaTeX stops at `&`.

```bib
@article{a, author = {Doe, Jane}, title = {Trade &amp; Crafts}, journal = {Crafts}, year = 2001}
```

Source: JabRef's check “HTML encoded character”; papis doctor, `html-codes`; HTML, 13.5.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::AMPERSAND) || !(cell.is_prose() || cell.name == "url") {
        return;
    }
    // An address has signs of its own: `&` between its parts.
    if cell.name == "url" {
        for (at, shown) in cell.text.match_indices("&amp;") {
            // Escaped by a backslash, it is another rule's.
            if cell.text.get(..at).is_some_and(|before| before.ends_with('\\')) {
                continue;
            }
            let range = at..at + shown.len();
            let finding = cell.found(&RULE, range.clone(), "`&amp;` is HTML for `&`");
            sink.cell(cell, finding.unsafe_("write `&`", cell.replace(range, "&")));
        }
        return;
    }
    for (at, _) in cell.text.match_indices('&') {
        let rest = cell.text.get(at + 1..).unwrap_or("");
        let Some(end) = rest
            .get(..rest.len().min(12))
            .or(rest.get(..10))
            .and_then(|part| part.find(';'))
        else {
            continue;
        };
        let name = rest.get(..end).unwrap_or("");
        let Some(letter) = xml::entity(name) else { continue };
        let before = cell.text.get(..at).unwrap_or("");
        let start = at - usize::from(before.ends_with('\\'));
        let range = start..at + 1 + end + 1;
        let shown = cell.text.get(range.clone()).unwrap_or("");
        let text = match (letter.as_str(), cell.syntax) {
            ("&", Syntax::Tex) => "\\&".to_owned(),
            // `J{\&quot;o}rg` was an accent.
            ("\"", Syntax::Tex) if before.ends_with("{\\") => "\\\"".to_owned(),
            ("\"", Syntax::Tex) => "''".to_owned(),
            ("\u{a0}", Syntax::Tex) => "~".to_owned(),
            ("#" | "%" | "$" | "_", Syntax::Tex) => format!("\\{letter}"),
            (letter, _) => letter.to_owned(),
        };
        // Braces and backslashes would mean something.
        let plain = !matches!(letter.as_str(), "{" | "}" | "\\");
        let message = format!("`{shown}` is HTML for `{letter}`");
        let finding = cell.found(&RULE, range.clone(), message);
        let fix = cell.replace(range, &text).filter(|_| plain);
        sink.cell(cell, finding.unsafe_(&format!("write `{text}`"), fix));
    }
}
