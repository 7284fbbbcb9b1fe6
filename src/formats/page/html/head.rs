//! The head of the page of one work: title, byline, date, label and lead, by what the markup
//! calls them and what they say.

use super::pieces::{self, Above, Card};
use super::titles::{key, same};
use super::work::Facts;
use crate::formats::page::dates::Order;
use crate::formats::page::document::{Document, Hint, Line, Look, Part};
use crate::formats::page::draft::Draft;
use crate::formats::page::{roles, title};

/// Lines below the title that can belong to the head.
const BELOW: usize = 24;

/// Lines above the title that can.
const ABOVE: usize = 6;

/// Reads the head of a page about one work.
pub(in crate::formats::page) fn read(
    document: &Document,
    facts: &Facts,
    order: Order,
) -> Option<Draft> {
    let at = title_line(document, &facts.titles).filter(|_| facts.of_one_work)?;
    let line = document.lines.get(at)?;
    let mut card = Card::of_page(&line.text, facts.site.as_deref());
    let above = document.lines.get(at.saturating_sub(ABOVE)..at).unwrap_or(&[]);
    for line in above.iter().filter(|line| is_detail(line, order)) {
        card.line(line, order);
    }
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
        card.line(line, order);
    }
    // Labels also stand below a text.
    for line in &document.lines {
        card.label_line(line);
    }
    let span = document.lines.get(at..=at)?;
    card.is_read().then(|| card.draft(span, &Above::default(), None))
}

/// The line of the title: a heading that says what the metadata says, or the first one.
fn title_line(document: &Document, titles: &[String]) -> Option<usize> {
    let headed = |line: &Line| line.heading > 0 || line.hint == Hint::Title;
    let said = |line: &Line| {
        let own = key(&line.text);
        line.text.len() < 400 && titles.iter().any(|title| same(title, &own))
    };
    let lines = &document.lines;
    lines
        .iter()
        .position(|line| headed(line) && said(line))
        .or_else(|| lines.iter().position(said))
        .or_else(|| lines.iter().position(|line| line.heading == 1))
}

/// Whether a line above a title tells of the work: a marked date, names or label.
fn is_detail(line: &Line, order: Order) -> bool {
    let marked = line
        .runs
        .iter()
        .any(|run| matches!(run.look, Look::Part(Part::Author | Part::Date | Part::Label)));
    line.heading == 0
        && line.text.len() < 200
        && (marked
            || roles::after_by(&line.text).is_some()
            || pieces::is_date(&line.text, order))
}
