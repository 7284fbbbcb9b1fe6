//! A field of an entry as rules see it: its text, where that stands, and how to change it.

use std::borrow::Cow;
use std::ops::Range;

use super::classes::Classes;
use super::subject::Subject;
use crate::diag::{Change, Diagnostic, Edit, Rule};
use crate::model::date;
use crate::model::{Datatype, Field, FieldFact, FileFacts, Syntax, Text, Value, Written};
use crate::text::{Span, latex};

/// A field and its text.
#[derive(Clone)]
pub(super) struct Cell<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) field: Field,
    /// Its name in lower case: as written where that is known, else the model's.
    pub(super) name: Cow<'a, str>,
    /// Its text in its own notation.
    pub(super) text: Cow<'a, str>,
    pub(super) syntax: Syntax,
    pub(super) classes: Classes,
    /// Where the text begins in the source, if it stands there as it is.
    start: Option<u32>,
    pub(super) fact: Option<(&'a FileFacts, &'a FieldFact)>,
}

impl<'a> Cell<'a> {
    /// A field as it is written in its file.
    pub(super) fn written(
        subject: &'a Subject<'a>,
        facts: &'a FileFacts,
        fact: &'a FieldFact,
    ) -> Self {
        let name = fact.name.of(&facts.text);
        let name = match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(name.to_ascii_lowercase()),
            false => Cow::Borrowed(name),
        };
        let start = match fact.text {
            Text::Span(span) if !matches!(fact.written, Written::Macro) => Some(span.start),
            _ => None,
        };
        let text = facts.characters(&fact.text);
        Self {
            subject,
            field: fact.field,
            name,
            text: Cow::Borrowed(text),
            syntax: Syntax::Tex,
            classes: Classes::of(text),
            start,
            fact: Some((facts, fact)),
        }
    }

    /// A field as the model has it.
    pub(super) fn stored(subject: &'a Subject<'a>, field: Field, value: &'a Value) -> Self {
        let entry = subject.entry;
        let (syntax, text) = match value {
            Value::Source(syntax, text) => (*syntax, Cow::Borrowed(entry.characters(text))),
            Value::Names(names) => (Syntax::Plain, Cow::Owned(listed(names))),
            _ => (Syntax::Plain, entry.text(field).unwrap_or_default()),
        };
        let name = field.name();
        Self {
            subject,
            field,
            name: match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                true => Cow::Owned(name.to_ascii_lowercase()),
                false => Cow::Borrowed(name),
            },
            classes: Classes::of(&text),
            text,
            syntax,
            start: None,
            fact: None,
        }
    }

    /// Whether it is a string that nobody defines: its name is no text.
    pub(super) fn is_undefined(&self) -> bool {
        self.fact.is_some_and(|(facts, fact)| {
            fact.written == Written::Macro
                && *self.text == *fact.value.of(&facts.text)
                && date::month_named(&self.text).is_none()
        })
    }

    /// Whether people read it: not an address, an identifier or a link.
    pub(super) fn is_prose(&self) -> bool {
        if matches!(
            &*self.name,
            "bdsk-url-1" | "bdsk-file-1" | "owner" | "timestamp" | "groups"
        ) {
            return false;
        }
        !matches!(
            self.field.datatype(),
            Datatype::Verbatim | Datatype::Key | Datatype::Keys
        ) && (self.field.is_known() || !self.name.starts_with("bdsk-"))
    }

    /// Whether it is printed: no note to oneself, no unknown field.
    pub(super) fn is_printed(&self) -> bool {
        self.is_prose()
            && self.field.is_known()
            && !matches!(
                self.field,
                Field::ABSTRACT | Field::ANNOTE | Field::KEYWORD | Field::REFERENCES
            )
    }

    /// Its text without markup.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self.syntax {
            Syntax::Tex if self.classes.meets(LATEX) => latex::to_plain(&self.text),
            _ => Cow::Borrowed(&self.text),
        }
    }

    /// Its text without white space at the ends, and where that begins.
    pub(super) fn trimmed(&self) -> (usize, &str) {
        let start = self.text.len() - self.text.trim_start().len();
        (start, self.text.trim())
    }

    /// The range of the trimmed text.
    pub(super) fn whole(&self) -> Range<usize> {
        let (start, text) = self.trimmed();
        start..start + text.len()
    }

    fn span(&self, range: &Range<usize>) -> Option<Span> {
        match (self.start, self.fact) {
            (Some(start), _) => {
                let start = start as usize;
                Some(Span::new(start + range.start, start + range.end))
            }
            (None, Some((_, fact))) => Some(fact.value),
            (None, None) => None,
        }
    }

    /// A finding about a part of the text.
    pub(super) fn found(
        &self,
        rule: &'static Rule,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let (index, key) = (self.subject.index, self.subject.entry.key());
        let finding = Diagnostic::new(rule, message).in_field(index, key, self.field);
        finding.within(self.span(&range))
    }

    /// A finding about the name of the field.
    pub(super) fn found_name(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
    ) -> Diagnostic {
        let finding = self.found(rule, 0..0, message);
        finding.within(self.fact.map(|(_, fact)| fact.name))
    }

    /// Replaces parts of the text, given in order.
    pub(super) fn edits(&self, edits: &[(Range<usize>, String)]) -> Option<Change> {
        if let Some((_, fact)) = self.fact
            && fact.written == Written::Number
        {
            // Without delimiters only digits are a number: anything else names a string.
            let text = edited(&self.text, edits);
            return match text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
                true => self.replace_value(&text),
                false => self.replace_value(&format!("{{{text}}}")),
            };
        }
        if let Some(start) = self.start {
            let start = start as usize;
            let edits = edits.iter().map(|(range, text)| Edit {
                span: Span::new(start + range.start, start + range.end),
                text: text.clone(),
            });
            return Some(Change::Edits(edits.collect()));
        }
        let stored = self.fact.is_none() && self.subject.entry.raw(self.field).is_some();
        stored.then(|| {
            let text = edited(&self.text, edits);
            let value = match self.syntax {
                Syntax::Plain => Value::plain(&text),
                Syntax::Tex => Value::tex(&text),
                Syntax::Csl => Value::csl(&text),
            };
            Change::SetField(self.field, value)
        })
    }

    /// Replaces one part of the text.
    pub(super) fn replace(&self, range: Range<usize>, text: &str) -> Option<Change> {
        self.edits(&[(range, text.to_owned())])
    }

    /// Replaces the value with its delimiters by something without.
    pub(super) fn replace_value(&self, text: &str) -> Option<Change> {
        let (_, fact) = self.fact?;
        Some(Change::Edits(vec![Edit { span: fact.value, text: text.to_owned() }]))
    }

    /// Takes the field away, with its comma and the white space before it.
    pub(super) fn remove(&self) -> Change {
        let Some((facts, fact)) = self.fact else { return Change::RemoveField(self.field) };
        let before = facts.text.get(..fact.name.start as usize).unwrap_or("");
        let start = before.trim_end().len();
        let end = fact.comma.map_or(fact.value.end.max(fact.name.end), |comma| comma + 1);
        let span = Span::new(start, end as usize);
        Change::Edits(vec![Edit { span, text: String::new() }])
    }

    /// Gives the field another name.
    pub(super) fn rename(&self, name: &str, field: Field) -> Change {
        match self.fact {
            Some((_, fact)) => {
                Change::Edits(vec![Edit { span: fact.name, text: name.to_owned() }])
            }
            None => Change::RenameField(self.field, field),
        }
    }

    /// Adds a field after this one.
    pub(super) fn add_after(&self, name: &str, value: &str, field: Field) -> Change {
        let Some((facts, fact)) = self.fact else {
            return Change::SetField(field, Value::tex(value));
        };
        let before = facts.text.get(..fact.name.start as usize).unwrap_or("");
        let indent = before.get(before.trim_end().len()..).unwrap_or("\n  ");
        // `volume    = {12}`: its equals sign stands where that of this field does.
        let between = facts.text.get(fact.name.end as usize..fact.value.start as usize);
        let column =
            between.and_then(|between| between.find('=')).filter(|blanks| *blanks > 1);
        let width = column.map_or(0, |blanks| {
            (fact.name.end - fact.name.start) as usize + blanks.min(40) - 1
        });
        let text = format!(",{indent}{name:<width$} = {{{value}}}");
        let span = Span::at(fact.value.end.max(fact.name.end) as usize);
        Change::Edits(vec![Edit { span, text }])
    }
}

