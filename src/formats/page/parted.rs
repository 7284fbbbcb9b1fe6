//! Lines that hold several parts: a byline with a date, records and image texts that run
//! into each other.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::dates::{self, Order};
use super::document::{Document, Line};
use super::kinds::{self, Venue};
use super::names;
use super::roles::{self, after_by};
use super::site;
use super::title;
use crate::text::Span;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// Parts “Lidia Marchenko | 3 March 2022 | Policy Brief” and “By Lidia Marchenko 3 March 2022”
/// into a byline and a date. Gives back the places of lines that say more than was taken.
pub(super) fn bylines(document: &mut Document) -> Vec<Span> {
    let mut unread = Vec::new();
    let mut lines = Vec::with_capacity(document.lines.len());
    // One such line may be a title; two are the way of the page.
    let credits =
        document.lines.iter().filter(|line| credited(line).is_some()).take(2).count() > 1;
    let mut rest = std::mem::take(&mut document.lines).into_iter().peekable();
    while let Some(line) = rest.next() {
        if let Some(byline) = word_above(&line, rest.peek()) {
            rest.next();
            lines.push(byline);
            continue;
        }
        let parts = titled(&line, rest.peek());
        if let Some(parts) = parts {
            lines.extend(parts);
            continue;
        }
        for line in run_together(line) {
            if let Some((parts, whole)) = piped(&line) {
                if !whole {
                    unread.push(line.span);
                }
                lines.extend(parts);
                continue;
            }
            let parts = dated_byline(&line)
                .or_else(|| dated_names(&line))
                .or_else(|| names_and_place(&line))
                .or_else(|| credits.then(|| credited(&line)).flatten());
            match parts {
                Some(parts) => lines.extend(parts),
                None => lines.push(line),
            }
        }
    }
    document.lines = lines;
    unread
}

/// “Cold Quays by Ada Roe (May 2021) (English)”, “Cold Quays By Ada ROE, Professor, Tide
/// College” above a paragraph: a title, its byline and maybe a date.
fn titled(line: &Line, next: Option<&Line>) -> Option<Vec<Line>> {
    const LANGUAGES: &[&str] = &[
        "english",
        "turkish",
        "german",
        "french",
        "russian",
        "spanish",
        "in english",
        "pdf",
    ];
    let mut text = line.text.trim();
    if line.bullet || text.len() > 300 || !(text.contains(" by ") || text.contains(" By "))
    {
        return None;
    }
    let mut date = None;
    while let Some((head, inside)) = text.strip_suffix(')').and_then(|t| t.rsplit_once('('))
    {
        let inside = inside.trim();
        if date.is_none() && dates::only_date(inside, Order::Unknown).is_some() {
            date = Some(inside.to_owned());
        } else if !LANGUAGES.contains(&inside.to_lowercase().as_str()) {
            break;
        }
        text = head.trim();
    }
    let prose =
        next.is_some_and(|next| title::is_prose(&next.text) || next.text.len() > 110);
    if date.is_none() && !prose {
        return None;
    }
    let (title, names) = [" by ", " By "].iter().find_map(|by| text.rsplit_once(by))?;
    // What somebody is follows the name.
    let (people, post) = match names.split_once(", ") {
        Some((name, post))
            if names::is_post(post)
                || names::is_institution(post)
                || name.rsplit(' ').next().is_some_and(|last| {
                    last.len() > 2 && last.chars().all(char::is_uppercase)
                }) =>
        {
            (name, true)
        }
        _ => (names, false),
    };
    let marks = |c: char| matches!(c, ' ' | ',' | ';' | '–' | '—' | '|' | '-');
    let bare = title.trim_end_matches(marks);
    let parted_off = bare.len() < title.len();
    let title = bare;
    let least = if date.is_some() || post || parted_off { 60 } else { 85 };
    let whole = |name: &String| {
        name.split_whitespace().count() > 1 && names::person_score(name) >= least
    };
    let list = names::pieces(people);
    let named = !list.is_empty() && list.iter().all(whole);
    let several = title.split_whitespace().count() > 2 && !title.ends_with("ed");
    (named && several).then(|| {
        let parts = [Some(title.to_owned()), Some(format!("By {people}")), date];
        parted(line, parts.into_iter().flatten())
    })
}

