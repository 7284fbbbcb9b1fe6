//! Word's `Sources.xml` (Office Open XML, Part 1, 22.6, Bibliography).

use crate::formats::bibtex;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "word-xml",
    about: "Word's Sources.xml",
    extensions: &["xml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Source type, kind. The first row of a kind is written.
pub(crate) static KINDS: &[(&str, K)] = &[
    ("JournalArticle", K::ARTICLE_JOURNAL),
    ("ArticleInAPeriodical", K::ARTICLE_MAGAZINE),
    ("Book", K::BOOK),
    ("BookSection", K::CHAPTER),
    ("ConferenceProceedings", K::PAPER_CONFERENCE),
    ("Report", K::REPORT),
    ("InternetSite", K::WEBPAGE),
    ("DocumentFromInternetSite", K::WEBPAGE),
    ("ElectronicSource", K::SOFTWARE),
    ("Art", K::GRAPHIC),
    ("SoundRecording", K::SONG),
    ("Performance", K::PERFORMANCE),
    ("Film", K::MOTION_PICTURE),
    ("Interview", K::INTERVIEW),
    ("Patent", K::PATENT),
    ("Case", K::LEGAL_CASE),
    ("Misc", K::DOCUMENT),
];

/// Element, kinds it is for (`*` all), field. The first row that fits is read and written.
pub(crate) static FIELDS: &[(&str, &str, Field)] = &[
    ("Title", "*", Field::TITLE),
    ("PeriodicalTitle", "article-magazine", Field::CONTAINER_TITLE),
    ("BookTitle", "chapter", Field::CONTAINER_TITLE),
    ("ConferenceName", "paper-conference", Field::CONTAINER_TITLE),
    ("InternetSiteTitle", "webpage", Field::CONTAINER_TITLE),
    ("Reporter", "legal_case", Field::CONTAINER_TITLE),
    ("AlbumTitle", "song", Field::CONTAINER_TITLE),
    ("BroadcastTitle", "interview", Field::CONTAINER_TITLE),
    ("JournalName", "*", Field::CONTAINER_TITLE),
    ("PublicationTitle", "*", Field::CONTAINER_TITLE),
    ("ShortTitle", "*", Field::TITLE_SHORT),
    ("Volume", "*", Field::VOLUME),
    ("Issue", "*", Field::ISSUE),
    ("Pages", "*", Field::PAGE),
    ("Edition", "*", Field::EDITION),
    ("NumberVolumes", "*", Field::NUMBER_OF_VOLUMES),
    ("ChapterNumber", "*", Field::CHAPTER_NUMBER),
    ("Distributor", "motion_picture", Field::PUBLISHER),
    ("Publisher", "*", Field::PUBLISHER),
    ("Institution", "report", Field::PUBLISHER),
    ("ProductionCompany", "song", Field::PUBLISHER),
    ("Theater", "performance", Field::EVENT_PLACE),
    ("StandardNumber", "*", Field::ISBN),
    ("PatentNumber", "patent", Field::NUMBER),
    ("CaseNumber", "legal_case", Field::NUMBER),
    ("RecordingNumber", "song", Field::NUMBER),
    ("Court", "legal_case", Field::AUTHORITY),
    ("Medium", "*", Field::MEDIUM),
    ("ThesisType", "*", Field::GENRE),
    ("Type", "*", Field::GENRE),
    ("URL", "*", Field::URL),
    ("DOI", "*", Field::DOI),
    ("Version", "*", Field::VERSION),
    ("AbbreviatedCaseNumber", "*", Field::TITLE_SHORT),
];

const NAMES: &[(&str, Field)] = &[
    ("Author", Field::AUTHOR),
    ("BookAuthor", Field::CONTAINER_AUTHOR),
    ("Editor", Field::EDITOR),
    ("Translator", Field::TRANSLATOR),
    ("Compiler", Field::COMPILER),
    ("Composer", Field::COMPOSER),
    ("Conductor", Field::CONTRIBUTOR),
    ("Counsel", Field::CONTRIBUTOR),
    ("Director", Field::DIRECTOR),
    ("Interviewee", Field::AUTHOR),
    ("Interviewer", Field::INTERVIEWER),
    ("Inventor", Field::AUTHOR),
    ("Artist", Field::AUTHOR),
    ("Performer", Field::PERFORMER),
    ("ProducerName", Field::PRODUCER),
    ("Writer", Field::SCRIPT_WRITER),
];

const NAMESPACE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography";

fn sniff(start: &str) -> u8 {
    if start.contains("officeDocument/2006/bibliography")
        || start.contains("bibliography/2006")
    {
        95
    } else if start.contains("SourceType>") && start.contains("Sources") {
        80
    } else {
        0
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let sources = document.all("Source");
    let entries = sources.into_iter().map(|source| one(source).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn fits(kinds: &str, kind: K) -> bool {
    kinds == "*" || kinds == kind.csl()
}

fn one(source: &Element) -> Draft {
    let name = source.text_of("SourceType");
    let kind = KINDS.iter().find(|(known, _)| *known == name);
    let mut draft = Draft::new(kind.map_or(K::DOCUMENT, |(_, kind)| *kind));
    // JabRef says which BibTeX type it had.
    let own = bibtex::map::kind_of(&source.text_of("BIBTEX_Entry"));
    if own.is_known() {
        draft.kind = own;
    }
    draft.key = source.text_of("Tag");
    if let Some(outer) = source.child("Author") {
        for list in outer.elements() {
            if let Some((_, field)) = NAMES.iter().find(|(name, _)| *name == &*list.name) {
                people(&mut draft, list, *field);
            }
        }
    }
    for element in source.elements() {
        field(&mut draft, element);
    }
    date(&mut draft, source, "", Field::ISSUED);
    date(&mut draft, source, "Accessed", Field::ACCESSED);
    draft
}

fn people(draft: &mut Draft, list: &Element, field: Field) {
    for person in list.all("Person") {
        let given = [person.text_of("First"), person.text_of("Middle")];
        let given =
            given.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>();
        let (family, given) = (person.text_of("Last"), given.join(" "));
        draft.name(field, names::person(&family, &given, ""));
    }
    for institution in list.children("Corporate") {
        draft.name(field, Name::literal(&institution.text()));
    }
}

fn field(draft: &mut Draft, element: &Element) {
    let text = element.text();
    match &*element.name {
        "City" | "StateProvince" | "CountryRegion" => {
            let field = if draft.kind.csl() == "paper-conference"
                && draft.has(Field::EVENT_PLACE)
            {
                Field::EVENT_PLACE
            } else {
                Field::PUBLISHER_PLACE
            };
            match draft.get(field) {
                Some(before) => draft.replace(field, &format!("{before}, {text}")),
                None => draft.text(field, &text),
            }
        }
        "Comments" => draft.note(&element.raw_text()),
        "LCID" => match language(&text) {
            "" if text != "0" => draft.stranger("word", "LCID", &text),
            tag => draft.text(Field::LANGUAGE, tag),
        },
        "StandardNumber" => {
            let (books, serials) = (values::isbns(&text), values::issns(&text));
            books.iter().for_each(|number| draft.number(Field::ISBN, number));
            if books.is_empty() {
                serials.iter().for_each(|number| draft.number(Field::ISSN, number));
            }
            draft.doi_in(&text);
            if books.is_empty() && serials.is_empty() && values::doi(&text).is_none() {
                draft.stranger("word", "StandardNumber", &text);
            }
        }
        // JabRef's own elements, for what Word lacks.
        "BIBTEX_KeyWords" => {
            text.split([';', ',']).for_each(|word| draft.keyword(word));
        }
        "BIBTEX_Abstract" => draft.text(Field::ABSTRACT, &text),
        "BIBTEX_Series" => draft.text(Field::COLLECTION_TITLE, &text),
        "Author" | "SourceType" | "Tag" | "Guid" | "RefOrder" | "BIBTEX_Entry" => {}
        name if name.starts_with("Year")
            || name.starts_with("Month")
            || name.starts_with("Day") => {}
        name => {
            let row = FIELDS
                .iter()
                .find(|(known, kinds, _)| *known == name && fits(kinds, draft.kind));
            match row {
                Some((_, _, field)) => draft.text(*field, &text),
                None => draft.stranger("word", name, &text),
            }
        }
    }
}

/// Windows language numbers (MS-LCID) of the languages most asked for.
const LANGUAGES: &[(&str, &str)] = &[
    ("1033", "en-US"),
    ("2057", "en-GB"),
    ("1031", "de-DE"),
    ("2055", "de-CH"),
    ("3079", "de-AT"),
    ("1036", "fr-FR"),
    ("3082", "es-ES"),
    ("1040", "it-IT"),
    ("1043", "nl-NL"),
    ("1046", "pt-BR"),
    ("2070", "pt-PT"),
    ("1030", "da-DK"),
    ("1053", "sv-SE"),
    ("1044", "nb-NO"),
    ("1045", "pl-PL"),
    ("1049", "ru-RU"),
    ("1041", "ja-JP"),
    ("2052", "zh-CN"),
];

/// BibLaTeX's names of languages and the numbers of the countries they are named after.
const LANGUAGE_NAMES: &[(&str, &str)] = &[
    ("english", "1033"),
    ("american", "1033"),
    ("usenglish", "1033"),
    ("british", "2057"),
    ("ukenglish", "2057"),
    ("german", "1031"),
    ("ngerman", "1031"),
    ("austrian", "3079"),
    ("french", "1036"),
    ("spanish", "3082"),
    ("italian", "1040"),
    ("dutch", "1043"),
    ("portuguese", "2070"),
    ("brazilian", "1046"),
    ("danish", "1030"),
    ("swedish", "1053"),
    ("norwegian", "1044"),
    ("polish", "1045"),
    ("russian", "1049"),
    ("japanese", "1041"),
];

/// The number of a language: by its tag, by the tag's first part, by name. What another tag
/// comes back from is kept in the note too.
fn language_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let Some(text) = crate::model::variable::text(claims.entry, Field::LANGUAGE) else {
        return;
    };
    let wanted = text.trim().to_lowercase();
    let exact = LANGUAGES.iter().find(|(_, tag)| *tag == text);
    let near = LANGUAGES.iter().find(|(_, tag)| tag.split('-').next() == Some(&*wanted));
    let named = LANGUAGE_NAMES.iter().find(|(name, _)| *name == wanted);
    let number = exact.or(near).map(|row| row.0).or(named.map(|row| row.1));
    let Some(number) = number else { return };
    out.leaf("b:LCID", number);
    claims.text(Field::LANGUAGE);
    if exact.is_none() {
        claims.inexact_date(Field::LANGUAGE);
    }
}

fn language(number: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| *known == number).map_or("", |(_, tag)| tag)
}

fn date(draft: &mut Draft, source: &Element, suffix: &str, field: Field) {
    let part = |name: &str| source.text_of(&format!("{name}{suffix}"));
    let (year, month, day) = (part("Year"), part("Month"), part("Day"));
    let number = values::named(&month).or_else(|| month.parse().ok()).unwrap_or(0);
    let day =
        day.split(['-', '–']).next().and_then(|day| day.trim().parse().ok()).unwrap_or(0);
    match values::parts(year.parse().ok(), number, day) {
        Some(date) => draft.value(field, crate::model::Value::date(date)),
        None => draft.date(field, &year),
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    out.open(
        "b:Sources",
        &[("SelectedStyle", ""), ("xmlns:b", NAMESPACE), ("xmlns", NAMESPACE)],
    );
    for (index, entry) in entries.iter().enumerate() {
        one_out(Claims::new("Word", entry, index, &mut diagnostics), &mut out);
    }
    Written { bytes: out.finish(), diagnostics }
}

fn one_out(mut claims: Claims<'_>, out: &mut XmlOut) {
    let kind = claims.kind();
    let row = KINDS.iter().find(|(_, known)| *known == kind);
    let near = row.or_else(|| KINDS.iter().find(|(_, known)| known.name() == kind.csl()));
    let read = near.map_or(K::DOCUMENT, |(_, kind)| *kind);
    out.open("b:Source", &[]);
    out.leaf("b:Tag", claims.entry.key().as_str());
    let thesis = if kind.csl() == "thesis" { "Report" } else { "Misc" };
    out.leaf("b:SourceType", near.map_or(thesis, |(name, _)| name));
    names_out(&mut claims, out);
    for (at, (name, kinds, field)) in FIELDS.iter().enumerate() {
        let first = FIELDS.iter().position(|row| row.2 == *field && fits(row.1, read));
        if first == Some(at) && fits(kinds, read) && *name != "StandardNumber" {
            out.leaf(&format!("b:{name}"), &claims.text(*field).unwrap_or_default());
        }
    }
    for field in [Field::ISBN, Field::ISSN] {
        let text = claims.text(field).unwrap_or_default();
        out.leaf("b:StandardNumber", &text);
    }
    out.leaf("b:City", &claims.text(Field::PUBLISHER_PLACE).unwrap_or_default());
    dates_out(&mut claims, out);
    language_out(&mut claims, out);
    for (name, text) in claims.strangers("word") {
        out.leaf(&format!("b:{name}"), &text);
    }
    let mut notes = claims.notes();
    if row.is_none() {
        notes.push(claims.keep_kind());
    }
    notes.extend(claims.keep_rest());
    out.leaf("b:Comments", &notes.join("\n"));
    out.close();
}

fn names_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let all: Vec<(&str, Vec<Name>, Field)> = NAMES
        .iter()
        .enumerate()
        .filter(|(at, row)| NAMES.iter().position(|other| other.1 == row.1) == Some(*at))
        .map(|(_, (name, field))| (*name, claims.names(*field), *field))
        .filter(|(_, list, _)| !list.is_empty())
        .collect();
    if all.is_empty() {
        return;
    }
    out.open("b:Author", &[]);
    for (name, list, field) in &all {
        out.open(&format!("b:{name}"), &[]);
        let people = list.iter().all(|name| matches!(name, Name::Person(_)));
        if people {
            out.open("b:NameList", &[]);
            for name in list {
                if let Name::Person(person) = name {
                    out.open("b:Person", &[]);
                    out.leaf("b:Last", &names::family(person));
                    out.leaf("b:First", &names::given(person));
                    out.close();
                }
            }
            out.close();
        } else {
            let whole: Vec<String> = list.iter().map(Name::display).collect();
            out.leaf("b:Corporate", &whole.join("; "));
        }
        // Word knows either people or one institution, and no “Jr.”
        let exact = people
            && list
                .iter()
                .all(|name| matches!(name, Name::Person(p) if p.suffix.is_empty()))
            || list.len() == 1 && !people;
        if !exact {
            claims.inexact_date(*field);
        }
        out.close();
    }
    out.close();
}

fn dates_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    for (field, suffix) in [(Field::ISSUED, ""), (Field::ACCESSED, "Accessed")] {
        let Some(date) = claims.date(field) else { continue };
        if let Date::Literal(text) = &date {
            out.leaf(&format!("b:Year{suffix}"), text);
            continue;
        }
        if let Some(start) = date.start() {
            out.leaf(&format!("b:Year{suffix}"), &start.year.to_string());
            if start.month > 0 && start.season().is_none() {
                out.leaf(&format!("b:Month{suffix}"), &start.month.to_string());
            }
            if start.day > 0 {
                out.leaf(&format!("b:Day{suffix}"), &start.day.to_string());
            }
        }
        if values::iso(&date).is_none() {
            claims.inexact_date(field);
        }
    }
}
