//! Punctuation that meets at the seams of pieces.
//!
//! The specification is silent on it; the fixtures `punctuation_FullMonty…` of the official
//! suite define what two adjacent marks become, and `punctuation-in-quote` (CSL 1.0.2,
//! “Global Options”) which marks move into quotation marks. Four passes: spaces and marks
//! of prefixes go up, prefixes meet the suffixes to their left, suffixes of outer pieces
//! meet the ends of inner ones, and marks change places with closing quotation marks.

use crate::csl::node::{Content, Node};
use crate::csl::style::element::{Quotes, Str};

/// What a mark and the mark after it become; what is not here stays as it is.
fn merged(first: char, second: char) -> Option<&'static str> {
    Some(match (first, second) {
        ('!', '.') => "!",
        ('!', '?') => "!?",
        ('!', ':') => "!",
        ('!', ',') => "!,",
        ('!', ';') => "!;",
        ('?', '!') => "?!",
        ('?', '.') => "?",
        ('?', ':') => "?",
        ('?', ',') => "?,",
        ('?', ';') => "?;",
        ('.', '!') => ".!",
        ('.', '?') => ".?",
        ('.', ':') => ".:",
        ('.', ',') => ".,",
        ('.', ';') => ".;",
        (':', '!') => "!",
        (':', '?') => "?",
        (':', '.') => ":",
        (':', ',') => ":,",
        (':', ';') => ":;",
        (',', '!') => ",!",
        (',', '?') => ",?",
        (',', ':') => ",:",
        (',', '.') => ",.",
        (',', ';') => ",;",
        (';', '!') => "!",
        (';', '?') => "?",
        (';', ':') => ";",
        (';', ',') => ";,",
        (';', '.') => ";",
        _ => return None,
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '!' | '?' | '.' | ':' | ',' | ';')
}

