//! From the fields of MARC 21 to those of an entry.

use super::kinds::kind;
use super::{Marc, Variable, clean, host};
use crate::formats::common::tables::{gives_degrees, publishes, role};
use crate::formats::common::{Draft, catalogue, names, values};
use crate::model::date::Endpoint;
use crate::model::{Date, DateParts, EntryKind as K, Field, Name};

/// Reads one record.
pub(super) fn one(marc: &Marc) -> Draft {
    let mut draft = Draft::new(kind(marc));
    title(&mut draft, marc);
    people(&mut draft, marc);
    meetings(&mut draft, marc);
    imprint(&mut draft, marc);
    numbers(&mut draft, marc);
    describe(&mut draft, marc);
    thesis(&mut draft, marc);
    host::host(&mut draft, marc);
    fixed_dates(&mut draft, marc);
    series(&mut draft, marc);
    subjects(&mut draft, marc);
    kept(&mut draft, marc);
    draft
}

fn title(draft: &mut Draft, marc: &Marc) {
    if let Some(field) = marc.all("245").next() {
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
        let medium = field.joined("h", " ");
        draft.text(Field::MEDIUM, medium.trim_end_matches('.').trim_matches(['[', ']']));
    }
    for field in marc.all("210") {
        draft.text(Field::TITLE_SHORT, &field.joined("a", " "));
    }
    // The uniform title of a translation is the original's; 765 names the original.
    for field in marc.all("240").chain(marc.all("130")) {
        let text = field.joined("anp", ". ");
        let text = text.trim_end_matches('.');
        match field.part('l') {
            Some(_) => draft.text(Field::ORIGINAL_TITLE, text),
            None => draft.stranger("marc", "uniform title", text),
        }
    }
    for field in marc.all("765") {
        let text = clean(field.part('t').unwrap_or(""));
        draft.text(Field::ORIGINAL_TITLE, text.trim_end_matches('.'));
    }
    for tag in ["242", "246"] {
        for field in marc.all(tag) {
            draft.stranger("marc", tag, &field.joined("abnp", " "));
        }
    }
}

/// What a heading says of a person or body: `$e` in words, `$4` in codes.
fn has_role(field: &Variable, is: fn(&str) -> bool) -> bool {
    field.parts.iter().any(|(code, text)| matches!(code, '4' | 'e' | 'j') && is(text))
}

fn people(draft: &mut Draft, marc: &Marc) {
    for (tag, main) in
        [("100", true), ("700", false), ("110", true), ("710", false), ("720", false)]
    {
        for field in marc.all(tag) {
            // A title inside means the name is of a related work.
            if !main && field.part('t').is_some() {
                continue;
            }
            let roles = field.parts.iter().filter(|(code, _)| matches!(code, '4' | 'e'));
            let found = roles.clone().find_map(|(_, text)| role(text));
            let person = tag != "110" && tag != "710";
            let other = has_role(field, publishes) || has_role(field, gives_degrees);
            if found.is_none() && other {
                // It is the publisher where no other is: `thesis` and `imprint`.
                continue;
            }
            let fallback = match (main, person) {
                (true, _) => Field::AUTHOR,
                (false, true) if roles.count() == 0 => Field::AUTHOR,
                (false, _) => Field::CONTRIBUTOR,
            };
            let name = if person { personal(field) } else { Name::literal(&body(field)) };
            draft.name(found.unwrap_or(fallback), name);
        }
    }
    // Nobody else: the institutions are it.
    if draft.names(Field::AUTHOR).is_empty() && draft.names(Field::EDITOR).is_empty() {
        draft.rename_names(Field::CONTRIBUTOR, Field::EDITOR);
    }
}

/// `$a` is the name, `$b` a number (`XVI,`), `$c` titles and other words; the first
/// indicator says whether it begins with the family name.
fn personal(field: &Variable) -> Name {
    let text = field.part('a').unwrap_or("").trim_end_matches([',', ' ']);
    // `Bartók, B.` keeps its stop.
    let initial = text.strip_suffix('.').is_some_and(|rest| {
        rest.chars().rev().take_while(|c| c.is_alphanumeric()).count() == 1
    });
    let text = if initial { text } else { text.trim_end_matches('.') };
    let words = clean(field.part('c').unwrap_or(""));
    match field.marks[0] {
        // A forename; crosswalks say it of everybody.
        b'0' if !text.contains(',') => {
            let number = clean(field.part('b').unwrap_or(""));
            Name::literal(format!("{text} {number}").trim())
        }
        // danMARC2 parts the names: `$h` is the forename.
        _ if !text.contains(',') && field.part('h').is_some() => {
            names::person(text, &clean(field.part('h').unwrap_or("")), "")
        }
        _ if names::is_suffix(&words) && text.matches(',').count() == 1 => {
            names::inverted(&format!("{text}, {words}"))
        }
        _ => names::inverted(text),
    }
}

