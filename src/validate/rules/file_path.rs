//! A path of somebody's machine.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "file-path",
    group: Group::Privacy,
    severity: Severity::Warning,
    summary: "a path of somebody's machine",
    doc: r"`file` fields, and links of BibDesk and Mendeley, tell names of users and folders, and lead nowhere on
another machine.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, file = {:/home/jane/papers/trade.pdf:PDF}, year = 2001}
```

Source: JabRef's `file` field; issue threads on exported paths.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check)).when(When::Publish);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let by_name = matches!(
        &*cell.name,
        "file"
            | "pdf"
            | "localfile"
            | "local-url"
            | "localurl"
            | "path"
            | "ps"
            | "attachment"
    ) || cell.name.starts_with("bdsk-file");
    if by_name && !cell.text.trim().is_empty() && !is_online(&cell.text) {
        let finding = cell.found(&RULE, cell.whole(), "a path of somebody's machine");
        sink.cell(cell, finding.unsafe_("remove the field", Some(cell.remove())));
    }
}

/// Whether it is addresses for everybody: `http://…`, or JabRef's `name:http\://…:URL;…`.
fn is_online(text: &str) -> bool {
    let links = text.split(';').filter(|link| !link.trim().is_empty());
    links.into_iter().all(|link| {
        let link = link.to_ascii_lowercase();
        let known = ["http", "https", "ftp"];
        link.match_indices("://").any(|(at, _)| {
            let before = link.get(..at).unwrap_or("").trim_end_matches('\\');
            let scheme = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next();
            known.contains(&scheme.unwrap_or(""))
        })
    })
}