/// A text with parts replaced, given in order.
fn edited(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut text = text.to_owned();
    for (range, new) in edits.iter().rev() {
        if text.get(range.clone()).is_some() {
            text.replace_range(range.clone(), new);
        }
    }
    text
}

/// Changes that belong together as one: edits of bytes are joined.
pub(super) fn together(changes: Vec<Change>) -> Change {
    let mut joined: Vec<Edit> = Vec::new();
    for change in &changes {
        let Change::Edits(edits) = change else { return Change::All(changes) };
        for edit in edits {
            match joined.iter_mut().find(|other| other.span == edit.span) {
                Some(other) => other.text.push_str(&edit.text),
                None => joined.push(edit.clone()),
            }
        }
    }
    joined.sort_by_key(|edit| edit.span);
    Change::Edits(joined)
}

/// What LaTeX would read otherwise than as it stands.
const LATEX: Classes = Classes::BACKSLASH
    .or(Classes::BRACE)
    .or(Classes::DOLLAR)
    .or(Classes::TILDE)
    .or(Classes::HYPHEN)
    .or(Classes::QUOTE)
    .or(Classes::BACKTICK)
    .or(Classes::PERCENT)
    .or(Classes::CONTROL);

/// Names as a BibTeX list, so that one reading of them is enough.
fn listed(names: &[crate::model::Name]) -> String {
    use crate::model::Name;
    let one = |name: &Name| match name {
        Name::Others => "others".to_owned(),
        Name::Literal(name) => format!("{{{name}}}"),
        Name::Person(person) => {
            let particles =
                format!("{} {}", person.dropping_particle, person.non_dropping_particle);
            let family = format!("{} {}", particles.trim(), person.family);
            let mut parts = vec![family.trim().to_owned()];
            if !person.suffix.is_empty() {
                parts.push(person.suffix.to_string());
            }
            parts.push(person.given.to_string());
            parts.retain(|part| !part.is_empty());
            parts.join(", ")
        }
    };
    names.iter().map(one).collect::<Vec<_>>().join(" and ")
}
