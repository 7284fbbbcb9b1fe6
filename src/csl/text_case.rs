//! Text case (CSL 1.0.2, “Text-case”), on text with the tags of CSL-JSON.
//!
//! Parts in `nocase` spans, small capitals, superscripts and subscripts keep their case.
//! A text is cut at punctuation, quotation marks and tags, then at spaces.

mod ascii;

use icu_casemap::CaseMapper;
use icu_locale_core::LanguageIdentifier;

use crate::csl::style::element::TextCase;

/// Changes the case of characters by the rules of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Casing {
    /// Languages with rules of their own: Turkish, Lithuanian, Greek, Armenian.
    special: Option<LanguageIdentifier>,
}

impl Casing {
    /// The casing of an entry in a language; without one it is that of the style.
    pub(crate) fn of_entry(language: Option<&str>, style: &Self) -> Self {
        match language.filter(|language| !language.is_empty()) {
            Some(language) => Self::new(language),
            None => style.clone(),
        }
    }

    /// The casing of a language tag.
    pub(crate) fn new(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or("");
        let special = matches!(language, "tr" | "az" | "lt" | "el" | "hy" | "nl");
        Self { special: special.then(|| language.parse().ok()).flatten() }
    }

    fn lower(&self, text: &str) -> String {
        match &self.special {
            Some(language) => {
                CaseMapper::new().lowercase_to_string(text, language).into_owned()
            }
            None => text.to_lowercase(),
        }
    }

    fn upper(&self, text: &str) -> String {
        match &self.special {
            Some(language) => {
                CaseMapper::new().uppercase_to_string(text, language).into_owned()
            }
            None => text.to_uppercase(),
        }
    }

    /// Whether a word has no upper-case letter.
    fn is_lower(&self, word: &str) -> bool {
        if word.is_ascii() {
            return !word.bytes().any(|byte| byte.is_ascii_uppercase());
        }
        self.lower(word) == word
    }

    /// The word with its first character in upper case.
    fn capital(&self, word: &str) -> String {
        let start = word.len() - word.trim_start().len();
        let (space, word) = word.split_at(start);
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return space.to_owned() };
        let rest = chars.as_str();
        // A Greek letter alone is a symbol.
        if rest.is_empty() && matches!(first, '\u{370}'..='\u{3ff}') {
            return format!("{space}{word}");
        }
        let mut buffer = [0; 4];
        format!("{space}{}{rest}", self.upper(first.encode_utf8(&mut buffer)))
    }
}

/// Words that stay in lower case inside a title.
const SKIPPED: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "anenst",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
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
    "c",
    "ca",
    "circa",
    "d'",
    "de",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "so",
    "than",
    "the",
    "through",
    "throughout",
    "thruout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "v.",
    "van",
    "versus",
    "via",
    "vis-à-vis",
    "von",
    "vs",
    "vs.",
    "with",
    "within",
    "without",
    "yet",
];

fn is_skipped(word: &str) -> bool {
    SKIPPED.binary_search(&word).is_ok()
}

/// Whether a word is one that labels and titles leave out.
pub(crate) fn is_small_word(word: &str) -> bool {
    is_skipped(word)
}

/// Changes the case of a text.
pub(crate) fn apply(text: &str, case: TextCase, casing: &Casing) -> String {
    match case {
        TextCase::AsIs => text.to_owned(),
        TextCase::Lowercase => plain(text, |part| casing.lower(part)),
        TextCase::Uppercase => plain(text, |part| casing.upper(part)),
        _ if casing.special.is_none() && ascii::is_simple(text) => ascii::apply(text, case),
        _ => Caser::new(text, case, casing).run(),
    }
}

/// A tag or mark, and the characters after it.
struct Part<'a> {
    tag: &'a str,
    text: String,
}

const MARKS: &[&str] = &["‘", "’", "“", "”", " \"", " '", "\"", "'"];

/// The tag at the beginning of a text.
fn tag_at(rest: &str) -> Option<&str> {
    let first = *rest.as_bytes().first()?;
    match first {
        b'<' => {
            if rest.starts_with("</span>") {
                return rest.get(..7);
            }
            let end = rest.find('>')? + 1;
            let tag = rest.get(..end)?;
            let known = matches!(
                tag,
                "<i>"
                    | "</i>"
                    | "<b>"
                    | "</b>"
                    | "<sc>"
                    | "</sc>"
                    | "<sub>"
                    | "</sub>"
                    | "<sup>"
                    | "</sup>"
            );
            let inner: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
            let span = inner.starts_with("<spanclass=\"no")
                || inner.starts_with("<spanstyle=\"font-variant:small-caps");
            (known || span).then_some(tag)
        }
        b'-' | b'/' | b'.' | b',' | b';' | b'?' | b'!' | b':' | b'[' | b']' | b'('
        | b')' => rest.get(..1),
        b' ' | b'"' | b'\'' | 0xe2 => {
            if rest.starts_with(['–', '—']) {
                return rest.get(..3);
            }
            MARKS
                .iter()
                .find(|mark| rest.starts_with(**mark))
                .and_then(|mark| rest.get(..mark.len()))
        }
        _ => None,
    }
}

