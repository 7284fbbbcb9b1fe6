//! Import: what new entries become of, and the bytes that are written for them.
//!
//! Everything is decided in a [`Plan`] first, which can be shown; writing it is one step of
//! the journal. A work that the library has is not added again.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::Edit;
use crate::formats::bibtex::Document;
use crate::formats::{self, Source, WriteOptions};
use crate::library::disk::Snapshot;
use crate::library::error::Error;
use crate::library::journal::NewFile;
use crate::library::keys::{self, Pattern};
use crate::library::{Library, home};
use crate::model::same_work::{Index, Verdict};
use crate::model::{CiteKey, Entry, Field};
use crate::text::Span;

/// How an import is to go.
#[derive(Clone, Debug)]
pub struct Options {
    /// How keys are made.
    pub pattern: Pattern,
    /// Whether entries keep the keys that they come with, as far as they are free.
    pub keep_keys: bool,
    /// What becomes of a work that the library has.
    pub duplicates: Duplicates,
}

/// What becomes of a work that the library has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// It is left out.
    #[default]
    Refuse,
    /// The fields that the library's entry lacks are added to it.
    Merge,
    /// It is added as if it were another.
    Add,
}

/// What becomes of an entry.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It goes to the inbox.
    Added,
    /// It is left out: another is the same work.
    Refused {
        /// The key of that other.
        of: CiteKey,
        /// Why they are the same.
        verdict: Verdict,
    },
    /// Fields of it go to an entry of the library.
    Merged {
        /// The key of that entry.
        of: CiteKey,
        /// Why they are the same.
        verdict: Verdict,
        /// Which fields; none if it says nothing new.
        fields: Vec<Field>,
    },
}

/// An entry and what becomes of it.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The entry, with the key it gets.
    pub entry: Entry,
    /// What becomes of it.
    pub fate: Fate,
}

/// What an import would do.
#[derive(Debug)]
pub struct Plan {
    /// The entries, in the order they came.
    pub planned: Vec<Planned>,
    /// The file that new entries go to.
    pub inbox: PathBuf,
}

/// The file that new entries of a library at these paths go to.
///
/// A library that is one file takes them itself; a folder has a file of the given name.
#[must_use]
pub fn inbox(paths: &[PathBuf], name: &str) -> PathBuf {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    if first.is_dir() || first.extension().is_none() {
        return first.join(name);
    }
    if paths.len() == 1 { first.to_owned() } else { home(first).join(name) }
}

/// Decides what becomes of entries.
#[must_use]
pub fn plan(
    library: &Library,
    entries: Vec<Entry>,
    options: &Options,
    inbox: PathBuf,
) -> Plan {
    let mut planned = fates(library, entries, options.duplicates);
    give_keys(library, &mut planned, options);
    Plan { planned, inbox }
}

fn fates(library: &Library, entries: Vec<Entry>, duplicates: Duplicates) -> Vec<Planned> {
    let mut index = Index::default();
    let mut known: Vec<&Entry> = Vec::new();
    for entry in library.entries() {
        index.add(entry);
        known.push(entry);
    }
    let mut accepted: Vec<usize> = Vec::new();
    let mut planned: Vec<Planned> = Vec::new();
    for entry in entries {
        let found = index.find(&entry).filter(|(_, verdict)| verdict.is_same());
        let fate = match found.filter(|_| duplicates != Duplicates::Add) {
            None => {
                index.add(&entry);
                accepted.push(planned.len());
                Fate::Added
            }
            Some((at, verdict)) => match known.get(at) {
                Some(old) if duplicates == Duplicates::Merge => {
                    let fields = missing(old, &entry);
                    Fate::Merged { of: old.key().clone(), verdict, fields }
                }
                Some(old) => Fate::Refused { of: old.key().clone(), verdict },
                None => {
                    let first = accepted.get(at - known.len()).copied().unwrap_or(0);
                    let of = planned.get(first).map(|first| first.entry.key().clone());
                    Fate::Refused { of: of.unwrap_or_else(|| entry.key().clone()), verdict }
                }
            },
        };
        planned.push(Planned { entry, fate });
    }
    planned
}

/// The fields that an entry has and the library's lacks.
fn missing(old: &Entry, new: &Entry) -> Vec<Field> {
    let own = |field: &Field| field.name().starts_with("x-ibid-");
    let fields = new.fields().map(|(field, _)| field);
    fields.filter(|field| !own(field) && !old.has(*field)).collect()
}

fn give_keys(library: &Library, planned: &mut [Planned], options: &Options) {
    let taken: HashSet<&str> =
        library.entries().map(|entry| entry.key().as_str()).collect();
    let mut kept: HashSet<String> = HashSet::new();
    let mut fresh: Vec<usize> = Vec::new();
    for (at, planned) in planned.iter_mut().enumerate() {
        if !matches!(planned.fate, Fate::Added) {
            continue;
        }
        if !options.keep_keys || keys::is_placeholder(planned.entry.key()) {
            fresh.push(at);
            continue;
        }
        let key = planned.entry.key().as_str();
        if taken.contains(key) || kept.contains(key) {
            let mut all = taken.clone();
            all.extend(kept.iter().map(String::as_str));
            let beside = keys::beside(&planned.entry, &all);
            planned.entry.set_key(beside);
        }
        kept.insert(planned.entry.key().as_str().to_owned());
    }
    let mut all = taken;
    all.extend(kept.iter().map(String::as_str));
    let entries: Vec<&Entry> = fresh
        .iter()
        .filter_map(|at| planned.get(*at))
        .map(|planned| &planned.entry)
        .collect();
    let keys = keys::assign(&entries, &options.pattern, &all);
    let mut renamed: HashMap<CiteKey, CiteKey> = HashMap::new();
    for (at, key) in fresh.into_iter().zip(keys) {
        if let Some(planned) = planned.get_mut(at) {
            renamed.insert(planned.entry.key().clone(), key.clone());
            planned.entry.set_key(key);
        }
    }
    // What was refused as the same work names the key that the work has now.
    for planned in planned.iter_mut() {
        if let Fate::Refused { of, .. } = &mut planned.fate
            && let Some(key) = renamed.get(of)
        {
            *of = key.clone();
        }
    }
}

