//! Where, when and how a work came out, its numbers and what it is about.

use super::names::{has_role, institution, name_of};
use super::read::title;
use super::tables::genre;
use crate::formats::common::tables::publishes;
use crate::formats::common::xml::Element;
use crate::formats::common::{Draft, catalogue, values};
use crate::model::{Date, Field};

pub(super) fn identifier(element: &Element, kind: &str) -> Option<String> {
    let found = element.children("identifier").find(|id| id.attr("type") == kind);
    found.map(Element::text).filter(|text| !text.is_empty())
}

pub(super) fn origin_of(draft: &mut Draft, origin: &Element) {
    let terms = origin.all("placeTerm");
    let place =
        terms.iter().find(|term| term.attr("type") != "code").map(|term| term.text());
    let plain = origin.path(&["place", "text"]).map(Element::text);
    if let Some(place) = place.or(plain) {
        draft.text(Field::PUBLISHER_PLACE, place.trim_end_matches([',', ':', ';', ' ']));
    }
    let publisher = origin.text_of("publisher");
    draft.text(Field::PUBLISHER, publisher.trim_end_matches([',', ' ']));
    // MODS 3.7 and later: an agent, a publisher unless it says otherwise.
    for agent in origin.children("agent") {
        if agent.all("roleTerm").is_empty() || has_role(agent, publishes) {
            draft.text(Field::PUBLISHER, &institution(agent));
        }
    }
    draft.text(Field::EDITION, origin.text_of("edition").trim_end_matches([',', '.', ' ']));
    // “The date to sort on” of several (`keyDate`).
    let kinds = ["dateIssued", "copyrightDate", "dateCreated"];
    let is_key = |kind: &&&str| origin.children(kind).any(|d| d.attr("keyDate") == "yes");
    for kind in kinds.iter().find(is_key).into_iter().chain(&kinds) {
        dated(draft, origin, kind, Field::ISSUED);
    }
    if let Some(date) = catalogue::date(&origin.text_of("displayDate"))
        && !draft.has(Field::ISSUED)
    {
        draft.set_date(Field::ISSUED, date);
    }
    dated(draft, origin, "dateCaptured", Field::ACCESSED);
    if origin.attr("eventType") == "original" {
        dated(draft, origin, "dateIssued", Field::ORIGINAL_DATE);
    }
    for other in origin.children("dateOther") {
        if let Some(field) = Field::known(other.attr("type")) {
            draft.date(field, &other.text());
        } else if other.attr("type") == "accessed" {
            draft.date(Field::ACCESSED, &other.text());
        }
    }
}

/// The date of an element; an encoded one is preferred, `point` makes a range.
pub(super) fn dated(draft: &mut Draft, origin: &Element, kind: &str, field: Field) {
    if draft.has(field) {
        return;
    }
    let all: Vec<&Element> =
        origin.children(kind).filter(|date| !date.text().is_empty()).collect();
    let at = |point: &str| all.iter().find(|date| date.attr("point") == point);
    if field != Field::ACCESSED
        && let (Some(start), Some(end)) = (at("start"), at("end"))
    {
        // 9999 and `uuuu` are MARC's ways to say that it goes on.
        let going_on = matches!(end.text().as_str(), "9999" | "uuuu");
        let end = if going_on { "..".to_owned() } else { end.text() };
        return draft.date(field, &format!("{}/{end}", start.text()));
    }
    let best = at("start")
        .or_else(|| all.iter().find(|date| !date.attr("encoding").is_empty()))
        .or_else(|| all.first());
    let Some(best) = best else { return };
    let text = best.text();
    let words = !text.contains(|c: char| c.is_ascii_digit());
    let said = || words.then(|| values::date(&text)).flatten();
    let mut date = catalogue::date(&text).or_else(said);
    if let (Some(Date::Single(parts)), false) =
        (&mut date, best.attr("qualifier").is_empty())
    {
        parts.approximate |= best.attr("qualifier") == "approximate";
        parts.uncertain |= best.attr("qualifier") == "questionable";
    }
    if let Some(date) = date {
        draft.set_date(field, date);
    }
}

