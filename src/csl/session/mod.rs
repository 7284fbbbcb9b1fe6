//! Documents that change: a session keeps what it has set and sets anew only what an edit
//! touches.
//!
//! What a cluster prints depends on its cites, on their positions and on what the document
//! as a whole says of their entries (numbers, disambiguation). Each entry has a stamp that
//! changes with the latter; a cluster is set again where a stamp, a position or itself has
//! changed. Where a style spells out given names by the names of the whole document, a new
//! work means that the whole is set again; only differences are given back all the same.

mod whole;

use rustc_hash::FxHashMap;
use typed_arena::Arena;

use crate::csl::disambiguate::{Disambig, Register};
use crate::csl::eval::{View, World};
use crate::csl::job::{Abbreviations, Cite, Cluster};
use crate::csl::position::{self, Place};
use crate::csl::sort::{self, Keys};
use crate::csl::tree::Tree;
use crate::csl::{Style, cluster, first_notes, prepare, registered, view};
use crate::model::Entry;

/// What an update changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The ids of new clusters and of those whose text is another now, with the text.
    pub clusters: Vec<(String, Tree)>,
    /// The bibliography's new entries and those whose text is another now, with the text.
    pub entries: Vec<(usize, Tree)>,
    /// The order of the bibliography, if it is another now.
    pub order: Option<Vec<usize>>,
}

/// A document under edit.
///
/// Entries live in an arena, as their texts are borrowed until the session ends. Edits are
/// noted; [`Session::update`] works them off and says what changed.
///
/// ```
/// use ibid::csl::{Cite, Cluster, EntryArena, Session, Style, sources::Sources};
/// use ibid::formats::csl_json;
///
/// let style = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
///   <citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
///   <bibliography><layout><text variable="title"/></layout></bibliography>
/// </style>"#;
/// let (style, _) = Style::load(style, None, &Sources::default());
/// let style = style.expect("it compiles");
/// let arena = EntryArena::new();
/// let mut session = Session::new(&style, &arena);
///
/// let items = r#"[{"id": "a", "type": "book", "title": "A"}, {"id": "b", "type": "book", "title": "B"}]"#;
/// let entries = csl_json::from_text(&items.into()).entries;
/// let keys: Vec<usize> = entries.into_iter().map(|entry| session.insert_entry(entry)).collect();
/// let cluster = |id: &str, entry: usize| Cluster {
///     id: id.into(),
///     cites: vec![Cite::of(entry)],
///     ..Cluster::default()
/// };
/// session.insert_cluster(0, cluster("first", keys[0]));
/// assert_eq!(session.update().clusters[0].1.text(), "[1]");
///
/// // Another work before it: its own number is new, and so is that of the first.
/// session.insert_cluster(0, cluster("second", keys[1]));
/// let changes = session.update();
/// let texts: Vec<_> = changes.clusters.iter().map(|(id, tree)| (id.as_str(), tree.text())).collect();
/// assert_eq!(texts, [("second", "[1]"), ("first", "[2]")]);
/// assert_eq!(changes.order, Some(vec![keys[1], keys[0]]));
/// ```
pub struct Session<'a> {
    arena: &'a Arena<Entry>,
    world: World<'a>,
    clusters: Vec<Cluster>,
    /// What has been set, a row a cluster.
    set: Vec<SetCluster>,
    uncited: Vec<usize>,
    registered: Vec<usize>,
    sorted: Vec<usize>,
    notes: Vec<Option<u32>>,
    known: Vec<Known>,
    groups: FxHashMap<Vec<usize>, Solved>,
    /// Counts changes of entries.
    clock: u64,
    /// Whether something changed that the document as a whole depends on.
    stale: bool,
    /// Whether cites print names that the register did not have: then their order counts,
    /// and all is set again each time.
    restless: bool,
}

/// A cluster as it was set last.
#[derive(Debug, Default)]
struct SetCluster {
    order: Vec<usize>,
    seen: Vec<(u64, Place)>,
    tree: Tree,
    /// Whether the cluster itself changed since; whether it was never given back.
    dirty: bool,
    fresh: bool,
}

/// What is known of an entry.
#[derive(Debug, Default)]
struct Known {
    /// Changes when what the document says of the entry changes.
    stamp: u64,
    /// Changes when the entry does.
    edit: u64,
    /// Its keys in the bibliography, and the number they were made with.
    keys: Option<(u32, Keys)>,
    look: Option<(String, Disambig)>,
    listed: Option<Listed>,
}