/// “Lidia Marchenko | 3 March 2022 | Policy Brief”: names, a date and a label in any order;
/// and whether that is all of the line.
fn piped(line: &Line) -> Option<(Vec<Line>, bool)> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+[|·•]\s+|\s+[-–—]\s+"));
    if line.bullet || line.text.len() > 200 {
        return None;
    }
    let text = line.text.trim_matches(['|', ' ']);
    // “13:45” belongs to the date.
    let pieces: Vec<&str> =
        MARK.split(text).map(str::trim).filter(|piece| !dates::is_time(piece)).collect();
    if !(2..=4).contains(&pieces.len()) {
        return None;
    }
    let dated = |piece: &&&str| dates::only_date(piece, Order::Unknown).is_some();
    let said = |piece: &str| {
        after_by(piece).is_some_and(|names| names::list_score(names) >= 60)
            || names::list_score(piece) >= 60
                && !roles::has_heading_words(piece)
                && kinds::label(piece).is_none()
    };
    let labelled = |piece: &str| {
        let name = NUMBERED.replace(piece, "");
        kinds::label(name.trim()).is_some()
            || kinds::section(name.trim()).is_some()
            || kinds::numbered_series(piece).is_some()
    };
    let at = pieces.iter().position(|piece| said(piece))?;
    let byline = *pieces.get(at)?;
    let date = pieces.iter().find(dated);
    // Names, a date, and at most one piece more; between hyphens nothing that is unknown.
    let others: Vec<&str> = pieces
        .iter()
        .enumerate()
        .filter(|(place, piece)| *place != at && !dated(piece))
        .map(|(_, piece)| *piece)
        .collect();
    let hyphens = !line.text.contains(['|', '·', '•']);
    let known = others.iter().all(|piece| labelled(piece));
    if date.is_none() || others.len() > 2 || (hyphens || at > 0) && !known {
        return None;
    }
    let byline = match after_by(byline) {
        Some(_) => byline.to_owned(),
        None => format!("By {byline}"),
    };
    let label = others.iter().copied().find(|piece| labelled(piece));
    let whole =
        others.iter().all(|piece| Some(*piece) == label || roles::is_furniture(piece));
    let label = label.map(|label| format!("{CUT}{label}"));
    let date = date.map(|date| (*date).to_owned());
    Some((parted(line, [Some(byline), date, label].into_iter().flatten()), whole))
}

/// The number in “Policy Brief No. 222”.
pub(super) static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[,:]?\s*(?:no\.?|nr\.?|n[°º]|#|№|vol\.?)?\s*\d{1,4}(?:[/-]\d{1,4})?$")
});

/// “Let the Ferry Sail - Ada Roe, Quartz” above a paragraph: title, author, and where it
/// was published.
fn credited(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.as_str();
    if line.bullet || !line.gap || text.len() > 200 {
        return None;
    }
    let (title, credit) =
        [" - ", " – ", " — "].iter().find_map(|mark| text.rsplit_once(mark))?;
    let (names, place) = credit.split_once(", ")?;
    let short = place.split_whitespace().count() <= 4 && !place.contains(',');
    let undated = dates::find(text, Order::Unknown).is_empty();
    (short
        && undated
        && names::list_score(names) >= 60
        && !roles::has_heading_words(names)
        && title.split_whitespace().count() > 2
        && !title.contains(['“', '"']))
    .then(|| parted(line, [title.to_owned(), format!("By {names}{CUT}{place}")]))
}

/// “By Lidia Marchenko 3 March 2022”, “Posted on 3 March 2022 by Lidia Marchenko”: what pages
/// set side by side in elements of their own.
fn dated_byline(line: &Line) -> Option<Vec<Line>> {
    static POSTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?i:posted|published|updated|veröffentlicht|publié|publicerad|опубликовано)?(?i: on| am| le)?:?\s*$",
        )
    });
    static COMMENTS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\s*[·•|,({-]*\s*\d+ comments?\s*[)}]*$"));
    let text = line.text.trim();
    if line.bullet || text.len() > 160 || !has_digit(text) {
        return None;
    }
    let text =
        COMMENTS.find(text).map_or(text, |found| text.get(..found.start()).unwrap_or(text));
    let hits = dates::find(text, Order::Unknown);
    let [hit] = hits.as_slice() else { return None };
    let marks =
        |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '-' | '–' | '—');
    let before = text.get(..hit.start)?.trim_matches(marks);
    let after = text.get(hit.end..)?.trim_matches(marks);
    let byline = match (before, after) {
        (byline, "") => byline.trim_end_matches(" on").trim_end_matches(" am"),
        (posted, byline) if POSTED.is_match(posted) => byline,
        _ => return None,
    };
    let names = after_by(byline)?;
    let venue_last =
        names.rsplit_once(',').is_some_and(|(_, last)| !last.trim().contains(' '));
    if venue_last || names::list_score(names) < 60 {
        return None;
    }
    let date = text.get(hit.start..hit.end)?;
    Some(parted(line, [byline.to_owned(), date.to_owned()]))
}

