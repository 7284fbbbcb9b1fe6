//! Ex Libris Primo's normalised records (PNX): what is shown in `display`, and the same as
//! OpenURL's fields in `addata`, which win where both say it.

use std::sync::LazyLock;

use regex::Regex;

use crate::formats::common::tables::role;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, catalogue, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "primo",
    about: "Primo's normalised XML (PNX)",
    extensions: &["pnx"],
    sniff,
    read: Some(read),
    write: None,
};

/// Type in `display`, kind.
#[rustfmt::skip]
static KINDS: &[(&str, EntryKind)] = &[
    ("article", EntryKind::ARTICLE_JOURNAL), ("magazinearticle", EntryKind::ARTICLE_MAGAZINE),
    ("newspaper_article", EntryKind::ARTICLE_NEWSPAPER), ("newspaperarticle", EntryKind::ARTICLE_NEWSPAPER),
    ("book", EntryKind::BOOK), ("books", EntryKind::BOOK), ("ebook", EntryKind::BOOK), ("ebooks", EntryKind::BOOK),
    ("buch", EntryKind::BOOK), ("pbook", EntryKind::BOOK), ("pbooks", EntryKind::BOOK), ("book_ebook", EntryKind::BOOK),
    ("print_book", EntryKind::BOOK), ("score", EntryKind::MUSICAL_SCORE),
    ("book_chapter", EntryKind::CHAPTER), ("bookitem", EntryKind::CHAPTER),
    ("journal", EntryKind::PERIODICAL), ("journals", EntryKind::PERIODICAL),
    ("conference_proceeding", EntryKind::PAPER_CONFERENCE), ("dissertation", EntryKind::THESIS),
    ("thesis", EntryKind::THESIS), ("report", EntryKind::REPORT), ("technical_report", EntryKind::REPORT),
    ("government_document", EntryKind::REPORT), ("review", EntryKind::REVIEW),
    ("reference_entry", EntryKind::ENTRY_ENCYCLOPEDIA), ("audio", EntryKind::SONG), ("sound_recording", EntryKind::SONG),
    ("audiobook", EntryKind::SONG), ("music_recording", EntryKind::SONG), ("video", EntryKind::VIDEO), ("dvd", EntryKind::VIDEO),
    ("videos", EntryKind::VIDEO), ("film", EntryKind::MOTION_PICTURE), ("map", EntryKind::MAP), ("maps", EntryKind::MAP),
    ("image", EntryKind::GRAPHIC), ("images", EntryKind::GRAPHIC), ("patent", EntryKind::PATENT), ("standard", EntryKind::STANDARD),
    ("dataset", EntryKind::DATASET), ("statistical_data_set", EntryKind::DATASET), ("web_resource", EntryKind::WEBPAGE),
    ("website", EntryKind::WEBPAGE), ("legal_document", EntryKind::LEGISLATION), ("case", EntryKind::LEGAL_CASE),
    ("manuscript", EntryKind::MANUSCRIPT), ("text_resource", EntryKind::DOCUMENT),
];

/// `XXX, 575 S.`, `xxi-300 p.`, `293 Seiten`.
static EXTENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b([ivxlcdm]+)\s*[,+-]\s*)?\b(\d+)\s*(?:p\b|pp\b|s\b|pages?\b|seiten\b|blatt\b)").ok()
});

/// `Journal, 2004-03, Vol.12 (3), p.1-19`; all behind the name may be absent.
static HOST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(.+?)(?:, (\d{4}(?:-\d\d){0,2}))?(?:, Vol\.?\s*(\w+))?(?:\s*\(([^()]+)\))?(?:, pp?\.\s*([\w-]+))?$",
    )
    .ok()
});

