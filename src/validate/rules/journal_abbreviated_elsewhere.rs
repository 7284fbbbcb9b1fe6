//! A journal is abbreviated here and written out elsewhere.

use crate::text::latex;
use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "journal-abbreviated-elsewhere",
    group: Group::Links,
    severity: Severity::Info,
    summary: "a journal is abbreviated here and written out elsewhere",
    doc: r"One list takes one form; tools can make the short form of the long one, not the other way round.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Journal of Kiln Research}, year = 2001}
@article{b, author = {Doe, Jane}, title = {Pots}, journal = {J. Kiln Res.}, year = 2002}
```

Source: JabRef's check “abbreviation detected”; ISO 4; issue threads, “mixed abbreviations of one journal”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

/// A name, its words that count, and whether it is abbreviated.
struct Name {
    plain: String,
    words: Vec<String>,
    short: bool,
}

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let mut known: FxHashMap<&str, Name> = FxHashMap::default();
    for entry in files.iter().flat_map(|file| file.entries) {
        if let Some((_, text)) = entry.raw(Field::CONTAINER_TITLE)
            && text.len() < 100
        {
            known.entry(text).or_insert_with(|| name(text));
        }
    }
    // Long names by the initials of their words.
    let mut long: FxHashMap<String, Vec<&Name>> = FxHashMap::default();
    let mut names: Vec<&Name> =
        known.values().filter(|name| !name.short && name.words.len() > 1).collect();
    names.sort_unstable_by(|a, b| a.plain.cmp(&b.plain));
    for name in names {
        long.entry(initials(&name.words)).or_default().push(name);
    }
    for subject in subjects(files, options) {
        let Some((_, text)) = subject.entry.raw(Field::CONTAINER_TITLE) else { continue };
        let Some(name) = known.get(text).filter(|name| name.short && name.words.len() > 1)
        else {
            continue;
        };
        // What a list of journals knows takes the form that the settings ask for.
        if options.journals.is_some_and(|list| list.find(&name.plain).is_some()) {
            continue;
        }
        let candidates = long.get(&initials(&name.words)).into_iter().flatten().take(50);
        // A name in capitals is a fault of its own: another spelling is better.
        let loud = |full: &Name| !full.plain.contains(char::is_lowercase);
        let Some(full) = candidates
            .into_iter()
            .filter(|full| shortens(&name.words, &full.words))
            .min_by_key(|full| loud(full))
        else {
            continue;
        };
        if let Some(cell) = subject.cell_of(Field::CONTAINER_TITLE) {
            let message = format!("written out elsewhere: `{}`", full.plain);
            let finding = cell.found(&RULE, cell.whole(), message);
            let text = latex::from_plain(&full.plain);
            let fix = cell.replace(cell.whole(), &text).filter(|_| !loud(full));
            sink.cell(&cell, finding.unsafe_("write it out", fix));
        }
    }
}

fn name(text: &str) -> Name {
    let plain = latex::to_plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let small = [
        "of", "the", "and", "in", "for", "on", "a", "an", "de", "et", "la", "der", "für",
        "und", "&",
    ];
    let words: Vec<String> = plain
        .split([' ', '.', ',', '-', ':'])
        // The letter of a section is no article: “Phys. Rev. A” is not “Phys. Rev.”.
        .filter(|word| !word.is_empty() && (*word == "A" || !small.contains(word)))
        .map(str::to_lowercase)
        .filter(|word| word == "a" || !small.contains(&&**word))
        .collect();
    let dots = plain.split(' ').filter(|word| word.ends_with('.')).count();
    let short = dots > 0 && dots * 2 >= words.len();
    // `Trans. Automatic Control` is neither.
    let words = if dots > 0 && !short { Vec::new() } else { words };
    Name { short, words, plain }
}

fn initials(words: &[String]) -> String {
    words.iter().filter_map(|word| word.chars().next()).collect()
}

/// `j`, `kiln`, `res` of `journal`, `kiln`, `research`; at least one word is shorter.
fn shortens(short: &[String], full: &[String]) -> bool {
    let mut shorter = 0;
    let fits = short.len() == full.len()
        && short.iter().zip(full).all(|(a, b)| {
            shorter += usize::from(a.len() < b.len());
            b.starts_with(a.as_str())
        });
    fits && shorter > 0
}