/// A line in parts, each a line of its own.
pub(super) fn parted(line: &Line, texts: impl IntoIterator<Item = String>) -> Vec<Line> {
    let part = |(at, text)| Line {
        text,
        gap: line.gap && at == 0,
        runs: Vec::new(),
        ..line.clone()
    };
    texts.into_iter().enumerate().map(part).collect()
}

/// “… is growing.By Ada Roe (9/21/2005 issue of the Courier)” in two, and “Tides (Book
/// Cover)Tides” once.
fn run_together(mut line: Line) -> Vec<Line> {
    if let Some(text) = after_more(&line.text) {
        line.text = text;
        line.gap = true;
        line.runs.clear();
    }
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"[\p{Ll}\d.!?…”"’)](By \p{Lu}?[^().!?:]{2,80}? \((?:the |[Vv]ol)?[^()]*\d[^()]*\)$|By \p{Lu}?[^()!?:]{2,80} \([^()]*issue of [^()]+\))"#,
        )
    });
    if let Some(text) = once(&line.text).or_else(|| without_more(&line.text)) {
        line.text = text;
        line.runs.clear();
    }
    let parts = names_into_date(&line)
        .or_else(|| names_into_text(&line))
        .or_else(|| byline_and_text(&line));
    if let Some(parts) = parts {
        return parts;
    }
    let text = line.text.as_str();
    let mut starts: Vec<usize> = Vec::new();
    if text.contains("By ") {
        let bylines = GLUED.captures_iter(text);
        starts.extend(bylines.filter_map(|found| Some(found.get(1)?.start())));
    }
    starts.extend(site::glued_masthead(text));
    if starts.is_empty() {
        return vec![line];
    }
    starts.sort_unstable();
    let whole = line.text.clone();
    let first = line.span.start as usize;
    let exact = line.span.end as usize - first == whole.len();
    let mut parts = Vec::with_capacity(starts.len() + 1);
    let ends = starts.iter().copied().chain([whole.len()]);
    let mut start = 0;
    for end in ends {
        let span = if exact { Span::new(first + start, first + end) } else { line.span };
        let text = whole.get(start..end).unwrap_or("").trim().to_owned();
        if !text.is_empty() {
            parts.push(Line {
                text,
                span,
                gap: line.gap || start > 0,
                runs: Vec::new(),
                ..line.clone()
            });
        }
        start = end;
    }
    parts
}

/// “Ada RoeAid comes late, and too little of it.”: names run into the paragraph below them.
fn names_into_text(line: &Line) -> Option<Vec<Line>> {
    if line.bullet || line.heading > 0 {
        return None;
    }
    let text = line.text.as_str();
    let at = camel(text).find(|at| *at > 6).filter(|at| *at < 120)?;
    let (names, rest) = text.split_at(at);
    let names = after_by(names).unwrap_or(names);
    let end = rest.trim_end_matches("MORE").trim_end();
    let prose =
        rest.split_whitespace().count() > 5 && end.ends_with(['.', '?', '!', '…', '”']);
    let named = names.contains(' ')
        && names::list_score(names) >= 60
        && !roles::has_heading_words(names);
    (prose && named).then(|| {
        let mut parts = parted(line, [format!("By {names}"), rest.to_owned()]);
        if let Some(first) = parts.first_mut() {
            first.glued = true;
        }
        parts
    })
}

/// “Ada R. RoeApril 11, 2022”: names that run into their date.
fn names_into_date(line: &Line) -> Option<Vec<Line>> {
    if line.text.len() > 120 || !has_digit(&line.text) {
        return None;
    }
    let text = line.text.as_str();
    camel(text).find_map(|at| {
        let (names, date) = text.split_at(at);
        let names = after_by(names).unwrap_or(names);
        let named = names.contains(' ') && names::list_score(names) >= 60;
        (named && dates::only_date(date, Order::Unknown).is_some())
            .then(|| parted(line, [format!("By {names}"), date.to_owned()]))
    })
}

