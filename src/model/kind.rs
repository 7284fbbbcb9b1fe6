//! Entry kinds: what sort of work an entry describes.

use std::fmt;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::model::intern::Interner;
use crate::model::tables::kinds::KINDS;

/// A kind of work, known or not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryKind(pub(in crate::model) u32);

/// A row of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// The name: CSL's where CSL has one, else BibLaTeX's.
    pub name: &'static str,
    /// The CSL type it is written as.
    pub csl: &'static str,
    /// The BibLaTeX type it is written as.
    pub biblatex: &'static str,
    /// The type of the classic BibTeX styles it is written as.
    pub bibtex: &'static str,
}

static UNKNOWN: Interner = Interner::new(KINDS.len());

impl EntryKind {
    /// The kind of a name; a name that the vocabulary lacks is kept as it is.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::known(name).unwrap_or_else(|| Self(UNKNOWN.number(name)))
    }

    /// The kind of a name in the vocabulary (case counts).
    #[must_use]
    pub fn known(name: &str) -> Option<Self> {
        static INDEX: OnceLock<FxHashMap<&'static str, u32>> = OnceLock::new();
        let index =
            INDEX.get_or_init(|| (0u32..).zip(KINDS).map(|(i, k)| (k.name, i)).collect());
        index.get(name).map(|number| Self(*number))
    }

    /// All kinds of the vocabulary, in its order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u32..).take(KINDS.len()).map(Self)
    }

    /// Its row in the vocabulary, if it is known.
    #[must_use]
    pub fn info(self) -> Option<&'static KindInfo> {
        KINDS.get(self.0 as usize)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().map_or_else(|| UNKNOWN.name(self.0), |info| info.name)
    }

    /// The CSL type it is treated as; an unknown kind is a `document`.
    #[must_use]
    pub fn csl(self) -> &'static str {
        self.info().map_or("document", |info| info.csl)
    }

    /// Whether the vocabulary has it.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.info().is_some()
    }

    /// Its number, dense from 0 for known kinds.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryKind({})", self.name())
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
