//! Citavi's project backups (`.ctv5bak`, `.ctv6bak`): a zip archive with one XML file, in which
//! people, publishers, periodicals and keywords stand by themselves and are linked by number.

use rustc_hash::FxHashMap;

use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, names, values, zipped};
use crate::formats::source::ARCHIVE_TEXT;
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "citavi",
    about: "Citavi project backup",
    extensions: &["ctv6bak", "ctv5bak"],
    sniff,
    read: Some(read),
    write: None,
};

/// Reference type, kind; spaces do not count.
#[rustfmt::skip]
static KINDS: &[(&str, EntryKind)] = &[
    ("JournalArticle", EntryKind::ARTICLE_JOURNAL), ("SpecialIssue", EntryKind::PERIODICAL),
    ("NewspaperArticle", EntryKind::ARTICLE_NEWSPAPER), ("Book", EntryKind::BOOK),
    ("BookEdited", EntryKind::EDITED_COLLECTION), ("Contribution", EntryKind::CHAPTER),
    ("ContributionInLegalCommentary", EntryKind::CHAPTER), ("CollectedWorks", EntryKind::BOOK),
    ("ConferenceProceedings", EntryKind::PROCEEDINGS), ("Thesis", EntryKind::THESIS),
    ("UnpublishedWork", EntryKind::MANUSCRIPT), ("Manuscript", EntryKind::MANUSCRIPT),
    ("ArchiveMaterial", EntryKind::MANUSCRIPT), ("InternetDocument", EntryKind::WEBPAGE),
    ("Map", EntryKind::MAP), ("Movie", EntryKind::MOTION_PICTURE), ("Lecture", EntryKind::SPEECH),
    ("Patent", EntryKind::PATENT), ("Standard", EntryKind::STANDARD), ("PressRelease", EntryKind::REPORT),
    ("StatuteOrRegulation", EntryKind::LEGISLATION), ("CourtDecision", EntryKind::LEGAL_CASE),
    ("InterviewMaterial", EntryKind::INTERVIEW), ("PersonalCommunication", EntryKind::PERSONAL_COMMUNICATION),
    ("RadioOrTVBroadcast", EntryKind::BROADCAST), ("RadioPlay", EntryKind::BROADCAST),
    ("AudioBook", EntryKind::SONG), ("MusicAlbum", EntryKind::SONG), ("MusicTrack", EntryKind::SONG),
    ("ComputerSoftware", EntryKind::SOFTWARE), ("SocialMedia", EntryKind::POST), ("Broadcast", EntryKind::BROADCAST),
    ("File", EntryKind::DOCUMENT), ("Unknown", EntryKind::DOCUMENT),
];

/// Element, field.
#[rustfmt::skip]
static FIELDS: &[(&str, Field)] = &[
    ("Title", Field::TITLE), ("Subtitle", Field::SUBTITLE), ("ShortTitle", Field::TITLE_SHORT),
    ("TitleSupplement", Field::TITLEADDON), ("Volume", Field::VOLUME), ("Number", Field::ISSUE),
    ("Edition", Field::EDITION), ("PlaceOfPublication", Field::PUBLISHER_PLACE),
    ("NumberOfVolumes", Field::NUMBER_OF_VOLUMES), ("PageCount", Field::NUMBER_OF_PAGES),
    ("Abstract", Field::ABSTRACT), ("Isbn", Field::ISBN), ("Language", Field::LANGUAGE),
    ("LanguageCode", Field::LANGUAGE), ("PubMedID", Field::PMID), ("OriginalPublication", Field::ORIGINAL_TITLE),
    ("UniformTitle", Field::ORIGINAL_TITLE), ("TranslatedTitle", Field::REPRINTTITLE),
];

/// Element of links, name variable.
static PEOPLE: &[(&str, Field)] = &[
    ("ReferenceAuthors", Field::AUTHOR),
    ("ReferenceEditors", Field::EDITOR),
    ("ReferenceCollaborators", Field::CONTRIBUTOR),
    ("ReferenceOrganizations", Field::AUTHOR),
    ("ReferenceOthersInvolved", Field::CONTRIBUTOR),
];

