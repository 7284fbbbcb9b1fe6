//! The bibliography: entries one by one, names repeated from the entry before replaced
//! (CSL 1.0.2, “Bibliography”: whitespace, `subsequent-author-substitute`).

use crate::csl::SubstituteRule;
use crate::csl::braces::Braces;
use crate::csl::disambiguate::Register;
use crate::csl::eval::{Area, Eval, Task, World};
use crate::csl::job::{Filter, Test};
use crate::csl::node::pieces::{Around, Writer};
use crate::csl::node::{Content, Node, Role, punctuation};
use crate::csl::prepare::Prepared;
use crate::csl::style::element::{Layout, Str};
use crate::csl::tree::{Display, Look, Tree};
use crate::model::Field;

/// The printed entries in order.
pub(crate) fn trees(
    world: &World<'_>,
    register: &mut Register,
    order: &[usize],
    filter: &Filter,
) -> Vec<(usize, Tree)> {
    let Some(layout) = &world.style.bibliography else { return Vec::new() };
    let mut before: Vec<String> = Vec::new();
    let mut trees = Vec::with_capacity(order.len());
    let _ = register.take_grown();
    let mut open = Vec::new();
    for entry in order {
        let kept = world.entries.get(*entry).is_some_and(|entry| keeps(filter, entry));
        if kept {
            let set = one(world, register, layout, *entry, &mut before);
            let mut tree = set.tree;
            if set.open {
                open.push(trees.len());
            }
            // Numbers of a numeric style must not have gaps.
            if tree.is_empty() && world.marks_empty && world.style.numeric {
                tree = Tree::plain(format!("{}. {}", trees.len() + 1, crate::csl::NOTHING));
            }
            trees.push((*entry, tree));
        }
    }
    // Names that only the bibliography prints count for the rule, too.
    let families = register.take_grown();
    open.retain(|at| {
        let entry = trees.get(*at).and_then(|(entry, _)| world.entries.get(*entry));
        entry.is_some_and(|entry| entry.has_family(&families))
    });
    if world.style.options.subsequent_author_substitute.is_some() && !open.is_empty() {
        // An entry leaves its names to the next one.
        open = (0..trees.len()).collect();
    }
    before.clear();
    for at in open {
        let Some((entry, tree)) = trees.get_mut(at) else { continue };
        let again = one(world, register, layout, *entry, &mut before);
        if !again.tree.is_empty() {
            *tree = again.tree;
        }
    }
    trees
}

/// An entry, set.
pub(crate) struct Listed {
    pub(crate) tree: Tree,
    /// Whether given names would be spelt out further if more names shared their family
    /// name.
    pub(crate) open: bool,
}

/// One entry; the names of the entry before may be replaced, its own are left for the next.
pub(crate) fn one(
    world: &World<'_>,
    register: &mut Register,
    layout: &Layout,
    entry: usize,
    before: &mut Vec<String>,
) -> Listed {
    let style = world.style;
    // Names that were added or spelt out in cites are so here too, if the style adds given
    // names.
    let request = world.disambig.get(entry).filter(|_| style.options.add_givenname);
    let task = Task {
        index: entry,
        area: Area::Bibliography,
        view: None,
        looking: false,
        request,
    };
    let Some(mut eval) = Eval::new(world, register, task) else {
        return Listed { tree: Tree::default(), open: false };
    };
    let mut node = eval.layout();
    let open = eval.outcome.open;
    let names = std::mem::take(&mut eval.outcome.rendered_names);
    drop(eval);
    if let Some(with) = &style.options.subsequent_author_substitute {
        substitute(&mut node, with, style.options.substitute_rule, &names, before);
        if !names.is_empty() {
            *before = names;
        }
    }
    Braces::new(style.note).node(&mut node);
    affixes(style.display_first, layout, &mut node);
    let mut entry = Node::bare(vec![node]);
    entry.decor = layout.decor;
    entry.purge();
    punctuation::settle(&mut entry, style.locale.punctuation_in_quote);
    let mut writer = Writer::new(&style.quotes);
    writer.node(&entry, Around::default());
    let mut tree = writer.tree;
    tree.shrink();
    Listed { tree, open }
}

