//! Settings: flags over `IBID_*` over the nearest `ibid.toml` over the user's file over
//! defaults (DESIGN 6). The table of all of them is in [`table`].

mod load;
pub(crate) mod rules;
pub(crate) mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

pub(crate) use load::load;
use table::{Kind, SETTINGS};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Nobody set it.
    Default,
    /// A file, and the line in it.
    File(PathBuf, u32),
    /// An environment variable.
    Environment(String),
    /// `--config`.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag => f.write_str("--config"),
        }
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) value: toml::Value,
    pub(crate) origin: Origin,
}

/// All settings of a run. Every value has the kind that its row says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    values: BTreeMap<&'static str, Value>,
    /// The `ibid.toml` of the project, if there is one.
    project: Option<PathBuf>,
    /// The folder that paths without a file of their own are relative to.
    folder: PathBuf,
}

impl Settings {
    /// The value of a setting and where it comes from.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// A setting that is text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.value.as_str()
    }

    /// A setting that is `true` or `false`; false where it is not set.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.get(name).and_then(|set| set.value.as_bool()).unwrap_or(false)
    }

    /// A setting that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.value.as_integer()
    }

    /// A setting that is a list of texts; a single text is a list of one.
    pub(crate) fn list(&self, name: &str) -> Vec<&str> {
        match self.get(name).map(|set| &set.value) {
            Some(toml::Value::String(text)) => vec![text],
            Some(toml::Value::Array(list)) => {
                list.iter().filter_map(toml::Value::as_str).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A setting of any simple kind as it is typed on a command line.
    pub(crate) fn words(&self, name: &str) -> Option<String> {
        Some(match &self.get(name)?.value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Array(_) => self.list(name).join(","),
            other => other.to_string(),
        })
    }

    /// A setting that is a table (or a list of them) with keys of its own.
    pub(crate) fn table(&self, name: &str) -> Option<&toml::Value> {
        Some(&self.get(name)?.value)
    }

    /// A setting that is paths, relative to the folder of the file that sets it.
    pub(crate) fn paths(&self, name: &str) -> Vec<PathBuf> {
        let base = match self.get(name).map(|set| &set.origin) {
            Some(Origin::File(path, _)) => path.parent().unwrap_or(Path::new(".")),
            _ => &self.folder,
        };
        self.list(name).into_iter().map(|path| base.join(path)).collect()
    }

    /// The folder of the project's `ibid.toml`, if there is one.
    pub(crate) fn project_folder(&self) -> Option<&Path> {
        self.project.as_deref().and_then(Path::parent)
    }

    fn set(
        &mut self,
        setting: &'static table::Setting,
        value: toml::Value,
        origin: Origin,
    ) {
        self.values.insert(setting.name, Value { value, origin });
    }

    /// All settings that have a value, in the order of the table.
    pub(crate) fn iter(
        &self,
    ) -> impl Iterator<Item = (&'static table::Setting, Option<&Value>)> {
        SETTINGS.iter().map(|setting| (setting, self.get(setting.name)))
    }
}

/// Whether a value is of a kind.
fn fits(kind: Kind, value: &toml::Value) -> bool {
    let texts = |value: &toml::Value| {
        value.as_array().is_some_and(|list| list.iter().all(toml::Value::is_str))
    };
    match kind {
        Kind::Text => value.is_str(),
        Kind::Paths => value.is_str() || texts(value),
        Kind::List => texts(value),
        Kind::Flag => value.is_bool(),
        Kind::Number => value.is_integer(),
        Kind::Word => value.is_integer() || value.is_str(),
        Kind::Table => value.is_table() || value.is_array(),
    }
}
