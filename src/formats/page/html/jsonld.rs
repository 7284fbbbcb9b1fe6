//! JSON-LD of schema.org: works, with `@graph` and references by `@id` resolved.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};

use super::claims::{Claim, Origin, What, clean};
use crate::formats::page::tables::meta::{SCHEMA, WORKS};

/// Values nested deeper are not followed (references can go round in circles).
const DEPTH: usize = 8;

/// More objects than any page describes.
const MOST: usize = 20_000;

/// All blocks of a page.
#[derive(Default)]
pub(super) struct Blocks {
    values: Vec<Value>,
}

/// The objects of a page by their `@id`.
type Index<'a> = FxHashMap<&'a str, &'a Map<String, Value>>;

impl Blocks {
    /// Takes a block; a broken one is told.
    pub(super) fn add(&mut self, text: &str) -> Result<(), String> {
        let text = text.trim();
        let text = text.strip_prefix("<!--").unwrap_or(text);
        let text = text.strip_suffix("-->").unwrap_or(text);
        let text = text.trim().trim_start_matches('/').trim_start();
        let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
        let text =
            text.strip_suffix("]]>").unwrap_or(text).trim_end().trim_end_matches('/');
        if text.trim().is_empty() {
            return Ok(());
        }
        let value = serde_json::from_str(text).or_else(|error| {
            serde_json::from_str(&mended(text)).map_err(|_| error.to_string())
        });
        self.values.push(value?);
        Ok(())
    }

    /// The claims about each work, in order.
    pub(super) fn works(&self) -> Vec<Vec<Claim>> {
        let mut objects = Vec::new();
        for value in &self.values {
            collect(value, 0, &mut objects);
        }
        let index: Index<'_> = objects
            .iter()
            .filter(|(object, _)| object.len() > 1)
            .filter_map(|(object, _)| Some((object.get("@id")?.as_str()?, *object)))
            .collect();
        let mut works: Vec<Vec<Claim>> = Vec::new();
        let mut known: FxHashSet<Vec<Claim>> = FxHashSet::default();
        for (object, inside) in objects {
            let Some(kind) = kind(object) else { continue };
            // A book that holds the chapter of the page is its container.
            if inside {
                continue;
            }
            let claims = work(object, kind, &index);
            if claims.iter().any(|claim| claim.what == What::Title)
                && known.insert(claims.clone())
            {
                works.push(claims);
            }
        }
        works
    }
}

/// JSON without its most common faults: line breaks inside strings, and commas behind the last
/// member.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        if quoted {
            quoted = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if c == '"' {
            quoted = true;
        } else if matches!(c, '}' | ']') && out.trim_end().ends_with(',') {
            out.truncate(out.trim_end().len() - 1);
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Properties whose value is another work that is no work of the page.
const ELSEWHERE: &[&str] = &[
    "isPartOf",
    "citation",
    "isBasedOn",
    "review",
    "comment",
    "about",
    "mentions",
    "subjectOf",
];

/// All objects with whether they are only part of another's description.
fn collect<'a>(
    value: &'a Value,
    depth: usize,
    into: &mut Vec<(&'a Map<String, Value>, bool)>,
) {
    inner(value, depth, false, into);
}

fn inner<'a>(
    value: &'a Value,
    depth: usize,
    inside: bool,
    into: &mut Vec<(&'a Map<String, Value>, bool)>,
) {
    if depth > 24 || into.len() > MOST {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                inner(value, depth + 1, inside, into);
            }
        }
        Value::Object(object) => {
            into.push((object, inside));
            for (name, value) in object {
                let inside = inside || ELSEWHERE.contains(&name.as_str());
                inner(value, depth + 1, inside, into);
            }
        }
        _ => {}
    }
}

/// The CSL type of an object that is a work; "" where the publication decides.
fn kind(object: &Map<String, Value>) -> Option<&'static str> {
    let is = |value: &Value| {
        let name = value.as_str()?.rsplit(['/', '#', ':']).next()?;
        WORKS.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind)
    };
    match object.get("@type")? {
        Value::Array(types) => types.iter().find_map(is),
        one => is(one),
    }
}

