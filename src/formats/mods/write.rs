//! From entries to MODS 3.8.

use super::tables::GENRES;
use crate::formats::Written;
use crate::formats::common::claims::Breaks;
use crate::formats::common::tables::RELATORS;
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, names, values};
use crate::model::{Date, Entry, Field, Name, PersonName};

/// Writes a collection.
pub(super) fn all(entries: &[Entry]) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    out.open(
        "modsCollection",
        &[
            ("xmlns", "http://www.loc.gov/mods/v3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd",
            ),
        ],
    );
    for (index, entry) in entries.iter().enumerate() {
        let claims = Claims::new("MODS", entry, index, &mut diagnostics)
            .without_breaks(Field::NOTE, Breaks::Spaces);
        one(claims, &mut out);
    }
    Written { bytes: out.finish(), diagnostics }
}

/// Whether an entry stands inside another work, which MODS describes as its host.
fn has_host(claims: &Claims<'_>) -> bool {
    let kind = claims.kind();
    claims.has(Field::CONTAINER_TITLE)
        || matches!(kind.csl(), "article-journal" | "chapter" | "paper-conference")
}

fn one(mut claims: Claims<'_>, out: &mut XmlOut) {
    let key = claims.entry.key().as_str().to_owned();
    out.open("mods", &[("version", "3.8")]);
    title(out, "", claims.text(Field::TITLE));
    title(out, "abbreviated", claims.text(Field::TITLE_SHORT));
    let hosted = has_host(&claims);
    let own = RELATORS.iter().enumerate().filter(|(at, row)| is_first(*at, row.2));
    for (_, (code, term, field)) in own {
        let of_host = matches!(*field, Field::EDITOR) && hosted;
        if !of_host {
            people(&mut claims, out, *field, code, term);
        }
    }
    out.leaf("typeOfResource", resource(claims.kind().csl()));
    genre(&mut claims, out);
    if !hosted {
        origin(&mut claims, out);
    }
    languages(&mut claims, out);
    physical(&mut claims, out);
    out.leaf("abstract", &claims.text(Field::ABSTRACT).unwrap_or_default());
    for keyword in claims.keywords() {
        out.open("subject", &[]);
        out.leaf("topic", &keyword);
        out.close();
    }
    if let Some(scale) = claims.text(Field::SCALE) {
        out.open("subject", &[]);
        out.open("cartographics", &[]);
        out.leaf("scale", &scale);
        out.close();
        out.close();
    }
    out.leaf("classification", &claims.text(Field::CALL_NUMBER).unwrap_or_default());
    if hosted {
        host(&mut claims, out);
    } else {
        part(&mut claims, out);
    }
    series(&mut claims, out);
    others(&mut claims, out);
    out.leaf_with("identifier", &[("type", "citekey")], &key);
    identifiers(&mut claims, out, hosted);
    location(&mut claims, out);
    out.leaf("accessCondition", &claims.text(Field::LICENSE).unwrap_or_default());
    if let Some(source) = claims.text(Field::SOURCE) {
        out.open("recordInfo", &[]);
        out.leaf("recordContentSource", &source);
        out.close();
    }
    for note in claims.notes() {
        out.leaf("note", &note);
    }
    strangers(&mut claims, out);
    for line in claims.keep_rest() {
        out.leaf("note", &line);
    }
    out.close();
}

/// Pages, size and material.
fn physical(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let pages = claims.text(Field::NUMBER_OF_PAGES).map(|text| format!("{text} p."));
    let extent = pages.or_else(|| claims.text(Field::DIMENSIONS));
    let form = claims.text(Field::MEDIUM);
    if extent.is_some() || form.is_some() {
        out.open("physicalDescription", &[]);
        out.leaf("form", &form.unwrap_or_default());
        out.leaf("extent", &extent.unwrap_or_default());
        out.close();
    }
}

/// Whether a row of the relators is the first of its variable.
fn is_first(at: usize, field: Field) -> bool {
    RELATORS.iter().position(|row| row.2 == field) == Some(at)
}

fn title(out: &mut XmlOut, kind: &str, text: Option<String>) {
    if let Some(text) = text {
        out.open("titleInfo", &[("type", kind)]);
        out.leaf("title", &text);
        out.close();
    }
}

/// A list of names with their ORCID iDs and affiliations.
fn people(claims: &mut Claims<'_>, out: &mut XmlOut, field: Field, code: &str, term: &str) {
    let names = claims.names(field);
    let orcids = claims.orcids(field, names.len());
    let affiliations = claims.affiliations(field, names.len());
    for ((name, orcid), places) in names.iter().zip(&orcids).zip(affiliations) {
        self::name(out, name, (code, term));
        places.iter().for_each(|place| out.leaf("affiliation", place));
        out.leaf_with("nameIdentifier", &[("type", "orcid")], orcid);
        out.close();
    }
}

