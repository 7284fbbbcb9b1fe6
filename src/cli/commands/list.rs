//! `ibid list`: the entries of the library, one line each.

use serde_json::json;

use crate::cli::selection::{Selection, sort_keys};
use crate::cli::{Context, Error, Outcome};
use crate::model::{Entry, Field, Name, variable};

/// List the entries of the library
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid list
  ibid list 'author:starr year:2022..'
  ibid list --sort -year -n 10
  ibid list -q 'missing:doi not type:report' --keys")]
pub(crate) struct Args {
    /// The query, without the need for -q
    #[arg(value_name = "QUERY", conflicts_with = "query")]
    words: Vec<String>,
    #[command(flatten)]
    selection: Selection,
    /// Sort by these fields; `-` in front puts the last first
    #[arg(long, value_name = "FIELD,…", allow_hyphen_values = true)]
    sort: Option<String>,
    /// At most so many
    #[arg(short = 'n', long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Print cite keys only
    #[arg(long)]
    keys: bool,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let mut selection = args.selection.clone();
    if !args.words.is_empty() {
        selection.query = Some(args.words.join(" "));
    }
    if selection.explained(context)? {
        return Ok(Outcome::Done);
    }
    let mut query = selection.query()?;
    if let Some(sort) = &args.sort {
        query.sort_first_by(sort_keys(sort)?);
    }
    let mut entries = query.select(context.library()?.into_entries());
    entries.truncate(args.limit.unwrap_or(usize::MAX));
    if context.json() {
        context.out.json(&entries.iter().map(as_json).collect::<Vec<_>>())?;
    } else if args.keys {
        for entry in &entries {
            context.out.line(entry.key().as_str())?;
        }
    } else {
        table(context, &entries)?;
    }
    if entries.is_empty() && selection.query.is_some() {
        context.out.note("note", "no entry matches");
    }
    Ok(Outcome::Done)
}

/// `starr2023us  2023  Starr  U.S. Policy in Central Asia through Central Asian Eyes`
fn table(context: &mut Context, entries: &[Entry]) -> Result<(), Error> {
    let rows: Vec<[String; 4]> = entries.iter().map(row).collect();
    let width = |column: usize, most: usize| {
        let widths =
            rows.iter().filter_map(|row| row.get(column)).map(|cell| columns(cell));
        widths.max().unwrap_or(0).min(most)
    };
    let widths = [width(0, 28), width(1, 10), width(2, 28)];
    for [key, year, who, title] in &rows {
        let line = format!(
            "{}  {}  {}  {title}",
            padded(key, widths[0]),
            padded(year, widths[1]),
            padded(who, widths[2]),
        );
        let line = context.out.fitted(&line);
        context.out.line(&line)?;
    }
    Ok(())
}

fn row(entry: &Entry) -> [String; 4] {
    let year =
        entry.date(Field::ISSUED).and_then(|date| date.start().or_else(|| date.end()));
    let title = entry.text(Field::TITLE).unwrap_or_default();
    [
        entry.key().as_str().to_owned(),
        year.map_or_else(String::new, |parts| parts.year.to_string()),
        who(entry),
        title.split_whitespace().collect::<Vec<_>>().join(" "),
    ]
}

/// `Starr & Cornell`, `Cornell et al.`
fn who(entry: &Entry) -> String {
    let names =
        [Field::AUTHOR, Field::EDITOR].into_iter().find_map(|field| entry.names(field));
    let families: Vec<String> = names
        .iter()
        .flat_map(|names| names.iter())
        .map(|name| match name {
            Name::Others => "et al.".to_owned(),
            name => name.family(),
        })
        .collect();
    match families.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] if two == "et al." => format!("{one} et al."),
        [one, two] => format!("{one} & {two}"),
        [one, ..] => format!("{one} et al."),
    }
}

fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

fn as_json(entry: &Entry) -> serde_json::Value {
    let names = |field| {
        entry.names(field).map(|names| names.iter().map(Name::display).collect::<Vec<_>>())
    };
    json!({
        "key": entry.key().as_str(),
        "type": variable::kind(entry).name(),
        "title": entry.text(Field::TITLE),
        "author": names(Field::AUTHOR),
        "editor": names(Field::EDITOR),
        "date": entry.date(Field::ISSUED).map(|date| date.to_string()),
    })
}
