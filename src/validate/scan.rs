//! Walks over LaTeX source: which characters are text, which are markup, math or verbatim.

use std::ops::Range;
use std::str::CharIndices;

use super::cell::Cell;
use super::sink::{Mend, Sink};
use crate::diag::Rule;
use crate::model::{Datatype, Field, Syntax, Written};

/// A character of a text and what surrounds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Char {
    pub(super) at: usize,
    pub(super) c: char,
    /// How many braces are open before it.
    pub(super) depth: u32,
    /// Whether it belongs to a command: its backslash, its name, an escaped sign.
    pub(super) command: bool,
    /// Whether it is in math, or is its delimiter.
    pub(super) math: bool,
    /// Whether it is in the argument of `\url` or the like.
    pub(super) verbatim: bool,
}

impl Char {
    /// Whether it is a character that people read.
    pub(super) fn is_text(self) -> bool {
        !self.command && !self.math && !self.verbatim
    }
}

/// Walks a LaTeX source.
pub(super) fn walk(text: &str) -> Walk<'_> {
    Walk {
        text,
        chars: text.char_indices(),
        depth: 0,
        command_until: 0,
        math: false,
        verbatim_depth: None,
    }
}

/// The walk of [`walk`].
pub(super) struct Walk<'a> {
    text: &'a str,
    chars: CharIndices<'a>,
    depth: u32,
    command_until: usize,
    math: bool,
    verbatim_depth: Option<u32>,
}

/// Commands whose argument is no text: addresses, math, labels and keys.
fn is_verbatim(name: &str) -> bool {
    const NAMES: [&str; 16] = [
        "url",
        "path",
        "href",
        "nolinkurl",
        "doi",
        "ensuremath",
        "eqn",
        "ref",
        "pageref",
        "label",
        "hyperref",
        "autoref",
        "cref",
        "Cref",
        "bibentry",
        "includegraphics",
    ];
    // Styles name their own kinds of citations: `\citebi`, `\footcite`, `\textcites`.
    NAMES.contains(&name) || name.contains("cite") || name.contains("Cite")
}

impl Iterator for Walk<'_> {
    type Item = Char;

    fn next(&mut self) -> Option<Char> {
        let (at, c) = self.chars.next()?;
        let mut found = Char {
            at,
            c,
            depth: self.depth,
            command: at < self.command_until,
            math: self.math,
            verbatim: self.verbatim_depth.is_some(),
        };
        if found.command {
            return Some(found);
        }
        match c {
            '\\' => {
                found.command = true;
                self.command(at);
            }
            '{' => self.depth += 1,
            '}' => {
                self.depth = self.depth.saturating_sub(1);
                if self.verbatim_depth == Some(self.depth) {
                    self.verbatim_depth = None;
                }
            }
            '$' if self.verbatim_depth.is_none() => {
                self.math = !self.math;
                found.math = true;
            }
            _ => {}
        }
        Some(found)
    }
}

impl Walk<'_> {
    fn command(&mut self, at: usize) {
        let rest = self.text.get(at + 1..).unwrap_or("");
        let name =
            rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if name == 0 {
            let sign = rest.chars().next();
            match sign {
                Some('(') => self.math = true,
                Some(')') => self.math = false,
                _ => {}
            }
            self.command_until = at + 1 + sign.map_or(0, char::len_utf8);
            return;
        }
        self.command_until = at + 1 + name;
        let name = rest.get(..name).unwrap_or("");
        if matches!(name, "verb" | "lstinline") {
            // `\verb+a_b+`: up to the same sign.
            let rest = rest.get(name.len()..).unwrap_or("").trim_start_matches('*');
            let mut chars = rest.chars();
            let until = chars
                .next()
                .and_then(|sign| Some(sign.len_utf8() * 2 + chars.as_str().find(sign)?));
            self.command_until = self.text.len() - rest.len() + until.unwrap_or(0);
        } else if is_verbatim(name) && self.verbatim_depth.is_none() {
            self.verbatim_depth = Some(self.depth);
        }
    }
}

/// The words of a text: runs of letters, digits, apostrophes and what `also` takes.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let after = text.get(rest..)?;
        let start = rest + after.find(is_word)?;
        let word = text.get(start..)?;
        let end = start + word.find(|c| !is_word(c)).unwrap_or(word.len());
        rest = end;
        Some((start..end, text.get(start..end)?))
    })
}

/// The parts of a text between separators, each with its range, white space cut off.
pub(super) fn parts(
    text: &str,
    separates: impl Fn(char) -> bool,
) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(separates).map(move |part| {
        let trimmed = part.trim();
        // A part is a slice of the text: the distance of their beginnings is its offset.
        let start = trimmed.as_ptr().addr() - text.as_ptr().addr();
        (start..start + trimmed.len(), trimmed)
    })
}

