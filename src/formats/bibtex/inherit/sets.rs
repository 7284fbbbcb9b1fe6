//! Sets of fields that an entry does not want to inherit: `options = {noinherit=nobtitle}`
//! (biblatex manual, 4.5.12).
//!
//! LaTeX documents define such sets with `\DeclareDatafieldSet`. A `.bib` file says the same
//! in a comment, `% ibid: fieldset[nobtitle] booktitle, booksubtitle`. Known without it are
//! the two sets that the manual names (4.5.2) and each field as a set of its own.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::map;
use crate::model::{Datatype, Entry, EntryKind, Field};

/// How a definition begins.
const MARKER: &str = "% ibid: fieldset[";

/// The manual's `settitles`.
const TITLES: &[&str] = &[
    "title",
    "booktitle",
    "eventtitle",
    "issuetitle",
    "journaltitle",
    "maintitle",
    "origtitle",
];

/// The sets that files define, by their names.
#[derive(Debug, Default)]
pub struct FieldSets {
    by_name: FxHashMap<String, Vec<String>>,
}

/// The sets that an entry names in its `noinherit`.
#[must_use]
pub fn refused(options: &str) -> Vec<&str> {
    options
        .split(',')
        .filter_map(|option| option.split_once('='))
        .filter(|(name, _)| name.trim() == "noinherit")
        .map(|(_, set)| set.trim().trim_matches(['{', '}']).trim())
        .collect()
}

impl FieldSets {
    /// The sets that a file defines.
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut sets = Self::default();
        sets.read(source);
        sets
    }

    /// The sets of the files of some entries; none where no entry asks for one.
    pub(super) fn of_all(entries: &[Entry]) -> Self {
        let mut sets = Self::default();
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

    fn read(&mut self, source: &str) {
        for at in memchr::memmem::find_iter(source.as_bytes(), MARKER) {
            let rest = source.get(at + MARKER.len()..).unwrap_or("");
            let line = rest.lines().next().unwrap_or("");
            let Some((name, fields)) = line.split_once(']') else { continue };
            let fields = fields.split([',', ' ', '\t']).filter(|field| !field.is_empty());
            let fields = fields.map(str::to_ascii_lowercase).collect();
            self.by_name.insert(name.trim().to_owned(), fields);
        }
    }

    /// Whether a set of a name is defined.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        let field = map::field_of(name, EntryKind::BOOK);
        self.by_name.contains_key(name)
            || matches!(name, "setnames" | "settitles")
            || field.is_known()
    }

    /// Whether an entry refuses a field.
    pub(super) fn refuses(&self, entry: &Entry, field: Field) -> bool {
        if !entry.has(Field::OPTIONS) {
            return false;
        }
        let options = entry.text(Field::OPTIONS).unwrap_or_default();
        let is = |name: &str| map::field_of(name, entry.kind()) == field;
        refused(&options).into_iter().any(|set| match self.by_name.get(set) {
            Some(fields) => fields.iter().any(|name| is(name)),
            None => match set {
                "setnames" => field.datatype() == Datatype::Names,
                "settitles" => TITLES.iter().any(|name| is(name)),
                name => is(name),
            },
        })
    }
}
