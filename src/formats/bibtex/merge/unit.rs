//! What is merged as one: an entry, a string, a comment, a paragraph.

use rustc_hash::FxHashMap;

use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::fmt::{Note, Piece, Pieces, What, notes};
use crate::formats::bibtex::tree::{Block, BlockKind, FieldNode, ValueKind};

/// A unit of a version of the file.
pub(super) struct Unit<'d> {
    pub(super) document: &'d Document,
    /// What tells it from others in all versions.
    pub(super) name: String,
    /// Its bytes, and the white space before them.
    pub(super) raw: &'d str,
    pub(super) gap: &'d str,
    pub(super) piece: Piece,
}

/// The units of a version.
pub(super) struct Units<'d> {
    document: &'d Document,
    units: Vec<Unit<'d>>,
    places: FxHashMap<String, usize>,
}

impl<'d> Units<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let text: &str = document.text();
        let mut last = 0;
        let mut units: Vec<Unit<'d>> = Vec::new();
        let mut places = FxHashMap::default();
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        for piece in Pieces::of(document).all() {
            let name = name(document, piece);
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            let name = if *count == 1 { name } else { format!("{name} ({count})") };
            places.insert(name.clone(), units.len());
            let span = piece.span.range();
            units.push(Unit {
                document,
                name,
                raw: piece.span.of(text),
                gap: text.get(last..span.start).unwrap_or(""),
                piece: *piece,
            });
            last = span.end;
        }
        Self { document, units, places }
    }

    pub(super) fn all(&self) -> &[Unit<'d>] {
        &self.units
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(|unit| unit.name.as_str())
    }

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    pub(super) fn named(&self, name: &str) -> Option<&Unit<'d>> {
        self.units.get(self.place(name)?)
    }

    pub(super) fn text(&self) -> &'d str {
        self.document.text()
    }

    /// What stands behind the last unit.
    pub(super) fn tail(&self) -> &'d str {
        let last = self.units.last().map_or(0, |unit| unit.piece.span.end as usize);
        self.text().get(last..).unwrap_or("")
    }
}

/// Entries go by key, strings by name, JabRef's settings by what they set; all else is
/// known by what it says.
fn name(document: &Document, piece: &Piece) -> String {
    let text = document.text();
    let raw = piece.span.of(text);
    let tree = document.tree();
    let at = piece.block as usize;
    let Some(block) = tree.blocks().get(at) else { return raw.to_owned() };
    match piece.what {
        What::Block(BlockKind::Entry) => format!("@{}", block.key.of(text)),
        What::Block(BlockKind::StringDef) => {
            let names: Vec<String> =
                tree.fields(at).iter().map(|f| f.name.of(text).to_lowercase()).collect();
            format!("@string {}", names.join(","))
        }
        What::Block(BlockKind::Comment) => {
            let inside = raw.split_once('{').map_or("", |(_, inside)| inside);
            match inside.trim_start().split_once(':') {
                Some(("jabref-meta", rest)) => {
                    let setting = rest.split([':', ';']).next().unwrap_or("").trim();
                    format!("@comment jabref-meta: {setting}")
                }
                _ => words(raw),
            }
        }
        What::Block(_) | What::Text => words(raw),
    }
}

/// Text in which all white space is alike.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'d> Unit<'d> {
    pub(super) fn block(&self) -> Option<&'d Block> {
        self.document.tree().blocks().get(self.piece.block as usize)
    }

    pub(super) fn fields(&self) -> &'d [FieldNode] {
        self.document.tree().fields(self.piece.block as usize)
    }

    /// The comments in it; `None` if its syntax is not sound.
    pub(super) fn notes(&self) -> Option<Vec<Note>> {
        notes(self.document, self.block()?, self.fields())
    }

    /// What its comments say.
    pub(super) fn comments(&self) -> Option<Vec<&'d str>> {
        let text: &'d str = self.document.text();
        Some(self.notes()?.iter().map(|note| note.span.of(text)).collect())
    }

    /// The name after `@`, in lower case.
    pub(super) fn kind(&self) -> String {
        let text = self.document.text();
        self.block().map_or(String::new(), |block| block.name.of(text).to_lowercase())
    }

    /// Whether two units say the same, however they are written.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        if self.raw == other.raw {
            return true;
        }
        let is_tree =
            matches!(self.piece.what, What::Block(BlockKind::Entry | BlockKind::StringDef));
        if !is_tree {
            return words(self.raw) == words(other.raw);
        }
        let (ours, theirs) = (self.comments(), other.comments());
        ours.is_some()
            && ours == theirs
            && self.kind() == other.kind()
            && self.fields().len() == other.fields().len()
            && self.fields().iter().zip(other.fields()).all(|(a, b)| {
                named(self.document, a) == named(other.document, b)
                    && said(self.document, a) == said(other.document, b)
            })
    }
}

/// The name of a field, and whether it is disabled.
pub(super) fn named(document: &Document, node: &FieldNode) -> (String, bool) {
    (node.name.of(document.text()).to_lowercase(), node.disabled)
}

/// What a value says: names of strings as names, all else as its words.
pub(super) fn said(document: &Document, node: &FieldNode) -> Vec<(bool, String)> {
    let text = document.text();
    document
        .tree()
        .parts(node)
        .map(|part| {
            let inner = part.inner(text).of(text);
            let is_name = part.kind == ValueKind::Macro;
            (is_name, if is_name { inner.to_lowercase() } else { words(inner) })
        })
        .collect()
}
