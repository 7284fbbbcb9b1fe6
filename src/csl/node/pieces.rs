//! Writing pieces out: nested formats flip, quotation marks alternate, numbers that count
//! cites form ranges.

use crate::csl::node::markup::QuoteMarks;
use crate::csl::node::{Content, Count, LinkKind, Node, Role};
use crate::csl::style::element::{
    Decor, Decoration, FontStyle, FontVariant, FontWeight, Quotes, Str, VerticalAlign,
};
use crate::csl::tree::{Look, Tree};

/// The formatting around a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    style: FontStyle,
    slanted: bool,
    variant: FontVariant,
    small_caps: bool,
    weight: FontWeight,
    heavy: bool,
    lined: bool,
    raised: bool,
    /// Whether the nearest quotation marks are inner ones; none outside of any.
    inner: Option<bool>,
}

impl Around {
    /// The formatting of a layout around all its pieces.
    pub(crate) fn layout(decor: &Decor) -> Self {
        let mut around = Self::default();
        around.enter(decor);
        around
    }

    /// Goes into a piece: what its formatting really means here.
    fn enter(&mut self, decor: &Decor) -> Decor {
        let mut real = *decor;
        if decor.plain {
            real.style = if self.style == FontStyle::None {
                FontStyle::None
            } else {
                FontStyle::Normal
            };
            real.variant = if self.variant == FontVariant::None {
                FontVariant::None
            } else {
                FontVariant::Normal
            };
            real.weight = if self.weight == FontWeight::None {
                FontWeight::None
            } else {
                FontWeight::Normal
            };
        }
        self.enter_fonts(&mut real);
        real.quotes = match (decor.quotes, self.inner) {
            (Quotes::None | Quotes::Never, _) => Quotes::None,
            (Quotes::Outer, _) => Quotes::FlipOuter,
            (Quotes::FlipOuter, None) | (_, Some(true)) => Quotes::FlipOuter,
            (Quotes::FlipInner, None) | (_, Some(false)) => Quotes::FlipInner,
        };
        match decor.quotes {
            Quotes::None => {}
            // Of the style's elements the outermost says what marks in texts stand in.
            Quotes::Never => self.inner = self.inner.or(Some(true)),
            Quotes::Outer => self.inner = self.inner.or(Some(false)),
            _ => self.inner = Some(real.quotes == Quotes::FlipInner),
        }
        real
    }

    fn enter_fonts(&mut self, real: &mut Decor) {
        if real.style == FontStyle::Flip {
            let slanted = matches!(self.style, FontStyle::Italic);
            real.style = if slanted { FontStyle::Normal } else { FontStyle::Italic };
        }
        if real.style == FontStyle::Normal && !self.slanted {
            real.style = FontStyle::None;
        }
        if real.style != FontStyle::None {
            self.style = real.style;
            self.slanted |= real.style != FontStyle::Normal;
        }
        if real.variant == FontVariant::Flip {
            let small = self.variant == FontVariant::SmallCaps;
            real.variant = if small { FontVariant::Normal } else { FontVariant::SmallCaps };
        }
        if real.variant == FontVariant::Normal && !self.small_caps {
            real.variant = FontVariant::None;
        }
        if real.variant != FontVariant::None {
            self.variant = real.variant;
            self.small_caps |= real.variant != FontVariant::Normal;
        }
        if real.weight == FontWeight::Flip {
            let bold = self.weight == FontWeight::Bold;
            real.weight = if bold { FontWeight::Normal } else { FontWeight::Bold };
        }
        if real.weight == FontWeight::Normal && !self.heavy {
            real.weight = FontWeight::None;
        }
        if real.weight != FontWeight::None {
            self.weight = real.weight;
            self.heavy |= real.weight != FontWeight::Normal;
        }
        self.lined |= real.line == Decoration::Underline;
        self.raised |=
            matches!(real.align, VerticalAlign::Superscript | VerticalAlign::Subscript);
    }
}

/// A tree under construction.
pub(crate) struct Writer<'m> {
    pub(crate) tree: Tree,
    marks: &'m QuoteMarks,
}

/// A part of a cite: text that is done, or a number that may join a range.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Text(Tree),
    Count(Box<Node>),
}

impl<'m> Writer<'m> {
    /// An empty tree.
    pub(crate) fn new(marks: &'m QuoteMarks) -> Self {
        Self { tree: Tree::default(), marks }
    }

