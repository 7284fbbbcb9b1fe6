//! Crossref's JSON (REST API documentation, `api_format.md`).

use serde_json::{Map, Value as Json, json};

use crate::formats::common::json::{self, Skipped, entries, list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::date::Endpoint;
use crate::model::{Date, DateParts, Entry, EntryKind as K, Field, Name};
use crate::text::rich::Event;
use crate::text::{RichText, markup};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "crossref-json",
    about: "Crossref's JSON, one work or many",
    extensions: &["json", "jsonl"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Type, kind. The first row of a kind is the one that is written.
pub(crate) static KINDS: &[(&str, K)] = &[
    ("journal-article", K::ARTICLE_JOURNAL),
    ("book", K::BOOK),
    ("monograph", K::BOOK),
    ("edited-book", K::EDITED_COLLECTION),
    ("reference-book", K::REFERENCE),
    ("book-set", K::MV_BOOK),
    ("book-series", K::BOOK),
    ("book-chapter", K::CHAPTER),
    ("book-section", K::CHAPTER),
    ("book-part", K::CHAPTER),
    ("book-track", K::CHAPTER),
    ("reference-entry", K::ENTRY_ENCYCLOPEDIA),
    ("proceedings-article", K::PAPER_CONFERENCE),
    ("proceedings", K::PROCEEDINGS),
    ("proceedings-series", K::PROCEEDINGS),
    ("dissertation", K::THESIS),
    ("report", K::REPORT),
    ("report-component", K::REPORT),
    ("report-series", K::REPORT),
    ("standard", K::STANDARD),
    ("dataset", K::DATASET),
    ("database", K::DATASET),
    ("posted-content", K::ARTICLE),
    ("peer-review", K::REVIEW),
    ("journal", K::PERIODICAL),
    ("journal-issue", K::PERIODICAL),
    ("journal-volume", K::PERIODICAL),
    ("component", K::DOCUMENT),
    ("grant", K::DOCUMENT),
    ("other", K::DOCUMENT),
];

/// Member, field: text, or the first of a list of texts.
pub(crate) static MEMBERS: &[(&str, Field)] = &[
    ("publisher", Field::PUBLISHER),
    ("publisher-location", Field::PUBLISHER_PLACE),
    ("volume", Field::VOLUME),
    ("issue", Field::ISSUE),
    ("page", Field::PAGE),
    ("article-number", Field::EID),
    ("edition-number", Field::EDITION),
    ("part-number", Field::PART_NUMBER),
    ("language", Field::LANGUAGE),
    ("degree", Field::GENRE),
    ("report-number", Field::NUMBER),
];

/// Members, at any depth, that hold nothing of the work itself.
const SKIPPED: Skipped =
    Skipped { noted: UNREAD, named: &["affiliation"], others: DATABASE };

/// Members about the database.
const DATABASE: &[&str] = &[
    "content-domain",
    "date-time",
    "deposited",
    "indexed",
    "is-referenced-by-count",
    "member",
    "reference-count",
    "references-count",
    "score",
    "sequence",
    "timestamp",
];

/// Members that are skipped too, but named by the report.
const UNREAD: &[&str] =
    &["reference", "funder", "relation", "link", "assertion", "update-policy"];

const NAMES: &[(&str, Field)] = &[
    ("author", Field::AUTHOR),
    ("editor", Field::EDITOR),
    ("translator", Field::TRANSLATOR),
    ("chair", Field::CHAIR),
];

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with(['{', '[']) {
        return 0;
    }
    let signs = [
        "\"message-type\"",
        "\"indexed\"",
        "\"is-referenced-by-count\"",
        "\"references-count\"",
        "\"short-container-title\"",
        "\"content-domain\"",
    ];
    let envelope = start.contains("\"message-type\"") && start.contains("\"message\"");
    match signs.iter().filter(|sign| start.contains(**sign)).count() {
        0 => 0,
        _ if envelope => 96,
        1 => 55,
        _ => 96,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (found, diagnostics) = json::values_without(source.text(), &SKIPPED);
    let mut keys = Keys::default();
    let mut unread = Unread::default();
    let mut parsed = Parsed { diagnostics, ..Parsed::default() };
    for value in &found {
        for work in entries(value, &[&["message", "items"], &["message"], &["items"]]) {
            unread.json(work, UNREAD);
            parsed.entries.push(one(work).finish(&mut keys));
        }
    }
    parsed.diagnostics.extend(unread.findings());
    parsed
}

fn one(work: &Json) -> Draft {
    let name = member(work, "type");
    let kind = KINDS.iter().find(|(known, _)| *known == name);
    let mut draft = Draft::new(kind.map_or(K::DOCUMENT, |(_, kind)| *kind));
    draft.key = member(work, "ibid-key");
    let title = marked(&member(work, "title"));
    let subtitle = marked(&member(work, "subtitle"));
    let repeated = || title.to_lowercase().contains(&subtitle.to_lowercase());
    if subtitle.is_empty() || repeated() {
        draft.rich(Field::TITLE, &title);
    } else {
        draft.rich(Field::TITLE, &format!("{}: {subtitle}", title.trim_end_matches(':')));
    }
    draft.rich(Field::ORIGINAL_TITLE, &marked(&member(work, "original-title")));
    let containers = list(work, "container-title");
    let series = matches!(draft.kind.csl(), "chapter" | "paper-conference" | "book");
    match containers {
        [series_title, title] if series => {
            draft.rich(Field::COLLECTION_TITLE, &marked(&json::text(series_title)));
            draft.rich(Field::CONTAINER_TITLE, &marked(&json::text(title)));
        }
        [first, ..] if draft.kind.csl() == "book" => {
            draft.rich(Field::COLLECTION_TITLE, &marked(&json::text(first)));
        }
        [first, ..] => draft.rich(Field::CONTAINER_TITLE, &marked(&json::text(first))),
        [] => {}
    }
    draft.rich(
        Field::CONTAINER_TITLE_SHORT,
        &marked(&member(work, "short-container-title")),
    );
    for (role, field) in NAMES {
        for name in list(work, role) {
            draft.person(*field, person(name), &member(name, "ORCID"));
            for institution in list(name, "affiliation") {
                draft.works_at(*field, institution.as_str().unwrap_or(""));
            }
        }
    }
    for (name, field) in MEMBERS {
        draft.text(*field, &member(work, name));
    }
    for kind in ["published-print", "issued", "published", "published-online", "created"] {
        if !draft.has(Field::ISSUED)
            && let Some(date) = work.get(kind).and_then(date)
        {
            draft.set_date(Field::ISSUED, date);
        }
    }
    draft.doi(&member(work, "DOI"));
    let address = member(work, "URL");
    let resource =
        work.pointer("/resource/primary/URL").map(json::text).unwrap_or_default();
    draft.text(Field::URL, if resource.is_empty() { &address } else { &resource });
    for number in list(work, "ISSN") {
        draft.number(Field::ISSN, &json::text(number));
    }
    for number in list(work, "ISBN") {
        let text = json::text(number);
        draft.number(Field::ISBN, text.rsplit('/').next().unwrap_or(""));
    }
    list(work, "subject").iter().for_each(|word| draft.keyword(&json::text(word)));
    draft.text(Field::ABSTRACT, &unmarked(&member(work, "abstract")));
    others(&mut draft, work);
    event_of(&mut draft, work);
    if let Some(license) = list(work, "license").first() {
        draft.text(Field::LICENSE, &member(license, "URL"));
    }
    if let Some(institution) = list(work, "institution").first() {
        draft.text(Field::INSTITUTION, &member(institution, "name"));
    }
    for note in list(work, "ibid-notes") {
        draft.note(&json::text(note));
    }
    draft
}

/// A short title, and what the work corrects or takes back.
fn others(draft: &mut Draft, work: &Json) {
    for short in list(work, "short-title") {
        draft.text(Field::TITLE_SHORT, &json::text(short));
    }
    for update in list(work, "update-to") {
        let kind = member(update, "type");
        draft.stranger(
            "crossref",
            if kind.is_empty() { "update" } else { &kind },
            &member(update, "DOI"),
        );
    }
}

fn person(name: &Json) -> Name {
    let literal = member(name, "name");
    if literal.is_empty() {
        names::person(
            &member(name, "family"),
            &member(name, "given"),
            &member(name, "suffix"),
        )
    } else {
        Name::literal(&literal)
    }
}

/// The conference: its name, its place, its days.
fn event_of(draft: &mut Draft, work: &Json) {
    let Some(event) = work.get("event") else { return };
    draft.text(Field::EVENT_TITLE, &member(event, "name"));
    draft.text(Field::EVENT_PLACE, &member(event, "location"));
    let end = event.get("end").and_then(date).and_then(|date| date.start());
    if let Some(date) = event.get("start").and_then(date) {
        let date = match (date, end) {
            (Date::Single(start), Some(end)) if end != start => {
                Date::Range(Endpoint::Date(start), Endpoint::Date(end))
            }
            (date, _) => date,
        };
        draft.set_date(Field::EVENT_DATE, date);
    }
}

fn date(value: &Json) -> Option<Date> {
    let parts = value.get("date-parts")?.get(0)?;
    let part = |at: usize| parts.get(at).and_then(Json::as_i64);
    let small = |at: usize| part(at).and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
    values::parts(part(0).and_then(|year| i32::try_from(year).ok()), small(1), small(2))
}

/// JATS and HTML inside titles, as CSL's markup.
fn marked(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return values::one_line(text);
    }
    let (document, _) = crate::formats::common::xml::read(&format!("<t>{text}</t>"));
    document.rich()
}

/// CSL's markup, with what would be taken for markup or an entity escaped.
fn marked_out(rich: &RichText) -> String {
    let mut out = String::new();
    for event in rich.events() {
        match event {
            Event::Text(text) => out.push_str(&escaped(text)),
            Event::Open(format) => out.push_str(markup::tag_pair(format).0),
            Event::Close(format) => out.push_str(markup::tag_pair(format).1),
        }
    }
    out
}

/// Text without what would be taken for markup or an entity.
fn escaped(text: &str) -> String {
    let text = if text.contains('&') && text.contains(';') {
        text.replace('&', "&amp;")
    } else {
        text.to_owned()
    };
    text.replace('<', "&lt;")
}

/// The text of JATS, a paragraph a line.
fn unmarked(text: &str) -> String {
    if !values::has_tags(text) {
        return text.trim().to_owned();
    }
    // Most abstracts are one paragraph without markup inside.
    let inner = text.trim().strip_prefix("<jats:p>");
    let inner = inner.and_then(|rest| rest.strip_suffix("</jats:p>"));
    if let Some(inner) = inner.filter(|inner| !inner.contains(['<', '&'])) {
        return values::one_line(inner);
    }
    let (document, _) = crate::formats::common::xml::read(&format!("<t>{text}</t>"));
    let root = document.child("t").unwrap_or(&document);
    let mut paragraphs: Vec<String> =
        root.elements().map(|element| element.text()).collect();
    if paragraphs.first().is_some_and(|line| line.eq_ignore_ascii_case("abstract")) {
        paragraphs.remove(0);
    }
    // Beside text, elements are markup.
    if paragraphs.is_empty() || root.has_characters() {
        root.text()
    } else {
        paragraphs.join("\n")
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let works: Vec<Json> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            work(Claims::new("Crossref's JSON", entry, index, &mut diagnostics))
        })
        .collect();
    let all = json!({
        "status": "ok",
        "message-type": "work-list",
        "message": { "total-results": works.len(), "items": works },
    });
    json::written(&all, diagnostics)
}

