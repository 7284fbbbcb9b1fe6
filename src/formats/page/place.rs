//! Titles that no mark delimits, and what the pieces after a title are: publication,
//! series, publisher, place. From these, the kind of work.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::dates;
use super::document::Look;
use super::draft::Draft;
use super::entry::{Context, Parts, Text};
use super::kinds::{self, Venue};
use super::names;
use super::tail::{self, Tail};
use super::title::{self, Title, short};
use crate::diag::catalogue::page as rules;
use crate::model::Field;

static THESIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ph\.?\s?d\.?|doctoral|doktora|master'?s?|m\.?a\.?|yüksek lisans|bachelor)\b.*\b(?:thesis|dissertation|tezi|diss\.?)|\bdissertation\b|\bthèse\b|\bdiss\.|\btezi\b|doktorsavhandling|диссертация|\bthesis\b").expect("a constant")
});

/// “Rapport 2023:4”, “Policy Brief No. 221”, “Global Economics Paper”.
fn label_and_number(segment: &str) -> bool {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{3,70}?)[,\s]+(?:No\.?|Nr\.?|#|№)?\s*[A-Z]{0,3}\d[\d/:-]*$")
            .expect("a constant")
    });
    if let Some(name) = NUMBERED.captures(segment).and_then(|found| found.get(1)) {
        return kinds::label(name.as_str()).is_some() || ends_with_label(name.as_str());
    }
    let words = segment.split_whitespace().count();
    words <= 6
        && words > 1
        && ends_with_label(segment)
        && segment.chars().next().is_some_and(char::is_uppercase)
}

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
        if before.trim().split_whitespace().count() > 1
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
    if let Some(found) = in_parentheses(text, context, draft, parts) {
        return found;
    }
    if parts.by_sentences || context.reference && !mostly_commas(text) {
        if let Some(found) = by_sentences(text, context) {
            return found;
        }
    }
    by_commas(text, context, draft, parts)
}

/// “Title, published in Venue, date”, “Title? published in …”.
fn announced(text: &str) -> Option<Title> {
    static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[,.?!]\s+((?i:published|appeared|erschienen|publicerad|prepared) (?i:in|by|for|bei|av)\s)").expect("a constant")
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

/// “Title (Place: Publisher, Year)”, as footnotes and CVs print books.
fn in_parentheses(
    text: &str,
    context: &Context,
    draft: &mut Draft,
    parts: &Parts,
) -> Option<Title> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\(([^()]{0,160}?\b(?:1[5-9]|20)\d\d[^()]{0,40})\)")
            .expect("a constant")
    });
    let found = DATED.captures_iter(text).last()?;
    let whole = found.get(0)?;
    let (before, inside) = (text.get(..whole.start())?, found.get(1)?.as_str());
    let after = text.get(whole.end()..)?.trim_matches([' ', '.', ',', ';', CUT]);
    let pages =
        after.len() < 24 && after.chars().any(|c| c.is_ascii_digit()) || after.is_empty();
    let hits = dates::find(inside, context.order);
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

/// Whether a piece calls the author an editor; the piece is taken out.
pub(super) fn editor_role(tail: &mut Tail) -> bool {
    let role = |piece: &String| {
        matches!(
            piece.to_lowercase().trim_end_matches('.'),
            "editor"
                | "editors"
                | "co-editor"
                | "ed"
                | "eds"
                | "hrsg"
                | "herausgeber"
                | "red"
                | "redaktör"
                | "editör"
        )
    };
    let at = tail.pieces.iter().position(role);
    at.map(|at| tail.pieces.remove(at)).is_some()
}

fn mostly_commas(text: &str) -> bool {
    title::sentence_ends(text).len() < 2
}

