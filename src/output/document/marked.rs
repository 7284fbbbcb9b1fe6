//! Documents in notations that are text: Markdown, LaTeX, Typst and RTF. The inside of an
//! entry is written by the writers of reference lists.

use super::{Document, Item, Look, Section, walk};
use crate::csl::Tree;
use crate::output::named;

fn inline(writer: &str, tree: &Tree) -> String {
    named(writer).map(|writer| (writer.inline)(tree)).unwrap_or_default()
}

fn words(writer: &str, text: &str) -> String {
    inline(writer, &Tree::plain(text))
}

/// What differs between the notations.
struct Shape {
    writer: &'static str,
    paragraph: fn(&str) -> String,
    heading: fn(&str, &str, usize) -> String,
    item: fn(&Item, &str, bool) -> String,
}

fn body(document: &Document, shape: &Shape) -> String {
    let mut out = String::new();
    for text in &document.intro {
        out.push_str(&(shape.paragraph)(&words(shape.writer, text)));
    }
    walk(&document.sections, 1, &mut |section: &Section, depth| {
        if !section.heading.is_empty() {
            let heading = words(shape.writer, &section.heading);
            out.push_str(&(shape.heading)(&heading, &section.anchor, depth));
        }
        for text in &section.intro {
            out.push_str(&(shape.paragraph)(&words(shape.writer, text)));
        }
        for item in &section.items {
            let text = inline(shape.writer, &item.numbered());
            out.push_str(&(shape.item)(item, text.trim(), document.hanging_indent));
        }
    });
    if !document.footer.is_empty() {
        out.push_str(&(shape.paragraph)(&words(shape.writer, &document.footer)));
    }
    out
}

/// Writes CommonMark.
pub(super) fn markdown(document: &Document) -> Vec<u8> {
    let shape = Shape {
        writer: "markdown",
        paragraph: |text| format!("{}\n\n", guarded(text, "\\")),
        heading: |text, _, depth| format!("{} {text}\n\n", "#".repeat((depth + 1).min(6))),
        item: |_, text, _| format!("{}\n\n", guarded(text, "\\")),
    };
    let title = words("markdown", &document.title);
    let text = format!("# {title}\n\n{}", body(document, &shape));
    format!("{}\n", text.trim_end()).into_bytes()
}

/// A paragraph whose first characters would begin a list or heading.
fn guarded(text: &str, escape: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}{escape}{rest}");
    }
    if text.starts_with(['#', '-', '+', '=', ':', '%', '/']) {
        return format!("{escape}{text}");
    }
    text.to_owned()
}

/// Writes LaTeX for any of its engines.
pub(super) fn latex(document: &Document) -> Vec<u8> {
    let shape = Shape {
        writer: "latex",
        paragraph: |text| format!("{text}\n\n"),
        heading: |text, _, depth| {
            let command = ["section", "subsection", "subsubsection", "paragraph"];
            let command = command.get(depth.saturating_sub(1)).unwrap_or(&"paragraph");
            format!("\\{command}*{{{text}}}\n\n")
        },
        item: |_, text, hanging| {
            let hang = if hanging { "\\hangindent=2em " } else { "" };
            format!("\\noindent{hang}\\ignorespaces {text}\\par\n\n")
        },
    };
    let title = words("latex", &document.title);
    let text = body(document, &shape);
    let fonts = if text.chars().any(is_foreign) { FONTS } else { "" };
    format!(
        "\\documentclass[11pt]{{article}}\n\\usepackage{{iftex}}\n\\ifPDFTeX\n\
         \\usepackage[T1]{{fontenc}}\n\\usepackage[utf8]{{inputenc}}\n\\else\n\
         \\usepackage{{fontspec}}\n{fonts}\\fi\n\\usepackage[margin=2.5cm]{{geometry}}\n\
         \\usepackage[hidelinks]{{hyperref}}\n\\setlength{{\\parskip}}{{0.5em}}\n\
         \\setlength{{\\parindent}}{{0pt}}\n\\sloppy\n\\begin{{document}}\n\n\
         {{\\LARGE\\bfseries {title}\\par}}\n\\bigskip\n\n{text}\\end{{document}}\n"
    )
    .into_bytes()
}

/// A font for scripts that Latin Modern, LaTeX's own, does not have.
const FONTS: &str = "% Name a font here that has your scripts.\n\
    \\IfFontExistsTF{Noto Serif}{\\setmainfont{Noto Serif}}\
    {\\IfFontExistsTF{DejaVu Serif}{\\setmainfont{DejaVu Serif}}{}}\n";

/// Whether a letter is of another script than Latin.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Writes Typst.
pub(super) fn typst(document: &Document) -> Vec<u8> {
    let shape = Shape {
        writer: "typst",
        paragraph: |text| format!("{}\n\n", guarded(text, "\\")),
        heading: |text, _, depth| format!("{} {text}\n\n", "=".repeat(depth.min(6))),
        item: |item, text, hanging| {
            let hang = if hanging { "hanging-indent: 2em" } else { "hanging-indent: 0em" };
            let language = item.language.as_deref().filter(|tag| is_plain(tag));
            let (set, text) = match language {
                Some(tag) => {
                    let tag = tag.split('-').next().unwrap_or(tag);
                    (format!("#set text(lang: \"{tag}\"); "), text)
                }
                None => (String::new(), text),
            };
            format!("#par({hang})[{set}{}]\n\n", guarded(text, "\\"))
        },
    };
    let title = words("typst", &document.title);
    let language = document.language.split('-').next().filter(|tag| is_plain(tag));
    let language = language.unwrap_or("en");
    let size = if document.look == Look::Report { "11pt" } else { "10.5pt" };
    let text = body(document, &shape);
    format!(
        "#set document(title: [{title}])\n#set page(paper: \"a4\", margin: 2.2cm, numbering: \"1\")\n\
         #set text(lang: \"{language}\", size: {size})\n#set par(justify: false)\n\n\
         #align(center, text(size: 1.7em, weight: \"bold\")[{title}])\n\n{text}"
    )
    .into_bytes()
}

fn is_plain(tag: &str) -> bool {
    !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Writes RTF.
pub(super) fn rtf(document: &Document) -> Vec<u8> {
    let shape = Shape {
        writer: "rtf",
        paragraph: |text| format!("{{\\pard\\sa160 {text}\\par}}\n"),
        heading: |text, _, depth| {
            let size = 36 - 4 * depth.min(4);
            format!(
                "{{\\pard\\keepn\\sb240\\sa120\\outlinelevel{} \\b\\fs{size} {text}\\par}}\n",
                depth.min(9) - 1
            )
        },
        item: |_, text, hanging| {
            let hang = if hanging { "\\li720\\fi-720" } else { "" };
            format!("{{\\pard{hang}\\sa120 {text}\\par}}\n")
        },
    };
    let title = words("rtf", &document.title);
    let text = body(document, &shape);
    format!(
        "{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}{{\\info{{\\title {title}}}}}\n\
         {{\\pard\\qc\\sa240 \\b\\fs40 {title}\\par}}\n{text}}}\n"
    )
    .into_bytes()
}
