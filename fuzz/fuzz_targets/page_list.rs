//! Lists and their dates as plain text.
#![no_main]

use ibid::formats::{self, ReadOptions, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(read) = formats::named("page").and_then(|format| format.read) else { return };
    let text = format!("Publications\n\n{}", String::from_utf8_lossy(data));
    let source = Source::of(None, text.as_str().into());
    let parsed = read(&source, &ReadOptions::default());
    assert_eq!(parsed.entries.len(), parsed.spans.len());
    for span in parsed.spans.iter().chain(&parsed.unread) {
        assert!(text.get(span.range()).is_some(), "{text:?}");
    }
});
