//! JSON of services: values found by path, one entry or many.

use serde_json::Value;

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::MALFORMED_JSON;
use crate::text::Span;

/// Reads one value, or several behind one another (JSON Lines); what comes before a fault is
/// kept, and reading goes on with the next line.
pub(crate) fn values(text: &str) -> (Vec<Value>, Vec<Diagnostic>) {
    let body = text.trim_start_matches('\u{feff}');
    let shift = text.len() - body.len();
    if let Ok(value) = serde_json::from_str(body) {
        return (vec![value], Vec::new());
    }
    let mut found = Vec::new();
    let mut faults = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let rest = body.get(at..).unwrap_or("");
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        loop {
            match stream.next() {
                Some(Ok(value)) => found.push(value),
                Some(Err(error)) => {
                    let place = at + stream.byte_offset();
                    let message = error.to_string();
                    let finding = Diagnostic::new(&MALFORMED_JSON, message);
                    faults.push(finding.at(Span::at(shift + place)));
                    // The next line that opens an object is another entry.
                    let tail = body.get(place..).unwrap_or("");
                    at = tail.find("\n{").map_or(body.len(), |next| place + next + 1);
                    break;
                }
                None => return (found, faults),
            }
        }
        if faults.len() > 1000 {
            break;
        }
    }
    (found, faults)
}

/// Text of a member: a string as it is, a number or truth value as written, of a list the
/// first.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Array(list) => list.first().map(text).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The text of a member of an object, empty where there is none.
pub(crate) fn member(object: &Value, name: &str) -> String {
    object.get(name).map(text).unwrap_or_default()
}

/// The list in a member; a single value counts as a list of one.
pub(crate) fn list<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    match object.get(name) {
        Some(Value::Array(list)) => list,
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    }
}

/// The entries of what services answer: an array, an envelope with one of these members, or
/// one object.
pub(crate) fn entries<'a>(value: &'a Value, envelopes: &[&[&str]]) -> Vec<&'a Value> {
    if let Value::Array(list) = value {
        return list.iter().collect();
    }
    for path in envelopes {
        let inner = path.iter().try_fold(value, |value, name| value.get(name));
        match inner {
            Some(Value::Array(list)) => return list.iter().collect(),
            Some(object @ Value::Object(_)) => return vec![object],
            _ => {}
        }
    }
    vec![value]
}

/// A value as a file: indented, with a line end.
pub(crate) fn written(
    value: &Value,
    diagnostics: Vec<Diagnostic>,
) -> crate::formats::Written {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    crate::formats::Written { bytes, diagnostics }
}
