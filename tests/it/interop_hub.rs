//! What Zotero's and JabRef's importers make of their own fixtures, against our readers.
//!
//! Peers' conventions are mapped, not skipped. Zotero: its field names, its dates in words
//! or with slashes. JabRef: its file has the day, NLM's states of a record, authors' addresses
//! and numbers of series in fields with names of its own, which are not asked for; an ISSN may
//! stand in `isbn`; initials have no stops.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ibid::formats::bibtex::inherit;
use ibid::formats::{self, ReadOptions, Source, WriteOptions};
use ibid::model::{Date, DateParts};
use serde_json::Value as Json;

use crate::interop::Score;
use crate::shared;

/// A CSL variable, and what it says: one text, or a text for each name.
pub(crate) type Said = BTreeMap<String, BTreeSet<String>>;

/// Zotero's field, CSL variable.
#[rustfmt::skip]
const FIELDS: &[(&str, &str)] = &[
    ("title", "title"), ("caseName", "title"), ("nameOfAct", "title"), ("subject", "title"),
    ("publicationTitle", "container-title"), ("bookTitle", "container-title"),
    ("proceedingsTitle", "container-title"), ("encyclopediaTitle", "container-title"),
    ("dictionaryTitle", "container-title"), ("websiteTitle", "container-title"),
    ("blogTitle", "container-title"), ("code", "container-title"), ("reporter", "container-title"),
    ("volume", "volume"), ("codeVolume", "volume"), ("reporterVolume", "volume"), ("issue", "issue"),
    ("pages", "page"), ("codePages", "page"), ("edition", "edition"), ("publisher", "publisher"),
    ("institution", "publisher"), ("university", "publisher"), ("label", "publisher"),
    ("studio", "publisher"), ("distributor", "publisher"), ("company", "publisher"),
    ("place", "publisher-place"), ("DOI", "DOI"), ("ISBN", "ISBN"), ("ISSN", "ISSN"), ("url", "URL"),
    ("abstractNote", "abstract"), ("language", "language"), ("series", "collection-title"),
    ("seriesTitle", "collection-title"), ("seriesNumber", "collection-number"),
    ("shortTitle", "title-short"), ("journalAbbreviation", "container-title-short"),
    ("numPages", "number-of-pages"), ("numberOfVolumes", "number-of-volumes"),
    ("callNumber", "call-number"), ("archive", "archive"), ("archiveLocation", "archive_location"),
    ("reportNumber", "number"), ("patentNumber", "number"), ("billNumber", "number"),
    ("docketNumber", "number"), ("publicLawNumber", "number"), ("reportType", "genre"),
    ("thesisType", "genre"), ("manuscriptType", "genre"), ("conferenceName", "event-title"),
    ("versionNumber", "version"), ("court", "authority"), ("legislativeBody", "authority"),
    ("issuingAuthority", "authority"),
];

/// Zotero's creator type, CSL name variable.
#[rustfmt::skip]
const ROLES: &[(&str, &str)] = &[
    ("author", "author"), ("editor", "editor"), ("translator", "translator"),
    ("seriesEditor", "collection-editor"), ("bookAuthor", "container-author"),
    ("reviewedAuthor", "reviewed-author"), ("director", "director"), ("composer", "composer"),
    ("interviewer", "interviewer"), ("inventor", "author"), ("programmer", "author"),
    ("artist", "author"), ("presenter", "author"), ("cartographer", "author"),
    ("performer", "performer"), ("interviewee", "author"), ("sponsor", "author"),
];

/// Zotero's item type, CSL type.
#[rustfmt::skip]
const TYPES: &[(&str, &str)] = &[
    ("journalArticle", "article-journal"), ("magazineArticle", "article-magazine"),
    ("newspaperArticle", "article-newspaper"), ("book", "book"), ("bookSection", "chapter"),
    ("conferencePaper", "paper-conference"), ("thesis", "thesis"), ("report", "report"),
    ("webpage", "webpage"), ("blogPost", "post-weblog"), ("encyclopediaArticle", "entry-encyclopedia"),
    ("dictionaryEntry", "entry-dictionary"), ("patent", "patent"), ("manuscript", "manuscript"),
    ("case", "legal_case"), ("statute", "legislation"), ("bill", "bill"), ("hearing", "hearing"),
    ("map", "map"), ("film", "motion_picture"), ("presentation", "speech"),
    ("computerProgram", "software"), ("dataset", "dataset"), ("letter", "personal_communication"),
    ("email", "personal_communication"), ("artwork", "graphic"), ("document", "document"),
    ("preprint", "article"), ("standard", "standard"), ("interview", "interview"),
    ("audioRecording", "song"), ("videoRecording", "motion_picture"),
];

