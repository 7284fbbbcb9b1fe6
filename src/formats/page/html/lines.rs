//! The text of a page as lines with their headings, bullets, links and emphasis; what stands
//! in navigation, scripts and hidden parts is left out.

use super::claims::{Claims, Origin, What};
use super::jsonld::Blocks;
use super::microdata::{Microdata, Property};
use super::parts::{self, hint, is_boxed, skipped};
use super::titles::{key, same};
use super::tokens::{Tag, Token, Tokens};
use super::{coins, tokens};
use crate::formats::page::dates::{self, Order};
use crate::formats::page::document::{Block, Document, Hint, LONG, Line, Look, assemble};
use crate::formats::page::grid::Grid;
use crate::text::Span;

/// Elements open at once that are told apart; deeper ones count as text of these.
const DEPTH: usize = 400;

/// Looks of a text at once that are told apart: more come of elements that nobody closes.
const MOST_LOOKS: usize = 24;

/// A line of a page that goes on and on is cut here.
const LONGEST_LINE: usize = 20_000;

/// More blocks than any page has that a person reads.
const MOST_BLOCKS: usize = 200_000;

/// More headings of the first level than a box with the title of a page has.
const MOST_HEADS: usize = 20;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr",
];

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// An open element.
#[derive(Default)]
struct Frame {
    name: String,
    looks: usize,
    hint: Option<Hint>,
    skips: bool,
    scoped: bool,
    capture: Option<(Property, String)>,
    block: Option<usize>,
    part: bool,
    /// The day that a `<time>` names, and where its text begins.
    day: Option<(String, usize)>,
    /// A box beside the text, and how many lines and blocks were there before it.
    boxed: Option<(usize, usize)>,
}

