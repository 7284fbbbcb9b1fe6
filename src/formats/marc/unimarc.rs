//! UNIMARC, the format of French, Italian, Portuguese and Slavic catalogues (IFLA, “UNIMARC
//! Manual: Bibliographic Format”).

use super::{Marc, Variable, clean, fields};
use crate::formats::common::{Draft, catalogue, names, values};
use crate::model::{EntryKind as K, Field, Name};

/// Relator codes (UNIMARC Manual, Appendix C), name variable.
#[rustfmt::skip]
static ROLES: &[(&str, Field)] = &[
    ("070", Field::AUTHOR), ("072", Field::AUTHOR), ("020", Field::ANNOTATOR), ("040", Field::AUTHOR),
    ("075", Field::AFTERWORD), ("080", Field::INTRODUCTION), ("090", Field::AUTHOR),
    ("100", Field::ORIGINAL_AUTHOR), ("130", Field::CONTRIBUTOR), ("180", Field::AUTHOR),
    ("205", Field::CONTRIBUTOR), ("210", Field::COMMENTATOR), ("212", Field::COMMENTATOR),
    ("220", Field::COMPILER), ("230", Field::COMPOSER), ("250", Field::PERFORMER),
    ("300", Field::DIRECTOR), ("305", Field::AUTHOR), ("340", Field::EDITOR), ("350", Field::AUTHOR),
    ("440", Field::ILLUSTRATOR), ("460", Field::AUTHOR), ("470", Field::INTERVIEWER),
    ("480", Field::AUTHOR), ("520", Field::AUTHOR), ("545", Field::PERFORMER), ("550", Field::NARRATOR),
    ("590", Field::PERFORMER), ("595", Field::AUTHOR), ("600", Field::AUTHOR), ("605", Field::PERFORMER),
    ("630", Field::PRODUCER), ("635", Field::AUTHOR), ("651", Field::EDITOR), ("660", Field::RECIPIENT),
    ("675", Field::AUTHOR), ("690", Field::SCRIPT_WRITER), ("721", Field::PERFORMER),
    ("730", Field::TRANSLATOR), ("755", Field::PERFORMER), ("651", Field::EDITOR),
];

/// Reads one record.
pub(super) fn one(marc: &Marc) -> Draft {
    let mut draft = Draft::new(kind(marc));
    title(&mut draft, marc);
    people(&mut draft, marc);
    imprint(&mut draft, marc);
    for field in marc.all("010") {
        let isbns = values::isbns(field.part('a').unwrap_or(""));
        isbns.iter().for_each(|n| draft.number(Field::ISBN, n));
    }
    for field in marc.all("011") {
        let issns = values::issns(field.part('a').unwrap_or(""));
        issns.iter().for_each(|n| draft.number(Field::ISSN, n));
    }
    for field in marc.all("017").chain(marc.all("035")) {
        draft.doi_in(field.part('a').unwrap_or(""));
    }
    describe(&mut draft, marc);
    fields::thesis_notes(&mut draft, marc, "328", 'e');
    host(&mut draft, marc);
    for field in marc.all("225").chain(marc.all("410")) {
        draft.text(Field::COLLECTION_TITLE, &field.joined("at", " "));
        draft.text(Field::COLLECTION_NUMBER, &clean(field.part('v').unwrap_or("")));
    }
    // 600–610 are subjects; 3 and 2 name authority files.
    for field in marc.fields.iter().filter(|field| ("600".."620").contains(&&*field.tag)) {
        let words = field.parts.iter().filter(|(code, _)| code.is_ascii_lowercase());
        words.for_each(|(_, text)| draft.keyword(&clean(text)));
    }
    draft
}

fn kind(marc: &Marc) -> K {
    let journal =
        marc.all("461").chain(marc.all("463")).any(|field| field.part('x').is_some());
    match (marc.byte(6), marc.byte(7)) {
        _ if marc.all("328").next().is_some() => K::THESIS,
        (b'b', _) => K::MANUSCRIPT,
        (b'c' | b'd', _) => K::MUSICAL_SCORE,
        (b'e' | b'f', _) => K::MAP,
        (b'g', _) => K::MOTION_PICTURE,
        (b'i' | b'j', _) => K::SONG,
        (b'k', _) => K::GRAPHIC,
        (_, b'a') if journal => K::ARTICLE_JOURNAL,
        (_, b'a') => K::CHAPTER,
        (_, b's') => K::PERIODICAL,
        _ => K::BOOK,
    }
}

fn title(draft: &mut Draft, marc: &Marc) {
    let Some(field) = marc.all("200").next() else { return };
    let mut text = field.joined("a", " ; ");
    for (code, part) in &field.parts {
        let before = match code {
            'e' => ": ",
            'h' | 'i' => ". ",
            _ => continue,
        };
        text.push_str(before);
        text.push_str(&without_marks(part));
    }
    draft.text(Field::TITLE, &without_marks(&text));
    draft.text(Field::MEDIUM, field.joined("b", " ").trim_matches(['[', ']']));
    for field in marc.all("500").chain(marc.all("454")) {
        draft.text(Field::ORIGINAL_TITLE, &without_marks(&field.joined("at", " ")));
    }
    for field in marc.all("530").chain(marc.all("531")) {
        draft.text(Field::TITLE_SHORT, &without_marks(&field.joined("a", " ")));
    }
}

/// Marks of words that are not sorted by: U+0098 and U+009C of ISO 6630.
fn without_marks(text: &str) -> String {
    clean(&text.replace(['\u{88}', '\u{89}', '\u{98}', '\u{9c}'], ""))
}

