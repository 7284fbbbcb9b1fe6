//! Values as foreign sources write them: dates, pages, DOIs, numbers.

use crate::model::date::Unspecified;
use crate::model::{Date, DateParts};

/// A date from text: EDTF, `YYYY/MM/DD/other` of RIS, compact `YYYYMMDD`, or as printed.
/// Blank text and `0000` are no date.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim().trim_matches(['/', ',', ';']).trim();
    if text.is_empty() || text.trim_matches(['0', '-', '/']).is_empty() {
        return None;
    }
    if let Some(parts) = compact(text) {
        return Some(Date::Single(parts));
    }
    match Date::parse_loose(text) {
        Date::Literal(_) => {
            Some(dated(text).map_or_else(|| Date::parse(text), Date::Single))
        }
        date => Some(date),
    }
}

/// `19991231`, `199912`.
fn compact(text: &str) -> Option<DateParts> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i32>().ok();
    let (year, month, day) = match text.len() {
        8 => (part(0..4)?, part(4..6)?, part(6..8)?),
        6 => (part(0..4)?, part(4..6)?, 0),
        _ => return None,
    };
    let parts = DateParts::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    (parts.exists() && (1000..2200).contains(&year)).then_some(parts)
}

/// Year, month and day at the front of a text: `1998/12/15/Spring`, `2001-5-3T…`, `1999///`,
/// `2010 Jan-Feb`.
fn dated(text: &str) -> Option<DateParts> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return None;
    }
    let year: i32 = text.get(..4)?.parse().ok()?;
    let rest = text.get(4..)?;
    let separator = rest.chars().next()?;
    if !matches!(separator, '/' | '-' | '.' | ' ') {
        return None;
    }
    let mut parts = rest.get(separator.len_utf8()..)?.split(['/', '-', '.', ' ', 'T']);
    let number = |part: Option<&str>| part.and_then(|part| part.trim().parse::<u8>().ok());
    let first = parts.next().map(str::trim).unwrap_or_default();
    let month = match first.parse::<u8>() {
        Ok(month) => month,
        Err(_) => {
            return named(first)
                .map(|month| {
                    let day = number(parts.next()).unwrap_or(0);
                    let full = DateParts::day(year, month, day);
                    if full.exists() { full } else { DateParts::month(year, month) }
                })
                .or((separator == '/').then(|| other(year, rest)).flatten());
        }
    };
    let day = number(parts.next()).unwrap_or(0);
    [DateParts::day(year, month, day), DateParts::month(year, month)]
        .into_iter()
        .find(|parts| parts.exists() && parts.month != 0)
        .or_else(|| other(year, rest))
}

/// The fourth part of a RIS date: a season, or nothing that a date can hold.
fn other(year: i32, rest: &str) -> Option<DateParts> {
    let word = rest.rsplit('/').next().unwrap_or_default().trim();
    match named(word) {
        Some(month) => Some(DateParts::month(year, month)),
        None => Some(DateParts::year(year)),
    }
}

/// A month or season by name.
pub(crate) fn named(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    crate::model::date::month_named(word)
        .or_else(|| crate::model::date::season_named(word).map(|season| season + 20))
        .or_else(|| match word.to_ascii_uppercase().as_str() {
            "SPR" => Some(21),
            "SUM" => Some(22),
            "FAL" | "AUT" => Some(23),
            "WIN" => Some(24),
            _ => None,
        })
}

/// A date of parts that may be absent or zero.
pub(crate) fn parts(year: Option<i32>, month: u8, day: u8) -> Option<Date> {
    let year = year.filter(|year| *year != 0)?;
    let full = DateParts::day(year, month, day);
    [full, DateParts::month(year, month), DateParts::year(year)]
        .into_iter()
        .find(|parts| parts.exists() && (parts.month != 0 || parts.day == 0))
        .map(Date::Single)
}

/// `2001-05-03`, `2001-05`, `2001`; the day's precision is the date's. `None` where a plain
/// date cannot say it: ranges, seasons, doubts, open digits.
pub(crate) fn iso(date: &Date) -> Option<String> {
    match date {
        Date::Single(parts) if is_plain(*parts) => Some(date.to_string()),
        _ => None,
    }
}

/// The first and the last date of what is plain dates alone, the same if it is one.
pub(crate) fn ends(date: &Date) -> Option<[DateParts; 2]> {
    let ends = match date {
        Date::Single(parts) => [*parts, *parts],
        Date::Range(..) => [date.start()?, date.end()?],
        Date::Literal(_) => return None,
    };
    ends.iter().all(|parts| is_plain(*parts)).then_some(ends)
}

