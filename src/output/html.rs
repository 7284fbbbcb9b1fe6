//! HTML, exactly as citeproc-js writes it, line breaks of blocks included: pages and tests
//! that were made for it stay as they are.

use crate::csl::Tree;
use crate::csl::tree::{Display, Event, Look};
use crate::output::tables::superscripts::SUPERSCRIPTS;
use crate::output::{List, walk};

/// Writes inline HTML.
pub(super) fn inline(tree: &Tree) -> String {
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 8 + 16);
    for event in tree.events() {
        match event {
            Event::Text(text) => push_escaped(text, &mut out),
            Event::Open(Look::Link(number)) => {
                if let Some(address) = walk::address(tree, number) {
                    let address = escape(address).replace('"', "&#34;");
                    out.push_str(&format!("<a href=\"{address}\">"));
                }
            }
            Event::Close(Look::Link(number)) => {
                out.push_str(walk::address(tree, number).map_or("", |_| "</a>"));
            }
            Event::Open(look) => out.push_str(around(look).0),
            Event::Close(look) => out.push_str(around(look).1),
        }
    }
    out
}

/// Writes a bibliography in citeproc-js's wrapper.
pub(super) fn list(list: &List<'_>) -> String {
    let entries = list
        .lines(inline)
        .map(|entry| format!("  <div class=\"csl-entry\">{entry}</div>\n"))
        .collect::<String>();
    format!("<div class=\"csl-bib-body\">\n{entries}</div>\n")
}

fn around(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Italic => ("<i>", "</i>"),
        Look::Oblique => ("<em>", "</em>"),
        Look::NormalStyle => ("<span style=\"font-style:normal;\">", "</span>"),
        Look::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
        Look::NormalVariant => ("<span style=\"font-variant:normal;\">", "</span>"),
        Look::Bold => ("<b>", "</b>"),
        Look::NormalWeight => ("<span style=\"font-weight:normal;\">", "</span>"),
        Look::Underline => ("<span style=\"text-decoration:underline;\">", "</span>"),
        Look::NoUnderline => ("<span style=\"text-decoration:none;\">", "</span>"),
        Look::Superscript => ("<sup>", "</sup>"),
        Look::Subscript => ("<sub>", "</sub>"),
        Look::Baseline => ("<span style=\"baseline\">", "</span>"),
        Look::Light | Look::Link(_) => ("", ""),
        Look::Display(Display::Block) => ("\n\n    <div class=\"csl-block\">", "</div>\n"),
        Look::Display(Display::LeftMargin) => {
            ("\n    <div class=\"csl-left-margin\">", "</div>")
        }
        Look::Display(Display::RightInline) => {
            ("<div class=\"csl-right-inline\">", "</div>\n  ")
        }
        Look::Display(Display::Indent) => ("<div class=\"csl-indent\">", "</div>\n  "),
    }
}

/// Characters for HTML text.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(text, &mut out);
    out
}

/// Adds characters as citeproc-js escapes them: numeric references, every second of two
/// adjacent spaces kept by a no-break space before it, superscript letters as `<sup>`.
fn push_escaped(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // HTML has no other controls (Living Standard, 13.1.4).
            c if c.is_control() && !c.is_whitespace() => {}
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            c if c.is_ascii() && !c.is_ascii_whitespace() => out.push(c),
            c if is_space(c)
                && c != '\n'
                && chars.peek().is_some_and(|next| is_space(*next)) =>
            {
                chars.next();
                out.push_str("\u{a0} ");
            }
            c => match superscript(c) {
                Some(base) => {
                    out.push_str("<sup>");
                    out.push_str(base);
                    out.push_str("</sup>");
                }
                None => out.push(c),
            },
        }
    }
}

/// What JavaScript's `\s` matches.
fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\u{85}' || c == '\u{feff}'
}

fn superscript(c: char) -> Option<&'static str> {
    if c < '\u{aa}' {
        return None;
    }
    let at = SUPERSCRIPTS.binary_search_by_key(&c, |(raised, _)| *raised).ok()?;
    SUPERSCRIPTS.get(at).map(|(_, base)| *base)
}
