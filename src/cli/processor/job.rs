//! From a request to a job of the processor.

use std::collections::{HashMap, HashSet, hash_map};
use std::sync::Arc;

use serde_json::Value;

use super::answer::Message;
use super::request::{CiteList, CiteRequest, ClusterRequest, Request, number, text, truth};
use crate::csl::{Abbreviations, Cite, Cluster, Filter, Job, Mode, Position, Test};
use crate::diag::{Diagnostic, Severity};
use crate::formats::csl_json;
use crate::model::{Entry, Locator, LocatorLabel};

/// A request with its entries read and its ids resolved.
#[derive(Debug)]
pub(super) struct Prepared {
    entries: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
    clusters: Vec<Cluster>,
    uncited: Vec<usize>,
    unknown: Vec<String>,
    filter: Filter,
    abbreviations: Abbreviations,
    bibliography: bool,
    nosort: bool,
    previews: bool,
    links: bool,
    marks_empty: bool,
}

impl Prepared {
    pub(super) fn new(request: &Request<'_>) -> Self {
        let source: Arc<str> = request.items.map_or("[]", |items| items.get()).into();
        let parsed = csl_json::from_text(&source);
        let entries = without_repeats(parsed.entries);
        let mut ids = Ids::of(&entries);
        let clusters = request.citations.iter().flatten();
        let clusters = clusters.map(|cluster| ids.cluster(cluster)).collect();
        let uncited = ids.uncited(&request.uncited);
        let unknown = ids.unknown;
        let object = request.bibliography.as_object();
        let filter = Filter {
            // citeproc-js: `include` is satisfied by any of its tests, `select` by all.
            include: tests(&request.bibliography, "select"),
            select: tests(&request.bibliography, "include"),
            exclude: tests(&request.bibliography, "exclude"),
            quash: tests(&request.bibliography, "quash"),
        };
        Self {
            clusters,
            uncited,
            unknown,
            filter,
            abbreviations: abbreviations(&request.abbreviations),
            bibliography: truth(&request.bibliography),
            nosort: object.and_then(|object| object.get("nosort")).is_some_and(truth),
            previews: request.positions.as_deref() == Some("given"),
            links: request.links,
            marks_empty: matches!(request.format.as_deref(), None | Some("text" | "html")),
            diagnostics: parsed.diagnostics,
            entries,
        }
    }

    pub(super) fn job(&self) -> Job<'_> {
        Job {
            entries: &self.entries,
            clusters: &self.clusters,
            uncited: &self.uncited,
            previews: self.previews,
            bibliography: self.bibliography,
            nosort: self.nosort,
            filter: &self.filter,
            abbreviations: &self.abbreviations,
            links: self.links,
            marks_empty: self.marks_empty,
        }
    }

    /// What was found in the data.
    pub(super) fn warnings(&self, request: &Request<'_>) -> Vec<Message> {
        let items = request.items.map(|items| items.get());
        let worth_saying = self.diagnostics.iter().filter(|d| d.severity > Severity::Info);
        let mut warnings: Vec<Message> =
            worth_saying.map(|diagnostic| Message::of(diagnostic, items)).collect();
        let mut said = HashSet::new();
        for id in self.unknown.iter().filter(|id| said.insert(id.as_str())) {
            let what = format!("no item has the id `{id}`; its cites are left out");
            let entry = Some(id.clone());
            warnings.push(Message { entry, ..Message::new("unknown-cite-key", what) });
        }
        warnings
    }
}

/// One entry an id: in the place of the first, as the last one says.
fn without_repeats(entries: Vec<Entry>) -> Vec<Entry> {
    let mut places = HashMap::with_capacity(entries.len());
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        match places.entry(entry.key().clone()) {
            hash_map::Entry::Occupied(place) => {
                if let Some(slot) = kept.get_mut(*place.get()) {
                    *slot = entry;
                }
            }
            hash_map::Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(entry);
            }
        }
    }
    kept
}

/// Ids and the entries they stand for.
struct Ids<'e> {
    positions: HashMap<&'e str, usize>,
    unknown: Vec<String>,
}

