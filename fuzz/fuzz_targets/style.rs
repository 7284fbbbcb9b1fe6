//! Any bytes as a style: read, checked, compiled and used.
#![no_main]

use std::sync::{Arc, OnceLock};

use ibid::csl::sources::Sources;
use ibid::csl::{Style, check};
use ibid::formats::csl_json;
use ibid::model::Entry;
use libfuzzer_sys::fuzz_target;

mod common;

const ITEMS: &str = include_str!("../seeds/items/varied.json");

fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| csl_json::from_text(&Arc::from(ITEMS)).entries)
}

fuzz_target!(|data: &[u8]| {
    let xml = String::from_utf8_lossy(data);
    let sources = Sources::default();
    let _ = check::style(&xml, &sources);
    if let (Some(style), _) = Style::load(&xml, None, &sources) {
        common::set(&style, entries());
    }
});
