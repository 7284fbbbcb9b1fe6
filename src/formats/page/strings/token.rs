//! The words of a reference, with what each looks like.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::tables::months::MONTHS;
use super::super::tables::names::{GIVEN, PARTICLES};
use super::super::tables::venues::{JOURNAL_WORDS, NEWSPAPER_WORDS, PUBLISHER_WORDS};
use super::super::tables::words::{EDITORS, PLACES};

/// More words than this are no reference; the rest is left unread.
pub(super) const MOST: usize = 1000;

/// A word or number with the punctuation around it.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// As printed.
    pub(super) text: &'a str,
    /// Its first byte in the reference.
    pub(super) start: usize,
    /// Lower case, without the punctuation around it; digits as `0`.
    pub(super) word: String,
    /// Capitals, small letters, digits and marks.
    pub(super) shape: String,
    /// The punctuation before it.
    pub(super) lead: &'a str,
    /// The punctuation after it.
    pub(super) trail: &'a str,
    /// What sort of number it is.
    pub(super) number: Number,
    /// Lists of words that it stands in, as bits.
    pub(super) lists: u16,
    /// How it ends.
    pub(super) ending: Ending,
}

/// What sort of number a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// No digit.
    None,
    /// A year, perhaps with a letter.
    Year,
    /// Two numbers and a dash.
    Range,
    /// `12(3)`.
    Issue,
    /// One to three digits.
    Short,
    /// More digits.
    Long,
    /// Letters and digits.
    Mixed,
    /// A Roman numeral.
    Roman,
    /// An address.
    Url,
    /// A DOI.
    Doi,
}

/// How a word ends: what may follow depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a letter or digit.
    Open,
    /// With a comma.
    Comma,
    /// With the full stop of an initial or a short word.
    Initial,
    /// With the full stop of a sentence.
    Stop,
    /// With a semicolon.
    Semicolon,
    /// With a colon.
    Colon,
    /// With a quotation mark, perhaps before or after a comma or full stop.
    Quote,
    /// With a closing parenthesis.
    Paren,
    /// With a closing parenthesis and another mark.
    ParenMark,
    /// With `?` or `!`.
    Question,
    /// With a dash or another mark.
    Other,
}

/// How many endings there are.
pub(super) const ENDINGS: usize = 11;

pub(super) const INITIAL: u16 = 1;
pub(super) const GIVEN_NAME: u16 = 2;
pub(super) const PARTICLE: u16 = 4;
pub(super) const MONTH: u16 = 8;
pub(super) const PLACE: u16 = 16;
pub(super) const EDITOR: u16 = 32;
pub(super) const PUBLISHER: u16 = 64;
pub(super) const JOURNAL: u16 = 128;
pub(super) const CAPS: u16 = 256;

static LISTS: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut lists = FxHashMap::default();
    let mut add = |words: &[&'static str], bit: u16| {
        for word in words {
            *lists.entry(*word).or_insert(0) |= bit;
        }
    };
    add(GIVEN, GIVEN_NAME);
    add(PARTICLES, PARTICLE);
    for (_, names) in MONTHS {
        add(names, MONTH);
    }
    add(PLACES, PLACE);
    add(EDITORS, EDITOR);
    add(PUBLISHER_WORDS, PUBLISHER);
    add(JOURNAL_WORDS, JOURNAL);
    add(NEWSPAPER_WORDS, JOURNAL);
    lists
});

/// The words of a reference.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_whitespace() {
        // `split_whitespace` goes forward only.
        let start = text.get(at..).and_then(|rest| rest.find(piece)).unwrap_or(0) + at;
        at = start + piece.len();
        for part in parts(piece) {
            if let Some(text) = piece.get(part.clone()) {
                found.push(token(text, start + part.start));
            }
            if found.len() >= MOST {
                return found;
            }
        }
    }
    found
}

/// Parts what is glued: `2000;355(9222):2220-1` is year, volume and pages.
fn parts(piece: &str) -> Vec<Range<usize>> {
    let whole = std::iter::once(0..piece.len());
    let glued = |c: char| matches!(c, ',' | ';' | ':');
    if !piece.chars().rev().skip(1).any(glued) || address(piece) {
        return whole.collect();
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = piece.char_indices().collect();
    for triple in chars.windows(3) {
        let [(_, before), (at, mark), (next, after)] = triple else { continue };
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        let part = match mark {
            ',' => after.is_alphanumeric() && !digits,
            ';' => after.is_alphanumeric(),
            ':' => {
                matches!(before, '0'..='9' | ')') && after.is_alphanumeric()
                    || before.is_alphabetic() && after.is_uppercase() && *at > start + 3
            }
            _ => false,
        };
        if part {
            parts.push(start..*next);
            start = *next;
        }
    }
    parts.push(start..piece.len());
    parts
}

/// Whether a word is an address or identifier, in which no mark parts anything.
fn address(piece: &str) -> bool {
    let lower = piece.trim_start_matches(['(', '<', '[']);
    lower.contains("://")
        || lower.starts_with("www.")
        || lower.starts_with("10.")
        || lower.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("doi:"))
}

