//! Data containers by the piece: `author = {Simon Smith and xdata=people-author-2}`
//! (biblatex manual, “Data containers”). What does not resolve stays as it is written.

use rustc_hash::FxHashMap;

use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::INHERITANCE_CYCLE;
use crate::model::{Datatype, Entry, EntryKind, Field, Value, name};

/// How a reference begins.
const MARKER: &str = "xdata=";

/// How far references may lead to references; a longer way is a cycle.
const DEEPEST: u8 = 16;

/// How many references one field may stand for, one in the other.
const MOST: u32 = 1000;

/// Whether a source has any reference.
pub(super) fn is_in(source: &str) -> bool {
    memchr::memmem::find(source.as_bytes(), MARKER.as_bytes()).is_some()
}

/// Puts the referenced values in place.
pub(super) fn resolve(
    entries: &mut [Entry],
    index: &FxHashMap<Box<str>, usize>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for (field, _) in entry.fields() {
            if !entry.raw(field).is_some_and(|(_, text)| text.contains(MARKER)) {
                continue;
            }
            let mut walk = Walk { entries, index, left: MOST, cycle: false };
            if let Some(value) = walk.value(entry, field, 0) {
                found.push((at, field, value));
            }
            if walk.cycle {
                let message = format!("`{}` refers to itself through `xdata`", entry.key());
                let finding = Diagnostic::new(&INHERITANCE_CYCLE, message);
                diagnostics.push(finding.in_field(at, entry.key(), field));
            }
        }
    }
    for (at, field, value) in found {
        if let Some(entry) = entries.get_mut(at) {
            entry.set(field, Value::tex(&value));
        }
    }
}

struct Walk<'e> {
    entries: &'e [Entry],
    index: &'e FxHashMap<Box<str>, usize>,
    left: u32,
    cycle: bool,
}

impl Walk<'_> {
    /// A value with its references resolved; `None` if it has none that can be.
    fn value(&mut self, entry: &Entry, field: Field, depth: u8) -> Option<String> {
        let (_, text) = entry.raw(field)?;
        if depth > DEEPEST || self.left == 0 {
            self.cycle = true;
            return None;
        }
        if !is_list(field) {
            let reference = text.trim().strip_prefix(MARKER)?;
            return self
                .reference(reference, field, depth)
                .map(|items| items.join(" and "));
        }
        let mut changed = false;
        let mut items = Vec::new();
        for piece in name::split_bibtex(text) {
            let found = piece
                .strip_prefix(MARKER)
                .and_then(|reference| self.reference(reference, field, depth));
            changed |= found.is_some();
            items.append(&mut found.unwrap_or_else(|| vec![piece.to_owned()]));
        }
        changed.then(|| items.join(" and "))
    }

    /// What `key-field` or `key-field-3` stands for, in a field of a kind.
    fn reference(&mut self, text: &str, field: Field, depth: u8) -> Option<Vec<String>> {
        self.left = self.left.checked_sub(1)?;
        let (text, place) = match text.rsplit_once('-') {
            Some((before, digits)) => match digits.parse::<usize>() {
                Ok(place) => (before, Some(place)),
                Err(_) => (text, None),
            },
            None => return None,
        };
        let (key, name) = text.rsplit_once('-')?;
        let source = self.entries.get(*self.index.get(key)?)?;
        if source.kind() != EntryKind::XDATA {
            return None;
        }
        let target = super::super::map::field_of(name, source.kind());
        // Names go into names, lists into lists, text into text.
        if class(target) != class(field) {
            return None;
        }
        let value = match self.value(source, target, depth + 1) {
            Some(value) => value,
            None => source.raw(target)?.1.to_owned(),
        };
        if !is_list(target) {
            return place.is_none().then(|| vec![value]);
        }
        let items = name::split_bibtex(&value).into_iter().map(str::to_owned);
        match place {
            None => Some(items.collect()),
            Some(place) => {
                items.into_iter().nth(place.checked_sub(1)?).map(|item| vec![item])
            }
        }
    }
}

fn is_list(field: Field) -> bool {
    matches!(field.datatype(), Datatype::Names | Datatype::RichList)
        || matches!(field, Field::PUBLISHER | Field::PUBLISHER_PLACE | Field::LANGUAGE)
}

/// Fields of one class can lend each other their values.
fn class(field: Field) -> u8 {
    match field.datatype() {
        Datatype::Names => 0,
        _ if is_list(field) => 1,
        _ => 2,
    }
}
