//! Two entries have the same key.

use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-cite-key",
    group: Group::Links,
    severity: Severity::Error,
    summary: "two entries have the same key",
    doc: r"BibTeX says “Repeated entry” and takes the first; biber takes the first too. The second can never be
cited.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, publisher = {Example}, year = 2001}
@book{a, author = {Roe, Jim}, title = {Kilns}, publisher = {Example}, year = 2002}
```

Source: `bibtex.web`, “Repeated entry”; JabRef's check “duplicate key”; bibtex-tidy, duplicates by key.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for subject in subjects(files, options) {
        let key = subject.entry.key().as_str();
        if key.is_empty() {
            continue;
        }
        match seen.get(key) {
            None => {
                seen.insert(key, subject.file);
            }
            Some(file) => {
                let place = if *file == subject.file { "" } else { " in another file" };
                let message = format!("another entry has the key `{key}`{place}");
                sink.entry(&subject, subject.found(&RULE, message));
            }
        }
    }
}
