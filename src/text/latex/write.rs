//! From rich text to LaTeX.

use super::find::Braces;
use super::lookup::{self, Meaning};
use crate::text::rich::Event;
use crate::text::{Format, RichText};

/// Which characters are written as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// All.
    Unicode,
    /// ASCII; the rest as commands.
    Ascii,
}

/// Whether a text is its own LaTeX source.
pub(super) fn is_plain(text: &str) -> bool {
    let special = |c: char| {
        matches!(
            c,
            '\\' | '{'
                | '}'
                | '$'
                | '&'
                | '#'
                | '%'
                | '_'
                | '^'
                | '~'
                | '`'
                | '\u{a0}'
                | '\n'
                | '\u{202f}'
                | '\t'
                | '\r'
        )
    };
    !text.contains(special)
        && !text.contains("--")
        && !text.contains("''")
        && !text.contains("  ")
        && text.trim().len() == text.len()
}

/// Writes rich text.
pub(super) fn rich(rich: &RichText, charset: Charset) -> String {
    let mut writer = Writer {
        out: String::with_capacity(rich.text().len() + 16),
        charset,
        open: Vec::new(),
        quote: false,
    };
    if rich.text().starts_with(' ') {
        writer.out.push_str("{}");
    }
    for event in rich.events() {
        writer.event(event);
    }
    if rich.text().ends_with(' ') {
        writer.out.push_str("{}");
    }
    countable(writer.out)
}

/// BibTeX counts `\{` as a brace (btxdoc, 4): where they have no partners they are named.
fn countable(source: String) -> String {
    let mut depth = 0i64;
    let mut lowest = 0i64;
    for byte in source.bytes() {
        depth += i64::from(byte == b'{') - i64::from(byte == b'}');
        lowest = lowest.min(depth);
    }
    if depth == 0 && lowest == 0 {
        return source;
    }
    source.replace("\\{", "\\textbraceleft{}").replace("\\}", "\\textbraceright{}")
}

/// Whether a text ends in a command without argument, which braces would become.
fn ends_in_command(text: &str) -> bool {
    let name = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    name.len() < text.len() && name.ends_with('\\')
}

/// In place of where an inside begins: it has no braces.
const BARE: usize = usize::MAX - 1;

struct Writer {
    out: String,
    charset: Charset,
    /// Where each open format's inside begins.
    open: Vec<usize>,
    /// The next character is the opening mark of a quotation, which `\mkbibquote` writes.
    quote: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Open(Format::Math) => self.open.push(usize::MAX),
            Event::Open(Format::NoCase) if ends_in_command(&self.out) => {
                self.open.push(BARE);
            }
            Event::Open(format) => {
                self.out.push_str(match format {
                    Format::Italic => "\\emph{",
                    Format::Bold => "\\textbf{",
                    Format::SmallCaps => "\\textsc{",
                    Format::Superscript => "\\textsuperscript{",
                    Format::Subscript => "\\textsubscript{",
                    Format::Underline => "\\underline{",
                    Format::Code => "\\texttt{",
                    Format::Quote => "\\mkbibquote{",
                    Format::NoCase | Format::Math => "{",
                });
                self.quote = format == Format::Quote;
                self.open.push(self.out.len());
            }
            Event::Text(text) if self.open.last() == Some(&usize::MAX) => {
                self.out.push_str(text);
            }
            Event::Text(text) => {
                let text = if std::mem::take(&mut self.quote) {
                    text.strip_prefix(['“', '‘', '"', '„', '«']).unwrap_or(text)
                } else {
                    text
                };
                escape(text, self.charset, &mut self.out);
            }
            Event::Close(format) => self.close(format),
        }
    }

    fn close(&mut self, format: Format) {
        self.quote = false;
        let Some(start) = self.open.pop() else { return };
        if start == usize::MAX || start == BARE {
            return;
        }
        if format == Format::Quote {
            let marks = ["”", "’", "\"", "“", "»", "\\textquotedblright{}"];
            for mark in marks {
                if let Some(rest) = self.out.strip_suffix(mark).filter(|r| r.len() >= start)
                {
                    self.out.truncate(rest.len());
                    break;
                }
            }
        }
        let inside = self.out.get(start..).unwrap_or("");
        // Braces that begin with a command protect nothing: they need braces of their own.
        if format == Format::NoCase && inside.starts_with('\\') {
            self.out.insert(start, '{');
            self.out.push('}');
        }
        self.out.push('}');
    }
}

