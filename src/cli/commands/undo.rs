//! `ibid undo`: takes the last write to the library back.

use crate::cli::{Context, Error, Outcome};
use crate::library::{self, journal::Journal};

/// Take the last write to the library back
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only say what would be taken back
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let paths = context.library_paths()?;
    let home = library::home(paths.first().ok_or(library::Error::NotFound)?);
    let journal = Journal::of(&home);
    let step =
        if args.dry_run { journal.undoable()? } else { journal.undo(&context.now())? };
    let verb = if args.dry_run { "would undo" } else { "undid" };
    if context.json() {
        context.out.json(&step)?;
    } else {
        context.out.line(&format!(
            "{verb} {}: {} (ibid {})",
            step.id, step.summary, step.command
        ))?;
    }
    Ok(Outcome::findings(args.dry_run))
}