fn work(mut claims: Claims<'_>) -> Json {
    let mut out = Map::new();
    let kind = claims.kind();
    out.insert("ibid-key".into(), claims.entry.key().as_str().into());
    let row = KINDS.iter().find(|(_, known)| *known == kind);
    out.insert("type".into(), row.map_or("other", |(name, _)| name).into());
    let mut notes = claims.notes();
    if row.is_none() {
        notes.push(claims.keep_kind());
    }
    for (name, field) in
        [("title", Field::TITLE), ("original-title", Field::ORIGINAL_TITLE)]
    {
        if let Some(rich) = claims.rich(field) {
            out.insert(name.into(), json!([marked_out(&rich)]));
        }
    }
    containers(&mut claims, &mut out);
    for (role, field) in NAMES {
        let names = claims.names(*field);
        let orcids = claims.orcids(*field, names.len());
        let places = claims.affiliations(*field, names.len());
        let names = names.iter().zip(&orcids).zip(places);
        let list: Vec<Json> =
            names.map(|((name, orcid), places)| name_out(name, orcid, places)).collect();
        if !list.is_empty() {
            out.insert((*role).into(), list.into());
        }
    }
    for (name, field) in MEMBERS {
        if let Some(text) = claims.text(*field) {
            out.insert((*name).into(), text.into());
        }
    }
    for (name, field) in [("issued", Field::ISSUED)] {
        if let Some(date) = claims.date(field) {
            match date.start().filter(|parts| values::is_plain(*parts)) {
                Some(parts) => {
                    out.insert(name.into(), date_out(parts));
                    if matches!(date, Date::Range(..)) {
                        claims.inexact(field);
                    }
                }
                None => claims.inexact(field),
            }
        }
    }
    for (name, field) in
        [("DOI", Field::DOI), ("URL", Field::URL), ("abstract", Field::ABSTRACT)]
    {
        if let Some(text) = claims.text(field) {
            out.insert(name.into(), text.into());
        }
    }
    for (name, field) in [("ISSN", Field::ISSN), ("ISBN", Field::ISBN)] {
        let text = claims.text(field).unwrap_or_default();
        let list: Vec<&str> = values::numbers(&text).collect();
        if !list.is_empty() {
            out.insert(name.into(), json!(list));
        }
    }
    let keywords = claims.keywords();
    if !keywords.is_empty() {
        out.insert("subject".into(), json!(keywords));
    }
    event(&mut claims, &mut out);
    if let Some(license) = claims.text(Field::LICENSE) {
        out.insert("license".into(), json!([{ "URL": license }]));
    }
    notes.extend(claims.keep_rest());
    if !notes.is_empty() {
        out.insert("ibid-notes".into(), json!(notes));
    }
    Json::Object(out)
}

