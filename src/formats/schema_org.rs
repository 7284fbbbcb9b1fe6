//! schema.org's works as JSON-LD, alone or as scripts in a web page (schema.org, CreativeWork
//! and its subtypes).

use serde_json::{Map, Value as Json, json};

use crate::formats::common::json::{self, list, member};
use crate::formats::common::unread::Unread;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "schema-org",
    about: "schema.org works as JSON-LD",
    extensions: &["jsonld"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Type, kind. The first row of a kind is written.
#[rustfmt::skip]
pub(crate) static KINDS: &[(&str, K)] = &[
    ("ScholarlyArticle", K::ARTICLE_JOURNAL), ("MedicalScholarlyArticle", K::ARTICLE_JOURNAL),
    ("NewsArticle", K::ARTICLE_NEWSPAPER), ("ReportageNewsArticle", K::ARTICLE_NEWSPAPER),
    ("OpinionNewsArticle", K::ARTICLE_NEWSPAPER), ("Article", K::ARTICLE_MAGAZINE), ("TechArticle", K::ARTICLE_MAGAZINE),
    ("BlogPosting", K::POST_WEBLOG), ("SocialMediaPosting", K::POST), ("DiscussionForumPosting", K::POST),
    ("Book", K::BOOK), ("Audiobook", K::SONG), ("Chapter", K::CHAPTER), ("Thesis", K::THESIS), ("Report", K::REPORT),
    ("Dataset", K::DATASET), ("DataCatalog", K::DATASET), ("SoftwareSourceCode", K::SOFTWARE),
    ("SoftwareApplication", K::SOFTWARE), ("WebPage", K::WEBPAGE), ("WebSite", K::WEBPAGE),
    ("Movie", K::MOTION_PICTURE), ("VideoObject", K::VIDEO), ("MusicRecording", K::SONG), ("MusicAlbum", K::SONG),
    ("AudioObject", K::AUDIO), ("PodcastEpisode", K::BROADCAST), ("RadioEpisode", K::BROADCAST), ("TVEpisode", K::BROADCAST),
    ("Map", K::MAP), ("VisualArtwork", K::GRAPHIC), ("Painting", K::GRAPHIC), ("Photograph", K::GRAPHIC), ("ImageObject", K::FIGURE),
    ("Legislation", K::LEGISLATION), ("Manuscript", K::MANUSCRIPT), ("SheetMusic", K::MUSICAL_SCORE),
    ("Periodical", K::PERIODICAL), ("Newspaper", K::PERIODICAL), ("PublicationIssue", K::PERIODICAL), ("Collection", K::COLLECTION),
    ("Review", K::REVIEW), ("CriticReview", K::REVIEW), ("PresentationDigitalDocument", K::SPEECH), ("Message", K::PERSONAL_COMMUNICATION),
    ("CreativeWork", K::DOCUMENT), ("DigitalDocument", K::DOCUMENT),
];

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches('\u{feff}').trim_start();
    let json = head.starts_with(['{', '[']);
    // CodeMeta is schema.org's vocabulary for software, under contexts of its own.
    let named = (start.contains("schema.org")
        || start.contains("\"@context\"") && start.contains("codemeta"))
        && start.contains("\"@type\"");
    // DataCite's own JSON names schema.org's types, but has no context.
    let service = !start.contains("\"@context\"")
        && ["resourceTypeGeneral", "datacite.org"].iter().any(|sign| start.contains(sign));
    match (json, named) {
        (true, true) if !service => 93,
        (true, true) => 70,
        // Pages are read as pages; `-f schema-org` takes their scripts alone.
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let text = source.text();
    let mut parsed = Parsed::default();
    let mut keys = Keys::default();
    let mut unread = Unread::default();
    for part in scripts(text) {
        let (found, mut diagnostics) = json::values(part);
        parsed.diagnostics.append(&mut diagnostics);
        for value in &found {
            let graph = value.get("@graph").unwrap_or(value);
            let one = std::slice::from_ref(graph);
            for work in graph.as_array().map_or(one, Vec::as_slice) {
                if is_work(work) {
                    let draft = one_of(work);
                    unread.unsaid(work, &draft.said(), BESIDES);
                    parsed.entries.push(draft.finish(&mut keys));
                }
            }
        }
    }
    parsed.diagnostics.extend(unread.findings());
    parsed
}

/// Members that say nothing of the work.
const BESIDES: &[&str] = &[
    "@context",
    "@type",
    "@id",
    "schemaVersion",
    "additionalType",
    "inLanguage",
    "encodingFormat",
];

/// The scripts of a page, or the whole of a text that is JSON.
fn scripts(text: &str) -> Vec<&str> {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
        return vec![text];
    }
    let parts = text.split("application/ld+json").skip(1);
    parts
        .filter_map(|part| {
            let body = part.get(part.find('>')? + 1..)?;
            body.split("</script").next()
        })
        .collect()
}

