//! A document: text, its tree, its strings, and where everything stands.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

use super::cook;
use super::faults::Fault;
use super::parse;
use super::strings::{self, Meaning, Strings};
use super::tree::{Block, BlockKind, FieldNode, Tree, ValueKind};
use crate::diag::catalogue::syntax;
use crate::diag::{Change, Diagnostic, Edit, Safety};
use crate::model::{Entry, Field, Text};
use crate::text::Span;

/// What joined strings may come to over a whole document, per byte of it and at least.
/// Hostile files name a long string in every field.
const JOINED: (usize, usize) = (8, 16 << 20);

/// A `.bib` text with its tree.
#[derive(Debug)]
pub struct Document {
    text: Arc<str>,
    tree: Tree,
    faults: Vec<Fault>,
    strings: Strings,
    /// The blocks that are entries.
    entries: Vec<u32>,
    /// What joined strings may still come to.
    room: AtomicUsize,
}

impl Document {
    /// Reads text; never fails.
    #[must_use]
    pub fn parse(text: Arc<str>) -> Self {
        let (tree, faults) = parse::parse(&text);
        let strings = Strings::new(&text, &tree);
        let entries = (0u32..)
            .zip(tree.blocks())
            .filter(|(_, block)| block.kind == BlockKind::Entry)
            .map(|(at, _)| at)
            .collect();
        let room = text.len().saturating_mul(JOINED.0).max(JOINED.1);
        Self { text, tree, faults, strings, entries, room: AtomicUsize::new(room) }
    }

    /// Reads text for its tree alone: what is wrong with it is not kept.
    pub(super) fn tree_of(text: Arc<str>) -> Self {
        Self { faults: Vec::new(), ..Self::parse(text) }
    }

