//! Text for terminals: looks as ECMA-48 escape codes, no control character of the data.

use crate::csl::Tree;
use crate::csl::tree::{Display, Event, Look};
use crate::output::{List, wrap};

/// Writes inline text with escape codes.
pub(super) fn inline(tree: &Tree) -> String {
    write(tree, true)
}

/// The same text without escape codes.
pub(super) fn plain(tree: &Tree) -> String {
    write(tree, false)
}

/// Writes a bibliography, wrapped and indented, with the spacing of the style.
pub(super) fn list(list: &List<'_>) -> String {
    wrap::list(list, inline)
}

fn write(tree: &Tree, codes: bool) -> String {
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 8);
    let mut open: Vec<&'static str> = Vec::new();
    for event in tree.events() {
        match event {
            Event::Text(text) => {
                let shown =
                    |c: char| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c };
                out.extend(text.chars().map(shown).filter(|c| !is_hidden(*c)));
            }
            Event::Open(look) => {
                out.push_str(around(look).0);
                if let Some(code) = code(look).filter(|_| codes) {
                    out.push_str(code);
                    open.push(code);
                }
            }
            Event::Close(look) => {
                if code(look).is_some() && codes {
                    open.pop();
                    out.push_str("\u{1b}[0m");
                    out.extend(open.iter().copied());
                }
                out.push_str(around(look).1);
            }
        }
    }
    out
}

/// Control characters, and those that turn the direction of what follows.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn code(look: Look) -> Option<&'static str> {
    Some(match look {
        Look::Italic | Look::Oblique => "\u{1b}[3m",
        Look::NormalStyle => "\u{1b}[23m",
        Look::Bold => "\u{1b}[1m",
        Look::Light | Look::NormalWeight => "\u{1b}[22m",
        Look::Underline => "\u{1b}[4m",
        Look::NoUnderline => "\u{1b}[24m",
        _ => return None,
    })
}

fn around(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Display(Display::Block) => ("\n", ""),
        Look::Display(Display::LeftMargin) => ("", wrap::COLUMN),
        Look::Display(Display::Indent) => ("\n", ""),
        _ => ("", ""),
    }
}
