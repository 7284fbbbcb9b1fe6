//! Sorting (CSL 1.0.2, “Sorting”): keys in order, missing ones last, by the collation of
//! the style's language.

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions, MaxVariable, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use rustc_hash::FxHashMap;

use crate::csl::disambiguate::{self, Register};
use crate::csl::eval::{Area, Eval, Task, View, World};
use crate::csl::job::Cite;
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
    }
    keys
}

/// A text as bytes to compare: words count for themselves, so that a space sorts first.
pub(crate) fn bytes(text: &str, collator: Option<&CollatorBorrowed<'_>>) -> Box<[u8]> {
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

/// Whether each key runs downwards.
pub(crate) fn directions(sort: &[SortKey]) -> Vec<bool> {
    sort.iter().map(|key| key.descending).collect()
}

/// Compares two keys; what has none stands last either way.
fn one(a: Option<&[u8]>, b: Option<&[u8]>, down: bool) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) if down => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
    }
}

/// Compares two entries by their keys.
pub(crate) fn compare(a: &Keys, b: &Keys, descending: &[bool]) -> Ordering {
    for (at, (a, b)) in a.iter().zip(b).enumerate() {
        let down = descending.get(at).copied().unwrap_or(false);
        let order = one(a.as_deref(), b.as_deref(), down);
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// The order of cites in clusters; keys are made once an entry.
pub(crate) struct Cites {
    collator: Option<CollatorBorrowed<'static>>,
    known: FxHashMap<usize, (Option<String>, Keys)>,
    descending: Vec<bool>,
}

impl Cites {
    /// Nothing is known yet.
    pub(crate) fn new(world: &World<'_>) -> Self {
        let sort = &world.style.citation.sort;
        let collator = (!sort.is_empty()).then(|| collator(&world.style.locale.tag));
        Self {
            collator: collator.flatten(),
            known: FxHashMap::default(),
            descending: directions(sort),
        }
    }

    /// The order in which a cluster prints its cites.
    pub(crate) fn order(
        &mut self,
        world: &World<'_>,
        register: &mut Register,
        cites: &[Cite],
    ) -> Vec<usize> {
        let mut order: Vec<usize> = (0..cites.len()).collect();
        if self.descending.is_empty() || cites.len() < 2 {
            return order;
        }
        for cite in cites {
            if !self.known.contains_key(&cite.entry) {
                let key = self.key(world, register, cite.entry);
                self.known.insert(cite.entry, key);
            }
        }
        let keys = |at: &usize| cites.get(*at).and_then(|cite| self.known.get(&cite.entry));
        order.sort_by(|a, b| match (keys(a), keys(b)) {
            (Some((_, a)), Some((_, b))) => compare(a, b, &self.descending),
            _ => Ordering::Equal,
        });
        if world.style.grouped {
            order = grouped(&order, |at| keys(at).and_then(|(names, _)| names.as_deref()));
        }
        order
    }

    fn key(
        &self,
        world: &World<'_>,
        register: &mut Register,
        entry: usize,
    ) -> (Option<String>, Keys) {
        let collator = self.collator.as_ref();
        let keys = keys(world, register, entry, Root::Citation, None, collator);
        let group = world.style.grouped;
        (group.then(|| disambiguate::names(world, register, entry)).flatten(), keys)
    }
}

/// Sorted cites with those of the same names together, at the place of the first (CSL
/// 1.0.2, “Cite Grouping”).
fn grouped<'k>(order: &[usize], names: impl Fn(&usize) -> Option<&'k str>) -> Vec<usize> {
    let mut places: FxHashMap<Option<&str>, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let place = *places.entry(names(at)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.push(*at);
        }
    }
    groups.concat()
}
