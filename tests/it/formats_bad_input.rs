//! Bad input through every reader: nothing panics, nothing hangs, good entries are kept, and
//! what is wrong is said with its rule and place.

use std::time::{Duration, Instant};

use ibid::diag::{Diagnostic, Place};
use ibid::formats::{self, FORMATS, Parsed, ReadOptions, Source, WriteOptions};
use ibid::model::Field;
use ibid::text::LineIndex;

const ENTRIES: &str = r#"[
  {"id": "doe2019", "type": "article-journal", "title": "On the drying of paint", "author":
    [{"family": "Doe", "given": "Jane"}], "container-title": "Journal of Slow Processes",
   "volume": "12", "issue": "3", "page": "101-118", "issued": {"date-parts": [[2019, 5, 7]]},
   "DOI": "10.5555/12345678", "ISSN": "1234-5679", "abstract": "It dries.", "note": "A remark."},
  {"id": "roe2001", "type": "book", "title": "Wälle: a history", "author":
    [{"family": "Rœ", "given": "Richard"}], "publisher": "Brick Press", "publisher-place": "Leeds",
   "ISBN": "978-3-16-148410-0", "issued": {"date-parts": [[2001]]}},
  {"id": "lee1998", "type": "chapter", "title": "Mortar", "author": [{"family": "Lee", "given": "K."}],
   "container-title": "Handbook of Masonry", "page": "33-57", "issued": {"date-parts": [[1998, 11]]}}
]"#;

fn parse(id: &str, bytes: &[u8]) -> (Source, Parsed, Vec<Diagnostic>) {
    let (source, said) = Source::new(None, bytes.to_vec());
    let read = formats::named(id).unwrap().read.unwrap();
    let parsed = read(&source, &ReadOptions::default());
    (source, parsed, said)
}

/// The files of all writers, each with its format.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let entries = parse("csl-json", ENTRIES.as_bytes()).1.entries;
    let writers = FORMATS.iter().filter(|format| format.read.is_some());
    writers
        .filter_map(|format| {
            let written = (format.write?)(&entries, &WriteOptions::default());
            Some((format.id, written.bytes))
        })
        .collect()
}

/// Numbers that look random and are the same each time (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }
}

/// Bytes taken out, doubled, swapped and replaced.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.roll(6) {
        let (from, len) = (dice.roll(out.len()), dice.roll(40));
        let end = (from + len).min(out.len());
        match dice.roll(5) {
            0 => drop(out.drain(from..end)),
            1 => {
                let piece = out[from..end].to_vec();
                let at = dice.roll(out.len());
                out.splice(at..at, piece);
            }
            2 => out[from..end].reverse(),
            3 => out.truncate(end),
            _ => {
                let odd = [0, 0xff, b'<', b'{', b'"', b'\n', b'&', b'\\', 0xc3];
                if let Some(byte) = out.get_mut(from) {
                    *byte = odd[dice.roll(odd.len())];
                }
            }
        }
    }
    out
}

#[test]
fn damaged_files_of_every_format_are_read() {
    let mut dice = Dice(7);
    let start = Instant::now();
    for (id, bytes) in files() {
        for _ in 0..60 {
            let bytes = damaged(&bytes, &mut dice);
            let (_, parsed, _) = parse(id, &bytes);
            assert!(parsed.entries.len() < 200, "{id}");
            let (source, _) = Source::new(None, bytes);
            let _ = formats::detect(source.text(), None);
        }
    }
    assert!(start.elapsed() < Duration::from_secs(120));
}

/// Every reader gets every other format's file, as `-f` would have it.
#[test]
fn mislabelled_files_are_read_as_nothing_much() {
    for (_, bytes) in files() {
        for format in FORMATS.iter().filter(|format| format.read.is_some()) {
            parse(format.id, &bytes);
        }
    }
}

/// Two formats in one file: the first is recognised, its entries are kept.
#[test]
fn mixed_files_keep_the_first_format() {
    for id in ["ris", "nbib", "enw", "wos", "bibtex", "biblatex"] {
        let files = files();
        let own = &files.iter().find(|(known, _)| *known == id).unwrap().1;
        let mut bytes = own.clone();
        bytes.extend_from_slice(b"\n\n<html><body><p>404</p></body></html>\n");
        let (_, parsed, _) = parse(id, &bytes);
        assert_eq!(parsed.entries.len(), 3, "{id}");
    }
}

