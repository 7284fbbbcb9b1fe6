//! Drafts: what was read of one work, with how sure that is, before it becomes an entry.

use crate::diag::{Diagnostic, Rule};
use crate::formats::{Doubt, Parsed};
use crate::model::date::Date;
use crate::model::{CiteKey, Entry, EntryKind, Field, Name, Value};
use crate::text::Span;

/// A value with how sure it is and why.
#[derive(Clone, Debug)]
struct Slot {
    field: Field,
    value: Value,
    confidence: u8,
    reason: &'static str,
}

/// A fault of the source.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    rule: &'static Rule,
    message: String,
}

/// What was read of one work.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The CSL type.
    pub(super) kind: Option<&'static str>,
    kind_confidence: u8,
    kind_reason: &'static str,
    slots: Vec<Slot>,
    faults: Vec<Fault>,
    /// Whether it is an entry of a list rather than a page's own work.
    pub(super) listed: bool,
    /// Where it stands in the source.
    pub(super) span: Span,
    /// What was not understood of it.
    pub(super) rest: Vec<String>,
    /// What was printed but cannot be stored.
    pub(super) raw: Vec<String>,
}

/// Below this a field is shown as doubtful.
pub(super) const CERTAIN: u8 = 90;

impl Draft {
    /// A draft that begins at a place.
    pub(super) fn at(span: Span) -> Self {
        Self { span, ..Self::default() }
    }

    /// Sets the kind of work unless a surer one is known.
    pub(super) fn kind(
        &mut self,
        kind: &'static str,
        confidence: u8,
        reason: &'static str,
    ) {
        if self.kind.is_none() || confidence > self.kind_confidence {
            self.kind = Some(kind);
            self.kind_confidence = confidence;
            self.kind_reason = reason;
        }
    }

    /// How sure the kind is.
    pub(super) fn kind_confidence(&self) -> u8 {
        self.kind_confidence
    }

