//! `ibid completions`: completion scripts for shells.

use crate::cli::{Context, Error, Outcome, definition};

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid completions bash > ~/.local/share/bash-completion/completions/ibid
  ibid completions zsh > ~/.zfunc/_ibid
  ibid completions fish > ~/.config/fish/completions/ibid.fish")]
pub(crate) struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "ibid", &mut script);
    context.out.answer_bytes(&script)?;
    Ok(Outcome::Done)
}
