//! Looking at bytes: white space, names, the heads of blocks, balanced braces.

use memchr::{memchr, memchr2, memchr3};

/// Bytes that separate.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Bytes that a field name or type may hold; BibTeX allows all but these and control
/// characters (`bibtex.web`, § 32).
pub(super) const fn is_name(byte: u8) -> bool {
    byte > b' '
        && byte != 0x7f
        && !matches!(
            byte,
            b'"' | b'#'
                | b'%'
                | b'\''
                | b'('
                | b')'
                | b','
                | b'='
                | b'{'
                | b'}'
                | b'@'
                | b'\\'
        )
}

/// The first byte at or after `at` that is not white space.
pub(super) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| is_space(*byte)) {
        at += 1;
    }
    at
}

/// The first byte at or after `at` that is no blank or tab.
pub(super) fn skip_blanks(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t')) {
        at += 1;
    }
    at
}

/// The first byte at or after `at` that is neither white space nor a `%` comment.
pub(super) fn skip_trivia(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at = skip_space(bytes, at);
        if bytes.get(at) != Some(&b'%') {
            return at;
        }
        at = line_end(bytes, at);
    }
}

/// The end of the bytes of a name that starts at `at`.
pub(super) fn skip_name(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| is_name(*byte)) {
        at += 1;
    }
    at
}

/// Where the line that holds `at` ends, before its line end.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]);
    memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |found| at + found)
}

/// Steps back over white space, not past `floor`.
pub(super) fn trim_back(bytes: &[u8], floor: usize, mut at: usize) -> usize {
    while at > floor && bytes.get(at - 1).is_some_and(|byte| is_space(*byte)) {
        at -= 1;
    }
    at
}

/// Steps back over blanks and tabs.
pub(super) fn trim_blanks_back(bytes: &[u8], mut at: usize) -> usize {
    while at > 0 && matches!(bytes.get(at - 1), Some(b' ' | b'\t')) {
        at -= 1;
    }
    at
}

/// Behind the line end at `at`, if there is one.
pub(super) fn after_line_end(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => at + 2,
        (Some(b'\n' | b'\r'), _) => at + 1,
        _ => at,
    }
}

/// Whether the braces match as BibTeX counts them: escaped ones count too.
pub(super) fn is_balanced(value: &str) -> bool {
    let mut depth = 0i64;
    value.bytes().all(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        depth >= 0
    }) && depth == 0
}

/// Whether only blanks stand before `at` on its line (looks back over 256 at most).
pub(super) fn begins_line(bytes: &[u8], at: usize) -> bool {
    let floor = at.saturating_sub(256);
    let mut before = at;
    while before > floor && matches!(bytes.get(before - 1), Some(b' ' | b'\t')) {
        before -= 1;
    }
    before == 0 || matches!(bytes.get(before - 1), Some(b'\n' | b'\r'))
}

/// The head of a block: `@name {`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Where the name starts and ends.
    pub(super) name: (usize, usize),
    /// Where the delimiter is.
    pub(super) open: usize,
}

/// The longest name of a type that is believed.
const LONGEST_TYPE: usize = 80;

/// The head of a block at an `@`, if there is one.
pub(super) fn head(bytes: &[u8], sign: usize) -> Option<Head> {
    let start = skip_space(bytes, sign + 1);
    let first = *bytes.get(start)?;
    if !(first.is_ascii_alphabetic() || first >= 0x80 || first == b'_') {
        return None;
    }
    let end = skip_name(bytes, start);
    if end - start > LONGEST_TYPE {
        return None;
    }
    let open = skip_space(bytes, end);
    match bytes.get(open)? {
        b'{' => Some(Head { name: (start, end), open }),
        b'(' if opens_parenthesis(bytes, sign, open) => {
            Some(Head { name: (start, end), open })
        }
        _ => None,
    }
}

/// Whether `@word (` in running text is really the head of a block.
fn opens_parenthesis(bytes: &[u8], sign: usize, open: usize) -> bool {
    let before = trim_back(bytes, sign.saturating_sub(64), sign);
    let alone = begins_line(bytes, sign)
        || matches!(bytes.get(before.wrapping_sub(1)), Some(b'}' | b')'));
    let inside = skip_space(bytes, open + 1);
    let line = bytes.get(inside..line_end(bytes, inside).min(inside + 512)).unwrap_or(&[]);
    let quoted = bytes.get(inside).is_some_and(|byte| matches!(byte, b'"' | b'{'));
    let key = memchr2(b',', b'=', line).is_some()
        || bytes.get(skip_space(bytes, inside + line.len())) == Some(&b',');
    // No key begins like a block.
    alone && (quoted || key) && bytes.get(inside) != Some(&b'@')
}

