//! The walk that simple writers share: what opens and closes a part, how characters are
//! escaped.

use crate::csl::Tree;
use crate::csl::tree::{Event, Look};

/// Writes a tree: `around` says what stands before and after a part, `escape` adds
/// characters.
pub(super) fn write(
    tree: &Tree,
    around: fn(Look) -> (&'static str, &'static str),
    escape: fn(&str, &mut String),
) -> String {
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 8);
    for event in tree.events() {
        match event {
            Event::Open(look) => out.push_str(around(look).0),
            Event::Text(text) => escape(text, &mut out),
            Event::Close(look) => out.push_str(around(look).1),
        }
    }
    out
}

/// The address of a link if it leads to the web; anything else (`javascript:`) is no link.
pub(super) fn address(tree: &Tree, number: u32) -> Option<&str> {
    let address = tree.link(number);
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), Some("http" | "https" | "ftp"));
    (known && !address.chars().any(|c| c.is_control() || c.is_whitespace()))
        .then_some(address)
}

/// An address with the characters that no URL has by itself as `%XX`, so that it cannot
/// end the notation it stands in.
pub(super) fn percent_encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | ' ') {
            out.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Commands that a formula has no use for; one with such a command is printed as text.
const NO_MATHEMATICS: &[&str] = &[
    "catcode",
    "closeout",
    "csname",
    "def",
    "directlua",
    "edef",
    "expandafter",
    "gdef",
    "immediate",
    "include",
    "input",
    "let",
    "loop",
    "newcommand",
    "openin",
    "openout",
    "read",
    "renewcommand",
    "shipout",
    "special",
    "usepackage",
    "write",
    "xdef",
];

/// The pieces of a text, and whether each is a formula of TeX (`$\sqrt{x}$`) that LaTeX and
/// Markdown can set. What has no command is no formula for certain: `$5 and $6`.
pub(super) fn formulas(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest.get(from..).and_then(|rest| rest.find('$')) {
        let open = from + open;
        let inside = rest.get(open + 1..).unwrap_or("");
        let Some(length) = inside.find('$') else { break };
        if is_formula(inside.get(..length).unwrap_or("")) {
            let end = open + length + 2;
            pieces.push((rest.get(..open).unwrap_or(""), false));
            pieces.push((rest.get(open..end).unwrap_or(""), true));
            rest = rest.get(end..).unwrap_or("");
            from = 0;
        } else {
            from = open + 1;
        }
    }
    pieces.push((rest, false));
    pieces
}

fn is_formula(inside: &str) -> bool {
    let mut depth = 0_i32;
    let balanced = inside.bytes().all(|byte| {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        depth >= 0
    });
    let commands = || inside.split('\\').skip(1);
    let name = |rest: &'_ str| -> usize {
        rest.bytes().take_while(u8::is_ascii_alphabetic).count()
    };
    balanced
        && depth == 0
        && !inside.contains(['\n', '%', '#', '&'])
        && !inside.ends_with('\\')
        && commands().any(|rest| name(rest) > 0)
        && commands().all(|rest| {
            let name = rest.get(..name(rest)).unwrap_or("");
            !NO_MATHEMATICS.contains(&name)
        })
}

#[cfg(test)]
mod tests {
    use super::formulas;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = formulas(text)
            .into_iter()
            .filter(|(_, math)| *math)
            .map(|(part, _)| part)
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn only_formulas_are_formulas() {
        check(r"a $\sqrt{x}$ and $\alpha_i$", &[r"$\sqrt{x}$", r"$\alpha_i$"]);
        check("from $5 to $6", &[]);
        check(r"$5 and $\beta$", &[r"$\beta$"]);
        check(r"$\input{a}$ $\frac{1}$2}$", &[r"$\frac{1}$"]);
        check(r"$\sqrt{x$ and }$", &[]);
    }
}
