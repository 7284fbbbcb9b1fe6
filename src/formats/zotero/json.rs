//! Zotero's items as JSON (web API 3; Better BibTeX's JSON).

use rustc_hash::FxHashMap;
use serde_json::{Map, Value as Json, json};

use super::collections::{self, Collections};
use super::tables::{BASE, CREATORS, DATES, FIELDS, KINDS, fits};
use crate::formats::common::claims::note_text;
use crate::formats::common::json::{self, entries, list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::values::html_text;
use crate::formats::common::{Claims, Draft, Keys, names};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written, bibtex};
use crate::model::identifier;
use crate::model::{Datatype, Entry, EntryKind, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "zotero-json",
    about: "Zotero's items as JSON (web API, Better BibTeX)",
    extensions: &["json"],
    sniff,
    read: Some(read),
    write: Some(write),
};

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches('\u{feff}').trim_start();
    let known = start.contains("\"itemType\"");
    let more = start.contains("\"creators\"") || start.contains("\"creatorType\"");
    match (head.starts_with(['{', '[']), known, more) {
        (true, true, true) => 97,
        (true, true, false) => 80,
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (found, diagnostics) = json::values(source.text());
    let mut keys = Keys::default();
    let mut parsed = Parsed { diagnostics, ..Parsed::default() };
    let mut unread = Unread::default();
    let mut drafts = Vec::new();
    let mut children = Vec::new();
    let mut collections = Collections::default();
    for value in &found {
        collections.json(value);
        for work in entries(value, &[&["items"]]) {
            let data = work.get("data").unwrap_or(work);
            match member(data, "itemType").as_str() {
                "" | "annotation" => {}
                "attachment" | "note" => children.push(data),
                _ => {
                    unread.json(data, &["relations"]);
                    let mut draft = one(data);
                    collections.tell(&mut draft, &member(data, "itemID"));
                    drafts.push((member(data, "key"), draft));
                }
            }
        }
    }
    let places: FxHashMap<String, usize> =
        drafts.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
    for child in children {
        let place = places.get(&member(child, "parentItem"));
        match place.and_then(|at| drafts.get_mut(*at)) {
            Some((_, draft)) => draft_child(draft, child),
            // It belongs to no work of this file.
            None => unread.count(&member(child, "itemType")),
        }
    }
    parsed.entries.extend(drafts.into_iter().map(|(_, draft)| draft.finish(&mut keys)));
    parsed.diagnostics.extend(unread.findings());
    parsed
}

/// A note or a file of a work, which the API has beside it.
fn draft_child(draft: &mut Draft, child: &Json) {
    draft.note(&html_text(&member(child, "note")));
    let file = ["filename", "path", "url"].map(|name| member(child, name));
    let Some(file) = file.into_iter().find(|text| !text.is_empty()) else { return };
    if member(child, "itemType") == "attachment" {
        match draft.get(Field::FILE) {
            Some(before) => draft.replace(Field::FILE, &format!("{before};{file}")),
            None => draft.text(Field::FILE, &file),
        }
    }
}

fn one(data: &Json) -> Draft {
    let kind = member(data, "itemType");
    let row = KINDS.iter().find(|(name, _)| *name == kind);
    let mut draft = Draft::new(row.map_or(EntryKind::DOCUMENT, |(_, kind)| *kind));
    draft.key = ["citationKey", "citekey", "key"]
        .iter()
        .map(|name| member(data, name))
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    for creator in list(data, "creators") {
        let role = member(creator, "creatorType");
        let role = if role.is_empty() { "author" } else { role.as_str() };
        let field = CREATORS.iter().find(|(name, _)| *name == role);
        let field = field.map_or(Field::CONTRIBUTOR, |(_, field)| *field);
        draft.name(field, person(creator));
    }
    // Better BibTeX's older files have the lines of `extra` one by one.
    let lines: Vec<String> = list(data, "extra").iter().map(json::text).collect();
    if lines.is_empty() {
        extra(&mut draft, &member(data, "extra"));
    } else {
        extra(&mut draft, &lines.join("\n"));
    }
    let Json::Object(members) = data else { return draft };
    for (name, value) in members {
        let text = json::text(value);
        if let Some((_, _, field)) = DATES.iter().find(|(known, ..)| known == name) {
            draft.date(*field, &text);
        } else if let Some((_, _, field)) =
            FIELDS.iter().find(|(known, kinds, _)| known == name && fits(kinds, &kind))
        {
            draft.rich(*field, &text);
        } else if let Some((_, field)) = BASE.iter().find(|(known, _)| known == name) {
            draft.rich(*field, &text);
        } else if !UNSAID.contains(&name.as_str())
            && !value.is_object()
            && !value.is_array()
        {
            draft.stranger("zotero", name, &text);
        }
    }
    collections::keys(&mut draft, data);
    for tag in list(data, "tags") {
        let text = if tag.is_string() { json::text(tag) } else { member(tag, "tag") };
        draft.keyword(&text);
    }
    for note in list(data, "notes") {
        let text = if note.is_string() { json::text(note) } else { member(note, "note") };
        draft.note(&html_text(&text));
    }
    draft
}

