//! `ibid style`: the styles at hand, one shown, checked or tested.

use std::path::PathBuf;

use crate::cli::{Context, Error, Outcome};

mod check;
mod fixture;
mod list;
mod show;
mod test;

/// List, show, check or test citation styles
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// List the styles at hand: those in ibid, then those in folders
    List {
        /// Only those whose name or title has all of these words
        words: Vec<String>,
    },
    /// Show what a style is, or its XML
    Show {
        /// A name, or a .csl file
        style: String,
        /// Print the file
        #[arg(long)]
        xml: bool,
    },
    /// Check styles for their authors: what CSL does not know, what is missing or unused
    Check {
        /// Style or locale files, or names of styles
        #[arg(required = true)]
        styles: Vec<String>,
        /// How findings are written: human, concise, json, github, … (see `ibid check`)
        #[arg(long, value_name = "FORMAT")]
        output_format: Option<String>,
    },
    /// Run fixtures in the format of the CSL test suite
    #[command(after_help = "\
A fixture is a text file with the sections MODE, CSL, INPUT and RESULT, and optionally
CITATIONS, CITATION-ITEMS, BIBENTRIES, BIBSECTION, ABBREVIATIONS and OPTIONS.
Exit code 1 if one fails.")]
    Test {
        /// Fixtures, or folders of them
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// A file with names of fixtures that are left out, one a line
        #[arg(long, value_name = "FILE")]
        skip: Option<PathBuf>,
        /// Print only the names of those that fail
        #[arg(long)]
        list: bool,
    },
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    match &args.verb {
        Verb::List { words } => list::run(context, words),
        Verb::Show { style, xml } => show::run(context, style, *xml),
        Verb::Check { styles, output_format } => {
            check::run(context, styles, output_format.as_deref())
        }
        Verb::Test { paths, skip, list } => {
            test::run(context, paths, skip.as_deref(), *list)
        }
    }
}