/// Whether year, month and day say all.
pub(crate) fn is_plain(parts: DateParts) -> bool {
    parts.unspecified == Unspecified::None
        && !parts.approximate
        && !parts.uncertain
        && parts.season().is_none()
        && (0..=9999).contains(&parts.year)
}

/// `12-20`; MEDLINE's `1184-90` becomes `1184-1190`.
pub(crate) fn pages(first: &str, last: &str) -> String {
    let (first, last) = (first.trim(), last.trim());
    if last.is_empty() || first == last {
        return first.to_owned();
    }
    if first.is_empty() {
        return last.to_owned();
    }
    if first.contains('-') || first.contains('–') {
        return first.to_owned();
    }
    format!("{first}-{last}")
}

/// Writes the digits out that a page range leaves away: `6913-7` is `6913-6917`.
pub(crate) fn full_pages(text: &str) -> String {
    let part = |part: &str| -> String {
        let Some((first, last)) = part.split_once('-') else { return part.to_owned() };
        let (first, last) = (first.trim(), last.trim());
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if digits(first) && digits(last) && last.len() < first.len() {
            let head = first.get(..first.len() - last.len()).unwrap_or("");
            let whole = format!("{head}{last}");
            if whole.as_str() >= first {
                return format!("{first}-{whole}");
            }
        }
        part.to_owned()
    };
    text.split(", ").map(part).collect::<Vec<_>>().join(", ")
}

/// Text of several lines. A line that is indented goes on with the one before (files laid
/// out for people); an empty line parts paragraphs.
pub(crate) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut paragraph = false;
    for line in text.trim().split('\n') {
        let body = one_line(line);
        if body.is_empty() {
            paragraph = true;
            continue;
        }
        out.push_str(match (out.is_empty(), paragraph) {
            (true, _) => "",
            (false, true) => "\n\n",
            (false, false) if line.starts_with([' ', '\t']) => " ",
            (false, false) => "\n",
        });
        out.push_str(&body);
        paragraph = false;
    }
    out
}

/// First and last page of a range.
pub(crate) fn page_ends(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.find(['-', '–', '—', '‐', '‑']) {
        Some(at) if at > 0 => {
            let last = text.get(at..).unwrap_or("");
            let last = last.trim_start_matches(['-', '–', '—', '‐', '‑', ' ']);
            let first = text.get(..at).unwrap_or("").trim();
            if last.contains([',', ';', '-', '–']) { (text, "") } else { (first, last) }
        }
        _ => (text, ""),
    }
}

/// The DOI inside a text: with or without `doi:`, `https://doi.org/`, brackets.
pub(crate) fn doi(text: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("10.") {
        let start = from + at;
        let rest = text.get(start..)?;
        let end = end_of_doi(rest);
        let found = rest.get(..end)?;
        let found = found.trim_end_matches(['.', ',', ';', ':', ']', '\'']);
        let found = match (found.matches('(').count(), found.matches(')').count()) {
            (open, close) if close > open => found.trim_end_matches(')'),
            _ => found,
        };
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let registrant = found.get(3..).and_then(|rest| rest.split_once('/'));
        if let Some((registrant, suffix)) = registrant
            && registrant.len() >= 4
            && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !suffix.is_empty()
            && !before.is_some_and(|c| c.is_alphanumeric() || c == '.')
        {
            return Some(found);
        }
        from = start + 3;
    }
    None
}

