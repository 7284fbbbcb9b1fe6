//! Edits of the real files: a change touches its own bytes and no others.

use std::fs;

use ibid::diag::Change;
use ibid::formats::Source;
use ibid::formats::bibtex::Document;
use ibid::formats::bibtex::tree::ValueKind;
use ibid::formats::source;
use ibid::model::{Field, Value};

use crate::shared;

/// Entries of a file that are tried, spread over it.
const TRIED: usize = 7;

fn each(check: impl Fn(&str, &Source, &Document)) {
    for folder in ["bib/files", "interop/crawl"] {
        let Some(folder) = shared::folder(folder) else { return };
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let (source, _) = Source::new(None, fs::read(&path).unwrap());
            let document = Document::parse(source.text().clone());
            check(&path.display().to_string(), &source, &document);
        }
    }
}

fn tried(document: &Document) -> impl Iterator<Item = usize> {
    (0..document.len()).step_by((document.len() / TRIED).max(1))
}

#[test]
fn a_changed_value_is_all_that_changes() {
    each(|name, source, document| {
        let text = document.text();
        for entry in tried(document) {
            for node in document.fields(entry) {
                let inner = node.inner(text);
                let closed = inner.end < node.value.end;
                if !closed || !matches!(node.kind, ValueKind::Braced | ValueKind::Quoted) {
                    continue;
                }
                let edit = document.replace_value(node, "new").unwrap();
                assert_eq!(edit.span, inner, "{name}");
                let bytes = source.edited(std::slice::from_ref(&edit)).unwrap();
                let old = source.edited(&[]).unwrap();
                let place = source.file_span(inner).range();
                let tail = old.len() - place.end;
                assert!(bytes[..place.start] == old[..place.start], "{name}");
                assert!(bytes[bytes.len() - tail..] == old[place.end..], "{name}");
                break;
            }
        }
    });
}

#[test]
fn a_new_field_taken_away_again_leaves_the_old_bytes() {
    let own = Field::named("x-ibid-test");
    let set = Change::SetField(own, Value::tex("new"));
    each(|name, _, document| {
        let text = document.text();
        // Broken neighbours may be read otherwise as soon as anything changes.
        let sound = document.diagnostics().iter().all(|f| f.rule.name.contains("string"));
        if !sound {
            return;
        }
        for entry in tried(document) {
            // One entry alone is enough, and much less to read.
            let alone = document.entry_span(entry).of(text);
            let one = Document::parse(alone.into());
            let changed = source::apply(alone, &one.edits(0, &set).unwrap()).unwrap();
            let new = Document::parse(changed.as_str().into());
            assert_eq!(
                (new.len(), new.fields(0).len()),
                (1, one.fields(0).len() + 1),
                "{name}"
            );
            let node = new.field_named(0, "x-ibid-test").unwrap();
            assert_eq!(new.characters(&new.value(node)), "new", "{name}");
            let removed = new.edits(0, &Change::RemoveField(own)).unwrap();
            let back = source::apply(&changed, &removed).unwrap();
            // The comma that the field before it lacked stays.
            let bare =
                |text: &str| text.replace(|c: char| c.is_whitespace() || c == ',', "");
            assert_eq!(bare(&back), bare(alone), "{name}");
        }
    });
}
