//! A page as lines of text with what their markup says, whatever the file was.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

/// A page, ready to be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    /// The lines, empty ones left out.
    pub(super) lines: Vec<Line>,
    /// The address the page came from, if the file says it.
    pub(super) address: Option<String>,
    /// The elements that hold lines, outer ones first; of saved pages only.
    pub(super) blocks: Vec<Block>,
}

/// An element that holds lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// The block that holds it.
    pub(super) parent: Option<usize>,
    /// Its name and class, without what differs among elements of one sort.
    pub(super) sort: String,
    /// Its first line.
    pub(super) first: usize,
    /// One past its last line.
    pub(super) end: usize,
}

/// A line of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its text: markup taken off, white space collapsed.
    pub(super) text: String,
    /// Its place in the source.
    pub(super) span: Span,
    /// Formatted parts of the text.
    pub(super) runs: Vec<Run>,
    /// Whether an empty line (or the edge of a block) stands before it.
    pub(super) gap: bool,
    /// Level of a heading, 0 for none.
    pub(super) heading: u8,
    /// Whether a bullet or number stood before it.
    pub(super) bullet: bool,
    /// Whether that was a number: “2.”.
    pub(super) numbered: bool,
    /// How far it is indented.
    pub(super) indent: usize,
    /// What the markup calls it.
    pub(super) hint: Hint,
    /// A fault of the markup that was mended.
    pub(super) stray: bool,
    /// Whether the line below ran into it: names into a paragraph.
    pub(super) glued: bool,
}

/// What the markup of a page calls a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing.
    #[default]
    None,
    /// The title of the page's work.
    Title,
    /// Its author.
    Author,
}

/// What the class of an element calls its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The title of a work.
    Title,
    /// Who wrote it.
    Author,
    /// When it was published.
    Date,
    /// The section or the sort of work.
    Label,
}

/// A formatted part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first byte in the line's text.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// How it looks.
    pub(super) look: Look,
}

/// How a part of a line looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Slanted.
    Italic,
    /// Heavy.
    Bold,
    /// A link to an address.
    Link(String),
    /// A part of a work, as its class says.
    Part(Part),
}

impl Document {
    /// Keeps the lines that are marked, and the places of blocks right.
    pub(super) fn keep(&mut self, marks: &[bool]) {
        let mut place = Vec::with_capacity(self.lines.len() + 1);
        let mut kept = 0;
        for at in 0..self.lines.len() {
            place.push(kept);
            kept += usize::from(marks.get(at).copied().unwrap_or(true));
        }
        place.push(kept);
        let mut at = 0;
        self.lines.retain(|_| {
            at += 1;
            marks.get(at - 1).copied().unwrap_or(true)
        });
        for block in &mut self.blocks {
            block.first = place.get(block.first).copied().unwrap_or(kept);
            block.end = place.get(block.end).copied().unwrap_or(kept);
        }
    }
}

/// A line of more bytes is prose, whatever it holds.
pub(super) const LONG: usize = 1500;

static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^#\s*(source|text|url|address|saved|title)\s*:\s*(.*)$")
        .expect("a constant")
});
static LIST_MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[•●▪◦‣·*+–—-]\s+|\[\d{1,3}\]\s*|\(\d{1,3}\)\s+|\d{1,3}\s?\.\s?[-–—]\s+|\d{1,3}[.)](?:\s+|\t)|\d{1,3}[a-h][.)]\s*|\[[A-Z]{1,3}-?\d{1,3}\]\s*|[A-Z]{1,2}\d{1,3}[.)]\s+|\d{1,3}\t)")
        .expect("a constant")
});
static RULE_LINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*[-=_*~]{3,}\s*$").expect("a constant"));
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"!?\[((?:[^\[\]]|\[[^\[\]]*\]){1,})\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))*)>?[^()]{0,}\)")
        .expect("a constant")
});
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\*\*([^*\s][^*]{0,}?)\*\*|\*([^*\s][^*]{0,}?)\*|\b_([^_\s][^_]{0,}?)_\b|__([^_\s][^_]{0,}?)__")
        .expect("a constant")
});

