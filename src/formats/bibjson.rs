//! BibJSON (bibjson.org): BibTeX's fields as JSON, people as objects, identifiers as a list.

use serde_json::{Map, Value as Json, json};

use crate::formats::bibtex::map::{self, Dialect};
use crate::formats::common::json::{self, entries, list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Datatype, Entry, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "bibjson",
    about: "BibJSON",
    extensions: &["bibjson", "json"],
    sniff,
    read: Some(read),
    write: Some(write),
};

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches('\u{feff}').trim_start();
    // JSON-LD has identifiers too.
    let linked = start.contains("\"@context\"") && start.contains("\"@type\"");
    if linked || !head.starts_with(['{', '[']) {
        return 0;
    }
    let signs =
        ["\"bibjson\"", "\"identifier\"", "\"firstname\"", "\"lastname\"", "\"citekey\""];
    let journal = start.contains("\"journal\"") && start.contains("\"name\"");
    match signs.iter().filter(|sign| start.contains(**sign)).count() {
        0 | 1 if !journal => 0,
        0 => 40,
        1 => 65,
        _ => 90,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (found, diagnostics) = json::values(source.text());
    let mut keys = Keys::default();
    let mut parsed = Parsed { diagnostics, ..Parsed::default() };
    let mut unread = Unread::default();
    for value in &found {
        for work in entries(value, &[&["records"], &["results"], &["bibjson"]]) {
            let work = work.get("bibjson").unwrap_or(work);
            if work.is_object() {
                let draft = one(work);
                unread.unsaid(work, &draft.said(), BESIDES);
                parsed.entries.push(draft.finish(&mut keys));
            }
        }
    }
    parsed.diagnostics.extend(unread.findings());
    parsed
}

/// What is said in other words: the kind, and the date in its pieces.
const BESIDES: &[&str] = &["type", "id", "year", "month", "day", "date"];

fn one(work: &Json) -> Draft {
    // Without a type a work in a journal is an article.
    let kind = match member(work, "type") {
        name if !name.is_empty() => map::kind_of(&name),
        _ if work.get("journal").is_some() => map::kind_of("article"),
        _ => map::kind_of("misc"),
    };
    let mut draft = Draft::new(kind);
    for key in ["citekey", "cid", "id"] {
        if draft.key.is_empty() {
            draft.key = member(work, key);
        }
    }
    for (name, value) in work.as_object().into_iter().flatten() {
        match name.as_str() {
            "type" | "citekey" | "cid" | "id" | "month" | "year" | "collection" => {}
            "journal" => journal(&mut draft, value),
            "identifier" => {
                list(work, "identifier").iter().for_each(|id| identifier(&mut draft, id))
            }
            "link" => {
                for link in list(work, "link") {
                    let url = if link.is_string() {
                        json::text(link)
                    } else {
                        member(link, "url")
                    };
                    draft.text(Field::URL, &url);
                }
            }
            "license" => {
                let first = list(work, "license").first();
                let text = first.map(|license| match license {
                    Json::Object(_) => [member(license, "type"), member(license, "url")]
                        .into_iter()
                        .find(|t| !t.is_empty())
                        .unwrap_or_default(),
                    other => json::text(other),
                });
                draft.text(Field::LICENSE, &text.unwrap_or_default());
            }
            "keywords" | "subject" => list(work, name).iter().for_each(|word| {
                let word =
                    if word.is_object() { member(word, "term") } else { json::text(word) };
                draft.keyword(&word);
            }),
            "start_page" => {
                draft.pages(&member(work, "start_page"), &member(work, "end_page"))
            }
            "end_page" => {}
            "note" => {
                list(work, "note").iter().for_each(|note| draft.note(&json::text(note)))
            }
            name => field(&mut draft, name, value),
        }
    }
    let month = member(work, "month");
    let date = [member(work, "year"), month].join(" ");
    draft.date(Field::ISSUED, date.trim());
    draft
}

