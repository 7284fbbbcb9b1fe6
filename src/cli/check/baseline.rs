//! Baselines: the findings that an old library is allowed to have.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Checked, shown};
use crate::cli::Error;
use crate::diag::{Diagnostic, Place};
use crate::library::disk;

/// What identifies a finding while its file changes around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    file: String,
    rule: String,
    entry: Option<String>,
    message: String,
}

/// Findings and how often each is allowed.
#[derive(Debug, Default)]
pub(crate) struct Baseline(BTreeMap<Known, usize>);

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    findings: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    #[serde(flatten)]
    known: Known,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// The findings of a run.
    pub(super) fn of(checked: &[Checked]) -> Self {
        let mut counts = BTreeMap::new();
        for file in checked {
            for finding in &file.found {
                *counts.entry(known(file, finding)).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// Writes it; how many findings it holds.
    pub(super) fn write(&self, path: &Path) -> Result<usize, Error> {
        let rows =
            self.0.iter().map(|(known, count)| Row { known: known.clone(), count: *count });
        let file = File { version: 1, findings: rows.collect() };
        let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
        text.push('\n');
        disk::replace(path, text.as_bytes())?;
        Ok(self.0.values().sum())
    }

    /// Reads one.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::read(path, &error).next("`ibid check --write-baseline FILE` makes one")
        })?;
        let file: File = serde_json::from_str(&text).map_err(|error| {
            Error::new(format!("`{}` is no baseline: {error}", path.display()))
        })?;
        Ok(Self(file.findings.into_iter().map(|row| (row.known, row.count)).collect()))
    }

    /// Takes the known findings out.
    pub(super) fn apply(mut self, checked: &mut [Checked]) {
        for file in checked {
            let names: Vec<Known> =
                file.found.iter().map(|found| known(file, found)).collect();
            let mut names = names.into_iter();
            file.found.retain(|_| {
                let left = names.next().and_then(|name| self.0.get_mut(&name));
                match left {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        false
                    }
                    _ => true,
                }
            });
        }
    }
}

fn known(file: &Checked, finding: &Diagnostic) -> Known {
    let entry = match &finding.place {
        Place::Entry { key, .. } => Some(key.to_string()),
        _ => None,
    };
    Known {
        file: shown(file.target.path()),
        rule: finding.rule.name.to_owned(),
        entry,
        message: finding.message.clone(),
    }
}