/// Reads plain text and Markdown.
pub(super) fn from_text(source: &str) -> Document {
    let mut document = Document::default();
    let mut gap = true;
    let mut in_header = true;
    let mut table = super::grid::Pipes::default();
    let separated = super::columns::Separated::of(source);
    let (settings, title) =
        super::markdown::settings(source).map_or((0..0, None), |found| found);
    if let Some(title) = title {
        let mut line = Line { heading: 1, gap: true, ..Line::default() };
        inline(source.get(title.clone()).unwrap_or(""), &mut line);
        line.span = Span::new(title.start, title.end);
        document.lines.push(line);
    }
    let mut joined = 0;
    let column = is_column(source);
    for (start, raw) in lines(source) {
        if start < joined {
            continue;
        }
        let raw = super::markdown::whole(source, start, raw);
        joined = start + raw.len();
        if settings.contains(&start) || super::markdown::is_machinery(raw) {
            continue;
        }
        if in_header {
            if let Some(found) = HEADER.captures(raw) {
                let value = found.get(2).map_or("", |value| value.as_str()).trim();
                if found
                    .get(1)
                    .is_some_and(|key| matches!(key.as_str(), "source" | "url" | "address"))
                    && value.starts_with("http")
                {
                    document.address = value.split_whitespace().next().map(str::to_owned);
                }
                continue;
            }
            in_header = raw.trim().is_empty();
        }
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
        if raw.chars().all(blank) || matches!(raw.trim(), "-" | "•" | "*" | "|" | "·") {
            gap = true;
            continue;
        }
        let row = separated.as_ref().and_then(|separated| separated.row(raw));
        if let Some(row) = row.or_else(|| table.row(raw)) {
            // The header and its line are empty.
            if !row.is_empty() {
                let body = raw.trim();
                let at = start + (raw.len() - raw.trim_start().len());
                let mut line = Line {
                    span: Span::new(at, at + body.len()),
                    bullet: true,
                    ..Line::default()
                };
                inline(&row, &mut line);
                document.lines.push(line);
            }
            gap = true;
            continue;
        }
        if RULE_LINE.is_match(raw) {
            // A line of dashes under a line makes that line a heading.
            if let Some(last) =
                document.lines.last_mut().filter(|last| !gap && last.text.len() < 120)
            {
                last.heading = 2;
            }
            gap = true;
            continue;
        }
        let mut line = match column.then(|| cell(raw)).flatten() {
            Some(cell) => Line { bullet: true, ..text_line(&cell, start) },
            None => text_line(raw, start),
        };
        line.gap = gap;
        gap = false;
        document.lines.push(line);
    }
    footnotes(&mut document);
    numbered(&mut document);
    numbered_headings(&mut document);
    document
}

/// “2. Edited volumes” above points with other marks is a heading, and no point.
fn numbered_headings(document: &mut Document) {
    let lines = &document.lines;
    let heads = |at: usize| {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
            return false;
        };
        let question = line.text.ends_with('?') && !next.bullet && !next.gap;
        let points = next.bullet && !next.numbered;
        line.numbered && question
            || line.numbered
                && points
                && line.text.split_whitespace().count() < 10
                && !line.text.contains(|c: char| c.is_ascii_digit() || "“”«»\"".contains(c))
                && !line.text.ends_with(['.', ','])
    };
    let found: Vec<usize> = (0..lines.len()).filter(|at| heads(*at)).collect();
    let points = lines.iter().filter(|line| line.numbered).count();
    if found.len() < 2 || found.len() * 3 < points * 2 {
        return;
    }
    for at in found {
        if let Some(line) = document.lines.get_mut(at) {
            line.bullet = false;
            line.heading = 3;
        }
    }
}

