//! Tables without a header, and lists that set the same mark between the same parts in each
//! line (“The Hill – “A Title” – 3 June 2022”): columns told by what most of their cells hold.

use super::dates::{self, Order};
use super::document::{Document, Line, Run, collapse};
use super::grid::{Column, Grid};
use super::kinds::{self, Venue};
use super::names::{self, Style};

/// Rows that a guess looks at.
const SAMPLE: usize = 200;

/// Marks between the cells of a line, tried in order.
const MARKS: &[&str] = &[" | ", " – ", " — ", " -- ", " · ", " • ", " - "];

/// What the cells of a column look like: how many of its filled cells are of each kind.
#[derive(Default)]
struct Counts {
    filled: usize,
    dates: usize,
    names: usize,
    links: usize,
    labels: usize,
    pages: usize,
    numbers: usize,
    quoted: usize,
    venues: usize,
    words: usize,
    distinct: rustc_hash::FxHashSet<String>,
}

impl Counts {
    fn add(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        self.words += cell.split_whitespace().count();
        self.distinct.insert(cell.to_lowercase());
        let lower = cell.to_lowercase();
        let digits = |cell: &str| cell.chars().any(|c| c.is_ascii_digit());
        if is_date(cell) {
            self.dates += 1;
        } else if lower.starts_with("http")
            || lower.starts_with("10.")
            || lower.starts_with("doi")
        {
            self.links += 1;
        } else if digits(cell) && cell.chars().all(|c| !c.is_alphabetic()) {
            // `33-58` are pages, `14(2)` and `14` volume and issue.
            let range = cell.contains(['-', '–']) && !cell.contains('(');
            *(if range { &mut self.pages } else { &mut self.numbers }) += 1;
        } else if kinds::label(cell).is_some() {
            self.labels += 1;
        } else if cell.starts_with(['“', '"', '«', '„', '”', '‘']) {
            self.quoted += 1;
        } else if are_names(cell) {
            self.names += 1;
        } else if matches!(
            kinds::venue(cell.split(" (").next().unwrap_or(cell)),
            Venue::Container(_, 75..) | Venue::Publisher(_) | Venue::Series(_)
        ) {
            self.venues += 1;
        }
    }

    /// Whether at least two of three filled cells are of a kind.
    fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 3 >= self.filled * 2
    }

    fn typed(&self) -> Option<Column> {
        let rows = [
            (self.dates, Column::Date),
            (self.links, Column::Link),
            (self.pages, Column::Pages),
            (self.numbers, Column::Volume),
            (self.labels, Column::Label),
            (self.quoted, Column::Title),
            (self.names, Column::Author),
        ];
        rows.iter().find(|(count, _)| self.mostly(*count)).map(|(_, column)| *column)
    }

    /// How much a column of text is one of titles: many words, none said twice, few names of
    /// publications.
    fn title_score(&self) -> usize {
        let filled = self.filled.max(1);
        self.words * 100 / filled * self.distinct.len() / filled
            * (filled - self.venues.min(filled) + 1)
            / (filled + 1)
    }
}

fn is_date(cell: &str) -> bool {
    let bare = cell.trim_matches(['(', ')', '[', ']', '.', ' ']);
    let year =
        bare.len() == 4 && bare.parse().is_ok_and(|y: u16| (1900..2100).contains(&y));
    // “30 November 2022 [PDF]”
    let dated = || {
        dates::find(bare, Order::Unknown).first().is_some_and(|hit| {
            let after = bare.get(hit.end..).unwrap_or("");
            hit.start == 0 && after.split_whitespace().count() < 4 && after.len() < 24
        })
    };
    year || dated()
}

fn are_names(cell: &str) -> bool {
    let parsed = names::parse(cell, Style::GivenFirst);
    let venue =
        matches!(kinds::venue(cell), Venue::Container(_, 85..) | Venue::Publisher(_));
    !venue
        && !cell.contains(['?', '!', ':'])
        && !parsed.names.is_empty()
        && parsed.confidence >= 60
        && !names::is_institution(cell)
}

