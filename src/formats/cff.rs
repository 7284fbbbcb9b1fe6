//! CFF: `CITATION.cff` (Citation File Format 1.2.0): the software itself, its preferred
//! citation, and its references.

use serde_json::{Map, Value as Json, json};

use super::csl_yaml::{parse, print};
use crate::formats::common::claims::note_text;
use crate::formats::common::json::{list, member, text};
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, EntryKind as K, Field, Name};

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
    ("license", Field::LICENSE),
    ("medium", Field::MEDIUM),
    ("status", Field::STATUS),
    ("thesis-type", Field::GENRE),
];

const NAMES: &[(&str, Field)] = &[
    ("authors", Field::AUTHOR),
    ("editors", Field::EDITOR),
    ("editors-series", Field::COLLECTION_EDITOR),
    ("translators", Field::TRANSLATOR),
    ("recipients", Field::RECIPIENT),
    ("contact", Field::CONTRIBUTOR),
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
    for (name, field) in NAMES {
        for name in list(work, name) {
            draft.person(*field, person(name), &member(name, "orcid"));
        }
    }
    for (name, field) in FIELDS {
        draft.text(*field, &member(work, name));
    }
    draft.doi(&member(work, "doi"));
    for id in list(work, "identifiers") {
        let value = member(id, "value");
        match member(id, "type").as_str() {
            "doi" => {
                draft.doi(&value);
            }
            "url" => draft.text(Field::URL, &value),
            "swh" => draft.stranger("cff", "swh", &value),
            _ => draft.stranger("cff", "identifier", &value),
        }
    }
    draft.text(Field::URL, &member(work, "repository-code"));
    draft.text(Field::URL, &member(work, "repository"));
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
        }
    }
    draft.text(
        Field::LANGUAGE,
        &list(work, "languages").iter().map(text).collect::<Vec<_>>().join(", "),
    );
    list(work, "keywords").iter().for_each(|word| draft.keyword(&text(word)));
    draft.note(&member(work, "notes"));
    draft.text(Field::COLLECTION_TITLE, &member(work, "series"));
    draft
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
        let list: Vec<Json> = names.iter().zip(&orcids).map(name_out).collect();
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
    if let Some(doi) = claims.text(Field::DOI) {
        out.insert("doi".into(), doi.into());
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
    ] {
        if let Some(text) = claims.text(title) {
            let mut entity = Map::new();
            entity.insert("name".into(), text.into());
            if let Some(place) = claims.text(place) {
                entity.insert("city".into(), place.into());
            }
            out.insert(name.into(), Json::Object(entity));
        }
    }
    let keywords = claims.keywords();
    if !keywords.is_empty() {
        out.insert("keywords".into(), json!(keywords));
    }
    for (name, text) in claims.strangers("cff") {
        let kind = if name == "swh" { "swh" } else { "other" };
        out.insert("identifiers".into(), json!([{ "type": kind, "value": text }]));
    }
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

fn name_out((name, orcid): (&Name, &String)) -> Json {
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
    if let (Json::Object(out), false) = (&mut out, orcid.is_empty()) {
        out.insert("orcid".into(), format!("https://orcid.org/{orcid}").into());
    }
    out
}