/// Members that are about the item in Zotero, not about the work.
const UNSAID: &[&str] = &[
    "itemType",
    "key",
    "version",
    "creators",
    "tags",
    "notes",
    "attachments",
    "relations",
    "collections",
    "dateAdded",
    "dateModified",
    "extra",
    "citationKey",
    "citekey",
    "itemID",
    "itemKey",
    "libraryID",
    "seeAlso",
    "uri",
    "select",
    "complete",
    "id",
];

fn person(creator: &Json) -> Name {
    let (family, given) = (member(creator, "lastName"), member(creator, "firstName"));
    let single = member(creator, "name");
    match (single.is_empty(), given.is_empty()) {
        (false, _) => Name::literal(&single),
        (true, true) if creator.get("fieldMode").is_some_and(|mode| *mode == 1) => {
            Name::literal(&family)
        }
        _ => names::person(&family, &given, ""),
    }
}

/// `Extra`: a line `variable: value` is a field of CSL, everything else a note.
pub(super) fn extra(draft: &mut Draft, text: &str) {
    let mut rest: Vec<&str> = Vec::new();
    for line in text.lines() {
        // `{:variable: value}` is citeproc-js's own spelling.
        let inner = line.trim().strip_prefix("{:").and_then(|rest| rest.strip_suffix('}'));
        let line = inner.unwrap_or(line);
        if tex_line(draft, line) || arxiv_line(draft, line) {
            continue;
        }
        let named = line.split_once(':').filter(|(name, value)| {
            !value.trim().is_empty() && name.len() <= 30 && !name.trim().is_empty()
        });
        let Some((name, value)) = named else {
            rest.push(line);
            continue;
        };
        let plain = name.trim().to_lowercase().replace(' ', "-");
        let field = match plain.as_str() {
            "citation-key" => {
                draft.key = value.trim().to_owned();
                continue;
            }
            "type" if EntryKind::known(value.trim()).is_some() => {
                draft.kind = EntryKind::named(value.trim());
                continue;
            }
            "doi" => Some(Field::DOI),
            "isbn" => Some(Field::ISBN),
            "issn" => Some(Field::ISSN),
            "pmid" => Some(Field::PMID),
            "pmcid" => Some(Field::PMCID),
            "url" => Some(Field::URL),
            "archive-location" => Some(Field::ARCHIVE_LOCATION),
            "note" | "keyword" | "title" => None,
            plain => Field::known(plain).filter(|field| {
                field.info().is_some_and(|info| info.csl == Some(info.name))
            }),
        };
        match field.map(|field| (field, field.datatype())) {
            Some((field, Datatype::Date)) => draft.date(field, value),
            Some((field, Datatype::Names)) => {
                let (family, given) = value.split_once("||").unwrap_or((value, ""));
                draft.name(field, names::person(family, given, ""));
            }
            Some((field, _)) => draft.text(field, value),
            None => rest.push(line),
        }
    }
    draft.note(&rest.join("\n"));
}

/// `arXiv: 1609.03499 [cs]`, as Zotero's translators write it.
fn arxiv_line(draft: &mut Draft, line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let id = identifier::arxiv(value).filter(|_| name.trim().eq_ignore_ascii_case("arxiv"));
    let Some(id) = id else { return false };
    draft.text(Field::EPRINT, id);
    draft.text(Field::EPRINTTYPE, "arxiv");
    let class = value.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    if let Some((class, _)) = class {
        draft.text(Field::EPRINTCLASS, class.split(',').next().unwrap_or(class).trim());
    }
    true
}

