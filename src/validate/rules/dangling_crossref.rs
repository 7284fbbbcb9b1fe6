//! `crossref` names an entry that is not there.

use crate::text::nearest;
use crate::validate::prelude::*;
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    name: "dangling-crossref",
    group: Group::Links,
    severity: Severity::Error,
    summary: "`crossref` names an entry that is not there",
    doc: r"The entry inherits nothing: what it has no field of its own for is missing.

```bib
@inproceedings{a, author = {Doe, Jane}, title = {Trade}, crossref = {kilns2001}}
```

Source: `bibtex.web`, “A bad cross reference”; JabRef's check of crossref; biber, “not found”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let linked = |entry: &&Entry| entry.has(Field::CROSSREF);
    if !files.iter().flat_map(|file| file.entries).any(|entry| linked(&entry)) {
        return;
    }
    // BibTeX does not tell capitals from small letters there.
    let keys: FxHashSet<String> = files
        .iter()
        .flat_map(|file| file.entries)
        .map(|entry| entry.key().as_str().to_lowercase())
        .collect();
    let mut asked = 0;
    for subject in subjects(files, options) {
        let Some(target) = subject.entry.text(Field::CROSSREF) else { continue };
        let target = target.trim();
        if target.is_empty()
            || keys.contains(&target.to_lowercase())
            || (options.elsewhere)(target)
        {
            continue;
        }
        let Some(cell) = subject.cell_of(Field::CROSSREF) else { continue };
        let finding =
            cell.found(&RULE, cell.whole(), format!("no entry has the key `{target}`"));
        // Each look goes over all keys.
        asked += 1;
        let near = (asked <= 50).then(|| parent(target, subject.entry, files)).flatten();
        sink.cell(
            &cell,
            match near {
                Some(near) => finding
                    .help(format!("did you mean `{near}`?"))
                    .unsafe_("use that key", cell.replace(cell.whole(), near)),
                None => finding,
            },
        );
    }
}

/// The key that was meant: of an entry that may be inherited from, and of the same year.
fn parent<'a>(target: &str, child: &Entry, files: &[File<'a>]) -> Option<&'a str> {
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(target);
    let others = files
        .iter()
        .flat_map(|file| file.entries)
        .filter(|entry| entry.key() != child.key() && !entry.has(Field::CROSSREF))
        .map(|entry| entry.key().as_str());
    nearest(target, others)
        .filter(|near| digits(near) == wanted && near.len().abs_diff(target.len()) <= 2)
}
