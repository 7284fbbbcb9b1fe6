//! `docs/keys.md`, and the examples of JabRef's manual.

use std::collections::HashSet;

use super::{Pattern, assign};
use crate::model::{CiteKey, Date, Entry, EntryKind, Field, Name, PersonName, Value};

fn entry(title: &str, authors: &[(&str, &str)], date: &str) -> Entry {
    let mut entry = Entry::new(CiteKey::new("x"), EntryKind::ARTICLE_JOURNAL);
    entry.set(Field::TITLE, Value::plain(title));
    let names = authors.iter().map(|(family, given)| Name::person(family, given)).collect();
    entry.set(Field::AUTHOR, Value::names(names));
    entry.set(Field::ISSUED, Value::date(Date::parse(date)));
    entry.set(Field::PAGE, Value::plain("270--277"));
    entry.set(Field::KEYWORD, Value::plain("Key one, two"));
    entry
}

fn keys(entries: &[Entry], pattern: &str, taken: &[&str]) -> Vec<String> {
    let pattern = Pattern::parse(pattern, &[]).unwrap();
    let entries: Vec<&Entry> = entries.iter().collect();
    let taken: HashSet<&str> = taken.iter().copied().collect();
    assign(&entries, &pattern, &taken).iter().map(ToString::to_string).collect()
}

const DEFAULT: &str = "[auth:lower][year][titleword:lower]";

fn check(pattern: &str, expected: &str) {
    let newton = entry(
        "An awesome paper on JabRef",
        &[("Newton", "Isaac"), ("Maxwell", "James C."), ("Einstein", "Albert")],
        "2016-03",
    );
    assert_eq!(keys(&[newton], pattern, &[]), [expected], "{pattern}");
}

/// JabRef's manual, “Customize the citation key generator”, with its three physicists.
#[test]
fn jabrefs_markers_mean_what_they_mean_there() {
    check("[auth]", "Newton");
    check("[authors]", "NewtonMaxwellEinstein");
    check("[authors2]", "NewtonMaxwellEtAl");
    check("[authorLast]", "Einstein");
    check("[auth3]", "New");
    check("[auth3_1]", "New");
    check("[auth4_2]", "Maxw");
    check("[authIni5]", "NeMaE");
    check("[authorIni5]", "NewtoME");
    check("[authorsAlphaLNI]", "NME");
    check("[authForeIni]", "I");
    check("[authEtAl]", "NewtonEtAl");
    check("[auth.etal]", "Newton.etal");
    check("[auth.auth.ea]", "Newton.Maxwell.ea");
    check("[authshort]", "NME");
    check("[shorttitle]", "AwesomePaperJabRef");
    check("[veryshorttitle]", "Awesome");
    check("[shorttitleINI]", "apJ");
    check("[camel]", "AwesomePaperJabRef");
    check("[title]", "AnAwesomePaperOnJabRef");
    check("[year]", "2016");
    check("[shortyear]", "16");
    check("[firstpage]-[lastpage]", "270-277");
    check("[keyword1]", "Keyone");
    check("[entrytype]", "article-journal");
    check("[auth:upper][year]", "NEWTON2016");
    check("[publisher:(none)][year]", "none2016");
    check("[auth:truncate2]_[year]", "Ne_2016");
}

#[test]
fn sums_of_better_bibtex_are_read() {
    check("auth.lower + shorttitle(3,3) + year", "newtonAwesomePaperJabRef2016");
    check("auth.lower + '_' + veryshorttitle.lower + year", "newton_awesome2016");
    check("authEtAl + shortyear", "NewtonEtAl16");
}

#[test]
fn the_default_is_author_year_word() {
    check(DEFAULT, "newton2016awesome");
    let one = |title: &str, family: &str, date: &str| {
        keys(&[entry(title, &[(family, "A.")], date)], DEFAULT, &[]).concat()
    };
    assert_eq!(one("U.S. Policy in Central Asia", "Starr", "2023-05"), "starr2023us");
    assert_eq!(one("The Über Café", "Müller", "2020"), "muller2020uber");
    assert_eq!(one("Putin’s War", "O’Neill", "2023"), "oneill2023putins");
    assert_eq!(one("Вещи", "Иванов", "2019"), "иванов2019вещи");
    assert_eq!(one("Й", "Йорк", "2019"), "йорк2019й");
    assert_eq!(one("Soon", "Doe", "forthcoming"), "doeforthcomingsoon");
}

#[test]
fn particles_stay_and_institutions_are_shortened() {
    let mut work = entry("A Thing", &[], "2020");
    let gogh = PersonName {
        family: "Gogh".into(),
        given: "Vincent".into(),
        non_dropping_particle: "van".into(),
        ..PersonName::default()
    };
    work.set(Field::AUTHOR, Value::names(vec![Name::Person(Box::new(gogh))]));
    assert_eq!(keys(&[work.clone()], "[auth]", &[]), ["vanGogh"]);
    work.set(Field::AUTHOR, Value::names(vec![Name::literal("World Bank")]));
    assert_eq!(keys(&[work.clone()], "[auth]", &[]), ["WorldBank"]);
    let long = "European Union Aviation Safety Agency";
    work.set(Field::AUTHOR, Value::names(vec![Name::literal(long)]));
    assert_eq!(keys(&[work], "[auth]", &[]), ["EUASA"]);
}

#[test]
fn suffixes_depend_on_the_work_and_not_on_the_order() {
    let (a, b) = (
        entry("War one", &[("Doe", "J.")], "2020-01"),
        entry("War two", &[("Doe", "J.")], "2020-02"),
    );
    let there = keys(&[a.clone(), b.clone()], DEFAULT, &[]);
    let mut back = keys(&[b.clone(), a], DEFAULT, &[]);
    back.reverse();
    assert_eq!(there, back);
    assert!(there.iter().all(|key| key.starts_with("doe2020war-")), "{there:?}");
    let alone = keys(&[b], DEFAULT, &["Doe2020War"]);
    assert_eq!(alone.first(), there.last());
}

#[test]
fn an_entry_with_nothing_gets_a_key_all_the_same() {
    let empty = Entry::new(CiteKey::new("x"), EntryKind::BOOK);
    assert_eq!(keys(&[empty], DEFAULT, &[]), ["book"]);
}

#[test]
fn wrong_patterns_are_explained() {
    let wrong = |pattern: &str| {
        let error = Pattern::parse(pattern, &[]).unwrap_err();
        (error.message, error.span.start, error.span.end, error.help)
    };
    let said = |message: &str, start, end, help: Option<&str>| {
        (message.to_owned(), start, end, help.map(str::to_owned))
    };
    assert_eq!(wrong("[auth"), said("this `[` is never closed", 0, 5, None));
    assert_eq!(
        wrong("[year][autj]"),
        said("there is no marker `autj`", 7, 11, Some("did you mean `auth`?"))
    );
    assert_eq!(
        wrong("[auth:lowr]"),
        said("there is no modifier `lowr`", 6, 10, Some("did you mean `lower`?"))
    );
    assert_eq!(wrong("'x'").0, "a pattern without any marker makes all keys alike");
}