impl Plan {
    /// The entries that are added.
    pub fn added(&self) -> impl Iterator<Item = &Entry> {
        let added = |planned: &&Planned| matches!(planned.fate, Fate::Added);
        self.planned.iter().filter(added).map(|planned| &planned.entry)
    }

    /// The files as they are to be, each with what it was.
    ///
    /// # Errors
    /// If a file cannot be read, or its encoding cannot hold the new text.
    pub fn files(&self, library: &Library) -> Result<Vec<NewFile>, Error> {
        let mut files = Vec::new();
        let text = self.text();
        if !text.is_empty() {
            files.push(appended(&self.inbox, &text)?);
        }
        for file in library.files() {
            let edits = self.merges(file);
            if edits.is_empty() {
                continue;
            }
            let snapshot = Snapshot::read(file.path())?;
            let bytes = edited(file.source(), file.path(), &edits)?;
            match files.iter_mut().find(|new| new.snapshot.path() == snapshot.path()) {
                // Merged into and added to: the additions come behind the changes.
                Some(inbox) => {
                    let (source, _) = Source::new(Some(file.path()), bytes);
                    inbox.bytes = Some(with_text(&source, &self.inbox, &text)?);
                }
                None => files.push(NewFile { snapshot, bytes: Some(bytes) }),
            }
        }
        Ok(files)
    }

    /// The added entries as text.
    fn text(&self) -> String {
        let entries: Vec<Entry> = self.added().cloned().collect();
        let write = formats::named("biblatex").and_then(|format| format.write);
        let (Some(write), false) = (write, entries.is_empty()) else {
            return String::new();
        };
        String::from_utf8_lossy(&write(&entries, &WriteOptions::default()).bytes)
            .into_owned()
    }

    /// The edits of one file that merging asks for.
    fn merges(&self, file: &crate::library::LibraryFile) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut document = None;
        for planned in &self.planned {
            let Fate::Merged { of, fields, .. } = &planned.fate else { continue };
            let Some(at) = file.entries().iter().position(|entry| entry.key() == of) else {
                continue;
            };
            let document = document
                .get_or_insert_with(|| Document::parse(file.source().text().clone()));
            for field in fields {
                if let Some(value) = planned.entry.value(*field) {
                    edits.extend(insertion(document, at, &planned.entry, *field, value));
                }
            }
        }
        edits
    }
}

/// The edits that give an entry of a document one more field.
fn insertion(
    document: &Document,
    at: usize,
    from: &Entry,
    field: Field,
    value: &crate::model::Value,
) -> Vec<Edit> {
    use crate::diag::Change;
    use crate::model::Value;
    // Spans of the new entry mean nothing in the library's file.
    let value = match value {
        Value::Source(syntax, text) => {
            Value::Source(*syntax, crate::model::Text::Owned(from.characters(text).into()))
        }
        value => value.clone(),
    };
    document.edits(at, &Change::SetField(field, value)).unwrap_or_default()
}

/// A file with text behind what it holds; a file that is not there is made.
fn appended(path: &Path, text: &str) -> Result<NewFile, Error> {
    let snapshot = Snapshot::read(path)?;
    let (source, _) = Source::new(Some(path), snapshot.bytes().to_vec());
    if let Some(folder) = path.parent().filter(|_| !snapshot.existed())
        && !folder.as_os_str().is_empty()
    {
        fs::create_dir_all(folder).map_err(|error| Error::write(folder, error))?;
    }
    let bytes = with_text(&source, path, text)?;
    Ok(NewFile { snapshot, bytes: Some(bytes) })
}

/// One blank line between the old text and the new, in the line ends of the file.
fn with_text(source: &Source, path: &Path, text: &str) -> Result<Vec<u8>, Error> {
    let old = source.text();
    let newline = match (old.contains("\r\n"), old.contains('\n'), old.contains('\r')) {
        (true, ..) => "\r\n",
        (_, false, true) => "\r",
        _ => "\n",
    };
    let blank = match () {
        () if old.is_empty() => "",
        () if old.ends_with(&newline.repeat(2)) => "",
        () if old.ends_with(newline) => "\n",
        () => "\n\n",
    };
    let text = format!("{blank}{}\n", text.trim_end()).replace('\n', newline);
    edited(source, path, &[Edit { span: Span::at(old.len()), text }])
}

fn edited(source: &Source, path: &Path, edits: &[Edit]) -> Result<Vec<u8>, Error> {
    source
        .edited(edits)
        .map_err(|_| Error::Encoding { path: path.to_owned(), encoding: source.encoding() })
}
