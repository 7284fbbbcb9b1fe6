//! The CSL 1.0.2 processor.
//!
//! A style is read into a syntax tree with places ([`style`]), compiled once for a locale
//! ([`Style`]), and sets documents ([`process`]): entries are prepared, sorted, their cites
//! told apart, clusters collapsed, the bibliography set, each in its own file.

mod bibliography;
mod braces;
pub mod check;
mod cluster;
mod disambiguate;
pub mod embedded;
mod eval;
pub mod job;
pub mod locale;
pub mod needs;
mod node;
mod options;
mod position;
mod prepare;
mod session;
mod sort;
pub mod sources;
pub mod style;
mod text_case;
pub mod tree;

use crate::csl::disambiguate::Register;
use crate::csl::eval::{View, World};
use crate::csl::locale::Locale;
use crate::csl::node::markup::QuoteMarks;
use crate::csl::style::compile::{Compiler, Macro};
use crate::csl::style::element::{
    Element, Layout, NameOptions, Root, SlotInfo, SortElement, Str, Variable,
};
use crate::csl::text_case::Casing;
use crate::diag::catalogue::style as rules;
use crate::diag::{Diagnostic, Severity};

pub use job::{
    Abbreviations, Bibliography, Cite, Cluster, Filter, Job, Mode, Position, Processed,
    SecondFieldAlign, Test,
};
pub use locale::Locales;
pub use session::{Changes, Session};
pub use tree::Tree;

/// Where a [`Session`] keeps its entries.
pub type EntryArena = typed_arena::Arena<crate::model::Entry>;

pub(crate) use options::{Collapse, Demote, GivennameRule, Options, SubstituteRule};

/// A style for one locale, ready to set documents.
#[derive(Clone, Debug)]
pub struct Style {
    note: bool,
    locale: Locale,
    casing: Casing,
    quotes: QuoteMarks,
    range_delimiter: Str,
    options: Options,
    outer: [NameOptions; 2],
    macros: Vec<Macro>,
    slots: Vec<SlotInfo>,
    citation: Layout,
    bibliography: Option<Layout>,
    intext: Option<Layout>,
    has_disambiguate: bool,
    has_year_suffix: bool,
    has_position: bool,
    /// Whether cites are citation numbers.
    numeric: bool,
    /// Whether citation numbers count anywhere.
    counts: bool,
    /// Whether cites of the same names stand together.
    grouped: bool,
    /// Whether the bibliography begins with a block.
    display_first: bool,
}

