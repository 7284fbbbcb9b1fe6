//! `ibid fmt`: `.bib` files in canonical layout.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::json;

use crate::cli::check::{diff, files_of};
use crate::cli::settings::Settings;
use crate::cli::{Context, Error, Outcome, input, rewrite};
use crate::diag::Diagnostic;
use crate::formats::Source;
use crate::formats::bibtex::{Document, fmt};
use crate::library::disk::Snapshot;
use crate::library::journal::NewFile;

/// Lay .bib files out alike, without changing what they mean
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid fmt                          the library
  ibid fmt refs.bib --sort key      one file, its entries by cite key
  ibid fmt --check .                exit 1 if a file here would change
  ibid fmt - < refs.bib             from stdin to stdout

All options are settings too: `[fmt]` in ibid.toml. See docs/fmt.md.")]
pub(crate) struct Args {
    /// Files and folders to format, `-` for stdin; the library where none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Change nothing; name the files that would change, and exit 1 if there is one
    #[arg(long)]
    check: bool,
    /// Change nothing; show what would change, and exit 1 if there is anything
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    layout: Layout,
}

/// How the layout is to be; each is a setting of `[fmt]` too.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Layout")]
struct Layout {
    /// Sort entries: key, type, fields; `-year` turns one round
    #[arg(long, value_name = "KEY,…", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Which fields come first: their names, or standard
    #[arg(long, value_name = "FIELD,…")]
    field_order: Option<String>,
    /// What fields begin with: a number of blanks, or tab
    #[arg(long, value_name = "N|tab")]
    indent: Option<String>,
    /// Where `=` stands: a column, entry (behind its longest name), or none
    #[arg(long, value_name = "N|entry|none")]
    align: Option<String>,
    /// How types and field names are spelt: lower, upper, title, keep
    #[arg(long, value_name = "CASE")]
    names: Option<String>,
    /// What stands around values: braces, quotes, keep
    #[arg(long, value_name = "WHICH")]
    delimiters: Option<String>,
    /// How numbers are written: delimited, bare, keep
    #[arg(long, value_name = "HOW")]
    numbers: Option<String>,
    /// How months are written: macros, keep
    #[arg(long, value_name = "HOW")]
    months: Option<String>,
    /// Break long values before a column; join or keep their lines
    #[arg(long, value_name = "N|join|keep")]
    wrap: Option<String>,
    /// Whether a comma stands behind the last field
    #[arg(long, value_name = "true|false")]
    trailing_comma: Option<String>,
    /// What stands between entries: one, none, keep
    #[arg(long, value_name = "HOW")]
    blank_lines: Option<String>,
    /// How characters outside ASCII are written in values: unicode, latex, keep
    #[arg(long, value_name = "HOW")]
    characters: Option<String>,
    /// Which of them: letters, dashes, quotes, spaces, greek, cyrillic, symbols
    #[arg(long, value_name = "CLASS,…")]
    classes: Option<String>,
    /// How lines end: lf, crlf, keep
    #[arg(long, value_name = "HOW")]
    line_ends: Option<String>,
    /// Write page ranges with two hyphens
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true")]
    page_dashes: Option<String>,
    /// Put braces of their own around values, against changes of case
    #[arg(long, value_name = "FIELD,…")]
    enclose: Option<String>,
    /// Take braces that stand around whole values away
    #[arg(long, value_name = "FIELD,…")]
    strip_braces: Option<String>,
    /// Leave fields out
    #[arg(long, value_name = "FIELD,…")]
    drop: Option<String>,
    /// Leave out fields without a value
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true")]
    drop_empty: Option<String>,
    /// The encoding of the file: utf8, keep
    #[arg(long, value_name = "HOW")]
    encoding: Option<String>,
}

