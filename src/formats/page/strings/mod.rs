//! References as free text, one a line (`strings`).
//!
//! A reference is cut into words ([`token`]), a model that was trained on labelled
//! references says what each belongs to ([`features`], [`model`]), and each field reads its
//! part ([`fields`]).

mod features;
mod fields;
mod gost;
mod kind;
mod model;
mod token;
#[doc(hidden)]
pub mod training;

use self::model::Label;
use self::token::{Ending, Token};
use super::dates::{self, Order};
use super::draft::Draft;
use crate::formats::{Parsed, ReadOptions, Source};
use crate::model::{Field, Name, Value};
use crate::text::Span;

/// Reads references, one a line.
pub(super) fn read(source: &Source, _: &ReadOptions) -> Parsed {
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
    let text = unnumbered(text);
    if let Some(draft) = gost::read(text, span) {
        return draft;
    }
    let mut draft = Draft::at(span);
    let tokens = token::tokens(text);
    let mut labels = model::label(&tokens, &features::of(&tokens));
    russian(&tokens, &mut labels);
    dated(text, &tokens, &mut labels);
    joined(&tokens, &mut labels);
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

/// Day, month and year together are a date, also in languages that the model has not seen
/// and when the day cannot exist; but not inside a title.
fn dated(text: &str, tokens: &[Token<'_>], labels: &mut [(Label, f32)]) {
    for hit in dates::find(text, Order::Unknown).iter().filter(|hit| hit.exact) {
        let inside = |token: &Token<'_>| token.start < hit.end && token.start >= hit.start;
        let Some(first) = tokens.iter().position(inside) else { continue };
        let count = tokens.iter().skip(first).take_while(|token| inside(token)).count();
        let label = |at: usize| labels.get(at).map(|(label, _)| *label);
        let before = first.checked_sub(1).and_then(label);
        let titled = before == Some(Label::Title) && label(first + count) == before;
        let span = labels.iter_mut().skip(first).take(count);
        let free = |label: Label| !matches!(label, Label::Note | Label::Url | Label::Date);
        for (label, sure) in span.filter(|(label, _)| free(*label) && !titled) {
            (*label, *sure) = (Label::Date, 0.95);
        }
    }
}

/// “Policing & Society” is one name: none ends with a word that joins.
fn joined(tokens: &[Token<'_>], labels: &mut [(Label, f32)]) {
    const JOINS: &[&str] = &["&", "and", "of", "und", "et", "for", "für", "the", "и", "y"];
    let named = |label| matches!(label, Label::Journal | Label::ContainerTitle);
    for (at, token) in tokens.iter().enumerate() {
        let (Some((label, sure)), Some((next, _))) =
            (labels.get(at).copied(), labels.get(at + 1).copied())
        else {
            continue;
        };
        let open = JOINS.contains(&token.text) && named(label) && next != label;
        if !open || !matches!(next, Label::Publisher | Label::Location) {
            continue;
        }
        for (more, slot) in tokens.iter().zip(labels.iter_mut()).skip(at + 1) {
            if slot.0 != next {
                break;
            }
            *slot = (label, sure);
            if more.ending != Ending::Open {
                break;
            }
        }
    }
}

/// A reference without the number before it.
fn unnumbered(text: &str) -> &str {
    static NUMBER: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(
            r"^(?:\[[0-9A-Za-zÀ-\u{1FFF}_+]{1,12}\]|\(\d{1,3}\)|\d{1,3}\.|\d{1,3}\)|[•*–-])\s+|^\d{1,3}\s+",
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