    /// Writes a piece; numbers in it stand for themselves.
    pub(crate) fn node(&mut self, node: &Node, around: Around) {
        self.framed(node, around, |writer, inner| match &node.content {
            Content::Text(text) => writer.tree.push_str(text),
            Content::Count(count) => writer.tree.push_str(&count.text()),
            Content::Group(children) => writer.children(children, &node.delimiter, inner),
        });
    }

    fn children(&mut self, children: &[Node], delimiter: &Str, around: Around) {
        let start = self.tree.mark();
        for child in children {
            let before = self.tree.mark();
            if !delimiter.is_empty() && before.0 > start.0 && !child.is_delimited() {
                self.tree.push_str(delimiter);
            }
            let inside = self.tree.mark();
            self.node(child, around);
            if self.tree.mark().0 == inside.0 {
                self.tree.back_to(before);
            }
        }
    }

    /// Writes what a piece holds with its affixes and formatting around it; nothing, if it
    /// holds nothing.
    fn framed(
        &mut self,
        node: &Node,
        around: Around,
        content: impl FnOnce(&mut Self, Around),
    ) {
        let start = self.tree.mark();
        if !node.decor.is_some() && !matches!(node.role, Role::Link(_)) {
            self.tree.push_str(&node.prefix);
            let at = self.tree.mark();
            content(self, around);
            match self.tree.mark().0 == at.0 {
                true => self.tree.back_to(start),
                false => self.tree.push_str(&node.suffix),
            }
            return;
        }
        let mut inner = around;
        let real = inner.enter(&node.decor);
        let block =
            node.decor.display.map(|display| self.tree.open(Look::Display(display)));
        self.tree.push_str(&node.prefix);
        let open = self.open(&real, node.role);
        let at = self.tree.mark();
        content(self, inner);
        if self.tree.mark().0 == at.0 {
            self.tree.back_to(start);
            return;
        }
        if let (Role::Link(kind), Some(link)) = (node.role, open.last()) {
            self.tree.link_to_own_text(*link, link_root(kind));
        }
        self.close(open, &real);
        self.tree.push_str(&node.suffix);
        if let Some(block) = block {
            self.tree.close(block);
        }
    }

    fn open(&mut self, real: &Decor, role: Role) -> Vec<usize> {
        match real.quotes {
            Quotes::None | Quotes::Never => {}
            Quotes::FlipInner => self.tree.push_str(&self.marks.open_inner),
            _ => self.tree.push_str(&self.marks.open),
        }
        let mut open = Vec::new();
        let align = match real.align {
            VerticalAlign::None => None,
            VerticalAlign::Baseline => Some(Look::Baseline),
            VerticalAlign::Superscript => Some(Look::Superscript),
            VerticalAlign::Subscript => Some(Look::Subscript),
        };
        let line = match real.line {
            Decoration::None => None,
            Decoration::Plain => Some(Look::NoUnderline),
            Decoration::Underline => Some(Look::Underline),
        };
        let weight = match real.weight {
            FontWeight::None | FontWeight::Flip => None,
            FontWeight::Normal => Some(Look::NormalWeight),
            FontWeight::Bold => Some(Look::Bold),
            FontWeight::Light => Some(Look::Light),
        };
        let variant = match real.variant {
            FontVariant::None | FontVariant::Flip => None,
            FontVariant::Normal => Some(Look::NormalVariant),
            FontVariant::SmallCaps => Some(Look::SmallCaps),
        };
        let style = match real.style {
            FontStyle::None | FontStyle::Flip => None,
            FontStyle::Normal => Some(Look::NormalStyle),
            FontStyle::Italic => Some(Look::Italic),
            FontStyle::Oblique => Some(Look::Oblique),
        };
        for look in [align, line, weight, variant, style].into_iter().flatten() {
            open.push(self.tree.open(look));
        }
        if let Role::Link(_) = role {
            open.push(self.tree.open_link(""));
        }
        open
    }

    fn close(&mut self, open: Vec<usize>, real: &Decor) {
        for mark in open.into_iter().rev() {
            self.tree.close(mark);
        }
        match real.quotes {
            Quotes::None | Quotes::Never => {}
            Quotes::FlipInner => self.tree.push_str(&self.marks.close_inner),
            _ => self.tree.push_str(&self.marks.close),
        }
    }
}

/// What stands before an identifier in its address; the writer of links adds the text.
fn link_root(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Url => "",
        LinkKind::Doi => "https://doi.org/",
        LinkKind::Pmid => "https://www.ncbi.nlm.nih.gov/pubmed/",
        LinkKind::Pmcid => "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    }
}