/// The titles of the series and of what the work stands in.
fn containers(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let kind = claims.kind();
    let mut containers = Vec::new();
    if matches!(kind.csl(), "chapter" | "paper-conference" | "book") {
        containers.extend(claims.text(Field::COLLECTION_TITLE).map(|text| escaped(&text)));
    }
    // Of a book this is read as the title of its series.
    if kind.csl() == "book" && claims.has(Field::CONTAINER_TITLE) {
        claims.inexact(Field::CONTAINER_TITLE);
    }
    containers.extend(claims.text(Field::CONTAINER_TITLE).map(|text| escaped(&text)));
    if !containers.is_empty() {
        out.insert("container-title".into(), json!(containers));
    }
    if let Some(short) = claims.text(Field::CONTAINER_TITLE_SHORT) {
        out.insert("short-container-title".into(), json!([escaped(&short)]));
    }
}

fn date_out(parts: DateParts) -> Json {
    let all = [i64::from(parts.year), parts.month.into(), parts.day.into()];
    let all: Vec<i64> = all.into_iter().filter(|part| *part != 0).collect();
    json!({ "date-parts": [all] })
}

fn event(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut event = Map::new();
    for (name, field) in [("name", Field::EVENT_TITLE), ("location", Field::EVENT_PLACE)] {
        if let Some(text) = claims.text(field) {
            event.insert(name.into(), text.into());
        }
    }
    let date = claims.entry.date(Field::EVENT_DATE);
    if let Some([start, end]) = date.and_then(|date| values::ends(&date)) {
        claims.date(Field::EVENT_DATE);
        event.insert("start".into(), date_out(start));
        if end != start {
            event.insert("end".into(), date_out(end));
        }
    }
    if !event.is_empty() {
        out.insert("event".into(), Json::Object(event));
    }
}

fn name_out(name: &Name, orcid: &str, affiliations: Vec<String>) -> Json {
    let mut out = match name {
        Name::Person(person) => {
            let mut out = Map::new();
            let parts = [
                ("given", names::given(person)),
                ("family", names::family(person)),
                ("suffix", person.suffix.to_string()),
            ];
            for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
                out.insert(name.into(), text.into());
            }
            Json::Object(out)
        }
        other => json!({ "name": other.display() }),
    };
    let Json::Object(members) = &mut out else { return out };
    if !orcid.is_empty() {
        members.insert("ORCID".into(), format!("https://orcid.org/{orcid}").into());
    }
    if !affiliations.is_empty() {
        let named = affiliations.into_iter().map(|name| json!({ "name": name }));
        members.insert("affiliation".into(), named.collect());
    }
    out
}
