//! Rules: what can be found.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// All severities.
    pub const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Info];

    /// The word in messages and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule is about; `--select` takes groups as well as rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The text of a file: delimiters, encodings, keys.
    Syntax,
    /// Fields that are missing or do not belong.
    Fields,
    /// Dates.
    Dates,
    /// Names of people and institutions.
    Names,
    /// DOI, ISBN, ISSN, ORCID, addresses.
    Identifiers,
    /// Characters, markup, case.
    Text,
    /// Links between entries, and entries that are the same.
    Links,
    /// What an import found in its source.
    Import,
    /// What a format could not hold.
    Conversion,
    /// Styles and locales.
    Style,
    /// What should not be published.
    Privacy,
    /// Settings and suppressions.
    Config,
}

impl Group {
    /// All groups.
    pub const ALL: &'static [Self] = &[
        Self::Syntax,
        Self::Fields,
        Self::Dates,
        Self::Names,
        Self::Identifiers,
        Self::Text,
        Self::Links,
        Self::Import,
        Self::Conversion,
        Self::Style,
        Self::Privacy,
        Self::Config,
    ];

    /// The word for `--select` and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Fields => "fields",
            Self::Dates => "dates",
            Self::Names => "names",
            Self::Identifiers => "identifiers",
            Self::Text => "text",
            Self::Links => "links",
            Self::Import => "import",
            Self::Conversion => "conversion",
            Self::Style => "style",
            Self::Privacy => "privacy",
            Self::Config => "config",
        }
    }
}

/// A rule: a fault that has a name.
#[derive(Debug)]
pub struct Rule {
    /// Kebab case, named after the fault: `duplicate-cite-key`.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// How bad a finding is unless the settings say otherwise.
    pub severity: Severity,
    /// One sentence in lower case without full stop: what is found.
    pub summary: &'static str,
    /// Markdown for `ibid explain`: what it finds, why it matters, an example, the source.
    pub doc: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}
