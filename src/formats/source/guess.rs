//! Finding the encoding of bytes: mark, declaration, UTF-8, else what reads best.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_2022_JP, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252,
};

use super::decode::Charset;
use crate::diag::Diagnostic;
use crate::diag::catalogue::syntax;

/// The encoding of bytes.
pub(super) struct Found {
    pub(super) charset: Charset,
    /// How long the byte order mark is.
    pub(super) mark: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Finds the encoding.
pub(super) fn charset(bytes: &[u8]) -> Found {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return marked(bytes, encoding, mark);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let message = format!("the text is {} without a byte order mark", encoding.name());
        return found(encoding, 0, vec![Diagnostic::new(&syntax::NOT_UTF8, message)]);
    }
    if super::marc8::is_escaped(bytes) {
        return catalogue(0);
    }
    if iso_2022_jp(bytes) {
        let message = format!("the text is {}", ISO_2022_JP.name());
        return found(ISO_2022_JP, 0, vec![Diagnostic::new(&syntax::NOT_UTF8, message)]);
    }
    let declared = declared(bytes).or_else(|| declared_in_markup(bytes));
    let wrong = match std::str::from_utf8(bytes) {
        Ok(_) => return utf8(bytes, declared),
        Err(error) => error.valid_up_to(),
    };
    if super::marc8::is_iso2709(bytes) {
        // Catalogues of one country write its own code page, whatever the leader says.
        return match other_script(bytes).filter(|_| !super::marc8::has_escapes(bytes)) {
            Some(encoding) => {
                let message =
                    format!("the records are in {}, not in UTF-8", encoding.name());
                let finding = Diagnostic::new(&syntax::NOT_UTF8, message);
                found(encoding, 0, vec![finding.at(wrong..wrong)])
            }
            None => catalogue(wrong),
        };
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        // Templates say “western” of text in other scripts, never the other way round.
        if let Some(other) = other_script(bytes).filter(|_| encoding == WINDOWS_1252) {
            let (said, is) = (encoding.name(), other.name());
            let message = format!("the file says it is {said}, but it reads as {is}");
            let finding = Diagnostic::new(&syntax::ENCODING_MISMATCH, message);
            return found(other, 0, vec![finding.at(wrong..wrong)]);
        }
        let message = format!("the text is {}, as the file says", encoding.name());
        return found(encoding, 0, vec![Diagnostic::new(&syntax::NOT_UTF8, message)]);
    }
    if let Some(stray) = mostly_utf8(bytes) {
        let message = match stray {
            1 => "one byte is not UTF-8; it was read as Windows-1252".to_owned(),
            _ => format!("{stray} bytes are not UTF-8; they were read as Windows-1252"),
        };
        // What comes before is ASCII or UTF-8, so that the place is right in the text too.
        let finding = Diagnostic::new(&syntax::INVALID_UTF8, message).at(wrong..wrong);
        return found(UTF_8, 0, vec![finding]);
    }
    let charset = best(bytes);
    let message = format!("the text is not UTF-8; it reads best as {}", charset.name());
    let mut diagnostics =
        vec![Diagnostic::new(&syntax::NOT_UTF8, message).at(wrong..wrong)];
    if declared.is_some() {
        let message =
            format!("the file says it is UTF-8, but it reads as {}", charset.name());
        diagnostics.push(Diagnostic::new(&syntax::ENCODING_MISMATCH, message));
    }
    Found { charset, mark: 0, diagnostics }
}

fn catalogue(at: usize) -> Found {
    let message = "the records are in MARC-8 or another set of catalogues, not in UTF-8";
    let diagnostics = vec![Diagnostic::new(&syntax::NOT_UTF8, message).at(at..at)];
    Found { charset: Charset::Marc, mark: 0, diagnostics }
}

fn found(encoding: &'static Encoding, mark: usize, diagnostics: Vec<Diagnostic>) -> Found {
    Found { charset: Charset::Standard(encoding), mark, diagnostics }
}

