//! Dates as people and programs print them: `3 May 2000`, `May 3–5, 2000`, `12/1999`,
//! `Spring 1987`, `ca. 1850`, `44 BC`. What is not understood in full is no date.

use super::{Date, DateParts, Endpoint, edtf};

/// Reads a printed date; `None` where any part of it is not understood.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    if let Some(date) = edtf::parse(text) {
        return Some(date);
    }
    if let Some(date) = drafts(text).and_then(|text| edtf::parse(&text)) {
        return Some(date);
    }
    let (text, circa, uncertain) = hedges(without_time(text));
    let date = whole(text)?;
    let hedge = |parts: DateParts| DateParts {
        approximate: parts.approximate || circa,
        uncertain: parts.uncertain || uncertain,
        ..parts
    };
    Some(match date {
        Date::Single(parts) => Date::Single(hedge(parts)),
        Date::Range(Endpoint::Date(start), end) => {
            Date::Range(Endpoint::Date(hedge(start)), end)
        }
        other => other,
    })
}

/// The spellings of EDTF's draft of 2012, which BibLaTeX knew first: `199u`, `/unknown`,
/// `/open`.
fn drafts(text: &str) -> Option<String> {
    let ends =
        text.ends_with("unknown") || text.ends_with("open") || text.starts_with("unknown/");
    let digits = text.contains('u')
        && text.bytes().all(|b| b.is_ascii_digit() || b"-u".contains(&b));
    let plain = text.replace("unknown", "").replace("open", "..");
    (ends || digits).then(|| plain.replace('u', "X"))
}

/// A time of day says nothing that a reference prints: `26 Mar 2026 10:00:00+AEDT`.
fn without_time(text: &str) -> &str {
    let Some((day, time)) = text.rsplit_once([' ', 'T']) else { return text };
    let clock = time.as_bytes();
    let is_clock = clock.len() >= 5
        && clock.get(2) == Some(&b':')
        && clock.iter().take(2).all(u8::is_ascii_digit);
    if is_clock { day.trim_end() } else { text }
}

/// Takes “circa”, brackets and question marks off.
fn hedges(text: &str) -> (&str, bool, bool) {
    let mut text = text;
    let mut circa = false;
    let mut uncertain = false;
    loop {
        let before = text;
        text = text.trim().trim_end_matches(['.', ',', ';']);
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
        {
            text = inner;
        }
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        {
            text = inner;
        }
        for sign in ["circa ", "Circa ", "ca. ", "ca ", "c. ", "approx. ", "~", "≈"] {
            if let Some(rest) = text.strip_prefix(sign) {
                (text, circa) = (rest, true);
            }
        }
        if let Some(rest) = text.strip_prefix(['c', 'C']).filter(|rest| {
            rest.len() >= 4 && rest.bytes().all(|byte| byte.is_ascii_digit())
        }) {
            (text, circa) = (rest, true);
        }
        if let Some(rest) = text.strip_suffix('?') {
            (text, uncertain) = (rest, true);
        }
        if text == before {
            return (text, circa, uncertain);
        }
    }
}

/// A date or a range.
fn whole(text: &str) -> Option<Date> {
    if let Some(parts) = single(text).and_then(Partial::date) {
        return Some(Date::Single(parts));
    }
    for separator in
        ["--", " - ", " – ", "–", "—", " to ", " through ", " bis ", "/", "-", "&", " and "]
    {
        let Some((start, end)) = text.split_once(separator) else { continue };
        let (start, end) = (start.trim(), end.trim());
        if start.is_empty() || end.is_empty() {
            let open =
                single(if start.is_empty() { end } else { start }).and_then(Partial::date);
            return open.map(|date| {
                if start.is_empty() {
                    Date::Range(Endpoint::Open, Endpoint::Date(date))
                } else {
                    Date::Range(Endpoint::Date(date), Endpoint::Open)
                }
            });
        }
        if let Some(date) = ends(start, end) {
            return Some(date);
        }
    }
    None
}

