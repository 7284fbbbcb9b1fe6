//! The JSON that DataCite's content negotiation gave before schema 4.2 (2017 and 2018): names
//! with hyphens, single values in place of lists.

use serde_json::{Map, Value as Json, json};

use crate::formats::common::json::{list, member, text};

/// Dates by their names there, and their types.
const DATES: &[(&str, &str)] = &[
    ("date-published", "Issued"),
    ("date-created", "Created"),
    ("date-submitted", "Submitted"),
    ("date-available", "Available"),
    ("date-modified", "Updated"),
];

/// Whether a work has this shape.
pub(super) fn is(work: &Json) -> bool {
    ["resource-type-general", "publication-year", "date-published"]
        .iter()
        .any(|name| work.get(name).is_some())
}

/// The same in the shape of today.
pub(super) fn modern(work: &Json) -> Json {
    let mut out = Map::new();
    for name in ["id", "doi", "url", "publisher", "version", "language"] {
        out.insert(name.into(), work.get(name).cloned().unwrap_or_default());
    }
    let (general, exact) =
        (member(work, "resource-type-general"), member(work, "resource-type"));
    out.insert(
        "types".into(),
        json!({ "resourceTypeGeneral": general, "resourceType": exact }),
    );
    out.insert("publicationYear".into(), member(work, "publication-year").into());
    out.insert("creators".into(), list(work, "creator").into());
    out.insert("contributors".into(), list(work, "contributor").into());
    out.insert("titles".into(), objects(work, "title", "title"));
    out.insert("subjects".into(), objects(work, "subject", "subject"));
    let dates = DATES.iter().filter(|(name, _)| !member(work, name).is_empty());
    let dates =
        dates.map(|(name, kind)| json!({ "dateType": kind, "date": member(work, name) }));
    out.insert("dates".into(), dates.collect());
    let described = list(work, "description").iter().map(|said| {
        let kind = member(said, "type");
        json!({
            "descriptionType": if kind.is_empty() { "Abstract" } else { &kind },
            "description": if said.is_object() { member(said, "text") } else { text(said) },
        })
    });
    out.insert("descriptions".into(), described.collect());
    let rights = list(work, "license").iter().map(|said| {
        let own = if said.is_object() { member(said, "id") } else { text(said) };
        json!({ "rights": own })
    });
    out.insert("rightsList".into(), rights.collect());
    let others = list(work, "alternate-identifier").iter().map(|id| {
        json!({ "identifierType": member(id, "type"), "identifier": member(id, "name") })
    });
    out.insert("identifiers".into(), others.collect());
    let related = ["related_identifier", "related-identifier"].into_iter();
    let related = related.flat_map(|name| list(work, name)).map(|other| {
        json!({
            "relatedIdentifier": member(other, "id"),
            "relationType": member(other, "relationType"),
        })
    });
    out.insert("relatedIdentifiers".into(), related.collect());
    Json::Object(out)
}

/// Texts, or objects that have them, as objects.
fn objects(work: &Json, from: &str, to: &str) -> Json {
    let values = list(work, from).iter();
    let values = values.map(|value| match value {
        Json::Object(_) if value.get(to).is_some() => value.clone(),
        Json::Object(_) => json!({ to: member(value, "text") }),
        value => json!({ to: text(value) }),
    });
    values.collect()
}