fn people(draft: &mut Draft, marc: &Marc) {
    for tag in ["700", "701", "702", "710", "711", "712"] {
        for field in marc.all(tag) {
            let code = field.part('4').unwrap_or("");
            let known =
                ROLES.iter().find(|(known, _)| *known == code).map(|(_, field)| *field);
            let main = !tag.ends_with('2');
            let role = match (known, code) {
                (Some(role), _) => role,
                // 295 gives the degree, 650 publishes: not theirs as authors.
                (None, "295" | "650" | "310" | "610") => continue,
                (None, "") if main => Field::AUTHOR,
                (None, _) => Field::CONTRIBUTOR,
            };
            let name = if tag.starts_with("70") { personal(field) } else { body(field) };
            draft.name(role, name);
        }
    }
}

/// `$a` is the family name, `$b` the rest; the second indicator 0 is a name in direct order.
fn personal(field: &Variable) -> Name {
    let family = without_marks(field.part('a').unwrap_or(""));
    let given = without_marks(field.part('b').unwrap_or(""));
    let number = clean(field.part('d').unwrap_or(""));
    match (given.is_empty(), family.split_once(',')) {
        (true, Some(_)) => names::inverted(&family),
        (true, None) => Name::literal(format!("{family} {number}").trim()),
        _ => names::person(&family, &given, ""),
    }
}

fn body(field: &Variable) -> Name {
    Name::literal(&without_marks(&field.joined("ab", ". ")))
}

fn imprint(draft: &mut Draft, marc: &Marc) {
    let of = |mark: u8| marc.all("214").filter(move |field| field.marks[1] == mark);
    for field in
        of(b'0').chain(of(b'1')).chain(of(b' ')).chain(marc.all("210")).chain(of(b'2'))
    {
        draft.text(Field::PUBLISHER_PLACE, &clean(field.part('a').unwrap_or("")));
        draft.text(Field::PUBLISHER, &clean(field.part('c').unwrap_or("")));
        let date = catalogue::date(field.part('d').unwrap_or(""));
        if let Some(date) = date.filter(|date| date.start().is_some())
            && !draft.has(Field::ISSUED)
        {
            draft.set_date(Field::ISSUED, date);
        }
    }
    // 100 $a: positions 9–12 are the first date.
    let coded = marc.first("100", 'a').and_then(|text| text.get(9..13)).unwrap_or("");
    if coded.bytes().all(|byte| byte.is_ascii_digit()) {
        draft.date(Field::ISSUED, coded);
    }
    let edition = marc.first("205", 'a').unwrap_or("");
    draft.text(Field::EDITION, clean(edition).trim_end_matches('.'));
}

fn describe(draft: &mut Draft, marc: &Marc) {
    let extent = marc.all("215").next().map(|f| f.joined("a", " ")).unwrap_or_default();
    if matches!(draft.kind.csl(), "book" | "thesis" | "manuscript" | "report") {
        draft.text(Field::NUMBER_OF_PAGES, &catalogue::pages(&extent).unwrap_or_default());
        draft.text(
            Field::NUMBER_OF_VOLUMES,
            &catalogue::volumes(&extent).unwrap_or_default(),
        );
    } else {
        draft.text(Field::DIMENSIONS, &extent);
    }
    let languages: Vec<&str> = marc
        .all("101")
        .flat_map(|field| field.parts.iter().filter(|(code, _)| *code == 'a'))
        .map(|(_, text)| text.as_str())
        .collect();
    draft.text(Field::LANGUAGE, &languages.join("; "));
    draft.text(Field::ORIGLANGUAGE, marc.first("101", 'c').unwrap_or(""));
    draft.text(Field::ABSTRACT, marc.first("330", 'a').unwrap_or(""));
    for field in marc.fields.iter().filter(|field| ("300".."328").contains(&&*field.tag)) {
        draft.note(&field.joined("a", " "));
    }
    draft.text(Field::SCALE, marc.first("206", 'b').unwrap_or(""));
    draft.text(Field::URL, marc.first("856", 'u').unwrap_or(""));
    for tag in ["930", "676", "675", "680", "686"] {
        draft.text(Field::CALL_NUMBER, marc.first(tag, 'a').unwrap_or(""));
    }
}

/// 461 is the set or journal, 463 the piece that the part is in.
fn host(draft: &mut Draft, marc: &Marc) {
    for field in marc.all("461").chain(marc.all("463")).chain(marc.all("464")) {
        let title = without_marks(&field.joined("t", " "));
        let whole = draft.kind == K::BOOK || draft.kind == K::THESIS;
        draft.text(
            if whole { Field::COLLECTION_TITLE } else { Field::CONTAINER_TITLE },
            &title,
        );
        let numbers = clean(field.part('v').unwrap_or(""));
        draft.text(if whole { Field::COLLECTION_NUMBER } else { Field::VOLUME }, &numbers);
        let issns = values::issns(field.part('x').unwrap_or(""));
        issns.iter().for_each(|n| draft.number(Field::ISSN, n));
        let isbns = values::isbns(field.part('y').unwrap_or(""));
        isbns.iter().for_each(|n| draft.number(Field::ISBN, n));
        draft.text(Field::PUBLISHER_PLACE, &clean(field.part('c').unwrap_or("")));
        draft.text(Field::PUBLISHER, &clean(field.part('n').unwrap_or("")));
        draft.date(Field::ISSUED, &clean(field.part('d').unwrap_or("")));
        let pages = field.part('p').unwrap_or("").trim_start_matches(['p', 'P', '.', ' ']);
        if !whole {
            draft.text(Field::PAGE, pages);
        }
    }
}
