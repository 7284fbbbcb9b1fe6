//! Habits of lists that are written over in the common form before an entry is read: keys
//! before references, remarks on the language behind them, places and years without marks.

use std::sync::LazyLock;

use regex::Regex;

use super::dates;
use super::decide;
use super::draft::Draft;
use super::kinds::{self, Venue};
use super::tables::words::FORTHCOMING;
use super::title::{self, Title};

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// Writes an entry over in the common form.
pub(super) fn common(text: &mut String, draft: &mut Draft) {
    key(text);
    annotation(text, draft);
    language(text, draft);
    editors(text);
    translation(text, draft);
}

/// “Marin 2013: A. Marin, Title”: a key before the reference, which names its author again.
fn key(text: &mut String) {
    static KEY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\s*\[?(\p{Lu}[\p{L}’'-]+)[\p{L} ,&.’'-]{0,40}? (?:1[5-9]|20)\d\d[a-z]?\]?\s?[:=]\s+",
        )
    });
    if !text.chars().take(60).any(|c| c.is_ascii_digit()) {
        return;
    }
    let Some(found) = KEY.captures(text) else { return };
    let name = found.get(1).map_or("", |name| name.as_str());
    let end = found.get(0).map_or(0, |whole| whole.end());
    let rest = text.get(end..).unwrap_or("");
    let start: String = rest.chars().take(60).collect();
    if start.contains(name) {
        text.drain(..end);
    }
}

/// “… Roma, 2012. In Italian”, “(In Russ.)”: the language, said behind the entry.
fn language(text: &mut String, draft: &mut Draft) {
    static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:[.,;]\s+[Ii]n |\s*[(\[](?:[Ii]n )?)(?:Russ|Russian|Italian|French|German|English|Spanish|Polish|Turkish|Ukrainian|Kazakh|Uzbek|Georgian|Armenian|Chinese|Arabic|Persian|Swedish|Japanese|Kyrgyz|Azerbaijani|Tajik|Ukr|Eng|Germ|Ital)\.?[)\]]?\.?\s*$",
        )
    });
    // “(SSCI)”, “(Scopus, Q2)”: who indexes the journal.
    static INDEX: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s*[(\[](?:indexed in )?(?:(?:SSCI|SCI|SCI-E|SCI-?Expanded|A ?& ?HCI|AHCI|ESCI|Scopus|SCOPUS|ULAKB[İI]M|TR Dizin|WoS|Web of Science|Q[1-4]|ВАК|РИНЦ|ERIH(?: PLUS)?)[,;/ ]*)+[)\]][\s.]*$",
        )
    });
    if let Some(found) = INDEX.find(text).filter(|found| found.start() > 20) {
        draft
            .rest
            .push(found.as_str().trim_matches([' ', '.', '(', ')', '[', ']']).to_owned());
        let start = found.start();
        text.truncate(start);
        text.push('.');
    }
    let Some(found) = LANGUAGE.find(text).filter(|found| found.start() > 20) else {
        return;
    };
    draft.rest.push(
        found.as_str().trim_matches(['.', ',', ';', ' ', '(', ')', '[', ']']).to_owned(),
    );
    let start = found.start();
    text.truncate(start);
    text.push('.');
}

/// “A Reader of Ports, edited by Ada Roe”: the editors are no part of the title.
pub(super) fn ends_in_editors(title: &mut String, rest: &mut String) {
    const MARKS: &[&str] =
        &[", edited by ", ". Edited by ", ", ed. by ", ", eds. ", ", a cura di "];
    let at = MARKS.iter().find_map(|mark| title.find(mark)).filter(|at| *at > 7);
    if let Some(at) = at {
        let editors = title.split_off(at);
        rest.insert_str(0, &format!("{editors}, "));
    }
}

/// “Revise and Resubmit, Review of Tides”, “(under review, Port Studies)” below a title.
pub(super) fn is_status(text: &str) -> bool {
    static STATUS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\(?(?i:revise(?:d)? (?:and|&) resubmit|reject (?:and|&) resubmit|r ?& ?r|under review|conditionally accepted|accepted|forthcoming|submitted)\b[^“”\x22.]{0,90}\.?$",
        )
    });
    STATUS.is_match(text)
}

/// Whether a text is the name of a season and nothing else.
pub(super) fn is_season(text: &str) -> bool {
    const SEASONS: &[&str] = &[
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "printemps",
        "été",
        "automne",
        "hiver",
    ];
    text.len() < 10 && SEASONS.contains(&text.to_lowercase().as_str())
}