fn sniff(start: &str) -> u8 {
    let xml = start.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    let named = start.contains("exlibrisgroup.com/xsd/primo");
    let shaped = start.contains("<display>")
        && (start.contains("<control>") || start.contains("<addata>"));
    match (xml, named, shaped) {
        (true, true, _) => 95,
        (true, _, true) => 85,
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let records = document.holders("display");
    let entries = records.into_iter().map(|record| one(record).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// The text of an element before the subfields that follow it (`$$Q`).
fn shown(record: &Element, name: &str) -> String {
    record
        .path(&["display", name])
        .map(|element| plain(&element.text()))
        .unwrap_or_default()
}

fn plain(text: &str) -> String {
    text.split("$$").find(|part| !part.is_empty()).unwrap_or("").trim().to_owned()
}

/// The value of a subfield: `$$V 3161486617`.
fn subfield(text: &str, code: char) -> Option<String> {
    let part = text.split("$$").skip(1).find(|part| part.starts_with(code))?;
    Some(part.get(code.len_utf8()..)?.trim().to_owned())
}

fn added(record: &Element, name: &str) -> String {
    record.text_at(&["addata", name])
}

fn one(record: &Element) -> Draft {
    let mut draft = Draft::new(kind(record));
    titles(&mut draft, record);
    people(&mut draft, record);
    dates(&mut draft, record);
    #[rustfmt::skip]
    let fields = [
        ("volume", Field::VOLUME), ("issue", Field::ISSUE), ("pages", Field::PAGE),
        ("jtitle", Field::CONTAINER_TITLE), ("stitle", Field::CONTAINER_TITLE_SHORT),
        ("pmid", Field::PMID), ("cop", Field::PUBLISHER_PLACE), ("pub", Field::PUBLISHER),
        ("edition", Field::EDITION),
    ];
    for (name, field) in fields {
        draft.text(field, &added(record, name));
    }
    draft.pages(&added(record, "spage"), &added(record, "epage"));
    draft.doi(&added(record, "doi"));
    publisher(&mut draft, &shown(record, "publisher"));
    draft.text(Field::EDITION, &shown(record, "edition"));
    draft.text(Field::LANGUAGE, &shown(record, "language"));
    let descriptions: Vec<String> = record
        .child("display")
        .into_iter()
        .flat_map(|display| display.children("description"))
        .map(|text| plain(&text.text()))
        .collect();
    // All that is shown, unless `addata` has more.
    let (shown_text, text) = (descriptions.join(", "), added(record, "abstract"));
    draft.text(
        Field::ABSTRACT,
        if text.len() > shown_text.len() { &text } else { &shown_text },
    );
    draft.note(&added(record, "notes"));
    series(&mut draft, &added(record, "seriestitle"));
    thesis(&mut draft, record);
    shown_only(&mut draft, record);
    numbers(&mut draft, record);
    extent(&mut draft, &shown(record, "format"));
    for subject in
        record.path(&["search"]).into_iter().flat_map(|search| search.children("subject"))
    {
        draft.keyword(&subject.text());
    }
    call_numbers(&mut draft, record);
    draft.text(Field::SOURCE, &record.text_at(&["control", "sourceid"]));
    draft.key = record.text_at(&["control", "recordid"]);
    draft
}

fn kind(record: &Element) -> EntryKind {
    let named = |name: String| {
        let name = name.to_lowercase().replace(' ', "_");
        KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    };
    let ris = added(record, "ristype");
    let by_ris = crate::formats::ris::tables::KINDS.iter().find(|(name, _)| *name == ris);
    named(shown(record, "type"))
        .or_else(|| named(record.text_at(&["facets", "rsrctype"])))
        .or_else(|| by_ris.map(|(_, kind)| *kind))
        .or_else(|| named(added(record, "genre")))
        .unwrap_or(EntryKind::DOCUMENT)
}

fn titles(draft: &mut Draft, record: &Element) {
    let title = shown(record, "title");
    // What follows ` / ` in a catalogue's title says who is responsible.
    // Words that were searched for are marked up.
    let title = values::html_text(&title);
    let title = title.split(" / ").next().unwrap_or("").trim_end_matches([' ', '.', ':']);
    draft.rich(Field::TITLE, &title.replace(" : ", ": "));
    for name in ["atitle", "btitle", "title"] {
        draft.rich(Field::TITLE, &added(record, name));
    }
    if draft.kind.csl() == "chapter" || draft.kind.csl() == "paper-conference" {
        draft.rich(Field::CONTAINER_TITLE, &added(record, "btitle"));
    }
}

fn people(draft: &mut Draft, record: &Element) {
    let list = |name: &str| -> Vec<String> {
        let addata = record.child("addata");
        addata
            .into_iter()
            .flat_map(|addata| addata.children(name))
            .map(Element::text)
            .collect()
    };
    let authors = list("au");
    let field = if authors.is_empty() { Field::AUTHOR } else { Field::CONTRIBUTOR };
    let folded =
        |name: &str| -> String { name.chars().filter(|c| c.is_alphanumeric()).collect() };
    let mut seen: Vec<String> = Vec::new();
    // The same name comes with and without its comma.
    let (good, bare): (Vec<_>, Vec<_>) =
        authors.into_iter().partition(|name| name.contains(','));
    let authors = good.into_iter().chain(bare).map(|name| (Field::AUTHOR, name));
    let shown_names = shown_names(record);
    let added = list("addau")
        .into_iter()
        .map(|name| (shown_role(&shown_names, &name).unwrap_or(field), name));
    for (field, name) in authors.chain(added) {
        if !seen.contains(&folded(&name)) {
            seen.push(folded(&name));
            draft.name(field, names::inverted_initials(&name));
        }
    }
    for corporate in list("aucorp") {
        draft.name(Field::AUTHOR, crate::model::Name::literal(&corporate));
    }
    if seen.is_empty() && draft.names(Field::AUTHOR).is_empty() {
        for (element, field) in
            [("creator", Field::AUTHOR), ("contributor", Field::CONTRIBUTOR)]
        {
            for shown in
                record.child("display").into_iter().flat_map(|d| d.children(element))
            {
                for name in plain(&shown.text()).split(" ; ") {
                    let (name, role) = with_role(name);
                    let name = names::inverted_initials(without_years(name));
                    draft.name(role.unwrap_or(field), name);
                }
            }
        }
    }
}

/// Creators and contributors as they are shown, with years and roles.
fn shown_names(record: &Element) -> Vec<String> {
    let display = record.child("display").into_iter();
    let both = display.flat_map(|d| d.children("creator").chain(d.children("contributor")));
    both.flat_map(|shown| {
        let text = plain(&shown.text());
        text.split(" ; ").map(str::to_owned).collect::<Vec<_>>()
    })
    .collect()
}

/// The role that is shown for a name of `addata`.
fn shown_role(shown: &[String], name: &str) -> Option<Field> {
    let few = shown.iter().take(500);
    few.into_iter().find(|text| text.starts_with(name)).and_then(|text| with_role(text).1)
}

/// `Dir, Ector, film director`, `Novak, Jana (editor)`: a name and its role.
fn with_role(text: &str) -> (&str, Option<Field>) {
    let text = text.trim().trim_end_matches('.');
    let cut = text.rfind([',', '(', '[', '<']).unwrap_or(text.len());
    let (name, word) = text.split_at_checked(cut).unwrap_or((text, ""));
    let role = role(word.trim_matches([',', '(', ')', '[', ']', '<', '>', ' ']));
    if role.is_some() { (name.trim_end_matches([',', ' ']), role) } else { (text, None) }
}

/// The exact date of `addata`, its year, or the year that is shown.
fn dates(draft: &mut Draft, record: &Element) {
    // Of books the day is when the provider put them on line.
    let article = draft.kind.csl().starts_with("article");
    let exact =
        Some(added(record, "date")).filter(|date| article && date.get(4..5) == Some("-"));
    let years = [added(record, "risdate"), added(record, "date")];
    for date in exact.into_iter().chain(years) {
        draft.date(Field::ISSUED, date.trim_matches(['[', ']', 'c', '.', '©']));
    }
    let date = catalogue::date(&shown(record, "creationdate"));
    if let Some(date) = date.filter(|_| !draft.has(Field::ISSUED)) {
        draft.set_date(Field::ISSUED, date);
    }
}

/// Degree, university and advisor.
fn thesis(draft: &mut Draft, record: &Element) {
    if draft.kind != EntryKind::THESIS {
        return;
    }
    draft.text(Field::GENRE, &added(record, "degree"));
    draft.text(Field::PUBLISHER, &added(record, "inst"));
    let advisor = added(record, "advisor");
    if !advisor.is_empty() {
        draft.name(Field::CONTRIBUTOR, names::inverted_initials(&advisor));
    }
    if let Some(said) = catalogue::thesis(&shown(record, "description")) {
        draft.text(Field::GENRE, &said.genre);
        draft.text(Field::PUBLISHER, &said.school);
    }
}

/// What stands in `display` alone where `addata` has nothing: identifiers, the series, the
/// journal in one line, the size.
fn shown_only(draft: &mut Draft, record: &Element) {
    let Some(display) = record.child("display") else { return };
    for element in display.children("identifier") {
        // `$$CISSN$$V1234-5679;$$CDOI$$V10.1000/oz`
        for part in element.text().split("$$C").filter(|part| !part.is_empty()) {
            let (kind, value) = part.split_once("$$V").unwrap_or(("", part));
            let value = value.trim().trim_end_matches(';');
            match kind.trim().to_ascii_uppercase().as_str() {
                "DOI" => draft.doi(value),
                "PMID" => draft.text(Field::PMID, value),
                "ISMN" => draft.text(Field::ISMN, value),
                "" if draft.kind == EntryKind::PATENT => draft.text(Field::NUMBER, value),
                _ => {}
            }
        }
    }
    let series = display.children("relation").map(Element::text);
    for text in series.filter(|text| text.contains("$$Cseries")) {
        self::series(draft, &subfield(&text, 'V').unwrap_or_default());
    }
    let host = plain(&display.text_of("ispartof"));
    if matches!(draft.kind.csl(), "article-journal" | "chapter") && !host.is_empty() {
        is_part_of(draft, &host);
    }
    if matches!(draft.kind.csl(), "map" | "motion_picture" | "song" | "graphic") {
        draft.text(Field::DIMENSIONS, &shown(record, "format"));
    }
    let link = record.path(&["links", "linktorsrc"]).map(Element::text).unwrap_or_default();
    let address = subfield(&link, 'U').filter(|address| address.starts_with("http"));
    draft.text(Field::URL, &address.unwrap_or_default());
}

/// `Atmospheric Letters, 2004-03, Vol.12 (3), p.1-19`
fn is_part_of(draft: &mut Draft, text: &str) {
    let Some(found) = HOST.as_ref().and_then(|host| host.captures(text)) else {
        return draft.text(Field::CONTAINER_TITLE, text);
    };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    draft.text(Field::CONTAINER_TITLE, part(1));
    draft.date(Field::ISSUED, part(2));
    draft.text(Field::VOLUME, part(3));
    draft.text(Field::ISSUE, part(4));
    draft.text(Field::PAGE, part(5));
}

/// `Beck, Simone, 1904-1991.` is `Beck, Simone`; so with `[Verf.]`.
fn without_years(name: &str) -> &str {
    let name = name.split(['[', '<']).next().unwrap_or(name);
    let end = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    name.get(..end).unwrap_or(name).trim().trim_end_matches([',', '.'])
}

/// `New York : Knopf, 1961-70.`, `Tübingen Mohr Siebeck`
fn publisher(draft: &mut Draft, text: &str) {
    let place = draft.get(Field::PUBLISHER_PLACE).unwrap_or_default();
    let (town, name) = match text.split_once(" : ") {
        Some((town, name)) => (town, name),
        None if !place.is_empty() => ("", text.strip_prefix(&place).unwrap_or(text)),
        None => ("", text),
    };
    let year = name.rfind(',').filter(|at| {
        name.get(at + 1..).is_some_and(|rest| rest.chars().any(|c| c.is_ascii_digit()))
    });
    let name = name.get(..year.unwrap_or(name.len())).unwrap_or(name);
    draft.text(Field::PUBLISHER_PLACE, town);
    draft.text(Field::PUBLISHER, name.trim().trim_end_matches(['.', ',']));
}

/// `Jus publicum; 138`
fn series(draft: &mut Draft, text: &str) {
    let (title, number) = text.split_once(';').unwrap_or((text, ""));
    draft.text(Field::COLLECTION_TITLE, title);
    draft.text(Field::COLLECTION_NUMBER, number);
}

/// The first ISBN and ISSN; as searched they have no hyphens.
fn numbers(draft: &mut Draft, record: &Element) {
    for (names, field) in
        [(["isbn", "eisbn"], Field::ISBN), (["issn", "eissn"], Field::ISSN)]
    {
        let found =
            names.iter().map(|name| added(record, name)).find(|value| !value.is_empty());
        let found = found.unwrap_or_else(|| {
            record.path(&["search", names[0]]).map(Element::text).unwrap_or_default()
        });
        match field {
            Field::ISBN => draft.text(field, &found.replace('-', "")),
            _ => {
                draft.text(field, values::issns(&found).first().map_or("", String::as_str))
            }
        }
    }
}

fn extent(draft: &mut Draft, text: &str) {
    let Some(found) = EXTENT.as_ref().and_then(|extent| extent.captures(text)) else {
        return;
    };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let pages = match part(1) {
        "" => part(2).to_owned(),
        roman => format!("{}+{}", roman.to_lowercase(), part(2)),
    };
    draft.text(Field::NUMBER_OF_PAGES, &pages);
}

/// The shelf marks of the copies, each once: `$$2(341 PH 4520 C672 )`.
fn call_numbers(draft: &mut Draft, record: &Element) {
    let mut found: Vec<String> = Vec::new();
    // The index of call numbers has them in the library's own order.
    for entry in record.child("browse").into_iter().flat_map(|b| b.children("callnumber")) {
        let mark = subfield(&entry.text(), 'D').unwrap_or_default();
        if !mark.is_empty() && !found.contains(&mark) {
            found.push(mark);
        }
    }
    for copy in record.child("display").into_iter().flat_map(|d| d.children("availlibrary"))
    {
        let mark = subfield(&copy.text(), '2').unwrap_or_default();
        let mark = mark.trim_matches(['(', ')', ' ']).to_owned();
        if !mark.is_empty() && !found.contains(&mark) {
            found.push(mark);
        }
    }
    for copy in record.all("callNumber") {
        let mark = copy.text().trim_matches(['(', ')', ' ']).to_owned();
        if found.is_empty() && !mark.is_empty() {
            found.push(mark);
        }
    }
    draft.text(Field::CALL_NUMBER, &found.join(", "));
}
