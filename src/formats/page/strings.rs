//! References as free text, one a line (`strings`).

use super::entry::{self, Context, Text};
use crate::formats::{Parsed, ReadOptions, Source};
use crate::text::Span;

/// Reads references, one a line.
pub(super) fn read(source: &Source, options: &ReadOptions) -> Parsed {
    let _ = options;
    let mut parsed = Parsed::default();
    let mut context = Context { reference: true, authored: true, ..Context::default() };
    let mut start = 0;
    for raw in source.text().split_inclusive('\n') {
        let at = start;
        start += raw.len();
        let text = super::document::collapse(raw);
        if text.is_empty() {
            continue;
        }
        let entry = Text {
            text: unnumbered(&text).to_owned(),
            title: None,
            runs: Vec::new(),
            span: Span::new(at, at + raw.trim_end().len()),
        };
        let draft = entry::read(&entry, &context);
        if let Some(crate::model::Value::Names(names)) =
            draft.value(crate::model::Field::AUTHOR)
        {
            context.previous = names.to_vec();
        }
        let number = parsed.entries.len() + 1;
        draft.finish(&format!("import-{number}"), &mut parsed);
    }
    parsed
}

/// A reference without the number before it.
fn unnumbered(text: &str) -> &str {
    static NUMBER: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(
            r"^(?:\[[\w+]{1,12}\]|\(\d{1,3}\)|\d{1,3}\.|\d{1,3}\)|[•*–-])\s+|^\d{1,3}\s+",
        )
        .expect("a constant")
    });
    match NUMBER.find(text) {
        Some(found) => text.get(found.end()..).unwrap_or(text),
        None => text,
    }
}
