//! Dates in CSL-JSON, both ways (CSL data schema, `date-variable`).

use super::json::{Json, quoted};
use crate::model::Date;
use crate::model::date::{DateParts, Endpoint, season_named};

/// Reads a date: `date-parts`, `raw`, `literal`, or a string.
pub(super) fn read(json: &Json<'_>, faults: &mut Vec<String>) -> Option<Date> {
    let members = match json {
        Json::Object(members) => members,
        Json::Text(text) if text.trim().is_empty() => return None,
        Json::Text(text) => return Some(Date::parse_loose(text)),
        Json::Integer(_) => return json.text().map(|year| Date::parse_loose(&year)),
        // The inner array alone.
        Json::Array(_) => return parts(json, faults).map(|ends| range(&ends)),
        other => {
            faults.push(format!("{} where a date is expected; left out", other.what()));
            return None;
        }
    };
    let member = |wanted: &str| {
        members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value)
    };
    let text =
        |wanted| member(wanted).and_then(Json::text).filter(|text| !text.trim().is_empty());
    let circa = member("circa").is_some_and(Json::is_true);
    let ends = member("date-parts").and_then(|json| parts(json, faults));
    let date = match ends {
        Some(ends) => with_season(range(&ends), member("season"), faults),
        None => match (text("edtf"), text("raw"), text("literal")) {
            (Some(edtf), ..) => Date::parse(&edtf),
            (_, Some(raw), _) => Date::parse_loose(&raw),
            (.., Some(literal)) => Date::Literal(literal.as_ref().into()),
            _ => return None,
        },
    };
    Some(if circa { approximate(date) } else { date })
}

/// The dates in `date-parts`: one, or the ends of a range; an end without a year is open.
fn parts(json: &Json<'_>, faults: &mut Vec<String>) -> Option<Vec<Option<DateParts>>> {
    let Json::Array(dates) = json else {
        faults.push(format!("`date-parts` is {}, not an array; left out", json.what()));
        return None;
    };
    let nested = matches!(dates.first(), Some(Json::Array(_)));
    let flat = [json.clone()];
    let dates = if nested { dates.as_slice() } else { &flat };
    let ends: Vec<_> = dates.iter().take(2).map(|date| one(date, faults)).collect();
    ends.first().is_some_and(Option::is_some).then_some(ends)
}

fn one(json: &Json<'_>, faults: &mut Vec<String>) -> Option<DateParts> {
    let Json::Array(numbers) = json else {
        faults.push(format!("{} in `date-parts`; left out", json.what()));
        return None;
    };
    let mut number = |at: usize| match numbers.get(at)? {
        Json::Null => None,
        Json::Text(text) if text.trim().is_empty() => None,
        json => {
            let number = json.integer().and_then(|number| i32::try_from(number).ok());
            if number.is_none() {
                let text = json.text().unwrap_or_default();
                faults.push(format!("`{text}` in `date-parts` is no number; left out"));
            }
            number
        }
    };
    let year = number(0)?;
    let month = number(1).unwrap_or(0);
    let day = number(2).unwrap_or(0);
    let month = match month {
        1..=12 => month,
        // 13 to 16 is how older data say spring to winter.
        13..=16 => month + 8,
        17..=20 => month + 4,
        21..=24 => month,
        0 => 0,
        other => {
            faults
                .push(format!("month `{other}` in `date-parts` does not exist; left out"));
            0
        }
    };
    let day = if (0..=31).contains(&day) && (1..=12).contains(&month) { day } else { 0 };
    let small = |number: i32| u8::try_from(number).unwrap_or(0);
    (year != 0 || numbers.len() == 1 || month != 0)
        .then(|| DateParts::day(year, small(month), small(day)))
}

fn range(ends: &[Option<DateParts>]) -> Date {
    let start = ends.first().copied().flatten().unwrap_or_default();
    match ends.get(1) {
        None => Date::Single(start),
        Some(Some(DateParts { year: 0, .. }) | None) => {
            Date::Range(Endpoint::Date(start), Endpoint::Open)
        }
        Some(Some(end)) => Date::Range(Endpoint::Date(start), Endpoint::Date(*end)),
    }
}

fn with_season(date: Date, season: Option<&Json<'_>>, faults: &mut Vec<String>) -> Date {
    let Some(season) = season else { return date };
    let number = match season.integer() {
        Some(number @ 1..=4) => u8::try_from(number).ok(),
        Some(number @ 21..=24) => u8::try_from(number - 20).ok(),
        _ => season.text().and_then(|name| season_named(&name)),
    };
    match (number, date) {
        (Some(number), Date::Single(mut parts)) if parts.month == 0 => {
            parts.month = 20 + number;
            Date::Single(parts)
        }
        (None, date) => {
            let text = season.text().unwrap_or_default();
            if !text.is_empty() {
                faults.push(format!("season `{text}` is none of 1 to 4; left out"));
            }
            date
        }
        (_, date) => date,
    }
}

fn approximate(date: Date) -> Date {
    let circa = |parts: DateParts| DateParts { approximate: true, ..parts };
    match date {
        Date::Single(parts) => Date::Single(circa(parts)),
        Date::Range(Endpoint::Date(start), end) => {
            Date::Range(Endpoint::Date(circa(start)), end)
        }
        other => other,
    }
}

/// Writes a date; says what of it CSL-JSON cannot hold.
pub(super) fn write(date: &Date, out: &mut String) -> Option<&'static str> {
    let (start, end) = match date {
        Date::Single(parts) => (Endpoint::Date(*parts), None),
        Date::Range(start, end) => (*start, Some(*end)),
        Date::Literal(text) => {
            out.push_str("{\"literal\": ");
            quoted(text, out);
            out.push('}');
            return None;
        }
    };
    let Endpoint::Date(first) = start else {
        // A range that begins in the dark has no first date to write.
        out.push_str("{\"literal\": ");
        quoted(&date.to_string(), out);
        out.push('}');
        return Some("a range without a beginning");
    };
    let single = end.is_none();
    out.push_str("{\"date-parts\": [");
    date_parts(first, single, out);
    match end {
        None => {}
        Some(Endpoint::Date(last)) => {
            out.push_str(", ");
            date_parts(last, false, out);
        }
        Some(Endpoint::Open | Endpoint::Unknown) => out.push_str(", [0]"),
    }
    out.push(']');
    if let Some(season) = first.season().filter(|_| single) {
        out.push_str(&format!(", \"season\": {season}"));
    }
    let last = match end {
        Some(Endpoint::Date(last)) => last,
        _ => first,
    };
    if first.approximate || first.uncertain || last.approximate || last.uncertain {
        out.push_str(", \"circa\": true");
    }
    out.push('}');
    let unspecified = crate::model::date::Unspecified::None;
    if first.unspecified != unspecified || last.unspecified != unspecified {
        Some("digits that are left open")
    } else if first.uncertain {
        Some("the difference between uncertain and approximate")
    } else {
        None
    }
}

/// `[2020, 5, 3]`; a season of a single date goes into its own member.
fn date_parts(parts: DateParts, single: bool, out: &mut String) {
    out.push_str(&format!("[{}", parts.year));
    let season = parts.season().is_some() && single;
    if parts.month != 0 && !season {
        out.push_str(&format!(", {}", parts.month));
        if parts.day != 0 {
            out.push_str(&format!(", {}", parts.day));
        }
    }
    out.push(']');
}
