//! OpenAlex's works (OpenAlex API, “Work object”).

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::formats::common::json::{self, entries, list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, Entry, EntryKind as K, Field, Name};
use crate::text::markup;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "openalex",
    about: "OpenAlex's JSON, one work or many",
    extensions: &["json", "jsonl"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// `type_crossref` or `type`, kind.
pub(crate) static KINDS: &[(&str, K)] = &[
    ("journal-article", K::ARTICLE_JOURNAL),
    ("proceedings-article", K::PAPER_CONFERENCE),
    ("posted-content", K::ARTICLE),
    ("preprint", K::ARTICLE),
    ("book-chapter", K::CHAPTER),
    ("book-section", K::CHAPTER),
    ("book-part", K::CHAPTER),
    ("book", K::BOOK),
    ("monograph", K::BOOK),
    ("edited-book", K::EDITED_COLLECTION),
    ("reference-book", K::REFERENCE),
    ("reference-entry", K::ENTRY_ENCYCLOPEDIA),
    ("dissertation", K::THESIS),
    ("report", K::REPORT),
    ("standard", K::STANDARD),
    ("dataset", K::DATASET),
    ("software", K::SOFTWARE),
    ("peer-review", K::REVIEW),
    ("review", K::ARTICLE_JOURNAL),
    ("letter", K::ARTICLE_JOURNAL),
    ("editorial", K::ARTICLE_JOURNAL),
    ("erratum", K::ARTICLE_JOURNAL),
    ("retraction", K::ARTICLE_JOURNAL),
    ("article", K::ARTICLE_JOURNAL),
];

/// Members that hold more of the work than a bibliography does.
const UNREAD: &[&str] = &[
    "referenced_works",
    "related_works",
    "topics",
    "concepts",
    "mesh",
    "grants",
    "funders",
    "awards",
    "pdf_url",
];

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches('\u{feff}').trim_start();
    let object = head.starts_with(['{', '[']);
    let works = start.contains("openalex.org/W") || start.contains("\"authorships\"");
    if object && works { 97 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (found, diagnostics) = json::values(source.text());
    let mut keys = Keys::default();
    let mut unread = Unread::default();
    let mut parsed = Parsed { diagnostics, ..Parsed::default() };
    for value in &found {
        for work in entries(value, &[&["results"]]) {
            unread.json(work, UNREAD);
            parsed.entries.push(one(work).finish(&mut keys));
        }
    }
    parsed.diagnostics.extend(unread.findings());
    parsed
}

fn kind(work: &Json) -> K {
    let named = |name: String| {
        KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    };
    let own = named(member(work, "type"));
    let theirs = named(member(work, "type_crossref"));
    let place =
        work.pointer("/primary_location/source/type").map(json::text).unwrap_or_default();
    let version =
        work.pointer("/primary_location/version").map(json::text).unwrap_or_default();
    match (own, theirs, place.as_str()) {
        (Some(K::ARTICLE), ..) => K::ARTICLE,
        (Some(K::ARTICLE_JOURNAL), Some(kind), _) if kind != K::ARTICLE_JOURNAL => kind,
        (Some(K::ARTICLE_JOURNAL), _, "repository") if version == "submittedVersion" => {
            K::ARTICLE
        }
        (Some(K::ARTICLE_JOURNAL), _, "conference") => K::PAPER_CONFERENCE,
        (Some(kind), ..) => kind,
        (None, Some(kind), _) => kind,
        _ => K::DOCUMENT,
    }
}

fn one(work: &Json) -> Draft {
    let mut draft = Draft::new(kind(work));
    draft.key = member(work, "ibid-key");
    let title = member(work, "title");
    let title = if title.is_empty() { member(work, "display_name") } else { title };
    draft.rich(Field::TITLE, &title);
    for authorship in list(work, "authorships") {
        let raw = member(authorship, "raw_author_name");
        let name =
            authorship.pointer("/author/display_name").map(json::text).unwrap_or_default();
        let name = if name.is_empty() { raw } else { name };
        let orcid = authorship.pointer("/author/orcid").map(json::text);
        draft.person(Field::AUTHOR, names::direct(&name), &orcid.unwrap_or_default());
        for institution in list(authorship, "institutions") {
            draft.works_at(Field::AUTHOR, &member(institution, "display_name"));
        }
    }
    let date = member(work, "publication_date");
    draft.date(Field::ISSUED, if date.is_empty() { "" } else { &date });
    draft.date(Field::ISSUED, &member(work, "publication_year"));
    draft.doi(&member(work, "doi"));
    draft.text(Field::LANGUAGE, &member(work, "language"));
    if let Some(source) = work.pointer("/primary_location/source") {
        let name = member(source, "display_name");
        let publisher = member(source, "host_organization_name");
        match draft.kind.csl() {
            "article" | "dataset" | "thesis" | "software" => {
                let publisher = if publisher.is_empty() { &name } else { &publisher };
                draft.text(Field::PUBLISHER, publisher);
            }
            "book" | "report" => draft.text(Field::PUBLISHER, &publisher),
            kind => {
                draft.text(Field::CONTAINER_TITLE, &name);
                if kind != "article-journal" {
                    draft.text(Field::PUBLISHER, &publisher);
                }
            }
        }
        if draft.kind == K::ARTICLE_JOURNAL {
            let issn = member(source, "issn_l");
            let issn = if issn.is_empty() { member(source, "issn") } else { issn };
            draft.text(Field::ISSN, &issn);
            for other in list(source, "issn").iter().map(json::text).filter(|n| *n != issn)
            {
                draft.stranger("openalex", "issn", &other);
            }
        }
    }
    if let Some(place) = work.get("primary_location") {
        let page = member(place, "landing_page_url");
        if !page.contains("doi.org/") {
            draft.text(Field::URL, &page);
        }
        draft.text(Field::LICENSE, &member(place, "license"));
    }
    if let Some(place) = work.get("biblio") {
        draft.text(Field::VOLUME, &member(place, "volume"));
        draft.text(Field::ISSUE, &member(place, "issue"));
        draft.pages(&member(place, "first_page"), &member(place, "last_page"));
    }
    list(work, "keywords").iter().for_each(|keyword| {
        let name = member(keyword, "display_name");
        let name = if name.is_empty() { member(keyword, "keyword") } else { name };
        draft.keyword(&name);
    });
    draft.text(Field::ABSTRACT, &uninverted(work));
    let ids = work.get("ids");
    let id = |name: &str| ids.map(|ids| member(ids, name)).unwrap_or_default();
    draft.text(Field::PMID, id("pmid").rsplit('/').next().unwrap_or(""));
    let pmcid = id("pmcid").rsplit('/').next().unwrap_or("").to_owned();
    let bare = pmcid.starts_with(|c: char| c.is_ascii_digit());
    draft.text(Field::PMCID, &if bare { format!("PMC{pmcid}") } else { pmcid });
    if work.get("is_retracted").and_then(Json::as_bool) == Some(true) {
        draft.stranger("openalex", "is_retracted", "true");
    }
    draft.stranger("openalex", "id", &member(work, "id"));
    for note in list(work, "ibid-notes") {
        draft.note(&json::text(note));
    }
    draft
}

/// The abstract: words with the places where they stand.
fn uninverted(work: &Json) -> String {
    let Some(Json::Object(index)) = work.get("abstract_inverted_index") else {
        return String::new();
    };
    let mut words: Vec<(u64, &str)> = Vec::new();
    for (word, places) in index {
        let places = places.as_array().into_iter().flatten().filter_map(Json::as_u64);
        words.extend(places.map(|place| (place, word.as_str())));
    }
    words.sort_unstable();
    words.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" ")
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let works: Vec<Json> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            work(Claims::new("OpenAlex's JSON", entry, index, &mut diagnostics))
        })
        .collect();
    json::written(
        &json!({ "meta": { "count": works.len() }, "results": works }),
        diagnostics,
    )
}

