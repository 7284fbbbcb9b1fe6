//! What a file that we wrote says when it is read again: the last look of the loss report.
//!
//! Writers account for what they know they leave out ([`Claims`](super::common::Claims)).
//! What changes on the way without their knowing is found here and named too.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Format, ReadOptions, Source, WriteOptions, Written};
use crate::diag::catalogue::conversion::INEXACT_VALUE;
use crate::diag::{Diagnostic, Place};
use crate::model::{Datatype, Entry, Field, Name, language, variable};

/// How much of a value a finding shows.
const SHOWN: usize = 60;

/// Writes entries and looks at what was written; what changed in silence is added to the
/// report.
#[must_use]
pub fn write(format: &Format, entries: &[Entry], options: &WriteOptions) -> Written {
    let Some(write) = format.write else { return Written::default() };
    let mut written = write(entries, options);
    let found = unsaid(format, entries, &written);
    written.diagnostics.extend(found);
    written
}

/// Findings about values that come back changed and that the writer has not named.
#[must_use]
pub fn unsaid(format: &Format, before: &[Entry], written: &Written) -> Vec<Diagnostic> {
    let Some(read) = format.read else { return Vec::new() };
    let (source, _) = Source::new(None, written.bytes.clone());
    let after = read(&source, &ReadOptions::default()).entries;
    let named = named(&written.diagnostics);
    let mut by_key: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, entry) in after.iter().enumerate() {
        by_key.entry(entry.key().as_str()).or_insert(index);
    }
    let mut found = Vec::new();
    for (index, entry) in before.iter().enumerate() {
        // A format may have an order of its own, or no keys.
        let at = by_key.get(entry.key().as_str()).copied().unwrap_or(index);
        let Some(back) = after.get(at) else {
            let message = format!("the entry is not found again in the {}", format.id);
            let finding = Diagnostic::new(&INEXACT_VALUE, message);
            found.push(finding.in_entry(index, entry.key()));
            continue;
        };
        compare(format, index, entry, back, &named, &mut found);
    }
    found
}

/// What a report names already: an entry, and which of its fields.
fn named(report: &[Diagnostic]) -> FxHashSet<(usize, Option<Field>)> {
    let places = report.iter().filter_map(|finding| match &finding.place {
        Place::Entry { index, field, .. } => Some((*index, *field)),
        _ => None,
    });
    places.collect()
}

fn compare(
    format: &Format,
    index: usize,
    entry: &Entry,
    back: &Entry,
    named: &FxHashSet<(usize, Option<Field>)>,
    found: &mut Vec<Diagnostic>,
) {
    let (kind, kind_back) = (variable::kind(entry), variable::kind(back));
    if kind.csl() != kind_back.csl() && !named.contains(&(index, None)) {
        let message = format!("{}: `{kind}` reads as `{kind_back}`", format.id);
        found.push(Diagnostic::new(&INEXACT_VALUE, message).in_entry(index, entry.key()));
    }
    let all = variable::all(entry);
    for field in all.present().chain(all.homeless()) {
        let (old, new) = (said(entry, field), said(back, counterpart(back, field)));
        if is_same(field, old.as_deref(), new.as_deref())
            || named.contains(&(index, Some(field)))
        {
            continue;
        }
        let message = match (old, new) {
            (Some(old), Some(new)) => {
                let (old, new) = apart(&old, &new);
                format!("{}: `{old}` of `{field}` reads as `{new}`", format.id)
            }
            (Some(old), None) => {
                format!("{}: `{field}` is not found again: `{}`", format.id, head(&old))
            }
            (None, _) => continue,
        };
        let finding = Diagnostic::new(&INEXACT_VALUE, message);
        found.push(finding.in_field(index, entry.key(), field));
    }
}

/// The field by which an entry calls another's: `.bib` knows no capitals in names.
fn counterpart(back: &Entry, field: Field) -> Field {
    if field.is_known() || back.has(field) {
        return field;
    }
    let mut own = back.fields().map(|(own, _)| own);
    own.find(|own| own.name().eq_ignore_ascii_case(field.name())).unwrap_or(field)
}

/// Whether two values are equal: the name of a language is as good as its tag, `5-5` is
/// page 5, and it does not matter how the members of a list are parted.
fn is_same(field: Field, old: Option<&str>, new: Option<&str>) -> bool {
    if old == new {
        return true;
    }
    let (Some(old), Some(new)) = (old, new) else { return false };
    match field {
        Field::LANGUAGE => language::tag_of(old) == Some(new),
        Field::PAGE => {
            let ends = old.split_once(['-', '–']);
            ends.is_some_and(|(first, last)| first == last && first == new)
        }
        Field::KEYWORD => members(old) == members(new),
        Field::ISSN | Field::ISBN => {
            let numbers = |text: &str| -> Vec<String> {
                let parts = text.split([',', ';', ' ']).filter(|part| !part.is_empty());
                parts.map(str::to_owned).collect()
            };
            numbers(old) == numbers(new)
        }
        _ => false,
    }
}

/// The members of a list: parted by semicolons if it has any.
fn members(text: &str) -> Vec<&str> {
    let sign = if text.contains(';') { ';' } else { ',' };
    text.split(sign).map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// What a variable says, for comparison.
fn said(entry: &Entry, field: Field) -> Option<String> {
    match field.datatype() {
        Datatype::Names => variable::names(entry, field)
            .map(|names| names.iter().map(Name::display).collect::<Vec<_>>().join("; ")),
        Datatype::Date => variable::date(entry, field).map(|date| date.to_string()),
        _ => variable::text(entry, field).map(|text| text.trim().to_owned()),
    }
    .filter(|text| !text.is_empty())
}

/// Two texts from shortly before the place where they part.
fn apart(old: &str, new: &str) -> (String, String) {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let skip = if same > SHOWN / 2 { same - SHOWN / 4 } else { 0 };
    let from = |text: &str| {
        let rest: String = text.chars().skip(skip).collect();
        let dots = if skip > 0 { "…" } else { "" };
        format!("{dots}{}", head(&rest))
    };
    (from(old), from(new))
}

/// The beginning of a text, on one line.
fn head(text: &str) -> String {
    let line = text.replace('\n', "⏎");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}
