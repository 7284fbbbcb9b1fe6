//! Listings whose works all have the same lines in the same order: what a line is, is told by
//! its place in the work, and by what the lines at that place have in common.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::dates::{self, DateHit};
use super::document::Line;
use super::draft::Draft;
use super::entry::Context;
use super::kinds::{self, Venue};
use super::layout::Page;
use super::names::{self, Style};
use super::parted;
use super::roles::{self, Role};
use super::stack::Stack;
use super::title;
use crate::text::Span;

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
    let dated: Vec<usize> =
        (0..groups.len()).filter(|at| groups[*at].sort == Sort::Dated).collect();
    if dated.len() < 3 {
        return None;
    }
    let pattern = pattern(groups, &dated)?;
    let cut = cut(groups, &dated, &pattern)?;
    let works = works(groups, &dated, &pattern, cut);
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

/// The date that a short line ends or begins with.
fn dated(page: &Page<'_>, text: &str) -> Option<DateHit> {
    let hit = dates::find(text, page.order).into_iter().rev().find(|hit| hit.exact)?;
    let before = text.get(..hit.start)?.split_whitespace().count();
    let after = text.get(hit.end..)?.trim_matches([' ', ')', '.', ',', '|']);
    // “18.08.21 Publication:”
    let word = after.ends_with(':') && after.split_whitespace().count() < 3;
    (before <= 12 && after.is_empty() || before == 0 && word).then_some(hit)
}

/// The sorts of lines between most dates.
fn pattern(groups: &[Group], dated: &[usize]) -> Option<Vec<Sort>> {
    let between: Vec<Vec<Sort>> = dated
        .windows(2)
        .filter_map(|pair| groups.get(pair[0] + 1..pair[1]))
        .map(|between| between.iter().map(|group| group.sort).collect())
        .collect();
    let mut candidates: Vec<&Vec<Sort>> =
        between.iter().filter(|sorts| sorts.len() < 7).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let support =
        |pattern: &[Sort]| between.iter().filter(|sorts| covers(pattern, sorts)).count();
    let exact = |pattern: &[Sort]| between.iter().filter(|sorts| *sorts == pattern).count();
    let best = candidates
        .into_iter()
        .take(40)
        .max_by_key(|pattern| (support(pattern), exact(pattern)))?;
    let few = between.len() < 4;
    let enough = support(best) * 10 >= between.len() * 6 && (exact(best) > 1 || few);
    (enough && best.contains(&Sort::Short)).then(|| best.clone())
}

/// Whether lines fit a pattern but for paragraphs that are missing, or titles that look like
/// sentences.
fn covers(pattern: &[Sort], sorts: &[Sort]) -> bool {
    let text = |sort: Sort| matches!(sort, Sort::Short | Sort::Lead);
    let like = |one: Sort, other: Sort| one == other || text(one) && text(other);
    let same = pattern.len() == sorts.len()
        && pattern.iter().zip(sorts).all(|(one, other)| like(*one, *other));
    let bare = |sorts: &[Sort]| -> Vec<Sort> {
        sorts.iter().copied().filter(|sort| *sort != Sort::Lead).collect()
    };
    same || sorts.len() < pattern.len() && bare(pattern) == bare(sorts)
}

/// Where in the pattern a work begins: what precedes belongs to the date above it.
fn cut(groups: &[Group], dated: &[usize], pattern: &[Sort]) -> Option<usize> {
    let same = |at: usize, sorts: &[Sort]| {
        let found = groups.get(at..at + sorts.len());
        found.is_some_and(|found| found.iter().zip(sorts).all(|(g, sort)| g.sort == *sort))
    };
    let (first, last) = (*dated.first()?, *dated.last()?);
    let whole: Vec<usize> = dated
        .windows(2)
        .filter(|pair| pair[1] - pair[0] - 1 == pattern.len())
        .map(|pair| pair[0] + 1)
        .filter(|at| same(*at, pattern))
        .collect();
    let share = |place: usize, holds: &dyn Fn(&Group) -> bool| {
        let found = whole.iter().filter(|at| groups.get(*at + place).is_some_and(holds));
        i32::try_from(found.count() * 10 / whole.len().max(1)).unwrap_or(0)
    };
    let score = |cut: usize| {
        let (after, before) = pattern.split_at(cut);
        let mut score = 0;
        if first >= before.len() && same(first - before.len(), before) {
            score += 10;
        }
        if same(last + 1, after) {
            score += 20;
        }
        // The group that would begin a work, and the one that would end it.
        score += share(cut, &|group| group.bullet) * 3;
        let gaps = (0..=pattern.len()).map(|at| share(at, &|group| group.gap)).sum::<i32>();
        let mean = gaps / i32::try_from(pattern.len() + 1).unwrap_or(1);
        score += share(cut, &|group| group.gap) - mean;
        score += match cut.checked_sub(1) {
            Some(above) => share(above, &|group| group.closes) * 2,
            None => {
                let closed = dated.iter().filter(|at| groups[**at].closes).count();
                i32::try_from(closed * 20 / dated.len()).unwrap_or(0)
            }
        };
        if before.first() == Some(&Sort::Lead) {
            score -= 30;
        }
        if after.last() == Some(&Sort::Lead) {
            score += 15;
        }
        score
    };
    (0..=pattern.len()).max_by_key(|cut| score(*cut))
}