fn by_sentences(text: &str, context: &Context) -> Option<Title> {
    let found = title::sentence(text)?;
    // “Title (Silk Road Paper).” and “Title [Silk Road Paper].”
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{8,}?)\s*[(\[]([^()\[\]]{4,80})[)\]]\.?$").expect("a constant")
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
    let _ = context;
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
        if !is_venue {
            break;
        }
        confidence = confidence.min(sure);
        venues += 1;
        end -= 1;
    }
    let cut = segments.get(end).map_or(body.len(), |range| range.start);
    let head = body.get(..cut).unwrap_or(body);
    let rest = body.get(cut..).unwrap_or("");
    // A sentence inside a title that a venue begins: “… Future. November 2000. The Futurist.”
    if venues == 0 && tail_start == segments.len() {
        if let Some(found) = by_sentences(body, context)
            .filter(|found| !found.rest.trim_matches([' ', '.', CUT]).is_empty())
        {
            return found;
        }
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
    if trimmed.is_empty() || NUMBERS.is_match(segment) {
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
    if THESIS.is_match(segment) && taken > 0 || THESIS.is_match(segment) && words < 6 {
        return (true, 92);
    }
    if label_and_number(segment) {
        return (true, 90);
    }
    // “Stockholm 2023”.
    if let Some((place, year)) = segment.rsplit_once(' ') {
        if year.len() == 4
            && year.chars().all(|c| c.is_ascii_digit())
            && kinds::venue(place) == Venue::Place
        {
            return (true, 90);
        }
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
        if kinds::venue(place) == Venue::Place {
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

/// Stores the pieces after a title.
pub(super) fn allocate(
    tail: &Tail,
    parts: &Parts,
    entry: &Text,
    context: &Context,
    draft: &mut Draft,
) {
    let mut pieces = tail.pieces.clone();
    possessive(&mut pieces, entry, draft);
    italics(&mut pieces, entry, draft);
    place_and_publisher(&mut pieces, draft);
    testimony(&mut pieces, draft);
    let mut places: Vec<String> = Vec::new();
    let mut pending: Vec<String> = Vec::new();
    for piece in &pieces {
        one_piece(piece, tail, parts, context, draft, &mut places, &mut pending);
    }
    leftovers(pending, tail, parts, context, draft);
    let publisher_place = draft.get(Field::PUBLISHER_PLACE).map(str::to_lowercase);
    for place in places {
        match &publisher_place {
            Some(known) if *known == place.to_lowercase() => {
                draft.fault(&rules::DUPLICATE_PLACE, format!("“{place}” is printed twice"));
            }
            Some(_) => {}
            None if draft.has(Field::CONTAINER_TITLE) && !draft.has(Field::PUBLISHER) => {}
            None => draft.text(Field::PUBLISHER_PLACE, &place, 85, "a known place"),
        }
    }
    if tail.numbered
        && draft.has(Field::ISSUE)
        && !draft.has(Field::VOLUME)
        && draft.has(Field::COLLECTION_TITLE)
    {
        draft.rename(Field::ISSUE, Field::NUMBER);
    }
    if let Some(container) = context
        .container
        .as_deref()
        .filter(|_| !draft.has(Field::CONTAINER_TITLE) && !draft.has(Field::PUBLISHER))
    {
        draft.text(Field::CONTAINER_TITLE, container, 92, "the publication of the page");
    }
}

/// “Foreign Policy Research Institute's _Geopoliticus_ Blog”.
fn possessive(pieces: &mut Vec<String>, entry: &Text, draft: &mut Draft) {
    let italic = |part: &str| {
        entry.runs.iter().any(|(look, run)| {
            matches!(look, Look::Italic) && run.trim_matches([',', '.', ' ']) == part
        })
    };
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at).cloned() else { break };
        for mark in ["’s ", "'s ", "’ ", "' "] {
            let Some((owner, work)) = piece.split_once(mark) else { continue };
            let name = work
                .strip_suffix(" Blog")
                .or_else(|| work.strip_suffix(" blog"))
                .or_else(|| work.strip_suffix(" weblog"))
                .unwrap_or(work);
            if !italic(name) {
                continue;
            }
            draft.text(Field::PUBLISHER, owner, 90, "owner of the publication");
            draft.text(Field::CONTAINER_TITLE, name, 95, "italics");
            draft.kind("post-weblog", 91, "a publication that an institute owns");
            pieces.remove(at);
            return;
        }
    }
}

/// “Brookings Institution, Future Development”: the last of two italic names is the
/// publication, the institution before it the publisher.
fn italics(pieces: &mut Vec<String>, entry: &Text, draft: &mut Draft) {
    let whole = entry.runs.iter().any(|(look, run)| {
        matches!(look, Look::Italic)
            && pieces.len() == 2
            && pieces.iter().all(|piece| run.contains(piece.as_str()))
    });
    if !whole {
        return;
    }
    if let [first, second] = pieces.as_slice() {
        if matches!(kinds::venue(first), Venue::Publisher(_))
            && !matches!(
                kinds::venue(second),
                Venue::Publisher(_) | Venue::Place | Venue::Series(_)
            )
            && kinds::label(second).is_none()
            && !second.contains(char::is_numeric)
        {
            draft.text(
                Field::PUBLISHER,
                &first.clone(),
                88,
                "an institution before its publication",
            );
            draft.text(
                Field::CONTAINER_TITLE,
                &second.clone(),
                86,
                "after the institution that publishes it",
            );
            draft.kind("post-weblog", 80, "a publication of an institution");
            pieces.clear();
        }
    }
}

/// “New York : Larkspur University Press”.
fn place_and_publisher(pieces: &mut Vec<String>, draft: &mut Draft) {
    let Some(at) = pieces.iter().position(|piece| piece == ":") else { return };
    if at == 0 {
        pieces.remove(at);
        return;
    }
    let reversed = pieces
        .get(at + 1)
        .is_some_and(|after| kinds::venue(after) == Venue::Place)
        && pieces.get(at - 1).is_some_and(|before| kinds::venue(before) != Venue::Place);
    if reversed {
        pieces.swap(at - 1, at + 1);
    }
    let mut place = pieces.remove(at - 1);
    pieces.remove(at - 1);
    // “Cambridge, MA : Harvard”: the state belongs to the city.
    if at >= 2 && place.len() <= 6 {
        if let Some(city) =
            pieces.get(at - 2).filter(|city| kinds::venue(city) == Venue::Place).cloned()
        {
            pieces.remove(at - 2);
            place = format!("{city}, {place}");
        }
    }
    let after = at - if place.contains(", ") { 2 } else { 1 };
    draft.text(Field::PUBLISHER_PLACE, place.trim_start_matches('('), 93, "before a colon");
    if after < pieces.len() {
        let publisher = pieces.remove(after);
        match kinds::venue(&publisher) {
            Venue::Container("article-newspaper" | "article-magazine", 97..) => {
                pieces.insert(after, publisher)
            }
            _ => draft.text(Field::PUBLISHER, &publisher, 93, "after place and colon"),
        }
    }
}

/// “testimony before the Subcommittee on Inland Trade”.
fn testimony(pieces: &mut Vec<String>, draft: &mut Draft) {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(testimony|written testimony|statement|hearing|speech|lecture|keynote|remarks|address|talk|presentation|vortrag|föredrag|conférence)\s+(?:delivered |given )?(?:before|to|at|for|bei|vid|à)\s+(?:the\s+)?(.+)$").expect("a constant")
    });
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if let Some(found) = BEFORE.captures(piece) {
            let (genre, body) = (
                found.get(1).map_or("", |g| g.as_str()).to_owned(),
                found.get(2).map_or("", |b| b.as_str()).to_owned(),
            );
            draft.kind("speech", 93, "given before a body");
            draft.text(Field::GENRE, &genre, 90, "printed");
            draft.text(Field::PUBLISHER, &body, 85, "the body that heard it");
            pieces.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Words of links and media that are no data.
fn is_button(piece: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "audio",
        "slides",
        "pdf",
        "link",
        "video",
        "html",
        "full",
        "text",
        "read",
        "→",
        "download",
        "doi",
        "press",
        "book",
        "amazon",
        "order",
        "buy",
        "transcript",
        "abstract",
        "appendix",
        "code",
        "data",
        "replication",
        "online",
        "open",
        "access",
        "paywall",
        "here",
        "podcast",
    ];
    piece.to_lowercase().split([' ', '/', '|']).all(|word| {
        BUTTONS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric() && c != '→'))
    })
}