impl Layout {
    /// What is said on the command line, by the names of the options.
    fn said(&self) -> [(&'static str, Option<&str>); 19] {
        [
            ("sort", self.sort.as_deref()),
            ("field-order", self.field_order.as_deref()),
            ("indent", self.indent.as_deref()),
            ("align", self.align.as_deref()),
            ("names", self.names.as_deref()),
            ("delimiters", self.delimiters.as_deref()),
            ("numbers", self.numbers.as_deref()),
            ("months", self.months.as_deref()),
            ("wrap", self.wrap.as_deref()),
            ("trailing-comma", self.trailing_comma.as_deref()),
            ("blank-lines", self.blank_lines.as_deref()),
            ("characters", self.characters.as_deref()),
            ("classes", self.classes.as_deref()),
            ("line-ends", self.line_ends.as_deref()),
            ("page-dashes", self.page_dashes.as_deref()),
            ("enclose", self.enclose.as_deref()),
            ("strip-braces", self.strip_braces.as_deref()),
            ("drop", self.drop.as_deref()),
            ("drop-empty", self.drop_empty.as_deref()),
        ]
    }
}

/// What is meant.
struct Request {
    options: fmt::Options,
    utf8: bool,
}

impl Request {
    fn new(layout: &Layout, settings: &Settings) -> Result<Self, Error> {
        let mut options = fmt::Options::default();
        let said = layout.said();
        for row in fmt::OPTIONS {
            let flag = said.iter().find(|(name, _)| *name == row.name);
            let flag = flag.and_then(|(_, value)| *value).map(str::to_owned);
            let name = format!("fmt.{}", row.name);
            let Some(value) = flag.or_else(|| settings.words(&name)) else { continue };
            if !(row.set)(&mut options, &value) {
                let message = format!("`{}` cannot be `{value}`", row.name);
                return Err(Error::new(message).next(format!("it is {}", row.values)));
            }
        }
        let encoding = layout.encoding.as_deref().or(settings.text("fmt.encoding"));
        let utf8 = match encoding.unwrap_or("keep") {
            "utf8" | "utf-8" | "UTF-8" => true,
            "keep" => false,
            other => {
                let message = format!("`encoding` cannot be `{other}`");
                return Err(Error::new(message).next("it is utf8 or keep"));
            }
        };
        Ok(Self { options, utf8 })
    }
}

/// A file, formatted.
struct Done {
    path: PathBuf,
    snapshot: Option<Snapshot>,
    source: Source,
    text: std::sync::Arc<str>,
    bytes: Vec<u8>,
    changed: bool,
    left: Vec<Diagnostic>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let request = Request::new(&args.layout, context.settings()?)?;
    let named =
        if args.paths.is_empty() { context.library_paths()? } else { args.paths.clone() };
    let mut paths = Vec::new();
    for path in &named {
        paths.append(&mut files_of(path)?);
    }
    let done: Result<Vec<Done>, Error> =
        paths.par_iter().map(|path| format(path, &request)).collect();
    let done = done?;
    let changed = done.iter().any(|file| file.changed);
    say_left(context, &done);
    if args.check || args.diff {
        show(context, args, &done)?;
        return Ok(Outcome::findings(changed));
    }
    write(context, &done)?;
    if context.json() {
        show(context, args, &done)?;
    }
    Ok(Outcome::Done)
}

fn format(path: &Path, request: &Request) -> Result<Done, Error> {
    let stdin = path == Path::new("-");
    let (snapshot, source) = if stdin {
        (None, input::source(path)?.0)
    } else {
        // Files that are not there are told apart from empty ones.
        std::fs::metadata(path).map_err(|error| Error::read(path, &error))?;
        let snapshot = Snapshot::read(path)?;
        let source = Source::new(Some(path), snapshot.bytes().to_vec()).0;
        (Some(snapshot), source)
    };
    let document = Document::parse(source.text().clone());
    let formatted = fmt::format(&document, &request.options);
    let bytes = if request.utf8 {
        formatted.text.as_bytes().to_vec()
    } else {
        source.rewritten(&formatted.text).map_err(|finding| {
            let error = Error::new(format!("`{}`: {}", path.display(), finding.message));
            error.next("make it UTF-8 with --encoding utf8")
        })?
    };
    let changed = match &snapshot {
        Some(snapshot) => snapshot.bytes() != bytes.as_slice(),
        None => formatted.text != *source.text(),
    };
    Ok(Done {
        path: path.to_owned(),
        snapshot,
        source,
        text: formatted.text,
        bytes,
        changed,
        left: formatted.left,
    })
}

/// Says what stays as it is written.
fn say_left(context: &mut Context, done: &[Done]) {
    for file in done.iter().filter(|file| !file.left.is_empty()) {
        let name = name(&file.path);
        if file.left.len() <= 5 && !context.json() {
            input::report(context, &name, &file.source, &file.left);
            continue;
        }
        let text = format!(
            "{name}: {} entries or comments stay as they are written; `ibid check` says why",
            file.left.len()
        );
        context.out.note("note", &text);
    }
}

fn name(path: &Path) -> String {
    if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() }
}

fn show(context: &mut Context, args: &Args, done: &[Done]) -> Result<(), Error> {
    if context.json() {
        let files: Vec<_> = done
            .iter()
            .map(|file| {
                json!({
                    "file": name(&file.path),
                    "changed": file.changed,
                    "left": file.left.iter().map(|left| &left.message).collect::<Vec<_>>(),
                })
            })
            .collect();
        return context.out.json(&files);
    }
    for file in done.iter().filter(|file| file.changed) {
        if args.diff {
            let text = diff(&name(&file.path), file.source.text(), &file.text);
            context.out.answer(&text)?;
        } else {
            context.out.line(&name(&file.path))?;
        }
    }
    Ok(())
}

/// Writes what has changed: files of the library as one step that can be undone.
fn write(context: &mut Context, done: &[Done]) -> Result<(), Error> {
    let mut files = Vec::new();
    for file in done {
        match &file.snapshot {
            Some(snapshot) if file.changed => {
                let bytes = Some(file.bytes.clone());
                files.push(NewFile { snapshot: snapshot.clone(), bytes });
            }
            Some(_) => {}
            None => context.out.answer_bytes(&file.bytes)?,
        }
    }
    let changed = files.len();
    let summary = |count| format!("format {count} of the library's files");
    rewrite::write(context, "fmt", summary, files)?;
    if done.iter().any(|file| file.snapshot.is_some()) {
        context.out.note("note", &format!("{changed} of {} files formatted", done.len()));
    }
    Ok(())
}