/// What JabRef calls by names that say something else to BibLaTeX and CSL.
const OF_JABREF: &[&str] = &["status", "references", "note", "source", "publisher-place"];

fn row(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, to)| *to)
}

#[test]
fn zotero_translators() {
    let Some(folder) = shared::folder("interop/zotero-translators") else { return };
    let mut score = Score::new("zotero-translators");
    for input in inputs(&folder, 1) {
        let name = input.file_name().unwrap().to_string_lossy().into_owned();
        let number = name.split('.').next().unwrap();
        let expected = input.with_file_name(format!("{number}.expected.json"));
        let Ok(text) = std::fs::read(&expected) else { continue };
        let case = format!("{}/{number}", folder_name(input.parent().unwrap()));
        let items: Vec<Json> = serde_json::from_slice(&text).expect("a list of items");
        let mut wanted: Vec<Said> = items.iter().map(of_zotero).collect();
        let found = of_file(&input);
        for (entry, own) in wanted.iter_mut().zip(&found) {
            without_scores(entry, own);
        }
        compare(&case, &wanted, &found, &mut score);
    }
    score.finish(970);
}

#[test]
fn jabref_import() {
    let Some(folder) = shared::folder("interop/jabref-import") else { return };
    let mut score = Score::new("jabref-import");
    for input in inputs(&folder, 2) {
        let expected = input.with_file_name("expected.bib");
        if !expected.exists() {
            continue;
        }
        let case = folder_name(input.parent().unwrap());
        let found = of_file(&input);
        let mut wanted = of_file(&expected);
        for (at, entry) in wanted.iter_mut().enumerate() {
            as_jabref_means(&case, entry, found.get(at));
        }
        compare(&case, &wanted, &found, &mut score);
    }
    score.finish(970);
}

/// Zotero has no item type for notated music; its `document` is CSL's `musical_score`.
fn without_scores(wanted: &mut Said, found: &Said) {
    let is =
        |said: &Said, kind: &str| said.get("type").is_some_and(|all| all.contains(kind));
    if is(wanted, "document") && is(found, "musical_score") {
        wanted.remove("type");
    }
}

/// The files `input.*` or `NNN.input.*` so many folders below.
fn inputs(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if depth > 0 {
                found.extend(inputs(&path, depth - 1));
            }
        } else if path.file_name().is_some_and(|n| {
            let name = n.to_string_lossy();
            name.starts_with("input.") || name.contains(".input.")
        }) {
            found.push(path);
        }
    }
    found
}

fn folder_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A file, read by content and seen as CSL.
pub(crate) fn of_file(path: &Path) -> Vec<Said> {
    let (source, _) = Source::new(Some(path), std::fs::read(path).expect("a file"));
    let Some(format) = formats::detect(source.text(), Some(path)) else {
        return Vec::new();
    };
    let parsed = (format.read.expect("it reads"))(&source, &ReadOptions::default());
    let write = formats::named("csl-json").and_then(|format| format.write).unwrap();
    // As `convert` does: with what entries inherit.
    let entries = inherit::printable(parsed.entries);
    let written = write(&entries, &WriteOptions::default());
    let items: Vec<Json> = serde_json::from_slice(&written.bytes).expect("CSL-JSON");
    items.iter().map(of_csl).collect()
}