/// Writes characters so that they are read as themselves.
fn escape(text: &str, charset: Charset, out: &mut String) {
    let mut braces = Braces::default();
    let mut characters = text.char_indices().peekable();
    let mut kept = 0;
    while let Some((at, c)) = characters.next() {
        if at < kept {
            continue;
        }
        let next = characters.peek().map(|(_, next)| *next);
        match c {
            '\\' => match unknown_command(text, at, &mut braces) {
                Some(end) => {
                    out.push_str(text.get(at..end).unwrap_or(""));
                    kept = end;
                }
                None => out.push_str("\\textbackslash{}"),
            },
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '\u{a0}' => out.push('~'),
            '\u{202f}' => out.push_str("\\,"),
            '\u{ad}' => out.push_str("\\-"),
            '-' if next == Some('-')
                || (charset == Charset::Ascii && out.ends_with('-')) =>
            {
                out.push_str(if next == Some('-') { "-{}" } else { "{}-" });
            }
            '\'' if next == Some('\'') => out.push_str("'{}"),
            ' ' if next == Some(' ') => out.push_str("\\ "),
            c if charset == Charset::Unicode => out.push(c),
            c => {
                if let Some(length) = marked(c, text.get(at..).unwrap_or(""), out) {
                    kept = at + length;
                } else if c.is_ascii() {
                    out.push(c);
                } else {
                    character(c, out);
                }
            }
        }
    }
}

/// The end of a command that nobody knows, with its groups: it stays what it is.
fn unknown_command(text: &str, at: usize, braces: &mut Braces) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let name = rest.get(..length).filter(|name| !name.is_empty())?;
    if lookup::command(name).is_some() {
        return None;
    }
    let mut end = at + 1 + length;
    while text.as_bytes().get(end) == Some(&b'{') {
        match braces.close_of(text.as_bytes(), end) {
            Some(close) => end = close + 1,
            // `\foo{` unclosed is read again as another thing; it is written in letters.
            None => return None,
        }
    }
    Some(end)
}

/// A letter with combining characters behind it as accents on accents; gives back how many
/// bytes that took, nothing if there are none.
fn marked(c: char, rest: &str, out: &mut String) -> Option<usize> {
    if !c.is_alphabetic() {
        return None;
    }
    let mut length = c.len_utf8();
    let mut accents = Vec::new();
    for mark in rest.get(length..)?.chars().take(4) {
        let Some(accent) = lookup::accent_for(mark) else { break };
        accents.push(accent);
        length += mark.len_utf8();
    }
    if accents.is_empty() {
        return None;
    }
    out.push('{');
    for accent in accents.iter().rev() {
        out.push('\\');
        out.push_str(accent);
        out.push('{');
    }
    if c.is_ascii() {
        out.push(c)
    } else {
        character(c, out)
    }
    out.extend(accents.iter().map(|_| '}'));
    out.push('}');
    Some(length)
}

/// A character outside ASCII as a command, where it has one.
fn character(c: char, out: &mut String) {
    match c {
        // Beside another dash its hyphens would be read as one with them.
        '–' if out.ends_with('-') => return out.push_str("\\textendash{}"),
        '—' if out.ends_with('-') => return out.push_str("\\textemdash{}"),
        // ?`` would be ¿ and a quotation mark.
        '“' if out.ends_with(['?', '!']) => return out.push_str("\\textquotedblleft{}"),
        '“' => return out.push_str("``"),
        '”' if out.ends_with('\'') => return out.push_str("\\textquotedblright{}"),
        '”' => return out.push_str("''"),
        '‘' => return out.push_str("\\textquoteleft{}"),
        '–' => return out.push_str("--"),
        '—' => return out.push_str("---"),
        _ => {}
    }
    if let Some((name, math)) = lookup::command_for(c) {
        if math {
            out.push_str("\\ensuremath{\\");
            out.push_str(name);
            out.push('}');
        } else {
            out.push_str("{\\");
            out.push_str(name);
            out.push('}');
        }
        return;
    }
    match lookup::decompose(c) {
        Some((base, accent)) => {
            out.push_str("{\\");
            out.push_str(accent);
            // Letters would run into the name of the command.
            let letters = accent.bytes().all(|byte| byte.is_ascii_alphabetic());
            if letters || !base.is_ascii() {
                out.push('{');
            }
            match base {
                'i' if accents_above(accent) => out.push_str("\\i"),
                'j' if accents_above(accent) => out.push_str("\\j"),
                base if base.is_ascii() => out.push(base),
                base => character(base, out),
            }
            if letters || !base.is_ascii() {
                out.push('}');
            }
            out.push('}');
        }
        None => out.push(c),
    }
}

