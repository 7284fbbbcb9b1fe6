//! Patterns: JabRef's `[auth:lower]_[year]`, and the sums of Better BibTeX,
//! `auth.lower + shorttitle(3,3) + year`.

use crate::library::keys::marker;
use crate::library::keys::words::{capitalized, letters};
use crate::model::{Entry, Field};
use crate::text::{Span, nearest};

/// How keys are made.
#[derive(Clone, Debug)]
pub struct Pattern {
    parts: Vec<Part>,
    /// Words that `titleword` and its like pass over, besides the usual ones.
    skip: Vec<String>,
}

#[derive(Clone, Debug)]
enum Part {
    Literal(String),
    Marker { name: String, numbers: Vec<usize>, modifiers: Vec<Modifier> },
}

#[derive(Clone, Debug)]
enum Modifier {
    Lower,
    Upper,
    Capitalize,
    /// The first letters of the words.
    Abbreviate,
    /// At most so many characters.
    Truncate(usize),
    /// Letters and digits only.
    Clean,
    /// What stands there if there is nothing else: a pattern.
    Otherwise(Vec<Part>),
    /// The text as another title marker shows it.
    Title(&'static str),
}

/// A pattern that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Lower case, no full stop.
    pub message: String,
    /// Where in the pattern.
    pub span: Span,
    /// What could be meant.
    pub help: Option<String>,
}

/// Fallbacks nest, and each level costs stack.
const LONGEST: usize = 2000;

/// The markers by name, for “did you mean”.
const MARKERS: &[&str] = &[
    "auth",
    "authors",
    "authorLast",
    "authEtAl",
    "auth.etal",
    "auth.auth.ea",
    "authshort",
    "authorsAlpha",
    "authorsAlphaLNI",
    "authIni",
    "authorIni",
    "authForeIni",
    "edtr",
    "editors",
    "title",
    "fulltitle",
    "shorttitle",
    "veryshorttitle",
    "titleword",
    "camel",
    "shorttitleINI",
    "year",
    "shortyear",
    "month",
    "day",
    "date",
    "firstpage",
    "lastpage",
    "keyword",
    "entrytype",
    "journal",
];

/// The modifiers by name.
const MODIFIERS: &[&str] = &["lower", "upper", "capitalize", "abbr", "truncate", "clean"];

impl Pattern {
    /// Reads a pattern; `skip` are more words that title markers pass over.
    ///
    /// # Errors
    /// If it cannot be read, with the place.
    pub fn parse(pattern: &str, skip: &[String]) -> Result<Self, PatternError> {
        if pattern.len() > LONGEST {
            return Err(error("a pattern this long cannot be meant", pattern, pattern));
        }
        let parts =
            if pattern.contains('[') { brackets(pattern, pattern) } else { sum(pattern) }?;
        if !parts.iter().any(|part| matches!(part, Part::Marker { .. })) {
            return Err(error(
                "a pattern without any marker makes all keys alike",
                pattern,
                pattern,
            ));
        }
        Ok(Self { parts, skip: skip.to_vec() })
    }

    /// The text for an entry, before what a key cannot hold is taken out.
    pub(super) fn expand(&self, entry: &Entry) -> String {
        self.parts.iter().map(|part| self.part(part, entry)).collect()
    }

    fn part(&self, part: &Part, entry: &Entry) -> String {
        let (name, numbers, modifiers) = match part {
            Part::Literal(text) => return text.clone(),
            Part::Marker { name, numbers, modifiers } => (name, numbers, modifiers),
        };
        let text = match (name.as_str(), modifiers.first()) {
            ("title", Some(Modifier::Title(_))) => {
                entry.text(Field::TITLE).unwrap_or_default().into_owned()
            }
            _ => marker::text(name, numbers, &self.skip, entry).unwrap_or_default(),
        };
        modifiers.iter().fold(text, |text, modifier| match modifier {
            Modifier::Otherwise(parts) if text.is_empty() => {
                parts.iter().map(|part| self.part(part, entry)).collect()
            }
            Modifier::Title(marker) => marker::title(marker, &[], &self.skip, &text),
            modifier => apply(modifier, text),
        })
    }
}

fn apply(modifier: &Modifier, text: String) -> String {
    match modifier {
        Modifier::Lower => text.to_lowercase(),
        Modifier::Upper => text.to_uppercase(),
        Modifier::Capitalize => capitalized(&text),
        Modifier::Abbreviate => {
            text.split_whitespace().filter_map(|word| word.chars().next()).collect()
        }
        Modifier::Truncate(length) => text.chars().take(*length).collect(),
        Modifier::Clean => letters(&text),
        Modifier::Otherwise(_) | Modifier::Title(_) => text,
    }
}

fn error(message: impl Into<String>, place: &str, pattern: &str) -> PatternError {
    // `place` is a part of `pattern`, so that its address says where.
    let start = (place.as_ptr() as usize).saturating_sub(pattern.as_ptr() as usize);
    let span = Span::new(start, start + place.len());
    PatternError { message: message.into(), span, help: None }
}

