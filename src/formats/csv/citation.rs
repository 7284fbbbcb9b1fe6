//! PubMed's tables say date, volume, issue and pages in one cell (NLM, citation format):
//! `Nature. 2021 Dec 21;1(2):10-1. doi: 10.5555/1.`

use crate::formats::common::values;
use crate::model::{Date, Entry, Field, Value};

/// Adds to an entry what its citation says more.
pub(super) fn complete(entry: &mut Entry) {
    let cell = entry.text(Field::named("csv:Citation")).filter(|_| entry.has(Field::PMID));
    let Some(cell) = cell.map(|cell| cell.into_owned()) else { return };
    let Some((head, tail)) = cell.split_once(';') else { return };
    let Some((_, day)) = head.rsplit_once(". ") else { return };
    let Some(date) = values::date(day).filter(|date| !matches!(date, Date::Literal(_)))
    else {
        return;
    };
    let year = |date: &Date| date.start().map(|parts| parts.year);
    if entry.date(Field::ISSUED).is_none_or(|known| year(&known) == year(&date)) {
        entry.set(Field::ISSUED, Value::date(date));
    }
    let numbers = tail.split(". ").next().unwrap_or(tail).trim_end_matches('.');
    let (numbers, pages) = numbers.split_once(':').unwrap_or((numbers, ""));
    let (volume, issue) = numbers.split_once('(').unwrap_or((numbers, ""));
    for (field, text) in [
        (Field::VOLUME, volume.to_owned()),
        (Field::ISSUE, issue.trim_end_matches(')').to_owned()),
        (Field::PAGE, values::full_pages(pages)),
    ] {
        if !text.is_empty() && !entry.has(field) {
            entry.set(field, Value::plain(text.trim()));
        }
    }
}
