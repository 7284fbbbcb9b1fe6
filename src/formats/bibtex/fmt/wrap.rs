//! Long values in lines: broken only where there is white space already.

use std::borrow::Cow;

use super::options::{Options, Wrap};
use crate::text::latex;

/// Breaks a text whose first line begins in a column.
///
/// Lines and paragraphs stay what they are to TeX. Text with `%` is left alone: a line end
/// behind it means more.
pub(super) fn wrap<'a>(text: &'a str, column: usize, options: &Options) -> Cow<'a, str> {
    let limit = match options.wrap {
        Wrap::Keep => return Cow::Borrowed(text),
        Wrap::Join => usize::MAX,
        Wrap::At(limit) => limit,
    };
    let in_order = !text.contains(['\n', '\r', '\t'])
        && !text.contains("  ")
        && text.trim_ascii().len() == text.len();
    if text.contains('%') || (in_order && column + text.len() < limit) {
        return Cow::Borrowed(text);
    }
    let indent = options.indent.repeat(2);
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    // The delimiter stands before the first line.
    let mut used = column + 1;
    let mut is_first = true;
    for word in words(text) {
        let length = word.text.chars().count();
        if is_first {
            used += length;
        } else if word.begins_paragraph {
            out.push_str("\n\n");
            out.push_str(&indent);
            used = indent.len() + length;
        } else if used + 1 + length > limit {
            out.push('\n');
            out.push_str(&indent);
            used = indent.len() + length;
        } else {
            out.push(' ');
            used += 1 + length;
        }
        out.push_str(word.text);
        is_first = false;
    }
    Cow::Owned(out)
}

struct Word<'a> {
    text: &'a str,
    /// Whether a blank line stands before it.
    begins_paragraph: bool,
}

/// The words of a text; what must not be touched is part of one word.
fn words(text: &str) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let mut runs = latex::fixed_runs(text).into_iter().peekable();
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let space = bytes.get(at..).unwrap_or(&[]);
        let length = space.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let begins_paragraph = line_ends(space.get(..length).unwrap_or(&[])) > 1;
        at += length;
        if at >= bytes.len() {
            return words;
        }
        let start = at;
        while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace()) {
            at += 1;
            while runs.next_if(|run| run.end <= at).is_some() {}
            // A run that begins in this word is wholly part of it.
            if let Some(run) = runs.next_if(|run| run.start < at) {
                at = run.end;
            }
        }
        let text = text.get(start..at).unwrap_or("");
        words.push(Word { text, begins_paragraph });
    }
}

fn line_ends(space: &[u8]) -> usize {
    let pairs = space.windows(2).filter(|pair| pair == b"\r\n").count();
    space.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() - pairs
}