/// Where a character stands outside braces.
pub(super) fn outside_braces(text: &str, sign: char) -> Vec<usize> {
    let mut depth = 0u32;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if c == sign && depth == 0 => found.push(at),
            _ => {}
        }
    }
    found
}

/// Whether a word is initials: `J.`, `J.R.`, `J.-P.`, `JR`.
pub(super) fn is_initials(text: &str) -> bool {
    let mut letters = 0;
    let fits = text.trim().chars().all(|c| {
        letters += usize::from(c.is_uppercase());
        c.is_uppercase() || matches!(c, '.' | '-' | ' ' | '~')
    });
    fits && (1..=3).contains(&letters)
}

/// Words that only names of institutions have.
const INSTITUTIONS: [&str; 38] = [
    "parliament",
    "university",
    "institute",
    "organization",
    "organisation",
    "committee",
    "corporation",
    "association",
    "ministry",
    "consortium",
    "collaboration",
    "foundation",
    "department",
    "agency",
    "council",
    "society",
    "commission",
    "laboratory",
    "laboratories",
    "centre",
    "bureau",
    "federation",
    "academy",
    "inc.",
    "ltd.",
    "inc",
    "ltd",
    "gmbh",
    "initiative",
    "universität",
    "université",
    "universidad",
    "institut",
    "government",
    "authority",
    "network",
    "team",
    "conference",
];

/// Those that are family names too, and mean an institution after two other words only.
const FAMILIES: [&str; 9] = [
    "bank", "center", "library", "service", "union", "group", "office", "project",
    "company",
];

/// The word by which a name is an institution's.
pub(super) fn institution(text: &str) -> Option<&str> {
    let count = text.split_whitespace().count();
    text.split([' ', '\n', '\t', ',', '{', '}']).find(|word| {
        let known =
            |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        word.starts_with(char::is_uppercase)
            && (known(&INSTITUTIONS) || count > 2 && known(&FAMILIES))
    })
}

/// Reports a sign that TeX takes for something else, unless it has its backslash.
pub(super) fn unescaped(
    cell: &Cell<'_>,
    rule: &'static Rule,
    sign: char,
    sink: &mut Sink<'_>,
) {
    // An undefined string is its own name; `key` is for sorting.
    let named = cell.fact.is_some_and(|(_, fact)| fact.written == Written::Macro);
    // The name of a string among parts: `IEEE_J_PC # " Special"`.
    let joined =
        cell.fact.is_some_and(|(_, fact)| fact.written == Written::Concat) && sign == '_';
    // `-0379%` is a date of ISO 8601-2.
    let dated = cell.field.datatype() == Datatype::Date;
    // `en_US` is no text, and a matter of its own.
    let coded = cell.field == Field::LANGUAGE;
    let printed = cell.is_printed()
        && cell.field != Field::KEY
        && !named
        && !joined
        && !dated
        && !coded;
    if cell.syntax != Syntax::Tex || !printed || !cell.text.contains(sign) {
        return;
    }
    // Addresses without `\url` are full of such signs, and a matter of their own.
    if cell.text.contains("://") {
        return;
    }
    let edits: Vec<_> = walk(&cell.text)
        .filter(|c| c.c == sign && c.is_text())
        .map(|c| (c.at..c.at, "\\".to_owned()))
        .collect();
    let Some((first, _)) = edits.first() else { return };
    let rest = cell.text.get(first.start..).unwrap_or("");
    let is_entity = sign == '&'
        && rest.get(..rest.len().min(9)).is_some_and(|t| t.contains(';'))
        || sign == '#' && cell.text.get(..first.start).is_some_and(|t| t.ends_with('&'));
    if !is_entity {
        let finding = cell.found(
            rule,
            first.start..first.start + sign.len_utf8(),
            format!("`{sign}` means something to TeX"),
        );
        // `%` at the end of a line was meant to hide the rest of it.
        let hides = |at: usize| {
            let rest = cell.text.get(at + 1..).unwrap_or("");
            sign == '%' && rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
        };
        let sure = sign != '^' && !edits.iter().any(|(range, _)| hides(range.start));
        let escaped = if sure { cell.edits(&edits) } else { None };
        sink.cell(cell, finding.safe(&format!("write `\\{sign}`"), escaped));
    }
}

/// Fields in which brackets and parentheses come in pairs.
pub(super) const PAIRED: &[&str] = &[
    "title",
    "booktitle",
    "journal",
    "journaltitle",
    "publisher",
    "series",
    "container-title",
    "note",
];

