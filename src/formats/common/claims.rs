//! The account of a writer: what of an entry it has written, and what is left.

use std::borrow::Cow;

use super::extension;
use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::{INEXACT_VALUE, KEPT_IN_NOTE, NO_HOME};
use crate::model::annotation::{self, AFFILIATION, Annotation, ORCID};
use crate::model::identifier::check_orcid;
use crate::model::{Date, Entry, EntryKind, Field, Name, variable};
use crate::text::Format;
use crate::text::xml::without_entities;

/// An entry that is being written, with what has not been asked for yet.
pub(crate) struct Claims<'a> {
    /// The entry.
    pub(crate) entry: &'a Entry,
    index: usize,
    format: &'static str,
    left: Vec<Field>,
    /// Variables and fields that were written, but not exactly.
    inexact: Vec<Field>,
    /// Those of them that lost nothing but italics and the like.
    formatted: Vec<Field>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// White space that a format cannot hold.
#[derive(Clone, Copy)]
pub(crate) enum Breaks {
    /// Empty lines, which part paragraphs.
    Paragraphs,
    /// Breaks within a paragraph.
    Lines,
    /// Both.
    All,
    /// Runs of spaces.
    Spaces,
}

/// Notes, paragraph by paragraph, and the lines that keep fields.
pub(crate) fn note_text(notes: &[String], kept: &[String]) -> String {
    let said = notes.join("\n\n");
    [said]
        .iter()
        .chain(kept)
        .filter(|text| !text.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
}

impl<'a> Claims<'a> {
    /// Opens the account of an entry.
    pub(crate) fn new(
        format: &'static str,
        entry: &'a Entry,
        index: usize,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let variables = variable::all(entry);
        let left = variables.present().chain(variables.homeless()).collect();
        Self {
            entry,
            index,
            format,
            left,
            inexact: Vec::new(),
            formatted: Vec::new(),
            diagnostics,
        }
    }

    /// Says of a text, before it is written, that its line breaks will not be: all of them,
    /// or those between paragraphs.
    pub(crate) fn without_breaks(mut self, field: Field, lost: Breaks) -> Self {
        let text = variable::text(self.entry, field).unwrap_or_default();
        let text = text.trim();
        let said = match lost {
            Breaks::Paragraphs => text.contains("\n\n").then_some("empty lines"),
            Breaks::Lines => {
                text.replace("\n\n", "").contains('\n').then_some("line breaks")
            }
            Breaks::All => text.contains('\n').then_some("line breaks"),
            Breaks::Spaces => text.contains("  ").then_some("runs of spaces"),
        };
        if let Some(what) = said {
            self.say_inexact(field, what);
        }
        self
    }

    /// Says of texts with `&amp;` and the like that they will be read as what those stand for.
    pub(crate) fn without_references(mut self) -> Self {
        for field in self.left.clone() {
            let text = variable::text(self.entry, field).unwrap_or_default();
            if without_entities(&text).is_some() {
                self.say_inexact(field, "references of HTML");
            }
        }
        self
    }

    /// The kind of work, with what `entrysubtype` says of it.
    pub(crate) fn kind(&self) -> EntryKind {
        variable::kind(self.entry)
    }

    /// Whether the entry answers to a variable that has not been claimed.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.left.contains(&field)
    }

    fn claim(&mut self, field: Field) -> bool {
        match self.left.iter().position(|known| *known == field) {
            Some(at) => {
                self.left.remove(at);
                true
            }
            None => false,
        }
    }

    /// The plain text of a variable, claimed; lost formatting is reported.
    pub(crate) fn text(&mut self, field: Field) -> Option<String> {
        if !self.claim(field) {
            return None;
        }
        let text = variable::text(self.entry, field)?.into_owned();
        let formatted = variable::is_rich(field)
            && variable::rich(self.entry, field).is_some_and(|rich| {
                rich.marks().iter().any(|mark| {
                    !matches!(mark.format, Format::NoCase | Format::Quote | Format::Math)
                })
            });
        let protected = variable::is_rich(field)
            && variable::rich(self.entry, field).is_some_and(|rich| {
                rich.marks().iter().any(|mark| mark.format == Format::NoCase)
            });
        if protected {
            self.say_inexact(field, "protected capitals");
        }
        // An abstract is not written twice for a word in italics.
        if formatted && matches!(field, Field::ABSTRACT | Field::NOTE | Field::ANNOTE) {
            self.say_inexact(field, "formatting");
        } else if formatted {
            self.inexact.push(field);
            self.formatted.push(field);
        }
        (!text.trim().is_empty()).then_some(text)
    }

    /// The text of a variable with CSL's markup, claimed.
    pub(crate) fn rich(&mut self, field: Field) -> Option<crate::text::RichText> {
        if !self.claim(field) {
            return None;
        }
        variable::rich(self.entry, field).map(Cow::into_owned)
    }

    /// The names of a variable, claimed.
    pub(crate) fn names(&mut self, field: Field) -> Vec<Name> {
        if !self.claim(field) {
            return Vec::new();
        }
        variable::names(self.entry, field).map(Cow::into_owned).unwrap_or_default()
    }

    /// The ORCID iDs of a list of names, claimed: one for each of so many names, blank
    /// where there is none.
    pub(crate) fn orcids(&mut self, field: Field, count: usize) -> Vec<String> {
        let said = self.said_of(field, ORCID, count, |_, text| check_orcid(text).is_ok());
        said.into_iter()
            .map(|ids| ids.into_iter().next_back().unwrap_or_default())
            .collect()
    }

    /// Where the persons of a list work, claimed: a list for each of so many names.
    pub(crate) fn affiliations(&mut self, field: Field, count: usize) -> Vec<Vec<String>> {
        self.said_of(field, AFFILIATION, count, |_, _| true)
    }

    /// The same for formats in which only persons work somewhere: what is said of a body
    /// stays unclaimed.
    pub(crate) fn affiliations_of_persons(
        &mut self,
        field: Field,
        names: &[Name],
    ) -> Vec<Vec<String>> {
        self.said_of(field, AFFILIATION, names.len(), |at, _| {
            matches!(names.get(at), Some(Name::Person(_)))
        })
    }

    /// The annotations of this name about each of so many names, claimed if all of them can
    /// be said of a name.
    fn said_of(
        &mut self,
        field: Field,
        name: &str,
        count: usize,
        good: impl Fn(usize, &str) -> bool,
    ) -> Vec<Vec<String>> {
        let mut found = vec![Vec::new(); count];
        let list = annotation::field_for(field.name(), name);
        if !self.has(list) {
            return found;
        }
        let said = annotation::all(self.entry);
        let own = said.into_iter().filter(|said| said.field == field.name());
        let own: Vec<Annotation> = own.filter(|said| said.name == name).collect();
        let fits = |said: &Annotation| {
            let place = said.item.filter(|item| (1..=count).contains(item));
            said.part.is_none() && place.is_some_and(|item| good(item - 1, &said.text))
        };
        if own.iter().all(fits) {
            self.claim(list);
            for said in own {
                if let Some(place) = said.item.and_then(|item| found.get_mut(item - 1)) {
                    place.push(said.text);
                }
            }
        }
        found
    }

    /// A date, claimed.
    pub(crate) fn date(&mut self, field: Field) -> Option<Date> {
        if !self.claim(field) {
            return None;
        }
        variable::date(self.entry, field).map(Cow::into_owned)
    }

    /// Keywords, claimed.
    pub(crate) fn keywords(&mut self) -> Vec<String> {
        self.list(Field::KEYWORD)
    }

    /// The members of a list in one text, claimed.
    pub(crate) fn list(&mut self, field: Field) -> Vec<String> {
        let text = self.text(field).unwrap_or_default();
        let split = if text.contains(';') { ';' } else { ',' };
        text.split(split)
            .map(|word| word.trim().to_owned())
            .filter(|w| !w.is_empty())
            .collect()
    }

    /// Notes, claimed, a paragraph each.
    pub(crate) fn notes(&mut self) -> Vec<String> {
        let text = self.text(Field::NOTE).unwrap_or_default();
        let notes = text.split("\n\n").map(|note| note.trim().to_owned());
        notes.filter(|note| !note.is_empty()).collect()
    }

    /// The fields that came from the same format (`ris:C7`), claimed, in their order.
    pub(crate) fn strangers(&mut self, prefix: &str) -> Vec<(&'static str, String)> {
        self.strangers_that(prefix, |_| true)
    }

    /// The same, of the tags that the writer has a place for.
    pub(crate) fn strangers_that(
        &mut self,
        prefix: &str,
        has_place: fn(&str) -> bool,
    ) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        self.left.retain(|field| {
            let tag = (!field.is_known())
                .then(|| field.name())
                .and_then(|name| name.strip_prefix(prefix)?.strip_prefix(':'))
                .filter(|tag| has_place(tag));
            match tag {
                Some(tag) => {
                    let text = self.entry.text(*field).unwrap_or_default();
                    found.extend(text.split('\n').map(|line| (tag, line.to_owned())));
                    false
                }
                None => true,
            }
        });
        found
    }

    /// The fields that are not in our vocabulary and for which a format has a name of its
    /// own, claimed.
    pub(crate) fn unknown(
        &mut self,
        name_of: impl Fn(&str) -> Option<String>,
    ) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.left.retain(|field| {
            let name = (!field.is_known()).then(|| name_of(field.name())).flatten();
            let text = name.as_ref().and_then(|_| self.entry.text(*field));
            match (name, text) {
                (Some(name), Some(text)) if !text.contains('\n') => {
                    found.push((name, text.into_owned()));
                    false
                }
                _ => true,
            }
        });
        found
    }

    /// Says that a value was written without all that it says; it is kept in a note too.
    pub(crate) fn inexact(&mut self, field: Field) {
        self.inexact.push(field);
    }

    /// Says what of a value was not written.
    pub(crate) fn say_inexact(&mut self, field: Field, what: &str) {
        let message = format!("{} cannot hold the {what} of `{field}`", self.format);
        let finding = Diagnostic::new(&INEXACT_VALUE, message);
        self.diagnostics.push(finding.in_field(self.index, self.entry.key(), field));
    }

    /// What is left, as lines for the format's own notes; reported as kept.
    pub(crate) fn keep_rest(mut self) -> Vec<String> {
        let mut lines = Vec::new();
        let left = std::mem::take(&mut self.left);
        for field in left.into_iter().chain(std::mem::take(&mut self.inexact)) {
            if field.name().starts_with("x-ibid-") {
                self.say_homeless(field);
                continue;
            }
            let kept = self.kept_lines(field);
            if kept.is_empty() {
                continue;
            }
            lines.extend(kept);
            let what = match self.formatted.contains(&field) {
                true => "the formatting of ",
                false => "",
            };
            let message = format!(
                "{} has no place for {what}`{field}`, which is kept in a note",
                self.format
            );
            let finding = Diagnostic::new(&KEPT_IN_NOTE, message);
            self.diagnostics.push(finding.in_field(self.index, self.entry.key(), field));
        }
        lines
    }

    /// The kind, as a line for the format's own notes.
    pub(crate) fn keep_kind(&mut self) -> String {
        let kind = self.kind();
        let message =
            format!("{} has no type `{kind}`, which is kept in a note", self.format);
        let finding = Diagnostic::new(&KEPT_IN_NOTE, message);
        self.diagnostics.push(finding.in_entry(self.index, self.entry.key()));
        extension::kind_line(kind)
    }

    fn kept_lines(&self, field: Field) -> Vec<String> {
        if self.entry.has(field) {
            return extension::lines(self.entry, field);
        }
        // A variable that another field answers for: what it says is kept under its name.
        let mut view = Entry::new(self.entry.key().clone(), self.entry.kind());
        if let Some(names) = variable::names(self.entry, field)
            && field.datatype() == crate::model::Datatype::Names
        {
            view.set(field, crate::model::Value::names(names.into_owned()));
        } else if let Some(text) = variable::text(self.entry, field) {
            view.set(field, crate::model::Value::plain(&text));
        }
        extension::lines(&view, field)
    }

    /// Reports what is left as without a home.
    pub(crate) fn lose_rest(mut self) {
        for field in std::mem::take(&mut self.left) {
            self.say_homeless(field);
        }
        for field in std::mem::take(&mut self.inexact) {
            let only = self.formatted.contains(&field);
            self.say_inexact(field, if only { "formatting" } else { "precision" });
        }
    }

    /// Says that the kind had to become another.
    pub(crate) fn say_kind(&mut self, written: &str) {
        let kind = self.kind();
        let message =
            format!("{} has no type `{kind}`; written as `{written}`", self.format);
        let finding = Diagnostic::new(&INEXACT_VALUE, message);
        self.diagnostics.push(finding.in_entry(self.index, self.entry.key()));
    }

    fn say_homeless(&mut self, field: Field) {
        let message = format!("{} has no place for `{field}`", self.format);
        let finding = Diagnostic::new(&NO_HOME, message);
        self.diagnostics.push(finding.in_field(self.index, self.entry.key(), field));
    }
}
