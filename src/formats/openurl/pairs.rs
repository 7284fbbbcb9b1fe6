//! Keys and values of a ContextObject, whatever they are written in.

use super::tables::{FIELDS, KINDS};
use crate::formats::common::{Draft, names, values};
use crate::formats::zotero::tables::KINDS as ZOTERO;
use crate::model::{EntryKind, Field, Name};

/// Whether a row is of a format.
pub(super) fn fits(formats: &str, format: &str) -> bool {
    formats == "*" || formats.split(' ').any(|own| own == format)
}

/// An entry from the pairs of the referent: keys without `rft.`; `id` may be repeated.
pub(super) fn draft(format: &str, pairs: &[(String, String)]) -> Draft {
    let first = |key: &str| {
        pairs.iter().find(|(known, _)| known == key).map_or("", |(_, value)| value.as_str())
    };
    let genre = first("genre").trim().to_ascii_lowercase();
    let mut draft = Draft::new(kind(format, &genre, first("type")));
    let host = matches!(draft.kind.csl(), "chapter" | "paper-conference");
    for (key, value) in pairs {
        let value = values::one_line(value);
        match key.as_str() {
            "btitle" | "title" if format == "book" && !host => {
                draft.rich(Field::TITLE, &value)
            }
            "issn" | "eissn" => draft.number(Field::ISSN, &value),
            "isbn" | "eisbn" => draft.number(Field::ISBN, &value),
            "identifier" | "id" => identifier(&mut draft, &value),
            "subject" => draft.keyword(&value),
            "advisor" => draft.name(Field::CONTRIBUTOR, names::direct(&value)),
            key => match FIELDS.iter().find(|(own, of, _)| *own == key && fits(of, format))
            {
                Some((_, _, Field::ISSUED)) => draft.date(Field::ISSUED, &value),
                Some((_, _, field)) => draft.rich(*field, &value),
                None => {}
            },
        }
    }
    draft.pages(first("spage"), first("epage"));
    people(&mut draft, pairs);
    if format == "journal"
        && let Some(short) = draft.get(Field::CONTAINER_TITLE_SHORT)
    {
        draft.text(Field::CONTAINER_TITLE, &short);
    }
    draft
}

fn kind(format: &str, genre: &str, kind: &str) -> EntryKind {
    if format == "dc" {
        let found = ZOTERO.iter().find(|(name, _)| *name == kind);
        return found.map_or(EntryKind::DOCUMENT, |(_, kind)| *kind);
    }
    let rows = || KINDS.iter().filter(|(own, _, _)| *own == format);
    let named = rows().find(|(_, name, _)| *name == genre);
    let plain = rows().find(|(_, name, _)| name.is_empty());
    named.or(plain).map_or(EntryKind::DOCUMENT, |(_, _, kind)| *kind)
}

fn identifier(draft: &mut Draft, value: &str) {
    let lower = value.to_ascii_lowercase();
    if let Some(pmid) = lower.strip_prefix("info:pmid/") {
        draft.text(Field::PMID, pmid);
    } else if let Some(isbn) = lower.strip_prefix("urn:isbn:") {
        draft.number(Field::ISBN, isbn);
    } else if lower.starts_with("http") && !lower.contains("doi.org/10.") {
        draft.text(Field::URL, value);
    } else if !draft.doi_in(value) {
        draft.stranger("openurl", "id", value);
    }
}

/// `aulast` and `aufirst` are of the first author, which `au` may repeat.
fn people(draft: &mut Draft, pairs: &[(String, String)]) {
    let all = |key: &'static str| {
        pairs.iter().filter(move |(known, _)| known == key).map(|(_, value)| value.trim())
    };
    let part = |key| all(key).next().unwrap_or("");
    let given = [part("aufirst"), part("auinit"), part("auinit1")];
    let given = given.into_iter().find(|given| !given.is_empty()).unwrap_or("");
    let mut first = None;
    if !part("aulast").is_empty() {
        let name = names::person(part("aulast"), given, part("ausuffix"));
        first = Some(folded(&name));
        draft.name(Field::AUTHOR, name);
    }
    let mut listed = ["au", "creator"].into_iter().flat_map(all).peekable();
    // Some repeat the first author in the list, others do not.
    if let (Some(first), Some(name)) = (&first, listed.peek())
        && folded(&written(name)) == *first
    {
        listed.next();
    }
    for name in listed {
        draft.name(Field::AUTHOR, written(name));
    }
    for name in all("inv") {
        draft.name(Field::AUTHOR, written(name));
    }
    for name in all("aucorp") {
        draft.name(Field::AUTHOR, Name::literal(name));
    }
    for name in all("contributor") {
        draft.name(Field::CONTRIBUTOR, written(name));
    }
}

/// `I S Udvarhelyi`: initials without stops before the family name.
fn written(text: &str) -> Name {
    match names::direct(text) {
        Name::Person(mut person) => {
            person.given = names::stopped(&person.given).into();
            Name::Person(person)
        }
        name => name,
    }
}

fn folded(name: &Name) -> String {
    name.display()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
