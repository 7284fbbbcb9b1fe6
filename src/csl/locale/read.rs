//! Reading a `<locale>` element, of a locale file or of a style.

use crate::csl::locale::{Gender, Locale, LocaleDate, LocaleDatePart};
use crate::csl::style::attributes;
use crate::csl::style::element::{Part, TermForm};
use crate::csl::style::{Document, Element, ElementId};

/// Lays the terms, dates and options of an element over a locale.
pub(super) fn element(locale: &mut Locale, document: &Document, root: ElementId) {
    for (id, child) in document.children(root) {
        match &*child.name {
            "terms" => terms(locale, document, id),
            "date" => date(locale, document, id, child),
            "style-options" => options(locale, child),
            _ => {}
        }
    }
}

fn options(locale: &mut Locale, element: &Element) {
    if let Some(value) = element.get("punctuation-in-quote") {
        locale.punctuation_in_quote = value == "true";
    }
    if let Some(value) = element.get("limit-day-ordinals-to-day-1") {
        locale.ordinals_on_day_one_only = value == "true";
    }
}

fn terms(locale: &mut Locale, document: &Document, id: ElementId) {
    let is_ordinal = |name: &str| name == "ordinal" || name.starts_with("ordinal-");
    let generic =
        document.children(id).any(|(_, term)| term.get("name") == Some("ordinal"));
    if generic {
        locale.ordinals.clear(&mut locale.terms);
    }
    for (id, term) in document.children(id) {
        let Some(name) = term.get("name").filter(|_| &*term.name == "term") else {
            continue;
        };
        let name = if name == "sub verbo" { "sub-verbo" } else { name };
        let form = term.get("form").map_or(Some(TermForm::Long), attributes::term_form);
        let Some(form) = form else { continue };
        let gender_form = term.get("gender-form").and_then(Gender::named);
        if is_ordinal(name) {
            locale.ordinals.add(name, term.get("match"), gender_form);
        }
        let part =
            |name: &str| document.child(id, name).map(|id| printed(&document.get(id).text));
        let wording = match (part("single"), part("multiple")) {
            (None, None) => (printed(&term.text).into(), printed(&term.text).into()),
            (single, multiple) => {
                (single.unwrap_or_default().into(), multiple.unwrap_or_default().into())
            }
        };
        if let Some(gender) = term.get("gender").and_then(Gender::named) {
            locale.terms.set_gender(name, gender);
        }
        locale.terms.set(name, form, gender_form, wording);
    }
}

/// The characters of a term; a line break between tags is none.
fn printed(text: &str) -> &str {
    if text.contains('\n') && text.trim().is_empty() { "" } else { text }
}

fn date(locale: &mut Locale, document: &Document, id: ElementId, element: &Element) {
    let parts = document.children(id).filter_map(|(_, child)| {
        let part = match child.get("name")? {
            "year" => Part::Year,
            "month" => Part::Month,
            "day" => Part::Day,
            _ => return None,
        };
        Some(LocaleDatePart { part, attributes: pairs(child) })
    });
    let date = LocaleDate { attributes: pairs(element), parts: parts.collect() };
    match element.get("form") {
        Some("text") => locale.text_date = Some(date),
        Some("numeric") => locale.numeric_date = Some(date),
        _ => {}
    }
}

fn pairs(element: &Element) -> Vec<(Box<str>, Box<str>)> {
    let attributes = element.attributes.iter();
    attributes.map(|attribute| (attribute.name.clone(), attribute.value.clone())).collect()
}