/// A body with its parts: `United States. Department of Energy`.
fn body(field: &Variable) -> String {
    field.joined("ab", " ").trim_end_matches('.').to_owned()
}

/// Conferences: the event, and the author of what has no other.
fn meetings(draft: &mut Draft, marc: &Marc) {
    for (field, main) in marc
        .all("111")
        .map(|field| (field, true))
        .chain(marc.all("711").map(|f| (f, false)))
    {
        let name = field.joined("ae", " ");
        let mut heading = name.trim_end_matches('.').to_owned();
        let number = field.joined("n", " ");
        let number = number.trim_matches(['(', ')', ' ', ':']);
        if !number.is_empty() {
            heading = format!("{heading} ({number})");
        }
        let place = field.joined("c", "; ");
        draft.text(Field::EVENT_TITLE, &heading);
        draft.text(Field::EVENT_PLACE, place.trim_matches(['(', ')', ' ', ':']));
        let date =
            field.part('d').unwrap_or("").trim_matches(['(', ')', ' ', ':', '.', ',']);
        draft.date(Field::EVENT_DATE, date);
        let nobody = [Field::AUTHOR, Field::EDITOR]
            .iter()
            .all(|field| draft.names(*field).is_empty());
        if main || nobody {
            draft.name(Field::AUTHOR, Name::literal(name.trim_end_matches('.')));
        }
    }
}

/// 264 by what its second indicator says (1 publication, 0 production, 2 distribution; 4 is
/// the copyright's date), then 260.
fn imprint(draft: &mut Draft, marc: &Marc) {
    let of = |mark: u8| marc.all("264").filter(move |field| field.marks[1] == mark);
    let all = of(b'1').chain(of(b'0')).chain(of(b' ')).chain(marc.all("260"));
    for field in all.chain(of(b'2')).chain(of(b'3')).chain(of(b'4')) {
        draft.text(Field::PUBLISHER_PLACE, &clean(field.part('a').unwrap_or("")));
        draft.text(Field::PUBLISHER, &clean(field.part('b').unwrap_or("")));
        if let Some(date) = catalogue::date(field.part('c').unwrap_or(""))
            && date.start().is_some()
            && !draft.has(Field::ISSUED)
        {
            draft.set_date(Field::ISSUED, date);
        }
    }
    for field in marc.all("710").chain(marc.all("700")).filter(|f| has_role(f, publishes)) {
        draft.text(Field::PUBLISHER, &body(field));
    }
    let edition = marc.all("250").next().map(|field| field.joined("ab", " / "));
    draft.text(Field::EDITION, edition.unwrap_or_default().trim_end_matches('.'));
    for field in marc.all("534") {
        let date = catalogue::date(field.part('c').unwrap_or(""));
        if let Some(date) = date.filter(|date| date.start().is_some()) {
            draft.set_date(Field::ORIGINAL_DATE, date);
        }
    }
}

/// 008/06–14: the type of date and one or two of them.
fn fixed_dates(draft: &mut Draft, marc: &Marc) {
    let fixed = marc.control("008");
    let year = |from: usize| {
        let text = fixed.get(from..from + 4)?;
        let year: i32 = text.parse().ok()?;
        (text.bytes().all(|b| b.is_ascii_digit()) && year > 0)
            .then(|| DateParts::year(year))
    };
    let (Some(first), second) = (year(7), year(11)) else { return };
    let end = |date: DateParts| match date.year {
        9999 => Endpoint::Open,
        _ => Endpoint::Date(date),
    };
    let kind = fixed.as_bytes().get(6).copied().unwrap_or(b' ');
    if kind == b'r'
        && let Some(original) = second
        && !draft.has(Field::ORIGINAL_DATE)
    {
        draft.set_date(Field::ORIGINAL_DATE, Date::Single(original));
    }
    if draft.has(Field::ISSUED) {
        return;
    }
    let date = match (kind, second) {
        (b'm' | b'c' | b'd' | b'q', Some(second)) if second.year > first.year => {
            Date::Range(Endpoint::Date(first), end(second))
        }
        // `e` is a whole date: year, month and day.
        (b'e', _) => values::date(fixed.get(7..15).unwrap_or("").trim())
            .filter(|date| date.start().is_some())
            .unwrap_or(Date::Single(first)),
        _ => Date::Single(first),
    };
    draft.set_date(Field::ISSUED, date);
}

