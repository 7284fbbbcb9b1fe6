//! Quotation marks have no partner.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-quotes",
    group: Group::Text,
    severity: Severity::Info,
    summary: "quotation marks have no partner",
    doc: r"As many opening marks as closing ones belong into a title.

```bib
@article{a, author = {Doe, Jane}, title = {``Trade and crafts}, journal = {Crafts}, year = 2001}
```

Source: badness; JabRef's check of LaTeX syntax.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["title", "booktitle", "container-title"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = &*cell.text;
    let pair = |open: &str, close: &str| {
        let (opened, closed) = (text.matches(open).count(), text.matches(close).count());
        match opened.cmp(&closed) {
            std::cmp::Ordering::Greater => {
                text.rfind(open).map(|at| (at..at + open.len(), "opens"))
            }
            std::cmp::Ordering::Less => {
                text.find(close).map(|at| (at..at + close.len(), "closes"))
            }
            std::cmp::Ordering::Equal => None,
        }
    };
    // German opens with a low mark and closes with what English opens with.
    if ["\\quotedblbase", "\\glqq", ",,", "„"].iter().any(|low| text.contains(low)) {
        return;
    }
    let tex = cell.syntax == Syntax::Tex && cell.classes.meets(Classes::BACKTICK);
    let found = match () {
        // Accents (`\'`, `\"`) and primes look like quotation marks.
        () if tex
            && !text.contains("\\'")
            && !text.contains('"')
            && !text.contains("'''") =>
        {
            pair("``", "''")
        }
        // `â€“` is a dash that went through the wrong encoding.
        () if text.contains('“') && !text.contains("â€") => pair("“", "”"),
        () => None,
    };
    if let Some((range, verb)) = found {
        let partner =
            if verb == "opens" { "nothing closes it" } else { "nothing opens it" };
        sink.cell(
            cell,
            cell.found(
                &RULE,
                range,
                format!("this mark {verb} a quotation, and {partner}"),
            ),
        );
    }
}
