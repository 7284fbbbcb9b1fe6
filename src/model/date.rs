//! Dates: EDTF levels 0 and 1 (ISO 8601-2:2019), or text.

mod edtf;
mod loose;

use std::borrow::Cow;
use std::fmt;

/// A date, a range of dates, or text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Date {
    /// One date, as exact as its parts.
    Single(DateParts),
    /// A range.
    Range(Endpoint, Endpoint),
    /// Text as it was printed: “forthcoming”.
    Literal(Box<str>),
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// A date.
    Date(DateParts),
    /// Open: the range goes on (`2004/..`).
    Open,
    /// Unknown (`2004/`).
    Unknown,
}

/// Year, month or season, and day, with what is known about them.
///
/// Years count as astronomers do: 0 is 1 BC, −1 is 2 BC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateParts {
    /// The astronomical year.
    pub year: i32,
    /// 1–12, or a season 21–24 (spring to winter); 0 where absent.
    pub month: u8,
    /// 1–31; 0 where absent.
    pub day: u8,
    /// “circa”: EDTF `~` (or `%`).
    pub approximate: bool,
    /// “?”: EDTF `?` (or `%`).
    pub uncertain: bool,
    /// Which digits are not given.
    pub unspecified: Unspecified,
}

/// Digits that the source leaves open (EDTF `X`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unspecified {
    /// All digits are given.
    #[default]
    None,
    /// A year of a decade: `201X`, stored as 2010.
    Decade,
    /// A year of a century: `20XX`, stored as 2000.
    Century,
    /// A month of a year: `2004-XX`.
    Month,
    /// A day of a month: `2004-06-XX`.
    Day,
    /// A day of a year: `2004-XX-XX`.
    MonthAndDay,
}

impl DateParts {
    /// A year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Self { year, ..Self::default() }
    }

    /// A month of a year (1–12, or 21–24 for a season).
    #[must_use]
    pub fn month(year: i32, month: u8) -> Self {
        Self { year, month, ..Self::default() }
    }

    /// A day.
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Self {
        Self { year, month, day, ..Self::default() }
    }

    /// The season 1–4 (spring to winter), if the month is one.
    #[must_use]
    pub fn season(self) -> Option<u8> {
        (21..=24).contains(&self.month).then(|| self.month - 20)
    }

    /// Whether such a day exists in the proleptic Gregorian calendar.
    #[must_use]
    pub fn exists(self) -> bool {
        match (self.month, self.day) {
            (0 | 21..=24, 0) => true,
            (1..=12, day) => day <= days_in_month(self.year, self.month),
            _ => false,
        }
    }
}

/// How many days a month has in the proleptic Gregorian calendar.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    let leap =
        year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// The decimal digits of other scripts as those of ASCII: `१९८७` is 1987.
fn western(text: &str) -> Cow<'_, str> {
    /// Where the zero of a script stands; its digits follow (Unicode, category Nd).
    const ZEROS: [u32; 19] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
        0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    let digit = |c: char| {
        let zero =
            ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&u32::from(c)))?;
        char::from_digit(u32::from(c) - zero, 10)
    };
    if text.is_ascii() || !text.chars().any(|c| digit(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| digit(c).unwrap_or(c)).collect())
}

/// The month (1–12) that a name or abbreviation stands for.
#[must_use]
pub fn month_named(name: &str) -> Option<u8> {
    loose::month_named(name)
}

/// The season (1–4, spring to winter) that a name stands for.
#[must_use]
pub fn season_named(name: &str) -> Option<u8> {
    loose::season_named(name)
}

impl Date {
    /// Reads an EDTF date of level 0 or 1; anything else is literal.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        edtf::parse(&western(text.trim()))
            .unwrap_or_else(|| Self::Literal(text.trim().into()))
    }

    /// Reads a date as people print it (`3 May 2000`, `Spring 1987`, `1991--1992`), or EDTF;
    /// anything else is literal.
    #[must_use]
    pub fn parse_loose(text: &str) -> Self {
        loose::parse(&western(text)).unwrap_or_else(|| Self::Literal(text.trim().into()))
    }

    /// Reads an EDTF date of level 0 or 1; a date that cannot exist is none.
    #[must_use]
    pub fn parse_edtf(text: &str) -> Option<Self> {
        edtf::parse(text.trim())
    }

    /// The first (or only) date.
    #[must_use]
    pub fn start(&self) -> Option<DateParts> {
        match self {
            Self::Single(parts) | Self::Range(Endpoint::Date(parts), _) => Some(*parts),
            _ => None,
        }
    }

    /// The last date of a range.
    #[must_use]
    pub fn end(&self) -> Option<DateParts> {
        match self {
            Self::Range(_, Endpoint::Date(parts)) => Some(*parts),
            _ => None,
        }
    }
}

impl fmt::Display for Date {
    /// Writes EDTF, or the literal text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(parts) => parts.fmt(f),
            Self::Range(start, end) => write!(f, "{start}/{end}"),
            Self::Literal(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(parts) => parts.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for DateParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let digits = format!("{:04}", self.year.unsigned_abs());
        let long = if digits.len() > 4 { "Y" } else { "" };
        let kept = match self.unspecified {
            Unspecified::Decade => 1,
            Unspecified::Century => 2,
            _ => 0,
        };
        let (known, open) = digits.split_at(digits.len() - kept);
        write!(f, "{long}{sign}{known}{}", "X".repeat(open.len()))?;
        match self.unspecified {
            Unspecified::Month => f.write_str("-XX")?,
            Unspecified::MonthAndDay => f.write_str("-XX-XX")?,
            Unspecified::Day => write!(f, "-{:02}-XX", self.month)?,
            _ if self.month == 0 => {}
            _ if self.day == 0 => write!(f, "-{:02}", self.month)?,
            _ => write!(f, "-{:02}-{:02}", self.month, self.day)?,
        }
        match (self.approximate, self.uncertain) {
            (true, true) => f.write_str("%"),
            (true, false) => f.write_str("~"),
            (false, true) => f.write_str("?"),
            (false, false) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &str) {
        let date = Date::parse_edtf(text);
        assert_eq!(date.map(|d| d.to_string()).as_deref(), Some(text));
    }

    #[test]
    fn edtf_level_0_and_1_round_trip() {
        for text in [
            "1985",
            "1985-04",
            "1985-04-12",
            "2004-06/2006-08",
            "2004/2005",
            "1964/..",
            "../1985",
            "/1985",
            "1985/",
            "1984?",
            "2004-06~",
            "2004-06-11%",
            "201X",
            "20XX",
            "2004-XX",
            "1985-04-XX",
            "1985-XX-XX",
            "2001-21",
            "-1985",
            "0000",
            "Y17000",
            "Y-17000",
            "1984~/2004-06",
            "2001-23/2002-21",
        ] {
            round(text);
        }
    }

    #[test]
    fn impossible_dates_are_none() {
        for text in
            ["2022-01-34", "2021-02-29", "2021-13", "2021-00-01", "21", "x", "2021-1"]
        {
            assert_eq!(Date::parse_edtf(text), None, "{text}");
        }
        assert!(Date::parse_edtf("2020-02-29").is_some());
    }

    #[test]
    fn times_of_day_are_read_over() {
        let expected = Some(Date::Single(DateParts::day(1985, 4, 12)));
        assert_eq!(Date::parse_edtf("1985-04-12T23:20:30Z"), expected);
        assert_eq!(Date::parse_edtf("1985-04-12T23:20:30+04:30"), expected);
    }
}
