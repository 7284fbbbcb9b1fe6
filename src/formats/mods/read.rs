//! From MODS to entries (MODS 3.8, “Top-Level Elements”).

use rustc_hash::FxHashSet;

use super::describe::{
    descriptions, identifier, identifiers, location, main_address, origin_of, subjects,
};
use super::govinfo;
use super::names::{authors_of, has_role, institution, person, publisher_of_names};
use super::related::{
    has_pages, host_of, neighbours, original_of, paged, part_of, periodical, related,
    series_of,
};
use super::tables::{RESOURCES, genre};
use crate::formats::common::tables::gives_degrees;
use crate::formats::common::xml::Element;
use crate::formats::common::{Draft, catalogue};
use crate::model::{EntryKind, Field};

/// Reads one `<mods>`.
pub(super) fn one(mods: &Element) -> Draft {
    let host = related(mods, "host");
    let mut draft = Draft::new(kind(mods, host));
    draft.key = key(mods);
    titles(&mut draft, mods);
    for name in firsts(mods, "name") {
        person(&mut draft, name, false);
    }
    for origin in firsts(mods, "originInfo") {
        origin_of(&mut draft, origin);
    }
    descriptions(&mut draft, mods);
    main_address(&mut draft, mods);
    identifiers(&mut draft, mods);
    location(&mut draft, mods);
    if let Some(original) = related(mods, "original") {
        location(&mut draft, original);
        original_of(&mut draft, original);
    }
    subjects(&mut draft, mods);
    for part in mods.children("part") {
        part_of(&mut draft, part);
    }
    if let Some(series) = related(mods, "series") {
        series_of(&mut draft, series);
    }
    if let Some(host) = host {
        host_of(&mut draft, host);
    }
    if let Some(bill) = govinfo::bill(mods) {
        bill.tell(&mut draft);
    }
    if draft.kind.csl() == "thesis" {
        thesis(&mut draft, mods);
    }
    publisher_of_names(&mut draft, mods);
    neighbours(&mut draft, mods);
    if let Some(review) = related(mods, "reviewOf") {
        draft.text(
            Field::REVIEWED_TITLE,
            &review.child("titleInfo").map(title).unwrap_or_default(),
        );
        authors_of(&mut draft, Field::REVIEWED_AUTHOR, review);
    }
    draft
}

/// The elements of a name, without those that say the same in another script
/// (`altRepGroup`: “alternate representations of the same value”).
pub(super) fn firsts<'a>(
    mods: &'a Element,
    name: &'a str,
) -> impl Iterator<Item = &'a Element> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    mods.children(name).filter(move |element| {
        let group = element.attr("altRepGroup");
        group.is_empty() || seen.insert(group)
    })
}

/// Degree and university: of the names, of the extension for theses (ETD-MS), or of a note
/// in the catalogue's form.
fn thesis(draft: &mut Draft, mods: &Element) {
    let granted = mods.children("name").find(|name| has_role(name, gives_degrees));
    if let Some(school) = granted {
        draft.text(Field::PUBLISHER, &institution(school));
    }
    let degrees =
        mods.children("extension").find_map(|extension| extension.child("degree"));
    let degree = degrees
        .or_else(|| mods.children("extension").find(|e| e.child("grantor").is_some()));
    if let Some(degree) = degree {
        for name in ["name", "degreeName", "level", "degreeLevel"] {
            draft.text(Field::GENRE, &degree.text_of(name));
        }
        draft.text(Field::PUBLISHER, &degree.text_of("grantor"));
    }
    for note in mods.children("note") {
        if let Some(said) = catalogue::thesis(&note.text()) {
            draft.text(Field::GENRE, &said.genre);
            draft.text(Field::PUBLISHER, &said.school);
            draft.date(Field::ISSUED, &said.year);
        }
    }
}

pub(super) fn key(mods: &Element) -> String {
    let citekey = mods.children("identifier").find(|id| id.attr("type") == "citekey");
    match (citekey, mods.attr("ID")) {
        (Some(key), _) => key.text(),
        (None, "") => mods.text_at(&["recordInfo", "recordIdentifier"]),
        (None, id) => id.to_owned(),
    }
}

