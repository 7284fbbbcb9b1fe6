//! `ibid init`: makes a new library.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{Context, Error, Outcome, files};

/// Make a new library
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid init                 library/library.bib and ibid.toml in this folder
  ibid init ~/papers        the same, there")]
pub(crate) struct Args {
    /// The folder to make it in
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

const LIBRARY: &str = "\
% A library of ibid: plain BibLaTeX in UTF-8. Edit it with anything you like.
% `ibid import` adds to imported.bib beside it.
";

const SETTINGS: &str = "\
# Settings of ibid for this folder and those below; see docs/settings.md.
library = \"library\"
inbox = \"imported.bib\"
# style = \"apa\"

[keys]
pattern = \"[auth:lower][year][titleword:lower]\"
";

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let folder = &args.folder;
    let library = folder.join("library");
    fs::create_dir_all(&library)
        .map_err(|error| Error::write(format!("`{}`", library.display()), &error))?;
    let mut made = Vec::new();
    let has_bib = crate::library::bib_files(&library).is_ok();
    if !has_bib {
        made.push(make(&library.join("library.bib"), LIBRARY)?);
    }
    if !folder.join("ibid.toml").exists() {
        made.push(make(&folder.join("ibid.toml"), SETTINGS)?);
    }
    if context.json() {
        context.out.json(&made)?;
        return Ok(Outcome::Done);
    }
    if made.is_empty() {
        let text = format!("there is a library in `{}` already", folder.display());
        context.out.note("note", &format!("{text}; nothing was changed"));
    }
    for path in &made {
        context.out.line(&format!("made {}", path.display()))?;
    }
    if !made.is_empty() {
        context.out.note(
            "next",
            "`ibid import FILE` takes references in, `ibid check` looks at them",
        );
    }
    Ok(Outcome::Done)
}

fn make(path: &Path, text: &str) -> Result<PathBuf, Error> {
    files::write(path, text.as_bytes(), false)?;
    Ok(path.strip_prefix("./").unwrap_or(path).to_owned())
}
