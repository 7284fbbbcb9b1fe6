//! Files that are converted record by record.

use std::io::Write;

use super::Place;

/// Works in the shape of Crossref's dumps, all with the same author, year and title.
fn works(count: usize) -> String {
    let work = |at: usize| {
        format!(
            r#"{{"DOI": "10.1000/{at}", "type": "journal-article", "references-count": 1, "reference": [{{"key": "{}"}}], "title": ["Water reform"], "author": [{{"family": "Ba", "given": "Ce"}}], "issued": {{"date-parts": [[2020]]}}, "content-domain": {{}}}}"#,
            "x".repeat(200)
        ) + "\n"
    };
    (0..count).map(work).collect()
}

fn gz(text: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap()
}

#[test]
fn every_record_of_a_large_file_comes_out_with_a_key_of_its_own() {
    let place = Place::new();
    let count = 8000;
    place.write("works.jsonl", works(count));
    let run = place.run(&["convert", "works.jsonl", "-t", "csl-json"]);
    assert_eq!(run.code, Some(0), "{}", run.talk);
    let items: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
    let dois: Vec<String> =
        items.iter().map(|item| item["DOI"].as_str().unwrap().to_owned()).collect();
    let expected: Vec<String> = (0..count).map(|at| format!("10.1000/{at}")).collect();
    assert_eq!(dois, expected);
    let mut keys: Vec<&str> =
        items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn compressed_files_are_what_is_in_them() {
    let place = Place::new();
    let text = works(6000);
    place.write("a.jsonl", &text);
    place.write("b.jsonl.gz", gz(&text));
    let plain = place.run(&["convert", "a.jsonl", "-t", "ris"]);
    for name in ["b.ris.gz", "b.ris.zst"] {
        let packed = place.run(&["convert", "b.jsonl.gz", "-o", name]);
        assert_eq!(packed.code, Some(0), "{}", packed.talk);
        let size = std::fs::metadata(place.path(name)).unwrap().len();
        assert!(size * 4 < plain.out.len() as u64, "{name} has {size} bytes");
        let back = place.run(&["convert", name, "-t", "ris"]);
        assert_eq!(back.out, plain.out);
    }
}

/// The names in an archive stand at its end, whatever its size.
#[test]
fn a_large_archive_is_read_as_what_it_is() {
    let place = Place::new();
    let mut rows = "title,year,note\n".to_owned();
    let mut state = 1u64;
    for row in 0..12_000 {
        let mut noise = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
            noise.push_str(&format!("{:x}", state >> 40));
        }
        rows.push_str(&format!("Water {row},2020,{noise}\n"));
    }
    place.write("a.csv", rows);
    let run = place.run(&["convert", "a.csv", "-t", "xlsx", "-o", "a.xlsx"]);
    assert_eq!(run.code, Some(0), "{}", run.talk);
    assert!(std::fs::metadata(place.path("a.xlsx")).unwrap().len() > 1 << 20);
    let back = place.run(&["convert", "a.xlsx", "-t", "csl-json"]);
    assert_eq!(back.out.matches("\"title\"").count(), 12_000, "{}", back.talk);
}

#[test]
fn a_text_document_is_read_by_its_content() {
    let place = Place::new();
    place.write("a.bib", "@book{a, author={Ba, Ce}, title={Water Reform}, publisher={Press}, location={Bern}, year=2020}");
    place.run(&["bib", "a.bib", "--style", "apa", "-o", "a.odt"]);
    let run = place.run(&["convert", "a.odt", "-t", "csl-json"]);
    assert_eq!(run.out.matches("Water Reform").count(), 1, "{}{}", run.out, run.talk);
}

#[test]
fn a_bad_record_is_handed_back_and_costs_no_other() {
    let place = Place::new();
    let bad = "{\"DOI\": \"10.1/x\", \"title\": [\"Half a\n";
    place.write("a.jsonl", format!("{}{bad}{}", works(3000), works(3000)));
    let run = place.run(&["convert", "a.jsonl", "-t", "csv", "--reject", "bad.jsonl"]);
    assert_eq!(run.code, Some(0), "{}", run.talk);
    assert_eq!(run.out.lines().count(), 1 + 6000);
    let rejected = place.read("bad.jsonl");
    let rejected: serde_json::Value = serde_json::from_str(&rejected).unwrap();
    assert_eq!(rejected["text"], bad.trim_end());
    assert_eq!(rejected["line"], 3001);
    assert_eq!(rejected["rule"], "malformed-json");
}