fn of_csl(item: &Json) -> Said {
    let mut said = Said::new();
    for (name, value) in item.as_object().expect("an item") {
        let values = match value {
            Json::Array(list) if list.first().is_some_and(Json::is_object) => {
                list.iter().map(person).collect()
            }
            Json::Object(date) => {
                let parts = date.get("date-parts").and_then(|all| all.get(0));
                let parts = parts.and_then(Json::as_array).cloned().unwrap_or_default();
                let parts: Vec<String> = parts.iter().map(plain).collect();
                BTreeSet::from([parts.join("-")])
            }
            value => BTreeSet::from([plain(value)]),
        };
        said.insert(name.clone(), values);
    }
    said.remove("id");
    said.remove("keyword");
    said
}

pub(crate) fn of_zotero(item: &Json) -> Said {
    let mut said = Said::new();
    let text = |name: &str| item.get(name).map(plain).filter(|text| !text.is_empty());
    if let Some(kind) = item["itemType"].as_str().and_then(|name| row(TYPES, name)) {
        said.insert("type".into(), BTreeSet::from([kind.to_owned()]));
    }
    for (name, field) in FIELDS {
        if let Some(text) = text(name) {
            said.entry((*field).to_owned()).or_default().insert(text);
        }
    }
    for creator in item["creators"].as_array().into_iter().flatten() {
        if let Some(role) =
            creator["creatorType"].as_str().and_then(|name| row(ROLES, name))
        {
            said.entry(role.to_owned()).or_default().insert(person(creator));
        }
    }
    let dates = ["date", "issueDate", "dateEnacted", "dateDecided"];
    let printed =
        dates.iter().find_map(|name| item[*name].as_str().filter(|d| !d.is_empty()));
    if let Some(date) = printed.and_then(date) {
        said.insert("issued".into(), BTreeSet::from([date]));
    }
    said
}

/// A date of Zotero: ISO, `2004 Nov 16`, `5/2015`.
fn date(text: &str) -> Option<String> {
    let numbers: Vec<&str> = text.split('/').collect();
    let date = match numbers.as_slice() {
        [month, day, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [month, year] if year.len() == 4 => format!("{year}-{month:0>2}"),
        _ => text.replace('/', "-"),
    };
    let parsed = Date::parse_loose(date.trim());
    let parts = match parsed.start() {
        Some(parts) => parts,
        None => {
            let mut words = date.split(|c: char| !c.is_ascii_digit());
            DateParts::year(words.find(|word| word.len() == 4)?.parse().ok()?)
        }
    };
    let all = [parts.year, i32::from(parts.month), i32::from(parts.day)];
    let all: Vec<String> =
        all.iter().filter(|part| **part != 0).map(ToString::to_string).collect();
    (parts.year > 0).then(|| all.join("-"))
}

/// Family and given name, without the stops after initials.
fn person(name: &Json) -> String {
    let said = |names: &[&str]| {
        let parts: Vec<String> = names
            .iter()
            .filter_map(|key| name.get(*key).map(plain))
            .filter(|text| !text.is_empty())
            .collect();
        parts.join(" ")
    };
    let literal = said(&["literal", "name"]);
    if !literal.is_empty() {
        return literal;
    }
    let family =
        said(&["dropping-particle", "non-dropping-particle", "family", "lastName"]);
    let given = said(&["given", "firstName", "suffix"]).replace(['.', ','], " ");
    let given: Vec<&str> = given.split_whitespace().collect();
    format!("{family}|{}", given.join(" ")).trim_matches('|').to_owned()
}

/// A text without markup, in small letters, with plain quotes, dashes and spaces.
fn plain(value: &Json) -> String {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => return String::new(),
    };
    let mut out = String::new();
    let mut tag = false;
    for (at, c) in text.char_indices() {
        match c {
            '<' if text.get(at + 1..).is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
            }) =>
            {
                tag = true;
            }
            '>' if tag => tag = false,
            _ if tag => {}
            '“' | '”' => out.push('"'),
            '‘' | '’' => out.push('\''),
            '–' | '—' => out.push('-'),
            '\u{80}'..='\u{9f}' => out.push(' '),
            c => out.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', ',', ';']).to_owned()
}