fn marked(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Found {
    let mut diagnostics = Vec::new();
    if encoding == UTF_8 {
        let message = "the file begins with a byte order mark";
        diagnostics.push(Diagnostic::new(&syntax::BYTE_ORDER_MARK, message));
        let body = bytes.get(mark..).unwrap_or(&[]);
        if let Err(error) = std::str::from_utf8(body) {
            let message = "some bytes are not UTF-8; they were read as Windows-1252";
            let at = error.valid_up_to();
            diagnostics.push(Diagnostic::new(&syntax::INVALID_UTF8, message).at(at..at));
        }
    } else {
        let message = format!("the text is {}", encoding.name());
        diagnostics.push(Diagnostic::new(&syntax::NOT_UTF8, message));
    }
    found(encoding, mark, diagnostics)
}

/// Valid UTF-8, whatever is declared: the chance of an accident is nil unless the text is
/// ASCII.
fn utf8(bytes: &[u8], declared: Option<&'static Encoding>) -> Found {
    let mut diagnostics = Vec::new();
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8)
        && !bytes.is_ascii()
    {
        let message = format!("the file says it is {}, but it is UTF-8", encoding.name());
        diagnostics.push(Diagnostic::new(&syntax::ENCODING_MISMATCH, message));
    }
    found(UTF_8, 0, diagnostics)
}

/// UTF-16 text without a mark: every second byte of western text is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(4096) & !1)?;
    let zeros =
        |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    let many = |count: usize| pairs >= 2 && count * 10 >= pairs * 6;
    if many(odd) && even * 20 <= pairs {
        return Some(UTF_16LE);
    }
    (many(even) && odd * 20 <= pairs).then_some(UTF_16BE)
}

/// Japanese text in seven bits: escape sequences switch between it and ASCII (RFC 1468).
fn iso_2022_jp(bytes: &[u8]) -> bool {
    let mut escapes = memchr::memchr_iter(0x1b, bytes);
    let kanji = escapes.any(|at| matches!(bytes.get(at + 1..at + 3), Some(b"$B" | b"$@")));
    kanji && bytes.is_ascii() && decodes(ISO_2022_JP, bytes)
}

fn decodes(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// What the first lines declare: JabRef's `% Encoding: UTF-8`, Emacs's `-*- coding: … -*-`,
/// BibDesk's `%% Saved with string encoding …`, KBibTeX's `x-kbibtex-encoding=`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(2048))?;
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    for mark in ["encoding:", "coding:", "saved with string encoding", "encoding="] {
        for line in start.lines().filter(|line| line.starts_with(['%', '@'])) {
            let Some((_, rest)) = line.split_once(mark) else { continue };
            let rest = rest.trim_start();
            let name = match rest.split_once('(') {
                Some((_, inside)) if mark.starts_with("saved") => inside,
                _ => rest,
            };
            let name = name
                .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
                .next()
                .unwrap_or("");
            if let Some(encoding) = named(name) {
                return Some(encoding);
            }
        }
    }
    None
}

/// What markup declares: `<?xml … encoding="…"?>`, `<meta charset="…">` and its older form
/// (HTML, “Determining the character encoding”, prescan).
fn declared_in_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(4096))?;
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let xml = start.split_once("?>").filter(|_| start.starts_with("<?xml"));
    let value = match xml.and_then(|(head, _)| head.split_once("encoding")) {
        Some((_, value)) => value,
        None => {
            let metas = start.split("<meta").skip(1);
            let mut said = metas.filter_map(|meta| {
                meta.split_once('>').map_or(meta, |(tag, _)| tag).split_once("charset")
            });
            said.next()?.1
        }
    };
    let value = value.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
    named(value.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).next()?)
}

/// An encoding by the names that Java, Emacs and BibDesk give it; ASCII says nothing.
fn named(name: &str) -> Option<&'static Encoding> {
    let plain = name.replace('_', "-");
    if matches!(
        plain.as_str(),
        "" | "ascii" | "us-ascii" | "tex" | "utf-16" | "replacement"
    ) {
        return None;
    }
    let label = match plain.as_str() {
        "macroman" | "x-macroman" | "mac-roman" => "macintosh".to_owned(),
        "western" => "windows-1252".to_owned(),
        _ => match plain.strip_prefix("iso8859") {
            Some(part) => format!("iso-8859-{}", part.trim_start_matches('-')),
            None => match plain.strip_prefix("cp") {
                Some(page) => format!("windows-{page}"),
                None => plain,
            },
        },
    };
    let encoding = Encoding::for_label(label.as_bytes())?;
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    (!wide && encoding.is_ascii_compatible()).then_some(encoding)
}

/// How many bytes are not UTF-8, if most of what is not ASCII is.
fn mostly_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut good, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    (good >= 2 * stray && stray > 0).then_some(stray)
}

