//! Files that commands write for their users.

use std::fs;
use std::path::Path;

use crate::cli::error::Error;

/// Writes a file; one that is there and not empty only if `force` says so.
pub(crate) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let occupied = fs::metadata(path).is_ok_and(|there| there.is_file() && there.len() > 0);
    if occupied && !force {
        return Err(Error::new(format!("`{}` is there already", path.display()))
            .next("choose another name, or overwrite it with --force"));
    }
    fs::write(path, bytes)
        .map_err(|error| Error::write(format!("`{}`", path.display()), &error))
}
