//! From JSON to entries.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::json::Json;
use super::{date, name};
use crate::diag::Diagnostic;
use crate::diag::catalogue::import::{MALFORMED_JSON, MISSING_ID, WRONG_JSON_TYPE};
use crate::formats::Parsed;
use crate::formats::common::json::fault;
use crate::formats::crossref;
use crate::model::{CiteKey, Datatype, Entry, EntryKind, Field, Syntax, Text, Value};
use crate::text::Span;

/// Other spellings of CSL variables: citeproc-js's, Zotero's and those of CSL 1.0.
const ALIASES: &[(&str, Field)] = &[
    ("shortTitle", Field::TITLE_SHORT),
    ("journalAbbreviation", Field::CONTAINER_TITLE_SHORT),
    ("event", Field::EVENT_TITLE),
];

/// Reads a whole source.
pub(super) fn all(source: &Arc<str>) -> Parsed {
    let mut reader = Reader::new(Some(source));
    let text = source.trim_start_matches('\u{feff}');
    let offset = source.len() - text.len();
    reader.stream(source, offset);
    reader.parsed
}

/// Reads JSON that was parsed by somebody else.
pub(super) fn value(value: &serde_json::Value) -> Parsed {
    let mut reader = Reader::new(None);
    reader.top(Json::of(value));
    reader.parsed
}

/// The next entry behind a fault: an object on a line of its own, as far to the right as the
/// first one of the file, or one of an array that begins with its id.
fn next_entry(source: &str, at: usize) -> Option<usize> {
    let head = source.get(..source.find('{')?).unwrap_or("");
    let indent = head.rsplit_once('\n').map_or("", |(_, line)| line);
    let indent = if indent.trim().is_empty() { indent } else { "" };
    let tail = source.get(at..)?;
    let line = tail.find(&format!("\n{indent}{{")).map(|next| next + 1 + indent.len());
    let inside = tail.find(",{\"id\":").map(|next| next + 1);
    [line, inside].into_iter().flatten().min().map(|next| at + next)
}

struct Reader<'s> {
    source: Option<&'s Arc<str>>,
    parsed: Parsed,
}

impl<'s> Reader<'s> {
    fn new(source: Option<&'s Arc<str>>) -> Self {
        Self { source, parsed: Parsed::default() }
    }

    /// Reads one JSON text after the other; after a broken one it goes on with the next entry.
    fn stream(&mut self, source: &'s str, mut offset: usize) {
        let mut broken = false;
        loop {
            let rest = source.get(offset..).unwrap_or("");
            // What is left of a broken array is entries, commas and its bracket.
            let junk = |c: char| c.is_whitespace() || (broken && matches!(c, ',' | ']'));
            let text = rest.trim_start_matches(junk);
            offset = source.len() - text.len();
            if text.is_empty() {
                return;
            }
            let mut json = serde_json::Deserializer::from_str(text);
            let error = match (Top { reader: self }).deserialize(&mut json) {
                Ok(()) => {
                    offset += json.into_iter::<IgnoredAny>().byte_offset();
                    continue;
                }
                Err(error) => error,
            };
            broken = true;
            let at = offset + fault(text, &error);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or("").to_owned();
            self.parsed.diagnostics.push(
                Diagnostic::new(&MALFORMED_JSON, format!("not JSON here: {message}"))
                    .at(Span::at(at)),
            );
            let Some(next) = next_entry(source, at) else { return };
            offset = next;
        }
    }

    /// One JSON text: entries in an array, in `items`, or one entry.
    fn top(&mut self, json: Json<'_>) {
        match json {
            Json::Array(entries) => entries.into_iter().for_each(|entry| self.entry(entry)),
            Json::Object(mut members) => {
                let list = members.iter().position(|(name, value)| {
                    matches!(name.as_ref(), "items" | "references")
                        && matches!(value, Json::Array(_))
                });
                match list.map(|at| members.swap_remove(at).1) {
                    Some(Json::Array(entries)) => {
                        entries.into_iter().for_each(|entry| self.entry(entry));
                    }
                    _ => self.entry(Json::Object(members)),
                }
            }
            other => {
                let message = format!("{} where entries are expected", other.what());
                self.parsed.diagnostics.push(Diagnostic::new(&WRONG_JSON_TYPE, message));
            }
        }
    }