fn field(draft: &mut Draft, name: &str, value: &Json) {
    let field = map::field_of(name, draft.kind);
    match field.datatype() {
        Datatype::Names => {
            let one = std::slice::from_ref(value);
            for name in value.as_array().map_or(one, Vec::as_slice) {
                draft.name(field, person(name));
            }
        }
        Datatype::Date => draft.date(field, &json::text(value)),
        _ if field == Field::DOI => {
            draft.doi(&json::text(value));
        }
        _ if field.is_known() => draft.rich(field, &json::text(value)),
        _ => {
            let text = match value {
                Json::Array(_) | Json::Object(_) => value.to_string(),
                other => json::text(other),
            };
            draft.stranger("bibjson", name, &text);
        }
    }
}

fn person(name: &Json) -> Name {
    if name.is_string() {
        return names::direct(&json::text(name));
    }
    let (family, given) = (member(name, "lastname"), member(name, "firstname"));
    match (family.is_empty(), member(name, "name")) {
        (false, _) => names::person(&family, &given, &member(name, "suffix")),
        (true, full) => names::direct(&full),
    }
}

fn journal(draft: &mut Draft, value: &Json) {
    if value.is_string() {
        return draft.text(Field::CONTAINER_TITLE, &json::text(value));
    }
    for (name, field) in [
        ("name", Field::CONTAINER_TITLE),
        ("title", Field::CONTAINER_TITLE),
        ("shortcode", Field::CONTAINER_TITLE_SHORT),
        ("volume", Field::VOLUME),
        ("number", Field::ISSUE),
        ("issue", Field::ISSUE),
        ("pages", Field::PAGE),
        ("publisher", Field::PUBLISHER),
        ("country", Field::JURISDICTION),
    ] {
        draft.text(field, &member(value, name));
    }
    for language in list(value, "language") {
        draft.text(Field::LANGUAGE, &json::text(language));
    }
    for issn in list(value, "issns") {
        draft.number(Field::ISSN, &json::text(issn));
    }
    list(value, "identifier").iter().for_each(|id| identifier(draft, id));
}

fn identifier(draft: &mut Draft, id: &Json) {
    let text = member(id, "id");
    match member(id, "type").to_ascii_lowercase().as_str() {
        "doi" => {
            draft.doi(&text);
        }
        "issn" | "pissn" | "eissn" => draft.number(Field::ISSN, &text),
        "isbn" => draft.number(Field::ISBN, &text),
        "pmid" => draft.text(Field::PMID, &text),
        "pmcid" | "pmc" => draft.text(Field::PMCID, &text),
        "arxiv" => {
            draft.text(Field::EPRINT, &text);
            draft.text(Field::EPRINTTYPE, "arxiv");
        }
        kind => draft.stranger("bibjson", &format!("identifier.{kind}"), &text),
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let works: Vec<Json> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| work(Claims::new("BibJSON", entry, index, &mut diagnostics)))
        .collect();
    json::written(
        &json!({ "metadata": { "format": "bibjson" }, "records": works }),
        diagnostics,
    )
}

/// Variables that are members under BibTeX's name, as text.
const TEXTS: &[Field] = &[
    Field::TITLE,
    Field::PUBLISHER,
    Field::PUBLISHER_PLACE,
    Field::VOLUME,
    Field::ISSUE,
    Field::PAGE,
    Field::EDITION,
    Field::COLLECTION_TITLE,
    Field::GENRE,
    Field::ABSTRACT,
    Field::LANGUAGE,
    Field::CHAPTER_NUMBER,
    Field::NUMBER_OF_PAGES,
    Field::TITLE_SHORT,
    Field::EVENT_TITLE,
    Field::EVENT_PLACE,
    Field::VERSION,
    Field::ANNOTE,
    Field::NUMBER_OF_VOLUMES,
];

