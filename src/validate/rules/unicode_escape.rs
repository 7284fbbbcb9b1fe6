//! A character is written as a code of a programming language.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unicode-escape",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a character is written as a code of a programming language",
    doc: r"`\u00e9` was to become é and did not.

```bib
@article{a, author = {Garc\u00eda, Ana}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: RFC 8259, 7; issue threads on exports from JSON.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Prose(Classes::BACKSLASH.or(Classes::UPPER), check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let escape = |at: usize, sign: &str| {
        let hex = cell.text.get(at + sign.len()..at + sign.len() + 4)?;
        let is_hex = hex.bytes().all(|b| b.is_ascii_hexdigit())
            && hex.bytes().any(|b| b.is_ascii_digit());
        let code = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)?;
        char::from_u32(code)
            .filter(|c| !c.is_control())
            .map(|c| (at..at + sign.len() + 4, c))
    };
    let found = ["\\u", "U+", "<U+"].iter().find_map(|sign| {
        cell.text
            .match_indices(sign)
            .find_map(|(at, _)| escape(at, sign))
            .map(|found| (*sign, found))
    });
    // A text may speak of `U+1234`: only what is no word of its own.
    if let Some((sign, (range, c))) = found.filter(|(sign, _)| *sign != "U+") {
        let end = range.end
            + usize::from(
                sign == "<U+"
                    && cell.text.get(range.end..).is_some_and(|r| r.starts_with('>')),
            );
        let shown = cell.text.get(range.start..end).unwrap_or("");
        let finding =
            cell.found(&RULE, range.start..end, format!("`{shown}` is a code for `{c}`"));
        let plain = c.is_alphabetic();
        let fix = cell.replace(range.start..end, &c.to_string()).filter(|_| plain);
        sink.cell(cell, finding.unsafe_("write the letter", fix));
    }
}