fn check(id: &str, bytes: &[u8], entries: usize, expected: &[(&str, usize)]) {
    let (source, parsed, mut said) = parse(id, bytes);
    said.extend(parsed.diagnostics);
    let lines = LineIndex::new(source.text());
    let found: Vec<(&str, usize)> = said
        .iter()
        .map(|finding| {
            let line = match finding.place {
                Place::Span(span) => {
                    lines.line_column(source.text(), span.start).line as usize
                }
                _ => 0,
            };
            (finding.rule.name, line)
        })
        .collect();
    assert_eq!((parsed.entries.len(), &found[..]), (entries, expected), "{id}");
}

#[test]
fn faults_have_a_rule_and_a_line() {
    let ris = b"TY  - JOUR\nTI  - One\nER  - \n\nTY  - JOUR\nTI  - Two\n\nTY  - BOOK\nTI  - Three\nER  - \n";
    check("ris", ris, 3, &[("truncated-entry", 5)]);
    check(
        "ris",
        b"stray\nTY  - XXXX\nTI  - One\nER  - \n",
        1,
        &[("stray-line", 1), ("unknown-type", 2)],
    );
    check(
        "mods",
        b"<mods><titleInfo>\n<title>One</title>\n</titleInfo>",
        1,
        &[("malformed-xml", 3)],
    );
    check("crossref-json", b"{\"DOI\": \"10.1/a\", \"title\": [\"One\"]}\n{\"DOI\": oops}\n{\"DOI\": \"10.1/b\", \"title\": [\"Two\"]}\n", 2, &[("malformed-json", 2)]);
    // A string that is not closed ends with its line; it costs no neighbour.
    check("crossref-json", b"{\"DOI\": \"10.1/a\", \"title\": [\"One\"]}\n{\"DOI\": \"oops}\n{\"DOI\": \"10.1/b\", \"title\": [\"Two\"]}\n", 2, &[("malformed-json", 2)]);
    for broken in [
        &b"[{\"id\": \"a\"},\n{\"id\": \"b},\n{\"id\": \"c\"}]"[..],
        b"[{\"id\": \"a\"},\n{\"id\": b},\n{\"id\": \"c\"}]",
    ] {
        check("csl-json", broken, 2, &[("malformed-json", 2)]);
    }
    let pretty = b"[\n  {\n    \"id\": \"a\"\n  },\n  {\n    \"id\": \"b\",\n    \"author\": [\n      {\"family\": X}\n    ]\n  },\n  {\n    \"id\": \"c\"\n  }\n]\n";
    check("csl-json", pretty, 2, &[("malformed-json", 8)]);
    check(
        "csl-json",
        b"[{\"id\":\"a\"},{\"id\":\"b\",\"title\":B},{\"id\":\"c\"}]",
        2,
        &[("malformed-json", 1)],
    );
    check(
        "xlsx",
        b"PK\x03\x04 cut off",
        0,
        &[("malformed-archive", 1), ("malformed-archive", 1)],
    );
}

