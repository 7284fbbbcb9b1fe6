//! The journal: every write to a library, so that it can be undone.
//!
//! `.ibid/journal` holds one JSON object a line. A change is written there before the file
//! is renamed into place; a line whose change never reached the disk is told by the hashes.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::library::disk::{self, Lock, Snapshot};
use crate::library::error::Error;

/// One write, of one or several files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Its number, from 1.
    pub id: u64,
    /// When, as `2026-11-24T05:00:00Z`.
    pub time: String,
    /// What was asked for: `import page.html`.
    pub command: String,
    /// What was done: `add 13 entries`.
    pub summary: String,
    /// The step that this one undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// What was written.
    pub files: Vec<FileChange>,
}

/// The change of one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileChange {
    /// The file, relative to the folder that holds `.ibid`.
    pub path: PathBuf,
    /// The hash of the file before; absent if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The hash of the file afterwards; absent if it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Which bytes were replaced.
    pub edits: Vec<ByteEdit>,
}

/// A replacement of bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ByteEdit {
    /// Where it begins, in the file before.
    pub start: usize,
    /// What stood there.
    pub old: Bytes,
    /// What stands there now.
    pub new: Bytes,
}

/// Bytes in JSON: as text where they are UTF-8, else in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Bytes {
    /// UTF-8.
    Text(String),
    /// Anything else.
    Hex {
        /// Two digits a byte.
        hex: String,
    },
}

impl Bytes {
    fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => {
                Self::Hex { hex: bytes.iter().map(|byte| format!("{byte:02x}")).collect() }
            }
        }
    }

    /// The bytes; `None` if somebody spoilt the journal.
    fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.clone().into_bytes()),
            Self::Hex { hex } => {
                let digits = hex.as_bytes().chunks(2);
                let byte = |pair: &[u8]| {
                    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
                };
                digits.map(byte).collect()
            }
        }
    }
}

/// What a file is to become.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// The file as it was read.
    pub snapshot: Snapshot,
    /// What it is to hold; `None` to take it away.
    pub bytes: Option<Vec<u8>>,
}

/// Who writes, and when.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// What was asked for.
    pub command: String,
    /// What is done.
    pub summary: String,
    /// When, as `2026-11-24T05:00:00Z`: nothing below the command line asks the clock.
    pub time: String,
}

/// The journal of the library in a folder.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: PathBuf,
}

