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
        if world.style.grouped {
            self.grouped(&mut order, keys);
        } else {
            order.sort_by(|a, b| match (keys(a), keys(b)) {
                (Some((_, a)), Some((_, b))) => compare(a, b, &self.descending),
                _ => Ordering::Equal,
            });
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

    /// Cites with the same names stand together, where the first of them belongs by the
    /// first key (CSL 1.0.2, “Cite Grouping”, as citeproc-js reads it: a descending first
    /// key turns the cites of a group round, too).
    fn grouped<'k>(
        &self,
        order: &mut Vec<usize>,
        keys: impl Fn(&usize) -> Option<&'k (Option<String>, Keys)>,
    ) {
        let down = self.descending.first().copied().unwrap_or(false);
        let collated = |names: &str| bytes(names, self.collator.as_ref());
        let mut cites: Vec<_> = order
            .iter()
            .filter_map(|at| {
                let (names, keys) = keys(at)?;
                Some((names.as_deref(), names.as_deref().map(collated), keys, *at))
            })
            .collect();
        cites.sort_by(|a, b| {
            let names = one(a.1.as_deref(), b.1.as_deref(), down);
            names.then_with(|| compare(a.2, b.2, &self.descending))
        });
        // What has no key sorts as the word “undefined” in citeproc-js.
        let undefined = bytes("undefined", self.collator.as_ref());
        let mut group: (Option<&str>, &[u8]) = (None, &undefined);
        let mut places = Vec::with_capacity(cites.len());
        for (number, (names, _, keys, at)) in cites.iter().enumerate() {
            if number == 0 || *names != group.0 {
                group =
                    (*names, keys.first().and_then(|k| k.as_deref()).unwrap_or(&undefined));
            }
            places.push((group.1, number, *at));
        }
        places.sort_by(|a, b| {
            let order = (a.0, a.1).cmp(&(b.0, b.1));
            if down { order.reverse() } else { order }
        });
        *order = places.into_iter().map(|(_, _, at)| at).collect();
    }
}