/// “(a cura di)”, “(éds)” as “(eds.)”.
fn editors(text: &mut String) {
    static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\((?:a cura di|éds?\.?|curatore|curatori|a c\. di|koord\.|urednik|yay\.? ?haz\.?)\)",
        )
    });
    if !text.contains('(') {
        return;
    }
    if let Some(found) = EDITORS.find(text).filter(|found| found.start() > 3) {
        text.replace_range(found.range(), "(eds.)");
    }
}

/// “Le quai vide [The empty quay], Paris”: a translation of the title, said in brackets.
fn translation(text: &mut String, draft: &mut Draft) {
    static BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[,.]?\s*\[(\p{Lu}[^\[\]“”«»0-9]{11,220})\]([,.]?)"));
    // “Boş Rıhtım. (`The Empty Quay'). Ankara: …”
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"[,.]?\s*\([`‘“\x22]([^()“”\x22]{8,220})['’”\x22]\)([,.]?)")
    });
    if !text.contains('[') && !text.contains('(') {
        return;
    }
    let found = BRACKETS.captures(text).or_else(|| QUOTED.captures(text));
    let Some(found) = found else { return };
    let said = found.get(1).map_or("", |said| said.as_str()).to_owned();
    let after = found.get(2).map_or("", |mark| mark.as_str()).to_owned();
    let range = found.get(0).map_or(0..0, |whole| whole.range());
    let words = |text: &str| text.split_whitespace().count();
    if range.start < 9
        || words(&said) < 2
        || kinds::label(&said).is_some()
        || kinds::venue(&said) != Venue::Unknown
        || FORTHCOMING.iter().any(|word| said.to_lowercase().contains(word))
    {
        return;
    }
    draft.rest.push(said);
    text.replace_range(range, &after);
}

/// “Ports, Quay, Paris, 2010. This book traces how …”: what an annotated list says of a work.
fn annotation(text: &mut String, draft: &mut Draft) {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[,(] ?(?:1[89]|20)\d\d\)?(?: \([^()]{3,40}\)|, \d{2,4} p{1,2})?\. (\p{Lu}[^0-9:]{50,})$",
        )
    });
    if text.len() < 120 {
        return;
    }
    let Some(said) = SAID.captures(text).and_then(|found| found.get(1)) else { return };
    let before = text.get(..said.start()).unwrap_or("");
    let remark = said.as_str();
    let cites = ["“", "«", "\"", " // ", " In ", "(ed", "(dir"]
        .iter()
        .any(|mark| remark.contains(mark));
    if before.len() < 45
        || before.matches(',').count() < 2
        || cites
        || !title::is_prose(remark)
    {
        return;
    }
    let (start, remark) = (said.start(), remark.to_owned());
    draft.rest.push(remark);
    text.truncate(start);
}

/// “Title, Milano 2004”, “Title. Milano, 2004.”, “Title, House, Milano, 2004”: books that a
/// known place and the year close.
pub(super) fn place_and_year(text: &str) -> Option<Title> {
    static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(.{6,}?)[,.] (\p{Lu}[\p{L}. /&-]{2,30}),? \(?((?:1[5-9]|20)\d\d)\)?[\s\x01.]*((?:, )?(?:[ivxl]+[ +-]+)?\d{2,4} ?(?:pp?|S|s|c|с)\b\.?)?[\s\x01.]*(\([^()0-9]{4,30}\))?[\s\x01.]*$",
        )
    });
    if !text.contains(|c: char| c.is_ascii_digit()) || super::place::THESIS.is_match(text) {
        return None;
    }
    if let Some(found) = place_and_house(text) {
        return Some(found);
    }
    let found = CLOSED.captures(text)?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let (mut before, mut place, year, pages) = (part(1), part(2).trim(), part(3), part(4));
    // “Porti. Tre saggi. Milano, 2004”: the last sentence is the place.
    if let Some((more, last)) = place.rsplit_once(". ")
        && kinds::venue(place) != Venue::Place
    {
        before = text.get(..before.len() + 2 + more.len()).unwrap_or(before);
        place = last.trim();
    }
    let known =
        place.split(['/', '-', '–']).all(|name| kinds::venue(name.trim()) == Venue::Place)
            || kinds::venue(place) == Venue::Place;
    if !known || dates::month(place).is_some() {
        return None;
    }
    if is_numbered(before) {
        return None;
    }
    let (title, house) = match before.rsplit_once(", ") {
        Some((title, house))
            if is_house(house)
                && !house.contains('(')
                && title.trim_start_matches([':', ' ', ',', '.']).contains(' ') =>
        {
            (title, Some(house))
        }
        _ => (before, None),
    };
    // “London: Quay, London, 2005”: the place is printed twice.
    let house = match house {
        Some(house) if house.contains(": ") => format!("{house}, {place}"),
        Some(house) => format!("{place}: {house}"),
        None => place.to_owned(),
    };
    Some(Title {
        text: title::trim_title(title),
        rest: format!(" ({house}, {year}) {pages}{}", part(5)),
        confidence: 90,
        reason: "place and year behind it",
        quoted: false,
    })
}

