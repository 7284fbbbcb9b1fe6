//! MARC 21 (ISO 2709) and MARCXML: what library catalogues give (Library of Congress, “MARC
//! 21 Format for Bibliographic Data”).

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::TRUNCATED_RECORD;
use crate::formats::common::tables::role;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind as K, Field, Name};
use crate::text::Span;

/// The row of MARC 21.
pub const MARC: Format = Format {
    id: "marc",
    about: "MARC 21, the exchange format of library catalogues",
    extensions: &["mrc", "marc"],
    sniff: sniff_marc,
    read: Some(read_marc),
    write: None,
};

/// The row of MARCXML.
pub const MARCXML: Format = Format {
    id: "marcxml",
    about: "MARCXML",
    extensions: &["xml", "marcxml"],
    sniff: sniff_xml,
    read: Some(read_xml),
    write: None,
};

/// A field: tag, and its subfields (or a code `\0` for control fields).
#[derive(Debug, Default)]
struct Variable {
    tag: String,
    parts: Vec<(char, String)>,
}

/// A record: leader and fields.
#[derive(Debug, Default)]
struct Marc {
    leader: String,
    fields: Vec<Variable>,
}

const FIELD_END: char = '\u{1e}';
const RECORD_END: char = '\u{1d}';
const SUBFIELD: char = '\u{1f}';

fn sniff_marc(start: &str) -> u8 {
    let leader = start.trim_start().get(..24).unwrap_or("");
    let digits =
        leader.get(..5).is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()));
    if digits && start.contains(FIELD_END) { 95 } else { 0 }
}

fn sniff_xml(start: &str) -> u8 {
    let field = start.contains("datafield") && start.contains("subfield");
    match (start.contains("www.loc.gov/MARC21/slim"), field) {
        (_, true) => 92,
        (true, false) if !start.contains("oai_dc") => 60,
        _ => 0,
    }
}

fn read_marc(source: &Source, _options: &ReadOptions) -> Parsed {
    let mut keys = Keys::default();
    let mut parsed = Parsed::default();
    let mut at = 0;
    for text in source.text().split(RECORD_END) {
        if !text.trim().is_empty() {
            match record(text.trim_start()) {
                Some(marc) => parsed.entries.push(one(&marc).finish(&mut keys)),
                None => {
                    let message = "the record has no directory of its fields".to_owned();
                    let finding = Diagnostic::new(&TRUNCATED_RECORD, message);
                    parsed.diagnostics.push(finding.at(Span::at(at)));
                }
            }
        }
        at += text.len() + 1;
    }
    parsed
}

/// Leader, directory and fields. The fields are taken in the order of the directory by the
/// marks that end them: lengths count bytes of an encoding that is gone.
fn record(text: &str) -> Option<Marc> {
    let leader = text.get(..24)?.to_owned();
    let mut parts = text.get(24..)?.split(FIELD_END);
    let directory = parts.next()?;
    let tags = directory.as_bytes().chunks(12).map(|row| {
        row.get(..3).and_then(|tag| std::str::from_utf8(tag).ok()).unwrap_or("").to_owned()
    });
    let fields = tags.zip(parts).map(|(tag, body)| {
        if tag.starts_with("00") {
            return Variable { tag, parts: vec![('\0', body.to_owned())] };
        }
        let mut pieces = body.split(SUBFIELD);
        pieces.next();
        let parts = pieces.filter_map(|piece| {
            let code = piece.chars().next()?;
            Some((code, piece.get(code.len_utf8()..)?.to_owned()))
        });
        Variable { tag, parts: parts.collect() }
    });
    Some(Marc { leader, fields: fields.collect() })
}

