//! Titles that no mark delimits: found by what stands after them.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::dates;
use super::draft::Draft;
use super::entry::{Context, Parts};
use super::kinds::{self, Venue};
use super::place::label_and_number;
use super::tables::words::STATES;
use super::title::{self, Title, short};
use crate::diag::catalogue::page as rules;

/// A title without marks: by sentences where authors end with a full stop, else by commas
/// from the end.
pub(super) fn unmarked(
    text: &str,
    context: &Context,
    draft: &mut Draft,
    parts: &Parts,
) -> Title {
    // What stands before “(with …)” is the title.
    if let Some(at) = parts.with_at.and_then(|_| text.find(CUT)) {
        let before = text.get(..at).unwrap_or("");
        let after = text.get(at..).unwrap_or("");
        let no_date = dates::find(before, context.order)
            .iter()
            .all(|hit| !hit.exact || hit.date.is_none());
        let more = after.trim_matches([CUT, ' ', ',', '.']);
        let published = parts.label.is_none() || !more.is_empty();
        if before.split_whitespace().count() > 1
            && house_and_place(before).is_none()
            && no_date
            && published
            && !before.contains(". ")
        {
            return Title {
                text: title::trim_title(before),
                rest: after.to_owned(),
                confidence: 92,
                reason: "ends before “with”",
                quoted: false,
            };
        }
    }
    if let Some(found) = announced(text) {
        return found;
    }
    if let Some(found) = before_in(text) {
        return found;
    }
    if let Some(found) = house_and_place(text) {
        return found;
    }
    if matches!(context.section, "" | "book" | "edited" | "monograph")
        && let Some(found) = super::dialects::place_and_year(text)
    {
        draft.kind("book", 82, "place and year behind the title");
        return found;
    }
    if let Some(found) = in_parentheses(text, context, draft, parts) {
        return found;
    }
    if (parts.by_sentences || context.reference && !mostly_commas(text))
        && let Some(found) = by_sentences(text)
    {
        return found;
    }
    by_commas(text, context, draft, parts)
}

/// “Lotsenwesen, in: Brandis/Köhn (Hrsg.), Handbuch …”: what stands before “in:” is the title.
fn before_in(text: &str) -> Option<Title> {
    static IN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[,.?!][\s\x01]+((?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m|[Uu]|[Ww]|В кн\.|в кн\.|[Ii]çinde|İçinde) ?: |İçinde )").expect("a constant")
    });
    // “Tre saggi, in S. Lind (ed.), Porti, Molo, Roma 2009”
    static EDITED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[,.?!][\s\x01]+((?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m|[Ww]) \p{Lu}[^():“”«»]{3,110}?,? \((?i:eds?|dirs?|coords?|hrsg|hgg?|red|orgs?|cur|der|ред)\.?\))").expect("a constant")
    });
    let found = IN.captures(text).or_else(|| EDITED.captures(text))?;
    let (head, at) = (text.get(..found.get(0)?.start() + 1)?, found.get(1)?.start());
    (!head.trim().is_empty() && head.len() > 3).then(|| Title {
        text: title::trim_title(head),
        rest: text.get(at..).unwrap_or("").to_owned(),
        confidence: 91,
        reason: "stands before “in:”",
        quoted: false,
    })
}

/// “Title, published in Venue, date”, “Title? published in …”.
fn announced(text: &str) -> Option<Title> {
    static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[,.?!]\s+((?i:published|appeared|erschienen|publicerad|prepared|forthcoming|to appear|accepted|under review|in press) (?i:in|by|for|bei|av|at|with)\s)").expect("a constant")
    });
    let found = PUBLISHED.captures(text)?;
    let at = found.get(1)?.start();
    let (head, rest) = text.split_at_checked(at)?;
    // A date may stand before: “… Purse. October 18, 1997. Published by”.
    let ends = title::sentence_ends(head.trim_end());
    let end = ends
        .first()
        .copied()
        .filter(|end| {
            dates::find(head.get(*end..).unwrap_or(""), Default::default())
                .iter()
                .any(|hit| hit.exact)
        })
        .unwrap_or(head.len());
    Some(Title {
        text: title::trim_title(head.get(..end)?),
        rest: format!(" {}{rest}", head.get(end..)?),
        confidence: 90,
        reason: "“published”",
        quoted: false,
    })
}

