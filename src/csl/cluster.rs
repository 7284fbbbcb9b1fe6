//! Clusters: cites one after the other, collapsed where the style asks for it (CSL 1.0.2,
//! “Cite Collapsing”).

use crate::csl::Collapse;
use crate::csl::braces::Braces;
use crate::csl::disambiguate::Register;
use crate::csl::eval::{Area, Before, Eval, Task, View, World};
use crate::csl::job::Mode;
use crate::csl::node::pieces::{self, Around, Piece};
use crate::csl::node::{Content, Node, punctuation};
use crate::csl::style::element::{Decor, FontStyle, FontVariant, FontWeight, Str};
use crate::csl::tree::Tree;

/// A cite that has been evaluated.
struct Made {
    node: Node,
    delimiter: Str,
}

/// The text of a cluster; its cites are in printing order.
pub(crate) fn tree(
    world: &World<'_>,
    register: &mut Register,
    cites: &[(usize, View<'_>)],
    mode: Mode,
    infix: &str,
) -> Tree {
    match mode {
        Mode::Composite => composite(world, register, cites, infix),
        Mode::Normal => plain(world, register, cites),
        mode => {
            let mut cites = cites.to_vec();
            if let Some((_, first)) = cites.first_mut() {
                let in_text = !world.style.note;
                if mode == Mode::AuthorOnly || in_text {
                    first.mode = mode;
                }
            }
            plain(world, register, &cites)
        }
    }
}

/// The names, the infix, and the cites without the names.
fn composite(
    world: &World<'_>,
    register: &mut Register,
    cites: &[(usize, View<'_>)],
    infix: &str,
) -> Tree {
    let names = tree(world, register, cites, Mode::AuthorOnly, "");
    let rest = tree(world, register, cites, Mode::SuppressAuthor, "");
    let mut out = names;
    let tight = infix.starts_with(['.', '!', '?', ':', ',', '’', '\'']);
    for part in [Tree::plain(infix), rest] {
        if part.is_empty() {
            continue;
        }
        if !(out.is_empty() || tight && part.text() == infix) {
            out.push_str(" ");
        }
        out.append(&part);
    }
    out
}

fn plain(world: &World<'_>, register: &mut Register, cites: &[(usize, View<'_>)]) -> Tree {
    let style = world.style;
    let mut braces = Braces::new(style.note);
    let mut prefix = style.citation.prefix.clone();
    braces.text(&mut prefix);
    let author_only = cites.first().is_some_and(|(_, view)| view.mode == Mode::AuthorOnly);
    let mut made = evaluate(world, register, cites, &mut braces);
    if !author_only {
        affixes(world, &mut made, prefix, &mut braces);
    }
    let in_quote = style.locale.punctuation_in_quote;
    for cite in &mut made {
        punctuation::settle(&mut cite.node, in_quote);
    }
    let around = Around::layout(&style.citation.decor);
    let mut objects: Vec<Piece> = Vec::new();
    for (at, cite) in made.iter().enumerate() {
        let before = objects.len();
        splice(world, cite, at, around, &mut objects);
        // The layout's suffix is not lost with a last cite that prints nothing.
        if objects.len() == before && at > 0 && at + 1 == made.len() {
            match objects.last_mut() {
                Some(Piece::Text(tree)) => tree.push_str(&style.citation.suffix),
                Some(Piece::Count(node)) => node.suffix.push_str(&style.citation.suffix),
                None => {}
            }
        }
    }
    let tree = pieces::render(&objects, "", around, &style.quotes);
    if author_only { tree } else { in_layout(world, tree) }
}

fn affixes(world: &World<'_>, made: &mut [Made], prefix: Str, braces: &mut Braces) {
    let mut suffix = world.style.citation.suffix.clone();
    if let Some(mark) =
        suffix.chars().next().filter(|c| matches!(c, ':' | '.' | ';' | '!' | '?'))
    {
        suffix = mark.to_string().into();
    }
    braces.text(&mut suffix);
    if let Some(last) = made.last_mut() {
        last.node.suffix = suffix;
    }
    if let Some(first) = made.first_mut() {
        // A number that text follows is done; the prefix of the layout does not part them.
        let cite = std::mem::take(&mut first.node);
        let suffix = cite.suffix.clone();
        first.node = Node {
            prefix,
            suffix,
            ..Node::bare(vec![Node { suffix: Str::default(), ..cite }])
        };
    }
}

/// The formatting of the layout around the whole cluster.
fn in_layout(world: &World<'_>, tree: Tree) -> Tree {
    let mut decor: Decor = world.style.citation.decor;
    if decor.style == FontStyle::Normal {
        decor.style = FontStyle::None;
    }
    if decor.variant == FontVariant::Normal {
        decor.variant = FontVariant::None;
    }
    if decor.weight == FontWeight::Normal {
        decor.weight = FontWeight::None;
    }
    if !decor.is_some() || tree.is_empty() {
        return tree;
    }
    let frame = Node { decor, content: Content::Group(Vec::new()), ..Node::default() };
    pieces::framed(&frame, &tree, &world.style.quotes)
}

fn evaluate(
    world: &World<'_>,
    register: &mut Register,
    cites: &[(usize, View<'_>)],
    braces: &mut Braces,
) -> Vec<Made> {
    let mut made: Vec<Made> = Vec::with_capacity(cites.len());
    let mut before = Before::default();
    let mut predecessor = false;
    let mut was_collapsed = false;
    let mut group_delimiter = false;
    let mut last: Option<View<'_>> = None;
    for (entry, view) in cites {
        let request = world.disambig.get(*entry);
        let task = Task {
            index: *entry,
            area: Area::Citation,
            view: Some(*view),
            looking: false,
            request,
        };
        let Some(eval) = Eval::new(world, register, task) else { continue };
        let names = before.names.clone();
        let mut eval = eval.after(std::mem::take(&mut before), predecessor);
        eval.outcome.group_delimiter = group_delimiter;
        let mut node = eval.layout();
        predecessor = eval.term_predecessor();
        let outcome = std::mem::take(&mut eval.outcome);
        drop(eval);
        braces.node(&mut node);
        node.purge();
        group_delimiter = outcome.group_delimiter;
        let last_locator = last.is_some_and(|view| view.locator.is_some());
        let collapsed = outcome.have_collapsed;
        let mut delimiter = delimiter(
            world,
            last_locator,
            was_collapsed,
            collapsed,
            group_delimiter,
            outcome.year_suffix_delimiter,
        );
        if let Some(last) = last {
            after_affixes(&mut delimiter, last.suffix, view.prefix);
        }
        before = Before { names: outcome.names_text.or(names), years: outcome.years };
        was_collapsed = collapsed;
        last = Some(*view);
        let says_so = world.marks_empty && view.mode == Mode::Normal;
        if says_so && node.is_blank() && made.is_empty() {
            node = Node::bare(vec![Node::text(crate::csl::NOTHING)]);
        }
        if !node.is_blank() {
            made.push(Made { node, delimiter });
        }
        if view.mode == Mode::AuthorOnly {
            break;
        }
    }
    made
}

/// What stands between a cite and the one before.
fn delimiter(
    world: &World<'_>,
    last_locator: bool,
    was_collapsed: bool,
    collapsed: bool,
    grouped: bool,
    year_suffix: bool,
) -> Str {
    let style = world.style;
    let options = &style.options;
    if let Some(after) = &options.after_collapse_delimiter {
        let never = !was_collapsed && options.collapse != Some(Collapse::YearSuffix);
        let ends = last_locator || !collapsed && (was_collapsed || never);
        return if ends { after.clone() } else { style.citation.delimiter.clone() };
    }
    if grouped && let Some(delimiter) = &options.cite_group_delimiter {
        return delimiter.clone();
    }
    if collapsed && !style.note && !style.numeric {
        return ", ".into();
    }
    if year_suffix && let Some(delimiter) = &options.year_suffix_delimiter {
        return delimiter.clone();
    }
    style.citation.delimiter.clone()
}

/// Affixes that bring their own punctuation take that of the delimiter away.
fn after_affixes(delimiter: &mut Str, suffix: &str, prefix: &str) {
    let ends = suffix.ends_with([';', '.', ',']);
    let starts = suffix.is_empty() && prefix.starts_with([';', '.', ',']);
    if ends || starts {
        match delimiter.find(' ').filter(|_| !starts) {
            Some(space) => *delimiter = delimiter.get(space..).unwrap_or("").into(),
            None => delimiter.clear(),
        }
    }
}

/// Puts the parts of a cite behind those of the cites before.
fn splice(
    world: &World<'_>,
    cite: &Made,
    at: usize,
    around: Around,
    objects: &mut Vec<Piece>,
) {
    let marks = &world.style.quotes;
    let delimiter: &str = if at > 0 { &cite.delimiter } else { "" };
    let mut parts = pieces::pieces(&cite.node, around, marks);
    let several = parts.len() > 1;
    if several && matches!(parts.first(), Some(Piece::Count(_))) {
        parts = vec![Piece::Text(pieces::render(&parts, "", around, marks))];
    }
    for (number, part) in parts.into_iter().enumerate() {
        let lead = if number == 0 { delimiter } else { cite.delimiter.as_str() };
        match part {
            Piece::Text(tree) => {
                let mut text = Tree::plain(lead);
                text.append(&tree);
                objects.push(Piece::Text(text));
            }
            Piece::Count(mut node) => {
                if number == 0
                    && let Content::Count(count) = &mut node.content
                {
                    count.splice_prefix = lead.into();
                }
                objects.push(Piece::Count(node));
            }
        }
    }
}
