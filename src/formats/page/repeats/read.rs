//! A work of a listing that repeats, from the lines at its places.

use std::sync::LazyLock;

use regex::Regex;

use super::super::dates::{self, DateHit};
use super::super::document::Line;
use super::super::draft::Draft;
use super::super::entry::Context;
use super::super::kinds::{self, Venue};
use super::super::layout::Page;
use super::super::names::{self, Style};
use super::super::roles;
use super::super::stack::Stack;
use super::{Group, Listing, Part, Work, is_inverted, is_label, is_names, is_venue};
use crate::text::Span;

/// The publication in a heading such as “Harbour Times Columns”.
pub(super) fn headed(lines: &[Line]) -> Option<String> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:publication|publikation|source|all|latest|recent|list of)\s*:?\s+|\s+(?:articles?|columns?|op-?eds?|essays?|posts?|pieces|archives?|commentary|commentaries)$")
            .expect("a constant")
    });
    lines.iter().rev().take(8).find_map(|line| {
        let mut name = line.text.trim();
        loop {
            // “Commentary” is a magazine and a label.
            let known = matches!(kinds::venue(name), Venue::Container(_, 93..));
            if known && kinds::label(name).is_none() && kinds::section(name).is_none() {
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

impl Listing {
    /// The works of the listing.
    pub(in crate::formats::page) fn drafts(
        &self,
        page: &Page<'_>,
        context: &Context,
    ) -> Vec<Draft> {
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
        self.date(dated.first, page, context, &mut stack);
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
                // The name that somebody has on the site tells nothing.
                Part::Label if line.text.starts_with(char::is_lowercase) => {}
                Part::Label => stack.genre(&line.text),
                Part::Venue => {
                    stack.source(roles::outlet(&line.text).unwrap_or(&line.text));
                }
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
    fn date(&self, at: usize, page: &Page<'_>, context: &Context, stack: &mut Stack) {
        let Some(line) = page.document.lines.get(at) else { return };
        let text = super::without_end(&line.text);
        let Some(hit) = date_of(text, page) else { return };
        stack.issue(&hit, line, None);
        let end = line.text.get(text.len()..).unwrap_or("");
        let count: String = end.chars().filter(char::is_ascii_digit).collect();
        stack.pages(&count);
        let topic = match page.roles.get(at) {
            Some(roles::Role::LabelDate(topic, _)) => Some(topic.as_str()),
            _ => None,
        };
        for piece in pieces(text, &hit) {
            let piece = match piece.split_once(", ") {
                Some((label, rest)) if is_label(label) => {
                    stack.label(label);
                    rest.to_owned()
                }
                _ => piece,
            };
            // A topic that the page sets beside its dates.
            let topical = topic == Some(piece.as_str())
                || !piece.contains(' ')
                    && piece.chars().all(|c| c.is_alphabetic() || c == '-');
            if topical && !is_label(&piece) && !is_venue(&piece) && !is_names(&piece) {
                stack.genre(&piece);
                continue;
            }
            let alike = self.beside.get(&piece).copied().unwrap_or(0);
            let again = alike * 2 > self.works.len();
            let given = piece.split(' ').next().is_some_and(names::is_given);
            if self.inverted && stack.has_names() {
                stack.house(&piece);
            } else if is_label(&piece) {
                stack.label(&piece);
            } else if let Some(names) = placed_names(&piece) {
                names_of(names, stack);
            } else if is_venue(&piece) {
                stack.source(&piece);
            } else if again && !given {
                stack.again(&piece);
            } else if self.inverted && is_inverted(&piece) {
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

/// The names in “Ada Roe of Quay House”, “Ada Roe in Harwick”.
fn placed_names(text: &str) -> Option<&str> {
    let names = [" of the ", " of ", " in ", " at "]
        .iter()
        .find_map(|word| text.split_once(word).map(|(names, _)| names))?;
    (names.split_whitespace().count() > 1 && names::list_score(names) >= 60)
        .then_some(names)
}

fn names_of(text: &str, stack: &mut Stack) {
    let list = roles::after_by(text).unwrap_or(text);
    stack.names(names::parse(list, Style::GivenFirst), 88);
}

/// The date of a line: the last one with a month, else the last.
fn date_of(text: &str, page: &Page<'_>) -> Option<DateHit> {
    let mut hits = dates::find(text, page.order);
    let exact = hits.iter().rposition(|hit| hit.exact);
    let at = exact.or(hits.len().checked_sub(1))?;
    Some(hits.swap_remove(at))
}

/// What stands beside the date of a line, in its parts.
pub(super) fn beside(text: &str, page: &Page<'_>) -> Vec<String> {
    date_of(text, page).map(|hit| pieces(text, &hit)).unwrap_or_default()
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
        .filter(|piece| {
            !piece.is_empty() && !WORD.is_match(piece) && !dates::is_weekday(piece)
        })
        .map(|piece| {
            let open = piece.matches('(').count() > piece.matches(')').count();
            format!("{piece}{}", if open { ")" } else { "" })
        })
        .collect()
}
