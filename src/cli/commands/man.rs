//! `ibid man`: the manual page.

use std::io;

use crate::cli::{Context, Error, Outcome, definition};

/// Print the manual page, of ibid or of one command
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid man | man -l -
  ibid man convert > ibid-convert.1")]
pub(crate) struct Args {
    /// The command; without it, the page of ibid itself
    command: Option<String>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let mut whole = definition();
    whole.build();
    let page = match &args.command {
        None => render(whole),
        Some(name) => {
            let found = whole.get_subcommands().find(|command| command.get_name() == name);
            let command = found.cloned().ok_or_else(|| {
                let names = whole.get_subcommands().map(clap::Command::get_name);
                Error::new(format!("there is no command `{name}`"))
                    .did_you_mean(name, names)
            })?;
            render(command.display_name(format!("ibid-{name}")))
        }
    };
    let page = page.map_err(|error| Error::write("the manual page", &error))?;
    context.out.answer_bytes(&page)?;
    Ok(Outcome::Done)
}

fn render(command: clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}
