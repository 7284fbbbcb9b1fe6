//! Finding and reading settings.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::cli::error::Error;
use crate::cli::settings::rules;
use crate::cli::settings::table::{self, Kind, SETTINGS, Setting};
use crate::cli::settings::{Origin, Settings, fits};
use crate::diag::Diagnostic;
use crate::diag::catalogue::config::{UNKNOWN_SETTING, WRONG_SETTING};
use crate::formats::Source;
use crate::text::{LineIndex, Span, nearest};

/// The name of a project's settings.
const FILE: &str = "ibid.toml";

/// What reading the settings has found: the settings, and findings of each file.
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    pub(crate) findings: Vec<(Source, Vec<Diagnostic>)>,
}

/// Reads all layers for work in `folder`; `flags` are the values of `--config`.
pub(crate) fn load(folder: &Path, flags: &[String]) -> Result<Loaded, Error> {
    let mut loaded = Loaded {
        settings: Settings { folder: folder.to_owned(), ..Settings::default() },
        findings: Vec::new(),
    };
    defaults(&mut loaded.settings);
    let (files, values): (Vec<&String>, Vec<&String>) =
        flags.iter().partition(|flag| !flag.contains('='));
    if let Some(user) = user_file() {
        read_file(&mut loaded, &user)?;
    }
    let project = match files.last() {
        Some(named) => Some(folder.join(named)),
        None => upwards(folder),
    };
    if let Some(path) = &project {
        let found = read_file(&mut loaded, path)?;
        if !found && !files.is_empty() {
            let missing = io::Error::from(io::ErrorKind::NotFound);
            return Err(
                Error::read(path, &missing).next("--config takes KEY=VALUE or a file")
            );
        }
    }
    loaded.settings.project = project;
    environment(&mut loaded.settings)?;
    for flag in values {
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        let setting = row(name.trim())?;
        let value = typed(setting, value.trim())?;
        loaded.settings.set(setting, value, Origin::Flag);
    }
    Ok(loaded)
}

fn defaults(settings: &mut Settings) {
    for setting in SETTINGS.iter().filter(|setting| !setting.default.is_empty()) {
        if let Ok(value) = typed(setting, setting.default) {
            settings.set(setting, value, Origin::Default);
        }
    }
}

/// `IBID_KEYS_PATTERN` sets `keys.pattern`.
fn environment(settings: &mut Settings) -> Result<(), Error> {
    for setting in SETTINGS.iter().filter(|setting| setting.kind != Kind::Table) {
        let name = format!("IBID_{}", setting.name.replace(['.', '-'], "_").to_uppercase());
        if let Ok(text) = env::var(&name) {
            settings.set(setting, typed(setting, &text)?, Origin::Environment(name));
        }
    }
    Ok(())
}

/// The value of a setting as typed on a command line: TOML, or bare text where text is due.
fn typed(setting: &Setting, text: &str) -> Result<toml::Value, Error> {
    let parsed = toml::from_str::<toml::Table>(&format!("value = {text}"));
    let parsed = parsed.ok().and_then(|mut table| table.remove("value"));
    if let Some(value) = parsed.filter(|value| fits(setting.kind, value)) {
        return Ok(value);
    }
    match setting.kind {
        Kind::Text | Kind::Paths | Kind::Word => Ok(toml::Value::String(text.to_owned())),
        Kind::List => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            let texts = parts.map(|part| toml::Value::String(part.to_owned()));
            Ok(toml::Value::Array(texts.collect()))
        }
        kind => Err(Error::new(format!("`{}` cannot be `{text}`", setting.name))
            .next(format!("it is {}", kind.describe()))),
    }
}

fn row(name: &str) -> Result<&'static Setting, Error> {
    table::named(name).ok_or_else(|| {
        Error::new(format!("there is no setting `{name}`"))
            .did_you_mean(name, SETTINGS.iter().map(|setting| setting.name))
            .next("`ibid config show` lists them all")
    })
}

/// `$XDG_CONFIG_HOME/ibid/ibid.toml`, or what stands for it.
fn user_file() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let folder = set("XDG_CONFIG_HOME")
        .or_else(|| set("APPDATA"))
        .map(PathBuf::from)
        .or_else(|| set("HOME").map(|home| Path::new(&home).join(".config")))?;
    let path = folder.join("ibid").join(FILE);
    path.is_file().then_some(path)
}

/// The nearest `ibid.toml` in `folder` or above it.
fn upwards(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
}

