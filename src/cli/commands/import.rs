//! `ibid import`: references from anywhere into the library, with a report.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use similar::TextDiff;

use crate::cli::commands::convert::{Counts, Tables};
use crate::cli::review::{Answer, walk};
use crate::cli::{Context, Error, Outcome, files, input};
use crate::diag::Severity;
use crate::formats::{Doubt, Format, Source, WriteOptions, page};
use crate::library::import::{self, Duplicates, Fate, Options, Plan};
use crate::library::journal::{Journal, NewFile, Occasion};
use crate::library::keys::Pattern;
use crate::library::{self, Library};
use crate::model::{CiteKey, Entry, Field, Value};
use crate::text::{LineIndex, Span};

/// Add references from files of any kind to the library
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid import page.html --dry-run        what a saved page would add, as a diff
  ibid import publications.txt refs.ris
  ibid import - -f strings < references.txt
  ibid import cv.html --review doubts.bib   look at it first, then import doubts.bib

A work that the library has is refused; --duplicates merge adds what its entry lacks.
`ibid undo` takes an import back.")]
pub(crate) struct Args {
    /// What to read; `-` is stdin
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<PathBuf>,
    /// The format (found by content where it is not said)
    #[arg(short = 'f', long, value_name = "FORMAT")]
    from: Option<String>,
    /// Change nothing; show the change as a diff, and exit 1 if there is one
    #[arg(long)]
    dry_run: bool,
    /// Change nothing if anything is doubtful, wrong or there already, and exit 1
    #[arg(long)]
    strict: bool,
    /// Walk through the doubts on the terminal; with FILE, or where there is none, write the
    /// entries with their doubts there instead, to be mended and imported
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    review: Option<PathBuf>,
    /// What becomes of a work that the library has
    #[arg(long, value_enum, value_name = "WHAT", default_value = "refuse")]
    duplicates: OnDuplicate,
    /// Which keys new entries get
    #[arg(long, value_enum, value_name = "WHICH", default_value = "auto")]
    keys: Keys,
    /// Keep an author's biography as a note (pages)
    #[arg(long)]
    keep_bio: bool,
    /// The address that a saved page came from
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// A table of sites, `[[site]]` in TOML (pages; repeat)
    #[arg(long, value_name = "FILE")]
    sites: Vec<PathBuf>,
    #[command(flatten)]
    tables: Tables,
}

/// `--duplicates`
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum OnDuplicate {
    /// Leave it out
    Refuse,
    /// Add what the library's entry lacks
    Merge,
    /// Add it again
    Add,
}

/// `--keys`
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Keys {
    /// Those of the file if its format has keys, else new ones
    Auto,
    /// Those of the file
    Keep,
    /// New ones
    New,
}

/// Formats whose keys people cite by.
const WITH_KEYS: &[&str] = &[
    "bibtex",
    "biblatex",
    "biblatexml",
    "csl-json",
    "csl-yaml",
    "hayagriva",
    "csv",
    "tsv",
];

/// What is to be imported, and how.
struct Request {
    from: Option<&'static Format>,
    pattern: Pattern,
    inbox: PathBuf,
    keep_bio: bool,
}

/// Everything that was read.
#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    doubts: Vec<Doubt>,
    counts: Counts,
    keep_keys: bool,
}

impl Args {
    fn request(&self, context: &mut Context, paths: &[PathBuf]) -> Result<Request, Error> {
        let from = self.from.as_deref().map(input::format_named).transpose()?;
        let settings = context.settings()?;
        let inbox = settings.text("inbox").unwrap_or("imported.bib");
        let inbox = import::inbox(paths, inbox);
        let keep_bio = self.keep_bio || settings.flag("import.keep-bio");
        let pattern = context.key_pattern()?;
        Ok(Request { from, pattern, inbox, keep_bio })
    }

