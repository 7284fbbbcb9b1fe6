//! From unixref to entries.

use super::OURS;
use crate::diag::Diagnostic;
use crate::diag::catalogue::import::EMPTY_RECORD;
use crate::formats::common::unread::Unread;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Parsed, ReadOptions, Source};
use crate::model::{EntryKind as K, Field, Name};
use crate::text::Span;

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
    "pending_publication",
];

pub(super) fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, mut diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut found = Vec::new();
    let mut unread = Unread::default();
    collect(&document, &mut found, &mut unread);
    for error in document.all("error") {
        let message = format!("Crossref has no record: {}", error.text());
        diagnostics.push(Diagnostic::new(&EMPTY_RECORD, message).at(Span::at(error.at)));
    }
    diagnostics.extend(unread.findings());
    let entries = found
        .into_iter()
        .filter(|draft| !draft.is_empty())
        .map(|d| d.finish(&mut keys))
        .collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// What is said in other words, or of the deposit and not of the work.
const BESIDES: &[&str] = &[
    "doi_data",
    "month",
    "day",
    "year",
    "language",
    "publisher_item",
    "archive_locations",
    "crossmark",
    "crossmark_domains",
    "component_number",
];

fn collect(element: &Element, found: &mut Vec<Draft>, unread: &mut Unread) {
    for child in element.elements() {
        if WORKS.contains(&&*child.name) {
            let draft = work(child);
            unread.unsaid_xml(child, &draft.said(), BESIDES);
            found.push(draft);
        } else {
            collect(child, found, unread);
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
        "posted_content" => posted(element),
        "pending_publication" => pending(element),
        "peer_review" => {
            let mut draft = single(element, K::MANUSCRIPT);
            draft.text(Field::GENRE, "peer review");
            draft
        }
        _ => single(element, K::DOCUMENT),
    }
}

/// The schema's types of posted content.
fn posted(element: &Element) -> Draft {
    let kind = match element.attr("type") {
        "dissertation" => K::THESIS,
        "report" | "working_paper" => K::REPORT,
        "review" => K::REVIEW,
        _ => K::ARTICLE,
    };
    let mut draft = single(element, kind);
    draft.text(Field::NUMBER, &element.text_of("item_number"));
    let kind = element.attr("type").replace('_', " ");
    if !matches!(kind.as_str(), "" | "preprint" | "other") {
        draft.text(Field::GENRE, &kind);
    }
    draft
}

/// An accepted article without content (schema, `pending_publication`).
fn pending(element: &Element) -> Draft {
    let mut draft = single(element, K::ARTICLE_JOURNAL);
    let journal = element.text_at(&["publication", "full_title"]);
    draft.text(Field::CONTAINER_TITLE, &journal);
    draft.text(Field::ISSN, &element.text_at(&["publication", "issn"]));
    draft.doi(&element.text_of("doi"));
    draft.text(Field::STATUS, "forthcoming");
    draft
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
            draft.rich(Field::named("issuetitle"), &title(issue));
            if let Some(list) = issue.child("contributors") {
                contributors(&mut draft, list, true);
            }
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
    draft.text(Field::SUPPLEMENT_NUMBER, &issue.text_of("special_numbering"));
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
        let number = item.text_of("component_number");
        let bare = number.strip_prefix("Chapter ").unwrap_or(&number);
        draft.text(Field::CHAPTER_NUMBER, bare);
        dataset(&mut draft, item);
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
        series_editors(&mut draft, series);
    }
    if let Some(event) = element.child("event_metadata") {
        draft.text(Field::EVENT_TITLE, &event.text_of("conference_name"));
        draft.text(Field::EVENT_PLACE, &event.text_of("conference_location"));
        let days = event.child("conference_date");
        draft.date(Field::EVENT_DATE, &days.map(Element::text).unwrap_or_default());
        draft.date(Field::EVENT_DATE, &days.map(coded_days).unwrap_or_default());
        for name in ["conference_acronym", "conference_number"] {
            draft.stranger("crossref", name, &event.text_of(name));
        }
    }
    draft.text(Field::LANGUAGE, metadata.attr("language"));
    draft.text(Field::ABSTRACT, &metadata.text_of("abstract"));
    draft
}

/// The editors of a series that the book is in.
fn series_editors(draft: &mut Draft, series: &Element) {
    let people = series.child("contributors").into_iter().flat_map(Element::elements);
    for person in people {
        if let Some(name) = name(person) {
            draft.name(Field::COLLECTION_EDITOR, name);
        }
    }
}

/// What a dataset of a database has of its own.
fn dataset(draft: &mut Draft, item: &Element) {
    if let Some(dates) = item.child("database_date") {
        for name in ["publication_date", "update_date", "creation_date"] {
            if let Some(child) = dates.child(name) {
                set_date(draft, child);
            }
        }
    }
    draft.text(Field::ABSTRACT, &item.text_of("description"));
    draft.text(Field::MEDIUM, &item.text_of("format"));
}

/// `2018-05-01/2018-05-04` of the attributes of `conference_date`.
fn coded_days(days: &Element) -> String {
    let end = |which: &str| {
        let parts =
            ["year", "month", "day"].map(|part| days.attr(&format!("{which}_{part}")));
        let given = parts.iter().take_while(|part| !part.is_empty());
        given.map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("-")
    };
    match (end("start"), end("end")) {
        (start, end) if end.is_empty() || end == start => start,
        (start, end) => format!("{start}/{end}"),
    }
}