fn types(work: &Json) -> Vec<String> {
    list(work, "@type").iter().map(json::text).collect()
}

/// Whether something is a work that can be cited, not a person, a list or a site's search.
fn is_work(work: &Json) -> bool {
    let types = types(work);
    types.iter().any(|name| kind_of(name).is_some())
        && (["name", "headline", "title", "author", "creator", "comment"]
            .iter()
            .any(|key| work.get(key).is_some())
            || is_ours(work))
}

/// Whether a work was written by us: it has a cite key.
fn is_ours(work: &Json) -> bool {
    list(work, "identifier").iter().any(|id| member(id, "propertyID") == "citekey")
}

fn kind_of(name: &str) -> Option<K> {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name);
    KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

/// A text, or the name of a thing; of a list the first.
fn name_of(value: &Json) -> String {
    match value {
        Json::Array(list) => list.first().map(name_of).unwrap_or_default(),
        Json::Object(object) => {
            let name =
                ["name", "headline", "@value"].iter().find_map(|key| object.get(*key));
            name.map(name_of).unwrap_or_default()
        }
        other => json::text(other),
    }
}

fn named(work: &Json, key: &str) -> String {
    work.get(key).map(name_of).unwrap_or_default()
}

fn one_of(work: &Json) -> Draft {
    let kind = types(work).iter().find_map(|name| kind_of(name)).unwrap_or(K::DOCUMENT);
    let mut draft = Draft::new(kind);
    // CodeMeta 1 says `title`.
    for key in ["name", "headline", "title"] {
        draft.rich(Field::TITLE, &named(work, key));
    }
    #[rustfmt::skip]
    let people = [
        ("author", Field::AUTHOR), ("creator", Field::AUTHOR), ("editor", Field::EDITOR), ("translator", Field::TRANSLATOR),
        ("illustrator", Field::ILLUSTRATOR), ("director", Field::DIRECTOR), ("producer", Field::PRODUCER), ("composer", Field::COMPOSER),
        ("agents", Field::AUTHOR), ("contributor", Field::CONTRIBUTOR), ("copyrightHolder", Field::HOLDER),
    ];
    for (key, field) in people {
        if key != "creator" || draft.names(Field::AUTHOR).is_empty() {
            list(work, key).iter().for_each(|name| {
                draft.person(field, person(name), &orcid(name));
                for body in list(name, "affiliation") {
                    draft.works_at(field, &name_of(body));
                }
            });
        }
    }
    for key in ["datePublished", "dateCreated", "copyrightYear"] {
        draft.date(Field::ISSUED, &named(work, key));
    }
    #[rustfmt::skip]
    let texts = [
        ("alternativeHeadline", Field::TITLE_SHORT), ("abstract", Field::ABSTRACT), ("description", Field::ABSTRACT),
        ("inLanguage", Field::LANGUAGE), ("bookEdition", Field::EDITION), ("version", Field::VERSION),
        ("softwareVersion", Field::VERSION), ("numberOfPages", Field::NUMBER_OF_PAGES), ("pagination", Field::PAGE),
        ("license", Field::LICENSE), ("reportNumber", Field::NUMBER), ("inSupportOf", Field::GENRE), ("articleSection", Field::SECTION),
        ("locationCreated", Field::PUBLISHER_PLACE), ("volumeNumber", Field::VOLUME), ("issueNumber", Field::ISSUE),
        ("url", Field::URL), ("genre", Field::GENRE),
    ];
    for (key, field) in texts {
        draft.text(field, &named(work, key));
    }
    let code = named(work, "codeRepository");
    draft.text(Field::URL, &code);
    if draft.get(Field::URL).as_deref() != Some(code.as_str()) {
        draft.stranger("schema", "codeRepository", &code);
    }
    draft.pages(&named(work, "pageStart"), &named(work, "pageEnd"));
    publisher(&mut draft, work);
    keywords(&mut draft, work);
    for (key, field) in [("isbn", Field::ISBN), ("issn", Field::ISSN)] {
        list(work, key).iter().for_each(|number| draft.number(field, &json::text(number)));
    }
    for key in ["@id", "identifier", "sameAs", "doi"] {
        list(work, key).iter().for_each(|id| identifier(&mut draft, id));
    }
    list(work, "isPartOf").iter().for_each(|host| part_of(&mut draft, host, 0));
    list(work, "comment").iter().for_each(|note| draft.note(&member(note, "text")));
    draft
}

