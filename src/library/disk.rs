//! Writing files so that nothing is lost: lock, look, write beside, sync, rename.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::library::error::Error;

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The file that its path names, symbolic links followed.
    path: PathBuf,
    /// Its bytes; `None` if it was not there.
    bytes: Option<Vec<u8>>,
}

impl Snapshot {
    /// Reads a file, or finds that it is not there.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let path = real(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Self { path, bytes: Some(bytes) }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self { path, bytes: None })
            }
            Err(error) => Err(Error::read(&path, error)),
        }
    }

    /// The file, symbolic links followed.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its bytes, empty if it was not there.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or_default()
    }

    /// Whether it was there.
    #[must_use]
    pub fn existed(&self) -> bool {
        self.bytes.is_some()
    }

    /// Fails if the file is no longer as it was.
    pub(crate) fn still_holds(&self) -> Result<(), Error> {
        if Self::read(&self.path)?.bytes == self.bytes {
            return Ok(());
        }
        Err(Error::Moved { path: self.path.clone() })
    }
}

/// The file that a path names, symbolic links followed, whether it is there yet or not.
pub(super) fn real(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (fs::canonicalize(folder.unwrap_or(Path::new("."))), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// The right to write to a library; given back when it is dropped, or when we die.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "held, not read")] File);

impl Lock {
    /// Takes the lock of a folder, waiting a moment for another to finish.
    pub(crate) fn take(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("lock");
        fs::create_dir_all(folder).map_err(|error| Error::write(folder, error))?;
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let file = file.map_err(|error| Error::write(&path, error))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                // Some network file systems have no locks; the look at the file remains.
                Err(TryLockError::Error(error)) if unsupported(&error) => {
                    return Ok(Self(file));
                }
                Err(TryLockError::Error(error)) => return Err(Error::write(&path, error)),
            }
        }
        Err(Error::Locked { path })
    }
}

const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

fn unsupported(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported
}

/// Replaces the bytes of a file, all or nothing.
///
/// Permissions are kept; a file with several hard links is written in place, because a
/// rename would part it from its other names.
///
/// # Errors
/// If the disk does not let it; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let path = &real(path);
    let failed = |error: io::Error| Error::write(path, error);
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(|there| there.permissions().readonly()) {
        return Err(failed(io::Error::from(io::ErrorKind::PermissionDenied)));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if there.as_ref().is_some_and(|there| !there.is_file() || links(there) > 1) {
        let mut file = OpenOptions::new().write(true).truncate(true).open(path);
        return file
            .as_mut()
            .map_err(|error| io::Error::from(error.kind()))
            .and_then(|file| file.write_all(bytes).and_then(|()| file.flush()))
            .map_err(failed);
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ibid-");
    // What a new file may do, before the user's mask is taken off.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut beside = builder.tempfile_in(folder).map_err(failed)?;
    beside.write_all(bytes).map_err(failed)?;
    if let Some(there) = there {
        beside.as_file().set_permissions(there.permissions()).map_err(failed)?;
    }
    beside.as_file().sync_all().map_err(failed)?;
    beside.persist(path).map_err(|error| failed(error.error))?;
    // The new name is safe once the folder is; where a folder cannot be synced, so be it.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

#[cfg(unix)]
fn links(there: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(there)
}

#[cfg(not(unix))]
fn links(_there: &fs::Metadata) -> u64 {
    1
}
