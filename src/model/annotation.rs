//! Data annotations of BibLaTeX (manual, 3.7): `author+an:orcid = {2="0000-…"}` says something
//! about a field, an item of its list, or a part of an item.

use std::fmt::Write;

use crate::model::{Entry, Field};

/// What marks the name of a field that annotates another.
const MARKER: &str = "+an";

/// The name of the annotations that hold ORCID iDs of persons.
pub const ORCID: &str = "orcid";

/// The name of the annotations that say where persons work.
pub const AFFILIATION: &str = "affiliation";

/// One thing said about a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The name of the field that it is about, in small letters.
    pub field: String,
    /// The annotation's own name: `default` where none is written.
    pub name: String,
    /// The item of the list, from 1.
    pub item: Option<usize>,
    /// The part of the item: `family`, `given`.
    pub part: Option<String>,
    /// What is said.
    pub text: String,
    /// Whether it is a text to print, not a keyword to ask for.
    pub literal: bool,
}

/// The field and the name of the annotations in a field; `None` if it holds none.
#[must_use]
pub fn target(field: Field) -> Option<(&'static str, &'static str)> {
    let (field, rest) = field.name().split_once(MARKER)?;
    match rest.strip_prefix(':') {
        Some(name) if !name.is_empty() => Some((field, name)),
        _ if rest.is_empty() => Some((field, "default")),
        _ => None,
    }
}

/// The name of the field with the annotations of a name about a field.
#[must_use]
pub fn field_for(field: &str, name: &str) -> Field {
    match name {
        "" | "default" => Field::named(&format!("{field}{MARKER}")),
        name => Field::named(&format!("{field}{MARKER}:{name}")),
    }
}

/// All annotations of an entry, in the order of its fields.
#[must_use]
pub fn all(entry: &Entry) -> Vec<Annotation> {
    let mut found = Vec::new();
    for (field, _) in entry.fields() {
        if let Some((about, name)) = target(field) {
            let text = entry.text(field).unwrap_or_default();
            found.extend(parse(about, name, &text));
        }
    }
    found
}

/// Reads `1:family=student, late; 2="a text"; =whole`.
fn parse(field: &str, name: &str, text: &str) -> Vec<Annotation> {
    let mut found = Vec::new();
    for spec in split(text, ';') {
        let Some((place, said)) = spec.split_once('=') else { continue };
        let (item, part) = place.split_once(':').unwrap_or((place, ""));
        let part = Some(part.trim()).filter(|part| !part.is_empty());
        for said in split(said, ',') {
            let quoted = said.strip_prefix(['"', '“', '”']);
            let inner = quoted.and_then(|rest| rest.strip_suffix(['"', '“', '”']));
            found.push(Annotation {
                field: field.to_owned(),
                name: name.to_owned(),
                item: item.trim().parse().ok(),
                part: part.map(str::to_owned),
                text: inner.unwrap_or(said).to_owned(),
                literal: inner.is_some(),
            });
        }
    }
    found
}

/// The pieces between separators that stand in no quotation marks.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        if matches!(c, '"' | '“' | '”') {
            quoted = !quoted;
        } else if c == separator && !quoted {
            pieces.push(text.get(start..at).unwrap_or(""));
            start = at + c.len_utf8();
        }
    }
    pieces.push(text.get(start..).unwrap_or(""));
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// Texts about items of a list as the value of one field, in the order of the items.
#[must_use]
pub fn of_items<'t>(said: impl Iterator<Item = (usize, &'t str)>) -> String {
    let mut out = String::new();
    let mut last = None;
    for (item, text) in said {
        if last == Some(item) {
            let _ = write!(out, ", \"{text}\"");
        } else {
            let between = if out.is_empty() { "" } else { "; " };
            let _ = write!(out, "{between}{item}=\"{text}\"");
        }
        last = Some(item);
    }
    out
}

/// Annotations as the value of one field; those of other fields or names are not looked at.
#[must_use]
pub fn write(annotations: &[&Annotation]) -> String {
    let mut out = String::new();
    let mut last: Option<&Annotation> = None;
    for annotation in annotations {
        let same = last.is_some_and(|last| {
            (last.item, &last.part) == (annotation.item, &annotation.part)
        });
        if same {
            out.push_str(", ");
        } else {
            out.push_str(if out.is_empty() { "" } else { "; " });
            if let Some(item) = annotation.item {
                let _ = write!(out, "{item}");
            }
            if let Some(part) = &annotation.part {
                let _ = write!(out, ":{part}");
            }
            out.push('=');
        }
        let quote = if annotation.literal { "\"" } else { "" };
        let _ = write!(out, "{quote}{}{quote}", annotation.text);
        last = Some(annotation);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Option<usize>, &str, &str, bool)]) {
        let found = parse("author", "default", text);
        let found: Vec<_> = found
            .iter()
            .map(|a| (a.item, a.part.as_deref().unwrap_or(""), a.text.as_str(), a.literal))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    /// The examples of the manual.
    #[test]
    fn scopes_and_literals() {
        check(
            "1:family=student;2=corresponding",
            &[(Some(1), "family", "student", false), (Some(2), "", "corresponding", false)],
        );
        check(
            "3:given=annotation1, annotation2",
            &[
                (Some(3), "given", "annotation1", false),
                (Some(3), "given", "annotation2", false),
            ],
        );
        check("=titleannotation", &[(None, "", "titleannotation", false)]);
        check("=\"Le titre; deux, trois\"", &[(None, "", "Le titre; deux, trois", true)]);
        check(
            "1:family=\"AERA\"; 2:family=\"APA\"",
            &[(Some(1), "family", "AERA", true), (Some(2), "family", "APA", true)],
        );
        check("no sign of equality; =;", &[]);
    }

    #[test]
    fn names_of_fields() {
        let about = |name: &str| target(Field::named(name));
        assert_eq!(about("author+an"), Some(("author", "default")));
        assert_eq!(about("title+an:french"), Some(("title", "french")));
        assert_eq!(about("title+and"), None);
        assert_eq!(about("annote"), None);
        assert_eq!(field_for("title", "french").name(), "title+an:french");
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "1:family=student, late; 2=\"a; b\"; =whole";
        let found = parse("author", "default", text);
        assert_eq!(write(&found.iter().collect::<Vec<_>>()), text);
    }
}