fn publisher(draft: &mut Draft, work: &Json) {
    for key in ["publisher", "sourceOrganization", "provider"] {
        draft.text(Field::PUBLISHER, &named(work, key));
        if let Some(house) = work.get(key) {
            for place in ["location", "address"] {
                let place = house.get(place).unwrap_or(&Json::Null);
                let town = member(place, "addressLocality");
                draft
                    .text(Field::PUBLISHER_PLACE, if town.is_empty() { "" } else { &town });
                draft.text(Field::PUBLISHER_PLACE, &name_of(place));
            }
        }
    }
}

fn keywords(draft: &mut Draft, work: &Json) {
    match work.get("keywords") {
        Some(Json::String(text)) => {
            text.split([',', ';']).for_each(|word| draft.keyword(word))
        }
        Some(Json::Array(words)) => {
            words.iter().for_each(|word| draft.keyword(&name_of(word)))
        }
        _ => {}
    }
}

fn person(name: &Json) -> Name {
    let (family, given) = (member(name, "familyName"), member(name, "givenName"));
    if !family.is_empty() {
        return names::person(&family, &given, &member(name, "honorificSuffix"));
    }
    let text = name_of(name);
    match types(name).iter().any(|name| is_body(name)) {
        true => Name::literal(&text),
        false => names::direct(&text),
    }
}

/// Whether a type is an organization or one of the kinds of it.
fn is_body(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "collegeoruniversity",
        "consortium",
        "corporation",
        "fundingagency",
        "fundingscheme",
        "library",
        "librarysystem",
        "ngo",
        "performinggroup",
        "researchproject",
        "project",
        "school",
        "team",
    ];
    let name = name.rsplit(['/', ':']).next().unwrap_or(name).to_ascii_lowercase();
    name.ends_with("organization") || KINDS.contains(&name.as_str())
}

/// The ORCID iD of a person, among its addresses.
fn orcid(name: &Json) -> String {
    let said =
        ["@id", "identifier", "sameAs", "url"].iter().filter_map(|key| name.get(*key));
    let all = said.flat_map(|value| match value {
        Json::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    });
    let mut texts = all.map(|id| match id {
        Json::Object(_) => member(id, "value"),
        other => json::text(other),
    });
    texts.find(|text| text.contains("orcid.org/")).unwrap_or_default()
}

/// An address, a number with its kind, a DOI in any spelling.
fn identifier(draft: &mut Draft, id: &Json) {
    let (kind, text) = match id {
        Json::Object(_) => (member(id, "propertyID"), member(id, "value")),
        other => (String::new(), json::text(other)),
    };
    let kind = kind.rsplit('/').next().unwrap_or("").to_ascii_lowercase();
    match kind.as_str() {
        "pmid" => draft.text(Field::PMID, &text),
        "pmcid" => draft.text(Field::PMCID, &text),
        "isbn" => draft.number(Field::ISBN, &text),
        "issn" => draft.number(Field::ISSN, &text),
        "citekey" => draft.key = text,
        _ if values::is_doi(&text) => {
            draft.doi(&text);
        }
        _ if text.starts_with("http") => draft.text(Field::URL, &text),
        _ if !text.is_empty() && !kind.is_empty() => draft.stranger("schema", &kind, &text),
        _ => {}
    }
}