/// Where a DOI ends at the latest. A serial item identifier has its pages in angle brackets:
/// `10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM16>3.0.CO;2-B`; others begin a tag.
fn end_of_doi(text: &str) -> usize {
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        match c {
            '<' if !inside && next.is_some_and(|c| c.is_ascii_digit()) => inside = true,
            '>' if inside => inside = false,
            '"' | '<' | '>' | '{' | '}' => return at,
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether a text is nothing but a DOI, in any of its spellings.
pub(crate) fn is_doi(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    doi(text).is_some_and(|found| {
        let head = text.get(..text.len().saturating_sub(found.len())).unwrap_or("");
        let head = head.trim().to_ascii_lowercase();
        let head = head.trim_end_matches([':', ' ']);
        text.ends_with(found)
            && matches!(
                head,
                "" | "doi"
                    | "https://doi.org/"
                    | "http://doi.org/"
                    | "http://dx.doi.org/"
                    | "https://dx.doi.org/"
                    | "info:doi/"
            )
    })
}

/// The numbers of a field that holds several.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', ';']).filter(|number| !number.is_empty())
}

/// Spaces, line ends and tabs run together as one space.
pub(crate) fn one_line(text: &str) -> String {
    // Most texts are one line already.
    let wide = |pair: &[u8]| pair == b"  ";
    let plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    let trimmed = text.trim();
    if trimmed.bytes().all(plain) && !trimmed.as_bytes().windows(2).any(wide) {
        return trimmed.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The ISBNs in a text, as they are printed; other words are left out.
pub(crate) fn isbns(text: &str) -> Vec<String> {
    let shaped = |word: &str| {
        let digits = word.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x'));
        matches!(digits.count(), 10 | 13)
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | 'X' | 'x'))
    };
    text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '=')
    })
    .filter(|word| shaped(word))
    .map(str::to_owned)
    .collect()
}

/// The ISSNs in a text, `1234-567X` with or without the hyphen.
pub(crate) fn issns(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter_map(|word| {
            let plain: String = word.chars().filter(|c| *c != '-').collect();
            let (digits, check) = (plain.get(..7)?, plain.get(7..)?);
            let good = digits.bytes().all(|byte| byte.is_ascii_digit())
                && check.len() == 1
                && check.chars().all(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x'));
            let split = (plain.get(..4)?, plain.get(4..)?);
            (good && word.len() <= 9)
                .then(|| format!("{}-{}", split.0, split.1.to_uppercase()))
        })
        .collect()
}

/// Whether a text has tags of HTML or XML; `1 < 2` has none.
pub(crate) fn has_tags(text: &str) -> bool {
    let tag = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
            && rest.contains('>')
    };
    text.split('<').skip(1).any(tag)
}

/// The text of HTML, as Zotero keeps notes and DataCite descriptions: blocks are lines.
pub(crate) fn html_text(html: &str) -> String {
    if !has_tags(html) {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        let name = tag.get(1..end).unwrap_or("").trim_start_matches('/');
        let name = name.split([' ', '/', '\n']).next().unwrap_or("");
        let is_block = matches!(
            name.to_ascii_lowercase().as_str(),
            "p" | "br"
                | "div"
                | "li"
                | "ul"
                | "ol"
                | "tr"
                | "blockquote"
                | "pre"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
        );
        // `a < b` is no tag.
        if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            out.push('<');
            rest = tag.get(1..).unwrap_or("");
            continue;
        }
        if is_block && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        rest = tag.get(end + 1..).unwrap_or("");
    }
    out.push_str(rest);
    let lines: Vec<&str> =
        out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let signs =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
    let text = lines.join("\n");
    let text = signs.iter().fold(text, |text, (name, sign)| text.replace(name, sign));
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_date(text: &str, expected: Option<&str>) {
        assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn dates_of_tagged_formats() {
        check_date("1998/12/15/", Some("1998-12-15"));
        check_date("1998//", Some("1998"));
        check_date("1998///Spring", Some("1998-21"));
        check_date("19960829", Some("1996-08-29"));
        check_date("1996 Jul 9", Some("1996-07-09"));
        check_date("2010 Jan-Feb", Some("2010-01/2010-02"));
        check_date("0000", None);
        check_date("2015-03-04T10:00:00Z", Some("2015-03-04"));
    }

    #[test]
    fn digits_left_away_are_written_out() {
        assert_eq!(full_pages("6913-7"), "6913-6917");
        assert_eq!(full_pages("S12-S20"), "S12-S20");
        assert_eq!(full_pages("151-3, 159"), "151-153, 159");
    }

    #[test]
    fn dois_in_texts() {
        assert_eq!(doi("doi: 10.1000/abc(1)2."), Some("10.1000/abc(1)2"));
        assert_eq!(doi("https://doi.org/10.1000/1"), Some("10.1000/1"));
        assert_eq!(doi("(10.1000/182)"), Some("10.1000/182"));
        let serial = "10.1000/(SICI)1234-5679(199823)43:4<338::AID-X16>3.0.CO;2-B";
        assert_eq!(doi(serial), Some(serial));
        assert_eq!(doi("<a>10.1000/182</a>"), Some("10.1000/182"));
        assert_eq!(doi("S0305-4179(98)00003-9"), None);
        assert!(is_doi("DOI: 10.1000/182") && !is_doi("see 10.1000/182"));
    }
}