#[allow(clippy::too_many_arguments)]
fn one_piece(
    piece: &str,
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    draft: &mut Draft,
    places: &mut Vec<String>,
    pending: &mut Vec<String>,
) {
    static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:first )?(published|prepared|appeared|erschienen|publicerad|commissioned)\s+(in|by|for|at|with)\s+(?-i:the\s+)?(.+?)(?:\s+(?:magazine|newsletter|newspaper))?$").expect("a constant")
    });
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.+?)[,\s]+(?:No\.?|Nr\.?|#|№)?\s*([A-Z]{0,3}\d[\d/-]*)$")
            .expect("a constant")
    });
    if is_button(piece) {
        return;
    }
    static LABEL_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^((?:nber |cepr )?working paper|discussion paper|policy brief|policy paper|research paper|occasional paper|report|rapport)\s+(?:[A-Z]{2,8}\s+)?(?:no\.?\s*|nr\.?\s*|#)?(\d[\d-]*)$").expect("a constant")
    });
    if let Some(found) = LABEL_NUMBER.captures(piece) {
        let name = found.get(1).map_or("", |name| name.as_str());
        draft.text(Field::GENRE, name, 90, "a label");
        draft.text(
            Field::NUMBER,
            found.get(2).map_or("", |number| number.as_str()),
            90,
            "number of a paper",
        );
        let kind = kinds::label(name).map_or("report", |label| label.kind);
        draft.kind(kind, 90, "a label");
        return;
    }
    if THESIS.is_match(piece) {
        draft.kind("thesis", 95, "a thesis");
        draft.text(Field::GENRE, piece, 92, "printed");
        return;
    }
    if let Some(found) = PUBLISHED.captures(piece) {
        let word = found.get(2).map_or("", |word| word.as_str()).to_lowercase();

        let name = found.get(3).map_or("", |name| name.as_str());
        let field = if word == "in" { Field::CONTAINER_TITLE } else { Field::PUBLISHER };
        draft.text(field, name, 92, "“published”");
        return;
    }
    if let Some(label) = kinds::label(piece) {
        if label.series {
            draft.text(Field::COLLECTION_TITLE, piece, 94, "a known series");
            draft.kind("report", 93, "a known series");
        } else if draft.has(Field::NUMBER) && label.kind == "report" {
            draft.text(Field::COLLECTION_TITLE, piece, 90, "a label with a number");
            draft.kind("report", 91, "a numbered series");
        } else if !draft.has(Field::GENRE) {
            draft.text(Field::GENRE, piece, 85, "a label");
            draft.kind(
                if label.kind == "op-ed" { "article-magazine" } else { label.kind },
                86,
                "a label",
            );
        }
        return;
    }
    let numbered = NUMBERED
        .captures(piece)
        .and_then(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())));
    if let Some((name, number)) =
        numbered.filter(|(name, _)| kinds::label(name).is_some() || ends_with_label(name))
    {
        draft.text(Field::COLLECTION_TITLE, name, 90, "a numbered series");
        draft.text(Field::NUMBER, number, 90, "number in a series");
        draft.kind("report", 88, "a numbered series");
        return;
    }
    if ends_with_label(piece) && !tail.inside {
        let venue = kinds::venue(piece);
        if !matches!(venue, Venue::Container(_, 71..))
            && (draft.has(Field::ISSUE) || draft.has(Field::NUMBER))
        {
            draft.text(Field::COLLECTION_TITLE, piece, 86, "named as a series");
            draft.kind("report", 86, "a series of reports");
            return;
        }
        publisher_and_label(piece, draft);
        if draft.has(Field::PUBLISHER) && draft.has(Field::GENRE) {
            return;
        }
    }
    match kinds::venue(piece) {
        Venue::Place => places.push(piece.to_owned()),
        _ if !places.is_empty()
            && (piece.starts_with("Republic of")
                || piece.len() == 2 && names::is_caps(&format!("{piece}X"))) =>
        {
            if let Some(last) = places.last_mut() {
                last.push_str(", ");
                last.push_str(piece);
            }
        }
        Venue::Container(_, sure)
            if !draft.has(Field::CONTAINER_TITLE)
                && (!tail.inside || sure > 90 || pending.is_empty()) =>
        {
            container(piece, sure, tail, draft);
        }
        Venue::Publisher(_)
            if tail.numbered
                && parts.quoted
                && !draft.has(Field::CONTAINER_TITLE)
                && !tail.inside
                && draft.has(Field::VOLUME) =>
        {
            container(piece, 80, tail, draft);
        }
        Venue::Publisher(sure) if !draft.has(Field::PUBLISHER) => {
            draft.text(Field::PUBLISHER, piece, sure.max(86), "a name like a publisher's");
        }
        _ => pending.push(piece.to_owned()),
    }
    let _ = context;
}

