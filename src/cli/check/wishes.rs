//! What flags and settings ask for, file by file.

use std::path::{Path, PathBuf};

use super::{glob, shown};
use crate::cli::Error;
use crate::cli::settings::Settings;
use crate::diag::Severity;
use crate::validate::Selection;
use crate::validate::selection::{Wishes, known_names};

/// Wishes for all files, and more for some.
pub(crate) struct PathWishes {
    everywhere: Selection,
    /// Patterns, the folder they start in, and the selection with their wishes added.
    some: Vec<(String, Selection)>,
    folder: Option<PathBuf>,
}

impl PathWishes {
    /// Flags over settings.
    pub(crate) fn new(flags: Wishes, settings: &Settings) -> Result<Self, Error> {
        let list = |name: &str| {
            settings.list(name).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut wishes = flags;
        if wishes.select.is_empty() {
            wishes.select = list("check.select");
            wishes.extend.append(&mut list("check.extend-select"));
            wishes.ignore.append(&mut list("check.ignore"));
        }
        wishes.severities.append(&mut severities(settings.table("check.severity"))?);
        let mut some = Vec::new();
        let paths = settings.table("check.path").and_then(|value| value.as_array());
        for row in paths.into_iter().flatten() {
            let pattern = row.get("match").and_then(|value| value.as_str());
            let pattern = pattern.ok_or_else(|| {
                Error::new("a `[[check.path]]` has no `match`")
                    .next("write `match = \"old/**\"`")
            })?;
            let texts = |name: &str| {
                let list =
                    row.get(name).and_then(|value| value.as_array()).into_iter().flatten();
                list.filter_map(|v| v.as_str()).map(str::to_owned).collect::<Vec<_>>()
            };
            let mut here = wishes.clone();
            here.ignore.append(&mut texts("ignore"));
            here.extend.append(&mut texts("extend-select"));
            here.severities.append(&mut severities(row.get("severity"))?);
            some.push((pattern.to_owned(), selection(&here)?));
        }
        let folder = settings.project_folder().map(Path::to_owned);
        Ok(Self { everywhere: selection(&wishes)?, some, folder })
    }

    /// What is on in a file: the last pattern that fits counts.
    pub(super) fn selection(&self, path: &Path) -> Selection {
        let inside = self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok());
        let path = shown(inside.unwrap_or(path));
        let fitting =
            self.some.iter().rev().find(|(pattern, _)| glob::fits(pattern, &path));
        fitting.map_or(&self.everywhere, |(_, selection)| selection).clone()
    }
}

fn selection(wishes: &Wishes) -> Result<Selection, Error> {
    Selection::new(wishes).map_err(|stranger| {
        Error::new(format!("there is no rule or group `{stranger}`"))
            .did_you_mean(&stranger, known_names())
            .next("`ibid explain --all` lists them")
    })
}

fn severities(table: Option<&toml::Value>) -> Result<Vec<(String, Severity)>, Error> {
    let Some(table) = table.and_then(|value| value.as_table()) else {
        return Ok(Vec::new());
    };
    table
        .iter()
        .map(|(name, value)| {
            let severity = match value.as_str() {
                Some("error") => Severity::Error,
                Some("warning") => Severity::Warning,
                Some("info") => Severity::Info,
                _ => {
                    let message = format!("`{name}` cannot have the severity {value}");
                    return Err(Error::new(message).next("write error, warning or info"));
                }
            };
            Ok((name.clone(), severity))
        })
        .collect()
}