/// “by Ada Roe In the aftermath of the storm, …”: a byline and the paragraph behind it.
fn byline_and_text(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.as_str();
    const BY: &[&str] =
        &["by ", "By ", "von ", "Von ", "par ", "Par ", "av ", "Av ", "por ", "Por "];
    let rest = BY.iter().find_map(|by| text.strip_prefix(by))?;
    // “Von Ada Roe (Hafenblatt, 9. Januar 2015): Der Rat …”, “von Ada Roe: Der Rat …”
    if let Some((head, more)) = rest.split_once(": ")
        && more.split_whitespace().count() > 8
        && !line.bullet
    {
        let (people, placed) = head.split_once(" (").unwrap_or((head, ""));
        if names::list_score(people) >= 60 {
            let (place, date) =
                placed.trim_end_matches(')').rsplit_once(", ").unwrap_or(("", ""));
            let byline = if place.is_empty() {
                format!("By {people}")
            } else {
                format!("By {people}{CUT}{place}")
            };
            let date = Some(date.to_owned()).filter(|date| !date.is_empty());
            let parts = [Some(byline), date, Some(more.to_owned())];
            return Some(parted(line, parts.into_iter().flatten()));
        }
    }
    if line.bullet || rest.split_whitespace().count() < 12 {
        return None;
    }
    let ends = rest.match_indices(' ').map(|(at, _)| at).skip(1).take(6);
    let found = ends.filter_map(|at| {
        let (names, more) = (rest.get(..at)?, rest.get(at + 1..)?);
        let word = more.split(' ').next().unwrap_or("");
        let small = |word: &str| word.starts_with(char::is_lowercase);
        let begins = more.starts_with(char::is_uppercase)
            && (word.len() < 4
                || names::is_post(word)
                || more.split(' ').nth(1).is_some_and(small));
        let post = names.split(' ').any(names::is_post);
        let common = !names::is_given(word) && names::list_score(names) >= 60;
        let prose = title::is_prose(more) || title::is_sentence(more);
        (begins && common && !post && prose).then_some((names, more))
    });
    let (names, more) = found.last()?;
    Some(parted(line, [format!("By {names}"), more.to_owned()]))
}

/// “Von” above “Ada Roe, Department of Tides”: one byline.
fn word_above(line: &Line, next: Option<&Line>) -> Option<Line> {
    const BY: &[&str] =
        &["by", "von", "par", "av", "por", "author", "authors", "autor", "автор"];
    let word = line.text.trim().trim_end_matches(':').to_lowercase();
    let next = next.filter(|next| !next.bullet && BY.contains(&word.as_str()))?;
    let (name, affiliation) = next.text.split_once(", ").unwrap_or((&next.text, ""));
    let one = names::person_score(name) >= 60
        && (affiliation.is_empty() || names::is_institution(affiliation));
    one.then(|| Line {
        text: format!("By {name}"),
        span: Span { start: line.span.start, end: next.span.end },
        runs: Vec::new(),
        ..line.clone()
    })
}

/// Places where a small letter meets a capital within a word, but for “McNeil” and its like.
pub(super) fn camel(text: &str) -> impl Iterator<Item = usize> + '_ {
    const SMALL: &[&str] =
        &["Mc", "Mac", "De", "Di", "Da", "La", "Le", "Fitz", "Van", "Du", "Del", "St"];
    let mut before = ' ';
    let mut start = 0;
    text.char_indices().filter_map(move |(at, c)| {
        let word = text.get(start..at).unwrap_or("");
        let meets = c.is_uppercase()
            && before.is_lowercase()
            && !SMALL.contains(&word)
            && word.chars().count() > 2;
        if meets {
            start = at;
        } else if c.is_whitespace() {
            start = at + c.len_utf8();
        }
        before = c;
        meets.then_some(at)
    })
}

/// “Tides (Book Cover) Tides”: what an image is called stands before the title that it shows.
fn once(text: &str) -> Option<String> {
    static IMAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(.{4,}?)\s*[(\[](?:book |front )?(?:cover|jacket|image|photo|thumbnail|titelbild|couverture|omslag|обложка)[)\]]\s*(.{4,})$",
        )
    });
    let found = IMAGE.captures(text)?;
    let (shown, title) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    (crate::text::fold(shown) == crate::text::fold(title)).then(|| title.to_owned())
}