/// Reads a page.
pub(in crate::formats::page) fn read(source: &str) -> (Document, Claims) {
    let mut reader = Reader { gap: true, ..Reader::default() };
    for token in Tokens::new(source) {
        match token {
            Token::Open(tag) => reader.open(&tag),
            Token::Close(name) => reader.close(&name),
            Token::Text(text, span) => reader.text(&text, span),
            Token::Raw(text, _) => reader.raw(text),
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    frames: Vec<Frame>,
    looks: Vec<Look>,
    pieces: Vec<(String, Vec<Look>)>,
    length: usize,
    span: Option<Span>,
    gap: bool,
    heading: u8,
    bullet: bool,
    hint: Hint,
    skipping: usize,
    /// Articles around the place.
    articles: usize,
    raw: Option<Raw>,
    /// The tables around the place, inner ones last.
    grids: Vec<Grid>,
    document: Document,
    claims: Claims,
    blocks: Blocks,
    microdata: Microdata,
}

/// What the raw text that follows is.
enum Raw {
    JsonLd,
    Title,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        self.raw = match name {
            "script" if tag.get("type").is_some_and(|kind| kind.contains("ld+json")) => {
                Some(Raw::JsonLd)
            }
            "title" if !self.inside("svg") => Some(Raw::Title),
            _ => None,
        };
        match name {
            "meta" => self.meta(tag),
            "link" => {
                let canonical =
                    tag.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                if let Some(address) =
                    tag.get("href").filter(|href| canonical && href.starts_with("http"))
                {
                    self.claims.add(Origin::Page, What::Url, address);
                }
            }
            "span" if tag.get("class").is_some_and(|class| class.contains("Z3988")) => {
                let work = coins::read(tag.get("title").unwrap_or(""));
                if !work.is_empty() {
                    self.claims.works.push(work);
                }
            }
            _ => {}
        }
        let (scoped, property) = self.microdata.open(tag);
        if name == "time" {
            self.time(tag);
        }
        if name == "br" {
            self.flush(false);
        } else if BLOCKS.contains(&name) {
            self.block(name);
        } else if matches!(name, "td" | "th") {
            self.cell();
        } else if name == "q" {
            self.push("“");
        }
        if VOID.contains(&name) {
            if scoped {
                self.microdata.close();
            }
            return;
        }
        if self.frames.len() >= DEPTH {
            self.claims.deep = true;
            if scoped {
                self.microdata.close();
            }
            return;
        }
        let frame = self.frame(tag, scoped, property);
        self.frames.push(frame);
    }

    fn in_known_table(&self) -> bool {
        self.grids.last().is_some_and(Grid::has_header)
    }

    fn inside(&self, name: &str) -> bool {
        self.frames.iter().rev().any(|frame| frame.name == name)
    }

    /// A block begins: what implies the end of others, and how its first line looks.
    fn block(&mut self, name: &str) {
        if matches!(name, "p" | "li" | "dt" | "dd" | "tr") {
            let own = |frame: &Frame| frame.name == name;
            let near = self.frames.iter().rev().take(4).position(own);
            // `<p>` without an end tag, but not `<li>` in a list in a list.
            let list =
                self.frames.iter().rev().take(near.unwrap_or(0)).any(|frame| {
                    matches!(frame.name.as_str(), "ul" | "ol" | "table" | "dl")
                });
            if near.is_some() && !list {
                self.close(name);
            }
        }
        if name == "p" && self.in_known_table() {
            self.push(" ");
            return;
        }
        self.flush(!matches!(name, "li" | "tr" | "tbody" | "thead" | "dd"));
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = name.as_bytes().get(1).map_or(0, |digit| digit - b'0');
            }
            "li" => self.bullet = true,
            "table" => self.grids.push(Grid::default()),
            _ => {}
        }
    }

    fn frame(&mut self, tag: &Tag<'_>, scoped: bool, property: Option<Property>) -> Frame {
        let mut frame = Frame {
            name: tag.name.clone(),
            looks: self.looks.len(),
            scoped,
            capture: property.map(|property| (property, String::new())),
            ..Frame::default()
        };
        match tag.name.as_str() {
            "b" | "strong" => self.look(Look::Bold),
            "i" | "em" | "cite" | "var" => self.look(Look::Italic),
            "a" => {
                if let Some(href) = tag.get("href") {
                    self.look(Look::Link(href.trim().to_owned()));
                }
            }
            _ => {}
        }
        if let Some(part) = parts::part(tag) {
            self.apart();
            self.look(Look::Part(part));
            frame.part = true;
        }
        if tag.name == "time" {
            frame.day = day(tag).map(|day| (day, self.pieces.len()));
        }
        frame.block = self.block_of(tag);
        let around = self.frames.last().map_or("", |frame| frame.name.as_str());
        frame.skips = skipped(tag, around, self.articles > 0);
        if !frame.skips && is_boxed(tag) {
            if BLOCKS.contains(&tag.name.as_str()) {
                let blocks =
                    self.document.blocks.len() - usize::from(frame.block.is_some());
                frame.boxed = Some((self.document.lines.len(), blocks));
            } else {
                frame.skips = true;
            }
        }
        self.skipping += usize::from(frame.skips);
        self.articles += usize::from(tag.name == "article");
        let hint = hint(tag);
        if hint != Hint::None {
            frame.hint = Some(std::mem::replace(&mut self.hint, hint));
        }
        frame
    }

    fn look(&mut self, look: Look) {
        // A link in a link is one that nobody closed.
        let is_link = |look: &Look| matches!(look, Look::Link(_));
        let open = self.looks.iter().position(|own| is_link(own) && is_link(&look));
        if let Some(own) = open.and_then(|at| self.looks.get_mut(at)) {
            *own = look;
        } else if !self.looks.contains(&look) && self.looks.len() < MOST_LOOKS {
            self.looks.push(look);
        }
    }

    /// Notes an element that holds lines of its own.
    fn block_of(&mut self, tag: &Tag<'_>) -> Option<usize> {
        let holds = BLOCKS.contains(&tag.name.as_str())
            || tag.name == "a" && self.pieces.is_empty();
        if !holds || self.document.blocks.len() >= MOST_BLOCKS {
            return None;
        }
        let first = self.document.lines.len();
        self.document.blocks.push(Block {
            parent: self.frames.iter().rev().find_map(|frame| frame.block),
            sort: parts::sort(tag),
            first,
            end: first,
        });
        Some(self.document.blocks.len() - 1)
    }

    fn close(&mut self, name: &str) {
        if name == "q" {
            self.push("”");
        }
        let Some(at) = self.frames.iter().rposition(|frame| frame.name == name) else {
            return;
        };
        if BLOCKS.contains(&name) && !(name == "p" && self.in_known_table()) {
            self.flush(!matches!(name, "li" | "tr" | "dd"));
        }
        while self.frames.len() > at {
            self.pop();
        }
        if name == "table" {
            self.grids.pop();
        }
    }

    fn pop(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if let Some((day, from)) = frame.day {
            self.dated(&day, from);
        }
        self.looks.truncate(frame.looks);
        if frame.part {
            self.apart();
        }
        if let Some(hint) = frame.hint {
            self.hint = hint;
        }
        self.skipping -= usize::from(frame.skips);
        self.articles -= usize::from(frame.name == "article");
        if let Some(block) = frame.block.and_then(|at| self.document.blocks.get_mut(at)) {
            block.end = self.document.lines.len();
        }
        if let Some((lines, blocks)) = frame.boxed {
            self.unbox(lines, blocks);
        }
        if let Some((property, text)) = frame.capture {
            self.microdata.property(&property, &text);
        }
        if frame.scoped {
            self.microdata.close();
        }
    }

    /// “1 day ago” in a `<time>`: the day that it means.
    fn dated(&mut self, day: &str, from: usize) {
        let own = self.pieces.get(from..).unwrap_or(&[]);
        let text: String = own.iter().map(|(text, _)| text.as_str()).collect();
        let told = text.contains(char::is_alphabetic)
            && text.len() < 40
            && dates::find(&text, Order::Unknown).is_empty();
        if told {
            self.pieces.truncate(from);
            self.push(day);
        }
    }

    /// A box ends: its lines go, unless it turns out to hold the title of the page.
    fn unbox(&mut self, lines: usize, blocks: usize) {
        let own = self.document.lines.get(lines..).unwrap_or(&[]);
        let titled =
            own.iter().filter(|line| line.heading == 1).take(MOST_HEADS).any(|line| {
                let own = key(&line.text);
                let mut titles = self.claims.page.iter().filter(|c| c.what == What::Title);
                titles.any(|title| same(&own, &key(&title.value)))
            });
        if !titled {
            self.document.lines.truncate(lines);
            self.document.blocks.truncate(blocks);
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        for frame in self.frames.iter_mut().rev().take(12) {
            if let Some((_, captured)) =
                frame.capture.as_mut().filter(|(_, text)| text.len() < 4000)
            {
                captured.push_str(text);
            }
        }
        if self.skipping > 0 {
            return;
        }
        if !text.trim().is_empty() {
            let start = self.span.map_or(span.start, |known| known.start);
            self.span = Some(Span { start, end: span.end });
        }
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        if self.skipping == 0 && self.length < LONGEST_LINE {
            self.length += text.len();
            self.pieces.push((text.to_owned(), self.looks.clone()));
        }
    }

    /// Parts of a work stand apart, whether or not a space is written between them.
    fn apart(&mut self) {
        if self.length > 0 {
            self.push(" ");
        }
    }

    fn raw(&mut self, text: &str) {
        match self.raw.take() {
            Some(Raw::JsonLd) => {
                if let Err(error) = self.blocks.add(text) {
                    self.claims.broken.push(format!("JSON-LD: {error}"));
                }
            }
            Some(Raw::Title) => {
                self.claims.add(Origin::Page, What::Title, &tokens::unescape(text));
            }
            None => {}
        }
    }

    /// The next cell of a row.
    fn cell(&mut self) {
        if let Some(grid) = self.grids.last_mut() {
            grid.cell(self.length);
        }
        let last = self.pieces.iter().rev().map(|(text, _)| text.trim_end());
        let last = last.take(8).find(|text| !text.is_empty()).unwrap_or("");
        if !last.is_empty() {
            let stopped = last.ends_with([',', '.', ';', ':', '”', '?', '!']);
            self.push(if stopped { " " } else { ", " });
        }
    }

    /// Ends the line, if there is one.
    fn flush(&mut self, gap: bool) {
        let mut line = Line {
            gap: self.gap,
            heading: self.heading,
            hint: self.hint,
            ..Line::default()
        };
        let pieces = std::mem::take(&mut self.pieces);
        self.length = 0;
        if let Some(grid) = self.grids.last_mut() {
            let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
            match grid.row(&text) {
                Some(row) => assemble(&[(row, Vec::new())], &mut line),
                None => assemble(&pieces, &mut line),
            }
        } else {
            assemble(&pieces, &mut line);
        }
        self.gap |= gap;
        if line.text.chars().any(char::is_alphanumeric) {
            line.span = self.span.take().unwrap_or_default();
            line.bullet = std::mem::take(&mut self.bullet);
            marks(&mut line);
            if line.text.len() > LONG {
                line.runs.clear();
            }
            self.gap = gap;
            self.document.lines.push(line);
        }
        self.span = None;
        if gap {
            self.heading = 0;
            self.bullet = false;
        }
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let names = ["name", "property", "itemprop", "http-equiv"];
        let Some(name) = names.iter().find_map(|name| tag.get(name)) else { return };
        let content = tag.get("content").or_else(|| tag.get("value")).unwrap_or("");
        for name in name.split_whitespace() {
            if name.eq_ignore_ascii_case("parsely-page") {
                self.parsely(content);
            } else {
                self.claims.tag(name, content);
            }
        }
    }

    /// All of parsely in one tag, as JSON.
    fn parsely(&mut self, content: &str) {
        let Ok(page) = serde_json::from_str::<serde_json::Value>(content) else {
            self.claims.broken.push("parsely-page: no JSON".to_owned());
            return;
        };
        for (name, what) in [
            ("title", What::Title),
            ("url", What::Url),
            ("link", What::Url),
            ("pub_date", What::Issued),
            ("section", What::Section),
        ] {
            if let Some(value) = page.get(name).and_then(serde_json::Value::as_str) {
                self.claims.add(Origin::Parsely, what, value);
            }
        }
        let authors = page.get("authors").or_else(|| page.get("author"));
        let one = authors.and_then(serde_json::Value::as_str);
        let many = authors.and_then(serde_json::Value::as_array);
        let many = many.into_iter().flatten().filter_map(serde_json::Value::as_str);
        for author in one.into_iter().chain(many) {
            self.claims.add(Origin::Parsely, What::Author, author);
        }
    }

    /// The first `<time>` that calls itself the date of publication.
    fn time(&mut self, tag: &Tag<'_>) {
        let class = tag.get("class").unwrap_or("");
        let published = tag.get("pubdate").is_some()
            || ["publish", "entry-date", "posted", "post-date"]
                .iter()
                .any(|word| class.contains(word));
        let Some(date) =
            tag.get("datetime").filter(|_| published && !class.contains("updated"))
        else {
            return;
        };
        if self.claims.first(Origin::Time, What::Issued).is_none() {
            self.claims.add(Origin::Time, What::Issued, date);
        }
    }

    fn finish(mut self) -> (Document, Claims) {
        self.flush(true);
        while !self.frames.is_empty() {
            self.pop();
        }
        let mut works = self.blocks.works();
        works.extend(std::mem::take(&mut self.microdata.works));
        works.append(&mut self.claims.works);
        works.retain(|work| work.iter().any(|claim| claim.what == What::Title));
        self.claims.works = works;
        (self.document, self.claims)
    }
}

