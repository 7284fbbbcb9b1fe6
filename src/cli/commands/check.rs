//! `ibid check`: what is wrong, and how to mend it.

use std::fs;
use std::path::PathBuf;

use crate::cli::check::{self, Fixes, PathWishes, Request, StyleNeeds};
use crate::cli::settings::Settings;
use crate::cli::styles::Styles;
use crate::cli::{Context, Error, Outcome};
use crate::csl;
use crate::diag::render::{self, RENDERERS, Renderer};
use crate::model::Entry;
use crate::validate::selection::Wishes;
use crate::validate::{JournalForm, Journals};

/// Say what is wrong with entries, and mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid check                               the nearest library
  ibid check refs.bib --fix --diff         what the safe fixes would change
  ibid check refs.bib --fix --unsafe-fixes make all fixes
  ibid check . --select dates,malformed-doi
  ibid check refs.bib --cited-in paper.tex

In a file, `% ibid: ignore[rule] reason` on the line before an entry suppresses a finding.
`ibid explain RULE` says what a rule is about.")]
pub(crate) struct Args {
    /// Files and folders to check, `-` for stdin; the library where none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Mend what can be mended without changing what an entry means
    #[arg(long)]
    fix: bool,
    /// Mend the rest too
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    diff: bool,
    /// How to show findings: human, concise, grouped, json, json-lines, sarif, github,
    /// gitlab, junit, errorformat
    #[arg(long, value_name = "FORMAT")]
    output_format: Option<String>,
    /// Only these rules or groups
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    select: Vec<String>,
    /// These rules or groups as well
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    extend_select: Vec<String>,
    /// Not these rules or groups
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Report keys that a document (.tex, .aux, .bcf, .md, .typ) cites and nobody has, and
    /// entries that it does not cite
    #[arg(long, value_name = "DOCUMENT")]
    cited_in: Vec<PathBuf>,
    /// Report what a style prints and an entry lacks
    #[arg(long, value_name = "STYLE")]
    for_style: Option<String>,
    /// Report what should not be published
    #[arg(long)]
    publish: bool,
    /// Do not report the findings in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to a file for --baseline
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// Count the findings of each rule
    #[arg(long)]
    statistics: bool,
    /// Exit 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// Exit 1 only if there are errors, or more warnings than this
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    /// Check again whenever a file changes
    #[arg(long)]
    watch: bool,
}

impl Args {
    fn request(&self, context: &mut Context) -> Result<Request, Error> {
        let json = context.json();
        let settings = context.settings()?;
        let wishes = Wishes {
            select: self.select.clone(),
            extend: self.extend_select.clone(),
            ignore: self.ignore.clone(),
            severities: Vec::new(),
            publish: self.publish,
        };
        let most = settings.number("check.max-warnings");
        let wishes = PathWishes::new(wishes, settings)?;
        let unsafe_too = self.unsafe_fixes || settings.flag("check.unsafe-fixes");
        let format = self.output_format.as_deref().or(settings.text("check.output-format"));
        let baseline = settings.paths("check.baseline").into_iter().next();
        let format = match format {
            _ if json && self.output_format.is_none() => "json",
            Some(format) => format,
            None => "human",
        };
        let style = self.for_style.as_deref().map(needs).transpose()?;
        let journals = journals(settings)?;
        Ok(Request {
            paths: self.paths.clone(),
            wishes,
            fixes: Fixes { write: self.fix && !self.diff, diff: self.diff, unsafe_too },
            renderer: renderer(format)?,
            statistics: self.statistics,
            exit_zero: self.exit_zero,
            max_warnings: self
                .max_warnings
                .or(most.and_then(|most| usize::try_from(most).ok())),
            cited_in: self.cited_in.clone(),
            style,
            pattern: context.key_pattern()?,
            journals,
            baseline: self.baseline.clone().or(baseline),
            write_baseline: self.write_baseline.clone(),
        })
    }
}

/// What a style misses in an entry.
fn needs(name: &str) -> Result<(String, Box<StyleNeeds>), Error> {
    let style = Styles::of_machine().load(name, None, None)?.style;
    Ok((name.to_owned(), Box::new(move |entry: &Entry| csl::needs::missing(&style, entry))))
}

/// The lists of journals that the settings name.
fn journals(settings: &Settings) -> Result<Option<Journals>, Error> {
    let mut journals = Journals::default();
    journals.form = match settings.text("check.journal-names") {
        None | Some("full") => JournalForm::Full,
        Some("abbreviated") => JournalForm::Abbreviated,
        Some(other) => {
            let error = Error::new(format!("check.journal-names cannot be `{other}`"));
            return Err(error.next("it is `full` or `abbreviated`"));
        }
    };
    for path in settings.paths("check.journals") {
        let list = fs::read_to_string(&path).map_err(|error| {
            Error::new(format!("the list of journals {}: {error}", path.display()))
        })?;
        journals.read(&list);
    }
    Ok((!journals.is_empty()).then_some(journals))
}

/// The renderer of a name on the command line.
fn renderer(id: &str) -> Result<&'static Renderer, Error> {
    render::named(id).ok_or_else(|| {
        let known = RENDERERS.iter().map(|renderer| renderer.id);
        let list: Vec<&str> = known.clone().collect();
        Error::new(format!("there is no output format `{id}`"))
            .did_you_mean(id, known)
            .next(format!("there are {}", list.join(", ")))
    })
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let request = args.request(context)?;
    if args.watch { check::watch(context, &request) } else { check::run(context, &request) }
}
