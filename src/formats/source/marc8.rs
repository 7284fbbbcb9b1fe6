//! Records of ISO 2709 that are not UTF-8: MARC-8 (Library of Congress, “MARC 21
//! Specifications for Record Structure, Character Sets”) or ISO 5426 of UNIMARC. Both write
//! an accent before its letter. Each record is read by itself: files are put together from
//! several catalogues.

use icu_normalizer::properties::CanonicalCompositionBorrowed;

use super::map::OffsetMap;

fn compose(base: char, mark: char) -> Option<char> {
    CanonicalCompositionBorrowed::new().compose(base, mark)
}

const RECORD_END: u8 = 0x1d;
const ESCAPE: u8 = 0x1b;

/// Whether bytes begin with a leader and directory of ISO 2709.
pub(super) fn is_iso2709(bytes: &[u8]) -> bool {
    let filler = |byte: &&u8| byte.is_ascii_whitespace() || **byte == 0;
    let start = bytes.iter().take_while(filler).count();
    let Some(head) = bytes.get(start..start + 24) else { return false };
    head.iter().take(5).all(u8::is_ascii_digit)
        && head.get(12..17).is_some_and(|base| base.iter().all(u8::is_ascii_digit))
        && bytes.contains(&0x1e)
}

/// Whether escapes of MARC-8 switch scripts in records of ASCII alone.
pub(super) fn is_escaped(bytes: &[u8]) -> bool {
    is_iso2709(bytes) && has_escapes(bytes) && bytes.is_ascii()
}

/// Whether a text switches its set of characters.
pub(super) fn has_escapes(bytes: &[u8]) -> bool {
    bytes.contains(&ESCAPE)
}

/// How the bytes of a record are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    Utf8,
    Marc8,
    Iso5426,
    Windows1252,
}

/// Decodes record by record.
pub(super) fn decode(body: &[u8], mark: usize) -> (String, OffsetMap) {
    let mut text = String::with_capacity(body.len() + body.len() / 8);
    let mut map = OffsetMap::new(mark, 1);
    let mut at = mark;
    for record in body.split_inclusive(|byte| *byte == RECORD_END) {
        match set_of(record) {
            Set::Utf8 => {
                text.push_str(&String::from_utf8_lossy(record));
                map.push(text.len(), at + record.len());
            }
            Set::Windows1252 => {
                for (place, byte) in record.iter().enumerate() {
                    let one = std::slice::from_ref(byte);
                    text.push_str(
                        &encoding_rs::WINDOWS_1252.decode_without_bom_handling(one).0,
                    );
                    map.push(text.len(), at + place + 1);
                }
            }
            set => accents_first(record, set, at, &mut text, &mut map),
        }
        at += record.len();
    }
    (text, map)
}

/// The set that fits best. An accent of MARC-8 or ISO 5426 stands before its letter, most
/// often a vowel; an accented letter of Windows-1252 most often before a consonant or the
/// end of its word.
fn set_of(record: &[u8]) -> Set {
    let escaped = record.contains(&ESCAPE);
    if std::str::from_utf8(record).is_ok() && !(escaped && record.is_ascii()) {
        return Set::Utf8;
    }
    if escaped {
        return Set::Marc8;
    }
    let pairs = || {
        let pairs = record.iter().copied().zip(record.iter().skip(1).copied());
        pairs.filter(|(byte, _)| !byte.is_ascii())
    };
    let fits = |accent: Table, letter: Table| -> i64 {
        pairs().map(|(byte, next)| worth(accent(byte), letter(byte), next)).sum()
    };
    let marc8 = fits(ansel_accent, ansel_letter);
    let iso5426 = fits(iso5426_accent, iso5426_letter);
    let latin: i64 = pairs()
        .map(|(byte, next)| match (byte >= 0xc0, is_vowel(next)) {
            (true, true) => -1,
            (true, false) => 2,
            (false, _) => 0,
        })
        .sum();
    match marc8.max(iso5426) {
        best if best < latin => Set::Windows1252,
        best if best == marc8 => Set::Marc8,
        _ => Set::Iso5426,
    }
}

/// What a byte means in a set.
type Table = fn(u8) -> Option<char>;

fn worth(accent: Option<char>, letter: Option<char>, next: u8) -> i64 {
    let base = char::from(next);
    match (accent, letter) {
        (Some('\u{361}' | '\u{fe21}'), _) if base.is_ascii_alphabetic() => 2,
        (Some(mark), _) if next.is_ascii() => match compose(base, mark) {
            Some(_) if is_vowel(next) || b"nNcCsSzZ".contains(&next) => 2,
            Some(_) => 1,
            None => -2,
        },
        // Two accents on one letter.
        (Some(_), _) => 0,
        (None, Some(_)) => 1,
        (None, None) => -2,
    }
}

