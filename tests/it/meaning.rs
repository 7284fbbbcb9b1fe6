//! `.bib` → CSL-JSON → `.bib` keeps all that CSL has (the real files of the shared data, and
//! invented values); names, dates and LaTeX survive any input and come back as they were.

use std::path::PathBuf;

use ibid::formats::{self, ReadOptions, Source, WriteOptions, bibtex::inherit};
use ibid::model::{Date, Entry, EntryKind, Field, Name, Value, name};
use ibid::text::latex;
use proptest::prelude::*;
use serde_json::Value as Json;

use crate::shared;

fn read(format: &str, bytes: Vec<u8>) -> Vec<Entry> {
    let (source, _) = Source::new(None, bytes);
    let format = formats::named(format).expect("a format");
    (format.read.expect("it reads"))(&source, &ReadOptions::default()).entries
}

fn write(format: &str, entries: &[Entry]) -> Vec<u8> {
    let format = formats::named(format).expect("a format");
    (format.write.expect("it writes"))(entries, &WriteOptions::default()).bytes
}

fn csl(entries: &[Entry]) -> Vec<Json> {
    serde_json::from_slice(&write("csl-json", entries)).expect("our own JSON")
}

/// Through CSL-JSON, a dialect, and back to CSL-JSON.
fn again(json: &[Json], dialect: &str) -> Vec<Json> {
    let bytes = serde_json::to_vec(json).expect("JSON");
    let entries = read("csl-json", bytes);
    csl(&read(dialect, write(dialect, &entries)))
}

/// The members of two works that differ.
fn differences(before: &Json, after: &Json) -> Vec<String> {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return vec!["no object".to_owned()];
    };
    before
        .iter()
        .filter(|(name, value)| after.get(*name) != Some(value))
        .map(|(name, value)| format!("{name}: {value} became {:?}", after.get(name)))
        .collect()
}

#[test]
fn real_files_through_csl_json() {
    let Some(folder) = shared::folder("interop") else { return };
    let (mut members, mut lost) = (0, Vec::new());
    for path in files(folder) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let entries = inherit::printable(read("biblatex", bytes));
        let before = csl(&entries);
        let after = again(&before, "biblatex");
        assert_eq!(before.len(), after.len(), "{}", path.display());
        for (before, after) in before.iter().zip(&after) {
            members += before.as_object().map_or(0, serde_json::Map::len);
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            lost.extend(
                differences(before, after).into_iter().map(|d| format!("{name} {d}")),
            );
        }
    }
    let share = 10_000 - lost.len() * 10_000 / members.max(1);
    eprintln!("{share} of 10000 members come back; not:\n{}", lost.join("\n"));
    assert!(share >= 9_900, "{share} of 10000 members come back");
}

/// The small real files, and the inputs of Better BibTeX and Zotero.
fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.join("crawl"), folder.join("bbt-import")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, length) =
                (entry.path(), entry.metadata().map_or(0, |file| file.len()));
            if path.is_dir() {
                open.push(path);
            } else if length < 200_000 && path.to_string_lossy().ends_with(".bib") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn word() -> impl Strategy<Value = String> {
    "[A-ZÄÉŁa-zßñ][a-zäéł'’-]{0,8}"
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::collection::vec(word(), 1..6).prop_map(|words| words.join(" ")),
        1 => "[ -~äß„“–—…&%$#_{}\\\\^~<>]{1,20}",
    ]
}

fn person() -> impl Strategy<Value = Json> {
    (
        word(),
        word(),
        proptest::option::of("(von|de la|van der)"),
        proptest::option::of("(Jr|III)"),
    )
        .prop_map(|(family, given, particle, suffix)| {
            let mut name = serde_json::json!({ "family": family, "given": given });
            if let Some(particle) = particle {
                name["non-dropping-particle"] = particle.into();
            }
            if let Some(suffix) = suffix {
                name["suffix"] = suffix.into();
            }
            name
        })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200, max_global_rejects: 1_000_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn invented_works_through_bib_files(
        title in text(), container in text(), people in proptest::collection::vec(person(), 1..4),
        year in 1000i64..2100, month in 1i64..13, volume in "[1-9][0-9]{0,2}", first in 1u32..500,
    ) {
        let work = serde_json::json!({
            "id": "x", "type": "article-journal", "title": title.trim(), "author": people,
            "container-title": container.trim(), "issued": {"date-parts": [[year, month]]},
            "volume": volume, "page": format!("{first}-{}", first + 9), "DOI": "10.1/x_(1)<2>",
            "URL": "https://example.org/a_b?c=%20&d#e",
        });
        // What our reader makes of it is what has to come back.
        let before = csl(&read("csl-json", serde_json::to_vec(&[work]).expect("JSON")));
        for dialect in ["biblatex", "bibtex"] {
            let after = again(&before, dialect);
            prop_assert_eq!(differences(&before[0], &after[0]), Vec::<String>::new(), "{}", dialect);
        }
    }

    #[test]
    fn any_text_as_latex(source in "[a-zA-Z0-9 {}$\\\\\"'`~^_&%#=.,;:()\\[\\]äßéﬁ–“”\u{301}<>@!?*+-]{0,60}") {
        // A formula with half a pair of braces cannot stand in a `.bib` file at all.
        prop_assume!(!source.contains("\\{") && !source.contains("\\}"));
        let rich = latex::to_rich(&source);
        let written = latex::from_rich(&rich);
        let again = latex::to_rich(&written);
        prop_assert_eq!(again.text(), rich.text(), "{}", written);
        // Behind a command that nobody knows a group would become its argument.
        prop_assume!(!rich.text().contains('\\'));
        let ascii = latex::from_rich_ascii(&rich);
        let again = latex::to_rich(&ascii);
        prop_assert_eq!(nfc(again.text()), nfc(rich.text()), "{}", ascii);
    }

    #[test]
    fn any_text_as_names(source in "([a-zA-Z{}, .~\\\\'\"=;-]|and | von |others|family=){0,40}") {
        let names = name::parse_bibtex(&source);
        let mut entry = Entry::new("x".into(), EntryKind::BOOK);
        entry.set(Field::AUTHOR, Value::names(names.clone()));
        let bytes = write("biblatex", &[entry]);
        let again = read("biblatex", bytes);
        let found = again.first().and_then(|entry| entry.names(Field::AUTHOR));
        let shown = |names: &[Name]| names.iter().map(Name::display).collect::<Vec<_>>();
        prop_assert_eq!(shown(&found.unwrap_or_default()), shown(&names));
    }

    #[test]
    fn any_text_as_date(source in "([0-9]{1,5}|[-/.~?%XuYT:, ]|jan|Spring|BC|ca\\. ){0,10}") {
        let date = Date::parse_loose(&source);
        let again = Date::parse(&date.to_string());
        if !matches!(date, Date::Literal(_)) {
            prop_assert_eq!(again, date, "{}", source);
        }
    }
}

fn nfc(text: &str) -> String {
    // An accent on a letter without its dot is the accent on the letter.
    let text = text.replace("ı\u{301}", "í");
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned()
}
