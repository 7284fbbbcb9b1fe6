//! Any bytes as a `.bib` file: decoded, read, understood, written back and in other formats.
#![no_main]

use ibid::formats::bibtex::inherit;
use ibid::formats::{self, Source, WriteOptions};
use libfuzzer_sys::fuzz_target;

mod bib_text;

fuzz_target!(|data: &[u8]| {
    let bytes = match data.first() {
        Some(kind) if kind % 8 == 0 => data[1..].to_vec(),
        _ => bib_text::text(data).into_bytes(),
    };
    let (source, _) = Source::new(None, bytes.clone());
    assert_eq!(source.edited(&[]).ok(), Some(bytes.clone()), "not the same bytes");
    assert_eq!(source.rewritten(source.text()).ok(), Some(bytes), "not the same bytes");
    let document = bib_text::read(source.text());
    let _ = document.diagnostics();
    let _ = document.facts();
    let entries = document.entries();
    for entry in &entries {
        for (field, _) in entry.fields() {
            let _ = (entry.text(field), entry.rich(field), entry.names(field), entry.date(field));
        }
    }
    for id in ["biblatex", "bibtex", "csl-json"] {
        let format = formats::named(id).and_then(|format| format.write);
        if let Some(write) = format {
            let _ = write(&entries, &WriteOptions::default());
        }
    }
    let _ = inherit::printable(entries);
});
