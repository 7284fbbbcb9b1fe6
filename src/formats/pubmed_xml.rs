//! PubMed XML: what PubMed and Europe PMC answer (NLM, PubMed DTD).

use crate::formats::common::unread::Unread;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{Date, EntryKind, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "pubmed-xml",
    about: "PubMed XML",
    extensions: &["xml"],
    sniff,
    read: Some(read),
    write: None,
};

fn sniff(start: &str) -> u8 {
    let signs = ["<PubmedArticle", "<PubmedBookArticle", "<MedlineCitation"];
    if signs.iter().any(|sign| start.contains(sign)) { 95 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, mut diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut found = Vec::new();
    let mut unread = Unread::default();
    collect(&document, &mut found, &mut unread);
    let entries = found.into_iter().map(|draft| draft.finish(&mut keys)).collect();
    diagnostics.extend(unread.findings());
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn collect(element: &Element, found: &mut Vec<Draft>, unread: &mut Unread) {
    for child in element.elements() {
        let draft = match &*child.name {
            "PubmedArticle" => article(child),
            "MedlineCitation" => article(element),
            "PubmedBookArticle" => book(child),
            _ => {
                collect(child, found, unread);
                continue;
            }
        };
        unread.xml(child, UNREAD);
        found.push(draft);
    }
}

/// Elements that hold more of the work than a bibliography does.
const UNREAD: &[&str] = &[
    "ReferenceList",
    "ChemicalList",
    "SupplMeshList",
    "QualifierName",
    "DataBankList",
    "OtherAbstract",
    "CoiStatement",
    "PersonalNameSubjectList",
    "GeneSymbolList",
];

fn article(element: &Element) -> Draft {
    let empty = Element::default();
    let citation = element.child("MedlineCitation").unwrap_or(&empty);
    let article = citation.child("Article").unwrap_or(&empty);
    let kinds = article.all("PublicationType");
    let preprint = kinds.iter().any(|kind| kind.text() == "Preprint");
    let rare = [EntryKind::THESIS, EntryKind::DATASET];
    let rare = kinds.iter().find_map(|name| {
        let (_, kind) =
            super::nbib::KINDS.iter().find(|(known, _)| *known == name.text())?;
        rare.contains(kind).then_some(*kind)
    });
    let mut draft = Draft::new(match (preprint, rare) {
        (true, _) => EntryKind::ARTICLE,
        (false, kind) => kind.unwrap_or(EntryKind::ARTICLE_JOURNAL),
    });
    let title = article.child("ArticleTitle").map(Element::rich).unwrap_or_default();
    let title = if title.is_empty() { article.text_of("VernacularTitle") } else { title };
    draft.rich(Field::TITLE, untitled(&title));
    let vernacular = article.text_of("VernacularTitle");
    let vernacular = untitled(&vernacular);
    if draft.get(Field::TITLE).is_some_and(|title| title != vernacular) {
        draft.text(Field::ORIGINAL_TITLE, vernacular);
    }
    people(&mut draft, article);
    let journal = article.child("Journal").unwrap_or(&empty);
    let issue = journal.child("JournalIssue").unwrap_or(&empty);
    if preprint {
        draft.text(Field::PUBLISHER, &journal.text_of("Title"));
    } else {
        draft.text(Field::CONTAINER_TITLE, &journal.text_of("Title"));
        draft.text(Field::CONTAINER_TITLE_SHORT, &journal.text_of("ISOAbbreviation"));
        let info = citation.child("MedlineJournalInfo").unwrap_or(&empty);
        draft.text(Field::CONTAINER_TITLE_SHORT, &info.text_of("MedlineTA"));
    }
    draft.text(Field::ISSN, &journal.text_of("ISSN"));
    draft.text(Field::VOLUME, &issue.text_of("Volume"));
    draft.text(Field::ISSUE, &issue.text_of("Issue"));
    if let Some(date) = issue.child("PubDate").and_then(date) {
        draft.set_date(Field::ISSUED, date);
        let online = article.child("ArticleDate").and_then(self::date);
        if let Some(online) =
            online.filter(|online| draft.get_date(Field::ISSUED).as_ref() != Some(online))
        {
            draft.set_date(Field::AVAILABLE_DATE, online);
        }
    } else if let Some(date) = article.child("ArticleDate").and_then(date) {
        draft.set_date(Field::ISSUED, date);
    }
    pages(&mut draft, article);
    text(&mut draft, article);
    let languages: Vec<String> = article.children("Language").map(Element::text).collect();
    draft.text(Field::LANGUAGE, &languages.join(", "));
    if element.text_at(&["PubmedData", "PublicationStatus"]) == "aheadofprint" {
        draft.text(Field::STATUS, super::nbib::AHEAD_OF_PRINT);
    }
    kept(&mut draft, citation);
    // Versions of an article have numbers of their own; the last is the newest.
    let pmid = citation.children("PMID").last().map(Element::text);
    draft.text(Field::PMID, &pmid.unwrap_or_default());
    identifiers(&mut draft, element, article);
    for keyword in citation.all("DescriptorName").into_iter().chain(citation.all("Keyword"))
    {
        draft.keyword(&keyword.text());
    }
    draft
}

/// What CSL has no variables for: retractions and corrections, ORCID iDs, investigators.
fn kept(draft: &mut Draft, citation: &Element) {
    citation.children("GeneralNote").for_each(|note| draft.note(&note.text()));
    for other in citation.all("CommentsCorrections") {
        let text =
            format!("{} PMID: {}", other.text_of("RefSource"), other.text_of("PMID"));
        draft.stranger("pubmed", other.attr("RefType"), text.trim_end_matches(" PMID: "));
    }
    for person in citation.all("Author") {
        for id in person.children("Identifier").filter(|id| id.attr("Source") != "ORCID") {
            let text = format!("{}: {}", person.text_of("LastName"), id.text());
            draft.stranger("pubmed", id.attr("Source"), &text);
        }
    }
    for person in citation.all("Investigator") {
        let text =
            format!("{}, {}", person.text_of("LastName"), person.text_of("ForeName"));
        draft.stranger("pubmed", "investigator", &text);
    }
    for grant in citation.all("Grant") {
        let text = format!("{} {}", grant.text_of("GrantID"), grant.text_of("Agency"));
        draft.stranger("pubmed", "grant", text.trim());
    }
}

/// A title without the full stop that MEDLINE adds; brackets mark a translation.
fn untitled(title: &str) -> &str {
    let title = title.trim();
    let title =
        title.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(title);
    let inner = title.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.map_or(title, |inner| inner.strip_suffix('.').unwrap_or(inner))
}

fn people(draft: &mut Draft, article: &Element) {
    for list in article.children("AuthorList") {
        let editors = matches!(list.attr("Type"), "editors");
        for author in list.children("Author") {
            let field = if editors { Field::EDITOR } else { Field::AUTHOR };
            let collective = author.text_of("CollectiveName");
            let family = author.text_of("LastName");
            let given = ["ForeName", "FirstName", "Initials"]
                .iter()
                .map(|name| author.text_of(name))
                .find(|text| !text.is_empty())
                .unwrap_or_default();
            let name = if collective.is_empty() {
                names::person(&family, &names::stopped(&given), &author.text_of("Suffix"))
            } else {
                Name::literal(&collective)
            };
            let orcid =
                author.children("Identifier").find(|id| id.attr("Source") == "ORCID");
            draft.person(field, name, &orcid.map(Element::text).unwrap_or_default());
            for place in author.all("Affiliation") {
                draft.works_at(field, &place.text());
            }
        }
        if list.attr("CompleteYN") == "N" {
            draft.name(if editors { Field::EDITOR } else { Field::AUTHOR }, Name::Others);
        }
    }
}

/// Year, month and day, or MEDLINE's words for what is no day.
fn date(element: &Element) -> Option<Date> {
    let words = element.text_of("MedlineDate");
    if !words.is_empty() {
        return values::date(&words);
    }
    let year = element.text_of("Year").parse().ok();
    let month = element.text_of("Month");
    let season = element.text_of("Season");
    let named = values::named(&month).or_else(|| values::named(&season));
    let month = named.or_else(|| month.parse().ok()).unwrap_or(0);
    let day = element.text_of("Day").parse().unwrap_or(0);
    values::parts(year, month, day)
}

fn pages(draft: &mut Draft, article: &Element) {
    let range = article.text_at(&["Pagination", "MedlinePgn"]);
    if range.is_empty() {
        let (first, last) = (
            article.text_at(&["Pagination", "StartPage"]),
            article.text_at(&["Pagination", "EndPage"]),
        );
        draft.pages(&first, &last);
    } else {
        draft.text(Field::PAGE, &values::full_pages(&range));
    }
    let number = article.children("ELocationID").find(|id| id.attr("EIdType") == "pii");
    if let Some(number) = number
        && !draft.has(Field::PAGE)
        && draft.kind == EntryKind::ARTICLE_JOURNAL
    {
        draft.text(Field::PAGE, &number.text());
    }
}

fn text(draft: &mut Draft, article: &Element) {
    let part = |part: &Element| {
        let (label, text) = (part.attr("Label"), part.text());
        // NLM's word for a part that has no label.
        let label = if label.eq_ignore_ascii_case("UNLABELLED") { "" } else { label };
        if label.is_empty() { text } else { format!("{label}: {text}") }
    };
    let parts: Vec<String> = article
        .child("Abstract")
        .map(|text| text.children("AbstractText").map(part).collect())
        .unwrap_or_default();
    draft.text(Field::ABSTRACT, &parts.join("\n"));
    draft.text(Field::LICENSE, &article.text_at(&["Abstract", "CopyrightInformation"]));
}

fn identifiers(draft: &mut Draft, element: &Element, article: &Element) {
    for id in article.children("ELocationID").filter(|id| id.attr("EIdType") == "doi") {
        draft.doi(&id.text());
    }
    let list = element.path(&["PubmedData", "ArticleIdList"]);
    for id in list.iter().flat_map(|list| list.children("ArticleId")) {
        match id.attr("IdType") {
            "doi" => {
                draft.doi(&id.text());
            }
            "pmc" | "pmcid" => draft.text(Field::PMCID, &id.text()),
            "pubmed" => draft.text(Field::PMID, &id.text()),
            _ => {}
        }
    }
}

fn book(element: &Element) -> Draft {
    let empty = Element::default();
    let document = element.child("BookDocument").unwrap_or(&empty);
    let book = document.child("Book").unwrap_or(&empty);
    let part = document.text_of("ArticleTitle");
    let title = book.child("BookTitle").map(Element::rich).unwrap_or_default();
    let mut draft = Draft::new(EntryKind::BOOK);
    if part.is_empty() {
        draft.rich(Field::TITLE, untitled(&title));
    } else {
        draft.kind = EntryKind::CHAPTER;
        draft.rich(Field::TITLE, untitled(&part));
        draft.rich(Field::CONTAINER_TITLE, untitled(&title));
    }
    people(&mut draft, document);
    people(&mut draft, book);
    draft.text(Field::PUBLISHER, &book.text_at(&["Publisher", "PublisherName"]));
    let place = book.text_at(&["Publisher", "PublisherLocation"]);
    draft.text(Field::PUBLISHER_PLACE, &place);
    draft.text(Field::COLLECTION_TITLE, &book.text_of("CollectionTitle"));
    draft.text(Field::VOLUME, &book.text_of("Volume"));
    draft.text(Field::EDITION, &book.text_of("Edition"));
    draft.text(Field::NUMBER, &book.text_of("ReportNumber"));
    draft.text(Field::VOLUME_TITLE, &book.text_of("VolumeTitle"));
    draft.text(Field::MEDIUM, &book.text_of("Medium"));
    for label in document.children("LocationLabel").filter(|l| l.attr("Type") == "chapter")
    {
        let text = label.text();
        draft.text(Field::CHAPTER_NUMBER, text.trim_start_matches("Chapter").trim());
    }
    let dates = [
        book.child("PubDate"),
        document.child("ContributionDate"),
        book.child("BeginningDate"),
    ];
    if let Some(date) = dates.into_iter().flatten().find_map(date) {
        draft.set_date(Field::ISSUED, date);
    }
    for isbn in book.children("Isbn") {
        values::isbns(&isbn.text()).iter().for_each(|n| draft.number(Field::ISBN, n));
    }
    for id in book.children("ELocationID").filter(|id| id.attr("EIdType") == "doi") {
        draft.doi(&id.text());
    }
    pages(&mut draft, document);
    text(&mut draft, document);
    draft.text(Field::LANGUAGE, &document.text_of("Language"));
    draft.text(Field::PMID, &document.text_of("PMID"));
    let ids = document.child("ArticleIdList");
    for id in ids.iter().flat_map(|list| list.children("ArticleId")) {
        match id.attr("IdType") {
            "doi" => {
                draft.doi(&id.text());
            }
            "bookaccession" => {
                let number = id.text();
                let address = format!("http://www.ncbi.nlm.nih.gov/books/{number}/");
                draft.text(Field::CALL_NUMBER, &number);
                draft.text(Field::URL, &address);
            }
            _ => {}
        }
    }
    document.all("Keyword").iter().for_each(|keyword| draft.keyword(&keyword.text()));
    draft
}
