//! Entries in the making: values arrive in any order, blanks and repeats are dealt with once.

use rustc_hash::FxHashSet;

use super::unread::Said;
use super::{Keys, extension, values};
use crate::model::annotation::{self, AFFILIATION, ORCID};
use crate::model::identifier::check_orcid;
use crate::model::{CiteKey, Datatype, Date, Entry, EntryKind, Field, Name, Value};
use crate::text::fold_words;

/// How long a list of ISBNs or ISSNs may become.
const MAX_NUMBERS: usize = 4 * 1024;

/// An entry that a reader is still filling.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The kind; readers change it while they learn more.
    pub(crate) kind: EntryKind,
    /// The source's own key or number, if it has one that can be cited.
    pub(crate) key: String,
    entry: Entry,
    names: Vec<(Field, Vec<Name>)>,
    /// What is said of names: the list, the place in it from 1, what it is, its text.
    about: Vec<(Field, usize, &'static str, String)>,
    keywords: Vec<String>,
    notes: Vec<String>,
    /// Keywords and notes that were seen, to take each once.
    seen: FxHashSet<(bool, String)>,
    /// Fields of the source's own, a line for each value.
    strangers: Vec<(Field, String)>,
    /// Fields that a writer of ours kept in a note: they win over everything else.
    kept: Vec<(Field, Value)>,
    kept_kind: Option<EntryKind>,
}

impl Draft {
    /// A draft without fields.
    pub(crate) fn new(kind: EntryKind) -> Self {
        Self {
            kind,
            key: String::new(),
            entry: Entry::new(CiteKey::new(""), kind),
            names: Vec::new(),
            about: Vec::new(),
            keywords: Vec::new(),
            notes: Vec::new(),
            seen: FxHashSet::default(),
            strangers: Vec::new(),
            kept: Vec::new(),
            kept_kind: None,
        }
    }

