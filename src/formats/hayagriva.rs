//! Hayagriva's YAML, the bibliography of Typst (hayagriva `docs/file-format.md`).
//!
//! Entries are keyed; what a work is in or comes from is its `parent`. Formattable strings are
//! strings or `{value, short, verbatim}`.

use serde_json::{Map, Value as Json, json};

use super::csl_yaml::{parse, print};
use crate::formats::common::json::{list, member, text};
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Datatype, Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "hayagriva",
    about: "Hayagriva YAML, Typst's bibliographies",
    extensions: &["yaml", "yml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Kind, type, type of the parent. The first row of a kind is written.
pub(crate) static KINDS: &[(K, &str, &str)] = &[
    (K::ARTICLE_JOURNAL, "article", "periodical"),
    (K::ARTICLE_NEWSPAPER, "article", "newspaper"),
    (K::POST_WEBLOG, "article", "blog"),
    (K::PAPER_CONFERENCE, "article", "proceedings"),
    (K::PAPER_CONFERENCE, "article", "conference"),
    (K::POST, "post", ""),
    (K::ARTICLE, "article", ""),
    (K::CHAPTER, "chapter", "book"),
    (K::CHAPTER, "chapter", "anthology"),
    (K::CHAPTER, "anthos", "anthology"),
    (K::ENTRY_ENCYCLOPEDIA, "entry", "reference"),
    (K::ENTRY, "entry", ""),
    (K::BOOK, "book", ""),
    (K::EDITED_COLLECTION, "anthology", ""),
    (K::REFERENCE, "reference", ""),
    (K::PROCEEDINGS, "proceedings", ""),
    (K::PERIODICAL, "periodical", ""),
    (K::THESIS, "thesis", ""),
    (K::REPORT, "report", ""),
    (K::WEBPAGE, "web", ""),
    (K::MANUSCRIPT, "manuscript", ""),
    (K::PATENT, "patent", ""),
    (K::LEGAL_CASE, "case", ""),
    (K::LEGISLATION, "legislation", ""),
    (K::GRAPHIC, "artwork", ""),
    (K::VIDEO, "video", ""),
    (K::SONG, "audio", ""),
    (K::PERFORMANCE, "performance", ""),
    (K::SPEECH, "conference", ""),
    (K::SOFTWARE, "repository", ""),
    (K::DOCUMENT, "misc", ""),
    (K::MUSICAL_SCORE, "original", ""),
    (K::VIDEO, "scene", ""),
    (K::PERIODICAL, "newspaper", ""),
    (K::WEBPAGE, "blog", ""),
    (K::POST, "thread", ""),
];

/// Key, field: of the work itself.
pub(crate) static FIELDS: &[(&str, Field)] = &[
    ("title", Field::TITLE),
    ("abstract", Field::ABSTRACT),
    ("genre", Field::GENRE),
    ("archive", Field::ARCHIVE),
    ("archive-location", Field::ARCHIVE_PLACE),
    ("call-number", Field::CALL_NUMBER),
    ("language", Field::LANGUAGE),
    ("edition", Field::EDITION),
    ("page-range", Field::PAGE),
    ("page-total", Field::NUMBER_OF_PAGES),
    ("volume-total", Field::NUMBER_OF_VOLUMES),
    ("chapter", Field::CHAPTER_NUMBER),
    ("location", Field::EVENT_PLACE),
    ("runtime", Field::DIMENSIONS),
];

/// What a parent is where it does not say so.
const PARENTS: &[(&str, &str)] = &[
    ("article", "periodical"),
    ("chapter", "book"),
    ("entry", "reference"),
    ("anthos", "anthology"),
];

const ROLES: &[(&str, Field)] = &[
    ("translator", Field::TRANSLATOR),
    ("afterword", Field::AFTERWORD),
    ("foreword", Field::FOREWORD),
    ("introduction", Field::INTRODUCTION),
    ("annotator", Field::ANNOTATOR),
    ("commentator", Field::COMMENTATOR),
    ("holder", Field::HOLDER),
    ("compiler", Field::COMPILER),
    ("founder", Field::ORGANIZER),
    ("collaborator", Field::CONTRIBUTOR),
    ("organizer", Field::ORGANIZER),
    ("cast-member", Field::PERFORMER),
    ("composer", Field::COMPOSER),
    ("producer", Field::PRODUCER),
    ("executive-producer", Field::EXECUTIVE_PRODUCER),
    ("writer", Field::SCRIPT_WRITER),
    ("director", Field::DIRECTOR),
    ("illustrator", Field::ILLUSTRATOR),
    ("narrator", Field::NARRATOR),
];

const SERIALS: &[(&str, Field)] = &[
    ("doi", Field::DOI),
    ("isbn", Field::ISBN),
    ("issn", Field::ISSN),
    ("pmid", Field::PMID),
    ("pmcid", Field::PMCID),
    ("serial", Field::NUMBER),
];

/// Keys of a work itself that no field is known for; others are kinds of serial numbers.
const OWN: &[&str] = &["time-range", "organization", "location", "volume", "issue"];

fn sniff(start: &str) -> u8 {
    let mut top = start.lines().filter(|line| {
        line.ends_with(':')
            && line.starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '\'')
    });
    let typed = start.lines().any(|line| {
        let kind = line.trim().strip_prefix("type:").map(|kind| kind.trim().to_lowercase());
        line.starts_with([' ', '\t'])
            && kind.is_some_and(|kind| KINDS.iter().any(|row| row.1 == kind))
    });
    let listed = start.lines().any(|line| line.trim_end() == "references:");
    if typed && !listed && top.next().is_some() { 80 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let value = match parse(source.text()) {
        Ok(value) => value,
        Err(finding) => return Parsed { diagnostics: vec![*finding], ..Parsed::default() },
    };
    let mut keys = Keys::default();
    let Json::Object(all) = &value else { return Parsed::default() };
    let works = all.iter().filter(|(_, work)| work.is_object());
    let entries = works.map(|(key, work)| one(key, work).finish(&mut keys)).collect();
    Parsed { entries, ..Parsed::default() }
}

fn parents(work: &Json) -> &[Json] {
    list(work, "parent")
}

fn kind(work: &Json) -> K {
    let name = member(work, "type").to_lowercase();
    // Not every event is an exhibition, so this is not written.
    if name == "exhibition" {
        return K::EVENT;
    }
    let usual = PARENTS.iter().find(|(own, _)| *own == name).map_or("", |row| row.1);
    let outer = parents(work).iter().map(|parent| match member(parent, "type") {
        name if name.is_empty() => usual.to_owned(),
        name => name.to_lowercase(),
    });
    let outer: Vec<String> = outer.collect();
    let rows = || KINDS.iter().filter(|(_, known, _)| *known == name);
    rows()
        .find(|(_, _, parent)| outer.iter().any(|outer| outer == parent))
        .or_else(|| rows().find(|(_, _, parent)| parent.is_empty()))
        .or_else(|| rows().next())
        .map_or(K::DOCUMENT, |(kind, ..)| *kind)
}

/// A formattable string: itself, or its `value`; braces only keep its case.
fn string(value: &Json) -> String {
    let said = match value {
        Json::Object(object) => object.get("value").map(text).unwrap_or_default(),
        value => text(value),
    };
    match said.contains('{') && said.contains('}') {
        true => said.replace(['{', '}'], ""),
        false => said,
    }
}

fn of(work: &Json, name: &str) -> String {
    work.get(name).map(string).unwrap_or_default()
}

fn one(key: &str, work: &Json) -> Draft {
    let mut draft = Draft::new(kind(work));
    draft.key = key.to_owned();
    own(&mut draft, work);
    for (at, parent) in parents(work).iter().enumerate() {
        host(&mut draft, parent, at == 0);
    }
    for note in of(work, "note").split("\n\n") {
        draft.note(note);
    }
    place(&mut draft);
    leftovers(&mut draft, work);
    draft
}

/// Where something “is located or took place” is where a book or a newspaper was published.
fn place(draft: &mut Draft) {
    let printed = ["article", "book", "chapter", "thesis", "report", "entry"];
    let printed = draft.kind != K::EVENT
        && printed.iter().any(|kind| draft.kind.csl().starts_with(kind));
    if printed && !draft.has(Field::PUBLISHER_PLACE) {
        draft.rename(Field::EVENT_PLACE, Field::PUBLISHER_PLACE);
    }
}

/// Keeps what no field is known for: a second parent, the volume of a journal beside that
/// of the article, a translated title.
fn leftovers(draft: &mut Draft, work: &Json) {
    let said = draft.said();
    let Json::Object(members) = work else { return };
    let members = members.iter().filter(|(name, _)| *name != "type" && *name != "note");
    for (path, text) in members.flat_map(|(name, value)| said.leaves(name, value)) {
        // The types of parents are the kind; titles in another case are the title.
        if !path.ends_with(".type") && !path.ends_with(".role") {
            draft.stranger("hayagriva", &path, &text);
        }
    }
}

fn own(draft: &mut Draft, work: &Json) {
    for (name, field) in FIELDS {
        let text = of(work, name);
        match field.datatype() {
            Datatype::Rich | Datatype::RichList => draft.rich(*field, &text),
            _ => draft.rich(*field, &text.replace('–', "-")),
        }
    }
    if let Some(short) = work.get("title").and_then(|title| title.get("short")) {
        draft.text(Field::TITLE_SHORT, &text(short));
    }
    people(draft, work, "author", Field::AUTHOR);
    people(draft, work, "editor", Field::EDITOR);
    affiliated(draft, work);
    numbers(draft, work);
    draft.date(Field::ISSUED, &member(work, "date"));
}

/// People by their roles; a role that CSL has no variable for is kept beside the name.
fn affiliated(draft: &mut Draft, work: &Json) {
    for group in list(work, "affiliated") {
        let role = member(group, "role").to_lowercase();
        if let Some((_, field)) = ROLES.iter().find(|(name, _)| *name == role) {
            people(draft, group, "names", *field);
            continue;
        }
        people(draft, group, "names", Field::CONTRIBUTOR);
        for person in list(group, "names") {
            draft.stranger(
                "hayagriva",
                &format!("affiliated.{role}"),
                &name(person).display(),
            );
        }
    }
}

fn numbers(draft: &mut Draft, work: &Json) {
    draft.text(Field::VOLUME, &of(work, "volume"));
    draft.text(Field::ISSUE, &of(work, "issue"));
    match work.get("publisher") {
        Some(Json::Object(publisher)) => {
            let part = |name: &str| publisher.get(name).map(string).unwrap_or_default();
            draft.text(Field::PUBLISHER, &part("name"));
            draft.text(Field::PUBLISHER_PLACE, &part("location"));
        }
        _ => draft.text(Field::PUBLISHER, &of(work, "publisher")),
    }
    draft.text(Field::PUBLISHER, &of(work, "organization"));
    match work.get("url") {
        Some(Json::Object(url)) => {
            draft.text(Field::URL, &url.get("value").map(text).unwrap_or_default());
            draft.date(Field::ACCESSED, &url.get("date").map(text).unwrap_or_default());
        }
        _ => draft.text(Field::URL, &member(work, "url")),
    }
    match work.get("serial-number") {
        Some(Json::Object(serials)) => {
            for (name, value) in serials {
                let field = SERIALS.iter().find(|(known, _)| known == name);
                match (field, name.as_str()) {
                    (Some((_, field)), _) => draft.text(*field, &text(value)),
                    (None, "arxiv") => {
                        draft.text(Field::EPRINT, &text(value));
                        draft.text(Field::EPRINTTYPE, "arxiv");
                    }
                    (None, name) => draft.stranger("hayagriva", name, &text(value)),
                }
            }
        }
        _ => draft.text(Field::NUMBER, &member(work, "serial-number")),
    }
}

fn people(draft: &mut Draft, work: &Json, list_name: &str, field: Field) {
    list(work, list_name).iter().for_each(|person| draft.name(field, name(person)));
}

fn name(person: &Json) -> Name {
    let Json::Object(_) = person else { return names::inverted(&text(person)) };
    let family = match member(person, "prefix") {
        prefix if prefix.is_empty() => member(person, "name"),
        prefix => format!("{prefix} {}", member(person, "name")),
    };
    match member(person, "given-name") {
        given if given.is_empty() => Name::literal(&family),
        given => names::person(&family, &given, &member(person, "suffix")),
    }
}

fn host(draft: &mut Draft, parent: &Json, first: bool) {
    let title = of(parent, "title");
    let whole = matches!(draft.kind.csl(), "book" | "thesis" | "report");
    if first && !whole {
        draft.text(Field::CONTAINER_TITLE, &title);
        if let Some(short) = parent.get("title").and_then(|title| title.get("short")) {
            draft.text(Field::CONTAINER_TITLE_SHORT, &text(short));
        }
    } else {
        draft.text(Field::COLLECTION_TITLE, &title);
        draft.text(Field::COLLECTION_NUMBER, &of(parent, "volume"));
        draft.text(Field::COLLECTION_NUMBER, &of(parent, "issue"));
    }
    people(draft, parent, "author", Field::CONTAINER_AUTHOR);
    people(
        draft,
        parent,
        "editor",
        if first && !whole { Field::EDITOR } else { Field::COLLECTION_EDITOR },
    );
    if first {
        affiliated(draft, parent);
        numbers(draft, parent);
        draft.date(Field::ISSUED, &member(parent, "date"));
        draft.text(Field::EDITION, &of(parent, "edition"));
        draft.text(Field::NUMBER_OF_PAGES, &of(parent, "page-total"));
        draft.text(Field::NUMBER_OF_VOLUMES, &of(parent, "volume-total"));
        draft.text(Field::ARCHIVE, &of(parent, "archive"));
        draft.text(Field::ARCHIVE_PLACE, &of(parent, "archive-location"));
        draft.text(Field::EVENT_PLACE, &of(parent, "location"));
    }
    for outer in parents(parent) {
        draft.text(Field::COLLECTION_TITLE, &of(outer, "title"));
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let mut all = Map::new();
    for (index, entry) in entries.iter().enumerate() {
        let key = entry.key().as_str().to_owned();
        all.insert(key, work(Claims::new("Hayagriva", entry, index, &mut diagnostics)));
    }
    Written { bytes: print(&Json::Object(all)), diagnostics }
}

fn work(mut claims: Claims<'_>) -> Json {
    let kind = claims.kind();
    let row = KINDS.iter().find(|(known, ..)| *known == kind);
    let (name, outer) = match row {
        Some((_, name, outer)) => (*name, *outer),
        None if kind.csl().starts_with("article") => ("article", "periodical"),
        None => KINDS
            .iter()
            .find(|(known, ..)| known.name() == kind.csl())
            .map_or(("misc", ""), |(_, name, outer)| (*name, *outer)),
    };
    let mut out = Map::new();
    out.insert("type".into(), name.into());
    let mut notes = claims.notes();
    if row.is_none() {
        notes.push(claims.keep_kind());
    }
    let parent = parent_out(&mut claims, name, outer);
    names_out(&mut claims, &mut out, "author", Field::AUTHOR);
    names_out(&mut claims, &mut out, "editor", Field::EDITOR);
    let mut affiliated = Vec::new();
    for (at, (role, field)) in ROLES.iter().enumerate() {
        let own = ROLES.iter().position(|row| row.1 == *field) == Some(at);
        let mut group = Map::new();
        if own {
            names_out(&mut claims, &mut group, "names", *field);
        }
        if !group.is_empty() {
            group.insert("role".into(), (*role).into());
            affiliated.push(Json::Object(group));
        }
    }
    if !affiliated.is_empty() {
        out.insert("affiliated".into(), affiliated.into());
    }
    let short = claims.text(Field::TITLE_SHORT);
    for (at, (name, field)) in FIELDS.iter().enumerate() {
        // Typst wants numbers where it counts; elsewhere its writers are free.
        let typed =
            matches!(*name, "runtime" | "time-range" | "page-total" | "volume-total");
        let own = FIELDS.iter().position(|row| row.1 == *field) == Some(at);
        let numeric = claims
            .entry
            .text(*field)
            .is_some_and(|text| text.trim().parse::<i64>().is_ok());
        if own
            && (!typed || numeric)
            && (*name != "language"
                || claims.entry.text(*field).is_some_and(|l| l.len() < 9))
            && let Some(text) = claims.text(*field)
        {
            if text.contains('{') && text.contains('}') {
                claims.say_inexact(*field, "braces");
            }
            out.insert((*name).into(), shaped(&text, typed));
        }
    }
    if let (Some(short), Some(title)) = (short, out.get("title").cloned()) {
        out.insert("title".into(), json!({ "value": title, "short": short }));
    }
    date_out(&mut claims, &mut out, Field::ISSUED, "date");
    numbers_out(&mut claims, &mut out, parent.is_none());
    if let Some(parent) = parent {
        out.insert("parent".into(), parent);
    }
    notes.extend(claims.keep_rest());
    if !notes.is_empty() {
        out.insert("note".into(), notes.join("\n\n").into());
    }
    Json::Object(out)
}

fn shaped(text: &str, typed: bool) -> Json {
    match text.trim().parse::<i64>() {
        Ok(number) if typed => number.into(),
        _ => text.into(),
    }
}

/// A day, month or year; everything else is kept in the note.
fn date_out(
    claims: &mut Claims<'_>,
    out: &mut Map<String, Json>,
    field: Field,
    name: &str,
) {
    let Some(date) = claims.date(field) else { return };
    match values::iso(&date) {
        Some(iso) if iso.len() == 4 => {
            out.insert(name.into(), iso.parse::<i64>().map_or(iso.into(), Json::from));
        }
        Some(iso) => {
            out.insert(name.into(), iso.into());
        }
        None => {
            if let Some(start) = date.start() {
                out.insert(name.into(), start.year.into());
            }
            claims.inexact(field);
        }
    }
}

fn numbers_out(claims: &mut Claims<'_>, out: &mut Map<String, Json>, alone: bool) {
    if alone {
        for (name, field) in [("volume", Field::VOLUME), ("issue", Field::ISSUE)] {
            if let Some(text) = claims.text(field) {
                out.insert(name.into(), text.into());
            }
        }
    }
    let (name, place) =
        (claims.text(Field::PUBLISHER), claims.text(Field::PUBLISHER_PLACE));
    if name.is_some() || place.is_some() {
        let mut publisher = Map::new();
        publisher.insert("name".into(), name.unwrap_or_default().into());
        if let Some(place) = place {
            publisher.insert("location".into(), place.into());
        }
        out.insert("publisher".into(), Json::Object(publisher));
    }
    let mut serial = Map::new();
    for (name, field) in SERIALS {
        if let Some(text) = claims.text(*field) {
            serial.insert((*name).into(), text.into());
        }
    }
    let arxiv = claims
        .entry
        .text(Field::EPRINTTYPE)
        .is_some_and(|t| t.eq_ignore_ascii_case("arxiv"));
    if arxiv && let Some(id) = claims.text(Field::EPRINT) {
        claims.text(Field::EPRINTTYPE);
        serial.insert("arxiv".into(), id.into());
    }
    // Paths into parents and names have no place once those are written anew.
    for (name, text) in claims.strangers_that("hayagriva", |name| !name.contains('.')) {
        let place = if OWN.contains(&name) { &mut *out } else { &mut serial };
        place.insert(name.into(), text.into());
    }
    if !serial.is_empty() {
        out.insert("serial-number".into(), Json::Object(serial));
    }
    if let Some(url) = claims.text(Field::URL) {
        let mut value = Map::new();
        value.insert("value".into(), url.clone().into());
        if claims.has(Field::ACCESSED) {
            date_out(claims, &mut value, Field::ACCESSED, "date");
        }
        let plain = value.len() == 1;
        out.insert("url".into(), if plain { url.into() } else { Json::Object(value) });
    }
}

fn parent_out(claims: &mut Claims<'_>, name: &str, outer: &str) -> Option<Json> {
    // The parent of a whole work is its series.
    let whole = matches!(claims.kind().csl(), "book" | "thesis" | "report");
    let inside = !whole && (claims.has(Field::CONTAINER_TITLE) || !outer.is_empty());
    if !inside {
        let series = claims.text(Field::COLLECTION_TITLE)?;
        let mut out = Map::new();
        out.insert("type".into(), name.into());
        out.insert("title".into(), series.into());
        if let Some(number) = claims.text(Field::COLLECTION_NUMBER) {
            out.insert("volume".into(), number.into());
        }
        return Some(Json::Object(out));
    }
    let mut out = Map::new();
    out.insert("type".into(), if outer.is_empty() { "misc" } else { outer }.into());
    let short = claims.text(Field::CONTAINER_TITLE_SHORT);
    match (claims.text(Field::CONTAINER_TITLE), short) {
        (Some(title), Some(short)) => {
            out.insert("title".into(), json!({ "value": title, "short": short }));
        }
        (Some(title), None) => {
            out.insert("title".into(), title.into());
        }
        (None, Some(short)) => {
            out.insert("title".into(), json!({ "value": short, "short": short }));
        }
        (None, None) => {}
    }
    for (name, field) in [("volume", Field::VOLUME), ("issue", Field::ISSUE)] {
        if let Some(text) = claims.text(field) {
            out.insert(name.into(), text.into());
        }
    }
    names_out(claims, &mut out, "editor", Field::EDITOR);
    names_out(claims, &mut out, "author", Field::CONTAINER_AUTHOR);
    if let Some(series) = claims.text(Field::COLLECTION_TITLE) {
        out.insert("parent".into(), json!({ "type": "misc", "title": series }));
    }
    Some(Json::Object(out))
}

fn names_out(
    claims: &mut Claims<'_>,
    out: &mut Map<String, Json>,
    name: &str,
    field: Field,
) {
    let one = |name: &Name| match name {
        Name::Person(person) => {
            let mut out = Map::new();
            let parts = [
                ("name", person.family.to_string()),
                ("prefix", person.non_dropping_particle.to_string()),
                ("given-name", names::given(person)),
                ("suffix", person.suffix.to_string()),
            ];
            for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
                out.insert(name.into(), text.into());
            }
            Json::Object(out)
        }
        other => json!({ "name": other.display() }),
    };
    let list: Vec<Json> = claims.names(field).iter().map(one).collect();
    if !list.is_empty() {
        out.insert(name.into(), list.into());
    }
}
