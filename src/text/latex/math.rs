//! Simple math that plain text can say: numbers, signs, Greek letters, superscripts and
//! subscripts. Formulas stay formulas.

use super::lookup::{self, Meaning};
use crate::text::{Format, RichText};

/// How deep groups may nest.
const DEEPEST: u8 = 8;

/// How long math with variables may be; longer ones are formulas.
const LONGEST_WITH_VARIABLES: usize = 80;

/// The inside of math as text; `None` if it is a formula.
pub(super) fn as_text(inside: &str) -> Option<RichText> {
    if inside.len() > 200 || inside.trim().is_empty() {
        return None;
    }
    let read = |variables| {
        let mut reader = Reader { rest: inside, out: RichText::default(), variables };
        reader.all(false, 0)?;
        reader.out.close_all();
        Some(reader.out)
    };
    // `$k$-dependent`, `$n=1$`: a letter or two read as they are set, in italics.
    read(false).or_else(|| (inside.len() <= LONGEST_WITH_VARIABLES).then(|| read(true))?)
}

struct Reader<'s> {
    rest: &'s str,
    out: RichText,
    /// Whether letters may stand for themselves, in italics.
    variables: bool,
}

impl<'s> Reader<'s> {
    fn all(&mut self, letters: bool, depth: u8) -> Option<()> {
        while let Some(c) = self.rest.chars().next() {
            self.token(c, letters, depth)?;
        }
        Some(())
    }

