//! The real files: nothing lost on the way through the tree, no fewer entries than any peer.

use std::collections::BTreeMap;
use std::fs;

use ibid::formats::Source;
use ibid::formats::bibtex::tree::BlockKind;
use ibid::formats::bibtex::{Document, fmt};

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

/// Formatting each real file twice is formatting it once, and nothing is read otherwise.
#[test]
fn formatting_is_idempotent_on_every_real_file() {
    let all = [
        "",
        "sort=key field-order=standard",
        "wrap=72 months=macros characters=unicode",
        "delimiters=quotes numbers=bare characters=latex line-ends=crlf blank-lines=none",
        "enclose=title,booktitle,journal field-order=title,author page-dashes=true",
        "strip-braces=title,booktitle,series wrap=join names=upper align=entry",
    ];
    for folder in ["bib/files", "interop/crawl"] {
        let Some(folder) = shared::folder(folder) else { return };
        for (number, file) in fs::read_dir(folder).unwrap().enumerate() {
            let path = file.unwrap().path();
            let old = document(fs::read(&path).unwrap());
            // Large files take one of the choices each.
            let large = old.text().len() > 200_000;
            let lines = if large {
                &all[number % all.len()..=number % all.len()]
            } else {
                &all[..]
            };
            for line in lines {
                check_format(&path.display().to_string(), &old, line);
            }
        }
    }
}

fn check_format(name: &str, old: &Document, line: &str) {
    let mut options = fmt::Options::default();
    for (name, value) in line.split_whitespace().filter_map(|word| word.split_once('=')) {
        let row = fmt::OPTIONS.iter().find(|row| row.name == name).unwrap();
        assert!((row.set)(&mut options, value));
    }
    let once = fmt::format(old, &options);
    let refused = once.left.iter().any(|left| left.message.starts_with("the file"));
    assert!(!refused, "{name}: {line}: refused");
    let new = Document::parse(once.text);
    let twice = fmt::format(&new, &options).text;
    if twice != *new.text() {
        let at = twice.bytes().zip(new.text().bytes()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| {
            String::from_utf8_lossy(
                &text.as_bytes()[at.saturating_sub(60)..(at + 60).min(text.len())],
            )
            .into_owned()
        };
        panic!(
            "{name}: {line}: formatted twice\n{}\n---\n{}",
            around(new.text()),
            around(&twice)
        );
    }
    let keys = |document: &Document| {
        let mut keys: Vec<String> = (0..document.len())
            .map(|at| format!("{} {}", document.key(at), document.fields(at).len()))
            .collect();
        keys.sort();
        keys
    };
    assert!(keys(old) == keys(&new), "{name}: {line}: other entries");
}
