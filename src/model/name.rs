//! Names of people and institutions.

mod bibtex;
pub(crate) mod particles;

/// A name: a person's, in parts, or one that is printed as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person.
    Person(Box<PersonName>),
    /// An institution, or a name that has no parts.
    Literal(Box<str>),
    /// “and others”, “et al.”: there are more, whom the source does not name.
    Others,
}

/// A person's name in the parts that CSL and BibLaTeX tell apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PersonName {
    /// Family name without its particles: “Humboldt”.
    pub family: Box<str>,
    /// Given names or initials: “Alexander”.
    pub given: Box<str>,
    /// A particle that is dropped where only the family name is shown: “von” in
    /// “Humboldt, Alexander von”.
    pub dropping_particle: Box<str>,
    /// A particle that stays with the family name: “de” in “de Gaulle”.
    pub non_dropping_particle: Box<str>,
    /// “Jr.”, “III”.
    pub suffix: Box<str>,
    /// Whether a comma stands before the suffix (CSL-JSON's `comma-suffix`).
    pub comma_suffix: bool,
    /// Whether the family name comes first always (CSL-JSON's `static-ordering`).
    pub static_ordering: bool,
    /// Whether particles still hide in `family` and `given` and are to be found
    /// (CSL-JSON's `parse-names`).
    pub parse_names: bool,
}

impl Name {
    /// A person with family and given name.
    #[must_use]
    pub fn person(family: &str, given: &str) -> Self {
        Self::Person(Box::new(PersonName {
            family: family.into(),
            given: given.into(),
            ..PersonName::default()
        }))
    }

    /// A name that is printed as it is.
    #[must_use]
    pub fn literal(name: &str) -> Self {
        Self::Literal(name.into())
    }

    /// The family name with its particles, or the literal name; empty for “others”.
    #[must_use]
    pub fn family(&self) -> String {
        match self {
            Self::Person(person) if person.non_dropping_particle.is_empty() => {
                person.family.to_string()
            }
            Self::Person(person) => {
                format!("{} {}", person.non_dropping_particle, person.family)
            }
            Self::Literal(name) => name.to_string(),
            Self::Others => String::new(),
        }
    }
}

impl Name {
    /// The name in reading order: `Alexander von Humboldt, Jr.`
    #[must_use]
    pub fn display(&self) -> String {
        match self {
            Self::Person(name) => {
                let parts = [
                    &name.given,
                    &name.dropping_particle,
                    &name.non_dropping_particle,
                    &name.family,
                    &name.suffix,
                ];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                parts.map(|part| part.as_ref()).collect::<Vec<_>>().join(" ")
            }
            Self::Literal(name) => name.to_string(),
            Self::Others => "et al.".to_owned(),
        }
    }
}

/// Reads a BibTeX name list: `von Last, Jr, First and {Institution} and others`, and
/// BibLaTeX's `family=Last, given=First, prefix=von`.
///
/// The `von` part is a non-dropping particle, as it is printed by all classic styles and by
/// BibLaTeX with `useprefix=true`; only `useprefix=false` in the name makes it dropping.
#[must_use]
pub fn parse_bibtex(source: &str) -> Vec<Name> {
    bibtex::list(source)
}

/// Reads one BibTeX name.
#[must_use]
pub fn parse_bibtex_name(source: &str) -> Option<Name> {
    bibtex::one(source)
}

/// Where a BibTeX list is separated: the pieces between ` and ` outside braces.
#[must_use]
pub fn split_bibtex(source: &str) -> Vec<&str> {
    bibtex::split(source)
}

/// Names for people to read: `Given Family, Given Family`.
#[must_use]
pub fn display_list(names: &[Name]) -> String {
    names.iter().map(Name::display).collect::<Vec<_>>().join(", ")
}
