//! From entries to unixref.

use super::OURS;
use crate::formats::common::claims::Breaks;
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, names, values};
use crate::formats::{WriteOptions, Written};
use crate::model::{Date, Entry, EntryKind as K, Field, Name};

pub(super) fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    out.open("doi_records", &[]);
    for (index, entry) in entries.iter().enumerate() {
        out.open("doi_record", &[]);
        out.open("crossref", &[]);
        write_one(
            Claims::new("Crossref's XML", entry, index, &mut diagnostics)
                .without_breaks(Field::ABSTRACT, Breaks::Paragraphs),
            &mut out,
        );
        out.close();
        out.close();
    }
    Written { bytes: out.finish(), diagnostics }
}

/// The kinds that elements say.
const EXACT: &[K] = &[
    K::ARTICLE_JOURNAL,
    K::CHAPTER,
    K::PAPER_CONFERENCE,
    K::BOOK,
    K::THESIS,
    K::REPORT,
    K::ARTICLE,
];

fn write_one(mut claims: Claims<'_>, out: &mut XmlOut) {
    let kind = claims.kind();
    let exact = EXACT.contains(&kind);
    match kind.csl() {
        "article-journal" => {
            out.open("journal", &[]);
            let language = claims.text(Field::LANGUAGE).unwrap_or_default();
            out.open("journal_metadata", &[("language", &language)]);
            out.leaf(
                "full_title",
                &claims.text(Field::CONTAINER_TITLE).unwrap_or_default(),
            );
            let short = claims.text(Field::CONTAINER_TITLE_SHORT);
            out.leaf("abbrev_title", &short.unwrap_or_default());
            numbers(&mut claims, Field::ISSN, "issn", out);
            out.close();
            out.open("journal_issue", &[]);
            let volume = claims.text(Field::VOLUME).unwrap_or_default();
            if !volume.is_empty() {
                out.open("journal_volume", &[]);
                out.leaf("volume", &volume);
                out.close();
            }
            out.leaf("issue", &claims.text(Field::ISSUE).unwrap_or_default());
            out.close();
            out.open("journal_article", &[]);
            own_out(&mut claims, out);
            out.close();
        }
        "chapter" | "paper-conference" => {
            let paper = kind.csl() == "paper-conference";
            out.open(if paper { "conference" } else { "book" }, &[]);
            event_out(&mut claims, out, paper);
            out.open(if paper { "proceedings_metadata" } else { "book_metadata" }, &[]);
            contributors_out(&mut claims, &[(Field::EDITOR, "editor")], out);
            let title = claims.text(Field::CONTAINER_TITLE).unwrap_or_default();
            if paper {
                out.leaf("proceedings_title", &title);
            } else if !title.is_empty() {
                out.open("titles", &[]);
                out.leaf("title", &title);
                out.close();
            }
            book_out(&mut claims, out);
            out.close();
            out.open(if paper { "conference_paper" } else { "content_item" }, &[]);
            own_out(&mut claims, out);
            out.close();
        }
        "book" => {
            out.open("book", &[]);
            out.open("book_metadata", &[]);
            own_out(&mut claims, out);
            book_out(&mut claims, out);
            out.close();
        }
        "thesis" => {
            out.open("dissertation", &[]);
            own_out(&mut claims, out);
            institution_out(&mut claims, out);
            out.leaf("degree", &claims.text(Field::GENRE).unwrap_or_default());
        }
        "report" => {
            out.open("report-paper", &[]);
            out.open("report-paper_metadata", &[]);
            own_out(&mut claims, out);
            institution_out(&mut claims, out);
            out.close();
        }
        _ => {
            out.open("posted_content", &[]);
            own_out(&mut claims, out);
        }
    }
    rest_out(claims, exact, out);
    out.close();
}

/// What has no element of its own, as Crossmark's custom metadata.
fn rest_out(mut claims: Claims<'_>, exact: bool, out: &mut XmlOut) {
    let mut kept = claims.notes();
    if !exact {
        kept.push(claims.keep_kind());
    }
    let key = claims.entry.key().as_str();
    kept.extend(claims.keep_rest());
    out.open("crossmark", &[]);
    out.open("custom_metadata", &[]);
    out.leaf_with("assertion", &[("group_name", OURS), ("name", "citekey")], key);
    for line in &kept {
        out.leaf_with("assertion", &[("group_name", OURS), ("name", "note")], line);
    }
    out.close();
    out.close();
}

fn own_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    if let Some(title) = claims.rich(Field::TITLE) {
        out.open("titles", &[]);
        out.rich_leaf("title", &title);
        let original = claims.text(Field::ORIGINAL_TITLE).unwrap_or_default();
        out.leaf("original_language_title", &original);
        out.close();
    }
    let roles = [
        (Field::AUTHOR, "author"),
        (Field::EDITOR, "editor"),
        (Field::TRANSLATOR, "translator"),
        (Field::CHAIR, "chair"),
    ];
    contributors_out(claims, &roles, out);
    if let Some(text) = claims.text(Field::ABSTRACT) {
        out.open("jats:abstract", &[("xmlns:jats", "http://www.ncbi.nlm.nih.gov/JATS1")]);
        text.lines().for_each(|line| out.leaf("jats:p", line.trim()));
        out.close();
    }
    if let Some(date) = claims.date(Field::ISSUED) {
        date_out(claims, &date, out);
    }
    if let Some(pages) = claims.text(Field::PAGE) {
        let (first, last) = values::page_ends(&pages);
        out.open("pages", &[]);
        // `101-110, 115`: what is more than one range stands in `other_pages`.
        let (range, others) = pages.split_once(", ").unwrap_or((&pages, ""));
        let (first, last) =
            if others.is_empty() { (first, last) } else { values::page_ends(range) };
        out.leaf("first_page", first);
        out.leaf("last_page", last);
        out.leaf("other_pages", others);
        out.close();
    }
    let (doi, url) = (claims.text(Field::DOI), claims.text(Field::URL));
    if doi.is_some() || url.is_some() {
        out.open("doi_data", &[]);
        out.leaf("doi", &doi.unwrap_or_default());
        out.leaf("resource", &url.unwrap_or_default());
        out.close();
    }
}