/// Cuts a text at its tags and marks; an apostrophe before letters goes with them.
fn cut(text: &str) -> Vec<Part<'_>> {
    let mut parts = vec![Part { tag: "", text: String::new() }];
    let mut start = 0;
    let mut at = 0;
    let finish = |parts: &mut Vec<Part<'_>>, start: usize, end: usize| {
        if let Some(part) = parts.last_mut() {
            let text: &str = &text[start..end];
            part.text.push_str(text);
        }
    };
    while at < text.len() {
        let rest = text.get(at..).unwrap_or("");
        let Some(tag) = tag_at(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        finish(&mut parts, start, at);
        at += tag.len();
        let goes_on =
            text.get(at..).is_some_and(|rest| !rest.is_empty() && tag_at(rest).is_none());
        if tag == "'" && goes_on {
            parts.push(Part { tag: "", text: "'".to_owned() });
        } else {
            parts.push(Part { tag, text: String::new() });
        }
        start = at;
    }
    finish(&mut parts, start, text.len());
    parts
}

/// Lower or upper case for all but protected parts.
fn plain(text: &str, change: impl Fn(&str) -> String) -> String {
    if !text.contains('<') {
        return change(text);
    }
    let mut parts = cut(text);
    let mut protected: Vec<&str> = Vec::new();
    for part in &mut parts {
        protect(&mut protected, part.tag);
        if protected.is_empty() {
            part.text = change(&part.text);
        }
    }
    parts.iter().flat_map(|part| [part.tag, part.text.as_str()]).collect()
}

/// Follows the tags that protect what is inside them.
fn protect<'a>(open: &mut Vec<&'a str>, tag: &'a str) {
    let inner_span = tag.starts_with("<span");
    match tag {
        "<sc>" => open.push("</sc>"),
        "<sub>" => open.push("</sub>"),
        "<sup>" => open.push("</sup>"),
        _ if inner_span => open.push("</span>"),
        _ if open.last() == Some(&tag) => {
            open.pop();
        }
        _ => {}
    }
}

struct Caser<'a> {
    parts: Vec<Part<'a>>,
    originals: Vec<String>,
    case: TextCase,
    casing: &'a Casing,
    is_first: bool,
    after_mark: bool,
    /// The part and the byte where the last word begins.
    last_word: Option<(usize, usize)>,
    /// Open quotation marks: the opener that nests, the closer, and the part.
    quotes: Vec<(&'static str, &'static str, Option<usize>)>,
}

const SPACES: &[char] = &[
    ' ', '\u{a0}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}',
    '\u{2006}', '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{200b}', '\u{205f}',
    '\u{3000}',
];

impl<'a> Caser<'a> {
    fn new(text: &'a str, case: TextCase, casing: &'a Casing) -> Self {
        let parts = cut(text);
        let originals = parts.iter().map(|part| part.text.clone()).collect();
        let is_first = case != TextCase::CapitalizeAll;
        Self {
            parts,
            originals,
            case,
            casing,
            is_first,
            after_mark: false,
            last_word: None,
            quotes: Vec::new(),
        }
    }

    fn run(mut self) -> String {
        let mut protected: Vec<&str> = Vec::new();
        for at in 0..self.parts.len() {
            let Some(part) = self.parts.get(at) else { continue };
            let tag = part.tag;
            let blank = part.text.trim().is_empty();
            if at > 0 {
                protect(&mut protected, tag);
                if self.case == TextCase::Title && tag.ends_with(['!', '?', ':']) {
                    self.after_mark = true;
                }
            }
            if protected.is_empty() {
                if at > 0 || !blank {
                    self.words(at);
                }
            } else if !blank {
                self.last_word = None;
            }
            if at > 0 {
                self.quote(tag, at);
            }
            if !blank {
                if at > 0 || self.case == TextCase::CapitalizeFirst {
                    self.is_first = false;
                }
                self.after_mark = false;
            }
        }
        let unpaired: Vec<usize> = self.quotes.iter().filter_map(|quote| quote.2).collect();
        for at in unpaired {
            self.restore(at);
        }
        self.capitalize_last_word();
        self.parts.iter().flat_map(|part| [part.tag, part.text.as_str()]).collect()
    }

