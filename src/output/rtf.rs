//! Rich Text Format (version 1.9): looks as groups, characters beyond ASCII as `\u`.

use crate::csl::Tree;
use crate::csl::tree::{Display, Event, Look};
use crate::output::{List, walk};

/// Writes inline RTF.
pub(super) fn inline(tree: &Tree) -> String {
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 8);
    for event in tree.events() {
        match event {
            Event::Text(text) => escape(text, &mut out),
            Event::Open(Look::Link(number)) => {
                if let Some(address) = walk::address(tree, number) {
                    let address = walk::percent_encoded(address);
                    out.push_str("{\\field{\\*\\fldinst{HYPERLINK \"");
                    escape(&address, &mut out);
                    out.push_str("\"}}{\\fldrslt{");
                }
            }
            Event::Close(Look::Link(number)) => {
                out.push_str(walk::address(tree, number).map_or("", |_| "}}}"));
            }
            Event::Open(look) => out.push_str(around(look).0),
            Event::Close(look) => out.push_str(around(look).1),
        }
    }
    out
}

/// Writes a whole document.
pub(super) fn list(list: &List<'_>) -> String {
    let layout = list.bibliography;
    let indent = if layout.hanging_indent || layout.second_field_align.is_some() {
        "\\li720\\fi-720"
    } else {
        ""
    };
    let space = layout.entry_spacing.min(20) * 240;
    let entries: String = list
        .lines(inline)
        .map(|entry| format!("{{\\pard{indent}\\sa{space} {entry}\\par}}\n"))
        .collect();
    format!("{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}\n{entries}}}\n")
}

fn around(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Italic | Look::Oblique => ("{\\i ", "}"),
        Look::NormalStyle => ("{\\i0 ", "}"),
        Look::SmallCaps => ("{\\scaps ", "}"),
        Look::NormalVariant => ("{\\scaps0 ", "}"),
        Look::Bold => ("{\\b ", "}"),
        Look::Light | Look::NormalWeight => ("{\\b0 ", "}"),
        Look::Underline => ("{\\ul ", "}"),
        Look::NoUnderline => ("{\\ulnone ", "}"),
        Look::Superscript => ("{\\super ", "}"),
        Look::Subscript => ("{\\sub ", "}"),
        Look::Baseline => ("{\\nosupersub ", "}"),
        Look::Link(_) | Look::Display(Display::RightInline) => ("", ""),
        Look::Display(Display::Block) => ("\\line ", "\\line "),
        Look::Display(Display::LeftMargin) => ("", "\\tab "),
        Look::Display(Display::Indent) => ("\\line\\tab ", ""),
    }
}

/// Adds characters so that RTF prints just them.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\t' => out.push_str("\\tab "),
            '\n' | '\r' => out.push(' '),
            c if c.is_control() => {}
            c if c.is_ascii() => out.push(c),
            c => {
                // The number is signed and of 16 bits; `?` is for readers without Unicode.
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{}?", unit.cast_signed()));
                }
            }
        }
    }
}
