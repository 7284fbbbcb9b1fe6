//! From MODS to entries (MODS 3.8, “Top-Level Elements”).

use rustc_hash::FxHashSet;

use super::govinfo;
use super::tables::{RESOURCES, genre};
use crate::formats::common::tables::{gives_degrees, publishes, role};
use crate::formats::common::xml::Element;
use crate::formats::common::{Draft, catalogue, names, values};
use crate::model::{Date, EntryKind, Field, Name};

/// Reads one `<mods>`.
pub(super) fn one(mods: &Element) -> Draft {
    let host = related(mods, "host");
    let mut draft = Draft::new(kind(mods, host));
    draft.key = key(mods);
    titles(&mut draft, mods);
    for name in firsts(mods, "name") {
        person(&mut draft, name, false);
    }
    // The heading of a volume of proceedings; a paper has authors of its own.
    let nobody = [Field::AUTHOR, Field::EDITOR].iter().all(|f| draft.names(*f).is_empty());
    if nobody && draft.kind.csl() != "paper-conference" {
        let meetings =
            firsts(mods, "name").filter(|name| name.attr("type") == "conference");
        meetings.for_each(|name| draft.name(Field::AUTHOR, name_of(name)));
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

/// The work that this is a translation or new edition of. Of digitised things it is the same
/// work on paper.
fn original_of(draft: &mut Draft, original: &Element) {
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

/// The names of another work, authors unless they say otherwise.
fn authors_of(draft: &mut Draft, field: Field, other: &Element) {
    for name in other.children("name") {
        let roles = name.all("roleTerm");
        let wrote = roles.iter().any(|term| role(&term.text()) == Some(Field::AUTHOR));
        if wrote || roles.is_empty() {
            draft.name(field, name_of(name));
        }
    }
}

/// The elements of a name, without those that say the same in another script
/// (`altRepGroup`: “alternate representations of the same value”).
fn firsts<'a>(mods: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    mods.children(name).filter(move |element| {
        let group = element.attr("altRepGroup");
        group.is_empty() || seen.insert(group)
    })
}

/// What relates to the entry in ways that CSL has no variables for: its title is kept.
fn neighbours(draft: &mut Draft, mods: &Element) {
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

/// A publisher who stands among the names only.
fn publisher_of_names(draft: &mut Draft, mods: &Element) {
    if let Some(name) = mods.children("name").find(|name| has_role(name, publishes)) {
        draft.text(Field::PUBLISHER, &institution(name));
    }
}

fn has_role(name: &Element, is: fn(&str) -> bool) -> bool {
    name.all("roleTerm").iter().any(|term| is(&term.text()))
}

/// `University of Bergen: Department of Earth Science`
fn institution(name: &Element) -> String {
    let parts = name.children("namePart").filter(|part| part.attr("type").is_empty());
    parts.map(Element::text).collect::<Vec<_>>().join(": ")
}

fn related<'a>(mods: &'a Element, kind: &str) -> Option<&'a Element> {
    mods.children("relatedItem").find(|element| element.attr("type") == kind)
}

fn key(mods: &Element) -> String {
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

/// Whether a host is a periodical: it says so, has an ISSN, or volumes and issues.
fn periodical(host: &Element, kind: Option<EntryKind>) -> bool {
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

fn paged(host: &Element) -> bool {
    has_pages(host) || identifier(host, "isbn").is_some()
}

/// Whether it says which of its pages the entry is; its own size is no part.
fn has_pages(host: &Element) -> bool {
    host.children("part").any(|part| part.child("extent").is_some())
}

fn identifier(element: &Element, kind: &str) -> Option<String> {
    let found = element.children("identifier").find(|id| id.attr("type") == kind);
    found.map(Element::text).filter(|text| !text.is_empty())
}

/// `nonSort` title: subtitle. Part
fn title(info: &Element) -> String {
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

/// A name with its roles; those of a host are its own.
fn person(draft: &mut Draft, element: &Element, of_host: bool) {
    let roles: Vec<Field> =
        element.all("roleTerm").iter().filter_map(|term| role(&term.text())).collect();
    if element.attr("type") == "conference" {
        return meeting(draft, element);
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
    for name in ["affiliation", "nameIdentifier"] {
        for said in element.children(name).filter(|said| !is_orcid(said)) {
            let text = format!("{}: {}", name_of(element).display(), said.text());
            draft.stranger("mods", name, &text);
        }
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
}

/// A meeting is the event that a work comes from.
fn meeting(draft: &mut Draft, element: &Element) {
    let parts = element.children("namePart").filter(|part| part.attr("type") != "date");
    let heading = parts.map(Element::text).collect::<Vec<_>>().join(" ");
    let dates = element.children("namePart").filter(|part| part.attr("type") == "date");
    let meeting = catalogue::meeting(&heading);
    draft.text(Field::EVENT_TITLE, &meeting.name);
    draft.text(Field::EVENT_PLACE, &meeting.place);
    draft.date(Field::EVENT_DATE, &meeting.date);
    dates.for_each(|date| draft.date(Field::EVENT_DATE, &date.text()));
}

fn name_of(element: &Element) -> Name {
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
fn personal(text: &str) -> Name {
    let text = text.split(" [").next().unwrap_or(text);
    let dated = |part: &str| part.trim().starts_with(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = text.split(',').filter(|part| !dated(part)).collect();
    match parts.as_slice() {
        [family] if !names::is_institution(family) => names::person(family, "", ""),
        parts => names::inverted(&parts.join(",")),
    }
}

fn origin_of(draft: &mut Draft, origin: &Element) {
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
fn dated(draft: &mut Draft, origin: &Element, kind: &str, field: Field) {
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

fn descriptions(draft: &mut Draft, mods: &Element) {
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

fn identifiers(draft: &mut Draft, mods: &Element) {
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
fn main_address(draft: &mut Draft, mods: &Element) {
    let places = mods.children("location").flat_map(|location| location.children("url"));
    let main = places.into_iter().find(|url| url.attr("usage").starts_with("primary"));
    draft.text(Field::URL, &main.map(Element::text).unwrap_or_default());
}

fn location(draft: &mut Draft, mods: &Element) {
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

fn subjects(draft: &mut Draft, mods: &Element) {
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

/// Volume, issue, pages and date of a part.
fn part_of(draft: &mut Draft, part: &Element) {
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

fn series_of(draft: &mut Draft, series: &Element) {
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

fn host_of(draft: &mut Draft, host: &Element) {
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
