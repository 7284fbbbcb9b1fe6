//! From Word's sources to entries.

use super::fits;
use super::tables::{FIELDS, KINDS, LANGUAGES, NAMES};
use crate::formats::bibtex;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Parsed, Source};
use crate::model::{EntryKind as K, Field, Name, name};

/// Reads all sources.
pub(super) fn all(source: &Source) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let sources = document.all("Source");
    let entries = sources.into_iter().map(|source| one(source).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(source: &Element) -> Draft {
    let name = source.text_of("SourceType");
    let kind = KINDS.iter().find(|(known, _)| *known == name);
    let mut draft = Draft::new(kind.map_or(K::DOCUMENT, |(_, kind)| *kind));
    // JabRef says which BibTeX type it had.
    let own = bibtex::map::kind_of(&source.text_of("BIBTEX_Entry"));
    if own.is_known() {
        draft.kind = own;
    }
    draft.key = source.text_of("Tag");
    if let Some(outer) = source.child("Author") {
        for list in outer.elements() {
            if let Some((_, field)) = NAMES.iter().find(|(name, _)| *name == &*list.name) {
                people(&mut draft, list, *field);
            }
        }
    }
    for element in source.elements() {
        field(&mut draft, element);
    }
    date(&mut draft, source, "", Field::ISSUED);
    date(&mut draft, source, "Accessed", Field::ACCESSED);
    draft
}

fn people(draft: &mut Draft, list: &Element, field: Field) {
    for person in list.all("Person") {
        let given = [person.text_of("First"), person.text_of("Middle")];
        let given =
            given.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>();
        let (family, given) = (person.text_of("Last"), given.join(" "));
        // All authors of a paper in the fields of one: `Rowstron`, `A.`, `and Druschel, P.`
        if format!(" {given}").contains(" and ") {
            let list = name::parse_bibtex(&format!("{family}, {given}"));
            list.into_iter().for_each(|name| draft.name(field, name));
            continue;
        }
        draft.name(field, names::person(&family, &given, ""));
    }
    for institution in list.children("Corporate") {
        draft.name(field, Name::literal(&institution.text()));
    }
}

fn field(draft: &mut Draft, element: &Element) {
    let text = element.text();
    match &*element.name {
        "City" | "StateProvince" | "CountryRegion" => {
            let field = if draft.kind.csl() == "paper-conference"
                && draft.has(Field::EVENT_PLACE)
            {
                Field::EVENT_PLACE
            } else {
                Field::PUBLISHER_PLACE
            };
            match draft.get(field) {
                Some(before) => draft.replace(field, &format!("{before}, {text}")),
                None => draft.text(field, &text),
            }
        }
        "Comments" => draft.note(&element.raw_text()),
        "LCID" => match language(&text) {
            // Newer versions write the tag itself.
            "" if text.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                draft.text(Field::LANGUAGE, &text);
            }
            "" if text != "0" => draft.stranger("word", "LCID", &text),
            tag => draft.text(Field::LANGUAGE, tag),
        },
        "StandardNumber" => standard_number(draft, &text),
        // JabRef's own elements, for what Word lacks.
        "BIBTEX_KeyWords" => {
            let sign = if text.contains(';') { ';' } else { ',' };
            text.split(sign).for_each(|word| draft.keyword(word));
        }
        name if name.starts_with("BIBTEX_")
            && !FIELDS.iter().any(|row| row.0 == name)
            && name != "BIBTEX_Entry" =>
        {
            let own = name.trim_start_matches("BIBTEX_").to_lowercase();
            draft.text(Field::named(&own), &text);
        }
        "Author" | "SourceType" | "Tag" | "Guid" | "RefOrder" | "BIBTEX_Entry" => {}
        name if name.starts_with("Year")
            || name.starts_with("Month")
            || name.starts_with("Day") => {}
        name => {
            let row = FIELDS
                .iter()
                .find(|(known, kinds, _)| *known == name && fits(kinds, draft.kind));
            match row {
                Some((_, _, field)) => draft.text(*field, &text),
                None => draft.stranger("word", name, &text),
            }
        }
    }
}

/// The labels in a “standard number”, and the fields they are (JabRef writes them).
const LABELS: &[(&str, &str)] = &[
    ("ISBN", "ISBN"),
    ("ISSN", "ISSN"),
    ("LCCN", "lccn"),
    ("MRN", "mrnumber"),
    ("DOI", "DOI"),
];

/// `ISBN: 978-… ISSN: 1234-5678`, `:LCCN:0937-6429`, or one number by itself.
fn standard_number(draft: &mut Draft, text: &str) {
    let mut found: Vec<(usize, usize, &str)> = LABELS
        .iter()
        .filter_map(|(label, field)| {
            let at = text.find(&format!("{label}:"))?;
            Some((at, at + label.len() + 1, *field))
        })
        .collect();
    found.sort_unstable();
    for (index, (_, start, field)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(text.len(), |next| next.0);
        let value = text.get(*start..end).unwrap_or_default();
        let value =
            value.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ','));
        match *field {
            "DOI" => draft.doi(value),
            field => draft.text(Field::named(field), value),
        }
    }
    if !found.is_empty() {
        return;
    }
    let (books, serials) = (values::isbns(text), values::issns(text));
    books.iter().for_each(|number| draft.number(Field::ISBN, number));
    if books.is_empty() {
        serials.iter().for_each(|number| draft.number(Field::ISSN, number));
    }
    draft.doi_in(text);
    if books.is_empty() && serials.is_empty() && values::doi(text).is_none() {
        if matches!(draft.kind.csl(), "report" | "standard") && !draft.has(Field::NUMBER) {
            draft.text(Field::NUMBER, text);
        } else {
            draft.stranger("word", "StandardNumber", text);
        }
    }
}

fn language(number: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| *known == number).map_or("", |(_, tag)| tag)
}

fn date(draft: &mut Draft, source: &Element, suffix: &str, field: Field) {
    let part = |name: &str| source.text_of(&format!("{name}{suffix}"));
    let (year, month, day) = (part("Year"), part("Month"), part("Day"));
    let number = values::named(&month).or_else(|| month.parse().ok());
    let number = number.filter(|number| (1..=24).contains(number));
    if number.is_none() {
        draft.stranger("word", &format!("Month{suffix}"), &month);
    }
    let number = number.unwrap_or(0);
    let day =
        day.split(['-', '–']).next().and_then(|day| day.trim().parse().ok()).unwrap_or(0);
    match values::parts(year.parse().ok(), number, day) {
        Some(date) => draft.value(field, crate::model::Value::date(date)),
        None => draft.date(field, &year),
    }
}
