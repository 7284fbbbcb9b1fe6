//! Fixtures in the format of the CSL test suite: sections between
//! `>>===== NAME =====>>` and `<<===== NAME =====<<`, any number of `=`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::cli::processor::{Answer, Document};

/// A fixture: what to ask, and what should come.
#[derive(Debug)]
pub(super) struct Fixture {
    /// The request, as `ibid process` takes it.
    pub(super) request: Value,
    mode: String,
    expected: String,
}

impl Fixture {
    /// Reads a fixture; the fault is for people.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let sections = sections(text);
        let section = |name: &str| {
            sections.get(name).copied().ok_or_else(|| format!("it has no section {name}"))
        };
        let mode = section("MODE")?.trim().to_owned();
        let request = request(&sections, &mode)?;
        let expected = expected(section("RESULT")?, &sections, &mode);
        Ok(Self { request, mode, expected })
    }

    /// What should come, white space at line ends cut.
    pub(super) fn expected(&self) -> String {
        clean(&self.expected)
    }

    /// What came, in the form of the fixture's result.
    pub(super) fn got(&self, answer: &Answer) -> String {
        match answer {
            Answer::Failure { error } => format!("[{}] {}", error.rule, error.message),
            Answer::Document(document) if self.mode == "citation" => {
                let texts =
                    document.citations.iter().map(|citation| citation.text.as_str());
                clean(&texts.collect::<Vec<_>>().join("\n"))
            }
            Answer::Document(document) => clean(&bibliography(document)),
        }
    }
}

fn bibliography(document: &Document) -> String {
    let entries =
        document.bibliography.iter().flat_map(|bibliography| &bibliography.entries);
    let entries: String = entries
        .map(|entry| format!("  <div class=\"csl-entry\">{}</div>\n", entry.text))
        .collect();
    format!("<div class=\"csl-bib-body\">\n{entries}</div>")
}

/// Cuts white space at line ends; `&` is written in two ways in the suite.
fn clean(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n").replace("&#38;", "&").replace("&amp;", "&")
}

/// The sections of a fixture, without the line breaks around them.
fn sections(text: &str) -> BTreeMap<&str, &str> {
    let mut sections = BTreeMap::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(">>=") {
        rest = after;
        let Some((head, body)) = after.split_once('\n') else { break };
        let name = head.trim_end().trim_end_matches(">>").trim_matches(['=', ' ']);
        let is_name = |c: char| c.is_ascii_uppercase() || c == '-';
        if name.is_empty()
            || !name.chars().all(is_name)
            || !head.trim_end().ends_with("=>>")
        {
            continue;
        }
        let is_end = |line: &str| {
            let line = line.trim_end();
            let inner = line.strip_prefix("<<=").and_then(|line| line.strip_suffix("=<<"));
            inner.is_some_and(|inner| inner.trim_matches(['=', ' ']) == name)
        };
        let mut at = 0;
        for line in body.split_inclusive('\n') {
            if is_end(line) {
                sections.insert(name, body.get(..at).unwrap_or("").trim_matches('\n'));
                at += line.len();
                break;
            }
            at += line.len();
        }
        rest = body.get(at..).unwrap_or("");
    }
    sections
}

