//! From LaTeX to rich text.

use super::find::{Braces, plain_run};
use super::lookup::{self, Meaning};
use super::math;
use super::tables::commands::Effect;
use crate::text::{Format, RichText};

/// How deep arguments of accents may nest.
const DEEPEST: u8 = 16;

/// Reads the source of a field.
pub(super) fn rich(source: &str, paragraphs: bool) -> RichText {
    let mut reader = Reader { paragraphs, ..Reader::new(source) };
    reader.run();
    reader.finish()
}

/// An open group.
struct Group {
    /// The first mark opened in it.
    mark: Option<usize>,
    /// What is shown where it ends.
    after: &'static str,
    /// Whether it protects case.
    protects: bool,
}

struct Reader<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    out: RichText,
    groups: Vec<Group>,
    protecting: usize,
    braces: Braces,
    /// No `$` can be closed any more.
    no_math: bool,
    /// Whether ends of paragraphs are kept.
    paragraphs: bool,
    depth: u8,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            bytes: source.as_bytes(),
            at: 0,
            out: RichText::default(),
            groups: Vec::new(),
            protecting: 0,
            braces: Braces::default(),
            no_math: false,
            paragraphs: false,
            depth: 0,
        }
    }

    fn finish(mut self) -> RichText {
        while let Some(group) = self.groups.pop() {
            self.out.push_str(group.after);
        }
        self.out.close_all();
        self.out
    }

    fn run(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            let run = plain_run(rest);
            self.out.push_str(self.source.get(self.at..self.at + run).unwrap_or(""));
            self.at += run;
            if let Some(byte) = self.peek() {
                self.special(byte);
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next_is(&self, byte: u8) -> bool {
        self.bytes.get(self.at + 1) == Some(&byte)
    }

    fn put(&mut self, text: &str, length: usize) {
        self.out.push_str(text);
        self.at += length;
    }

    fn special(&mut self, byte: u8) {
        match byte {
            b'\\' => self.command(),
            b'{' => self.open_group(),
            b'}' => self.close_group(),
            b'$' => self.math(),
            b'~' => self.put("\u{a0}", 1),
            b'%' => self.percent(),
            b'-' if self.bytes.get(self.at..self.at + 3) == Some(b"---") => {
                self.put("—", 3)
            }
            b'-' if self.next_is(b'-') => self.put("–", 2),
            b'`' if self.next_is(b'`') => self.put("“", 2),
            b'`' => self.put("‘", 1),
            b'\'' if self.next_is(b'\'') => self.put("”", 2),
            b'?' if self.next_is(b'`') => self.put("¿", 2),
            b'!' if self.next_is(b'`') => self.put("¡", 2),
            b' ' | b'\t' | b'\n' | b'\r' => {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let run = rest.iter().position(|b| !b.is_ascii_whitespace());
                let run = run.unwrap_or(rest.len());
                self.at += run;
                let blank = self.paragraphs
                    && rest.iter().take(run).filter(|b| **b == b'\n').count() > 1;
                let after = rest.get(run..).unwrap_or_default();
                // `\par` ends the paragraph itself.
                let ends = self.paragraphs
                    && after.starts_with(b"\\par")
                    && !after.get(4).is_some_and(u8::is_ascii_alphabetic);
                if !ends {
                    self.out.push_str(if blank { "\n\n" } else { " " });
                }
            }
            other => self.put(char::from(other).encode_utf8(&mut [0; 4]), 1),
        }
    }

    /// A brace: BibTeX keeps the case of what is inside, unless a command comes first.
    fn open_group(&mut self) {
        self.at += 1;
        let command = self.peek() == Some(b'\\') && !self.escaped_sign();
        // `{$x$}` would say the same twice: math has no case to protect.
        let protects = self.protecting == 0 && !command && self.peek() != Some(b'$');
        let mark = protects.then(|| self.out.open(Format::NoCase));
        self.groups.push(Group { mark, after: "", protects });
        self.protecting += usize::from(protects);
    }

    /// Whether the command here is only a character like `\&`.
    fn escaped_sign(&self) -> bool {
        self.bytes.get(self.at + 1).is_some_and(|byte| b"&%#_$".contains(byte))
    }

    fn close_group(&mut self) {
        self.at += 1;
        // A brace without partner shows nothing, as in every BibTeX style.
        let Some(group) = self.groups.pop() else { return };
        self.protecting -= usize::from(group.protects);
        self.out.push_str(group.after);
        if let Some(mark) = group.mark {
            self.out.close(mark);
        }
    }

    fn math(&mut self) {
        let double = self.next_is(b'$');
        let open = if double { 2 } else { 1 };
        let from = self.at + open;
        match (self.no_math, self.dollar(from)) {
            (false, Some(end)) => {
                let stop =
                    if double && self.bytes.get(end + 1) == Some(&b'$') { 2 } else { 1 };
                self.math_between(from, end, end + stop);
            }
            _ => {
                self.no_math = true;
                self.put("$", 1);
            }
        }
    }

    /// The next `$` that is not `\$`.
    fn dollar(&self, from: usize) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        memchr::memchr_iter(b'$', rest)
            .map(|at| from + at)
            .find(|at| self.bytes.get(at.wrapping_sub(1)) != Some(&b'\\'))
    }

    /// Shows simple math as text and keeps the rest.
    fn math_between(&mut self, from: usize, end: usize, stop: usize) {
        let inside = self.source.get(from..end).unwrap_or("");
        match math::as_text(inside) {
            Some(rich) => self.formula(&rich),
            None => {
                let mark = self.out.open(Format::Math);
                self.out.push_str(self.source.get(self.at..stop).unwrap_or(""));
                self.out.close(mark);
            }
        }
        self.at = stop;
    }

    /// Adds a formula as text; its letters keep their case (`$E$` is not `$e$`).
    fn formula(&mut self, rich: &RichText) {
        let letters = rich.text().chars().any(|c| c.is_ascii_alphabetic());
        let mark = letters.then(|| self.out.open(Format::NoCase));
        self.out.append(rich);
        if let Some(mark) = mark {
            self.out.close(mark);
        }
    }

    fn command(&mut self) {
        let start = self.at;
        let name = self.name();
        match name.as_bytes().first() {
            None => self.put("\\", 1),
            Some(b'(' | b'[') => self.display(name),
            Some(byte)
                if !byte.is_ascii_alphabetic() && lookup::command(name).is_none() =>
            {
                self.at += 1 + name.len();
                match lookup::sign(*byte) {
                    // `\@` ends a sentence after a capital (`NASA\@.`); formatters write it
                    // for the sign itself too.
                    Some("") if *byte == b'@' && self.before_word() => {
                        self.out.push_str("@");
                    }
                    Some(text) => {
                        self.out.push_str(text);
                        // `\\[2pt]` and `\\*` break the line as well.
                        if *byte == b'\\' {
                            self.skip_space();
                        }
                    }
                    None => {
                        self.out.push_str(self.source.get(start..self.at).unwrap_or(""))
                    }
                }
            }
            Some(_) => self.named(name),
        }
    }

    fn before_word(&self) -> bool {
        self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric())
    }

    /// A `%` that ends its line hides the end of the line and the blanks that follow; one
    /// with text behind it is a percent sign that somebody forgot to escape.
    fn percent(&mut self) {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let blank = |byte: &u8| *byte == b' ' || *byte == b'\t' || *byte == b'\r';
        let gap = rest.iter().position(|byte| !blank(byte));
        if gap.is_some_and(|gap| rest.get(gap) == Some(&b'\n')) {
            self.at += 1;
            self.skip_space();
        } else {
            self.put("%", 1);
        }
    }

    /// The name of the command here, without its backslash.
    fn name(&self) -> &'s str {
        let rest = self.source.get(self.at + 1..).unwrap_or("");
        let letters =
            rest.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
        let length = match (letters, rest.chars().next()) {
            (0, Some(c)) => c.len_utf8(),
            (letters, _) => letters,
        };
        rest.get(..length).unwrap_or("")
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// `\(…\)` and `\[…\]`.
    fn display(&mut self, name: &str) {
        let close = if name == "(" { "\\)" } else { "\\]" };
        let from = self.at + 2;
        let found =
            self.source.get(from..).filter(|_| !self.no_math).and_then(|r| r.find(close));
        match found {
            Some(length) => self.math_between(from, from + length, from + length + 2),
            None => {
                self.no_math = true;
                self.put("\\", 1);
            }
        }
    }

    fn named(&mut self, name: &'s str) {
        let start = self.at;
        let Some(meaning) = lookup::command(name) else { return self.unknown(name) };
        self.at += 1 + name.len();
        let letters = name.bytes().all(|byte| byte.is_ascii_alphabetic());
        match meaning {
            Meaning::Symbol(text) => {
                let ends = self.paragraphs && name == "par";
                self.out.push_str(if ends { "\n\n" } else { text });
                self.after_symbol();
            }
            Meaning::Accent(mark, own) => {
                // TeX looks for an argument over spaces, after `\'` as after `\c`.
                let rest = self.source.get(self.at..).unwrap_or("");
                if letters || !rest.trim_start().is_empty() {
                    self.skip_space();
                }
                let text = self.accented(mark, own);
                self.out.push_str(&text);
            }
            Meaning::Effect(effect) => {
                self.skip_space();
                if !self.effect(effect) {
                    self.at = start;
                    self.unknown(name);
                }
            }
        }
    }

    /// `\o{}` and `\o ` end with what they end with.
    fn after_symbol(&mut self) {
        if self.peek() == Some(b'{') && self.next_is(b'}') {
            self.at += 2;
        } else if self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.skip_space();
        }
    }

    /// Does what a command does; false if its argument is missing.
    fn effect(&mut self, effect: Effect) -> bool {
        match effect {
            Effect::Nothing => true,
            Effect::Switch(format) => {
                self.switch(format);
                true
            }
            Effect::Number => self.number(),
            Effect::Show if self.peek() != Some(b'{') => true,
            Effect::Show => self.argument(None, "", ""),
            Effect::Format(format) => self.argument(Some(format), "", ""),
            Effect::Between(before, after) => self.argument(None, before, after),
            Effect::Quote(before, after) => {
                self.argument(Some(Format::Quote), before, after)
            }
            Effect::Hide | Effect::ShowSecond => self.hide(),
            Effect::HideSecond => {
                let Some(close) = self.group_end() else { return false };
                let show = self.at..close + 1;
                self.at = close + 1;
                let second = self.group_end();
                let shown = self.source.get(show.start + 1..show.end - 1).unwrap_or("");
                self.at = second.map_or(self.at, |end| end + 1);
                let inner = self.inner(shown);
                self.out.push_str(&inner);
                true
            }
            Effect::Verbatim => {
                let Some(close) = self.group_end() else { return false };
                let text = self.source.get(self.at + 1..close).unwrap_or("");
                let mut from = 0;
                for at in memchr::memchr_iter(b'\\', text.as_bytes()) {
                    if text.as_bytes().get(at + 1).is_some_and(|b| b"%#&_{}~".contains(b)) {
                        self.out.push_str(text.get(from..at).unwrap_or(""));
                        from = at + 1;
                    }
                }
                self.out.push_str(text.get(from..).unwrap_or(""));
                self.at = close + 1;
                true
            }
            Effect::Math => {
                let Some(close) = self.group_end() else { return false };
                let inside = self.source.get(self.at + 1..close).unwrap_or("");
                match math::as_text(inside.trim_matches('$')) {
                    Some(rich) => self.formula(&rich),
                    None => {
                        let mark = self.out.open(Format::Math);
                        self.out.push_str(&format!("${inside}$"));
                        self.out.close(mark);
                    }
                }
                self.at = close + 1;
                true
            }
        }
    }

    /// Reads over an argument; a second one then comes as a group of its own.
    fn hide(&mut self) -> bool {
        let Some(close) = self.group_end() else { return false };
        self.at = close + 1;
        // The shown argument of `\href{…}{…}` is no group that protects.
        if self.peek() == Some(b'{') && self.group_end().is_some() {
            self.at += 1;
            self.groups.push(Group { mark: None, after: "", protects: false });
        }
        true
    }

    fn group_end(&mut self) -> Option<usize> {
        if self.peek() != Some(b'{') {
            return None;
        }
        self.braces.close_of(self.bytes, self.at)
    }

    /// Opens the argument as a group, or takes one character.
    fn argument(
        &mut self,
        format: Option<Format>,
        before: &'static str,
        after: &'static str,
    ) -> bool {
        if self.peek() == Some(b'*') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                let mark = format.map(|format| self.out.open(format));
                self.out.push_str(before);
                self.groups.push(Group { mark, after, protects: false });
                true
            }
            Some(byte) if byte != b'\\' && byte != b'}' && format.is_some() => {
                let rest = self.source.get(self.at..).unwrap_or("");
                let Some(c) = rest.chars().next() else { return false };
                let mark = format.map(|format| self.out.open(format));
                self.out.push_str(before);
                self.put(c.encode_utf8(&mut [0; 4]), c.len_utf8());
                self.out.push_str(after);
                if let Some(mark) = mark {
                    self.out.close(mark);
                }
                true
            }
            _ => false,
        }
    }

    /// `{\it …}`: formats the rest of the group.
    fn switch(&mut self, format: Format) {
        let mark = self.out.open(format);
        match self.groups.last_mut() {
            Some(group) => group.mark = group.mark.or(Some(mark)),
            None => {
                self.groups.push(Group { mark: Some(mark), after: "", protects: false })
            }
        }
        if self.peek() == Some(b'{') && self.next_is(b'}') {
            self.at += 2;
        }
    }

    /// `\char"C4`, `\symbol{228}`.
    fn number(&mut self) -> bool {
        let inside = match self.group_end() {
            Some(close) => {
                let inside = self.source.get(self.at + 1..close).unwrap_or("");
                self.at = close + 1;
                inside
            }
            None => {
                let rest = self.source.get(self.at..).unwrap_or("");
                let hex = rest.starts_with('"');
                let digits = rest.get(usize::from(hex)..).unwrap_or("");
                let is_digit =
                    |c: char| c.is_ascii_digit() || (hex && c.is_ascii_uppercase());
                let length = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
                let length = length + usize::from(hex);
                self.at += length;
                rest.get(..length).unwrap_or("")
            }
        };
        let number = match inside.trim().strip_prefix(['"', 'x']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => inside.trim().parse().ok(),
        };
        match number.and_then(char::from_u32).filter(|c| !c.is_control()) {
            Some(c) => {
                self.out.push_str(c.encode_utf8(&mut [0; 4]));
                true
            }
            None => false,
        }
    }

    /// An unknown command with its arguments stays as it is written.
    fn unknown(&mut self, name: &str) {
        let start = self.at;
        self.at += 1 + name.len();
        while let Some(close) = self.group_end() {
            self.at = close + 1;
        }
        self.out.push_str(self.source.get(start..self.at).unwrap_or(""));
    }

    /// The argument of an accent with the accent on it.
    fn accented(&mut self, mark: char, own: &str) -> String {
        let Some(base) = self.accent_argument() else { return own.to_owned() };
        // A dot has already gone where the accent sits above.
        let mut characters = base.chars();
        let Some(first) = characters.next() else { return own.to_owned() };
        if first.is_whitespace() {
            return format!("{own}{base}");
        }
        let rest = characters.as_str();
        // The accents that the letter has already come first.
        let marked = rest.find(|c| !('\u{300}'..='\u{36f}').contains(&c));
        let (marks, rest) = rest.split_at(marked.unwrap_or(rest.len()));
        match lookup::compose(first, mark).filter(|_| marks.is_empty()) {
            Some(both) => format!("{both}{rest}"),
            None => format!("{first}{marks}{mark}{rest}"),
        }
    }

    /// The text an accent sits on.
    fn accent_argument(&mut self) -> Option<String> {
        match self.peek()? {
            b'{' => {
                let close = self.group_end()?;
                let inside = self.source.get(self.at + 1..close).unwrap_or("");
                let text = self.inner(inside);
                self.at = close + 1;
                Some(text)
            }
            b'\\' if self.depth < DEEPEST => {
                let name = self.name();
                match lookup::command(name) {
                    Some(Meaning::Symbol(text)) => {
                        self.at += 1 + name.len();
                        self.after_symbol();
                        Some(text.to_owned())
                    }
                    Some(Meaning::Accent(mark, own)) => {
                        self.at += 1 + name.len();
                        self.depth += 1;
                        let text = self.accented(mark, own);
                        self.depth -= 1;
                        Some(text)
                    }
                    _ => None,
                }
            }
            b'}' | b'$' => None,
            _ => {
                let c = self.source.get(self.at..)?.chars().next()?;
                self.at += c.len_utf8();
                Some(c.to_string())
            }
        }
    }

    /// A piece of the source by itself, as plain text.
    fn inner(&self, source: &str) -> String {
        if self.depth >= DEEPEST {
            return source.to_owned();
        }
        let mut reader = Reader::new(source);
        reader.depth = self.depth + 1;
        reader.run();
        reader.finish().text().to_owned()
    }
}
