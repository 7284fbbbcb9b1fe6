//! OpenAlex's works (OpenAlex API, “Work object”).

use serde_json::Value as Json;

use crate::formats::common::json::{self, entries, list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::{Draft, Keys, names};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind as K, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "openalex",
    about: "OpenAlex's JSON, one work or many",
    extensions: &["json", "jsonl"],
    sniff,
    read: Some(read),
    write: None,
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
