//! Golden output of citeproc-js over public styles: a sample of it with a floor that only
//! rises, and every style with a small document.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::shared;

/// Shares of citations and of bibliography entries in the sample that must be identical.
const FLOOR: (f64, f64) = (0.99, 0.997);
/// Of so many styles one is in the sample.
const STEP: usize = 25;
/// What citeproc-js prints where it has nothing to print.
const EMPTY: [&str; 2] = ["CSL STYLE ERROR", "NO_PRINTED_FORM"];

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

fn styles(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder.join("styles")).expect("styles");
    let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "csl"));
    paths.sort();
    paths
}

/// The answers of `ibid process` to requests, in order.
fn process(requests: &[Value]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["process", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");
    let lines: String = requests.iter().map(|request| format!("{request}\n")).collect();
    let mut stdin = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads all");
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The document of the golden data in a style.
fn request(folder: &Path, style: &Path, notes: bool) -> Value {
    let items = json(&folder.join("golden/items.json"));
    let clusters = json(&folder.join("golden/clusters.json"));
    let clusters = clusters.as_array().expect("a list");
    let cited = clusters.iter().flat_map(|cluster| {
        cluster["citationItems"].as_array().expect("a list").iter().map(|cite| &cite["id"])
    });
    let all = items.as_array().expect("a list").iter().map(|item| &item["id"]);
    let uncited: Vec<&Value> = cited.chain(all).collect();
    let clusters: Vec<Value> = clusters
        .iter()
        .map(|cluster| {
            let note = if notes { cluster["noteIndex"].clone() } else { json!(0) };
            let cites = &cluster["citationItems"];
            json!({"id": cluster["citationID"], "noteIndex": note, "citationItems": cites})
        })
        .collect();
    json!({
        "style": style.to_string_lossy(), "format": "text", "items": items,
        "uncited": uncited, "bibliography": true, "citations": clusters,
    })
}

fn squeezed(text: &Value) -> String {
    let words = text.as_str().unwrap_or("").split_whitespace();
    words.collect::<Vec<_>>().join(" ").replace(['\u{2009}', '\u{202f}'], " ")
}

/// How many of the golden texts an answer has, and how many there are.
fn compare(golden: &Value, got: &Value, id: impl Fn(&Value) -> Value) -> (u32, u32) {
    let none = Vec::new();
    let got = got.as_array().unwrap_or(&none);
    let (mut same, mut all) = (0, 0);
    for unit in golden.as_array().unwrap_or(&none) {
        let text = unit["text"].as_str().unwrap_or("");
        if unit["id"] == "c11" || EMPTY.iter().any(|empty| text.contains(empty)) {
            continue;
        }
        let own = got.iter().find(|own| own["id"] == id(unit));
        all += 1;
        same +=
            u32::from(own.is_some_and(|o| squeezed(&o["text"]) == squeezed(&unit["text"])));
    }
    (same, all)
}

#[test]
fn a_sample_of_styles_prints_what_citeproc_js_prints() {
    let Some(folder) = shared::folder("csl") else { return };
    let mut requests = Vec::new();
    let mut golden = Vec::new();
    for style in styles(&folder).iter().step_by(STEP) {
        let name = style.file_stem().expect("a name").to_string_lossy();
        let file = folder.join(format!("golden/out/{name}.json"));
        let Some(data) = file.exists().then(|| json(&file)) else { continue };
        for (run, output) in data["runs"].as_object().into_iter().flatten() {
            if output["citations"].is_array() {
                let mut request = request(&folder, style, data["class"] == "note");
                if run == "en-US" {
                    request["locale"] = json!("en-US");
                }
                requests.push(request);
                golden.push(output.clone());
            }
        }
    }
    let (mut cites, mut entries) = ((0, 0), (0, 0));
    for (golden, answer) in golden.iter().zip(process(&requests)) {
        let (same, all) =
            compare(&golden["citations"], &answer["citations"], |unit| unit["id"].clone());
        cites = (cites.0 + same, cites.1 + all);
        let (golden, answer) = (&golden["bibliography"], &answer["bibliography"]);
        let (same, all) =
            compare(&golden["entries"], &answer["entries"], |unit| unit["ids"][0].clone());
        entries = (entries.0 + same, entries.1 + all);
    }
    let share = |(same, all): (u32, u32)| f64::from(same) / f64::from(all.max(1));
    let shares = (share(cites), share(entries));
    assert!(cites.1 > 300 && entries.1 > 2000, "{cites:?} {entries:?}");
    assert!(shares.0 >= FLOOR.0 && shares.1 >= FLOOR.1, "{shares:?}, not {FLOOR:?}");
}

#[test]
fn every_style_sets_a_document() {
    let Some(folder) = shared::folder("csl") else { return };
    let items = json!([
        {"id": "a", "type": "book", "title": "A “title”: part", "author": [
            {"family": "Doe", "given": "Jane Q."}, {"literal": "An Institute"}],
            "issued": {"date-parts": [[2019, 3, 4]]}, "publisher": "P", "edition": "2"},
        {"id": "b", "type": "legal_case", "issued": {"date-parts": [[-50]]}},
        {"id": "c", "type": "article-journal", "title": "T", "page": "1-12", "DOI": "10.5555/1",
            "editor": [{"family": "Berg", "given": "A", "non-dropping-particle": "van den"}]},
    ]);
    let cites =
        json!([{"id": "a", "locator": "3", "prefix": "see "}, {"id": "b"}, {"id": "c"}]);
    let clusters = json!([
        {"id": "1", "noteIndex": 1, "citationItems": cites},
        {"id": "2", "noteIndex": 2, "citationItems": [{"id": "c", "label": "section", "locator": "5–7"}]},
        {"id": "3", "noteIndex": 3, "citationItems": [{"id": "c"}]},
    ]);
    let request = |style: &PathBuf| {
        json!({"style": style.to_string_lossy(), "items": items, "citations": clusters,
            "bibliography": true, "format": "html"})
    };
    let styles = styles(&folder);
    let answers = process(&styles.iter().map(request).collect::<Vec<_>>());
    assert_eq!(answers.len(), styles.len());
    let failed =
        styles.iter().zip(&answers).filter(|(_, answer)| answer["citations"].is_null());
    let failed: Vec<_> = failed.map(|(style, answer)| (style, &answer["error"])).collect();
    assert!(failed.is_empty(), "{failed:?}");
}
