//! JSON of services: values found by path, one entry or many.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::MALFORMED_JSON;
use crate::text::Span;

/// Reads one value, or several behind one another (JSON Lines); what comes before a fault is
/// kept, and reading goes on with the next line.
pub(crate) fn values(text: &str) -> (Vec<Value>, Vec<Diagnostic>) {
    values_without(text, &Skipped { noted: &[], named: &[], others: &[] })
}

/// Names of members that are not read.
pub(crate) struct Skipped {
    /// Where they have content, they are in the value as `true`.
    pub(crate) noted: &'static [&'static str],
    /// Lists of objects of which only the names are asked for: they become lists of texts.
    pub(crate) named: &'static [&'static str],
    /// Nobody asks for these.
    pub(crate) others: &'static [&'static str],
}

/// [`values`] without the members of these names, wherever they stand: of a work in a dump
/// of Crossref most is its list of references, which nobody asks for.
pub(crate) fn values_without(
    text: &str,
    skipped: &Skipped,
) -> (Vec<Value>, Vec<Diagnostic>) {
    let body = text.trim_start_matches('\u{feff}');
    let shift = text.len() - body.len();
    let mut found = Vec::new();
    let mut faults = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let rest = body.get(at..).unwrap_or("");
        let mut stream = Stream::new(rest, skipped);
        loop {
            match stream.next() {
                Some(Ok(value)) => found.push(value),
                Some(Err(error)) => {
                    let start = stream.at;
                    let place = at + start + fault(rest.get(start..).unwrap_or(""), &error);
                    // The finding has a place of its own.
                    let message = error.to_string();
                    let message = message.split(" at line ").next().unwrap_or("");
                    let finding = Diagnostic::new(&MALFORMED_JSON, message);
                    faults.push(finding.at(Span::at(shift + place)));
                    // The next line that opens an object is another entry.
                    // It may be the one whose opening was the fault.
                    let from = place.saturating_sub(1).max(at + start);
                    let from = (from..=place).find(|at| body.is_char_boundary(*at));
                    let from = from.unwrap_or(place);
                    let tail = body.get(from..).unwrap_or("");
                    at = tail.find("\n{").map_or(body.len(), |next| from + next + 1);
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

/// Values behind one another.
struct Stream<'t, 's> {
    text: &'t str,
    at: usize,
    skipped: &'s Skipped,
}

impl<'t, 's> Stream<'t, 's> {
    fn new(text: &'t str, skipped: &'s Skipped) -> Self {
        Self { text, at: 0, skipped }
    }

    fn next(&mut self) -> Option<serde_json::Result<Value>> {
        let rest = self.text.get(self.at..)?;
        let rest = rest.trim_start_matches([' ', '\n', '\r', '\t']);
        self.at = self.text.len() - rest.len();
        if rest.is_empty() {
            return None;
        }
        let mut reader = serde_json::Deserializer::from_str(rest);
        let value = Sparse(self.skipped).deserialize(&mut reader);
        if value.is_ok() {
            // Only as a stream does a reader say how far it has read.
            self.at += reader.into_iter::<IgnoredAny>().byte_offset();
        }
        Some(value)
    }
}

/// The byte of a text at which it is not JSON any more.
pub(crate) fn fault(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n');
    let line: usize = lines.take(error.line().saturating_sub(1)).map(str::len).sum();
    // A line end where none may be is column 0 of the line after it.
    let place = (line + error.column()).saturating_sub(1);
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// A value without the members of these names.
#[derive(Clone, Copy)]
struct Sparse<'s>(&'s Skipped);

impl<'de> DeserializeSeed<'de> for Sparse<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Sparse<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(truth.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(self)? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(Name(name)) = map.next_key()? {
            if self.0.others.contains(&&*name) {
                map.next_value::<IgnoredAny>()?;
            } else if self.0.noted.contains(&&*name) {
                // That there is something is worth knowing.
                if map.next_value::<Filled>()?.0 {
                    members.insert(name.into_owned(), Value::Bool(true));
                }
            } else if self.0.named.contains(&&*name) {
                let names = map.next_value::<Named>()?.0;
                if !names.is_empty() {
                    members.insert(name.into_owned(), Value::Array(names));
                }
            } else {
                members.insert(name.into_owned(), map.next_value_seed(self)?);
            }
        }
        Ok(Value::Object(members))
    }
}

/// Whether a value that is skipped has content.
struct Filled(bool);

impl<'de> serde::Deserialize<'de> for Filled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self(false))
    }
}

impl<'de> Visitor<'de> for Filled {
    type Value = Self;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Self, E> {
        Ok(Self(truth))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(Self(true))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(Self(true))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(Self(true))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self, E> {
        Ok(Self(!text.is_empty()))
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(Self(false))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        let mut filled = false;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            filled = true;
        }
        Ok(Self(filled))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut filled = false;
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            filled = true;
        }
        Ok(Self(filled))
    }
}

/// The names of the objects in a value.
struct Named(Vec<Value>);

impl<'de> serde::Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self(Vec::new()))
    }
}

impl<'de> Visitor<'de> for Named {
    type Value = Self;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list of objects")
    }

    fn visit_str<E>(mut self, text: &str) -> Result<Self, E> {
        self.0.push(text.into());
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Self, A::Error> {
        while let Some(one) = seq.next_element::<Self>()? {
            self.0.extend(one.0);
        }
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            if name == "name" {
                self.0.extend(map.next_value::<Self>()?.0);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(self)
    }
}

/// The name of a member, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

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