    fn duplicates(&self) -> Duplicates {
        match self.duplicates {
            OnDuplicate::Refuse => Duplicates::Refuse,
            OnDuplicate::Merge => Duplicates::Merge,
            OnDuplicate::Add => Duplicates::Add,
        }
    }
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let paths = paths(context, args)?;
    let request = args.request(context, &paths)?;
    let mut found = read(context, args, &request)?;
    if let Some(path) = &args.review {
        let typed = args.inputs.iter().all(|input| input != Path::new("-"));
        let asked = io::stdin().is_terminal() && io::stdout().is_terminal();
        if !(path == Path::new("-") && typed && asked) {
            return review(context, path, &found);
        }
        match walk(context, &mut found.entries, &mut found.doubts)? {
            Answer::Go => {}
            Answer::Quit => {
                context.out.note("note", "nothing was written");
                return Ok(Outcome::Done);
            }
        }
    }
    let library = open_or_new(context, &paths)?;
    let options = Options {
        pattern: request.pattern,
        keep_keys: found.keep_keys,
        duplicates: args.duplicates(),
    };
    let plan =
        import::plan(&library, std::mem::take(&mut found.entries), &options, request.inbox);
    let refused =
        plan.planned.iter().any(|planned| matches!(planned.fate, Fate::Refused { .. }));
    let doubtful =
        found.counts.worst > Some(Severity::Info) || shown(&found.doubts).count() > 0;
    let stop = args.strict && (refused || doubtful);
    let files = plan.files(&library)?;
    report(context, args, &plan, &found.doubts, stop)?;
    if args.dry_run || stop {
        if args.dry_run && !context.json() {
            for file in &files {
                diff(context, file)?;
            }
        }
        return Ok(Outcome::findings(stop || !files.is_empty()));
    }
    if !files.is_empty() {
        let home = library::home(paths.first().ok_or(library::Error::NotFound)?);
        let occasion = Occasion {
            command: command_line(args),
            summary: summary(&plan),
            time: context.now(),
        };
        Journal::of(&home).write(&occasion, &files)?;
    }
    Ok(Outcome::Done)
}

/// Where the library is. What writes nothing into it needs none: a file yet to be made
/// stands for it.
fn paths(context: &mut Context, args: &Args) -> Result<Vec<PathBuf>, Error> {
    let looks =
        args.dry_run || args.review.as_deref().is_some_and(|to| to != Path::new("-"));
    match context.library_paths() {
        Err(_) if looks && library::find(context.folder()).is_none() => {
            context.out.note("note", "there is no library here: shown as for a new one");
            Ok(vec![PathBuf::from("imported.bib")])
        }
        found => found,
    }
}

/// The library, or an empty one where `--library` names a file that is yet to be made.
fn open_or_new(context: &mut Context, paths: &[PathBuf]) -> Result<Library, Error> {
    let there: Vec<PathBuf> = paths.iter().filter(|path| path.exists()).cloned().collect();
    let is_new_file = |path: &PathBuf| !path.exists() && path.extension().is_some();
    if there.is_empty() && paths.iter().all(is_new_file) {
        return Ok(Library::empty(&library::home(
            paths.first().ok_or(library::Error::NotFound)?,
        )));
    }
    match Library::open(&there) {
        // A folder without any .bib file is a library that begins today.
        Err(library::Error::Empty { path }) => Ok(Library::empty(&path)),
        Err(library::Error::NotFound) => context.library(),
        other => Ok(other?),
    }
}

fn read(context: &mut Context, args: &Args, request: &Request) -> Result<Found, Error> {
    let mut reading = args.tables.reading()?;
    reading.keep_bio = request.keep_bio;
    reading.address.clone_from(&args.address);
    reading.site_tables = site_tables(context, args)?;
    let mut found = Found::default();
    for path in &args.inputs {
        let input = input::read(context, path, request.from, &reading)?;
        input::report(context, &input.name, &input.source, &input.parsed.diagnostics);
        found.counts.add(&input.parsed.diagnostics);
        let first = found.entries.len();
        found.keep_keys |= match args.keys {
            Keys::Keep => true,
            Keys::New => false,
            Keys::Auto => input.format.is_some_and(|format| WITH_KEYS.contains(&format.id)),
        };
        let from = args.address.clone().unwrap_or_else(|| short_name(path));
        let from = format!("{from}, {}", context.today());
        for mut entry in input.parsed.entries {
            if !entry.has(Field::X_IBID_SOURCE) {
                entry.set(Field::X_IBID_SOURCE, Value::plain(&from));
            }
            found.entries.push(entry);
        }
        unread(context, &input.source, &input.parsed.unread);
        let doubts = input.parsed.doubts.into_iter();
        found
            .doubts
            .extend(doubts.map(|doubt| Doubt { entry: doubt.entry + first, ..doubt }));
    }
    Ok(found)
}

/// Tables of sites: those of `--sites`, then those of the settings.
fn site_tables(context: &mut Context, args: &Args) -> Result<Vec<String>, Error> {
    let mut tables = Vec::new();
    for path in &args.sites {
        let table = fs::read_to_string(path).map_err(|error| Error::read(path, &error))?;
        if let Some(fault) = page::site_fault(&table) {
            let message = format!("`{}` is no table of sites", path.display());
            return Err(Error::new(message)
                .excerpt(fault.trim_end())
                .next("docs/import.md shows what a `[[site]]` may hold"));
        }
        tables.push(table);
    }
    if let Some(sites) = context.settings()?.table("site") {
        let mut table = toml::Table::new();
        table.insert("site".to_owned(), sites.clone());
        tables.push(table.to_string());
    }
    Ok(tables)
}

