//! What follows the title of an entry: date, volume, issue, pages, editors, publication,
//! publisher and place.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::dates::{self, DateFault, DateHit, Order};
use super::draft::Draft;
use super::kinds::{self, Venue};
use super::names::{self, Style};
use super::numbers;
use super::tables::words::STATES;
use crate::diag::catalogue::page as rules;
use crate::model::Field;
use crate::model::date::{Date, DateParts};

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// What a tail is read with.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    /// The order of dates in digits.
    pub(super) order: Order,
    /// A year that stood before the entry.
    pub(super) year: Option<i32>,
}

/// The pieces between the separators, after everything typed was taken out.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    /// The pieces in order.
    pub(super) pieces: Vec<String>,
    /// Whether the date names a day.
    pub(super) dated: bool,
    /// Whether there are volume, issue or pages.
    pub(super) numbered: bool,
    /// Whether it said “in”.
    pub(super) inside: bool,
    /// What stands before the first number or parenthesis, if several pieces do.
    pub(super) lead: Option<String>,
    /// Whether editors are named behind the publication: it is a book.
    pub(super) edited: bool,
}

/// Reads dates, numbers and editors of a text into the draft; gives back the pieces left.
pub(super) fn read(text: &str, hints: &Hints, draft: &mut Draft) -> Tail {
    let mut text = text.to_owned();
    let mut tail = Tail::default();
    series_in_brackets(&mut text, draft);
    // `2018/2` is the second issue of 2018, `2023:4` a number.
    numbers::year_and_issue(&mut text, draft);
    take_dates(&mut text, hints, draft, &mut tail);
    // “Morgenzeitung vom 1. April 2021”
    static OF_DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[ ,](?:vom|v\.|от|від|du|del|av den|den)\s*\x01"));
    if tail.dated {
        text = OF_DAY.replace_all(&text, ",\u{1}").into_owned();
    }
    tail.numbered = numbers::take_numbers(&mut text, draft);
    let named = draft.has(Field::EDITOR);
    let (inside, behind) = editors(&mut text, draft);
    tail.inside = inside;
    tail.edited = behind && !named && draft.has(Field::EDITOR);
    tail.pieces = split(&text);
    tail.lead = lead(&text, &tail);
    tail
}

/// “Tides, Ports & Trade” before a volume, “Life of Ships, 1600 to Today” before the
/// parenthesis with the press: one name, whatever commas stand in it.
fn lead(text: &str, tail: &Tail) -> Option<String> {
    let end = text.find([CUT, '(']).filter(|at| *at > 3)?;
    let (head, rest) = text.split_at(end);
    let pressed = rest.starts_with('(')
        && rest.split_once(')').is_some_and(|(said, _)| said.contains(": "));
    let fits = if tail.edited {
        rest.starts_with(CUT)
    } else if tail.inside {
        pressed
    } else {
        tail.numbered && rest.starts_with(CUT)
    };
    if !fits {
        return None;
    }
    let parts = split(head);
    let most = if tail.edited { 7 } else { 4 };
    let one = parts.len() < 2
        || parts.len() > most
        || parts.iter().any(|part| {
            kinds::label(part).is_some()
                || !matches!(
                    kinds::venue(part),
                    Venue::Unknown | Venue::Container(_, ..=79)
                )
        });
    let name = super::document::collapse(head);
    let name = name.trim_matches([' ', ',', '.', ';', '“', '”', '"', '’']);
    (!one && tail.pieces.starts_with(&parts)).then(|| name.to_owned())
}

/// “[Berliner Turfantexte 41]”.
fn series_in_brackets(text: &mut String, draft: &mut Draft) {
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[.,\s]*\[(\p{Lu}[\p{L} .&’'–-]{4,}?),?\s+(?:No\.?\s*|Bd\.?\s*|Vol\.?\s*)?(\d{1,4})\]",
        )
    });
    let Some(found) = SERIES.captures(text) else { return };
    draft.text(
        Field::COLLECTION_TITLE,
        found.get(1).map_or("", |name| name.as_str()),
        90,
        "in brackets",
    );
    draft.text(
        Field::COLLECTION_NUMBER,
        found.get(2).map_or("", |number| number.as_str()),
        90,
        "in brackets",
    );
    let range = found.get(0).map_or(0..0, |whole| whole.range());
    text.replace_range(range, ". ");
}