fn date_out(claims: &mut Claims<'_>, date: &Date, out: &mut XmlOut) {
    let Some(start) = date.start() else { return claims.inexact(Field::ISSUED) };
    out.open("publication_date", &[("media_type", "print")]);
    if start.month > 0 {
        out.leaf("month", &format!("{:02}", start.month));
    }
    if start.day > 0 {
        out.leaf("day", &format!("{:02}", start.day));
    }
    out.leaf("year", &start.year.to_string());
    out.close();
    let season = matches!(date, Date::Single(_)) && start.season().is_some();
    if values::iso(date).is_none() && !season {
        claims.inexact(Field::ISSUED);
    }
}

fn contributors_out(claims: &mut Claims<'_>, roles: &[(Field, &str)], out: &mut XmlOut) {
    if !roles.iter().any(|(field, _)| claims.has(*field)) {
        return;
    }
    out.open("contributors", &[]);
    for (field, role) in roles {
        let names = claims.names(*field);
        let orcids = claims.orcids(*field, names.len());
        let places = claims.affiliations_of_persons(*field, &names);
        for (at, ((name, orcid), places)) in
            names.iter().zip(orcids).zip(&places).enumerate()
        {
            let sequence = if at == 0 { "first" } else { "additional" };
            let attributes = [("sequence", sequence), ("contributor_role", role)];
            match name {
                Name::Person(person) => {
                    out.open("person_name", &attributes);
                    out.leaf("given_name", &names::given(person));
                    out.leaf("surname", &names::family(person));
                    out.leaf("suffix", &person.suffix);
                    affiliations_out(places, out);
                    if !orcid.is_empty() {
                        out.leaf("ORCID", &format!("https://orcid.org/{orcid}"));
                    }
                    out.close();
                }
                other => out.leaf_with("organization", &attributes, &other.display()),
            }
        }
    }
    out.close();
}

/// Where a person works.
fn affiliations_out(places: &[String], out: &mut XmlOut) {
    if places.is_empty() {
        return;
    }
    out.open("affiliations", &[]);
    for place in places {
        out.open("institution", &[]);
        out.leaf("institution_name", place);
        out.close();
    }
    out.close();
}

fn book_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    if claims.has(Field::COLLECTION_TITLE) {
        out.open("series_metadata", &[]);
        out.open("titles", &[]);
        out.leaf("title", &claims.text(Field::COLLECTION_TITLE).unwrap_or_default());
        out.close();
        out.leaf(
            "series_number",
            &claims.text(Field::COLLECTION_NUMBER).unwrap_or_default(),
        );
        out.close();
    }
    out.leaf("volume", &claims.text(Field::VOLUME).unwrap_or_default());
    out.leaf("edition_number", &claims.text(Field::EDITION).unwrap_or_default());
    numbers(claims, Field::ISBN, "isbn", out);
    let name = claims.text(Field::PUBLISHER).unwrap_or_default();
    let place = claims.text(Field::PUBLISHER_PLACE).unwrap_or_default();
    if !name.is_empty() || !place.is_empty() {
        out.open("publisher", &[]);
        out.leaf("publisher_name", &name);
        out.leaf("publisher_place", &place);
        out.close();
    }
}

fn institution_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let name = claims.text(Field::PUBLISHER).unwrap_or_default();
    if !name.is_empty() {
        let place = claims.text(Field::PUBLISHER_PLACE).unwrap_or_default();
        let department = claims.text(Field::DIVISION).unwrap_or_default();
        out.open("institution", &[]);
        out.leaf("institution_name", &name);
        out.leaf("institution_place", &place);
        out.leaf("institution_department", &department);
        out.close();
    }
}

fn event_out(claims: &mut Claims<'_>, out: &mut XmlOut, paper: bool) {
    if paper && claims.has(Field::EVENT_TITLE) {
        out.open("event_metadata", &[]);
        out.leaf("conference_name", &claims.text(Field::EVENT_TITLE).unwrap_or_default());
        out.leaf(
            "conference_location",
            &claims.text(Field::EVENT_PLACE).unwrap_or_default(),
        );
        conference_date(claims, out);
        out.close();
    }
}

fn conference_date(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let date = claims.entry.date(Field::EVENT_DATE);
    let Some([start, end]) = date.and_then(|date| values::ends(&date)) else { return };
    let mut attributes = Vec::new();
    for (which, parts) in [("start", start), ("end", end)] {
        let numbers = [
            ("day", i32::from(parts.day)),
            ("month", i32::from(parts.month)),
            ("year", parts.year),
        ];
        for (part, number) in numbers.into_iter().filter(|(_, number)| *number != 0) {
            attributes.push((format!("{which}_{part}"), format!("{number:02}")));
        }
    }
    let attributes: Vec<(&str, &str)> =
        attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let said = claims.date(Field::EVENT_DATE).map(|date| date.to_string());
    out.leaf_with("conference_date", &attributes, &said.unwrap_or_default());
}

fn numbers(claims: &mut Claims<'_>, field: Field, element: &str, out: &mut XmlOut) {
    for number in claims.text(field).iter().flat_map(|text| values::numbers(text)) {
        out.leaf(element, number);
    }
}