impl Style {
    /// Compiles a style for a locale: the one given, else the style's own, else en-US.
    ///
    /// A dependent style has no layouts of its own: find its parent first with
    /// [`parent`].
    #[must_use]
    pub fn load(
        xml: &str,
        locale: Option<&str>,
        locales: &dyn Locales,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let (document, mut diagnostics) = style::Document::read(xml);
        // Half a style would print wrong references.
        if diagnostics.iter().any(|found| found.severity == Severity::Error) {
            return (None, diagnostics);
        }
        let root = document.root();
        let is_style = |root: &style::ElementId| &*document.get(*root).name == "style";
        let Some(root) = root.filter(is_style) else {
            let what = "no `<style>` element";
            let mut found = Diagnostic::new(&rules::NOT_A_STYLE, what);
            if let Some(other) = root {
                found = found.at(document.get(other).span);
            }
            diagnostics.push(found);
            return (None, diagnostics);
        };
        let Some(citation) = document.child(root, "citation") else {
            let message = "the style has no `<citation>`";
            let span = document.get(root).span;
            diagnostics.push(Diagnostic::new(&rules::NOT_A_STYLE, message).at(span));
            return (None, diagnostics);
        };
        let tag = locale.or(document.get(root).get("default-locale")).unwrap_or("en-US");
        let (locale, found) = Locale::load(tag, locales, &document, root);
        if !found {
            let message = format!("there is no locale `{tag}`; American English is used");
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_LOCALE, message));
        }
        let made = Self::compile(&document, root, citation, locale, &mut diagnostics);
        (Some(made), diagnostics)
    }

    fn compile(
        document: &style::Document,
        root: style::ElementId,
        citation: style::ElementId,
        locale: Locale,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut compiler = Compiler::new(document, root, &locale);
        let citation = compiler.layout(citation);
        // Only citation numbers in cites make a style numeric.
        let numeric = compiler.numeric;
        let bibliography = document.child(root, "bibliography");
        let bibliography = bibliography.map(|id| compiler.layout(id));
        let intext = document.child(root, "intext");
        let intext = intext.map(|id| compiler.layout(id));
        let display_first = bibliography.as_ref().is_some_and(starts_with_block);
        let outer = [
            compiler.outer(Root::Citation).clone(),
            compiler.outer(Root::Bibliography).clone(),
        ];
        let (macros, slots) =
            (std::mem::take(&mut compiler.macros), std::mem::take(&mut compiler.slots));
        let counts = compiler.numeric;
        let flags =
            (compiler.has_disambiguate, compiler.has_year_suffix, compiler.has_position);
        diagnostics.append(&mut compiler.diagnostics);
        let marks = QuoteMarks {
            open: locale.term("open-quote"),
            close: locale.term("close-quote"),
            open_inner: locale.term("open-inner-quote"),
            close_inner: locale.term("close-inner-quote"),
        };
        let options = Options::read(document, root);
        let note = document.get(root).get("class") == Some("note");
        let grouped = options.collapse.is_some() && !note
            || options.cite_group_delimiter.is_some() && !numeric && !flags.2;
        Self {
            note,
            casing: Casing::new(&locale.tag),
            quotes: marks,
            range_delimiter: locale.term("citation-range-delimiter"),
            options,
            outer,
            macros,
            slots,
            citation,
            bibliography,
            intext,
            has_disambiguate: flags.0,
            has_year_suffix: flags.1,
            has_position: flags.2,
            numeric,
            counts,
            grouped,
            display_first,
            locale,
        }
    }

    /// Whether cites stand in notes.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.note
    }

    /// Whether the style makes bibliographies.
    #[must_use]
    pub fn has_bibliography(&self) -> bool {
        self.bibliography.is_some()
    }

    /// The language tag of the locale in use.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale.tag
    }

    fn outer(&self, root: Root) -> &NameOptions {
        match root {
            Root::Citation => &self.outer[0],
            Root::Bibliography => &self.outer[1],
        }
    }

    fn sort_keys(&self, root: Root) -> &[style::element::SortKey] {
        match root {
            Root::Citation => &self.citation.sort,
            Root::Bibliography => {
                self.bibliography.as_ref().map_or(&[], |layout| &layout.sort)
            }
        }
    }
}

/// Whether the first element of a layout is a block.
fn starts_with_block(layout: &Layout) -> bool {
    let look = layout.children.first().map(|first| match first {
        Element::Variable(element) => &element.look,
        Element::Macro(element) => &element.look,
        Element::Term(element) => &element.look,
        Element::Value(element) => &element.look,
        Element::Number(element) => &element.look,
        Element::Label(element) => &element.look,
        Element::Date(element) => &element.look,
        Element::Names(element) => &element.look,
        Element::Group(element) => &element.look,
        Element::Choose(_) => &EMPTY,
    });
    look.is_some_and(|look| look.decor.display.is_some())
}

static EMPTY: std::sync::LazyLock<style::element::Look> =
    std::sync::LazyLock::new(Default::default);

/// The address of the style that a dependent style points to, and its own default locale.
#[must_use]
pub fn parent(xml: &str) -> Option<(String, Option<String>)> {
    let (document, _) = style::Document::read(xml);
    let root = document.root()?;
    let style = document.get(root);
    let head = document.child(root, "info")?;
    let link = document.children(head).find(|(_, child)| {
        &*child.name == "link" && child.get("rel") == Some("independent-parent")
    })?;
    let address = link.1.get("href")?.to_owned();
    Some((address, style.get("default-locale").map(str::to_owned)))
}

