//! Which fields an entry refuses to inherit.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::super::map;
use crate::model::field_sets::{FieldSets, refused};
use crate::model::{Entry, Field};

/// The sets of the files of some entries; none where no entry asks for one.
pub(super) fn of(entries: &[Entry]) -> FieldSets {
    let mut sets = FieldSets::default();
    let asks = |entry: &Entry| {
        entry.has(Field::OPTIONS)
            && entry.text(Field::OPTIONS).is_some_and(|text| text.contains("noinherit"))
    };
    if !entries.iter().any(asks) {
        return sets;
    }
    let mut seen = FxHashSet::default();
    for source in entries.iter().filter_map(Entry::source) {
        if seen.insert(Arc::as_ptr(source).cast::<u8>()) {
            sets.read(source);
        }
    }
    sets
}

/// Whether an entry refuses a field.
pub(super) fn refuses(sets: &FieldSets, entry: &Entry, field: Field) -> bool {
    if !entry.has(Field::OPTIONS) {
        return false;
    }
    let options = entry.text(Field::OPTIONS).unwrap_or_default();
    let is = |name: &str| map::field_of(name, entry.kind()) == field;
    refused(&options).into_iter().any(|set| sets.holds(set, field, is))
}
