//! What the processor is asked, and what it answers.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::csl::tree::Tree;
use crate::diag::Diagnostic;
use crate::model::{Entry, Locator};

/// All cites at one spot of a document.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// The caller's name for it.
    pub id: String,
    /// The number of the note it stands in; 0 in the text.
    pub note_index: u32,
    /// The cites, as the author wrote them.
    pub cites: Vec<Cite>,
    /// What of the cluster is printed.
    pub mode: Mode,
    /// The words between author and cite of a [`Mode::Composite`] cluster.
    pub infix: String,
    /// Whether it stands for every registered entry in the bibliography's order instead of
    /// its own cites.
    pub whole_bibliography: bool,
}

/// One cite of a cluster.
#[derive(Clone, Debug, Default)]
pub struct Cite {
    /// The position of the entry among [`Job::entries`].
    pub entry: usize,
    /// The place in the work.
    pub locator: Option<Locator>,
    /// Words before it, in CSL-JSON's markup.
    pub prefix: String,
    /// Words after it, in CSL-JSON's markup.
    pub suffix: String,
    /// What of the cite is printed.
    pub mode: Mode,
    /// Its position where the caller knows it (previews).
    pub position: Option<Position>,
    /// Whether an earlier cite of the work is near (previews).
    pub near_note: Option<bool>,
    /// The note that first cites the work (previews).
    pub first_note: Option<u32>,
}

impl Cite {
    /// A plain cite of an entry.
    #[must_use]
    pub fn of(entry: usize) -> Self {
        Self { entry, ..Self::default() }
    }
}

/// What of a cite or cluster is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// All of it.
    #[default]
    Normal,
    /// All but the names that lead it.
    SuppressAuthor,
    /// Only the names that lead it.
    AuthorOnly,
    /// The names, then the cite without them: “Doe (2020)”.
    Composite,
}

/// How a cite stands to the earlier cites of its work (CSL 1.0.2, “Choose”).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Position {
    /// The first cite of the work.
    #[default]
    First,
    /// A later one.
    Subsequent,
    /// The work of the cite before.
    Ibid,
    /// The same with another locator.
    IbidWithLocator,
}

/// A document to be set.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The entries; cites and answers name them by position.
    pub entries: &'a [Entry],
    /// The clusters in document order.
    pub clusters: &'a [Cluster],
    /// Entries that stand in the bibliography without being cited, in this order after
    /// the cited ones.
    pub uncited: &'a [usize],
    /// Whether cites bring their positions with them and register nothing.
    pub previews: bool,
    /// Whether a bibliography is wanted.
    pub bibliography: bool,
    /// Whether the bibliography stays in the order of registration.
    pub nosort: bool,
    /// What the bibliography leaves out.
    pub filter: &'a Filter,
    /// Short forms of titles, names and places.
    pub abbreviations: &'a Abbreviations,
    /// Whether DOI, PMID, PMCID and URL become links (CSL 1.0.2, appendix VI).
    pub links: bool,
    /// Whether cites and entries for which the style prints nothing say so, as citeproc-js
    /// has them do. A diagnostic tells of them in any case.
    pub marks_empty: bool,
}

static NO_FILTER: Filter = Filter {
    include: Vec::new(),
    select: Vec::new(),
    exclude: Vec::new(),
    quash: Vec::new(),
};

static NO_ABBREVIATIONS: Abbreviations =
    Abbreviations { categories: FxHashMap::with_hasher(FxBuildHasher) };

impl<'a> Job<'a> {
    /// A document without cites whose bibliography is wanted.
    #[must_use]
    pub fn new(entries: &'a [Entry]) -> Self {
        Self {
            entries,
            clusters: &[],
            uncited: &[],
            previews: false,
            bibliography: true,
            nosort: false,
            filter: &NO_FILTER,
            abbreviations: &NO_ABBREVIATIONS,
            links: false,
            marks_empty: false,
        }
    }
}

/// Which registered entries a bibliography shows, as in the CSL suite's BIBSECTION.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only entries that answer at least one of these, if there are any.
    pub include: Vec<Test>,
    /// Only entries that answer all of these.
    pub select: Vec<Test>,
    /// No entry that answers one of these.
    pub exclude: Vec<Test>,
    /// No entry that answers all of these, if there are any.
    pub quash: Vec<Test>,
}

/// A test of an entry: a field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The CSL name of the field: `type`, `title`, `issued`, …
    pub field: String,
    /// The value to compare with: an entry type, a text, a family name, a year; empty for
    /// an absent field.
    pub value: String,
}

/// Short forms as citeproc-js takes them: category, then full form, then short form.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    categories: FxHashMap<Box<str>, FxHashMap<Box<str>, Box<str>>>,
}

impl Abbreviations {
    /// A list without any.
    #[must_use]
    pub fn none() -> &'static Self {
        &NO_ABBREVIATIONS
    }

    /// Adds a short form: category `container-title`, `title`, `institution-part`, …
    pub fn insert(&mut self, category: &str, long: &str, short: &str) {
        self.categories
            .entry(category.into())
            .or_default()
            .insert(long.into(), short.into());
    }

    /// The short form of a text in a category.
    #[must_use]
    pub fn get(&self, category: &str, long: &str) -> Option<&str> {
        Some(self.categories.get(category)?.get(long)?.as_ref())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.categories.is_empty()
    }
}

/// The document, set.
#[derive(Clone, Debug, Default)]
pub struct Processed {
    /// One tree a cluster, in the order of the job.
    pub citations: Vec<Tree>,
    /// The bibliography, if it was wanted and the style has one.
    pub bibliography: Option<Bibliography>,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// A bibliography.
#[derive(Clone, Debug, Default)]
pub struct Bibliography {
    /// Positions of entries, each with its text, in order. An entry without output is
    /// here with an empty tree.
    pub entries: Vec<(usize, Tree)>,
    /// `hanging-indent`.
    pub hanging_indent: bool,
    /// `entry-spacing`.
    pub entry_spacing: u32,
    /// `line-spacing`.
    pub line_spacing: u32,
    /// `second-field-align`.
    pub second_field_align: Option<SecondFieldAlign>,
    /// The length of the longest first field in characters (`second-field-align`).
    pub max_offset: usize,
}

/// How the second field of bibliography entries is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFieldAlign {
    /// The first field is flush with the margin.
    Flush,
    /// The first field stands in the margin.
    Margin,
}