/// Issue in volume in journal; chapter in book; anything in a series. Links may be circles,
/// and depth is limited.
fn part_of(draft: &mut Draft, host: &Json, depth: usize) {
    if depth > 8 {
        return;
    }
    let types = types(host);
    let is = |name: &str| types.iter().any(|own| own == name);
    draft.text(Field::VOLUME, &named(host, "volumeNumber"));
    draft.text(Field::ISSUE, &named(host, "issueNumber"));
    for issn in list(host, "issn") {
        draft.number(Field::ISSN, &json::text(issn));
    }
    for isbn in list(host, "isbn") {
        draft.number(Field::ISBN, &json::text(isbn));
    }
    list(host, "editor").iter().for_each(|name| {
        if draft.names(Field::AUTHOR).iter().all(|known| *known != person(name)) {
            draft.name(Field::EDITOR, person(name));
        }
    });
    let name = named(host, "name");
    let short = named(host, "alternateName");
    if is("BookSeries") || is("CreativeWorkSeries") && draft.has(Field::CONTAINER_TITLE) {
        draft.text(Field::COLLECTION_TITLE, &name);
        draft.text(Field::COLLECTION_NUMBER, &named(host, "position"));
    } else if !(is("PublicationVolume")
        || is("PublicationIssue") && host.get("isPartOf").is_some())
    {
        draft.text(Field::CONTAINER_TITLE, &name);
        draft.text(Field::CONTAINER_TITLE_SHORT, &short);
    }
    draft.date(Field::ISSUED, &named(host, "datePublished"));
    publisher(draft, host);
    list(host, "isPartOf").iter().for_each(|outer| part_of(draft, outer, depth + 1));
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let mut works: Vec<Json> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            work(Claims::new("schema.org", entry, index, &mut diagnostics))
        })
        .collect();
    let context = "https://schema.org";
    let all = if works.len() == 1 {
        let mut out = Map::new();
        out.insert("@context".into(), context.into());
        if let Json::Object(work) = works.remove(0) {
            out.extend(work);
        }
        Json::Object(out)
    } else {
        json!({ "@context": context, "@graph": works })
    };
    json::written(&all, diagnostics)
}

fn work(mut claims: Claims<'_>) -> Json {
    let kind = claims.entry.kind();
    let row = KINDS.iter().find(|(_, known)| *known == kind);
    let mut out = Map::new();
    out.insert("@type".into(), row.map_or("CreativeWork", |(name, _)| name).into());
    #[rustfmt::skip]
    let texts = [
        ("name", Field::TITLE), ("alternativeHeadline", Field::TITLE_SHORT), ("abstract", Field::ABSTRACT),
        ("inLanguage", Field::LANGUAGE), ("bookEdition", Field::EDITION), ("version", Field::VERSION),
        ("numberOfPages", Field::NUMBER_OF_PAGES), ("pagination", Field::PAGE), ("license", Field::LICENSE),
        ("reportNumber", Field::NUMBER), ("genre", Field::GENRE), ("articleSection", Field::SECTION),
        ("locationCreated", Field::PUBLISHER_PLACE), ("url", Field::URL),
    ];
    for (key, field) in texts {
        if let Some(text) = claims.text(field) {
            out.insert(key.into(), text.into());
        }
    }
    #[rustfmt::skip]
    let people = [
        ("author", Field::AUTHOR), ("editor", Field::EDITOR), ("translator", Field::TRANSLATOR), ("illustrator", Field::ILLUSTRATOR),
        ("director", Field::DIRECTOR), ("producer", Field::PRODUCER), ("composer", Field::COMPOSER), ("contributor", Field::CONTRIBUTOR),
        ("copyrightHolder", Field::HOLDER),
    ];
    for (key, field) in people {
        let names = claims.names(field);
        let orcids = claims.orcids(field, names.len());
        let places = claims.affiliations_of_persons(field, &names);
        let named = names.iter().zip(&orcids).zip(places);
        let list: Vec<Json> =
            named.map(|((name, orcid), places)| person_out(name, orcid, &places)).collect();
        if !list.is_empty() {
            out.insert(key.into(), list.into());
        }
    }
    if let Some(date) = claims.date(Field::ISSUED) {
        if values::iso(&date).is_none() {
            claims.inexact(Field::ISSUED);
        }
        if let Some(start) = date.start() {
            let text = values::iso(&date).unwrap_or_else(|| format!("{:04}", start.year));
            out.insert("datePublished".into(), text.into());
        }
    }
    if let Some(text) = claims.text(Field::PUBLISHER) {
        out.insert("publisher".into(), json!({ "@type": "Organization", "name": text }));
    }
    let words = claims.keywords();
    if !words.is_empty() {
        out.insert("keywords".into(), words.into());
    }
    host(&mut claims, &mut out);
    identifiers(&mut claims, &mut out);
    let mut notes = claims.notes();
    if row.is_none() {
        notes.push(claims.keep_kind());
    }
    notes.extend(claims.keep_rest());
    let note = |text: String| json!({ "@type": "Comment", "text": text });
    if !notes.is_empty() {
        out.insert("comment".into(), notes.into_iter().map(note).collect());
    }
    Json::Object(out)
}