/// The characters of a piece without any formatting or quotation marks.
pub(crate) fn plain(node: &Node) -> String {
    let mut out = String::new();
    plain_into(node, &mut out);
    out
}

fn plain_into(node: &Node, out: &mut String) {
    let start = out.len();
    out.push_str(&node.prefix);
    let inside = out.len();
    match &node.content {
        Content::Text(text) => out.push_str(text),
        Content::Count(count) => out.push_str(&count.text()),
        Content::Group(children) => {
            for child in children {
                let before = out.len();
                if before > inside {
                    out.push_str(&node.delimiter);
                }
                let at = out.len();
                plain_into(child, out);
                if out.len() == at {
                    out.truncate(before);
                }
            }
        }
    }
    if out.len() == inside {
        out.truncate(start);
        return;
    }
    out.push_str(&node.suffix);
}

fn has_count(node: &Node) -> bool {
    match &node.content {
        Content::Text(_) => false,
        Content::Count(_) => true,
        Content::Group(children) => children.iter().any(has_count),
    }
}

/// The parts of a cite: its numbers stay open where nothing is around or after them.
pub(crate) fn pieces(node: &Node, around: Around, marks: &QuoteMarks) -> Vec<Piece> {
    if !has_count(node) {
        let mut writer = Writer::new(marks);
        writer.node(node, around);
        return match writer.tree.is_empty() {
            true => Vec::new(),
            false => vec![Piece::Text(writer.tree)],
        };
    }
    let Content::Group(children) = &node.content else {
        return vec![Piece::Count(Box::new(node.clone()))];
    };
    let mut inner = around;
    inner.enter(&node.decor);
    let mut parts: Vec<Piece> = Vec::new();
    for child in children {
        let mut more = pieces(child, inner, marks);
        if more.len() > 1 && !child.delimiter.is_empty() {
            let mut seen = false;
            for part in &mut more {
                match part {
                    Piece::Count(_) => seen = true,
                    Piece::Text(tree) if seen => *tree = prefixed(&child.delimiter, tree),
                    Piece::Text(_) => {}
                }
            }
        }
        parts.extend(more);
    }
    delimit(&mut parts, &node.delimiter);
    close(node, parts, around, inner, marks)
}

fn prefixed(text: &str, tree: &Tree) -> Tree {
    let mut made = Tree::plain(text);
    made.append(tree);
    made
}

/// Puts the delimiter of a group between its parts where a number is one of them.
fn delimit(parts: &mut [Piece], delimiter: &Str) {
    for at in 1..parts.len() {
        let Some([before, next]) = parts.get_mut(at - 1..=at) else { continue };
        let Piece::Count(next) = next else { continue };
        let Content::Count(count) = &mut next.content else { continue };
        match before {
            Piece::Count(before) if !count.delimited => {
                before.suffix.push_str(delimiter);
                count.successor_prefix.clear();
                count.delimited = true;
            }
            Piece::Text(tree) => {
                if !count.delimited {
                    tree.push_str(delimiter);
                }
                count.delimited = true;
            }
            Piece::Count(_) => {}
        }
    }
}

/// Writes the parts that are settled, with the group's affixes; numbers at the end stay.
fn close(
    node: &Node,
    mut parts: Vec<Piece>,
    around: Around,
    inner: Around,
    marks: &QuoteMarks,
) -> Vec<Piece> {
    let last_text = parts.iter().rposition(|part| matches!(part, Piece::Text(_)));
    let mut split = last_text.map_or(0, |at| at + 1);
    if node.decor.is_some() || !node.suffix.is_empty() {
        split = parts.len();
    } else if !node.prefix.is_empty()
        && let Some(at) = parts.iter().position(|part| matches!(part, Piece::Count(_)))
    {
        split = at;
        if at == 0
            && let Some(Piece::Count(first)) = parts.first_mut()
        {
            first.prefix.insert_str(0, &node.prefix);
        }
    }
    let rest = parts.split_off(split.min(parts.len()));
    let mut made = Vec::with_capacity(rest.len() + 1);
    if let [Piece::Count(only)] = parts.as_mut_slice() {
        only.prefix.insert_str(0, &node.prefix);
        only.suffix.push_str(&node.suffix);
        only.decor.fill(&node.decor);
        made.append(&mut parts);
    } else if !parts.is_empty() {
        let content = render(&parts, &node.delimiter, inner, marks);
        let mut writer = Writer::new(marks);
        writer.framed(node, around, |writer, _| writer.tree.append(&content));
        if !writer.tree.is_empty() {
            made.push(Piece::Text(writer.tree));
        }
    }
    made.extend(rest);
    made
}