    fn entry(&mut self, json: Json<'_>) {
        let index = self.parsed.entries.len();
        let Json::Object(members) = json else {
            let message = format!("entry {} is {}, not an object", index + 1, json.what());
            self.parsed.diagnostics.push(Diagnostic::new(&WRONG_JSON_TYPE, message));
            return;
        };
        let member = |wanted: &str| {
            members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value)
        };
        let id = member("id").and_then(Json::text).filter(|id| !id.is_empty());
        let citation_key = || member("citation-key").and_then(Json::text);
        let key = id.clone().or_else(citation_key);
        let missing = key.is_none();
        let key = CiteKey::new(
            &key.unwrap_or_else(|| Cow::Owned(format!("entry-{}", index + 1))),
        );
        if missing {
            let message = format!("the entry has no `id`; it is called `{key}`");
            self.parsed
                .diagnostics
                .push(Diagnostic::new(&MISSING_ID, message).in_entry(index, &key));
        }
        let kind = member("type").and_then(Json::text);
        let kind = kind.map_or(EntryKind::DOCUMENT, |kind| kind_of(&kind));
        let mut entry = match self.source {
            Some(source) => Entry::in_source(key, kind, Arc::clone(source)),
            None => Entry::new(key, kind),
        };
        entry.reserve(members.len().saturating_sub(2));
        for (name, value) in &members {
            if name != "id" && name != "type" {
                self.member(&mut entry, index, name, value);
            }
        }
        self.parsed.entries.push(entry);
    }

    fn member(&mut self, entry: &mut Entry, index: usize, name: &str, json: &Json<'_>) {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, f)| *f);
        let field =
            alias.filter(|field| !entry.has(*field)).unwrap_or_else(|| Field::named(name));
        let is_variable = field.info().is_some_and(|info| info.csl == Some(info.name));
        let mut faults = Vec::new();
        let value = if is_variable {
            self.variable(field, json, &mut faults)
        } else {
            Some(self.foreign(json))
        };
        for fault in faults {
            let message = format!("`{name}`: {fault}");
            let at = Diagnostic::new(&WRONG_JSON_TYPE, message);
            self.parsed.diagnostics.push(at.in_field(index, entry.key(), field));
        }
        match value {
            Some(value) if entry.has(field) => entry.set(field, value),
            Some(value) => entry.push(field, value),
            None => {}
        }
    }

    /// The value of a CSL variable, by what it holds.
    fn variable(
        &self,
        field: Field,
        json: &Json<'_>,
        faults: &mut Vec<String>,
    ) -> Option<Value> {
        if *json == Json::Null {
            return None;
        }
        match field.datatype() {
            Datatype::Names => {
                let names = name::read(json, faults);
                (!names.is_empty()).then(|| Value::names(names))
            }
            Datatype::Date => date::read(json, faults).map(Value::date),
            datatype => match json {
                Json::Text(text) => {
                    let verbatim = matches!(datatype, Datatype::Verbatim);
                    let syntax = if verbatim { Syntax::Plain } else { Syntax::Csl };
                    Some(Value::Source(syntax, self.characters(text)))
                }
                Json::Integer(_) | Json::Float(_) => json.text().map(|t| Value::plain(&t)),
                // Crossref and some plug-ins write lists.
                Json::Array(values) if values.iter().all(|v| v.text().is_some()) => {
                    let texts: Vec<_> = values.iter().filter_map(Json::text).collect();
                    if datatype != Datatype::Keywords && texts.len() > 1 {
                        faults
                            .push("an array where a string is expected; joined".to_owned());
                    }
                    (!texts.is_empty()).then(|| Value::csl(&texts.join(", ")))
                }
                other => {
                    let what = other.what();
                    faults.push(format!("{what} where a string is expected; left out"));
                    None
                }
            },
        }
    }

    /// The value of a member that CSL does not know: text as text, the rest as JSON.
    fn foreign(&self, json: &Json<'_>) -> Value {
        match json {
            Json::Text(text) => Value::Source(Syntax::Csl, self.characters(text)),
            other => {
                let mut text = String::new();
                other.write(&mut text);
                Value::plain(&text)
            }
        }
    }

    /// A piece of the source where the text is one, else a copy.
    fn characters(&self, text: &str) -> Text {
        let inside = self.source.and_then(|source| {
            let start = (text.as_ptr() as usize).checked_sub(source.as_ptr() as usize)?;
            (source.get(start..start + text.len())? == text).then_some(start)
        });
        match inside {
            Some(start) => Text::Span(Span::new(start, start + text.len())),
            None => Text::Owned(text.into()),
        }
    }
}

/// One JSON text of a stream; the entries of an array are taken over one by one, so that
/// those before a fault are kept.
struct Top<'r, 's> {
    reader: &'r mut Reader<'s>,
}

impl<'de> DeserializeSeed<'de> for Top<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry or an array of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(json) = seq.next_element()? {
            self.reader.entry(json);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut members = Vec::new();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            members.push((name, map.next_value()?));
        }
        self.reader.top(Json::Object(members));
        Ok(())
    }
}

/// The kind of a name; programs hand Crossref's own (`journal-article`) on as CSL's.
fn kind_of(name: &str) -> EntryKind {
    EntryKind::known(name).unwrap_or_else(|| {
        let row = crossref::KINDS.iter().find(|(known, _)| *known == name);
        row.map_or_else(|| EntryKind::named(name), |(_, kind)| *kind)
    })
}