/// Reports a bracket that has no partner.
pub(super) fn unpaired(
    cell: &Cell<'_>,
    rule: &'static Rule,
    (open, close): (char, char),
    sink: &mut Sink<'_>,
) {
    let mut opened = Vec::new();
    let mut lone = None;
    let mut others = 0i32;
    // `O\((n\))`: math may hold one half.
    if cell.text.contains("\\(") || cell.text.contains("\\[") {
        return;
    }
    for c in walk(&cell.text).filter(|c| !c.math && !c.verbatim && !c.command) {
        if c.c == open {
            opened.push(c.at);
        } else if c.c == close && opened.pop().is_none() {
            // `a)`, `1)`, `II)` and smileys close what nobody opened.
            let before = cell.text.get(..c.at).unwrap_or("");
            let item = before.trim_end_matches('}').rsplit([' ', '\n', '(', '{']);
            let item = item.take(1).next().unwrap_or("");
            let roman = item.len() <= 4 && item.bytes().all(|b| b"IVXivx".contains(&b));
            let listed =
                roman || item.chars().count() <= 2 || before.ends_with([':', ';', '-']);
            if !listed {
                lone.get_or_insert(c.at);
            }
        } else {
            // Half-open intervals, `[0,1)`, pair one kind with the other.
            others +=
                i32::from(matches!(c.c, '(' | '[')) - i32::from(matches!(c.c, ')' | ']'));
        }
    }
    let Some(at) = lone.or(opened.first().copied()).filter(|_| others == 0) else { return };
    let (sign, partner) = if lone.is_some() {
        (close, "nothing opens it")
    } else {
        (open, "nothing closes it")
    };
    sink.cell(cell, cell.found(rule, at..at + 1, format!("`{sign}`: {partner}")));
}

/// Finds `needle` in `text`, ASCII case not counting.
pub(super) fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let first = needle.first()?.to_ascii_lowercase();
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), text).find(|at| {
        text.get(*at..at + needle.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(needle))
    })
}

/// A label before a number, and where the number begins: `Vol. 12`.
pub(super) fn label(cell: &Cell<'_>, labels: &[&str]) -> Option<(Range<usize>, usize)> {
    let (start, text) = cell.trimmed();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // `~p.~12`: a tie of TeX before it.
    let bare = text.trim_start_matches(['~', ' ']);
    let (start, text) = (start + text.len() - bare.len(), bare);
    labels.iter().find_map(|label| {
        let after = text.get(label.len()..)?;
        if !text.get(..label.len())?.eq_ignore_ascii_case(label) {
            return None;
        }
        let rest = after.trim_start_matches(['~', ' ', ':', '\n', '\\']);
        let parted = rest.len() < after.len() || label.ends_with('.');
        let from = start + text.len() - rest.len();
        (parted && rest.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| (start..start + label.len(), from))
    })
}

/// The numbers of a field that may hold several ISBNs, each with its range.
pub(super) fn isbns(text: &str) -> Vec<(Range<usize>, &str)> {
    numbers(text, 9)
}

/// The numbers of a field that may hold several ISSNs, each with its range.
pub(super) fn issns(text: &str) -> Vec<(Range<usize>, &str)> {
    numbers(text, 4)
}

/// Numbers between commas, semicolons, slashes and words such as `(print)` or ` and `; ISBNs
/// may be parted by a space alone, as the catalogues write them.
fn numbers(text: &str, least: usize) -> Vec<(Range<usize>, &str)> {
    let inside = |c: char| {
        c.is_ascii_digit() || matches!(c, '-' | 'X' | 'x' | '\u{2010}'..='\u{2015}')
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) =
        text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or("");
        let mut end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        // `978 0 306 40615 7`: spaces for hyphens.
        if rest.get(..end).is_some_and(|part| part.len() < 9 && !part.contains('-')) {
            let spaced = rest.find(|c| !inside(c) && c != ' ').unwrap_or(rest.len());
            let candidate = rest.get(..spaced).unwrap_or("").trim_end();
            let digits = candidate.chars().filter(|c| c.is_alphanumeric()).count();
            if matches!(digits, 8 | 10 | 13) {
                end = candidate.len();
            }
        }
        let number = rest.get(..end).unwrap_or("").trim_end_matches('-');
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        // `(10 digits)`, `v. 2` and `ISBN-13:` are labels.
        if digits >= least {
            found.push((start..start + number.len(), number));
        }
        at = start + end.max(1);
    }
    found
}

/// Whether a text is an address that lacks its scheme: `www.…`, or a host and a path.
pub(super) fn looks_like_host(text: &str) -> bool {
    if text.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '\\' | '@')) {
        return false;
    }
    let (host, path) = text.split_once('/').unwrap_or((text, ""));
    let labels = host.split('.').count();
    let last = host.rsplit('.').next().unwrap_or("");
    let is_host = labels >= 2
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
        && last.len() >= 2
        && last.bytes().all(|b| b.is_ascii_alphabetic());
    is_host
        && (text.starts_with("www.")
            || !path.is_empty()
            || labels >= 2 && matches!(last, "org" | "com" | "net" | "edu" | "gov" | "io"))
}
