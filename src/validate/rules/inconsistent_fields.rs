//! An entry lacks a field that nearly all others of its type have.

use crate::model::EntryKind;
use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "inconsistent-fields",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "an entry lacks a field that nearly all others of its type have",
    doc: r"At least nine of ten entries of this type, of at least twenty, have the field. Whether that matters
is a question of taste: this rule must be selected.

Source: JabRef's consistency check.

```bib
@manual{a1, title = {A}, year = 2001}
@manual{a2, title = {B}, year = 2001}
@manual{a3, title = {C}, year = 2001}
@manual{a4, title = {D}, year = 2001}
@manual{a5, title = {E}, year = 2001}
@manual{a6, title = {F}, year = 2001}
@manual{a7, title = {G}, year = 2001}
@manual{a8, title = {H}, year = 2001}
@manual{a9, title = {I}, year = 2001}
@manual{b1, title = {A}, year = 2001}
@manual{b2, title = {B}, year = 2001}
@manual{b3, title = {C}, year = 2001}
@manual{b4, title = {D}, year = 2001}
@manual{b5, title = {E}, year = 2001}
@manual{b6, title = {F}, year = 2001}
@manual{b7, title = {G}, year = 2001}
@manual{b8, title = {H}, year = 2001}
@manual{b9, title = {I}, year = 2001}
@manual{c1, title = {J}, year = 2001}
@manual{c2, title = {K}}
```
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check)).when(When::Selected);

const LEAST: usize = 20;

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let mut kinds: FxHashMap<EntryKind, (usize, FxHashMap<Field, usize>)> =
        FxHashMap::default();
    for entry in files.iter().flat_map(|file| file.entries) {
        let (count, fields) = kinds.entry(entry.kind()).or_default();
        *count += 1;
        for (field, _) in entry.fields() {
            *fields.entry(field).or_default() += 1;
        }
    }
    let mut usual: FxHashMap<EntryKind, Vec<Field>> = FxHashMap::default();
    for (kind, (count, fields)) in kinds.iter().filter(|(_, (count, _))| *count >= LEAST) {
        let mut names: Vec<Field> = fields
            .iter()
            .filter(|(_, with)| **with * 10 >= count * 9 && **with < *count)
            .map(|(field, _)| *field)
            .collect();
        names.sort_unstable();
        usual.insert(*kind, names);
    }
    for (file, each) in files.iter().enumerate() {
        for (index, entry) in each.entries.iter().enumerate() {
            let fields = usual.get(&entry.kind()).map_or(&[][..], Vec::as_slice);
            for field in fields.iter().filter(|field| !entry.has(**field)) {
                let subject = Subject::new(file, index, entry, each.facts, options);
                let message = format!("nearly all others of this type have `{field}`");
                sink.entry(&subject, subject.found(&RULE, message));
            }
        }
    }
}
