//! One name written in several ways: journals, publishers.

use rustc_hash::FxHashMap;

use super::cell::Cell;
use super::sink::{Mend, Sink};
use super::{File, Options, subjects};
use crate::diag::Rule;
use crate::model::{Field, Syntax, Value};
use crate::text::{fold_words, latex};

/// How often each spelling occurs, by the form in which they are the same.
type Spellings = FxHashMap<String, FxHashMap<String, usize>>;

/// Reports names that are written in another way more often.
pub(super) fn check(
    files: &[File<'_>],
    options: &Options<'_>,
    rule: &'static Rule,
    field: Field,
    sink: &mut Sink<'_>,
) {
    // Most entries repeat a few names: each source text is folded once.
    let mut known: FxHashMap<&str, (String, String)> = FxHashMap::default();
    let mut spellings = Spellings::default();
    for entry in files.iter().flat_map(|file| file.entries) {
        let Some((syntax, text)) = source(entry.value(field), entry) else { continue };
        let (folded, plain) = known.entry(text).or_insert_with(|| forms(syntax, text));
        if folded.len() > 4 {
            *spellings
                .entry(folded.clone())
                .or_default()
                .entry(plain.clone())
                .or_default() += 1;
        }
    }
    spellings.retain(|_, ways| ways.len() > 1);
    if spellings.is_empty() {
        return;
    }
    let usual: FxHashMap<&String, (&String, usize)> = spellings
        .iter()
        .filter_map(|(folded, ways)| {
            let best = ways
                .iter()
                .max_by_key(|(way, count)| (**count, std::cmp::Reverse(*way)))?;
            Some((folded, (best.0, *best.1)))
        })
        .collect();
    for subject in subjects(files, options) {
        let Some((_, text)) = source(subject.entry.value(field), subject.entry) else {
            continue;
        };
        let Some((folded, plain)) = known.get(text) else { continue };
        let Some((best, count)) = usual.get(folded) else { continue };
        if *best != plain
            && let Some(cell) = subject.cell_of(field)
        {
            sink.cell(&cell, finding(&cell, rule, best, *count));
        }
    }
}

fn finding(
    cell: &Cell<'_>,
    rule: &'static Rule,
    best: &str,
    count: usize,
) -> crate::diag::Diagnostic {
    let times = if count == 1 { "once" } else { "more often" };
    let finding =
        cell.found(rule, cell.whole(), format!("written `{best}` {times} elsewhere"));
    let text = match cell.syntax {
        Syntax::Tex => latex::from_plain(best).into_owned(),
        _ => best.to_owned(),
    };
    finding.unsafe_("write it so", cell.replace(cell.whole(), &text))
}

fn source<'a>(
    value: Option<&'a Value>,
    entry: &'a crate::model::Entry,
) -> Option<(Syntax, &'a str)> {
    match value? {
        Value::Source(syntax, text) => Some((*syntax, entry.characters(text))),
        _ => None,
    }
}

/// The form in which spellings are the same, and the plain text.
fn forms(syntax: Syntax, text: &str) -> (String, String) {
    let plain = match syntax {
        Syntax::Tex => latex::to_plain(text),
        _ => text.into(),
    };
    let words: Vec<&str> = plain.split_whitespace().collect();
    let plain = words.join(" ");
    let folded = fold_words(&plain.replace('&', " and "));
    let folded = folded.strip_prefix("the ").unwrap_or(&folded).to_owned();
    (folded, plain)
}