/// Chooses the date of publication and takes all dates that repeat it out.
fn take_dates(text: &mut String, hints: &Hints, draft: &mut Draft, tail: &mut Tail) {
    let hits = dates::find(text, hints.order);
    let issued = choose(text, &hits, draft);
    let Some(chosen) = issued.and_then(|at| hits.get(at)) else {
        if let Some(year) = hints.year {
            with_year(text, year, &hits, hints, draft, tail);
        }
        return;
    };
    store(chosen, text, draft);
    tail.dated = chosen.exact;
    // Later ones first, so that offsets stay true.
    for hit in hits.iter().rev() {
        let same_year = start_year(hit).is_some() && start_year(hit) == start_year(chosen);
        if hit.start == chosen.start || same_year || (hit.exact && hit.date.is_some()) {
            let mut range = hit.start..hit.end;
            let before = text.get(..range.start).unwrap_or("");
            let after = text.get(range.end..).unwrap_or("");
            if before.trim_end().ends_with(['(', '['])
                && after.trim_start().starts_with([')', ']'])
            {
                range =
                    before.trim_end().len() - 1..text.len() - after.trim_start().len() + 1;
            }
            text.replace_range(range, &CUT.to_string());
        }
    }
}

fn start_year(hit: &DateHit) -> Option<i32> {
    hit.date.as_ref().and_then(Date::start).map(|parts| parts.year)
}

/// The position of the date of publication among the dates of a tail.
fn choose(text: &str, hits: &[DateHit], draft: &mut Draft) -> Option<usize> {
    static PUBLISHED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)published by [^.;]{3,}$"));
    let dated = |hit: &DateHit| hit.date.is_some();
    let exact: Vec<usize> = (0..hits.len())
        .filter(|at| hits.get(*at).is_some_and(|h| dated(h) && h.exact))
        .collect();
    if let [first, .., last] = exact.as_slice() {
        let second = hits.get(*last)?;
        let by = PUBLISHED.is_match(text.get(..second.start)?);
        let (first_hit, second_hit) = (hits.get(*first)?, second);
        if by && first_hit.date != second_hit.date {
            let (one, two) = (
                text.get(first_hit.start..first_hit.end)?,
                text.get(second_hit.start..second_hit.end)?,
            );
            draft.fault(&rules::CONFLICTING_DATE, format!("two dates, “{one}” and “{two}”; took “{two}”, which stands with the publisher"));
            return Some(*last);
        }
    }
    if let Some(first) = exact.first() {
        return Some(*first);
    }
    let bare: Vec<usize> =
        (0..hits.len()).filter(|at| hits.get(*at).is_some_and(dated)).collect();
    let in_parens = bare.iter().find(|at| {
        hits.get(**at).and_then(|hit| text.get(..hit.start)).is_some_and(|before| {
            let open = before.rfind(['(', '[']);
            open.is_some_and(|open| {
                !before.get(open..).is_some_and(|part| part.contains([')', ']']))
            })
        })
    });
    in_parens.or(bare.last()).copied()
}

/// Stores a date and tells its faults.
pub(super) fn store(hit: &DateHit, text: &str, draft: &mut Draft) {
    let printed = text.get(hit.start..hit.end).unwrap_or("").trim().to_owned();
    let mut confidence = if hit.exact { 96 } else { 93 };
    for fault in &hit.faults {
        let shown = hit.date.as_ref().map_or("nothing".to_owned(), ToString::to_string);
        match fault {
            DateFault::Impossible => {
                draft.fault(
                    &rules::INVALID_PRINTED_DATE,
                    format!("“{printed}” cannot exist; kept {shown}"),
                );
                draft.raw.push(printed.clone());
                confidence = confidence.min(60);
            }
            DateFault::Typo => {
                draft.fault(&rules::DATE_TYPO, format!("“{printed}” is read as {shown}"));
                confidence = confidence.min(75);
            }
            DateFault::TwoDigits => {
                draft.fault(
                    &rules::TWO_DIGIT_YEAR,
                    format!("“{printed}” is read as {shown}"),
                );
                confidence = confidence.min(85);
            }
            DateFault::Ambiguous => {
                draft.fault(
                    &rules::AMBIGUOUS_DATE,
                    format!("“{printed}” is read as {shown}"),
                );
                confidence = confidence.min(70);
            }
            DateFault::NoYear => {
                draft.fault(
                    &rules::MISSING_YEAR,
                    format!("“{printed}” has no year; not stored"),
                );
                draft.raw.push(printed.clone());
            }
        }
    }
    if let Some(date) = &hit.date {
        draft.date(date.clone(), confidence, "printed date with a fault");
    }
}

