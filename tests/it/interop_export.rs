//! JabRef's exports as data: what our writers of EndNote XML, MODS and Word's sources make of
//! the same `.bib`, compared element by element as meaning.
//!
//! What JabRef says in a way of its own is not asked for; [`is_own`] lists it.

use std::path::Path;

use ibid::formats::{self, ReadOptions, Source, WriteOptions};
use quick_xml::events::Event;

use crate::interop::Score;
use crate::shared;

/// JabRef's folder, our format, the element of a record.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("EndnoteXml", "endnote-xml", "record"),
    ("Mods", "mods", "mods"),
    ("MsBib", "word-xml", "Source"),
];

/// An element without children: its name and its text.
type Leaf = (String, String);

#[test]
fn jabref_export() {
    let Some(folder) = shared::folder("interop/jabref-export") else { return };
    let mut score = Score::new("jabref-export");
    for (family, format, record) in FAMILIES {
        let mut cases: Vec<_> = std::fs::read_dir(folder.join(family))
            .expect("a family of cases")
            .map(|case| case.expect("a case").path())
            .collect();
        cases.sort();
        for case in cases {
            let name = case.file_name().expect("a name").to_string_lossy().into_owned();
            let expected = std::fs::read_to_string(case.join("expected.xml")).expect("XML");
            let wanted = records(&expected, record);
            let found = records(&written(&case.join("input.bib"), format), record);
            for (at, leaves) in wanted.iter().enumerate() {
                compare(
                    &name,
                    leaves,
                    found.get(at).map_or(&[][..], |all| all),
                    &mut score,
                );
            }
        }
    }
    score.finish(970);
}

fn written(path: &Path, format: &str) -> String {
    let (source, _) = Source::new(Some(path), std::fs::read(path).expect("a file"));
    let read = formats::named("bibtex").and_then(|row| row.read).expect("it reads");
    let entries = read(&source, &ReadOptions::default()).entries;
    let write = formats::named(format).and_then(|row| row.write).expect("it writes");
    String::from_utf8(write(&entries, &WriteOptions::default()).bytes).expect("UTF-8")
}

/// The leaves of each record, in their order.
fn records(xml: &str, record: &str) -> Vec<Vec<Leaf>> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut all, mut text, mut leaf) = (Vec::<Vec<Leaf>>::new(), String::new(), false);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                let name = start.local_name();
                leaf = true;
                text.clear();
                if name.as_ref() == record {
                    all.push(Vec::new());
                }
            }
            Event::Text(part) => {
                text.push_str(&part.xml_content(quick_xml::XmlVersion::Implicit1_0))
            }
            Event::GeneralRef(name) => {
                let name: &str = name.as_ref();
                text.push_str(
                    quick_xml::escape::resolve_predefined_entity(name).unwrap_or(""),
                );
            }
            Event::End(end) => {
                let name = end.local_name().as_ref().to_owned();
                let value = plain(&text);
                if leaf && !value.is_empty() {
                    all.last_mut().expect("a record").push((name, value));
                }
                leaf = false;
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// A text with plain quotes, dashes and spaces.
fn plain(text: &str) -> String {
    let text = text.replace(['–', '—'], "-").replace("--", "-").replace(['’', '‘'], "'");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// What JabRef writes in a way of its own.
fn is_own(name: &str, value: &str, found: &[Leaf]) -> bool {
    let has = |name: &str, value: &str| found.iter().any(|(n, v)| n == name && v == value);
    match name {
        // Itself.
        "database" | "source-app" => true,
        // The BibTeX type, where the format's own type says it (Word) or has words for it
        // (MODS: `journal article` of marcgt).
        "BIBTEX_Entry" | "genre" => !found.iter().any(|(name, _)| name == "BIBTEX_Entry"),
        // Its numbers of reference types are not EndNote's (RSXML: 6 Book, 10 Conference
        // Proceedings).
        "ref-type" => true,
        // Not in RSXML's DTD; the date stands in `pub-dates`.
        "month" => true,
        // The words of `@techreport` and `@unpublished`, which nothing else says.
        "ThesisType" => value == "Tech. rep." || value == "unpublished",
        // A name a word; MODS has them in one part.
        "namePart" => found.iter().any(|(_, v)| v.split(' ').any(|word| word == value)),
        // One page is a page, not a number of pages.
        "total" => has("start", value),
        // The one number of its kind needs no label.
        "StandardNumber" => {
            value.split_once(": ").is_some_and(|(_, number)| has("StandardNumber", number))
        }
        // A conference's book has its title in Word's “Conference Name”, a part's in “Book
        // Title”.
        "BookTitle" => has("ConferenceName", value),
        "JournalName" => has("BookTitle", value),
        _ => false,
    }
}

fn compare(case: &str, wanted: &[Leaf], found: &[Leaf], score: &mut Score) {
    let mut left: Vec<&Leaf> = found.iter().collect();
    for leaf in wanted {
        let (name, value) = leaf;
        let at = left.iter().position(|own| *own == leaf);
        if let Some(at) = at {
            left.remove(at);
        } else if is_own(name, value, found) {
            continue;
        }
        let near: Vec<&str> =
            left.iter().filter(|own| own.0 == *name).map(|own| own.1.as_str()).collect();
        let got = if at.is_some() { value.clone() } else { near.join(" & ") };
        score.check(&format!("{case}/{name}"), value, &got);
    }
}