/// A bibliography entry as it was set last: with the names of the entry before, which may
/// be replaced, and those it leaves to the next.
#[derive(Debug)]
struct Listed {
    stamp: u64,
    before: Vec<String>,
    after: Vec<String>,
    tree: Tree,
}

/// A group of ambiguous entries and how it was told apart.
#[derive(Debug)]
struct Solved {
    edits: Vec<u64>,
    ranks: Vec<usize>,
    notes: Vec<Option<u32>>,
    found: Vec<Disambig>,
}

impl std::fmt::Debug for Session<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("clusters", &self.clusters)
            .field("sorted", &self.sorted)
            .finish_non_exhaustive()
    }
}

impl<'a> Session<'a> {
    /// An empty document in a style.
    #[must_use]
    pub fn new(style: &'a Style, arena: &'a Arena<Entry>) -> Self {
        Self::with_abbreviations(style, arena, Abbreviations::none())
    }

    /// An empty document in a style with short forms.
    #[must_use]
    pub fn with_abbreviations(
        style: &'a Style,
        arena: &'a Arena<Entry>,
        abbreviations: &'a Abbreviations,
    ) -> Self {
        let world = World {
            style,
            entries: Vec::new(),
            abbreviations,
            links: false,
            marks_empty: false,
            numbers: Vec::new(),
            disambig: Vec::new(),
            register: Register::default(),
        };
        Self {
            arena,
            world,
            clusters: Vec::new(),
            set: Vec::new(),
            uncited: Vec::new(),
            registered: Vec::new(),
            sorted: Vec::new(),
            notes: Vec::new(),
            known: Vec::new(),
            groups: FxHashMap::default(),
            clock: 0,
            stale: false,
            restless: false,
        }
    }

    /// Adds an entry; the number names it in cites and answers.
    pub fn insert_entry(&mut self, entry: Entry) -> usize {
        let prepared = self.prepared(entry);
        self.world.entries.push(prepared);
        self.world.numbers.push(0);
        self.world.disambig.push(Disambig::default());
        self.known.push(Known::default());
        let number = self.known.len() - 1;
        self.touch(number);
        number
    }

    /// Puts another entry in the place of one.
    pub fn replace_entry(&mut self, number: usize, entry: Entry) {
        let prepared = self.prepared(entry);
        if let Some(slot) = self.world.entries.get_mut(number) {
            *slot = prepared;
            self.touch(number);
        }
    }

    /// Takes an entry out of the document with all its cites. Its number is not given
    /// again.
    pub fn remove_entry(&mut self, number: usize) {
        self.uncited.retain(|entry| *entry != number);
        for (cluster, set) in self.clusters.iter_mut().zip(&mut self.set) {
            let before = cluster.cites.len();
            cluster.cites.retain(|cite| cite.entry != number);
            set.dirty |= cluster.cites.len() < before;
        }
        self.touch(number);
    }

    /// Says which entries stand in the bibliography without being cited.
    pub fn set_uncited(&mut self, entries: &[usize]) {
        self.uncited = entries.to_vec();
    }

    /// Puts a cluster before the one at a place, or at the end.
    pub fn insert_cluster(&mut self, at: usize, cluster: Cluster) {
        let at = at.min(self.clusters.len());
        self.clusters.insert(at, cluster);
        let set = SetCluster { dirty: true, fresh: true, ..SetCluster::default() };
        self.set.insert(at, set);
    }

    /// Puts another cluster in the place of one.
    pub fn replace_cluster(&mut self, at: usize, cluster: Cluster) {
        if let (Some(slot), Some(set)) = (self.clusters.get_mut(at), self.set.get_mut(at)) {
            set.fresh |= slot.id != cluster.id;
            set.dirty = true;
            *slot = cluster;
        }
    }

    /// Takes a cluster out.
    pub fn remove_cluster(&mut self, at: usize) {
        if at < self.clusters.len() {
            self.clusters.remove(at);
            self.set.remove(at);
        }
    }

    /// The clusters in document order.
    #[must_use]
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// The entries of the bibliography in order, as of the last update.
    #[must_use]
    pub fn bibliography(&self) -> &[usize] {
        &self.sorted
    }

