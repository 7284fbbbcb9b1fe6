//! One form for comparing: case, accents, kinds of quotation marks, dashes and spaces do
//! not count. Stored text is never changed by it.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

/// Folds text for comparison: `“Müller’s  Œuvre”` becomes `"muller's oeuvre"`.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(changes) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let decomposed = match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => DecomposingNormalizerBorrowed::new_nfkd().normalize(text),
    };
    let categories = CodePointMapData::<GeneralCategory>::new();
    let mut folded = String::with_capacity(text.len());
    for c in decomposed.chars() {
        match c {
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => match letter(c) {
                Some(plain) => folded.push_str(plain),
                None if is_mark(categories.get(c)) => {}
                None => folded.extend(c.to_lowercase()),
            },
        }
    }
    Cow::Owned(folded)
}

/// The words of a text, folded and one space apart: letters and digits only; apostrophes
/// join, everything else separates.
#[must_use]
pub fn fold_words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            words.push(c);
        } else if c != '\'' && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if words.ends_with(' ') {
        words.pop();
    }
    words
}

/// Whether an ASCII byte is not its own folded form.
fn changes(byte: u8) -> bool {
    byte.is_ascii_uppercase() || (byte.is_ascii_whitespace() && byte != b' ')
}

fn is_mark(category: GeneralCategory) -> bool {
    matches!(category, GeneralCategory::NonspacingMark | GeneralCategory::Format)
}

/// Characters that no decomposition makes plain.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'Ꜳ' | 'ꜳ' => "aa",
        'Ꜵ' | 'ꜵ' => "ao",
        'Ꜷ' | 'ꜷ' => "au",
        'Ꜹ' | 'ꜹ' => "av",
        'Ꜽ' | 'ꜽ' => "ay",
        'Ꝏ' | 'ꝏ' => "oo",
        'ᵫ' => "ue",
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʹ' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_words};

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text}");
    }

    #[test]
    fn accents_and_case_do_not_count() {
        check("Müller", "muller");
        check("Mu\u{308}ller", "muller");
        check("Ærøskøbing", "aeroskobing");
        check("ŁÓDŹ", "lodz");
        check("Straße", "strasse");
        check("Ё", "е");
    }

    #[test]
    fn only_words_are_left() {
        assert_eq!(
            fold_words("  Über “Łódź”: naïve—O'Neill’s  "),
            "uber lodz naive oneills"
        );
        assert_eq!(fold_words("The Steppe: A History."), "the steppe a history");
    }

    #[test]
    fn quotes_dashes_and_spaces_are_of_one_kind() {
        check("Putin’s\u{a0}War — “here”", "putin's war - \"here\"");
        check("a \t b", "a b");
    }
}