/// How well groups fit the places of a pattern, and which group stands at which place.
fn fit(pattern: &[Sort], groups: &[Group], shift: usize) -> (i32, Vec<Option<usize>>) {
    let worth = |sort: Sort, group: &Group| match (sort, group.sort) {
        (one, other) if one == other => 10,
        (Sort::Short, Sort::Lead) | (Sort::Lead, Sort::Short) => 3,
        _ => -100,
    };
    // A title is missed more than a paragraph.
    let missing = |sort: Sort| if sort == Sort::Short { 8 } else { 0 };
    let (rows, columns) = (pattern.len(), groups.len());
    let mut best = vec![vec![0_i32; columns + 1]; rows + 1];
    for row in (0..=rows).rev() {
        for column in (0..=columns).rev() {
            let mut value = i32::MIN / 2;
            if row == rows && column == columns {
                value = 0;
            }
            if row < rows {
                value = value.max(best[row + 1][column] - missing(pattern[row]));
            }
            if column < columns {
                value = value.max(best[row][column + 1] - 4);
            }
            if row < rows && column < columns {
                let pair = worth(pattern[row], &groups[column]);
                value = value.max(best[row + 1][column + 1] + pair);
            }
            best[row][column] = value;
        }
    }
    let mut places = vec![None; rows];
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let pair = worth(pattern[row], &groups[column]);
        if best[row][column] == best[row + 1][column + 1] + pair {
            places[row] = Some(shift + column);
            row += 1;
            column += 1;
        } else if best[row][column] == best[row + 1][column] - missing(pattern[row]) {
            row += 1;
        } else {
            column += 1;
        }
    }
    (best[0][0], places)
}

/// Which groups belong to which date.
fn works(groups: &[Group], dated: &[usize], pattern: &[Sort], cut: usize) -> Vec<Work> {
    let (after, before) = pattern.split_at(cut);
    let mut works: Vec<Work> = Vec::with_capacity(dated.len());
    for (place, at) in dated.iter().copied().enumerate() {
        let from = match place.checked_sub(1).and_then(|above| dated.get(above)) {
            Some(above) => above + 1,
            None => at.saturating_sub(before.len()),
        };
        let between = groups.get(from..at).unwrap_or_default();
        let mut best = (i32::MIN, Vec::new(), Vec::new());
        for split in 0..=between.len() {
            if place == 0 && split > 0 {
                break;
            }
            let (one, other) = between.split_at(split);
            let (close, closing) = fit(after, one, from);
            let (open, opening) = fit(before, other, from + split);
            let gap = other.first().is_some_and(|group| group.gap || group.bullet);
            let closed = one.last().is_some_and(|group| group.closes);
            let sum = close + open + i32::from(gap) + 3 * i32::from(closed);
            if sum > best.0 {
                best = (sum, closing, opening);
            }
        }
        if let Some(above) = works.last_mut() {
            above.after = best.1;
        }
        works.push(Work { dated: at, before: best.2, after: vec![None; after.len()] });
    }
    if let Some(last) = works.last_mut() {
        let from = last.dated + 1;
        let more = groups.get(from..groups.len().min(from + after.len()));
        last.after = fit(after, more.unwrap_or_default(), from).1;
    }
    works
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
    let container = headed(lines.get(..first)?);
    Some(Listing { first, end, groups: groups.to_vec(), parts, works, container })
}

/// The publication in a heading such as “Harbour Times Columns”.
fn headed(lines: &[Line]) -> Option<String> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:publication|publikation|source|all|latest|recent|list of)\s*:?\s+|\s+(?:articles?|columns?|op-?eds?|essays?|posts?|pieces|archives?|commentary|commentaries)$")
            .expect("a constant")
    });
    lines.iter().rev().take(8).find_map(|line| {
        let mut name = line.text.trim();
        loop {
            if matches!(kinds::venue(name), Venue::Container(_, 93..)) {
                return Some(name.to_owned());
            }
            let found = WORDS.find(name)?;
            name = if found.start() == 0 {
                name.get(found.end()..)?
            } else {
                name.get(..found.start())?
            };
        }
    })
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

impl Listing {
    /// The works of the listing.
    pub(super) fn drafts(&self, page: &Page<'_>, context: &Context) -> Vec<Draft> {
        self.works.iter().filter_map(|work| self.draft(work, page, context)).collect()
    }

