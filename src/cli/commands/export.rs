//! `ibid export`: the library, or a part of it, in another format.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use indexmap::IndexSet;

use crate::cli::commands::convert::{Tables, writable, write};
use crate::cli::input;
use crate::cli::selection::Selection;
use crate::cli::{Context, Error, Outcome, files};
use crate::formats::Source;
use crate::model::{Entry, Field};

/// Write the library, or a part of it, in another format
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid export -t bibtex -o paper.bib
  ibid export -t csv -q 'year:2022..' --columns key,author,title,issued
  ibid export -t csl-json > library.json")]
pub(crate) struct Args {
    /// The format to write
    #[arg(short = 't', long, value_name = "FORMAT")]
    to: String,
    #[command(flatten)]
    selection: Selection,
    /// Where to write; stdout where it is not said
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    output: Option<PathBuf>,
    /// Overwrite OUT if it is there
    #[arg(long)]
    force: bool,
    /// List every field that had no home
    #[arg(long)]
    report: bool,
    /// Keep ibid's own fields (x-ibid-raw, x-ibid-source)
    #[arg(long)]
    keep_own: bool,
    #[command(flatten)]
    tables: Tables,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    if args.selection.explained(context)? {
        return Ok(Outcome::Done);
    }
    let format = writable(input::format_named(&args.to)?)?;
    let mut entries = selected(context, args)?;
    if !args.keep_own {
        say_dropped(context, &drop_own(&mut entries));
    }
    let written = write(format, &entries, &args.tables.writing(), args.report);
    if args.report {
        let (nothing, _) = Source::new(None, Vec::new());
        input::report(context, &args.to, &nothing, &written.diagnostics);
    } else if !written.diagnostics.is_empty() {
        let count = written.diagnostics.len();
        let fields = if count == 1 {
            "value had no home or changed"
        } else {
            "values had no home or changed"
        };
        context.out.note("note", &format!("{count} {fields}; --report lists them"));
    }
    match &args.output {
        Some(path) if path != Path::new("-") => {
            files::write(path, &written.bytes, args.force)?
        }
        _ => context.out.answer_bytes(&written.bytes)?,
    }
    Ok(Outcome::Done)
}

/// The entries: as they stand for formats that have links between entries, else as they
/// are printed. The query sees what is printed.
fn selected(context: &mut Context, args: &Args) -> Result<Vec<Entry>, Error> {
    let chosen = args.selection.entries(context)?;
    if !matches!(args.to.as_str(), "biblatex" | "bibtex") {
        return Ok(chosen);
    }
    let library = context.library()?;
    let stored: HashMap<&str, &Entry> =
        library.entries().map(|entry| (entry.key().as_str(), entry)).collect();
    let mut wanted: IndexSet<&str> =
        chosen.iter().map(|entry| entry.key().as_str()).collect();
    // What a chosen entry inherits from goes with it.
    let mut at = 0;
    while let Some(key) = wanted.get_index(at).copied() {
        wanted.extend(stored.get(key).into_iter().flat_map(|entry| linked(entry)));
        at += 1;
    }
    let found = wanted.into_iter().filter_map(|key| stored.get(key));
    Ok(found.map(|entry| (*entry).clone()).collect())
}

/// The keys of the entries that an entry inherits from.
fn linked(entry: &Entry) -> impl Iterator<Item = &str> {
    let fields = [Field::CROSSREF, Field::XDATA, Field::XREF, Field::ENTRYSET];
    let texts = fields.into_iter().filter_map(|field| entry.raw(field));
    texts.flat_map(|(_, keys)| keys.split(',').map(str::trim)).filter(|key| !key.is_empty())
}

/// Takes ibid's own fields off; how many of each.
pub(super) fn drop_own(entries: &mut [Entry]) -> BTreeMap<&'static str, usize> {
    let mut dropped = BTreeMap::new();
    for entry in entries {
        let own: Vec<Field> = entry
            .fields()
            .map(|(field, _)| field)
            .filter(|field| field.name().starts_with("x-ibid-"))
            .collect();
        for field in own {
            entry.remove(field);
            *dropped.entry(field.name()).or_default() += 1;
        }
    }
    dropped
}

fn say_dropped(context: &mut Context, dropped: &BTreeMap<&'static str, usize>) {
    if dropped.is_empty() {
        return;
    }
    let parts: Vec<String> =
        dropped.iter().map(|(name, n)| format!("{n} {name}")).collect();
    let text = format!("left out {}; --keep-own keeps them", parts.join(" and "));
    context.out.note("note", &text);
}