/// The layout's own affixes: before the first piece, after the last block or after all.
fn affixes(display: bool, layout: &Layout, node: &mut Node) {
    let Content::Group(children) = &mut node.content else { return };
    if let Some(first) = children.first_mut() {
        first.prefix.insert_str(0, &layout.prefix);
    }
    let aligned = children.last().is_some_and(|last| {
        last.decor.display == Some(Display::RightInline) && children.len() > 1
    });
    match children.last_mut() {
        Some(last) if display || aligned => last.suffix = layout.suffix.clone(),
        _ => node.suffix = layout.suffix.clone(),
    }
}

/// Replaces names that the entry before began with.
fn substitute(
    node: &mut Node,
    with: &Str,
    rule: SubstituteRule,
    names: &[String],
    before: &[String],
) {
    if names.is_empty() {
        return;
    }
    let same = names == before;
    let Some(top) = find(node) else { return };
    if !has_names(top) {
        // A title or the like stands for the names.
        if same {
            replace_all(top, with);
        }
        return;
    }
    match rule {
        SubstituteRule::CompleteAll if same => replace_all(top, with),
        SubstituteRule::CompleteEach if same => {
            let mut left = usize::MAX;
            replace_names(top, with, &mut left);
        }
        SubstituteRule::PartialEach => {
            let mut left = names.iter().zip(before).take_while(|(a, b)| a == b).count();
            replace_names(top, with, &mut left);
        }
        SubstituteRule::PartialFirst => {
            let mut left =
                usize::from(names.first().is_some_and(|n| before.first() == Some(n)));
            replace_names(top, with, &mut left);
        }
        _ => {}
    }
}

/// The first names of an entry.
fn find(node: &mut Node) -> Option<&mut Node> {
    if node.role == Role::Names {
        return Some(node);
    }
    node.children_mut()?.iter_mut().find_map(find)
}

fn replace_all(top: &mut Node, with: &Str) {
    let Content::Group(children) = &mut top.content else { return };
    let label = children.iter_mut().find_map(|child| {
        let children = child.children_mut()?;
        let at = children.iter().position(|child| child.role == Role::Label)?;
        Some(children.swap_remove(at))
    });
    match label {
        Some(label) => *children = vec![Node::text(with.clone()), label],
        None => {
            if let Some(first) = children.first_mut() {
                first.content = Content::Group(vec![Node::text(with.clone())]);
            }
        }
    }
}

/// Whether there are single names to replace.
fn has_names(node: &Node) -> bool {
    is_name(node) || node.children().iter().any(has_names)
}

fn is_name(node: &Node) -> bool {
    matches!(node.role, Role::Name | Role::Inverted | Role::Institution)
}

fn replace_names(node: &mut Node, with: &Str, left: &mut usize) {
    if is_name(node) {
        if *left > 0 {
            *left -= 1;
            node.content = Content::Group(vec![Node::text(with.clone())]);
        }
        return;
    }
    if let Some(children) = node.children_mut() {
        for child in children {
            replace_names(child, with, left);
        }
    }
}

fn keeps(filter: &Filter, entry: &Prepared<'_>) -> bool {
    let answers = |test: &Test| answers(entry, test);
    let included = if !filter.include.is_empty() {
        filter.include.iter().any(answers)
    } else if !filter.exclude.is_empty() {
        !filter.exclude.iter().any(answers)
    } else {
        filter.select.iter().all(answers)
    };
    included && (filter.quash.is_empty() || !filter.quash.iter().all(answers))
}

fn answers(entry: &Prepared<'_>, test: &Test) -> bool {
    if test.field == "type" {
        return entry.kind.name() == test.value || entry.kind.csl() == test.value;
    }
    let text = entry.entry.text(Field::named(&test.field));
    match (text, test.value.as_str()) {
        (None, "") => true,
        (None, _) => false,
        (Some(text), value) => {
            text == value || text.split([',', ';']).any(|part| part.trim() == value)
        }
    }
}

/// The length of the longest first field in characters.
pub(crate) fn max_offset(trees: &[(usize, Tree)]) -> usize {
    let first = |tree: &Tree| {
        let mark =
            tree.marks().iter().find(|m| m.look == Look::Display(Display::LeftMargin))?;
        let text = tree.text().get(mark.start as usize..mark.end as usize)?;
        Some(text.chars().count())
    };
    trees.iter().filter_map(|(_, tree)| first(tree)).max().unwrap_or(0)
}
