//! Asking a condition of an entry.

use crate::model::date::{DateParts, Endpoint};
use crate::model::{Date, Entry, Field, Name, Number, PageRange};
use crate::query::{Bounds, Comparison, Condition, Pattern, Subject, fields};
use crate::text::fold;

/// Whether a condition holds for an entry.
pub(super) fn holds(condition: &Condition, entry: &Entry) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, entry)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, entry)),
        Condition::Not(inner) => !holds(inner, entry),
        Condition::Anywhere(pattern) => {
            texts(&Subject::Everything, entry, &mut |text| pattern.is_in(text))
        }
        Condition::Has(subject) => {
            texts(subject, entry, &mut |text| !text.trim().is_empty())
        }
        Condition::Text(Subject::Kind, _, pattern) => {
            fields::kind_words(entry).iter().any(|word| pattern.is(word))
        }
        Condition::Text(subject, Comparison::Contains, pattern) => {
            texts(subject, entry, &mut |text| pattern.is_in(text))
        }
        Condition::Text(subject, Comparison::Is, pattern) => {
            texts(subject, entry, &mut |text| pattern.is(text))
        }
        Condition::Name(Subject::Fields(fields), comparison, pattern) => {
            let names = fields.iter().filter_map(|field| entry.names(*field));
            names.into_iter().any(|names| {
                names.iter().any(|name| name_matches(name, *comparison, pattern))
            })
        }
        Condition::Name(..) => false,
        Condition::Number(field, bounds) => {
            entry.text(*field).is_some_and(|text| number_within(*field, &text, bounds))
        }
        Condition::Date(field, bounds) => {
            entry.date(*field).is_some_and(|date| date_within(&date, bounds))
        }
    }
}

/// Whether any text of the subject passes the test.
fn texts(subject: &Subject, entry: &Entry, test: &mut dyn FnMut(&str) -> bool) -> bool {
    match subject {
        Subject::Key => test(entry.key().as_str()),
        Subject::Kind => fields::kind_words(entry).iter().any(|word| test(word)),
        Subject::Fields(fields) => {
            fields.iter().filter_map(|field| entry.text(*field)).any(|text| test(&text))
        }
        Subject::Everything => {
            test(entry.key().as_str())
                || test(entry.kind().name())
                || entry
                    .fields()
                    .filter(|(field, _)| !field.name().starts_with("x-ibid-"))
                    .filter_map(|(field, _)| entry.text(field))
                    .any(|text| test(&text))
        }
    }
}

impl Pattern {
    /// Whether it stands somewhere in a text.
    fn is_in(&self, text: &str) -> bool {
        let folded = fold(text);
        find_parts(&folded, &self.parts).is_some()
    }

    /// Whether it is the text, or one of its comma-separated parts.
    fn is(&self, text: &str) -> bool {
        let folded = fold(text);
        let folded = folded.trim();
        self.is_whole(folded)
            || folded.split([',', ';']).any(|part| self.is_whole(part.trim()))
    }

    fn is_whole(&self, folded: &str) -> bool {
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else {
            return folded.is_empty();
        };
        if self.parts.len() == 1 {
            return folded == first;
        }
        let Some(rest) = folded.strip_prefix(first.as_str()) else { return false };
        let Some(middle) = rest.strip_suffix(last.as_str()) else { return false };
        let inner = self.parts.get(1..self.parts.len() - 1).unwrap_or(&[]);
        find_parts(middle, inner).is_some()
    }
}

/// Finds the parts one after another; where the last one ends.
fn find_parts(text: &str, parts: &[String]) -> Option<usize> {
    let mut at = 0;
    for part in parts {
        at += text.get(at..)?.find(part.as_str())? + part.len();
    }
    Some(at)
}

/// Whether each word of the pattern begins a word of this name: `s. f. starr` is S.
/// Frederick Starr.
fn name_matches(name: &Name, comparison: Comparison, pattern: &Pattern) -> bool {
    let display = name.display();
    if comparison == Comparison::Is {
        let reversed = display_reversed(name);
        return pattern.is_whole(fold(&display).trim())
            || pattern.is_whole(&fold(&reversed));
    }
    if pattern.parts.len() > 1 {
        return pattern.is_in(&display);
    }
    let folded = fold(&display);
    let mut words: Vec<&str> = name_words(&folded).collect();
    pattern.parts.iter().flat_map(|part| name_words(part)).all(|wanted| {
        let found = words.iter().position(|word| word.starts_with(wanted));
        // Each word of the name answers once.
        found.map(|at| words.swap_remove(at)).is_some()
    })
}

fn name_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split([' ', '.', ',', '-']).filter(|word| !word.is_empty())
}

/// `Starr, S. Frederick`
fn display_reversed(name: &Name) -> String {
    match name {
        Name::Person(person) if !person.given.is_empty() => {
            format!("{}, {}", name.family(), person.given)
        }
        _ => name.display(),
    }
}

fn number_within(field: Field, text: &str, bounds: &Bounds<i64>) -> bool {
    let number = match field {
        Field::PAGE => match PageRange::parse(text) {
            PageRange::Pages(pages) => {
                pages.first().and_then(|(first, _)| first.parse().ok())
            }
            PageRange::Literal(_) => None,
        },
        _ => match Number::parse(text) {
            Number::Integer(number) => Some(number),
            Number::Literal(_) => None,
        },
    };
    let Some(number) = number else { return false };
    bounds.from.is_none_or(|from| from <= number) && bounds.to.is_none_or(|to| number <= to)
}

/// Whether a date, or any part of a range, lies within the bounds.
fn date_within(date: &Date, bounds: &Bounds<Date>) -> bool {
    let (first, last) = match date {
        Date::Single(parts) => (Some(*parts), Some(*parts)),
        Date::Range(start, end) => (endpoint(start), endpoint(end)),
        Date::Literal(_) => return false,
    };
    let starts_in_time = bounds
        .to
        .as_ref()
        .and_then(Date::start)
        .is_none_or(|to| first.is_none_or(|first| earliest(first) <= latest(to)));
    let ends_in_time = bounds
        .from
        .as_ref()
        .and_then(Date::start)
        .is_none_or(|from| last.is_none_or(|last| latest(last) >= earliest(from)));
    starts_in_time && ends_in_time
}

fn endpoint(end: &Endpoint) -> Option<DateParts> {
    match end {
        Endpoint::Date(parts) => Some(*parts),
        Endpoint::Open | Endpoint::Unknown => None,
    }
}

/// The first day that a date may mean.
fn earliest(parts: DateParts) -> (i32, u8, u8) {
    let month = parts.season().map_or(parts.month, |season| season * 3 - 2);
    (parts.year, month.max(1), parts.day.max(1))
}

/// The last day that a date may mean.
fn latest(parts: DateParts) -> (i32, u8, u8) {
    use crate::model::date::Unspecified;
    let year = match parts.unspecified {
        Unspecified::Decade => parts.year.saturating_add(9),
        Unspecified::Century => parts.year.saturating_add(99),
        _ => parts.year,
    };
    let month = match parts.month {
        0 => 12,
        month => parts.season().map_or(month, |season| season * 3),
    };
    (year, month, if parts.day == 0 { 31 } else { parts.day })
}
