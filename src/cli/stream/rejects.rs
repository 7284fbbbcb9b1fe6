//! Records that could not be read, handed back with the reason.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::Error;
use crate::diag::{Place, Severity};
use crate::formats::stream::Border;
use crate::formats::{Parsed, Source};

/// The reject file: JSON Lines of `file`, `line`, `rule`, `message` and the record's `text`.
pub(crate) struct Rejects {
    path: PathBuf,
    file: BufWriter<File>,
    /// How many records are in it.
    pub(crate) count: usize,
}

impl Rejects {
    /// Makes the file; one that is there only if `force` says so.
    pub(crate) fn create(path: &Path, force: bool) -> Result<Self, Error> {
        if path.exists() && !force {
            return Err(Error::new(format!("`{}` is there already", path.display()))
                .next("choose another name, or overwrite it with --force"));
        }
        let file = File::create(path).map_err(|error| Self::failed(path, &error))?;
        Ok(Self { path: path.to_owned(), file: BufWriter::new(file), count: 0 })
    }

    /// Takes the records in which there are errors.
    pub(crate) fn take(
        &mut self,
        name: &str,
        line_before: usize,
        border: Border,
        source: &Source,
        parsed: &Parsed,
    ) -> Result<(), Error> {
        let text = source.text();
        let mut last = None;
        for found in &parsed.diagnostics {
            let Place::Span(span) = found.place else { continue };
            if found.severity < Severity::Error {
                continue;
            }
            let at = span.start as usize;
            let record = border.around(text.as_bytes(), at);
            // A record with several faults is handed back once.
            if last.replace(record.start) == Some(record.start) {
                continue;
            }
            let before = text.as_bytes().get(..at).unwrap_or_default();
            let line = line_before + memchr::memchr_iter(b'\n', before).count() + 1;
            let row = json!({
                "file": name,
                "line": line,
                "rule": found.rule.name,
                "message": found.message,
                "text": text.get(record).unwrap_or(""),
            });
            writeln!(self.file, "{row}")
                .map_err(|error| Self::failed(&self.path, &error))?;
            self.count += 1;
        }
        Ok(())
    }

    /// Ends the file.
    pub(crate) fn finish(mut self) -> Result<usize, Error> {
        self.file.flush().map_err(|error| Self::failed(&self.path, &error))?;
        Ok(self.count)
    }

    fn failed(path: &Path, error: &std::io::Error) -> Error {
        Error::write(format!("`{}`", path.display()), error)
    }
}
