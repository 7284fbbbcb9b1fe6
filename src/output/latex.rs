//! LaTeX for text mode, safe in any class: no package is needed but `hyperref` for links.

use crate::csl::Tree;
use crate::csl::tree::{Display, Event, Look};
use crate::output::{List, walk};

/// Writes inline LaTeX.
pub(super) fn inline(tree: &Tree) -> String {
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 12);
    let mut linked = false;
    for event in tree.events() {
        match event {
            Event::Text(text) if linked && text.contains("://") => address(text, &mut out),
            Event::Text(text) => {
                for (part, is_formula) in walk::formulas(text) {
                    if is_formula { out.push_str(part) } else { escape(part, &mut out) }
                }
            }
            Event::Open(Look::Link(number)) => {
                if let Some(address) = walk::address(tree, number) {
                    let address = walk::percent_encoded(address);
                    let address = address.replace('%', "\\%").replace('#', "\\#");
                    out.push_str(&format!("\\href{{{address}}}{{"));
                }
                linked = true;
            }
            Event::Close(Look::Link(number)) => {
                linked = false;
                out.push_str(walk::address(tree, number).map_or("", |_| "}"));
            }
            Event::Open(look) => out.push_str(around(look).0),
            Event::Close(look) => out.push_str(around(look).1),
        }
    }
    out
}

/// An address as text, which may be broken after its slashes: a long one would run over the
/// margin.
fn address(text: &str, out: &mut String) {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    escape(scheme, out);
    out.push_str("://");
    for (at, part) in rest.split('/').enumerate() {
        out.push_str(if at > 0 { "/\\allowbreak{}" } else { "" });
        escape(part, out);
    }
}

/// Writes a bibliography as a list with the style's indentation.
pub(super) fn list(list: &List<'_>) -> String {
    let layout = list.bibliography;
    let (left, first) = match (layout.hanging_indent, layout.second_field_align) {
        (true, _) => ("2em", "-2em"),
        (false, Some(_)) => ("3em", "-3em"),
        (false, None) => ("0pt", "0pt"),
    };
    let space = layout.entry_spacing;
    let items: String =
        list.lines(inline).map(|entry| format!("\\item {}\n", guarded(&entry))).collect();
    format!(
        "\\begin{{list}}{{}}{{\\setlength{{\\leftmargin}}{{{left}}}\\setlength{{\\itemindent}}{{{first}}}%\n\
         \\setlength{{\\itemsep}}{{{space}\\baselineskip}}\\setlength{{\\labelwidth}}{{0pt}}\\setlength{{\\labelsep}}{{0pt}}}}\n\
         {items}\\end{{list}}\n"
    )
}

/// A bracket after `\item` would be its label.
fn guarded(entry: &str) -> String {
    let entry = entry.trim_start();
    if entry.starts_with('[') { format!("{{}}{entry}") } else { entry.to_owned() }
}

fn around(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Italic => ("\\textit{", "}"),
        Look::Oblique => ("\\textsl{", "}"),
        Look::NormalStyle => ("\\textup{", "}"),
        Look::SmallCaps => ("\\textsc{", "}"),
        Look::NormalVariant => ("{\\normalfont ", "}"),
        Look::Bold => ("\\textbf{", "}"),
        Look::Light | Look::NormalWeight => ("\\textmd{", "}"),
        Look::Underline => ("\\underline{", "}"),
        Look::Superscript => ("\\textsuperscript{", "}"),
        Look::Subscript => ("\\textsubscript{", "}"),
        Look::NoUnderline | Look::Baseline | Look::Link(_) => ("", ""),
        Look::Display(Display::Block) => ("\\par\\noindent{}", "\\par{}"),
        Look::Display(Display::LeftMargin) => ("", " "),
        Look::Display(Display::RightInline) => ("", ""),
        Look::Display(Display::Indent) => ("\\par\\quad{}", ""),
    }
}

/// Adds characters so that LaTeX prints just them.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '\u{a0}' => out.push('~'),
            '\u{ad}' => out.push_str("\\-"),
            '\u{2009}' | '\u{202f}' => out.push_str("\\,"),
            // Ligatures: `--` would print a dash, `''` a quotation mark, `,,` a low one.
            '-' | '\'' | ',' if out.ends_with(c) => {
                out.push_str("{}");
                out.push(c);
            }
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