/// Hands back what was not understood, with its place.
fn unread(context: &mut Context, source: &Source, spans: &[Span]) {
    const SHOWN: usize = 20;
    if spans.is_empty() {
        return;
    }
    let lines = LineIndex::new(source.text());
    let count = counted(spans.len(), "piece of text was", "pieces of text were");
    context.out.note("note", &format!("{count} not understood:"));
    for span in spans.iter().take(SHOWN) {
        let line = lines.line(span.start);
        let text = clipped(span.of(source.text()).trim(), 70);
        context.out.say(&format!("  line {line}: {text}"));
    }
}

/// The name of a file without its folders: where it lay is nobody's business.
fn short_name(path: &Path) -> String {
    if path == Path::new("-") {
        return "stdin".to_owned();
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Doubts that are worth a look.
fn shown(doubts: &[Doubt]) -> impl Iterator<Item = &Doubt> {
    doubts.iter().filter(|doubt| doubt.confidence < 90)
}

fn summary(plan: &Plan) -> String {
    let added = plan.added().count();
    let merged = plan.planned.iter().filter(|planned| matches!(&planned.fate, Fate::Merged { fields, .. } if !fields.is_empty()));
    let mut parts = Vec::new();
    if added > 0 {
        parts.push(format!("add {}", counted(added, "entry", "entries")));
    }
    let merged = merged.count();
    if merged > 0 {
        parts.push(format!("complete {}", counted(merged, "entry", "entries")));
    }
    parts.join(", ")
}

fn command_line(args: &Args) -> String {
    let names: Vec<String> =
        args.inputs.iter().map(|path| path.display().to_string()).collect();
    format!("import {}", names.join(" "))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Says what becomes of every entry, and what is doubtful.
fn report(
    context: &mut Context,
    args: &Args,
    plan: &Plan,
    doubts: &[Doubt],
    stop: bool,
) -> Result<(), Error> {
    if context.json() {
        let entries: Vec<Json> = plan
            .planned
            .iter()
            .enumerate()
            .map(|(at, planned)| as_json(planned, at, doubts))
            .collect();
        let written = !stop && !args.dry_run;
        return context.out.json(&json!({
            "inbox": plan.inbox, "written": written, "entries": entries,
        }));
    }
    let would = if args.dry_run || stop { "would add" } else { "added" };
    let added = plan.added().count();
    let inbox = context.short(plan.inbox.clone());
    context.out.line(&format!(
        "{would} {} to {}",
        counted(added, "entry", "entries"),
        inbox.display()
    ))?;
    for entry in plan.added() {
        let title = entry.text(Field::TITLE).unwrap_or_default();
        let line = format!("  {}  {}  {title}", entry.key(), entry.kind());
        let line = context.out.fitted(&line);
        context.out.line(&line)?;
    }
    for planned in &plan.planned {
        if let Some(line) = duplicate_line(&planned.entry, &planned.fate) {
            let line = context.out.fitted(&line);
            context.out.line(&line)?;
        }
    }
    doubt_table(context, plan, doubts)?;
    if stop {
        context.out.note("note", "nothing was written, because of --strict");
    }
    Ok(())
}

/// `refused “Title”: the same work as doe2021 (same DOI)`
fn duplicate_line(entry: &Entry, fate: &Fate) -> Option<String> {
    let title = entry.text(Field::TITLE).unwrap_or_default();
    match fate {
        Fate::Added => None,
        Fate::Refused { of, verdict } => {
            let why = verdict.reasons.join(", ");
            Some(format!("refused “{title}”: the same work as {of} ({why})"))
        }
        Fate::Merged { of, verdict, fields } => {
            let why = verdict.reasons.join(", ");
            let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
            let what = match names.as_slice() {
                [] => "nothing new in".to_owned(),
                names => format!("{} from", names.join(", ")),
            };
            Some(format!("merged into {of}: {what} “{title}” ({why})"))
        }
    }
}

/// What is doubtful, by entry: how sure, field and value, and below them why.
fn doubt_table(context: &mut Context, plan: &Plan, doubts: &[Doubt]) -> Result<(), Error> {
    let known = |doubt: &&Doubt| doubt.entry < plan.planned.len();
    let doubts: Vec<&Doubt> = shown(doubts).filter(known).collect();
    if doubts.is_empty() {
        return Ok(());
    }
    context
        .out
        .line(&format!("\n{}, look at:", counted(doubts.len(), "doubt", "doubts")))?;
    let name = |doubt: &Doubt| doubt.field.map_or("type", Field::name);
    let wide = doubts.iter().map(|doubt| name(doubt).chars().count()).max().unwrap_or(0);
    let before = 11 + wide + 2;
    let mut last = None;
    for doubt in doubts {
        let Some(planned) = plan.planned.get(doubt.entry) else { continue };
        if last.replace(doubt.entry) != Some(doubt.entry) {
            context.out.line(&format!("  {}", planned.entry.key()))?;
        }
        let (field, value) = doubted(&planned.entry, doubt);
        let value = clipped(&value, 80usize.saturating_sub(before).max(20));
        let sure = format!("{} %", doubt.confidence);
        context.out.line(&format!("    {sure:>5}  {field:wide$}  {value}"))?;
        context.out.line(&format!("{:before$}{}", "", doubt.reason))?;
    }
    Ok(())
}

fn doubted(entry: &Entry, doubt: &Doubt) -> (String, String) {
    match doubt.field {
        Some(field) => {
            let text = entry.text(field).unwrap_or_default().into_owned();
            (field.name().to_owned(), text)
        }
        None => ("type".to_owned(), entry.kind().name().to_owned()),
    }
}

fn clipped(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let head: String = text.chars().take(length - 1).collect();
    format!("{}…", head.trim_end())
}

fn as_json(planned: &import::Planned, at: usize, doubts: &[Doubt]) -> Json {
    let entry = &planned.entry;
    let doubts: Vec<Json> = doubts
        .iter()
        .filter(|doubt| doubt.entry == at)
        .map(|doubt| {
            let (field, value) = doubted(entry, doubt);
            json!({"field": field, "value": value, "confidence": doubt.confidence, "reason": doubt.reason})
        })
        .collect();
    let (fate, of, reasons) = match &planned.fate {
        Fate::Added => ("added", None, None),
        Fate::Refused { of, verdict } => ("refused", Some(of), Some(&verdict.reasons)),
        Fate::Merged { of, verdict, .. } => ("merged", Some(of), Some(&verdict.reasons)),
    };
    json!({
        "key": entry.key().as_str(),
        "type": entry.kind().name(),
        "title": entry.text(Field::TITLE),
        "fate": fate,
        "of": of.map(CiteKey::as_str),
        "reasons": reasons,
        "doubts": doubts,
    })
}

/// The change of one file as a unified diff.
fn diff(context: &mut Context, file: &NewFile) -> Result<(), Error> {
    let path = context.short(file.snapshot.path().to_owned());
    let text = |bytes: &[u8]| Source::new(None, bytes.to_vec()).0.text().to_string();
    let old = text(file.snapshot.bytes());
    let new = text(file.bytes.as_deref().unwrap_or_default());
    let name = path.display().to_string();
    let diff = TextDiff::from_lines(&old, &new);
    let shown = diff.unified_diff().context_radius(2).header(&name, &name).to_string();
    context.out.line("")?;
    context.out.answer(&shown)
}

/// Writes the entries with their doubts as comments, for people to mend.
fn review(context: &mut Context, path: &Path, found: &Found) -> Result<Outcome, Error> {
    let write = crate::formats::named("biblatex").and_then(|format| format.write);
    let write = write.ok_or_else(|| Error::new("BibLaTeX cannot be written"))?;
    let mut text = String::from(
        "% Look at each entry, mend or delete it, then run `ibid import` on this file.\n",
    );
    for (at, entry) in found.entries.iter().enumerate() {
        text.push('\n');
        for doubt in found.doubts.iter().filter(|doubt| doubt.entry == at) {
            let field = doubt.field.map_or("type", Field::name);
            text.push_str(&format!(
                "% {field}, {} % sure: {}\n",
                doubt.confidence, doubt.reason
            ));
        }
        let written = write(std::slice::from_ref(entry), &WriteOptions::default());
        text.push_str(String::from_utf8_lossy(&written.bytes).trim_end());
        text.push('\n');
    }
    if path == Path::new("-") {
        context.out.answer(&text)?;
        return Ok(Outcome::Done);
    }
    files::write(path, text.as_bytes(), false)?;
    let count = counted(found.entries.len(), "entry", "entries");
    context.out.note("note", &format!("{count} to look at in {}", path.display()));
    Ok(Outcome::Done)
}