/// `tex.field: value`, Better BibTeX's way to say a field of a `.bib` file.
fn tex_line(draft: &mut Draft, line: &str) -> bool {
    let prefixes = ["tex.", "bibtex.", "biblatex.", "tex:", "bibtex:", "biblatex:"];
    let Some(rest) = prefixes.iter().find_map(|prefix| line.trim().strip_prefix(prefix))
    else {
        return false;
    };
    let Some((name, value)) = rest.split_once([':', '=']) else { return false };
    let (name, value) = (name.trim().to_lowercase(), value.trim());
    if name.is_empty() || value.is_empty() || name.contains(char::is_whitespace) {
        return false;
    }
    let field = bibtex::map::field_of(&name, draft.kind);
    match field.datatype() {
        Datatype::Date => draft.date(field, value),
        Datatype::Names => {
            for name in crate::model::name::parse_bibtex(value) {
                draft.name(field, name);
            }
        }
        _ => draft.text(field, value),
    }
    true
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let items: Vec<Json> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| item(Claims::new("Zotero", entry, index, &mut diagnostics)))
        .collect();
    json::written(&Json::Array(items), diagnostics)
}

fn item(mut claims: Claims<'_>) -> Json {
    let kind = claims.kind();
    let row = KINDS
        .iter()
        .find(|(_, known)| *known == kind)
        .or_else(|| KINDS.iter().find(|(_, known)| known.name() == kind.csl()));
    let name = row.map_or("document", |(name, _)| name);
    let exact = row.is_some_and(|(_, known)| *known == kind);
    let mut out = Map::new();
    out.insert("itemType".into(), name.into());
    out.insert("citationKey".into(), claims.entry.key().as_str().into());
    let mut creators = Vec::new();
    for (at, (role, field)) in CREATORS.iter().enumerate() {
        if CREATORS.iter().position(|row| row.1 == *field) == Some(at) {
            let list = claims.names(*field);
            if list
                .iter()
                .any(|name| matches!(name, Name::Person(p) if !p.suffix.is_empty()))
            {
                claims.inexact(*field);
            }
            creators.extend(list.iter().map(|name| creator(name, role)));
        }
    }
    out.insert("creators".into(), creators.into());
    for (at, (member, kinds, field)) in FIELDS.iter().enumerate() {
        let first = FIELDS.iter().position(|row| row.2 == *field && fits(row.1, name));
        let read = FIELDS.iter().find(|row| row.0 == *member && fits(row.1, name));
        if first == Some(at)
            && fits(kinds, name)
            && read.is_some_and(|row| row.2 == *field)
            && let Some(text) = claims.rich(*field)
        {
            out.insert((*member).into(), crate::text::markup::from_rich(&text).into());
        }
    }
    for (at, (member, kinds, field)) in DATES.iter().enumerate() {
        let first = DATES.iter().position(|row| row.2 == *field && fits(row.1, name));
        if first == Some(at)
            && fits(kinds, name)
            && let Some(date) = claims.date(*field)
        {
            out.insert((*member).into(), date.to_string().into());
        }
    }
    let tags: Vec<Json> =
        claims.keywords().into_iter().map(|tag| json!({ "tag": tag })).collect();
    out.insert("tags".into(), tags.into());
    for (member, text) in claims.strangers("zotero") {
        let value = match member {
            "collections" => text.split(", ").collect(),
            _ => Json::from(text),
        };
        out.insert(member.into(), value);
    }
    let notes = claims.notes();
    let mut kept = Vec::new();
    if !exact {
        kept.push(claims.keep_kind());
    }
    kept.extend(claims.keep_rest());
    let extra = note_text(&notes, &kept);
    if !extra.is_empty() {
        out.insert("extra".into(), extra.into());
    }
    Json::Object(out)
}

fn creator(name: &Name, role: &str) -> Json {
    match name {
        Name::Person(person) => json!({
            "creatorType": role,
            "firstName": names::given(person),
            "lastName": names::family(person),
        }),
        other => json!({ "creatorType": role, "name": other.display() }),
    }
}
