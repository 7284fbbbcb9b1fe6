//! Formats against each other: each knows its own files, and what goes there and back is
//! equal or named in the report.

use ibid::diag::{Diagnostic, Place};
use ibid::formats::{self, FORMATS, Format, ReadOptions, Source, WriteOptions};
use ibid::model::{Datatype, Entry, Field, Name, variable};

/// Formats that are tested with their own engineers' tests.
const ELSEWHERE: &[&str] = &["bibtex", "biblatex"];

/// One of each that a bibliography has, invented.
const ENTRIES: &str = r#"[
  {"id": "doe2019", "type": "article-journal", "title": "On the drying of paint", "author":
    [{"family": "Doe", "given": "Jane"}, {"family": "van Gelder", "given": "Piet"}],
   "container-title": "Journal of Slow Processes", "container-title-short": "J. Slow Proc.",
   "volume": "12", "issue": "3", "page": "101-118", "issued": {"date-parts": [[2019, 5, 7]]},
   "DOI": "10.5555/12345678", "ISSN": "1234-5679", "URL": "https://example.org/paint",
   "abstract": "It dries.", "language": "en", "keyword": "paint, drying", "note": "A remark."},
  {"id": "roe2001", "type": "book", "title": "Walls: a history", "author":
    [{"family": "Roe", "given": "Richard"}], "editor": [{"family": "Poe", "given": "Ann"}],
   "publisher": "Brick Press", "publisher-place": "Leeds", "edition": "2", "volume": "4",
   "collection-title": "Building Studies", "collection-number": "17",
   "ISBN": "978-3-16-148410-0", "number-of-pages": "312", "issued": {"date-parts": [[2001]]}},
  {"id": "lee1998", "type": "chapter", "title": "Mortar", "author": [{"family": "Lee", "given": "K."}],
   "container-title": "Handbook of Masonry", "editor": [{"family": "Stone", "given": "F. R."}],
   "publisher": "Quarry", "page": "33-57", "issued": {"date-parts": [[1998, 11]]},
   "translator": [{"family": "Ito", "given": "Hana"}]},
  {"id": "kim2020", "type": "paper-conference", "title": "Faster bricks", "author":
    [{"family": "Kim", "given": "Min"}], "container-title": "Proceedings of Brick 2020",
   "event-title": "Brick 2020", "event-place": "Oslo", "page": "5",
   "issued": {"date-parts": [[2020, 6], [2020, 7]]}},
  {"id": "smith2015", "type": "thesis", "title": "Gravel", "author": [{"family": "Smith", "given":
    "Ada", "suffix": "Jr."}], "publisher": "University of Stone", "genre": "PhD thesis",
   "issued": {"date-parts": [[2015]], "circa": true}},
  {"id": "who2021", "type": "report", "title": "Sand of the world", "author":
    [{"literal": "World Sand Organisation"}], "number": "TR-7", "publisher": "WSO",
   "issued": {"date-parts": [[2021, 2, 3]]}, "accessed": {"date-parts": [[2022, 1, 5]]}},
  {"id": "page", "type": "webpage", "title": "Bricks online", "URL": "https://example.org/b",
   "container-title": "Example", "accessed": {"date-parts": [[2023, 4, 1]]}},
  {"id": "data1", "type": "dataset", "title": "All bricks", "author": [{"family": "Poe", "given":
    "Ann"}], "version": "1.2", "publisher": "Zenith", "DOI": "10.5555/87654321",
   "issued": {"date-parts": [[2024]]}},
  {"id": "law", "type": "legal_case", "title": "Brick v. Wall", "volume": "5", "authority":
    "Court of Clay", "container-title": "Clay Reports", "issued": {"date-parts": [[1950]]}},
  {"id": "film", "type": "motion_picture", "title": "The Wall", "director": [{"family": "Moe",
    "given": "Lou"}], "original-date": {"date-parts": [[1931]]}, "medium": "35 mm"}
]"#;