/// What the columns of rows hold; `None` if it cannot be told that they are works.
pub(super) fn guess(rows: &[Vec<String>]) -> Option<Vec<Column>> {
    let width = rows.iter().map(Vec::len).max()?;
    let mut counts: Vec<Counts> = (0..width).map(|_| Counts::default()).collect();
    for row in rows.iter().take(SAMPLE) {
        for (count, cell) in counts.iter_mut().zip(row) {
            count.add(cell);
        }
    }
    let mut header: Vec<Column> =
        counts.iter().map(|count| count.typed().unwrap_or(Column::Other)).collect();
    // Of two columns of one kind the first is meant.
    for at in 1..header.len() {
        let same = header
            .get(..at)
            .is_some_and(|before| header.get(at).is_some_and(|own| before.contains(own)));
        if let Some(own) = header.get_mut(at).filter(|_| same) {
            *own = Column::Other;
        }
    }
    let text = |header: &[Column]| -> Vec<usize> {
        let open = |at: &usize| {
            header.get(*at) == Some(&Column::Other)
                && counts
                    .get(*at)
                    .is_some_and(|count| count.filled * 2 >= rows.len().min(SAMPLE))
        };
        (0..width).filter(open).collect()
    };
    if !header.contains(&Column::Title) {
        let score = |at: &usize| counts.get(*at).map_or(0, Counts::title_score);
        let title = text(&header).into_iter().max_by_key(score)?;
        let worded = counts.get(title).is_some_and(|count| count.words > count.filled * 2);
        *header.get_mut(title).filter(|_| worded)? = Column::Title;
    }
    for (at, column) in text(&header).into_iter().zip([Column::Venue, Column::Publisher]) {
        if let Some(own) = header.get_mut(at) {
            *own = column;
        }
    }
    let dated = header.contains(&Column::Date);
    let told = header.contains(&Column::Venue) || header.contains(&Column::Author);
    (dated && told).then_some(header)
}

/// A file of separated values without a header that names its columns.
pub(super) struct Separated {
    mark: char,
    grid: Grid,
    width: usize,
}

impl Separated {
    /// The table that a text is, if each of its lines has as many cells.
    pub(super) fn of(source: &str) -> Option<Self> {
        let lines = || source.lines().filter(|line| !line.trim().is_empty());
        [';', '\t', '|', ','].into_iter().find_map(|mark| {
            let rows: Vec<Vec<String>> =
                lines().take(SAMPLE).map(|line| cells(line, mark)).collect();
            let width = common(rows.iter().map(Vec::len))?;
            // A table of Markdown, or one with a header, is read by that.
            let rule = |row: &Vec<String>| {
                row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')))
            };
            if rows.iter().take(2).any(|row| rule(row) || super::grid::is_header(row)) {
                return None;
            }
            // A row more or less may have a mark inside a cell.
            let fit = rows.iter().filter(|row| row.len() == width).count();
            let needed = if mark == ',' { 95 } else { 70 };
            if width < 3 || rows.len() < 3 || fit * 100 < rows.len() * needed {
                return None;
            }
            let fitting: Vec<Vec<String>> =
                rows.into_iter().filter(|row| row.len() == width).collect();
            let header = guess(&fitting)?;
            Some(Self { mark, grid: Grid::of(header), width })
        })
    }

    /// A line as a reference.
    pub(super) fn row(&self, line: &str) -> Option<String> {
        let mut row = cells(line, self.mark);
        let people = self.grid.position(Column::Author);
        // `2021;Lind, Eva; Berg, Stina;Title`: the mark stands between authors too.
        while row.len() > self.width
            && let Some(at) = people
            && row.get(at + 1).is_some_and(|next| are_names(next))
        {
            let next = row.remove(at + 1);
            if let Some(cell) = row.get_mut(at) {
                cell.push_str("; ");
                cell.push_str(&next);
            }
        }
        (row.len() > 2).then(|| self.grid.reference(&row))
    }
}

/// The number that most of many have.
fn common(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for number in numbers {
        *counts.entry(number).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(number, _)| number)
}

/// The cells of a line of separated values (RFC 4180, one line a row).
fn cells(line: &str, mark: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            c if c == mark && !quoted => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    cells.iter().map(|cell| collapse(cell)).collect()
}

