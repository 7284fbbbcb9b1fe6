//! CFF: `CITATION.cff` (Citation File Format 1.2.0): the software itself, its preferred
//! citation, and its references.

use serde_json::{Map, Value as Json, json};

use super::csl_yaml::{parse, print};
use crate::formats::common::claims::note_text;
use crate::formats::common::json::{list, member, text};
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "cff",
    about: "CITATION.cff of software and data",
    extensions: &["cff"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Reference type, kind. The first row of a kind is written.
pub(crate) static KINDS: &[(&str, K)] = &[
    ("software", K::SOFTWARE),
    ("software-code", K::SOFTWARE),
    ("software-container", K::SOFTWARE),
    ("software-executable", K::SOFTWARE),
    ("software-virtual-machine", K::SOFTWARE),
    ("dataset", K::DATASET),
    ("data", K::DATASET),
    ("database", K::DATASET),
    ("article", K::ARTICLE_JOURNAL),
    ("magazine-article", K::ARTICLE_MAGAZINE),
    ("newspaper-article", K::ARTICLE_NEWSPAPER),
    ("book", K::BOOK),
    ("edited-work", K::EDITED_COLLECTION),
    ("conference-paper", K::PAPER_CONFERENCE),
    ("conference", K::EVENT),
    ("proceedings", K::PROCEEDINGS),
    ("thesis", K::THESIS),
    ("report", K::REPORT),
    ("government-document", K::REPORT),
    ("grant", K::REPORT),
    ("manual", K::MANUAL),
    ("standard", K::STANDARD),
    ("patent", K::PATENT),
    ("website", K::WEBPAGE),
    ("blog", K::POST_WEBLOG),
    ("dictionary", K::ENTRY_DICTIONARY),
    ("encyclopedia", K::ENTRY_ENCYCLOPEDIA),
    ("film-broadcast", K::MOTION_PICTURE),
    ("video", K::VIDEO),
    ("multimedia", K::MOTION_PICTURE),
    ("sound-recording", K::SONG),
    ("music", K::MUSICAL_SCORE),
    ("map", K::MAP),
    ("art", K::GRAPHIC),
    ("legal-case", K::LEGAL_CASE),
    ("bill", K::BILL),
    ("statute", K::LEGISLATION),
    ("legal-rule", K::LEGISLATION),
    ("hearing", K::HEARING),
    ("pamphlet", K::PAMPHLET),
    ("personal-communication", K::PERSONAL_COMMUNICATION),
    ("slides", K::SPEECH),
    ("unpublished", K::UNPUBLISHED),
    ("serial", K::PERIODICAL),
    ("generic", K::DOCUMENT),
];

/// Key, field.
pub(crate) static FIELDS: &[(&str, Field)] = &[
    ("title", Field::TITLE),
    ("abbreviation", Field::TITLE_SHORT),
    ("abstract", Field::ABSTRACT),
    ("journal", Field::CONTAINER_TITLE),
    ("collection-title", Field::CONTAINER_TITLE),
    ("volume", Field::VOLUME),
    ("issue", Field::ISSUE),
    ("edition", Field::EDITION),
    ("section", Field::SECTION),
    ("number", Field::NUMBER),
    ("number-volumes", Field::NUMBER_OF_VOLUMES),
    ("pages", Field::NUMBER_OF_PAGES),
    ("isbn", Field::ISBN),
    ("issn", Field::ISSN),
    ("pmcid", Field::PMCID),
    ("url", Field::URL),
    ("version", Field::VERSION),
    ("medium", Field::MEDIUM),
    ("status", Field::STATUS),
    ("thesis-type", Field::GENRE),
    ("database", Field::SOURCE),
    ("volume-title", Field::VOLUME_TITLE),
];

const NAMES: &[(&str, Field)] = &[
    ("authors", Field::AUTHOR),
    ("editors", Field::EDITOR),
    ("editors-series", Field::COLLECTION_EDITOR),
    ("translators", Field::TRANSLATOR),
    ("recipients", Field::RECIPIENT),
    ("contact", Field::CONTRIBUTOR),
];

/// What else is read of a work; other keys are kept under their own names.
const READ: &[&str] = &[
    "cff-version",
    "type",
    "doi",
    "license",
    "identifiers",
    "start",
    "end",
    "year",
    "month",
    "year-original",
    "date-published",
    "date-released",
    "date-accessed",
    "issue-date",
    "publisher",
    "institution",
    "conference",
    "location",
    "languages",
    "keywords",
    "notes",
    "series",
    "references",
    "preferred-citation",
];

/// What is read of a person; the rest is kept, a line each.
const OF_PERSON: &[&str] = &[
    "family-names",
    "given-names",
    "name-suffix",
    "name-particle",
    "orcid",
    "affiliation",
];

fn sniff(start: &str) -> u8 {
    if start.lines().any(|line| line.starts_with("cff-version:")) { 98 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let value = match parse(source.text()) {
        Ok(value) => value,
        Err(finding) => return Parsed { diagnostics: vec![*finding], ..Parsed::default() },
    };
    let mut keys = Keys::default();
    let mut entries = Vec::new();
    let mut main = one(&value);
    let named = KINDS.iter().find(|(name, _)| *name == member(&value, "type"));
    main.kind = named.map_or(K::SOFTWARE, |(_, kind)| *kind);
    // A file without authors is only the shell of its references.
    let shell =
        list(&value, "authors").is_empty() && !list(&value, "references").is_empty();
    if !shell {
        entries.push(main.finish(&mut keys));
    }
    if let Some(preferred) = value.get("preferred-citation") {
        entries.push(one(preferred).finish(&mut keys));
    }
    for reference in list(&value, "references") {
        entries.push(one(reference).finish(&mut keys));
    }
    Parsed { entries, ..Parsed::default() }
}

fn one(work: &Json) -> Draft {
    let name = member(work, "type");
    let kind = KINDS.iter().find(|(known, _)| *known == name);
    let mut draft = Draft::new(kind.map_or(K::DOCUMENT, |(_, kind)| *kind));
    for (role, field) in NAMES {
        for name in list(work, role) {
            let person = person(name);
            of_person(&mut draft, &person, name);
            draft.person(*field, person, &member(name, "orcid"));
            for place in member(name, "affiliation").split("; ") {
                draft.works_at(*field, place);
            }
        }
    }
    for (name, field) in FIELDS {
        draft.text(*field, &member(work, name));
    }
    draft.doi(&member(work, "doi"));
    // Several licences are a choice (SPDX).
    let licences: Vec<String> = list(work, "license").iter().map(text).collect();
    draft.text(Field::LICENSE, &licences.join(" OR "));
    for id in list(work, "identifiers") {
        let value = member(id, "value");
        let known = |field| draft.get(field).is_some_and(|text| text != value);
        match member(id, "type").as_str() {
            "doi" if !known(Field::DOI) => {
                draft.doi(&value);
            }
            "url" if !known(Field::URL) => draft.text(Field::URL, &value),
            "swh" => draft.stranger("cff", "swh", &value),
            _ => draft.stranger("cff", "identifier", &value),
        }
    }
    for name in ["repository-code", "repository", "repository-artifact", "license-url"] {
        let address = member(work, name);
        match draft.has(Field::URL) || name == "license-url" {
            false => draft.text(Field::URL, &address),
            true => draft.stranger("cff", name, &address),
        }
    }
    draft.pages(&member(work, "start"), &member(work, "end"));
    dates(&mut draft, work);
    for (name, field, place) in [
        ("publisher", Field::PUBLISHER, Field::PUBLISHER_PLACE),
        ("institution", Field::PUBLISHER, Field::PUBLISHER_PLACE),
        ("conference", Field::EVENT_TITLE, Field::EVENT_PLACE),
        ("location", Field::ARCHIVE, Field::ARCHIVE_PLACE),
    ] {
        if let Some(entity) = work.get(name) {
            let title = member(entity, "name");
            draft.text(field, if title.is_empty() { "" } else { &title });
            draft.text(place, &member(entity, "city"));
            draft.text(place, &member(entity, "location"));
            if name == "conference" {
                let ends = [member(entity, "date-start"), member(entity, "date-end")];
                draft.date(Field::EVENT_DATE, ends.join("/").trim_end_matches('/'));
            }
            let read = ["name", "city", "location", "date-start", "date-end"];
            strangers(&mut draft, &format!("{name}."), entity, &read);
        }
    }
    draft.text(
        Field::LANGUAGE,
        &list(work, "languages").iter().map(text).collect::<Vec<_>>().join(", "),
    );
    list(work, "keywords").iter().for_each(|word| draft.keyword(&text(word)));
    draft.note(&member(work, "notes"));
    draft.text(Field::COLLECTION_TITLE, &member(work, "series"));
    let read: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    let addresses = ["repository-code", "repository", "repository-artifact", "license-url"];
    strangers(&mut draft, "", work, &[&read, READ, &addresses].concat());
    draft
}

/// Keeps the members of an object that are not read and are no objects themselves.
fn strangers(draft: &mut Draft, head: &str, object: &Json, read: &[&str]) {
    for (name, value) in object.as_object().into_iter().flatten() {
        // What every file says.
        let usual = name == "message" && text(value).starts_with("If you use");
        if !read.contains(&name.as_str()) && !value.is_object() && !usual {
            for one in list(object, name) {
                draft.stranger("cff", &format!("{head}{name}"), &text(one));
            }
        }
    }
}

/// Keeps what is said of a person beyond the name: email, website.
fn of_person(draft: &mut Draft, person: &Name, object: &Json) {
    for (name, value) in object.as_object().into_iter().flatten() {
        let said = text(value);
        let read = OF_PERSON.contains(&name.as_str()) || said == person.display();
        if !read && !said.is_empty() {
            draft.stranger("cff", name, &format!("{}: {said}", person.display()));
        }
    }
}

fn person(name: &Json) -> Name {
    let family = member(name, "family-names");
    let given = member(name, "given-names");
    if family.is_empty() {
        let single = member(name, "name");
        let single = if single.is_empty() { member(name, "alias") } else { single };
        return Name::literal(if single.is_empty() { &given } else { &single });
    }
    let mut name_of = names::person(&family, &given, &member(name, "name-suffix"));
    let particle = member(name, "name-particle");
    if let Name::Person(person) = &mut name_of
        && !particle.is_empty()
    {
        person.non_dropping_particle = particle.into();
    }
    name_of
}

fn dates(draft: &mut Draft, work: &Json) {
    for name in ["date-published", "date-released", "issue-date"] {
        draft.date(Field::ISSUED, &member(work, name));
    }
    let month = member(work, "month").parse().unwrap_or(0);
    if !draft.has(Field::ISSUED)
        && let Some(date) = values::parts(member(work, "year").parse().ok(), month, 0)
    {
        draft.set_date(Field::ISSUED, date);
    }
    draft.date(Field::ACCESSED, &member(work, "date-accessed"));
    draft.date(Field::ORIGINAL_DATE, &member(work, "year-original"));
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let mut all = Map::new();
    all.insert("cff-version".into(), "1.2.0".into());
    all.insert("message".into(), "If you use this, please cite it as below.".into());
    let mut references = Vec::new();
    let mut first = true;
    for (index, entry) in entries.iter().enumerate() {
        let claims = Claims::new("CFF", entry, index, &mut diagnostics);
        let own = first && matches!(entry.kind().csl(), "software" | "dataset");
        first = false;
        let out = work(claims, own);
        if own {
            all.extend(out);
        } else {
            references.push(Json::Object(out));
        }
    }
    if !all.contains_key("title") {
        all.insert("title".into(), "References".into());
        all.insert("authors".into(), json!([]));
    }
    if !references.is_empty() {
        all.insert("references".into(), references.into());
    }
    Written { bytes: print(&Json::Object(all)), diagnostics }
}

fn work(mut claims: Claims<'_>, own: bool) -> Map<String, Json> {
    let kind = claims.kind();
    let row = KINDS.iter().find(|(_, known)| *known == kind);
    let near = row.or_else(|| KINDS.iter().find(|(_, known)| known.name() == kind.csl()));
    let mut out = Map::new();
    out.insert("type".into(), near.map_or("generic", |(name, _)| name).into());
    for (name, field) in NAMES {
        let names = claims.names(*field);
        let orcids = claims.orcids(*field, names.len());
        let places = claims.affiliations_of_persons(*field, &names);
        let named = names.iter().zip(&orcids).zip(places);
        let list: Vec<Json> =
            named.map(|((name, orcid), places)| name_out(name, orcid, &places)).collect();
        if !list.is_empty() {
            out.insert((*name).into(), list.into());
        }
    }
    for (at, (name, field)) in FIELDS.iter().enumerate() {
        if FIELDS.iter().position(|row| row.1 == *field) == Some(at)
            && let Some(text) = claims.text(*field)
        {
            out.insert((*name).into(), text.into());
        }
    }
    // What is in a journal is; what is in a book, proceedings or encyclopedia is too.
    if !kind.csl().starts_with("article")
        && let Some(title) = out.remove("journal")
    {
        out.insert("collection-title".into(), title);
    }
    for (name, field) in [("doi", Field::DOI), ("license", Field::LICENSE)] {
        if let Some(text) = claims.text(field) {
            out.insert(name.into(), text.into());
        }
    }
    if let Some(pages) = claims.text(Field::PAGE) {
        let (start, end) = values::page_ends(&pages);
        out.insert("start".into(), start.into());
        if !end.is_empty() {
            out.insert("end".into(), end.into());
        }
    }
    dates_out(&mut claims, &mut out, own);
    for (name, title, place) in [
        ("publisher", Field::PUBLISHER, Field::PUBLISHER_PLACE),
        ("conference", Field::EVENT_TITLE, Field::EVENT_PLACE),
        ("location", Field::ARCHIVE, Field::ARCHIVE_PLACE),
    ] {
        if let Some(text) = claims.text(title) {
            let mut entity = Map::new();
            entity.insert("name".into(), text.into());
            if let Some(place) = claims.text(place) {
                entity.insert("city".into(), place.into());
            }
            if name == "conference" {
                event_dates(&mut claims, &mut entity);
            }
            out.insert(name.into(), Json::Object(entity));
        }
    }
    let keywords = claims.keywords();
    if !keywords.is_empty() {
        out.insert("keywords".into(), json!(keywords));
    }
    strangers_out(&mut claims, &mut out);
    let notes = claims.notes();
    let mut kept = Vec::new();
    if row.is_none() {
        kept.push(claims.keep_kind());
    }
    kept.extend(claims.keep_rest());
    let text = note_text(&notes, &kept);
    if !text.is_empty() {
        out.insert("notes".into(), text.into());
    }
    out
}

/// Gives back what the format's own files say and no field is known for.
fn strangers_out(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut identifiers = Vec::new();
    for (name, text) in claims.strangers("cff") {
        let of_person = text
            .split_once(": ")
            .is_some_and(|(person, said)| give_to_person(out, person, name, said));
        let taken = out.contains_key(name);
        match (name, name.split_once('.')) {
            _ if of_person => {}
            ("swh", _) => identifiers.push(json!({ "type": "swh", "value": text })),
            (_, Some((entity, part))) if !taken => {
                if let Some(Json::Object(entity)) = out.get_mut(entity) {
                    entity.insert(part.into(), text.into());
                } else {
                    identifiers.push(json!({ "type": "other", "value": text }));
                }
            }
            ("identifier", _) => {
                identifiers.push(json!({ "type": "other", "value": text }));
            }
            _ if taken => identifiers.push(json!({ "type": "other", "value": text })),
            _ => drop(out.insert(name.into(), text.into())),
        }
    }
    if !identifiers.is_empty() {
        out.insert("identifiers".into(), identifiers.into());
    }
}

/// Says something of the person of a name; whether there is one.
fn give_to_person(
    out: &mut Map<String, Json>,
    person: &str,
    name: &str,
    said: &str,
) -> bool {
    let mut people = NAMES.iter().filter_map(|(role, _)| match out.get(*role) {
        Some(Json::Array(list)) => {
            let at = list.iter().position(|one| self::person(one).display() == person)?;
            Some((*role, at))
        }
        _ => None,
    });
    let Some((role, at)) = people.next() else { return false };
    drop(people);
    let found = out.get_mut(role).and_then(|list| list.get_mut(at));
    let Some(Json::Object(found)) = found else { return false };
    found.insert(name.into(), said.into());
    true
}

fn dates_out(claims: &mut Claims<'_>, out: &mut Map<String, Json>, own: bool) {
    for (field, name) in
        [(Field::ISSUED, "date-released"), (Field::ACCESSED, "date-accessed")]
    {
        let Some(date) = claims.date(field) else { continue };
        let iso = values::iso(&date);
        match (iso, date.start()) {
            (Some(iso), _) if iso.len() == 10 => {
                let name =
                    if own || field == Field::ACCESSED { name } else { "date-published" };
                out.insert(name.into(), iso.into());
            }
            (iso, Some(start)) if field == Field::ISSUED => {
                out.insert("year".into(), start.year.into());
                if start.month > 0 && start.season().is_none() {
                    out.insert("month".into(), start.month.into());
                }
                if iso.is_none() {
                    claims.inexact(field);
                }
            }
            _ => claims.inexact(field),
        }
    }
}

/// When a conference was, where the days are known.
fn event_dates(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let date = claims.entry.date(Field::EVENT_DATE);
    let Some(ends) = date.and_then(|date| values::ends(&date)) else { return };
    if ends.iter().any(|parts| parts.day == 0) {
        return;
    }
    let [start, end] = ends.map(|parts| Date::Single(parts).to_string());
    claims.date(Field::EVENT_DATE);
    if end != start {
        out.insert("date-end".into(), end.into());
    }
    out.insert("date-start".into(), start.into());
}

fn name_out(name: &Name, orcid: &str, affiliations: &[String]) -> Json {
    let mut out = match name {
        Name::Person(person) => {
            let mut out = Map::new();
            let parts = [
                ("family-names", person.family.to_string()),
                ("given-names", names::given(person)),
                ("name-particle", person.non_dropping_particle.to_string()),
                ("name-suffix", person.suffix.to_string()),
            ];
            for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
                out.insert(name.into(), text.into());
            }
            Json::Object(out)
        }
        other => json!({ "name": other.display() }),
    };
    let Json::Object(members) = &mut out else { return out };
    if !affiliations.is_empty() {
        members.insert("affiliation".into(), affiliations.join("; ").into());
    }
    if !orcid.is_empty() {
        members.insert("orcid".into(), format!("https://orcid.org/{orcid}").into());
    }
    out
}