/// Reads a file of settings into the layers; whether it was there.
fn read_file(loaded: &mut Loaded, path: &Path) -> Result<bool, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Error::read(path, &error)),
    };
    let (source, _) = Source::new(Some(path), bytes);
    let text: Arc<str> = source.text().clone();
    let lines = LineIndex::new(&text);
    let table = DeTable::parse(&text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let quote = open_quote(&text).filter(|quote| *quote <= at);
        let message = quote.map_or(error.message(), |_| "the quote is never closed");
        let at = lines.line_column(&text, Span::at(quote.unwrap_or(at)).start);
        let place = format!("{}:{}:{}", path.display(), at.line, at.column);
        Error::new(format!("{place}: {message}"))
            .next("settings are TOML; see docs/settings.md")
    })?;
    let mut reader = Reader {
        path,
        lines,
        text: &text,
        settings: &mut loaded.settings,
        findings: Vec::new(),
    };
    reader.table("", table.get_ref());
    let findings = reader.findings;
    loaded.findings.push((source, findings));
    Ok(true)
}

/// Where a string begins that is never closed: the parser notices it only further down.
fn open_quote(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find(['"', '\'', '#']) {
        let start = at + found;
        let rest = text.get(start..)?;
        if rest.starts_with('#') {
            at = start + rest.find('\n')?;
            continue;
        }
        let sign = rest.get(..1)?;
        let long = sign.repeat(3);
        let mark = if rest.starts_with(&long) { long.as_str() } else { sign };
        let mut end = start + mark.len();
        loop {
            let rest = text.get(end..)?;
            if rest.is_empty() || mark.len() == 1 && rest.starts_with('\n') {
                return Some(start);
            }
            if rest.starts_with(mark) {
                break;
            }
            // In a string with `"` a backslash takes the next sign with it.
            let escaped = sign == "\"" && rest.starts_with('\\');
            end += rest
                .chars()
                .take(1 + usize::from(escaped))
                .map(char::len_utf8)
                .sum::<usize>();
        }
        at = end + mark.len();
    }
    None
}

/// Reads the tables of one file.
struct Reader<'a> {
    path: &'a Path,
    lines: LineIndex,
    text: &'a str,
    settings: &'a mut Settings,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads a table whose keys begin with `prefix`. Sections are one level deep.
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            let section = format!("{name}.");
            let is_section =
                SETTINGS.iter().any(|setting| setting.name.starts_with(&section));
            match (table::named(&name), value.get_ref()) {
                (Some(setting), _) => self.setting(setting, key.span().into(), value),
                (None, DeValue::Table(inner)) if is_section => self.table(&section, inner),
                _ => self.unknown(&name, key.span().into()),
            }
        }
    }

    fn setting(
        &mut self,
        setting: &'static Setting,
        key: Span,
        value: &Spanned<DeValue<'_>>,
    ) {
        match as_value(value, self.text).filter(|value| fits(setting.kind, value)) {
            Some(plain) => {
                let checked = rules::checked(setting.name, value, &mut self.findings);
                let value = checked.unwrap_or(plain);
                let line = self.lines.line(key.start);
                self.settings.set(setting, value, Origin::File(self.path.to_owned(), line));
            }
            None => {
                let kind = setting.kind.describe();
                let message = format!("`{}` is {kind}, and was passed over", setting.name);
                self.findings
                    .push(Diagnostic::new(&WRONG_SETTING, message).at(value.span()));
            }
        }
    }

    fn unknown(&mut self, name: &str, key: Span) {
        let message = format!("there is no setting `{name}`");
        let mut finding = Diagnostic::new(&UNKNOWN_SETTING, message).at(key);
        let sections = SETTINGS.iter().filter_map(|setting| setting.name.split_once('.'));
        let known = SETTINGS.iter().map(|setting| setting.name);
        if let Some(near) = nearest(name, known.chain(sections.map(|(section, _)| section)))
        {
            finding = finding.help(format!("did you mean `{near}`?"));
        }
        self.findings.push(finding);
    }
}

/// The value without its places.
fn as_value(value: &Spanned<DeValue<'_>>, text: &str) -> Option<toml::Value> {
    match value.get_ref() {
        DeValue::String(string) => Some(toml::Value::String(string.to_string())),
        DeValue::Boolean(flag) => Some(toml::Value::Boolean(*flag)),
        DeValue::Array(list) => {
            let values = list.iter().map(|value| as_value(value, text));
            Some(toml::Value::Array(values.collect::<Option<_>>()?))
        }
        DeValue::Table(table) => {
            let pairs = table.iter().map(|(key, value)| {
                Some((key.get_ref().to_string(), as_value(value, text)?))
            });
            Some(toml::Value::Table(pairs.collect::<Option<_>>()?))
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            let written = text.get(value.span())?;
            toml::from_str::<toml::Table>(&format!("value = {written}"))
                .ok()?
                .remove("value")
        }
    }
}
