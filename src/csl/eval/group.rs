//! `<group>`: printed unless all variables that it calls are empty (CSL 1.0.2, “Group”).

use crate::csl::eval::{Eval, Group};
use crate::csl::node::Node;
use crate::csl::style::element::GroupElement;

impl<'a> Eval<'_, 'a> {
    /// `<group>`.
    pub(super) fn group(&mut self, element: &'a GroupElement, out: &mut Vec<Node>) {
        let mut inside = Vec::new();
        self.in_group(&mut inside, |eval, out| eval.elements(&element.children, out));
        if !inside.is_empty() {
            let mut node = Node::group(&element.look, &element.delimiter, inside);
            node.decor.display = None;
            out.push(node);
        }
    }

    /// Runs elements as a group: what they print is dropped when they called variables
    /// and none had anything.
    pub(super) fn in_group(
        &mut self,
        out: &mut Vec<Node>,
        run: impl FnOnce(&mut Self, &mut Vec<Node>),
    ) {
        let predecessor = self.term_predecessor;
        self.groups.push(Group::default());
        run(self, out);
        let group = self.groups.pop().unwrap_or_default();
        if group.success || group.term && !group.attempt {
            self.group_mut().success = true;
        } else {
            self.term_predecessor = predecessor;
            self.group_mut().attempt = group.attempt;
            out.clear();
        }
    }
}
