//! DataCite's JSON (metadata schema 4.5, as the REST API and content negotiation give it).

use serde_json::{Map, Value as Json, json};

use super::crosscite;
use crate::formats::common::json::{self, entries, list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::{Claims, Draft, Keys, catalogue, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "datacite-json",
    about: "DataCite's JSON",
    extensions: &["json"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// `resourceTypeGeneral` or the type by another vocabulary, kind. The first row of a kind is
/// written.
pub(crate) static KINDS: &[(&str, K)] = &[
    ("JournalArticle", K::ARTICLE_JOURNAL),
    ("ScholarlyArticle", K::ARTICLE_JOURNAL),
    ("DataPaper", K::ARTICLE_JOURNAL),
    ("Book", K::BOOK),
    ("BookChapter", K::CHAPTER),
    ("Chapter", K::CHAPTER),
    ("ConferencePaper", K::PAPER_CONFERENCE),
    ("ConferenceProceeding", K::PROCEEDINGS),
    ("Dissertation", K::THESIS),
    ("Thesis", K::THESIS),
    ("Report", K::REPORT),
    ("Preprint", K::ARTICLE),
    ("PeerReview", K::REVIEW),
    ("Standard", K::STANDARD),
    ("Dataset", K::DATASET),
    ("Collection", K::COLLECTION),
    ("Software", K::SOFTWARE),
    ("SoftwareSourceCode", K::SOFTWARE),
    ("ComputationalNotebook", K::SOFTWARE),
    ("Workflow", K::SOFTWARE),
    ("Model", K::DOCUMENT),
    ("Image", K::GRAPHIC),
    ("Audiovisual", K::MOTION_PICTURE),
    ("Film", K::MOTION_PICTURE),
    ("Sound", K::SONG),
    ("Event", K::EVENT),
    ("InteractiveResource", K::WEBPAGE),
    ("PhysicalObject", K::GRAPHIC),
    ("Journal", K::PERIODICAL),
    ("Presentation", K::SPEECH),
    ("Poster", K::SPEECH),
    ("OutputManagementPlan", K::REPORT),
    ("Award", K::DOCUMENT),
    ("Instrument", K::DOCUMENT),
    ("Project", K::DOCUMENT),
    ("Service", K::DOCUMENT),
    ("StudyRegistration", K::DOCUMENT),
    ("Text", K::DOCUMENT),
    ("Other", K::DOCUMENT),
];

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with(['{', '[']) {
        return 0;
    }
    let signs = [
        "resourceTypeGeneral",
        "datacite.org/schema",
        "\"publicationYear\"",
        "\"relatedIdentifiers\"",
        "\"resource-type-general\"",
    ];
    match signs.iter().filter(|sign| start.contains(**sign)).count() {
        0 => 0,
        1 => 60,
        _ => 96,
    }
}

/// What is said in other words, and what is DataCite's own.
const BESIDES: &[&str] = &[
    "types",
    "id",
    "publicationYear",
    "dates",
    "language",
    "schemaVersion",
    "agency",
    "provider",
    "providerId",
    "clientId",
    "source",
    "state",
    "created",
    "updated",
    "registered",
    "published",
    "prefix",
    "suffix",
    "xml",
    "viewCount",
    "viewsOverTime",
    "downloadCount",
    "downloadsOverTime",
    "citationCount",
    "citationsOverTime",
    "partCount",
    "partOfCount",
    "referenceCount",
    "versionCount",
    "versionOfCount",
    "metadataVersion",
    "isActive",
    "reason",
    "resource-type-general",
    "resource-type",
    "publication-year",
    "type",
    "lang",
    "nameType",
    "titleType",
    "contributorType",
    "descriptionType",
    "identifierType",
    "relationType",
    "relatedItemType",
    "numberType",
    "nameIdentifierScheme",
    "relatedIdentifierType",
    "relatedItemIdentifierType",
    "resourceTypeGeneral",
    "schemeUri",
];

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (found, diagnostics) = json::values(source.text());
    let mut keys = Keys::default();
    let mut unread = Unread::default();
    let mut parsed = Parsed { diagnostics, ..Parsed::default() };
    for value in &found {
        for work in entries(value, &[&["data"]]) {
            let work = work.get("attributes").unwrap_or(work);
            let draft =
                if crosscite::is(work) { one(&crosscite::modern(work)) } else { one(work) };
            unread.unsaid(work, &draft.said(), BESIDES);
            parsed.entries.push(draft.finish(&mut keys));
        }
    }
    parsed.diagnostics.extend(unread.findings());
    parsed
}

/// The kind: what says most first.
fn kind(work: &Json) -> K {
    let types = work.get("types").unwrap_or(&Json::Null);
    let named =
        |name: &str| KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    let general = member(types, "resourceTypeGeneral");
    let exact = named(&general).filter(|kind| *kind != K::DOCUMENT);
    let resource = member(types, "resourceType").replace(' ', "").to_lowercase();
    let by_words = match resource.as_str() {
        "journalarticle" | "article" => Some(K::ARTICLE_JOURNAL),
        "bookchapter" | "booksection" | "chapter" => Some(K::CHAPTER),
        "conferencepaper" | "proceedings" => Some(K::PAPER_CONFERENCE),
        "thesis" | "dissertation" | "doctoralthesis" => Some(K::THESIS),
        "book" | "monograph" => Some(K::BOOK),
        "report" | "technicalreport" => Some(K::REPORT),
        "preprint" => Some(K::ARTICLE),
        _ => None,
    };
    let others = [
        match member(types, "citeproc").as_str() {
            "" | "article" => None,
            name => K::known(name),
        },
        match member(types, "ris").as_str() {
            "JOUR" => Some(K::ARTICLE_JOURNAL),
            "CHAP" => Some(K::CHAPTER),
            "THES" => Some(K::THESIS),
            "RPRT" => Some(K::REPORT),
            "BOOK" => Some(K::BOOK),
            _ => None,
        },
        named(&member(types, "schemaOrg")).filter(|kind| *kind != K::ARTICLE_JOURNAL),
    ];
    exact
        .or(by_words)
        .or_else(|| others.into_iter().flatten().next())
        .unwrap_or(K::DOCUMENT)
}

pub(super) fn one(work: &Json) -> Draft {
    let mut draft = Draft::new(kind(work));
    draft.key = member(work, "ibid-key");
    for title in list(work, "titles") {
        match member(title, "titleType").as_str() {
            "" => draft.rich(Field::TITLE, &joined(work, &member(title, "title"))),
            "TranslatedTitle" => {
                draft.stranger("datacite", "translated", &member(title, "title"))
            }
            "AlternativeTitle" | "Other" => {
                draft.stranger("datacite", "alternative", &member(title, "title"))
            }
            _ => {}
        }
    }
    people_in(&mut draft, work);
    genre(&mut draft, work);
    let publisher = match work.get("publisher") {
        Some(object @ Json::Object(_)) => member(object, "name"),
        _ => member(work, "publisher"),
    };
    // “This property will be used to formulate the citation” (schema 4.5, property 4).
    if draft.kind != K::ARTICLE_JOURNAL || work.get("ibid-key").is_some() {
        draft.text(Field::PUBLISHER, &publisher);
    }
    container(&mut draft, work);
    dates(&mut draft, work);
    draft.doi(&member(work, "doi"));
    if !draft.has(Field::DOI) {
        draft.doi_in(&member(work, "id"));
    }
    draft.text(Field::URL, &member(work, "url"));
    draft.text(Field::LANGUAGE, &member(work, "language"));
    draft.text(Field::VERSION, &member(work, "version"));
    list(work, "subjects")
        .iter()
        .for_each(|subject| draft.keyword(&member(subject, "subject")));
    let rights: Vec<String> = list(work, "rightsList")
        .iter()
        .map(|right| {
            let text = member(right, "rights");
            if text.is_empty() { member(right, "rightsUri") } else { text }
        })
        .filter(|text| !text.is_empty())
        .collect();
    draft.text(Field::LICENSE, &rights.join(", "));
    for description in list(work, "descriptions") {
        let text = values::html_text(&member(description, "description"));
        match member(description, "descriptionType").as_str() {
            "Abstract" => draft.text(Field::ABSTRACT, &text),
            "SeriesInformation" => draft.stranger("datacite", "series", &text),
            _ => draft.note(&text),
        }
    }
    let sizes: Vec<String> = list(work, "sizes").iter().map(json::text).collect();
    if matches!(draft.kind.csl(), "article-journal" | "chapter" | "paper-conference") {
        let pages = sizes.iter().find(|size| size.to_lowercase().contains("page"));
        draft.text(Field::PAGE, pages.or(sizes.first()).map_or("", String::as_str));
    } else {
        let pages = sizes.iter().find_map(|size| catalogue::pages(size));
        match pages.filter(|_| matches!(draft.kind.csl(), "book" | "thesis" | "report")) {
            Some(pages) => draft.text(Field::NUMBER_OF_PAGES, &pages),
            None => draft.text(Field::DIMENSIONS, &sizes.join(", ")),
        }
    }
    kept(&mut draft, work);
    draft
}

fn people_in(draft: &mut Draft, work: &Json) {
    for name in list(work, "creators") {
        draft.person(Field::AUTHOR, person(name), &orcid(name));
        kept_of(draft, Field::AUTHOR, name);
    }
    for name in list(work, "contributors") {
        let role = member(name, "contributorType");
        let field = match role.as_str() {
            "Editor" => Field::EDITOR,
            "Producer" => Field::PRODUCER,
            "RightsHolder" => Field::HOLDER,
            "Translator" => Field::TRANSLATOR,
            _ => Field::CONTRIBUTOR,
        };
        let person = person(name);
        if field == Field::CONTRIBUTOR && !matches!(role.as_str(), "" | "Other") {
            draft.stranger("datacite", &role, &person.display());
        }
        draft.person(field, person, &orcid(name));
        kept_of(draft, field, name);
    }
}

/// The ORCID iD of a person, if one is given.
fn orcid(name: &Json) -> String {
    let is_orcid =
        |id: &&Json| member(id, "nameIdentifierScheme").eq_ignore_ascii_case("ORCID");
    let id = list(name, "nameIdentifiers").iter().find(is_orcid);
    let own = || Some(member(name, "id")).filter(|id| id.contains("orcid.org/"));
    id.map(|id| member(id, "nameIdentifier")).or_else(own).unwrap_or_default()
}

/// Identifiers and affiliations of a person or body, which CSL has no variable for.
fn kept_of(draft: &mut Draft, field: Field, name: &Json) {
    // A text, or an object where the API was asked for more.
    for institution in list(name, "affiliation") {
        let text = member(institution, "name");
        let text = if text.is_empty() { json::text(institution) } else { text };
        draft.works_at(field, &text);
    }
    for id in list(name, "nameIdentifiers") {
        let scheme = member(id, "nameIdentifierScheme");
        if scheme.eq_ignore_ascii_case("ORCID") {
            continue;
        }
        let text = format!("{}: {}", person(name).display(), member(id, "nameIdentifier"));
        draft.stranger(
            "datacite",
            if scheme.is_empty() { "nameIdentifier" } else { &scheme },
            &text,
        );
    }
}

/// The type in the depositor's words, where it says more than the kind: “Master thesis”.
fn genre(draft: &mut Draft, work: &Json) {
    let types = work.get("types").unwrap_or(&Json::Null);
    let words = member(types, "resourceType");
    let general = member(types, "resourceTypeGeneral");
    let folded = |text: &str| text.replace([' ', '-', '_'], "").to_lowercase();
    let plain = [
        "thesis",
        "dissertation",
        "report",
        "text",
        "article",
        "journalarticle",
        "bookchapter",
        "chapter",
        "conferencepaper",
    ];
    let says = plain.contains(&folded(&words).as_str())
        || folded(&words) == folded(&general)
        || K::known(&words).is_some();
    match draft.kind.csl() {
        _ if says => {}
        "thesis" | "report" => draft.text(Field::GENRE, &words),
        _ => draft.stranger("datacite", "resourceType", &words),
    }
    if matches!(general.as_str(), "Poster" | "OutputManagementPlan") {
        let name = if general == "Poster" { "poster" } else { "output management plan" };
        draft.text(Field::GENRE, name);
    }
}

/// Properties without a variable of CSL: other dates, relations, formats, funders.
fn kept(draft: &mut Draft, work: &Json) {
    const READ: [&str; 4] = ["Issued", "Available", "Created", "Submitted"];
    for date in list(work, "dates") {
        let kind = member(date, "dateType");
        if !READ.contains(&kind.as_str()) {
            draft.stranger("datacite", &kind, &member(date, "date"));
        }
    }
    for related in list(work, "relatedIdentifiers") {
        let kind = member(related, "relationType");
        let host = matches!(kind.as_str(), "IsPartOf" | "IsPublishedIn")
            && matches!(
                member(related, "relatedIdentifierType").as_str(),
                "ISSN" | "EISSN" | "LISSN" | "ISBN"
            );
        if !host {
            draft.stranger("datacite", &kind, &member(related, "relatedIdentifier"));
        }
    }
    for format in list(work, "formats") {
        draft.stranger("datacite", "format", &json::text(format));
    }
    for funder in list(work, "fundingReferences") {
        let text =
            format!("{} {}", member(funder, "funderName"), member(funder, "awardNumber"));
        draft.stranger("datacite", "funding", text.trim());
    }
    for place in list(work, "geoLocations") {
        draft.stranger("datacite", "geoLocationPlace", &member(place, "geoLocationPlace"));
    }
}

/// Title and subtitle, which is a title of its own.
fn joined(work: &Json, title: &str) -> String {
    let subtitle =
        list(work, "titles").iter().find(|t| member(t, "titleType") == "Subtitle");
    match subtitle {
        Some(subtitle) => format!("{title}: {}", member(subtitle, "title")),
        None => title.to_owned(),
    }
}

fn person(name: &Json) -> Name {
    let (family, given) = (member(name, "familyName"), member(name, "givenName"));
    let text = member(name, "name");
    if !family.is_empty() {
        // A suffix has no property; it stands at the end of the whole name.
        let suffix = text.strip_prefix(&format!("{family}, {given}, "));
        let suffix = suffix.filter(|suffix| names::is_suffix(suffix));
        return names::person(&family, &given, suffix.unwrap_or(""));
    }
    match member(name, "nameType").as_str() {
        "Organizational" => names::others_or(&text),
        _ => names::inverted(&text),
    }
}

/// The journal or book: `container`, or a related thing that this is part of.
fn container(draft: &mut Draft, work: &Json) {
    let journal = draft.kind.csl() == "article-journal";
    if let Some(container) = work.get("container") {
        let series = matches!(member(container, "type").as_str(), "Series" | "Book Series")
            && !journal
            && draft.kind.csl() != "chapter";
        match member(container, "type").as_str() {
            "DataRepository" | "Repository" => {}
            _ if series => {
                draft.text(Field::COLLECTION_TITLE, &member(container, "title"));
                draft.text(Field::COLLECTION_NUMBER, &member(container, "volume"));
            }
            _ => draft.text(Field::CONTAINER_TITLE, &member(container, "title")),
        }
        if !series {
            draft.text(Field::VOLUME, &member(container, "volume"));
            draft.text(Field::ISSUE, &member(container, "issue"));
        }
        // `No 1` to `2 (2018)`: an issue that was taken apart at its hyphen.
        let first = member(container, "firstPage");
        if (!first.contains(' ') || work.get("ibid-key").is_some()) && !series {
            draft.pages(&first, &member(container, "lastPage"));
        }
        identifier(
            draft,
            &member(container, "identifierType"),
            &member(container, "identifier"),
        );
    }
    let host = |related: &&Json| {
        matches!(member(related, "relationType").as_str(), "IsPublishedIn" | "IsPartOf")
    };
    for related in list(work, "relatedItems").iter().filter(host) {
        related_item(draft, related);
    }
    let known = draft.has(Field::ISBN);
    for related in list(work, "relatedIdentifiers") {
        if known && member(related, "relatedIdentifierType") == "ISBN" {
            continue;
        }
        if matches!(member(related, "relationType").as_str(), "IsPartOf" | "IsPublishedIn")
        {
            identifier(
                draft,
                &member(related, "relatedIdentifierType"),
                &member(related, "relatedIdentifier"),
            );
        }
    }
    for id in list(work, "identifiers") {
        if member(id, "identifierType") == "ISBN" && work.get("ibid-key").is_some() {
            draft.number(Field::ISBN, &member(id, "identifier"));
        }
        identifier(draft, &member(id, "identifierType"), &member(id, "identifier"));
    }
}

/// A related item that this is a part of: the journal issue or the book.
fn related_item(draft: &mut Draft, related: &Json) {
    if let Some(title) = list(related, "titles").first() {
        draft.text(Field::CONTAINER_TITLE, &joined(related, &member(title, "title")));
    }
    draft.text(Field::VOLUME, &member(related, "volume"));
    draft.text(Field::ISSUE, &member(related, "issue"));
    draft.text(Field::EDITION, &member(related, "edition"));
    draft.pages(&member(related, "firstPage"), &member(related, "lastPage"));
    let number = member(related, "number");
    match member(related, "numberType").as_str() {
        "Article" if draft.get(Field::PAGE).is_some_and(|page| page != number) => {
            draft.text(Field::EID, &number);
        }
        "Article" => draft.text(Field::PAGE, &number),
        "Chapter" => draft.text(Field::CHAPTER_NUMBER, &number),
        _ => draft.text(Field::NUMBER, &number),
    }
    for name in list(related, "creators") {
        draft.name(Field::CONTAINER_AUTHOR, person(name));
    }
    let publisher = member(related, "publisher");
    if draft.get(Field::PUBLISHER).is_some_and(|known| known != publisher) {
        draft.stranger("datacite", "relatedItem.publisher", &publisher);
    } else {
        draft.text(Field::PUBLISHER, &publisher);
    }
    if let Some(id) = related.get("relatedItemIdentifier") {
        identifier(
            draft,
            &member(id, "relatedItemIdentifierType"),
            &member(id, "relatedItemIdentifier"),
        );
    }
    for name in list(related, "contributors") {
        if member(name, "contributorType") == "Editor" {
            draft.name(Field::EDITOR, person(name));
        }
    }
}

fn identifier(draft: &mut Draft, kind: &str, text: &str) {
    match kind {
        "ISSN" | "EISSN" | "LISSN" => draft.number(Field::ISSN, text),
        "ISBN" if draft.kind.csl() != "article-journal" => draft.number(Field::ISBN, text),
        "PMID" => draft.text(Field::PMID, text),
        "" | "DOI" | "URL" => {}
        kind => draft.stranger("datacite", &format!("identifier.{kind}"), text),
    }
}

fn dates(draft: &mut Draft, work: &Json) {
    let dated = |kind: &str| {
        let found =
            list(work, "dates").iter().find(|date| member(date, "dateType") == kind);
        found.map(|date| member(date, "date")).unwrap_or_default()
    };
    for kind in ["Issued", "Available", "Created"] {
        draft.date(Field::ISSUED, &dated(kind));
        if kind == "Issued" {
            draft.date(Field::ISSUED, &member(work, "publicationYear"));
        }
    }
    draft.date(Field::SUBMITTED, &dated("Submitted"));
    let available = values::date(&dated("Available"));
    let ours = work.get("ibid-key").is_some();
    let new = |date: &Date| ours || draft.get_date(Field::ISSUED).as_ref() != Some(date);
    if let Some(available) = available.filter(new) {
        draft.set_date(Field::AVAILABLE_DATE, available);
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let mut works: Vec<Json> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            work(Claims::new("DataCite's JSON", entry, index, &mut diagnostics))
        })
        .collect();
    let all = if works.len() == 1 { works.remove(0) } else { Json::Array(works) };
    json::written(&all, diagnostics)
}