/// Sets a document: citations and bibliography.
#[must_use]
pub fn process(style: &Style, job: &Job<'_>) -> Processed {
    // Previews register nothing.
    let clusters = if job.previews { &[] } else { job.clusters };
    let registered = registered(job.entries.len(), clusters, job.uncited);
    let mut world = prepare(style, job, &registered);
    let sorted = sort_bibliography(&mut world, &registered, job.nosort);
    number(&mut world, &sorted);
    let notes = first_notes(job.entries.len(), clusters);
    tell_apart(&mut world, &registered, &sorted, &notes);
    let mut register = std::mem::take(&mut world.register);
    let bibliography = bibliography(&world, &mut register, job, &sorted);
    let citations = citations(&world, &mut register, job, &sorted);
    let diagnostics = empties(job, &citations, bibliography.as_ref());
    Processed { citations, bibliography, diagnostics }
}

/// What citeproc-js has cites and entries say for which a style prints nothing.
const NOTHING: &str = "[CSL STYLE ERROR: reference with no printed form.]";

/// Tells of cites and entries for which the style prints nothing.
fn empties(
    job: &Job<'_>,
    citations: &[Tree],
    bibliography: Option<&Bibliography>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let blank = |tree: &Tree| tree.is_empty() || tree.text().contains(NOTHING);
    let mut tell = |entry: usize, rule, what: &str| {
        if let Some(found) = job.entries.get(entry) {
            let message = format!("the style prints nothing {what} `{}`", found.key());
            diagnostics.push(Diagnostic::new(rule, message).in_entry(entry, found.key()));
        }
    };
    for (cluster, _) in job.clusters.iter().zip(citations).filter(|(_, tree)| blank(tree)) {
        let first = cluster.cites.first().filter(|_| cluster.mode == Mode::Normal);
        if let Some(first) = first.filter(|cite| cite.mode == Mode::Normal) {
            tell(first.entry, &rules::EMPTY_CITE, "where it cites");
        }
    }
    let entries = bibliography.map_or(&[][..], |bibliography| &bibliography.entries);
    for (entry, _) in entries.iter().filter(|(_, tree)| blank(tree)) {
        tell(*entry, &rules::EMPTY_ENTRY, "in the bibliography for");
    }
    diagnostics
}

/// The entries of the document, in the order of first citation, then the uncited ones.
fn registered(count: usize, clusters: &[Cluster], uncited: &[usize]) -> Vec<usize> {
    let mut seen = vec![false; count];
    let cited = clusters.iter().flat_map(|cluster| cluster.cites.iter().map(|c| c.entry));
    let mut registered = Vec::new();
    for entry in cited.chain(uncited.iter().copied()) {
        if let Some(seen) = seen.get_mut(entry).filter(|seen| !**seen) {
            *seen = true;
            registered.push(entry);
        }
    }
    registered
}

/// The notes that first cite the entries.
fn first_notes(count: usize, clusters: &[Cluster]) -> Vec<Option<u32>> {
    let mut notes = vec![None; count];
    for cluster in clusters {
        for cite in &cluster.cites {
            if let Some(slot @ None) = notes.get_mut(cite.entry) {
                *slot = Some(cluster.note_index);
            }
        }
    }
    notes
}

fn prepare<'a>(style: &'a Style, job: &Job<'a>, registered: &[usize]) -> World<'a> {
    let mut entries: Vec<_> = job
        .entries
        .iter()
        .map(|entry| prepare::entry(entry, &style.slots, job.abbreviations))
        .collect();
    let mut register = Register::default();
    if style.options.add_givenname {
        register.number(&mut entries, style.options.demote == Demote::Never);
    }
    let mut numbers = vec![0; entries.len()];
    for (number, entry) in (1u32..).zip(registered) {
        if let Some(slot) = numbers.get_mut(*entry) {
            *slot = number;
        }
    }
    World {
        style,
        disambig: vec![Default::default(); entries.len()],
        entries,
        abbreviations: job.abbreviations,
        links: job.links,
        marks_empty: job.marks_empty,
        numbers,
        register,
    }
}