fn is_vowel(byte: u8) -> bool {
    b"aeiouyAEIOUY".contains(&byte)
}

fn accents_first(
    record: &[u8],
    set: Set,
    from: usize,
    text: &mut String,
    map: &mut OffsetMap,
) {
    let (accent, letter): (Table, Table) = match set {
        Set::Iso5426 => (iso5426_accent, iso5426_letter),
        _ => (ansel_accent, ansel_letter),
    };
    let mut pending: Vec<char> = Vec::new();
    let mut script = b'B';
    let mut at = 0;
    while let Some(&byte) = record.get(at) {
        let step = match byte {
            ESCAPE => {
                let (next, length) = escape(record.get(at..).unwrap_or(&[]));
                script = next.unwrap_or(script);
                length
            }
            _ if script == b'1' && byte > 0x20 && byte.is_ascii() => {
                // EACC, three bytes a character: its table is not here.
                text.push(char::REPLACEMENT_CHARACTER);
                3
            }
            byte => {
                // A new field begins in Latin again.
                if matches!(byte, 0x1d..=0x1f) {
                    script = b'B';
                }
                match accent(byte).filter(|_| !byte.is_ascii()) {
                    // The right half of a tie; the left half spans both letters.
                    Some('\u{fe21}' | '\u{fe23}') => {}
                    Some(mark) => pending.push(mark),
                    None => {
                        let base = if byte.is_ascii() {
                            of_script(script, byte)
                        } else {
                            letter(byte).unwrap_or(char::REPLACEMENT_CHARACTER)
                        };
                        put(base, &mut pending, text);
                    }
                }
                1
            }
        };
        at += step;
        if !byte.is_ascii() || byte == ESCAPE || script != b'B' {
            map.push(text.len(), from + at.min(record.len()));
        }
    }
    text.extend(pending);
}

/// A letter with its accents, composed where Unicode has it whole.
fn put(base: char, pending: &mut Vec<char>, text: &mut String) {
    let mut letter = base;
    let mut rest = Vec::new();
    for mark in pending.drain(..) {
        match compose(letter, mark) {
            Some(whole) if rest.is_empty() => letter = whole,
            _ => rest.push(mark),
        }
    }
    text.push(letter);
    text.extend(rest);
}

/// The script that an escape sequence turns on, and the length of the sequence.
fn escape(bytes: &[u8]) -> (Option<u8>, usize) {
    match bytes.get(1) {
        Some(b'(' | b',' | b')' | b'-') => {
            let skip = usize::from(bytes.get(2) == Some(&b'!'));
            (bytes.get(2 + skip).copied().map(latin), 3 + skip)
        }
        Some(b'$') => match bytes.get(2) {
            Some(b',' | b'(' | b')' | b'-') => (bytes.get(3).copied(), 4),
            Some(set) => (Some(*set), 3),
            None => (None, 2),
        },
        Some(b'g' | b'b' | b'p') => (bytes.get(1).copied(), 2),
        Some(b's') => (Some(b'B'), 2),
        _ => (None, 1),
    }
}

/// ASCII and ANSEL are one to us.
fn latin(set: u8) -> u8 {
    if set == b'E' { b'B' } else { set }
}

/// A byte below 0x80 in the script that is on.
fn of_script(script: u8, byte: u8) -> char {
    let plain = char::from(byte);
    if byte <= 0x20 {
        return plain;
    }
    match script {
        // Basic Cyrillic has the order of KOI-8.
        b'N' | b'Q' if byte >= 0x40 => {
            let high = [byte | 0x80];
            let (text, _) = encoding_rs::KOI8_R.decode_without_bom_handling(&high);
            text.chars().next().unwrap_or(plain)
        }
        b'2' if (0x60..0x7b).contains(&byte) => {
            char::from_u32(0x5d0 + u32::from(byte - 0x60)).unwrap_or(plain)
        }
        b'S' => greek(byte).unwrap_or(plain),
        b'g' => match byte {
            b'a' => 'α',
            b'b' => 'β',
            b'c' => 'γ',
            _ => plain,
        },
        b'b' | b'p' if byte.is_ascii_digit() => {
            let small = if script == b'b' {
                "₀₁₂₃₄₅₆₇₈₉"
            } else {
                "⁰¹²³⁴⁵⁶⁷⁸⁹"
            };
            small.chars().nth(usize::from(byte - b'0')).unwrap_or(plain)
        }
        _ => plain,
    }
}

