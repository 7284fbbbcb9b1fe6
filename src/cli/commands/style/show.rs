//! `ibid style show`.

use serde_json::{Value, json};

use crate::cli::styles::{Styles, Unusable};
use crate::cli::{Context, Error, Outcome};
use crate::csl::sources::Origin;
use crate::csl::style::{Document, ElementId};

pub(super) fn run(context: &mut Context, name: &str, xml: bool) -> Result<Outcome, Error> {
    let styles = Styles::of_machine();
    // Locales have their public file names: `locales-de-AT`.
    let tag = name.trim_end_matches(".xml").strip_prefix("locales-");
    if let Some(locale) = tag.and_then(|tag| styles.sources().locale_exactly(tag)) {
        context.out.answer(&locale)?;
        return Ok(Outcome::Done);
    }
    let found = styles.sources().style(name).map_err(Unusable::Missing)?;
    if xml {
        context.out.answer(&found.xml)?;
        return Ok(Outcome::Done);
    }
    let (document, _) = Document::read(&found.xml);
    let place = match &found.origin {
        Origin::Embedded => "in ibid".to_owned(),
        Origin::File(path) => path.display().to_string(),
        Origin::Inline => "as typed".to_owned(),
    };
    let mut facts = vec![("name", json!(found.name)), ("from", json!(place))];
    facts.extend(described(&document));
    facts.retain(|(_, value)| !matches!(value, Value::Null) && value != &json!([]));
    if context.json() {
        let object: serde_json::Map<_, _> =
            facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        context.out.json(&object)?;
        return Ok(Outcome::Done);
    }
    for (name, value) in facts {
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        for (at, value) in values.iter().enumerate() {
            let label = if at == 0 { format!("{name}:") } else { String::new() };
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            context.out.line(&format!("{label:<16}{text}"))?;
        }
    }
    Ok(Outcome::Done)
}

/// What the style says of itself.
fn described(document: &Document) -> Vec<(&'static str, Value)> {
    let Some(root) = document.root() else { return Vec::new() };
    let Some(head) = document.child(root, "info") else { return Vec::new() };
    let text = |name: &str| document.child(head, name).map(|id| folded(document, id));
    let attribute = |name: &str| document.get(root).get(name).map(str::to_owned);
    let categories =
        document.children(head).filter(|(_, child)| &*child.name == "category");
    let fields: Vec<&str> = categories
        .filter_map(|(_, child)| child.get("citation-format").or(child.get("field")))
        .collect();
    let links = document.children(head).filter(|(_, child)| &*child.name == "link");
    let links: Vec<String> = links
        .filter(|(_, link)| link.get("rel") != Some("self"))
        .filter_map(|(_, link)| {
            Some(format!("{} ({})", link.get("href")?, link.get("rel")?))
        })
        .collect();
    let people = |role: &str| -> Vec<String> {
        let people = document.children(head).filter(|(_, child)| &*child.name == role);
        let name = |(id, _): (ElementId, _)| {
            document.child(id, "name").map(|name| folded(document, name))
        };
        people.filter_map(name).collect()
    };
    let prints = |part: &str| document.child(root, part).is_some();
    vec![
        ("title", json!(text("title"))),
        ("id", json!(text("id"))),
        ("class", json!(attribute("class"))),
        ("version", json!(attribute("version"))),
        ("locale", json!(attribute("default-locale"))),
        ("bibliography", json!(if prints("bibliography") { "yes" } else { "no" })),
        ("categories", json!(fields)),
        ("authors", json!(people("author"))),
        ("contributors", json!(people("contributor"))),
        ("summary", json!(text("summary"))),
        ("links", json!(links)),
        ("updated", json!(text("updated"))),
        ("rights", json!(text("rights"))),
    ]
}

/// The characters of an element on one line.
fn folded(document: &Document, id: ElementId) -> String {
    document.get(id).text.split_whitespace().collect::<Vec<_>>().join(" ")
}
