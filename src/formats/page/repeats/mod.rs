//! Listings whose works all have the same lines in the same order: what a line is, is told by
//! its place in the work, and by what the lines at that place have in common.

mod fit;
mod read;

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::dates::{self, DateHit};
use super::document::Line;
use super::kinds::{self, Venue};
use super::layout::Page;
use super::roles::{self, Role};
use super::{names, parted, title};

/// A listing that repeats: which lines it has, and what they are.
pub(super) struct Listing {
    /// Its first line.
    pub(super) first: usize,
    /// One past its last line.
    pub(super) end: usize,
    groups: Vec<Group>,
    parts: Vec<Part>,
    works: Vec<Work>,
    /// The publication that the lines above it name.
    container: Option<String>,
    /// Whether the dates stand behind “Roe, Ada; Bird, Noel”.
    inverted: bool,
    /// How often each part beside the dates stands there.
    beside: FxHashMap<String, usize>,
}

/// What a line looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// A date, maybe with names, a publication or a label.
    Dated,
    /// Few words: a title, names, a label.
    Short,
    /// What an image shows.
    Caption,
    /// Sentences.
    Lead,
    /// A heading.
    Heading,
}

/// A line, or lines of sentences that follow each other.
#[derive(Clone, Copy, Debug)]
struct Group {
    first: usize,
    last: usize,
    sort: Sort,
    gap: bool,
    bullet: bool,
    /// Whether “Read more” or the like stands below it.
    closes: bool,
}

/// What the lines at one place are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Title,
    Names,
    Label,
    Venue,
    Lead,
    Nothing,
}

/// A work: its date, and the groups at the places before and after it.
struct Work {
    dated: usize,
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
}

/// Finds the listings of a page that repeat.
pub(super) fn find(page: &Page<'_>) -> Vec<Listing> {
    if page.site.is_some_and(|site| site.container.is_some()) {
        return Vec::new();
    }
    let groups = groups(page);
    let runs = groups.split(|group| group.sort == Sort::Heading);
    runs.filter_map(|run| listing(page, run)).collect()
}

/// The listing that the groups below a heading are.
fn listing(page: &Page<'_>, groups: &[Group]) -> Option<Listing> {
    let is_dated = |(at, group): (usize, &Group)| (group.sort == Sort::Dated).then_some(at);
    let dated: Vec<usize> = groups.iter().enumerate().filter_map(is_dated).collect();
    if dated.len() < 3 {
        return None;
    }
    let pattern = fit::pattern(groups, &dated)?;
    let cut = fit::cut(groups, &dated, &pattern)?;
    let works = fit::works(groups, &dated, &pattern, cut);
    plan(page, groups, &pattern, cut, works)
}

/// The lines of a page in groups; navigation is left out.
fn groups(page: &Page<'_>) -> Vec<Group> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for line in &page.document.lines {
        *seen.entry(line.text.as_str()).or_default() += 1;
    }
    let mut groups: Vec<Group> = Vec::new();
    for (at, (line, role)) in page.document.lines.iter().zip(&page.roles).enumerate() {
        if matches!(role, Role::Furniture) {
            if let Some(last) = groups.last_mut() {
                last.closes = true;
            }
            continue;
        }
        let again = seen.get(line.text.as_str()).is_some_and(|times| *times > 2);
        let sort = sort(page, line, role, again);
        let above = at.checked_sub(1).and_then(|above| page.document.lines.get(above));
        let doubled = above.is_some_and(|above| above.text == line.text);
        if let Some(last) = groups.last_mut() {
            if doubled {
                // An image and what stands for it.
                last.sort = Sort::Caption;
                last.last = at;
                continue;
            }
            let runs_on = last.sort == Sort::Lead && sort == Sort::Lead && !line.bullet;
            if runs_on && !last.closes {
                last.last = at;
                continue;
            }
        }
        let (gap, bullet) = (line.gap, line.bullet);
        groups.push(Group { first: at, last: at, sort, gap, bullet, closes: false });
    }
    groups
}

