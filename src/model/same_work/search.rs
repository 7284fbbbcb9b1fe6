//! Finding pairs that may be the same work, without comparing all with all.

use rustc_hash::FxHashMap;

use super::{Relation, Sketch, Verdict, compare};
use crate::model::entry::Entry;

/// Pairs of positions of sketches that share a key, each pair once, the lower first.
///
/// Blocks that many entries share (“Introduction”) are searched in a window only.
#[must_use]
pub fn candidates(sketches: &[Sketch]) -> Vec<(usize, usize)> {
    const WINDOW: usize = 8;
    let mut keyed: Vec<(u64, u32)> = (0u32..)
        .zip(sketches)
        .flat_map(|(at, sketch)| sketch.keys().into_iter().map(move |key| (key, at)))
        .collect();
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        let mut block: Vec<usize> = block.iter().map(|(_, at)| *at as usize).collect();
        if block.len() > WINDOW {
            // Neighbours in this order are the likeliest pairs.
            block.sort_by_cached_key(|at| {
                let sketch = sketches.get(*at);
                sketch.map(|s| {
                    (s.authors.first().cloned(), s.year, s.first_page.clone(), *at)
                })
            });
        }
        for (from, a) in block.iter().enumerate() {
            for b in block.iter().skip(from + 1).take(WINDOW) {
                pairs.push((*a.min(b), *a.max(b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Sketches that new ones are looked up among.
#[derive(Debug, Default)]
pub struct Index {
    by_key: FxHashMap<u64, Vec<u32>>,
    sketches: Vec<Sketch>,
}

impl Index {
    /// Adds an entry; its number counts from 0.
    pub fn add(&mut self, entry: &Entry) -> usize {
        let sketch = Sketch::of(entry);
        let at = self.sketches.len();
        for key in sketch.keys() {
            let block = self.by_key.entry(key).or_default();
            if block.len() < 64 {
                block.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        self.sketches.push(sketch);
        at
    }

    /// The entry added before that is most probably the same work, or else related to it.
    #[must_use]
    pub fn find(&self, entry: &Entry) -> Option<(usize, Verdict)> {
        let sketch = Sketch::of(entry);
        let mut near: Vec<u32> = sketch
            .keys()
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let verdicts = near.into_iter().filter_map(|at| {
            let other = self.sketches.get(at as usize)?;
            Some((at as usize, compare(other, &sketch)))
        });
        verdicts.filter(|(_, verdict)| verdict.relation != Relation::Different).max_by_key(
            |(at, verdict)| (verdict.is_same(), verdict.confidence, usize::MAX - at),
        )
    }
}
