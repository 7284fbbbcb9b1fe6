//! Microdata and RDFa of schema.org: scopes, and the properties of works in them.

use super::claims::{Claim, Origin, What, clean};
use super::tokens::Tag;
use crate::formats::page::tables::meta::{SCHEMA, WORKS};

/// A thing that an element describes.
#[derive(Debug, Default)]
struct Scope {
    /// The property of the outer thing that it is.
    property: String,
    /// Its type without the vocabulary.
    kind: String,
    family: String,
    given: String,
}

/// What microdata says so far.
#[derive(Debug, Default)]
pub(super) struct Microdata {
    scopes: Vec<Scope>,
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
            self.scopes.push(Scope { property: name, kind, ..Scope::default() });
            if let Some((_, csl)) = WORKS.iter().find(|(own, _)| *own == self.kind()) {
                let nested = self.scopes.iter().rev().skip(1).any(Scope::is_work);
                if !nested {
                    self.works.push(Vec::new());
                    if !csl.is_empty() {
                        self.claim(What::Csl, csl);
                    }
                }
            }
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

    fn kind(&self) -> &str {
        self.scopes.last().map_or("", |scope| scope.kind.as_str())
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
        if !self.scopes.iter().any(Scope::is_work) {
            return;
        }
        let Some(scope) = self.scopes.last_mut() else { return };
        if !scope.is_work() {
            match (scope.property.as_str(), name) {
                (_, "familyName") => scope.family = value.to_owned(),
                (_, "givenName") => scope.given = value.to_owned(),
                ("author" | "creator", "name") => self.claim(What::Author, value),
                ("editor", "name") => self.claim(What::Editor, value),
                ("publisher", "name") => self.claim(What::Publisher, value),
                ("isPartOf" | "publication", "name") => self.claim(What::Source, value),
                (_, "issueNumber") => self.claim(What::Issue, value),
                (_, "volumeNumber") => self.claim(What::Volume, value),
                (_, "issn") => self.claim(What::Issn, value),
                _ => {}
            }
            return;
        }
        let nested = self.scopes.iter().filter(|scope| scope.is_work()).count() > 1;
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

impl Scope {
    fn is_work(&self) -> bool {
        WORKS.iter().any(|(own, _)| *own == self.kind)
    }
}