    /// The text, which the blocks of the tree tile.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What is wrong with its syntax.
    pub(super) fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The tree.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The `@string` definitions.
    #[must_use]
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All entries as the model has them, in the order of the text.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        (0..self.len()).filter_map(|entry| self.entry(entry)).collect()
    }

    /// One entry as the model has it.
    #[must_use]
    pub fn entry(&self, entry: usize) -> Option<Entry> {
        (entry < self.len()).then(|| cook::entry(self, entry))
    }

    /// The block of an entry.
    #[must_use]
    pub fn block_of(&self, entry: usize) -> usize {
        self.entries.get(entry).map_or(usize::MAX, |block| *block as usize)
    }

    /// The entry whose block holds a byte.
    #[must_use]
    pub fn entry_at(&self, offset: u32) -> Option<usize> {
        let starts = |block: &u32| {
            self.tree.blocks.get(*block as usize).is_some_and(|b| b.start <= offset)
        };
        let entry = self.entries.partition_point(starts).checked_sub(1)?;
        (offset < self.entry_span(entry).end).then_some(entry)
    }

    /// The node of an entry's block.
    #[must_use]
    pub fn block(&self, entry: usize) -> Option<&Block> {
        self.tree.blocks.get(self.block_of(entry))
    }

    /// The fields of an entry as written, disabled ones too.
    #[must_use]
    pub fn fields(&self, entry: usize) -> &[FieldNode] {
        self.tree.fields(self.block_of(entry))
    }

    /// The cite key as written.
    #[must_use]
    pub fn key(&self, entry: usize) -> &str {
        self.key_span(entry).of(&self.text)
    }

    /// The name after `@` as written.
    #[must_use]
    pub fn kind_name(&self, entry: usize) -> &str {
        self.kind_span(entry).of(&self.text)
    }

    /// Where an entry stands, from its `@` to its closing delimiter.
    #[must_use]
    pub fn entry_span(&self, entry: usize) -> Span {
        self.tree.block_span(self.block_of(entry))
    }

    /// Where the cite key of an entry stands.
    #[must_use]
    pub fn key_span(&self, entry: usize) -> Span {
        self.block(entry).map(|block| block.key).unwrap_or_default()
    }

    /// Where the name after `@` stands.
    #[must_use]
    pub fn kind_span(&self, entry: usize) -> Span {
        self.block(entry).map(|block| block.name).unwrap_or_default()
    }

    /// The node that a field of the model was read from, the first if there are several.
    #[must_use]
    pub fn field_node(&self, entry: usize, field: Field) -> Option<&FieldNode> {
        let kind = cook::kind(self.kind_name(entry));
        self.fields(entry).iter().find(|node| {
            !node.disabled && cook::field(node.name.of(&self.text), kind) == field
        })
    }

    /// The node of a field by its name in the file; case does not count.
    #[must_use]
    pub fn field_named(&self, entry: usize, name: &str) -> Option<&FieldNode> {
        let wanted = |node: &&FieldNode| {
            !node.disabled && node.name.of(&self.text).eq_ignore_ascii_case(name)
        };
        self.fields(entry).iter().find(wanted)
    }

    /// Where a field stands: name and value, without the comma.
    #[must_use]
    pub fn field_span(&self, entry: usize, field: Field) -> Option<Span> {
        self.field_node(entry, field).map(FieldNode::span)
    }

    /// Where the value of a field stands, without its delimiters.
    #[must_use]
    pub fn value_span(&self, entry: usize, field: Field) -> Option<Span> {
        self.field_node(entry, field).map(|node| node.inner(&self.text))
    }

    /// The value of a field without delimiters, strings replaced and parts joined.
    #[must_use]
    pub fn value(&self, node: &FieldNode) -> Text {
        let room = self.room.load(Ordering::Relaxed);
        let joined = self.strings.resolve(&self.text, &self.tree, node, room);
        match joined {
            Some(Text::Owned(text)) => {
                self.room.store(room.saturating_sub(text.len()), Ordering::Relaxed);
                Text::Owned(text)
            }
            Some(text) => text,
            None => Text::Span(node.value),
        }
    }

    /// What is wrong with the text, in its order.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut found: Vec<_> =
            self.faults.iter().map(|f| f.diagnostic(&self.text)).collect();
        self.check_strings(&mut found);
        for entry in 0..self.len() {
            self.check_duplicates(entry, &mut found);
        }
        found.sort_by_key(|finding| match finding.place {
            crate::diag::Place::Span(span) => span,
            _ => Span::default(),
        });
        found
    }

    /// Names that are not defined, or only later, or never used, or defined twice.
    fn check_strings(&self, found: &mut Vec<Diagnostic>) {
        let mut used = FxHashSet::default();
        for field in &self.tree.fields {
            if !matches!(field.kind, ValueKind::Macro | ValueKind::Concat) {
                continue;
            }
            let parts = self.tree.parts(field).filter(|part| part.kind == ValueKind::Macro);
            for part in parts {
                self.check_name(part.span, &mut used, found);
            }
        }
        let mut defined: FxHashMap<String, &Text> = FxHashMap::default();
        for def in self.strings.definitions() {
            let name = def.name.of(&self.text);
            // A file of strings alone is there for others.
            if !self.is_empty() && !used.contains(name.to_ascii_lowercase().as_str()) {
                let message = format!("the string `{name}` is never used");
                found.push(Diagnostic::new(&syntax::UNUSED_STRING, message).at(def.name));
            }
            if strings::month(name).is_some() {
                let message = format!("the string `{name}` replaces the month");
                let rule = &syntax::STRING_SHADOWS_MONTH;
                found.push(Diagnostic::new(rule, message).at(def.name));
            }
            let old = defined.insert(name.to_ascii_lowercase(), &def.text);
            if old.is_some_and(|old| self.characters(old) != self.characters(&def.text)) {
                let message = format!("the string `{name}` is defined again, differently");
                found
                    .push(Diagnostic::new(&syntax::REDEFINED_STRING, message).at(def.name));
            }
        }
    }

    /// The names that `@string` defines here.
    pub fn defined_strings(&self) -> impl Iterator<Item = &str> {
        self.strings.definitions().iter().map(|def| def.name.of(&self.text))
    }

    /// The names of strings that values use, defined or not.
    pub fn used_strings(&self) -> impl Iterator<Item = &str> {
        self.tree
            .fields
            .iter()
            .filter(|field| matches!(field.kind, ValueKind::Macro | ValueKind::Concat))
            .flat_map(|field| self.tree.parts(field))
            .filter(|part| part.kind == ValueKind::Macro)
            .map(|part| part.span.of(&self.text))
    }

    fn check_name(
        &self,
        span: Span,
        used: &mut FxHashSet<String>,
        found: &mut Vec<Diagnostic>,
    ) {
        let name = span.of(&self.text);
        match self.strings.meaning(name, span.start) {
            Meaning::Defined(_) => {}
            Meaning::Later(_) => {
                let message = format!("the string `{name}` is defined only further down");
                let rule = &syntax::STRING_BEFORE_DEFINITION;
                found.push(Diagnostic::new(rule, message).at(span));
            }
            // Text without delimiters has its own finding.
            Meaning::Undefined if !name.contains(char::is_whitespace) => {
                let message = format!("the string `{name}` is not defined");
                let insert =
                    |at, text: &str| Edit { span: Span::at(at), text: text.into() };
                let braces =
                    vec![insert(span.start as usize, "{"), insert(span.end as usize, "}")];
                found.push(
                    Diagnostic::new(&syntax::UNDEFINED_STRING, message).at(span).fix(
                        Safety::Unsafe,
                        "put it in braces",
                        Change::Edits(braces),
                    ),
                );
                return;
            }
            Meaning::Journal(title) => {
                let message = format!(
                    "only the standard styles of BibTeX define the string `{name}`"
                );
                let edit = Edit { span, text: format!("{{{title}}}") };
                found.push(
                    Diagnostic::new(&syntax::STRING_OF_STYLES, message).at(span).fix(
                        Safety::Unsafe,
                        "write it out",
                        Change::Edits(vec![edit]),
                    ),
                );
                return;
            }
            Meaning::Month(_) | Meaning::Undefined => return,
        }
        let lower = name.to_ascii_lowercase();
        if !used.contains(&lower) {
            used.insert(lower);
        }
    }

    /// Fields that an entry has twice.
    fn check_duplicates(&self, entry: usize, found: &mut Vec<Diagnostic>) {
        let fields = self.fields(entry);
        // A set pays only for entries of unusual length.
        let mut seen: FxHashMap<String, &FieldNode> = FxHashMap::default();
        for (at, node) in fields.iter().enumerate() {
            let name = node.name.of(&self.text);
            if node.disabled || name.is_empty() {
                continue;
            }
            let same = |other: &&FieldNode| {
                !other.disabled && other.name.of(&self.text).eq_ignore_ascii_case(name)
            };
            let first = if fields.len() <= 64 {
                fields.iter().take(at).find(same)
            } else {
                let first = seen.get(&name.to_ascii_lowercase()).copied();
                seen.entry(name.to_ascii_lowercase()).or_insert(node);
                first
            };
            if let Some(first) = first {
                found.push(self.duplicate(entry, first, node));
            }
        }
    }

    fn duplicate(&self, entry: usize, first: &FieldNode, node: &FieldNode) -> Diagnostic {
        let name = node.name.of(&self.text);
        let equal =
            self.characters(&self.value(first)) == self.characters(&self.value(node));
        let how = if equal { "the same value" } else { "another value" };
        let message = format!("`{}` has `{name}` twice, with {how}", self.key(entry));
        let start = node.name.start as usize;
        let line = self.text.as_bytes();
        let from = super::scan::trim_back(line, 0, start);
        let end = node.comma().map_or(node.span().end, |comma| comma + 1);
        let edit = Edit { span: Span::new(from, end as usize), text: String::new() };
        let safety = if equal { Safety::Safe } else { Safety::Unsafe };
        Diagnostic::new(&syntax::DUPLICATE_FIELD, message).at(node.name).fix(
            safety,
            "remove the second",
            Change::Edits(vec![edit]),
        )
    }

    /// The characters of a text of this document.
    #[must_use]
    pub fn characters<'a>(&'a self, text: &'a Text) -> &'a str {
        match text {
            Text::Span(span) => span.of(&self.text),
            Text::Owned(text) => text,
        }
    }
}
