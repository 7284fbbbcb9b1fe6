//! The tree between evaluation and output: pieces with affixes and formatting.
//!
//! Evaluation builds it, [`punctuation`] settles what meets at its seams, [`pieces`]
//! writes it out.

pub(crate) mod markup;
pub(crate) mod pieces;
pub(crate) mod punctuation;

use crate::csl::style::element::{Decor, Look, Str};

/// A piece of output.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub(crate) prefix: Str,
    pub(crate) suffix: Str,
    pub(crate) delimiter: Str,
    pub(crate) decor: Decor,
    pub(crate) content: Content,
    /// Whether the text is a plain number, which keeps punctuation off.
    pub(crate) number: bool,
    /// What it was made from, where a later pass asks for it.
    pub(crate) role: Role,
}

/// What a piece holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Text(Str),
    Group(Vec<Node>),
    /// A citation number or year suffix, which may become part of a range.
    Count(Box<Count>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Group(Vec::new())
    }
}

/// What a piece was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    #[default]
    None,
    /// An inverted name.
    Inverted,
    /// A name of an institution.
    Institution,
    /// One name of a list (`subsequent-author-substitute-rule`).
    Name,
    /// The names that lead the entry (`subsequent-author-substitute`).
    Names,
    /// The label of those names.
    Label,
    /// What an identifier links to.
    Link(LinkKind),
}

/// Identifiers that become links (CSL 1.0.2, appendix VI).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    Url,
    Doi,
    Pmid,
    Pmcid,
}

/// A number that counts cites: ranges of them collapse.
#[derive(Clone, Debug, Default)]
pub(crate) struct Count {
    pub(crate) value: u32,
    pub(crate) letters: bool,
    pub(crate) successor_prefix: Str,
    pub(crate) range_prefix: Str,
    pub(crate) splice_prefix: Str,
    pub(crate) suppress_splice: bool,
    /// Whether a delimiter before it has been written already.
    pub(crate) delimited: bool,
}

impl Count {
    /// Its characters: `12`, or `ab` for a year suffix.
    pub(crate) fn text(&self) -> Str {
        if self.letters {
            letters(self.value)
        } else {
            compact_str::format_compact!("{}", self.value)
        }
    }
}

/// 0 is `a`, 25 `z`, 26 `aa`.
pub(crate) fn letters(number: u32) -> Str {
    let mut number = u64::from(number) + 1;
    let mut reversed = Vec::new();
    while number > 0 {
        number -= 1;
        reversed.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    reversed.into_iter().rev().collect()
}

impl Node {
    /// A text without affixes.
    pub(crate) fn text(text: impl Into<Str>) -> Self {
        Self { content: Content::Text(text.into()), ..Self::default() }
    }

    /// A group with affixes and formatting.
    pub(crate) fn group(look: &Look, delimiter: &Str, children: Vec<Self>) -> Self {
        Self {
            prefix: look.prefix.clone(),
            suffix: look.suffix.clone(),
            delimiter: delimiter.clone(),
            decor: look.decor,
            content: Content::Group(children),
            ..Self::default()
        }
    }

    /// A group without affixes.
    pub(crate) fn bare(children: Vec<Self>) -> Self {
        Self { content: Content::Group(children), ..Self::default() }
    }

    /// Its pieces, if it is a group.
    pub(crate) fn children(&self) -> &[Self] {
        match &self.content {
            Content::Group(children) => children,
            _ => &[],
        }
    }

    /// Its pieces, if it is a group.
    pub(crate) fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.content {
            Content::Group(children) => Some(children),
            _ => None,
        }
    }

    /// Whether nothing would be printed, after a [`Node::purge`].
    pub(crate) fn is_blank(&self) -> bool {
        matches!(&self.content, Content::Group(children) if children.is_empty())
    }

    /// Whether it is a year suffix that follows its year without a delimiter.
    pub(crate) fn is_delimited(&self) -> bool {
        matches!(&self.content, Content::Count(count) if count.delimited)
    }

    /// Takes out what would print nothing.
    pub(crate) fn purge(&mut self) {
        if let Content::Group(children) = &mut self.content {
            for child in children.iter_mut() {
                child.purge();
            }
            children.retain(|child| match &child.content {
                Content::Text(text) => !text.is_empty(),
                Content::Group(children) => !children.is_empty(),
                Content::Count(_) => true,
            });
        }
    }
}
