//! The grammar of `docs/query.md`, sentence by sentence.

use crate::model::{CiteKey, Date, Entry, EntryKind, Field, Name, Value};
use crate::query::Query;

fn entries() -> Vec<Entry> {
    let entry = |key: &str, kind, title: &str, family: &str, given: &str, date: &str| {
        let mut entry = Entry::new(CiteKey::new(key), kind);
        entry.set(Field::TITLE, Value::tex(title));
        entry.set(Field::AUTHOR, Value::names(vec![Name::person(family, given)]));
        entry.set(Field::ISSUED, Value::date(Date::parse(date)));
        entry
    };
    let mut all = vec![
        entry("muller2019", EntryKind::BOOK, "Über {M}en", "Müller", "Jörg", "2019"),
        entry("roe2021", EntryKind::REPORT, "A or B", "Roe", "Jane Q.", "2021-05-31"),
        entry(
            "doe2023",
            EntryKind::ARTICLE_JOURNAL,
            "War and Peace",
            "Doe",
            "John",
            "2023-01",
        ),
        entry("old", EntryKind::BOOK, "Open", "Smith", "Ann", "1999/2003"),
    ];
    if let Some(doe) = all.get_mut(2) {
        doe.set(Field::DOI, Value::plain("10.1000/XYZ"));
        doe.set(Field::VOLUME, Value::plain("12"));
        doe.set(Field::CONTAINER_TITLE, Value::plain("Journal of Things"));
    }
    all
}

fn check(query: &str, expected: &str) {
    let found = Query::parse(query).unwrap().select(entries());
    let keys: Vec<_> = found.iter().map(|entry| entry.key().as_str().to_owned()).collect();
    assert_eq!(keys.join(" "), expected, "{query}");
}

fn refuse(query: &str, message: &str, excerpt: &str) {
    let error = Query::parse(query).unwrap_err();
    assert_eq!((error.message.as_str(), error.excerpt(query).as_str()), (message, excerpt));
}

#[test]
fn nothing_asks_for_everything() {
    check("", "muller2019 roe2021 doe2023 old");
}

#[test]
fn words_are_sought_everywhere_and_all_must_be_found() {
    check("war doe", "doe2023");
    check("war roe", "");
    check("\"war and peace\"", "doe2023");
    check("\"A or B\"", "roe2021");
}

#[test]
fn case_accents_and_latex_do_not_count() {
    check("uber", "muller2019");
    check("title:\"ÜBER MEN\"", "muller2019");
    check("author:muller", "muller2019");
}

#[test]
fn names_are_matched_as_people() {
    check("author:\"roe, j\"", "roe2021");
    check("author:\"Jane Roe\"", "roe2021");
    check("author:\"J Roe\"", "roe2021");
    check("author:\"Roe Roe\"", "");
    check("author==\"Doe, John\"", "doe2023");
    check("author==Doe", "");
}

#[test]
fn years_are_ranges() {
    check("year:2021", "roe2021");
    check("year:2019..2021", "muller2019 roe2021");
    check("year:2021..", "roe2021 doe2023");
    check("year:..2019", "muller2019 old");
    check("year>2021", "doe2023");
    check("year>=2021", "roe2021 doe2023");
    check("year<2019", "old");
    check("year:2001", "old");
    check("date:2021-05", "roe2021");
    check("date:2021-06..2023-01", "doe2023");
}

#[test]
fn fields_can_be_there_or_missing() {
    check("has:doi", "doe2023");
    check("missing:doi type:book", "muller2019 old");
}

#[test]
fn kinds_keys_numbers_and_everyday_names() {
    check("type:book", "muller2019 old");
    check("type:article", "doe2023");
    check("key:*2021", "roe2021");
    check("key==old", "old");
    check("journal:things", "doe2023");
    check("volume:10..20", "doe2023");
    check("volume>12", "");
    check("doi:10.1000/xyz", "doe2023");
}

#[test]
fn and_or_not_and_parentheses() {
    check("type:book or type:report", "muller2019 roe2021 old");
    check("(type:book OR type:report) AND NOT author:smith", "muller2019 roe2021");
    check("type:book -author:smith", "muller2019");
    check("not not type:report", "roe2021");
    check("title!=war type!=book", "roe2021");
}

#[test]
fn answers_are_sorted_and_cut() {
    check("sort:author", "doe2023 muller2019 roe2021 old");
    check("sort:-year limit:2", "doe2023 roe2021");
    check("sort:volume,key", "doe2023 muller2019 old roe2021");
    check("sort:-volume,-key", "doe2023 roe2021 old muller2019");
}

#[test]
fn errors_point_at_the_place() {
    refuse("war (year:2020", "this `(` is never closed", "war (year:2020\n    ^");
    refuse("war)", "there is no `(` for this", "war)\n   ^");
    refuse("auhtor:doe", "there is no field `auhtor`", "auhtor:doe\n^^^^^^^");
    refuse("type:bok", "there is no type `bok`", "type:bok\n     ^^^");
    refuse("year:20x0", "`20x0` is no date", "year:20x0\n     ^^^^");
    refuse("a or", "`or` needs a condition on its right", "a or\n    ^");
    refuse("or a", "`or` needs a condition on its left", "or a\n^^");
    refuse("title:", "`title` is compared with nothing", "title:\n^^^^^^");
    refuse("\"abc", "the quotation mark is never closed", "\"abc\n^^^^");
    refuse("()", "there is nothing between `(` and `)`", "()\n^");
}

#[test]
fn depth_is_bounded() {
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&"-".repeat(100_000)).is_err());
    assert!(Query::parse(&"not ".repeat(100_000)).is_err());
}

#[test]
fn the_tree_is_explained() {
    let query = Query::parse("author:starr (year:2019.. or -has:doi) sort:-year limit:5");
    assert_eq!(
        query.unwrap().explain(),
        "\
all of
├─ author is somebody whose name has “starr”
└─ any of
   ├─ issued is 2019 or later
   └─ not
      └─ has DOI
sorted by issued, last first
at most 5
"
    );
}
