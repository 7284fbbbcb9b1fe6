//! Any bytes as CSL-JSON, set in an author-date, a note and a numeric style.
#![no_main]

use std::sync::{Arc, OnceLock};

use ibid::csl::Style;
use ibid::csl::sources::Sources;
use ibid::formats::csl_json;
use libfuzzer_sys::fuzz_target;

mod common;

fn styles() -> &'static [Style] {
    static STYLES: OnceLock<Vec<Style>> = OnceLock::new();
    STYLES.get_or_init(|| {
        let sources = Sources::default();
        let names = ["apa", "chicago-notes-bibliography", "ieee"];
        let load = |name: &str| {
            let xml = sources.style(name).ok()?.xml;
            Style::load(&xml, Some("en-US"), &sources).0
        };
        names.into_iter().filter_map(load).collect()
    })
}

fuzz_target!(|data: &[u8]| {
    let text: Arc<str> = String::from_utf8_lossy(data).into();
    let mut entries = csl_json::from_text(&text).entries;
    // Long documents say nothing new and slow the search down.
    entries.truncate(8);
    for style in styles() {
        common::set(style, &entries);
    }
});
