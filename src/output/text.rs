//! Plain text, as citeproc-js writes it: looks are dropped, blocks become line breaks.

use crate::csl::Tree;
use crate::csl::tree::{Display, Look};
use crate::output::{List, walk};

/// Writes inline text.
pub(super) fn inline(tree: &Tree) -> String {
    if tree.marks().is_empty() && !tree.text().contains(char::is_control) {
        return tree.text().to_owned();
    }
    walk::write(tree, around, push_plain)
}

/// Adds characters on one line, without what a terminal would obey.
fn push_plain(text: &str, out: &mut String) {
    out.extend(text.chars().filter_map(|c| match c {
        c if c.is_control() => c.is_whitespace().then_some(' '),
        c => Some(c),
    }));
}

/// Writes a bibliography, one entry a line; wrapped if there is a width.
pub(super) fn list(list: &List<'_>) -> String {
    if list.width.is_some() {
        return super::wrap::list(list, super::ansi::plain);
    }
    let lines =
        list.lines(inline).map(|line| line.trim_start_matches('\n').to_owned() + "\n");
    lines.collect()
}

fn around(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Display(Display::Block) => ("\n", ""),
        Look::Display(Display::LeftMargin) => ("", " "),
        Look::Display(Display::Indent) => ("\n    ", ""),
        _ => ("", ""),
    }
}