/// “Title, 2. Auflage, Hafen Verlag, Lindau 2019”, “Title, Lindau (Hafen Verlag) 2019”: books as
/// German lists print them, the place last or before a parenthesis.
fn house_and_place(text: &str) -> Option<Title> {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{6,}?)((?:, (?:\d{1,2}\.,? )?[^,.]{0,40}(?:Auflage|Aufl\.))?), ([^,]{3,60}), (\p{Lu}[A-Za-zÀ-\u{1FFF}. -]{2,24}(?:/[A-Za-zÀ-\u{1FFF}. /]{1,30})?) ((?:19|20)\d\d)\b[\s\x01.,]*(?:\(?i\. ?[EVD]\.\)?[\s\x01.]*)?$").expect("a constant")
    });
    static PARENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{6,}?), (\p{Lu}[A-Za-zÀ-\u{1FFF}./ -]{2,30}) \((\p{Lu}[^()]{2,60})\),? ((?:19|20)\d\d)\b[\s\x01.,]*(?:\([^()]{2,20}\))?[\s\x01.,]*$").expect("a constant")
    });
    let (found, place, house) = match PARENS.captures(text) {
        Some(found) => (found, 2, 3),
        None => (LAST.captures(text)?, 4, 3),
    };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let known = matches!(kinds::venue(part(house)), Venue::Publisher(_))
        || super::decide::is_press(part(house));
    let placed = part(place)
        .split(['/', '-', ' '])
        .any(|name| kinds::venue(name.trim_end_matches('.')) == Venue::Place)
        || kinds::venue(part(place)) == Venue::Place;
    let journal = matches!(kinds::venue(part(house)), Venue::Container(_, 78..));
    // “Marinai, mercanti, spie: i porti, Salerno 2013”: the end of a title is no house.
    let small = part(house).starts_with(char::is_lowercase)
        && part(house).split(' ').count() > 2
        || part(house).contains(": ");
    if !known && small {
        return None;
    }
    if journal || !(known || placed) || dates::month(part(place)).is_some() {
        return None;
    }
    // “Fischerei. Bericht 2016:4, Haus, Ort 2016” is a report.
    if part(1).rsplit(". ").next().is_some_and(label_and_number) {
        return None;
    }
    let end = found.get(1)?.end();
    let edition = if place == 4 { part(2) } else { "" };
    let more = text.get(found.get(place)?.end()..)?;
    let year = part(if place == 4 { 5 } else { 4 });
    let after = more.split_once(year).map_or("", |(_, after)| after);
    Some(Title {
        text: title::trim_title(text.get(..end)?),
        rest: format!("{edition} ({}: {}, {year}){after}", part(place), part(house)),
        confidence: 88,
        reason: "publisher, place and year behind it",
        quoted: false,
    })
}

/// “Title (Place: Publisher, Year)”, as footnotes and CVs print books.
fn in_parentheses(
    text: &str,
    context: &Context,
    draft: &mut Draft,
    parts: &Parts,
) -> Option<Title> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\(([^()]{0,}?\b(?:1[5-9]|20)\d\d[^()]{0,})\)").expect("a constant")
    });
    static HOUSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.+?\S)\s+\(([^()]{4,60})\)[.\s]*$").expect("a constant")
    });
    if let Some(found) = HOUSE.captures(text) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        let house = super::decide::is_press(part(2))
            || matches!(kinds::venue(part(2)), Venue::Publisher(86..));
        if house && part(1).split_whitespace().count() > 1 {
            return Some(Title {
                text: title::trim_title(part(1)),
                rest: format!(", {}", part(2)),
                confidence: 91,
                reason: "a parenthesis with the publisher",
                quoted: false,
            });
        }
    }
    let found = DATED.captures_iter(text).last()?;
    let whole = found.get(0)?;
    let (before, inside) = (text.get(..whole.start())?, found.get(1)?.as_str());
    let after = text.get(whole.end()..)?.trim_matches([' ', '.', ',', ';', CUT]);
    let pages =
        after.len() < 24 && after.chars().any(|c| c.is_ascii_digit()) || after.is_empty();
    let hits = dates::find(inside, context.order);
    // “Roe, Ada, Tides of War (2007). A fine book.”: what follows the year is a remark.
    let remark = after.split_whitespace().count() > 1
        && after.starts_with(char::is_uppercase)
        && (!after.contains(|c: char| c.is_ascii_digit()) || title::is_prose(after))
        && text.get(whole.end()..).is_some_and(|rest| rest.starts_with('.'))
        && inside.trim().len() == 4
        && parts.authors.is_some();
    if remark && before.split_whitespace().count() > 1 {
        draft.rest.push(after.to_owned());
        return Some(Title {
            text: title::trim_title(before),
            rest: format!(" ({inside})"),
            confidence: 88,
            reason: "a parenthesis with the year",
            quoted: false,
        });
    }
    if !pages || hits.is_empty() || before.split_whitespace().count() < 2 {
        return None;
    }
    let typed = is_typed(inside, context);
    let rest = format!(" ({inside}) {after}");
    if typed || before.contains(", ") && !inside.contains(':') {
        let head = by_commas(&format!("{before}, {inside}"), context, draft, parts);
        return Some(Title { rest: head.rest, ..head });
    }
    Some(Title {
        text: title::trim_title(before),
        rest,
        confidence: 91,
        reason: "a parenthesis with the publisher",
        quoted: false,
    })
}

