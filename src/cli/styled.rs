//! What `bib` and `cite` share: the flags of a style, the entries to set, where to.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::styles::Styles;
use crate::cli::{Context, Error, input, processor};
use crate::csl::{Abbreviations, Style};
use crate::diag::{Diagnostic, Place, Severity};
use crate::formats::ReadOptions;
use crate::formats::bibtex::inherit;
use crate::model::Entry;
use crate::output::{self, WRITERS, Writer};

/// Flags that say how it looks.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Flags {
    /// The style: a name (`ibid style list`) or a .csl file [default: apa, or as set]
    #[arg(short = 's', long, value_name = "STYLE")]
    pub(crate) style: Option<String>,
    /// The language, as in `de-AT` [default: the style's]
    #[arg(short = 'l', long, value_name = "LOCALE")]
    pub(crate) locale: Option<String>,
    /// text, html, markdown, latex, typst, rtf or ansi [default: text, ansi on a terminal]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Make DOIs and addresses links
    #[arg(long)]
    pub(crate) links: bool,
    /// Short forms as citeproc-js takes them: `{"default": {"container-title": {"Long": "S."}}}`
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Option<PathBuf>,
}

/// How it will look.
#[derive(Debug)]
pub(crate) struct Styled {
    /// The style.
    pub(crate) style: Arc<Style>,
    /// Its name.
    pub(crate) name: String,
    /// The notation of the answer.
    pub(crate) writer: &'static Writer,
    /// Short forms of titles, names and places.
    pub(crate) abbreviations: Abbreviations,
    /// The width of the terminal, if lines are wrapped.
    pub(crate) width: Option<usize>,
}

impl Flags {
    /// Finds style, locale and writer.
    pub(crate) fn resolve(&self, context: &mut Context) -> Result<Styled, Error> {
        let settings = context.settings()?;
        let set = |name: &str| settings.text(name).filter(|set| !set.is_empty());
        let name = self.style.as_deref().or(set("style")).unwrap_or("apa").to_owned();
        let locale = self.locale.clone().or_else(|| set("locale").map(str::to_owned));
        let writer = writer(context, self.format.as_deref())?;
        let loaded = Styles::of_machine().load(&name, locale.as_deref(), None)?;
        for finding in loaded.diagnostics.iter().filter(|d| d.severity > Severity::Info) {
            context
                .out
                .note(finding.severity.name(), &format!("{name}: {}", finding.message));
        }
        let wrapped = matches!(writer.id, "text" | "ansi");
        let width = terminal_width().filter(|_| wrapped && !context.json());
        let abbreviations = self.abbreviations.as_deref().map(abbreviations).transpose()?;
        let abbreviations = abbreviations.unwrap_or_default();
        Ok(Styled { style: loaded.style, name, writer, abbreviations, width })
    }
}

/// The short forms of a file.
fn abbreviations(path: &Path) -> Result<Abbreviations, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::read(path, &error))?;
    let shape = || {
        Error::new(format!("{} holds no short forms", path.display())).next(
            "it is JSON like `{\"default\": {\"container-title\": {\"Nature\": \"Nat.\"}}}`",
        )
    };
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| shape())?;
    let abbreviations = processor::job::abbreviations(&value);
    if abbreviations.is_empty() { Err(shape()) } else { Ok(abbreviations) }
}

/// The writer of `--format`, or what suits where the answer goes.
fn writer(context: &Context, id: Option<&str>) -> Result<&'static Writer, Error> {
    let colored = context.out.color_answers && !context.json();
    let id = id.unwrap_or(if colored && std::io::stdout().is_terminal() {
        "ansi"
    } else {
        "text"
    });
    output::named(id).ok_or_else(|| {
        let known: Vec<&str> = WRITERS.iter().map(|writer| writer.id).collect();
        Error::new(format!("there is no output format `{id}`"))
            .did_you_mean(id, known.iter().copied())
            .next(format!("there are {}", known.join(", ")))
    })
}

/// How many columns the terminal has that the answer goes to; `None` if it is none.
fn terminal_width() -> Option<usize> {
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured =
        || terminal_size::terminal_size_of(stdout).map(|size| usize::from(size.0.0));
    // Lines longer than this are hard to read.
    columns.or_else(measured).map(|columns: usize| columns.clamp(20, 100))
}

/// Entries of files, else of the library; says whether something was wrong with them.
pub(crate) fn entries(
    context: &mut Context,
    files: &[PathBuf],
    from: Option<&str>,
) -> Result<(Vec<Entry>, bool), Error> {
    if files.is_empty() {
        let library = context.library()?;
        let faulty = library.files().iter().any(|file| is_faulty(file.diagnostics()));
        return Ok((library.into_entries(), faulty));
    }
    let from = from.map(input::format_named).transpose()?;
    let (mut entries, mut faulty) = (Vec::new(), false);
    for path in files {
        let mut input = input::read(context, path, from, &ReadOptions::default())?;
        if is_faulty(&input.parsed.diagnostics) {
            faulty = true;
            let name = &input.name;
            let note = format!(
                "not everything in {name} could be read; `ibid check {name}` says what"
            );
            context.out.note("note", &note);
        }
        entries.append(&mut input.parsed.entries);
    }
    Ok((inherit::printable(entries), faulty))
}

fn is_faulty(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Says what the processor found; says whether that was more than a remark.
pub(crate) fn report(context: &mut Context, diagnostics: &[Diagnostic]) -> bool {
    for finding in diagnostics.iter().filter(|d| d.severity > Severity::Info) {
        let place = match &finding.place {
            Place::Entry { key, .. } => format!("{key}: "),
            _ => String::new(),
        };
        context.out.note(finding.severity.name(), &format!("{place}{}", finding.message));
    }
    diagnostics.iter().any(|diagnostic| diagnostic.severity > Severity::Info)
}
