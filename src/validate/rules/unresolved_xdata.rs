//! A reference to a piece of a data container leads nowhere.

use crate::formats::bibtex::inherit;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unresolved-xdata",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "a reference to a piece of a data container leads nowhere",
    doc: r"`xdata=key-field` and `xdata=key-field-number` stand for a field of an `@xdata` entry, or an item of
its list. Where the entry, the field or the item is not there, or is of another kind (names for
names, lists for lists), biber prints the reference as it stands.

```bib
@book{a, author = {xdata=people-author-2}, title = {Trade}, publisher = {Kiln}, year = 2001}
@xdata{people, author = {Doe, Jane}}
```

Source: biblatex manual 3.14.6; biber, “references XDATA … not resolving”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

const MARKER: &str = "xdata=";

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let has_any = |entry: &Entry| {
        entry.fields().any(|(field, _)| {
            entry.raw(field).is_some_and(|(_, text)| text.contains(MARKER))
        })
    };
    let written = |file: &File<'_>| match file.facts {
        Some(facts) => facts.text.contains(MARKER),
        None => true,
    };
    if !files.iter().any(|file| written(file) && file.entries.iter().any(has_any)) {
        return;
    }
    let all: Vec<Entry> = files.iter().flat_map(|file| file.entries).cloned().collect();
    let view = inherit::resolve(all).entries;
    for (subject, entry) in subjects(files, options).zip(&view) {
        for (field, _) in subject.entry.fields() {
            let Some((_, left)) =
                entry.raw(field).filter(|(_, text)| text.contains(MARKER))
            else {
                continue;
            };
            let Some(cell) = subject.cell_of(field) else { continue };
            for (at, _) in cell.text.match_indices(MARKER) {
                let rest = cell.text.get(at..).unwrap_or("");
                let end = rest.find(|c: char| c.is_whitespace() || c == '}');
                let reference = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
                if left.contains(reference) {
                    let message = format!("`{reference}` leads nowhere");
                    let range = at..at + reference.len();
                    sink.cell(&cell, cell.found(&RULE, range, message));
                }
            }
        }
    }
}
