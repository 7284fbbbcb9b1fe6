//! An address with parameters that follow the reader.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "url-with-tracking",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an address with parameters that follow the reader",
    doc: r"Parameters such as `utm_source` say where somebody clicked; the page is the same without.

```bib
@online{a, url = {https://example.org/a?id=3&utm_source=mail&utm_medium=x}}
```

Source: the documentation of Google Analytics, “Custom campaign parameters”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["url"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(query) = cell.text.find('?') else { return };
    let mut at = query + 1;
    let mut edits = Vec::new();
    let (query_text, _) = cell
        .text
        .get(at..)
        .unwrap_or("")
        .split_once('#')
        .unwrap_or((cell.text.get(at..).unwrap_or(""), ""));
    let parts: Vec<&str> = query_text.trim_end().split('&').collect();
    let tracks = |part: &&str| {
        ["utm_", "fbclid=", "gclid="].iter().any(|name| part.starts_with(name))
    };
    let kept = parts.iter().filter(|part| !tracks(part)).count();
    for (number, part) in parts.iter().enumerate() {
        if tracks(part) {
            // The sign before it goes along; of the first that is kept, the one after.
            let first = number == 0 && kept > 0;
            let range =
                if first { at..at + part.len() + 1 } else { at - 1..at + part.len() };
            edits.push((range, String::new()));
        }
        at += part.len() + 1;
    }
    if let (Some((first, _)), Some((last, _))) = (edits.first(), edits.last()) {
        let finding =
            cell.found(&RULE, first.start..last.end, "the address follows its readers");
        let simple = edits.len() == parts.len() || !parts.first().is_some_and(tracks);
        let fix = simple.then(|| cell.edits(&edits)).flatten();
        sink.cell(cell, finding.unsafe_("cut the parameters off", fix));
    }
}
