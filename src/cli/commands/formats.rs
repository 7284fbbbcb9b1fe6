//! `ibid formats`: the table of formats.

use serde_json::json;

use crate::cli::{Context, Error, Outcome};
use crate::formats::{FORMATS, Format};

/// List the formats that can be read and written
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(super) fn run(context: &mut Context, _args: &Args) -> Result<Outcome, Error> {
    if context.json() {
        let rows: Vec<_> = FORMATS.iter().map(as_json).collect();
        context.out.json(&rows)?;
        return Ok(Outcome::Done);
    }
    let width = FORMATS.iter().map(|format| format.id.len()).max().unwrap_or(0);
    context.out.line(&format!("{:width$}  read  write  what it is", "id"))?;
    for format in FORMATS {
        let mark = |able: bool| if able { "yes" } else { "-" };
        let (read, write) = (mark(format.read.is_some()), mark(format.write.is_some()));
        context.out.line(&format!(
            "{:width$}  {read:4}  {write:5}  {}{}",
            format.id,
            format.about,
            extensions(format)
        ))?;
    }
    Ok(Outcome::Done)
}

/// ` (.bib, .bibtex)`
fn extensions(format: &Format) -> String {
    if format.extensions.is_empty() {
        return String::new();
    }
    let with_dots: Vec<_> = format.extensions.iter().map(|ext| format!(".{ext}")).collect();
    format!(" ({})", with_dots.join(", "))
}

fn as_json(format: &Format) -> serde_json::Value {
    json!({
        "id": format.id,
        "about": format.about,
        "extensions": format.extensions,
        "read": format.read.is_some(),
        "write": format.write.is_some(),
    })
}
