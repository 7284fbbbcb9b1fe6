//! Disambiguation (CSL 1.0.2, “Disambiguation”): names are added, given names spelt out,
//! conditions switched on, and years get suffixes until cites differ.
//!
//! Entries with the same cite form a group. Each step renders the cites of a group anew
//! and splits it by what was rendered; an entry that stands alone is done. No step looks
//! at pairs.

mod register;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::csl::Style;
use crate::csl::eval::{Area, Eval, Outcome, Task, View, World};
use crate::csl::job::Position;
use crate::csl::node::pieces;
use crate::csl::node::punctuation;

pub(crate) use register::Register;

/// How far the given names of a list are spelt out.
type Levels = SmallVec<[Option<u8>; 12]>;

/// What disambiguation asks of an entry's cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Disambig {
    names: SmallVec<[usize; 2]>,
    givens: SmallVec<[Levels; 1]>,
    pub(crate) conditions: u32,
    pub(crate) year_suffix: Option<u32>,
}

impl Disambig {
    /// How many names of a list are to be shown.
    pub(crate) fn names_at(&self, list: usize) -> Option<usize> {
        self.names.get(list).copied()
    }

    pub(crate) fn set_names(&mut self, list: usize, names: usize) {
        if self.names.len() <= list {
            self.names.resize(list + 1, 0);
        }
        if let Some(slot) = self.names.get_mut(list) {
            *slot = names;
        }
    }

    /// How far a given name is to be spelt out.
    pub(crate) fn given_at(&self, list: usize, at: usize) -> Option<u8> {
        self.givens.get(list)?.get(at).copied().flatten()
    }

    /// Takes over full given names where initials were asked for.
    fn raise(&mut self, other: &Self) {
        for (own, other) in self.givens.iter_mut().zip(&other.givens) {
            for (own, other) in own.iter_mut().zip(other) {
                if *own == Some(1) && *other == Some(2) {
                    *own = *other;
                }
            }
        }
    }

    pub(crate) fn set_given(&mut self, list: usize, at: usize, level: u8) {
        if self.givens.len() <= list {
            self.givens.resize(list + 1, Levels::new());
        }
        if let Some(levels) = self.givens.get_mut(list) {
            if levels.len() <= at {
                levels.resize(at + 1, None);
            }
            if let Some(slot) = levels.get_mut(at) {
                *slot = Some(level);
            }
        }
    }
}

/// Whether a style tells cites apart at all.
pub(crate) fn is_wanted(style: &Style) -> bool {
    let options = &style.options;
    options.add_names
        || options.add_givenname
        || options.add_year_suffix
        || style.has_disambiguate
}

/// Tells the registered entries apart.
pub(crate) fn all(
    world: &mut World<'_>,
    registered: &[usize],
    rank: &[u32],
    notes: &[Option<u32>],
) {
    if !is_wanted(world.style) {
        return;
    }
    let mut register = std::mem::take(&mut world.register);
    let mut looks = Vec::with_capacity(registered.len());
    for entry in registered {
        let (text, settings) = first_look(world, &mut register, *entry);
        if let Some(slot) = world.disambig.get_mut(*entry) {
            *slot = settings;
        }
        looks.push((*entry, text));
    }
    world.register = register;
    for group in groups(looks.iter().map(|(entry, text)| (*entry, text.as_str()))) {
        solve(world, &group, rank, notes);
    }
}

/// What a later cite of an entry looks like, and the names it shows.
pub(crate) fn first_look(
    world: &World<'_>,
    register: &mut Register,
    entry: usize,
) -> (String, Disambig) {
    let (text, outcome) = look(world, register, entry, None, None);
    (text, outcome.settings)
}

