//! Cite keys for entries of sources that have none, unique within the source.

use rustc_hash::FxHashMap;

use crate::model::{CiteKey, Entry, Field, Name};

/// The keys that a source has used so far.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    taken: FxHashMap<String, u32>,
}

impl Keys {
    /// The key the source gives, or one made of family name, year and title; a letter is
    /// added where another entry has it.
    pub(crate) fn key(&mut self, given: &str, entry: &Entry) -> CiteKey {
        let given: String = given
            .trim()
            .chars()
            .map(|c| {
                let barred =
                    c.is_whitespace() || c.is_control() || "{}(),#%\"\\=~'".contains(c);
                if barred { '-' } else { c }
            })
            .collect();
        let base = if given.is_empty() { made(entry) } else { given };
        let key = self.free(base);
        CiteKey::new(&key)
    }

    /// A key, or the key with a letter where it is taken.
    pub(crate) fn free(&mut self, base: String) -> String {
        let mut count = self.taken.get(&base).copied().unwrap_or(0);
        let mut key = base.clone();
        while self.taken.contains_key(&key) {
            count += 1;
            key = format!("{base}{}", letters(count));
        }
        self.taken.insert(base, count);
        self.taken.entry(key.clone()).or_insert(0);
        key
    }
}

/// `b`, `c`, … `z`, `aa`, …: the second entry of a name is its `b`.
fn letters(mut count: u32) -> String {
    let mut out = Vec::new();
    count += 1;
    while count > 0 {
        let digit = (count - 1) % 26;
        out.push(char::from(b'a' + u8::try_from(digit).unwrap_or(0)));
        count = (count - 1) / 26;
    }
    out.iter().rev().collect()
}

fn made(entry: &Entry) -> String {
    let list = [Field::AUTHOR, Field::EDITOR].into_iter().find(|field| entry.has(*field));
    let family = list
        .and_then(|field| entry.names(field)?.first().map(Name::family))
        .unwrap_or_default();
    let year = entry
        .date(Field::ISSUED)
        .and_then(|date| date.start())
        .map(|parts| parts.year.to_string())
        .unwrap_or_default();
    let title = entry.text(Field::TITLE).unwrap_or_default();
    let word = title
        .split(|c: char| !c.is_alphanumeric())
        .map(plain)
        .find(|word| word.len() > 3)
        .unwrap_or_default();
    let family: String = plain(&family).chars().take(24).collect();
    let word: String = word.chars().take(20).collect();
    match format!("{family}{year}{word}") {
        key if key.is_empty() => "entry".to_owned(),
        key => key,
    }
}

/// Lower-case letters and digits without accents; other scripts as they are.
fn plain(text: &str) -> String {
    let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
    let text = decomposed.normalize(text);
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
