//! What a document knows and its entries do not: how things are written, and where.

use super::cook;
use super::document::Document;
use super::tree::{FieldNode, ValueKind};
use crate::model::{Dialect, EntryFacts, FieldFact, FileFacts, Text, Written};

/// Field names that only one of the two programs reads.
const BIBTEX_NAMES: [&str; 4] = ["journal", "year", "address", "school"];
const BIBLATEX_NAMES: [&str; 8] = [
    "journaltitle",
    "date",
    "location",
    "institution",
    "subtitle",
    "langid",
    "eprinttype",
    "maintitle",
];

impl Document {
    /// The facts about the file, its entries in the order of [`Document::entries`].
    #[must_use]
    pub fn facts(&self) -> FileFacts {
        let mut fields = Vec::with_capacity(self.len() * 12);
        let mut entries = Vec::with_capacity(self.len());
        let mut votes = (0usize, 0usize);
        for entry in 0..self.len() {
            let first = count(fields.len());
            let kind = cook::kind(self.kind_name(entry));
            for node in self.fields(entry).iter().filter(|node| !node.disabled) {
                let name = node.name.of(self.text());
                if name.is_empty() {
                    continue;
                }
                vote(name, &mut votes);
                fields.push(FieldFact {
                    field: cook::field(name, kind),
                    name: node.name,
                    value: node.value,
                    text: text(self, node),
                    written: written(node.kind),
                    comma: node.comma(),
                });
            }
            entries.push(EntryFacts {
                span: self.entry_span(entry),
                kind: self.kind_span(entry),
                key: self.key_span(entry),
                fields: first..count(fields.len()),
            });
        }
        FileFacts { text: self.text().clone(), dialect: dialect(votes), entries, fields }
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn text(document: &Document, node: &FieldNode) -> Text {
    match node.kind {
        ValueKind::Braced | ValueKind::Quoted | ValueKind::Number => {
            Text::Span(node.inner(document.text()))
        }
        ValueKind::Missing => Text::Span(node.value),
        ValueKind::Macro | ValueKind::Concat => document.value(node),
    }
}

fn written(kind: ValueKind) -> Written {
    match kind {
        ValueKind::Missing => Written::Missing,
        ValueKind::Braced => Written::Braced,
        ValueKind::Quoted => Written::Quoted,
        ValueKind::Macro => Written::Macro,
        ValueKind::Number => Written::Number,
        ValueKind::Concat => Written::Concat,
    }
}

fn vote(name: &str, votes: &mut (usize, usize)) {
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    votes.0 += usize::from(is(&BIBTEX_NAMES));
    votes.1 += usize::from(is(&BIBLATEX_NAMES));
}

fn dialect((bibtex, biblatex): (usize, usize)) -> Dialect {
    if bibtex > biblatex * 4 {
        Dialect::Bibtex
    } else if biblatex > bibtex {
        Dialect::Biblatex
    } else {
        Dialect::Unknown
    }
}
