//! The description of a list: TOML, every key known.

use serde::Deserialize;

use crate::model::identifier::{IdFault, check_orcid};

/// What a list is to be.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Description {
    /// The title.
    pub title: String,
    /// Paragraphs below it.
    pub intro: Vec<String>,
    /// The last line.
    pub footer: String,
    /// How it looks.
    pub template: Template,
    /// A CSL style, by name or path; APA where none is named.
    pub style: Option<String>,
    /// The language of the list's own words and of terms.
    pub locale: Option<String>,
    /// Which entries of the library.
    pub query: String,
    /// The order inside sections; the style's where nothing is said.
    pub sort: Option<String>,
    /// Subsections of a list without sections.
    pub by: Option<By>,
    /// Whether and how entries are numbered.
    pub numbering: Numbering,
    /// Whether there is a table of contents.
    pub contents: bool,
    /// Whether DOIs and addresses are links.
    pub links: bool,
    /// Whether an entry's terms are in its own language.
    pub entry_language: bool,
    /// Buttons of each entry: `bibtex`, `ris`, `csl-json`, `doi`, `url`.
    pub buttons: Vec<String>,
    /// Own words for kinds of work and `undated`, by CSL type.
    pub headings: std::collections::BTreeMap<String, String>,
    /// People whose names are printed bold.
    #[serde(rename = "person")]
    pub people: Vec<Person>,
    /// The sections.
    #[serde(rename = "section")]
    pub sections: Vec<Place>,
}

/// How deep sections may stand in one another.
const DEPTH: usize = 5;

impl Description {
    /// Reads a description.
    ///
    /// # Errors
    /// With what is wrong and where.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let known = super::buttons::KNOWN;
        if let Some(wrong) =
            read.buttons.iter().find(|name| !known.contains(&name.as_str()))
        {
            let known = known.join(", ");
            let place = place(text, wrong);
            return Err(format!("{place}there is no button `{wrong}`; there are {known}"));
        }
        let orcids = read.people.iter().filter_map(|person| person.orcid.as_deref());
        for orcid in orcids {
            if let Err(fault) = check_orcid(orcid) {
                let place = place(text, orcid);
                let what = match fault {
                    IdFault::Form => "no ORCID iD",
                    IdFault::CheckDigit(_) => "an ORCID iD with a wrong digit",
                };
                return Err(format!("{place}`{orcid}` is {what}"));
            }
        }
        if read.sections.iter().any(|place| place.depth() > DEPTH) {
            return Err(format!("sections stand deeper than {DEPTH} in one another"));
        }
        Ok(read)
    }

    /// The language of the list.
    #[must_use]
    pub fn locale(&self) -> &str {
        self.locale.as_deref().unwrap_or("en-US")
    }
}

/// Where a value stands in a description: `line 3, column 9: `.
fn place(text: &str, value: &str) -> String {
    let Some(at) = text.find(&format!("\"{value}\"")) else { return String::new() };
    let before = text.get(..at).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("line {line}, column {column}: ")
}

/// The look of a list.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    /// A plain list.
    #[default]
    Plain,
    /// A web page of an institute.
    Institute,
    /// An academic's CV.
    Cv,
    /// An annual report.
    Report,
}

/// What subsections are made by.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The year, newest first.
    Year,
    /// The kind of work.
    Type,
    /// Authors and editors: those of the description if it names any.
    Person,
    /// Keywords.
    Topic,
}

/// How entries are numbered.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// Not at all.
    #[default]
    None,
    /// Through the whole list.
    Continuous,
    /// Anew in each section.
    Section,
    /// Through the whole list, the last entry is number 1.
    Reverse,
}

/// A person whose name is printed bold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// `Family, Given`.
    pub name: String,
    /// Other forms of the name.
    pub variants: Vec<String>,
    /// The ORCID iD, which entries may carry.
    pub orcid: Option<String>,
}

/// A section.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Place {
    /// Its heading.
    pub heading: String,
    /// Which entries stand in it.
    pub query: String,
    /// Paragraphs below the heading.
    pub intro: Vec<String>,
    /// Subsections made by themselves.
    pub by: Option<By>,
    /// The order of its entries.
    pub sort: Option<String>,
    /// Sections inside it.
    #[serde(rename = "section")]
    pub sections: Vec<Place>,
}

impl Place {
    /// How deep sections stand in it; TOML's own limit keeps it small.
    fn depth(&self) -> usize {
        1 + self.sections.iter().map(Self::depth).max().unwrap_or(0)
    }
}
