//! Edits and merges: one field is changed and nothing else.
#![no_main]

use ibid::diag::Change;
use ibid::formats::bibtex::Document;
use ibid::formats::bibtex::merge::{self, Markers};
use ibid::formats::source;
use ibid::model::{CiteKey, EntryKind, Field, Value};
use libfuzzer_sys::fuzz_target;

mod bib_text;

/// Each entry: its key, and its fields with their values.
fn said(document: &Document) -> Vec<(String, Vec<(String, String)>)> {
    let text = document.text();
    (0..document.len())
        .map(|at| {
            let fields = document.fields(at).iter().map(|node| {
                (node.name.of(text).to_lowercase(), node.inner(text).of(text).to_owned())
            });
            (document.key(at).to_owned(), fields.collect())
        })
        .collect()
}

fuzz_target!(|data: &[u8]| {
    let (Some(pick), Some(which)) = (data.first(), data.get(1)) else { return };
    let text = bib_text::text(&data[2..]);
    let document = bib_text::read(&text);
    if document.is_empty() {
        return;
    }
    let entry = usize::from(*pick) % document.len();
    let change = match which % 6 {
        0 => Change::SetField(Field::TITLE, Value::tex("New")),
        1 => Change::SetField(Field::NOTE, Value::tex("New {\"} one")),
        2 => Change::RemoveField(Field::TITLE),
        3 => Change::SetKey(CiteKey::new("new")),
        4 => Change::SetKind(EntryKind::BOOK),
        _ => Change::All(vec![
            Change::SetField(Field::ISSUED, Value::tex("2001-02")),
            Change::RenameField(Field::TITLE, Field::NOTE),
        ]),
    };
    let Ok(edits) = document.edits(entry, &change) else { return };
    let changed = source::apply(&text, &edits).expect("edits fit the text");
    let new = bib_text::read(&changed);
    // Where the syntax is sound no other entry may change.
    if document.diagnostics().is_empty() {
        let (old, new) = (said(&document), said(&new));
        assert_eq!(old.len(), new.len(), "{text:?} {changed:?}");
        for (at, (old, new)) in old.iter().zip(&new).enumerate() {
            assert!(at == entry || old == new, "{text:?} {changed:?}");
        }
    }
    let half = text.len() / 2;
    let half = (0..=half).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let _ = merge::merge(&text, &changed, &text[..half], &Markers::default());
    let merged = merge::merge(&text, &changed, &text, &Markers::default());
    assert_eq!((merged.text, merged.conflicts), (changed, 0));
});