/// Entries that look the same, where there are several, in the order of the first.
pub(crate) fn groups<'t>(looks: impl Iterator<Item = (usize, &'t str)>) -> Vec<Vec<usize>> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (entry, text) in looks {
        let place = *places.entry(text).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.push(entry);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Tells the entries of a group apart.
pub(crate) fn solve(
    world: &mut World<'_>,
    group: &[usize],
    rank: &[u32],
    notes: &[Option<u32>],
) {
    let mut register = std::mem::take(&mut world.register);
    Solver { world, register: &mut register, rank, notes }.solve(group.to_vec());
    world.register = register;
}

/// The cite of an entry as it is compared: later, near, without locator and formatting.
fn look(
    world: &World<'_>,
    register: &mut Register,
    entry: usize,
    request: Option<&Disambig>,
    note: Option<u32>,
) -> (String, Outcome) {
    let view = View {
        position: Position::Subsequent,
        near_note: true,
        first_note: note,
        ..View::default()
    };
    let task = Task {
        index: entry,
        area: Area::Citation,
        view: Some(view),
        looking: true,
        request,
    };
    let Some(mut eval) = Eval::new(world, register, task) else {
        return (String::new(), Outcome::default());
    };
    let mut node = eval.layout();
    let outcome = std::mem::take(&mut eval.outcome);
    node.purge();
    punctuation::settle(&mut node, world.style.locale.punctuation_in_quote);
    (pieces::plain(&node), outcome)
}

/// The names of a cite as cites are grouped by them: those that it prints last.
pub(crate) fn names(
    world: &World<'_>,
    register: &mut Register,
    entry: usize,
) -> Option<String> {
    let view = View { position: Position::Subsequent, near_note: true, ..View::default() };
    let task = Task {
        index: entry,
        area: Area::Citation,
        view: Some(view),
        looking: true,
        request: world.disambig.get(entry),
    };
    let mut eval = Eval::new(world, register, task)?.for_names();
    let _ = eval.layout();
    eval.outcome.names_text.take()
}

struct Solver<'w, 'a> {
    world: &'w mut World<'a>,
    register: &'w mut Register,
    rank: &'w [u32],
    notes: &'w [Option<u32>],
}

/// Where the search for a distinct form stands.
#[derive(Clone)]
struct Search {
    base: Disambig,
    better: Disambig,
    list: usize,
    name: usize,
}

impl Solver<'_, '_> {
    fn look(&mut self, entry: usize, base: &Disambig) -> (String, Outcome) {
        let note = self.notes.get(entry).copied().flatten();
        // Cites are compared before notes are numbered; only notes of styles that ask for
        // `disambiguate` are compared again.
        let style = self.world.style;
        let numbered = style.options.givenname_rule.is_by_cite()
            && style.note
            && style.has_disambiguate;
        look(self.world, self.register, entry, Some(base), note.filter(|_| numbered))
    }

    fn settle(&mut self, entry: usize, found: &Disambig) {
        if let Some(slot) = self.world.disambig.get_mut(entry) {
            *slot = found.clone();
        }
    }

    fn solve(&mut self, mut group: Vec<usize>) {
        let options = &self.world.style.options;
        let by_cite = options.givenname_rule.is_by_cite();
        let names = options.add_names || options.add_givenname && by_cite;
        // The entry with the fewest names says how many there are to add.
        let mut base: Option<Disambig> = None;
        let mut most = Vec::with_capacity(group.len());
        for entry in &group {
            let own = self.world.disambig.get(*entry).cloned().unwrap_or_default();
            let (_, outcome) = self.look(*entry, &own);
            most.push((outcome.names_max.unwrap_or(0), *entry));
            let settings = outcome.settings;
            match &mut base {
                None => base = Some(settings),
                Some(base) => {
                    if settings.names.len() < base.names.len() {
                        *base = settings;
                    } else {
                        widen(base, &settings);
                    }
                }
            }
        }
        most.sort_by_key(|(names, _)| *names);
        group = most.iter().map(|(_, entry)| *entry).collect();
        let mut base = base.unwrap_or_default();
        base.conditions = 0;
        base.year_suffix = None;
        let search = Search { better: base.clone(), base, list: 0, name: 0 };
        let left = if names {
            let max = most.first().map_or(0, |(names, _)| *names as usize);
            self.by_names(group, search, max)
        } else {
            vec![(group, search)]
        };
        for (group, search) in left {
            self.otherwise(group, search);
        }
    }

    /// Splits a group by what its cites look like; groups keep the order of the entries.
    ///
    /// Where initials do not exist, the level of a name jumps to the full given name.
    fn split(&mut self, group: &[usize], base: &mut Disambig) -> Vec<Vec<usize>> {
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for entry in group {
            let (text, outcome) = self.look(*entry, base);
            base.raise(&outcome.settings);
            let place = *places.entry(text).or_insert_with(|| {
                parts.push(Vec::new());
                parts.len() - 1
            });
            if let Some(part) = parts.get_mut(place) {
                part.push(*entry);
            }
        }
        parts
    }

    /// Adds names and spells out given names, one at a time; the groups that stay
    /// ambiguous are left.
    fn by_names(
        &mut self,
        group: Vec<usize>,
        search: Search,
        max: usize,
    ) -> Vec<(Vec<usize>, Search)> {
        let mut open = vec![(group, search, false)];
        let mut left = Vec::new();
        while let Some((group, mut search, started)) = open.pop() {
            let maxed = started && self.increment(&mut search, max);
            let parts = self.split(&group, &mut search.base);
            if parts.len() > 1 {
                self.capture(&mut search);
            }
            for part in parts.into_iter().rev() {
                if let [alone] = part.as_slice() {
                    let better = search.better.clone();
                    self.settle(*alone, &better);
                } else if maxed {
                    left.push((part, search.clone()));
                } else {
                    open.push((part, search.clone(), true));
                }
            }
        }
        left
    }

    /// Keeps what the last step changed, since it told cites apart.
    fn capture(&self, search: &mut Search) {
        let Search { base, better, list, name } = search;
        if self.world.style.options.givenname_rule.is_by_cite()
            && let Some(level) = base.given_at(*list, *name)
        {
            better.set_given(*list, *name, level);
        }
        if let Some(names) = base.names_at(*list) {
            better.set_names(*list, names);
        }
    }

    /// The next step; whether it is the last one.
    fn increment(&self, search: &mut Search, max: usize) -> bool {
        let options = &self.world.style.options;
        let givens = options.add_givenname && options.givenname_rule.is_by_cite();
        let lists = search.base.names.len().saturating_sub(1);
        let Search { base, list, name, .. } = search;
        let level = |base: &Disambig, list: usize, name: usize| {
            let shown = base.names_at(list).unwrap_or(0);
            let there = base.given_at(list, name).or((name < shown).then_some(0));
            there.filter(|_| givens)
        };
        let mut add_name = true;
        if let Some(now) = level(base, *list, *name).filter(|now| *now < 2) {
            base.set_given(*list, *name, now + 1);
            add_name = false;
        }
        let mut next_list = false;
        if add_name {
            if options.add_names && *name < max {
                let shown = base.names_at(*list).unwrap_or(0);
                base.set_names(*list, shown + 1);
                *name += 1;
            } else {
                next_list = true;
            }
        }
        if next_list && *list < lists {
            *list += 1;
            base.set_names(*list, 1);
            *name = 0;
        }
        let last_level = level(base, *list, *name).is_none_or(|now| now >= 2);
        *list == lists && (!options.add_names || *name >= max) && last_level
    }

    /// Year suffixes, or conditions where the style has no suffixes.
    fn otherwise(&mut self, group: Vec<usize>, search: Search) {
        if self.world.style.options.add_year_suffix {
            self.year_suffixes(group, search.better);
        } else if self.world.style.has_disambiguate {
            self.conditions(group, search);
        } else {
            for entry in group {
                self.settle(entry, &search.better);
            }
        }
    }

    fn year_suffixes(&mut self, mut group: Vec<usize>, mut better: Disambig) {
        group.sort_by_key(|entry| self.rank.get(*entry).copied().unwrap_or(u32::MAX));
        for (suffix, entry) in (0u32..).zip(group) {
            better.year_suffix = Some(suffix);
            self.settle(entry, &better);
        }
    }

    /// Switches conditions on one at a time, until the cites differ: each cite has only as
    /// many as it needs.
    fn conditions(&mut self, group: Vec<usize>, search: Search) {
        let mut found = search.better;
        // Two cites may differ by the number of their first note alone.
        if group.len() == 2 && self.split(&group, &mut found).len() == 2 {
            for entry in group {
                self.settle(entry, &found);
            }
            return;
        }
        let mut open = vec![(group, 1)];
        while let Some((group, wanted)) = open.pop() {
            found.conditions = wanted;
            let Some(first) = group.first() else { continue };
            let (_, outcome) = self.look(*first, &found);
            let parts = self.split(&group, &mut found);
            for part in parts {
                if part.len() > 1 && wanted < outcome.conditions {
                    open.push((part, wanted + 1));
                    continue;
                }
                for entry in part {
                    self.settle(entry, &found);
                }
            }
        }
    }
}

/// Takes over longer lists of names.
fn widen(base: &mut Disambig, other: &Disambig) {
    for (list, names) in other.names.iter().enumerate() {
        if base.names.get(list).is_some_and(|own| names > own) {
            base.set_names(list, *names);
            if let (Some(own), Some(givens)) =
                (base.givens.get_mut(list), other.givens.get(list))
            {
                own.clone_from(givens);
            }
        }
    }
}