fn ends_with_label(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let lower = lower.strip_suffix('s').unwrap_or(&lower);
    [
        "paper",
        "working paper",
        "policy brief",
        "brief",
        "research briefs in economic policy",
        "discussion paper",
        "memo",
        "issue briefing",
        "briefing",
        "essay",
        "report",
        "insight",
        "comment",
        "fact sheet",
        "backgrounder",
        "research brief",
        "analysis",
        "e-note",
        "rapport",
        "bericht",
        "studie",
        "arbeitspapier",
    ]
    .iter()
    .any(|label| lower.ends_with(label) && lower.len() > label.len())
        || lower.contains("research briefs")
        || lower.contains("working papers")
}

/// “Miller Center essay”, “Asia Democracy Research Network (ADRN) Issue Briefing”.
fn publisher_and_label(piece: &str, draft: &mut Draft) {
    let piece = if piece.ends_with(')') {
        piece.rsplit_once(" (").map_or(piece, |(head, _)| head)
    } else {
        piece
    };
    let words: Vec<&str> = piece.split(' ').collect();
    for cut in (1..words.len()).rev().take(3).rev() {
        let (head, label) = (
            words.get(..cut).unwrap_or(&[]).join(" "),
            words.get(cut..).unwrap_or(&[]).join(" "),
        );
        if kinds::label(&label).is_some()
            && matches!(
                kinds::venue(head.split(" (").next().unwrap_or("")),
                Venue::Publisher(_)
            )
        {
            draft.text(Field::PUBLISHER, &head, 88, "before a label");
            draft.text(Field::GENRE, &label, 88, "after the institution");
            draft.kind("report", 87, "an institution and a label");
            return;
        }
    }
}