/// A range whose ends may lend each other the month and the year.
fn ends(start: &str, end: &str) -> Option<Date> {
    let (mut start, mut end) = (single(start)?, single(end)?);
    // `May 3–5, 2000`: the number of the end is a day.
    if start.year.is_none() {
        start.year = end.year;
        if start.month == 0 && start.day != 0 {
            start.month = end.month;
        }
    }
    if end.year.is_none() {
        end.year = match (start.year, end.day) {
            // `1998–99`: the end is a year of the same century.
            (Some(year), short @ 13..) if start.month == 0 && end.month == 0 => {
                end.day = 0;
                Some(year - year.rem_euclid(100) + i32::from(short))
            }
            (year, _) => year,
        };
    }
    if end.month == 0 && end.day != 0 {
        end.month = start.month;
    }
    let (start, end) = (start.date()?, end.date()?);
    Some(Date::Range(Endpoint::Date(start), Endpoint::Date(end)))
}

/// What one side of a range says.
#[derive(Clone, Copy, Debug, Default)]
struct Partial {
    year: Option<i32>,
    month: u8,
    day: u8,
}

impl Partial {
    fn date(self) -> Option<DateParts> {
        let parts = DateParts::day(self.year?, self.month, self.day);
        (parts.exists() || (self.month == 0 && self.day == 0)).then_some(parts)
    }
}

fn single(text: &str) -> Option<Partial> {
    let text = text.trim().trim_end_matches(['.', ',']);
    if let Some(DateParts { year, month, day, .. }) = match edtf::parse(text) {
        Some(Date::Single(parts)) => Some(parts),
        _ => None,
    } {
        return Some(Partial { year: Some(year), month, day });
    }
    numeric(text).or_else(|| worded(text))
}

/// `2000/5/3`, `5/3/2000` (month first unless that cannot be), `3.5.2000`, `12/1999`.
fn numeric(text: &str) -> Option<Partial> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '/' | '-' | '.') {
        return None;
    }
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(digits) {
        return None;
    }
    let number = |part: &str| part.parse::<i32>().ok();
    let small = |part: &str| part.parse::<u8>().ok();
    match *parts.as_slice() {
        // A zero part means “absent”: Zotero writes `2020-00-00` for a bare year.
        [year, month, day] if year.len() == 4 => {
            Some(Partial { year: number(year), month: small(month)?, day: small(day)? })
        }
        [first, second, year] if year.len() == 4 => {
            let (first, second) = (small(first)?, small(second)?);
            // A day without its month, or the other way round, is no date.
            if (first == 0) != (second == 0) {
                return None;
            }
            let day_first = separator != '/' || first > 12;
            let (month, day) = if day_first { (second, first) } else { (first, second) };
            Some(Partial { year: number(year), month, day })
        }
        [year, month] if year.len() == 4 && month.len() <= 2 && small(month)? <= 12 => {
            Some(Partial { year: number(year), month: small(month)?, day: 0 })
        }
        [month, year] if year.len() == 4 && month.len() <= 2 => {
            Some(Partial { year: number(year), month: small(month)?, day: 0 })
        }
        _ => None,
    }
}