/// The kind: our own word, a genre, the type of resource, the shape of the host.
fn kind(mods: &Element, host: Option<&Element>) -> EntryKind {
    let genres: Vec<&Element> = mods.children("genre").collect();
    if let Some(own) = genres.iter().find(|genre| genre.attr("authority") == "ibid") {
        return EntryKind::named(&own.text());
    }
    let ranked = |authority: &'static str| {
        genres
            .iter()
            .filter(move |element| element.attr("authority") == authority)
            .find_map(|element| genre(&element.text()))
    };
    let found = ranked("local").or_else(|| ranked("marcgt"));
    let found = found.or_else(|| genres.iter().find_map(|element| genre(&element.text())));
    let host_genre = host
        .and_then(|host| host.children("genre").find_map(|element| genre(&element.text())));
    match (found, host) {
        (Some(EntryKind::PERIODICAL), Some(_)) => return EntryKind::ARTICLE_JOURNAL,
        (Some(EntryKind::BOOK), Some(host)) if host_genre.is_some() || paged(host) => {
            return EntryKind::CHAPTER;
        }
        (Some(kind), _) => return kind,
        _ => {}
    }
    let resource = mods.text_of("typeOfResource").to_lowercase();
    if let Some((_, kind)) = RESOURCES.iter().find(|(name, _)| *name == resource) {
        return *kind;
    }
    if host.is_some_and(|host| periodical(host, host_genre)) {
        return if host_genre == Some(EntryKind::ARTICLE_NEWSPAPER) {
            EntryKind::ARTICLE_NEWSPAPER
        } else {
            EntryKind::ARTICLE_JOURNAL
        };
    }
    let html =
        mods.all("internetMediaType").iter().any(|media| media.text() == "text/html");
    let issuance = mods.text_at(&["originInfo", "issuance"]);
    // A volume with an imprint of its own, in a set.
    let own = issuance == "monographic"
        && mods.path(&["originInfo", "publisher"]).is_some()
        && host_genre.is_none();
    match (host, host_genre) {
        _ if own && !html && host.is_none_or(|host| !has_pages(host)) => EntryKind::BOOK,
        (_, Some(EntryKind::PROCEEDINGS)) => EntryKind::PAPER_CONFERENCE,
        (_, Some(EntryKind::BOOK | EntryKind::EDITED_COLLECTION)) => EntryKind::CHAPTER,
        (_, Some(EntryKind::WEBPAGE)) => EntryKind::WEBPAGE,
        _ if html => EntryKind::WEBPAGE,
        (Some(host), _) if paged(host) => EntryKind::CHAPTER,
        _ if issuance == "continuing" || issuance == "serial" => EntryKind::PERIODICAL,
        _ if issuance == "monographic"
            || mods.path(&["originInfo", "publisher"]).is_some() =>
        {
            EntryKind::BOOK
        }
        _ if identifier(mods, "isbn").is_some() => EntryKind::BOOK,
        _ => EntryKind::DOCUMENT,
    }
}

/// `nonSort` title: subtitle. Part
pub(super) fn title(info: &Element) -> String {
    let mut text = String::new();
    let article = info.text_of("nonSort");
    if !article.is_empty() {
        text.push_str(&article);
        if !article.ends_with(['\'', '’', '-']) {
            text.push(' ');
        }
    }
    text.push_str(&info.child("title").map(Element::rich).unwrap_or_default());
    let text = text.trim_end_matches([':', '/', ' ', ';']).to_owned();
    let mut text = text;
    let subtitle = info.child("subTitle").map(Element::rich).unwrap_or_default();
    if !subtitle.is_empty() {
        let closed = text.ends_with(['?', '!', ':']);
        text.push_str(if closed { " " } else { ": " });
        text.push_str(subtitle.trim_end_matches([' ', '/']));
    }
    let (number, name) = (info.text_of("partNumber"), info.text_of("partName"));
    if !number.is_empty() {
        text.push_str(&format!(". {number}"));
    }
    if !name.is_empty() {
        text.push_str(if number.is_empty() { ". " } else { ": " });
        text.push_str(&name);
    }
    text.trim_end_matches([',', ' ']).to_owned()
}

fn titles(draft: &mut Draft, mods: &Element) {
    for info in mods.children("titleInfo") {
        match info.attr("type") {
            "" if draft.has(Field::TITLE) => {
                draft.stranger("mods", "titleInfo.alternative", &title(info));
            }
            "" => draft.rich(Field::TITLE, &title(info)),
            "abbreviated" => draft.rich(Field::TITLE_SHORT, &title(info)),
            "translated" => draft.stranger("mods", "titleInfo.translated", &title(info)),
            "uniform" => draft.stranger("mods", "titleInfo.uniform", &title(info)),
            _ => draft.stranger("mods", "titleInfo.alternative", &title(info)),
        }
    }
    if !draft.has(Field::TITLE)
        && let Some(info) = mods.child("titleInfo")
    {
        draft.rich(Field::TITLE, &title(info));
    }
}