/// Joins the year before an entry with the month or day at its end.
fn with_year(
    text: &mut String,
    year: i32,
    hits: &[DateHit],
    hints: &Hints,
    draft: &mut Draft,
    tail: &mut Tail,
) {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"[,\s(\x01]\s*([A-Za-zÀ-\u{1FFF}]{3,10})\.?\)?[\s\x01.]*$")
    });
    let yearless = hits.iter().rev().find(|hit| hit.date.is_none());
    if let Some(hit) = yearless {
        let printed = text.get(hit.start..hit.end).unwrap_or("").to_owned();
        let whole = format!("{printed} {year}").replace(". ", " ");
        if let Some(found) = dates::find(&whole, hints.order)
            .into_iter()
            .find(|h| h.exact && h.date.is_some())
        {
            store(&found, &whole, draft);
            tail.dated = true;
            text.replace_range(hit.start..hit.end, &CUT.to_string());
            return;
        }
    }
    let month = MONTH.captures(text).and_then(|found| {
        let word = found.get(1)?;
        let (month, typo) = dates::month(word.as_str())?;
        (!typo).then_some((word.range(), month))
    });
    match month {
        Some((range, month)) => {
            draft.date(
                Date::Single(DateParts::month(year, month)),
                94,
                "year and month stand apart",
            );
            tail.dated = true;
            text.replace_range(range, &CUT.to_string());
        }
        None => draft.date(
            Date::Single(DateParts::year(year)),
            93,
            "the year stands before the entry",
        ),
    }
}

static EDITED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[,.(\s]*\b(?:edited by|eds?\. and comp\. by|comp\. and eds?\. by|eds?\. by|hrsg\. von|herausgegeben von|sous la dir(?:ection|\.) de|a cura di|под ред\.|за ред\.|org(?:anizado)? por|coord(?:inado)? por|redigerad av|onder redactie van|редкол\.|eds?\.|(?-i:Eds))\s+((?:(?-i:\p{Lu})[\p{L}’'.-]*[\s,&]*(?:(?:and|und|et|och|ve|и|van|von|de|der|la)\s+)*){1,14})\)?[,.]?",
    )
});

/// Takes the editors of “in A and B (eds.), Container” out; whether it says “in”, and whether
/// the editors stand behind the book.
fn editors(text: &mut String, draft: &mut Draft) -> (bool, bool) {
    static IN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"^[\s,.;\x01”»“"']*(?:[Ii][Nn]\s*:|[Ii]n|[Ee]n\s*:|[Ee]n|Em|[Ww]\s*:|i|[Dd]ans(?: ?:)?|[İi]çinde|у кн\.:?|в кн\.:?|В кн\.:?|у|//)\s+"#,
        )
    });
    static EDS_AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^([^()\[\]]{3,}?),?\s*[(\[](?:eds?|hrsg|hg|red|dirs?|coords?|orgs?|comps?|der|ред|сост|упоряд|toim|editors?|haz|hgg|hrsgg|cur|a cura di|utg|redd?)\.?[)\]][,:.]*\s*",
        )
    });
    // “(Lena Marsh & Tom Iwu eds., 2d ed. 2022)”
    static EDS_INSIDE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\s*\(([^()]{5,90}?),?\s+(?:eds?\.|editors?|hrsg\.|hg\.|dirs?\.|coords?\.|red\.),?([^()]*)\)",
        )
    });
    // “Title”, Max Lind (ed.), Container: without an “in”.
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\s,.]*(\p{Lu}[^()\[\]“”\d]{4,80}?),?\s*[(\[](?i:eds?|hrsg|hg|der|haz|a cura di|ред)\.?[)\]],",
        )
    });
    let named = NAMED.captures(text).and_then(|found| found.get(1)).is_some_and(|list| {
        super::heads::strict(list.as_str(), Style::GivenFirst, false)
            .is_some_and(|names| names.confidence >= 60)
    });
    let mut inside = named;
    if named {
        let start = text.len() - text.trim_start_matches([' ', ',', '.']).len();
        text.drain(..start);
    }
    if let Some(found) = IN.find(text).map(|found| found.range()) {
        inside = true;
        text.replace_range(found, "");
    }
    if inside && let Some(found) = EDS_AFTER.captures(text) {
        let list = found.get(1).map_or("", |list| list.as_str()).replace('/', " / ");
        let end = found.get(0).map_or(0, |whole| whole.end());
        let names = names::parse(&list, Style::GivenFirst);
        if names.confidence >= 30 {
            draft.names(
                Field::EDITOR,
                names.names,
                names.confidence.clamp(80, 94),
                "“(eds.)”",
            );
            text.replace_range(..end, "");
            return (true, false);
        }
    }
    if inside && let Some(found) = EDS_INSIDE.captures(text) {
        let names =
            names::parse(found.get(1).map_or("", |list| list.as_str()), Style::GivenFirst);
        if names.confidence >= 45 {
            draft.names(Field::EDITOR, names.names, 91, "“eds.” in parentheses");
            let range = found.get(0).map_or(0..0, |whole| whole.range());
            let left = found.get(2).map_or("", |left| left.as_str()).to_owned();
            text.replace_range(range, &format!(", {CUT}({left})"));
            return (true, true);
        }
    }
    let after = editors_after(text).filter(|(range, _)| inside || range.start > 8);
    if let Some((range, names)) = after {
        draft.names(Field::EDITOR, names, 88, "“eds.” after the book");
        let behind = range.start > 3;
        text.replace_range(range, &format!(", {CUT}"));
        return (inside, behind);
    }
    // “thèse, sous la direction de Claire Pons”: who guided it edited nothing.
    if super::place::THESIS.is_match(text) {
        let found = EDITED_BY.captures(text).and_then(|found| Some(found.get(0)?.range()));
        if let Some(range) = found {
            text.replace_range(range, &format!(", {CUT}"));
        }
        return (inside, false);
    }
    (inside, edited_by(text, draft))
}