fn is_mark_or_space(c: char) -> bool {
    is_mark(c) || c == ' ' || c == '\u{a0}'
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

fn drop_first(text: &mut Str) {
    if let Some(c) = first(text) {
        text.replace_range(..c.len_utf8(), "");
    }
}

fn push_front(text: &mut Str, front: &str) {
    text.insert_str(0, front);
}

/// Merges the first mark of `right` into the end of `left`.
fn merge_left(left: &mut Str, right: &mut Str) {
    let (Some(second), one) = (first(right), last(left)) else { return };
    if one == Some(second) {
        drop_first(right);
    } else if is_mark(second) {
        match one.and_then(|one| merged(one, second)) {
            Some(both) => {
                left.pop();
                drop_first(right);
                left.push_str(both);
            }
            None => {
                left.push(second);
                drop_first(right);
            }
        }
    }
}

/// Merges the last mark of `left` into the beginning of `right`.
fn merge_right(left: &mut Str, right: &mut Str) {
    let (Some(one), second) = (last(left), first(right)) else { return };
    if second == Some(one) {
        left.pop();
    } else if is_mark(one) {
        match second.and_then(|second| merged(one, second)) {
            Some(both) => {
                left.pop();
                drop_first(right);
                push_front(right, both);
            }
            None => {
                left.pop();
                let mut buffer = [0; 4];
                push_front(right, one.encode_utf8(&mut buffer));
            }
        }
    }
}

/// Settles the punctuation of a tree of pieces from which blank ones have been purged.
pub(crate) fn settle(node: &mut Node, in_quote: bool) {
    let quotes = upward(node);
    leftward(node);
    downward(node, in_quote);
    if quotes {
        swap(node, in_quote);
    }
}

/// A text that ends with the mark that its suffix begins with.
fn dedupe_text(node: &mut Node) {
    if let Content::Text(text) = &node.content
        && let Some(mark) = first(&node.suffix).filter(|c| is_mark(*c))
        && last(text) == Some(mark)
    {
        drop_first(&mut node.suffix);
    }
}

/// Whether there are quotation marks.
fn upward(node: &mut Node) -> bool {
    dedupe_text(node);
    let decorated = node.decor.is_font() || node.decor.quotes != Quotes::None;
    let mut quotes = has_quotes(node);
    let Content::Group(children) = &mut node.content else { return quotes };
    let end = children.len().saturating_sub(1);
    for (at, child) in children.iter_mut().enumerate().rev() {
        quotes |= upward(child);
        if at == 0 {
            if node.prefix.ends_with(' ') && child.prefix.starts_with(' ') {
                drop_first(&mut child.prefix);
            }
            if !decorated
                && node.prefix.is_empty()
                && let Some(c) = first(&child.prefix).filter(|c| is_mark_or_space(*c))
            {
                node.prefix.push(c);
                drop_first(&mut child.prefix);
            }
        }
        if at == end && !decorated && child.suffix.ends_with(' ') {
            if !node.suffix.starts_with(' ') {
                push_front(&mut node.suffix, " ");
            }
            child.suffix.pop();
        }
        if at > 0
            && let Some(c) = last(&node.delimiter).filter(|c| is_mark_or_space(*c))
            && first(&child.prefix) == Some(c)
        {
            drop_first(&mut child.prefix);
        }
    }
    quotes
}

fn leftward(node: &mut Node) {
    let Content::Group(children) = &mut node.content else { return };
    for at in (0..children.len()).rev() {
        let Some((child, rest)) =
            children.get_mut(at..).and_then(<[Node]>::split_first_mut)
        else {
            continue;
        };
        leftward(child);
        let Some(next) = rest.first_mut().filter(|_| node.delimiter.is_empty()) else {
            continue;
        };
        let Some(mark) = first(&next.prefix).filter(|c| is_mark(*c)) else { continue };
        if child.decor.is_font() || next.decor.is_font() {
            continue;
        }
        let own_end = match &child.content {
            Content::Text(text) if child.suffix.is_empty() => last(text),
            _ => last(&child.suffix),
        };
        if own_end == Some(mark) {
            drop_first(&mut next.prefix);
        } else {
            merge_left(&mut child.suffix, &mut next.prefix);
        }
    }
}

fn ends_in_number(node: &Node) -> bool {
    match &node.content {
        Content::Text(_) => node.number,
        Content::Count(_) => true,
        Content::Group(children) => children.last().is_some_and(ends_in_number),
    }
}

fn is_number(node: &Node) -> bool {
    let own = |node: &Node| node.number || matches!(node.content, Content::Count(_));
    own(node) || matches!(node.children(), [only] if own(only))
}

fn ends_in_merging_mark(mark: char, node: &Node) -> bool {
    let end = match &node.content {
        Content::Text(text) if node.suffix.is_empty() => last(text),
        _ => last(&node.suffix),
    };
    let merges = end.and_then(|end| merged(end, mark)).is_some_and(|both| both.len() == 1);
    merges || node.children().last().is_some_and(|child| ends_in_merging_mark(mark, child))
}

fn has_quotes(node: &Node) -> bool {
    !matches!(node.decor.quotes, Quotes::None | Quotes::Never)
}

fn ends_in_quotes(node: &Node) -> bool {
    has_quotes(node) || node.children().last().is_some_and(ends_in_quotes)
}

fn ends_with(node: &Node, mark: char) -> bool {
    match &node.content {
        Content::Text(text) => last(text) == Some(mark),
        Content::Count(_) => false,
        Content::Group(children) => children.last().is_some_and(|child| {
            last(&child.suffix).map_or_else(|| ends_with(child, mark), |end| end == mark)
        }),
    }
}

fn downward(node: &mut Node, in_quote: bool) {
    dedupe_text(node);
    if node.children().is_empty() {
        return;
    }
    delimiter_marks(node);
    let count = node.children().len();
    for at in (0..count).rev() {
        if at + 1 == count {
            meet_end(node, in_quote);
        } else {
            meet_next(node, at);
        }
        let Some(child) = node.children_mut().and_then(|children| children.get_mut(at))
        else {
            continue;
        };
        let decorated = child.decor.is_font() || child.decor.quotes != Quotes::None;
        if !is_number(child)
            && !decorated
            && first(&child.suffix).is_some_and(is_mark)
            && let Content::Text(text) = &mut child.content
        {
            merge_left(text, &mut child.suffix);
        }
        downward(child, in_quote);
    }
}

/// The mark that a delimiter begins with goes to the suffixes before it.
fn delimiter_marks(node: &mut Node) {
    let Some(mark) = first(&node.delimiter).filter(|c| is_mark(*c)) else { return };
    if let Content::Group(children) = &mut node.content {
        let before = children.len().saturating_sub(1);
        for child in children.iter_mut().take(before) {
            if last(&child.suffix) != Some(mark) {
                child.suffix.push(mark);
            }
        }
    }
    drop_first(&mut node.delimiter);
}

/// The suffix of a group meets its last piece.
fn meet_end(node: &mut Node, in_quote: bool) {
    let Content::Group(children) = &mut node.content else { return };
    let Some(child) = children.last_mut() else { return };
    if let Some(mark) = first(&node.suffix).filter(|c| is_mark(*c)) {
        let moves = ends_in_merging_mark(mark, child) || in_quote && ends_in_quotes(child);
        if moves && !ends_in_number(child) {
            match &mut child.content {
                Content::Text(text) => merge_left(text, &mut node.suffix),
                _ => merge_left(&mut child.suffix, &mut node.suffix),
            }
            if node.suffix.starts_with('.') {
                child.suffix.push('.');
                drop_first(&mut node.suffix);
            }
        }
    }
    if child.suffix.ends_with(' ') && node.suffix.starts_with(' ') {
        drop_first(&mut node.suffix);
    }
    if let Some(mark) = first(&child.suffix).filter(|c| is_mark_or_space(*c)) {
        if let Content::Text(text) = &child.content
            && last(text) == Some(mark)
        {
            drop_first(&mut child.suffix);
        }
        if last(&child.suffix).is_some() && last(&child.suffix) == first(&node.suffix) {
            node.suffix.pop();
        }
    }
    if let Some(mark) = first(&node.suffix).filter(|c| is_mark(*c))
        && ends_with(node, mark)
    {
        drop_first(&mut node.suffix);
    }
}

/// The suffix of a piece meets the delimiter or the prefix after it.
fn meet_next(node: &mut Node, at: usize) {
    let Content::Group(children) = &mut node.content else { return };
    let Some([child, next]) = children.get_mut(at..at + 2) else { return };
    if !node.delimiter.is_empty() {
        let delimiter = first(&node.delimiter).filter(|c| is_mark_or_space(*c));
        if delimiter.is_some() && delimiter == last(&child.suffix) {
            child.suffix.pop();
        }
        return;
    }
    let decorated = child.decor.is_font() || child.decor.quotes != Quotes::None;
    let end = last(&child.suffix).filter(|c| is_mark_or_space(*c));
    if !is_number(child) && !decorated && end.is_some() && end == first(&next.prefix) {
        drop_first(&mut next.prefix);
    }
}

/// Marks change places with closing quotation marks, inwards or outwards.
fn swap(node: &mut Node, in_quote: bool) {
    let Content::Group(children) = &mut node.content else { return };
    for child in children {
        if has_quotes(child) {
            if in_quote { swap_in(child) } else { swap_out(child) }
        }
        swap(child, in_quote);
    }
}

fn swap_in(node: &mut Node) {
    while first(&node.suffix).is_some_and(|c| matches!(c, '.' | ',' | '!' | '?')) {
        match &mut node.content {
            Content::Text(text) => merge_left(text, &mut node.suffix),
            Content::Group(children) => match children.last_mut() {
                Some(child) => merge_left(&mut child.suffix, &mut node.suffix),
                None => return,
            },
            Content::Count(_) => return,
        }
    }
}

fn swap_out(node: &mut Node) {
    loop {
        let inner = match &mut node.content {
            Content::Text(text) => text,
            Content::Group(children) => match children.last_mut() {
                Some(child) => &mut child.suffix,
                None => return,
            },
            Content::Count(_) => return,
        };
        if !last(inner).is_some_and(|c| matches!(c, ',' | ':' | ';')) {
            return;
        }
        merge_right(inner, &mut node.suffix);
    }
}
