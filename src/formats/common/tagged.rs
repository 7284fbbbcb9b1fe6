//! Formats of tagged lines: RIS, MEDLINE, EndNote, Web of Science, RefWorks.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::{STRAY_LINE, TRUNCATED_RECORD};
use crate::text::Span;
use crate::text::xml::without_entities;

/// How a format of tagged lines is written.
pub(crate) struct Syntax {
    /// Tag and value of a line that has one.
    pub(crate) split: fn(&str) -> Option<(&str, &str)>,
    /// Whether a tag opens an entry.
    pub(crate) opens: fn(&str) -> bool,
    /// Whether a tag closes an entry.
    pub(crate) closes: fn(&str) -> bool,
    /// Whether an entry can begin without an opening tag.
    pub(crate) opens_anyhow: bool,
    /// Whether a tag says so much that an entry begins there though its opening tag is
    /// missing, or comes later.
    pub(crate) begins: fn(&str) -> bool,
    /// Whether a blank line ends an entry.
    pub(crate) blank_closes: bool,
    /// Whether a tag after a blank line begins an entry.
    pub(crate) blank_opens: bool,
}

/// A tag and what stands after it, lines that continue it included.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    /// The tag as written.
    pub(crate) tag: &'a str,
    /// The value; line ends are kept.
    pub(crate) value: String,
    /// The first byte of the line.
    pub(crate) at: usize,
}

impl Line<'_> {
    /// The value with its line ends as spaces.
    pub(crate) fn one_line(&self) -> String {
        super::values::one_line(&self.value)
    }
}

/// The lines of one entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record<'a> {
    /// The lines, without the one that closes.
    pub(crate) lines: Vec<Line<'a>>,
    /// The first byte.
    pub(crate) at: usize,
    /// Where each tag of a long record stands first; made when it is asked for.
    firsts: OnceCell<FxHashMap<String, usize>>,
}

/// A record with fewer lines is looked through faster than an index is made.
const SHORT: usize = 64;

impl<'a> Record<'a> {
    /// A record of these lines.
    pub(crate) fn new(lines: Vec<Line<'a>>, at: usize) -> Self {
        Self { lines, at, firsts: OnceCell::new() }
    }

    /// The values of a tag, in order.
    pub(crate) fn all<'b>(&'b self, tag: &'b str) -> impl Iterator<Item = &'b str> {
        self.lines
            .iter()
            .filter(move |line| line.tag == tag)
            .map(|line| line.value.as_str())
    }

    /// The first value of a tag.
    pub(crate) fn first(&self, tag: &str) -> Option<&str> {
        let found = if self.lines.len() < SHORT {
            self.lines.iter().find(|line| line.tag == tag)
        } else {
            let at = self.firsts.get_or_init(|| self.index()).get(tag);
            at.and_then(|at| self.lines.get(*at))
        };
        found.map(|line| line.value.as_str())
    }

    fn index(&self) -> FxHashMap<String, usize> {
        let mut firsts = FxHashMap::default();
        for (at, line) in self.lines.iter().enumerate() {
            if !firsts.contains_key(line.tag) {
                firsts.insert(line.tag.to_owned(), at);
            }
        }
        firsts
    }
}

/// The entries of a text, and what is wrong with its lines.
pub(crate) fn records<'a>(
    text: &'a str,
    syntax: &Syntax,
) -> (Vec<Record<'a>>, Vec<Diagnostic>) {
    let mut reader = Reader {
        syntax,
        records: Vec::new(),
        open: None,
        faults: Vec::new(),
        after_blank: false,
    };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut at = text.len() - body.len();
    for line in body.split_inclusive(['\n', '\r']) {
        reader.line(line.trim_end_matches(['\n', '\r']), at);
        at += line.len();
    }
    reader.end(text.len());
    (reader.records, reader.faults)
}

struct Reader<'a, 's> {
    syntax: &'s Syntax,
    records: Vec<Record<'a>>,
    open: Option<Record<'a>>,
    faults: Vec<Diagnostic>,
    after_blank: bool,
}

/// More findings than this help nobody.
const MAX_STRAY: usize = 20;