/// Values that formats find hard to hold.
const HARD: &str = r#"[
  {"id": "pages1", "type": "article-journal", "title": "Pages", "container-title": "Journal",
   "page": "i+118", "issued": {"date-parts": [[2001]]}},
  {"id": "pages2", "type": "article-journal", "title": "More pages", "container-title":
   "Journal", "page": "34, 36-41", "issued": {"date-parts": [[2002]]}},
  {"id": "comma", "type": "report", "title": "Sand", "author": [{"literal":
   "Ministry of Sand, Gravel and Stone"}], "editor": [{"literal": "Office, Northern"},
   {"family": "Doe", "given": "J."}], "issued": {"date-parts": [[2003]]}},
  {"id": "lines", "type": "article-journal", "title": "Lines", "container-title": "Journal",
   "abstract": "First line.\nSecond line.\n\nA paragraph.", "note":
   "A note.\n\nAnother note\nof two lines.", "issued": {"date-parts": [[2004]]}},
  {"id": "numbers", "type": "book", "title": "Numbers", "author": [{"literal": "Plato"},
   {"family": "Doe", "given": "Jane Mary"}], "ISBN": "978-3-16-148410-0", "ISSN": "1234-5679",
   "issued": {"date-parts": [[2005]]}},
  {"id": "onlynote", "type": "document", "note": "Only this is known."},
  {"id": "address", "type": "webpage", "title": "Address", "URL": "example.org/a/b",
   "issued": {"date-parts": [[2006]]}},
  {"id": "season", "type": "article-journal", "title": "Season", "container-title": "Journal",
   "issued": {"date-parts": [[2007, 21], [2008, 24]]}},
  {"id": "marks", "type": "article-journal", "title":
   "A <i>Homo</i> with p < 0.05 &amp; N<5; AT&T", "container-title": "R&D; Sons <Ltd>",
   "author": [{"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de",
   "suffix": "III"}, {"family": "李", "given": "明"}], "issued": {"date-parts": [[-44, 3, 15]]},
   "language": "zh-Hant", "keyword": "a b, c d"},
  {"id": "serial", "type": "article-journal", "title": "Serial", "container-title": "Journal",
   "DOI": "10.5555/(SICI)1234-5679(199823)43:4<338::AID-X16>3.0.CO;2-B", "keyword":
   "Risk, Reliability and Quality; Health", "issued": {"date-parts": [[1998]]}},
  {"id": "range", "type": "paper-conference", "title": "Range", "container-title": "Proc",
   "event-date": {"date-parts": [[2010, 6, 30], [2010, 7, 2]]}, "issued":
   {"literal": "forthcoming"}, "volume": "12-13", "issue": "A/3 (suppl.)", "page": "e12"},
  {"id": "signs", "type": "article-journal", "title":
   "2 * 3 * 4 _under_ [b]{.x} ^x~ `c` $5 \\alpha {brace} 100% #1 @x -- \"q\" 'a'", "author":
   [{"family": "Mac an tSaoi", "given": "J.-P. M."}, {"literal": "Bell and Sons; Ltd"},
   {"literal": "{Others} & others"}], "container-title": "* Star: a journal / un journal",
   "note": "kind: article\n- a list\n%A tag\nPB  - Press\n\nER  - ", "keyword":
   "C++, a:b, 100%", "URL": "https://example.org/a_b*c~d?x=[1]&y=%20#frag",
   "issued": {"date-parts": [[1999]]}, "abstract": "1 < 2 & 3 > 2\nPT J\nER\nPMID- 12\nT2 x"},
  {"id": "people", "type": "book", "title": "People", "author": [{"family": "Doe"},
   {"family": "O'Neil", "given": "Ann-Marie"}, {"family": "Beethoven", "given": "Ludwig",
   "dropping-particle": "van"}, {"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
   "editor": [{"family": "Roe", "given": "A."}, {"literal": "UNESCO"}], "number-of-volumes": "3",
   "ISBN": "3-16-148410-X", "edition": "2nd revised", "issued": {"date-parts": [[2001, 2, 28]]}}
]"#;

/// What the writer does not know it loses: found when what was written is read again.
const READ_BACK: &[(&str, &str)] = &[
    // TeX takes a line break for a space.
    ("biblatexml", "abstract"),
    ("biblatexml", "note"),
];

fn plain() -> Vec<Entry> {
    read(formats::named("csl-json").unwrap(), ENTRIES.as_bytes().to_vec())
}

fn given() -> Vec<Entry> {
    let mut entries = plain();
    entries.extend(read(formats::named("csl-json").unwrap(), HARD.as_bytes().to_vec()));
    entries
}

fn read(format: &Format, bytes: Vec<u8>) -> Vec<Entry> {
    let (source, _) = Source::new(None, bytes);
    (format.read.unwrap())(&source, &ReadOptions::default()).entries
}

fn both_ways() -> impl Iterator<Item = &'static Format> {
    FORMATS
        .iter()
        .filter(|format| format.read.is_some() && format.write.is_some())
        .filter(|format| !ELSEWHERE.contains(&format.id))
}