/// How a number stands to the numbers before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Start,
    Seen,
    Successor,
    SecondSuccessor,
    Suppressed,
    End,
}

fn count_of(piece: Option<&Piece>) -> Option<&Count> {
    match piece? {
        Piece::Count(node) => match &node.content {
            Content::Count(count) => Some(count),
            _ => None,
        },
        Piece::Text(_) => None,
    }
}

/// Writes parts one after the other; runs of numbers become ranges.
pub(crate) fn render(
    parts: &[Piece],
    delimiter: &str,
    around: Around,
    marks: &QuoteMarks,
) -> Tree {
    let standing = standings(parts);
    let mut writer = Writer::new(marks);
    for (at, part) in parts.iter().enumerate() {
        match part {
            Piece::Text(tree) => {
                if !writer.tree.is_empty() {
                    writer.tree.push_str(delimiter);
                }
                writer.tree.append(tree);
            }
            Piece::Count(node) => {
                let Content::Count(count) = &node.content else { continue };
                let before: &str = match standing.get(at) {
                    Some(Standing::Suppressed) => continue,
                    Some(Standing::End) => &count.range_prefix,
                    Some(Standing::Successor) => &count.successor_prefix,
                    Some(Standing::Start) if at > 0 && !count.suppress_splice => {
                        &count.splice_prefix
                    }
                    Some(Standing::Seen) => &count.splice_prefix,
                    _ => "",
                };
                writer.tree.push_str(before);
                writer.node(node, around);
            }
        }
    }
    writer.tree
}

fn standings(parts: &[Piece]) -> Vec<Standing> {
    let mut standing = vec![Standing::Start; parts.len()];
    let mut start = true;
    for at in 0..parts.len() {
        let Some(count) = count_of(parts.get(at)) else {
            let next = count_of(parts.get(at + 1));
            start = next.is_none_or(|next| next.splice_prefix.is_empty());
            continue;
        };
        let next = count_of(parts.get(at + 1));
        let follows = next.is_some_and(|next| {
            next.letters == count.letters && next.value > 0 && next.value == count.value + 1
        });
        let (own, then) = step(standing.get(at).copied(), start, follows, count);
        if let Some(slot) = standing.get_mut(at) {
            *slot = own;
        }
        if next.is_some()
            && let (Some(slot), Some(then)) = (standing.get_mut(at + 1), then)
        {
            *slot = then;
        }
        start = false;
    }
    last_seen(parts, &mut standing);
    standing
}

fn step(
    own: Option<Standing>,
    start: bool,
    follows: bool,
    count: &Count,
) -> (Standing, Option<Standing>) {
    let own = own.unwrap_or(Standing::Start);
    if start {
        let then = if follows { Standing::Successor } else { Standing::Seen };
        return (Standing::Start, Some(then));
    }
    if !follows {
        let own = if own == Standing::SecondSuccessor { Standing::End } else { own };
        return (own, Some(Standing::Seen));
    }
    match own {
        Standing::Start | Standing::Seen => (own, Some(Standing::Successor)),
        Standing::Successor | Standing::SecondSuccessor
            if !count.range_prefix.is_empty() =>
        {
            (Standing::Suppressed, Some(Standing::SecondSuccessor))
        }
        Standing::Successor | Standing::SecondSuccessor => (own, Some(Standing::Successor)),
        _ => (own, None),
    }
}

/// The last number of each run that only was seen follows like a successor.
fn last_seen(parts: &[Piece], standing: &mut [Standing]) {
    let mut open = true;
    for at in (1..parts.len()).rev() {
        let Some(count) = count_of(parts.get(at)) else {
            open = true;
            continue;
        };
        if !open {
            continue;
        }
        let before = count_of(parts.get(at - 1));
        let breaks = before.is_none_or(|before| before.value + 1 != count.value);
        let Some(own) = standing.get_mut(at) else { continue };
        if *own == Standing::Seen || breaks && *own == Standing::Successor {
            *own = Standing::Successor;
            open = false;
        }
    }
}

/// A tree with the formatting of a piece around it.
pub(crate) fn framed(frame: &Node, tree: &Tree, marks: &QuoteMarks) -> Tree {
    let mut writer = Writer::new(marks);
    writer.framed(frame, Around::default(), |writer, _| writer.tree.append(tree));
    writer.tree
}