fn container(piece: &str, sure: u8, tail: &Tail, draft: &mut Draft) {
    let piece = piece.trim_start_matches("In: ").trim_start_matches("in: ");
    let mut name = piece.to_owned();
    if !draft.has(Field::VOLUME) || tail.numbered && !draft.has(Field::VOLUME) {
        if let Some((head, volume)) = tail::trailing_volume(piece) {
            if kinds::venue(&head) != Venue::Place {
                draft.text(Field::VOLUME, &volume, 88, "a number after the publication");
                name = head;
            }
        }
    }
    // “Asia Major (Third Series)”.
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*\((?:third|second|fourth|new|\w+) series\)")
            .expect("a constant")
    });
    let name = SERIES.replace(&name, "");
    draft.text(
        Field::CONTAINER_TITLE,
        &name,
        sure.clamp(80, 97),
        "a name like a publication's",
    );
}

/// Pieces that no word tells apart: by their position.
fn leftovers(
    pending: Vec<String>,
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    draft: &mut Draft,
) {
    let book = parts.label.is_some_and(|label| label.kind == "book")
        || matches!(context.section, "book" | "edited" | "monograph");
    let series = parts.label.is_some_and(|label| label.series);
    for (at, piece) in pending.into_iter().enumerate() {
        let words = piece.split_whitespace().count();
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            continue;
        }
        if tail::trailing_volume(&piece).is_some()
            && !draft.has(Field::CONTAINER_TITLE)
            && !book
        {
            container(&piece, 85, tail, draft);
            continue;
        }
        let interview = parts.label.is_some_and(|label| label.kind == "interview");
        if interview && !draft.has(Field::AUTHOR) && names::person_score(&piece) >= 60 {
            let asked = names::parse(&piece, context.style);
            draft.names(Field::AUTHOR, asked.names, 85, "who asked, in an interview");
            continue;
        }
        let capital = piece
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_lowercase());
        if words > 14 || !capital {
            draft.rest.push(piece);
            continue;
        }
        let wants_publisher = book
            || draft.has(Field::PUBLISHER_PLACE)
                && !tail.inside
                && !parts.quoted
                && !tail.numbered;
        if wants_publisher
            && !draft.has(Field::PUBLISHER)
            && !draft.has(Field::CONTAINER_TITLE)
        {
            draft.text(Field::PUBLISHER, &piece, 80, "by its position");
        } else if !draft.has(Field::CONTAINER_TITLE)
            && !series
            && (at == 0 || parts.quoted)
            && !(draft.has(Field::PUBLISHER)
                && !tail.inside
                && !tail.numbered
                && !parts.quoted)
        {
            let sure = if parts.quoted && (tail.dated || tail.numbered) { 90 } else { 78 };
            container(&piece, sure, tail, draft);
        } else if !draft.has(Field::PUBLISHER) && words <= 8 {
            draft.text(Field::PUBLISHER, &piece, 70, "by its position");
        } else {
            draft.rest.push(piece);
        }
    }
}

