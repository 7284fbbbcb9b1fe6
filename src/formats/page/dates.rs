//! Dates as pages print them: in words and digits, many languages, with their faults.
//!
//! An impossible date never becomes a possible one: what is possible of it is kept
//! (`January 34, 2022` is January 2022), and the fault is told.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use rustc_hash::FxHashMap;

use super::tables::months::{MONTHS, SHORT_WEEKDAYS, SHY, WEEKDAYS};
use crate::model::date::{Date, DateParts, Endpoint, days_in_month};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateHit {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What it says; `None` where there is no year.
    pub(super) date: Option<Date>,
    /// What is wrong with it.
    pub(super) faults: Vec<DateFault>,
    /// Whether it has a month or more.
    pub(super) exact: bool,
}

/// What can be wrong with a printed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateFault {
    /// A day or month that does not exist.
    Impossible,
    /// A misspelt month, or a quarter.
    Typo,
    /// A year of two digits.
    TwoDigits,
    /// Day and month cannot be told apart.
    Ambiguous,
    /// No year.
    NoYear,
}

/// Which part of a date in digits comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) enum Order {
    /// Nothing on the page tells; month first is assumed.
    #[default]
    Unknown,
    /// Month first, as another date on the page proves.
    MonthFirst,
    /// Day first, as another date on the page proves.
    DayFirst,
}

static NAMES: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let pairs =
        MONTHS.iter().flat_map(|(number, names)| names.iter().map(|n| (*n, *number)));
    pairs.collect()
});

struct Patterns {
    iso: Regex,
    slashed: Regex,
    words: Vec<(Shape, Regex)>,
    quarter: Regex,
    eastern: Regex,
    short: Regex,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    MonthDayYear,
    DayMonthYear,
    YearMonthDay,
    MonthsYear,
    SeasonYears,
    MonthYear,
    YearMonth,
    MonthDay,
    DayMonth,
}

/// A word that may be a month; [`month`] knows their lengths.
const WORD: &str = r"(\p{L}+)\.?";

/// Letters of the longest and the shortest name of a month.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=12;

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let day = r"(\d{1,2})(?:st|nd|rd|th|er|º|°|:a|:e)?";
    let year = r"((?:1[5-9]|20)\d\d)";
    let build = |pattern: &str| Regex::new(&format!("(?i){pattern}")).expect("a constant");
    let de = r"(?:\s+(?:de|del|of|тқ)\s+|\.?\s+|[-/])";
    let words = vec![
        (Shape::YearMonthDay, build(&format!(r"\b{year},?\s+{WORD}\s+{day}\b"))),
        (Shape::MonthDayYear, build(&format!(r"\b{WORD}\s+{day}\s*,?\s+{year}\b"))),
        (
            Shape::DayMonthYear,
            build(&format!(r"\b{day}{de}{WORD}(?:\s+de|\s+del)?[\s,/-]+{year}\b")),
        ),
        // “08May2017”, “8 May2017”
        (
            Shape::DayMonthYear,
            build(&format!(r"\b(\d{{1,2}})[\s-]?(\p{{L}}{{3,12}})\.?{year}\b")),
        ),
        (
            Shape::MonthsYear,
            build(&format!(r"\b{WORD}\s*[/–—-]\s*{WORD}(?:,|\s+de|\s+del)?\s+{year}\b")),
        ),
        (
            Shape::SeasonYears,
            build(&format!(r"\b{WORD},?\s+{year}\s*[/–—-]\s*(\d\d(?:\d\d)?)\b")),
        ),
        (Shape::MonthYear, build(&format!(r"\b{WORD}(?:\s+de|,|\s+of)?[\s-]+{year}\b"))),
        (Shape::YearMonth, build(&format!(r"\b{year},?\s+{WORD}"))),
        (Shape::MonthDay, build(&format!(r"\b{WORD}\s+{day}\b"))),
        (Shape::DayMonth, build(&format!(r"\b{day}{de}{WORD}"))),
    ];
    Patterns {
        iso: build(
            r"\b((?:1[5-9]|20)\d\d)([-/.])(\d{1,2})(?:[-/.](\d{1,2})(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?)?\b",
        ),
        slashed: build(r"\b(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4}|\d{2})\b"),
        words,
        quarter: build(&format!(r"\bQ([1-4])[\s,/-]*{year}\b|\b{year}[\s,/-]*Q([1-4])\b")),
        eastern: build(
            r"((?:1[5-9]|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?",
        ),
        short: build(&format!(
            r"\b({day}[\s-]{WORD}[\s-]['’]?(\d\d))(?:\s*$|\s*[|,;)·•–—])"
        )),
    }
});

