//! Locators: the place in a work that a cite points to.

/// What a locator counts (CSL 1.0.2, appendix IV, “Locators”).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocatorLabel(u8);

const LABELS: &[&str] = &[
    "page",
    "act",
    "appendix",
    "article-locator",
    "book",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "paragraph",
    "part",
    "rule",
    "scene",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "timestamp",
    "title-locator",
    "verse",
    "version",
    "volume",
];

impl LocatorLabel {
    /// Pages, the label where none is given.
    pub const PAGE: Self = Self(0);

    /// The label of a CSL name; `sub verbo` and `article` are accepted as older spellings.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = match name {
            "sub verbo" => "sub-verbo",
            "article" => "article-locator",
            "title" => "title-locator",
            name => name,
        };
        let at = LABELS.iter().position(|label| *label == name)?;
        u8::try_from(at).ok().map(Self)
    }

    /// All labels.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).take(LABELS.len()).map(Self)
    }

    /// The CSL name.
    #[must_use]
    pub fn name(self) -> &'static str {
        LABELS.get(usize::from(self.0)).copied().unwrap_or("page")
    }
}

/// “p. 4”: a label and what it points to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Locator {
    /// What is counted.
    pub label: LocatorLabel,
    /// The place: “4”, “12–14”, “iv”.
    pub value: String,
}
