//! Sets of fields as bits: what an entry has, what a variable is answered from.

use crate::model::entry::Entry;
use crate::model::field::Field;

/// Some fields. Those that the vocabulary lacks are one member together, so that a set may
/// say yes where it ought to say no, never the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet {
    words: [u64; 4],
    strangers: bool,
}

impl FieldSet {
    /// The fields that an entry has.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let mut set = Self::default();
        for (field, _) in entry.fields() {
            set.insert(field);
        }
        set
    }

    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        match self.words.get_mut(field.index() / 64) {
            Some(word) => *word |= 1 << (field.index() % 64),
            None => self.strangers = true,
        }
    }

    /// Whether the sets may have a field in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.strangers && other.strangers
            || self.words.iter().zip(&other.words).any(|(own, other)| own & other != 0)
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = Self::default();
        fields.into_iter().for_each(|field| set.insert(field));
        set
    }
}