fn accents_above(accent: &str) -> bool {
    !matches!(accent, "c" | "k" | "d" | "b")
}

/// Source in which only what is wanted outside ASCII changes.
pub(super) fn ascii(source: &str, wanted: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 4);
    let mut kept = 0;
    for (at, c) in source.char_indices() {
        if at < kept {
            continue;
        }
        match c {
            '\u{a0}' if wanted(c) => out.push('~'),
            // A letter is written with the marks behind it where they are wanted.
            c if c.is_ascii() || wanted(c) => {
                let rest = source.get(at..).unwrap_or("");
                let behind = rest.chars().nth(1).is_some_and(&wanted);
                match behind.then(|| marked(c, rest, &mut out)).flatten() {
                    Some(length) => kept = at + length,
                    None if c.is_ascii() => out.push(c),
                    None => character(c, &mut out),
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// Source in which wanted accents and symbols are characters, and all else is as it was.
pub(super) fn unicode(source: &str, wanted: impl Fn(char) -> bool) -> String {
    let bytes = source.as_bytes();
    let mut braces = Braces::default();
    let mut out = String::with_capacity(source.len());
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        let start = at + found;
        let wrapped = start > from && bytes.get(start - 1) == Some(&b'{');
        let end = if wrapped {
            braces.close_of(bytes, start - 1).filter(|end| end - start < 24)
        } else {
            None
        };
        let piece = match end {
            Some(end) => symbols_only(source.get(start..end).unwrap_or(""))
                .map(|s| (start - 1, end + 1, s)),
            None => None,
        };
        let piece = piece.or_else(|| {
            let end = command_end(source, start, &mut braces)?;
            symbols_only(source.get(start..end)?).map(|text| (start, end, text))
        });
        match piece.filter(|(.., text)| text.chars().all(&wanted)) {
            Some((first, end, text)) => {
                out.push_str(source.get(from..first).unwrap_or(""));
                out.push_str(&text);
                from = end;
                at = end;
            }
            None => at = start + 2,
        }
    }
    out.push_str(source.get(from..).unwrap_or(""));
    out
}

/// The end of an accent with its argument, or of a symbol.
fn command_end(source: &str, start: usize, braces: &mut Braces) -> Option<usize> {
    let rest = source.get(start + 1..)?;
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let length = if letters == 0 { rest.chars().next()?.len_utf8() } else { letters };
    let mut end = start + 1 + length;
    match lookup::command(rest.get(..length)?)? {
        Meaning::Symbol(_) if source.get(end..)?.starts_with("{}") => Some(end + 2),
        Meaning::Symbol(_) => {
            let spaces = source.get(end..)?.bytes().take_while(|b| *b == b' ').count();
            Some(end + spaces)
        }
        Meaning::Accent(..) => {
            if letters > 0 {
                end += source.get(end..)?.bytes().take_while(|b| *b == b' ').count();
            }
            match source.get(end..)?.chars().next()? {
                '{' => Some(braces.close_of(source.as_bytes(), end)? + 1),
                '\\' => {
                    let rest = source.get(end + 1..)?;
                    let length = rest.find(|c: char| !c.is_ascii_alphabetic());
                    Some(end + 1 + length.unwrap_or(rest.len()))
                }
                c => Some(end + c.len_utf8()),
            }
        }
        Meaning::Effect(_) => None,
    }
}

/// The text of accents and symbols that LaTeX need not escape again.
fn symbols_only(source: &str) -> Option<String> {
    let rest = source.strip_prefix('\\')?;
    let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let length = if length == 0 { rest.chars().next()?.len_utf8() } else { length };
    let known = lookup::command(rest.get(..length)?)?;
    if matches!(known, Meaning::Effect(_)) {
        return None;
    }
    let rich = super::read::rich(source, false);
    let text = rich.text();
    let ok = rich.marks().is_empty() && !text.is_empty() && !text.contains('\\');
    (ok && text.chars().all(|c| !c.is_ascii())).then(|| text.to_owned())
}
