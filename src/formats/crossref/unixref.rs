//! Unixref: the XML of Crossref's resolver and deposits (unixref 1.1, schema 5.3.1).

use crate::formats::common::xml::{self, Element};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "crossref-xml",
    about: "Crossref's XML (unixref)",
    extensions: &["xml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

fn sniff(start: &str) -> u8 {
    let signs =
        ["<doi_records", "<doi_record", "<crossref_result", "<doi_batch", "<unixref"];
    match (signs.iter().any(|sign| start.contains(sign)), start.contains("<doi_data")) {
        (true, _) => 95,
        (_, true) => 70,
        _ => 0,
    }
}

/// The elements that describe a work of their own.
const WORKS: &[&str] = &[
    "journal",
    "book",
    "conference",
    "dissertation",
    "report-paper",
    "standard",
    "sa_component",
    "database",
    "posted_content",
    "peer_review",
];

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut found = Vec::new();
    collect(&document, &mut found);
    let entries = found
        .into_iter()
        .filter(|draft| !draft.is_empty())
        .map(|d| d.finish(&mut keys))
        .collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn collect(element: &Element, found: &mut Vec<Draft>) {
    for child in element.elements() {
        if WORKS.contains(&&*child.name) {
            found.push(work(child));
        } else {
            collect(child, found);
        }
    }
}

fn work(element: &Element) -> Draft {
    let mut draft = of_kind(element);
    for said in
        element.all("assertion").iter().filter(|said| said.attr("group_name") == OURS)
    {
        match said.attr("name") {
            "citekey" => draft.key = said.text(),
            _ => draft.note(said.raw_text().trim()),
        }
    }
    draft
}

/// The group of assertions (“custom metadata” of Crossmark) in which what has no element of
/// its own is kept.
const OURS: &str = "ibid";

fn of_kind(element: &Element) -> Draft {
    match &*element.name {
        "journal" => journal(element),
        "book" => inside(element, "content_item", K::BOOK, K::CHAPTER),
        "conference" => {
            inside(element, "conference_paper", K::PROCEEDINGS, K::PAPER_CONFERENCE)
        }
        "dissertation" => single(element, K::THESIS),
        "report-paper" => parts(element, K::REPORT),
        "standard" => parts(element, K::STANDARD),
        "database" => inside(element, "dataset", K::DATASET, K::DATASET),
        "posted_content" => single(element, K::ARTICLE),
        "peer_review" => {
            let mut draft = single(element, K::MANUSCRIPT);
            draft.text(Field::GENRE, "peer review");
            draft
        }
        _ => single(element, K::DOCUMENT),
    }
}

fn journal(element: &Element) -> Draft {
    let mut draft = Draft::new(K::ARTICLE_JOURNAL);
    let empty = Element::default();
    let metadata = element.child("journal_metadata").unwrap_or(&empty);
    let issue = element.child("journal_issue").unwrap_or(&empty);
    match element.child("journal_article") {
        Some(article) => {
            own(&mut draft, article);
            date(&mut draft, article);
            draft.text(Field::LANGUAGE, article.attr("language"));
        }
        None => {
            draft.kind = K::PERIODICAL;
            own(&mut draft, issue);
        }
    }
    draft.text(Field::CONTAINER_TITLE, &metadata.text_of("full_title"));
    draft.text(Field::CONTAINER_TITLE_SHORT, &metadata.text_of("abbrev_title"));
    let numbers: Vec<String> = metadata.children("issn").map(Element::text).collect();
    draft.text(Field::ISSN, &numbers.join(", "));
    draft.text(Field::VOLUME, &issue.text_at(&["journal_volume", "volume"]));
    draft.text(Field::ISSUE, &issue.text_of("issue"));
    date(&mut draft, issue);
    draft.text(Field::LANGUAGE, metadata.attr("language"));
    draft
}

/// A book or conference, or one part of it.
fn inside(element: &Element, part: &str, whole: K, inner: K) -> Draft {
    let metadata = element.elements().find(|child| {
        child.name.ends_with("_metadata") && child.name.as_ref() != "event_metadata"
    });
    let empty = Element::default();
    let metadata = metadata.unwrap_or(&empty);
    let titles = title(metadata);
    let mut draft = Draft::new(whole);
    if let Some(item) = element.child(part) {
        draft.kind = inner;
        if item.attr("component_type") == "reference_entry" {
            draft.kind = K::ENTRY_ENCYCLOPEDIA;
        }
        own(&mut draft, item);
        let field = if metadata.child("titles").is_some() || whole == K::DATASET {
            titles
        } else {
            String::new()
        };
        let name = metadata.text_of("proceedings_title");
        draft.rich(Field::CONTAINER_TITLE, if name.is_empty() { &field } else { &name });
        date(&mut draft, item);
        draft.text(Field::LANGUAGE, item.attr("language"));
    } else {
        if element.attr("book_type") == "edited_book" {
            draft.kind = K::EDITED_COLLECTION;
        }
        let name = metadata.text_of("proceedings_title");
        draft.rich(Field::TITLE, if name.is_empty() { &titles } else { &name });
        draft.doi(&metadata.text_at(&["doi_data", "doi"]));
        draft.text(Field::URL, &metadata.text_at(&["doi_data", "resource"]));
    }
    let inner_editors = draft.kind != whole;
    people(&mut draft, metadata, inner_editors);
    if let Some(list) = element.child("contributors") {
        contributors(&mut draft, list, inner_editors);
    }
    date(&mut draft, metadata);
    draft.text(Field::EDITION, &metadata.text_of("edition_number"));
    draft.text(Field::VOLUME, &metadata.text_of("volume"));
    draft.text(Field::PUBLISHER, &metadata.text_at(&["publisher", "publisher_name"]));
    draft
        .text(Field::PUBLISHER_PLACE, &metadata.text_at(&["publisher", "publisher_place"]));
    let books: Vec<String> = metadata.children("isbn").map(Element::text).collect();
    draft.text(Field::ISBN, &books.join(", "));
    if let Some(series) =
        metadata.child("series_metadata").or_else(|| metadata.child("set_metadata"))
    {
        draft.rich(Field::COLLECTION_TITLE, &title(series));
        draft.text(Field::COLLECTION_NUMBER, &series.text_of("series_number"));
        draft.text(Field::ISSN, &series.text_of("issn"));
    }
    if let Some(event) = element.child("event_metadata") {
        draft.text(Field::EVENT_TITLE, &event.text_of("conference_name"));
        draft.text(Field::EVENT_PLACE, &event.text_of("conference_location"));
        draft.date(Field::EVENT_DATE, &event.text_of("conference_date"));
    }
    draft.text(Field::LANGUAGE, metadata.attr("language"));
    draft.text(Field::ABSTRACT, &metadata.text_of("abstract"));
    draft
}

/// A work that is its own description.
fn single(element: &Element, kind: K) -> Draft {
    let mut draft = Draft::new(kind);
    own(&mut draft, element);
    for name in ["approval_date", "posted_date", "review_date"] {
        if let Some(child) = element.child(name) {
            set_date(&mut draft, child);
        }
    }
    date(&mut draft, element);
    if let Some(institution) = element.child("institution") {
        draft.text(Field::PUBLISHER, &institution.text_of("institution_name"));
        draft.text(Field::PUBLISHER_PLACE, &institution.text_of("institution_place"));
    }
    let degree = element.text_of("degree");
    draft.text(Field::GENRE, degree.split(" (").next().unwrap_or(""));
    if kind == K::ARTICLE {
        draft.text(Field::PUBLISHER, &element.text_of("group_title"));
    }
    draft.text(Field::ISBN, &element.text_of("isbn"));
    draft.text(Field::LANGUAGE, element.attr("language"));
    draft
}

/// Reports and standards: one of several `…_metadata`.
fn parts(element: &Element, kind: K) -> Draft {
    let metadata = element.elements().find(|child| child.name.ends_with("_metadata"));
    let mut draft = Draft::new(kind);
    let Some(metadata) = metadata else { return draft };
    own(&mut draft, metadata);
    date(&mut draft, metadata);
    for child in metadata.elements() {
        if &*child.name == "institution" {
            draft.text(Field::PUBLISHER, &child.text_of("institution_name"));
            draft.text(Field::PUBLISHER_PLACE, &child.text_of("institution_place"));
        }
    }
    draft.text(Field::PUBLISHER, &metadata.text_at(&["publisher", "publisher_name"]));
    draft
        .text(Field::PUBLISHER_PLACE, &metadata.text_at(&["publisher", "publisher_place"]));
    let number = metadata.text_at(&["publisher_item", "item_number"]);
    draft.text(Field::NUMBER, &number);
    draft.text(Field::NUMBER, &metadata.text_at(&["designators", "std_designator"]));
    draft.text(Field::EDITION, &metadata.text_of("edition_number"));
    draft.text(Field::ISBN, &metadata.text_of("isbn"));
    draft.text(Field::LANGUAGE, metadata.attr("language"));
    draft
}

/// Title, people, pages, DOI, abstract: what every work has in the same place.
fn own(draft: &mut Draft, element: &Element) {
    draft.rich(Field::TITLE, &title(element));
    people(draft, element, false);
    let pages = element.child("pages");
    let first = pages.map(|pages| pages.text_of("first_page")).unwrap_or_default();
    let last = pages.map(|pages| pages.text_of("last_page")).unwrap_or_default();
    draft.pages(&first, &last);
    let numbers = element.child("publisher_item");
    let number = numbers.and_then(|item| {
        item.children("item_number")
            .find(|n| n.attr("item_number_type") == "article-number")
    });
    draft.text(Field::PAGE, &number.map(Element::text).unwrap_or_default());
    if draft.kind == K::ARTICLE_JOURNAL
        && element.attr("publication_type") == "full_text"
        && let Some(item) = numbers.and_then(|item| item.child("item_number"))
    {
        draft.text(Field::PAGE, &item.text());
    }
    draft.doi(&element.text_at(&["doi_data", "doi"]));
    draft.text(Field::URL, &element.text_at(&["doi_data", "resource"]));
    let text = element.child("abstract").map(Element::text).unwrap_or_default();
    draft.text(Field::ABSTRACT, text.trim_start_matches("Abstract "));
    let license = element.all("license_ref").first().map(|license| license.text());
    draft.text(Field::LICENSE, &license.unwrap_or_default());
}

fn title(element: &Element) -> String {
    let Some(titles) = element.child("titles") else { return String::new() };
    let mut text = titles.child("title").map(Element::rich).unwrap_or_default();
    let subtitle = titles.child("subtitle").map(Element::rich).unwrap_or_default();
    if !subtitle.is_empty() {
        text = format!("{}: {subtitle}", text.trim_end_matches([':', ' ']));
    }
    text
}

fn people(draft: &mut Draft, element: &Element, of_host: bool) {
    if let Some(list) = element.child("contributors") {
        contributors(draft, list, of_host);
    }
    // Dissertations name their author without a list.
    if element.child("contributors").is_none() && !of_host {
        contributors(draft, element, of_host);
    }
}

fn contributors(draft: &mut Draft, list: &Element, of_host: bool) {
    for person in list.elements() {
        let name = match &*person.name {
            "person_name" => names::person(
                &person.text_of("surname"),
                &person.text_of("given_name"),
                &person.text_of("suffix"),
            ),
            "organization" => Name::literal(&person.text()),
            "anonymous" => Name::literal("Anonymous Reviewer"),
            _ => continue,
        };
        let field = match person.attr("contributor_role") {
            "editor" => Field::EDITOR,
            "translator" => Field::TRANSLATOR,
            "chair" => Field::CHAIR,
            "author" if of_host => Field::CONTAINER_AUTHOR,
            "author" | "" | "reviewer" => Field::AUTHOR,
            _ => Field::CONTRIBUTOR,
        };
        draft.name(field, name);
    }
}

/// The printed date where there is one, else the first.
fn date(draft: &mut Draft, element: &Element) {
    let all: Vec<&Element> = element.children("publication_date").collect();
    let print = all.iter().find(|date| date.attr("media_type") == "print");
    if let Some(date) = print.or_else(|| all.first()) {
        set_date(draft, date);
    }
}

fn set_date(draft: &mut Draft, element: &Element) {
    let number = |name: &str| element.text_of(name).parse::<i32>().ok();
    let small = |name: &str| number(name).and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
    if !draft.has(Field::ISSUED)
        && let Some(date) =
            values::parts(number("year"), season(small("month")), small("day"))
    {
        draft.set_date(Field::ISSUED, date);
    }
}

/// Crossref numbers seasons 21–24 and quarters 31–34.
fn season(month: u8) -> u8 {
    if (31..=34).contains(&month) { (month - 31) * 3 + 1 } else { month }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    out.open("doi_records", &[]);
    for (index, entry) in entries.iter().enumerate() {
        out.open("doi_record", &[]);
        out.open("crossref", &[]);
        write_one(Claims::new("Crossref's XML", entry, index, &mut diagnostics), &mut out);
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
    let title = claims.text(Field::TITLE).unwrap_or_default();
    if !title.is_empty() {
        out.open("titles", &[]);
        out.leaf("title", &title);
        out.close();
    }
    let roles = [
        (Field::AUTHOR, "author"),
        (Field::EDITOR, "editor"),
        (Field::TRANSLATOR, "translator"),
        (Field::CHAIR, "chair"),
    ];
    contributors_out(claims, &roles, out);
    out.leaf("abstract", &claims.text(Field::ABSTRACT).unwrap_or_default());
    if let Some(date) = claims.date(Field::ISSUED) {
        date_out(claims, &date, out);
    }
    if let Some(pages) = claims.text(Field::PAGE) {
        let (first, last) = values::page_ends(&pages);
        out.open("pages", &[]);
        out.leaf("first_page", first);
        out.leaf("last_page", last);
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
    let Some(start) = date.start() else { return claims.inexact_date(Field::ISSUED) };
    out.open("publication_date", &[("media_type", "print")]);
    if start.month > 0 {
        out.leaf("month", &format!("{:02}", start.month));
    }
    if start.day > 0 {
        out.leaf("day", &format!("{:02}", start.day));
    }
    out.leaf("year", &start.year.to_string());
    out.close();
    if values::iso(date).is_none() && start.season().is_none() {
        claims.inexact_date(Field::ISSUED);
    }
}

fn contributors_out(claims: &mut Claims<'_>, roles: &[(Field, &str)], out: &mut XmlOut) {
    if !roles.iter().any(|(field, _)| claims.has(*field)) {
        return;
    }
    out.open("contributors", &[]);
    for (field, role) in roles {
        for (at, name) in claims.names(*field).iter().enumerate() {
            let sequence = if at == 0 { "first" } else { "additional" };
            let attributes = [("sequence", sequence), ("contributor_role", role)];
            match name {
                Name::Person(person) => {
                    out.open("person_name", &attributes);
                    out.leaf("given_name", &names::given(person));
                    out.leaf("surname", &names::family(person));
                    out.leaf("suffix", &person.suffix);
                    out.close();
                }
                other => out.leaf_with("organization", &attributes, &other.display()),
            }
        }
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
    let place = claims.text(Field::PUBLISHER_PLACE).unwrap_or_default();
    if !name.is_empty() {
        out.open("institution", &[]);
        out.leaf("institution_name", &name);
        out.leaf("institution_place", &place);
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
        out.close();
    }
}

fn numbers(claims: &mut Claims<'_>, field: Field, element: &str, out: &mut XmlOut) {
    for number in claims.text(field).iter().flat_map(|text| values::numbers(text)) {
        out.leaf(element, number);
    }
}
