//! Finding the way back after broken delimiters.
//!
//! A value that never closes, or that closes far too late, must not swallow the entries
//! after it. Every look ahead is paid from a budget proportional to the text, so that the
//! whole stays linear on hostile input.

use memchr::{memchr2, memchr3};

use super::scan::{self, is_field, line_end, skip_space, starts_entry, trim_back};

/// Bytes a step of [`Depths`] covers.
const STEP: usize = 256;

/// Brace depths of a text in steps: tells whether a brace closes at all without running
/// to the end. Made once, when the first unclosed brace is met.
#[derive(Debug, Default)]
pub(super) struct Depths {
    /// The depth before each step, counted from the start of the text.
    before: Vec<i64>,
    /// The least depth anywhere from each step to the end.
    least: Vec<i64>,
}

impl Depths {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut depth = 0;
        let mut before = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut least = Vec::with_capacity(bytes.len() / STEP + 1);
        for step in bytes.chunks(STEP) {
            before.push(depth);
            least.push(lowest(step, &mut depth));
        }
        let mut lowest = i64::MAX;
        for step in least.iter_mut().rev() {
            lowest = lowest.min(*step);
            *step = lowest;
        }
        Self { before, least }
    }

    /// Whether the text comes back down by `need` levels after `at`.
    pub(super) fn closes(&self, bytes: &[u8], at: usize, need: usize) -> bool {
        let step = at / STEP;
        let mut depth = self.before.get(step).copied().unwrap_or(0);
        lowest(bytes.get(step * STEP..at).unwrap_or(&[]), &mut depth);
        let wanted = depth - i64::try_from(need).unwrap_or(i64::MAX);
        let end = ((step + 1) * STEP).min(bytes.len());
        let here = lowest(bytes.get(at..end).unwrap_or(&[]), &mut depth);
        here <= wanted || self.least.get(step + 1).is_some_and(|least| *least <= wanted)
    }
}

/// Runs over bytes, keeps the depth, and returns the least depth after any of them.
fn lowest(bytes: &[u8], depth: &mut i64) -> i64 {
    let mut least = *depth;
    for at in memchr::memchr2_iter(b'{', b'}', bytes) {
        if bytes.get(at) == Some(&b'{') {
            *depth += 1;
        } else {
            *depth -= 1;
            least = least.min(*depth);
        }
    }
    least
}

/// Whether what stands at `at` can follow a value: a comma, `#`, a closing delimiter, the
/// next field, the next block, or the end.
pub(super) fn follows_value(bytes: &[u8], at: usize) -> bool {
    let next = skip_space(bytes, at);
    match bytes.get(next) {
        None | Some(b',' | b'#' | b'}' | b')' | b'%') => true,
        Some(b'@') => scan::head(bytes, next).is_some(),
        Some(_) => is_field(bytes, next),
    }
}

