//! Lines of source with carets: widths in columns of a terminal, tabs, very long lines,
//! characters that would not be seen or would turn the line around.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use super::{Look, SourceFile};
use crate::diag::Severity;
use crate::text::Span;

/// A colour with a meaning.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ink {
    Strong,
    Frame,
    Error,
    Warning,
    Info,
}

impl Ink {
    pub(super) fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Strong => "1",
            Self::Frame => "1;34",
            Self::Error => "1;31",
            Self::Warning => "1;33",
            Self::Info => "1;36",
        }
    }
}

/// Text in a colour, if there are colours.
pub(super) fn painted(text: &str, ink: Ink, look: Look) -> String {
    if look.color && !text.is_empty() {
        format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code())
    } else {
        text.to_owned()
    }
}

/// How far apart tabs are.
const TAB: usize = 4;

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Whether a character is not seen, or moves others (general category Cf, Cc, Zl, Zp).
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text with hidden characters spelled out as `<U+200B>`; line ends stay.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_hidden(c) {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Text in one line, with hidden characters spelled out.
pub(super) fn one_line(text: &str) -> String {
    visible(&text.replace(['\r', '\n'], " "))
}

/// Breaks text at spaces so that no line is wider than `room`, unless a word is.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split(' ') {
            let wide = width(word);
            if used > 0 && used + 1 + wide > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(&visible(word));
            used += wide;
        }
        lines.push(line);
    }
    lines
}

/// A character of a line as it is shown.
struct Shown {
    text: String,
    width: usize,
    marked: bool,
}

/// Draws the line where `span` begins with carets under it.
pub(super) fn draw(
    file: &SourceFile,
    span: Span,
    severity: Severity,
    margin: usize,
    look: Look,
    out: &mut String,
) {
    let number = file.lines().line(span.start);
    let line = file.lines().line_span(file.text(), number);
    let room = look.width.saturating_sub(margin + 3).max(20);
    let shown = shown(line, span, file.text());
    let (text, from, carets) = cut(&shown, room);
    let bar = painted("|", Ink::Frame, look);
    let number = painted(&number.to_string(), Ink::Frame, look);
    let _ = writeln!(out, "{:margin$} {bar}", "");
    let _ = writeln!(out, "{number} {bar} {text}");
    let more = match lines_after(file, span) {
        0 => String::new(),
        1 => " … and 1 more line".to_owned(),
        more => format!(" … and {more} more lines"),
    };
    // What goes on below needs no more carets than the line has room for.
    let carets = match more.is_empty() {
        true => carets,
        false => carets.min(room.saturating_sub(from + width(&more)).max(3)),
    };
    let sign = painted(&"^".repeat(carets), Ink::of(severity), look);
    let _ = writeln!(out, "{:margin$} {bar} {:from$}{sign}{more}", "", "");
    let _ = writeln!(out, "{:margin$} {bar}", "");
}

fn lines_after(file: &SourceFile, span: Span) -> u32 {
    let last = span.end.saturating_sub(1).max(span.start);
    file.lines().line(last) - file.lines().line(span.start)
}

/// How much of a line is looked at on either side of a finding. Nobody's terminal is wider,
/// and hostile files have lines of megabytes.
const SIDE: usize = 2000;

fn shown(line: Span, span: Span, text: &str) -> Vec<Shown> {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (line_start, line_end) = (line.start as usize, (line.end as usize).min(text.len()));
    let focus = (span.start as usize).clamp(line_start, line_end);
    let start = boundary(focus.saturating_sub(SIDE).max(line_start));
    let end = boundary((focus + SIDE).min(line_end));
    let mut column = 0;
    let mut all = Vec::new();
    for (at, c) in text.get(start..end).unwrap_or("").char_indices() {
        let at = u32::try_from(start + at).unwrap_or(u32::MAX);
        let text = match c {
            '\t' => " ".repeat(TAB - column % TAB),
            c if is_hidden(c) => visible(c.encode_utf8(&mut [0; 4])),
            c => c.to_string(),
        };
        let width = width(&text);
        column += width;
        all.push(Shown { text, width, marked: (span.start..span.end).contains(&at) });
    }
    if span.start as usize >= line_end || span.is_empty() {
        // A caret after the last character, or before the one that an insertion precedes.
        let at = text.get(start..focus.min(end)).map_or(0, |before| before.chars().count());
        match all.get_mut(at) {
            Some(shown) => shown.marked = true,
            None => all.push(Shown { text: " ".into(), width: 1, marked: true }),
        }
    }
    all
}

/// The part of a line that fits, the columns before the carets, and how many carets.
fn cut(line: &[Shown], room: usize) -> (String, usize, usize) {
    let first = line.iter().position(|shown| shown.marked).unwrap_or(0);
    let marked = line.iter().skip(first).take_while(|shown| shown.marked).count();
    let total: usize = line.iter().map(|shown| shown.width).sum();
    let (mut from, mut to) = (0, line.len());
    if total > room {
        let inner = room.saturating_sub(2);
        let wide: usize = line.iter().skip(first).take(marked).map(|s| s.width).sum();
        let before = inner.saturating_sub(wide).min(inner / 2) / 2;
        from = first;
        let mut used = 0;
        while let Some(shown) = from.checked_sub(1).and_then(|at| line.get(at))
            && used + shown.width <= before
        {
            used += shown.width;
            from -= 1;
        }
        to = from;
        let mut used = 0;
        while let Some(shown) = line.get(to)
            && used + shown.width <= inner
        {
            used += shown.width;
            to += 1;
        }
    }
    let kept = line.get(from..to).unwrap_or(&[]);
    let left = if from > 0 { "…" } else { "" };
    let right = if to < line.len() { "…" } else { "" };
    let text: String = kept.iter().map(|shown| shown.text.as_str()).collect();
    let columns = |shown: &[Shown]| shown.iter().map(|s| s.width).sum::<usize>();
    let lead =
        columns(line.get(from..first.max(from)).unwrap_or(&[])) + usize::from(from > 0);
    let end = (first + marked).min(to);
    let carets = columns(line.get(first..end.max(first)).unwrap_or(&[])).max(1);
    (format!("{left}{}{right}", text.trim_end()), lead, carets)
}
