//! Formulas in titles: presentation MathML 3 (chapter 3) as a line of text with CSL's markup.

use super::xml::{Element, Node};

/// Adds a `<math>` element: `<i>η</i><sub>p</sub>`, `a/b`, `√(x)`.
pub(crate) fn add(math: &Element, out: &mut String) {
    row(math, out);
}

/// Adds a `<math>` element without markup.
pub(crate) fn add_plain(math: &Element, out: &mut String) {
    let mut marked = String::new();
    row(math, &mut marked);
    for tag in ["<sub>", "</sub>", "<sup>", "</sup>"] {
        marked = marked.replace(tag, "");
    }
    out.push_str(&marked);
}

/// The children one after the other; the depth is limited by the reader.
fn row(element: &Element, out: &mut String) {
    for node in &element.children {
        match node {
            Node::Element(child) => one(child, out),
            // White space between elements is layout (2.1.7); other characters are kept.
            Node::Text(text) => out.push_str(text.trim()),
        }
    }
}

fn one(element: &Element, out: &mut String) {
    let parts: Vec<&Element> = element.elements().collect();
    match (&*element.name, parts.as_slice()) {
        ("annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts", _) => {}
        ("mspace", _) => out.push(' '),
        ("mtd" | "mtr", _) => {
            row(element, out);
            out.push(if &*element.name == "mtd" { ' ' } else { ';' });
        }
        ("msub" | "munder", [base, low]) => {
            one(base, out);
            marked("sub", low, out);
        }
        ("msup" | "mover", [base, high]) => {
            one(base, out);
            marked("sup", high, out);
        }
        ("msubsup" | "munderover", [base, low, high]) => {
            one(base, out);
            marked("sub", low, out);
            marked("sup", high, out);
        }
        ("mfrac", [above, below]) => {
            closed(above, out);
            out.push('/');
            closed(below, out);
        }
        ("msqrt", _) => {
            out.push('√');
            let mut inner = String::new();
            row(element, &mut inner);
            parenthesised(&inner, out);
        }
        ("mroot", [base, index]) => {
            marked("sup", index, out);
            out.push('√');
            closed(base, out);
        }
        ("mfenced", inner) => fenced(element, inner, out),
        _ => row(element, out),
    }
}

fn marked(tag: &str, element: &Element, out: &mut String) {
    let mut inner = String::new();
    one(element, &mut inner);
    let inner = inner.trim();
    if inner == "′" {
        out.push('′');
    } else if !inner.is_empty() {
        out.push_str(&format!("<{tag}>{inner}</{tag}>"));
    }
}

/// A part of a fraction, in parentheses where it is longer than one sign.
fn closed(element: &Element, out: &mut String) {
    let mut inner = String::new();
    one(element, &mut inner);
    parenthesised(inner.trim(), out);
}

fn parenthesised(inner: &str, out: &mut String) {
    let simple = inner.chars().all(char::is_alphanumeric);
    if simple {
        out.push_str(inner);
    } else {
        out.push_str(&format!("({inner})"));
    }
}

/// `<mfenced open="[" close="]" separators=";">` (3.3.8).
fn fenced(element: &Element, inner: &[&Element], out: &mut String) {
    out.push_str(element.attribute("open").unwrap_or("("));
    let separator = element.attribute("separators").unwrap_or(",").trim();
    for (at, part) in inner.iter().enumerate() {
        if at > 0 {
            out.push_str(separator);
        }
        one(part, out);
    }
    out.push_str(element.attribute("close").unwrap_or(")"));
}

#[cfg(test)]
mod tests {
    use crate::formats::common::xml;

    fn check(source: &str, expected: &str) {
        let (document, _) = xml::read(&format!("<t>{source}</t>"));
        assert_eq!(document.rich(), expected);
    }

    #[test]
    fn indices_fractions_and_roots() {
        check(
            "Width of <mml:math xmlns:mml='m'><mml:msub><mml:mi>Z</mml:mi>\n\
             <mml:mn>0</mml:mn></mml:msub></mml:math> decays",
            "Width of Z<sub>0</sub> decays",
        );
        check(
            "<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mfrac><mi>a</mi>\
             <mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>",
            "x<sup>2</sup>+a/(b+1)",
        );
        check(
            "<math><msqrt><mi>s</mi></msqrt><mo>=</mo><mn>13</mn></math> TeV",
            "√s=13 TeV",
        );
    }

    #[test]
    fn tex_beside_mathml_is_read_once() {
        check(
            "<alternatives><tex-math>$x$</tex-math><math><mi>x</mi></math></alternatives>",
            "x",
        );
        check(
            "<math><semantics><mi>x</mi><annotation>x</annotation></semantics></math>",
            "x",
        );
    }

    #[test]
    fn an_index_on_a_new_line_belongs_to_what_it_follows() {
        check(
            "Reduction of CO\n   <sub>2</sub>\n   to formate",
            "Reduction of CO<sub>2</sub> to formate",
        );
    }
}
