//! Ovid's source line: journal, volume, issue, pages and date, or the book of a chapter, as
//! each database prints them.

use std::sync::LazyLock;

use regex::Regex;

use crate::formats::common::{Draft, catalogue, names, values};
use crate::model::{EntryKind, Field};

/// `2010;14(1):56`, `. 201(2-3):327-334`, `. 8:3-5`.
static PLACE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[;.\s])\s*(?:Vol\.?\s*)?(\d+[A-Za-z]?)(?:\(([^)]*)\))?\s*:\s*([A-Za-z]?\d[\w-]*)").ok()
});
/// `Vol.43(5), Sep 2015, pp. 623-634`, `Vol 28(2) April 2015, 103-106`.
static VOLUME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\bVol\.?\s*(\d+[A-Za-z]?)(?:\(([^)]*)\))?,?\s*[^:;]*?,\s*(?:(?:pp?\.|ArtID)\s*)?([A-Za-z]?\d[\w-]*)").ok()
});
/// Embase: `341 (7767) (pp 270-271), 2010.`, `12 (3) (no pagination), 2011`
static EMBASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\s(\d+[A-Za-z]?)\s*(?:\(([^()]*)\)\s*)?\((?:pp?\.?\s*([A-Za-z]?\d[\w-]*)|no pagination)\)").ok()
});
static ARTICLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"Article Number:\s*([\w./-]*\w)").ok());
static PUBLISHED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"Date of Publication:\s*([^.]*\d{4})").ok());
/// PsycInfo's books: `(2009). Handbook of anxiety. (pp. 45-78). xii, 500 pp. New York, NY,
/// US: Guilford Press; US.`
static BOOK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?P<people>[^()]*?)\.?\s*\((?P<year>(?:1[5-9]|20)\d\d)\)\.?\s*(?P<title>.+?)\.?\s*",
        r"(?:,?\s*(?P<edition>\d+(?:st|nd|rd|th) ed)\.?\s*)?",
        r"(?:\(pp\. (?P<pages>[\d-]+)\)\.?\s*)?",
        r"(?:\b(?P<extent>(?:[ivxlcdm]+, )?(?:\d+|X)) pp\.?\s*)?",
        r"(?:(?P<place>[^:.]+): (?P<publisher>[^:;]+?)(?:; [^;]*)?)?\.?$"
    ))
    .ok()
});
static EDITOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"([^\[\],.]+, [^\[\],]+?) \[Ed(?:itor|\.)?[^\]]*\][.,]?\s*").ok()
});
/// MEDLINE's order: `2010 Jul 1`, `2010 Jan-Feb`.
static YEAR_FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(\d{4} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Fall|Winter)(?:-[A-Z][a-z]+)?(?: \d{1,2})?)\.?$").ok()
});
/// A bare year at the end: `28(19):3152-9, 2010.`
static YEAR_LAST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r",\s*((?:1[5-9]|20)\d\d)\.?$").ok());
static MONTHS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b((?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|spring|summer|fall|autumn|winter)(?:\s*[/-]\s*[a-z]+\.?)?)\s+(?:(\d{1,2}),?\s+)?(\d{4})\b").ok()
});

/// What the source line says.
pub(super) fn source_line(draft: &mut Draft, text: &str) {
    let bookish = matches!(draft.kind, EntryKind::BOOK | EntryKind::CHAPTER)
        || text.contains("[Ed")
        || text.starts_with('(');
    if bookish && book(draft, text) {
        return;
    }
    let numbered = VOLUME.as_ref().is_some_and(|form| form.is_match(text));
    if text.contains("[Ed") || draft.kind == EntryKind::CHAPTER && !numbered {
        return host(draft, text);
    }
    let of = |form: &LazyLock<Option<Regex>>| {
        let found = form.as_ref().and_then(|form| form.captures(text));
        found.and_then(|found| found.get(1)).map_or("", |part| part.as_str()).to_owned()
    };
    draft.date(Field::ISSUED, &of(&PUBLISHED));
    draft.text(Field::EID, &of(&ARTICLE));
    if let Some(date) = printed_date(text) {
        draft.date(Field::ISSUED, &date);
    }
    draft.date(Field::ISSUED, &of(&YEAR_LAST));
    let found = [&*EMBASE, &*PLACE, &*VOLUME]
        .into_iter()
        .filter_map(|form| form.as_ref()?.captures(text))
        .next();
    let Some(found) = found else {
        if draft.kind == EntryKind::BOOK {
            return;
        }
        // `Proceedings of the symposium; 2006. :55-60.`
        let (name, pages) = text.rsplit_once(" :").unwrap_or((text, ""));
        if pages.starts_with(|c: char| c.is_ascii_digit()) {
            draft.text(Field::PAGE, pages.trim_end_matches('.'));
            return journal(draft, name.trim_end_matches([' ', '.']));
        }
        return journal(draft, text.split(". ").next().unwrap_or(text));
    };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    draft.text(Field::VOLUME, part(1));
    draft.text(Field::ISSUE, part(2));
    draft.text(Field::PAGE, &values::full_pages(part(3)));
    let start = found.get(0).map_or(0, |whole| whole.start());
    journal(draft, text.get(..start).unwrap_or(""));
}

