//! `ibid textconv`: a `.bib` file as `git diff` should see it.

use std::path::PathBuf;

use crate::cli::{Context, Error, Outcome, input};
use crate::formats::bibtex::{Document, fmt};

/// Show a .bib file so that only changes of content differ
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  git config diff.bib.textconv 'ibid textconv'

Entries are sorted by cite key and fields by a common order, values are in braces on one
line, accents are characters. docs/git.md says how to set git up.")]
pub(crate) struct Args {
    /// The file, `-` for stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// What differs in layout alone comes out alike.
const LAYOUT: &[(&str, &str)] = &[
    ("sort", "key"),
    ("field-order", "standard"),
    ("align", "none"),
    ("months", "macros"),
    ("wrap", "join"),
    ("characters", "unicode"),
    ("line-ends", "lf"),
];

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let (source, _) = input::source(&args.file)?;
    let mut options = fmt::Options::default();
    for (name, value) in LAYOUT {
        if let Some(row) = fmt::OPTIONS.iter().find(|row| row.name == *name) {
            (row.set)(&mut options, value);
        }
    }
    let document = Document::parse(source.text().clone());
    context.out.answer(&fmt::format(&document, &options).text)?;
    Ok(Outcome::Done)
}
