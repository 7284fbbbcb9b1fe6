//! From syntax to meaning: kinds, fields and values of the model.

use super::document::Document;
use crate::model::{CiteKey, Entry, EntryKind, Field, Syntax, Value};

/// The kind of a type name.
pub(super) fn kind(name: &str) -> EntryKind {
    let lower = name.to_ascii_lowercase();
    let known = match lower.as_str() {
        "article" => EntryKind::ARTICLE_JOURNAL,
        "incollection" => EntryKind::CHAPTER,
        "inproceedings" | "conference" => EntryKind::PAPER_CONFERENCE,
        "collection" => EntryKind::EDITED_COLLECTION,
        "electronic" | "www" => EntryKind::ONLINE,
        _ => return EntryKind::named(&lower),
    };
    known
}

/// The field of a name, in an entry of a kind.
pub(super) fn field(name: &str, _kind: EntryKind) -> Field {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "journal" | "journaltitle" | "booktitle" => Field::CONTAINER_TITLE,
        "date" | "year" => Field::ISSUED,
        "urldate" => Field::ACCESSED,
        "pages" => Field::PAGE,
        "doi" => Field::DOI,
        "url" => Field::URL,
        "isbn" => Field::ISBN,
        "issn" => Field::ISSN,
        "address" | "location" => Field::PUBLISHER_PLACE,
        "series" => Field::COLLECTION_TITLE,
        "keywords" => Field::KEYWORD,
        "number" => Field::ISSUE,
        _ => Field::named(&lower),
    }
}

/// One entry of a document.
pub(super) fn entry(document: &Document, at: usize) -> Entry {
    let kind = kind(document.kind_name(at));
    let key = CiteKey::new(document.key(at));
    let mut entry = Entry::in_source(key, kind, document.text().clone());
    let fields = document.fields(at);
    entry.reserve(fields.len());
    // An entry may have a million fields: looking through them for each would not end.
    let mut seen = rustc_hash::FxHashSet::default();
    for node in fields.iter().filter(|node| !node.disabled) {
        let field = field(node.name.of(document.text()), kind);
        if seen.insert(field) {
            entry.push(field, Value::Source(Syntax::Tex, document.value(node)));
        }
    }
    entry
}