/// The month (or season 21–24) of a word, and whether it was misspelt.
pub(super) fn month(word: &str) -> Option<(u8, bool)> {
    if !LENGTHS.contains(&word.chars().count()) {
        return None;
    }
    let lower = word.to_lowercase();
    if let Some(number) = NAMES.get(lower.as_str()) {
        return Some((*number, false));
    }
    if lower.len() < 6 || !lower.is_ascii() {
        return None;
    }
    // A slip of the pen spares the first letter: “Remember” is no November.
    let close = MONTHS.iter().take(12).find_map(|(number, names)| {
        let name = names.first()?;
        let near = name.len() >= 6
            && name.len().abs_diff(lower.len()) <= 2
            && name.as_bytes().first() == lower.as_bytes().first();
        (near && distance(name, &lower) <= 2).then_some(*number)
    });
    close.map(|number| (number, true))
}

/// Edit distance of two short ASCII words.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut last = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.bytes().enumerate() {
            let up = row.get(j + 1).copied().unwrap_or(usize::MAX);
            let left = row.get(j).copied().unwrap_or(usize::MAX);
            let best = (last + usize::from(x != y)).min(up.saturating_add(1)).min(left + 1);
            last = up;
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = best;
            }
        }
    }
    row.last().copied().unwrap_or(0)
}

/// All dates of a text, in order, without overlaps.
pub(super) fn find(text: &str, order: Order) -> Vec<DateHit> {
    let mut hits = Vec::new();
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return hits;
    }
    let patterns = &*PATTERNS;
    // Most texts have neither joined digits nor a month: no pattern need look at them.
    if has_joined_digits(text) {
        hits.extend(patterns.iso.captures_iter(text).filter_map(|found| iso(&found)));
        let slashed = patterns.slashed.captures_iter(text);
        hits.extend(slashed.filter_map(|found| in_digits(&found, order)));
    }
    let has_month = has_month(text);
    if has_month {
        for (shape, pattern) in &patterns.words {
            add_words(&mut hits, text, *shape, pattern);
        }
    }
    if text.contains(['Q', 'q']) {
        let quarters = patterns.quarter.captures_iter(text);
        hits.extend(quarters.filter_map(|found| quarter(&found)));
    }
    if text.contains(['年', '년']) {
        hits.extend(
            patterns.eastern.captures_iter(text).filter_map(|found| eastern(&found)),
        );
    }
    if has_month {
        hits.extend(patterns.short.captures_iter(text).filter_map(|found| short(&found)));
    }
    years(&mut hits, text);
    let mut hits = resolve(hits);
    for hit in hits.iter_mut().filter(|hit| hit.exact) {
        hit.start = weekday_before(text, hit.start).unwrap_or(hit.start);
    }
    hits
}

/// Whether a mark that joins the parts of a date stands between two digits.
fn has_joined_digits(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| match three {
        [before, b'-' | b'/' | b'.', after] => {
            before.is_ascii_digit() && after.is_ascii_digit()
        }
        _ => false,
    })
}

/// Whether a text has the name of a month or season.
fn has_month(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| month(word).is_some())
}

