//! What is the same in all works of a page: what stands above and what below a title.

use super::document::Document;
use super::kinds::{self, Venue};
use super::roles::{self, Role};
use super::{lists, title};

/// The habits of a page.
pub(super) struct Habits {
    /// Whether there are bylines: then each article has one.
    pub(super) bylines: bool,
    /// Whether a date stands below the paragraph of each work.
    pub(super) dates_close: bool,
    /// Whether a subtitle stands below the title of each work.
    pub(super) subtitled: bool,
    /// Whether a byline stands below the paragraph of each work.
    pub(super) bylines_close: bool,
    /// Whether titles stand below bylines and dates.
    pub(super) titles_follow: bool,
    /// Whether the section of each work stands below it.
    pub(super) sections_close: bool,
    /// Where names stand in the works of a listing.
    pub(super) names_stand: NamesStand,
    /// Whether it is a list of titles with a paragraph below each.
    pub(super) leads: bool,
}

impl Habits {
    /// The habits of a page whose lines are known.
    pub(super) fn of(document: &Document, roles: &[Role]) -> Self {
        Self {
            bylines: roles
                .iter()
                .any(|role| matches!(role, Role::Byline(names, _) if !names.editors)),
            dates_close: dates_close(roles),
            subtitled: subtitled(document, roles),
            bylines_close: bylines_close(roles),
            titles_follow: titles_follow(roles),
            sections_close: sections_close(roles),
            names_stand: names_stand(document, roles),
            leads: lists::of_leads(document, roles),
        }
    }
}

/// Whether titles stand below bylines and dates: more bylines have a title and a paragraph
/// below them than a title above them.
fn titles_follow(roles: &[Role]) -> bool {
    let (mut above, mut below) = (0, 0);
    for (at, role) in roles.iter().enumerate() {
        if !matches!(role, Role::Byline(names, _) if !names.editors) {
            continue;
        }
        let detail = |role: &&Role| {
            matches!(
                role,
                Role::Date(_) | Role::Label | Role::PublishedIn(_) | Role::LabelDate(..)
            )
        };
        let before = roles.get(..at).unwrap_or_default().iter().rev().find(|r| !detail(r));
        let mut after =
            roles.get(at + 1..).unwrap_or_default().iter().filter(|r| !detail(r));
        above += usize::from(matches!(before, Some(Role::Short | Role::Names(_))));
        let next = (after.next(), after.next());
        below += usize::from(matches!(next, (Some(Role::Short), Some(Role::Prose))));
    }
    below > 1 && below > above
}

/// Whether the section of each work stands below it: the first byline comes first.
fn sections_close(roles: &[Role]) -> bool {
    let first = |found: fn(&Role) -> bool| roles.iter().position(found);
    let byline = first(|role| matches!(role, Role::Byline(..)));
    let section = first(|role| matches!(role, Role::PublishedIn(_)));
    matches!((byline, section), (Some(byline), Some(section)) if byline < section)
}

/// Whether dates stand below the paragraphs of works and not above their titles: the first
/// has a title and a paragraph above it, and nothing like that follows the last.
fn dates_close(roles: &[Role]) -> bool {
    let is_date = |role: &Role| matches!(role, Role::Date(_));
    let (Some(first), Some(last)) =
        (roles.iter().position(is_date), roles.iter().rposition(is_date))
    else {
        return false;
    };
    let work = |roles: &[Role]| {
        roles.windows(2).any(|pair| matches!(pair, [Role::Short, Role::Prose]))
    };
    let before = roles.get(..first).unwrap_or_default();
    let after = roles.get(last..).unwrap_or_default();
    let above = before.iter().rev().find(|role| !matches!(role, Role::Names(_)));
    matches!(above, Some(Role::Prose)) && work(before) && !work(after)
}

/// Whether bylines stand below the paragraphs of works: each has a paragraph above it, the
/// first a title above that, and no paragraph follows the last.
fn bylines_close(roles: &[Role]) -> bool {
    let is_byline = |role: &Role| matches!(role, Role::Byline(names, rest) if !names.editors && rest.is_empty());
    let plain =
        |role: &&Role| !matches!(role, Role::Furniture | Role::Date(_) | Role::Label);
    let (Some(first), Some(last)) =
        (roles.iter().position(is_byline), roles.iter().rposition(is_byline))
    else {
        return false;
    };
    let mut above = roles.get(..first).unwrap_or_default().iter().rev().filter(plain);
    let led = matches!(above.next(), Some(Role::Prose))
        && matches!(above.find(|role| !matches!(role, Role::Prose)), Some(Role::Short));
    let after = roles.get(last + 1..).unwrap_or_default();
    let closed = !after.iter().any(|role| matches!(role, Role::Prose));
    let each =
        roles.iter().enumerate().filter(|(_, role)| is_byline(role)).all(|(at, _)| {
            let above = roles.get(..at).unwrap_or_default().iter().rev().find(plain);
            matches!(above, Some(Role::Prose))
        });
    led && closed && each
}