fn mostly_commas(text: &str) -> bool {
    title::sentence_ends(text).len() < 2
}

fn by_sentences(text: &str) -> Option<Title> {
    let found = title::sentence(text)?;
    // “Title (Silk Road Paper).” and “Title [Silk Road Paper].”
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{8,}?)\s*[(\[]([^()\[\]]{4,})[)\]]\.?$").expect("a constant")
    });
    if let Some(parts) = SERIES.captures(&found.text) {
        let inner = parts.get(2).map_or("", |inner| inner.as_str());
        if !matches!(kinds::venue(inner), Venue::Unknown)
            || kinds::label(inner).is_some()
            || inner.contains("No.")
        {
            let title = parts.get(1).map_or("", |title| title.as_str());
            return Some(Title {
                text: title::trim_title(title),
                rest: format!(" {inner}. {}", found.rest),
                ..found
            });
        }
    }
    // One sentence only: the publication hangs on a comma.
    if found.rest.trim_matches([' ', '.', CUT]).is_empty() {
        return None;
    }
    Some(found)
}

/// The title is what is left when date, publication and publisher are taken off the end.
fn by_commas(text: &str, context: &Context, draft: &mut Draft, parts: &Parts) -> Title {
    let body = text.trim_start_matches([' ', ',', '.', ':', ')', CUT]);
    let segments = segments(body);
    if segments.len() == 1 {
        if let Some(found) = first_sentences(body, "", context) {
            return found;
        }
        return suffix(body, context, draft);
    }
    let report = parts.label.is_some_and(|label| label.series || label.kind == "report")
        || context.section == "report" && parts.label.is_none() && context.reference;
    let book = parts.label.is_some_and(|label| label.kind == "book")
        || matches!(context.section, "book" | "edited" | "monograph");
    let mut end = segments.len();
    // Dates, numbers and the like at the end are no title.
    let mut dated = false;
    while end > 1 {
        let segment =
            segments.get(end - 1).map_or("", |range| body.get(range.clone()).unwrap_or(""));
        if !is_typed(segment, context) {
            break;
        }
        dated = true;
        end -= 1;
    }
    let tail_start = end;
    let mut confidence: u8 = 90;
    let mut venues = 0;
    while end > 1 {
        let segment = segments
            .get(end - 1)
            .map_or("", |range| body.get(range.clone()).unwrap_or(""))
            .trim();
        let (is_venue, sure) = venue_like(segment, context, venues, dated, report, book);
        let next = segments.get(end).and_then(|range| body.get(range.clone()));
        if !is_venue && !is_city(segment, next) {
            break;
        }
        confidence = confidence.min(sure);
        venues += 1;
        end -= 1;
    }
    let cut = segments.get(end).map_or(body.len(), |range| range.start);
    let head = body.get(..cut).unwrap_or(body);
    let rest = body.get(cut..).unwrap_or("");
    if venues == 0
        && dated
        && matches!(context.section, "" | "article" | "article-journal" | "chapter")
        && let Some(found) = two_sentences(head, rest)
    {
        return found;
    }
    // A sentence inside a title that a venue begins: “… Future. November 2000. The Futurist.”
    if venues == 0
        && tail_start == segments.len()
        && let Some(found) = by_sentences(body)
            .filter(|found| !found.rest.trim_matches([' ', '.', CUT]).is_empty())
    {
        return found;
    }
    if let Some(found) = first_sentences(head, rest, context) {
        return found;
    }
    if venues == 0 {
        let found = suffix(head, context, draft);
        return Title { rest: format!("{} {rest}", found.rest), ..found };
    }
    Title {
        text: title::trim_title(head),
        rest: format!(" {rest}"),
        confidence,
        reason: "a comma before the publication",
        quoted: false,
    }
}

