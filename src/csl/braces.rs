//! Brackets inside brackets: in notes every second level of round ones becomes square.

use crate::csl::node::{Content, Node};
use crate::csl::style::element::Str;

/// How deep the brackets of a note are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Braces {
    on: bool,
    depth: i32,
}

impl Braces {
    /// For notes; elsewhere nothing changes.
    pub(crate) fn new(on: bool) -> Self {
        Self { on, depth: 0 }
    }

    /// Follows the brackets of a text and changes those of odd levels.
    pub(crate) fn text(&mut self, text: &mut Str) {
        if !self.on || !text.contains(['(', ')']) {
            return;
        }
        *text = text
            .chars()
            .map(|c| match c {
                '(' => {
                    self.depth += 1;
                    if self.depth % 2 == 0 { '[' } else { '(' }
                }
                ')' => {
                    let square = self.depth % 2 == 0;
                    self.depth -= 1;
                    if square { ']' } else { ')' }
                }
                c => c,
            })
            .collect();
    }

    /// Follows the affixes of a tree of pieces.
    pub(crate) fn node(&mut self, node: &mut Node) {
        if !self.on {
            return;
        }
        let Node { prefix, suffix, content, .. } = node;
        if let Content::Group(children) = content {
            self.text(prefix);
            for child in children {
                self.node(child);
            }
            self.text(suffix);
        }
    }
}
