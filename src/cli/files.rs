//! Files that commands write for their users.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::{NamedTempFile, TempPath};

use crate::cli::error::Error;

/// Writes a file, all or nothing; one that is there and not empty only if `force` says so.
pub(crate) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let mut file = Growing::create(path, force)?;
    file.write_all(bytes).map_err(|error| file.failed(&error))?;
    file.finish()
}

fn vacant(path: &Path, force: bool) -> Result<(), Error> {
    let occupied = fs::metadata(path).is_ok_and(|there| there.is_file() && there.len() > 0);
    if occupied && !force {
        return Err(Error::new(format!("`{}` is there already", path.display()))
            .next("choose another name, or overwrite it with --force"));
    }
    Ok(())
}

fn is_gz(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"))
}

/// A file that is written bit by bit and has its name once it is whole.
pub(crate) struct Growing {
    path: PathBuf,
    writer: Writer,
    /// The file beside it, until it is whole; none where the path is no ordinary file.
    beside: Option<TempPath>,
}

enum Writer {
    Plain(BufWriter<File>),
    Gz(Box<GzEncoder<BufWriter<File>>>),
}

impl Growing {
    /// Begins a file; one that is there and not empty is replaced only if `force` says so.
    pub(crate) fn create(path: &Path, force: bool) -> Result<Self, Error> {
        vacant(path, force)?;
        let failed =
            |error: io::Error| Error::write(format!("`{}`", path.display()), &error);
        let special = fs::metadata(path).is_ok_and(|there| !there.is_file());
        let (file, beside) = if special {
            (File::options().write(true).open(path).map_err(failed)?, None)
        } else {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new("."));
            let beside = NamedTempFile::new_in(folder).map_err(failed)?;
            let (file, beside) = beside.into_parts();
            (file, Some(beside))
        };
        let file = BufWriter::with_capacity(1 << 20, file);
        let writer = match is_gz(path) {
            true => Writer::Gz(Box::new(GzEncoder::new(file, Compression::default()))),
            false => Writer::Plain(file),
        };
        Ok(Self { path: path.to_owned(), writer, beside })
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let path = self.path;
        let failed =
            |error: io::Error| Error::write(format!("`{}`", path.display()), &error);
        let file = match self.writer {
            Writer::Plain(file) => file,
            Writer::Gz(file) => file.finish().map_err(failed)?,
        };
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        let Some(beside) = self.beside else { return Ok(()) };
        if let Ok(there) = fs::metadata(&path) {
            file.set_permissions(there.permissions()).map_err(failed)?;
        } else {
            readable(&file).map_err(failed)?;
        }
        file.sync_all().map_err(failed)?;
        beside.persist(&path).map_err(|error| failed(error.error))
    }

    /// The error of a write that went wrong.
    pub(crate) fn failed(&self, error: &io::Error) -> Error {
        Error::write(format!("`{}`", self.path.display()), error)
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Writer::Plain(file) => file.write(bytes),
            Writer::Gz(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Writer::Plain(file) => file.flush(),
            Writer::Gz(file) => file.flush(),
        }
    }
}

/// Temporary files are their owner's alone; what a command writes is not.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &File) -> io::Result<()> {
    Ok(())
}