/// The character set in which the text reads best.
fn best(bytes: &[u8]) -> Charset {
    if let Some(encoding) = other_script(bytes) {
        return Charset::Standard(encoding);
    }
    let candidates = [
        // First what wins where nothing tells them apart.
        Charset::Standard(WINDOWS_1252),
        Charset::Standard(MACINTOSH),
        Charset::Cp850,
        Charset::Standard(WINDOWS_1251),
    ];
    let high = windows(bytes);
    let scores = candidates.map(|candidate| {
        let table = candidate.upper_half().unwrap_or_default();
        let score: i64 = high.iter().map(|window| score(window, &table)).sum();
        (score, candidate)
    });
    let best = scores.iter().map(|(score, _)| *score).max();
    let winner = scores.iter().find(|(score, _)| Some(*score) == best);
    winner.map_or(Charset::Standard(WINDOWS_1252), |(_, candidate)| *candidate)
}

/// The encoding of text in a script that is not Latin: its letters are not ASCII one behind
/// the other, while western text has accents here and there.
fn other_script(bytes: &[u8]) -> Option<&'static Encoding> {
    let high = windows(bytes);
    let beside =
        high.iter().filter(|[before, _, after]| !before.is_ascii() || !after.is_ascii());
    if high.len() < 8 || beside.count() * 10 < high.len() * 7 {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..bytes.len().min(1 << 20))?, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let latin = matches!(guess.name(), "windows-1250" | "windows-1252" | "windows-1254")
        || matches!(guess.name(), "windows-1257" | "windows-1258" | "ISO-8859-2");
    let script = match guess.is_single_byte() {
        true => !latin,
        false => decodes(guess, bytes),
    };
    script.then_some(guess)
}

/// A byte that is not ASCII, and its neighbours.
type Window = [u8; 3];

fn windows(bytes: &[u8]) -> Vec<Window> {
    let at = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let mut windows = Vec::new();
    for (place, byte) in bytes.iter().enumerate() {
        if !byte.is_ascii() {
            windows.push([at(place.wrapping_sub(1)), *byte, at(place + 1)]);
            // More than this many decide nothing new.
            if windows.len() == 20_000 {
                break;
            }
        }
    }
    windows
}

/// How well a character fits between its neighbours.
fn score(window: &Window, table: &[char]) -> i64 {
    let read = |byte: u8| match byte.is_ascii() {
        true => char::from(byte),
        false => table.get(usize::from(byte & 0x7f)).copied().unwrap_or('\u{fffd}'),
    };
    let [before, here, after] = window.map(read);
    let small = |c: char| c.is_lowercase();
    let latin = |c: char| c.is_ascii_alphabetic();
    let inside = before.is_alphabetic() && after.is_alphabetic();
    if here.is_control() || here == '\u{fffd}' || ('─'..='█').contains(&here) {
        return -12;
    }
    if ('Ѐ'..='ӿ').contains(&here) {
        // Cyrillic letters come in words, never between Latin ones.
        return match (latin(before), latin(after)) {
            (false, false) if inside && small(here) => 4,
            (false, false) => -3,
            _ => -10,
        };
    }
    if !here.is_alphabetic() {
        let (opens, closes) = (after.is_alphanumeric(), before.is_alphanumeric());
        return match (here, inside) {
            // Marks that stand as they should.
            ('“' | '‘' | '«' | '„', _) if opens && !closes => 4,
            ('”' | '’' | '»' | '…', _) if closes && !opens => 4,
            ('–' | '—', _) if before == ' ' && after == ' ' => 4,
            ('–' | '’' | '—' | '“' | '”' | '‘' | '…' | '\u{a0}' | '«' | '»', _) => {
                2
            }
            ('§' | '°' | '´' | '®' | '©' | '·' | '×' | '±' | '€' | '£', false) => {
                1
            }
            (_, true) => -6,
            _ => -2,
        };
    }
    let common = "éèäöüßçñáíóúàâêîôëïãõåøæÉÖÜÄÅØłšžčřńśęąőîùûìò".contains(here);
    let fits = match (small(here), small(before), small(after)) {
        // A capital inside a word in small letters.
        (false, true, true) => -8,
        (false, true, false) if latin(after) => 0,
        (false, true, _) => -4,
        (false, _, _) => 2,
        // A small letter before a capital; one that is a word of its own.
        (true, _, false) if after.is_alphabetic() => -6,
        (true, _, _) if before.is_alphabetic() || after.is_alphabetic() => 4,
        (true, _, _) if "àèéòóáíaeiou".contains(here) => 0,
        (true, _, _) => -3,
    };
    fits + if common { 2 } else { 0 }
}
