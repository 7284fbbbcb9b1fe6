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
    let packed = place.run(&["convert", "b.jsonl.gz", "-t", "ris", "-o", "b.ris.gz"]);
    assert_eq!(packed.code, Some(0), "{}", packed.talk);
    let back = place.run(&["convert", "b.ris.gz", "-t", "ris"]);
    assert_eq!(back.out, plain.out);
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
