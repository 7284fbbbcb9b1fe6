//! Markdown of pandoc, Quarto and R (pandoc's manual, “Citation syntax”): `@key`, `[-@key, p. 3]`,
//! `@{any key}`; code, comments and cross-references are no citations.

use super::mask::{Mask, past};
use super::{Citations, latex};
use crate::text::Span;

/// What Quarto takes for a reference to a part of the document (its manual, “Cross References”).
const PARTS: [&str; 19] = [
    "fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "lem-", "cor-", "prp-", "cnj-", "def-",
    "exm-", "exr-", "rem-", "sol-", "nte-", "tip-", "wrn-", "imp-",
];

/// What a document cites and defines.
pub(super) fn citations(text: &str, quarto: bool) -> Citations {
    let text = masked(text);
    let mut found = Citations::default();
    // Raw LaTeX is read as well.
    if text.contains("cite") {
        found = latex::citations(&text);
        found.files.clear();
    }
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'@', bytes) {
        let before =
            at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        // An address has a letter before its sign.
        if before.is_ascii_alphanumeric()
            || matches!(before, b'\\' | b'@' | b'.' | b'/' | 0x80..)
        {
            continue;
        }
        let Some(span) = key(&text, at + 1) else { continue };
        let key = span.of(&text);
        if !(quarto && PARTS.iter().any(|part| key.starts_with(part))) {
            found.keys.push((span, key.to_owned()));
        }
    }
    // `{#fig:a}` is what `@fig:a` means.
    for (at, _) in text.match_indices('#') {
        let rest = text.get(at + 1..).unwrap_or("");
        let end = rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len());
        found.own.extend(rest.get(..end).filter(|id| !id.is_empty()).map(str::to_owned));
    }
    found.keys.sort_by_key(|(span, _)| *span);
    found
}

/// The text without code and comments.
fn masked(text: &str) -> String {
    let mut mask = Mask::new(text);
    let mut fence: Option<(char, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let sign = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'));
        let run = sign.map_or(0, |sign| trimmed.chars().take_while(|c| *c == sign).count());
        let closes = fence.is_some_and(|(open, least)| {
            sign == Some(open) && run >= least && trimmed.len() == run
        });
        let opens = fence.is_none()
            && run >= 3
            && !(sign == Some('`')
                && trimmed.get(run..).is_some_and(|rest| rest.contains('`')));
        if fence.is_some() || opens {
            mask.blank(at..at + line.len());
        }
        if closes {
            fence = None;
        } else if opens {
            fence = sign.map(|sign| (sign, run));
        }
        at += line.len();
    }
    let fenced = mask.into_text();
    let mut mask = Mask::new(&fenced);
    let mut at = 0;
    while let Some(start) =
        fenced.get(at..).and_then(|rest| rest.find(['`', '<'])).map(|offset| at + offset)
    {
        let rest = fenced.get(start..).unwrap_or("");
        let end = if rest.starts_with("<!--") {
            past(&fenced, start, "-->")
        } else if rest.starts_with('`') {
            let run = rest.len() - rest.trim_start_matches('`').len();
            code_end(&fenced, start + run, run).unwrap_or(start)
        } else {
            start
        };
        mask.blank(start..end);
        let run = rest.len() - rest.trim_start_matches('`').len();
        at = end.max(start + run.max(1));
    }
    mask.into_text()
}

/// The end of the code that ends with so many backticks, in the same paragraph.
fn code_end(text: &str, from: usize, run: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let rest = rest.split("\n\n").next()?;
    let mut at = 0;
    while let Some(offset) = rest.get(at..)?.find('`') {
        let start = at + offset;
        let after = rest.get(start..)?;
        let len = after.len() - after.trim_start_matches('`').len();
        if len == run {
            return Some(from + start + len);
        }
        at = start + len;
    }
    None
}

/// A key: letters, digits and `_`, with single signs inside; anything in braces; `*` for all.
fn key(text: &str, start: usize) -> Option<Span> {
    let rest = text.get(start..)?;
    if let Some(braced) = rest.strip_prefix('{') {
        let len = braced.find('}')?;
        return Some(Span::new(start + 1, start + 1 + len));
    }
    if rest.starts_with('*') {
        return Some(Span::new(start, start + 1));
    }
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = ":.#$%&-+?<>~/".contains(c) && at > 0;
        if word(c) {
            end = at + c.len_utf8();
        } else if !(joins && chars.peek().is_some_and(|(_, next)| word(*next))) {
            break;
        }
    }
    (end > 0).then(|| Span::new(start, start + end))
}