/// “Title. Moscow, House, 2009.”, “Title, Paris, House, 1995, 300 p.”
fn place_and_house(text: &str) -> Option<Title> {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(.{6,}?)[,.] (\p{Lu}[\p{L}. /&-]{2,30}), (\p{Lu}[^,“”«»:()]{2,60}), ((?:1[5-9]|20)\d\d)[\s\x01.]*((?:, )?(?:[ivxl]+[ +-]+)?\d{2,4} ?(?:pp?|S|s|c|с)\b\.?)?[\s\x01.]*$",
        )
    });
    let found = BOTH.captures(text)?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let (title, place, house) = (part(1), part(2).trim(), part(3).trim());
    let journal = matches!(kinds::venue(house), Venue::Container(_, 78..));
    if kinds::venue(place) != Venue::Place
        || is_numbered(title)
        || journal
        || kinds::venue(house) == Venue::Place
    {
        return None;
    }
    Some(Title {
        text: title::trim_title(title),
        rest: format!(" ({place}: {house}, {}) {}", part(4), part(5)),
        confidence: 90,
        reason: "place, publisher and year behind it",
        quoted: false,
    })
}

/// “Fischerei. Bericht 2016:4, Ort 2016” is a report.
fn is_numbered(title: &str) -> bool {
    title.rsplit([',', '.']).take(2).any(|part| super::place::label_and_number(part.trim()))
}

/// Whether a part of a reference reads like the name of a publisher: known, or a few words
/// that all begin with capitals.
fn is_house(part: &str) -> bool {
    let venue = kinds::venue(part);
    if matches!(venue, Venue::Publisher(_)) || decide::is_press(part) {
        return true;
    }
    let small = |word: &&str| {
        !word.starts_with(char::is_uppercase)
            && !matches!(
                *word,
                "de" | "du"
                    | "des"
                    | "et"
                    | "della"
                    | "del"
                    | "di"
                    | "e"
                    | "und"
                    | "&"
                    | "la"
                    | "le"
            )
    };
    let words: Vec<&str> = part.split(' ').collect();
    venue == Venue::Unknown
        && words.len() <= 4
        && !part.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '?' | '('))
        && !words.iter().any(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: &str, rest: &str) {
        let found =
            place_and_year(text).map(|found| (found.text, found.rest.trim().to_owned()));
        assert_eq!(found, Some((title.to_owned(), rest.to_owned())), "{text}");
    }

    #[test]
    fn books_that_a_place_and_a_year_close() {
        check(
            "Porti del nord. Tre saggi. Milano, 2004.",
            "Porti del nord. Tre saggi",
            "(Milano, 2004)",
        );
        check("Il molo vuoto, Torino 1994", "Il molo vuoto", "(Torino, 1994)");
        check("Le quai vide, Boréal, Paris, 1978", "Le quai vide", "(Paris: Boréal, 1978)");
        check(
            "Le quai vide, Boréal, Paris, 1978, 212 p.",
            "Le quai vide",
            "(Paris: Boréal, 1978) , 212 p.",
        );
    }

    #[test]
    fn keys_go_only_before_the_name_that_they_stand_for() {
        let mut text = "Marin 2013: A. Marin, Il molo, Salerno 2013".to_owned();
        key(&mut text);
        assert_eq!(text, "A. Marin, Il molo, Salerno 2013");
        let mut text = "Harbours 2013: A view of the quays".to_owned();
        key(&mut text);
        assert_eq!(text, "Harbours 2013: A view of the quays");
    }
}