/// Matches of a pattern that may overlap false ones: after a failure the search goes on
/// one word further.
fn add_words(hits: &mut Vec<DateHit>, text: &str, shape: Shape, pattern: &Regex) {
    let mut at = 0;
    while let Some(found) = pattern.captures_at(text, at) {
        let Some(whole) = found.get(0) else { break };
        if let Some(hit) = in_words(&found, shape) {
            at = hit.end;
            hits.push(hit);
        } else {
            // Past the first word of the failed match.
            let part = whole.as_str();
            let step = part.find(char::is_whitespace).unwrap_or(part.len()).max(1);
            at = whole.start() + step;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        if at >= text.len() {
            break;
        }
    }
}

fn number(found: &Captures<'_>, group: usize) -> Option<i32> {
    found.get(group)?.as_str().parse().ok()
}

fn hit(
    found: &Captures<'_>,
    date: Option<Date>,
    faults: Vec<DateFault>,
    exact: bool,
) -> Option<DateHit> {
    let whole = found.get(0)?;
    Some(DateHit { start: whole.start(), end: whole.end(), date, faults, exact })
}

/// What is possible of year, month and day.
fn possible(year: i32, month: i32, day: Option<i32>) -> (Date, Vec<DateFault>) {
    let Some(month) = u8::try_from(month).ok().filter(|m| (1..=12).contains(m)) else {
        return (Date::Single(DateParts::year(year)), vec![DateFault::Impossible]);
    };
    let Some(day) = day else {
        return (Date::Single(DateParts::month(year, month)), vec![]);
    };
    match u8::try_from(day) {
        Ok(day) if day >= 1 && day <= days_in_month(year, month) => {
            (Date::Single(DateParts::day(year, month, day)), vec![])
        }
        _ => (Date::Single(DateParts::month(year, month)), vec![DateFault::Impossible]),
    }
}

fn iso(found: &Captures<'_>) -> Option<DateHit> {
    let (year, month, day) = (number(found, 1)?, number(found, 3)?, number(found, 4));
    let dash = found.get(2)?.as_str();
    if day.is_none() && (dash != "-" || found.get(3)?.as_str().len() != 2 || month > 12) {
        return None;
    }
    let (date, faults) = possible(year, month, day);
    hit(found, Some(date), faults, true)
}

fn in_digits(found: &Captures<'_>, order: Order) -> Option<DateHit> {
    let (first, second, third) = (number(found, 1)?, number(found, 3)?, number(found, 5)?);
    let (dash, again) = (found.get(2)?.as_str(), found.get(4)?.as_str());
    let short = found.get(5)?.as_str().len() == 2;
    if dash != again || first == 0 || second == 0 || (dash == "-" && short) {
        return None;
    }
    if first > 31 || second > 31 {
        return None;
    }
    let mut faults = Vec::new();
    let year = if short {
        faults.push(DateFault::TwoDigits);
        century(third)
    } else {
        third
    };
    if !(1500..2100).contains(&year) {
        return None;
    }
    let day_first = match (first, second) {
        (13.., _) => true,
        (_, 13..) => false,
        _ if dash == "." => true,
        _ => order == Order::DayFirst,
    };
    if first <= 12 && second <= 12 && first != second && order != Order::MonthFirst {
        let proven = dash == "." && !short;
        if !proven {
            faults.push(DateFault::Ambiguous);
        }
    }
    let (month, day) = if day_first { (second, first) } else { (first, second) };
    let (date, more) = possible(year, month, Some(day));
    faults.extend(more);
    hit(found, Some(date), faults, true)
}

fn in_words(found: &Captures<'_>, shape: Shape) -> Option<DateHit> {
    let word = |group: usize| month(found.get(group)?.as_str());
    let typo = |misspelt: bool| if misspelt { vec![DateFault::Typo] } else { vec![] };
    let full = |year: i32, month: u8, day: i32, misspelt: bool| {
        if month > 12 {
            return None;
        }
        let (date, mut faults) = possible(year, i32::from(month), Some(day));
        faults.extend(typo(misspelt));
        hit(found, Some(date), faults, true)
    };
    match shape {
        Shape::MonthDayYear => {
            let (month, misspelt) = word(1)?;
            full(number(found, 3)?, month, number(found, 2)?, misspelt)
        }
        Shape::DayMonthYear => {
            let (month, misspelt) = word(2)?;
            full(number(found, 3)?, month, number(found, 1)?, misspelt)
        }
        Shape::YearMonthDay => {
            let (month, misspelt) = word(2)?;
            full(number(found, 1)?, month, number(found, 3)?, misspelt)
        }
        Shape::MonthsYear => {
            let ((first, _), (second, misspelt)) = (word(1)?, word(2)?);
            let year = number(found, 3)?;
            let end = |month| Endpoint::Date(DateParts::month(year, month));
            hit(found, Some(Date::Range(end(first), end(second))), typo(misspelt), true)
        }
        Shape::SeasonYears => {
            let ((season, _), year, last) =
                (word(1)?, number(found, 2)?, number(found, 3)?);
            let last = if last < 100 { year / 100 * 100 + last } else { last };
            let end = |year| Endpoint::Date(DateParts::month(year, season));
            (season > 20 && last == year + 1).then(|| {
                hit(found, Some(Date::Range(end(year), end(last))), vec![], true)
            })?
        }
        Shape::MonthYear => {
            let (month, misspelt) = word(1)?;
            let date = Date::Single(DateParts::month(number(found, 2)?, month));
            hit(found, Some(date), typo(misspelt), true)
        }
        Shape::YearMonth => {
            let (month, misspelt) = word(2).filter(|(_, misspelt)| !misspelt)?;
            let date = Date::Single(DateParts::month(number(found, 1)?, month));
            hit(found, Some(date), typo(misspelt), true)
        }
        Shape::MonthDay | Shape::DayMonth => yearless(found, shape),
    }
}

fn yearless(found: &Captures<'_>, shape: Shape) -> Option<DateHit> {
    let (word, day) = if shape == Shape::MonthDay { (1, 2) } else { (2, 1) };
    let name = found.get(word)?.as_str();
    let (number_of_month, misspelt) = month(name)?;
    let day = number(found, day)?;
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let shy = SHY.contains(&name.to_lowercase().as_str()) && !capital;
    let fits = (1..=31).contains(&day) && number_of_month <= 12 && !misspelt && !shy;
    fits.then(|| hit(found, None, vec![DateFault::NoYear], true))?
}

fn quarter(found: &Captures<'_>) -> Option<DateHit> {
    let year = number(found, 2).or_else(|| number(found, 3))?;
    hit(found, Some(Date::Single(DateParts::year(year))), vec![DateFault::Typo], false)
}

/// “2012年12月10日”, “2020년 7월 7일”.
fn eastern(found: &Captures<'_>) -> Option<DateHit> {
    let (date, faults) = possible(number(found, 1)?, number(found, 2)?, number(found, 3));
    hit(found, Some(date), faults, true)
}

/// “12 jan 23”, with nothing behind it that could be an hour.
fn short(found: &Captures<'_>) -> Option<DateHit> {
    let (month, misspelt) = month(found.get(3)?.as_str())?;
    if month > 12 || misspelt {
        return None;
    }
    let (date, faults) =
        possible(century(number(found, 4)?), month.into(), number(found, 2));
    let end = found.get(1)?.end();
    let faults = [faults, vec![DateFault::TwoDigits]].concat();
    hit(found, Some(date), faults, true).map(|hit| DateHit { end, ..hit })
}

/// The year of two digits.
fn century(year: i32) -> i32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// Years that stand alone: “(2019)”, “2019a”, “c.1850”; not “12019”, “2019–20” or “5.2019”.
fn years(hits: &mut Vec<DateHit>, text: &str) {
    let mut last = 0;
    for (at, _) in text.match_indices(['1', '2']) {
        let Some(value) = text.get(at..at + 4).filter(|_| at >= last).and_then(year) else {
            continue;
        };
        let before = text.get(..at).unwrap_or("");
        if !year_starts(before) || !year_ends(text.get(at + 4..).unwrap_or("")) {
            continue;
        }
        last = at + 4;
        hits.push(DateHit {
            start: at,
            end: at + 4,
            date: Some(Date::Single(DateParts::year(value))),
            faults: vec![],
            exact: false,
        });
    }
}

/// Four digits as a year of print.
fn year(digits: &str) -> Option<i32> {
    let value = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    value.filter(|year| (1500..2100).contains(year))
}

fn year_starts(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        None => true,
        // “c.1850”
        Some('.') => {
            matches!(chars.next(), Some('c' | 'C'))
                && !chars.next().is_some_and(char::is_alphanumeric)
        }
        Some(c) => c.is_alphabetic() || !is_word(c) && !matches!(c, '/' | ':' | '-'),
    }
}