fn work(object: &Map<String, Value>, kind: &str, index: &Index<'_>) -> Vec<Claim> {
    let mut claims = Claimed::default();
    if !kind.is_empty() {
        claims.add(What::Csl, kind);
    }
    let headline = object.contains_key("headline");
    for (name, value) in object {
        let Some((_, what)) = SCHEMA.iter().find(|(own, _)| own == name) else { continue };
        match what {
            What::Title if name == "name" && headline => {}
            What::Author | What::Editor | What::Translator => {
                people(value, *what, index, 0, &mut claims)
            }
            What::Publisher => publisher(value, index, &mut claims),
            What::Identifier => identifiers(value, &mut claims),
            what => plain(value, *what, &mut claims),
        }
    }
    if let Some(of) = object.get("mainEntityOfPage") {
        let address = of.as_str().or_else(|| of.get("@id")?.as_str());
        if let Some(address) = address.filter(|address| address.starts_with("http")) {
            claims.add(What::Url, address);
        }
    }
    if let Some(school) = object.get("sourceOrganization").filter(|_| kind == "thesis") {
        publisher(school, index, &mut claims);
    }
    for name in ["isPartOf", "publication"] {
        if let Some(value) = object.get(name) {
            container(value, index, 0, &mut claims);
        }
    }
    claims.0
}

#[derive(Default)]
struct Claimed(Vec<Claim>);

impl Claimed {
    fn add(&mut self, what: What, value: &str) {
        let value = clean(value);
        if value.chars().any(char::is_alphanumeric) {
            self.0.push(Claim { origin: Origin::JsonLd, what, value });
        }
    }
}

/// Text, number, list of them, or `{"@value": …}`.
fn plain(value: &Value, what: What, claims: &mut Claimed) {
    match value {
        Value::String(text) => claims.add(what, text),
        Value::Number(number) => claims.add(what, &number.to_string()),
        Value::Array(values) => {
            if let Some(first) = values.first() {
                plain(first, what, claims);
            }
        }
        Value::Object(object) => {
            if let Some(value) = object.get("@value").or_else(|| object.get("name")) {
                plain(value, what, claims);
            }
        }
        _ => {}
    }
}

/// The object that a value is or refers to.
fn resolved<'a>(value: &'a Value, index: &Index<'a>) -> Option<&'a Map<String, Value>> {
    let object = value.as_object()?;
    let id = object.get("@id").and_then(Value::as_str);
    let named = object.contains_key("name") || object.contains_key("familyName");
    match id.and_then(|id| index.get(id)).filter(|_| !named) {
        Some(other) => Some(other),
        None => Some(object),
    }
}

fn people(
    value: &Value,
    what: What,
    index: &Index<'_>,
    depth: usize,
    claims: &mut Claimed,
) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                people(value, what, index, depth + 1, claims);
            }
        }
        Value::String(name) => claims.add(what, name),
        Value::Object(_) => {
            let Some(object) = resolved(value, index) else { return };
            // A list; a role, which holds the person under the same name again; several names.
            let inner = ["@list", "author", "creator", "editor"]
                .iter()
                .find_map(|name| object.get(*name))
                .or_else(|| object.get("name").filter(|name| name.is_array()));
            if let Some(inner) = inner {
                people(inner, what, index, depth + 1, claims);
                return;
            }
            let text = |name: &str| object.get(name).and_then(Value::as_str);
            let person = match (text("familyName"), text("givenName"), text("name")) {
                (Some(family), Some(given), _) => format!("{family}, {given}"),
                (_, _, Some(name)) => name.to_owned(),
                (Some(family), ..) => family.to_owned(),
                _ => return,
            };
            claims.add(what, &person);
        }
        _ => {}
    }
}

fn publisher(value: &Value, index: &Index<'_>, claims: &mut Claimed) {
    match value {
        Value::String(name) => claims.add(What::Publisher, name),
        Value::Array(values) => {
            if let Some(first) = values.first() {
                publisher(first, index, claims);
            }
        }
        value => {
            let name = resolved(value, index).and_then(|object| object.get("name"));
            if let Some(name) = name.and_then(Value::as_str) {
                claims.add(What::Publisher, name);
            }
        }
    }
}