/// Whether a text is a table of one column, each reference quoted: `"Roe, A. ""Tides."" …"`.
fn is_column(source: &str) -> bool {
    let mut rows = source.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = rows.next().unwrap_or("");
    let rows = || source.lines().map(str::trim).filter(|line| !line.is_empty()).skip(1);
    first.starts_with('"')
        && rows().next().is_some()
        && rows().all(|line| line.len() > 40 && cell(line).is_some())
        && (source.contains("\"\"") || rows().all(|line| line.matches('"').count() == 2))
}

/// The text of a cell without the quotation marks of the table.
fn cell(raw: &str) -> Option<String> {
    let inner = raw.trim().trim_end_matches(',').strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.replace("\"\"", "\""))
}

/// Takes numbers off that stand before entries without a mark: `1 Harbours`, `2 Tides`.
fn numbered(document: &mut Document) {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{1,3}) [\p{Lu}“„«\x22]").expect("a constant"));
    let number = |line: &Line| NUMBER.captures(&line.text)?.get(1)?.as_str().parse().ok();
    let found: Vec<u16> = document.lines.iter().filter_map(number).collect();
    let steps = found.windows(2).filter(|pair| pair[0] + 1 == pair[1]).count();
    if found.len() < 3 || steps * 2 < found.len() {
        return;
    }
    for line in &mut document.lines {
        if let Some(number) = number(line) {
            take_off(line, number.to_string().len() + 1);
        }
    }
}

/// Takes the first bytes off a line, which are a mark of an entry.
fn take_off(line: &mut Line, start: usize) {
    line.text.drain(..start);
    line.bullet = true;
    for run in &mut line.runs {
        run.start = run.start.saturating_sub(start);
        run.end = run.end.saturating_sub(start);
    }
}

/// The lines of a source with their starts, line ends taken off.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    source.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

fn text_line(raw: &str, start: usize) -> Line {
    let body = raw.trim();
    let plain = super::markdown::untagged(body);
    let indent = raw.len() - raw.trim_start().len();
    let at = start + indent;
    let mut line = Line { span: Span::new(at, at + body.len()), indent, ..Line::default() };
    let mut rest = plain.trim();
    let hashes = rest.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes) && rest.as_bytes().get(hashes) == Some(&b' ') {
        line.heading = u8::try_from(hashes).unwrap_or(6);
        rest = rest.get(hashes..).unwrap_or("").trim().trim_end_matches('#').trim();
    }
    if rest.len() > LONG {
        line.text = collapse(rest);
        return line;
    }
    while let Some(mark) = LIST_MARK.find(rest) {
        line.bullet = true;
        line.numbered = mark.as_str().contains(|c: char| c.is_ascii_digit());
        rest = rest.get(mark.end()..).unwrap_or("");
        if rest.len() > 4 && !rest.starts_with(['•', '*', '-']) {
            break;
        }
    }
    // `2020` as code, a habit of CVs in Markdown.
    let code = rest.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    let dated = code
        .and_then(|(year, rest)| {
            leading_year(&format!("{}\t{rest}", year.trim_matches('-')))
        })
        .or_else(|| leading_year(rest));
    let rest = dated.as_deref().unwrap_or(rest);
    let trimmed = rest.trim_end_matches('\\').trim_end();
    line.stray = trimmed.len() != rest.trim_end().len() && rest.ends_with("\\\\");
    inline(trimmed, &mut line);
    line
}

/// `2023<tab>Title` as `2023: Title`, so that the year stays apart when white space is
/// collapsed.
fn leading_year(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    let value: u16 = year.parse().ok()?;
    let apart = rest.starts_with('\t') || rest.starts_with("  ");
    (apart && (1900..2100).contains(&value))
        .then(|| format!("{year}: {}", rest.trim_start()))
}

/// Takes footnote numbers off that run into the text: `3Zelenyi Front`, `11J. O’Neill`.
fn footnotes(document: &mut Document) {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\d{1,3}(\p{Lu}[\p{Ll}.])").expect("a constant"));
    let numbered = document.lines.iter().filter(|line| NUMBER.is_match(&line.text)).count();
    if numbered < 3 {
        return;
    }
    for line in &mut document.lines {
        let Some(start) = NUMBER.captures(&line.text).and_then(|f| Some(f.get(1)?.start()))
        else {
            continue;
        };
        take_off(line, start);
    }
}

