//! A reference to a piece of a data container leads nowhere.

use crate::model::{Datatype, EntryKind};
use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

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
    let written = |file: &File<'_>| file.facts.is_none_or(|f| f.text.contains(MARKER));
    if !files.iter().any(written) {
        return;
    }
    let all: Vec<Subject<'_>> = subjects(files, options).collect();
    let containers: FxHashMap<&str, &Subject<'_>> = all
        .iter()
        .filter(|subject| subject.entry.kind() == EntryKind::XDATA)
        .map(|subject| (subject.entry.key().as_str(), subject))
        .collect();
    for subject in &all {
        for cell in subject.cells().iter().filter(|cell| cell.text.contains(MARKER)) {
            for (at, _) in cell.text.match_indices(MARKER) {
                let rest = cell.text.get(at + MARKER.len()..).unwrap_or("");
                let end = rest.find(|c: char| c.is_whitespace() || c == '}');
                let reference = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
                if leads_somewhere(reference, cell.field, &containers, options) {
                    continue;
                }
                let message = format!("`{MARKER}{reference}` leads nowhere");
                let range = at..at + MARKER.len() + reference.len();
                sink.cell(cell, cell.found(&RULE, range, message));
            }
        }
    }
}

/// Whether `key-field` or `key-field-2` is there and fits into a field.
fn leads_somewhere(
    reference: &str,
    field: Field,
    containers: &FxHashMap<&str, &Subject<'_>>,
    options: &Options<'_>,
) -> bool {
    let (rest, place) = match reference.rsplit_once('-') {
        Some((rest, number)) => match number.parse::<usize>() {
            Ok(place) => (rest, Some(place)),
            Err(_) => (reference, None),
        },
        None => return false,
    };
    let Some((key, name)) = rest.rsplit_once('-') else { return false };
    let Some(container) = containers.get(key) else { return (options.elsewhere)(key) };
    let Some(cell) = container.cell(&name.to_ascii_lowercase()) else { return false };
    let names = |field: Field| field.datatype() == Datatype::Names;
    let items = || crate::model::name::split_bibtex(&cell.text).len();
    names(field) == names(cell.field)
        && place.is_none_or(|place| place > 0 && place <= items())
}