/// A paragraph without the “Read more” that ends it.
fn without_more(text: &str) -> Option<String> {
    // “… since 2012 these […]”
    let bracketed = text.strip_suffix("[…]").or_else(|| text.strip_suffix("[...]"));
    if let Some(head) = bracketed.filter(|head| head.len() > 40) {
        return Some(format!("{}…", head.trim_end()));
    }
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)[.…?!”)\]]\s*[\[(]?(?:read more|(?:…|\.\.\.)? ?more|continue reading|full (?:story|text|article)|weiterlesen|mehr(?: lesen)?|lire la suite|en savoir plus|läs mer|leer más|devamını oku|devamı|подробнее|читать далее|докладніше)\s*[\])]?\s*[.…»›→>]*$",
        )
    });
    let cut = MORE.find(text).filter(|cut| cut.start() > 40)?;
    let mark = text.get(cut.start()..)?.chars().next()?;
    let kept = text.get(..cut.start() + mark.len_utf8())?;
    let open = kept.strip_suffix("[…]").or_else(|| kept.strip_suffix("[...]"));
    Some(open.map_or(kept.to_owned(), |head| format!("{}…", head.trim_end())))
}

/// “Read More »Cold Quays”: the title of the next work behind the button of the one above.
fn after_more(text: &str) -> Option<String> {
    static BUTTON: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?i:read more|continue reading|more|weiterlesen|mehr lesen|lire la suite|en savoir plus|läs mer|leer más|devamını oku|подробнее|читать далее|докладніше)\s*[»›→>…]+\s*(\S.{5,})$",
        )
    });
    Some(BUTTON.captures(text)?.get(1)?.as_str().to_owned())
}

/// “October 6, 2025 Ada Roe The Harbour Times” below a title: date, names, and where it was
/// published.
fn dated_names(line: &Line) -> Option<Vec<Line>> {
    // “Oct 23, 2017Ada Roe”
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^([^:]{0,20}\b(?:19|20)\d\d)(\p{Lu}\p{Ll})"));
    let text = line.text.trim();
    if line.bullet || text.len() > 200 || !has_digit(text.get(..12).unwrap_or(text)) {
        return None;
    }
    let apart = YEAR.replace(text, "$1 $2");
    let text = apart.as_ref();
    let hit = dates::find(text, Order::Unknown).into_iter().next()?;
    if hit.start != 0 || !hit.exact {
        return None;
    }
    let date = text.get(..hit.end)?;
    let rest = text.get(hit.end..)?;
    if rest.starts_with([',', '.', ':', ')', '-', '–']) {
        return None;
    }
    let rest = rest.trim_matches([' ', '|', '·', '•']);
    let (people, place) = before_place(rest)?;
    let byline = if place.is_empty() {
        format!("By {people}")
    } else {
        format!("By {people}{CUT}{place}")
    };
    Some(parted(line, [date.to_owned(), byline]))
}

/// “Ada Roe, The National Interest” below a title: names and a publication that is known.
fn names_and_place(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.as_str();
    if line.bullet || line.heading > 0 || text.len() > 120 {
        return None;
    }
    let (names, place) = text.rsplit_once(", ")?;
    let known = matches!(kinds::venue(place), Venue::Container(_, 93..));
    let named = names::list_score(names) >= 60 && !roles::has_heading_words(names);
    (known && named).then(|| parted(line, [format!("By {names}{CUT}{place}")]))
}

/// Whether a text may hold a date at all.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Names with nothing between them and the place of publication: “Ada Roe The Harbour Times”.
/// Names that run into each other are parted.
fn before_place(text: &str) -> Option<(String, &str)> {
    let people = |text: &str| {
        let list = unglued(text);
        let heads = roles::has_heading_words(&list);
        (names::list_score(&list) >= 60 && !heads).then_some(list)
    };
    if text.split_whitespace().count() > 14 || kinds::label(text).is_some() {
        return None;
    }
    let is_place = |place: &str| {
        matches!(
            kinds::venue(place),
            Venue::Container(_, 78..) | Venue::Publisher(_) | Venue::Series(_)
        )
    };
    let acronym = |place: &str| {
        let first = place.split(' ').next().unwrap_or("");
        first.len() > 2 && first.chars().all(char::is_uppercase)
    };
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let parts = ends.into_iter().filter_map(|at| {
        let (names, place) = (text.get(..at)?, text.get(at + 1..)?);
        // The place holds no more names that run together.
        let apart = unglued(place).len() == place.len();
        if !apart || !is_place(place) && !acronym(place) {
            return None;
        }
        let list = people(names)?;
        let whole = list.split(", ").all(has_two_words);
        let sure = matches!(kinds::venue(place), Venue::Container(_, 88..));
        // The place begins with “The”, is a known one, or follows whole names.
        let rank = match (place.starts_with("The "), sure, whole) {
            (true, _, true) => 0,
            (_, true, true) => 1,
            (_, _, true) => 2,
            _ => return None,
        };
        Some((rank, list, place))
    });
    let best = parts.min_by_key(|(rank, ..)| *rank).map(|(_, list, place)| (list, place));
    let alone = || people(text).filter(|list| names::list_score(list) >= 85);
    best.or_else(|| alone().map(|names| (names, "")))
}

