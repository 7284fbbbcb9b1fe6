//! An address with LaTeX in it.

use std::ops::Range;

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "latex-in-url",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an address with LaTeX in it",
    doc: r"The field is read verbatim: `\_` and `\url{…}` become a part of the address, and the link
is dead.

```bib
@online{a, url = {\url{https://example.org/a}}}
@online{b, url = {https://example.org/a\_b}}
```

Source: biblatex manual 2.2.1, verbatim fields.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["url"], check));

/// An escape at a backslash with what belongs to it, and the sign that it stands for: Mendeley
/// writes `{\_}`, others `\~{}` and `\&amp;`.
fn escape(text: &str, at: usize) -> (Range<usize>, Range<usize>) {
    let sign = at + 1..at + 2;
    let after = text.get(sign.end..).unwrap_or("");
    let mut end = sign.end;
    let braced = text.get(..at).is_some_and(|before| before.ends_with('{'));
    if text.get(sign.clone()) == Some("&") && after.starts_with("amp;") {
        end += "amp;".len();
    } else if after.starts_with("{}") {
        end += 2;
    }
    if braced && text.get(end..).is_some_and(|rest| rest.starts_with('}')) {
        return (at - 1..end + 1, sign);
    }
    (at..end, sign)
}

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::BACKSLASH) {
        return;
    }
    let (start, text) = cell.trimmed();
    if let Some(inner) = text.strip_prefix("\\url{").and_then(|rest| rest.strip_suffix('}'))
        && !inner.contains(['{', '}', '\\'])
    {
        let edits = [
            (start..start + 5, String::new()),
            (start + 5 + inner.len()..start + text.len(), String::new()),
        ];
        let finding =
            cell.found(&RULE, start..start + 5, "`\\url` does not belong into an address");
        sink.cell(cell, finding.unsafe_("keep the bare address", cell.edits(&edits)));
        return;
    }
    let escapes = cell.text.match_indices('\\').filter(|(at, _)| {
        cell.text
            .get(at + 1..)
            .is_some_and(|rest| rest.starts_with(['_', '&', '%', '#', '~']))
    });
    let edits: Vec<_> = escapes
        .filter_map(|(at, _)| {
            let (range, sign) = escape(&cell.text, at);
            Some((range.clone(), cell.text.get(sign)?.to_owned()))
        })
        .collect();
    if let Some((first, _)) = edits.first() {
        let finding =
            cell.found(&RULE, first.clone(), "the address has a LaTeX escape in it");
        let fix = cell.edits(&edits);
        sink.cell(
            cell,
            match cell.subject.dialect() {
                Dialect::Biblatex => finding.safe("take the escapes out", fix),
                _ => finding.unsafe_("take the escapes out", fix),
            },
        );
    }
}
