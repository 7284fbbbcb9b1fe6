//! Names that say by their words that the family name leads, or that they are none.

use super::names::{EAST_SET, is_given, is_initials};
use super::tables::names::PARTICLES;

/// Whether a word is a patronymic by its end.
fn is_patronymic(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "ович",
        "евич",
        "йович",
        "овна",
        "евна",
        "ївна",
        "івна",
        "ична",
        "қызы",
        "ұлы",
        "кызы",
        "ovich",
        "evich",
        "ovna",
        "evna",
        "qyzy",
        "kyzy",
        "uly",
        "oğlu",
        "ogly",
        "oglu",
    ];
    let lower = word.trim_end_matches(['.', ',']).to_lowercase();
    let long = |end: &&&str| lower.strip_suffix(**end).is_some_and(|head| head.len() > 3);
    ENDS.iter().any(|end| long(&end))
}

/// Whether a name says by its words that the family name leads: “Сулейменова Айгуль
/// Нурлановна” by the patronymic at its end, “Zhang Wei” by its first.
pub(super) fn family_leads(tokens: &[&str]) -> bool {
    let first = tokens.first().copied().unwrap_or("");
    let last = tokens.last().copied().unwrap_or("");
    let patronymic = tokens.len() == 3 && is_patronymic(last) && !is_initials(first);
    let eastern = tokens.len() == 2
        && EAST_SET.contains(first.to_lowercase().as_str())
        && !EAST_SET.contains(last.to_lowercase().as_str())
        && !is_given(last)
        && !is_given(first)
        && !is_initials(last);
    patronymic || eastern
}

/// “Ткач В. І. Порти України” has gone on into the title.
pub(super) fn gone_on(tokens: &[&str]) -> bool {
    let cyrillic =
        |token: &&str| token.chars().any(|c| ('\u{400}'..'\u{530}').contains(&c));
    let inner = tokens.iter().skip(1).take(tokens.len().saturating_sub(2));
    let initials = inner.filter(|token| is_initials(token));
    let letters: usize =
        initials.map(|token| token.chars().filter(|c| c.is_alphabetic()).count()).sum();
    let given = tokens.first().is_some_and(|first| is_given(first));
    tokens.iter().all(cyrillic) && !given && letters > 0
}

/// Where the family name ends in “van der Hoek J”.
pub(super) fn particles_lead(tokens: &[&str]) -> Option<usize> {
    let small = |token: &&&str| {
        token.starts_with(char::is_lowercase)
            && PARTICLES.contains(&token.to_lowercase().as_str())
    };
    let end = tokens.iter().take_while(small).count() + 1;
    (end > 1
        && end < tokens.len()
        && tokens.iter().skip(end).all(|token| is_initials(token)))
    .then_some(end)
}
