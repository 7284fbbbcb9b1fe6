//! The register of names: which family names are shared by several given names.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::csl::GivennameRule;
use crate::csl::eval::World;
use crate::csl::prepare::{Ids, Person, Prepared};

/// Numbers for family names, initials and given names, and what of them has been printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Register {
    words: FxHashMap<Box<str>, u32>,
    /// What given names are compared by, as they are written.
    spellings: FxHashMap<Box<str>, Spelling>,
    initials: FxHashMap<(u32, u32), u32>,
    givens: FxHashMap<(u32, u32), u32>,
    /// How many initials a family name has, by family; by entry too under “by-cite”.
    family_count: FxHashMap<(u32, u32), u32>,
    /// How many given names initials have.
    initials_count: FxHashMap<(u32, u32), u32>,
    seen_initials: FxHashSet<(u32, u32)>,
    seen_givens: FxHashSet<(u32, u32)>,
    /// Families that several names have now share, since they were last asked for.
    grown: FxHashSet<u32>,
}

/// A given name without its accidents, and its initials.
#[derive(Clone, Copy, Debug)]
struct Spelling {
    given: u32,
    initials: u32,
}

impl Register {
    /// Numbers the names of entries.
    pub(crate) fn number(&mut self, entries: &mut [Prepared<'_>], particles: bool) {
        for entry in entries {
            for name in entry.all_names_mut().filter(|name| !name.literal) {
                name.ids = self.ids(name, particles);
            }
        }
    }

    /// How many names and initials have been printed.
    pub(crate) fn size(&self) -> usize {
        self.seen_initials.len() + self.seen_givens.len()
    }

    fn ids(&mut self, name: &Person<'_>, particles: bool) -> Ids {
        let mut family = without_periods(&name.family);
        if particles && !name.non_dropping.is_empty() {
            family = format!("{family} {}", name.non_dropping).into();
        }
        let family = self.word(&family);
        let spelling = match self.spellings.get(&*name.given) {
            Some(known) => *known,
            None => self.spelling(&name.given),
        };
        let initials = number(&mut self.initials, (family, spelling.initials));
        let given = number(&mut self.givens, (initials, spelling.given));
        Ids { family, initials, given }
    }

    fn spelling(&mut self, written: &str) -> Spelling {
        let mut given = without_periods(written);
        if let Some((before, last)) = given.rsplit_once(' ')
            && !last.is_empty()
            && last.to_lowercase() == last
        {
            given = before.trim_end_matches([',', '!']).to_owned().into();
        }
        let initials = crate::csl::eval::initials::initialize(&given, "%s", false, true);
        let spelling =
            Spelling { given: self.word(&given), initials: self.word(&initials) };
        self.spellings.insert(written.into(), spelling);
        spelling
    }

    /// The number of a text.
    fn word(&mut self, text: &str) -> u32 {
        if let Some(known) = self.words.get(text) {
            return *known;
        }
        number(&mut self.words, text.into())
    }

    /// Notes that a name has been printed.
    pub(crate) fn add(
        &mut self,
        entry: usize,
        name: &Person<'_>,
        at: usize,
        rule: GivennameRule,
    ) {
        if rule.is_primary() && at > 0 || name.family.is_empty() {
            return;
        }
        let scope = scope(entry, rule);
        let Ids { family, initials, given } = name.ids;
        if self.seen_initials.insert((scope, initials)) {
            let count = self.family_count.entry((scope, family)).or_default();
            *count += 1;
            if *count > 1 {
                self.grown.insert(family);
            }
        }
        if !name.given.is_empty() && self.seen_givens.insert((scope, given)) {
            let count = self.initials_count.entry((scope, initials)).or_default();
            *count += 1;
            if *count > 1 {
                self.grown.insert(family);
            }
        }
    }

    /// Whether all names of an entry have been printed that count, so that printing them
    /// again changes nothing.
    pub(crate) fn knows_all(&self, world: &World<'_>, entry: usize) -> bool {
        let rule = world.style.options.givenname_rule;
        let counted = if rule.is_primary() { 1 } else { usize::MAX };
        world.entries.get(entry).is_some_and(|found| {
            let mut names = found.name_lists().flat_map(|names| names.iter().take(counted));
            names.all(|name| name.literal || self.knows(entry, name, rule))
        })
    }

    fn knows(&self, entry: usize, name: &Person<'_>, rule: GivennameRule) -> bool {
        let scope = scope(entry, rule);
        let Ids { initials, given, .. } = name.ids;
        name.family.is_empty()
            || self.seen_initials.contains(&(scope, initials))
                && (name.given.is_empty() || self.seen_givens.contains(&(scope, given)))
    }

    /// The families that have become shared since this was last called.
    pub(crate) fn take_grown(&mut self) -> FxHashSet<u32> {
        std::mem::take(&mut self.grown)
    }

    /// How many initials share the family name, and how many given names its initials.
    pub(crate) fn counts(
        &self,
        entry: usize,
        name: &Person<'_>,
        rule: GivennameRule,
    ) -> (u32, u32) {
        let scope = scope(entry, rule);
        let get = |counts: &FxHashMap<(u32, u32), u32>, id| {
            counts.get(&(scope, id)).copied().unwrap_or(0)
        };
        (
            get(&self.family_count, name.ids.family),
            get(&self.initials_count, name.ids.initials),
        )
    }
}

fn scope(entry: usize, rule: GivennameRule) -> u32 {
    if rule.is_by_cite() { u32::try_from(entry + 1).unwrap_or(u32::MAX) } else { 0 }
}

fn number<K: std::hash::Hash + Eq>(known: &mut FxHashMap<K, u32>, key: K) -> u32 {
    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
    *known.entry(key).or_insert(next)
}

fn without_periods(text: &str) -> Cow<'_, str> {
    if !text.contains('.') && !text.contains("  ") {
        return text.trim_end().into();
    }
    text.replace('.', " ").split_whitespace().collect::<Vec<_>>().join(" ").into()
}
