//! What entries say in some of their fields, as one line.

use ibid::formats::{self, ReadOptions, Source, WriteOptions};
use serde_json::Value as Json;

/// Reads bytes by their content, as `format` if one is named, and writes CSL-JSON.
pub(crate) fn csl(bytes: &[u8], format: Option<&str>) -> Vec<Json> {
    let (source, _) = Source::new(None, bytes.to_vec());
    let found = formats::detect(source.text(), None).expect("a format");
    if let Some(format) = format {
        assert_eq!(found.id, format, "detected");
    }
    let parsed = (found.read.unwrap())(&source, &ReadOptions::default());
    let write = formats::named("csl-json").unwrap().write.unwrap();
    let written = write(&parsed.entries, &WriteOptions::default());
    serde_json::from_slice(&written.bytes).unwrap()
}

/// A value of CSL-JSON: text, names, the parts of a date, `-` for none.
pub(crate) fn said(value: &Json) -> String {
    let part = |name: &Json, key: &str| name[key].as_str().unwrap_or("").to_owned();
    match value {
        Json::String(text) => text.clone(),
        Json::Array(names) => {
            let name = |name: &Json| match name["literal"].as_str() {
                Some(literal) => literal.to_owned(),
                None => format!("{}, {}", part(name, "family"), part(name, "given")),
            };
            names.iter().map(name).collect::<Vec<_>>().join("; ")
        }
        Json::Object(date) => date["date-parts"].to_string(),
        Json::Null => "-".to_owned(),
        other => other.to_string(),
    }
}

/// The entry of this number says this in these fields.
pub(crate) fn check(
    source: (&[u8], Option<&str>),
    number: usize,
    fields: &str,
    expected: &str,
) {
    let entries = csl(source.0, source.1);
    let entry = entries.get(number).expect("an entry");
    let all: Vec<String> = fields.split(' ').map(|field| said(&entry[field])).collect();
    assert_eq!(all.join(" | "), expected);
}