/// What a line looks like; `again` if it stands on the page more than twice.
fn sort(page: &Page<'_>, line: &Line, role: &Role, again: bool) -> Sort {
    static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:photo|image|picture|foto|source|credit)(?: credit| by| courtesy)?\s?:|getty images|shutterstock|\bafp\b.*\.$|wikimedia|/(?:reuters|ap)\b")
            .expect("a constant")
    });
    match role {
        Role::Date(_) | Role::Dateline(..) | Role::NamesDate(..) | Role::LabelDate(..) => {
            Sort::Dated
        }
        Role::Byline(_, rest) if !dates::find(rest, page.order).is_empty() => Sort::Dated,
        Role::Section(_) if again => Sort::Short,
        Role::Section(_) | Role::Year(_) | Role::Volume(..) | Role::Contents => {
            Sort::Heading
        }
        Role::Prose | Role::Short if CAPTION.is_match(&line.text) => Sort::Caption,
        // A question is a title.
        Role::Prose | Role::Short if is_question(&line.text) => Sort::Short,
        Role::Prose => Sort::Lead,
        Role::Short | Role::Names(_) if dated(page, &line.text).is_some() => Sort::Dated,
        Role::Short if title::is_sentence(&line.text) => Sort::Lead,
        _ => Sort::Short,
    }
}

fn is_question(text: &str) -> bool {
    text.ends_with('?') && text.split_whitespace().count() <= 14
}

/// A line without the link or the pages behind its date: “3 May 2012 Webpage Link”, “May
/// 2012, pp. 61”.
fn without_end(text: &str) -> &str {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:,?\s+(?:pp?\.?\s*\d{1,4}|\d{1,4}\s*pp?\.?))?(?:[\s|\[(]+(?:web ?page link|full text|link|pdf|html|download(?: pdf)?|read more|more|view)[\])]?)?\s*$")
            .expect("a constant")
    });
    END.find(text).and_then(|end| text.get(..end.start())).unwrap_or(text)
}

/// The date that a short line ends or begins with.
fn dated(page: &Page<'_>, text: &str) -> Option<DateHit> {
    let text = without_end(text);
    let hit = dates::find(text, page.order).into_iter().rev().find(|hit| hit.exact)?;
    let before = text.get(..hit.start)?.split_whitespace().count();
    let after = text.get(hit.end..)?.trim_matches([' ', ')', '.', ',', '|']);
    // “18.08.21 Publication:”
    let word = after.ends_with(':') && after.split_whitespace().count() < 3;
    (before <= 12 && after.is_empty() || before == 0 && word).then_some(hit)
}

/// Whether tenths of some lines are of a sort.
fn most(lines: &[&Line], share: usize, holds: impl Fn(&Line) -> bool) -> bool {
    lines.iter().filter(|line| holds(line)).count() * 10 >= lines.len() * share
}

fn is_names(text: &str) -> bool {
    let list = roles::after_by(text).unwrap_or(text);
    names::list_score(list) >= 45 && !roles::has_heading_words(list)
}

/// “Roe, Ada; Bird, Noel”: family names first.
fn is_inverted(text: &str) -> bool {
    let part = |part: &str| {
        let words = part.split_whitespace().count();
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        (1..=3).contains(&words) && part.split_whitespace().all(capital)
    };
    text.split(';').all(|name| {
        name.split_once(',').is_some_and(|(family, given)| part(family) && part(given))
    })
}

fn is_venue(text: &str) -> bool {
    matches!(kinds::venue(text), Venue::Container(_, 78..) | Venue::Publisher(_))
}

fn is_label(text: &str) -> bool {
    kinds::label(parted::NUMBERED.replace(text, "").trim()).is_some()
}

/// What stands at each place of the pattern.
fn parts(columns: &[(Sort, Vec<&Line>)]) -> Vec<Part> {
    let mut parts: Vec<Option<Part>> = Vec::with_capacity(columns.len());
    for (sort, lines) in columns {
        let mut distinct: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let words = |text: &&str| text.split_whitespace().count();
        let short = distinct.iter().map(words).sum::<usize>() <= lines.len() * 5;
        distinct.sort_unstable();
        distinct.dedup();
        let again = distinct.len() * 3 <= lines.len() * 2;
        let of = |holds: fn(&str) -> bool| move |line: &Line| holds(&line.text);
        parts.push(match sort {
            Sort::Caption => Some(Part::Nothing),
            Sort::Lead => Some(Part::Lead),
            _ if most(lines, 6, of(|text| roles::outlet(text).is_some())) => {
                Some(Part::Venue)
            }
            _ if short && most(lines, 6, of(is_label)) => Some(Part::Label),
            _ if short && again && most(lines, 6, of(is_venue)) => Some(Part::Venue),
            _ if short && again && !most(lines, 7, of(is_names)) => Some(Part::Label),
            _ if most(lines, 7, of(is_names)) => Some(Part::Names),
            _ => None,
        });
    }
    let title = parts.iter().position(Option::is_none);
    let open = parts.into_iter().enumerate();
    open.map(|(at, part)| match part {
        Some(part) => part,
        None if Some(at) == title => Part::Title,
        None => Part::Nothing,
    })
    .collect()
}

