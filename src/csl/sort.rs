//! Sorting (CSL 1.0.2, “Sorting”): keys in order, missing ones last, by the collation of
//! the style's language.

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions, MaxVariable, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use crate::csl::disambiguate::Register;
use crate::csl::eval::{Area, Eval, Task, View, World};
use crate::csl::style::element::{Root, SortKey};

/// The keys of an entry: bytes that compare as the language wants.
pub(crate) type Keys = Vec<Option<Box<[u8]>>>;

/// The collator of a language: base letters only, punctuation ignored, numbers by value.
pub(crate) fn collator(tag: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
    let mut preferences = CollatorPreferences::from(&locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    options.alternate_handling = Some(AlternateHandling::Shifted);
    options.max_variable = Some(MaxVariable::Punctuation);
    Collator::try_new(preferences, options).ok()
}

/// The keys of an entry.
pub(crate) fn keys(
    world: &World<'_>,
    register: &mut Register,
    entry: usize,
    root: Root,
    view: Option<View<'_>>,
    collator: Option<&CollatorBorrowed<'_>>,
) -> Keys {
    let mut keys = Vec::new();
    for key in world.style.sort_keys(root) {
        let task = Task {
            index: entry,
            area: Area::Sort(root),
            view,
            looking: true,
            request: None,
        };
        let mut eval = Eval::new(world, register, task);
        let text = eval.as_mut().and_then(|eval| eval.sort_key(key));
        keys.push(text.map(|text| bytes(&text, collator)));
        if root == Root::Citation && key.has_date {
            let suffix = world.disambig.get(entry).and_then(|found| found.year_suffix);
            keys.push(Some(suffix.unwrap_or(0).to_be_bytes().into()));
        }
    }
    keys
}

/// A text as bytes to compare: words count for themselves, so that a space sorts first.
fn bytes(text: &str, collator: Option<&CollatorBorrowed<'_>>) -> Box<[u8]> {
    let text = text.trim_start_matches(['[', ']', '\'', '"']);
    let mut text = text.to_lowercase().replace(' ', "|");
    text.push('|');
    match collator {
        Some(collator) => {
            let mut key = Vec::with_capacity(text.len() + 8);
            let Ok(()) = collator.write_sort_key_to(&text, &mut key);
            key.into()
        }
        None => text.into_bytes().into(),
    }
}

/// Whether each key runs downwards, with the year suffixes that keys of cites bring.
pub(crate) fn directions(sort: &[SortKey], root: Root) -> Vec<bool> {
    let mut directions = Vec::with_capacity(sort.len());
    for key in sort {
        directions.push(key.descending);
        if root == Root::Citation && key.has_date {
            directions.push(false);
        }
    }
    directions
}

/// Compares two entries by their keys.
pub(crate) fn compare(a: &Keys, b: &Keys, descending: &[bool]) -> Ordering {
    for (at, (a, b)) in a.iter().zip(b).enumerate() {
        let order = match (a, b) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => return Ordering::Greater,
            (Some(_), None) => return Ordering::Less,
            (Some(a), Some(b)) => a.cmp(b),
        };
        if order != Ordering::Equal {
            let down = descending.get(at).copied().unwrap_or(false);
            return if down { order.reverse() } else { order };
        }
    }
    Ordering::Equal
}