pub(super) fn work(mut claims: Claims<'_>) -> Json {
    let mut out = Map::new();
    let kind = claims.kind();
    out.insert("ibid-key".into(), claims.entry.key().as_str().into());
    if let Some(doi) = claims.text(Field::DOI) {
        out.insert("id".into(), format!("https://doi.org/{doi}").into());
        out.insert("doi".into(), doi.into());
    }
    if let Some(url) = claims.text(Field::URL) {
        out.insert("url".into(), url.into());
    }
    let row = KINDS.iter().find(|(_, known)| *known == kind);
    let general = row.map_or("Other", |(name, _)| name);
    out.insert(
        "types".into(),
        json!({ "resourceTypeGeneral": general, "citeproc": kind.csl() }),
    );
    if matches!(kind.csl(), "thesis" | "report")
        && let Some(genre) = claims.text(Field::GENRE)
        && let Some(types) = out.get_mut("types").and_then(Json::as_object_mut)
    {
        types.insert("resourceType".into(), genre.into());
    }
    out.insert("creators".into(), people(&mut claims, Field::AUTHOR, None));
    if let Some(title) = claims.text(Field::TITLE) {
        out.insert("titles".into(), json!([{ "title": title }]));
    }
    if let Some(text) = claims.text(Field::PUBLISHER) {
        out.insert("publisher".into(), text.into());
    }
    let mut contributors = Vec::new();
    for (field, name) in [
        (Field::EDITOR, "Editor"),
        (Field::PRODUCER, "Producer"),
        (Field::TRANSLATOR, "Translator"),
        (Field::HOLDER, "RightsHolder"),
        (Field::CONTRIBUTOR, "Other"),
    ] {
        if let Json::Array(list) = people(&mut claims, field, Some(name)) {
            contributors.extend(list);
        }
    }
    out.insert("contributors".into(), contributors.into());
    container_out(&mut claims, &mut out);
    dates_out(&mut claims, &mut out);
    for (name, field) in [("language", Field::LANGUAGE), ("version", Field::VERSION)] {
        if let Some(text) = claims.text(field) {
            out.insert(name.into(), text.into());
        }
    }
    let subjects: Vec<Json> =
        claims.keywords().into_iter().map(|word| json!({ "subject": word })).collect();
    out.insert("subjects".into(), subjects.into());
    if let Some(text) = claims.text(Field::LICENSE) {
        out.insert("rightsList".into(), json!([{ "rights": text }]));
    }
    let mut descriptions = Vec::new();
    if let Some(text) = claims.text(Field::ABSTRACT) {
        descriptions.push(json!({ "description": text, "descriptionType": "Abstract" }));
    }
    let mut notes = claims.notes();
    if row.is_none() {
        notes.push(claims.keep_kind());
    }
    let strangers = claims.strangers("datacite");
    sizes_out(&mut claims, &mut out);
    notes.extend(claims.keep_rest());
    let note = |text: String| json!({ "description": text, "descriptionType": "Other" });
    descriptions.extend(notes.into_iter().map(note));
    out.insert("descriptions".into(), descriptions.into());
    for (tag, text) in strangers {
        own(&mut out, tag, text);
    }
    out.insert("schemaVersion".into(), "http://datacite.org/schema/kernel-4".into());
    Json::Object(out)
}