fn numbers(draft: &mut Draft, marc: &Marc) {
    for field in marc.all("020") {
        let isbns = values::isbns(field.part('a').unwrap_or(""));
        isbns.iter().for_each(|n| draft.number(Field::ISBN, n));
    }
    for field in marc.all("022") {
        let issns = values::issns(field.part('a').unwrap_or(""));
        issns.iter().for_each(|n| draft.number(Field::ISSN, n));
    }
    for field in marc.all("024") {
        let text = field.part('a').unwrap_or("").trim();
        let scheme = field.part('2').unwrap_or("").to_ascii_lowercase();
        match (field.marks[0], scheme.as_str()) {
            (_, "doi") => draft.doi(text),
            (b'2', _) => draft.text(Field::ISMN, text),
            (_, "urn" | "hdl" | "uri") if text.starts_with("http") => {
                draft.stranger("marc", "address", text);
            }
            (_, "") => draft.stranger("marc", "024", text),
            (_, scheme) => draft.stranger("marc", &format!("024.{scheme}"), text),
        }
    }
    for number in marc.all("010").filter_map(|field| field.part('a')) {
        draft.stranger("marc", "LCCN", number.trim());
    }
    if let Some(patent) = marc.all("013").next() {
        draft.text(Field::NUMBER, &patent.joined("ba", ""));
        draft.date(Field::ISSUED, patent.part('d').unwrap_or(""));
    }
    for tag in ["088", "027"] {
        draft.text(Field::NUMBER, marc.first(tag, 'a').unwrap_or(""));
    }
    if let Some(number) = marc.all("028").next() {
        draft.text(Field::NUMBER, &number.joined("ba", " "));
    }
    for number in marc.all("035").filter_map(|field| field.part('a')) {
        if let Some(number) = number.strip_prefix("(OCoLC)") {
            draft.stranger("marc", "OCLC", number);
        }
    }
}

fn describe(draft: &mut Draft, marc: &Marc) {
    if let Some(extent) = marc.all("300").next() {
        let text = extent.joined("a", " ");
        if matches!(draft.kind.csl(), "book" | "thesis" | "manuscript" | "report") {
            let pages = catalogue::pages(&text).unwrap_or_default();
            draft.text(Field::NUMBER_OF_PAGES, &pages);
            let volumes = catalogue::volumes(&text).unwrap_or_default();
            draft.text(Field::NUMBER_OF_VOLUMES, &volumes);
        } else if !matches!(draft.kind.csl(), "article-journal" | "chapter" | "periodical")
        {
            draft.text(Field::DIMENSIONS, &extent.joined("ac", "; "));
        } else {
            draft.text(Field::PAGE, own_pages(&text));
        }
    }
    languages(draft, marc);
    for tag in ["852", "084", "090", "050", "099", "082", "086", "080"] {
        let text = marc.all(tag).next().map(|field| match tag {
            "852" => field.joined("khi", " "),
            _ => field.joined("ab", " "),
        });
        draft.text(Field::CALL_NUMBER, &text.unwrap_or_default());
    }
    let abstracts: Vec<String> = marc
        .all("520")
        .map(|field| field.joined("ab", " "))
        .filter(|text| !text.is_empty())
        .collect();
    draft.text(Field::ABSTRACT, &abstracts.join("\n"));
    for field in &marc.fields {
        match field.tag.as_str() {
            "502" | "506" | "520" | "540" | "534" | "557" => {}
            tag if tag.starts_with('5') && tag < "590" => {
                draft.note(&field.joined("atrbcd", " "));
            }
            _ => {}
        }
    }
    let rights = marc.all("540").chain(marc.all("506"));
    for field in rights {
        draft.text(Field::LICENSE, &field.joined("a", " "));
        draft.text(Field::LICENSE, field.part('u').unwrap_or(""));
    }
    let scale = marc.first("255", 'a').unwrap_or("");
    draft.text(
        Field::SCALE,
        clean(scale).trim_start_matches("Scale ").trim_end_matches('.'),
    );
    addresses(draft, marc);
}

/// `p. 235-248` of an article's own extent.
fn own_pages(text: &str) -> &str {
    let pages =
        ["pages", "pp.", "p.", "S."].iter().find_map(|head| text.strip_prefix(head));
    pages.map_or("", |pages| clean_range(pages.trim()))
}

fn clean_range(text: &str) -> &str {
    let shaped = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' ');
    if text.chars().all(shaped) { text } else { "" }
}

fn languages(draft: &mut Draft, marc: &Marc) {
    let coded =
        |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_lowercase());
    let spoken: Vec<&str> = marc
        .all("041")
        .flat_map(|field| field.parts.iter().filter(|(code, _)| matches!(code, 'a' | 'd')))
        .map(|(_, text)| text.as_str())
        .filter(|text| coded(text))
        .collect();
    draft.text(Field::LANGUAGE, &spoken.join("; "));
    let fixed = marc.control("008").get(35..38).unwrap_or("");
    let undetermined = matches!(fixed, "und" | "zxx" | "mul");
    draft.text(Field::LANGUAGE, if coded(fixed) && !undetermined { fixed } else { "" });
    let original = marc.all("041").find_map(|field| field.part('h'));
    draft.text(Field::ORIGLANGUAGE, original.unwrap_or(""));
}