/// The names of a kind: OpenAlex's own, and Crossref's, which is finer.
fn types(kind: K) -> (&'static str, &'static str) {
    let theirs =
        KINDS.iter().find(|(_, known)| *known == kind).map_or("other", |row| row.0);
    let own = match theirs {
        "journal-article" | "proceedings-article" => "article",
        "posted-content" => "preprint",
        "book" | "monograph" | "edited-book" | "reference-book" => "book",
        other => other,
    };
    (own, theirs)
}

fn work(mut claims: Claims<'_>) -> Json {
    let mut out = Map::new();
    let (own, theirs) = types(claims.kind());
    out.insert("ibid-key".into(), claims.entry.key().as_str().into());
    out.insert("type".into(), own.into());
    out.insert("type_crossref".into(), theirs.into());
    let mut notes = claims.notes();
    if kind(&Json::Object(out.clone())) != claims.kind() {
        notes.push(claims.keep_kind());
    }
    for (tag, text) in claims.strangers_that("openalex", |tag| tag != "issn") {
        let flag = tag == "is_retracted";
        out.insert(tag.into(), if flag { json!(text == "true") } else { text.into() });
    }
    if let Some(rich) = claims.rich(Field::TITLE) {
        // Markup is looked for in what has such a sign.
        if rich.text().contains('<') {
            claims.inexact(Field::TITLE);
        }
        out.insert("title".into(), markup::from_rich(&rich).into());
    }
    out.insert("authorships".into(), authorships(&mut claims).into());
    date(&mut claims, &mut out);
    if let Some(doi) = claims.text(Field::DOI) {
        out.insert("doi".into(), format!("https://doi.org/{doi}").into());
    }
    if let Some(language) = claims.text(Field::LANGUAGE) {
        out.insert("language".into(), language.into());
    }
    place(&mut claims, &mut out);
    biblio(&mut claims, &mut out);
    let words: Vec<Json> =
        claims.keywords().into_iter().map(|word| json!({ "display_name": word })).collect();
    if !words.is_empty() {
        out.insert("keywords".into(), words.into());
    }
    inverted(&mut claims, &mut out);
    identifiers(&mut claims, &mut out);
    notes.extend(claims.keep_rest());
    if !notes.is_empty() {
        out.insert("ibid-notes".into(), json!(notes));
    }
    Json::Object(out)
}

