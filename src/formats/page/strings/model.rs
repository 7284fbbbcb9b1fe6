//! A linear-chain conditional random field: weights, the best labels of a reference
//! (Viterbi) and how sure each is (forward and backward).
//!
//! `benches/strings/train.rs` makes `weights.bin`: deflated, little-endian: scale (f32),
//! transitions (a byte for each ending, label and label), the number of features (u32), and
//! for each feature the step from the hash before it and the set of its labels (LEB128) with
//! one byte for each of them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::token::{ENDINGS, Token};

/// What a word of a reference belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Author,
    CitationNumber,
    CollectionTitle,
    ContainerTitle,
    Date,
    Director,
    Doi,
    Edition,
    Editor,
    Genre,
    Isbn,
    Journal,
    Location,
    Note,
    Pages,
    Publisher,
    Title,
    Translator,
    Url,
    Volume,
}

/// All labels, in the order of the weights.
pub(super) const LABELS: [Label; COUNT] = [
    Label::Author,
    Label::CitationNumber,
    Label::CollectionTitle,
    Label::ContainerTitle,
    Label::Date,
    Label::Director,
    Label::Doi,
    Label::Edition,
    Label::Editor,
    Label::Genre,
    Label::Isbn,
    Label::Journal,
    Label::Location,
    Label::Note,
    Label::Pages,
    Label::Publisher,
    Label::Title,
    Label::Translator,
    Label::Url,
    Label::Volume,
];

/// How many labels there are.
pub(super) const COUNT: usize = 20;

/// The weights as they are used.
struct Model {
    scale: f32,
    /// For an ending and two labels; their exponentials.
    steps: Vec<[[f32; COUNT]; COUNT]>,
    grown: Vec<[[f32; COUNT]; COUNT]>,
    /// A row of weights for each feature.
    rows: FxHashMap<u32, u32>,
    weights: Vec<[i8; COUNT]>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let packed = include_bytes!("weights.bin");
    miniz_oxide::inflate::decompress_to_vec(packed)
        .ok()
        .and_then(|bytes| Model::read(&bytes))
        .unwrap_or_else(Model::empty)
});

/// Reads bytes from the front.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn four(&mut self) -> Option<[u8; 4]> {
        let (first, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(*first)
    }

    fn varint(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Model {
    fn empty() -> Self {
        let steps = vec![[[0.0; COUNT]; COUNT]; ENDINGS];
        let grown = vec![[[1.0; COUNT]; COUNT]; ENDINGS];
        Self { scale: 1.0, steps, grown, rows: FxHashMap::default(), weights: Vec::new() }
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let mut model = Self::empty();
        model.scale = f32::from_le_bytes(bytes.four()?);
        for (steps, grown) in model.steps.iter_mut().zip(&mut model.grown) {
            for (step, grown) in steps.iter_mut().flatten().zip(grown.iter_mut().flatten())
            {
                *step = f32::from(bytes.byte()?.cast_signed()) * model.scale;
                *grown = step.exp();
            }
        }
        let count = u32::from_le_bytes(bytes.four()?);
        let mut hash = 0_u32;
        for row in 0..count {
            hash = hash.wrapping_add(bytes.varint()?);
            let labels = bytes.varint()?;
            let mut weights = [0; COUNT];
            for (label, weight) in weights.iter_mut().enumerate() {
                if labels & (1 << label) != 0 {
                    *weight = bytes.byte()?.cast_signed();
                }
            }
            model.rows.insert(hash, row);
            model.weights.push(weights);
        }
        Some(model)
    }

    /// The score of each label for a word by its features alone.
    fn scores(&self, features: &[u32]) -> [f32; COUNT] {
        let mut sums = [0_i32; COUNT];
        for feature in features {
            let row =
                self.rows.get(feature).and_then(|row| self.weights.get(*row as usize));
            for (sum, weight) in sums.iter_mut().zip(row.into_iter().flatten()) {
                *sum += i32::from(*weight);
            }
        }
        sums.map(|sum| sum as f32 * self.scale)
    }
}

/// The label of each word, and how sure it is (0 to 1).
pub(super) fn label(tokens: &[Token<'_>], features: &[Vec<u32>]) -> Vec<(Label, f32)> {
    let model = &*MODEL;
    let scores: Vec<[f32; COUNT]> =
        features.iter().map(|features| model.scores(features)).collect();
    let endings: Vec<usize> = tokens.iter().map(|token| token.ending as usize).collect();
    let best = viterbi(model, &scores, &endings);
    let sure = marginals(model, &scores, &endings, &best);
    let labels = best.into_iter().map(|at| LABELS.get(at).copied().unwrap_or(Label::Note));
    labels.zip(sure).collect()
}

/// The best sequence of labels.
fn viterbi(model: &Model, scores: &[[f32; COUNT]], endings: &[usize]) -> Vec<usize> {
    let mut backs: Vec<[u8; COUNT]> = Vec::with_capacity(scores.len());
    let mut before = [0.0_f32; COUNT];
    for (at, score) in scores.iter().enumerate() {
        let steps = at.checked_sub(1).and_then(|at| model.steps.get(*endings.get(at)?));
        let mut now = *score;
        let mut back = [0_u8; COUNT];
        if let Some(steps) = steps {
            let mut tops = [f32::NEG_INFINITY; COUNT];
            for (from, (start, row)) in before.iter().zip(steps).enumerate() {
                for ((top, back), step) in tops.iter_mut().zip(&mut back).zip(row) {
                    if start + step > *top {
                        *top = start + step;
                        *back = from as u8;
                    }
                }
            }
            for (now, top) in now.iter_mut().zip(tops) {
                *now += top;
            }
        }
        backs.push(back);
        before = now;
    }
    let mut at =
        before.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(at, _)| at);
    let mut labels = Vec::with_capacity(scores.len());
    for back in backs.iter().rev() {
        labels.push(at);
        at = back.get(at).copied().map_or(0, usize::from);
    }
    labels.reverse();
    labels
}

/// Grows scores without overflow: the greatest is one.
fn grow(scores: &[f32; COUNT]) -> [f32; COUNT] {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|score| (score - top).exp())
}