fn year_ends(after: &str) -> bool {
    // “2019a”: the letter that tells works of a year apart.
    let letter = |c: char| matches!(c.to_ascii_lowercase(), 'a'..='h');
    let mut chars = after.strip_prefix(letter).unwrap_or(after).chars();
    match chars.next() {
        None => true,
        Some('–' | '-') => chars.next().is_some_and(char::is_whitespace),
        Some(c) => !is_word(c) && c != '%',
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Keeps the longest of hits that overlap; of equal ones the one with a year.
fn resolve(mut hits: Vec<DateHit>) -> Vec<DateHit> {
    let rank = |hit: &DateHit| (hit.end - hit.start, hit.date.is_some(), hit.exact);
    hits.sort_by(|a, b| a.start.cmp(&b.start).then_with(|| rank(b).cmp(&rank(a))));
    let mut kept: Vec<DateHit> = Vec::new();
    for hit in hits {
        match kept.last_mut() {
            Some(last) if hit.start < last.end => {
                let better = hit.date.is_some() && last.date.is_none();
                if better || (rank(&hit) > rank(last) && hit.date.is_some()) {
                    *last = hit;
                }
            }
            _ => kept.push(hit),
        }
    }
    kept
}

/// The order of dates in digits that a text proves, if it does.
pub(super) fn proven_order(text: &str) -> Order {
    let mut order = Order::Unknown;
    for found in PATTERNS.slashed.captures_iter(text).take(10_000) {
        let same = found.get(2).map(|m| m.as_str()) == found.get(4).map(|m| m.as_str());
        let whole = found.get(5).is_some_and(|year| year.as_str().len() == 4);
        let slash = found.get(2).is_some_and(|dash| dash.as_str() == "/");
        let sure = slash || same && whole;
        match (number(&found, 1), number(&found, 3)) {
            (Some(13..=31), Some(1..=12)) if sure => return Order::DayFirst,
            (Some(1..=12), Some(13..=31)) if sure => order = Order::MonthFirst,
            _ => {}
        }
    }
    order
}

/// Day first where months are spelt in another language than English and none in English.
pub(super) fn spoken_order(text: &str) -> Order {
    // The table's first name of each month and season is English.
    let is_english = |word: &str| {
        let full = MONTHS.iter().filter_map(|(_, names)| names.first());
        word == "fall" || full.into_iter().any(|name| name.starts_with(word))
    };
    let (mut english, mut other) = (0, 0);
    for (shape, pattern) in &PATTERNS.words {
        if !matches!(shape, Shape::MonthYear | Shape::MonthDayYear) {
            continue;
        }
        for found in pattern.captures_iter(text).take(2000) {
            let word = found.get(1).map_or("", |word| word.as_str()).to_lowercase();
            if NAMES.contains_key(word.as_str()) {
                *(if is_english(&word) { &mut english } else { &mut other }) += 1;
            }
        }
    }
    if english == 0 && other > 1 { Order::DayFirst } else { Order::Unknown }
}

/// Takes a date apart from the words around it that belong to it: weekday and time.
pub(super) fn only_date(text: &str, order: Order) -> Option<DateHit> {
    let trimmed =
        text.trim().trim_matches(['|', '•', '–', '—', '-', '(', ')', ' ', '.', ',']);
    if trimmed.len() > 90 {
        return None;
    }
    let mut hits = find(trimmed, order);
    let dated = |hit: &DateHit| hit.exact;
    let at = hits.iter().position(dated)?;
    let first = hits.swap_remove(at);
    let before =
        trimmed.get(..first.start)?.trim().trim_matches([',', ':', '|', '-', '–', '(']);
    let after = trimmed.get(first.end..)?.trim();
    let before_fits = before.is_empty() || is_weekday(before) || is_published(before);
    (before_fits && is_time(after)).then_some(first)
}

fn is_published(word: &str) -> bool {
    let word = word.trim().trim_end_matches([':', ' ']).to_lowercase();
    // “Published Thu”.
    let word = match word.rsplit_once(' ') {
        Some((published, day)) if is_weekday(day) => published.trim_end_matches([',', ':']),
        _ => word.as_str(),
    };
    let known = [
        "published",
        "published on",
        "posted",
        "posted on",
        "date",
        "publication date",
        "on",
        "by on",
        "by",
        "por",
        "par",
        "von",
        "publicado",
        "publié le",
        "veröffentlicht am",
        "publicerad",
        "yayın tarihi",
        "опубликовано",
        "created on",
        "issued",
        "stand",
        "datum",
        "first published",
        "release date",
        "date of publication",
        "added",
        "date de publication",
        "mis en ligne le",
        "erstellt am",
        "erschienen am",
        "publicado el",
        "publicado en",
        "publicado em",
        "fecha",
        "fecha de publicación",
        "pubblicato il",
        "data",
        "eklenme tarihi",
        "giriş tarihi",
        "yayınlanma tarihi",
        "tarih",
        "дата",
        "дата публикации",
        "дата публікації",
        "опубліковано",
        "жарияланған",
    ];
    known.contains(&word)
}

pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.trim().trim_end_matches([',', '.']).to_lowercase();
    let known = |list: &str| list.split(' ').any(|known| known == word);
    known(WEEKDAYS) || known(SHORT_WEEKDAYS)
}

/// The place of a weekday in full that a date follows: “Wednesday, 12 March 2014”.
fn weekday_before(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?.trim_end_matches([' ', ',', '.', '\u{a0}']);
    let word = before.rsplit(|c: char| !c.is_alphabetic() && c != '’').next()?;
    if word.len() < 4 || start - before.len() > 4 {
        return None;
    }
    // “Scotland on Monday, 3 May” is a newspaper.
    let named = before.get(..before.len() - word.len()).is_some_and(|head| {
        head.strip_suffix(" on ").is_some_and(|head| {
            head.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase))
        })
    });
    if named {
        return None;
    }
    let lower = word.to_lowercase();
    WEEKDAYS.split(' ').any(|known| known == lower).then(|| before.len() - word.len())
}

