//! Zotero's collections. By their names they are the groups of JabRef, whose field `groups`
//! holds them (JabRef manual, “Groups”: explicit selection); keys without names stay keys.

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use crate::formats::common::draft::list as joined;
use crate::formats::common::json::{self, list, member};
use crate::formats::common::xml::Element;
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, Draft};
use crate::model::Field;

/// The names of the collections that each item is in, by the item's number or address.
#[derive(Default)]
pub(super) struct Collections(FxHashMap<String, Vec<String>>);

fn groups() -> Field {
    Field::named("groups")
}

impl Collections {
    /// The collections of a file of Better BibTeX's.
    pub(super) fn json(&mut self, file: &Json) {
        let all = file.get("collections").and_then(Json::as_object);
        for collection in all.into_iter().flat_map(|all| all.values()) {
            for item in list(collection, "items") {
                self.add(&json::text(item), &member(collection, "name"));
            }
        }
    }

    /// The collections of an RDF file, which say what their parts are.
    pub(super) fn rdf(root: &Element) -> Self {
        let mut found = Self::default();
        for collection in root.children("Collection") {
            for part in collection.children("hasPart") {
                found.add(part.attr("rdf:resource"), &collection.text_of("title"));
            }
        }
        found
    }

    fn add(&mut self, item: &str, name: &str) {
        if !item.is_empty() && !name.is_empty() {
            self.0.entry(item.to_owned()).or_default().push(name.to_owned());
        }
    }

    /// Says of an item what collections it is in.
    pub(super) fn tell(&self, draft: &mut Draft, item: &str) {
        if let Some(names) = self.0.get(item) {
            draft.text(groups(), &joined(names));
        }
    }
}

/// The keys of the collections of an item of the web API, which have their names elsewhere.
pub(super) fn keys(draft: &mut Draft, item: &Json) {
    let keys: Vec<String> = list(item, "collections").iter().map(json::text).collect();
    draft.stranger("zotero", "collections", &keys.join(", "));
}

/// Groups in the order in which they come, with the numbers of their entries.
#[derive(Default)]
pub(super) struct Groups(Vec<(String, Vec<usize>)>);

impl Groups {
    /// Claims the groups of an entry.
    pub(super) fn claim(&mut self, claims: &mut Claims<'_>, index: usize) {
        for name in claims.list(groups()) {
            match self.0.iter_mut().find(|(known, _)| *known == name) {
                Some((_, members)) => members.push(index),
                None => self.0.push((name, vec![index])),
            }
        }
    }

    /// Writes them as collections of RDF; `about` is the address of an entry.
    pub(super) fn write(&self, out: &mut XmlOut, about: fn(usize) -> String) {
        for (at, (name, members)) in self.0.iter().enumerate() {
            let own = format!("#collection_{}", at + 1);
            out.open("z:Collection", &[("rdf:about", &own)]);
            out.leaf("dc:title", name);
            for index in members {
                out.empty("dcterms:hasPart", &[("rdf:resource", &about(*index))]);
            }
            out.close();
        }
    }
}
