//! Works as cards: elements of one sort, each with a title and a byline or date.
//!
//! A list of articles repeats one element (`article`, `li`, `div.views-row`), or a heading;
//! what each of them holds is read by the class of its parts first and by what it says
//! second. On the page of one work such lists are what else there is to read.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::pieces::{self, Card};
use super::titles::key;
use super::work::Facts;
use crate::formats::page::dates::Order;
use crate::formats::page::document::{Document, Line};
use crate::formats::page::draft::Draft;

/// A card of more lines is a section of a page.
const MOST_LINES: usize = 16;

/// The cards of a page: their places and what they hold.
#[derive(Default)]
pub(in crate::formats::page) struct Found {
    /// The lines of each list.
    groups: Vec<Vec<Range<usize>>>,
    cards: Vec<Vec<Option<Card>>>,
}

/// Finds the lists of cards of a page, outer ones first.
pub(in crate::formats::page) fn find(document: &Document, order: Order) -> Found {
    let mut found = Found::default();
    let mut taken = vec![false; document.lines.len()];
    for ranges in candidates(document) {
        let free = ranges.iter().all(|range| {
            taken.get(range.clone()).is_some_and(|own| own.iter().all(|t| !t))
        });
        if !free {
            continue;
        }
        let read = |range: &Range<usize>| {
            let lines = document.lines.get(range.clone())?;
            (!lines.is_empty() && lines.len() <= MOST_LINES)
                .then(|| pieces::read(lines, order))
                .flatten()
        };
        let cards: Vec<Option<Card>> = ranges.iter().map(read).collect();
        if !is_list(&cards, document, &ranges) {
            continue;
        }
        for range in &ranges {
            if let Some(own) = taken.get_mut(range.clone()) {
                own.fill(true);
            }
        }
        found.groups.push(ranges);
        found.cards.push(cards);
    }
    found
}

/// Elements of one sort in one element, and headings of one sort with what follows them.
fn candidates(document: &Document) -> Vec<Vec<Range<usize>>> {
    let mut children: FxHashMap<Option<usize>, Vec<usize>> = FxHashMap::default();
    for (at, block) in document.blocks.iter().enumerate() {
        if block.end > block.first {
            children.entry(block.parent).or_default().push(at);
        }
    }
    let mut parents: Vec<_> = children.into_iter().collect();
    parents.sort_by_key(|(parent, _)| *parent);
    let mut groups = Vec::new();
    for (parent, own) in parents {
        let mut sorts: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut index: FxHashMap<&str, usize> = FxHashMap::default();
        for child in own {
            let Some(block) = document.blocks.get(child) else { continue };
            let at = *index.entry(block.sort.as_str()).or_insert_with(|| {
                sorts.push((block.sort.as_str(), Vec::new()));
                sorts.len() - 1
            });
            if let Some((_, members)) = sorts.get_mut(at) {
                members.push(child);
            }
        }
        let end = parent
            .and_then(|parent| document.blocks.get(parent))
            .map_or(document.lines.len(), |block| block.end);
        for (sort, members) in sorts {
            let least = if sort == "article" { 2 } else { 3 };
            if members.len() >= least {
                groups.push(ranges(document, sort, &members, end));
            }
        }
    }
    groups
}

/// The lines of each member; a heading and a `dt` go on to the next.
fn ranges(
    document: &Document,
    sort: &str,
    members: &[usize],
    end: usize,
) -> Vec<Range<usize>> {
    let heads = sort == "dt"
        || ["h2 ", "h3 ", "h4 ", "h5 "].iter().any(|heading| sort.starts_with(heading));
    let mut out = Vec::with_capacity(members.len());
    for (number, member) in members.iter().enumerate() {
        let Some(block) = document.blocks.get(*member) else { continue };
        let next = members.get(number + 1).and_then(|next| document.blocks.get(*next));
        let last = if heads { next.map_or(end, |next| next.first) } else { block.end };
        let last = if heads { own_end(document, block.first, last) } else { last };
        out.push(block.first..last.max(block.first));
    }
    out
}

/// A heading's text ends where a higher heading begins.
fn own_end(document: &Document, first: usize, end: usize) -> usize {
    let level = document.lines.get(first).map_or(0, |line| line.heading);
    let below = document.lines.get(first + 1..end).unwrap_or(&[]);
    let higher = |line: &Line| line.heading > 0 && line.heading < level;
    below.iter().position(higher).map_or(end, |at| first + 1 + at)
}

/// Whether cards are a list of works: nearly all have a title, most a date or names, and
/// they are told apart.
fn is_list(cards: &[Option<Card>], document: &Document, ranges: &[Range<usize>]) -> bool {
    let read: Vec<&Card> = cards.iter().flatten().collect();
    let all = cards.len();
    let told = read.iter().filter(|card| card.is_told()).count();
    let titles: FxHashSet<String> = read.iter().map(|card| key(&card.title)).collect();
    // One line an entry without a word of its parts is the text of a reference.
    let lines = ranges.iter().filter(|range| range.len() > 1).count();
    let marked = read.iter().filter(|card| card.marked).count();
    let prose = ranges.iter().filter_map(|range| document.lines.get(range.clone()));
    let long = prose.flatten().filter(|line| line.text.len() > 900).count();
    read.len() * 5 >= all * 4
        && told * 5 >= all * 3
        && titles.len() * 2 > read.len()
        && (lines * 2 > all || marked * 5 >= all * 4)
        && long * 2 < all
}

impl Found {
    /// Takes the lines of the lists out of the page; gives back the works, if they are the
    /// page's own.
    pub(in crate::formats::page) fn take(
        self,
        document: &mut Document,
        facts: &Facts,
    ) -> Vec<Draft> {
        let mut keep = vec![true; document.lines.len()];
        let named = |cards: &[Option<Card>]| {
            let names = cards.iter().flatten().filter(|card| card.has_names()).count();
            names * 2 > cards.len()
        };
        let any_named = self.cards.iter().any(|cards| named(cards));
        let mut drafts = Vec::new();
        for (ranges, cards) in self.groups.iter().zip(self.cards) {
            let main =
                facts.of_one_work && ranges.iter().any(|range| has_main(document, range));
            if main {
                continue;
            }
            let shown = !facts.of_one_work && (!any_named || named(&cards));
            let heading = heading(document, ranges);
            for (range, card) in ranges.iter().zip(cards) {
                if let Some(lines) = keep.get_mut(range.clone()) {
                    lines.fill(false);
                }
                let lines = document.lines.get(range.clone()).unwrap_or(&[]);
                if let Some(card) = card.filter(|_| shown) {
                    drafts.push(card.draft(lines, heading, facts.site.as_deref()));
                }
            }
        }
        document.keep(&keep);
        drafts
    }
}

/// Whether a card holds the page's own work.
fn has_main(document: &Document, range: &Range<usize>) -> bool {
    let lines = document.lines.get(range.clone()).unwrap_or(&[]);
    lines.iter().any(|line| line.heading == 1)
}

/// The heading above a list.
fn heading<'a>(document: &'a Document, ranges: &[Range<usize>]) -> Option<&'a str> {
    let first = ranges.first()?.start;
    let above = document.lines.get(first.saturating_sub(12)..first)?;
    above.iter().rev().find(|line| line.heading > 0).map(|line| line.text.as_str())
}
