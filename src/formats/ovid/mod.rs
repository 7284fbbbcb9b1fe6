//! Ovid's citation export: `<12. >` before each entry, then `TI  - value` or, with full field
//! names, the name on a line and the value indented below. The source line (`SO`, “Source”)
//! holds journal, volume, issue, pages and date as they would be printed.

mod source;

use std::sync::LazyLock;

use regex::Regex;

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::{EMPTY_RECORD, STRAY_LINE};
use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field, Name};
use crate::text::Span;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "ovid",
    about: "Ovid's citation export, tagged or with field names",
    extensions: &[],
    sniff,
    read: Some(read),
    write: None,
};

/// Field name, tag.
#[rustfmt::skip]
static LABELS: &[(&str, &str)] = &[
    ("accession number", "AN"), ("unique identifier", "UI"), ("author", "AU"), ("authors", "AU"),
    ("editor", "ED"), ("editors", "ED"), ("institution", "IN"), ("title", "TI"),
    ("chapter title", "CT"), ("book title", "BT"), ("original title", "OT"), ("source", "SO"),
    ("abstract", "AB"), ("author keywords", "KW"), ("keywords", "KW"), ("keyword heading", "KW"),
    ("key concepts", "ID"), ("subject headings", "MH"), ("mesh subject headings", "MH"),
    ("language", "LG"), ("document type", "DT"), ("publication type", "PT"), ("issn", "IS"),
    ("issn print", "IS"), ("issn electronic", "IS"), ("electronic issn", "IS"), ("issn linking", "IL"),
    ("full author name", "FA"), ("full author names", "FA"), ("author full name", "FA"),
    ("conference information", "CF"), ("conference title", "CF"), ("country of publication", "CP"),
    ("location of publisher", "LP"), ("publisher location", "LP"), ("place of publication", "LP"),
    ("abbreviated source", "AS"), ("electronic date of publication", "EP"), ("page count", "PC"),
    ("series title", "SE"), ("book series title", "SE"), ("report number", "RN"),
    ("patent number", "PN"), ("translated title", "TT"), ("entry date", "EZ"), ("url", "UR"),
    ("mesh headings", "MH"), ("index terms", "KW"), ("author identifier", "AI"), ("isbn", "IB"), ("doi number", "DI"), ("digital object identifier", "DI"),
    ("nlm journal code", "JC"), ("publisher", "PU"), ("year of publication", "YR"),
    ("date of publication", "DP"), ("pmid", "PM"), ("volume", "VO"), ("issue/part", "IP"),
    ("issue", "IP"), ("page", "PG"), ("pages", "PG"), ("journal name", "JN"), ("score", "SC"),
    ("author e-mail", "EM"), ("correspondence address", "CQ"), ("references", "RF"),
    ("status", "ST"), ("journal subset", "SB"), ("database", "DB"), ("vendor", "VN"),
    ("comments", "NT"), ("notes", "NT"), ("edition", "ET"), ("copyright", "RO"),
    ("link to the ovid full text or citation", "XL"),
    ("link to the external link resolver", "XL"),
];

/// Tag, field: what needs no thought.
#[rustfmt::skip]
static FIELDS: &[(&str, Field)] = &[
    ("AB", Field::ABSTRACT), ("JN", Field::CONTAINER_TITLE), ("VO", Field::VOLUME),
    ("IP", Field::ISSUE), ("PG", Field::PAGE), ("ET", Field::EDITION), ("RO", Field::LICENSE),
    ("OT", Field::ORIGINAL_TITLE), ("DB", Field::SOURCE), ("LC", Field::PUBLISHER_PLACE),
    ("PN", Field::NUMBER), ("LP", Field::PUBLISHER_PLACE), ("SE", Field::COLLECTION_TITLE),
    ("JA", Field::CONTAINER_TITLE_SHORT), ("CF", Field::EVENT_TITLE), ("UR", Field::URL),
];

