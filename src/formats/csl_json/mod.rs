//! CSL-JSON: what citation processors are given (CSL data schema 1.0.2).
//!
//! Read are one object, an array, JSON Lines, and Zotero's `{"items": […]}`; written is one
//! array. Members that CSL does not know are kept under their own names and written back.

mod date;
mod json;
mod name;
mod read;
mod write;

use crate::diag::Diagnostic;
use crate::formats::Parsed;
use crate::formats::{Format, ReadOptions, Source, WriteOptions, Written};
use crate::model::Entry;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "csl-json",
    about: "CSL-JSON, the data of citation processors",
    extensions: &["json", "csljson", "jsonl"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Objects that have a CSL type.
fn sniff(start: &str) -> u8 {
    let text = start.trim_start_matches('\u{feff}').trim_start();
    let outer = text.starts_with('{') || text.starts_with('[');
    let empty = text.trim_end() == "[]";
    if empty {
        return 60;
    }
    if !outer || !text.contains("\"type\"") {
        return 0;
    }
    let csl = ["\"title\"", "\"issued\"", "\"author\"", "\"id\"", "\"container-title\""];
    let signs = csl.iter().filter(|sign| text.contains(**sign)).count();
    let dated = ["\"date-parts\"", "\"family\"", "\"literal\""];
    match (signs, dated.iter().any(|sign| text.contains(sign))) {
        (0, _) => 10,
        (_, true) => 90,
        (1, false) => 30,
        (_, false) => 50,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    read::all(source.text())
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    write::all(entries)
}

/// Reads the entries of JSON text.
#[must_use]
pub fn from_text(text: &std::sync::Arc<str>) -> Parsed {
    read::all(text)
}

/// Reads the entries of JSON that is parsed already: an array of entries, or one.
#[must_use]
pub fn from_value(value: &serde_json::Value) -> (Vec<Entry>, Vec<Diagnostic>) {
    let parsed = read::value(value);
    (parsed.entries, parsed.diagnostics)
}

/// Writes one entry as a JSON object.
#[must_use]
pub fn to_json(entry: &Entry) -> String {
    write::one(entry)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::formats::Parsed;

    fn parse(source: &str) -> Parsed {
        read::all(&Arc::from(source))
    }

    /// Reads and writes; the result must be the same JSON value.
    fn same(source: &str) {
        becomes(source, source);
    }

    fn becomes(source: &str, expected: &str) {
        let parsed = parse(source);
        let json: Vec<serde_json::Value> = parsed
            .entries
            .iter()
            .map(|e| serde_json::from_str(&to_json(e)).unwrap())
            .collect();
        let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        assert_eq!(serde_json::Value::Array(json), serde_json::json!([expected]));
    }

    #[test]
    fn what_was_read_is_written() {
        same(r#"{"id": "a", "type": "book", "title": "A \"b\" <i>c</i>", "volume": "3"}"#);
        same(
            r#"{"id": "a", "type": "book", "volume": 3, "foo": {"a": [1, null]}, "custom": {"x": "y"}}"#,
        );
        same(
            r#"{"id": "a", "type": "book", "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, {"literal": "WHO"}]}"#,
        );
        same(
            r#"{"id": "a", "type": "book", "issued": {"date-parts": [[2001, 5, 3], [2001, 6]]}}"#,
        );
        same(
            r#"{"id": "a", "type": "book", "issued": {"date-parts": [[2001]], "season": 2, "circa": true}}"#,
        );
        same(r#"{"id": "a", "type": "book", "issued": {"literal": "forthcoming"}}"#);
    }

    #[test]
    fn other_spellings() {
        becomes(
            r#"{"id": 7, "type": "book", "shortTitle": "T", "journalAbbreviation": "J", "event": "E"}"#,
            r#"{"id": "7", "type": "book", "title-short": "T", "container-title-short": "J", "event-title": "E"}"#,
        );
        becomes(
            r#"{"id": "a", "type": "book", "issued": {"date-parts": [["2019", "13"]]}}"#,
            r#"{"id": "a", "type": "book", "issued": {"date-parts": [[2019]], "season": 1}}"#,
        );
        becomes(
            r#"{"id": "a", "type": "book", "issued": "2019-05/2020"}"#,
            r#"{"id": "a", "type": "book", "issued": {"date-parts": [[2019, 5], [2020]]}}"#,
        );
        becomes(
            r#"{"id": "a", "type": "book", "issued": {"raw": "3 May 2000"}}"#,
            r#"{"id": "a", "type": "book", "issued": {"date-parts": [[2000, 5, 3]]}}"#,
        );
    }

    #[test]
    fn all_outer_forms() {
        for source in [
            r#"[{"id": "a"}, {"id": "b"}]"#,
            "{\"id\": \"a\"}\n{\"id\": \"b\"}\n",
            r#"{"items": [{"id": "a"}, {"id": "b"}]}"#,
        ] {
            let keys: Vec<_> =
                parse(source).entries.iter().map(|e| e.key().to_string()).collect();
            assert_eq!(keys, ["a", "b"], "{source}");
        }
    }

    #[test]
    fn faults_hurt_no_neighbour() {
        let parsed =
            parse(r#"[{"id": "a", "title": {"x": 1}, "author": "Me"}, 5, {"id": "b"}]"#);
        assert_eq!(parsed.entries.len(), 2);
        assert_eq!(parsed.diagnostics.len(), 3);
        let parsed = parse("{\"id\": \"a\"}\n{\"id\": broken}\n{\"id\": \"c\"}\n");
        assert_eq!(parsed.entries.len(), 2);
        let parsed = parse(r#"[{"id": "a"}, {"id": "#);
        assert_eq!((parsed.entries.len(), parsed.diagnostics.len()), (1, 1));
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(source in r#"[\[\]{}":, a-z0-9\n]{0,60}"#) {
            parse(&source);
        }
    }
}