pub(super) fn descriptions(draft: &mut Draft, mods: &Element) {
    let languages: Vec<String> = mods
        .children("language")
        .filter_map(|language| {
            let terms = language.all("languageTerm");
            let code = terms.iter().find(|term| term.attr("type") != "text");
            let term = code.or_else(|| terms.first()).map(|term| term.text());
            term.or_else(|| Some(language.text())).filter(|text| !text.is_empty())
        })
        .collect();
    draft.text(Field::LANGUAGE, &languages.join("; "));
    for text in mods.children("abstract") {
        draft.text(Field::ABSTRACT, &text.lines());
    }
    for note in mods.children("note") {
        draft.note(&note.lines());
    }
    for extent in mods.all("extent").iter().filter(|extent| extent.attr("unit").is_empty())
    {
        let own = mods
            .children("physicalDescription")
            .any(|d| d.children("extent").any(|own| std::ptr::eq(own, *extent)));
        let counted = || {
            let text = extent.text();
            let digits = text.strip_suffix(" p.");
            digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let book = matches!(draft.kind.csl(), "book" | "thesis" | "report");
        if own && (book || counted()) {
            let text = extent.text();
            draft
                .text(Field::NUMBER_OF_PAGES, &catalogue::pages(&text).unwrap_or_default());
            draft.text(
                Field::NUMBER_OF_VOLUMES,
                &catalogue::volumes(&text).unwrap_or_default(),
            );
        } else if own {
            draft.text(Field::DIMENSIONS, &extent.text());
        }
    }
    // Catalogues say `print` with an authority; a form of its own is a medium.
    for description in mods.children("physicalDescription") {
        let forms = description.children("form");
        for form in forms.filter(|form| form.attribute("authority").is_none()) {
            draft.text(Field::MEDIUM, &form.text());
        }
    }
    for form in mods.all("scale") {
        draft.text(Field::SCALE, form.text().trim_start_matches("Scale").trim());
    }
    let rights: Vec<String> = mods.children("accessCondition").map(Element::text).collect();
    draft.text(Field::LICENSE, &rights.join(" "));
    for condition in mods.children("accessCondition") {
        draft.text(Field::LICENSE, condition.attr("href"));
    }
    let classes: Vec<String> = mods.children("classification").map(Element::text).collect();
    draft.text(Field::CALL_NUMBER, &classes.join(", "));
    let other =
        mods.children("genre").filter(|element| element.attr("authority") != "ibid");
    let unknown = |element: &Element| {
        element.attr("type") == "csl" || genre(&element.text()).is_none()
    };
    for element in other.filter(|element| unknown(element)) {
        let (text, own) = (element.text(), element.attr("type") == "csl");
        if own {
            draft.text(Field::GENRE, &text);
        } else {
            draft.stranger("mods", "genre", &text);
        }
    }
}

pub(super) fn identifiers(draft: &mut Draft, mods: &Element) {
    for id in mods.children("identifier") {
        let text = id.text();
        let invalid = id.attr("invalid") == "yes";
        match id.attr("type").to_ascii_lowercase().as_str() {
            "doi" => {
                draft.doi(&text);
            }
            "isbn" if !invalid => {
                let found = values::isbns(&text);
                found.iter().for_each(|number| draft.number(Field::ISBN, number));
            }
            "issn" if !invalid => {
                values::issns(&text).iter().for_each(|n| draft.number(Field::ISSN, n))
            }
            "pmid" | "pubmed" => draft.text(Field::PMID, &text),
            "pmc" | "pmcid" => draft.text(Field::PMCID, &text),
            "uri" | "url" | "hdl" if text.starts_with("http") => {
                draft.text(Field::URL, &text)
            }
            "citekey" => {}
            "report number"
            | "number"
            | "patent"
            | "bill number"
            | "technical report"
            | "report"
            | "patent number"
            | "music publisher"
            | "music plate"
            | "issue number"
            | "matrix number"
            | "videorecording identifier" => {
                draft.text(Field::NUMBER, &text);
            }
            "ismn" => draft.text(Field::ISMN, &text),
            "isrc" | "isrn" | "strn" => draft.text(Field::ISRN, &text),
            "arxiv" => {
                draft.text(Field::EPRINT, &text);
                draft.text(Field::EPRINTTYPE, "arxiv");
            }
            "" => draft.stranger("mods", "identifier", &text),
            kind if invalid => {
                draft.stranger("mods", &format!("identifier.{kind}.invalid"), &text);
            }
            kind => draft.stranger("mods", &format!("identifier.{kind}"), &text),
        }
    }
}

/// The address that the record says is the one to show (`usage`), if it says so.
pub(super) fn main_address(draft: &mut Draft, mods: &Element) {
    let places = mods.children("location").flat_map(|location| location.children("url"));
    let main = places.into_iter().find(|url| url.attr("usage").starts_with("primary"));
    draft.text(Field::URL, &main.map(Element::text).unwrap_or_default());
}

pub(super) fn location(draft: &mut Draft, mods: &Element) {
    let places = mods.children("location").flat_map(Element::elements);
    let mut shelves: Vec<String> = Vec::new();
    let mut previews = Vec::new();
    for element in places {
        match &*element.name {
            "url" if element.attr("access") == "preview" => previews.push(element.text()),
            "url" => {
                let text = element.text();
                draft.text(Field::URL, &text);
                if draft.get(Field::URL).as_deref() != Some(text.as_str()) {
                    draft.stranger("mods", "url", &text);
                }
                draft.date(Field::ACCESSED, element.attr("dateLastAccessed"));
            }
            "physicalLocation" | "shelfLocator" => shelves.push(element.text()),
            // A hundred copies are enough; each is compared with those before.
            "holdingSimple" | "holdingExternal" if shelves.len() < 100 => {
                for name in ["subLocation", "shelfLocator"] {
                    let texts = element.all(name).into_iter().map(Element::text);
                    let new: Vec<String> = texts
                        .filter(|text| !shelves.iter().any(|shelf| shelf.contains(text)))
                        .collect();
                    shelves.extend(new);
                }
            }
            _ => {}
        }
    }
    previews.iter().for_each(|url| draft.stranger("mods", "url.preview", url));
    draft.text(Field::ARCHIVE_LOCATION, &shelves.join("; "));
    draft.text(Field::SOURCE, &mods.text_at(&["recordInfo", "recordContentSource"]));
}

pub(super) fn subjects(draft: &mut Draft, mods: &Element) {
    for subject in mods.children("subject") {
        for part in subject.elements() {
            match &*part.name {
                "cartographics" => {
                    draft.text(
                        Field::SCALE,
                        part.text_of("scale").trim_start_matches("Scale").trim(),
                    );
                }
                "hierarchicalGeographic" => {
                    part.elements().for_each(|place| draft.keyword(&place.text()));
                }
                "name" => draft.keyword(&name_of(part).display()),
                "titleInfo" => draft.keyword(&title(part)),
                _ => draft.keyword(&part.text()),
            }
        }
    }
}