/// 856: the second indicator tells the resource (0) and versions of it (1) from what is
/// related to it (2).
fn addresses(draft: &mut Draft, marc: &Marc) {
    let own = marc.all("856").filter(|field| field.marks[1] != b'2');
    for field in own {
        draft.text(Field::URL, field.part('u').unwrap_or(""));
    }
    for field in marc.all("856").filter(|field| field.marks[1] == b'2') {
        draft.stranger("marc", "related address", field.part('u').unwrap_or(""));
    }
}

/// 502 of MARC 21, 328 of UNIMARC: in parts (`$b` degree, `$d` year, and the institution in a
/// part of its own) or in one text.
pub(super) fn thesis_notes(draft: &mut Draft, marc: &Marc, tag: &str, institution: char) {
    for field in marc.all(tag) {
        // CERN's catalogue has kind, university and date in `$a`, `$b` and `$c`.
        let last = field.part('c').unwrap_or("");
        if institution == 'c' && last.starts_with(|c: char| c.is_ascii_digit()) {
            draft.text(Field::GENRE, &clean(field.part('a').unwrap_or("")));
            draft.replace(Field::PUBLISHER, &clean(field.part('b').unwrap_or("")));
            draft.date(Field::ISSUED, last);
            continue;
        }
        draft.text(Field::GENRE, &clean(field.part('b').unwrap_or("")));
        if let Some(school) = field.part(institution) {
            draft.replace(Field::PUBLISHER, &clean(school));
        }
        draft.date(Field::ISSUED, &clean(field.part('d').unwrap_or("")));
        let note = field.part('a').unwrap_or("");
        match catalogue::thesis(note) {
            Some(said) => {
                draft.text(Field::GENRE, &said.genre);
                draft.text(Field::PUBLISHER, &said.school);
                draft.date(Field::ISSUED, &said.year);
                draft.note(note);
            }
            None => draft.text(Field::GENRE, note),
        }
    }
}

fn thesis(draft: &mut Draft, marc: &Marc) {
    thesis_notes(draft, marc, "502", 'c');
    for field in marc.all("710").filter(|field| has_role(field, gives_degrees)) {
        draft.text(Field::PUBLISHER, &body(field));
    }
}

fn series(draft: &mut Draft, marc: &Marc) {
    for field in marc.all("490").chain(marc.all("440")).chain(marc.all("830")) {
        draft.text(Field::COLLECTION_TITLE, &field.joined("anp", ". "));
        draft.text(Field::COLLECTION_NUMBER, &clean(field.part('v').unwrap_or("")));
        let issns = values::issns(field.part('x').unwrap_or(""));
        issns.iter().for_each(|n| draft.number(Field::ISSN, n));
    }
}

fn subjects(draft: &mut Draft, marc: &Marc) {
    for field in marc.fields.iter().filter(|field| field.tag.starts_with('6')) {
        let words = field.parts.iter().filter(|(code, _)| code.is_ascii_lowercase());
        for (_, text) in words {
            draft.keyword(clean(text).trim_end_matches('.'));
        }
    }
    // “Index term — genre” of records without a thesis note or a telling leader.
    let genres: Vec<String> = marc
        .all("655")
        .map(|field| clean(field.part('a').unwrap_or("")).to_lowercase())
        .collect();
    let is = |word: &str| genres.iter().any(|genre| genre.trim_end_matches('.') == word);
    if draft.kind == K::BOOK && (is("academic theses") || is("hochschulschrift")) {
        draft.kind = K::THESIS;
    } else if draft.kind == K::BOOK && is("conference papers and proceedings") {
        draft.kind = K::PROCEEDINGS;
    }
}

/// What has no field of its own: the same in the original script, neighbours, the statement
/// of responsibility.
fn kept(draft: &mut Draft, marc: &Marc) {
    for field in marc.all("880") {
        let tag = field.part('6').and_then(|link| link.get(..3)).unwrap_or("");
        draft.stranger("marc", &format!("880.{tag}"), &field.joined("abcnptv", " "));
    }
    for (tag, name) in [("780", "preceding"), ("785", "succeeding"), ("787", "related")] {
        for field in marc.all(tag) {
            draft.stranger("marc", name, &field.joined("at", " "));
        }
    }
    if let Some(said) = marc.first("245", 'c') {
        draft.stranger("marc", "245c", said);
    }
}