    /// Puts the first character of a part back to what it was: an unpaired quotation mark
    /// before it is an apostrophe.
    fn restore(&mut self, at: usize) {
        let original = self.originals.get(at).and_then(|text| text.chars().next());
        let Some(part) = self.parts.get_mut(at) else { return };
        let Some(original) = original else { return };
        let Some(first) = part.text.chars().next() else { return };
        if first != original {
            // The upper case of a character may be several.
            let changed = part.text.len().saturating_sub(
                self.originals.get(at).map_or(0, |text| text.len() - original.len_utf8()),
            );
            part.text.replace_range(
                ..changed.max(first.len_utf8()).min(part.text.len()),
                original.encode_utf8(&mut [0; 4]),
            );
        }
    }

    fn quote(&mut self, tag: &str, at: usize) {
        let pair: Option<(&'static str, &'static str)> = match tag {
            " \"" => Some((" '", "\"")),
            " '" => Some((" \"", "'")),
            "‘" => Some(("‘", "’")),
            "“" => Some(("“", "”")),
            "’" | "”" | "\"" | "'" => None,
            _ => return,
        };
        let unmatched = match pair {
            Some((nests, closer)) => {
                let fits = self.quotes.last().is_none_or(|top| top.0 == tag);
                let before = if fits { None } else { self.quotes.pop().map(|top| top.2) };
                self.quotes.push((nests, closer, fits.then_some(at)));
                before.flatten()
            }
            None if self.quotes.last().is_some_and(|top| top.1 == tag) => {
                self.quotes.pop();
                None
            }
            None => Some(at),
        };
        if let Some(at) = unmatched {
            self.restore(at);
            self.last_word = None;
        }
    }

    fn words(&mut self, at: usize) {
        let Some(part) = self.parts.get(at) else { return };
        let text = part.text.clone();
        if text.is_empty() || self.case == TextCase::Title && text.trim().is_empty() {
            return;
        }
        let followed_by_hyphen =
            at == 0 && self.parts.get(1).is_some_and(|next| next.tag == "-");
        let mut out = String::with_capacity(text.len() + 4);
        let mut rest = text.as_str();
        loop {
            let end = rest.find(SPACES).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if !word.is_empty() {
                let last = after.is_empty();
                if self.case == TextCase::Title {
                    self.last_word = Some((at, out.len()));
                }
                self.word(word, last && followed_by_hyphen, &mut out);
            }
            let space = after.len() - after.trim_start_matches(SPACES).len();
            let (space, next) = after.split_at(space);
            out.push_str(space);
            rest = next;
            if rest.is_empty() {
                break;
            }
        }
        if let Some(part) = self.parts.get_mut(at) {
            part.text = out;
        }
    }

    fn word(&mut self, word: &str, before_hyphen: bool, out: &mut String) {
        let casing = self.casing;
        match self.case {
            TextCase::Sentence => {
                if self.is_first {
                    out.push_str(&casing.capital(word));
                } else {
                    out.push_str(&casing.lower(word));
                }
                self.is_first = false;
            }
            TextCase::CapitalizeFirst => {
                if self.is_first && casing.is_lower(word) {
                    out.push_str(&casing.capital(word));
                } else {
                    out.push_str(word);
                }
                self.is_first = false;
            }
            TextCase::CapitalizeAll => {
                let lower = casing.is_lower(word);
                out.push_str(&if lower { casing.capital(word) } else { word.to_owned() });
            }
            _ => {
                let lower = casing.is_lower(word);
                let several = word.chars().nth(1).is_some();
                let capital = several && lower && !is_skipped(word)
                    || before_hyphen
                    || self.is_first
                    || self.after_mark;
                out.push_str(&if capital && lower {
                    casing.capital(word)
                } else {
                    word.to_owned()
                });
                self.after_mark = false;
                self.is_first = false;
            }
        }
    }

    fn capitalize_last_word(&mut self) {
        let Some((at, start)) = self.last_word else { return };
        let casing = self.casing;
        let Some(part) = self.parts.get_mut(at) else { return };
        let Some(rest) = part.text.get(start..) else { return };
        let word = rest.split(SPACES).next().unwrap_or("");
        if word.chars().nth(1).is_some() && is_skipped(&casing.lower(word)) {
            let capital = casing.capital(word);
            let end = start + word.len();
            part.text.replace_range(start..end, &capital);
        }
    }
}
