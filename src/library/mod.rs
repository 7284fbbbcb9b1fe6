//! The library: folders and files of `.bib` text, read as one (DESIGN 3).
//!
//! Reading is here; writing goes through [`journal`], which keeps what it needs to undo.

pub mod disk;
mod error;
pub mod import;
pub mod journal;
pub mod keys;

use std::fs;
use std::path::{Path, PathBuf};

pub use error::Error;

use crate::diag::Diagnostic;
use crate::formats::bibtex::inherit;
use crate::formats::{self, ReadOptions, Source};
use crate::model::Entry;

/// The folder that is looked for upwards.
const FOLDER: &str = "library";

/// The files of a library, read.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    files: Vec<LibraryFile>,
}

/// One `.bib` file of a library.
#[derive(Debug)]
pub struct LibraryFile {
    path: PathBuf,
    source: Source,
    entries: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
}

impl Library {
    /// Reads the files and folders at these paths as one library, in that order.
    ///
    /// # Errors
    /// If one cannot be read, or a folder holds no `.bib` file.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Error> {
        let folder = home(paths.first().ok_or(Error::NotFound)?);
        let mut files = Vec::new();
        for path in paths {
            for path in bib_files(path)? {
                files.push(LibraryFile::read(path)?);
            }
        }
        Ok(Self { folder, files })
    }

    /// A library in which nothing is yet.
    #[must_use]
    pub fn empty(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), files: Vec::new() }
    }

    /// The folder that holds the journal and the inbox.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its files, in the order of reading.
    #[must_use]
    pub fn files(&self) -> &[LibraryFile] {
        &self.files
    }

    /// All entries as they stand, file by file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.files.iter().flat_map(|file| &file.entries)
    }

    /// All entries as they are printed: each with what it inherits, without the containers
    /// of data that no one cites (biblatex manual, 3.1.3.1 and 3.14.6).
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry> {
        inherit::printable(self.into_stored())
    }

    /// All entries as they stand in the files, taken out.
    #[must_use]
    pub fn into_stored(self) -> Vec<Entry> {
        self.files.into_iter().flat_map(|file| file.entries).collect()
    }
}

impl LibraryFile {
    fn read(path: PathBuf) -> Result<Self, Error> {
        let bytes = fs::read(&path).map_err(|error| Error::read(&path, error))?;
        let (source, mut diagnostics) = Source::new(Some(&path), bytes);
        let read = formats::named("biblatex").and_then(|format| format.read);
        let mut parsed =
            read.map(|read| read(&source, &ReadOptions::default())).unwrap_or_default();
        diagnostics.append(&mut parsed.diagnostics);
        Ok(Self { path, source, entries: parsed.entries, diagnostics })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What reading it found.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// The nearest `library/` in `start` or above it that holds a `.bib` file.
#[must_use]
pub fn find(start: &Path) -> Option<PathBuf> {
    let is_library = |folder: &PathBuf| folder.is_dir() && bib_files(folder).is_ok();
    // Inside a library, it is the library itself.
    start
        .ancestors()
        .flat_map(|folder| {
            let named = folder.file_name().is_some_and(|name| name == FOLDER);
            [Some(folder.join(FOLDER)), named.then(|| folder.to_owned())]
        })
        .flatten()
        .find(is_library)
}

/// The folder that holds the journal and the inbox of a library at this path.
#[must_use]
pub fn home(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_owned();
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The `.bib` files of a path, by name: itself, or those directly in the folder.
///
/// # Errors
/// If it cannot be read, or is a folder without any.
pub fn bib_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| Error::read(path, error);
    let mut files = Vec::new();
    for found in fs::read_dir(path).map_err(failed)? {
        let found = found.map_err(failed)?.path();
        let is_bib = found.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("bib"));
        if is_bib && found.is_file() {
            files.push(found);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Error::Empty { path: path.to_owned() });
    }
    Ok(files)
}