/// Takes “edited by A and B” out; whether it stands behind the book.
fn edited_by(text: &mut String, draft: &mut Draft) -> bool {
    if let Some(found) = EDITED_BY.captures(text) {
        let list = found.get(1).map_or("", |list| list.as_str());
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let closed = text.get(whole.end..).is_none_or(|after| {
            after.trim_start().starts_with(['(', CUT]) || after.trim().is_empty()
        });
        let stop = names::sentence_end(list).unwrap_or(list.len());
        let people = people(list.get(..stop).unwrap_or(list), closed);
        let list_start = found.get(1).map_or(0, |list| list.start());
        let range = match people < list.len() {
            true => whole.start..list_start + people,
            false => whole,
        };
        let names =
            names::parse(list.get(..people).unwrap_or(list).trim(), Style::GivenFirst);
        // “Ed. Quebracho” is a house.
        if names.confidence >= 45 && !(names.surname_only && names.names.len() == 1) {
            draft.names(Field::EDITOR, names.names, 90, "“edited by”");
            let behind = range.start > 3;
            text.replace_range(range, &format!(", {CUT}"));
            return behind;
        }
    }
    false
}

/// “Handbook of Islands, M. Roe and D. Hart, eds., Alder Press”: the editors behind the book.
fn editors_after(text: &str) -> Option<(std::ops::Range<usize>, Vec<crate::model::Name>)> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i),?\s+\(?(?:eds?\.|editors?\b|hrsg\.|hg\.|dirs?\.|coords?\.|red\.)\)?[,.;]?",
        )
    });
    let mark = MARK.find(text)?;
    let before = text.get(..mark.start())?;
    let mut best = None;
    for (at, _) in before.rmatch_indices([',', '.', ';']).take(8) {
        let list = before.get(at + 1..)?;
        let spaced = list.starts_with([' ', CUT]);
        match super::heads::strict(list, Style::GivenFirst, false) {
            Some(found) if spaced && found.confidence >= 60 => {
                best = Some((at..mark.end(), found.names));
            }
            None if best.is_some() => break,
            _ => {}
        }
    }
    // “Petrosyan A, Webb L, editors. Textbook”: they stand first.
    let whole = super::heads::strict(before, Style::GivenFirst, false);
    if let Some(found) = whole.filter(|found| found.confidence >= 60) {
        return Some((0..mark.end(), found.names));
    }
    best.filter(|(range, _)| range.start > 3)
}

/// Where the editors of a list end: “Dora Finch, Meridian” has one and a publisher. Before a
/// parenthesis with place and press the list is `closed`: all of it are people.
fn people(list: &str, closed: bool) -> usize {
    if names::AND.is_match(list) {
        return list.len();
    }
    let mut end = 0;
    for piece in list.split_inclusive(',') {
        let bare = piece.trim().trim_end_matches(',');
        let words = bare.split_whitespace().count();
        let least = if closed { 50 } else { 85 };
        let clear = words > 1 && names::person_score(bare) >= least;
        if end > 0 && !clear && !names::is_initials(bare) {
            return end;
        }
        // “Finch, Dora”: what follows one word is its given name.
        if end == 0 && words < 2 {
            return list.len();
        }
        end += piece.len();
    }
    list.len()
}

