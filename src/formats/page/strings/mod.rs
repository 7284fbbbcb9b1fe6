//! References as free text, one a line (`strings`).
//!
//! A reference is cut into words ([`token`]), a model that was trained on labelled
//! references says what each belongs to ([`features`], [`model`]), and each field reads its
//! part ([`fields`]).

mod features;
mod fields;
mod kind;
mod model;
mod token;
#[doc(hidden)]
pub mod training;

use self::model::Label;
use self::token::{Ending, Token};
use super::draft::Draft;
use crate::formats::{Parsed, ReadOptions, Source};
use crate::model::{Field, Name, Value};
use crate::text::Span;

/// Reads references, one a line.
pub(super) fn read(source: &Source, options: &ReadOptions) -> Parsed {
    let _ = options;
    let mut parsed = Parsed::default();
    let mut previous: Vec<Name> = Vec::new();
    let mut start = 0;
    for raw in source.text().split_inclusive('\n') {
        let at = start;
        start += raw.len();
        let text = super::document::collapse(raw);
        if text.is_empty() {
            continue;
        }
        let draft = reference(&text, Span::new(at, at + raw.trim_end().len()), &previous);
        if let Some(Value::Names(names)) = draft.value(Field::AUTHOR) {
            previous = names.to_vec();
        }
        let number = parsed.entries.len() + 1;
        draft.finish(&format!("import-{number}"), &mut parsed);
    }
    parsed
}

/// Reads one reference; `previous` are the authors of the one above, for “———”.
pub(super) fn reference(text: &str, span: Span, previous: &[Name]) -> Draft {
    let mut draft = Draft::at(span);
    let text = unnumbered(text);
    let tokens = token::tokens(text);
    let mut labels = model::label(&tokens, &features::of(&tokens));
    russian(&tokens, &mut labels);
    let parts = fields::parts(text, &tokens, &labels);
    fields::read(&parts, previous, &mut draft);
    if let Some(last) = tokens.last() {
        let unread = text.get(last.start + last.text.len()..).unwrap_or("").trim();
        if !unread.is_empty() {
            draft.rest.push(unread.to_owned());
        }
    }
    draft
}

/// “Title // Journal. 2010. Т. 5”: what follows two slashes is where the work appeared
/// (GOST 7.0.5-2008, 7.4);
/// “№” is a number. There are too few such references to learn it from.
fn russian(tokens: &[Token<'_>], labels: &mut [(Label, f32)]) {
    for (token, (label, _)) in tokens.iter().zip(labels.iter_mut()) {
        if token.text.starts_with('№') && *label == Label::Genre {
            *label = Label::Volume;
        }
    }
    let Some(at) = tokens.iter().position(|token| token.text == "//") else { return };
    let mut inside = true;
    for (token, (label, sure)) in tokens.iter().zip(labels).skip(at) {
        if !inside || token.number == token::Number::Year {
            break;
        }
        *label = if *label == Label::ContainerTitle { *label } else { Label::Journal };
        *sure = 0.95;
        inside = token.ending != Ending::Stop;
    }
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

#[cfg(test)]
mod tests;