/// A name and its role, left open.
fn name(out: &mut XmlOut, name: &Name, (code, term): (&str, &str)) {
    match name {
        Name::Person(person) => {
            out.open("name", &[("type", "personal")]);
            parts(out, person);
        }
        Name::Literal(text) => {
            out.open("name", &[("type", "corporate")]);
            out.leaf("namePart", text);
        }
        Name::Others => {
            out.open("name", &[]);
            out.empty("etal", &[]);
        }
    }
    out.open("role", &[]);
    let authority = ("authority", "marcrelator");
    out.leaf_with("roleTerm", &[authority, ("type", "code")], code);
    out.leaf_with("roleTerm", &[authority, ("type", "text")], term);
    out.close();
}

/// The work that this is a translation or new edition of, and the work that it reviews.
fn others(claims: &mut Claims<'_>, out: &mut XmlOut) {
    for (kind, title, names) in [
        ("original", Field::ORIGINAL_TITLE, Field::ORIGINAL_AUTHOR),
        ("reviewOf", Field::REVIEWED_TITLE, Field::REVIEWED_AUTHOR),
    ] {
        if claims.has(title) {
            out.open("relatedItem", &[("type", kind)]);
            self::title(out, "", claims.text(title));
            people(claims, out, names, "aut", "author");
            out.close();
        }
    }
}

fn parts(out: &mut XmlOut, person: &PersonName) {
    out.leaf_with("namePart", &[("type", "given")], &names::given(person));
    out.leaf_with("namePart", &[("type", "family")], &names::family(person));
    out.leaf_with("namePart", &[("type", "termsOfAddress")], &person.suffix);
}

fn resource(csl: &str) -> &'static str {
    match csl {
        "graphic" | "figure" => "still image",
        "motion_picture" | "broadcast" => "moving image",
        "map" => "cartographic",
        "song" => "sound recording",
        "musical_score" => "notated music",
        "software" => "software, multimedia",
        _ => "text",
    }
}

fn genre(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let kind = claims.kind();
    if let Some((name, _)) = GENRES.iter().find(|(_, known)| *known == kind) {
        out.leaf("genre", name);
    }
    out.leaf_with("genre", &[("authority", "ibid")], kind.name());
    out.leaf_with(
        "genre",
        &[("type", "csl")],
        &claims.text(Field::GENRE).unwrap_or_default(),
    );
}

fn origin(claims: &mut Claims<'_>, out: &mut XmlOut) {
    out.open("originInfo", &[]);
    if let Some(place) = claims.text(Field::PUBLISHER_PLACE) {
        out.open("place", &[]);
        out.leaf_with("placeTerm", &[("type", "text")], &place);
        out.close();
    }
    out.leaf("publisher", &claims.text(Field::PUBLISHER).unwrap_or_default());
    dates(claims, out);
    out.leaf("edition", &claims.text(Field::EDITION).unwrap_or_default());
    out.close();
}

fn dates(claims: &mut Claims<'_>, out: &mut XmlOut) {
    for (field, element) in
        [(Field::ISSUED, "dateIssued"), (Field::ACCESSED, "dateCaptured")]
    {
        let Some(date) = claims.date(field) else { continue };
        match &date {
            Date::Literal(text) => out.leaf(element, text),
            date => {
                // EDTF says all; `edtf` is an encoding that MODS knows.
                let plain = values::iso(date).is_some();
                let encoding = if plain { "w3cdtf" } else { "edtf" };
                out.leaf_with(element, &[("encoding", encoding)], &date.to_string());
            }
        }
    }
    for field in [Field::EVENT_DATE, Field::ORIGINAL_DATE, Field::SUBMITTED] {
        if let Some(date) = claims.date(field) {
            out.leaf_with("dateOther", &[("type", field.name())], &date.to_string());
        }
    }
}

fn languages(claims: &mut Claims<'_>, out: &mut XmlOut) {
    if let Some(text) = claims.text(Field::LANGUAGE) {
        out.open("language", &[]);
        let coded = text.len() <= 8 && !text.contains(' ');
        let kind = if coded { ("type", "code") } else { ("type", "text") };
        out.leaf_with("languageTerm", &[kind], &text);
        out.close();
    }
}