/// A word of the type, kind; the first that is found counts.
#[rustfmt::skip]
static KINDS: &[(&str, EntryKind)] = &[
    ("patent", EntryKind::PATENT), ("technical report", EntryKind::REPORT),
    ("research report", EntryKind::REPORT), ("book chapter", EntryKind::CHAPTER), ("chapter", EntryKind::CHAPTER),
    ("dissertation", EntryKind::THESIS), ("thesis", EntryKind::THESIS),
    ("conference", EntryKind::PAPER_CONFERENCE), ("meeting paper", EntryKind::PAPER_CONFERENCE),
    ("edited book", EntryKind::BOOK), ("authored book", EntryKind::BOOK),
    ("text/reference", EntryKind::BOOK), ("book review", EntryKind::REVIEW_BOOK),
    ("report", EntryKind::ARTICLE_JOURNAL), ("book", EntryKind::BOOK),
    ("journal", EntryKind::ARTICLE_JOURNAL), ("article", EntryKind::ARTICLE_JOURNAL),
];

/// Academic degrees and orders after a name.
#[rustfmt::skip]
static DEGREES: &[&str] = &[
    "MD", "PHD", "RN", "FAAN", "MPH", "FACSM", "BSC", "MSC", "MBBS", "FRCS", "DDS", "DVM", "PHARMD",
    "EDD", "PSYD", "SCD", "DRPH", "FACS", "FACC", "FAHA", "FACP", "MBCHB", "MHA", "MBA", "DO", "BS",
    "BA", "MA", "MS", "JD", "DNP", "CRNA", "CNM", "RD", "PT", "DPT", "FRCP", "FRCPC", "FRCSC",
    "BN", "BSN", "MSN", "MED", "MPHIL", "DPHIL", "DMD", "FAAP", "APRN", "NP", "LLB", "LLM",
];

static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*<\s*\d+\s*\.?\s*>\s*$").ok());
static TAGGED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*([A-Z][A-Z0-9]{1,4})\s{1,2}-\s+(.*)$|^\s*([A-Z]{2})\s\s-$").ok()
});
fn sniff(start: &str) -> u8 {
    let mut lines = start.lines().filter(|line| !line.trim().is_empty()).take(400);
    // A heading of the export may stand before the first number.
    let numbered = lines.by_ref().take(8).any(is_number);
    let known = lines.filter(|line| tag(line).is_some()).take(3).count();
    if numbered && known > 0 { 92 } else { 0 }
}

fn is_number(line: &str) -> bool {
    NUMBER
        .as_ref()
        .is_some_and(|number| number.is_match(line.trim_start_matches('\u{feff}')))
}

/// The tag of a line, and the value that follows it there.
fn tag(line: &str) -> Option<(String, &str)> {
    if let Some(found) = TAGGED.as_ref()?.captures(line) {
        let tag = found.get(1).or(found.get(3))?.as_str();
        let value = found.get(2).map_or("", |value| value.as_str());
        // `XP  - XL  - https://…`: an empty tag and another on one line.
        return match TAGGED.as_ref()?.captures(value) {
            Some(_) => self::tag(value),
            None => Some((tag.to_owned(), value)),
        };
    }
    let label = line.trim().to_ascii_lowercase();
    let (_, tag) = LABELS.iter().find(|(name, _)| *name == label)?;
    (!line.starts_with(char::is_whitespace)).then(|| ((*tag).to_owned(), ""))
}