fn sniff(text: &str) -> u8 {
    let zipped = text.starts_with(ARCHIVE_TEXT) && member_of(text).is_some();
    match (text.contains("<CitaviExchangeData"), zipped) {
        (true, _) => 95,
        (_, true) => 60,
        _ => 0,
    }
}

/// The one XML file of an archive that is nothing else.
fn member_of(text: &str) -> Option<&str> {
    let mut names = text.lines().skip(1);
    let name = names.next()?;
    (names.next().is_none() && name.to_ascii_lowercase().ends_with(".xml")).then_some(name)
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let inner = match (source.archive(), member_of(source.text())) {
        (Some(bytes), Some(name)) => match zipped::member(bytes, name) {
            Ok(bytes) => Source::new(None, bytes).0,
            Err(fault) => return Parsed { diagnostics: vec![fault], ..Parsed::default() },
        },
        _ => source.clone(),
    };
    let (document, diagnostics) = xml::read(inner.text());
    let empty = Element::default();
    let project = Project::new(document.child("CitaviExchangeData").unwrap_or(&empty));
    let mut keys = Keys::default();
    let references = document.path(&["CitaviExchangeData", "References"]).unwrap_or(&empty);
    let entries = references
        .children("Reference")
        .map(|reference| project.entry(reference).finish(&mut keys))
        .collect();
    // Places inside an archive are no places of the file.
    let diagnostics = if source.archive().is_some() { Vec::new() } else { diagnostics };
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// What references are linked to.
struct Project<'a> {
    /// Persons, publishers, keywords, periodicals, series and references by their number.
    things: FxHashMap<&'a str, &'a Element>,
    /// Kind of link and reference; then what it is linked to.
    links: FxHashMap<(&'a str, String), Vec<String>>,
    /// Quotations and thoughts by the reference they are of.
    knowledge: FxHashMap<String, Vec<&'a Element>>,
}

impl<'a> Project<'a> {
    fn new(root: &'a Element) -> Self {
        let mut things = FxHashMap::default();
        let mut links = FxHashMap::default();
        let mut knowledge: FxHashMap<String, Vec<&Element>> = FxHashMap::default();
        for part in root.elements() {
            for element in part.elements() {
                if &*element.name == "OnetoN" {
                    let text = element.text();
                    let mut ids = text.split(';').map(str::to_owned);
                    let from = ids.next().unwrap_or_default();
                    links.insert((&*part.name, from), ids.collect::<Vec<_>>());
                } else if let Some(id) = element.attribute("id") {
                    things.insert(id, element);
                }
                if &*element.name == "KnowledgeItem" {
                    let of = element.text_of("ReferenceID");
                    knowledge.entry(of).or_default().push(element);
                }
            }
        }
        Self { things, links, knowledge }
    }

    fn linked(&self, kind: &'static str, id: &str) -> Vec<&'a Element> {
        let ids = self.links.get(&(kind, id.to_owned()));
        ids.into_iter()
            .flatten()
            .filter_map(|id| self.things.get(id.as_str()).copied())
            .collect()
    }

    fn entry(&self, reference: &'a Element) -> Draft {
        let name: String = reference.text_of("ReferenceType").split(' ').collect();
        let kind = KINDS.iter().find(|(known, _)| *known == name);
        let mut draft = Draft::new(kind.map_or(EntryKind::DOCUMENT, |(_, kind)| *kind));
        draft.key = reference.text_of("CitationKey").split_whitespace().collect();
        let id = reference.attr("id");
        for (element, field) in FIELDS {
            draft.text(*field, &reference.text_of(element));
        }
        self.numbers(&mut draft, reference);
        for (kind, field) in PEOPLE {
            for person in self.linked(kind, id) {
                draft.name(*field, person_name(person));
            }
        }
        for publisher in self.linked("ReferencePublishers", id) {
            draft.text(Field::PUBLISHER, &publisher.text_of("Name"));
        }
        for keyword in self.linked("ReferenceKeywords", id) {
            draft.keyword(&keyword.text_of("Name"));
        }
        self.containers(&mut draft, reference);
        for date in ["Date", "Year", "YearResolved"] {
            draft.date(Field::ISSUED, &reference.text_of(date));
        }
        draft.date(Field::ACCESSED, &reference.text_of("AccessDate"));
        draft.note(&reference.text_of("Notes"));
        self.comments(&mut draft, id);
        draft
    }

    fn numbers(&self, draft: &mut Draft, reference: &Element) {
        draft.doi(&reference.text_of("Doi"));
        draft.doi(&reference.text_of("DOI"));
        let range = reference.child("PageRange").map(Element::text).unwrap_or_default();
        // Start and end have their own `<os>`; the last is the range as printed.
        let start =
            range.rsplit_once("<os>").and_then(|(_, rest)| rest.split("</os>").next());
        draft.text(Field::PAGE, &values::full_pages(start.unwrap_or(&range)));
        draft.text(Field::URL, &reference.text_of("OnlineAddress"));
        for field in ["TableOfContents", "Evaluation", "Rating"] {
            draft.stranger("citavi", field, &reference.text_of(field));
        }
        for number in 1..=9 {
            let name = format!("CustomField{number}");
            draft.stranger("citavi", &name, &reference.text_of(&name));
        }
    }

    /// The journal, the series, and the book that a chapter is of.
    fn containers(&self, draft: &mut Draft, reference: &Element) {
        let by_number = |name: &str| {
            let id = reference.text_of(name);
            self.things.get(id.as_str()).copied()
        };
        if let Some(journal) = by_number("PeriodicalID") {
            let name = journal.text_of("FullName");
            draft.text(Field::CONTAINER_TITLE, if name.is_empty() { "" } else { &name });
            draft.text(Field::CONTAINER_TITLE, &journal.text_of("Name"));
            draft.text(
                Field::CONTAINER_TITLE_SHORT,
                &journal.text_of("StandardAbbreviation"),
            );
            draft.text(Field::ISSN, &journal.text_of("ISSN"));
        }
        if let Some(series) = by_number("SeriesTitleID") {
            draft.text(Field::COLLECTION_TITLE, &series.text_of("Name"));
            if draft.kind.csl() != "article-journal" {
                draft.rename(Field::ISSUE, Field::COLLECTION_NUMBER);
            }
        }
        let parent = self.linked("ReferenceReferences", reference.attr("id"));
        if let Some(book) =
            parent.first().copied().or_else(|| by_number("ParentReferenceID"))
        {
            draft.text(Field::CONTAINER_TITLE, &book.text_of("Title"));
            draft.text(Field::BOOKSUBTITLE, &book.text_of("Subtitle"));
            draft.text(Field::PUBLISHER_PLACE, &book.text_of("PlaceOfPublication"));
            draft.text(Field::ISBN, &book.text_of("Isbn"));
            let id = book.attr("id");
            for person in self.linked("ReferenceEditors", id) {
                draft.name(Field::EDITOR, person_name(person));
            }
            for publisher in self.linked("ReferencePublishers", id) {
                draft.text(Field::PUBLISHER, &publisher.text_of("Name"));
            }
            for date in ["Date", "Year", "YearResolved"] {
                draft.date(Field::ISSUED, &book.text_of(date));
            }
        }
    }

    /// Quotations and thoughts, as a field of their own.
    fn comments(&self, draft: &mut Draft, id: &str) {
        for item in self.knowledge.get(id).into_iter().flatten() {
            let core = item.text_of("CoreStatement");
            let text = item.child("Text").map(Element::raw_text).unwrap_or_default();
            let both = [core.trim(), text.trim()].join(": ");
            draft.stranger("citavi", "knowledge", both.trim_matches([':', ' ']));
        }
    }
}

fn person_name(person: &Element) -> crate::model::Name {
    let given = [person.text_of("FirstName"), person.text_of("MiddleName")];
    let given: Vec<&str> =
        given.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let prefix = person.text_of("Prefix");
    let family = format!("{prefix} {}", person.text_of("LastName"));
    if given.is_empty() {
        return crate::model::Name::literal(family.trim());
    }
    names::person(&family, &given.join(" "), &person.text_of("Suffix"))
}
