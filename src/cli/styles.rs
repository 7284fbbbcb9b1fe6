//! Styles and locales on the command line: the folders of this machine, each style
//! compiled once.

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::Error;
use crate::csl::Style;
use crate::csl::sources::{FoundStyle, Sources, StyleError};
use crate::diag::{Diagnostic, Severity};

/// A compiled style, or why there is none.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    /// The style.
    pub(crate) style: Arc<Style>,
    /// What was found in its file.
    pub(crate) diagnostics: Arc<[Diagnostic]>,
    /// Its text, where something was found in it.
    pub(crate) xml: Option<Arc<str>>,
}

/// Why a style cannot be used.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// It was not found.
    Missing(StyleError),
    /// It was found, and is no style.
    Broken {
        /// Where.
        found: Box<FoundStyle>,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
    },
}

/// Finds styles and keeps them compiled.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    sources: Sources,
    compiled: HashMap<(String, Option<String>, Option<PathBuf>), Loaded>,
}

/// More compiled styles than this are not kept at once.
const KEPT: usize = 256;

impl Styles {
    /// Styles from the folders of this machine.
    pub(crate) fn of_machine() -> Self {
        let sources = Sources { style_folders: style_folders(), locale_folder: None };
        Self { sources, compiled: HashMap::new() }
    }

    /// Where they are looked for.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// A style by name, path or XML, compiled for a locale; with `locales`, a folder whose
    /// files override the embedded ones.
    pub(crate) fn load(
        &mut self,
        name: &str,
        locale: Option<&str>,
        locales: Option<&Path>,
    ) -> Result<Loaded, Unusable> {
        let key =
            (name.to_owned(), locale.map(str::to_owned), locales.map(Path::to_path_buf));
        if let Some(loaded) = self.compiled.get(&key) {
            return Ok(loaded.clone());
        }
        let found = self.sources.style(name).map_err(Unusable::Missing)?;
        let with_folder;
        let sources = match locales {
            Some(folder) => {
                let locale_folder = Some(folder.to_path_buf());
                with_folder = Sources { locale_folder, ..self.sources.clone() };
                &with_folder
            }
            None => &self.sources,
        };
        let locale = locale.or(found.default_locale.as_deref());
        let (style, diagnostics) = Style::load(&found.xml, locale, sources);
        let Some(style) = style else {
            return Err(Unusable::Broken { found: Box::new(found), diagnostics });
        };
        let xml = (!diagnostics.is_empty()).then(|| found.xml.as_str().into());
        let loaded =
            Loaded { style: Arc::new(style), diagnostics: diagnostics.into(), xml };
        if self.compiled.len() >= KEPT {
            self.compiled.clear();
        }
        self.compiled.insert(key, loaded.clone());
        Ok(loaded)
    }
}

impl From<Unusable> for Error {
    fn from(unusable: Unusable) -> Self {
        match unusable {
            Unusable::Missing(StyleError::Unknown { name, near }) => {
                let error = Self::new(format!("there is no style `{name}`"));
                let error = match near.as_slice() {
                    [] => error,
                    near => error.next(format!("did you mean {}?", listed(near))),
                };
                error.next("`ibid style list` shows the styles at hand; a path to a .csl file works too")
            }
            Unusable::Missing(error) => Self::new(error.to_string()),
            Unusable::Broken { found, diagnostics } => {
                let worst = diagnostics.iter().find(|d| d.severity == Severity::Error);
                let why = worst.map_or("it has no layout", |worst| worst.message.as_str());
                let name = &found.name;
                Self::new(format!("the style `{name}` cannot be used: {why}"))
                    .next("`ibid style check FILE` says where")
            }
        }
    }
}

/// `` `a`, `b` or `c` ``
fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Where people and systems keep styles: ibid's own folder, Zotero's, the system's.
fn style_folders() -> Vec<PathBuf> {
    let set =
        |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = set("HOME").or_else(|| set("USERPROFILE"));
    let at_home = |path: &str| home.as_ref().map(|home| home.join(path));
    let config = set("XDG_CONFIG_HOME").or_else(|| at_home(".config"));
    let data = set("XDG_DATA_HOME").or_else(|| at_home(".local/share"));
    let system = "citation-style-language/styles";
    let data_dirs = env::var_os("XDG_DATA_DIRS").unwrap_or_default();
    let mut data_dirs: Vec<PathBuf> = env::split_paths(&data_dirs).collect();
    data_dirs.extend(["/usr/local/share".into(), "/usr/share".into()]);
    let own = set("IBID_STYLES")
        .into_iter()
        .flat_map(|list| env::split_paths(list.as_os_str()).collect::<Vec<_>>());
    own.chain(config.map(|config| config.join("ibid/styles")))
        .chain(set("APPDATA").map(|data| data.join("ibid/styles")))
        .chain(data.iter().map(|data| data.join("ibid/styles")))
        .chain(at_home("Zotero/styles"))
        .chain(data.iter().map(|data| data.join(system)))
        .chain(data_dirs.iter().map(|folder| folder.join(system)))
        .filter(|folder| folder.is_absolute())
        .collect()
}