/// A work that is its own description.
fn single(element: &Element, kind: K) -> Draft {
    let mut draft = Draft::new(kind);
    own(&mut draft, element);
    for name in ["approval_date", "posted_date", "review_date", "acceptance_date"] {
        if let Some(child) = element.child(name) {
            set_date(&mut draft, child);
        }
    }
    date(&mut draft, element);
    if let Some(institution) = element.child("institution") {
        draft.text(Field::PUBLISHER, &institution.text_of("institution_name"));
        draft.text(Field::PUBLISHER_PLACE, &institution.text_of("institution_place"));
        draft.text(Field::DIVISION, &institution.text_of("institution_department"));
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
            draft.text(Field::DIVISION, &child.text_of("institution_department"));
        }
    }
    draft.text(Field::PUBLISHER, &metadata.text_at(&["publisher", "publisher_name"]));
    draft
        .text(Field::PUBLISHER_PLACE, &metadata.text_at(&["publisher", "publisher_place"]));
    let number = metadata.text_at(&["publisher_item", "item_number"]);
    draft.text(Field::NUMBER, &number);
    let designators = metadata.all("std_designator");
    draft.text(Field::NUMBER, &designators.first().map(|e| e.text()).unwrap_or_default());
    if let Some(body) = metadata.child("standards_body") {
        draft.text(Field::AUTHORITY, &body.text_of("standards_body_name"));
    }
    if let Some(series) = metadata.child("series_metadata") {
        draft.rich(Field::COLLECTION_TITLE, &title(series));
        draft.text(Field::COLLECTION_NUMBER, &metadata.text_of("volume"));
        draft.text(Field::ISSN, &series.text_of("issn"));
        series_editors(&mut draft, series);
    }
    draft.stranger("crossref", "contract_number", &metadata.text_of("contract_number"));
    if let Some(day) = metadata.child("approval_date") {
        set_date(&mut draft, day);
    }
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
    let others = pages.map(|pages| pages.text_of("other_pages")).unwrap_or_default();
    let range = values::pages(&first, &last);
    let all: Vec<&str> =
        [range.as_str(), others.as_str()].into_iter().filter(|p| !p.is_empty()).collect();
    draft.text(Field::PAGE, &all.join(", "));
    let numbers = element.child("publisher_item");
    let number = numbers.and_then(|item| {
        item.children("item_number")
            .find(|n| n.attr("item_number_type").replace('_', "-") == "article-number")
    });
    let number = number.map(Element::text).unwrap_or_default();
    if draft.has(Field::PAGE) {
        draft.text(Field::EID, &number);
    }
    draft.text(Field::PAGE, &number);
    if draft.kind == K::ARTICLE_JOURNAL
        && element.attr("publication_type") == "full_text"
        && let Some(item) = numbers.and_then(|item| item.child("item_number"))
    {
        draft.text(Field::PAGE, &item.text());
    }
    draft.doi(&element.text_at(&["doi_data", "doi"]));
    draft.text(Field::URL, &element.text_at(&["doi_data", "resource"]));
    draft.text(Field::ABSTRACT, &element.child("abstract").map(blocks).unwrap_or_default());
    let original = element.path(&["titles", "original_language_title"]);
    draft.text(Field::ORIGINAL_TITLE, &original.map(Element::text).unwrap_or_default());
    // Titles in other languages stand in elements of their own.
    for other in element.children("titles").skip(1) {
        draft.stranger("crossref", "title", &other.text_of("title"));
    }
    for update in element.all("update") {
        draft.stranger("crossref", update.attr("type"), &update.text());
    }
    let license = element.all("license_ref").first().map(|license| license.text());
    draft.text(Field::LICENSE, &license.unwrap_or_default());
}

/// The paragraphs and headings of JATS, a line each, without the heading “Abstract”.
fn blocks(element: &Element) -> String {
    let mut lines = Vec::new();
    add_blocks(element, &mut lines);
    if lines.first().is_some_and(|line| line.eq_ignore_ascii_case("abstract")) {
        lines.remove(0);
    }
    let text = lines.join("\n");
    let bare = text.strip_prefix("Abstract ").unwrap_or(&text);
    bare.to_owned()
}

fn add_blocks(element: &Element, lines: &mut Vec<String>) {
    const BLOCKS: [&str; 6] = ["p", "title", "sec", "list", "list-item", "abstract"];
    // The depth is limited by the reader of XML.
    if element.elements().any(|child| BLOCKS.contains(&&*child.name)) {
        element.elements().for_each(|child| add_blocks(child, lines));
    } else {
        lines.extend(Some(element.text()).filter(|line| !line.is_empty()));
    }
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

fn name(person: &Element) -> Option<Name> {
    match &*person.name {
        "person_name" => Some(names::person(
            &person.text_of("surname"),
            &person.text_of("given_name"),
            &person.text_of("suffix"),
        )),
        "organization" => Some(names::others_or(&person.text())),
        "anonymous" => Some(Name::literal("Anonymous Reviewer")),
        _ => None,
    }
}

fn contributors(draft: &mut Draft, list: &Element, of_host: bool) {
    for person in list.elements() {
        let Some(name) = name(person) else { continue };
        let orcid = person.text_of("ORCID");
        let field = match person.attr("contributor_role") {
            "editor" => Field::EDITOR,
            "translator" => Field::TRANSLATOR,
            "chair" => Field::CHAIR,
            "author" if of_host => Field::CONTAINER_AUTHOR,
            "author" | "" | "reviewer" => Field::AUTHOR,
            _ => Field::CONTRIBUTOR,
        };
        draft.person(field, name, &orcid);
        // Schema 4 has plain affiliations, schema 5 institutions with identifiers.
        for place in
            person.all("affiliation").into_iter().chain(person.all("institution_name"))
        {
            draft.works_at(field, &place.text());
        }
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