fn request(sections: &BTreeMap<&str, &str>, mode: &str) -> Result<Value, String> {
    let parse = |name: &str| -> Result<Option<Value>, String> {
        let text = sections.get(name).filter(|text| !text.trim().is_empty());
        let parsed = text.map(|text| serde_json::from_str(text));
        parsed.transpose().map_err(|fault| format!("{name} is not JSON: {fault}"))
    };
    let mut items = parse("INPUT")?.ok_or("it has no section INPUT")?;
    let ids = name_all(&mut items);
    let mut request = Map::new();
    let style = sections.get("CSL").ok_or("it has no section CSL")?;
    request.insert("style".into(), json!(style.trim()));
    request.insert("format".into(), json!("html"));
    request.insert("items".into(), items);
    request.insert("uncited".into(), Value::Array(ids));
    if let Some(short) = parse("ABBREVIATIONS")? {
        request.insert("abbreviations".into(), short);
    }
    if let Some(events) = parse("CITATIONS")? {
        request.insert("citations".into(), clusters_of(&events));
        request.insert("uncited".into(), json!([]));
    } else if let Some(Value::Array(clusters)) = parse("CITATION-ITEMS")? {
        let clusters = clusters.into_iter().enumerate();
        let clusters: Vec<Value> = clusters
            .map(|(at, cites)| json!({"id": format!("c{at}"), "citationItems": cites}))
            .collect();
        request.insert("positions".into(), json!("given"));
        request.insert("citations".into(), Value::Array(clusters));
    } else if mode == "citation" {
        request.insert("positions".into(), json!("given"));
        request.insert("citations".into(), json!([{"id": "c0", "citationItems": "*"}]));
    }
    if let Some(Value::Array(sets)) = parse("BIBENTRIES")? {
        request.insert("uncited".into(), sets.last().cloned().unwrap_or(json!([])));
    }
    request.insert("bibliography".into(), json!(false));
    if mode.starts_with("bibliography") {
        let mut wanted = parse("BIBSECTION")?.unwrap_or(json!(true));
        if mode.ends_with("nosort") {
            let mut object = wanted.as_object().cloned().unwrap_or_default();
            object.insert("nosort".into(), json!(true));
            wanted = Value::Object(object);
        }
        request.insert("bibliography".into(), wanted);
    }
    if let Some(Value::Object(options)) = parse("OPTIONS")? {
        for name in ["locale", "links"] {
            options.get(name).map(|value| request.insert(name.into(), value.clone()));
        }
    }
    Ok(Value::Object(request))
}

/// Gives ids to items that have none, as the suite's runner does; all ids, once each.
fn name_all(items: &mut Value) -> Vec<Value> {
    let mut ids = Vec::new();
    for (at, item) in items.as_array_mut().into_iter().flatten().enumerate() {
        let Some(item) = item.as_object_mut() else { continue };
        let id = item.entry("id").or_insert_with(|| json!(format!("item-{at}")));
        ids.push(id.clone());
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.to_string()));
    ids
}

/// The document at the end of the edits that CITATIONS tells: each is a cluster with the
/// ids and notes of those before and after it.
fn clusters_of(events: &Value) -> Value {
    let mut clusters: BTreeMap<String, Value> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for event in events.as_array().into_iter().flatten() {
        let Some(cluster) = event.get(0) else { continue };
        let properties = cluster.get("properties").cloned().unwrap_or(json!({}));
        let named = cluster.get("citationID").and_then(Value::as_str).map(str::to_owned);
        let id = named.unwrap_or_else(|| format!("auto{}", clusters.len()));
        let note = properties.get("noteIndex").cloned().unwrap_or(json!(0));
        let cites = cluster.get("citationItems").cloned().unwrap_or(json!([]));
        let cluster = json!({"id": id, "noteIndex": note, "citationItems": cites, "properties": properties});
        clusters.insert(id.clone(), cluster);
        order.clear();
        let around = [event.get(1), event.get(2)].map(|list| places(list));
        let [before, after] = around;
        order.extend(before.iter().map(|(id, _)| id.clone()));
        order.push(id);
        order.extend(after.iter().map(|(id, _)| id.clone()));
        for (id, note) in before.into_iter().chain(after) {
            if let Some(cluster) = clusters.get_mut(&id).and_then(Value::as_object_mut) {
                cluster.insert("noteIndex".into(), note);
            }
        }
    }
    order.iter().filter_map(|id| clusters.get(id).cloned()).collect()
}

/// `[["id", note], …]`
fn places(list: Option<&Value>) -> Vec<(String, Value)> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|place| {
        let id = place.get(0)?.as_str()?.to_owned();
        Some((id, place.get(1).cloned().unwrap_or(json!(0))))
    })
    .collect()
}

/// The expected text; marks of change (`>>[0] `, `..[1] `) belong to interactive use.
fn expected(result: &str, sections: &BTreeMap<&str, &str>, mode: &str) -> String {
    if mode != "citation" || !sections.contains_key("CITATIONS") {
        return result.to_owned();
    }
    let line = |line: &str| {
        let marked = line.strip_prefix("..[").or_else(|| line.strip_prefix(">>["));
        let text = marked.and_then(|rest| rest.split_once("] "));
        match text {
            Some((number, text)) if number.bytes().all(|b| b.is_ascii_digit()) => {
                text.to_owned()
            }
            _ => line.to_owned(),
        }
    };
    result.lines().map(line).collect::<Vec<_>>().join("\n")
}
