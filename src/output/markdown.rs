//! Markdown by CommonMark 0.31: emphasis with `*` where its delimiter rules are sure to
//! hold (section 6.2), else as inline HTML, which every Markdown takes.

use crate::csl::Tree;
use crate::csl::tree::{Display, Event, Look, Mark};
use crate::output::{List, walk};

/// Writes inline Markdown.
pub(super) fn inline(tree: &Tree) -> String {
    let starred: Vec<bool> =
        tree.marks().iter().map(|mark| is_starred(tree, mark)).collect();
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 8);
    let mut open: Vec<&'static str> = Vec::new();
    let mut links: Vec<Option<String>> = Vec::new();
    let mut next = starred.into_iter();
    for event in tree.events() {
        match event {
            Event::Text(text) => {
                for (part, is_formula) in walk::formulas(text) {
                    if is_formula { out.push_str(part) } else { escape(part, &mut out) }
                }
            }
            Event::Open(look) => {
                let starred = next.next().unwrap_or(false);
                let (before, after) = around(look, starred);
                out.push_str(before);
                open.push(after);
                if let Look::Link(number) = look {
                    let address = walk::address(tree, number).map(walk::percent_encoded);
                    out.push_str(address.as_ref().map_or("", |_| "["));
                    links.push(address);
                }
            }
            Event::Close(look) => {
                out.push_str(open.pop().unwrap_or(""));
                if let (Look::Link(_), Some(Some(address))) = (look, links.pop()) {
                    out.push_str(&format!("](<{address}>)"));
                }
            }
        }
    }
    out
}

/// Writes a bibliography, one paragraph an entry.
pub(super) fn list(list: &List<'_>) -> String {
    let entries: Vec<String> = list.lines(inline).map(|entry| at_start(&entry)).collect();
    let mut text = entries.join("\n\n");
    text.push('\n');
    text
}

/// Whether `*` is sure to be read as this part's delimiter: a letter or digit at both ends
/// inside, none outside, and no other part that begins or ends at the same place.
fn is_starred(tree: &Tree, mark: &Mark) -> bool {
    if !matches!(mark.look, Look::Italic | Look::Oblique | Look::Bold) {
        return false;
    }
    let (text, start, end) = (tree.text(), mark.start as usize, mark.end as usize);
    let inside = text.get(start..end).unwrap_or("");
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let touches = |other: &Mark| {
        let same = other == mark;
        let edges = [other.start, other.end];
        !same && (edges.contains(&mark.start) || edges.contains(&mark.end))
    };
    // Marks stand by start, so those that can touch are near; few entries have many.
    let alone = tree.marks().len() < 64 && !tree.marks().iter().any(touches);
    let twins = tree.marks().iter().filter(|other| *other == mark).count();
    word(inside.chars().next())
        && word(inside.chars().next_back())
        && !word(before)
        && !word(after)
        && alone
        && twins == 1
}

fn around(look: Look, starred: bool) -> (&'static str, &'static str) {
    match look {
        Look::Italic | Look::Oblique if starred => ("*", "*"),
        Look::Bold if starred => ("**", "**"),
        Look::Italic | Look::Oblique => ("<em>", "</em>"),
        Look::Bold => ("<strong>", "</strong>"),
        Look::NormalStyle => ("<span style=\"font-style:normal;\">", "</span>"),
        Look::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
        Look::NormalVariant => ("<span style=\"font-variant:normal;\">", "</span>"),
        Look::NormalWeight => ("<span style=\"font-weight:normal;\">", "</span>"),
        Look::Underline => ("<u>", "</u>"),
        Look::Superscript => ("<sup>", "</sup>"),
        Look::Subscript => ("<sub>", "</sub>"),
        Look::Light | Look::NoUnderline | Look::Baseline | Look::Link(_) => ("", ""),
        Look::Display(Display::Block) => ("<br>", "<br>"),
        Look::Display(Display::LeftMargin) => ("", " "),
        Look::Display(Display::RightInline) => ("", ""),
        Look::Display(Display::Indent) => ("<br>&emsp;", ""),
    }
}

/// Adds characters so that Markdown prints just them.
fn escape(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '^' | '$' | '|' => {
                out.push('\\');
                out.push(c);
            }
            // Inside a word `_` is only a character, and addresses stay whole.
            '_' if !is_word(out.chars().next_back()) || !is_word(next) => {
                out.push_str("\\_")
            }
            '&' if next.is_some_and(|c| c.is_alphanumeric() || c == '#') => {
                out.push_str("\\&")
            }
            '!' if next.is_none_or(|c| c == '[') => out.push_str("\\!"),
            // A cite in pandoc's dialect.
            '@' if !is_word(out.chars().next_back()) => out.push_str("\\@"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Guards what would begin a heading, list or rule at the start of a paragraph.
fn at_start(entry: &str) -> String {
    let entry = entry.trim();
    let entry = entry.strip_prefix("<br>").unwrap_or(entry);
    let number = entry.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = entry.len() - number.len();
    if digits > 0 && number.starts_with(['.', ')']) {
        let (digits, rest) = entry.split_at(digits);
        return format!("{digits}\\{rest}");
    }
    if entry.starts_with(['#', '-', '+', '=', ':', '%']) {
        return format!("\\{entry}");
    }
    entry.to_owned()
}
