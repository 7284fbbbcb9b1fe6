//! `--watch`: checks again whenever a file changes.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Request, files_of, run};
use crate::cli::{Context, Error, Outcome};

/// How often files are looked at.
const PAUSE: Duration = Duration::from_millis(400);

/// Checks until it is interrupted.
pub(crate) fn watch(context: &mut Context, request: &Request) -> Result<Outcome, Error> {
    let mut paths = request.paths.clone();
    if paths.is_empty() {
        paths = context.library_paths()?;
    }
    paths.extend_from_slice(&request.cited_in);
    loop {
        let before = stamps(&paths);
        match run(context, request) {
            Ok(_) => {}
            Err(error) => context.out.error(&error),
        }
        context.out.flush()?;
        context.out.say("waiting for changes; end with Ctrl-C");
        while stamps(&paths) == before {
            std::thread::sleep(PAUSE);
        }
    }
}

/// When each file was changed last; of a folder, the files in it.
fn stamps(paths: &[PathBuf]) -> Vec<(PathBuf, Option<SystemTime>, u64)> {
    let stamp = |path: &Path| {
        let metadata = std::fs::metadata(path).ok();
        let time = metadata.as_ref().and_then(|data| data.modified().ok());
        (path.to_owned(), time, metadata.map_or(0, |data| data.len()))
    };
    let mut stamps = Vec::new();
    for path in paths {
        stamps.push(stamp(path));
        if path.is_dir() {
            stamps.extend(files_of(path).iter().flatten().map(|path| stamp(path)));
        }
    }
    stamps
}