    fn token(&mut self, c: char, letters: bool, depth: u8) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match c {
            '\\' => self.command(letters, depth),
            '^' | '_' => {
                self.skip(1);
                let format = if c == '^' { Format::Superscript } else { Format::Subscript };
                let content = self.argument()?;
                // `^\circ` is a degree sign.
                if c == '^' && matches!(content.trim(), "\\circ" | "\\degree") {
                    self.out.push_str("°");
                    return Some(());
                }
                let mark = self.out.open(format);
                self.nested(content, true, depth)?;
                self.out.close(mark);
                Some(())
            }
            '{' => {
                let content = self.argument()?;
                self.nested(content, letters, depth)
            }
            '-' => self.push("-", 1),
            '~' => self.push("\u{a0}", 1),
            '\'' => self.push("′", 1),
            // Beside variables the author's spaces are those of relations: `$n = 1$`.
            c if c.is_ascii_whitespace() => {
                let shown = self.variables && !self.out.text().ends_with(' ');
                self.push(if shown { " " } else { "" }, 1)
            }
            c if c.is_ascii_digit() || "+=<>/()[],.:;!|*%".contains(c) => {
                self.push(c.encode_utf8(&mut [0; 4]), 1)
            }
            c if !c.is_ascii() || (letters && c.is_ascii_alphabetic()) => {
                self.push(c.encode_utf8(&mut [0; 4]), c.len_utf8())
            }
            c if self.variables && c.is_ascii_alphabetic() => {
                let end = self.rest.find(|c: char| !c.is_ascii_alphabetic());
                let length = end.unwrap_or(self.rest.len());
                let mark = self.out.open(Format::Italic);
                self.push(self.rest.get(..length)?, length)?;
                self.out.close(mark);
                Some(())
            }
            _ => None,
        }
    }

    fn push(&mut self, text: &str, length: usize) -> Option<()> {
        self.out.push_str(text);
        self.skip(length);
        Some(())
    }

    fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or("");
    }

    fn nested(&mut self, content: &'s str, letters: bool, depth: u8) -> Option<()> {
        let after = std::mem::replace(&mut self.rest, content);
        self.all(letters, depth + 1)?;
        self.rest = after;
        Some(())
    }

    /// A group's inside, a command, or one character.
    fn argument(&mut self) -> Option<&'s str> {
        let rest = self.rest.trim_start();
        let length = match rest.chars().next()? {
            '{' => {
                let close = close_of(rest)?;
                self.rest = rest.get(close + 1..)?;
                return rest.get(1..close);
            }
            '\\' => {
                let name = rest.get(1..)?.find(|c: char| !c.is_ascii_alphabetic());
                let end = name.map_or(rest.len(), |length| length + 1).max(2);
                // `_\mathrm{cus}`: the command takes its own argument along.
                let group = rest.get(end..).filter(|rest| rest.starts_with('{'));
                end + group.and_then(close_of).map_or(0, |close| close + 1)
            }
            c => c.len_utf8(),
        };
        self.rest = rest.get(length..)?;
        rest.get(..length)
    }

    fn command(&mut self, letters: bool, depth: u8) -> Option<()> {
        let name = self.rest.get(1..)?;
        let length = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
        if length == 0 {
            let sign = name.bytes().next()?;
            self.skip(2);
            return match sign {
                b',' | b';' | b':' | b' ' => self.push(" ", 0),
                b'!' => Some(()),
                sign => self.push(lookup::sign(sign)?, 0),
            };
        }
        let name = name.get(..length)?;
        self.skip(1 + length);
        if let Some(mark) = lookup::math_accent(name) {
            let content = self.argument()?;
            let before = self.out.text().len();
            self.nested(content, letters, depth)?;
            // Over the digits of Miller indices a bar is a line.
            let base = self.out.text().get(before..).unwrap_or("");
            let digit = base.ends_with(|c: char| c.is_ascii_digit());
            let mark = if mark == '\u{304}' && digit { '\u{305}' } else { mark };
            return self.push(mark.encode_utf8(&mut [0; 4]), 0);
        }
        match name {
            // Sizes of brackets.
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" => {
                Some(())
            }
            "rm" => {
                let rest = std::mem::take(&mut self.rest);
                self.nested(rest.trim_start(), true, depth)
            }
            "mathrm" | "text" | "textrm" | "mathsf" | "operatorname" | "textsf"
            | "mbox" | "mathnormal" | "mathit" => {
                let content = self.argument()?;
                self.nested(content, true, depth)
            }
            "sp" | "textsuperscript" | "sb" | "textsubscript" => {
                let up = matches!(name, "sp" | "textsuperscript");
                let format = if up { Format::Superscript } else { Format::Subscript };
                let content = self.argument()?;
                let mark = self.out.open(format);
                self.nested(content, true, depth)?;
                self.out.close(mark);
                Some(())
            }
            "mathbb" | "mathfrak" | "mathcal" | "mathscr" => {
                let letters: String = self
                    .argument()?
                    .chars()
                    .map(|c| alphabet(name, c))
                    .collect::<Option<_>>()?;
                self.push(&letters, 0)
            }
            name => match lookup::command(name)? {
                Meaning::Symbol(text) => {
                    let text = if name == "circ" { "∘" } else { text };
                    self.push(text, 0)
                }
                _ => None,
            },
        }
    }
}

/// A letter in one of Unicode's mathematical alphabets (chart U+1D400; those that stood in
/// the chart of letterlike symbols before keep their places).
fn alphabet(command: &str, c: char) -> Option<char> {
    let early = match command {
        "mathbb" => "CℂHℍNℕPℙQℚRℝZℤ",
        "mathfrak" => "CℭHℌIℑRℜZℨ",
        _ => "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ",
    };
    let mut pairs = early.chars();
    while let (Some(plain), Some(letter)) = (pairs.next(), pairs.next()) {
        if plain == c {
            return Some(letter);
        }
    }
    let first = match command {
        "mathbb" => 0x1d538,
        "mathfrak" => 0x1d504,
        _ => 0x1d49c,
    };
    let place = match c {
        'A'..='Z' => u32::from(c) - u32::from('A'),
        'a'..='z' => u32::from(c) - u32::from('a') + 26,
        _ => return None,
    };
    char::from_u32(first + place)
}

/// The brace that closes the one at the start.
fn close_of(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
