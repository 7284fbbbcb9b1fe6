//! Renderers: findings as text for people, editors, forges and programs. One file a form,
//! one row each in [`RENDERERS`].

mod concise;
mod errorformat;
mod github;
mod gitlab;
mod grouped;
mod human;
pub mod json;
mod junit;
mod sarif;
mod snippet;
mod xml;

use std::sync::Arc;

use crate::diag::{Diagnostic, Edit, Place};
use crate::text::{LineColumn, LineIndex, Span};

/// A text that findings are about, with its name for people.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: Arc<str>,
    lines: LineIndex,
    /// Where the bytes of the file on disk are not those of the text: the offset on disk
    /// of an offset in the text.
    on_disk: OnDisk,
}

/// The way from an offset in a text to one in its file.
#[derive(Clone, Default)]
struct OnDisk(Option<Arc<dyn Fn(u32) -> u32 + Send + Sync>>);

impl std::fmt::Debug for OnDisk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "OnDisk(mapped)" } else { "OnDisk(same)" })
    }
}

impl SourceFile {
    /// A text and its name.
    #[must_use]
    pub fn new(name: impl Into<String>, text: Arc<str>) -> Self {
        let lines = LineIndex::new(&text);
        Self { name: name.into(), text, lines, on_disk: OnDisk::default() }
    }

    /// Says how offsets in the text become offsets in the file.
    #[must_use]
    pub fn on_disk(mut self, offset: impl Fn(u32) -> u32 + Send + Sync + 'static) -> Self {
        self.on_disk = OnDisk(Some(Arc::new(offset)));
        self
    }

    /// Its name for people: the path as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Line and column of a byte of the text.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        self.lines.line_column(&self.text, offset)
    }

    /// The byte of the file on disk that a byte of the text stands for.
    #[must_use]
    pub fn byte(&self, offset: u32) -> u32 {
        self.on_disk.0.as_ref().map_or(offset, |on_disk| on_disk(offset))
    }
}

/// A finding with its place among the bytes of a file.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// The file it is in.
    pub file: &'a SourceFile,
    /// The bytes; `None` if it is about the file as a whole.
    pub span: Option<Span>,
    /// The edits of each fix of the finding, in their order; none if there are no bytes.
    pub fixes: Vec<Vec<Edit>>,
}

impl<'a> Located<'a> {
    /// A finding whose place is known in bytes, or not at all.
    #[must_use]
    pub fn new(diagnostic: &'a Diagnostic, file: &'a SourceFile) -> Self {
        let span = match diagnostic.place {
            Place::Span(span) => Some(span),
            _ => None,
        };
        let edits = |change: &crate::diag::Change| match change {
            crate::diag::Change::Edits(edits) => edits.clone(),
            _ => Vec::new(),
        };
        let fixes = diagnostic.fixes.iter().map(|fix| edits(&fix.change)).collect();
        Self { diagnostic, file, span: diagnostic.within.or(span), fixes }
    }

    /// Line and column where it begins, if it has a place.
    #[must_use]
    pub fn start(&self) -> Option<LineColumn> {
        self.span.map(|span| self.file.line_column(span.start))
    }

    /// Line and column where it ends, if it has a place.
    #[must_use]
    pub fn end(&self) -> Option<LineColumn> {
        self.span.map(|span| self.file.line_column(span.end.max(span.start)))
    }

    /// The cite key of the entry it is about.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match &self.diagnostic.place {
            Place::Entry { key, .. } => Some(key.as_str()),
            _ => None,
        }
    }

    /// The name of the field it is about.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match &self.diagnostic.place {
            Place::Entry { field, .. } => field.map(crate::model::Field::name),
            _ => None,
        }
    }

    /// `path:line:column`, or as much of it as is known.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.start(), self.key()) {
            (Some(at), _) => format!("{}:{}:{}", self.file.name, at.line, at.column),
            (None, Some(key)) => match self.field() {
                Some(field) => format!("{}: {key}, {field}", self.file.name),
                None => format!("{}: {key}", self.file.name),
            },
            (None, None) => self.file.name.clone(),
        }
    }
}

/// How output may look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether colours are written, as ANSI escapes.
    pub color: bool,
    /// The width of the terminal in columns.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { color: false, width: 80 }
    }
}

/// A row: a form of output.
#[derive(Debug)]
pub struct Renderer {
    /// The name for `--output-format`.
    pub id: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Renders findings, in the order given.
    pub render: fn(&[Located<'_>], Look) -> String,
}

/// All renderers, the one for people first.
pub static RENDERERS: &[Renderer] = &[
    human::RENDERER,
    concise::RENDERER,
    grouped::RENDERER,
    json::RENDERER,
    json::LINES,
    sarif::RENDERER,
    github::RENDERER,
    gitlab::RENDERER,
    junit::RENDERER,
    errorformat::RENDERER,
];

/// The renderer of a name; `full` and `text` are other names of `human`.
#[must_use]
pub fn named(id: &str) -> Option<&'static Renderer> {
    let id = match id {
        "full" | "text" => "human",
        "jsonl" => "json-lines",
        "github-actions" => "github",
        id => id,
    };
    RENDERERS.iter().find(|renderer| renderer.id == id)
}

#[cfg(test)]
mod tests;