fn authorships(claims: &mut Claims<'_>) -> Vec<Json> {
    let list = claims.names(Field::AUTHOR);
    let orcids = claims.orcids(Field::AUTHOR, list.len());
    let places = claims.affiliations(Field::AUTHOR, list.len());
    // One text for a name: where it would be parted otherwise, a note keeps the parts.
    if list.iter().any(|name| names::direct(&name.display()) != *name) {
        claims.inexact(Field::AUTHOR);
    }
    let one = |((name, orcid), places): ((&Name, &String), Vec<String>)| {
        let mut author = Map::new();
        author.insert("display_name".into(), name.display().into());
        if !orcid.is_empty() {
            author.insert("orcid".into(), format!("https://orcid.org/{orcid}").into());
        }
        let places: Vec<Json> =
            places.into_iter().map(|place| json!({ "display_name": place })).collect();
        json!({
            "author": author,
            "raw_author_name": name.display(),
            "institutions": places,
        })
    };
    list.iter().zip(&orcids).zip(places).map(one).collect()
}

/// The year, and the day where it is known: there is no month alone.
fn date(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let Some(date) = claims.date(Field::ISSUED) else { return };
    let Some(start) = date.start().filter(|start| values::is_plain(*start)) else {
        return claims.inexact(Field::ISSUED);
    };
    out.insert("publication_year".into(), start.year.into());
    let range = matches!(date, Date::Range(..));
    if start.day > 0 && !range {
        out.insert("publication_date".into(), date.to_string().into());
    } else if start.month > 0 || range {
        claims.inexact(Field::ISSUED);
    }
}