/// `[auth:lower][year]_x`
fn brackets(inside: &str, pattern: &str) -> Result<Vec<Part>, PatternError> {
    let mut parts = Vec::new();
    let mut rest = inside;
    while let Some(open) = rest.find('[') {
        let (literal, marked) = rest.split_at(open);
        if !literal.is_empty() {
            parts.push(Part::Literal(literal.to_owned()));
        }
        let inner = marked.get(1..).unwrap_or("");
        let close = bracket_end(inner)
            .ok_or_else(|| error("this `[` is never closed", marked, pattern))?;
        let (inside, after) = inner.split_at(close);
        parts.push(bracket(inside, pattern)?);
        rest = after.get(1..).unwrap_or("");
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(rest.to_owned()));
    }
    Ok(parts)
}

/// Where a marker ends whose fallback may hold markers.
fn bracket_end(inner: &str) -> Option<usize> {
    let mut depth = 0u32;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn bracket(inside: &str, pattern: &str) -> Result<Part, PatternError> {
    let (inside, fallback) = match inside.split_once(":(") {
        Some((before, rest)) => match rest.strip_suffix(')') {
            Some(fallback) => (before, Some(fallback)),
            None => return Err(error("this `(` is never closed", rest, pattern)),
        },
        None => (inside, None),
    };
    let mut pieces = inside.split(':');
    let name = pieces.next().unwrap_or("");
    let mut modifiers =
        pieces.map(|piece| modifier(piece, &[], pattern)).collect::<Result<Vec<_>, _>>()?;
    if let Some(fallback) = fallback {
        modifiers.push(Modifier::Otherwise(brackets(fallback, pattern)?));
    }
    marker_part(name, Vec::new(), modifiers, pattern)
}

/// `auth.lower + "_" + shorttitle(3, 3) + year`
fn sum(pattern: &str) -> Result<Vec<Part>, PatternError> {
    let mut parts = Vec::new();
    for term in pattern.split('+') {
        let term = term.trim();
        let quoted = ['\'', '"']
            .into_iter()
            .find_map(|quote| term.strip_prefix(quote)?.strip_suffix(quote));
        if let Some(literal) = quoted {
            parts.push(Part::Literal(literal.to_owned()));
        } else {
            parts.push(formula(term, pattern)?);
        }
    }
    Ok(parts)
}

/// `auth(3).lower`
fn formula(term: &str, pattern: &str) -> Result<Part, PatternError> {
    let mut calls = term.split('.').map(|call| {
        let (name, rest) = call.split_once('(').unwrap_or((call, ""));
        let numbers: Vec<usize> = rest
            .trim_end_matches(')')
            .split(',')
            .filter_map(|number| number.trim().trim_start_matches("n=").parse().ok())
            .collect();
        (name.trim(), numbers)
    });
    let (name, numbers) = calls.next().unwrap_or(("", Vec::new()));
    let modifiers = calls
        .map(|(name, numbers)| modifier(name, &numbers, pattern))
        .collect::<Result<_, _>>()?;
    marker_part(name, numbers, modifiers, pattern)
}

/// A marker with the numbers in its name: `auth3_1`, `authors2`.
fn marker_part(
    name: &str,
    mut numbers: Vec<usize>,
    modifiers: Vec<Modifier>,
    pattern: &str,
) -> Result<Part, PatternError> {
    if name.is_empty() {
        return Err(error("a marker is missing here", name, pattern));
    }
    let mut bare = name;
    if !marker::exists(name) {
        bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        let digits = name.get(bare.len()..).unwrap_or("");
        numbers = digits.split('_').filter_map(|number| number.parse().ok()).collect();
    }
    if !marker::exists(bare) {
        let help = nearest(name, MARKERS.iter().copied());
        return Err(PatternError {
            help: help.map(|near| format!("did you mean `{near}`?")),
            ..error(format!("there is no marker `{name}`"), name, pattern)
        });
    }
    Ok(Part::Marker { name: bare.to_owned(), numbers, modifiers })
}

fn modifier(
    piece: &str,
    numbers: &[usize],
    pattern: &str,
) -> Result<Modifier, PatternError> {
    let name = piece.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = piece.get(name.len()..).and_then(|digits| digits.parse().ok());
    let number = number.or(numbers.last().copied());
    Ok(match name {
        "lower" | "lower_case" => Modifier::Lower,
        "upper" | "upper_case" => Modifier::Upper,
        "capitalize" | "titlecase" | "title_case" => Modifier::Capitalize,
        "camel" => Modifier::Title("camel"),
        "shorttitle" => Modifier::Title("shorttitle"),
        "veryshorttitle" => Modifier::Title("veryshorttitle"),
        "abbr" => Modifier::Abbreviate,
        "truncate" | "substring" | "select" => {
            Modifier::Truncate(number.unwrap_or(usize::MAX))
        }
        "clean" | "ascii" | "alphanum" | "nopunct" | "transliterate" => Modifier::Clean,
        _ => {
            let help = nearest(name, MODIFIERS.iter().copied());
            return Err(PatternError {
                help: help.map(|near| format!("did you mean `{near}`?")),
                ..error(format!("there is no modifier `{piece}`"), piece, pattern)
            });
        }
    })
}
