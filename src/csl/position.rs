//! Positions of cites: first, subsequent, ibid, near (CSL 1.0.2, “Choose”: `position`).
//!
//! Clusters in the text and clusters in notes are two rows of their own.

use rustc_hash::FxHashMap;

use crate::csl::job::{Cite, Cluster, Mode, Position};

/// What the document says about a cite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) position: Position,
    pub(crate) near_note: bool,
    /// The note that first cites the work, if it is another one.
    pub(crate) first_note: Option<u32>,
}

/// The places of all cites, by cluster; `orders` says in which order a cluster prints.
pub(crate) fn assign(
    clusters: &[Cluster],
    orders: &[&[usize]],
    near_note_distance: u32,
) -> Vec<Vec<Place>> {
    let mut places: Vec<Vec<Place>> = clusters
        .iter()
        .map(|cluster| vec![Place::default(); cluster.cites.len()])
        .collect();
    for notes in [false, true] {
        let mut row = Row::default();
        for (at, cluster) in clusters.iter().enumerate() {
            if (cluster.note_index > 0) != notes {
                continue;
            }
            let order = orders.get(at).copied().unwrap_or_default();
            if let Some(places) = places.get_mut(at) {
                row.cluster(cluster, order, near_note_distance, places);
            }
        }
    }
    places
}

/// What is known when a row of clusters is walked.
#[derive(Default)]
struct Row<'a> {
    first: FxHashMap<usize, u32>,
    last: FxHashMap<usize, u32>,
    in_note: FxHashMap<u32, usize>,
    before: Option<(&'a Cluster, &'a [usize])>,
}

impl<'a> Row<'a> {
    fn cluster(
        &mut self,
        cluster: &'a Cluster,
        order: &'a [usize],
        distance: u32,
        places: &mut [Place],
    ) {
        let note = cluster.note_index;
        if note > 0 && self.before.is_some_and(|(before, _)| before.note_index > note) {
            // The numbers start again, as in a new chapter.
            self.first.clear();
            self.last.clear();
            self.in_note.clear();
        }
        *self.in_note.entry(note).or_default() += cluster.cites.len();
        for (at, number) in order.iter().enumerate() {
            let Some(cite) = cluster.cites.get(*number) else { continue };
            let previous = at.checked_sub(1).and_then(|before| order.get(before));
            let previous = previous.and_then(|before| cluster.cites.get(*before));
            let place = self.place(cluster, cite, at, previous, distance);
            if let Some(slot) = places.get_mut(*number) {
                *slot = place;
            }
        }
        self.before = Some((cluster, order));
    }

    fn place(
        &mut self,
        cluster: &Cluster,
        cite: &Cite,
        at: usize,
        previous: Option<&Cite>,
        distance: u32,
    ) -> Place {
        let note = cluster.note_index;
        let author_only = cluster.mode == Mode::AuthorOnly;
        let mut place = Place::default();
        if !self.last.contains_key(&cite.entry) && !author_only {
            self.first.insert(cite.entry, note);
        } else {
            place.position = self.later(cluster, cite, at, previous);
            let first = *self.first.entry(cite.entry).or_insert(note);
            if author_only {
                place.position = Position::First;
            }
            place.first_note = (first != note).then_some(first);
        }
        let last = self.last.insert(cite.entry, note).unwrap_or(note);
        if place.position != Position::First {
            place.near_note = note == 0 || note.saturating_sub(last) <= distance;
        }
        place
    }

    /// Subsequent, or ibid after a cite of the same work.
    fn later(
        &self,
        cluster: &Cluster,
        cite: &Cite,
        at: usize,
        previous: Option<&Cite>,
    ) -> Position {
        let before = if at > 0 { previous } else { self.cluster_before(cluster) };
        let Some(before) = before.filter(|before| before.entry == cite.entry) else {
            return Position::Subsequent;
        };
        let key = |cite: &Cite| {
            cite.locator
                .as_ref()
                .filter(|locator| !locator.value.trim().is_empty())
                .cloned()
        };
        match (key(before), key(cite)) {
            (None, None) => Position::Ibid,
            (None, Some(_)) => Position::IbidWithLocator,
            (Some(_), None) => Position::Subsequent,
            (Some(before), Some(this)) if before == this => Position::Ibid,
            (Some(_), Some(_)) => Position::IbidWithLocator,
        }
    }

    /// The cite that the first cite of a cluster may be “ibid” to.
    fn cluster_before(&self, cluster: &Cluster) -> Option<&'a Cite> {
        let (before, order) = self.before?;
        let first = order.first().and_then(|number| before.cites.get(*number));
        if before.note_index == cluster.note_index {
            let last = order.last().and_then(|number| before.cites.get(*number));
            // Of several cites in the same note the last one counts.
            return last;
        }
        let next = before.note_index + 1 >= cluster.note_index;
        let alone =
            before.note_index == 0 || self.in_note.get(&before.note_index) == Some(&1);
        first.filter(|_| next && alone)
    }
}
