//! Fields kept where a format has no place for them: a line `ibid.FIELD: value` in its notes.
//!
//! The line says the field's name in ibid's vocabulary and the value: dates as EDTF, text
//! with CSL's markup, a name a line as `family || given || suffix || dropping-particle ||
//! non-dropping-particle` (Zotero's way to write names into its `Extra`, made longer).

use super::Draft;
use crate::model::{Datatype, Date, Entry, EntryKind, Field, Name, PersonName, Value};
use crate::text::markup;

const PREFIX: &str = "ibid.";

/// The lines that keep a field; none if it holds nothing.
pub(crate) fn lines(entry: &Entry, field: Field) -> Vec<String> {
    match field.datatype() {
        Datatype::Names => {
            let names = entry.names(field).unwrap_or_default();
            names.iter().map(|name| line(field.name(), &name_text(name))).collect()
        }
        Datatype::Date => entry
            .date(field)
            .map(|date| line(field.name(), &date.to_string()))
            .into_iter()
            .collect(),
        Datatype::Rich | Datatype::RichList => {
            let text = entry.rich(field).map(|rich| markup::from_rich(&rich));
            text.filter(|text| !text.is_empty())
                .map(|text| line(field.name(), &text))
                .into_iter()
                .collect()
        }
        _ => {
            let text = entry.text(field).filter(|text| !text.is_empty());
            text.map(|text| line(field.name(), &text)).into_iter().collect()
        }
    }
}

/// The line that keeps a kind.
pub(crate) fn kind_line(kind: EntryKind) -> String {
    line("type", kind.name())
}

fn line(name: &str, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "");
    format!("{PREFIX}{name}: {text}")
}

fn name_text(name: &Name) -> String {
    match name {
        Name::Person(person) => {
            let parts = [
                &person.family,
                &person.given,
                &person.suffix,
                &person.dropping_particle,
                &person.non_dropping_particle,
            ];
            let parts: Vec<&str> = parts.into_iter().map(|part| part.as_ref()).collect();
            let joined = parts.join(" || ");
            let kept = joined.trim_end_matches([' ', '|']);
            if person.given.is_empty() { format!("{kept} ||") } else { kept.to_owned() }
        }
        Name::Literal(name) => name.to_string(),
        Name::Others => "et al.".to_owned(),
    }
}

/// Takes a note that a writer of ours made; whether it was one.
pub(crate) fn read(draft: &mut Draft, note: &str) -> bool {
    let Some(rest) = note.strip_prefix(PREFIX) else { return false };
    let Some((name, text)) = rest.split_once(": ") else { return false };
    if name.is_empty() || name.contains(char::is_whitespace) || text.contains('\n') {
        return false;
    }
    let text = unescaped(text);
    if name == "type" {
        draft.keep_kind(EntryKind::named(&text));
        return true;
    }
    let field = Field::named(name);
    let value = match field.datatype() {
        Datatype::Names => Value::names(vec![read_name(&text)]),
        Datatype::Date => Value::date(Date::parse(&text)),
        Datatype::Rich | Datatype::RichList if text.contains('<') => Value::csl(&text),
        _ => Value::plain(&text),
    };
    draft.keep(field, value);
    true
}

fn read_name(text: &str) -> Name {
    if text == "et al." {
        return Name::Others;
    }
    if !text.contains("||") {
        return Name::literal(text);
    }
    let mut parts = text.split("||").map(str::trim);
    let mut part = || parts.next().unwrap_or("").into();
    Name::Person(Box::new(PersonName {
        family: part(),
        given: part(),
        suffix: part(),
        dropping_particle: part(),
        non_dropping_particle: part(),
        ..PersonName::default()
    }))
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}
