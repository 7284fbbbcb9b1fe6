//! The page the importer was begun for, against an expectation made by hand; and a page of
//! our own in the same layout.

use std::path::Path;

use ibid::diag::Place;
use ibid::formats::Parsed;
use ibid::model::Field;

use super::read;
use crate::shared;

fn line(parsed: &Parsed, at: usize) -> String {
    let entry = &parsed.entries[at];
    let text = |field: Field| entry.text(field).unwrap_or_default().into_owned();
    let parts = [
        entry.kind().name().to_owned(),
        text(Field::AUTHOR),
        text(Field::TITLE),
        text(Field::CONTAINER_TITLE),
        text(Field::COLLECTION_TITLE),
        text(Field::GENRE),
        text(Field::PUBLISHER),
        text(Field::ISSUED),
    ];
    parts.join(" | ")
}

fn told(parsed: &Parsed, at: usize) -> Vec<&'static str> {
    let span = parsed.spans[at];
    let own = parsed.diagnostics.iter().filter(
        |finding| matches!(finding.place, Place::Span(place) if span.contains(place)),
    );
    let mut names: Vec<&str> = own.map(|finding| finding.rule.name).collect();
    names.sort_unstable();
    names
}

fn check(path: &Path, expected: &[(&str, &[&str])]) {
    let parsed = read(path, true);
    let lines: Vec<String> =
        (0..parsed.entries.len()).map(|at| line(&parsed, at)).collect();
    let wanted: Vec<&str> = expected.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, wanted);
    for (at, (line, issues)) in expected.iter().enumerate() {
        assert_eq!(told(&parsed, at), *issues, "{line}");
    }
    for (at, entry) in parsed.entries.iter().enumerate().skip(1) {
        let more = [Field::URL, Field::ABSTRACT, Field::DOI, Field::EDITOR, Field::NOTE];
        assert!(more.iter().all(|field| !entry.has(*field)), "entry {at} has more");
    }
}

#[test]
fn the_seed_page() {
    let Some(folder) = shared::folder("seed") else { return };
    check(
        &folder.join("kazakh-anti-chinese-protests.txt"),
        &[
            (
                "article-magazine | Elzbieta Pron, Emilie Szwajnoch | Kazakh Anti-Chinese Protests and the Issue of Xinjiang Detention Camps | The Central Asia-Caucasus Analyst |  | Analytical Articles |  | 2019-10-31",
                &[],
            ),
            (
                "report | S. Frederick Starr | U.S. Policy in Central Asia through Central Asian Eyes |  | Silk Road Paper | Silk Road Paper |  | 2023-05",
                &["glued-label"],
            ),
            (
                "article-magazine | Svante E. Cornell | Promise and Peril in the Caucasus | AFPC Insights |  | Analysis |  | 2023-03-30",
                &[],
            ),
            (
                "article-magazine | S. Frederick Starr | Putin's War In Ukraine and the Crimean War | 19fourtyfive |  | Oped |  | 2023-01-02",
                &["missing-final-period", "unbalanced-parenthesis"],
            ),
            (
                "article-magazine | S. Frederick Starr | Russia Needs Its Own Charles de Gaulle | Foreign Policy |  | Oped |  | 2022-07-21",
                &[],
            ),
            (
                "report | S. Frederick Starr | Rethinking Greater Central Asia: American and Western Stakes in the Region and How to Advance Them |  | Silk Road Paper | Silk Road Paper |  | 2022-06",
                &["glued-label", "missing-final-period"],
            ),
            (
                "article-newspaper | Svante E. Cornell, Albert Barro | With referendum, Kazakh President pushes for reforms | Euractiv |  | Oped |  | 2022-06-03",
                &[],
            ),
            (
                "article-newspaper | Svante E. Cornell | Russia's Southern Neighbors Take a Stand | The Hill |  | Oped |  | 2022-05-06",
                &["missing-separator"],
            ),
            (
                "report | Johan Engvall | Between Bandits and Bureaucrats: 30 Years of Parliamentary Development in Kyrgyzstan |  | Silk Road Paper | Silk Road Paper |  | 2022-01",
                &[],
            ),
            (
                "article-newspaper | Svante E. Cornell | No, The War in Ukraine is not about NATO | The Hill |  | Oped |  | 2022-03-09",
                &[],
            ),
            (
                "article-magazine | Svante E. Cornell | Kazakhstan’s Crisis Calls for a Central Asia Policy Reboot | The National Interest |  | Analysis |  | 2022-01",
                &["invalid-date"],
            ),
            (
                "book | S. Frederick Starr, Svante E. Cornell | Strong and Unique: Three Decades of U.S.-Kazakhstan Partnership |  |  |  | Central Asia-Caucasus Institute | 2021-12",
                &["glued-label"],
            ),
            (
                "report | Svante E. Cornell, S. Frederick Starr, Albert Barro | Political and Economic Reforms in Kazakhstan Under President Tokayev |  | Silk Road Paper | Silk Road Paper |  | 2021-11",
                &[],
            ),
        ],
    );
}

#[test]
fn a_page_of_our_own() {
    let page =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/institute/page.txt");
    check(
        &page,
        &[
            (
                "article-magazine | Ingrid Halvorsen, Tomas Lind | The Slow Return of the Night Ferry | The Harbour Review |  | Field Notes |  | 2021-04-08",
                &[],
            ),
            (
                "report | Ingrid Halvorsen | Winter Timetables and Who Reads Them |  | Harbour Paper | Harbour Paper |  | 2022-09",
                &["glued-label"],
            ),
            (
                "article-newspaper | Tomas Lind | A Quay Without Ships | The Northern Herald |  | Oped |  | 2022-02",
                &["invalid-date"],
            ),
            (
                "article-magazine | Ingrid Halvorsen, Tomas Lind | Counting Lighthouses | Coastal Magazine |  | Analysis |  | 2021-12-30",
                &["missing-final-period", "unbalanced-parenthesis"],
            ),
            (
                "book | Ingrid Halvorsen | Ports of the Interior: A Short History |  |  |  | Schelde Press | 2020-11",
                &[],
            ),
        ],
    );
}