/// `"10.1/x"`, `"https://doi.org/10.1/x"`, `{"propertyID": "doi", "value": "10.1/x"}`.
fn identifiers(value: &Value, claims: &mut Claimed) {
    match value {
        Value::String(text) => claims.add(What::Identifier, text),
        Value::Array(values) => {
            for value in values {
                identifiers(value, claims);
            }
        }
        Value::Object(object) => {
            if let Some(text) = object.get("value").and_then(Value::as_str) {
                claims.add(What::Identifier, text);
            }
        }
        _ => {}
    }
}

/// Issue, volume and periodical, one within the other, or a book.
fn container(value: &Value, index: &Index<'_>, depth: usize, claims: &mut Claimed) {
    if depth > DEPTH {
        return;
    }
    if let Value::Array(values) = value {
        for value in values {
            container(value, index, depth + 1, claims);
        }
        return;
    }
    let Some(object) = resolved(value, index) else { return };
    let is = |name: &str| match object.get("@type") {
        Some(Value::String(own)) => own == name,
        Some(Value::Array(own)) => own.iter().any(|own| own == name),
        _ => false,
    };
    for (name, what) in [
        ("issueNumber", What::Issue),
        ("volumeNumber", What::Volume),
        ("issn", What::Issn),
        ("isbn", What::Isbn),
    ] {
        if let Some(value) = object.get(name) {
            plain(value, what, claims);
        }
    }
    let what = match () {
        () if is("Periodical") => Some(What::Journal),
        () if is("Newspaper") => Some(What::Newspaper),
        () if is("Book") => Some(What::Book),
        () if is("Blog") || is("CreativeWorkSeries") || is("Series") => Some(What::Source),
        () if is("BookSeries") => Some(What::Series),
        () if is("WebSite") => Some(What::Site),
        () => None,
    };
    if let (Some(what), Some(name)) = (what, object.get("name")) {
        plain(name, what, claims);
    }
    if let Some(editor) = object.get("editor").filter(|_| is("Book")) {
        people(editor, What::Editor, index, 0, claims);
    }
    if let Some(outer) = object.get("isPartOf") {
        container(outer, index, depth + 1, claims);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(What, &str)]) {
        let mut blocks = Blocks::default();
        blocks.add(text).unwrap();
        let works = blocks.works();
        let shown: Vec<(What, &str)> = works
            .iter()
            .flatten()
            .map(|claim| (claim.what, claim.value.as_str()))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn references_in_a_graph() {
        check(
            r##"{"@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "The Institute"},
                {"@type": "Person", "@id": "#doe", "name": "Jane Doe"},
                {"@type": "NewsArticle", "headline": "A &amp; B", "author": [{"@id": "#doe"}],
                 "datePublished": "2020-01-02", "publisher": {"@id": "#site"},
                 "isPartOf": {"@type": "WebPage", "@id": "#page"}}]}"##,
            &[
                (What::Csl, "article-newspaper"),
                (What::Title, "A & B"),
                (What::Author, "Jane Doe"),
                (What::Issued, "2020-01-02"),
                (What::Publisher, "The Institute"),
            ],
        );
    }

    #[test]
    fn cited_works_are_no_works_of_the_page() {
        check(
            r#"{"@type": "Report", "name": "One", "citation": [{"@type": "Book", "name": "Two"}]}"#,
            &[(What::Csl, "report"), (What::Title, "One")],
        );
    }

    #[test]
    fn circles_end() {
        check(
            r##"{"@graph": [{"@type": "Article", "@id": "#a", "name": "One", "isPartOf": {"@id": "#b"}},
                {"@type": "PublicationIssue", "@id": "#b", "isPartOf": {"@id": "#c"}},
                {"@type": "PublicationVolume", "@id": "#c", "isPartOf": {"@id": "#b"}}]}"##,
            &[(What::Title, "One")],
        );
    }
}