/// The “billion laughs”: entities that a file declares are never expanded.
#[test]
fn xml_bombs_stay_small() {
    let mut bomb =
        String::from("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">\n");
    for (inner, outer) in ('a'..'j').zip('b'..'k') {
        bomb.push_str(&format!(
            "<!ENTITY {outer} \"{}\">\n",
            format!("&{inner};").repeat(10)
        ));
    }
    bomb.push_str("]><modsCollection><mods><titleInfo><title>&j;</title></titleInfo></mods></modsCollection>");
    for format in FORMATS.iter().filter(|format| format.read.is_some()) {
        let (_, parsed, _) = parse(format.id, bomb.as_bytes());
        for entry in &parsed.entries {
            let size: usize = entry
                .fields()
                .map(|(field, _)| entry.text(field).map_or(0, |t| t.len()))
                .sum();
            assert!(size < 10 * bomb.len(), "{}", format.id);
        }
    }
    let (_, parsed, _) = parse("mods", bomb.as_bytes());
    assert_eq!(parsed.diagnostics[0].rule.name, "malformed-xml");
}

/// Deep and long: twenty thousand levels, tags and lines.
#[test]
fn depth_and_length_do_no_harm() {
    let deep = [
        "<a>".repeat(20_000),
        "[".repeat(20_000),
        "{\"a\":".repeat(20_000),
        "@book{a, title = ".to_owned() + &"{".repeat(20_000),
        "TY  - JOUR\n".repeat(8_000),
        "%A ".repeat(8_000),
        "- a\n".repeat(20_000),
    ];
    let start = Instant::now();
    for text in &deep {
        for format in FORMATS.iter().filter(|format| format.read.is_some()) {
            if !matches!(format.id, "page" | "strings") {
                parse(format.id, text.as_bytes());
            }
        }
    }
    assert!(start.elapsed() < Duration::from_secs(120));
}

/// Latin-1 and UTF-16 files of tagged formats are read with their letters.
#[test]
fn other_encodings_are_understood() {
    let text =
        "TY  - BOOK\r\nTI  - Größe der Wälle und Türme\r\nAU  - Müller, Jörg\r\nER  - \r\n";
    let latin: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [text.as_bytes(), &latin, &wide] {
        let (source, _) = Source::new(None, bytes.to_vec());
        assert_eq!(formats::detect(source.text(), None).unwrap().id, "ris");
        let (_, parsed, _) = parse("ris", bytes);
        let title = parsed.entries[0].text(ibid::model::Field::TITLE).unwrap().into_owned();
        assert_eq!(title, "Größe der Wälle und Türme");
    }
}

#[test]
fn ris_records_without_a_type_are_read() {
    let text = "T1  - Mills\nAU  - Doe, Jane\nPY  - 2001\nER  - \n\nTY  - JOUR\nT1  - Weirs\nER  - \n\
                \nAU  - Roe, R.\nTY  - BOOK\nTI  - Dams\nER  - \n";
    let alone = text.split_inclusive("ER  - \n").next().unwrap();
    assert_eq!(formats::detect(alone, None).map(|format| format.id), Some("ris"));
    let (_, parsed, _) = parse("ris", text.as_bytes());
    let read: Vec<_> = parsed
        .entries
        .iter()
        .map(|entry| {
            (
                entry.kind().name(),
                entry.text(ibid::model::Field::TITLE).unwrap().into_owned(),
            )
        })
        .collect();
    let title = |kind, title: &str| (kind, title.to_owned());
    assert_eq!(
        read,
        [
            title("document", "Mills"),
            title("article-journal", "Weirs"),
            title("book", "Dams")
        ]
    );
    let rules: Vec<_> = parsed.diagnostics.iter().map(|found| found.rule.name).collect();
    assert_eq!(rules, ["unknown-type"]);
}

#[test]
fn reserved_characters_in_xml_cost_no_record() {
    let text = "<modsCollection><mods><titleInfo><title>A&B, p < 0.05</title></titleInfo></mods>\
                <mods><titleInfo><title>Second</title></titleInfo></mods></modsCollection>";
    let (_, parsed, _) = parse("mods", text.as_bytes());
    let titles: Vec<_> =
        parsed.entries.iter().map(|entry| entry.text(Field::TITLE)).collect();
    assert_eq!(titles, [Some("A&B, p < 0.05".into()), Some("Second".into())]);
    assert_eq!(parsed.diagnostics.len(), 2);
}

#[test]
fn characters_of_an_unknown_set_are_said() {
    // Escape to EACC, one character of three bytes, back to ASCII.
    let field = b"00\x1faA\x1b$1!0K\x1b(B.\x1e";
    let mut record = b"00060nam  2200037 a 4500245001600000\x1e".to_vec();
    record.extend_from_slice(field);
    record.push(0x1d);
    let (_, _, said) = parse("marc", &record);
    assert!(said.iter().any(|finding| finding.message.contains("U+FFFD")), "{said:?}");
}