impl<'e> Ids<'e> {
    fn of(entries: &'e [Entry]) -> Self {
        let keys = entries.iter().map(|entry| entry.key().as_str());
        Self { positions: keys.zip(0..).collect(), unknown: Vec::new() }
    }

    fn entry(&mut self, id: &Value) -> Option<usize> {
        let id = text(id);
        let found = self.positions.get(id.as_str()).copied();
        if found.is_none() {
            self.unknown.push(id);
        }
        found
    }

    fn cluster(&mut self, cluster: &ClusterRequest) -> Cluster {
        let properties = &cluster.properties;
        let note_index =
            number(&cluster.note_index).or_else(|| number(&properties.note_index));
        let (cites, whole_bibliography) = match &cluster.citation_items {
            CiteList::Cites(cites) => (cites.as_slice(), false),
            CiteList::Word(word) => (&[][..], word == "*"),
            CiteList::Nothing(()) => (&[][..], false),
        };
        Cluster {
            id: text(&cluster.id),
            note_index: note_index.unwrap_or(0),
            cites: cites.iter().filter_map(|cite| self.cite(cite)).collect(),
            mode: match text(&properties.mode).as_str() {
                "composite" => Mode::Composite,
                "author-only" => Mode::AuthorOnly,
                "suppress-author" => Mode::SuppressAuthor,
                _ => Mode::Normal,
            },
            infix: text(&properties.infix),
            whole_bibliography,
        }
    }

    fn cite(&mut self, cite: &CiteRequest) -> Option<Cite> {
        let entry = self.entry(&cite.id)?;
        let value = text(&cite.locator);
        let label = LocatorLabel::named(&text(&cite.label)).unwrap_or(LocatorLabel::PAGE);
        let near_note = (!cite.near_note.is_null()).then(|| truth(&cite.near_note));
        let position = number(&cite.position).map(|position| match position {
            0 => Position::First,
            1 => Position::Subsequent,
            2 => Position::Ibid,
            _ => Position::IbidWithLocator,
        });
        Some(Cite {
            entry,
            locator: (!value.is_empty()).then_some(Locator { label, value }),
            prefix: text(&cite.prefix),
            suffix: text(&cite.suffix),
            mode: match (truth(&cite.author_only), truth(&cite.suppress_author)) {
                (true, _) => Mode::AuthorOnly,
                (false, true) => Mode::SuppressAuthor,
                (false, false) => Mode::Normal,
            },
            position,
            near_note,
            first_note: number(&cite.first_reference_note_number),
        })
    }

    fn uncited(&mut self, uncited: &Value) -> Vec<usize> {
        let mut seen = HashSet::new();
        let listed = match uncited {
            Value::String(all) if all == "*" => (0..self.positions.len()).collect(),
            Value::Array(ids) => ids.iter().filter_map(|id| self.entry(id)).collect(),
            _ => Vec::new(),
        };
        listed.into_iter().filter(|entry| seen.insert(*entry)).collect()
    }
}

/// The tests of a filter: `[{"field": "type", "value": "book"}, …]`.
fn tests(bibliography: &Value, name: &str) -> Vec<Test> {
    let listed = bibliography.get(name).and_then(Value::as_array);
    let test = |test: &Value| Test {
        field: test.get("field").map(text).unwrap_or_default(),
        value: test.get("value").map(text).unwrap_or_default(),
    };
    listed.into_iter().flatten().map(test).collect()
}

/// Short forms: `{"default": {"container-title": {"long": "short"}}}`, or without the
/// jurisdiction.
pub(crate) fn abbreviations(value: &Value) -> Abbreviations {
    let mut abbreviations = Abbreviations::default();
    let outer = value.as_object();
    let Some(categories) =
        outer.map(|o| o.get("default").and_then(Value::as_object).unwrap_or(o))
    else {
        return abbreviations;
    };
    for (category, forms) in categories {
        for (long, short) in forms.as_object().into_iter().flatten() {
            abbreviations.insert(category, long, &text(short));
        }
    }
    abbreviations
}