/// Decides what kind of work it is.
pub(super) fn decide_kind(
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    draft: &mut Draft,
) {
    let container = draft.get(Field::CONTAINER_TITLE).map(str::to_owned);
    if let Some(label) = parts.label {
        labelled_kind(label, container.as_deref(), draft);
        return;
    }
    if tail.inside && (container.is_some() || draft.has(Field::EDITOR)) {
        inside_kind(container.as_deref(), tail, draft);
        return;
    }
    if parts.forthcoming || context.section == "forthcoming" {
        if let Some(heading) = context
            .heading
            .as_deref()
            .filter(|_| context.section == "forthcoming" && !parts.forthcoming)
        {
            super::clauses::report_not_out(heading, draft);
        }
    }
    match context.section {
        "op-ed" | "press" | "post-weblog" => {
            let (kind, sure) = kinds::opinion_in(container.as_deref());
            if draft.has(Field::PUBLISHER) && container.is_none() {
                draft.kind("report", 80, "an institution published it");
            } else {
                draft.kind(kind, sure.max(90), "section and publication");
            }
        }
        "manuscript" if container.is_none() => {
            draft.kind("manuscript", 92, "section");
            let progress = context.heading.as_deref().filter(|heading| {
                let lower = heading.to_lowercase();
                lower.contains("progress")
                    || lower.contains("under review")
                    || lower.contains("preparation")
            });
            if let Some(heading) = progress {
                super::clauses::report_not_out(heading, draft);
            }
        }
        "book" | "monograph" | "edited" if container.is_none() => {
            draft.kind("book", 92, "section")
        }
        "report" if container.is_none() => draft.kind("report", 90, "section"),
        "broadcast" | "speech" | "thesis" | "review-book" | "chapter"
        | "paper-conference" => {
            let kind = context.section;
            if kind == "chapter" && container.is_none() && draft.has(Field::PUBLISHER) {
                draft.kind("book", 80, "no book is named that holds it");
            } else {
                draft.kind(kind, 90, "section");
            }
        }
        "article-journal"
            if !matches!(
                container.as_deref().map(kinds::venue),
                Some(Venue::Container(
                    "article-newspaper" | "article-magazine" | "post-weblog",
                    85..
                ))
            ) =>
        {
            draft.kind("article-journal", 91, "section");
        }
        _ => {}
    }
    by_fields(tail, parts, context, container.as_deref(), draft);
}

fn labelled_kind(
    label: &super::tables::labels::Label,
    container: Option<&str>,
    draft: &mut Draft,
) {
    match label.kind {
        "op-ed" => {
            let (kind, sure) = kinds::opinion_in(container);
            draft.kind(kind, sure.max(91), "label and publication");
        }
        kind => draft.kind(kind, 96, "label"),
    }
    if label.series {
        let printed = draft.get(Field::GENRE).unwrap_or("").to_owned();
        draft.text(Field::COLLECTION_TITLE, &printed, 95, "label");
    }
    if label.kind == "book" {
        draft.take(Field::GENRE);
        if !draft.has(Field::PUBLISHER) {
            draft.rename(Field::CONTAINER_TITLE, Field::PUBLISHER);
        }
    }
}

fn inside_kind(container: Option<&str>, tail: &Tail, draft: &mut Draft) {
    let lower = container.unwrap_or("").to_lowercase();
    if tail.numbered
        && draft.has(Field::VOLUME)
        && draft.has(Field::ISSUE)
        && !draft.has(Field::EDITOR)
    {
        draft.kind("article-journal", 85, "volume and issue");
    } else if [
        "dictionnaire",
        "dictionary",
        "encyclop",
        "wörterbuch",
        "lexikon",
        "enzyklop",
        "энциклоп",
        "ansiklopedi",
        "uppslagsverk",
    ]
    .iter()
    .any(|word| lower.contains(word))
    {
        draft.kind("entry-encyclopedia", 91, "in a work of reference");
    } else if lower.contains("proceedings")
        || lower.contains("conference")
        || lower.contains("symposium")
        || lower.contains("workshop")
    {
        draft.kind("paper-conference", 88, "in proceedings");
    } else {
        draft.kind("chapter", 93, "“in” a book");
    }
}

