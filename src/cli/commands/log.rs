//! `ibid log`: what was written to the library, and when.

use crate::cli::{Context, Error, Outcome};
use crate::library::{self, journal::Journal};

/// Show what was written to the library, the latest first
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// At most so many steps
    #[arg(short = 'n', long, value_name = "COUNT")]
    limit: Option<usize>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let paths = context.library_paths()?;
    let home = library::home(paths.first().ok_or(library::Error::NotFound)?);
    let mut steps = Journal::of(&home).steps()?;
    steps.reverse();
    let undone: Vec<u64> = steps.iter().filter_map(|step| step.undoes).collect();
    steps.truncate(args.limit.unwrap_or(usize::MAX));
    if context.json() {
        context.out.json(&steps)?;
        return Ok(Outcome::Done);
    }
    if steps.is_empty() {
        context.out.note("note", "nothing has been written yet");
    }
    for step in &steps {
        let files: Vec<_> =
            step.files.iter().map(|file| file.path.display().to_string()).collect();
        let mark = if undone.contains(&step.id) { " (undone)" } else { "" };
        context.out.line(&format!(
            "{:>3}  {}  {}{mark}  [{}]",
            step.id,
            step.time,
            step.summary,
            files.join(", ")
        ))?;
    }
    Ok(Outcome::Done)
}
