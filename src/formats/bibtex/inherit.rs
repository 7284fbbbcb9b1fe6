//! Inheritance: `crossref`, `xdata` and entry sets, as a view (biblatex manual, 2.4.1,
//! 3.11.5, 3.14.6 and appendix B). The entries of the file are never changed.

mod granular;
mod sets;

use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::map::Dialect;
use super::tables::inheritance::{NEVER, RULES};
use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::INHERITANCE_CYCLE;
use crate::model::field_sets::FieldSets;
use crate::model::{Entry, EntryKind, Field, Text, Value, annotation};

/// Entries with what they inherit.
#[derive(Debug, Default)]
pub struct Inherited {
    /// The entries, in the same order.
    pub entries: Vec<Entry>,
    /// Links that lead back to where they come from.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether anything in these entries is inherited.
#[must_use]
pub fn is_needed(entries: &[Entry]) -> bool {
    let mut seen: Option<&Arc<str>> = None;
    entries.iter().any(|entry| {
        let source =
            entry.source().filter(|s| !seen.is_some_and(|seen| Arc::ptr_eq(seen, s)));
        seen = source.or(seen);
        source.is_some_and(|source| granular::is_in(source))
            || entry.fields().any(|(field, _)| is_link(field))
    })
}

fn is_link(field: Field) -> bool {
    matches!(field, Field::CROSSREF | Field::XDATA | Field::ENTRYSET)
}

/// Gives each entry the fields that it inherits.
#[must_use]
pub fn resolve(entries: Vec<Entry>) -> Inherited {
    if !is_needed(&entries) {
        return Inherited { entries, diagnostics: Vec::new() };
    }
    let mut view = View::new(entries);
    for start in 0..view.entries.len() {
        view.walk(start);
    }
    granular::resolve(&mut view.entries, &view.index, &mut view.diagnostics);
    Inherited { entries: view.entries, diagnostics: view.diagnostics }
}

/// The entries that are printed: all but containers of data.
#[must_use]
pub fn printable(entries: Vec<Entry>) -> Vec<Entry> {
    let mut entries = resolve(entries).entries;
    entries.retain(|entry| entry.kind() != EntryKind::XDATA);
    entries
}

/// Whether an entry stands in a reference list: not what says that it is only data or stays
/// out (`dataonly`, `skipbib`: manual, 3.1.3), and not a set, whose members stand there.
#[must_use]
pub fn is_listed(entry: &Entry) -> bool {
    if entry.has(Field::ENTRYSET) {
        return false;
    }
    let options = entry.text(Field::OPTIONS).unwrap_or_default();
    !options.split(',').any(|option| {
        let (name, value) = option.split_once('=').unwrap_or((option, "true"));
        matches!(name.trim(), "dataonly" | "skipbib") && value.trim() == "true"
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// An entry on the way, and which of its links comes next.
struct Step {
    entry: usize,
    links: Vec<(Field, usize)>,
    next: usize,
}

struct View {
    entries: Vec<Entry>,
    states: Vec<State>,
    index: FxHashMap<Box<str>, usize>,
    folded: OnceCell<FxHashMap<String, usize>>,
    sets: FieldSets,
    diagnostics: Vec<Diagnostic>,
}

impl View {
    fn new(entries: Vec<Entry>) -> Self {
        let mut index = FxHashMap::default();
        for (at, entry) in entries.iter().enumerate() {
            index.entry(entry.key().as_str().into()).or_insert(at);
        }
        // `ids` are other names of the same entry (manual, 2.2.3, `ids`).
        for (at, entry) in entries.iter().enumerate().filter(|(_, e)| e.has(Field::IDS)) {
            for id in keys(entry, Field::IDS) {
                index.entry(id.into()).or_insert(at);
            }
        }
        let states = vec![State::New; entries.len()];
        let sets = sets::of(&entries);
        Self {
            entries,
            states,
            index,
            folded: OnceCell::new(),
            sets,
            diagnostics: Vec::new(),
        }
    }

    /// The entries by their keys in small letters, made when a link misses.
    fn folded(&self) -> &FxHashMap<String, usize> {
        self.folded.get_or_init(|| {
            let keys = self.entries.iter().enumerate().rev();
            keys.map(|(at, entry)| (entry.key().as_str().to_lowercase(), at)).collect()
        })
    }

    /// Where the links of an entry lead.
    fn links(&self, at: usize) -> Vec<(Field, usize)> {
        let Some(entry) = self.entries.get(at) else { return Vec::new() };
        let mut links = Vec::new();
        for field in [Field::XDATA, Field::CROSSREF, Field::ENTRYSET] {
            if !entry.has(field) {
                continue;
            }
            // A set is printed after its first member.
            let first = if field == Field::XDATA { usize::MAX } else { 1 };
            let found = keys(entry, field).into_iter().take(first);
            for key in found {
                let mut parent = self.index.get(key.as_str()).copied();
                // BibTeX does not tell capitals from small letters in `crossref`.
                if parent.is_none() && field == Field::CROSSREF {
                    parent = self.folded().get(&key.to_lowercase()).copied();
                }
                links.extend(parent.map(|parent| (field, parent)));
            }
        }
        links
    }

    /// Parents first; a chain of any length needs no deeper stack of calls.
    fn walk(&mut self, start: usize) {
        if self.states.get(start) != Some(&State::New) {
            return;
        }
        let mut steps = vec![self.step(start)];
        while let Some(step) = steps.last_mut() {
            let at = step.entry;
            let Some((field, parent)) = step.links.get(step.next).copied() else {
                let links = std::mem::take(&mut step.links);
                steps.pop();
                for (field, parent) in links {
                    self.inherit(at, parent, field);
                }
                self.mark(at, State::Done);
                continue;
            };
            step.next += 1;
            match self.states.get(parent) {
                Some(State::New) => {
                    let next = self.step(parent);
                    steps.push(next);
                }
                Some(State::Open) => {
                    step.next -= 1;
                    step.links.remove(step.next);
                    self.cycle(at, parent, field);
                }
                _ => {}
            }
        }
    }

    fn step(&mut self, at: usize) -> Step {
        self.mark(at, State::Open);
        Step { entry: at, links: self.links(at), next: 0 }
    }

    fn mark(&mut self, at: usize, state: State) {
        if let Some(known) = self.states.get_mut(at) {
            *known = state;
        }
    }

    fn cycle(&mut self, at: usize, parent: usize, field: Field) {
        let (Some(entry), Some(parent)) = (self.entries.get(at), self.entries.get(parent))
        else {
            return;
        };
        let message = format!(
            "`{}` inherits from `{}`, which inherits from it through `{field}`",
            entry.key(),
            parent.key()
        );
        self.diagnostics.push(Diagnostic::new(&INHERITANCE_CYCLE, message).in_field(
            at,
            entry.key(),
            field,
        ));
    }

    fn inherit(&mut self, child: usize, parent: usize, link: Field) {
        let (Some(from), Some(to)) = (self.entries.get(parent), self.entries.get(child))
        else {
            return;
        };
        let mut new = inherited(from, to, link);
        new.retain(|(field, _)| !sets::refuses(&self.sets, to, *field));
        let kind = from.kind();
        if let Some(entry) = self.entries.get_mut(child) {
            if link == Field::ENTRYSET {
                entry.set_kind(kind);
            }
            for (field, value) in new {
                if !entry.has(field) {
                    entry.push(field, value);
                }
            }
        }
    }
}

/// The keys in a field, separated by commas.
fn keys(entry: &Entry, field: Field) -> Vec<String> {
    let text = entry.text(field).unwrap_or_default();
    text.split(',').map(|key| key.trim().to_owned()).filter(|key| !key.is_empty()).collect()
}

/// The fields that one entry gives another.
fn inherited(from: &Entry, to: &Entry, link: Field) -> Vec<(Field, Value)> {
    let rules: Vec<_> = RULES
        .iter()
        .filter(|_| link == Field::CROSSREF)
        .filter(|rule| {
            rule.parents.contains(&from.kind()) && rule.children.contains(&to.kind())
        })
        .collect();
    let mut new = Vec::new();
    // The field that each of the new ones comes from, and annotations.
    let mut origins = Vec::new();
    let mut said = Vec::new();
    for (field, value) in from.fields() {
        let bound = match link {
            // Everything in a container of data is meant for others.
            Field::XDATA => matches!(field, Field::XDATA | Field::IDS),
            _ => NEVER.contains(&field),
        };
        if bound {
            continue;
        }
        if let Some((about, name)) = annotation::target(field) {
            said.push((super::map::field_of(about, from.kind()), name, value));
            continue;
        }
        let mut ruled = false;
        for (_, target) in
            rules.iter().flat_map(|rule| rule.fields).filter(|(source, _)| *source == field)
        {
            ruled = true;
            if let Some(target) = target.filter(|target| !to.has(*target)) {
                new.push((target, owned(value, from, to)));
            }
        }
        if !ruled && !to.has(field) {
            new.push((field, owned(value, from, to)));
        }
        origins.resize(new.len(), field);
    }
    // What is said about a field goes where the field goes.
    for (about, name, value) in said {
        for at in 0..origins.len() {
            let target = new.get(at).map(|(field, _)| *field);
            let Some(target) = target.filter(|_| origins.get(at) == Some(&about)) else {
                continue;
            };
            let target = super::map::name_of(target, to.kind(), Dialect::Biblatex);
            let target = annotation::field_for(target, name);
            if !to.has(target) {
                new.push((target, owned(value, from, to)));
            }
        }
    }
    new
}

/// A value that means the same in another entry.
fn owned(value: &Value, from: &Entry, to: &Entry) -> Value {
    let same = match (from.source(), to.source()) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        _ => false,
    };
    match value {
        Value::Source(syntax, text @ Text::Span(_)) if !same => {
            Value::Source(*syntax, Text::Owned(from.characters(text).into()))
        }
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::bibtex::Document;

    fn view(source: &str) -> Inherited {
        resolve(Document::parse(source.into()).entries())
    }

    /// A field of the first entry, after inheritance.
    fn check(source: &str, field: Field, expected: Option<&str>) {
        let view = view(source);
        let found = view.entries.first().and_then(|entry| entry.text(field));
        assert_eq!(found.as_deref(), expected, "{source}");
    }

    #[test]
    fn rules_of_appendix_b() {
        let proceedings = "@inproceedings{a, crossref={p}, title={T}}\n\
            @proceedings{p, title={Proc}, subtitle={Sub}, date={2001}, shorttitle={S}, editor={E}}";
        check(proceedings, Field::CONTAINER_TITLE, Some("Proc"));
        check(proceedings, Field::BOOKSUBTITLE, Some("Sub"));
        check(proceedings, Field::ISSUED, Some("2001"));
        check(proceedings, Field::TITLE_SHORT, None);
        check(proceedings, Field::SUBTITLE, None);
        let book =
            "@inbook{a, crossref={b}, title={T}}\n@book{b, author={X, Y}, title={B}}";
        check(book, Field::CONTAINER_AUTHOR, Some("X, Y"));
        check(book, Field::AUTHOR, Some("X, Y"));
        check(book, Field::CONTAINER_TITLE, Some("B"));
        let volume = "@book{a, crossref={m}, title={T}}\n@mvbook{m, title={M}, volume={3}}";
        check(volume, Field::MAINTITLE, Some("M"));
        check(volume, Field::VOLUME, Some("3"));
    }

    /// The manual's examples (4.5.12), with the set defined in the file.
    #[test]
    fn refused_fields() {
        let book = "\n@book{s2, title={Title}, subtitle={Sub}, author={A, B}}";
        let part = |options: &str| {
            format!(
                "@inbook{{s1, options={{{options}}}, title={{Own}}, crossref={{s2}}}}{book}"
            )
        };
        let title = Field::CONTAINER_TITLE;
        check(&part("useprefix"), title, Some("Title"));
        check(&part("noinherit=booktitle"), title, None);
        check(&part("noinherit=booktitle"), Field::BOOKSUBTITLE, Some("Sub"));
        check(&part("useprefix, noinherit = settitles"), title, None);
        check(&part("noinherit=setnames"), Field::AUTHOR, None);
        check(&part("noinherit=nobtitle"), title, Some("Title"));
        let set = "\n% ibid: fieldset[nobtitle] booktitle, booksubtitle\n";
        let defined = part("noinherit=nobtitle") + set;
        check(&defined, title, None);
        check(&defined, Field::BOOKSUBTITLE, None);
    }

    #[test]
    fn annotations_go_with_their_fields() {
        let parent = "\n@book{p, title={T}, title+an:fr={=\"Titre\"}, author={A, B}, \
            author+an={1=student}}";
        let own =
            format!("@inbook{{c, title={{X}}, author={{C, D}}, crossref={{p}}}}{parent}");
        check(&own, Field::named("booktitle+an:fr"), Some("=\"Titre\""));
        check(&own, Field::named("title+an:fr"), None);
        check(&own, Field::named("author+an"), None);
        check(&own, Field::named("bookauthor+an"), Some("1=student"));
        let without = format!("@inbook{{c, title={{X}}, crossref={{p}}}}{parent}");
        check(&without, Field::named("author+an"), Some("1=student"));
    }

    #[test]
    fn data_and_aliases() {
        check(
            "@book{a, xdata={x, y}}\n@xdata{x, publisher={P}}\n@xdata{y, location={L}, xdata={x}}",
            Field::PUBLISHER_PLACE,
            Some("L"),
        );
        check(
            "@inproceedings{a, crossref={PROC}}\n@proceedings{proc, title={Proc}}",
            Field::CONTAINER_TITLE,
            Some("Proc"),
        );
        check(
            "@inproceedings{a, crossref={old}}\n@proceedings{p, ids={old}, title={Proc}}",
            Field::CONTAINER_TITLE,
            Some("Proc"),
        );
    }

    /// The examples of the manual's section on granular data containers.
    #[test]
    fn pieces_of_data_containers() {
        let source = "@book{a, author={A, B and xdata=x-author-2}, title={xdata=x-title}, \
            location={xdata=x-location and D}, note={xdata=x-nothing}, series={xdata=y}}\n\
            @xdata{x, author={C, D and E, F}, title={T}, location={B and C}}";
        check(source, Field::AUTHOR, Some("A, B and E, F"));
        check(source, Field::TITLE, Some("T"));
        check(source, Field::PUBLISHER_PLACE, Some("B and C and D"));
        check(source, Field::NOTE, Some("xdata=x-nothing"));
        check(source, Field::COLLECTION_TITLE, Some("xdata=y"));
        let cycle =
            view("@xdata{x, title={xdata=y-title}}\n@xdata{y, title={xdata=x-title}}");
        assert_eq!(cycle.diagnostics.len(), 2);
    }

    #[test]
    fn sets_are_cited_as_their_first_member() {
        let set = "@set{s, entryset={a, b}}\n@article{a, title={A}}\n@book{b, title={B}}";
        check(set, Field::TITLE, Some("A"));
        assert_eq!(
            view(set).entries.first().map(Entry::kind),
            Some(EntryKind::ARTICLE_JOURNAL)
        );
        let listed: Vec<bool> = view(
            "@set{s, entryset={a}}\n@book{a, options={useprefix, skipbib = true}}\n\
             @book{b, options={dataonly}}\n@book{c, options={skipbib=false}}",
        )
        .entries
        .iter()
        .map(is_listed)
        .collect();
        assert_eq!(listed, [false, false, false, true]);
    }

    #[test]
    fn cycles_are_findings() {
        let found = view(
            "@book{a, crossref={b}}\n@book{b, crossref={a}, title={B}}\n@book{c, crossref={c}}",
        );
        assert_eq!(found.diagnostics.len(), 2);
    }

    #[test]
    fn long_chains_end() {
        let mut source = String::new();
        for at in 0..50_000 {
            source.push_str(&format!("@book{{k{at}, crossref={{k{}}}}}\n", at + 1));
        }
        source.push_str("@book{k50000, publisher={P}}");
        check(&source, Field::PUBLISHER, Some("P"));
    }
}
