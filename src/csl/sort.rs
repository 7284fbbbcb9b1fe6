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
    known: FxHashMap<usize, CiteKeys>,
    descending: Vec<bool>,
    grouped: bool,
    /// The key that citeproc-js gives to a group whose first key is missing.
    undefined: Box<[u8]>,
}

/// The keys of a cite and, where cites are grouped, those of its printed names.
struct CiteKeys {
    names: Option<(String, Box<[u8]>)>,
    keys: Keys,
}

impl Cites {
    /// Nothing is known yet. Previews do not group their cites.
    pub(crate) fn new(world: &World<'_>, previews: bool) -> Self {
        let sort = &world.style.citation.sort;
        let collator = (!sort.is_empty()).then(|| collator(&world.style.locale.tag));
        let collator = collator.flatten();
        Self {
            undefined: bytes("undefined", collator.as_ref()),
            collator,
            known: FxHashMap::default(),
            descending: directions(sort),
            grouped: world.style.grouped && !previews,
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
        let by_keys = |a: &usize, b: &usize| match (keys(a), keys(b)) {
            (Some(a), Some(b)) => compare(&a.keys, &b.keys, &self.descending),
            _ => Ordering::Equal,
        };
        if !self.grouped {
            order.sort_by(by_keys);
            return order;
        }
        let names = |at: &usize| keys(at).and_then(|keys| keys.names.as_ref());
        let down = self.descending.first().copied().unwrap_or(false);
        order.sort_by(|a, b| {
            let name = |at| names(at).map(|(_, bytes)| &**bytes);
            one(name(a), name(b), down).then_with(|| by_keys(a, b))
        });
        self.grouped(
            order,
            |at| names(at).map(|(text, _)| text.as_str()),
            down,
            |at| keys(at).and_then(|keys| keys.keys.first()?.as_deref()),
        )
    }

    /// Cites that are sorted by their names, as groups in the order of the first key of
    /// each group's first cite (CSL 1.0.2, “Cite Grouping”). Groups with the same key, and
    /// the cites of a group, stay as they are; a key that runs downwards turns them round.
    fn grouped<'k>(
        &'k self,
        order: Vec<usize>,
        names: impl Fn(&usize) -> Option<&'k str>,
        down: bool,
        first_key: impl Fn(&usize) -> Option<&'k [u8]>,
    ) -> Vec<usize> {
        let mut placed: Vec<(&[u8], usize)> = Vec::with_capacity(order.len());
        let mut last: Option<Option<&str>> = None;
        for at in order {
            let author = names(&at);
            let key = match placed.last() {
                Some((key, _)) if last == Some(author) => *key,
                _ => first_key(&at).unwrap_or(&self.undefined),
            };
            last = Some(author);
            placed.push((key, at));
        }
        if down {
            placed.reverse();
            placed.sort_by(|(a, _), (b, _)| b.cmp(a));
        } else {
            placed.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        placed.into_iter().map(|(_, at)| at).collect()
    }

    fn key(&self, world: &World<'_>, register: &mut Register, entry: usize) -> CiteKeys {
        let collator = self.collator.as_ref();
        let keys = keys(world, register, entry, Root::Citation, None, collator);
        let names = self.grouped.then(|| disambiguate::names(world, register, entry));
        let names = names.flatten();
        let names = names.map(|text| {
            let bytes = bytes(&text, collator);
            (text, bytes)
        });
        CiteKeys { names, keys }
    }
}
