//! Dates as pages, references and metadata have them: none is read that does not exist, and
//! an impossible day never becomes a possible one.
#![no_main]

use ibid::formats::{self, ReadOptions, Source};
use ibid::model::Field;
use ibid::model::date::{Date, DateParts};
use libfuzzer_sys::fuzz_target;

const MONTHS: [&str; 13] = [
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fuzz_target!(|data: &[u8]| {
    let Some((mode, rest)) = data.split_first() else { return };
    match rest {
        [month, day, year, dialect] if mode % 2 == 1 => {
            calendar(*month, *day, *year, *dialect)
        }
        _ => any(&String::from_utf8_lossy(rest)),
    }
});

/// Any text as a date.
fn any(text: &str) {
    for date in [Date::parse(text), Date::parse_loose(text)] {
        exists(&date, text);
    }
    if let Some(date) = Date::parse_edtf(text) {
        assert_eq!(Date::parse_edtf(&date.to_string()), Some(date), "{text:?}");
    }
    for date in places(text) {
        exists(&date, text);
    }
}

/// Days of a calendar with too many of them, in the dialects of pages.
fn calendar(month: u8, day: u8, year: u8, dialect: u8) {
    let (month, day, year) = (month % 13, day % 40, 1900 + i32::from(year) % 130);
    let name = MONTHS.get(usize::from(month)).copied().unwrap_or_default();
    let text = match dialect % 8 {
        0 => format!("{name} {day}, {year}"),
        1 => format!("{day} {name} {year}"),
        2 => format!("{year}-{month:02}-{day:02}"),
        3 => format!("{day}. {name} {year}"),
        4 => format!("{year} {name} {day}"),
        5 => format!("Friday, {name} {day}, {year}"),
        6 => format!("{year}/{month:02}/{day:02}"),
        _ => format!("{year}-{month:02}-{day:02}T04:00:00Z"),
    };
    let meant = DateParts::day(year, month, day);
    for date in places(&text).into_iter().chain([Date::parse_loose(&text)]) {
        exists(&date, &text);
        for read in [date.start(), date.end()].into_iter().flatten() {
            let whole = read.day > 0;
            assert!(!whole || (read.month, read.day) == (month, day), "{text:?}: {date}");
            assert!(!whole || (meant.exists() && month > 0 && day > 0), "{text:?}: {date}");
        }
    }
}

/// What the readers make of a text that stands where dates stand.
fn places(text: &str) -> Vec<Date> {
    let flat: String = text.chars().filter(|c| !"<>\"".contains(*c)).collect();
    let pages = [
        (
            "page",
            format!("Quays in Winter\n\nBy Ann Doe\n\n{text}\n\nThe quay lay still.\n"),
        ),
        (
            "page",
            format!("Publications\n\nAnn Doe, \"Quays in Winter,\" The Harbour, {text}.\n"),
        ),
        (
            "page",
            format!(
                "<html><meta name=\"citation_title\" content=\"Quays\">\
                 <meta name=\"citation_publication_date\" content=\"{flat}\"><p>{flat}</p>"
            ),
        ),
        (
            "strings",
            format!("Doe, A. ({text}). Quays in winter. The Harbour, 3(2), 1-10.\n"),
        ),
    ];
    let mut dates = Vec::new();
    for (format, page) in pages {
        let Some(read) = formats::named(format).and_then(|format| format.read) else {
            continue;
        };
        let source = Source::of(None, page.as_str().into());
        let parsed = read(&source, &ReadOptions::default());
        let issued = parsed.entries.iter().filter_map(|entry| entry.date(Field::ISSUED));
        dates.extend(issued.map(|date| date.into_owned()));
    }
    dates
}

fn exists(date: &Date, text: &str) {
    for parts in [date.start(), date.end()].into_iter().flatten() {
        assert!(parts.exists(), "{text:?}: {date:?}");
    }
}
