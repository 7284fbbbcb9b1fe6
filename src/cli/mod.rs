//! The command line: one file a command, `Args` as typed, `Request` as meant, `run`.
//!
//! Answers go to stdout, talk to stderr; see `docs/cli.md` for what scripts may rely on.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

mod check;
mod cites;
mod commands;
mod context;
mod error;
mod files;
mod input;
mod open;
mod output;
mod processor;
mod review;
mod rewrite;
mod selection;
mod settings;
mod stream;
mod styled;
mod styles;

pub(crate) use context::{Context, Globals};
pub(crate) use error::{Error, Outcome};

/// Citations and bibliographies: plain .bib libraries, exact CSL, honest import
#[derive(Debug, Parser)]
#[command(name = "ibid", version, propagate_version = true, after_help = EXAMPLES)]
#[command(
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: commands::Command,
}

const EXAMPLES: &str = "\
Examples:
  ibid bib --style apa                  the reference list of the nearest library
  ibid import page.html --dry-run       what a saved page would add
  ibid convert refs.bib -t csl-json     one format to another
  ibid check                            what is wrong, and how to mend it

Exit codes: 0 done, 1 findings or would change, 2 could not do it.";

/// A cite may begin with `-@`, as no flag does: a space before it tells them apart.
fn suppressed_author(word: OsString) -> OsString {
    match word.to_str() {
        Some(text) if text.starts_with("-@") => format!(" {text}").into(),
        _ => word,
    }
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse_from(std::env::args_os().map(suppressed_author)) {
        Ok(cli) => cli,
        Err(usage) => {
            // A closed pipe while help is printed is nobody's fault.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    let mut context = Context::new(cli.globals);
    let result = cli.command.run(&mut context);
    let result = result.and_then(|outcome| context.out.flush().map(|()| outcome));
    match result {
        Ok(outcome) => outcome.code(),
        Err(error) => {
            let _ = context.out.flush();
            context.out.error(&error);
            error.code()
        }
    }
}

/// The definition of the command line, for completions and the manual page.
fn definition() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}
