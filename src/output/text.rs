//! Plain text, as citeproc-js writes it: looks are dropped, blocks become line breaks.

use crate::csl::Tree;
use crate::csl::tree::{Display, Look};
use crate::output::{List, walk};

/// Writes inline text.
pub(super) fn inline(tree: &Tree) -> String {
    if tree.marks().is_empty() {
        return tree.text().to_owned();
    }
    walk::write(tree, around, |text, out| out.push_str(text))
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