/// Sets the parts of lines with the same marks in the order of references.
pub(super) fn align(document: &mut Document) {
    for mark in MARKS {
        let rows: Vec<(usize, Vec<String>)> = document
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.heading == 0 && line.text.contains(mark))
            .filter_map(|(at, line)| Some((at, parted(&line.text, mark)?)))
            .collect();
        let Some(width) = common(rows.iter().map(|(_, row)| row.len())) else { continue };
        let (rows, others): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(_, row)| row.len() == width);
        if width < 3 || rows.len() < 3 || rows.len() < others.len() * 2 {
            continue;
        }
        let texts: Vec<Vec<String>> = rows.iter().map(|(_, row)| row.clone()).collect();
        let Some(header) = guess(&texts) else { continue };
        let grid = Grid::of(header);
        let told = grid.has(Column::Venue) || grid.has(Column::Author);
        if !grid.has(Column::Title) || !told || in_order(&grid) {
            continue;
        }
        for (at, row) in &rows {
            if let Some(line) = document.lines.get_mut(*at) {
                rewrite(line, grid.reference(row));
            }
        }
        return;
    }
}

/// Whether the parts stand in the order of references already.
fn in_order(grid: &Grid) -> bool {
    let at = |column| grid.position(column);
    at(Column::Title) < at(Column::Venue)
        && at(Column::Venue) < at(Column::Date)
        && at(Column::Author) < at(Column::Title)
}

/// The parts of a line, where each of them is short; marks between quotation marks stay.
fn parted(text: &str, mark: &str) -> Option<Vec<String>> {
    if text.len() > 600 || text.contains(" // ") {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    for piece in text.split(mark) {
        let open = parts.last().is_some_and(|last: &String| {
            let opened = last.matches(['“', '„', '«']).count();
            let closed = last.matches(['”', '»']).count();
            let closes = piece.contains(['”', '»', '"']);
            let odd = last.matches('"').count() % 2 == 1;
            closes && (opened > closed || odd)
        });
        match parts.last_mut().filter(|_| open) {
            Some(last) => {
                last.push_str(mark);
                last.push_str(piece);
            }
            None => parts.push(piece.trim().to_owned()),
        }
    }
    (parts.len() > 2).then_some(parts)
}

/// A line with another text; formatted parts that it still holds stay formatted.
fn rewrite(line: &mut Line, text: String) {
    let runs = std::mem::take(&mut line.runs);
    for run in runs {
        let part = line.text.get(run.start..run.end).unwrap_or("");
        if let Some(start) = text.find(part).filter(|_| !part.is_empty()) {
            line.runs.push(Run { start, end: start + part.len(), look: run.look });
        }
    }
    line.text = text;
    line.bullet = true;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_another_order_become_references() {
        let source = "The Hill – “One Ferry” – 3 June 2022\n\
            Nordic Post – “Two Quays” (with Liis Paju) – 4 May 2021 [PDF]\n\
            The Hill – “No – and Never” – May 2020\n";
        let mut document = super::super::document::from_text(source);
        align(&mut document);
        let lines: Vec<&str> =
            document.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            lines,
            [
                "“One Ferry,” The Hill, 3 June 2022",
                "“Two Quays” (with Liis Paju), Nordic Post, 4 May 2021 [PDF]",
                "“No – and Never,” The Hill, May 2020",
            ]
        );
    }

    #[test]
    fn values_without_a_header() {
        let table = Separated::of(
            "2023;Lind, Eva;Rails to the Sea;Journal of Quays;14(2);33-58\n\
             2022;Berg, Olof;The Long Winter of Ports;Quay Review;3(1);1-19\n\
             2022;Lind, Eva;A Quay of One's Own;Quay Review;3(2);20-41\n\
             2021;Berg, Olof; Lind, Eva;Iron and Ice and Rain;Journal of Quays;2;5-6\n",
        )
        .expect("a table");
        assert_eq!(
            table
                .row("2021;Berg, Olof; Lind, Eva;Iron and Ice;Quay Review;2;5-6")
                .as_deref(),
            Some(
                "Berg, Olof; Lind, Eva, “Iron and Ice,” Quay Review, Vol. 2, pp. 5-6, 2021"
            )
        );
        assert!(Separated::of("One, two, three\nFour, five, six\nA, b, c\n").is_none());
    }
}