    /// What told the kind.
    pub(super) fn kind_reason(&self) -> &'static str {
        self.kind_reason
    }

    /// Makes the kind surer.
    pub(super) fn kind_trust(&mut self, confidence: u8) {
        self.kind_confidence = self.kind_confidence.max(confidence);
    }

    /// Makes the kind doubtful.
    pub(super) fn kind_doubt(&mut self, confidence: u8) {
        self.kind_confidence = self.kind_confidence.min(confidence);
    }

    /// How sure a field is; 0 where there is none.
    pub(super) fn confidence(&self, field: Field) -> u8 {
        self.slots.iter().find(|slot| slot.field == field).map_or(0, |slot| slot.confidence)
    }

    /// Makes a field surer.
    pub(super) fn trust(&mut self, field: Field, confidence: u8) {
        for slot in self.slots.iter_mut().filter(|slot| slot.field == field) {
            slot.confidence = slot.confidence.max(confidence);
        }
    }

    /// Sets a field unless a surer value is known.
    pub(super) fn set(
        &mut self,
        field: Field,
        value: Value,
        confidence: u8,
        reason: &'static str,
    ) {
        match self.slots.iter_mut().find(|slot| slot.field == field) {
            Some(slot) if slot.confidence >= confidence => {}
            Some(slot) => *slot = Slot { field, value, confidence, reason },
            None => self.slots.push(Slot { field, value, confidence, reason }),
        }
    }

    /// Sets a text field, if there is text.
    pub(super) fn text(
        &mut self,
        field: Field,
        text: &str,
        confidence: u8,
        reason: &'static str,
    ) {
        let text = text.trim();
        if !text.is_empty() {
            self.set(field, Value::plain(text), confidence, reason);
        }
    }

    /// Sets a date.
    pub(super) fn date(&mut self, date: Date, confidence: u8, reason: &'static str) {
        self.set(Field::ISSUED, Value::date(date), confidence, reason);
    }

    /// Adds names to a field.
    pub(super) fn names(
        &mut self,
        field: Field,
        names: Vec<Name>,
        confidence: u8,
        reason: &'static str,
    ) {
        if names.is_empty() {
            return;
        }
        match self.slots.iter_mut().find(|slot| slot.field == field) {
            Some(slot) => {
                if let Value::Names(known) = &slot.value {
                    let mut all = known.to_vec();
                    all.extend(names.into_iter().filter(|name| !known.contains(name)));
                    slot.value = Value::names(all);
                    if confidence < slot.confidence {
                        slot.confidence = confidence;
                        slot.reason = reason;
                    }
                }
            }
            None => self.set(field, Value::names(names), confidence, reason),
        }
    }

    /// Puts names before those that the field has.
    pub(super) fn first_names(
        &mut self,
        field: Field,
        names: &[Name],
        confidence: u8,
        reason: &'static str,
    ) {
        let had = self.take(field);
        self.names(field, names.to_vec(), confidence, reason);
        if let Some(Value::Names(rest)) = had {
            self.names(field, rest.to_vec(), confidence, reason);
        }
    }

    /// Whether a field is set.
    pub(super) fn has(&self, field: Field) -> bool {
        self.slots.iter().any(|slot| slot.field == field)
    }

    /// The text of a field.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        self.slots.iter().find(|slot| slot.field == field).and_then(|slot| {
            match &slot.value {
                Value::Source(_, crate::model::Text::Owned(text)) => Some(text.as_ref()),
                _ => None,
            }
        })
    }

    /// The value of a field.
    pub(super) fn value(&self, field: Field) -> Option<&Value> {
        self.slots.iter().find(|slot| slot.field == field).map(|slot| &slot.value)
    }

    /// Takes a field away.
    pub(super) fn take(&mut self, field: Field) -> Option<Value> {
        let at = self.slots.iter().position(|slot| slot.field == field)?;
        Some(self.slots.remove(at).value)
    }

    /// Moves a field to another.
    pub(super) fn rename(&mut self, from: Field, to: Field) {
        self.slots.retain(|slot| slot.field != to || from == to);
        for slot in self.slots.iter_mut().filter(|slot| slot.field == from) {
            slot.field = to;
        }
    }

    /// The fields that are set.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.slots.iter().map(|slot| slot.field)
    }

    /// Moves a field to another that is not set.
    pub(super) fn rename_missing(&mut self, from: Field, to: Field) {
        if self.has(from) && !self.has(to) {
            self.rename(from, to);
        }
    }

    /// Makes a field doubtful.
    pub(super) fn doubt(&mut self, field: Field, confidence: u8, reason: &'static str) {
        for slot in self.slots.iter_mut().filter(|slot| slot.field == field) {
            if confidence < slot.confidence {
                slot.confidence = confidence;
                slot.reason = reason;
            }
        }
    }

    /// Reports a fault of the source.
    pub(super) fn fault(&mut self, rule: &'static Rule, message: String) {
        if !self.faults.iter().any(|known| known.rule == rule && known.message == message) {
            self.faults.push(Fault { rule, message });
        }
    }

    /// Whether a fault was reported.
    pub(super) fn faulty(&self, rule: &'static Rule) -> bool {
        self.faults.iter().any(|fault| fault.rule == rule)
    }

    /// Takes over what another draft knows better or alone.
    pub(super) fn merge(&mut self, other: Self) {
        if let Some(kind) = other.kind {
            self.kind(kind, other.kind_confidence, other.kind_reason);
        }
        for slot in other.slots {
            self.set(slot.field, slot.value, slot.confidence, slot.reason);
        }
        for fault in other.faults {
            self.fault(fault.rule, fault.message);
        }
        self.rest.extend(other.rest);
        self.raw.extend(other.raw);
    }

    /// What was read, for another reader to take over.
    pub(super) fn said(self) -> super::cells::Said {
        super::cells::Said {
            kind: self.kind,
            fields: (self.slots.into_iter())
                .map(|slot| (slot.field, slot.value, slot.confidence))
                .collect(),
            faults: (self.faults.into_iter())
                .map(|fault| (fault.rule, fault.message))
                .collect(),
            raw: self.raw,
            rest: self.rest.join(" "),
        }
    }

    /// Makes it an entry, and tells what is faulty and what is doubtful.
    pub(super) fn finish(mut self, key: &str, parsed: &mut Parsed) {
        let index = parsed.entries.len();
        let kind = self.kind.unwrap_or("document");
        let key = CiteKey::new(key);
        let mut entry = Entry::new(key.clone(), EntryKind::named(kind));
        self.slots.sort_by_key(|slot| order(slot.field));
        let kind_doubt = (None, self.kind_confidence, self.kind_reason);
        let doubts =
            self.slots.iter().map(|slot| (Some(slot.field), slot.confidence, slot.reason));
        for (field, confidence, reason) in std::iter::once(kind_doubt).chain(doubts) {
            if confidence < CERTAIN {
                parsed.doubts.push(Doubt {
                    entry: index,
                    field,
                    confidence,
                    reason: if reason.is_empty() {
                        "inferred".to_owned()
                    } else {
                        reason.to_owned()
                    },
                    span: self.span,
                });
            }
        }
        for slot in self.slots {
            entry.push(slot.field, slot.value);
        }
        if !self.raw.is_empty() {
            entry.push(Field::X_IBID_RAW, Value::plain(&self.raw.join("; ")));
        }
        for fault in self.faults {
            parsed
                .diagnostics
                .push(Diagnostic::new(fault.rule, fault.message).at(self.span));
        }
        parsed.entries.push(entry);
        parsed.spans.push(self.span);
    }
}

/// The order in which fields are written.
fn order(field: Field) -> usize {
    const ORDER: &[Field] = &[
        Field::AUTHOR,
        Field::EDITOR,
        Field::TRANSLATOR,
        Field::TITLE,
        Field::CONTAINER_TITLE,
        Field::COLLECTION_TITLE,
        Field::COLLECTION_NUMBER,
        Field::GENRE,
        Field::NUMBER,
        Field::VOLUME,
        Field::ISSUE,
        Field::EDITION,
        Field::PUBLISHER,
        Field::PUBLISHER_PLACE,
        Field::ISSUED,
        Field::PAGE,
        Field::NUMBER_OF_PAGES,
        Field::DOI,
        Field::ISBN,
        Field::ISSN,
        Field::URL,
        Field::ABSTRACT,
        Field::NOTE,
    ];
    ORDER.iter().position(|known| *known == field).unwrap_or(ORDER.len())
}
