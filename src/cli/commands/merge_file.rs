//! `ibid merge-file`: three versions of a `.bib` file in one, for git.

use std::path::{Path, PathBuf};

use crate::cli::{Context, Error, Outcome, input};
use crate::formats::Source;
use crate::formats::bibtex::merge::{self, Markers};
use crate::library::disk::{self, Snapshot};

/// What git takes for “could not do it”: 1 to 127 are conflicts.
const FAILED: u8 = 255;

/// Merge two changed versions of a .bib file, entry by entry and field by field
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid merge-file base.bib ours.bib theirs.bib       the result goes to ours.bib
  ibid merge-file base.bib ours.bib theirs.bib -p    … to stdout
  git config merge.bib.driver 'ibid merge-file %O %A %B --marker-size %L'

Exit codes are those that git expects: 0 merged, 1 conflicts, 255 could not do it.
docs/git.md says how to set git up.")]
pub(crate) struct Args {
    /// The version that both come from
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Our version, which the result is written to
    #[arg(value_name = "OURS")]
    ours: PathBuf,
    /// Their version
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
    /// Write the result to stdout
    #[arg(short = 'p', long)]
    stdout: bool,
    /// Write the result to this file instead of OURS
    #[arg(short = 'o', long, value_name = "OUT", conflicts_with = "stdout")]
    output: Option<PathBuf>,
    /// How long conflict markers are
    #[arg(long, value_name = "N", default_value_t = 7)]
    marker_size: usize,
    /// What markers say of OURS and THEIRS (give it twice)
    #[arg(short = 'L', long = "label", value_name = "LABEL")]
    labels: Vec<String>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    merge(context, args).map_err(|error| error.exit(FAILED))
}

fn merge(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let read = |path: &Path| input::source(path).map(|(source, _)| source);
    let (base, theirs) = (read(&args.base)?, read(&args.theirs)?);
    std::fs::metadata(&args.ours).map_err(|error| Error::read(&args.ours, &error))?;
    let snapshot = Snapshot::read(&args.ours)?;
    let (ours, _) = Source::new(Some(&args.ours), snapshot.bytes().to_vec());
    let label = |at: usize, default: &str| {
        args.labels.get(at).cloned().unwrap_or_else(|| default.to_owned())
    };
    let markers = Markers {
        size: args.marker_size.clamp(1, 200),
        ours: label(0, "ours"),
        theirs: label(1, "theirs"),
    };
    let merged = merge::merge(base.text(), ours.text(), theirs.text(), &markers);
    let bytes = ours.rewritten(&merged.text).map_err(|finding| {
        Error::new(format!("`{}`: {}", args.ours.display(), finding.message))
            .next("make the file UTF-8 with `ibid fmt --encoding utf8`")
    })?;
    if args.stdout {
        context.out.answer_bytes(&bytes)?;
    } else if let Some(path) = &args.output {
        disk::replace(path, &bytes)?;
    } else if snapshot.bytes() != bytes.as_slice() {
        snapshot.still_holds()?;
        disk::replace(snapshot.path(), &bytes)?;
    }
    if merged.conflicts > 0 {
        let count = merged.conflicts;
        let word = if count == 1 { "conflict" } else { "conflicts" };
        context.out.note("note", &format!("{count} {word} in `{}`", args.ours.display()));
    }
    Ok(Outcome::findings(merged.conflicts > 0))
}
