//! Lines that hold several parts: a byline with a date, records and image texts that run
//! into each other.

use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, Order};
use super::document::{Document, Line};
use super::kinds::{self, Venue};
use super::names;
use super::roles::after_by;
use super::site;
use crate::text::Span;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// Parts “Lidia Marchenko | 3 March 2022 | Policy Brief” and “By Lidia Marchenko 3 March 2022”
/// into a byline and a date.
pub(super) fn bylines(document: &mut Document) {
    let mut lines = Vec::with_capacity(document.lines.len());
    for line in std::mem::take(&mut document.lines) {
        for line in run_together(line) {
            let parts =
                piped(&line).or_else(|| dated_byline(&line)).or_else(|| dated_names(&line));
            match parts {
                Some(parts) => lines.extend(parts),
                None => lines.push(line),
            }
        }
    }
    document.lines = lines;
}

fn piped(line: &Line) -> Option<Vec<Line>> {
    let mark = [" | ", " · ", " • "].into_iter().find(|mark| line.text.contains(mark))?;
    let pieces: Vec<&str> = line.text.split(mark).map(str::trim).collect();
    let (first, rest) = pieces.split_first()?;
    let dated = |piece: &&str| dates::only_date(piece, Order::Unknown).is_some();
    let named = names::list_score(first) >= 60;
    if line.bullet
        || line.text.len() > 200
        || rest.len() > 3
        || !named
        || !rest.iter().any(dated)
    {
        return None;
    }
    let said = after_by(first).is_some();
    let byline = if said { (*first).to_owned() } else { format!("By {first}") };
    let date = rest.iter().find(|piece| dated(piece)).map(|date| (*date).to_owned());
    Some(parted(line, [Some(byline), date].into_iter().flatten()))
}

/// “By Lidia Marchenko 3 March 2022”, “Posted on 3 March 2022 by Lidia Marchenko”: what pages
/// set side by side in elements of their own.
fn dated_byline(line: &Line) -> Option<Vec<Line>> {
    static POSTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?i:posted|published|updated|veröffentlicht|publié|publicerad|опубликовано)?(?i: on| am| le)?:?\s*$",
        )
    });
    let text = line.text.trim();
    if line.bullet || text.len() > 160 {
        return None;
    }
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
fn parted(line: &Line, texts: impl IntoIterator<Item = String>) -> Vec<Line> {
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
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"[\p{Ll}\d.!?…”"’)](By \p{Lu}?[^().!?:]{2,80}? \((?:the |[Vv]ol)?[^()]*\d[^()]*\)$|By \p{Lu}?[^()!?:]{2,80} \([^()]*issue of [^()]+\))"#,
        )
    });
    if let Some(text) = once(&line.text).or_else(|| without_more(&line.text)) {
        line.text = text;
        line.runs.clear();
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
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)[.…?!”)\]]\s*[\[(]?(?:read more|(?:…|\.\.\.)? ?more|continue reading|full (?:story|text|article)|weiterlesen|mehr(?: lesen)?|lire la suite|en savoir plus|läs mer|leer más|devamını oku|devamı|подробнее|читать далее|докладніше)\s*[\])]?\s*[.…»›→>]*$",
        )
    });
    let cut = MORE.find(text).filter(|cut| cut.start() > 40)?;
    let mark = text.get(cut.start()..)?.chars().next()?;
    Some(text.get(..cut.start() + mark.len_utf8())?.to_owned())
}

/// “October 6, 2025 Ada Roe The Harbour Times” below a title: date, names, and where it was
/// published.
fn dated_names(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.trim();
    if line.bullet || text.len() > 200 {
        return None;
    }
    let hit = dates::find(text, Order::Unknown).into_iter().next()?;
    if hit.start != 0 || !hit.exact {
        return None;
    }
    let date = text.get(..hit.end)?;
    let rest = text.get(hit.end..)?;
    if rest.starts_with(|c: char| matches!(c, ',' | '.' | ':' | ')' | '-' | '–')) {
        return None;
    }
    let rest = rest.trim_matches([' ', '|', '·', '•']);
    let (people, place) = before_place(rest)?;
    let byline = if place.is_empty() {
        format!("By {people}")
    } else {
        format!("By {people}. {place}")
    };
    Some(parted(line, [date.to_owned(), byline]))
}

/// Names with nothing between them and the place of publication: “Ada Roe The Harbour Times”.
/// Names that run into each other are parted.
fn before_place(text: &str) -> Option<(String, &str)> {
    let people = |text: &str| {
        let list = unglued(text);
        (names::list_score(&list) >= 60).then_some(list)
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
    best.or_else(|| people(text).map(|names| (names, "")))
}

/// Whether a name has a given and a family name.
fn has_two_words(name: &str) -> bool {
    let full = |word: &&str| !names::is_initials(word);
    let words = name.split_whitespace().filter(full).count();
    words > 1 || words == 1 && name.split_whitespace().count() == 2
}

/// “Laura LindenAlex John PoolEleanor Bird”: a comma where a small letter meets a capital
/// that begins another whole name.
fn unglued(text: &str) -> String {
    let small =
        ["Mc", "Mac", "De", "Di", "Da", "La", "Le", "Fitz", "Van", "Du", "Del", "St"];
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    let mut word = String::new();
    for c in text.chars() {
        if c.is_uppercase()
            && before.is_lowercase()
            && !small.contains(&word.as_str())
            && word.chars().count() > 2
        {
            out.push_str(", ");
            word.clear();
        }
        if c.is_whitespace() {
            word.clear();
        } else {
            word.push(c);
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
            &["By Lidia Marchenko", "3 March 2022"],
        );
        for text in [
            "By March 2022 the river had dried",
            "Ferries by Night, 3 March 2022",
            "By Sofia Lindahl, TIDE 3/4/17",
        ] {
            check(text, &[text]);
        }
    }
}
