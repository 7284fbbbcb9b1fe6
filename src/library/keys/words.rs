//! Words of titles and names, as keys need them.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Words that a title key passes over: articles, prepositions and conjunctions of the
/// languages that JabRef's list has.
const PASSED_OVER: &[&str] = &[
    "a",
    "ab",
    "about",
    "above",
    "across",
    "after",
    "against",
    "al",
    "along",
    "amid",
    "among",
    "an",
    "and",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "d",
    "da",
    "das",
    "de",
    "dei",
    "del",
    "dell",
    "della",
    "delle",
    "dello",
    "dem",
    "den",
    "der",
    "des",
    "despite",
    "die",
    "do",
    "down",
    "du",
    "during",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "eines",
    "el",
    "en",
    "et",
    "except",
    "for",
    "from",
    "gli",
    "i",
    "il",
    "in",
    "inside",
    "into",
    "is",
    "l",
    "la",
    "las",
    "le",
    "les",
    "like",
    "lo",
    "los",
    "near",
    "nor",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "over",
    "past",
    "per",
    "plus",
    "round",
    "since",
    "so",
    "some",
    "sur",
    "te",
    "than",
    "the",
    "through",
    "to",
    "toward",
    "towards",
    "un",
    "una",
    "unas",
    "und",
    "under",
    "underneath",
    "une",
    "unlike",
    "uno",
    "unos",
    "until",
    "up",
    "upon",
    "versus",
    "via",
    "von",
    "while",
    "with",
    "within",
    "without",
    "yet",
    "zu",
    "zum",
    "zur",
];

/// The words of a title, letters and digits only: `U.S.` is `US`, `Putin’s` is `Putins`.
pub(super) fn words(title: &str) -> Vec<String> {
    title
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | ':' | '…')
        })
        // A command that nobody knows says nothing.
        .filter(|word| !word.starts_with('\\'))
        .map(letters)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Those that say something.
pub(super) fn significant(title: &str, also_passed: &[String]) -> Vec<String> {
    let all = words(title);
    let says = |word: &&String| {
        let lower = word.to_lowercase();
        !PASSED_OVER.contains(&lower.as_str())
            && !also_passed.iter().any(|passed| passed.to_lowercase() == lower)
    };
    let found: Vec<String> = all.iter().filter(says).cloned().collect();
    if found.is_empty() { all } else { found }
}

/// A text without accents and without what a key cannot hold.
pub(super) fn letters(text: &str) -> String {
    plain(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What may stand in a key of BibTeX, BibLaTeX and all that reads them.
pub(super) fn key_characters(text: &str) -> String {
    plain(text)
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+' | '/'))
        .collect()
}

/// Latin letters without their accents, case kept; other scripts as they are.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut latin = true;
    for c in DecomposingNormalizerBorrowed::new_nfd().normalize(text).chars() {
        let mark = ('\u{300}'..='\u{36f}').contains(&c);
        if mark && latin {
            continue;
        }
        latin = mark && latin || c.is_ascii_alphabetic() || !c.is_alphabetic();
        match c {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'Æ' => plain.push_str("Ae"),
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("Oe"),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'đ' | 'ð' => plain.push('d'),
            'Đ' | 'Ð' => plain.push('D'),
            'ı' => plain.push('i'),
            'þ' => plain.push_str("th"),
            'Þ' => plain.push_str("Th"),
            c => plain.push(c),
        }
    }
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&plain).into_owned()
}

/// The first letter large, the rest as it is.
pub(super) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