fn token(text: &str, start: usize) -> Token<'_> {
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    let lead_end = if core.is_empty() { 0 } else { text.find(core).unwrap_or(0) };
    let lead = text.get(..lead_end).unwrap_or("");
    let trail = text.get(lead_end + core.len()..).unwrap_or("");
    let number = number(text, core);
    let word = match number {
        Number::Url => "http".to_owned(),
        _ => core
            .chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c.is_numeric() { '0' } else { c })
            .take(40)
            .collect(),
    };
    let mut lists = LISTS.get(word.as_str()).copied().unwrap_or(0);
    let letters = core.chars().filter(|c| c.is_alphabetic()).count();
    let upper = core.chars().filter(|c| c.is_uppercase()).count();
    let initial = letters > 0 && letters == upper && letters <= 3 && number == Number::None
        || core.contains('.') && letters <= 4 && upper > 0;
    if initial {
        lists |= INITIAL;
    }
    if letters > 3 && letters == upper {
        lists |= CAPS;
    }
    let ending = ending(core, trail, letters);
    let shape = shape(text);
    Token { text, start, word, shape, lead, trail, number, lists, ending }
}

fn number(text: &str, core: &str) -> Number {
    if text.contains("://") || text.starts_with("www.") || text.contains("http:") {
        return if text.contains("doi.org") { Number::Doi } else { Number::Url };
    }
    if core.starts_with("10.") && core.contains('/') {
        return Number::Doi;
    }
    let digits = core.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        let roman = !core.is_empty()
            && core.len() <= 7
            && core.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'));
        return if roman { Number::Roman } else { Number::None };
    }
    let bare = core.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if digits == 4 && bare.len() == 4 && core.len() <= 5 {
        let year = bare.parse::<u16>().unwrap_or(0);
        return if (1400..2100).contains(&year) { Number::Year } else { Number::Long };
    }
    let only =
        |marks: &[char]| core.chars().all(|c| c.is_ascii_digit() || marks.contains(&c));
    if only(&[]) {
        return if digits < 4 { Number::Short } else { Number::Long };
    }
    if only(&['-', '–', '—', '‐', '‑', '−']) {
        return Number::Range;
    }
    if only(&['(', ')', '/', '-', '–', '.']) && core.contains(['(', '/']) {
        return Number::Issue;
    }
    Number::Mixed
}

fn ending(core: &str, trail: &str, letters: usize) -> Ending {
    let Some(last) = trail.chars().next_back() else { return Ending::Open };
    if trail.contains(['”', '"', '»', '’', '“', '\'']) {
        return Ending::Quote;
    }
    if trail.contains([')', ']']) {
        return if matches!(last, ')' | ']') { Ending::Paren } else { Ending::ParenMark };
    }
    match last {
        ',' => Ending::Comma,
        ';' => Ending::Semicolon,
        ':' => Ending::Colon,
        '?' | '!' => Ending::Question,
        '.' => {
            let short = letters == core.chars().count() && letters <= 2;
            if short || core.contains('.') { Ending::Initial } else { Ending::Stop }
        }
        _ => Ending::Other,
    }
}

/// `Xx,` for a capitalised word and a comma; runs count once, digits up to four.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    let mut last = ' ';
    let mut run = 0;
    for c in text.chars().take(40) {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            '“' | '”' | '«' | '»' | '„' => '"',
            '’' | '‘' => '\'',
            c => c,
        };
        run = if class == last { run + 1 } else { 1 };
        let most = match class {
            '0' => 4,
            'X' => 2,
            _ => 1,
        };
        if run <= most {
            shape.push(class);
        }
        last = class;
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn glued_parts_come_apart() {
        assert_eq!(
            texts("Lancet 2000;355(9222):2220-1."),
            ["Lancet", "2000;", "355(9222):", "2220-1."]
        );
        assert_eq!(texts("Paris,Gallimard,1983"), ["Paris,", "Gallimard,", "1983"]);
        assert_eq!(texts("1,200 doi:10.1000/a,b;c"), ["1,200", "doi:10.1000/a,b;c"]);
        assert_eq!(texts("Re:thinking"), ["Re:thinking"]);
    }

    #[test]
    fn numbers_and_endings() {
        let all = tokens("1998a. (12) 12(3): 34–56, A65 XIV J. end. “Q”, 10.1000/x");
        let sorts: Vec<Number> = all.iter().map(|token| token.number).collect();
        use Number::{Doi, Issue, Mixed, None, Range, Roman, Short, Year};
        assert_eq!(sorts, [Year, Short, Issue, Range, Mixed, Roman, None, None, None, Doi]);
        assert_eq!(all.get(6).map(|token| token.ending), Some(Ending::Initial));
        assert_eq!(all.get(7).map(|token| token.ending), Some(Ending::Stop));
        assert_eq!(all.get(8).map(|token| token.ending), Some(Ending::Quote));
    }
}