impl<'a> Reader<'a, '_> {
    fn line(&mut self, line: &'a str, at: usize) {
        let after_blank = std::mem::replace(&mut self.after_blank, line.trim().is_empty());
        match (self.syntax.split)(line) {
            Some((tag, _)) if (self.syntax.closes)(tag) => self.close(),
            Some((tag, value)) if after_blank && self.syntax.blank_opens => {
                self.close();
                self.tag(tag, value, at);
            }
            Some((tag, value)) => self.tag(tag, value, at),
            None if line.trim().is_empty() && self.syntax.blank_closes => self.close(),
            None => self.continued(line, at),
        }
    }

    fn tag(&mut self, tag: &'a str, value: &str, at: usize) {
        if (self.syntax.opens)(tag) && !self.is_headless() {
            // A type right after a type corrects it.
            let corrects = self.open.as_ref().is_some_and(
                |record| matches!(record.lines.as_slice(), [only] if only.tag == tag),
            );
            if corrects {
                self.open = None;
            } else if self.open.is_some()
                && !self.syntax.blank_closes
                && !self.syntax.opens_anyhow
            {
                self.truncated(at);
            }
            self.close();
            self.open = Some(Record::new(Vec::new(), at));
        }
        let begins = self.syntax.opens_anyhow || (self.syntax.begins)(tag);
        if self.open.is_none() && begins {
            self.open = Some(Record::new(Vec::new(), at));
        }
        match &mut self.open {
            Some(record) => {
                record.lines.push(Line { tag, value: value.trim().to_owned(), at });
            }
            None => self.stray(at),
        }
    }

    /// Whether an entry is open whose opening tag is still to come.
    fn is_headless(&self) -> bool {
        let headed = |record: &Record<'_>| {
            record.lines.iter().any(|line| (self.syntax.opens)(line.tag))
        };
        !self.syntax.opens_anyhow && self.open.as_ref().is_some_and(|open| !headed(open))
    }

    fn continued(&mut self, line: &str, at: usize) {
        match self.open.as_mut().and_then(|record| record.lines.last_mut()) {
            Some(last) => {
                if !last.value.is_empty() || line.trim().is_empty() {
                    last.value.push('\n');
                }
                last.value.push_str(line.trim());
            }
            None if line.trim().is_empty() || is_heading(line) => {}
            None => self.stray(at),
        }
    }

    fn stray(&mut self, at: usize) {
        if self.faults.len() < MAX_STRAY {
            let message = "the line belongs to no entry".to_owned();
            self.faults.push(Diagnostic::new(&STRAY_LINE, message).at(Span::at(at)));
        }
    }

    fn truncated(&mut self, at: usize) {
        let start = self.open.as_ref().map_or(at, |record| record.at);
        let message = format!("entry {} does not end", self.records.len() + 1);
        self.faults.push(Diagnostic::new(&TRUNCATED_RECORD, message).at(Span::at(start)));
    }

    fn close(&mut self) {
        if let Some(mut record) = self.open.take()
            && !record.lines.is_empty()
        {
            for line in &mut record.lines {
                line.value.truncate(line.value.trim_end().len());
                // Databases that have their texts from web pages leave HTML's references.
                if let Some(text) = without_entities(&line.value) {
                    line.value = text;
                }
            }
            self.records.push(record);
        }
    }

    fn end(&mut self, at: usize) {
        let syntax = self.syntax;
        let needs_end = !syntax.blank_closes && !syntax.opens_anyhow && !syntax.blank_opens;
        if needs_end && self.open.is_some() {
            self.truncated(at);
        }
        self.close();
    }
}

/// Databases (JSTOR, APA) say above their records where they come from.
fn is_heading(line: &str) -> bool {
    ["Provider: ", "Database: ", "Content: "].iter().any(|head| line.starts_with(head))
}

/// `TAG value` lines of a file: text folded onto one line, line by line.
#[derive(Debug, Default)]
pub(crate) struct TaggedOut {
    /// The text so far.
    pub(crate) out: String,
}

impl TaggedOut {
    /// Writes a line; line ends inside the value become spaces.
    pub(crate) fn line(&mut self, head: &str, value: &str) {
        self.out.push_str(head);
        let mut first = true;
        for part in value.lines().map(str::trim).filter(|part| !part.is_empty()) {
            if !first {
                self.out.push(' ');
            }
            self.out.push_str(part);
            first = false;
        }
        self.out.push('\n');
    }

    /// Writes a line whose further lines are indented by as many spaces.
    pub(crate) fn block(&mut self, head: &str, value: &str, indent: usize) {
        self.out.push_str(head);
        let mut first = true;
        for part in value.lines().map(str::trim).filter(|part| !part.is_empty()) {
            if !first {
                self.out.push_str(&" ".repeat(indent));
            }
            self.out.push_str(part);
            self.out.push('\n');
            first = false;
        }
        if first {
            self.out.push('\n');
        }
    }
}