/// Tag and value of all fields of an entry.
type Lines = Vec<(String, String)>;

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let mut records: Vec<(Lines, usize)> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut at = 0;
    for whole in source.text().split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let here = at;
        at += whole.len();
        if is_number(line) {
            records.push((Vec::new(), here));
            continue;
        }
        let Some((record, _)) = records.last_mut() else {
            if !line.trim().is_empty() && diagnostics.is_empty() {
                let message = "the line belongs to no entry".to_owned();
                diagnostics.push(Diagnostic::new(&STRAY_LINE, message).at(Span::at(here)));
            }
            continue;
        };
        match (tag(line), record.last_mut()) {
            (Some((tag, value)), _) => record.push((tag, value.trim().to_owned())),
            (None, Some((_, value))) if !line.trim().is_empty() => {
                if !value.is_empty() {
                    value.push('\n');
                }
                value.push_str(line.trim());
            }
            _ => {}
        }
    }
    let mut keys = Keys::default();
    let mut entries = Vec::new();
    for (number, (record, at)) in records.iter().enumerate() {
        if record.is_empty() {
            let message = format!("record {} has no fields", number + 1);
            diagnostics.push(Diagnostic::new(&EMPTY_RECORD, message).at(Span::at(*at)));
        } else {
            entries.push(one(record).finish(&mut keys));
        }
    }
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(lines: &Lines) -> Draft {
    let mut draft = Draft::new(kind(lines));
    let mut source = String::new();
    let mut book = String::new();
    // MEDLINE has the names twice: with initials, and in full.
    let count = |tag: &str| lines.iter().filter(|(known, _)| known == tag).count();
    let full = count("FA") > 0 && count("FA") >= count("AU");
    for (tag, raw) in lines {
        let value = values::one_line(raw);
        match tag.as_str() {
            _ if value.is_empty() => {}
            "TI" => {
                let (text, note) = corrected(&value);
                draft.rich(Field::TITLE, &title(text));
                draft.note(note);
            }
            "CT" => draft.rich(Field::TITLE, &title(&value)),
            "AU" if full => {}
            "AU" => people(&mut draft, Field::AUTHOR, &value),
            "FA" if full => people(&mut draft, Field::AUTHOR, &value),
            // In MEDLINE the date on which the record was made.
            "ED" if value.bytes().all(|byte| byte.is_ascii_digit()) => {}
            "ED" => people(&mut draft, Field::EDITOR, &value),
            "SO" => source = value,
            "BT" => book = value,
            "AN" => draft.text(Field::CALL_NUMBER, value.trim_end_matches('.')),
            "LG" => draft.text(Field::LANGUAGE, value.trim_end_matches('.')),
            "DO" | "DI" => {
                draft.doi(&value);
            }
            "PM" => draft.text(Field::PMID, &value),
            "UI" => draft.stranger("ovid", "UI", &value),
            "IS" | "ES" => values::issns(&value)
                .iter()
                .for_each(|issn| draft.number(Field::ISSN, issn)),
            "IB" => isbn(&mut draft, &value),
            "KW" | "ID" | "MH" => {
                for word in value.split(if value.contains(';') { ';' } else { ',' }) {
                    draft
                        .keyword(word.trim().trim_start_matches('*').trim_end_matches('.'));
                }
            }
            "PU" | "PB" | "PI" => publisher(&mut draft, &value),
            "EP" => draft.date(Field::AVAILABLE_DATE, &value),
            "DG" | "DP" => draft.date(Field::ISSUED, &value),
            "NT" => draft.note(raw),
            "YR" | "PT" | "DT" | "VN" | "SC" | "SCORE" => {}
            tag => match FIELDS.iter().find(|(known, _)| *known == tag) {
                Some((_, field)) => draft.text(*field, &value),
                None => draft.stranger("ovid", tag, &value),
            },
        }
    }
    source::source_line(&mut draft, &source);
    if !book.is_empty() {
        source::host(&mut draft, &book);
    }
    if draft.kind == EntryKind::THESIS
        && let Some((_, school)) = lines.iter().find(|(tag, _)| tag == "IN")
    {
        let school = school.split_once(": ").map_or(school.as_str(), |(_, school)| school);
        draft.text(Field::PUBLISHER, school);
    }
    let year = lines.iter().find(|(tag, _)| tag == "YR").map(|(_, year)| year.as_str());
    draft.date(Field::ISSUED, year.unwrap_or(""));
    draft
}

fn kind(lines: &Lines) -> EntryKind {
    let first = |tag: &str| {
        lines.iter().find(|(known, _)| known == tag).map(|(_, value)| value.to_lowercase())
    };
    if first("DB").is_some_and(|database| database.contains("books@ovid")) {
        return EntryKind::BOOK;
    }
    let types: Vec<_> = lines
        .iter()
        .filter(|(tag, _)| tag == "PT" || tag == "DT")
        .map(|(_, v)| v.to_lowercase())
        .collect();
    let kind = KINDS
        .iter()
        .find(|(word, _)| types.iter().any(|text| text.contains(word)))
        .map_or(EntryKind::ARTICLE_JOURNAL, |(_, kind)| *kind);
    let chapter = first("CT").is_some() && kind == EntryKind::BOOK;
    if chapter { EntryKind::CHAPTER } else { kind }
}