/// Takes JabRef's own names and shapes out of what it expects.
fn as_jabref_means(case: &str, wanted: &mut Said, found: Option<&Said>) {
    for name in OF_JABREF {
        wanted.remove(*name);
    }
    // Copac's `London : Butterworths` is place and publisher.
    if let Some(publisher) = wanted.get("publisher").and_then(BTreeSet::first)
        && let Some((_, publisher)) = publisher.split_once(" : ")
    {
        let publisher = publisher.to_owned();
        wanted.insert("publisher".into(), BTreeSet::from([publisher]));
    }
    // What it has no type for is `@misc`; to its readers of PubMed all are articles.
    if wanted.get("type").is_some_and(|kind| kind.contains("document")) {
        wanted.remove("type");
    }
    let is = |said: &Said, kinds: &[&str]| {
        said.get("type")
            .is_some_and(|all| all.iter().any(|kind| kinds.contains(&kind.as_str())))
    };
    let book = found
        .is_some_and(|found| found.contains_key("PMID") && is(found, &["book", "chapter"]));
    if book && is(wanted, &["article-journal"]) {
        wanted.remove("type");
    }
    let of_found = |name: &str| found.and_then(|found| found.get(name)).cloned();
    // It makes the address from the PMID.
    if wanted.get("URL").is_some_and(|all| all.iter().any(|u| u.contains("pubmed.ncbi"))) {
        wanted.remove("URL");
    }
    // `month` without a day of its own; the day is in a field that BibTeX does not have.
    if let (Some(date), Some(exact)) = (wanted.get("issued").cloned(), of_found("issued")) {
        let (date, exact) = (date.first().cloned(), exact.first().cloned());
        if let (Some(date), Some(exact)) = (date, exact)
            && exact.strip_prefix(&date).is_some_and(|rest| rest.starts_with('-'))
        {
            wanted.insert("issued".into(), BTreeSet::from([exact]));
        }
    }
    if let Some(numbers) = wanted.remove("ISBN") {
        let digits = |text: &String| -> String {
            text.chars().filter(|c| c.is_ascii_digit() || *c == 'x').collect()
        };
        let own = ["ISBN", "ISSN"].map(|name| of_found(name).unwrap_or_default());
        let known = own
            .iter()
            .flatten()
            .map(digits)
            .filter(|own| !own.is_empty())
            .any(|own| numbers.iter().any(|number| digits(number).contains(&own)));
        if !known {
            wanted.insert("ISBN".into(), numbers);
        }
    }
    // Word's language number 0 is “neutral” (MS-LCID, 2.2), not English.
    if case.starts_with("MsBib")
        && wanted.get("language").is_some_and(|tag| tag.contains("en-us"))
        && of_found("language").is_none()
    {
        wanted.remove("language");
    }
    // `language = {english}` reads as `en-US`; the sources say `English`.
    if let (Some(tag), Some(name)) = (wanted.get("language").cloned(), of_found("language"))
        && tag.first().is_some_and(|tag| tag == "en-us")
        && name.first().is_some_and(|name| name == "english")
    {
        wanted.insert("language".into(), name);
    }
}

/// Whether a value is among others; an institution may have been taken apart at a comma.
fn has(own: &BTreeSet<String>, value: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split([' ', '|']).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let letters = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
    own.contains(value)
        // White space of indented XML and doubled quotes are not looked at.
        || !letters(value).is_empty() && own.iter().any(|own| letters(own) == letters(value))
        || value.contains('|')
            && own.iter().any(|own| !own.contains('|') && words(own) == words(value))
}

/// Compares entry by entry, a value for each text and each name.
fn compare(case: &str, wanted: &[Said], found: &[Said], score: &mut Score) {
    let nothing = Said::new();
    for (at, entry) in wanted.iter().enumerate() {
        let other = found.get(at).unwrap_or(&nothing);
        for (field, values) in entry {
            let own = other.get(field);
            for value in values.iter().filter(|value| !value.is_empty()) {
                let same = own.is_some_and(|own| has(own, value));
                let got = match own {
                    _ if same => value.clone(),
                    Some(own) => own.iter().cloned().collect::<Vec<_>>().join(" & "),
                    None => String::new(),
                };
                let place = if wanted.len() > 1 {
                    format!("{case}#{at}/{field}")
                } else {
                    format!("{case}/{field}")
                };
                score.check(&place, value, &got);
            }
        }
    }
}