/// The day of publication that a `<time>` names.
fn day(tag: &Tag<'_>) -> Option<String> {
    let day = tag.get("datetime")?.trim().get(..10)?;
    let digits = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let changed = tag.get("class").is_some_and(|class| {
        let class = class.to_lowercase();
        ["updated", "modified", "comment"].iter().any(|word| class.contains(word))
    });
    (digits && !changed).then(|| day.to_owned())
}

/// A bullet or number that is printed rather than marked up.
fn marks(line: &mut Line) {
    let printed = line.text.starts_with(['•', '●', '▪', '◦', '·']);
    if printed {
        let cut = line.text.chars().next().map_or(0, char::len_utf8);
        let rest = line.text.get(cut..).unwrap_or("");
        let cut = cut + rest.len() - rest.trim_start().len();
        line.text.drain(..cut);
        line.bullet = true;
        for run in &mut line.runs {
            run.start = run.start.saturating_sub(cut);
            run.end = run.end.saturating_sub(cut);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let (document, _) = read(source);
        let lines: Vec<String> = document
            .lines
            .iter()
            .map(|line| {
                let mark = if line.bullet { "* " } else { "" };
                format!("{}{mark}{}", "#".repeat(line.heading.into()), line.text)
            })
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn blocks_are_lines() {
        check(
            "<nav><p>Home</nav><h1>A <b>title</b></h1><p>One<br>two<ul><li>x<li>y</ul><script>z</script>",
            &["#A title", "One", "two", "* x", "* y"],
        );
    }

    #[test]
    fn tables_with_a_known_header_are_read_by_it() {
        check(
            "<table><tr><th>Year<th>Author<th>Title<th>Journal</tr>\
             <tr><td>2020</td><td>Jane Doe</td><td>A title</td><td>The Review</td></tr></table>",
            &["Jane Doe, “A title,” The Review, 2020"],
        );
    }

    #[test]
    fn nesting_does_no_harm() {
        let source = format!("{}x", "<div>".repeat(100_000));
        check(&source, &["x"]);
    }
}
