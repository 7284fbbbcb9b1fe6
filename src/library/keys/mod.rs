//! Cite keys for new entries, made by a pattern. `docs/keys.md` is its manual.
//!
//! A key that is taken gets a suffix that depends on the work alone, so that two machines
//! that import the same works in another order agree on it. A key once issued stays.

mod marker;
mod pattern;
mod people;
#[cfg(test)]
mod tests;
mod words;

pub use pattern::{Pattern, PatternError};

use std::collections::{HashMap, HashSet};

use crate::model::{CiteKey, Entry, Field};
use crate::text::fold;

/// Gives each entry a key by the pattern; those that would share one get a suffix each.
///
/// `taken` are the keys that others have.
#[must_use]
pub fn assign(
    entries: &[&Entry],
    pattern: &Pattern,
    taken: &HashSet<&str>,
) -> Vec<CiteKey> {
    let bases: Vec<String> = entries.iter().map(|entry| base(entry, pattern)).collect();
    let mut counts = HashMap::new();
    for base in &bases {
        *counts.entry(base.to_lowercase()).or_insert(0usize) += 1;
    }
    let lower: HashSet<String> = taken.iter().map(|key| key.to_lowercase()).collect();
    let mut issued: HashSet<String> = HashSet::new();
    let mut copies = HashMap::new();
    let keys = entries.iter().zip(&bases).map(|(entry, base)| {
        let alone = counts.get(&base.to_lowercase()) == Some(&1);
        let free = |key: &str, issued: &HashSet<String>| {
            !lower.contains(&key.to_lowercase()) && !issued.contains(&key.to_lowercase())
        };
        let key = if alone && free(base, &issued) {
            base.clone()
        } else {
            suffixed(base, entry, &mut copies, |key| free(key, &issued))
        };
        issued.insert(key.to_lowercase());
        CiteKey::new(&key)
    });
    keys.collect()
}

/// Whether a reader made a key up because its source has none: `row2`, `import-3`.
#[must_use]
pub fn is_placeholder(key: &CiteKey) -> bool {
    let name = key.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
    let made_up = ["row", "ref", "ref-", "item", "entry", "entry-", "import-"];
    key.as_str().is_empty() || (name != key.as_str() && made_up.contains(&name))
}

/// Gives keys by the pattern to the entries whose reader made theirs up.
pub fn replace_placeholders(entries: &mut [Entry], pattern: &Pattern) {
    let (strangers, others): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| is_placeholder(entry.key()));
    if strangers.is_empty() {
        return;
    }
    let taken = others.iter().map(|entry| entry.key().as_str()).collect();
    let mut keys = assign(&strangers, pattern, &taken).into_iter();
    for entry in entries.iter_mut().filter(|entry| is_placeholder(entry.key())) {
        if let Some(key) = keys.next() {
            entry.set_key(key);
        }
    }
}

/// A key near the one an entry has, for an entry whose key another work has.
#[must_use]
pub fn beside(entry: &Entry, taken: &HashSet<&str>) -> CiteKey {
    CiteKey::new(&suffixed(entry.key().as_str(), entry, &mut HashMap::new(), |key| {
        !taken.contains(key)
    }))
}

/// The key that the pattern makes, never empty, whoever else has it.
#[must_use]
pub fn base(entry: &Entry, pattern: &Pattern) -> String {
    let key = words::key_characters(&pattern.expand(entry));
    if key.is_empty() { entry.kind().name().to_owned() } else { key }
}

/// The key with letters that depend on the work; more of them until it is free. `copies` are
/// the numbers that works which are the same in all have got so far.
fn suffixed(
    base: &str,
    entry: &Entry,
    copies: &mut HashMap<String, u32>,
    free: impl Fn(&str) -> bool,
) -> String {
    let letters = letters(entry);
    let mut key = String::new();
    for length in 3..=letters.len() {
        key = format!("{base}-{}", letters.get(..length).unwrap_or(&letters));
        if free(&key) {
            return key;
        }
    }
    // The same work under the same key a second time: it has been said that it is another.
    let number = copies.entry(key.clone()).or_insert(1);
    loop {
        *number += 1;
        let numbered = format!("{key}-{number}");
        if free(&numbered) {
            return numbered;
        }
    }
}

/// Twelve letters that stand for the work: its identifier, else title, people and date.
fn letters(entry: &Entry) -> String {
    let text = |field| entry.text(field).unwrap_or_default();
    let identity = match entry.text(Field::DOI) {
        Some(doi) => doi.to_lowercase(),
        None => {
            let parts =
                [Field::TITLE, Field::AUTHOR, Field::ISSUED, Field::CONTAINER_TITLE]
                    .map(text);
            fold(&parts.join("\u{1f}")).into_owned()
        }
    };
    // FNV-1a of 64 bits: the same on all machines and in all versions.
    let mut hash = identity.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // Without vowels the letters spell no words.
    const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";
    (0..12)
        .map(|_| {
            let at = usize::try_from(hash % 20).unwrap_or(0);
            hash /= 20;
            LETTERS.get(at).copied().map_or('b', char::from)
        })
        .collect()
}
