//! People, bodies and meetings of MODS (`name`, with its roles).

use crate::formats::common::tables::{gives_degrees, publishes, role};
use crate::formats::common::xml::Element;
use crate::formats::common::{Draft, catalogue, names};
use crate::model::{Field, Name};

/// The names of another work, authors unless they say otherwise.
pub(super) fn authors_of(draft: &mut Draft, field: Field, other: &Element) {
    for name in other.children("name") {
        let roles = name.all("roleTerm");
        let wrote = roles.iter().any(|term| role(&term.text()) == Some(Field::AUTHOR));
        if wrote || roles.is_empty() {
            draft.name(field, name_of(name));
        }
    }
}

/// A publisher who stands among the names only.
pub(super) fn publisher_of_names(draft: &mut Draft, mods: &Element) {
    if let Some(name) = mods.children("name").find(|name| has_role(name, publishes)) {
        draft.text(Field::PUBLISHER, &institution(name));
    }
}

pub(super) fn has_role(name: &Element, is: fn(&str) -> bool) -> bool {
    name.all("roleTerm").iter().any(|term| is(&term.text()))
}

/// `University of Bergen: Department of Earth Science`
pub(super) fn institution(name: &Element) -> String {
    let parts = name.children("namePart").filter(|part| part.attr("type").is_empty());
    parts.map(Element::text).collect::<Vec<_>>().join(": ")
}

/// Kinds of works that are in others.
pub(super) const PARTS: [&str; 3] = ["paper-conference", "article-journal", "chapter"];

/// A name with its roles; those of a host are its own.
pub(super) fn person(draft: &mut Draft, element: &Element, of_host: bool) {
    let roles: Vec<Field> =
        element.all("roleTerm").iter().filter_map(|term| role(&term.text())).collect();
    if element.attr("type") == "conference" {
        meeting(draft, element);
        // The heading of a volume of proceedings; a part has authors of its own.
        if PARTS.contains(&draft.kind.csl()) {
            return;
        }
    }
    let silent = roles.is_empty()
        && (has_role(element, publishes) || has_role(element, gives_degrees));
    if silent && !of_host {
        // It is the publisher where no other is.
        let other = if has_role(element, publishes) { "publisher" } else { "grantor" };
        return draft.stranger("mods", &format!("name.{other}"), &institution(element));
    }
    let is_orcid = |said: &Element| {
        said.attr("type").eq_ignore_ascii_case("orcid")
            || said.text().contains("orcid.org/")
    };
    let orcid = element.children("nameIdentifier").find(|said| is_orcid(said));
    for said in element.children("nameIdentifier").filter(|said| !is_orcid(said)) {
        let text = format!("{}: {}", name_of(element).display(), said.text());
        draft.stranger("mods", "nameIdentifier", &text);
    }
    let mut name = name_of(element);
    let mut terms: Vec<String> = element
        .children("namePart")
        .filter(|part| part.attr("type") == "termsOfAddress")
        .map(Element::text)
        .filter(|term| !names::is_suffix(term))
        .collect();
    if let Name::Person(person) = &mut name
        && !person.suffix.is_empty()
        && !names::is_suffix(&person.suffix)
    {
        terms.push(std::mem::take(&mut person.suffix).to_string());
    }
    for term in terms {
        draft.stranger("mods", "termsOfAddress", &format!("{}: {term}", name.display()));
    }
    let field = match roles.first().copied() {
        Some(field) if of_host && field == Field::AUTHOR => Field::CONTAINER_AUTHOR,
        Some(field) => field,
        None if element.all("roleTerm").is_empty() && of_host => Field::CONTAINER_AUTHOR,
        None if element.all("roleTerm").is_empty() => Field::AUTHOR,
        None => Field::CONTRIBUTOR,
    };
    draft.person(field, name, &orcid.map(Element::text).unwrap_or_default());
    for said in element.children("affiliation") {
        draft.works_at(field, &said.text());
    }
}

/// A meeting is the event that a work comes from.
pub(super) fn meeting(draft: &mut Draft, element: &Element) {
    let parts = element.children("namePart").filter(|part| part.attr("type") != "date");
    let heading = parts.map(Element::text).collect::<Vec<_>>().join(" ");
    let dates = element.children("namePart").filter(|part| part.attr("type") == "date");
    let meeting = catalogue::meeting(&heading);
    draft.text(Field::EVENT_TITLE, &meeting.name);
    draft.text(Field::EVENT_PLACE, &meeting.place);
    draft.date(Field::EVENT_DATE, &meeting.date);
    dates.for_each(|date| draft.date(Field::EVENT_DATE, &date.text()));
}

pub(super) fn name_of(element: &Element) -> Name {
    let part = |kind: &str| {
        let parts = element.children("namePart").filter(|part| part.attr("type") == kind);
        parts.map(Element::text).collect::<Vec<_>>()
    };
    let (family, given, terms) = (part("family"), part("given"), part("termsOfAddress"));
    let suffix =
        terms.iter().find(|term| names::is_suffix(term)).cloned().unwrap_or_default();
    if !family.is_empty() {
        return names::person(&family.join(" "), &given.join(" "), &suffix);
    }
    let plain = part("");
    if element.child("etal").is_some() {
        return Name::Others;
    }
    match element.attr("type") {
        "corporate" | "conference" => Name::literal(&plain.join(": ")),
        _ => {
            let text =
                plain.first().cloned().unwrap_or_else(|| element.text_of("displayForm"));
            personal(&text)
        }
    }
}

/// `Alleman, Tillie Pierce [1848-1914]`, `Holberg, Ludvig, 1684-1754`
pub(super) fn personal(text: &str) -> Name {
    let text = text.split(" [").next().unwrap_or(text);
    let dated = |part: &str| part.trim().starts_with(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = text.split(',').filter(|part| !dated(part)).collect();
    match parts.as_slice() {
        [family] if !names::is_institution(family) => names::person(family, "", ""),
        parts => names::inverted(&parts.join(",")),
    }
}