    /// Works off the edits since the last update.
    pub fn update(&mut self) -> Changes {
        let count = self.known.len();
        let registered = registered(count, &self.clusters, &self.uncited);
        let notes = first_notes(count, &self.clusters);
        let by_cite = self.world.style.options.givenname_rule.is_by_cite();
        let noted = by_cite && !self.groups.is_empty() && notes != self.notes;
        let stale = self.stale || self.restless || noted || registered != self.registered;
        self.notes = notes;
        let mut changes = Changes::default();
        if stale {
            self.registered = registered;
            self.redo(&mut changes);
        }
        let size = self.world.register.size();
        self.citations(stale, &mut changes);
        if self.world.register.size() != size {
            if !stale {
                // A cite printed a name that was not known: others may be told apart by it.
                let mut again = Changes::default();
                self.redo(&mut again);
                self.citations(true, &mut again);
                merge(&mut changes, again);
            }
            self.restless = true;
        } else if stale {
            self.restless = false;
        }
        self.stale = false;
        changes
    }

    fn prepared(&self, entry: Entry) -> prepare::Prepared<'a> {
        let entry = self.arena.alloc(entry);
        prepare::entry(entry, &self.world.style.slots, self.world.abbreviations)
    }

    /// Notes that an entry has changed.
    fn touch(&mut self, number: usize) {
        self.clock += 1;
        self.stale = true;
        if let Some(known) = self.known.get_mut(number) {
            known.edit = self.clock;
            known.stamp = self.clock;
            (known.keys, known.look, known.listed) = (None, None, None);
        }
    }

    /// Sets the clusters that changed.
    fn citations(&mut self, stale: bool, changes: &mut Changes) {
        let whole: Vec<Cite> = self.sorted.iter().map(|entry| Cite::of(*entry)).collect();
        let mut register = std::mem::take(&mut self.world.register);
        let mut sorter = sort::Cites::new(&self.world, false);
        for (cluster, set) in self.clusters.iter().zip(&mut self.set) {
            if stale || set.dirty {
                let cites =
                    if cluster.whole_bibliography { &whole } else { &cluster.cites };
                set.order = sorter.order(&self.world, &mut register, cites);
            }
        }
        let places = self.places();
        for (at, (cluster, set)) in self.clusters.iter().zip(&mut self.set).enumerate() {
            let cites = if cluster.whole_bibliography { &whole } else { &cluster.cites };
            let place = |cite: usize| {
                places.get(at).and_then(|row| row.get(cite)).copied().unwrap_or_default()
            };
            let stamp = |entry: usize| self.known.get(entry).map_or(0, |known| known.stamp);
            let cited = |cite: &usize| Some((*cite, cites.get(*cite)?));
            let seen: Vec<(u64, Place)> = set
                .order
                .iter()
                .filter_map(cited)
                .map(|(at, cite)| (stamp(cite.entry), place(at)))
                .collect();
            let same = !set.dirty && !self.restless && set.seen == seen;
            if same && !cluster.whole_bibliography {
                continue;
            }
            let views: Vec<(usize, View<'_>)> = set
                .order
                .iter()
                .filter_map(cited)
                .map(|(at, cite)| (cite.entry, view(cite, place(at))))
                .collect();
            let (mode, infix) = (cluster.mode, cluster.infix.as_str());
            let mut tree = cluster::tree(&self.world, &mut register, &views, mode, infix);
            tree.shrink();
            if set.fresh || tree != set.tree {
                changes.clusters.push((cluster.id.clone(), tree.clone()));
            }
            *set = SetCluster {
                order: std::mem::take(&mut set.order),
                seen,
                tree,
                ..SetCluster::default()
            };
        }
        self.world.register = register;
    }

    fn places(&self) -> Vec<Vec<Place>> {
        let style = self.world.style;
        if !style.has_position {
            return Vec::new();
        }
        let orders: Vec<&[usize]> =
            self.set.iter().map(|set| set.order.as_slice()).collect();
        position::assign(&self.clusters, &orders, style.options.near_note_distance)
    }
}

/// What a second look gave, over what the first one gave.
fn merge(changes: &mut Changes, again: Changes) {
    for (id, tree) in again.clusters {
        changes.clusters.retain(|(known, _)| *known != id);
        changes.clusters.push((id, tree));
    }
    changes.entries = again.entries;
    changes.order = again.order;
}
