//! An accent has no letter.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "accent-without-letter",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "an accent has no letter",
    doc: r"`\'{}` or `\{}` is what is left of a letter that a program could not convert.

```bib
@article{a, author = {Garc\'{}a, Ana}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: *The TeXbook*, 9; JabRef's check of LaTeX syntax.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::BACKSLASH, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax != Syntax::Tex {
        return;
    }
    let left =
        ["\\'{}", "\\\"{}", "\\`{}", "{\\'}", "{\\\"}", "{\\`}", "\\c{}", "\\v{}", "\\{}"];
    for accent in left {
        let Some(at) = cell.text.find(accent) else { continue };
        let before = cell.text.get(..at).unwrap_or("");
        let after = cell.text.get(at + accent.len()..).unwrap_or("");
        // `\~{}` and `\^{}` are signs; a quotation mark may be written so.
        let inside = before.ends_with(char::is_alphabetic) || before.ends_with('\\');
        if inside && after.starts_with(char::is_alphabetic) {
            sink.cell(
                cell,
                cell.found(&RULE, at..at + accent.len(), "an accent without a letter"),
            );
            return;
        }
    }
}
