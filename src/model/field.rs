//! Fields: what an entry can say about a work.

use std::fmt;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::model::intern::Interner;
use crate::model::tables::fields::FIELDS;

/// A field, known or not: a small number that knows its name.
///
/// Known fields are constants (`Field::TITLE`) and carry the CSL name where CSL has one;
/// `container-title` stands for BibLaTeX's `journaltitle` and `booktitle` alike. Fields that
/// the vocabulary lacks keep the name they had (`Field::named("tex.foo")`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field(pub(in crate::model) u32);

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Datatype {
    /// Formatted text.
    Rich,
    /// Formatted texts, separated by ` and ` in BibTeX files.
    RichList,
    /// Text in which nothing is interpreted: addresses, identifiers.
    Verbatim,
    /// Text without formatting.
    Plain,
    /// A list of words or phrases, separated by commas.
    Keywords,
    /// A number, or text where it is none.
    Number,
    /// Pages, or text where they are none.
    PageRange,
    /// A date or a range of dates, or text where it is none.
    Date,
    /// People and institutions.
    Names,
    /// The cite key of another entry.
    Key,
    /// Cite keys of other entries, separated by commas.
    Keys,
}

/// A row of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    /// The name: CSL's where CSL has one, else BibLaTeX's.
    pub name: &'static str,
    /// What it holds.
    pub datatype: Datatype,
    /// The CSL variable that it answers for, if any.
    pub csl: Option<&'static str>,
}

static UNKNOWN: Interner = Interner::new(FIELDS.len());

impl Field {
    /// The field of a name; a name that the vocabulary lacks is kept as it is.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::known(name).unwrap_or_else(|| Self(UNKNOWN.number(name)))
    }

    /// The field of a name in the vocabulary (case counts).
    #[must_use]
    pub fn known(name: &str) -> Option<Self> {
        static INDEX: OnceLock<FxHashMap<&'static str, u32>> = OnceLock::new();
        let index =
            INDEX.get_or_init(|| (0u32..).zip(FIELDS).map(|(i, f)| (f.name, i)).collect());
        index.get(name).map(|number| Self(*number))
    }

    /// All fields of the vocabulary, in its order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u32..).take(FIELDS.len()).map(Self)
    }

    /// Its row in the vocabulary, if it is known.
    #[must_use]
    pub fn info(self) -> Option<&'static FieldInfo> {
        FIELDS.get(self.0 as usize)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().map_or_else(|| UNKNOWN.name(self.0), |info| info.name)
    }

    /// What it holds; unknown fields hold rich text.
    #[must_use]
    pub fn datatype(self) -> Datatype {
        self.info().map_or(Datatype::Rich, |info| info.datatype)
    }

    /// Whether the vocabulary has it.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.info().is_some()
    }

    /// Its number: dense from 0 for known fields, so that tables can be indexed by it.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// How many known fields there are.
    #[must_use]
    pub fn count() -> usize {
        FIELDS.len()
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.name())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