/// Whether a name has a given and a family name.
fn has_two_words(name: &str) -> bool {
    let full = |word: &&str| !names::is_initials(word);
    // “Svante E.” goes on.
    if name.split_whitespace().next_back().is_some_and(names::is_initials) {
        return false;
    }
    let words = name.split_whitespace().filter(full).count();
    words > 1 || words == 1 && name.split_whitespace().count() == 2
}

/// “Laura LindenAlex John PoolEleanor Bird”: a comma where a small letter meets a capital
/// that begins another whole name.
fn unglued(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut last = 0;
    for at in camel(text) {
        out.push_str(text.get(last..at).unwrap_or(""));
        out.push_str(", ");
        last = at;
    }
    out.push_str(text.get(last..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_that_nobody_knows_is_handed_back() {
        let unread = |text: &str| {
            let mut document = Document::default();
            document.lines.push(Line { text: text.to_owned(), ..Line::default() });
            bylines(&mut document).len()
        };
        assert_eq!(unread("Lidia Marchenko | 3 March 2022 | Harbour Desk"), 1);
        assert_eq!(unread("Lidia Marchenko | 3 March 2022 | Policy Brief"), 0);
    }

    #[test]
    fn bylines_with_dates_are_two_lines() {
        let check = |text: &str, parts: &[&str]| {
            let mut document = Document::default();
            document.lines.push(Line { text: text.to_owned(), ..Line::default() });
            bylines(&mut document);
            let lines: Vec<&str> =
                document.lines.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(lines, parts);
        };
        check(
            "By Sofia Lindahl 11 February 2022",
            &["By Sofia Lindahl", "11 February 2022"],
        );
        check(
            "Posted on April 2, 2023 by Nneka Okoye and Lars Brandt",
            &["by Nneka Okoye and Lars Brandt", "April 2, 2023"],
        );
        check(
            "Lidia Marchenko | 3 March 2022 | Policy Brief",
            &["By Lidia Marchenko", "3 March 2022", "\u{1}Policy Brief"],
        );
        check(
            "Policy Brief No. 22 - May 2025 • By Ada Roe",
            &["By Ada Roe", "May 2025", "\u{1}Policy Brief No. 22"],
        );
        check("Noel Bird - 1 September 2017", &["By Noel Bird", "1 September 2017"]);
        check(
            "The river rises.By Ada Roe (9/21/2005 issue of the Courier)",
            &["The river rises.", "By Ada Roe (9/21/2005 issue of the Courier)"],
        );
        check("Tides of the North (Book Cover)Tides of the North", &["Tides of the North"]);
        check(
            "The river rises, and with it the price of every boat. Read more »",
            &["The river rises, and with it the price of every boat."],
        );
        check(
            "October 6, 2025 Ada RoeNoel Bird Harbour Institute",
            &["October 6, 2025", "By Ada Roe, Noel Bird\u{1}Harbour Institute"],
        );
        check(
            "Dr Ada RoeAid comes late, and there is too little of it.",
            &["By Dr Ada Roe", "Aid comes late, and there is too little of it."],
        );
        check(
            "August 5, 2025 Max E. Lind Inland Harbour Institute",
            &["August 5, 2025", "By Max E. Lind\u{1}Inland Harbour Institute"],
        );
        check("23 January 2008 News Digest", &["23 January 2008 News Digest"]);
        for text in [
            "By March 2022 the river had dried",
            "Ferries by Night, 3 March 2022",
            "By Sofia Lindahl, TIDE 3/4/17",
        ] {
            check(text, &[text]);
        }
    }
}