/// “Quiet harbours. Ports and Trade, 2015.”: a sentence, a name, and the year alone.
fn two_sentences(head: &str, rest: &str) -> Option<Title> {
    let year = rest.trim_matches([',', ' ', '.', CUT]);
    let ends = title::sentence_ends(head.trim_end());
    let [end, last] = ends.as_slice() else { return None };
    let (first, second) = (head.get(..*end)?, head.get(*end..*last)?.trim());
    let words = |text: &str| text.split_whitespace().count();
    let bare = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (bare
        && words(first) > 3
        && (2..=12).contains(&words(second))
        && second.starts_with(char::is_uppercase))
    .then(|| Title {
        text: title::trim_title(first),
        rest: format!(" {second}, {year}"),
        confidence: 74,
        reason: "a full stop and a year",
        quoted: true,
    })
}

/// “Title. Publisher” inside what was taken for a title.
fn first_sentences(head: &str, rest: &str, context: &Context) -> Option<Title> {
    let ends = title::sentence_ends(head);
    if ends.len() < 2 {
        return None;
    }
    for end in ends.iter().rev().skip(1) {
        let last = head.get(*end..)?.trim().trim_end_matches('.');
        let words = last.split_whitespace().count();
        let typed = is_typed(last, context);
        let announced = last.to_lowercase().starts_with("published");
        let prepared = last.starts_with("Prepared for");
        if typed
            || announced
            || prepared
            || (words <= 9
                && matches!(
                    kinds::venue(last),
                    Venue::Container(_, 80..) | Venue::Publisher(_)
                ))
        {
            let middle = |start: usize| {
                let between = head.get(start..*end).unwrap_or("").trim();
                is_typed(between.trim_end_matches('.'), context)
                    || between.split_whitespace().count() <= 3
            };
            let first = ends
                .iter()
                .copied()
                .find(|start| start < end && (typed || announced || middle(*start)))
                .unwrap_or(*end);
            return Some(Title {
                text: title::trim_title(head.get(..first)?),
                rest: format!(" {} {rest}", head.get(first..)?),
                confidence: 88,
                reason: "a full stop",
                quoted: false,
            });
        }
    }
    None
}

/// A title that the name of a known publication ends without a separator.
fn suffix(body: &str, context: &Context, draft: &mut Draft) -> Title {
    let clean = body.trim_end_matches([' ', '.', ',', CUT]);
    let mut starts: Vec<usize> = clean.match_indices(' ').map(|(at, _)| at + 1).collect();
    starts.reverse();
    let mut best = None;
    for start in starts.into_iter().take(8) {
        let part = clean.get(start..).unwrap_or("");
        if context.known.venues.contains(part.trim_end_matches('.'))
            && part.split_whitespace().count() > 1
        {
            best = Some(start);
        }
    }
    if let Some(start) = best {
        let (head, venue) = clean.split_at(start);
        if !head.trim().is_empty() && !head.trim_end().ends_with([',', '.', ':']) {
            draft.fault(&rules::MISSING_SEPARATOR, format!("nothing parts “{}” and “{venue}”; parted there, as other entries name the latter", short(head)));
            return Title {
                text: title::trim_title(head),
                rest: format!(", {venue}"),
                confidence: 85,
                reason: "no separator before the publication",
                quoted: false,
            };
        }
    }
    Title {
        text: title::trim_title(body),
        rest: String::new(),
        confidence: 85,
        reason: "all that is left",
        quoted: false,
    }
}

