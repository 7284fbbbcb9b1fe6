//! What can go wrong between a library and its disk.

use std::io;
use std::path::{Path, PathBuf};

/// Why a library could not be read or written. Nothing has been changed.
#[derive(Debug)]
pub enum Error {
    /// There is no library here.
    NotFound,
    /// A file or folder could not be read.
    Read {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written.
    Write {
        /// What could not be written.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process is writing.
    Locked {
        /// The lock.
        path: PathBuf,
    },
    /// A file is not as it was when it was read.
    Moved {
        /// The file.
        path: PathBuf,
    },
    /// There is nothing to undo.
    NothingToUndo,
    /// A folder holds no `.bib` file.
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// A file's encoding cannot hold what is to be written.
    Encoding {
        /// The file.
        path: PathBuf,
        /// The encoding's name.
        encoding: &'static str,
    },
}

impl Error {
    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}
