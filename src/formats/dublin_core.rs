//! Dublin Core: the fifteen elements as OAI-PMH carries them (`oai_dc`), DCMI terms, and
//! DSpace's qualified fields (`dim`), alone or inside METS.

use crate::formats::common::xml::{self, Element};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "dc",
    about: "Dublin Core as XML",
    extensions: &["xml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Type in words, kind: DCMI's types, then what repositories write. The first row of a kind is
/// written.
#[rustfmt::skip]
static KINDS: &[(&str, K)] = &[
    ("article", K::ARTICLE_JOURNAL), ("journal article", K::ARTICLE_JOURNAL), ("journalarticle", K::ARTICLE_JOURNAL),
    ("article-journal", K::ARTICLE_JOURNAL), ("article (published)", K::ARTICLE_JOURNAL), ("review", K::REVIEW),
    ("book", K::BOOK), ("monograph", K::BOOK), ("book chapter", K::CHAPTER), ("book part", K::CHAPTER),
    ("bookpart", K::CHAPTER), ("book_section", K::CHAPTER), ("booksection", K::CHAPTER),
    ("conference paper", K::PAPER_CONFERENCE), ("conferencepaper", K::PAPER_CONFERENCE), ("conference_item", K::PAPER_CONFERENCE),
    ("conferenceobject", K::PAPER_CONFERENCE), ("proceedings", K::PROCEEDINGS),
    ("thesis", K::THESIS), ("doctoral thesis", K::THESIS), ("doctoralthesis", K::THESIS), ("masterthesis", K::THESIS),
    ("bachelorthesis", K::THESIS), ("dissertation", K::THESIS), ("report", K::REPORT), ("technical report", K::REPORT),
    ("working paper", K::REPORT), ("workingpaper", K::REPORT), ("preprint", K::ARTICLE), ("dataset", K::DATASET), ("patent", K::PATENT),
    ("software", K::SOFTWARE), ("interactiveresource", K::WEBPAGE), ("lecture", K::SPEECH), ("presentation", K::SPEECH),
    ("movingimage", K::MOTION_PICTURE), ("video", K::VIDEO), ("sound", K::SONG), ("stillimage", K::GRAPHIC), ("image", K::GRAPHIC),
    ("map", K::MAP), ("event", K::EVENT), ("collection", K::COLLECTION), ("newspaper article", K::ARTICLE_NEWSPAPER),
    ("magazine article", K::ARTICLE_MAGAZINE), ("legal case", K::LEGAL_CASE), ("standard", K::STANDARD),
    ("manuscript", K::MANUSCRIPT), ("text", K::DOCUMENT), ("other", K::DOCUMENT),
];

fn sniff(start: &str) -> u8 {
    let xml = start.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    let has = |sign: &str| start.contains(sign);
    if !xml || has("zotero.org/namespaces") || has("loc.gov/mods") {
        0
    } else if has("OAI/2.0/oai_dc") || has("www.dspace.org/xmlns/dspace/dim") {
        96
    } else if has("purl.org/dc/elements/1.1") && (has("<dc:title") || has(":title>")) {
        70
    } else {
        0
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut found = Vec::new();
    collect(&document, &mut found);
    let entries = found.into_iter().map(|record| one(record).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// Elements that hold a title of Dublin Core directly; the depth is limited by the reader.
fn collect<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    let is_title = |child: &Element| match &*child.name {
        "title" => &*element.name != "head",
        "field" => child.attr("mdschema") == "dc",
        _ => false,
    };
    // A work without a title is one too.
    let record = &*element.name == "dc" && element.elements().next().is_some();
    if record || element.elements().any(is_title) {
        found.push(element);
    } else {
        element.elements().for_each(|child| collect(child, found));
    }
}

fn one(record: &Element) -> Draft {
    let mut draft = Draft::new(K::DOCUMENT);
    let mut types = Vec::new();
    for child in record.elements() {
        let dim = &*child.name == "field";
        let own = if dim { child.attr("element") } else { &*child.name };
        let qualifier = if dim { child.attr("qualifier") } else { "" };
        if dim && child.attr("mdschema") != "dc" {
            continue;
        }
        let text = child.text();
        match (own, qualifier) {
            ("type", _) => types.push(text),
            _ => field(&mut draft, own, qualifier, &text, child),
        }
    }
    kind(&mut draft, &types);
    if draft.kind == K::DOCUMENT
        && draft.has(Field::CONTAINER_TITLE)
        && draft.has(Field::ISSN)
    {
        draft.kind = K::ARTICLE_JOURNAL;
    }
    draft
}

fn kind(draft: &mut Draft, types: &[String]) {
    let plain = |text: &str| {
        let name = text.rsplit(['/', '#']).next().unwrap_or(text);
        name.trim().to_lowercase()
    };
    for text in types {
        let name = plain(text);
        let row = KINDS.iter().find(|(known, _)| *known == name);
        match row {
            Some((_, K::DOCUMENT)) if draft.kind != K::DOCUMENT => {}
            Some((_, kind)) if draft.kind == K::DOCUMENT => draft.kind = *kind,
            Some(_) => {}
            None => draft.stranger("dc", "type", text),
        }
    }
}

fn field(draft: &mut Draft, name: &str, qualifier: &str, text: &str, element: &Element) {
    match (name, qualifier) {
        ("title", "alternative") | ("alternative", _) => {
            draft.stranger("dc", "alternative", text)
        }
        ("title", _) => draft.rich(Field::TITLE, text),
        ("creator", _) | ("contributor", "author") => person(draft, Field::AUTHOR, text),
        ("contributor", "editor") => person(draft, Field::EDITOR, text),
        ("contributor", "illustrator") => person(draft, Field::ILLUSTRATOR, text),
        ("contributor", _) => person(draft, Field::CONTRIBUTOR, text),
        ("publisher", "place") => draft.text(Field::PUBLISHER_PLACE, text),
        ("publisher", _) => draft.text(Field::PUBLISHER, text),
        ("date", "issued" | "") | ("issued", _) => draft.date(Field::ISSUED, text),
        ("date", "submitted") | ("dateSubmitted", _) => draft.date(Field::SUBMITTED, text),
        ("available", _) => draft.date(Field::AVAILABLE_DATE, text),
        ("created" | "date", _) => {}
        ("language", _) => draft.text(Field::LANGUAGE, text),
        ("subject", _) => draft.keyword(text),
        ("description", "abstract") | ("abstract", _) => {
            draft.text(Field::ABSTRACT, &element.lines());
        }
        ("description", "") => {
            let raw = element.raw_text();
            draft.note(&raw);
        }
        ("rights" | "license", _) => draft.text(Field::LICENSE, text),
        ("relation", "ispartofseries") => draft.text(Field::COLLECTION_TITLE, text),
        ("relation", "ispartof") | ("isPartOf", _) => part_of(draft, text),
        ("source", "") => part_of(draft, text),
        ("bibliographicCitation", "volume") => draft.text(Field::VOLUME, text),
        ("bibliographicCitation", "title") => draft.text(Field::CONTAINER_TITLE, text),
        ("bibliographicCitation", "issue") => draft.text(Field::ISSUE, text),
        ("bibliographicCitation", "pages") => draft.text(Field::PAGE, text),
        ("identifier", kind) => identifier(draft, kind, text),
        ("format" | "coverage", "mimetype" | "") => draft.stranger("dc", name, text),
        (name, "") => draft.stranger("dc", name, text),
        (name, qualifier) => draft.stranger("dc", &format!("{name}.{qualifier}"), text),
    }
}

fn person(draft: &mut Draft, field: Field, text: &str) {
    draft.name(field, names::inverted(text));
}

/// The journal, or its ISSN.
fn part_of(draft: &mut Draft, text: &str) {
    let issns = values::issns(text);
    match issns.first() {
        Some(issn) if text.len() < 20 => draft.number(Field::ISSN, issn),
        _ if text.starts_with("http") => draft.stranger("dc", "isPartOf", text),
        _ => draft.text(Field::CONTAINER_TITLE, text),
    }
}

fn identifier(draft: &mut Draft, kind: &str, text: &str) {
    let lower = text.to_ascii_lowercase();
    let is = |name: &str| {
        kind.eq_ignore_ascii_case(name) || lower.starts_with(&format!("{name}:"))
    };
    let bare = |name: &str| {
        let urn = lower.strip_prefix("urn:").unwrap_or(&lower);
        let start =
            text.len() - urn.len() + if urn.starts_with(name) { name.len() + 1 } else { 0 };
        text.get(start..).unwrap_or(text).trim().to_owned()
    };
    if is("issn") || lower.starts_with("urn:issn:") {
        draft.number(Field::ISSN, &bare("issn"));
    } else if is("isbn") || lower.starts_with("urn:isbn:") {
        draft.number(Field::ISBN, &bare("isbn"));
    } else if kind == "citation" {
        draft.stranger("dc", "citation", text);
    } else if is("pmid") {
        draft.text(Field::PMID, &bare("pmid"));
    } else if is("doi") || values::is_doi(text) {
        draft.doi(text);
    } else if lower.starts_with("http") {
        draft.text(Field::URL, text);
    } else if is("citekey") {
        draft.key = bare("citekey");
    } else {
        draft.stranger("dc", "identifier", text);
    }
}

/// The namespaces of a file of ours.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
];

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    let several = entries.len() != 1;
    if several {
        out.open("records", NAMESPACES);
    }
    for (index, entry) in entries.iter().enumerate() {
        out.open("oai_dc:dc", if several { &[] } else { NAMESPACES });
        write_one(Claims::new("Dublin Core", entry, index, &mut diagnostics), &mut out);
        out.close();
    }
    if several {
        out.close();
    }
    Written { bytes: out.finish(), diagnostics }
}

fn write_one(mut claims: Claims<'_>, out: &mut XmlOut) {
    let kind = claims.entry.kind();
    let row = KINDS.iter().find(|(_, known)| *known == kind);
    out.leaf("dc:title", &claims.text(Field::TITLE).unwrap_or_default());
    for (element, field) in
        [("dc:creator", Field::AUTHOR), ("dc:contributor", Field::CONTRIBUTOR)]
    {
        for name in claims.names(field) {
            let odd = match &name {
                Name::Person(person) => !person.suffix.is_empty(),
                // A comma would make a person of an institution.
                Name::Literal(name) => name.contains(','),
                Name::Others => false,
            };
            if odd {
                claims.inexact(field);
            }
            out.leaf(element, &names::invert(&name));
        }
    }
    for (element, field) in
        [("dc:publisher", Field::PUBLISHER), ("dc:language", Field::LANGUAGE)]
    {
        out.leaf(element, &claims.text(field).unwrap_or_default());
    }
    for (element, field) in
        [("dc:date", Field::ISSUED), ("dcterms:dateSubmitted", Field::SUBMITTED)]
    {
        if let Some(date) = claims.date(field) {
            out.leaf(element, &date.to_string());
        }
    }
    out.leaf("dc:type", row.map_or("text", |(name, _)| name));
    out.leaf("dcterms:isPartOf", &claims.text(Field::CONTAINER_TITLE).unwrap_or_default());
    out.leaf("dcterms:abstract", &claims.text(Field::ABSTRACT).unwrap_or_default());
    out.leaf("dc:rights", &claims.text(Field::LICENSE).unwrap_or_default());
    claims.keywords().iter().for_each(|word| out.leaf("dc:subject", word));
    out.leaf("dc:identifier", &format!("citekey:{}", claims.entry.key()));
    for (prefix, field) in [("doi:", Field::DOI), ("", Field::URL), ("pmid:", Field::PMID)]
    {
        if let Some(text) = claims.text(field) {
            // Without its scheme nobody knows an address from a shelf mark.
            if field == Field::URL && !text.starts_with("http") {
                claims.inexact(field);
            }
            out.leaf("dc:identifier", &format!("{prefix}{text}"));
        }
    }
    for (prefix, field) in [("urn:ISSN:", Field::ISSN), ("urn:ISBN:", Field::ISBN)] {
        for number in values::numbers(&claims.text(field).unwrap_or_default()) {
            out.leaf("dc:identifier", &format!("{prefix}{number}"));
        }
    }
    for note in claims.notes() {
        out.leaf("dc:description", &note);
    }
    for (tag, text) in claims.strangers("dc") {
        let plain = tag.chars().all(|c| c.is_ascii_alphabetic());
        let kept = matches!(tag, "format" | "coverage" | "relation");
        if plain && kept {
            out.leaf(&format!("dc:{tag}"), &text);
        } else {
            out.leaf("dc:description", &format!("ibid.dc:{tag}: {text}"));
        }
    }
    // `Text` with an ISSN is read as an article.
    if row.is_none() || claims.kind() == K::DOCUMENT && claims.entry.has(Field::ISSN) {
        out.leaf("dc:description", &claims.keep_kind());
    }
    for line in claims.keep_rest() {
        out.leaf("dc:description", &line);
    }
}