/// Pages of a book, or the size of anything else that is no part of another work.
fn sizes_out(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let csl = claims.kind().csl();
    let pages =
        claims.entry.text(Field::NUMBER_OF_PAGES).map(|pages| format!("{pages} pages"));
    let counted =
        pages.filter(|_| matches!(csl, "book" | "thesis" | "report")).filter(|text| {
            let back = catalogue::pages(text).map(|pages| format!("{pages} pages"));
            back.as_deref() == Some(text)
        });
    if let Some(pages) = counted {
        claims.text(Field::NUMBER_OF_PAGES);
        out.insert("sizes".into(), json!([pages]));
    } else if !matches!(
        csl,
        "article-journal" | "chapter" | "paper-conference" | "book" | "thesis" | "report"
    ) && let Some(size) = claims.text(Field::DIMENSIONS)
    {
        out.insert("sizes".into(), json!([size]));
    }
}

/// A property that came from DataCite goes back to its place.
fn own(out: &mut Map<String, Json>, tag: &str, text: String) {
    #[rustfmt::skip]
    const DATES: [&str; 8] = [
        "Accepted", "Collected", "Copyrighted", "Coverage", "Other", "Updated", "Valid", "Withdrawn",
    ];
    let (list, item) = match tag {
        "translated" => {
            ("titles", json!({ "title": text, "titleType": "TranslatedTitle" }))
        }
        "alternative" => {
            ("titles", json!({ "title": text, "titleType": "AlternativeTitle" }))
        }
        "format" => ("formats", text.into()),
        "series" => (
            "descriptions",
            json!({ "description": text, "descriptionType": "SeriesInformation" }),
        ),
        "resourceType" => {
            if let Some(types) = out.get_mut("types").and_then(Json::as_object_mut) {
                types.insert("resourceType".into(), text.into());
            }
            return;
        }
        tag if DATES.contains(&tag) => ("dates", json!({ "date": text, "dateType": tag })),
        tag if tag.starts_with("Is") || tag.starts_with("Has") || tag == "References" => {
            let kind = if text.starts_with("10.") { "DOI" } else { "URL" };
            let related = json!({
                "relatedIdentifier": text,
                "relatedIdentifierType": kind,
                "relationType": tag,
            });
            ("relatedIdentifiers", related)
        }
        tag => {
            let note = format!("ibid.datacite:{tag}: {text}");
            ("descriptions", json!({ "description": note, "descriptionType": "Other" }))
        }
    };
    let list = out.entry(list).or_insert_with(|| Json::Array(Vec::new()));
    if let Some(items) = list.as_array_mut() {
        items.push(item);
    }
}

