//! Sets of fields that an entry does not want to inherit: `options = {noinherit=nobtitle}`
//! (biblatex manual, 4.5.12).
//!
//! LaTeX documents define such sets with `\DeclareDatafieldSet`. A `.bib` file says the same
//! in a comment, `% ibid: fieldset[nobtitle] booktitle, booksubtitle`. Known without it are
//! the two sets that the manual names (4.5.2) and each field as a set of its own.

use rustc_hash::FxHashMap;

use crate::model::{Datatype, Field};

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
    /// Takes up the sets that a file defines.
    pub fn read(&mut self, source: &str) {
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
        self.by_name.contains_key(name)
            || matches!(name, "setnames" | "settitles")
            || TITLES.contains(&name)
            || Field::known(name).is_some()
    }

    /// Whether a set holds a field; `is` says whether a name is the field's.
    #[must_use]
    pub fn holds(&self, set: &str, field: Field, is: impl Fn(&str) -> bool) -> bool {
        match self.by_name.get(set) {
            Some(fields) => fields.iter().any(|name| is(name)),
            None => match set {
                "setnames" => field.datatype() == Datatype::Names,
                "settitles" => TITLES.iter().any(|name| is(name)),
                name => is(name),
            },
        }
    }
}
