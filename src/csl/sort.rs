//! Sorting (CSL 1.0.2, “Sorting”): keys in order, missing ones last, by the collation of
//! the style's language.

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions, MaxVariable, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use rustc_hash::FxHashMap;

use crate::csl::Style;
use crate::csl::disambiguate::{self, Register};
use crate::csl::eval::{Area, Eval, Task, World};
use crate::csl::job::Cite;
use crate::csl::style::element::{Element, Root, SortElement, SortKey};

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
    collator: Option<&CollatorBorrowed<'_>>,
) -> Keys {
    let keys = world.style.sort_keys(root).iter();
    keys.map(|key| self::key(world, register, entry, root, key, collator)).collect()
}

fn key(
    world: &World<'_>,
    register: &mut Register,
    entry: usize,
    root: Root,
    key: &SortKey,
    collator: Option<&CollatorBorrowed<'_>>,
) -> Option<Box<[u8]>> {
    let (text, _) = text(world, register, entry, root, key);
    text.map(|text| bytes(&text, collator))
}

/// The text of a key, and whether given names in it are open.
fn text(
    world: &World<'_>,
    register: &mut Register,
    entry: usize,
    root: Root,
    key: &SortKey,
) -> (Option<String>, bool) {
    let area = Area::Sort(root);
    let task = Task { index: entry, area, view: None, looking: true, request: None };
    match Eval::new(world, register, task) {
        Some(mut eval) => (eval.sort_key(key), eval.outcome.open),
        None => (None, false),
    }
}

/// The order of entries in the bibliography. A key is made only where those before it are
/// equal; but names that it prints count for disambiguation in any case.
pub(crate) fn order(
    world: &World<'_>,
    register: &mut Register,
    entries: &[usize],
) -> Vec<usize> {
    let style = world.style;
    let root = Root::Bibliography;
    let sort = style.sort_keys(root);
    let Some((first, later)) = sort.split_first() else { return entries.to_vec() };
    let collator = collator(&style.locale.tag);
    let collator = collator.as_ref();
    let naming = later.iter().filter(|key| prints_names(style, key));
    let naming: Vec<&SortKey> = naming.filter(|_| style.options.add_givenname).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(entries.len());
    for entry in entries {
        let (text, open) = text(world, register, *entry, root, first);
        let key = text.map(|text| bytes(&text, collator));
        rows.push(Row { entry: *entry, key, open });
        for later in &naming {
            if !register.knows_all(world, *entry) {
                let _ = self::text(world, register, *entry, root, later);
            }
        }
    }
    let rule = style.options.givenname_rule;
    if style.options.add_givenname && !rule.is_by_cite() && !rule.with_initials() {
        // Given names are spelt out where others share the family name, in keys too.
        let grown = register.take_grown();
        for row in &mut rows {
            let shared = || {
                world.entries.get(row.entry).is_some_and(|found| found.has_family(&grown))
            };
            if row.open && shared() {
                row.key = self::key(world, register, row.entry, root, first, collator);
            }
        }
    }
    rows.sort_by(|a, b| one(a.key.as_deref(), b.key.as_deref(), first.descending));
    let mut runs = equal_runs(&rows, 0);
    for next in later {
        let mut left = Vec::new();
        for run in runs {
            let start = run.start;
            let Some(rows) = rows.get_mut(run) else { continue };
            for row in &mut *rows {
                row.key = key(world, register, row.entry, root, next, collator);
            }
            rows.sort_by(|a, b| one(a.key.as_deref(), b.key.as_deref(), next.descending));
            left.extend(equal_runs(rows, start));
        }
        runs = left;
    }
    rows.into_iter().map(|row| row.entry).collect()
}

/// An entry with the key that it is being sorted by.
struct Row {
    entry: usize,
    key: Option<Box<[u8]>>,
    /// Whether given names in the first key would be spelt out further if more names shared
    /// their family name.
    open: bool,
}

/// Where several sorted rows have the same key.
fn equal_runs(rows: &[Row], start: usize) -> Vec<std::ops::Range<usize>> {
    let mut at = start;
    let runs = rows.chunk_by(|a, b| a.key == b.key).map(|run| {
        at += run.len();
        at - run.len()..at
    });
    runs.filter(|run| run.len() > 1).collect()
}

/// Whether a sort key looks at names.
fn prints_names(style: &Style, key: &SortKey) -> bool {
    match &key.element {
        SortElement::Variable(..) => false,
        SortElement::Names(_) => true,
        SortElement::Macro(number) => {
            let mut seen = vec![false; style.macros.len()];
            let mut open = vec![*number];
            while let Some(number) = open.pop() {
                let Some(found) = style.macros.get(number) else { continue };
                match seen.get_mut(number) {
                    Some(seen) if !*seen => *seen = true,
                    _ => continue,
                }
                if holds_names(&found.children, &mut open) {
                    return true;
                }
            }
            false
        }
    }
}

/// Whether elements print names themselves; the macros that they call are noted.
fn holds_names(elements: &[Element], calls: &mut Vec<usize>) -> bool {
    elements.iter().any(|element| match element {
        Element::Names(_) => true,
        Element::Macro(call) => {
            calls.push(call.number);
            false
        }
        Element::Group(group) => holds_names(&group.children, calls),
        Element::Choose(branches) => {
            branches.iter().any(|branch| holds_names(&branch.children, calls))
        }
        _ => false,
    })
}

/// A text as bytes to compare: words count for themselves, so that a space sorts first.
pub(crate) fn bytes(text: &str, collator: Option<&CollatorBorrowed<'_>>) -> Box<[u8]> {
    let text = text.trim_start_matches(['[', ']', '\'', '"']);
    let mut text = match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => text.to_lowercase(),
    };
    if text.contains(' ') {
        text = text.replace(' ', "|");
    }
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
            placed.sort_by_key(|(key, _)| *key);
        }
        placed.into_iter().map(|(_, at)| at).collect()
    }

    fn key(&self, world: &World<'_>, register: &mut Register, entry: usize) -> CiteKeys {
        let collator = self.collator.as_ref();
        let keys = keys(world, register, entry, Root::Citation, collator);
        let names = self.grouped.then(|| disambiguate::names(world, register, entry));
        let names = names.flatten();
        let names = names.map(|text| {
            let bytes = bytes(&text, collator);
            (text, bytes)
        });
        CiteKeys { names, keys }
    }
}