/// Whether a field starts at `at`: `name = ` and the beginning of a value.
pub(super) fn is_field(bytes: &[u8], at: usize) -> bool {
    let end = skip_name(bytes, at);
    if end == at || end - at > 60 || bytes.get(at).is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let equals = skip_space(bytes, end);
    if bytes.get(equals) != Some(&b'=') {
        return false;
    }
    let value = skip_space(bytes, equals + 1);
    bytes.get(value).is_some_and(|byte| {
        matches!(byte, b'{' | b'"') || byte.is_ascii_alphanumeric() || *byte >= 0x80
    })
}

/// Whether a whole entry seems to start at the `@`: it begins a line, and key and first
/// field (or what `@string`, `@preamble` and `@comment` have) follow.
pub(super) fn starts_entry(bytes: &[u8], sign: usize) -> bool {
    if !begins_line(bytes, sign) {
        return false;
    }
    let Some(head) = head(bytes, sign) else { return false };
    let name = bytes.get(head.name.0..head.name.1).unwrap_or(&[]);
    let inside = skip_space(bytes, head.open + 1);
    if name.eq_ignore_ascii_case(b"comment") {
        return true;
    }
    if name.eq_ignore_ascii_case(b"preamble") {
        return matches!(bytes.get(inside), Some(b'"' | b'{'));
    }
    if name.eq_ignore_ascii_case(b"string") {
        return is_field(bytes, inside);
    }
    starts_fields(bytes, inside)
}

/// Whether `key, name =` (or a forgotten comma or key) stands at `at`.
fn starts_fields(bytes: &[u8], at: usize) -> bool {
    let limit = line_end(bytes, at).min(at + 256);
    let line = bytes.get(at..limit).unwrap_or(&[]);
    let Some(end) = memchr2(b',', b'=', line).map(|end| at + end) else {
        let next = skip_space(bytes, limit);
        let next = if bytes.get(next) == Some(&b',') { next + 1 } else { next };
        return limit < at + 256 && is_field(bytes, skip_trivia(bytes, next));
    };
    if bytes.get(end) == Some(&b'=') {
        return is_field(bytes, at);
    }
    let next = skip_trivia(bytes, end + 1);
    is_field(bytes, next) || bytes.get(next) == Some(&b'}')
}

/// Why a run over balanced text stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// At the closing delimiter.
    Closed(usize),
    /// At a closing brace too many inside quotes.
    Unbalanced(usize),
    /// At the `@` of what seems to be another entry.
    Entry(usize),
    /// At the end of the text.
    End,
}

/// Runs from inside a braced value (depth 1) to its closing brace. BibTeX counts escaped
/// braces too (`bibtex.web`, § 255).
pub(super) fn braced(bytes: &[u8], mut at: usize, depth: &mut usize) -> Stop {
    loop {
        let Some(found) = memchr3(b'{', b'}', b'@', bytes.get(at..).unwrap_or(&[])) else {
            return Stop::End;
        };
        at += found;
        match bytes.get(at) {
            Some(b'{') => {
                // Long runs of braces are left here, not searched for one by one.
                while bytes.get(at) == Some(&b'{') {
                    *depth += 1;
                    at += 1;
                }
                continue;
            }
            Some(b'}') => {
                *depth -= 1;
                if *depth == 0 {
                    return Stop::Closed(at);
                }
            }
            _ if starts_entry(bytes, at) => return Stop::Entry(at),
            _ => {}
        }
        at += 1;
    }
}

/// Runs from inside a quoted value to its closing quote at brace depth 0.
pub(super) fn quoted(bytes: &[u8], mut at: usize, depth: &mut usize) -> Stop {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' if *depth == 0 => return Stop::Closed(at),
            b'{' => *depth += 1,
            b'}' if *depth == 0 => return Stop::Unbalanced(at),
            b'}' => *depth -= 1,
            b'@' if starts_entry(bytes, at) => return Stop::Entry(at),
            _ => {
                if *depth > 0 {
                    let rest = bytes.get(at + 1..).unwrap_or(&[]);
                    match memchr3(b'{', b'}', b'@', rest) {
                        Some(found) => at += found + 1,
                        None => return Stop::End,
                    }
                    continue;
                }
            }
        }
        at += 1;
    }
    Stop::End
}

/// The next byte of one kind at or after `at`.
pub(super) fn find(bytes: &[u8], at: usize, byte: u8) -> Option<usize> {
    memchr(byte, bytes.get(at..)?).map(|found| at + found)
}
