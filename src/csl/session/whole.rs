//! What depends on the document as a whole: order, numbers, disambiguation, bibliography.
//! Entries that did not change keep what is known of them.

use super::{Changes, Listed, Session, Solved};
use crate::csl::disambiguate::{self, Disambig, Register};
use crate::csl::sort::{self, Keys};
use crate::csl::style::element::Root;
use crate::csl::{Demote, bibliography, number, sort_bibliography, tell_apart};

impl Session<'_> {
    /// Sorts, numbers and disambiguates the registered entries and sets the bibliography.
    pub(super) fn redo(&mut self, changes: &mut Changes) {
        let before = std::mem::take(&mut self.sorted);
        let numbers = std::mem::take(&mut self.world.numbers);
        let disambig = std::mem::take(&mut self.world.disambig);
        self.world.numbers = vec![0; numbers.len()];
        self.world.disambig = vec![Disambig::default(); disambig.len()];
        for (number, entry) in (1u32..).zip(&self.registered) {
            if let Some(slot) = self.world.numbers.get_mut(*entry) {
                *slot = number;
            }
        }
        // Given names are spelt out by the names of all entries: no entry stands for itself.
        let joined = self.world.style.options.add_givenname;
        if joined {
            self.all_anew();
        } else {
            self.sort();
            number(&mut self.world, &self.sorted);
            self.tell_apart();
        }
        self.stamp(joined, &numbers, &disambig);
        self.list(&before, changes);
        if self.sorted != before {
            changes.order = Some(self.sorted.clone());
        }
    }

    fn all_anew(&mut self) {
        self.world.register = Register::default();
        let particles = self.world.style.options.demote == Demote::Never;
        self.world.register.number(&mut self.world.entries, particles);
        self.sorted = sort_bibliography(&mut self.world, &self.registered, false);
        number(&mut self.world, &self.sorted);
        tell_apart(&mut self.world, &self.registered, &self.sorted, &self.notes);
        // Any group will do: what is asked is whether notes may count.
        self.groups.insert(Vec::new(), Solved::nothing());
    }

    fn sort(&mut self) {
        let style = self.world.style;
        let sort = style.sort_keys(Root::Bibliography);
        self.sorted = self.registered.clone();
        if sort.is_empty() {
            return;
        }
        let collator = sort::collator(&style.locale.tag);
        let mut register = std::mem::take(&mut self.world.register);
        let mut rows: Vec<(usize, Keys)> = Vec::with_capacity(self.sorted.len());
        for entry in &self.sorted {
            let Some(known) = self.known.get_mut(*entry) else { continue };
            let number = self.world.numbers.get(*entry).copied().unwrap_or(0);
            let (made_with, keys) = known.keys.take().unwrap_or_default();
            let fits = made_with == number || made_with > 0 && !style.counts;
            let keys = if fits {
                keys
            } else {
                let collator = collator.as_ref();
                let root = Root::Bibliography;
                sort::keys(&self.world, &mut register, *entry, root, collator)
            };
            known.keys = Some((number, keys.clone()));
            rows.push((*entry, keys));
        }
        self.world.register = register;
        let descending = sort::directions(sort);
        rows.sort_by(|(_, a), (_, b)| sort::compare(a, b, &descending));
        self.sorted = rows.into_iter().map(|(entry, _)| entry).collect();
    }

    fn tell_apart(&mut self) {
        let mut solved = std::mem::take(&mut self.groups);
        if !disambiguate::is_wanted(self.world.style) {
            return;
        }
        let mut register = std::mem::take(&mut self.world.register);
        let mut looks: Vec<(usize, &str)> = Vec::with_capacity(self.registered.len());
        for entry in &self.registered {
            if let Some(known) = self.known.get_mut(*entry)
                && known.look.is_none()
            {
                known.look =
                    Some(disambiguate::first_look(&self.world, &mut register, *entry));
            }
        }
        for entry in &self.registered {
            let look = self.known.get(*entry).and_then(|known| known.look.as_ref());
            let (Some((text, settings)), Some(slot)) =
                (look, self.world.disambig.get_mut(*entry))
            else {
                continue;
            };
            slot.clone_from(settings);
            looks.push((*entry, text));
        }
        self.world.register = register;
        let mut rank = vec![u32::MAX; self.known.len()];
        for (number, entry) in (0u32..).zip(&self.sorted) {
            if let Some(slot) = rank.get_mut(*entry) {
                *slot = number;
            }
        }
        let groups = disambiguate::groups(looks.into_iter());
        for group in groups {
            let mut now = self.signature(&group, &rank);
            match solved.remove(&group).filter(|before| before.answers(&now)) {
                Some(before) => {
                    for (entry, found) in group.iter().zip(&before.found) {
                        if let Some(slot) = self.world.disambig.get_mut(*entry) {
                            slot.clone_from(found);
                        }
                    }
                    now = before;
                }
                None => {
                    disambiguate::solve(&mut self.world, &group, &rank, &self.notes);
                    let found = |entry: &usize| self.world.disambig.get(*entry).cloned();
                    now.found = group
                        .iter()
                        .map(|entry| found(entry).unwrap_or_default())
                        .collect();
                }
            }
            self.groups.insert(group, now);
        }
    }

    /// What the solution of a group depends on.
    fn signature(&self, group: &[usize], rank: &[u32]) -> Solved {
        let mut ranks: Vec<usize> = (0..group.len()).collect();
        let rank_of =
            |at: &usize| group.get(*at).and_then(|entry| rank.get(*entry)).copied();
        ranks.sort_by_key(rank_of);
        let edits = group.iter().map(|entry| self.known.get(*entry).map_or(0, |k| k.edit));
        let notes = group.iter().map(|entry| self.notes.get(*entry).copied().flatten());
        Solved { edits: edits.collect(), ranks, notes: notes.collect(), found: Vec::new() }
    }

    /// New stamps for entries of which the document says something else now.
    fn stamp(&mut self, all: bool, numbers: &[u32], disambig: &[Disambig]) {
        self.clock += 1;
        let counts = self.world.style.counts;
        for (entry, known) in self.known.iter_mut().enumerate() {
            let number = counts && numbers.get(entry) != self.world.numbers.get(entry);
            let found = disambig.get(entry) != self.world.disambig.get(entry);
            if all || number || found {
                known.stamp = self.clock;
            }
        }
    }

    /// Sets the bibliography entries that changed.
    fn list(&mut self, last: &[usize], changes: &mut Changes) {
        let style = self.world.style;
        let Some(layout) = &style.bibliography else { return };
        let mut register = std::mem::take(&mut self.world.register);
        let options = &style.options;
        if options.add_givenname && !options.givenname_rule.is_by_cite() {
            let mut names = Vec::new();
            for entry in &self.sorted {
                if !register.knows_all(&self.world, *entry) {
                    bibliography::one(
                        &self.world,
                        &mut register,
                        layout,
                        *entry,
                        &mut names,
                    );
                }
            }
        }
        let there: rustc_hash::FxHashSet<usize> = last.iter().copied().collect();
        let mut names = Vec::new();
        for entry in &self.sorted {
            let Some(known) = self.known.get_mut(*entry) else { continue };
            let kept = known.listed.as_ref();
            let kept = kept.filter(|l| l.stamp == known.stamp && l.before == names);
            if let Some(listed) = kept.filter(|_| there.contains(entry)) {
                names.clone_from(&listed.after);
                continue;
            }
            let before = names.clone();
            let set =
                bibliography::one(&self.world, &mut register, layout, *entry, &mut names);
            let tree = set.tree;
            let same = known.listed.as_ref().is_some_and(|listed| listed.tree == tree);
            if !same || !there.contains(entry) {
                changes.entries.push((*entry, tree.clone()));
            }
            let (stamp, after) = (known.stamp, names.clone());
            known.listed = Some(Listed { stamp, before, after, tree });
        }
        self.world.register = register;
    }
}

impl Solved {
    fn nothing() -> Self {
        Self { edits: Vec::new(), ranks: Vec::new(), notes: Vec::new(), found: Vec::new() }
    }

    /// Whether what was found still holds.
    fn answers(&self, now: &Self) -> bool {
        self.edits == now.edits && self.ranks == now.ranks && self.notes == now.notes
    }
}