fn by_fields(
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    container: Option<&str>,
    draft: &mut Draft,
) {
    let title = draft.get(Field::TITLE).unwrap_or("").to_lowercase();
    let speech = title.starts_with("remarks at")
        || title.starts_with("remarks by")
        || title.starts_with("speech at")
        || title.starts_with("statement by")
        || title.starts_with("address to");
    if speech {
        draft.kind("speech", 88, "the title says so");
    }
    if draft.has(Field::COLLECTION_TITLE) && container.is_none() && draft.kind.is_none() {
        draft.kind(
            if draft.has(Field::PUBLISHER_PLACE) && draft.has(Field::PUBLISHER) {
                "book"
            } else {
                "report"
            },
            90,
            "a series",
        );
    }
    if let Some(container) = container {
        let venue = kinds::venue(container);
        let scholarly =
            tail.numbered && (draft.has(Field::VOLUME) || draft.has(Field::ISSUE));
        match venue {
            Venue::Container(
                kind @ ("article-newspaper" | "article-magazine" | "post-weblog"
                | "broadcast"),
                sure,
            ) if !scholarly || sure >= 88 && kind != "article-newspaper" => {
                if scholarly
                    && kind == "article-magazine"
                    && matches!(
                        kinds::bare(container).as_str(),
                        "bulletin of the atomic scientists"
                            | "survival"
                            | "internationale politik"
                    )
                    || context.reference && scholarly
                {
                    draft.kind("article-journal", 86, "volume and issue");
                } else {
                    draft.kind(kind, sure.max(85), "publication");
                }
            }
            _ if scholarly => draft.kind("article-journal", 92, "volume or issue"),
            Venue::Container("article-journal", sure)
                if !tail.dated || context.reference || sure >= 90 =>
            {
                draft.kind("article-journal", sure.max(80), "publication")
            }
            Venue::Container("article-journal", _) => {
                let day = matches!(draft.value(Field::ISSUED), Some(crate::model::Value::Date(date)) if date.start().is_some_and(|parts| parts.day > 0));
                draft.kind(
                    if day { "article-magazine" } else { "article-journal" },
                    78,
                    "publication and date",
                );
            }
            Venue::Container(kind, sure) => draft.kind(kind, sure, "publication"),
            _ if tail.dated && draft.has(Field::PAGE) && context.reference => {
                draft.kind("article-journal", 80, "pages")
            }
            _ if tail.dated => draft.kind("article-magazine", 82, "publication and date"),
            _ => draft.kind(
                if draft.has(Field::PAGE) { "article-journal" } else { "article-magazine" },
                75,
                "publication",
            ),
        }
    }
    if draft.has(Field::PUBLISHER) || draft.has(Field::PUBLISHER_PLACE) {
        let publisher = draft.get(Field::PUBLISHER).unwrap_or("").to_lowercase();
        let press = [
            "press",
            "verlag",
            "books",
            "publish",
            "routledge",
            "brill",
            "springer",
            "macmillan",
            "förlag",
            "éditions",
            "presses",
            "yayın",
            "tauris",
            "brepols",
            "издат",
            "norton",
            "penguin",
            "harper",
            "random house",
            "wiley",
            "sage",
            "elsevier",
            "ashgate",
            "knopf",
            "university of",
            "suhrkamp",
            "palgrave",
            "blackwell",
            "editions",
            "house",
        ];
        let edited = draft.has(Field::EDITOR) && container.is_none();
        let is_press = edited || press.iter().any(|word| publisher.contains(word));
        let literal_author = matches!(draft.value(Field::AUTHOR), Some(crate::model::Value::Names(names)) if names.iter().all(|name| matches!(name, crate::model::Name::Literal(_))));
        if context.section.is_empty() && context.reference && !literal_author {
            draft.kind("book", 80, "publisher or place");
        } else if is_press
            || publisher.is_empty() && !literal_author && draft.has(Field::AUTHOR)
        {
            draft.kind("book", 88, "publisher");
        } else {
            draft.kind("report", 80, "an institution published it");
        }
    }
    let fallback = match context.section {
        "forthcoming" => "manuscript",
        "paper" => "report",
        "article" => "article-magazine",
        _ if parts.forthcoming => "manuscript",
        _ if context.reference => "document",
        _ => "document",
    };
    draft.kind(fallback, 40, "nothing tells the kind");
}