fn people(claims: &mut Claims<'_>, field: Field, role: Option<&str>) -> Json {
    let one = |((name, orcid), affiliations): ((&Name, &String), Vec<String>)| {
        let mut out = Map::new();
        out.insert("name".into(), names::invert(name).into());
        match name {
            Name::Person(person) => {
                out.insert("nameType".into(), "Personal".into());
                out.insert("givenName".into(), names::given(person).into());
                out.insert("familyName".into(), names::family(person).into());
            }
            _ => {
                out.insert("nameType".into(), "Organizational".into());
            }
        }
        if let Some(role) = role {
            out.insert("contributorType".into(), role.into());
        }
        if !orcid.is_empty() {
            let id = json!({
                "nameIdentifier": format!("https://orcid.org/{orcid}"),
                "nameIdentifierScheme": "ORCID",
            });
            out.insert("nameIdentifiers".into(), json!([id]));
        }
        if !affiliations.is_empty() {
            out.insert("affiliation".into(), affiliations.into());
        }
        Json::Object(out)
    };
    let list = claims.names(field);
    let odd = |name: &Name| matches!(name, Name::Person(p) if !p.suffix.is_empty() && !names::is_suffix(&p.suffix));
    if list.iter().any(odd) {
        claims.say_inexact(field, "a suffix of a name");
    }
    let orcids = claims.orcids(field, list.len());
    let affiliations = claims.affiliations(field, list.len());
    Json::Array(list.iter().zip(&orcids).zip(affiliations).map(one).collect())
}

