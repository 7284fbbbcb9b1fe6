//! Members of zip archives, with a limit on what they may unfold to.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::{ARCHIVE_TOO_LARGE, MALFORMED_ARCHIVE};

/// What all members together may unfold to.
const LIMIT: u64 = 512 << 20;

/// How many members an archive may have.
const MEMBERS: usize = 10_000;

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Diagnostic> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))
}

fn fault(error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::new(&MALFORMED_ARCHIVE, format!("the archive cannot be opened: {error}"))
        .at(0..0)
}

/// The names of the members.
pub(crate) fn names(bytes: &[u8]) -> Result<Vec<String>, Diagnostic> {
    let archive = open(bytes)?;
    let names = archive.file_names().take(MEMBERS).filter_map(Result::ok);
    Ok(names.map(std::borrow::Cow::into_owned).collect())
}

/// A member, unfolded.
pub(crate) fn member(bytes: &[u8], name: &str) -> Result<Vec<u8>, Diagnostic> {
    let mut archive = open(bytes)?;
    let member = archive.by_name(name).map_err(|error| fault(&error))?;
    let mut out = Vec::new();
    member.take(LIMIT + 1).read_to_end(&mut out).map_err(|error| fault(&error))?;
    if out.len() as u64 > LIMIT { Err(too_large()) } else { Ok(out) }
}

/// Unfolds everything once and says whether it stays below the limit, whatever the archive's
/// own table of sizes claims.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Diagnostic> {
    check_within(bytes, LIMIT)
}

fn check_within(bytes: &[u8], limit: u64) -> Result<(), Diagnostic> {
    let mut archive = open(bytes)?;
    let mut left = limit;
    for index in 0..archive.len().min(MEMBERS) {
        let member = archive.by_index(index).map_err(|error| fault(&error))?;
        let mut member = member.take(left + 1);
        let read = std::io::copy(&mut member, &mut std::io::sink());
        let read = read.map_err(|error| fault(&error))?;
        left = left.checked_sub(read).ok_or_else(too_large)?;
    }
    if archive.len() > MEMBERS {
        let message = format!("the archive has more than {MEMBERS} members");
        return Err(Diagnostic::new(&ARCHIVE_TOO_LARGE, message).at(0..0));
    }
    Ok(())
}

fn too_large() -> Diagnostic {
    let message = format!("the archive unfolds to more than {} MiB", LIMIT >> 20);
    Diagnostic::new(&ARCHIVE_TOO_LARGE, message).at(0..0)
}

/// An archive of members in their order. Times are left at the format's zero, so that the same
/// content is the same bytes.
pub(crate) fn write(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in members {
        // A vector takes every byte, so writing cannot fail.
        let _ = out.start_file(*name, options);
        let _ = out.write_all(bytes);
    }
    out.finish().map(Cursor::into_inner).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_unfold_to_a_limit() {
        let bomb = write(&[("a", &vec![0; 1 << 20])]);
        assert!(bomb.len() < 4096);
        assert!(check_within(&bomb, 1 << 20).is_ok());
        let fault = check_within(&bomb, 1 << 16).unwrap_err();
        assert_eq!(fault.rule.name, "archive-too-large");
    }

    #[test]
    fn cut_archives_are_faults() {
        let whole = write(&[("a", b"x"), ("b", b"y")]);
        assert_eq!(names(&whole).unwrap(), ["a", "b"]);
        let cut = whole.get(..whole.len() / 2).unwrap();
        assert_eq!(names(cut).unwrap_err().rule.name, "malformed-archive");
    }
}
