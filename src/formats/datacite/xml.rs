//! DataCite's XML (kernel 4), read into the shape of its JSON and written from it: both have
//! the same properties.

use serde_json::{Map, Value as Json, json};

use super::json;
use crate::formats::common::json::{list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, Keys};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::Entry;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "datacite-xml",
    about: "DataCite's XML",
    extensions: &["xml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

const NAMESPACE: &str = "http://datacite.org/schema/kernel-4";

/// The type of the alternate identifiers that hold what the schema has no property for.
const KEY: &str = "citation key";

/// What is said in other words: the kind, the year beside the date.
const BESIDES: &[&str] =
    &["resourceType", "publicationYear", "language", "contributorName"];

fn sniff(start: &str) -> u8 {
    let xml = start.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    if xml && start.contains("datacite.org/schema/kernel") { 94 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, mut diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut unread = Unread::default();
    let resources = document.all("resource").into_iter();
    let entries = resources.map(|resource| {
        let draft = json::one(&work(resource));
        unread.unsaid_xml(resource, &draft.said(), BESIDES);
        draft.finish(&mut keys)
    });
    let entries = entries.collect();
    diagnostics.extend(unread.findings());
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// The elements of a list: `titles/title`.
fn items<'a>(element: &'a Element, list: &'a str, name: &'a str) -> Vec<&'a Element> {
    element.child(list).map(|list| list.children(name).collect()).unwrap_or_default()
}

/// The same in the shape of the JSON.
fn work(resource: &Element) -> Json {
    let mut out = Map::new();
    if let Some(id) = resource.child("identifier") {
        let member = if id.attr("identifierType") == "DOI" { "doi" } else { "id" };
        out.insert(member.into(), id.text().into());
    }
    let kind = resource.child("resourceType");
    out.insert(
        "types".into(),
        json!({
            "resourceTypeGeneral": kind.map_or("", |kind| kind.attr("resourceTypeGeneral")),
            "resourceType": kind.map(Element::text).unwrap_or_default(),
        }),
    );
    for name in ["publisher", "publicationYear", "language", "version"] {
        out.insert(name.into(), resource.text_of(name).into());
    }
    out.insert("creators".into(), people(resource, "creators", "creator"));
    out.insert("contributors".into(), people(resource, "contributors", "contributor"));
    let list = |list, name, text, attributes: &[&str]| -> Json {
        items(resource, list, name)
            .into_iter()
            .map(|item| object(item, text, attributes))
            .collect()
    };
    out.insert("titles".into(), list("titles", "title", "title", &["titleType"]));
    out.insert("subjects".into(), list("subjects", "subject", "subject", &[]));
    out.insert("dates".into(), list("dates", "date", "date", &["dateType"]));
    out.insert("rightsList".into(), list("rightsList", "rights", "rights", &["rightsURI"]));
    let kinds = ["descriptionType"];
    out.insert(
        "descriptions".into(),
        list("descriptions", "description", "description", &kinds),
    );
    let kinds = ["relatedIdentifierType", "relationType"];
    let related =
        list("relatedIdentifiers", "relatedIdentifier", "relatedIdentifier", &kinds);
    out.insert("relatedIdentifiers".into(), related);
    let sizes =
        items(resource, "sizes", "size").into_iter().map(|size| Json::from(size.text()));
    out.insert("sizes".into(), sizes.collect());
    let hosts = items(resource, "relatedItems", "relatedItem").into_iter().map(host);
    out.insert("relatedItems".into(), hosts.collect());
    let formats = items(resource, "formats", "format").into_iter().map(Element::text);
    out.insert("formats".into(), formats.map(Json::from).collect());
    let funders = items(resource, "fundingReferences", "fundingReference").into_iter();
    let funder = |item: &Element| {
        json!({
            "funderName": item.text_of("funderName"),
            "awardNumber": item.text_of("awardNumber"),
        })
    };
    out.insert("fundingReferences".into(), funders.map(funder).collect());
    let places = items(resource, "geoLocations", "geoLocation").into_iter();
    let place =
        |item: &Element| json!({ "geoLocationPlace": item.text_of("geoLocationPlace") });
    out.insert("geoLocations".into(), places.map(place).collect());
    alternate(resource, &mut out);
    Json::Object(out)
}

fn object(item: &Element, text: &str, attributes: &[&str]) -> Json {
    let mut out = Map::new();
    let content =
        if text == "description" { item.raw_text().trim().to_owned() } else { item.text() };
    out.insert(text.into(), content.into());
    for name in attributes {
        let member = if *name == "rightsURI" { "rightsUri" } else { *name };
        out.insert(member.into(), item.attr(name).into());
    }
    Json::Object(out)
}

fn people(resource: &Element, list: &str, name: &str) -> Json {
    let one = |person: &Element| {
        let full = person.child(&format!("{name}Name"));
        json!({
            "name": full.map(Element::text).unwrap_or_default(),
            "nameType": full.map_or("", |full| full.attr("nameType")),
            "givenName": person.text_of("givenName"),
            "familyName": person.text_of("familyName"),
            "contributorType": person.attr("contributorType"),
            "nameIdentifiers": person
                .children("nameIdentifier")
                .map(|id| object(id, "nameIdentifier", &["nameIdentifierScheme"]))
                .collect::<Json>(),
            "affiliation": person.children("affiliation").map(Element::text).collect::<Vec<_>>(),
        })
    };
    items(resource, list, name).into_iter().map(one).collect()
}

fn host(item: &Element) -> Json {
    let id = item.child("relatedItemIdentifier");
    json!({
        "relationType": item.attr("relationType"),
        "titles": items(item, "titles", "title")
            .into_iter()
            .map(|title| object(title, "title", &["titleType"]))
            .collect::<Json>(),
        "creators": people(item, "creators", "creator"),
        "number": item.text_of("number"),
        "numberType": item.child("number").map_or("", |number| number.attr("numberType")),
        "volume": item.text_of("volume"),
        "issue": item.text_of("issue"),
        "firstPage": item.text_of("firstPage"),
        "lastPage": item.text_of("lastPage"),
        "publisher": item.text_of("publisher"),
        "edition": item.text_of("edition"),
        "contributors": people(item, "contributors", "contributor"),
        "relatedItemIdentifier": {
            "relatedItemIdentifier": id.map(Element::text).unwrap_or_default(),
            "relatedItemIdentifierType": id.map_or("", |id| id.attr("relatedItemIdentifierType")),
        },
    })
}

fn alternate(resource: &Element, out: &mut Map<String, Json>) {
    let mut identifiers = Vec::new();
    for id in items(resource, "alternateIdentifiers", "alternateIdentifier") {
        match id.attr("alternateIdentifierType") {
            KEY => {
                out.insert("ibid-key".into(), id.text().into());
            }
            "URL" => {
                out.insert("url".into(), id.text().into());
            }
            kind => {
                identifiers.push(json!({ "identifier": id.text(), "identifierType": kind }))
            }
        }
    }
    out.insert("identifiers".into(), identifiers.into());
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let mut out = XmlOut::new();
    let several = entries.len() != 1;
    if several {
        out.open("resources", &[]);
    }
    for (index, entry) in entries.iter().enumerate() {
        let claims = Claims::new("DataCite's XML", entry, index, &mut diagnostics);
        resource(&json::work(claims), &mut out);
    }
    if several {
        out.close();
    }
    Written { bytes: out.finish(), diagnostics }
}

/// A list with its items; none where there are no items.
fn group(
    out: &mut XmlOut,
    work: &Json,
    name: &str,
    mut item: impl FnMut(&mut XmlOut, &Json),
) {
    let items = list(work, name);
    if !items.is_empty() {
        out.open(name, &[]);
        items.iter().for_each(|value| item(out, value));
        out.close();
    }
}

fn resource(work: &Json, out: &mut XmlOut) {
    out.open("resource", &[("xmlns", NAMESPACE)]);
    out.leaf_with("identifier", &[("identifierType", "DOI")], &member(work, "doi"));
    group(out, work, "creators", |out, name| person(out, name, "creator"));
    group(out, work, "titles", |out, title| {
        out.leaf_with(
            "title",
            &[("titleType", &member(title, "titleType"))],
            &member(title, "title"),
        );
    });
    out.leaf("publisher", &member(work, "publisher"));
    out.leaf("publicationYear", &member(work, "publicationYear"));
    if let Some(types) = work.get("types") {
        let general = member(types, "resourceTypeGeneral");
        let genre = member(types, "resourceType");
        let own = if genre.is_empty() { member(types, "citeproc") } else { genre };
        out.leaf_with("resourceType", &[("resourceTypeGeneral", &general)], &own);
    }
    group(out, work, "subjects", |out, subject| {
        out.leaf("subject", &member(subject, "subject"))
    });
    group(out, work, "contributors", |out, name| person(out, name, "contributor"));
    group(out, work, "dates", |out, date| {
        out.leaf_with(
            "date",
            &[("dateType", &member(date, "dateType"))],
            &member(date, "date"),
        );
    });
    for name in ["language", "version"] {
        out.leaf(name, &member(work, name));
    }
    identifiers(out, work);
    group(out, work, "relatedIdentifiers", |out, related| {
        let (kind, relation) =
            (member(related, "relatedIdentifierType"), member(related, "relationType"));
        let attributes = [("relatedIdentifierType", &*kind), ("relationType", &*relation)];
        let text = member(related, "relatedIdentifier");
        out.leaf_with("relatedIdentifier", &attributes, &text);
    });
    group(out, work, "sizes", |out, size| out.leaf("size", size.as_str().unwrap_or("")));
    group(out, work, "formats", |out, format| {
        out.leaf("format", format.as_str().unwrap_or(""));
    });
    group(out, work, "rightsList", |out, right| {
        out.leaf("rights", &member(right, "rights"))
    });
    group(out, work, "descriptions", |out, text| {
        let kind = member(text, "descriptionType");
        out.leaf_with(
            "description",
            &[("descriptionType", &kind)],
            &member(text, "description"),
        );
    });
    if let Some(container) = work.get("container") {
        out.open("relatedItems", &[]);
        let kind = [("relatedItemType", "Other"), ("relationType", "IsPublishedIn")];
        out.open("relatedItem", &kind);
        let title = member(container, "title");
        if !title.is_empty() {
            out.open("titles", &[]);
            out.leaf("title", &title);
            out.close();
        }
        for name in ["volume", "issue", "firstPage", "lastPage"] {
            out.leaf(name, &member(container, name));
        }
        out.close();
        out.close();
    }
    out.close();
}

fn identifiers(out: &mut XmlOut, work: &Json) {
    out.open("alternateIdentifiers", &[]);
    let mut one = |kind: &str, text: &str| {
        out.leaf_with("alternateIdentifier", &[("alternateIdentifierType", kind)], text);
    };
    one(KEY, &member(work, "ibid-key"));
    one("URL", &member(work, "url"));
    for id in list(work, "identifiers") {
        one(&member(id, "identifierType"), &member(id, "identifier"));
    }
    out.close();
}

fn person(out: &mut XmlOut, name: &Json, element: &str) {
    out.open(element, &[("contributorType", &member(name, "contributorType"))]);
    let kind = member(name, "nameType");
    out.leaf_with(&format!("{element}Name"), &[("nameType", &kind)], &member(name, "name"));
    out.leaf("givenName", &member(name, "givenName"));
    out.leaf("familyName", &member(name, "familyName"));
    for id in list(name, "nameIdentifiers") {
        let scheme = member(id, "nameIdentifierScheme");
        let attributes = [("nameIdentifierScheme", scheme.as_str())];
        out.leaf_with("nameIdentifier", &attributes, &member(id, "nameIdentifier"));
    }
    for institution in list(name, "affiliation") {
        out.leaf("affiliation", institution.as_str().unwrap_or(""));
    }
    out.close();
}
