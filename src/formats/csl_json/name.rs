//! Names in CSL-JSON, both ways (CSL data schema, `name-variable`).

use super::json::{Json, quoted};
use crate::model::{Name, PersonName};

/// Reads a list of names; what is none is reported.
pub(super) fn read(json: &Json<'_>, faults: &mut Vec<String>) -> Vec<Name> {
    match json {
        Json::Array(names) => names.iter().filter_map(|name| one(name, faults)).collect(),
        other => one(other, faults).into_iter().collect(),
    }
}

fn one(json: &Json<'_>, faults: &mut Vec<String>) -> Option<Name> {
    let members = match json {
        Json::Object(members) => members,
        Json::Text(text) => {
            faults.push(format!(
                "`{text}` is a string, not a name with parts; taken as it is"
            ));
            return Some(Name::literal(text));
        }
        other => {
            faults.push(format!("{} where a name is expected; left out", other.what()));
            return None;
        }
    };
    let mut person = PersonName { parse_names: true, ..PersonName::default() };
    let mut literal = None;
    let mut institution = false;
    for (member, value) in members {
        let text = || value.text().map(|text| text.as_ref().into()).unwrap_or_default();
        match member.as_ref() {
            "family" | "lastName" => person.family = text(),
            "given" | "firstName" => person.given = text(),
            "dropping-particle" => person.dropping_particle = text(),
            "non-dropping-particle" => person.non_dropping_particle = text(),
            "suffix" => person.suffix = text(),
            "literal" | "name" => literal = value.text(),
            "comma-suffix" => person.comma_suffix = value.is_true(),
            "static-ordering" => person.static_ordering = value.is_true(),
            "parse-names" => person.parse_names = value.is_true(),
            "isInstitution" => institution = value.is_true(),
            other => faults.push(format!("a name has no `{other}`; left out")),
        }
        let wrong = matches!(value, Json::Array(_) | Json::Object(_));
        if wrong && matches!(member.as_ref(), "family" | "given" | "literal" | "suffix") {
            faults.push(format!("`{member}` is {}, not a string; left out", value.what()));
        }
    }
    if !person.dropping_particle.is_empty() || !person.non_dropping_particle.is_empty() {
        person.parse_names = false;
    }
    let named = !person.family.is_empty() || !person.given.is_empty();
    match literal.filter(|literal| !literal.is_empty()) {
        Some(literal) if literal == "others" => Some(Name::Others),
        Some(literal) => Some(Name::literal(&literal)),
        None if institution && person.given.is_empty() => {
            Some(Name::literal(&person.family))
        }
        None if is_others(&person) => Some(Name::Others),
        None if named => Some(Name::Person(Box::new(person))),
        None => {
            faults.push(
                "a name without `family`, `given` and `literal`; left out".to_owned(),
            );
            None
        }
    }
}

/// BibTeX's “and others” as converters leave it.
fn is_others(person: &PersonName) -> bool {
    person.given.is_empty() && matches!(person.family.as_ref(), "others")
}

/// Writes a list of names.
pub(super) fn write(names: &[Name], out: &mut String) {
    out.push('[');
    let mut first = true;
    for name in names {
        if !first {
            out.push_str(", ");
        }
        first = false;
        match name {
            Name::Literal(literal) => {
                out.push_str("{\"literal\": ");
                quoted(literal, out);
                out.push('}');
            }
            Name::Others => out.push_str("{\"literal\": \"others\"}"),
            Name::Person(person) => self::person(person, out),
        }
    }
    out.push(']');
}

fn person(person: &PersonName, out: &mut String) {
    let parts = [
        ("family", &person.family),
        ("given", &person.given),
        ("dropping-particle", &person.dropping_particle),
        ("non-dropping-particle", &person.non_dropping_particle),
        ("suffix", &person.suffix),
    ];
    let mut separator = "{";
    for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        out.push_str(separator);
        separator = ", ";
        quoted(name, out);
        out.push_str(": ");
        quoted(text, out);
    }
    let flags = [
        ("comma-suffix", person.comma_suffix, "true"),
        ("static-ordering", person.static_ordering, "true"),
        ("parse-names", !person.parse_names && hides_particle(person), "false"),
    ];
    for (name, _, value) in flags.into_iter().filter(|(_, on, _)| *on) {
        out.push_str(separator);
        separator = ", ";
        quoted(name, out);
        out.push_str(": ");
        out.push_str(value);
    }
    out.push_str(if separator == "{" { "{}" } else { "}" });
}

/// Whether a processor would find a particle where there is none.
fn hides_particle(person: &PersonName) -> bool {
    let lower = |word: Option<&str>| {
        word.and_then(|word| word.chars().next()).is_some_and(char::is_lowercase)
    };
    let no_particle =
        person.dropping_particle.is_empty() && person.non_dropping_particle.is_empty();
    let family = person.family.contains(' ') && lower(person.family.split(' ').next());
    let given = person.given.contains(' ') && lower(person.given.rsplit(' ').next());
    no_particle && !person.given.is_empty() && (family || given)
}