fn host(claims: &mut Claims<'_>, out: &mut XmlOut) {
    out.open("relatedItem", &[("type", "host")]);
    title(out, "", claims.text(Field::CONTAINER_TITLE));
    title(out, "abbreviated", claims.text(Field::CONTAINER_TITLE_SHORT));
    for (field, code, term) in
        [(Field::CONTAINER_AUTHOR, "aut", "author"), (Field::EDITOR, "edt", "editor")]
    {
        people(claims, out, field, code, term);
    }
    // Readers tell a journal from a book by the genre of the host.
    let genre = match claims.kind() {
        kind if crate::formats::bibtex::map::is_article(kind) => "periodical",
        kind if kind.csl() == "paper-conference" => "conference publication",
        kind if kind.csl() == "chapter" => "book",
        _ => "",
    };
    out.leaf_with("genre", &[("authority", "marcgt")], genre);
    origin(claims, out);
    part(claims, out);
    for (field, kind) in [(Field::ISSN, "issn"), (Field::ISBN, "isbn")] {
        numbers(claims, out, field, kind);
    }
    out.close();
}

fn numbers(claims: &mut Claims<'_>, out: &mut XmlOut, field: Field, kind: &str) {
    for number in claims.text(field).iter().flat_map(|text| values::numbers(text)) {
        out.leaf_with("identifier", &[("type", kind)], number);
    }
}

fn part(claims: &mut Claims<'_>, out: &mut XmlOut) {
    const DETAILS: &[(Field, &str)] = &[
        (Field::VOLUME, "volume"),
        (Field::ISSUE, "issue"),
        (Field::SECTION, "section"),
        (Field::CHAPTER_NUMBER, "chapter"),
        (Field::EID, "article number"),
    ];
    if !claims.has(Field::PAGE) && !DETAILS.iter().any(|(field, _)| claims.has(*field)) {
        return;
    }
    out.open("part", &[]);
    for (field, kind) in DETAILS {
        if let Some(text) = claims.text(*field) {
            out.open("detail", &[("type", kind)]);
            out.leaf("number", &text);
            out.close();
        }
    }
    if let Some(pages) = claims.text(Field::PAGE) {
        let (first, last) = values::page_ends(&pages);
        out.open("extent", &[("unit", "page")]);
        if last.is_empty() && pages.contains([',', '-']) {
            out.leaf("list", &pages);
        } else {
            out.leaf("start", first);
            out.leaf("end", last);
        }
        out.close();
    }
    out.close();
}

fn series(claims: &mut Claims<'_>, out: &mut XmlOut) {
    if !claims.has(Field::COLLECTION_TITLE) {
        return;
    }
    out.open("relatedItem", &[("type", "series")]);
    out.open("titleInfo", &[]);
    out.leaf("title", &claims.text(Field::COLLECTION_TITLE).unwrap_or_default());
    out.leaf("partNumber", &claims.text(Field::COLLECTION_NUMBER).unwrap_or_default());
    out.close();
    people(claims, out, Field::COLLECTION_EDITOR, "edt", "editor");
    out.close();
}

fn identifiers(claims: &mut Claims<'_>, out: &mut XmlOut, hosted: bool) {
    if !hosted {
        numbers(claims, out, Field::ISBN, "isbn");
        numbers(claims, out, Field::ISSN, "issn");
    }
    for (field, kind) in [
        (Field::DOI, "doi"),
        (Field::PMID, "pmid"),
        (Field::PMCID, "pmcid"),
        (Field::NUMBER, "number"),
    ] {
        let text = claims.text(field).unwrap_or_default();
        out.leaf_with("identifier", &[("type", kind)], &text);
    }
}

fn location(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let (url, place) = (claims.text(Field::URL), claims.text(Field::ARCHIVE_LOCATION));
    if url.is_some() || place.is_some() {
        out.open("location", &[]);
        out.leaf("physicalLocation", &place.unwrap_or_default());
        out.leaf_with("url", &[("usage", "primary display")], &url.unwrap_or_default());
        out.close();
    }
}

fn strangers(claims: &mut Claims<'_>, out: &mut XmlOut) {
    for (tag, text) in claims.strangers("mods") {
        match tag.split_once('.') {
            Some(("identifier", kind)) => {
                let (kind, invalid) = match kind.strip_suffix(".invalid") {
                    Some(kind) => (kind, "yes"),
                    None => (kind, ""),
                };
                let kind = kind.replace('_', " ");
                out.leaf_with("identifier", &[("type", &kind), ("invalid", invalid)], &text)
            }
            Some(("relatedItem", kind)) => {
                out.open("relatedItem", &[("type", kind)]);
                title(out, "", Some(text));
                out.close();
            }
            Some(("url", "preview")) => {
                out.open("location", &[]);
                out.leaf_with("url", &[("access", "preview")], &text);
                out.close();
            }
            None if matches!(tag, "tableOfContents" | "targetAudience") => {
                out.leaf(tag, &text)
            }
            Some(("titleInfo", kind)) => title(out, kind, Some(text)),
            _ if tag == "identifier" => out.leaf("identifier", &text),
            _ if tag == "genre" => out.leaf("genre", &text),
            _ => out.leaf("note", &format!("ibid.mods:{tag}: {text}")),
        }
    }
}
