//! `.bib` files that commands change where they stand: those of the library as one step
//! that can be undone, others one by one; none is written if one has changed meanwhile.

use std::path::PathBuf;

use crate::cli::{Context, Error};
use crate::library;
use crate::library::disk::{self, Snapshot};
use crate::library::journal::{Journal, NewFile, Occasion};

/// Writes files that were read earlier; one that has changed on disk since is an error.
pub(crate) fn write(
    context: &mut Context,
    command: &str,
    summary: impl Fn(usize) -> String,
    files: Vec<NewFile>,
) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let library = context.library_paths().unwrap_or_default();
    let owned = files_of(&library);
    let (step, others): (Vec<NewFile>, Vec<NewFile>) =
        files.into_iter().partition(|file| owned.iter().any(|p| p == file.snapshot.path()));
    for file in step.iter().chain(&others) {
        file.snapshot.still_holds()?;
    }
    for file in &others {
        disk::replace(file.snapshot.path(), file.bytes.as_deref().unwrap_or_default())?;
    }
    if let (false, Some(home)) = (step.is_empty(), library.first()) {
        let occasion = Occasion {
            command: command.to_owned(),
            summary: summary(step.len()),
            time: context.now(),
        };
        Journal::of(&library::home(home)).write(&occasion, &step)?;
    }
    Ok(())
}

/// The files of a library, symbolic links followed.
fn files_of(library: &[PathBuf]) -> Vec<PathBuf> {
    let files = library.iter().filter_map(|path| library::bib_files(path).ok()).flatten();
    files
        .filter_map(|path| Snapshot::read(&path).ok())
        .map(|snapshot| snapshot.path().to_owned())
        .collect()
}
