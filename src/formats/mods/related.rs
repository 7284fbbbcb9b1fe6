//! What a work is in, comes from or belongs to (`relatedItem`, `part`).

use super::describe::{dated, identifier, identifiers, location, origin_of};
use super::names::{authors_of, meeting, name_of, person};
use super::read::title;
use crate::formats::common::xml::Element;
use crate::formats::common::{Draft, catalogue};
use crate::model::{EntryKind, Field};

/// The work that this is a translation or new edition of. Of digitised things it is the same
/// work on paper.
pub(super) fn original_of(draft: &mut Draft, original: &Element) {
    let title = original.child("titleInfo").map(title).unwrap_or_default();
    if draft.get(Field::TITLE).as_deref() != Some(&title) {
        draft.rich(Field::ORIGINAL_TITLE, &title);
    }
    authors_of(draft, Field::ORIGINAL_AUTHOR, original);
    if let Some(origin) = original.child("originInfo") {
        dated(draft, origin, "dateIssued", Field::ORIGINAL_DATE);
        draft.text(Field::ORIGINAL_PUBLISHER, &origin.text_of("publisher"));
    }
}

/// What relates to the entry in ways that CSL has no variables for: its title is kept.
pub(super) fn neighbours(draft: &mut Draft, mods: &Element) {
    const KNOWN: [&str; 5] = ["host", "series", "original", "reviewOf", ""];
    for other in mods.children("relatedItem") {
        let kind = other.attr("type");
        if !KNOWN.contains(&kind)
            && let Some(info) = other.child("titleInfo")
        {
            draft.stranger("mods", &format!("relatedItem.{kind}"), &title(info));
        }
    }
    for element in mods.children("tableOfContents") {
        draft.stranger("mods", "tableOfContents", &element.text());
    }
    for element in mods.children("targetAudience") {
        draft.stranger("mods", "targetAudience", &element.text());
    }
}

pub(super) fn related<'a>(mods: &'a Element, kind: &str) -> Option<&'a Element> {
    mods.children("relatedItem").find(|element| element.attr("type") == kind)
}

/// Whether a host is a periodical: it says so, has an ISSN, or volumes and issues.
pub(super) fn periodical(host: &Element, kind: Option<EntryKind>) -> bool {
    let continuing = host
        .all("issuance")
        .iter()
        .any(|element| matches!(element.text().as_str(), "continuing" | "serial"));
    let details = || host.all("detail").into_iter().map(|detail| detail.attr("type"));
    let numbered = details().any(|kind| matches!(kind, "issue" | "number"))
        || details().any(|kind| kind == "volume");
    let abbreviated =
        host.children("titleInfo").any(|title| title.attr("type") == "abbreviated");
    let isbn = identifier(host, "isbn").is_some();
    matches!(
        kind,
        Some(
            EntryKind::PERIODICAL
                | EntryKind::ARTICLE_NEWSPAPER
                | EntryKind::ARTICLE_JOURNAL
        )
    ) || continuing
        || identifier(host, "issn").is_some()
        || kind.is_none() && !isbn && (numbered || abbreviated)
}

pub(super) fn paged(host: &Element) -> bool {
    has_pages(host) || identifier(host, "isbn").is_some()
}

/// Whether it says which of its pages the entry is; its own size is no part.
pub(super) fn has_pages(host: &Element) -> bool {
    host.children("part").any(|part| part.child("extent").is_some())
}

/// Volume, issue, pages and date of a part.
pub(super) fn part_of(draft: &mut Draft, part: &Element) {
    for detail in part.children("detail") {
        let number = detail.text_of("number");
        let number = if number.is_empty() { detail.text_of("title") } else { number };
        let number = if number.is_empty() { detail.text_of("caption") } else { number };
        match detail.attr("type").to_ascii_lowercase().as_str() {
            "volume" => draft.text(Field::VOLUME, &number),
            "issue" | "number" => draft.text(Field::ISSUE, &number),
            "section" => draft.text(Field::SECTION, &number),
            "chapter" => draft.text(Field::CHAPTER_NUMBER, &number),
            "article" | "article number" => draft.text(Field::EID, &number),
            "page" | "pages" | "page number" | "page numbers" | "page range" => {
                draft.text(Field::PAGE, &number);
            }
            "part" => draft.text(Field::PART_NUMBER, &number),
            "supplement" => draft.text(Field::SUPPLEMENT_NUMBER, &number),
            kind => draft.stranger("mods", &format!("detail.{kind}"), &number),
        }
    }
    for extent in part.children("extent") {
        let list = extent.text_of("list");
        let (first, last) = (extent.text_of("start"), extent.text_of("end"));
        if list.is_empty() {
            draft.pages(&first, &last);
        } else {
            let list = list.trim_start_matches(['p', '.', ' ']).replace(['–', '—'], "-");
            draft.text(Field::PAGE, &list);
        }
        if first.is_empty() && list.is_empty() {
            draft.text(Field::PAGE, &extent.text());
        }
    }
    if let Some(date) = catalogue::date(&part.text_of("date"))
        && !draft.has(Field::ISSUED)
    {
        draft.set_date(Field::ISSUED, date);
    }
    let note = part.children("text").map(Element::text).collect::<Vec<_>>().join(" ");
    draft.stranger("mods", "part.text", &note);
}

pub(super) fn series_of(draft: &mut Draft, series: &Element) {
    for info in series.children("titleInfo") {
        draft.rich(Field::COLLECTION_TITLE, &info.text_of("title"));
        draft.text(Field::COLLECTION_NUMBER, &info.text_of("partNumber"));
    }
    for detail in series.all("detail") {
        draft.text(Field::COLLECTION_NUMBER, &detail.text_of("number"));
    }
    for element in series.children("name") {
        draft.name(Field::COLLECTION_EDITOR, name_of(element));
    }
    if let Some(issn) = identifier(series, "issn") {
        draft.number(Field::ISSN, &issn);
    }
}

pub(super) fn host_of(draft: &mut Draft, host: &Element) {
    for info in host.children("titleInfo") {
        match info.attr("type") {
            "abbreviated" => draft.rich(Field::CONTAINER_TITLE_SHORT, &title(info)),
            _ => draft.rich(Field::CONTAINER_TITLE, &title(info)),
        }
    }
    if let Some(part) = host.child("part") {
        part_of(draft, part);
    }
    for element in host.children("name") {
        if element.attr("type") == "conference" {
            meeting(draft, element);
        } else {
            person(draft, element, true);
        }
    }
    for origin in host.children("originInfo") {
        origin_of(draft, origin);
    }
    if let Some(series) = related(host, "series") {
        series_of(draft, series);
    }
    identifiers(draft, host);
    location(draft, host);
}