/// The registered entries in the order of the bibliography.
fn sort_bibliography(
    world: &mut World<'_>,
    registered: &[usize],
    nosort: bool,
) -> Vec<usize> {
    if world.style.sort_keys(Root::Bibliography).is_empty() || nosort {
        return registered.to_vec();
    }
    let mut register = std::mem::take(&mut world.register);
    let sorted = sort::order(world, &mut register, registered);
    world.register = register;
    sorted
}

/// Gives citation numbers in the order of the bibliography, downwards if it is sorted so.
fn number(world: &mut World<'_>, sorted: &[usize]) {
    let down = world.style.sort_keys(Root::Bibliography).iter().any(|key| {
        let number =
            matches!(key.element, SortElement::Variable(Variable::CitationNumber, _));
        number && key.descending
    });
    let count = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
    for (number, entry) in (1u32..).zip(sorted) {
        if let Some(slot) = world.numbers.get_mut(*entry) {
            *slot = if down { count + 1 - number } else { number };
        }
    }
}

/// Disambiguates the registered entries.
fn tell_apart(
    world: &mut World<'_>,
    registered: &[usize],
    sorted: &[usize],
    notes: &[Option<u32>],
) {
    let mut rank = vec![u32::MAX; world.entries.len()];
    for (number, entry) in (0u32..).zip(sorted) {
        if let Some(slot) = rank.get_mut(*entry) {
            *slot = number;
        }
    }
    disambiguate::all(world, registered, &rank, notes);
}

fn bibliography(
    world: &World<'_>,
    register: &mut Register,
    job: &Job<'_>,
    sorted: &[usize],
) -> Option<Bibliography> {
    world.style.bibliography.as_ref().filter(|_| job.bibliography)?;
    let options = &world.style.options;
    let entries = bibliography::trees(world, register, sorted, job.filter);
    Some(Bibliography {
        max_offset: bibliography::max_offset(&entries),
        entries,
        hanging_indent: options.hanging_indent,
        entry_spacing: options.entry_spacing,
        line_spacing: options.line_spacing,
        second_field_align: options.second_field_align,
    })
}

/// One tree a cluster.
fn citations(
    world: &World<'_>,
    register: &mut Register,
    job: &Job<'_>,
    sorted: &[usize],
) -> Vec<Tree> {
    let whole: Vec<Cite> = sorted.iter().map(|entry| Cite::of(*entry)).collect();
    let mut sorter = sort::Cites::new(world, job.previews);
    let orders: Vec<Vec<usize>> = job
        .clusters
        .iter()
        .map(|cluster| {
            let cites = if cluster.whole_bibliography { &whole } else { &cluster.cites };
            sorter.order(world, register, cites)
        })
        .collect();
    let places = match world.style.has_position && !job.previews {
        true => {
            let orders: Vec<&[usize]> = orders.iter().map(Vec::as_slice).collect();
            position::assign(job.clusters, &orders, world.style.options.near_note_distance)
        }
        false => Vec::new(),
    };
    let mut trees = Vec::with_capacity(job.clusters.len());
    for (at, cluster) in job.clusters.iter().enumerate() {
        let cites = if cluster.whole_bibliography { &whole } else { &cluster.cites };
        let order = orders.get(at).map_or(&[][..], Vec::as_slice);
        let views = order.iter().filter_map(|number| {
            let cite = cites.get(*number)?;
            let place = places.get(at).and_then(|places| places.get(*number)).copied();
            Some((cite.entry, view(cite, place.unwrap_or_default())))
        });
        let views: Vec<(usize, View<'_>)> = views.collect();
        let mut tree = cluster::tree(world, register, &views, cluster.mode, &cluster.infix);
        tree.shrink();
        trees.push(tree);
    }
    trees
}

fn view<'a>(cite: &'a Cite, place: position::Place) -> View<'a> {
    View {
        locator: cite.locator.as_ref(),
        position: cite.position.unwrap_or(place.position),
        near_note: cite.near_note.unwrap_or(place.near_note),
        first_note: cite.first_note.or(place.first_note),
        mode: cite.mode,
        prefix: &cite.prefix,
        suffix: &cite.suffix,
    }
}
