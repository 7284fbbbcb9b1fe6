//! Finds the data sets beside the project (`IBID_SHARED`, default `../shared`).

use std::path::{Path, PathBuf};

/// The folder of a data set, or `None` after saying that the test was skipped.
///
/// # Panics
/// If `IBID_SHARED=required` and the folder is not there.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let setting = std::env::var("IBID_SHARED").unwrap_or_default();
    let required = setting == "required";
    let root = match setting.as_str() {
        "" | "required" => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        path => PathBuf::from(path),
    };
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(!required, "IBID_SHARED=required, but {} is not there", path.display());
    eprintln!("skipped: {} is not there (set IBID_SHARED)", path.display());
    None
}