fn container_out(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut container = Map::new();
    for (name, field) in [
        ("title", Field::CONTAINER_TITLE),
        ("volume", Field::VOLUME),
        ("issue", Field::ISSUE),
    ] {
        if let Some(text) = claims.text(field) {
            container.insert(name.into(), text.into());
        }
    }
    if let Some(pages) = claims.text(Field::PAGE) {
        let (first, last) = values::page_ends(&pages);
        container.insert("firstPage".into(), first.into());
        if !last.is_empty() {
            container.insert("lastPage".into(), last.into());
        }
    }
    if !container.is_empty() {
        out.insert("container".into(), Json::Object(container));
    }
    let mut identifiers = Vec::new();
    for (name, field) in
        [("ISSN", Field::ISSN), ("ISBN", Field::ISBN), ("PMID", Field::PMID)]
    {
        for number in claims.text(field).iter().flat_map(|text| values::numbers(text)) {
            identifiers.push(json!({ "identifier": number, "identifierType": name }));
        }
    }
    out.insert("identifiers".into(), identifiers.into());
}

fn dates_out(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut dates = Vec::new();
    for (field, name) in [
        (Field::ISSUED, "Issued"),
        (Field::SUBMITTED, "Submitted"),
        (Field::AVAILABLE_DATE, "Available"),
    ] {
        let Some(date) = claims.date(field) else { continue };
        if let Some(start) = date.start().filter(|_| field == Field::ISSUED) {
            out.insert("publicationYear".into(), start.year.to_string().into());
        }
        dates.push(json!({ "date": date.to_string(), "dateType": name }));
    }
    out.insert("dates".into(), dates.into());
}