/// Ranges between commas (and semicolons) outside brackets and quotation marks.
fn segments(body: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    for (at, c) in body.char_indices() {
        match c {
            '(' | '[' | '“' | '«' | '„' => depth += 1,
            ')' | ']' | '”' | '»' => depth = (depth - 1).max(0),
            ',' | ';' if depth == 0 => {
                let next =
                    body.get(at + 1..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                if next.is_whitespace() || next == CUT || next.is_alphabetic() {
                    ranges.push(start..at);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    ranges.push(start..body.len());
    // A bracket that never closes must not swallow the rest.
    if depth > 0 && ranges.len() == 1 {
        ranges.clear();
        let mut from = 0;
        for (at, _) in body.match_indices(", ") {
            ranges.push(from..at);
            from = at + 1;
        }
        ranges.push(from..body.len());
    }
    ranges
}

/// Whether a piece is only a date, a year, numbers or pages.
fn is_typed(segment: &str, context: &Context) -> bool {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s\x01]*(?:(?:vol(?:ume)?|no|nr|n°|issue|pp?|ss?|c|cilt|sayı|heft|bd|jg|iss|t|том|№|с)\.?\s*)?[(\[]?[\dIVXL]+(?:\s?[-–/:(]\s?\d+\)?)*[)\]]?(?:\s*(?:pp?|s|S|p)\.?)?[\s\x01.]*$").expect("a constant")
    });
    let trimmed = segment.trim().trim_matches([CUT, ' ', '.', ')', '(']);
    // “Port Ambrose, 1880–1924” is a title's own time.
    static SPAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^1[0-9]\d\d\s?[–-]\s?(?:1[0-9]|20)\d\d\.?$").expect("a constant")
    });
    if SPAN.is_match(segment.trim()) {
        return false;
    }
    if trimmed.is_empty()
        || NUMBERS.is_match(segment)
        || super::dialects::is_season(trimmed)
    {
        return true;
    }
    let hits = dates::find(trimmed, context.order);
    if let Some(hit) = hits.first() {
        let before =
            trimmed.get(..hit.start).unwrap_or("").trim_matches([' ', ',', '(', '.']);
        let after =
            trimmed.get(hit.end..).unwrap_or("").trim_matches([' ', ',', ')', '.', CUT]);
        let weekday = matches!(
            before.to_lowercase().as_str(),
            "on" | "accepted" | "published" | "online" | "posted"
        );
        return (before.is_empty() || weekday) && after.is_empty();
    }
    context.reference && dates::month(trimmed).is_some_and(|(_, typo)| !typo)
        || context.year.is_some() && dates::month(trimmed.trim_end_matches('.')).is_some()
        || dates::month(trimmed.trim_end_matches('.'))
            .is_some_and(|(month, typo)| !typo && month <= 12 && trimmed.len() >= 3)
}

/// Whether a piece before the date is a publication, publisher or place rather than a part
/// of the title, and how sure that is.
/// Whether a segment is a city that no table knows, before its state and a publisher:
/// “Alderton, NY: Quay Press”.
fn is_city(segment: &str, next: Option<&str>) -> bool {
    let state = next.and_then(|next| next.split_once(':')).map(|(state, _)| state.trim());
    let words = segment.split_whitespace().count();
    state.is_some_and(|state| STATES.contains(&state))
        && words <= 2
        && segment.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

fn venue_like(
    segment: &str,
    context: &Context,
    taken: usize,
    dated: bool,
    report: bool,
    book: bool,
) -> (bool, u8) {
    let segment = segment.trim_matches([CUT, ' ', '.']);
    let words = segment.split_whitespace().count();
    if words == 0 {
        return (true, 90);
    }
    let inside = segment.starts_with("in ")
        || segment.starts_with("In ")
        || segment.starts_with("in: ");
    if inside && taken == 0 && words < 16 {
        return (true, 85);
    }
    let known = context.known.venues.contains(segment);
    if super::place::THESIS.is_match(segment) && taken > 0
        || super::place::THESIS.is_match(segment) && words < 6
    {
        return (true, 92);
    }
    if label_and_number(segment) || super::series::book_series(segment).is_some() {
        return (true, 90);
    }
    if dated && taken == 0 && super::place::starts_with_label(segment) {
        return (true, 84);
    }
    // “Stockholm 2023”.
    if let Some((place, year)) = segment.rsplit_once(' ')
        && year.len() == 4
        && year.chars().all(|c| c.is_ascii_digit())
        && kinds::venue(place) == Venue::Place
    {
        return (true, 90);
    }
    match kinds::venue(segment) {
        Venue::Container(_, sure @ 93..) => return (true, sure.min(95)),
        Venue::Series(_) => return (true, 95),
        Venue::Place => {
            return (taken == 0 || !dated || book || context.reference || taken > 0, 88);
        }
        Venue::Publisher(_) if words <= 8 => {
            return (true, if taken == 0 { 90 } else { 82 });
        }
        Venue::Container(_, sure) if taken == 0 && words <= 9 => {
            return (!report || sure > 80, sure.clamp(75, 90));
        }
        _ => {}
    }
    if known && taken == 0 {
        return (true, 90);
    }
    if segment.contains(": ") && taken == 0 {
        let place = segment.split(": ").next().unwrap_or("");
        let house = segment.split(": ").nth(1).unwrap_or("");
        let named = place.split_whitespace().count() <= 3
            && place.starts_with(char::is_uppercase)
            && super::decide::is_press(house);
        if named || kinds::venue(place) == Venue::Place {
            return (true, 92);
        }
    }
    // The piece before a date is the publication, whatever its name, in lists of articles.
    let capital =
        segment.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let lower_words = segment
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_lowercase))
        .count();
    let name_like = capital
        && words <= 8
        && (lower_words * 3 <= words || words <= 3)
        && !segment.ends_with(['?', '!']);
    if taken == 0 && dated && !report && name_like {
        return (true, 78);
    }
    (false, 0)
}
