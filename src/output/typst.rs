//! Typst markup: looks as function calls, so that neighbours never change their meaning.

use crate::csl::Tree;
use crate::csl::tree::{Display, Event, Look};
use crate::output::{List, walk};

/// Writes inline Typst.
pub(super) fn inline(tree: &Tree) -> String {
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 12);
    let mut after_call = false;
    for event in tree.events() {
        match event {
            Event::Text(text) => {
                // `#emph[a].b` would be a field, `#emph[a](b)` a call; `;` ends the code.
                if after_call && text.starts_with(['.', '(', ';']) {
                    out.push(';');
                }
                escape(text, &mut out);
                after_call = false;
            }
            Event::Open(Look::Link(number)) => {
                if let Some(address) = walk::address(tree, number) {
                    let address = walk::percent_encoded(address);
                    out.push_str(&format!("#link(\"{address}\")["));
                }
                after_call = false;
            }
            Event::Open(look) => {
                out.push_str(around(look).0);
                after_call = false;
            }
            Event::Close(look) => {
                let close = match look {
                    Look::Link(number) => walk::address(tree, number).map_or("", |_| "]"),
                    look => around(look).1,
                };
                out.push_str(close);
                after_call |= close.ends_with(']');
            }
        }
    }
    out
}

/// Writes a bibliography, one paragraph an entry, with the style's indentation.
pub(super) fn list(list: &List<'_>) -> String {
    let entries = list.lines(inline).map(|entry| at_start(&entry)).collect::<Vec<_>>();
    let body = entries.join("\n\n");
    if list.bibliography.hanging_indent || list.bibliography.second_field_align.is_some() {
        format!("#set par(hanging-indent: 2em)\n\n{body}\n")
    } else {
        format!("{body}\n")
    }
}

/// Guards what would begin a heading, list or term at the start of a line.
fn at_start(entry: &str) -> String {
    let entry = entry.trim_start();
    let number = entry.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() < entry.len() && number.starts_with('.') {
        let (digits, rest) = entry.split_at(entry.len() - number.len());
        return format!("{digits}\\{rest}");
    }
    if entry.starts_with(['=', '-', '+', '/']) {
        return format!("\\{entry}");
    }
    entry.to_owned()
}

fn around(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Italic => ("#emph[", "]"),
        Look::Oblique => ("#text(style: \"oblique\")[", "]"),
        Look::NormalStyle => ("#text(style: \"normal\")[", "]"),
        Look::SmallCaps => ("#smallcaps[", "]"),
        Look::Bold => ("#strong[", "]"),
        Look::Light => ("#text(weight: \"light\")[", "]"),
        Look::NormalWeight => ("#text(weight: \"regular\")[", "]"),
        Look::Underline => ("#underline[", "]"),
        Look::Superscript => ("#super[", "]"),
        Look::Subscript => ("#sub[", "]"),
        Look::NormalVariant | Look::NoUnderline | Look::Baseline | Look::Link(_) => {
            ("", "")
        }
        Look::Display(Display::Block) => ("#block[", "]"),
        Look::Display(Display::LeftMargin) => ("", " "),
        Look::Display(Display::RightInline) => ("", ""),
        Look::Display(Display::Indent) => ("#block(inset: (left: 2em))[", "]"),
    }
}

/// Adds characters so that Typst prints just them.
fn escape(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '*' | '_' | '`' | '$' | '#' | '<' | '>' | '@' | '[' | ']' | '~'
            | '"' | '\'' => {
                out.push('\\');
                out.push(c);
            }
            // Comments; `--`, `-?` and the sign of a number are written with other signs.
            '/' if matches!(chars.peek(), Some('/' | '*')) || out.ends_with(['/', '*']) => {
                out.push_str("\\/")
            }
            '-' if out.ends_with('-')
                || matches!(chars.peek(), Some('-' | '?' | '0'..='9')) =>
            {
                out.push_str("\\-");
            }
            '.' if out.ends_with('.') => out.push_str("\\."),
            '\u{a0}' => out.push('~'),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