/// Cuts what is left at commas, full stops, semicolons, colons and parentheses.
fn split(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let chars: Vec<char> = text.chars().collect();
    // “in “Ports. Essays” (Lindau 2009)”: what is quoted is one name.
    let count = |mark: char| chars.iter().filter(|c| **c == mark).count();
    let paired = count('“') > 0 && count('“') == count('”')
        || count('«') > 0 && count('«') == count('»');
    let mut quoted = false;
    for (at, c) in chars.iter().enumerate() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        match c {
            '“' | '«' => quoted = paired,
            '”' | '»' => quoted = false,
            _ => {}
        }
        let cut = !quoted
            && match c {
                '(' | '[' => {
                    // “(ADRN)” belongs to the name before it, “(New York: Press)” does not.
                    let inside: String = chars
                        .iter()
                        .skip(at + 1)
                        .take_while(|c| !matches!(c, ')' | ']'))
                        .collect();
                    inside.contains([':', ',', CUT]) || inside.trim().is_empty()
                }
                ')' | ']' => !piece.contains(['(', '[']),
                ',' | ';' => next.is_whitespace() || next == CUT || !next.is_alphanumeric(),
                ':' => {
                    next.is_whitespace()
                        && (place_before(&piece)
                            || place_after(&chars, at)
                            || house_after(&piece, &chars, at))
                }
                '.' => {
                    let word = piece.rsplit([' ', CUT, '.']).next().unwrap_or("");
                    let dotted = piece
                        .rsplit([' ', CUT])
                        .next()
                        .is_some_and(|word| word.contains('.'));
                    // “Quay Forum (Univ. of Harwick)”
                    let open = piece.matches('(').count() > piece.matches(')').count();
                    (next.is_whitespace() || next == CUT)
                        && !open
                        && word.chars().count() > 2
                        && !dotted
                        && !abbreviation(word)
                        || (at + 1 == chars.len() && !dotted && word.chars().count() > 1)
                }
                _ => false,
            };
        if cut {
            pieces.push(std::mem::take(&mut piece));
            if *c == ':' {
                pieces.push(":".to_owned());
            }
        } else {
            piece.push(*c);
        }
    }
    pieces.push(piece);
    let clean = |piece: String| {
        let piece = piece.replace(CUT, " ");
        let piece = super::document::collapse(&piece);
        let piece = piece.trim_matches([
            ' ', ',', ';', '–', '—', '-', '|', '*', '"', '”', '“', '»', '«',
        ]);
        tidy(piece)
    };
    let pieces =
        pieces.into_iter().map(|piece| if piece == ":" { piece } else { clean(piece) });
    pieces.filter(|piece| !piece.is_empty() && piece != "." && piece != "()").collect()
}

/// A piece without the punctuation of the sentence and without brackets around it.
fn tidy(piece: &str) -> String {
    let mut piece = piece.trim_start_matches(['.', ' ']).trim();
    if piece.ends_with("..") || piece.ends_with(" .") {
        piece = piece.trim_end_matches(['.', ' ']);
    }
    if piece.starts_with('(') && piece.ends_with(')') {
        piece = piece.get(1..piece.len() - 1).unwrap_or(piece);
    }
    if !piece.contains(')') {
        piece = piece.trim_start_matches(['(', '[']);
    }
    if !piece.contains(['(', '[']) {
        piece = piece.trim_end_matches([')', ']']);
    }
    piece.trim().to_owned()
}

fn abbreviation(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "vol"
            | "ser"
            | "st"
            | "mr"
            | "dr"
            | "univ"
            | "no"
            | "ed"
            | "eds"
            | "inc"
            | "ltd"
            | "co"
            | "corp"
            | "soc"
            | "int"
            | "proc"
            | "conf"
            | "trans"
            | "sci"
            | "phys"
            | "chem"
            | "assoc"
            | "dept"
            | "natl"
            | "pol"
            | "stud"
            | "mass"
            | "calif"
            | "jr"
            | "rev"
            | "ann"
            | "lett"
            | "appl"
            | "biol"
            | "med"
            | "nat"
            | "res"
            | "inst"
            | "acad"
            | "j"
    )
}