/// White space collapsed to single spaces, ends trimmed.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in
        text.split(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}')
    {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        // Soft hyphens are for typesetting only.
        out.extend(word.chars().filter(|c| *c != '\u{ad}'));
    }
    out
}

/// Takes Markdown links and emphasis off, and keeps where they were.
fn inline(source: &str, line: &mut Line) {
    let mut pieces: Vec<(String, Vec<Look>)> = Vec::new();
    let mut at = 0;
    for found in LINK.captures_iter(source) {
        let (Some(whole), Some(text), Some(target)) =
            (found.get(0), found.get(1), found.get(2))
        else {
            continue;
        };
        emphasis(source.get(at..whole.start()).unwrap_or(""), &[], &mut pieces);
        if !whole.as_str().starts_with('!') {
            emphasis(text.as_str(), &[Look::Link(target.as_str().to_owned())], &mut pieces);
        }
        at = whole.end();
    }
    emphasis(source.get(at..).unwrap_or(""), &[], &mut pieces);
    assemble(&pieces, line);
}

fn emphasis(source: &str, outer: &[Look], pieces: &mut Vec<(String, Vec<Look>)>) {
    let mut at = 0;
    for found in EMPHASIS.captures_iter(source) {
        let Some(whole) = found.get(0) else { continue };
        let bold = found.get(1).is_some() || found.get(4).is_some();
        let inner =
            (1..=4).find_map(|group| found.get(group)).map_or("", |inner| inner.as_str());
        pieces
            .push((source.get(at..whole.start()).unwrap_or("").to_owned(), outer.to_vec()));
        let mut looks = outer.to_vec();
        looks.push(if bold { Look::Bold } else { Look::Italic });
        pieces.push((inner.to_owned(), looks));
        at = whole.end();
    }
    pieces.push((source.get(at..).unwrap_or("").to_owned(), outer.to_vec()));
}

/// Puts formatted pieces together as the text and the runs of a line.
pub(super) fn assemble(pieces: &[(String, Vec<Look>)], line: &mut Line) {
    let mut text = String::new();
    for (piece, looks) in pieces {
        let start = text.len();
        for c in piece.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            let skip = c == '\u{200b}'
                || c == '\u{feff}'
                || (c == ' ' && (text.is_empty() || text.ends_with(' ')));
            if !skip {
                text.push(c);
            }
        }
        let start = if text.get(start..).is_some_and(|t| t.starts_with(' ')) {
            start + 1
        } else {
            start
        };
        for look in looks {
            if text.len() > start {
                line.runs.push(Run { start, end: text.len(), look: look.clone() });
            }
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    // A link with heavy letters inside it is one link.
    line.runs.dedup_by(|next, before| {
        let one = matches!(next.look, Look::Link(_))
            && next.look == before.look
            && next.start <= before.end + 1;
        if one {
            before.end = next.end;
        }
        one
    });
    for run in &mut line.runs {
        run.end = run.end.min(end);
    }
    line.runs.retain(|run| run.start < run.end);
    line.text = text;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_taken_off_and_kept_apart() {
        let document = from_text(
            "# source: https://a.example/x\n\n* \"[A Title](https://b.example/),\" _The Venue_, May 2020\\\\\n",
        );
        assert_eq!(document.address.as_deref(), Some("https://a.example/x"));
        let line = document.lines.first().unwrap();
        assert_eq!(line.text, "\"A Title,\" The Venue, May 2020");
        assert!(line.bullet && line.stray);
        let parts: Vec<&str> =
            line.runs.iter().filter_map(|run| line.text.get(run.start..run.end)).collect();
        assert_eq!(parts, ["A Title", "The Venue"]);
    }

    #[test]
    fn underlined_lines_are_headings() {
        let document = from_text("Other articles\n------\nText\n");
        assert_eq!(
            document.lines.iter().map(|line| line.heading).collect::<Vec<_>>(),
            [2, 0]
        );
    }
}
