//! Looking up commands and characters in the tables.

use std::sync::OnceLock;

use icu_normalizer::properties::{
    CanonicalCompositionBorrowed, CanonicalDecompositionBorrowed, Decomposed,
};
use rustc_hash::FxHashMap;

use super::tables::commands::{ACCENTS, EFFECTS, Effect, MATH_ACCENTS, SIGNS};
use super::tables::symbols::{CYRILLIC, MATH, TEXT};

/// What a command means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// Characters.
    Symbol(&'static str),
    /// An accent on its argument, and itself without one.
    Accent(char, &'static str),
    /// Something with its arguments.
    Effect(Effect),
}

/// The meaning of a command by its name without the backslash.
pub(super) fn command(name: &str) -> Option<Meaning> {
    static INDEX: OnceLock<FxHashMap<&str, Meaning>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let symbols = [MATH, CYRILLIC, TEXT].into_iter().flatten();
        let symbols = symbols.map(|(name, text, _)| (*name, Meaning::Symbol(text)));
        let effects =
            EFFECTS.iter().map(|(name, effect)| (*name, Meaning::Effect(*effect)));
        let accents =
            ACCENTS.iter().map(|(name, mark, own)| (*name, Meaning::Accent(*mark, own)));
        symbols.chain(effects).chain(accents).collect()
    });
    index.get(name).copied()
}

/// The characters of a command that is not a letter: `\&`.
pub(super) fn sign(byte: u8) -> Option<&'static str> {
    SIGNS.iter().find(|(known, _)| *known == byte).map(|(_, text)| *text)
}

/// The combining character of an accent of math mode.
pub(super) fn math_accent(name: &str) -> Option<char> {
    MATH_ACCENTS.iter().find(|(known, _)| *known == name).map(|(_, mark)| *mark)
}

/// The command that is written for a character, and whether it needs math mode.
pub(super) fn command_for(c: char) -> Option<(&'static str, bool)> {
    static INDEX: OnceLock<FxHashMap<char, (&'static str, bool)>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let mut index = FxHashMap::default();
        for (table, math) in [(MATH, true), (CYRILLIC, false), (TEXT, false)] {
            for (name, text, written) in table {
                let mut characters = text.chars();
                if let (true, Some(c), None) =
                    (*written, characters.next(), characters.next())
                {
                    index.insert(c, (*name, math));
                }
            }
        }
        index
    });
    index.get(&c).copied()
}

/// A base with a combining character as one character where there is one.
pub(super) fn compose(base: char, mark: char) -> Option<char> {
    let base = match base {
        'ı' => 'i',
        'ȷ' => 'j',
        base => base,
    };
    CanonicalCompositionBorrowed::new().compose(base, mark)
}

/// The base of a character and the accent command for its last mark.
pub(super) fn decompose(c: char) -> Option<(char, &'static str)> {
    match CanonicalDecompositionBorrowed::new().decompose(c) {
        Decomposed::Expansion(base, mark) => Some((base, accent_for(mark)?)),
        _ => None,
    }
}

/// The accent command of a combining character.
pub(super) fn accent_for(mark: char) -> Option<&'static str> {
    ACCENTS.iter().find(|(_, known, _)| *known == mark).map(|(name, ..)| *name)
}