/// What the places of a listing are, if it can be told.
fn plan(
    page: &Page<'_>,
    groups: &[Group],
    pattern: &[Sort],
    cut: usize,
    works: Vec<Work>,
) -> Option<Listing> {
    let lines = &page.document.lines;
    let line_of = |group: usize| lines.get(groups.get(group)?.first);
    let columns: Vec<(Sort, Vec<&Line>)> = pattern
        .iter()
        .enumerate()
        .map(|(at, sort)| {
            let found = works.iter().filter_map(|work| work.places().nth(at)?);
            (*sort, found.filter_map(line_of).collect())
        })
        .collect();
    // In the order of the page: what stands before the date comes first.
    let turned = [columns.get(cut..)?, columns.get(..cut)?].concat();
    let mut parts = parts(&turned);
    parts.rotate_right(cut);
    let dated: Vec<&Line> = works.iter().filter_map(|work| line_of(work.dated)).collect();
    // Names beside the dates leave sections to what looks like names.
    if most(&dated, 7, |line| names_in(&line.text)) {
        for part in parts.iter_mut().filter(|part| **part == Part::Names) {
            *part = Part::Label;
        }
    }
    let cited = |line: &Line| line.text.contains(['“', '"', '«']) || line.text.len() > 140;
    if most(&dated, 3, cited) {
        return None;
    }
    // Titles between quotation marks and points of a list are entries.
    let entry = |line: &Line| line.bullet || line.text.starts_with(['“', '"', '«', '„']);
    match parts.iter().position(|part| *part == Part::Title).map(|at| columns.get(at)) {
        Some(titles) if most(&titles?.1, 4, entry) => return None,
        None if !parts.contains(&Part::Names)
            && !most(&dated, 6, |line| names_in(&line.text)) =>
        {
            return None;
        }
        _ => {}
    }
    let taken = || {
        let all = works.iter().flat_map(|work| work.places().flatten().chain([work.dated]));
        all.filter_map(|group| groups.get(group))
    };
    let first = taken().map(|group| group.first).min()?;
    let end = taken().map(|group| group.last).max()? + 1;
    // Bylines tell by themselves what stands around them.
    let bylines = page.roles.get(first..end)?.iter();
    let bylines = bylines.filter(|role| matches!(role, Role::Byline(..))).count();
    if bylines * 2 > works.len() {
        return None;
    }
    let container = read::headed(lines.get(..first)?);
    let inverted = most(&dated, 8, |line| {
        line.text.split_once('(').is_some_and(|(names, _)| is_inverted(names.trim()))
    });
    let mut beside: FxHashMap<String, usize> = FxHashMap::default();
    for piece in dated.iter().flat_map(|line| read::beside(&line.text, page)) {
        *beside.entry(piece).or_default() += 1;
    }
    let groups = groups.to_vec();
    Some(Listing { first, end, groups, parts, works, container, inverted, beside })
}

/// Whether names stand before a date.
fn names_in(text: &str) -> bool {
    let end = text.find(|c: char| c.is_ascii_digit() || c == '(').unwrap_or(text.len());
    let head = text.get(..end).unwrap_or("");
    is_names(head.trim_end_matches([',', ' ', '|', '-', '–']))
        || head.rsplit_once(' ').is_some_and(|(names, _)| is_names(names.trim()))
}

impl Work {
    /// The groups at the places of the pattern, in its order.
    fn places(&self) -> impl Iterator<Item = Option<usize>> + '_ {
        self.after.iter().chain(&self.before).copied()
    }
}
