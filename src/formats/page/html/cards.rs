//! Works as cards: elements of one sort, each with a title and a byline or date.
//!
//! A list of articles repeats one element (`article`, `li`, `div.views-row`), or a heading;
//! what each of them holds is read by the class of its parts first and by what it says
//! second. On the page of one work such lists are what else there is to read.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::Facts;
use super::pieces::{self, Above, Card};
use super::titles::key;
use crate::formats::page::dates::Order;
use crate::formats::page::document::{Document, Line};
use crate::formats::page::draft::Draft;
use crate::formats::page::roles;

/// A card of more lines is a section of a page.
const MOST_LINES: usize = 16;

/// How far above a card its heading is looked for, in lines.
const HEADED: usize = 200;

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
    for Group { ranges, headed } in candidates(document) {
        let free = ranges.iter().all(|range| {
            taken.get(range.clone()).is_some_and(|own| own.iter().all(|t| !t))
        });
        if !free {
            continue;
        }
        let read = |range: &Range<usize>| {
            let lines = document.lines.get(range.clone())?;
            (!lines.is_empty() && lines.len() <= MOST_LINES)
                .then(|| pieces::read(lines, order, headed))
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

/// Elements of one sort in elements of one sort, and headings with what follows them.
fn candidates(document: &Document) -> Vec<Group> {
    // Lists that stand under one heading a year are one list.
    type Sort<'a> = (Option<usize>, &'a str, &'a str);
    let mut index: FxHashMap<Sort<'_>, usize> = FxHashMap::default();
    let mut sorts: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if block.end == block.first {
            continue;
        }
        let parent = block.parent.and_then(|parent| document.blocks.get(parent));
        let around = match parent {
            Some(list) if block.sort == "li" => (list.parent, list.sort.as_str()),
            _ => (block.parent, ""),
        };
        let sort = (around.0, around.1, block.sort.as_str());
        let place = *index.entry(sort).or_insert_with(|| {
            sorts.push((block.sort.as_str(), Vec::new()));
            sorts.len() - 1
        });
        if let Some((_, members)) = sorts.get_mut(place) {
            members.push(at);
        }
    }
    // A list is no card, its entries are.
    let list = |sort: &str| {
        let name = sort.split(' ').next().unwrap_or(sort);
        matches!(name, "ul" | "ol" | "dl" | "table" | "tbody" | "thead")
    };
    let many = |(sort, members): &(&str, Vec<usize>)| {
        members.len() >= if *sort == "article" { 2 } else { 3 } && !list(sort)
    };
    sorts.retain(many);
    sorts.into_iter().map(|(sort, members)| group(document, sort, &members)).collect()
}

/// Elements of one sort: their lines, and whether each is a heading with what follows.
struct Group {
    ranges: Vec<Range<usize>>,
    headed: bool,
}

/// The lines of each member; a heading and a `dt` go on to the next.
fn group(document: &Document, sort: &str, members: &[usize]) -> Group {
    let headed =
        ["h2 ", "h3 ", "h4 ", "h5 "].iter().any(|heading| sort.starts_with(heading));
    let goes_on = headed || sort == "dt";
    let block = |at: &usize| document.blocks.get(*at);
    let parent = members.first().and_then(block).and_then(|block| block.parent);
    let end = parent
        .and_then(|parent| document.blocks.get(parent))
        .map_or(document.lines.len(), |block| block.end);
    let mut ranges = Vec::with_capacity(members.len());
    for (number, member) in members.iter().enumerate() {
        let Some(own) = block(member) else { continue };
        let next = members.get(number + 1).and_then(block);
        let last = if goes_on {
            own_end(document, own.first, next.map_or(end, |next| next.first))
        } else {
            own.end
        };
        ranges.push(own.first..last.max(own.first));
    }
    Group { ranges, headed }
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
            for (range, card) in ranges.iter().zip(cards) {
                if let Some(lines) = keep.get_mut(range.clone()) {
                    lines.fill(false);
                }
                let lines = document.lines.get(range.clone()).unwrap_or(&[]);
                if let Some(card) = card.filter(|_| shown) {
                    let above = above(document, range.start);
                    drafts.push(card.draft(lines, &above, facts.site.as_deref()));
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

/// What stands above a card: the nearest headings, of which one may be a year.
fn above(document: &Document, first: usize) -> Above<'_> {
    let mut above = Above::default();
    let lines = document.lines.get(first.saturating_sub(HEADED)..first).unwrap_or(&[]);
    for line in lines.iter().rev().filter(|line| line.heading > 0) {
        match roles::bare_year(&line.text) {
            Some(year) => above.year = above.year.or(Some(year)),
            None => {
                above.heading = Some(line.text.as_str());
                break;
            }
        }
    }
    above
}