/// Makes a row sum to one.
fn even(row: &mut [f32; COUNT]) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|cell| *cell /= sum);
    }
}

/// How sure the chosen label of each word is.
fn marginals(
    model: &Model,
    scores: &[[f32; COUNT]],
    endings: &[usize],
    best: &[usize],
) -> Vec<f32> {
    let grown: Vec<[f32; COUNT]> = scores.iter().map(grow).collect();
    let mut forward: Vec<[f32; COUNT]> = Vec::with_capacity(scores.len());
    for (at, score) in grown.iter().enumerate() {
        let mut row = *score;
        if let Some((before, steps)) = forward
            .last()
            .zip(at.checked_sub(1).and_then(|at| model.grown.get(*endings.get(at)?)))
        {
            let mut sums = [0.0_f32; COUNT];
            for (start, step) in before.iter().zip(steps) {
                for (sum, step) in sums.iter_mut().zip(step) {
                    *sum += start * step;
                }
            }
            for (cell, sum) in row.iter_mut().zip(sums) {
                *cell *= sum;
            }
        }
        even(&mut row);
        forward.push(row);
    }
    let mut sure = vec![0.0; scores.len()];
    let mut after = [1.0_f32; COUNT];
    for at in (0..scores.len()).rev() {
        let Some(row) = forward.get(at) else { continue };
        let products: Vec<f32> = row.iter().zip(after).map(|(a, b)| a * b).collect();
        let sum: f32 = products.iter().sum();
        let chosen = best.get(at).and_then(|label| products.get(*label));
        if let (Some(cell), Some(chosen)) = (sure.get_mut(at), chosen) {
            *cell = if sum > 0.0 { chosen / sum } else { 0.0 };
        }
        let steps = at.checked_sub(1).and_then(|at| model.grown.get(*endings.get(at)?));
        if let (Some(steps), Some(score)) = (steps, grown.get(at)) {
            let mut next = [0.0_f32; COUNT];
            for (cell, step) in next.iter_mut().zip(steps) {
                *cell =
                    step.iter().zip(score).zip(after).map(|((a, b), c)| a * b * c).sum();
            }
            even(&mut next);
            after = next;
        }
    }
    sure
}