/// What a field says, for comparison.
fn said(entry: &Entry, field: Field) -> Option<String> {
    match field.datatype() {
        Datatype::Names => variable::names(entry, field)
            .map(|names| names.iter().map(Name::display).collect::<Vec<_>>().join("; ")),
        Datatype::Date => variable::date(entry, field).map(|date| date.to_string()),
        _ => variable::text(entry, field).map(|text| text.trim().to_owned()),
    }
    .filter(|text| !text.is_empty())
}

fn fields(entry: &Entry) -> Vec<Field> {
    let all = variable::all(entry);
    all.present().chain(all.homeless()).collect()
}

fn is_named(report: &[Diagnostic], index: usize, field: Option<Field>) -> bool {
    report.iter().any(|finding| match &finding.place {
        Place::Entry { index: at, field: about, .. } => {
            *at == index && (field.is_none() || *about == field)
        }
        _ => false,
    })
}

/// What changed on the way there and back, and is not named in the report.
fn unsaid(format: &Format, before: &[Entry]) -> Vec<String> {
    let written = (format.write.unwrap())(before, &WriteOptions::default());
    let after = read(format, written.bytes);
    let mut wrong = Vec::new();
    if after.len() != before.len() {
        return vec![format!("{} entries became {}", before.len(), after.len())];
    }
    for (index, entry) in before.iter().enumerate() {
        // Formats with an order of their own are compared by key.
        let back = after.iter().find(|back| back.key() == entry.key());
        let back = back.unwrap_or(&after[index]);
        if entry.kind().csl() != back.kind().csl()
            && !is_named(&written.diagnostics, index, None)
        {
            wrong.push(format!("{}: {} became {}", entry.key(), entry.kind(), back.kind()));
        }
        for field in fields(entry) {
            let (old, new) = (said(entry, field), said(back, field));
            let later = READ_BACK.contains(&(format.id, field.name()));
            if old != new && !later && !is_named(&written.diagnostics, index, Some(field)) {
                wrong.push(format!("{}, {field}: {old:?} became {new:?}", entry.key()));
            }
        }
    }
    wrong
}

