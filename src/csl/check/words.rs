//! Words that a style takes from elsewhere: variables, types, terms, positions, locators.

use std::collections::BTreeSet;

use super::Check;
use super::tables::schema::{OWN_VARIABLES, POSITIONS};
use crate::csl::locale::Locales;
use crate::csl::style::{Attribute, Document, Element};
use crate::diag::catalogue::style as rules;
use crate::diag::catalogue::style_check as own;
use crate::model::{Datatype, EntryKind, Field, LocatorLabel};

pub(super) fn check(check: &mut Check<'_>, locales: &dyn Locales) {
    let document = check.document;
    let terms = terms(document, locales);
    for (_, element) in document.all() {
        for attribute in &element.attributes {
            match (&*attribute.name, &*element.name) {
                ("variable", _) => variables(check, element, attribute),
                ("is-numeric" | "is-uncertain-date", "if" | "else-if") => {
                    variables(check, element, attribute);
                }
                ("type", "if" | "else-if") => types(check, attribute),
                ("position", _) => positions(check, attribute),
                ("locator", _) => locators(check, attribute),
                ("term", "text" | "et-al") => term(check, element, attribute, &terms),
                _ => {}
            }
        }
    }
}

/// The name of every variable of CSL.
fn csl_variables() -> impl Iterator<Item = &'static str> {
    let fields = Field::all().filter_map(|field| field.info().and_then(|row| row.csl));
    fields.chain(OWN_VARIABLES.iter().copied())
}

fn variables(check: &mut Check<'_>, element: &Element, attribute: &Attribute) {
    for name in attribute.value.split_whitespace() {
        if !csl_variables().any(|known| known == name) {
            let what = format!("CSL has no variable `{name}`");
            let known = csl_variables();
            check.say_near(&rules::UNKNOWN_VARIABLE, what, attribute.span, name, known);
            continue;
        }
        let datatype = Field::known(name).map(Field::datatype);
        let (is_date, is_names) =
            (datatype == Some(Datatype::Date), datatype == Some(Datatype::Names));
        let what = match &*element.name {
            "date" if !is_date => "`<date>` prints dates, and `{}` is none",
            "names" if !is_names && !name.starts_with("editor") => {
                "`<names>` prints names, and `{}` holds none"
            }
            "text" | "number" if is_names => {
                "names are printed by `<names>`, not by `<{e}>`"
            }
            "text" | "number" if is_date => "dates are printed by `<date>`, not by `<{e}>`",
            _ => continue,
        };
        let what = what.replace("{}", name).replace("{e}", &element.name);
        check.say(&own::WRONG_VARIABLE, what, attribute.span);
    }
}

fn types(check: &mut Check<'_>, attribute: &Attribute) {
    let known = || EntryKind::all().map(EntryKind::csl).chain(["article"]);
    for name in attribute.value.split_whitespace() {
        if !known().any(|known| known == name) {
            let what = format!("CSL has no type `{name}`");
            check.say_near(&own::UNKNOWN_TYPE, what, attribute.span, name, known());
        }
    }
}

fn positions(check: &mut Check<'_>, attribute: &Attribute) {
    for name in attribute.value.split_whitespace().filter(|name| !POSITIONS.contains(name))
    {
        let what = format!("no cite has the position `{name}`");
        let known = POSITIONS.iter().copied();
        check.say_near(&rules::UNKNOWN_ATTRIBUTE_VALUE, what, attribute.span, name, known);
    }
}

fn locators(check: &mut Check<'_>, attribute: &Attribute) {
    let value = attribute.value.replace("sub verbo", "sub-verbo");
    for name in value.split_whitespace().filter(|name| LocatorLabel::named(name).is_none())
    {
        let what = format!("CSL has no locator `{name}`");
        let known = LocatorLabel::all().map(LocatorLabel::name);
        check.say_near(&rules::UNKNOWN_ATTRIBUTE_VALUE, what, attribute.span, name, known);
    }
}

fn term(
    check: &mut Check<'_>,
    element: &Element,
    attribute: &Attribute,
    terms: &BTreeSet<String>,
) {
    let name = normal(&attribute.value);
    // `et-al` has a term of its own, whatever the locale.
    if terms.contains(&name) || (&*element.name == "et-al" && name == "et-al") {
        return;
    }
    let what = format!("no locale has the term `{}`", attribute.value);
    let known = terms.iter().map(String::as_str);
    check.say_near(&rules::UNKNOWN_TERM, what, attribute.span, &name, known);
}

/// Terms are spelled with hyphens or spaces (`sub verbo`, `et-al`).
fn normal(term: &str) -> String {
    term.replace(' ', "-")
}

/// The terms of American English, which has them all, and of the style itself.
fn terms(document: &Document, locales: &dyn Locales) -> BTreeSet<String> {
    let names = |document: &Document| -> Vec<String> {
        let terms = document.all().filter(|(_, element)| &*element.name == "term");
        terms.filter_map(|(_, term)| term.get("name").map(normal)).collect()
    };
    let mut terms: BTreeSet<String> = names(document).into_iter().collect();
    if let Some(xml) = locales.xml("en-US") {
        terms.extend(names(&Document::read(&xml).0));
    }
    terms
}