/// A book or chapter as PsycInfo prints it; whether it is one.
fn book(draft: &mut Draft, text: &str) -> bool {
    let Some(found) = BOOK.as_ref().and_then(|form| form.captures(text)) else {
        return false;
    };
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str().trim());
    let whole = draft.kind == EntryKind::BOOK && part("pages").is_empty();
    if part("publisher").is_empty() && part("pages").is_empty() && part("extent").is_empty()
    {
        return false;
    }
    if let Some(editors) = EDITOR.as_ref() {
        for found in editors.captures_iter(&format!("{}.", part("people"))) {
            let name = found.get(1).map_or("", |name| name.as_str());
            let name = name.trim_start_matches(['.', ',', ' ', '&']);
            draft.name(Field::EDITOR, names::inverted_initials(name));
        }
    }
    if whole {
        draft.text(Field::TITLE, part("title"));
        let pages = catalogue::pages(&format!("{} p.", part("extent")));
        draft.text(Field::NUMBER_OF_PAGES, &pages.unwrap_or_default());
    } else {
        if draft.kind == EntryKind::BOOK {
            draft.kind = EntryKind::CHAPTER;
        }
        draft.text(Field::CONTAINER_TITLE, part("title"));
    }
    draft.text(Field::EDITION, part("edition"));
    draft.text(Field::PAGE, part("pages"));
    draft.text(Field::PUBLISHER_PLACE, part("place"));
    draft.text(Field::PUBLISHER, part("publisher"));
    draft.date(Field::ISSUED, part("year"));
    true
}

/// Embase's `Journal. Conference: Name of the meeting. Bergen, Norway`: the meeting is taken
/// off and kept.
fn meeting<'a>(draft: &mut Draft, text: &'a str) -> &'a str {
    let Some((journal, meeting)) = text.split_once(". Conference: ") else { return text };
    let meeting = meeting.split(". Conference ").next().unwrap_or(meeting);
    let meeting = meeting.trim().trim_end_matches('.');
    let is_place = |place: &str| !place.contains(|c: char| c.is_ascii_digit() || c == ':');
    match meeting.rsplit_once(". ").filter(|(_, place)| is_place(place)) {
        Some((name, place)) => {
            draft.text(Field::EVENT_TITLE, name);
            draft.text(Field::EVENT_PLACE, place);
        }
        None => draft.text(Field::EVENT_TITLE, meeting),
    }
    journal
}

/// The journal's name, without the date that may follow it.
fn journal(draft: &mut Draft, text: &str) {
    let text = meeting(draft, text);
    let end = MONTHS
        .as_ref()
        .and_then(|months| months.find_iter(text).last())
        .filter(|found| found.end() == text.trim_end().len())
        .map_or(text.len(), |found| found.start());
    let name = text.get(..end).unwrap_or("").trim().trim_end_matches(['.', ',', ';']);
    let bare = name
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end_matches([' ', '.', ',', ';']);
    // `Indian Journal of Nematology; 2008.`
    if name.len() == bare.len() + 6 {
        draft.date(Field::ISSUED, name.get(name.len() - 4..).unwrap_or(""));
    }
    let name = bare;
    draft.text(Field::CONTAINER_TITLE, if name.is_empty() { text } else { name });
}

/// `2015-04`, `2004-11-15`, `2010-01/2010-02` from a month and year as printed.
fn printed_date(text: &str) -> Option<String> {
    if let Some(found) = YEAR_FIRST.as_ref()?.captures_iter(text).last() {
        return found.get(1).map(|date| date.as_str().to_owned());
    }
    let found = MONTHS.as_ref()?.captures_iter(text).last()?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let day = part(2);
    let date = format!(
        "{} {} {day}",
        part(3),
        part(1).replace(['.', '/'], if part(1).contains('/') { "-" } else { "" })
    );
    Some(date.trim().to_owned())
}

/// `Kamp, R. M. [Editor], Calvete, J. J. [Editor]. Methods in protein analysis.:371`.
pub(super) fn host(draft: &mut Draft, text: &str) {
    let mut rest = text;
    if let Some(editors) = EDITOR.as_ref() {
        let mut end = 0;
        for found in editors.captures_iter(text) {
            let name = found.get(1).map_or("", |name| name.as_str());
            draft.name(
                Field::EDITOR,
                names::inverted_initials(name.trim_start_matches(['.', ',', ' '])),
            );
            end = found.get(0).map_or(end, |whole| whole.end());
        }
        rest = text.get(end..).unwrap_or("").trim_start_matches(['.', ' ']);
    }
    if let Some((_, pages)) = rest.split_once("Chapter pagination:") {
        draft.text(Field::PAGE, pages.trim().trim_end_matches('.'));
    }
    let (name, after) =
        match rest.strip_prefix('[').and_then(|inner| inner.split_once(".]")) {
            Some((name, after)) => (format!("[{name}.]"), after),
            None => {
                let end = rest.find(".:").or_else(|| rest.find(". ")).unwrap_or(rest.len());
                (rest.get(..end).unwrap_or("").to_owned(), rest.get(end..).unwrap_or(""))
            }
        };
    draft.text(Field::CONTAINER_TITLE, name.trim_end_matches('.'));
    if let Some(pages) = after.trim_start_matches('.').strip_prefix(':') {
        let pages = pages.split(['.', ';', ' ']).next().unwrap_or("");
        draft.text(Field::PAGE, &values::full_pages(pages));
    }
}
