//! Files that commands write for their users.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
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

/// How a file is packed, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    /// What the end of a name says: `refs.bib.gz`.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "gz" => Some(Self::Gzip),
            "zst" | "zstd" => Some(Self::Zstandard),
            _ => None,
        }
    }
}

/// Writes Zstandard, a frame for each piece (RFC 8878, 3: frames may follow each other).
pub(crate) struct ZstWriter<W: Write> {
    inner: W,
    piece: Vec<u8>,
}

/// What is packed at once: large enough to find repetitions, small beside the memory.
const FRAME: usize = 4 << 20;

impl<W: Write> ZstWriter<W> {
    fn new(inner: W) -> Self {
        Self { inner, piece: Vec::new() }
    }

    fn frame(&mut self) -> io::Result<()> {
        let packed = compress_to_vec(self.piece.as_slice(), CompressionLevel::Fastest);
        self.piece.clear();
        self.inner.write_all(&packed)
    }

    fn finish(mut self) -> io::Result<W> {
        // A file without a frame is none.
        self.frame()?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for ZstWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = FRAME.saturating_sub(self.piece.len()).max(1);
        let taken = bytes.get(..room.min(bytes.len())).unwrap_or(bytes);
        self.piece.extend_from_slice(taken);
        if self.piece.len() >= FRAME {
            self.frame()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
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
    Zst(ZstWriter<BufWriter<File>>),
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
        let writer = match Packing::of(path) {
            Some(Packing::Gzip) => {
                Writer::Gz(Box::new(GzEncoder::new(file, Compression::default())))
            }
            Some(Packing::Zstandard) => Writer::Zst(ZstWriter::new(file)),
            None => Writer::Plain(file),
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
            Writer::Zst(file) => file.finish().map_err(failed)?,
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
            Writer::Zst(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Writer::Plain(file) => file.flush(),
            Writer::Gz(file) => file.flush(),
            Writer::Zst(file) => file.flush(),
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
