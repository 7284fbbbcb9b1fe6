//! Brackets inside brackets: in notes every second level of round ones becomes square.

use crate::csl::node::{Content, Node};
use crate::csl::style::element::Str;

/// The brackets that stand open in a note, each by the one that closes it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Braces {
    on: bool,
    open: Vec<char>,
}

impl Braces {
    /// For notes; elsewhere nothing changes.
    pub(crate) fn new(on: bool) -> Self {
        Self { on, open: Vec::new() }
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
                    let square = self.open.len() % 2 == 1;
                    self.open.push(if square { ']' } else { ')' });
                    if square { '[' } else { '(' }
                }
                ')' => self.open.pop().unwrap_or(')'),
                c => c,
            })
            .collect();
    }

    /// Follows the affixes of a tree of pieces. Those of a single text stay as they are, but
    /// one may close what a group has opened.
    pub(crate) fn node(&mut self, node: &mut Node) {
        if !self.on {
            return;
        }
        let Node { prefix, suffix, content, .. } = node;
        match content {
            Content::Group(children) => {
                self.text(prefix);
                for child in children {
                    self.node(child);
                }
                self.text(suffix);
            }
            _ if suffix.contains(')') && !prefix.contains('(') && !suffix.contains('(') => {
                self.text(suffix);
            }
            _ => {}
        }
    }
}