fn work(mut claims: Claims<'_>) -> Json {
    let mut out = Map::new();
    let kind = claims.entry.kind();
    let name = kind.info().map_or(kind.name(), |info| info.biblatex);
    let mut notes = claims.notes();
    if map::kind_of(name) != kind {
        notes.push(claims.keep_kind());
    }
    out.insert("type".into(), name.into());
    out.insert("citekey".into(), claims.entry.key().as_str().into());
    for field in Field::all().filter(|field| field.datatype() == Datatype::Names) {
        people(&mut claims, field, &mut out);
    }
    for field in TEXTS.iter().copied().chain([number(kind)]) {
        let key = map::name_of(field, kind, Dialect::Bibtex);
        // `number` is the issue, the number in the series, or the work's own: one of them.
        if out.contains_key(key) || map::field_of(key, kind) != field {
            continue;
        }
        if let Some(text) = claims.text(field) {
            out.insert(key.into(), text.into());
        }
    }
    dates(&mut claims, &mut out);
    if let Some(title) = claims.text(Field::CONTAINER_TITLE) {
        let mut journal = Map::new();
        journal.insert("name".into(), title.into());
        if let Some(short) = claims.text(Field::CONTAINER_TITLE_SHORT) {
            journal.insert("shortcode".into(), short.into());
        }
        out.insert("journal".into(), Json::Object(journal));
    }
    let words: Vec<Json> = claims.keywords().into_iter().map(Json::from).collect();
    if !words.is_empty() {
        out.insert("keywords".into(), words.into());
    }
    if let Some(url) = claims.text(Field::URL) {
        out.insert("link".into(), json!([{ "url": url }]));
    }
    if let Some(text) = claims.text(Field::LICENSE) {
        out.insert("license".into(), json!([{ "type": text }]));
    }
    identifiers(&mut claims, &mut out);
    notes.extend(claims.keep_rest());
    if !notes.is_empty() {
        out.insert("note".into(), notes.into());
    }
    Json::Object(out)
}

fn number(kind: crate::model::EntryKind) -> Field {
    map::field_of("number", kind)
}

fn people(claims: &mut Claims<'_>, field: Field, out: &mut Map<String, Json>) {
    let names = claims.names(field);
    // A comma, or words like a person's, would make a person of an institution.
    let literal =
        |name: &Name| matches!(name, Name::Literal(text) if names::direct(text) != *name);
    if names.iter().any(literal) {
        claims.inexact(field);
    }
    let list: Vec<Json> = names.iter().map(person_out).collect();
    if !list.is_empty() {
        let key = map::name_of(field, claims.entry.kind(), Dialect::Bibtex);
        out.insert(key.into(), list.into());
    }
}

fn person_out(name: &Name) -> Json {
    let mut out = Map::new();
    out.insert("name".into(), names::invert(name).into());
    if let Name::Person(person) = name {
        out.insert("firstname".into(), names::given(person).into());
        out.insert("lastname".into(), names::family(person).into());
        if !person.suffix.is_empty() {
            out.insert("suffix".into(), person.suffix.to_string().into());
        }
    }
    Json::Object(out)
}

/// `year` and `month` where they say all; else the line of a note does.
fn dates(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    for field in [Field::ACCESSED, Field::ORIGINAL_DATE, Field::EVENT_DATE] {
        if let Some(date) = claims.date(field) {
            let key = map::name_of(field, claims.entry.kind(), Dialect::Biblatex);
            out.insert(key.into(), date.to_string().into());
        }
    }
    let Some(date) = claims.date(Field::ISSUED) else { return };
    let start = date.start();
    if let Some(start) = start {
        out.insert("year".into(), start.year.to_string().into());
        if start.month > 0 && start.season().is_none() {
            out.insert("month".into(), start.month.to_string().into());
        }
    }
    let whole = values::iso(&date).is_some() && start.is_some_and(|start| start.day == 0);
    if !whole {
        claims.inexact(Field::ISSUED);
    }
}

fn identifiers(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut list = Vec::new();
    for (kind, field) in [
        ("doi", Field::DOI),
        ("pmid", Field::PMID),
        ("pmcid", Field::PMCID),
        ("issn", Field::ISSN),
        ("isbn", Field::ISBN),
    ] {
        let text = claims.text(field).unwrap_or_default();
        let several = matches!(field, Field::ISSN | Field::ISBN);
        let parts: Vec<&str> =
            if several { values::numbers(&text).collect() } else { vec![&text] };
        list.extend(
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(|part| json!({ "type": kind, "id": part })),
        );
    }
    if !list.is_empty() {
        out.insert("identifier".into(), list.into());
    }
}