/// Whether a place follows a colon: “Routledge: London”.
fn place_after(chars: &[char], at: usize) -> bool {
    let next: String = chars
        .iter()
        .skip(at + 1)
        .take_while(|c| !matches!(**c, ',' | ')' | ';' | CUT))
        .take(40)
        .collect();
    kinds::venue(next.trim()) == Venue::Place
}

/// Whether a house that publishes books follows a short name and a colon.
fn house_after(piece: &str, chars: &[char], at: usize) -> bool {
    let place = piece.rsplit([',', '.', '(', CUT]).next().unwrap_or("").trim();
    let next: String = chars
        .iter()
        .skip(at + 1)
        .take_while(|c| !matches!(**c, ',' | ')' | ';' | CUT))
        .take(60)
        .collect();
    place.starts_with(char::is_uppercase)
        && place.split_whitespace().count() <= 3
        && super::decide::is_press(next.trim())
}

/// Whether what stands before a colon is a place rather than the first half of a title.
fn place_before(piece: &str) -> bool {
    let piece = piece.replace(CUT, " ");
    let piece = piece.trim().trim_matches(['(', ' ']);
    let name = piece.rsplit([',', '.', '(']).next().unwrap_or("").trim();
    let lower = piece.to_lowercase();
    STATES.contains(&name)
        || STATES.contains(&piece)
        || kinds::venue(piece) == Venue::Place
        || kinds::venue(name) == Venue::Place
        || lower.split([',', ' ', '&', '/']).next().is_some_and(|first| {
            kinds::venue(first) == Venue::Place && piece.split_whitespace().count() < 5
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut draft = Draft::default();
        let tail = read(text, &Hints::default(), &mut draft);
        let shown = |field: Field| draft.get(field).unwrap_or("-").to_owned();
        let date = draft.value(Field::ISSUED).map_or("-".to_owned(), |value| match value {
            crate::model::Value::Date(date) => date.to_string(),
            _ => String::new(),
        });
        let found = format!(
            "{} | v{} i{} p{} | {date}",
            tail.pieces.join(" / "),
            shown(Field::VOLUME),
            shown(Field::ISSUE),
            shown(Field::PAGE)
        );
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn journals() {
        check(
            " Journal of Inland Studies, vol. 12, no. 3 (Fall 2011), pp. 201-29.",
            "Journal of Inland Studies | v12 i3 p201-29 | 2011-23",
        );
        check(
            " River Law Quarterly 4:1 (2013) 77–102",
            "River Law Quarterly | v4 i1 p77–102 | 2013",
        );
        check(
            ", South European Society and Politics, C. 21, S. 01, 2016, ss. 15-28.",
            "South European Society and Politics | v21 i01 p15-28 | 2016",
        );
        check(
            " Journal of Democracy 35(3), 84-98. 2024.",
            "Journal of Democracy | v35 i3 p84-98 | 2024",
        );
        check(
            " History Compass 11/11: 1021–1033.",
            "History Compass | v11 i11 p1021–1033 | -",
        );
        check(
            " Technology and Society 43, 4 (2024)",
            "Technology and Society | v43 i4 p- | 2024",
        );
        check(
            " Cahiers du Confluent, vol. XI, 2018/2, pp. 9-31.",
            "Cahiers du Confluent | vXI i2 p9-31 | 2018",
        );
        check(
            " Bölge Araştırmaları Dergisi, Cilt 9, Sayı 2, ss. 33-58.",
            "Bölge Araştırmaları Dergisi | v9 i2 p33-58 | -",
        );
        check(
            "AMERICAN ECONOMIC REVIEW 2012, 102(5): 2111-2146, AUGUST 2012",
            "AMERICAN ECONOMIC REVIEW | v102 i5 p2111-2146 | 2012-08",
        );
    }

    #[test]
    fn books_and_news() {
        check(
            " (New York: Larkspur University Press, 2014).",
            "New York / : / Larkspur University Press | v- i- p- | 2014",
        );
        check(
            " Cambridge University Press, Cambridge, 1981.",
            "Cambridge University Press / Cambridge | v- i- p- | 1981",
        );
        check(
            ", The Daily Meridian, May 10, 2015, p. A17.",
            "The Daily Meridian | v- i- pA17 | 2015-05-10",
        );
        check(
            " Foreign Affairs (September/October 2012)",
            "Foreign Affairs | v- i- p- | 2012-09/2012-10",
        );
        check(
            " Asia Democracy Research Network (ADRN) Issue Briefing. 2024.",
            "Asia Democracy Research Network (ADRN) Issue Briefing | v- i- p- | 2024",
        );
    }
}