/// Words and numbers in any order.
fn worded(text: &str) -> Option<Partial> {
    let mut found = Partial::default();
    let mut before_christ = false;
    // `30-Mar-2020`: hyphens are spaces where a word stands between them.
    let hyphens = text.matches('-').count() == 2 && !text.contains(char::is_whitespace);
    let words = text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '~' | '/') || (hyphens && c == '-')
    });
    for word in words.filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches('.');
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ordinal = matches!(word.get(number.len()..)?, "" | "st" | "nd" | "rd" | "th");
        if !number.is_empty() && ordinal && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            match (number.len(), found.year) {
                (1 | 2, _) if found.day == 0 => found.day = number.parse().ok()?,
                (3 | 4, None) => found.year = number.parse().ok(),
                _ => return None,
            }
        } else if let Some(month) = month_named(word) {
            if found.month != 0 {
                return None;
            }
            found.month = month;
        } else if let Some(season) = season_named(word) {
            if found.month != 0 {
                return None;
            }
            found.month = 20 + season;
        } else {
            match word.to_ascii_lowercase().as_str() {
                "bc" | "bce" | "b.c" | "b.c.e" => before_christ = true,
                "ad" | "ce" | "a.d" | "c.e" | "of" | "de" | "the" => {}
                _ => return None,
            }
        }
    }
    if before_christ {
        // A year with one or two digits looks like a day.
        let year = found.year.or((found.day != 0).then_some(i32::from(found.day)))?;
        return Some(Partial { year: Some(1 - year), month: found.month, day: 0 });
    }
    (found.year.is_some() || found.month != 0 || found.day != 0).then_some(found)
}

/// The month (1–12) of an English, German, French, Spanish, Italian, Portuguese or Dutch
/// name, or its English abbreviation.
pub(super) fn month_named(name: &str) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &[
            "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "gennaio",
            "janeiro", "januari",
        ],
        &[
            "february",
            "feb",
            "febr",
            "februar",
            "février",
            "févr",
            "febrero",
            "febbraio",
            "fevereiro",
            "februari",
        ],
        &["march", "mar", "märz", "mrz", "mars", "marzo", "março", "maart"],
        &["april", "apr", "avril", "avr", "abril", "aprile"],
        &["may", "mai", "mayo", "maggio", "maio", "mei"],
        &["june", "jun", "juni", "juin", "junio", "giugno", "junho"],
        &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho"],
        &["august", "aug", "août", "aout", "agosto", "augustus"],
        &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro"],
        &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro"],
        &["november", "nov", "novembre", "noviembre", "novembro"],
        &[
            "december",
            "dec",
            "dezember",
            "dez",
            "décembre",
            "déc",
            "diciembre",
            "dicembre",
            "dezembro",
        ],
    ];
    let name = name.trim().trim_end_matches('.');
    if name.len() < 3 || name.len() > 12 {
        return None;
    }
    let name = name.to_lowercase();
    let at = NAMES.iter().position(|names| names.contains(&name.as_str()))?;
    u8::try_from(at + 1).ok()
}

/// The season (1–4, spring to winter) of an English, German or French name.
pub(super) fn season_named(name: &str) -> Option<u8> {
    match name.trim().to_lowercase().as_str() {
        "spring" | "frühling" | "frühjahr" | "printemps" => Some(1),
        "summer" | "sommer" | "été" => Some(2),
        "autumn" | "fall" | "herbst" | "automne" => Some(3),
        "winter" | "hiver" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn check(text: &str, edtf: &str) {
        assert_eq!(Date::parse_loose(text).to_string(), edtf, "{text}");
    }

    #[test]
    fn printed_dates() {
        check("3 May 2000", "2000-05-03");
        check("May 3, 2000", "2000-05-03");
        check("May 3rd, 2000", "2000-05-03");
        check("5/3/2000", "2000-05-03");
        check("23/5/2000", "2000-05-23");
        check("3.5.2000", "2000-05-03");
        check("2000-5-3", "2000-05-03");
        check("2020-00-00", "2020");
        check("Spring 1987", "1987-21");
        check("c. 1850", "1850~");
        check("[1850?]", "1850?");
        check("44 BC", "-0043");
        check("12/1999", "1999-12");
    }

    #[test]
    fn printed_ranges() {
        check("May 3–5, 2000", "2000-05-03/2000-05-05");
        check("May – June 2000", "2000-05/2000-06");
        check("1991--1992", "1991/1992");
        check("1998–99", "1998/1999");
        check("2004-", "2004/..");
    }

    #[test]
    fn what_is_not_understood_stays() {
        check("in press", "in press");
        check("n.d.", "n.d.");
        check("January 34 2022", "January 34 2022");
        check("First Quarter 1999", "First Quarter 1999");
    }
}
