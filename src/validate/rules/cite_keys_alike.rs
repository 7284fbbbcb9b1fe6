//! Two keys differ in case or in the form of letters only.

use crate::validate::prelude::*;
use icu_normalizer::ComposingNormalizerBorrowed;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

pub(super) static RULE: Rule = Rule {
    name: "cite-keys-alike",
    group: Group::Links,
    severity: Severity::Warning,
    summary: "two keys differ in case or in the form of letters only",
    doc: r"To BibTeX they are the same key, to biber two; `é` may be one character or two. Sooner or later the
wrong one is cited.

```bib
@book{Doe2001, author = {Doe, Jane}, title = {Trade}, publisher = {Example}, year = 2001}
@book{doe2001, author = {Roe, Jim}, title = {Kilns}, publisher = {Example}, year = 2002}
```

Source: `bibtex.web`, “case-insensitive” keys; bibtex-tidy, duplicates by key; Unicode Standard Annex 15.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    let folded = |key: &str| match key.is_ascii() {
        true => key.to_ascii_lowercase(),
        false => Cow::into_owned(nfc.normalize(key)).to_lowercase(),
    };
    let mut seen: FxHashMap<String, &str> = FxHashMap::default();
    for subject in subjects(files, options) {
        let key = subject.entry.key().as_str();
        let first = *seen.entry(folded(key)).or_insert(key);
        if first != key {
            let message = format!("`{first}` is the same key to BibTeX");
            sink.entry(&subject, subject.found(&RULE, message));
        }
    }
}