#[test]
fn there_and_back_is_equal_or_said() {
    let mut wrong = Vec::new();
    for format in both_ways() {
        wrong.extend(
            unsaid(format, &given()).iter().map(|text| format!("{}: {text}", format.id)),
        );
    }
    assert!(wrong.is_empty(), "{} changes in silence:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn all_pairs_there_and_back_are_equal_or_said() {
    let mut wrong = Vec::new();
    for first in both_ways() {
        let written = (first.write.unwrap())(&given(), &WriteOptions::default());
        let mut entries = read(first, written.bytes);
        // What COinS leaves of a work with nothing but a note.
        entries.retain(|entry| !fields(entry).is_empty());
        for second in both_ways() {
            let pair = format!("{} to {}", first.id, second.id);
            wrong.extend(
                unsaid(second, &entries).iter().map(|text| format!("{pair}: {text}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{} changes in silence:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_format_knows_its_own_files() {
    let mut wrong = Vec::new();
    for format in both_ways() {
        let written = (format.write.unwrap())(&given(), &WriteOptions::default());
        let (source, _) = Source::new(None, written.bytes);
        let found = formats::detect(source.text(), None).map(|found| found.id);
        if found != Some(format.id) {
            wrong.push(format!("{} is taken for {found:?}", format.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_kept_in_notes_comes_back() {
    let mut lost = Vec::new();
    for id in [
        "ris",
        "enw",
        "endnote-xml",
        "nbib",
        "wos",
        "refworks",
        "mods",
        "zotero-json",
        "biblatexml",
        "datacite-json",
        "datacite-xml",
        "dc",
        "schema-org",
        "bibjson",
        "crossref-xml",
        "crossref-json",
        "word-xml",
        "hayagriva",
        "cff",
        "csv",
        "tsv",
        "xlsx",
        "zotero-rdf",
        "openalex",
        "arxiv",
    ] {
        let format = formats::named(id).unwrap();
        let written = (format.write.unwrap())(&plain(), &WriteOptions::default());
        let after = read(format, written.bytes);
        for (entry, back) in plain().iter().zip(&after) {
            for field in fields(entry) {
                let (old, new) = (said(entry, field), said(back, field));
                if old != new {
                    lost.push(format!(
                        "{id}, {}, {field}: {old:?} became {new:?}",
                        entry.key()
                    ));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// An entry of each kind that says everything there is to say.
fn everything() -> Vec<Entry> {
    let kinds = "article article-journal article-magazine article-newspaper bill broadcast \
        chapter classic collection dataset document entry entry-dictionary \
        entry-encyclopedia event figure graphic hearing interview legal_case legislation \
        manuscript map motion_picture musical_score pamphlet paper-conference patent \
        performance periodical personal_communication post post-weblog regulation report \
        review review-book software song speech standard thesis treaty webpage";
    let numbers = "volume issue edition number number-of-pages number-of-volumes \
        chapter-number collection-number part-number printing-number supplement-number \
        section";
    let number = |name: &str| numbers.split_whitespace().position(|known| known == name);
    let mut items = Vec::new();
    for (at, kind) in kinds.split_whitespace().enumerate() {
        let mut item = serde_json::Map::new();
        item.insert("id".into(), format!("entry{at}").into());
        item.insert("type".into(), kind.into());
        for field in
            Field::all().filter(|field| field.info().is_some_and(|i| i.csl.is_some()))
        {
            let name = field.name();
            let value = match (field.datatype(), name) {
                (Datatype::Names, _) => {
                    serde_json::json!([{ "family": format!("Of {name}"), "given": "Ada" }])
                }
                (Datatype::Date, _) => {
                    serde_json::json!({ "date-parts": [[1950 + at, 2, 3]] })
                }
                (_, "DOI") => "10.5555/12345678".into(),
                (_, "ISBN") => "978-3-16-148410-0".into(),
                (_, "ISSN") => "1234-5679".into(),
                (_, "URL") => "https://example.org/x".into(),
                (_, "PMID") => "12345".into(),
                (_, "PMCID") => "PMC12345".into(),
                (_, "page") => "101-118".into(),
                (_, "language") => "en".into(),
                (_, "keyword") => "paint, drying".into(),
                (_, "id" | "citation-key" | "citation-label" | "citation-number") => {
                    continue;
                }
                (_, name) => match number(name) {
                    Some(number) => (number + 2).to_string().into(),
                    None => format!("The {}", name.replace(['-', '_'], " ")).into(),
                },
            };
            item.insert(name.into(), value);
        }
        items.push(serde_json::Value::Object(item));
    }
    let text = serde_json::to_vec(&items).unwrap();
    read(formats::named("csl-json").unwrap(), text)
}

#[test]
fn everything_of_every_kind_comes_back() {
    let entries = everything();
    assert_eq!(entries.len(), 44);
    let mut lost = Vec::new();
    // An OpenURL in a page has no place for what it does not know; that is reported.
    for format in both_ways().filter(|format| format.id != "coins") {
        let written = (format.write.unwrap())(&entries, &WriteOptions::default());
        let after = read(format, written.bytes);
        for (at, entry) in entries.iter().enumerate() {
            let back = after.iter().find(|back| back.key() == entry.key());
            let Some(back) = back.or_else(|| after.get(at)) else { continue };
            if entry.kind().csl() != back.kind().csl() {
                lost.push(format!(
                    "{}: {} became {}",
                    format.id,
                    entry.kind(),
                    back.kind()
                ));
            }
            for field in fields(entry) {
                let (old, new) = (said(entry, field), said(back, field));
                if old != new {
                    let kind = entry.kind();
                    lost.push(format!("{}, {kind}, {field}: {old:?}, {new:?}", format.id));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} values:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn a_generic_name_does_not_hide_what_json_it_is() {
    for id in ["schema-org", "bibjson", "csl-json", "zotero-json", "crossref-json"] {
        let format = formats::named(id).unwrap();
        let written = (format.write.unwrap())(&given(), &WriteOptions::default());
        let path = std::path::Path::new("refs.json");
        let (source, _) = Source::new(Some(path), written.bytes);
        let found = formats::detect(source.text(), Some(path)).map(|found| found.id);
        assert_eq!(found, Some(id));
    }
}

#[test]
fn truncated_files_keep_their_good_entries() {
    for format in both_ways() {
        let written = (format.write.unwrap())(&given(), &WriteOptions::default());
        let whole = written.bytes.len();
        for cut in [0, 1, whole / 7, whole / 3, whole / 2, whole.saturating_sub(3)] {
            let part = written.bytes.get(..cut).unwrap_or(&[]).to_vec();
            assert!(
                read(format, part).len() <= given().len() + 1,
                "{} cut at {cut}",
                format.id
            );
        }
    }
}

/// `IBID_UPDATE_DOCS=1 cargo test --test it the_manual_of_formats` writes the page anew.
#[test]
fn the_manual_of_formats_is_true() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let page = formats::manual::page();
    if std::env::var_os("IBID_UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/formats.md is old"
    );
}

#[test]
fn other_names_are_of_formats_that_there_are() {
    for (other, own) in formats::OTHER_NAMES {
        assert!(formats::FORMATS.iter().all(|format| format.id != *other), "{other}");
        assert_eq!(formats::named(other).map(|format| format.id), Some(*own), "{other}");
    }
    assert_eq!(formats::named("RIS").map(|format| format.id), Some("ris"));
}

/// What the design promises to read and write, by name.
#[test]
fn all_promised_formats_are_there() {
    let both = "bibtex biblatex biblatexml csl-json csl-yaml ris endnote-xml enw mods nbib wos \
        refworks csv tsv xlsx word-xml hayagriva cff crossref-json crossref-xml datacite-json \
        datacite-xml zotero-rdf zotero-json schema-org bibjson coins dc openalex arxiv";
    let read = "pubmed-xml marc marcxml page strings";
    for id in both.split_whitespace() {
        let format = formats::named(id);
        let able =
            format.is_some_and(|format| format.read.is_some() && format.write.is_some());
        assert!(able, "{id}");
    }
    for id in read.split_whitespace() {
        assert!(formats::named(id).is_some_and(|format| format.read.is_some()), "{id}");
    }
}

#[test]
fn the_report_names_what_only_reading_again_shows() {
    let format = formats::named("biblatexml").unwrap();
    let written = formats::verify::write(format, &given(), &WriteOptions::default());
    let lines = given().iter().position(|entry| entry.key().as_str() == "lines").unwrap();
    assert!(is_named(&written.diagnostics, lines, Some(Field::ABSTRACT)));
}