impl Journal {
    /// The journal of a folder, whether it is there yet or not.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self { folder: disk::real(folder) }
    }

    /// All steps, oldest first. Lines that cannot be read are passed over.
    ///
    /// # Errors
    /// If the journal is there and cannot be read.
    pub fn steps(&self) -> Result<Vec<Step>, Error> {
        let path = self.path();
        match fs::read(&path) {
            Ok(bytes) => {
                let lines = bytes.split(|byte| *byte == b'\n');
                Ok(lines.filter_map(|line| serde_json::from_slice(line).ok()).collect())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(Error::read(&path, error)),
        }
    }

    /// Writes files as one step: lock, look whether they are as they were read, note, write.
    ///
    /// # Errors
    /// If the disk does not let it, another process writes, or a file has moved on.
    pub fn write(&self, occasion: &Occasion, writes: &[NewFile]) -> Result<Step, Error> {
        let _lock = Lock::take(&self.ibid())?;
        self.write_locked(occasion, writes, None)
    }

    fn write_locked(
        &self,
        occasion: &Occasion,
        writes: &[NewFile],
        undoes: Option<u64>,
    ) -> Result<Step, Error> {
        for write in writes {
            write.snapshot.still_holds()?;
        }
        let last = self.steps()?.last().map_or(0, |step| step.id);
        let step = Step {
            id: last + 1,
            time: occasion.time.clone(),
            command: occasion.command.clone(),
            summary: occasion.summary.clone(),
            undoes,
            files: writes.iter().map(|write| self.change(write)).collect(),
        };
        self.append(&step)?;
        for write in writes {
            match &write.bytes {
                Some(bytes) => disk::replace(write.snapshot.path(), bytes)?,
                None => fs::remove_file(write.snapshot.path())
                    .map_err(|error| Error::write(write.snapshot.path(), error))?,
            }
        }
        Ok(step)
    }

    /// The step that `undo` would take back: the last that is neither undone nor an undoing,
    /// and whose change reached the disk.
    ///
    /// # Errors
    /// If there is none, or a file cannot be read.
    pub fn undoable(&self) -> Result<Step, Error> {
        let steps = self.steps()?;
        let undone: Vec<u64> = steps.iter().filter_map(|step| step.undoes).collect();
        for step in steps.into_iter().rev() {
            let open = step.undoes.is_none() && !undone.contains(&step.id);
            if open && !self.never_happened(&step)? {
                return Ok(step);
            }
        }
        Err(Error::NothingToUndo)
    }

    /// Takes the last step back, if its files are as that step left them.
    ///
    /// # Errors
    /// If there is none, a file has moved on, or the disk does not let it.
    pub fn undo(&self, time: &str) -> Result<Step, Error> {
        let _lock = Lock::take(&self.ibid())?;
        let step = self.undoable()?;
        let writes: Result<Vec<_>, _> =
            step.files.iter().map(|change| self.reversed(change)).collect();
        let occasion = Occasion {
            command: "undo".to_owned(),
            summary: format!("undo {}: {}", step.id, step.summary),
            time: time.to_owned(),
        };
        self.write_locked(&occasion, &writes?, Some(step.id))?;
        Ok(step)
    }

    /// Whether a step was noted and then not written, as after a loss of power.
    fn never_happened(&self, step: &Step) -> Result<bool, Error> {
        for change in &step.files {
            let now = hash_of(&Snapshot::read(&self.folder.join(&change.path))?);
            if now != change.before || change.before == change.after {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn reversed(&self, change: &FileChange) -> Result<NewFile, Error> {
        let path = self.folder.join(&change.path);
        let snapshot = Snapshot::read(&path)?;
        let moved = || Error::Moved { path: path.clone() };
        if hash_of(&snapshot) != change.after {
            return Err(moved());
        }
        let mut bytes = snapshot.bytes().to_vec();
        for edit in change.edits.iter().rev() {
            let (old, new) = (edit.old.bytes(), edit.new.bytes());
            let (old, new) = old.zip(new).ok_or_else(moved)?;
            let end = edit.start.saturating_add(new.len());
            if bytes.get(edit.start..end) != Some(new.as_slice()) {
                return Err(moved());
            }
            bytes.splice(edit.start..end, old);
        }
        let bytes = change.before.is_some().then_some(bytes);
        Ok(NewFile { snapshot, bytes })
    }

    fn change(&self, write: &NewFile) -> FileChange {
        let path = write.snapshot.path();
        let path = path.strip_prefix(&self.folder).unwrap_or(path);
        let new = write.bytes.as_deref().unwrap_or_default();
        FileChange {
            path: path.to_owned(),
            before: hash_of(&write.snapshot),
            after: write.bytes.as_ref().map(|bytes| hash(bytes)),
            edits: edits(write.snapshot.bytes(), new),
        }
    }

    /// Adds a line; a line that does not fit on the disk is taken off again.
    fn append(&self, step: &Step) -> Result<(), Error> {
        let path = self.path();
        let failed = |error| Error::write(&path, error);
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let mut file = file.map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let line = serde_json::to_string(step).map_err(|e| failed(io::Error::other(e)))?;
        // A line that was cut off by a loss of power ends here.
        let line = format!("{}{line}\n", if length == 0 { "" } else { "\n" });
        let written = file.write_all(line.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|error| {
            let _ = file.set_len(length);
            failed(error)
        })
    }

    fn ibid(&self) -> PathBuf {
        self.folder.join(".ibid")
    }

    fn path(&self) -> PathBuf {
        self.ibid().join("journal")
    }
}

/// The one replacement that turns `old` into `new`, without what they share at both ends.
fn edits(old: &[u8], new: &[u8]) -> Vec<ByteEdit> {
    if old == new {
        return Vec::new();
    }
    let shared = |a: &[u8], b: &[u8]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let start = shared(old, new);
    let (old, new) = (old.get(start..).unwrap_or(&[]), new.get(start..).unwrap_or(&[]));
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let cut = |bytes: &[u8]| Bytes::of(bytes.get(..bytes.len() - tail).unwrap_or(&[]));
    vec![ByteEdit { start, old: cut(old), new: cut(new) }]
}

fn hash_of(snapshot: &Snapshot) -> Option<String> {
    snapshot.existed().then(|| hash(snapshot.bytes()))
}

/// FNV-1a of 128 bits (draft-eastlake-fnv-21): no secret is kept with it.
fn hash(bytes: &[u8]) -> String {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let hash = bytes
        .iter()
        .fold(START, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published values of FNV-1a 128 for the empty text and for “a”.
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(hash(b""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hash(b"a"), "d228cb696f1a8caf78912b704e4a8964");
    }

    fn occasion() -> Occasion {
        Occasion {
            command: "test".to_owned(),
            summary: "change".to_owned(),
            time: "2026-01-01T00:00:00Z".to_owned(),
        }
    }

    fn write(journal: &Journal, path: &Path, bytes: &[u8]) -> Result<Step, Error> {
        let snapshot = Snapshot::read(path)?;
        journal.write(&occasion(), &[NewFile { snapshot, bytes: Some(bytes.to_vec()) }])
    }

    #[test]
    fn undo_takes_the_last_step_back_and_then_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let (path, journal) = (folder.path().join("a.bib"), Journal::of(folder.path()));
        write(&journal, &path, b"one").unwrap();
        write(&journal, &path, b"one \xff two").unwrap();
        journal.undo("now").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        journal.undo("now").unwrap();
        assert!(!path.exists());
        assert!(matches!(journal.undo("now"), Err(Error::NothingToUndo)));
    }

    #[test]
    fn undo_refuses_when_the_file_has_moved_on() {
        let folder = tempfile::tempdir().unwrap();
        let (path, journal) = (folder.path().join("a.bib"), Journal::of(folder.path()));
        write(&journal, &path, b"one").unwrap();
        fs::write(&path, b"mine").unwrap();
        assert!(matches!(journal.undo("now"), Err(Error::Moved { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let (path, journal) = (folder.path().join("a.bib"), Journal::of(folder.path()));
        let snapshot = Snapshot::read(&path).unwrap();
        fs::write(&path, b"theirs").unwrap();
        let writes = [NewFile { snapshot, bytes: Some(b"ours".to_vec()) }];
        assert!(matches!(journal.write(&occasion(), &writes), Err(Error::Moved { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.bib"), folder.path().join("link.bib"));
        fs::write(&real, b"x").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        write(&Journal::of(folder.path()), &link, b"y").unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"y");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
