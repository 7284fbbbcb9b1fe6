//! Dates in metadata.

use super::claims::{Claim, Origin, What};
use crate::diag::catalogue::page as rules;
use crate::formats::page::dates::{self, Order};
use crate::formats::page::draft::Draft;
use crate::model::date::{Date, DateParts, days_in_month};

/// A date in metadata: ISO 8601 with `-`, `/` or `.`, or in words.
fn date(value: &str) -> Result<Date, Option<Date>> {
    let digits = value.trim();
    let day = digits.split(['T', ' ']).next().unwrap_or(digits);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u16>().ok());
    let iso = parts.first().is_some_and(|year| year.len() == 4)
        && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    if !iso {
        let compact = day.len() == 8 && day.chars().all(|c| c.is_ascii_digit());
        if compact {
            let (year, rest) = day.split_at(4);
            let (month, day) = rest.split_at(2);
            return date(&format!("{year}-{month}-{day}"));
        }
        let hit = dates::find(value, Order::Unknown).into_iter().next();
        return match hit {
            Some(hit) if hit.faults.is_empty() => hit.date.ok_or(None),
            Some(hit) => Err(hit.date),
            None => Err(None),
        };
    }
    let year =
        number(0).map(i32::from).filter(|year| (1400..2200).contains(year)).ok_or(None)?;
    let only_year = Date::Single(DateParts::year(year));
    // `2020-00-00` is 2020.
    let Some(month) = number(1).filter(|month| *month > 0) else { return Ok(only_year) };
    let month = u8::try_from(month).ok().filter(|month| *month <= 12);
    let month = month.ok_or(Some(only_year))?;
    let only_month = Date::Single(DateParts::month(year, month));
    let Some(day) = number(2).filter(|day| *day > 0) else { return Ok(only_month) };
    let day = u8::try_from(day).ok().filter(|day| *day <= days_in_month(year, month));
    Ok(Date::Single(DateParts::day(year, month, day.ok_or(Some(only_month))?)))
}

pub(super) fn dated(claims: &[&Claim], draft: &mut Draft) {
    let mut rows: Vec<&&Claim> =
        claims.iter().filter(|claim| claim.what == What::Issued).collect();
    rows.extend(claims.iter().filter(|claim| claim.what == What::Year));
    rows.extend(claims.iter().filter(|claim| claim.what == What::Online));
    let mut taken: Option<(&Claim, Date)> = None;
    let mut possible = None;
    for claim in rows {
        match date(&claim.value) {
            Ok(date) => match &taken {
                None => taken = Some((claim, date)),
                Some((best, known)) => {
                    let told = claim.what == What::Issued
                        && claim.origin != best.origin
                        && claim.origin < Origin::Time
                        && differ(known, &date, claim.value.contains('T'));
                    if told {
                        let message = format!(
                            "{} is dated {known}, {} {date}; took the former",
                            best.origin.name(),
                            claim.origin.name()
                        );
                        draft.fault(&rules::CONFLICTING_METADATA, message);
                    }
                }
            },
            // “9:05 PM” says nothing of a day.
            Err(None) if !has_year(&claim.value) => {}
            Err(part) => {
                let shown = part.as_ref().map_or("nothing".to_owned(), ToString::to_string);
                let message = format!("“{}” cannot exist; kept {shown}", claim.value);
                draft.fault(&rules::INVALID_PRINTED_DATE, message);
                draft.raw.push(claim.value.clone());
                possible = possible.or(part);
            }
        }
    }
    match (taken, possible) {
        (Some((claim, date)), _) => draft.date(date, claim.origin.confidence(), "metadata"),
        (None, Some(part)) => {
            draft.date(part, 60, "what is possible of an impossible date")
        }
        (None, None) => {}
    }
}

/// Whether a text holds four digits in a row.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 4)
}

/// Whether two dates say different things; the hour can shift a day.
pub(super) fn differ(a: &Date, b: &Date, timed: bool) -> bool {
    let (Some(a), Some(b)) = (a.start(), b.start()) else { return false };
    if a.year != b.year {
        return true;
    }
    if a.month == 0 || b.month == 0 {
        return false;
    }
    a.month != b.month || a.day > 0 && b.day > 0 && a.day.abs_diff(b.day) > u8::from(timed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_metadata() {
        let shown = |text: &str| date(text).map(|date| date.to_string());
        assert_eq!(shown("2014/09/01"), Ok("2014-09-01".to_owned()));
        assert_eq!(shown("2015-05-10T04:00:00Z"), Ok("2015-05-10".to_owned()));
        assert_eq!(shown("2020-00-00"), Ok("2020".to_owned()));
        assert_eq!(shown("20200131"), Ok("2020-01-31".to_owned()));
        assert!(shown("2022-06-31").is_err());
        assert!(shown("2022-13-01").is_err());
    }
}
