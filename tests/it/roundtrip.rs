//! The real files: nothing lost on the way through the tree, no fewer entries than any peer.

use std::collections::BTreeMap;
use std::fs;

use ibid::formats::Source;
use ibid::formats::bibtex::Document;
use ibid::formats::bibtex::tree::BlockKind;

use crate::shared;

/// Files where a peer finds more entries than we do, and why.
const FEWER: &[(&str, &str)] = &[(
    "web-www.ee.ucla.edu_chehrazi_SaeedChehraziBiblio.bib",
    "BibTeX alone reads an entry each line of which is commented out with `%`; biber \
     (btparse, outside entries) does not, and has none of its fields",
)];

fn document(bytes: Vec<u8>) -> Document {
    let (source, _) = Source::new(None, bytes);
    Document::parse(source.text().clone())
}

/// The blocks tile the text, and the nodes stand in order inside their block.
fn check_tree(name: &str, document: &Document) {
    let tree = document.tree();
    let text = document.text();
    let mut joined = String::with_capacity(text.len());
    for (at, block) in tree.blocks().iter().enumerate() {
        let span = tree.block_span(at);
        joined.push_str(span.of(text));
        let mut last = span.start;
        for field in tree.fields(at) {
            assert!(field.name.start >= last && field.span().end <= span.end, "{name}");
            last = field.comma().map_or(field.span().end, |comma| comma + 1);
        }
        assert!(block.kind != BlockKind::Text || tree.fields(at).is_empty(), "{name}");
    }
    assert!(joined == **text, "{name}: the blocks are not the text");
}

/// What is read can be written back, untouched and with one change.
fn check_bytes(name: &str, bytes: &[u8]) {
    let (source, _) = Source::new(None, bytes.to_vec());
    assert!(source.edited(&[]).unwrap() == bytes, "{name}: not the same bytes");
    let text = source.text();
    assert!(source.rewritten(text).unwrap() == bytes, "{name}: not the same bytes");
    let Some(at) = text.rfind('}') else { return };
    let changed = format!("{}!{}", &text[..at], &text[at..]);
    let written = source.rewritten(&changed).unwrap();
    assert!(*Source::new(None, written).0.text() == changed.into(), "{name}: changed");
}

#[test]
fn blocks_tile_every_real_file() {
    for folder in ["bib/files", "interop/crawl"] {
        let Some(folder) = shared::folder(folder) else { return };
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            check_bytes(&path.display().to_string(), &bytes);
            check_tree(&path.display().to_string(), &document(bytes));
        }
    }
}

#[test]
fn no_peer_finds_more_entries() {
    let Some(folder) = shared::folder("bib") else { return };
    let mut best: BTreeMap<String, usize> = BTreeMap::new();
    let mut table = csv::Reader::from_path(folder.join("peers-behaviour.csv")).unwrap();
    for row in table.records() {
        let row = row.unwrap();
        for column in [3, 5] {
            let count = row.get(column).unwrap().parse().unwrap_or(0);
            let known = best.entry(row.get(0).unwrap().to_owned()).or_default();
            *known = (*known).max(count);
        }
    }
    let mut fewer = Vec::new();
    for (file, count) in best {
        let path = folder.join("files").join(&file);
        let Ok(bytes) = fs::read(&path) else { continue };
        let found = document(bytes).len();
        if found < count && !FEWER.iter().any(|(known, _)| *known == file) {
            fewer.push(format!("{file}: {found} of {count}"));
        }
    }
    assert!(fewer.is_empty(), "{}", fewer.join("\n"));
}
