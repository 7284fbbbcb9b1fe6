//! Microdata and RDFa of schema.org: scopes, and the properties of works in them.

use super::claims::{Claim, Origin, What, clean};
use super::tokens::Tag;
use crate::formats::page::tables::meta::{SCHEMA, WORKS};

/// A thing that an element describes.
#[derive(Debug, Default)]
struct Scope {
    /// The property of the outer thing that it is.
    property: String,
    /// Whether it is a work.
    is_work: bool,
    family: String,
    given: String,
}

/// What microdata says so far.
#[derive(Debug, Default)]
pub(super) struct Microdata {
    scopes: Vec<Scope>,
    /// How many of them are works.
    open_works: usize,
    /// One list of claims for each work.
    pub(super) works: Vec<Vec<Claim>>,
}

/// A property whose value is the text of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Property(String);

impl Microdata {
    /// Opens a scope, if a tag does; gives back whether, and the property whose text follows.
    pub(super) fn open(&mut self, tag: &Tag<'_>) -> (bool, Option<Property>) {
        let scoped = tag.get("itemscope").is_some() || tag.get("typeof").is_some();
        let name = tag.get("itemprop").or_else(|| tag.get("property"));
        let name = name.and_then(|name| name.split_whitespace().next()).unwrap_or("");
        let name = name.rsplit([':', '/']).next().unwrap_or(name).to_owned();
        if scoped {
            let kind = tag.get("itemtype").or_else(|| tag.get("typeof")).unwrap_or("");
            let kind = kind.split_whitespace().next().unwrap_or("");
            let kind = kind.rsplit([':', '/', '#']).next().unwrap_or("").to_owned();
            let csl = WORKS.iter().find(|(own, _)| *own == kind).map(|(_, csl)| *csl);
            if let Some(csl) = csl.filter(|_| self.open_works == 0) {
                self.works.push(Vec::new());
                if !csl.is_empty() {
                    self.claim(What::Csl, csl);
                }
            }
            self.open_works += usize::from(csl.is_some());
            let is_work = csl.is_some();
            self.scopes.push(Scope { property: name, is_work, ..Scope::default() });
            return (true, None);
        }
        if name.is_empty() || self.scopes.is_empty() {
            return (false, None);
        }
        let property = Property(name);
        let value =
            ["content", "datetime", "href", "src"].iter().find_map(|name| tag.get(name));
        match value.filter(|value| !value.is_empty()) {
            Some(value) => {
                let value = value.to_owned();
                self.property(&property, &value);
                (false, None)
            }
            None => (false, Some(property)),
        }
    }

    fn claim(&mut self, what: What, value: &str) {
        let value = clean(value);
        if let Some(claims) = self.works.last_mut().filter(|_| !value.is_empty()) {
            claims.push(Claim { origin: Origin::Microdata, what, value });
        }
    }

    /// Takes the value of a property.
    pub(super) fn property(&mut self, property: &Property, value: &str) {
        let name = property.0.as_str();
        if self.open_works == 0 {
            return;
        }
        let Some(scope) = self.scopes.last_mut() else { return };
        if !scope.is_work {
            match (scope.property.as_str(), name) {
                (_, "familyName") => scope.family = value.to_owned(),
                (_, "givenName") => scope.given = value.to_owned(),
                ("author" | "creator", "name") => self.claim(What::Author, value),
                ("editor", "name") => self.claim(What::Editor, value),
                ("publisher", "name") => self.claim(What::Publisher, value),
                ("isPartOf" | "publication", "name") => self.claim(What::Source, value),
                // Within the element of the author, but hers is no such thing.
                ("author" | "creator" | "publisher", "datePublished") => {
                    self.claim(What::Issued, value);
                }
                (_, "issueNumber") => self.claim(What::Issue, value),
                (_, "volumeNumber") => self.claim(What::Volume, value),
                (_, "issn") => self.claim(What::Issn, value),
                _ => {}
            }
            return;
        }
        let nested = self.open_works > 1;
        let found = SCHEMA.iter().find(|(own, _)| *own == name);
        if let Some((_, what)) = found.filter(|_| !nested) {
            let second = *what == What::Title
                && self.works.last().is_some_and(|claims| {
                    claims.iter().any(|claim| claim.what == What::Title)
                });
            if !second {
                self.claim(*what, value);
            }
        }
    }

    /// Closes the innermost scope.
    pub(super) fn close(&mut self) {
        let Some(scope) = self.scopes.pop() else { return };
        self.open_works -= usize::from(scope.is_work);
        if scope.family.is_empty() {
            return;
        }
        let name = format!("{}, {}", scope.family, scope.given);
        match scope.property.as_str() {
            "author" | "creator" => self.claim(What::Author, &name),
            "editor" => self.claim(What::Editor, &name),
            _ => {}
        }
    }
}
