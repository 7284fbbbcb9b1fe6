//! The head of the page of one work: title, byline, date, label and lead, by what the markup
//! calls them and what they say.

use super::facts::Facts;
use std::sync::LazyLock;

use regex::Regex;

use super::pieces::{self, Above, Card};
use super::titles::{key, same};
use crate::formats::page::dates::Order;
use crate::formats::page::document::{Document, Hint, Line, Look, Part};
use crate::formats::page::draft::Draft;
use crate::formats::page::{roles, title};

/// Lines below the title that can belong to the head.
const BELOW: usize = 24;

/// Lines below the title where names need no mark.
const NEAR: usize = 5;

/// How far below the title it can stand who posted the text and when, in lines.
const FAR: usize = 200;

/// “Submitted by jane on 24 July 2017”, below a text.
static POSTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:posted|submitted|published|created|gespeichert|veröffentlicht|verfasst|erstellt|eingestellt|publié|soumis|publicado|enviado|creado|skapad|publicerad|inlagd|опубликовано|опубліковано|создано|gönderen|yayınlan\w*)\b.{0,60}\d",
    )
    .expect("a constant")
});

/// Lines above the title that can.
const ABOVE: usize = 6;

/// Reads the head of a page about one work.
pub(in crate::formats::page) fn read(
    document: &Document,
    facts: &Facts,
    order: Order,
) -> Option<Draft> {
    let at = title_line(document, &facts.titles, order).filter(|_| facts.of_one_work)?;
    let line = document.lines.get(at)?;
    let mut card = Card::of_page(&line.text, facts.site.as_deref());
    let below = document.lines.get(at + 1..).unwrap_or(&[]);
    for (number, line) in below.iter().take(BELOW).enumerate() {
        let deck = number < 2 && line.heading > 1;
        if line.heading > 0 && !deck && line.hint != Hint::Author {
            break;
        }
        let prose = line.text.len() > 300 || title::is_prose(&line.text);
        if prose && card.has_lead() {
            break;
        }
        card.far = number >= NEAR;
        card.line(line, order);
    }
    let above = document.lines.get(at.saturating_sub(ABOVE)..at).unwrap_or(&[]);
    let (named, dated) = (card.has_names(), card.has_date());
    for line in above.iter().filter(|line| is_detail(line, order)) {
        // Above a title stand the credits of its picture too.
        let known = if pieces::is_date(&line.text, order) { dated } else { named };
        if !known || has_part(line, Part::Label) {
            card.line(line, order);
        }
    }
    if let Some(opening) = below.iter().take(BESIDE).find(|line| line.text.len() > 100)
        && !card.has_date()
    {
        card.opening(&opening.text, order);
    }
    let near = above.iter().rev().take(2).chain(below.iter().take(3));
    for line in near.filter(|line| line.heading != 1) {
        card.beside(&line.text, order);
    }
    for line in below.iter().take(FAR).filter(|line| POSTED.is_match(&line.text)) {
        card.beside(&line.text, order);
    }
    // Labels also stand below a text.
    for line in &document.lines {
        card.label_line(line);
    }
    let span = document.lines.get(at..=at)?;
    card.is_read().then(|| card.draft(span, &Above::default(), None))
}

/// The line of the title: a heading that says what the metadata says, or the first one.
///
/// Sites repeat the title in bars that stay on the screen; it is the one with a byline or date.
pub(super) fn title_line(
    document: &Document,
    titles: &[String],
    order: Order,
) -> Option<usize> {
    let headed = |line: &Line| line.heading > 0 || line.hint == Hint::Title;
    let said = |line: &Line| {
        let own = key(&line.text);
        line.text.len() < 400 && titles.iter().any(|title| same(title, &own))
    };
    let lines = &document.lines;
    let all: Vec<usize> = (0..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|line| headed(line) && said(line)))
        .take(MOST_TITLES)
        .collect();
    let ends = all.iter().skip(1).copied().chain([lines.len()]);
    let best = all.iter().zip(ends).map(|(at, end)| {
        (detail(lines.get(..end).unwrap_or(lines), *at, order), std::cmp::Reverse(*at))
    });
    best.max()
        .map(|(_, at)| at.0)
        .or_else(|| lines.iter().position(said))
        .or_else(|| lines.iter().position(|line| line.heading == 1))
}

/// A title is not repeated more often than this.
const MOST_TITLES: usize = 8;

/// How well what stands beside a title tells that it is that of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    None,
    /// Names that only their class calls authors, as those of a picture.
    Named,
    /// A byline or a date.
    Told,
}

/// What stands beside a title: above it, or below it with no more than a lead between; or who
/// posted the text, below it.
pub(super) fn detail(lines: &[Line], at: usize, order: Order) -> Detail {
    let above = lines.get(at.saturating_sub(ABOVE)..at).unwrap_or(&[]);
    let below = lines.get(at + 1..).unwrap_or(&[]);
    let prose = |line: &Line| line.text.len() > 100 && title::is_prose(&line.text);
    let mut paragraphs = 0;
    let beside = below.iter().take(BESIDE).take_while(|line| {
        paragraphs += usize::from(prose(line));
        paragraphs < 2 && line.text.len() < 600
    });
    let beside: Vec<&Line> =
        above.iter().chain(beside).filter(|line| is_detail(line, order)).collect();
    let opening = |line: &Line| {
        pieces::opening_date(&line.text).is_some_and(|date| pieces::is_date(date, order))
    };
    if beside.iter().any(|line| says(line, order))
        || below.iter().take(BESIDE).any(opening)
        || below.iter().take(FAR).any(|line| POSTED.is_match(&line.text))
    {
        return Detail::Told;
    }
    let named = beside.iter().any(|line| has_part(line, Part::Author));
    if named { Detail::Named } else { Detail::None }
}

/// Whether a line says by itself that it is a date or a byline.
fn says(line: &Line, order: Order) -> bool {
    has_part(line, Part::Date)
        || roles::after_by(&line.text).is_some()
        || pieces::is_date(&line.text, order)
}

/// Lines below the title that stand beside it.
const BESIDE: usize = 10;

/// Whether a line above a title tells of the work: a marked date, names or label.
fn is_detail(line: &Line, order: Order) -> bool {
    let marked =
        [Part::Author, Part::Date, Part::Label].iter().any(|part| has_part(line, *part));
    line.heading == 0
        && line.text.len() < 200
        && (marked
            || roles::after_by(&line.text).is_some()
            || pieces::is_date(&line.text, order))
}

fn has_part(line: &Line, part: Part) -> bool {
    line.runs.iter().any(|run| run.look == Look::Part(part))
}