    fn draft(&self, work: &Work, page: &Page<'_>, context: &Context) -> Option<Draft> {
        let lines = &page.document.lines;
        let group = |at: usize| self.groups.get(at);
        let found: Vec<(Part, &Group)> = self
            .parts
            .iter()
            .zip(work.places())
            .filter_map(|(part, at)| Some((*part, group(at?)?)))
            .collect();
        let dated = group(work.dated)?;
        let all = || found.iter().map(|(_, group)| *group).chain([dated]);
        let start = lines.get(all().map(|group| group.first).min()?)?.span.start;
        let end = lines.get(all().map(|group| group.last).max()?)?.span.end;
        let mut stack = Stack::default();
        stack.begin(Span { start, end });
        self.date(lines.get(dated.first)?, page, context, &mut stack);
        let titles = self.parts.contains(&Part::Title);
        for (part, group) in found {
            let line = lines.get(group.first)?;
            match part {
                Part::Title => {
                    stack.set_title(&line.text, 88);
                    stack.link(line);
                }
                Part::Names => names_of(&line.text, &mut stack),
                Part::Label if is_label(&line.text) => stack.label(&line.text),
                Part::Label => stack.genre(&line.text),
                Part::Venue => stack.source(&line.text),
                // “It is late. Here is what to do.”: a title that looks like a sentence.
                Part::Lead if !stack.has_title() && titles && group.last > group.first => {
                    stack.set_title(&line.text, 80);
                    stack.lead(&lines.get(group.first + 1)?.text);
                }
                Part::Lead => stack.lead(&line.text),
                Part::Nothing => {}
            }
        }
        if !stack.has_title() && !stack.has_names() {
            return None;
        }
        if let Some(container) = &self.container {
            stack.within(container);
        }
        stack.announced();
        stack.finish(page, context)
    }

    /// “Ada Roe / Blog July 10, 2017”, “The Harbour Times - May 25, 2018”.
    fn date(&self, line: &Line, page: &Page<'_>, context: &Context, stack: &mut Stack) {
        let text = line.text.as_str();
        let hits = dates::find(text, page.order);
        let Some(hit) = hits.iter().rev().find(|hit| hit.exact).or(hits.last()) else {
            return;
        };
        stack.issue(hit, line, None);
        let lines = &page.document.lines;
        let others = || {
            let groups = self.works.iter().filter_map(|work| self.groups.get(work.dated));
            groups.filter_map(|group| lines.get(group.first))
        };
        let all: Vec<&Line> = others().collect();
        let inverted = most(&all, 8, |line| {
            line.text.split_once('(').is_some_and(|(names, _)| is_inverted(names.trim()))
        });
        for piece in pieces(text, hit) {
            let alike = others().filter(|other| other.text.contains(piece.as_str()));
            let again = alike.count() * 2 > self.works.len();
            let given = piece.split(' ').next().is_some_and(names::is_given);
            if inverted && stack.has_names() {
                stack.house(&piece);
            } else if is_label(&piece) {
                stack.label(&piece);
            } else if is_venue(&piece) || again && !given {
                stack.source(&piece);
            } else if inverted && is_inverted(&piece) {
                stack.names(names::inverted(&piece), 88);
            } else if is_names(&piece) {
                names_of(&piece, stack);
            } else if let Some((names, venue)) = piece.rsplit_once(" for ")
                && is_names(names)
            {
                names_of(names, stack);
                stack.source(venue);
            } else {
                stack.rest(line, &piece, context);
            }
        }
    }
}

fn names_of(text: &str, stack: &mut Stack) {
    let list = roles::after_by(text).unwrap_or(text);
    stack.names(names::parse(list, Style::GivenFirst), 88);
}

/// What stands beside a date, in its parts.
fn pieces(text: &str, hit: &DateHit) -> Vec<String> {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s+[|·•/–—-]\s+|\s*\|\s*").expect("a constant"));
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:published|posted|updated|publication|date|on|in|veröffentlicht|publié|publicerad|опубликовано)\s*:?$|^\d{1,2}[:.]\d\d(?: ?[ap]\.?m)?$")
            .expect("a constant")
    });
    let before = text.get(..hit.start).unwrap_or("");
    // “Roe, Ada (Quay House (QH), 2021-01-01)”
    let open = before.match_indices('(').map(|(at, _)| at).find(|at| {
        let inside = before.get(*at..).unwrap_or("");
        inside.matches('(').count() > inside.matches(')').count()
    });
    let (outer, inner) = before.split_at(open.unwrap_or(before.len()));
    let inner = inner.trim_start_matches('(');
    let after = text.get(hit.end..).unwrap_or("");
    let all = [outer, inner, after].into_iter().flat_map(|part| MARK.split(part));
    all.map(|piece| piece.trim_matches([' ', ',', '.', ')', '|', ':', '-', '–', '—', '/']))
        .filter(|piece| !piece.is_empty() && !WORD.is_match(piece))
        .map(|piece| {
            let open = piece.matches('(').count() > piece.matches(')').count();
            format!("{piece}{}", if open { ")" } else { "" })
        })
        .collect()
}
