//! What every command is given: global flags, streams, the folder it runs in.

use std::path::{Path, PathBuf};

use chrono::{SecondsFormat, Utc};

use crate::cli::error::Error;
use crate::cli::input;
use crate::cli::output::{ColorChoice, Output};
use crate::cli::settings::{self, Settings};
use crate::diag::Severity;
use crate::library::keys::Pattern;
use crate::library::{self, Library};

/// Flags that every command takes.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Globals {
    /// A .bib file or folder to use as the library (repeat to read several as one)
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) library: Vec<PathBuf>,
    /// A setting (`check.baseline=…`) or an ibid.toml to use instead of those found
    #[arg(long, global = true, value_name = "KEY=VALUE|FILE")]
    pub(crate) config: Vec<String>,
    /// When to colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_possible_values = true)]
    pub(crate) color: ColorChoice,
    /// Say nothing but answers and errors
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// The surroundings of one run.
pub(crate) struct Context {
    /// Flags that every command takes.
    pub(crate) globals: Globals,
    /// Where answers and talk go.
    pub(crate) out: Output,
    folder: PathBuf,
    settings: Option<Settings>,
    /// Whether the settings have errors: what they asked for was not done.
    wrong_settings: bool,
}

impl Context {
    pub(crate) fn new(globals: Globals) -> Self {
        let out = Output::of_process(globals.color, globals.quiet);
        let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Self { globals, out, folder, settings: None, wrong_settings: false }
    }

    /// Whether the answer is to be JSON.
    pub(crate) fn json(&self) -> bool {
        self.globals.json
    }

    /// The settings for work in the folder the command runs in; findings are reported once.
    pub(crate) fn settings(&mut self) -> Result<&Settings, Error> {
        if self.settings.is_none() {
            let loaded = settings::load(&self.folder, &self.globals.config)?;
            for (source, findings) in &loaded.findings {
                let name = source.path().unwrap_or(Path::new("")).display().to_string();
                input::report(self, &name, source, findings);
                self.wrong_settings |=
                    findings.iter().any(|finding| finding.severity == Severity::Error);
            }
            self.settings = Some(loaded.settings);
        }
        Ok(self.settings.get_or_insert_default())
    }

    /// Whether the settings that were read have errors.
    pub(crate) fn has_wrong_settings(&self) -> bool {
        self.wrong_settings
    }

    /// The pattern of new cite keys.
    pub(crate) fn key_pattern(&mut self) -> Result<Pattern, Error> {
        let settings = self.settings()?;
        let text =
            settings.text("keys.pattern").unwrap_or("[auth:lower][year][titleword:lower]");
        let skip: Vec<String> =
            settings.list("keys.skip-words").into_iter().map(str::to_owned).collect();
        Pattern::parse(text, &skip).map_err(|wrong| {
            let error = Error::new(format!("keys.pattern `{text}`: {}", wrong.message));
            let error = wrong.help.into_iter().fold(error, Error::next);
            error.next("docs/keys.md lists the markers")
        })
    }

    /// The paths of the library: `--library`, else `ibid.toml`, else the nearest `library/`.
    pub(crate) fn library_paths(&mut self) -> Result<Vec<PathBuf>, Error> {
        if !self.globals.library.is_empty() {
            return Ok(self.globals.library.clone());
        }
        let named = self.settings()?.paths("library");
        if !named.is_empty() {
            return Ok(named);
        }
        let found = library::find(&self.folder).ok_or(library::Error::NotFound)?;
        Ok(vec![self.short(found)])
    }

    /// The folder the command runs in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads the library; faults in its text are reported, not fatal.
    pub(crate) fn library(&mut self) -> Result<Library, Error> {
        let paths = self.library_paths()?;
        Ok(Library::open(&paths)?)
    }

    /// A path for people: relative to the folder the command runs in, where it lies inside.
    pub(crate) fn short(&self, path: PathBuf) -> PathBuf {
        match path.strip_prefix(&self.folder) {
            Ok(inside) if !inside.as_os_str().is_empty() => inside.to_owned(),
            _ => path,
        }
    }

    /// Now, as the journal writes it: `2026-11-24T05:00:00Z`.
    pub(crate) fn now(&self) -> String {
        Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Today, as EDTF: `2026-11-24`.
    pub(crate) fn today(&self) -> String {
        chrono::Local::now().format("%Y-%m-%d").to_string()
    }
}