/// `Title.[Erratum appears in J Foo. 2011 Mar 1]`: MEDLINE's notes about corrections,
/// comments and reprints stand behind the title.
fn corrected(text: &str) -> (&str, &str) {
    const NOTES: [&str; 8] = [
        "[Erratum ",
        "[Retraction ",
        "[Republished ",
        "[Corrected ",
        "[Update ",
        "[Comment ",
        "[Summary for ",
        "[Expression of ",
    ];
    let at = NOTES.iter().filter_map(|note| text.find(note)).filter(|at| *at > 0).min();
    let (title, note) = at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    (title, note)
}

/// `Title.  [Article]`: what kind of piece it is stands in brackets behind the title.
fn title(text: &str) -> String {
    let text = text.trim().trim_end_matches('.').trim_end();
    let cut = match text.rfind('[') {
        Some(at) if at > 0 && text.ends_with(']') => {
            let word = text.get(at + 1..text.len() - 1).unwrap_or("");
            let before = text.get(..at).unwrap_or("").trim_end();
            let short = word.len() < 30 && before.ends_with(['.', '?', '!']);
            if short { before } else { text }
        }
        _ => text,
    };
    cut.trim_end_matches('.').trim_end().to_owned()
}

/// Names, one or several, with degrees, footnote marks and roles behind them.
fn people(draft: &mut Draft, field: Field, text: &str) {
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        if !part.contains(',') && DEGREES.contains(&letters(part).as_str()) {
            continue;
        }
        let editor = part.contains("[Ed");
        let field = if editor { Field::EDITOR } else { field };
        let part = part.split('[').next().unwrap_or(part).trim();
        draft.name(field, person(&without_degrees(part)));
    }
}

/// `Shedko, MB`; `Smith JB` and `Smith J.B.` of MEDLINE and Embase.
fn person(text: &str) -> Name {
    if text.contains(',') {
        return names::inverted_initials(text);
    }
    match names::medline(&text.replace('.', "")) {
        Name::Person(person) => {
            names::inverted_initials(&names::invert(&Name::Person(person)))
        }
        _ => names::inverted_initials(text),
    }
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

/// `Gazic, Barbara MD, PhD *` is `Gazic, Barbara`.
fn without_degrees(text: &str) -> String {
    let Some((family, rest)) = text.split_once(',') else { return text.to_owned() };
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    while words.len() > 1 {
        let word = words.last().copied().unwrap_or("");
        let marks = !word.chars().any(char::is_alphabetic);
        if !marks && !DEGREES.contains(&letters(word).as_str()) {
            break;
        }
        words.pop();
    }
    let given = words.join(" ");
    format!("{family}, {}", given.trim_end_matches(','))
}

/// The numbers of an ISBN, `3-540-20222-6 (cloth)`; databases hyphenate or not.
fn isbn(draft: &mut Draft, value: &str) {
    for isbn in values::isbns(value) {
        draft.number(Field::ISBN, &isbn.replace('-', ""));
    }
}

/// `Cambridge University Press; United Kingdom`, `ISiEZH SO RAN, Novosibirsk`.
fn publisher(draft: &mut Draft, value: &str) {
    // Embase: the address stands in parentheses.
    let (name, place) = match value.split_once(" (") {
        Some((name, place)) => (name, place.trim_end_matches([')', '.'])),
        None => value.split_once([';', ',']).unwrap_or((value, "")),
    };
    draft.text(Field::PUBLISHER, name);
    // A whole address: the town is the last but one, the country the last.
    let parts: Vec<&str> =
        place.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let place = match parts.as_slice() {
        [.., town, country] if parts.len() > 2 => format!("{town}, {country}"),
        parts => parts.join(", "),
    };
    draft.text(Field::PUBLISHER_PLACE, &place);
}