/// Whether a text is a time of day, or nothing.
pub(super) fn is_time(rest: &str) -> bool {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s,.|)–-]*(?:(?:at|um|à|kl\.?|-)?\s*\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:am|pm|uhr)?\s*(?:[A-Z]{2,4})?)?[\s,.|)г-]*$")
            .expect("a constant")
    });
    TIME.is_match(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let hits = find(text, Order::Unknown);
        let shown: Vec<String> = hits
            .iter()
            .map(|hit| {
                let date = hit.date.as_ref().map_or("-".to_owned(), ToString::to_string);
                let faults: String =
                    hit.faults.iter().map(|fault| format!(" {fault:?}")).collect();
                format!("{date}{faults}")
            })
            .collect();
        assert_eq!(shown.join("; "), expected, "{text}");
    }

    #[test]
    fn full_dates_in_words() {
        check("October 31, 2019, the CACI Analyst", "2019-10-31");
        check("Thursday, 31 October 2019", "2019-10-31");
        check("November 9th, 2015", "2015-11-09");
        check("le 1er mai 2020", "2020-05-01");
        check("(2022, June 3)", "2022-06-03");
        check("5 Ocak 2019", "2019-01-05");
        check("31. Dezember 2015", "2015-12-31");
        check("12 de octubre de 2018", "2018-10-12");
        check("8 мая 2021 г.", "2021-05-08");
        check("16TH MAY 2023", "2023-05-16");
        check("JUNE 23 2023", "2023-06-23");
        check("Dec. 31, 2015", "2015-12-31");
        check("30 SEPT 2019", "2019-09-30");
    }

    #[test]
    fn impossible_dates_keep_what_is_possible() {
        check("January 34, 2022", "2022-01 Impossible");
        check("February 29, 2015", "2015-02 Impossible");
        check("30 février 2021", "2021-02 Impossible");
        check("2022-06-31", "2022-06 Impossible");
        check("13/13/2013", "2013 Impossible");
    }

    #[test]
    fn months_seasons_ranges() {
        check("May 2023", "2023-05");
        check("July/August 2010", "2010-07/2010-08");
        check("janvier-mars 2017", "2017-01/2017-03");
        check("Fall 2011", "2011-23");
        check("Winter 2004-05", "2004-24/2005-24");
        check("Feb, 2024", "2024-02");
        check("Q3 2020", "2020 Typo");
    }

    #[test]
    fn digits() {
        check("11/8/2000", "2000-11-08 Ambiguous");
        check("18/09/2013", "2013-09-18");
        check("28.07.20", "2020-07-28 TwoDigits");
        check("2012年12月10日, 2020년 7월 7일", "2012-12-10; 2020-07-07");
        check("12 jan 23 | 5h27", "2023-01-12 TwoDigits");
        check("12 Jan 23:15", "- NoYear");
        check("2022-11-08", "2022-11-08");
        check("10.9999/rlq.2013.0041", "");
    }

    #[test]
    fn misspelt_and_yearless() {
        check("Deceber 15, 2021", "2021-12-15 Typo");
        check("Janurary 19, 2023", "2023-01-19 Typo");
        check("on September 21, another", "- NoYear");
    }

    #[test]
    fn bare_years() {
        check("Cambridge University Press, 2001.", "2001");
        check("1521-1524", "");
        check("Allsen, Thomas T. 1989.‘Mongol", "1989");
    }
}