    /// Whether a field has a value already.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.entry.has(field)
            || self.names.iter().any(|(known, _)| *known == field)
            || self.strangers.iter().any(|(known, _)| *known == field)
    }

    /// The plain text of a field.
    pub(crate) fn get(&self, field: Field) -> Option<String> {
        let stranger = self.strangers.iter().find(|(known, _)| *known == field);
        match stranger {
            Some((_, text)) => Some(text.clone()),
            None => self.entry.text(field).map(|text| text.into_owned()),
        }
    }

    /// Whether nothing has been said yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.entry.fields().len() == 0
            && self.names.is_empty()
            && self.keywords.is_empty()
            && self.notes.is_empty()
            && self.strangers.is_empty()
    }

    /// Sets a field to plain text, unless it is blank or the field has a value.
    pub(crate) fn text(&mut self, field: Field, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.has(field) {
            self.entry.push(field, Value::plain(text));
        }
    }

    /// Sets a field to text that may hold CSL's markup (`<i>`), unless it is blank or set.
    pub(crate) fn rich(&mut self, field: Field, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.has(field) {
            let value =
                if text.contains('<') { Value::csl(text) } else { Value::plain(text) };
            self.entry.push(field, value);
        }
    }

    /// Sets a field from LaTeX if it has nothing yet.
    pub(crate) fn tex(&mut self, field: Field, source: &str) {
        let source = source.trim();
        if !source.is_empty() && !self.has(field) {
            self.entry.push(field, Value::tex(source));
        }
    }

    /// Sets a field, whatever it had.
    pub(crate) fn replace(&mut self, field: Field, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.entry.set(field, Value::plain(text));
        }
    }

    /// Takes a field's text away.
    pub(crate) fn take(&mut self, field: Field) -> Option<String> {
        let text = self.get(field)?;
        self.entry.remove(field);
        self.strangers.retain(|(known, _)| *known != field);
        Some(text)
    }

    /// Moves a value to another field, unless that has one.
    pub(crate) fn rename(&mut self, from: Field, to: Field) {
        if !self.has(to)
            && let Some(value) = self.entry.remove(from)
        {
            self.entry.push(to, value);
        }
    }

    /// Sets a field to a value of any type, unless it has one.
    pub(crate) fn value(&mut self, field: Field, value: Value) {
        match value {
            Value::Names(names) => {
                for name in names {
                    self.name(field, name);
                }
            }
            value if !self.has(field) => self.entry.push(field, value),
            _ => {}
        }
    }

    /// Adds to a field of the source's own, a line each time. Names of fields have no spaces.
    pub(crate) fn stranger(&mut self, prefix: &str, tag: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let tag = tag.replace(char::is_whitespace, "_");
        let field = Field::named(&format!("{prefix}:{tag}"));
        match self.strangers.iter_mut().find(|(known, _)| *known == field) {
            Some((_, before)) => {
                before.push('\n');
                before.push_str(text);
            }
            None => self.strangers.push((field, text.to_owned())),
        }
    }

    /// Adds a name to a list.
    pub(crate) fn name(&mut self, field: Field, name: Name) {
        let blank = match &name {
            Name::Person(person) => person.family.is_empty() && person.given.is_empty(),
            Name::Literal(name) => name.trim().is_empty(),
            Name::Others => false,
        };
        if blank {
            return;
        }
        match self.names.iter_mut().find(|(known, _)| *known == field) {
            Some((_, names)) => names.push(name),
            None => self.names.push((field, vec![name])),
        }
    }

    /// Adds a name with its ORCID iD, bare or as an address; blank if it has none.
    pub(crate) fn person(&mut self, field: Field, name: Name, orcid: &str) {
        self.name(field, name);
        let orcid = orcid.trim().trim_end_matches('/');
        let bare = orcid.rsplit('/').next().unwrap_or("");
        let place = self.names(field).len();
        if place > 0 && bare.len() == 19 && check_orcid(bare).is_ok() {
            self.about.push((field, place, ORCID, bare.to_owned()));
        } else if !orcid.is_empty() {
            let name = self.names(field).last().map(Name::display).unwrap_or_default();
            self.stranger("name", "ORCID", &format!("{name}: {orcid}"));
        }
    }

    /// Says where the last person of a list works.
    pub(crate) fn works_at(&mut self, field: Field, institution: &str) {
        let place = self.names(field).len();
        let mut text = values::one_line(institution);
        // An annotation has no escape for its quotation marks.
        if text.contains(['"', '“', '”']) {
            text = text.replace(['"', '“', '”'], "'");
        }
        let own =
            self.about.iter().rev().take_while(|said| (said.0, said.1) == (field, place));
        let mut own = own.filter(|said| said.2 == AFFILIATION);
        if place > 0 && !text.is_empty() && !own.any(|said| said.3 == text) {
            self.about.push((field, place, AFFILIATION, text));
        }
    }

    /// What is said of the names of a list, as annotations of BibLaTeX's.
    fn annotations(&self, list: Field) -> impl Iterator<Item = (Field, String)> {
        [ORCID, AFFILIATION].into_iter().filter_map(move |name| {
            let own = self.about.iter().filter(|said| said.0 == list && said.2 == name);
            let text = annotation::of_items(own.map(|said| (said.1, said.3.as_str())));
            (!text.is_empty()).then(|| (annotation::field_for(list.name(), name), text))
        })
    }

    /// The names of a list so far.
    pub(crate) fn names(&self, field: Field) -> &[Name] {
        let list = self.names.iter().find(|(known, _)| *known == field);
        list.map_or(&[], |(_, names)| names)
    }

    /// Takes a list of names away.
    pub(crate) fn take_names(&mut self, field: Field) -> Vec<Name> {
        match self.names.iter().position(|(known, _)| *known == field) {
            Some(at) => self.names.remove(at).1,
            None => Vec::new(),
        }
    }

    /// Moves all names of a list to another.
    pub(crate) fn rename_names(&mut self, from: Field, to: Field) {
        let before = self.names(to).len();
        for said in self.about.iter_mut().filter(|said| said.0 == from) {
            (said.0, said.1) = (to, said.1 + before);
        }
        for name in self.take_names(from) {
            self.name(to, name);
        }
    }

    /// Sets a date from text as people and programs write it, unless it is set.
    pub(crate) fn date(&mut self, field: Field, text: &str) {
        if !self.has(field)
            && let Some(date) = values::date(text)
        {
            self.entry.push(field, Value::date(date));
        }
    }

    /// Sets a date, whatever was there.
    pub(crate) fn set_date(&mut self, field: Field, date: Date) {
        self.entry.set(field, Value::date(date));
    }

    /// The date of a field.
    pub(crate) fn get_date(&self, field: Field) -> Option<Date> {
        self.entry.date(field).map(|date| date.into_owned())
    }

    /// All that has been said so far.
    pub(crate) fn said(&self) -> Said {
        let fields = self.entry.fields().map(|(field, _)| field);
        let texts = fields.filter_map(|field| {
            let date = || self.entry.date(field).map(|date| date.to_string());
            let text = || self.entry.text(field).map(|text| text.into_owned());
            date().or_else(text)
        });
        let names = self.names.iter().flat_map(|(_, names)| names);
        let names = names.map(|name| match name {
            Name::Person(person) => {
                format!("{} | {}", name.display(), super::names::invert(name))
                    + &format!(" | {}", person.given)
            }
            name => name.display(),
        });
        let own = self.strangers.iter().map(|(_, text)| text);
        let about = self.about.iter().map(|(.., text)| text);
        let lists = self.keywords.iter().chain(&self.notes).chain(own).chain(about);
        let lists = lists.chain([&self.key]).cloned();
        Said::new(texts.chain(names).chain(lists))
    }

    /// Adds a keyword.
    pub(crate) fn keyword(&mut self, keyword: &str) {
        let keyword = keyword.trim();
        if !keyword.is_empty() && self.seen.insert((true, keyword.to_owned())) {
            self.keywords.push(keyword.to_owned());
        }
    }

    /// Adds a note; lines in which a writer of ours kept a field become that field.
    pub(crate) fn note(&mut self, note: &str) {
        let mut rest = String::new();
        for line in note.trim().split('\n') {
            if !extension::read(self, line.trim()) {
                rest.push_str(line.trim_end());
                rest.push('\n');
            }
        }
        let note = rest.trim();
        if !note.is_empty() && self.seen.insert((false, note.to_owned())) {
            self.notes.push(note.to_owned());
        }
    }

    /// Takes a field from a note of ours; names come one by one.
    pub(crate) fn keep(&mut self, field: Field, value: Value) {
        match (self.kept.iter_mut().find(|(known, _)| *known == field), value) {
            (Some((_, Value::Names(before))), Value::Names(more)) => {
                let mut names = std::mem::take(before).into_vec();
                names.extend(more);
                *before = names.into_boxed_slice();
            }
            // A field of the source's own, a line each time.
            (Some((_, before)), more) if !field.is_known() => {
                let entry = |value: &Value| {
                    let mut entry = Entry::new(CiteKey::new(""), EntryKind::MISC);
                    entry.push(field, value.clone());
                    entry.text(field).map(|text| text.into_owned()).unwrap_or_default()
                };
                *before = Value::plain(&format!("{}\n{}", entry(before), entry(&more)));
            }
            (Some(_), _) => {}
            (None, value) => self.kept.push((field, value)),
        }
    }

    /// Takes the kind from a note of ours.
    pub(crate) fn keep_kind(&mut self, kind: EntryKind) {
        self.kept_kind = Some(kind);
    }

    /// Sets first and last page, joined by a hyphen.
    pub(crate) fn pages(&mut self, first: &str, last: &str) {
        let pages = values::pages(first, last);
        self.text(Field::PAGE, &pages);
    }

    /// Sets a DOI from any of its spellings. What is none is kept as it stands, for the
    /// rules about DOIs to see.
    pub(crate) fn doi(&mut self, text: &str) {
        if !self.doi_in(text) {
            self.text(Field::DOI, text);
        }
    }

    /// Sets a DOI that stands somewhere in a text; whether there is one.
    pub(crate) fn doi_in(&mut self, text: &str) -> bool {
        match values::doi(text) {
            Some(doi) => {
                self.text(Field::DOI, doi);
                true
            }
            None => false,
        }
    }

    /// Adds an ISBN or ISSN; several are separated by a space.
    pub(crate) fn number(&mut self, field: Field, number: &str) {
        let number = number.trim().trim_end_matches(['.', ',', ';', ':']);
        if number.is_empty() {
            return;
        }
        match self.get(field) {
            // No work has so many; the rest is kept, but not compared again and again.
            Some(before) if before.len() > MAX_NUMBERS => {
                self.stranger("more", field.name(), number);
            }
            Some(before) if before.split(' ').any(|known| known == number) => {}
            Some(before) => self.replace(field, &format!("{before} {number}")),
            None => self.text(field, number),
        }
    }

    /// Sets what a note kept. The formatting of a text is only good for the text that it
    /// had: somebody may have corrected the title since.
    fn set_kept(&mut self, field: Field, value: Value) {
        let before = self.entry.value(field).cloned();
        let text = self.entry.text(field).map(|text| fold_words(&text));
        self.entry.set(field, value);
        let formatted = matches!(field.datatype(), Datatype::Rich | Datatype::RichList);
        if let (true, Some(before), Some(text)) = (formatted, before, text)
            && self.entry.text(field).is_some_and(|kept| fold_words(&kept) != text)
        {
            self.entry.set(field, before);
        }
    }

    /// The entry, with a key that no other of this source has.
    pub(crate) fn finish(mut self, keys: &mut Keys) -> Entry {
        for (field, names) in std::mem::take(&mut self.names) {
            self.entry.set(field, Value::names(names));
            let said: Vec<_> = self.annotations(field).collect();
            for (about, said) in said {
                self.entry.set(about, Value::plain(&said));
            }
        }
        for (field, text) in std::mem::take(&mut self.strangers) {
            self.entry.set(field, Value::plain(&text));
        }
        if !self.keywords.is_empty() {
            self.entry.set(Field::KEYWORD, Value::plain(&list(&self.keywords)));
        }
        if !self.notes.is_empty() {
            let notes = self.notes.join("\n\n");
            self.entry.set(Field::NOTE, Value::plain(&notes));
        }
        for (field, value) in std::mem::take(&mut self.kept) {
            self.set_kept(field, value);
        }
        self.entry.set_kind(self.kept_kind.unwrap_or(self.kind));
        let key = keys.key(&self.key, &self.entry);
        self.entry.set_key(key);
        self.entry
    }
}

/// Keywords as one text: a list whose members have commas (`Administration, Oral`) is
/// separated by semicolons.
pub(crate) fn list(keywords: &[String]) -> String {
    let has = |sign| keywords.iter().any(|word| word.contains(sign));
    if !has(',') || has(';') {
        return keywords.join(", ");
    }
    let list = keywords.join("; ");
    if keywords.len() == 1 { list + ";" } else { list }
}
