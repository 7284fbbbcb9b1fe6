//! A file that an entry names is not there.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "missing-file",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "a file that an entry names is not there",
    doc: r"`file` points to the document on this machine, from the folder of the library. It was moved or renamed, or
the library came from another machine. The rule looks at the disk and must be selected.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, file = {Paper:trade.pdf:PDF}, year = 2001}
```

Source: JabRef's check “link should refer to a correct file path”; papis doctor, `files`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["file", "pdf", "localfile"], check))
        .when(When::Selected);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let exists = cell.subject.options.file_exists;
    for (range, part) in pieces(&cell.text).into_iter().filter(|(_, p)| !p.contains("://"))
    {
        let Some(path) = path(part) else { continue };
        if !exists(cell.subject.file, &path) {
            let message = format!("there is no file `{path}`");
            sink.cell(cell, cell.found(&RULE, range, message));
        }
    }
}

/// The files of a list with semicolons; `\\;` is part of a name.
fn pieces(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    let bytes = text.as_bytes();
    let ends = text.match_indices(';').map(|(at, _)| at);
    let ends =
        ends.filter(|at| at.checked_sub(1).and_then(|b| bytes.get(b)) != Some(&b'\\'));
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends.chain([text.len()]) {
        let piece = text.get(start..end).unwrap_or("");
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let at = start + piece.len() - piece.trim_start().len();
            found.push((at..at + trimmed.len(), trimmed));
        }
        start = end + 1;
    }
    found
}

/// The path of `description:path:type`, or of what is a path alone; `\\:` is part of it.
fn path(text: &str) -> Option<String> {
    let held = text.replace("\\\\", "\u{1}").replace("\\:", "\u{2}").replace("\\;", ";");
    let parts: Vec<&str> = held.split(':').collect();
    let path = match parts.as_slice() {
        [path] => path,
        [_, path] | [_, path, _] => path,
        [_, path @ .., _] => return Some(plain(&path.join(":"))).filter(|p| !p.is_empty()),
        [] => return None,
    };
    Some(plain(path)).filter(|path| !path.is_empty())
}

fn plain(path: &str) -> String {
    path.replace('\u{1}', "\\").replace('\u{2}', ":").replace("\\_", "_").trim().to_owned()
}