/// Whether a subtitle stands below the title of each work: two short lines before a paragraph
/// or names, and hardly ever one.
fn subtitled(document: &Document, roles: &[Role]) -> bool {
    let short = |at: usize| matches!(roles.get(at), Some(Role::Short));
    let words = |at: usize| {
        document.lines.get(at).map_or(0, |line| line.text.split_whitespace().count())
    };
    let (mut two, mut one) = (0, 0);
    for at in 0..roles.len() {
        let opens = short(at) && (at == 0 || !short(at - 1));
        let ends = |at: usize| {
            matches!(roles.get(at), Some(Role::Prose | Role::Names(_) | Role::Byline(..)))
        };
        if opens && short(at + 1) && ends(at + 2) {
            let venue = document.lines.get(at + 1).is_some_and(|line| {
                let name = line.text.split(" (").next().unwrap_or(&line.text);
                kinds::venue(name) != Venue::Unknown
            });
            two += usize::from(words(at) > 2 && words(at + 1) > 3 && !venue);
        } else if opens && ends(at + 1) {
            one += 1;
        }
    }
    two > 2 && one * 3 <= two
}

/// Where the names of a listing's works stand, when no “by” tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NamesStand {
    /// Cannot be told.
    #[default]
    Anywhere,
    /// Above the titles.
    First,
    /// Below the paragraphs.
    Last,
}

/// Where names stand in the works of a listing.
fn names_stand(document: &Document, roles: &[Role]) -> NamesStand {
    let told = |at: usize| {
        let role = roles.get(at).filter(|role| !matches!(role, Role::Furniture))?;
        Some((at, role))
    };
    let before = |at: usize| (0..at).rev().find_map(told);
    let after = |at: usize| (at + 1..roles.len()).find_map(told);
    let (mut first, mut last, mut alone, mut all) = (0, 0, 0, 0);
    for (at, role) in roles.iter().enumerate() {
        let Role::Names(names) = role else { continue };
        let text = document.lines.get(at).map_or("", |line| line.text.as_str());
        if names.confidence < 45 || roles::has_heading_words(text) {
            continue;
        }
        all += 1;
        let sentence = |at: usize| {
            document.lines.get(at).is_some_and(|line| title::is_sentence(&line.text))
        };
        let lead = |found: Option<(usize, &Role)>| match found {
            Some((_, Role::Prose)) => true,
            Some((at, Role::Short)) => {
                sentence(at) || document.lines.get(at).is_some_and(|l| l.text.len() > 110)
            }
            _ => false,
        };
        let long = |at: usize| {
            let line = document.lines.get(at);
            line.is_some_and(|line| line.text.split_whitespace().count() > 14)
        };
        let title = |found: Option<(usize, &Role)>| match found {
            Some((at, Role::Short)) => !sentence(at) && !long(at),
            // A title of two words between names and a paragraph.
            Some((at, Role::Names(_))) => lead(after(at)),
            _ => false,
        };
        if title(Some((at, role))) && matches!(before(at), Some((_, Role::Names(_)))) {
            all -= 1;
            continue;
        }
        last += usize::from(lead(before(at)) && !lead(after(at)));
        alone += usize::from(!title(before(at)) && lead(after(at)));
        first += usize::from(!title(before(at)) && title(after(at)));
    }
    let most = |count: usize| count > 1 && count * 5 >= all * 4;
    let works = |roles: &[Role]| {
        roles.windows(2).any(|pair| matches!(pair, [Role::Short, Role::Prose]))
    };
    let opening = roles.iter().position(|role| matches!(role, Role::Names(_)));
    let led = opening.is_some_and(|at| works(roles.get(..at).unwrap_or_default()));
    // A list of names with a paragraph each has no titles.
    let untitled = most(alone) && alone > 2 && sure_names(roles);
    match (most(last) && led, most(first) && first > 2 || untitled) {
        (true, _) => NamesStand::Last,
        (_, true) => NamesStand::First,
        _ => NamesStand::Anywhere,
    }
}

/// Whether most lines that look like names are those of people for certain.
fn sure_names(roles: &[Role]) -> bool {
    let names = roles.iter().filter_map(|role| match role {
        Role::Names(names) => Some(names.confidence),
        _ => None,
    });
    let (all, sure) = names.fold((0, 0), |(all, sure), confidence| {
        (all + 1, sure + usize::from(confidence >= 85))
    });
    sure * 2 > all
}