/// Where a braced value ends that does not close before `limit`: at the closing brace if
/// escaped braces are not counted, else before the next line that looks like a field,
/// else at the limit.
pub(super) fn braced_end(bytes: &[u8], open: usize, limit: usize) -> usize {
    let mut depth = 1usize;
    let mut at = open + 1;
    while at < limit {
        match bytes.get(at) {
            Some(b'\\') if matches!(bytes.get(at + 1), Some(b'{' | b'}' | b'\\')) => {
                at += 1
            }
            Some(b'{') => depth += 1,
            Some(b'}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 && follows_value(bytes, at + 1) {
                    return at + 1;
                }
            }
            Some(b'\n' | b'\r') => {
                let next = skip_space(bytes, at);
                if next < limit && is_field(bytes, next) {
                    return before_comma(bytes, open + 1, at);
                }
                at = next;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    before_comma(bytes, open + 1, limit.min(bytes.len()))
}

/// Where a quoted value ends whose quotes do not match braces before `limit`: at the first
/// quote that ends a field, else before the next line that looks like one, else at `limit`.
pub(super) fn quoted_end(bytes: &[u8], open: usize, limit: usize) -> usize {
    let mut at = open + 1;
    while let Some(found) = memchr3(b'"', b'\n', b'\r', bytes.get(at..limit).unwrap_or(&[]))
    {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            let next = skip_space(bytes, at + 1);
            let ends = matches!(bytes.get(next), Some(b',' | b'}' | b')') | None);
            if ends && bytes.get(at - 1) != Some(&b'\\') && ends_field(bytes, next) {
                return at + 1;
            }
            at += 1;
            continue;
        }
        let next = skip_space(bytes, at);
        if is_field(bytes, next) {
            return before_comma(bytes, open + 1, at);
        }
        at = next;
    }
    before_comma(bytes, open + 1, limit.min(bytes.len()))
}

/// Whether the comma or closing delimiter at `at` ends a field: a field, a closing
/// delimiter, another block or the end comes next.
fn ends_field(bytes: &[u8], at: usize) -> bool {
    if matches!(bytes.get(at), None | Some(b'}' | b')')) {
        let next = skip_space(bytes, at + 1);
        return at >= bytes.len()
            || matches!(bytes.get(next), None | Some(b'@' | b'%'))
            || begins_after_break(bytes, at + 1, next);
    }
    let next = skip_space(bytes, at + 1);
    matches!(bytes.get(next), None | Some(b'}' | b')' | b'@' | b'%'))
        || is_field(bytes, next)
}

/// Whether a line end lies between `from` and `to`.
fn begins_after_break(bytes: &[u8], from: usize, to: usize) -> bool {
    memchr2(b'\n', b'\r', bytes.get(from..to).unwrap_or(&[])).is_some()
}

/// A quote after `at` that really ends the value, where the first one stands inside it
/// (`"the "best" of"`): none if a field, a line that looks like one or an entry comes first.
pub(super) fn later_quote(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    let limit = (at + 4096).min(bytes.len());
    loop {
        at += memchr3(b'"', b'\n', b',', bytes.get(at..limit)?)?;
        let next = skip_space(bytes, at + 1);
        if bytes.get(at) == Some(&b'"') {
            let ends = matches!(bytes.get(next), Some(b',' | b'}' | b')'));
            if ends && ends_field(bytes, next) {
                return Some(at + 1);
            }
        } else if is_field(bytes, next) || starts_entry(bytes, next) {
            return None;
        }
        at += 1;
    }
}

/// The end of a broken value without the white space and comma that end its line.
fn before_comma(bytes: &[u8], floor: usize, at: usize) -> usize {
    let end = trim_back(bytes, floor, at);
    if end > floor && bytes.get(end - 1) == Some(&b',') {
        return trim_back(bytes, floor, end - 1);
    }
    end
}

/// Where to go on after stray text inside an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resume {
    /// At a field, a comma or a closing delimiter of the entry.
    Inside(usize),
    /// At the head of the next block.
    Block(usize),
    /// Nowhere: the text ends.
    End,
}

/// Passes over stray text inside an entry: to the next field (at the start of a line, or
/// after a comma), to the delimiter that closes the entry, or to the next block.
pub(super) fn resume(bytes: &[u8], at: usize, close: u8) -> Resume {
    let mut at = at;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => {
                let next = skip_space(bytes, at);
                if is_field(bytes, next) {
                    return Resume::Inside(next);
                }
                at = next;
                continue;
            }
            b',' => {
                let next = skip_space(bytes, at + 1);
                if is_field(bytes, next) || bytes.get(next) == Some(&close) {
                    return Resume::Inside(at);
                }
            }
            b'@' if starts_entry(bytes, at) => return Resume::Block(at),
            byte if byte == close && closes_entry(bytes, at) => return Resume::Inside(at),
            _ => {}
        }
        at += 1;
    }
    Resume::End
}

/// Whether a closing delimiter in stray text closes the entry: another block, or the end
/// of the text, or of the line, follows it.
fn closes_entry(bytes: &[u8], at: usize) -> bool {
    let next = skip_space(bytes, at + 1);
    match bytes.get(next) {
        None => true,
        Some(b'@') => scan::head(bytes, next).is_some(),
        Some(b',') => false,
        Some(_) => {
            begins_after_break(bytes, at + 1, next)
                && scan::begins_line(bytes, at)
                && !is_field(bytes, next)
        }
    }
}

/// Whether a closing brace at `at` is one too many: more fields of the entry follow a
/// comma on its line.
pub(super) fn is_extra_close(bytes: &[u8], at: usize) -> bool {
    let comma = scan::skip_blanks(bytes, at + 1);
    bytes.get(comma) == Some(&b',') && is_field(bytes, scan::skip_trivia(bytes, comma + 1))
}

/// Whether a value holds a line that looks like a field of its entry.
pub(super) fn holds_field_line(bytes: &[u8], open: usize, end: usize) -> bool {
    let mut at = open;
    loop {
        at = line_end(bytes, at);
        let next = skip_space(bytes, at);
        if next >= end || at >= bytes.len() {
            return false;
        }
        if is_field(bytes, next) {
            return true;
        }
        at = next.max(at + 1);
    }
}
