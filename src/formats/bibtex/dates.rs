//! Dates in the fields of classic BibTeX: `year`, `month`, `day`.

use crate::model::date::{Date, DateParts, Endpoint, Unspecified};

/// The names of the months that every style defines.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date in fields.
pub(super) struct Classic {
    /// Name, value, and whether the value stands in braces.
    pub(super) fields: Vec<(&'static str, String, bool)>,
    /// What of the date was lost.
    pub(super) lost: Option<&'static str>,
}

/// Writes a date into `year`, `month` and `day`.
pub(super) fn classic(date: &Date) -> Classic {
    match date {
        Date::Literal(text) => only_year(text.to_string(), None),
        Date::Single(parts) => single(*parts),
        Date::Range(start, end) => range(*start, *end),
    }
}

fn only_year(year: String, lost: Option<&'static str>) -> Classic {
    Classic { fields: vec![("year", year, true)], lost }
}

fn single(parts: DateParts) -> Classic {
    let mut fields = vec![("year", year(parts), true)];
    if let Some(season) = parts.season() {
        let name = match season {
            1 => "Spring",
            2 => "Summer",
            3 => "Autumn",
            _ => "Winter",
        };
        fields.push(("month", name.to_owned(), true));
    } else if let Some(name) = month(parts) {
        fields.push(("month", name.to_owned(), false));
        if parts.day != 0 {
            fields.push(("day", parts.day.to_string(), true));
        }
    }
    let open = matches!(
        parts.unspecified,
        Unspecified::Month | Unspecified::Day | Unspecified::MonthAndDay
    );
    Classic { fields, lost: open.then_some("the digits that are left open") }
}

fn month(parts: DateParts) -> Option<&'static str> {
    MONTHS.get(usize::from(parts.month).checked_sub(1)?).copied()
}

/// A year as classic styles print it.
fn year(parts: DateParts) -> String {
    let alone =
        DateParts { month: 0, day: 0, approximate: false, uncertain: false, ..parts };
    let number = match parts.unspecified {
        Unspecified::Decade | Unspecified::Century => alone.to_string(),
        _ if parts.year < 1 => format!("{} BC", 1 - parts.year),
        _ => parts.year.to_string(),
    };
    let circa = if parts.approximate { "c. " } else { "" };
    let mark = if parts.uncertain { "?" } else { "" };
    format!("{circa}{number}{mark}")
}

fn range(start: Endpoint, end: Endpoint) -> Classic {
    let (first, last) = match (start, end) {
        (Endpoint::Date(first), Endpoint::Date(last)) => (first, last),
        (Endpoint::Date(first), _) => {
            let lost = (first.month != 0).then_some("the month");
            return only_year(format!("{}--", year(first)), lost);
        }
        (_, Endpoint::Date(last)) => {
            let lost = (last.month != 0).then_some("the month");
            return only_year(format!("--{}", year(last)), lost);
        }
        _ => return only_year("n.d.".to_owned(), Some("a range without ends")),
    };
    if first.year != last.year {
        let lost = (first.month != 0 || last.month != 0).then_some("the months of a range");
        return only_year(format!("{}--{}", year(first), year(last)), lost);
    }
    let Some((from, to)) = month(first).zip(month(last)) else {
        return single(first);
    };
    let mut fields = vec![("year", year(first), true)];
    if first.month == last.month && first.day != 0 && last.day != 0 {
        let value = format!("{from} # {{ {}--{}}}", first.day, last.day);
        fields.push(("month", value, false));
        return Classic { fields, lost: None };
    }
    fields.push(("month", format!("{from} # {{--}} # {to}"), false));
    let days = first.day != 0 || last.day != 0;
    Classic { fields, lost: days.then_some("the days of a range") }
}