fn person_out(name: &Name, orcid: &str, affiliations: &[String]) -> Json {
    let body = |name: &str| json!({ "@type": "Organization", "name": name });
    match name {
        Name::Person(person) => {
            let mut out = Map::new();
            out.insert("@type".into(), "Person".into());
            out.insert("name".into(), name.display().into());
            for (key, text) in [
                ("givenName", names::given(person)),
                ("familyName", names::family(person)),
                ("honorificSuffix", person.suffix.to_string()),
            ] {
                if !text.is_empty() {
                    out.insert(key.into(), text.into());
                }
            }
            if !orcid.is_empty() {
                out.insert("@id".into(), format!("https://orcid.org/{orcid}").into());
            }
            if !affiliations.is_empty() {
                let all = affiliations.iter().map(|name| body(name));
                out.insert("affiliation".into(), all.collect());
            }
            Json::Object(out)
        }
        other => body(&other.display()),
    }
}

/// What the work is a part of: issue, volume, journal or book, series.
fn host(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let journal = crate::formats::bibtex::map::is_article(claims.entry.kind());
    let mut inner: Option<Json> = None;
    let mut wrap = |mut object: Map<String, Json>| {
        if let Some(inner) = inner.take() {
            object.insert("isPartOf".into(), inner);
        }
        inner = Some(Json::Object(object));
    };
    let mut plain = |kind: &str, pairs: Vec<(&str, Option<String>)>| {
        let pairs: Vec<_> =
            pairs.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
        if !pairs.is_empty() {
            let mut object = Map::new();
            object.insert("@type".into(), kind.into());
            for (key, text) in pairs {
                object.insert(key.into(), text.into());
            }
            wrap(object);
        }
    };
    let series = claims.text(Field::COLLECTION_TITLE);
    if series.is_some() {
        let number = claims.text(Field::COLLECTION_NUMBER);
        plain("BookSeries", vec![("name", series), ("position", number)]);
    }
    let outer = if journal { "Periodical" } else { "CreativeWork" };
    plain(
        outer,
        vec![
            ("name", claims.text(Field::CONTAINER_TITLE)),
            ("alternateName", claims.text(Field::CONTAINER_TITLE_SHORT)),
        ],
    );
    plain("PublicationVolume", vec![("volumeNumber", claims.text(Field::VOLUME))]);
    plain("PublicationIssue", vec![("issueNumber", claims.text(Field::ISSUE))]);
    if let Some(inner) = inner {
        out.insert("isPartOf".into(), inner);
    }
}

fn identifiers(claims: &mut Claims<'_>, out: &mut Map<String, Json>) {
    let mut found = vec![property("citekey", claims.entry.key().as_str())];
    if let Some(doi) = claims.text(Field::DOI) {
        let address = format!("https://doi.org/{doi}");
        out.insert("@id".into(), address.clone().into());
        out.insert("sameAs".into(), address.into());
        found.push(property("doi", &doi));
    }
    for (kind, field) in [("pmid", Field::PMID), ("pmcid", Field::PMCID)] {
        found.extend(claims.text(field).map(|text| property(kind, &text)));
    }
    for (key, field) in [("isbn", Field::ISBN), ("issn", Field::ISSN)] {
        let text = claims.text(field).unwrap_or_default();
        let numbers: Vec<&str> = values::numbers(&text).collect();
        if !numbers.is_empty() {
            out.insert(key.into(), numbers.into());
        }
    }
    out.insert("identifier".into(), found.into());
}

fn property(kind: &str, value: &str) -> Json {
    json!({ "@type": "PropertyValue", "propertyID": kind, "value": value })
}
