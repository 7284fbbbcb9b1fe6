//! What the trainer of the model needs (`benches/strings/train.rs`); no part of the API.

use super::model::{COUNT, LABELS};
use super::token::{ENDINGS, tokens};
use super::{features, model};

/// How many labels and endings the model has.
pub const SIZES: (usize, usize) = (COUNT, ENDINGS);

/// The names of the labels, in the order of the weights.
#[must_use]
pub fn labels() -> Vec<String> {
    LABELS.iter().map(|label| format!("{label:?}").to_lowercase()).collect()
}

/// The words of a reference: text, ending and features.
#[must_use]
pub fn words(text: &str) -> Vec<(String, usize, Vec<u32>)> {
    let tokens = tokens(text);
    let features = features::of(&tokens);
    let word = |(token, features): (&super::token::Token<'_>, Vec<u32>)| {
        (token.text.to_owned(), token.ending as usize, features)
    };
    tokens.iter().zip(features).map(word).collect()
}

/// The labels that the model gives, as numbers.
#[must_use]
pub fn label(text: &str) -> Vec<(usize, f32)> {
    let tokens = tokens(text);
    let labels = model::label(&tokens, &features::of(&tokens));
    let number = |label| LABELS.iter().position(|known| *known == label).unwrap_or(0);
    labels.into_iter().map(|(label, sure)| (number(label), sure)).collect()
}
