//! CSL-JSON through `.bib` and back: nothing that CSL has is lost.

use std::collections::BTreeMap;

use ibid::formats::{self, ReadOptions, Source, WriteOptions};
use ibid::model::{Datatype, EntryKind, Field};
use serde_json::{Value as Json, json};

fn read(text: &str, format: &str) -> Vec<ibid::model::Entry> {
    let source = Source::of(None, text.into());
    let read = formats::named(format).and_then(|format| format.read).expect("it reads");
    read(&source, &ReadOptions::default()).entries
}

fn written(text: &str, from: &str, to: &str) -> String {
    let write = formats::named(to).and_then(|format| format.write).expect("it writes");
    let written = write(&read(text, from), &WriteOptions::default());
    String::from_utf8(written.bytes).expect("UTF-8")
}

/// A value that says which variable it is of.
fn value(field: Field) -> Json {
    match (field, field.datatype()) {
        (_, Datatype::Date) => json!({"date-parts": [[2001, 5, 7]]}),
        (_, Datatype::Names) => json!([
            {"family": "Doe", "given": "Jane"},
            {"literal": "Institute of {X} and Y"}
        ]),
        (Field::ABSTRACT | Field::NOTE, _) => json!("First: 50%.\n\nSecond & last."),
        (Field::TITLE, _) => json!("On <i>Homo</i> & H<sub>2</sub>O: “quoted” {x}_y"),
        (Field::DOI, _) => json!("10.1000/a_b"),
        (Field::URL, _) => json!("https://example.org/a_b?c=d%20e"),
        (Field::LANGUAGE, _) => json!("de-DE"),
        (Field::KEYWORD, _) => json!("one, two"),
        (Field::PAGE, _) => json!("12-34"),
        (_, Datatype::Rich | Datatype::RichList) => json!(format!("Some {field}")),
        _ => json!("7"),
    }
}

/// Each type with each variable beside a title.
#[test]
fn every_variable_of_every_type_comes_back() {
    let types = EntryKind::all().filter(|kind| kind.name() == kind.csl());
    let own = |field: &Field| field.info().is_some_and(|info| info.csl == Some(info.name));
    let mut items = Vec::new();
    for kind in types {
        for field in Field::all().filter(own) {
            let id = format!("k{}", items.len());
            let mut item = json!({"id": id, "type": kind.name(), "title": "Title"});
            item[field.name()] = value(field);
            items.push(item);
        }
    }
    let sent = serde_json::to_string(&items).expect("JSON");
    let bib = written(&sent, "csl-json", "biblatex");
    let back: Vec<Json> =
        serde_json::from_str(&written(&bib, "biblatex", "csl-json")).expect("JSON");
    assert_eq!(back.len(), items.len());
    let mut lost: BTreeMap<String, String> = BTreeMap::new();
    for (sent, back) in items.iter().zip(&back) {
        for (name, value) in sent.as_object().expect("an item") {
            if back.get(name) != Some(value) {
                let line = format!("{}: {value} is {:?}", sent["type"], back.get(name));
                lost.entry(name.clone()).or_insert(line);
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