/// Basic Greek (ISO 5428).
fn greek(byte: u8) -> Option<char> {
    const CAPITALS: &str = "ΑΒ ΓΔΕϚϜΖΗΘΙΚΛΜΝΞΟΠϘΡΣ ΤΥΦΧΨΩϠ";
    const SMALL: &str = "αβ γδεϛϝζηθικλμνξοπϙρσςτυφχψωϡ";
    let (table, first) = match byte {
        0x41..=0x5e => (CAPITALS, 0x41),
        0x61..=0x7e => (SMALL, 0x61),
        _ => return None,
    };
    table.chars().nth(usize::from(byte - first)).filter(|c| *c != ' ')
}

/// Combining characters of ANSEL.
fn ansel_accent(byte: u8) -> Option<char> {
    const MARKS: [u32; 31] = [
        0x309, 0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30c, 0x30a, 0x361,
        0xfe21, 0x315, 0x30b, 0x310, 0x327, 0x328, 0x323, 0x324, 0x325, 0x333, 0x332,
        0x326, 0x31c, 0x32e, 0x360, 0xfe23, 0, 0, 0x313,
    ];
    let mark = *MARKS.get(usize::from(byte.checked_sub(0xe0)?))?;
    char::from_u32(mark).filter(|_| mark != 0)
}

/// Letters and signs of ANSEL.
fn ansel_letter(byte: u8) -> Option<char> {
    const LETTERS: &str = "ŁØĐÞÆŒʹ·♭®±ƠƯʼ ʻłøđþæœʺı£ð ơư  °ℓ℗©♯¿¡ß€";
    let letter = LETTERS.chars().nth(usize::from(byte.checked_sub(0xa1)?))?;
    (letter != ' ').then_some(letter)
}

/// Combining characters of ISO 5426.
fn iso5426_accent(byte: u8) -> Option<char> {
    const MARKS: [u32; 31] = [
        0x309, 0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x308, 0x30a, 0x315,
        0x312, 0x30b, 0x31b, 0x30c, 0x327, 0x31c, 0x326, 0x328, 0x325, 0x32e, 0x323, 0x324,
        0x332, 0x333, 0x329, 0x32d, 0, 0xfe20, 0xfe21,
    ];
    let mark = *MARKS.get(usize::from(byte.checked_sub(0xc0)?))?;
    char::from_u32(mark).filter(|_| mark != 0)
}

/// Letters and signs of ISO 5426.
fn iso5426_letter(byte: u8) -> Option<char> {
    let letter = match byte {
        0x88 | 0x98 => '\u{98}',
        0x89 | 0x9c => '\u{9c}',
        0xa1 => '¡',
        0xa2 => '„',
        0xa3 => '£',
        0xa4 => '$',
        0xa5 => '¥',
        0xa6 => '†',
        0xa7 => '§',
        0xa8 => '′',
        0xa9 => '‘',
        0xaa => '“',
        0xab => '«',
        0xac => '♭',
        0xad => '©',
        0xae => '℗',
        0xaf => '®',
        0xb7 => '·',
        0xb8 => '″',
        0xb9 => '’',
        0xba => '”',
        0xbb => '»',
        0xbc => '♯',
        0xbf => '¿',
        0xe1 => 'Æ',
        0xe2 => 'Đ',
        0xe6 => 'Ĳ',
        0xe8 => 'Ł',
        0xe9 => 'Ø',
        0xea => 'Œ',
        0xec => 'Þ',
        0xf1 => 'æ',
        0xf2 => 'đ',
        0xf3 => 'ð',
        0xf5 => 'ı',
        0xf6 => 'ĳ',
        0xf8 => 'ł',
        0xf9 => 'ø',
        0xfa => 'œ',
        0xfb => 'ß',
        0xfc => 'þ',
        _ => return None,
    };
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes, 0).0, expected);
    }

    #[test]
    fn accents_stand_before_their_letters() {
        check(b"M\xe8unchen, Jes\xe2us, Compa\xe4nia", "München, Jesús, Compañia");
        check(b"\xa1\xe2od\xe2z", "Łódź");
        check(b"Rossi\xebi\xeca, t\xf3o", "Rossii\u{361}a, to\u{324}");
    }

    #[test]
    fn iso_5426_and_latin_are_told_apart() {
        check(b"M\xc8unchen, \xc2ecole fran\xd0caise", "München, école française");
        check(b"\xe9t\xe9, g\xe9n\xe9ral, r\xe9sum\xe9", "été, général, résumé");
        check(
            b"M\xfcnchen, \xe9cole fran\xe7aise, Stra\xdfe",
            "München, école française, Straße",
        );
    }

    #[test]
    fn scripts_are_switched_by_escapes() {
        check(b"\x1b(NMIR\x1b(B and", "мир and");
        check(b"H\x1bb2\x1bsO", "H₂O");
        check(b"\x1b(2ylem\x1b(B", "\u{5e9}\u{5dc}\u{5d5}\u{5dd}");
    }
}