fn read_xml(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let mut found = Vec::new();
    records(&document, &mut found);
    let entries = found.iter().map(|marc| one(marc).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn records(element: &Element, found: &mut Vec<Marc>) {
    if element.child("datafield").is_some() || element.child("controlfield").is_some() {
        found.push(from_xml(element));
    } else {
        element.elements().for_each(|child| records(child, found));
    }
}

fn from_xml(element: &Element) -> Marc {
    let control = element.children("controlfield").map(|field| Variable {
        tag: field.attr("tag").to_owned(),
        parts: vec![('\0', field.raw_text())],
    });
    let data = element.children("datafield").map(|field| Variable {
        tag: field.attr("tag").to_owned(),
        parts: field
            .children("subfield")
            .filter_map(|part| Some((part.attr("code").chars().next()?, part.text())))
            .collect(),
    });
    let leader = element.child("leader").map(Element::raw_text).unwrap_or_default();
    Marc { leader, fields: control.chain(data).collect() }
}

impl Marc {
    fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Variable> {
        self.fields.iter().filter(move |field| field.tag == tag)
    }

    fn first<'a>(&'a self, tag: &'a str, code: char) -> Option<&'a str> {
        self.all(tag).find_map(|field| field.part(code))
    }

    fn control<'a>(&'a self, tag: &'a str) -> &'a str {
        self.first(tag, '\0').unwrap_or("")
    }

    fn byte(&self, at: usize) -> u8 {
        self.leader.as_bytes().get(at).copied().unwrap_or(b' ')
    }
}

impl Variable {
    fn part(&self, code: char) -> Option<&str> {
        self.parts.iter().find(|(known, _)| *known == code).map(|(_, text)| text.as_str())
    }

    fn joined(&self, codes: &str, between: &str) -> String {
        let parts = self.parts.iter().filter(|(code, _)| codes.contains(*code));
        parts.map(|(_, text)| clean(text)).collect::<Vec<_>>().join(between)
    }
}

/// Text without ISBD's punctuation at its ends.
fn clean(text: &str) -> String {
    let text = text.trim().trim_matches(['/', ':', ';', ',', '=', ' ']);
    // `New York` of `[New York]`; an abbreviation keeps its stop.
    let text = match (text.starts_with('['), text.ends_with(']')) {
        (true, true) => text.trim_start_matches('[').trim_end_matches(']'),
        _ => text,
    };
    values::one_line(text)
}

/// The kind by the leader: 06 is the type of record, 07 the bibliographic level.
fn kind(marc: &Marc) -> K {
    let (form, level) = (marc.byte(6), marc.byte(7));
    let thesis = marc.all("502").next().is_some();
    match (form, level) {
        _ if thesis => K::THESIS,
        (b'e' | b'f', _) => K::MAP,
        (b'g', _) => K::MOTION_PICTURE,
        (b'i' | b'j', _) => K::SONG,
        (b'c' | b'd', _) => K::MUSICAL_SCORE,
        (b'k' | b'r', _) => K::GRAPHIC,
        (b'm', _) => electronic(marc),
        (b't', b'a' | b'b' | b'm') => K::BOOK,
        (b'p', _) => K::MANUSCRIPT,
        (_, b'a' | b'b') if marc.all("773").any(|field| field.part('x').is_some()) => {
            K::ARTICLE_JOURNAL
        }
        (_, b'b') => K::ARTICLE_JOURNAL,
        (_, b'a') => K::CHAPTER,
        _ => K::BOOK,
    }
}

/// What a computer file is: 008/26 says it of what it is (b, f and g are programs and games,
/// a is numbers); what has an ISBN or pages is a book that is read on a screen.
fn electronic(marc: &Marc) -> K {
    let pages = marc.first("300", 'a').is_some_and(|extent| extent.contains(" p"));
    match marc.control("008").as_bytes().get(26) {
        Some(b'b' | b'f' | b'g' | b'h') => K::SOFTWARE,
        Some(b'a') => K::DATASET,
        Some(b'd') => K::BOOK,
        _ if pages || marc.all("020").next().is_some() => K::BOOK,
        _ => K::SOFTWARE,
    }
}

fn one(marc: &Marc) -> Draft {
    let mut draft = Draft::new(kind(marc));
    title(&mut draft, marc);
    people(&mut draft, marc);
    imprint(&mut draft, marc);
    for field in marc.all("020") {
        values::isbns(field.part('a').unwrap_or("")).iter().for_each(|n| {
            draft.number(Field::ISBN, n);
        });
    }
    for field in marc.all("022") {
        values::issns(field.part('a').unwrap_or("")).iter().for_each(|n| {
            draft.number(Field::ISSN, n);
        });
    }
    for field in marc.all("024") {
        let text = field.part('a').unwrap_or("");
        if field.part('2').is_some_and(|scheme| scheme.eq_ignore_ascii_case("doi")) {
            draft.doi(text);
        }
    }
    describe(&mut draft, marc);
    host(&mut draft, marc);
    for field in marc.all("490").chain(marc.all("440")).chain(marc.all("830")) {
        draft.text(Field::COLLECTION_TITLE, &field.joined("anp", ". "));
        draft.text(Field::COLLECTION_NUMBER, &clean(field.part('v').unwrap_or("")));
        values::issns(field.part('x').unwrap_or("")).iter().for_each(|n| {
            draft.number(Field::ISSN, n);
        });
    }
    for field in marc.fields.iter().filter(|field| field.tag.starts_with('6')) {
        let words: Vec<String> = field
            .parts
            .iter()
            .filter(|(code, _)| code.is_ascii_lowercase())
            .map(|(_, text)| clean(text).trim_end_matches('.').to_owned())
            .collect();
        words.iter().for_each(|word| draft.keyword(word));
    }
    draft
}

fn title(draft: &mut Draft, marc: &Marc) {
    let Some(field) = marc.all("245").next() else { return };
    let mut text = field.joined("a", " ");
    let subtitle = field.joined("b", " ");
    if !subtitle.is_empty() {
        text.push_str(": ");
        text.push_str(&subtitle);
    }
    for part in field.parts.iter().filter(|(code, _)| matches!(code, 'n' | 'p')) {
        text.push_str(if text.ends_with('.') { " " } else { ". " });
        text.push_str(&clean(&part.1));
    }
    draft.text(Field::TITLE, text.trim_end_matches('.'));
    draft.text(Field::MEDIUM, field.joined("h", " ").trim_matches(['[', ']']));
}

fn people(draft: &mut Draft, marc: &Marc) {
    for (tag, main) in [
        ("100", true),
        ("700", false),
        ("110", true),
        ("710", false),
        ("111", true),
        ("711", false),
    ] {
        for field in marc.all(tag) {
            // A title inside means the name is of a related work.
            if !main && field.part('t').is_some() {
                continue;
            }
            let roles = field.parts.iter().filter(|(code, _)| matches!(code, '4' | 'e'));
            let role = roles.clone().find_map(|(_, text)| role(text));
            let person = tag.ends_with("00");
            let fallback = match (main, person) {
                (true, true) => Field::AUTHOR,
                (true, false) => Field::AUTHOR,
                (false, true) if roles.count() == 0 => Field::AUTHOR,
                (false, true) => Field::CONTRIBUTOR,
                (false, false) => Field::CONTRIBUTOR,
            };
            let text = clean(field.part('a').unwrap_or(""));
            let name = if person {
                names::inverted(
                    field.part('a').unwrap_or("").trim_end_matches([',', ' ', '.']),
                )
            } else {
                let text = field.joined("ab", " ");
                Name::literal(text.trim_end_matches('.'))
            };
            if !text.is_empty() {
                draft.name(role.unwrap_or(fallback), name);
            }
        }
    }
    // Nobody else: the institutions are it.
    if draft.names(Field::AUTHOR).is_empty() && draft.names(Field::EDITOR).is_empty() {
        draft.rename_names(Field::CONTRIBUTOR, Field::EDITOR);
    }
}

fn imprint(draft: &mut Draft, marc: &Marc) {
    for field in marc.all("264").chain(marc.all("260")) {
        draft.text(Field::PUBLISHER_PLACE, &clean(field.part('a').unwrap_or("")));
        draft.text(Field::PUBLISHER, &clean(field.part('b').unwrap_or("")));
        let date = field.part('c').unwrap_or("");
        let year: String = date.chars().filter(char::is_ascii_digit).take(4).collect();
        if year.len() == 4 {
            draft.date(Field::ISSUED, &year);
        }
    }
    let fixed = marc.control("008").get(7..11).unwrap_or("").to_owned();
    if fixed.bytes().all(|byte| byte.is_ascii_digit()) {
        draft.date(Field::ISSUED, &fixed);
    }
    let edition = marc.first("250", 'a').unwrap_or("");
    draft.text(Field::EDITION, clean(edition).trim_end_matches('.'));
}

fn describe(draft: &mut Draft, marc: &Marc) {
    let extent = marc.first("300", 'a').unwrap_or("");
    if matches!(draft.kind.csl(), "book" | "thesis" | "manuscript") {
        let pages = extent.to_lowercase();
        let end = ["p.", "pages", " p", "s.", "seiten"]
            .iter()
            .filter_map(|w| pages.find(w))
            .min();
        let head = end.and_then(|end| pages.get(..end)).unwrap_or("").trim_end();
        let head = head.trim_end_matches([']', ')']);
        let count = head.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
        draft.text(Field::NUMBER_OF_PAGES, count);
    }
    let language = marc.first("041", 'a').map(str::to_owned);
    let fixed = marc.control("008").get(35..38).map(str::to_owned);
    let language =
        language.or(fixed).filter(|code| code.bytes().all(|b| b.is_ascii_lowercase()));
    draft.text(Field::LANGUAGE, &language.unwrap_or_default());
    for tag in ["852", "084", "090", "050", "099", "082"] {
        let text = marc.all(tag).next().map(|field| match tag {
            "852" => field.joined("khi", " "),
            _ => field.joined("ab", " "),
        });
        draft.text(Field::CALL_NUMBER, &text.unwrap_or_default());
    }
    if let Some(number) = marc.all("028").next() {
        draft.text(Field::NUMBER, &number.joined("ba", " "));
    }
    draft.text(Field::ABSTRACT, marc.first("520", 'a').unwrap_or(""));
    for tag in ["500", "504", "505"] {
        marc.all(tag).for_each(|field| draft.note(&field.joined("atr", " ")));
    }
    draft.text(
        Field::GENRE,
        marc.first("502", 'b').or(marc.first("502", 'a')).unwrap_or(""),
    );
    if let Some(school) = marc.first("502", 'c') {
        draft.replace(Field::PUBLISHER, school);
    }
    draft.text(
        Field::SCALE,
        marc.first("255", 'a').unwrap_or("").trim_start_matches("Scale "),
    );
    for field in marc.all("856") {
        let address = field.part('u').unwrap_or("");
        draft.text(Field::URL, address);
    }
    for number in marc.all("035").filter_map(|field| field.part('a')) {
        if let Some(number) = number.strip_prefix("(OCoLC)") {
            draft.stranger("marc", "OCLC", number);
        }
    }
}

/// 773: the work that this one is in.
fn host(draft: &mut Draft, marc: &Marc) {
    let Some(field) = marc.all("773").next() else { return };
    draft.text(
        Field::CONTAINER_TITLE,
        clean(field.part('t').unwrap_or("")).trim_end_matches('.'),
    );
    draft.text(Field::CONTAINER_TITLE_SHORT, &clean(field.part('p').unwrap_or("")));
    values::issns(field.part('x').unwrap_or(""))
        .iter()
        .for_each(|n| draft.number(Field::ISSN, n));
    values::isbns(field.part('z').unwrap_or(""))
        .iter()
        .for_each(|n| draft.number(Field::ISBN, n));
    let related = field.part('g').unwrap_or("");
    for piece in related.split([',', ';']) {
        let piece = piece.trim();
        let lower = piece.to_lowercase();
        let number =
            || piece.split_once(['.', ' ']).map_or("", |(_, rest)| rest).trim().to_owned();
        match () {
            () if lower.starts_with("vol") || lower.starts_with("bd") => {
                draft.text(Field::VOLUME, &number());
            }
            () if lower.starts_with("no")
                || lower.starts_with("h.")
                || lower.starts_with("issue") =>
            {
                draft.text(Field::ISSUE, &number());
            }
            () if lower.starts_with("p.")
                || lower.starts_with("pp")
                || lower.starts_with("s.") =>
            {
                draft.text(Field::PAGE, &number());
            }
            () => {}
        }
    }
}
