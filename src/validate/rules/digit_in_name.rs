//! A digit in a name.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "digit-in-name",
    group: Group::Names,
    severity: Severity::Warning,
    summary: "a digit in a name",
    doc: r"The mark of a footnote or an affiliation was copied with the name: “Doe1”.

```bib
@article{a, author = {Jane Doe1 and Jim Roe2}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: Zotero forum and JabRef issue threads on names copied from PDF files; biblatex manual 2.2.1, “name lists”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::DIGIT) || cell.syntax != Syntax::Tex {
        return;
    }
    for person in people {
        let text = person.text;
        if text.contains(['{', '\\', '/', '@']) || scan::institution(text).is_some() {
            continue;
        }
        let bytes = text.as_bytes();
        let mark = (1..bytes.len()).find(|at| {
            let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
            byte(*at).is_ascii_digit()
                && (byte(at - 1).is_ascii_lowercase() || byte(at - 1) == b'*')
                && !byte(at + 1).is_ascii_alphabetic()
        });
        // `Web2.0 group`, `Team4`: a person has two words or a comma, and the mark ends one.
        if let Some(mark) = mark.filter(|_| text.contains(' ')) {
            let rest = text.get(mark..).unwrap_or("");
            let len = rest
                .find(|c: char| !(c.is_ascii_digit() || c == '*'))
                .unwrap_or(rest.len());
            let ends = rest
                .get(len..)
                .is_none_or(|after| after.is_empty() || after.starts_with([' ', ',']));
            if ends {
                let at = person.range.start + mark;
                let finding = cell.found(&RULE, at..at + len, "a digit in a name");
                sink.cell(
                    cell,
                    finding.unsafe_("take it out", cell.replace(at..at + len, "")),
                );
            }
        }
    }
}
