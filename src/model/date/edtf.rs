//! The reader of EDTF (ISO 8601-2:2019, levels 0 and 1; Library of Congress, 2019).

use super::{Date, DateParts, Endpoint, Unspecified};

/// Reads a date or an interval.
pub(super) fn parse(text: &str) -> Option<Date> {
    match text.split_once('/') {
        None => single(text).map(Date::Single),
        Some((start, end)) => {
            let (start, end) = (endpoint(start)?, endpoint(end)?);
            let dated = |end| matches!(end, Endpoint::Date(_));
            (dated(start) || dated(end)).then_some(Date::Range(start, end))
        }
    }
}

fn endpoint(text: &str) -> Option<Endpoint> {
    match text {
        "" => Some(Endpoint::Unknown),
        ".." => Some(Endpoint::Open),
        text => single(text).map(Endpoint::Date),
    }
}

fn single(text: &str) -> Option<DateParts> {
    let (text, approximate, uncertain) = match text.strip_suffix(['?', '~', '%']) {
        Some(rest) => (rest, !text.ends_with('?'), !text.ends_with('~')),
        None => (text, false, false),
    };
    // A time of day says nothing that a reference prints.
    let text = text.split_once('T').map_or(text, |(day, _)| day);
    let parts = match text.strip_prefix('Y') {
        Some(long) => DateParts::year(long_year(long)?),
        None => calendar(text)?,
    };
    Some(DateParts { approximate, uncertain, ..parts })
}

fn long_year(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    (digits.len() > 4 && is_digits(digits)).then(|| text.parse().ok()).flatten()
}

fn calendar(text: &str) -> Option<DateParts> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let open = year.len() - year.trim_end_matches('X').len();
    let known = year.get(..4 - open)?;
    let year = sign * known.parse::<i32>().ok().filter(|_| is_digits(known))?;
    match (open, month, day) {
        (1, None, None) => Some(with(DateParts::year(year * 10), Unspecified::Decade)),
        (2, None, None) => Some(with(DateParts::year(year * 100), Unspecified::Century)),
        (0, None, None) => Some(DateParts::year(year)),
        (0, Some("XX"), None) => Some(with(DateParts::year(year), Unspecified::Month)),
        (0, Some("XX"), Some("XX")) => {
            Some(with(DateParts::year(year), Unspecified::MonthAndDay))
        }
        (0, Some(month), Some("XX")) => {
            let parts = DateParts::month(year, two_digits(month)?);
            (1..=12).contains(&parts.month).then(|| with(parts, Unspecified::Day))
        }
        (0, Some(month), day) => {
            let day = match day {
                Some(day) => two_digits(day).filter(|day| *day > 0)?,
                None => 0,
            };
            let parts = DateParts::day(year, two_digits(month).filter(|m| *m > 0)?, day);
            parts.exists().then_some(parts)
        }
        _ => None,
    }
}

fn with(parts: DateParts, unspecified: Unspecified) -> DateParts {
    DateParts { unspecified, ..parts }
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && is_digits(text)).then(|| text.parse().ok()).flatten()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
