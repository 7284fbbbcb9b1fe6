//! Whether formatted text is read as the text before: the same pieces with the same values.

use super::options::{Characters, Months, Options, Wrap};
use super::piece::{Piece, Pieces, What};
use super::{order, value};
use crate::formats::bibtex::cook;
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::tree::{BlockKind, FieldNode, ValueKind};
use crate::model::Field;
use crate::model::date::month_named;
use crate::text::latex;

/// The pieces that are not read as before; all from where pieces do not match at all.
pub(super) fn differing(
    old: &Document,
    pieces: &Pieces,
    order: &[u32],
    new: &Document,
    options: &Options,
) -> Vec<usize> {
    let again = Pieces::of(new);
    let check = Check { old, new, options };
    let mut differing = Vec::new();
    for (place, at) in order.iter().enumerate() {
        let at = *at as usize;
        let same = match (pieces.get(at), again.get(place)) {
            (Some(piece), Some(read)) => check.piece(piece, read),
            _ => false,
        };
        if !same {
            differing.push(at);
            // What follows is out of step if the kinds differ.
            if differing.len() > 1000 {
                break;
            }
        }
    }
    if differing.is_empty() && again.all().len() != order.len() {
        differing.extend(order.last().map(|at| *at as usize));
    }
    differing
}

struct Check<'d> {
    old: &'d Document,
    new: &'d Document,
    options: &'d Options,
}

impl Check<'_> {
    fn piece(&self, piece: &Piece, read: &Piece) -> bool {
        let (old, new) = (piece.span.of(self.old.text()), read.span.of(self.new.text()));
        if piece.what != read.what {
            return false;
        }
        match piece.what {
            What::Block(BlockKind::Entry | BlockKind::StringDef | BlockKind::Preamble)
                if !piece.kept =>
            {
                self.block(piece, read)
            }
            // What never ends may be read by what follows it.
            What::Block(BlockKind::Entry) => {
                same_text(old, new) && self.same_size(piece, read)
            }
            _ => same_text(old, new),
        }
    }

    /// Whether a block that stays as it is written has the same key and as many fields.
    fn same_size(&self, piece: &Piece, read: &Piece) -> bool {
        let size = |document: &Document, at: u32| {
            let tree = document.tree();
            let key =
                tree.blocks().get(at as usize).map(|block| block.key.of(document.text()));
            (key.map(str::to_owned), tree.fields(at as usize).len())
        };
        size(self.old, piece.block) == size(self.new, read.block)
    }

    fn block(&self, piece: &Piece, read: &Piece) -> bool {
        let trees = (self.old.tree(), self.new.tree());
        let blocks = trees
            .0
            .blocks()
            .get(piece.block as usize)
            .zip(trees.1.blocks().get(read.block as usize));
        let Some((old, new)) = blocks else { return false };
        let (text, text_new) = (self.old.text(), self.new.text());
        if !old.name.of(text).eq_ignore_ascii_case(new.name.of(text_new))
            || old.key.of(text) != new.key.of(text_new)
        {
            return false;
        }
        let fields = trees.0.fields(piece.block as usize);
        let fields_new = trees.1.fields(read.block as usize);
        let order = match piece.what {
            What::Block(BlockKind::Entry) => order::fields(self.old, fields, self.options),
            _ => (0u32..).take(fields.len()).collect(),
        };
        let moved = !order.is_sorted();
        order.len() == fields_new.len()
            && order.iter().zip(fields_new).all(|(at, new)| {
                fields.get(*at as usize).is_some_and(|old| self.field(old, new))
            })
            && (!moved || self.same_meaning(piece, read))
    }

    fn field(&self, old: &FieldNode, new: &FieldNode) -> bool {
        let (text, text_new) = (self.old.text(), self.new.text());
        old.name.of(text).eq_ignore_ascii_case(new.name.of(text_new))
            && old.disabled == new.disabled
            && self.value(old, new)
    }

    fn value(&self, old: &FieldNode, new: &FieldNode) -> bool {
        let (text, text_new) = (self.old.text(), self.new.text());
        if old.kind != ValueKind::Concat && new.kind != ValueKind::Concat {
            let (a, b) = (old.inner(text).of(text), new.inner(text_new).of(text_new));
            let names = (old.kind == ValueKind::Macro, new.kind == ValueKind::Macro);
            if a == b && names.0 == names.1 {
                return true;
            }
            return self.same_value(a, b, names);
        }
        let mut others = self.new.tree().parts(new);
        let all = self.old.tree().parts(old).all(|part| {
            others.next().is_some_and(|other| {
                let (a, b) =
                    (part.inner(text).of(text), other.inner(text_new).of(text_new));
                let names = (part.kind == ValueKind::Macro, other.kind == ValueKind::Macro);
                (a == b && names.0 == names.1) || self.same_value(a, b, names)
            })
        });
        all && others.next().is_none() && old.kind == new.kind
    }

    /// Whether two values that differ are the same to TeX, by what was asked for.
    fn same_value(&self, old: &str, new: &str, names: (bool, bool)) -> bool {
        match names {
            (false, true) => {
                self.options.months == Months::Macros
                    && value::month_number(old) == month_named(new)
            }
            (true, _) => false,
            (false, false) => {
                let braces = !self.options.enclose.is_empty()
                    || !self.options.strip_braces.is_empty();
                let (old, new) = match braces {
                    true => (value::bare(old), value::bare(new)),
                    false => (old, new),
                };
                let changed = self.options.wrap != Wrap::Keep
                    || self.options.characters != Characters::Keep;
                same_text(old, new)
                    || (self.options.page_dashes && value::with_dashes(old) == new)
                    || (changed
                        && paragraphs(old) == paragraphs(new)
                        && latex::to_rich(&words(old)) == latex::to_rich(&words(new)))
            }
        }
    }

    /// Whether an entry whose fields have moved is the same to the model.
    fn same_meaning(&self, piece: &Piece, read: &Piece) -> bool {
        let entry = |document: &Document, piece: &Piece| {
            let entry = document.entry_at(piece.span.start)?;
            let entry = cook::entry(document, entry);
            let left_out = |name: &str| self.options.drop.iter().any(|drop| drop == name);
            let mut fields: Vec<(String, String)> = entry
                .fields()
                .filter(|(field, _)| !left_out(field.name()))
                .map(|(field, _)| {
                    let text = entry.text(field).unwrap_or_default();
                    let text = match self.options.page_dashes && field == Field::PAGE {
                        true => value::with_dashes(&text).into_owned(),
                        false => text.into_owned(),
                    };
                    (field.name().to_owned(), words(&text))
                })
                .collect();
            fields.retain(|(_, text)| !self.options.drop_empty || !text.is_empty());
            fields.sort();
            Some(fields)
        };
        entry(self.old, piece) == entry(self.new, read)
    }
}

/// The same characters, line ends apart.
fn same_text(old: &str, new: &str) -> bool {
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    old == new || lines(old) == lines(new)
}

/// Text in which all white space is alike.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many paragraphs a text has.
fn paragraphs(text: &str) -> usize {
    let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    let mut count = 1;
    let mut blank = false;
    for line in text.lines() {
        let is_blank = line.trim().is_empty();
        count += usize::from(is_blank && !blank);
        blank = is_blank;
    }
    count
}