/// Where the work appeared, as far as the reader asks for it in works of this kind.
fn place(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let kind = claims.kind();
    let (container, publisher) = match kind.csl() {
        "article" | "dataset" | "thesis" | "software" | "book" | "report" => (false, true),
        "article-journal" => (true, false),
        _ => (true, true),
    };
    let mut source = Map::new();
    for (name, field, held) in [
        ("display_name", Field::CONTAINER_TITLE, container),
        ("host_organization_name", Field::PUBLISHER, publisher),
    ] {
        if let Some(text) = held.then(|| claims.text(field)).flatten() {
            source.insert(name.into(), text.into());
        }
    }
    let issn = claims.entry.text(Field::ISSN).unwrap_or_default().into_owned();
    if kind == K::ARTICLE_JOURNAL && values::numbers(&issn).count() == 1 {
        claims.text(Field::ISSN);
        let mut all = vec![issn.clone()];
        let others = claims.strangers_that("openalex", |tag| tag == "issn");
        all.extend(others.into_iter().map(|(_, other)| other));
        source.insert("issn_l".into(), issn.into());
        source.insert("issn".into(), json!(all));
    }
    let mut place = Map::new();
    if !source.is_empty() {
        place.insert("source".into(), Json::Object(source));
    }
    let url = claims.entry.text(Field::URL).unwrap_or_default().into_owned();
    // The address of a DOI is that of every work.
    if !url.contains("doi.org/")
        && let Some(url) = claims.text(Field::URL)
    {
        place.insert("landing_page_url".into(), url.into());
    }
    if let Some(license) = claims.text(Field::LICENSE) {
        place.insert("license".into(), license.into());
    }
    if !place.is_empty() {
        out.insert("primary_location".into(), Json::Object(place));
    }
}

fn biblio(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut biblio = Map::new();
    for (name, field) in [("volume", Field::VOLUME), ("issue", Field::ISSUE)] {
        if let Some(text) = claims.text(field) {
            biblio.insert(name.into(), text.into());
        }
    }
    let pages = claims.entry.text(Field::PAGE).unwrap_or_default().into_owned();
    let parts: Vec<&str> =
        pages.split(['-', '–']).filter(|part| !part.is_empty()).collect();
    if !pages.contains(',')
        && let [first, ..] = parts.as_slice()
        && parts.len() <= 2
        && let Some(last) = parts.last()
    {
        claims.text(Field::PAGE);
        biblio.insert("first_page".into(), first.trim().into());
        biblio.insert("last_page".into(), last.trim().into());
    }
    if !biblio.is_empty() {
        out.insert("biblio".into(), Json::Object(biblio));
    }
}

/// The abstract as OpenAlex has it: each word with its places. One of several paragraphs
/// goes with the notes.
fn inverted(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let text = claims.entry.text(Field::ABSTRACT).unwrap_or_default().into_owned();
    if text.split(' ').any(|word| word.is_empty() || word.contains(char::is_whitespace)) {
        return;
    }
    if claims.text(Field::ABSTRACT).is_none() {
        return;
    }
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, word) in text.split(' ').enumerate() {
        index.entry(word).or_default().push(place);
    }
    out.insert("abstract_inverted_index".into(), json!(index));
}

fn identifiers(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut ids = Map::new();
    for (name, field, host) in [
        ("pmid", Field::PMID, "https://pubmed.ncbi.nlm.nih.gov/"),
        ("pmcid", Field::PMCID, "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    ] {
        if let Some(id) = claims.text(field) {
            ids.insert(name.into(), format!("{host}{id}").into());
        }
    }
    if !ids.is_empty() {
        out.insert("ids".into(), Json::Object(ids));
    }
}
