//! `ibid convert`: one format to another, no library.

use std::path::{Path, PathBuf};

use crate::cli::stream::{self as stream_cli, Plan, Rejects};
use crate::cli::{Context, Error, Outcome, files, input};
use crate::diag::{Diagnostic, Severity};
use crate::formats::bibtex::inherit;
use crate::formats::stream::{self, Join};
use crate::formats::{FORMATS, Format, Parsed, ReadOptions, WriteOptions, Written, verify};
use crate::library::keys::{self, Pattern};
use crate::model::Entry;

/// Convert files from one format to another
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid convert refs.bib -t csl-json
  ibid convert refs.bib -o refs.ris
  ibid convert page.html -t biblatex -o page.bib --report
  ibid convert - -f strings -t csv < references.txt")]
pub(crate) struct Args {
    /// What to read; `-` is stdin
    #[arg(value_name = "IN", required = true)]
    inputs: Vec<PathBuf>,
    /// The format to write (found by the name of OUT where that says it)
    #[arg(short = 't', long, value_name = "FORMAT", required_unless_present = "output")]
    to: Option<String>,
    /// The format to read (found by content where it is not said)
    #[arg(short = 'f', long, value_name = "FORMAT")]
    from: Option<String>,
    /// Where to write; stdout where it is not said
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    output: Option<PathBuf>,
    /// Overwrite OUT if it is there
    #[arg(long)]
    force: bool,
    /// List every finding, and every field that had no home
    #[arg(long)]
    report: bool,
    /// Exit 1 if there are warnings or errors
    #[arg(long)]
    strict: bool,
    /// Hand back records that cannot be read, with the reason, as JSON Lines
    #[arg(long, value_name = "FILE")]
    reject: Option<PathBuf>,
    #[command(flatten)]
    tables: Tables,
}

/// Flags of tables and BibTeX.
#[derive(Debug, clap::Args)]
pub(super) struct Tables {
    /// Columns to write, by field name (csv, tsv)
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',')]
    pub(super) columns: Vec<String>,
    /// What a column holds: `--map Venue=container-title` (csv, tsv; repeat)
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub(super) map: Vec<String>,
    /// Write characters outside ASCII as LaTeX commands (bibtex, biblatex)
    #[arg(long)]
    pub(super) latex: bool,
}

impl Tables {
    pub(super) fn reading(&self) -> Result<ReadOptions, Error> {
        let pair = |text: &String| {
            let (column, field) = text.split_once('=').ok_or_else(|| {
                Error::new(format!("`--map {text}` says nothing"))
                    .next("write COLUMN=FIELD, as in `--map Venue=container-title`")
            })?;
            Ok((column.trim().to_owned(), field.trim().to_owned()))
        };
        let columns = self.map.iter().map(pair).collect::<Result<_, Error>>()?;
        Ok(ReadOptions { columns, ..ReadOptions::default() })
    }

    pub(super) fn writing(&self) -> WriteOptions {
        WriteOptions { columns: self.columns.clone(), latex_escapes: self.latex }
    }
}

/// What is to be converted to what.
struct Request {
    to: &'static Format,
    /// Whether the format has `crossref` and `xdata` itself.
    keeps_links: bool,
    from: Option<&'static Format>,
    reading: ReadOptions,
    writing: WriteOptions,
}

impl Args {
    fn request(&self) -> Result<Request, Error> {
        let from = self.from.as_deref().map(input::format_named).transpose()?;
        let to = self.to.as_deref().map(input::format_named);
        let to = to.unwrap_or_else(|| named_by(self.output.as_deref()))?;
        Ok(Request {
            from,
            to: writable(to)?,
            keeps_links: matches!(to.id, "bibtex" | "biblatex" | "biblatexml"),
            reading: self.tables.reading()?,
            writing: self.tables.writing(),
        })
    }
}

/// The only format that a file of this name can be written in.
fn named_by(output: Option<&Path>) -> Result<&'static Format, Error> {
    let name = output.unwrap_or(Path::new("-"));
    let inner = match files::Packing::of(name) {
        Some(_) => name.with_extension(""),
        None => name.to_owned(),
    };
    let extension = inner.extension().and_then(|end| end.to_str()).unwrap_or("");
    let written = FORMATS.iter().filter(|format| {
        let own = |own: &&str| own.eq_ignore_ascii_case(extension);
        format.write.is_some() && format.extensions.iter().any(own)
    });
    let formats: Vec<&'static Format> = written.collect();
    match formats.as_slice() {
        [format] => Ok(format),
        [] => {
            Err(Error::new(format!("`{}` does not say which format it is", name.display()))
                .next("say it with -t FORMAT; `ibid formats` lists them"))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|format| format.id).collect();
            Err(Error::new(format!("`{}` could be {}", name.display(), ids.join(" or ")))
                .next("say which with -t FORMAT"))
        }
    }
}

/// A format that can be written.
pub(super) fn writable(format: &'static Format) -> Result<&'static Format, Error> {
    if format.write.is_some() {
        return Ok(format);
    }
    Err(Error::new(format!("`{}` can be read, but not written", format.id))
        .next("`ibid formats` shows what can be written"))
}

/// Writes entries; for a report, what was written is looked at too.
pub(in crate::cli) fn write(
    format: &Format,
    entries: &[Entry],
    options: &WriteOptions,
    report: bool,
) -> Written {
    match format.write {
        Some(_) if report => verify::write(format, entries, options),
        Some(write) => write(entries, options),
        None => Written::default(),
    }
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let request = args.request()?;
    let pattern = context.key_pattern()?;
    if let Some(join) = stream::join(request.to.id)
        && (args.reject.is_some() || args.inputs.iter().any(|path| may_be_large(path)))
    {
        return in_pieces(context, args, &request, &pattern, join);
    }
    if args.reject.is_some() {
        return Err(Error::new(format!(
            "`{}` is not written record by record",
            request.to.id
        ))
        .next("leave out --reject, or convert to csl-json first"));
    }
    let mut entries = Vec::new();
    let mut counts = Counts::default();
    for path in &args.inputs {
        let input = input::read(context, path, request.from, &request.reading)?;
        counts.add(&input.parsed.diagnostics);
        if args.report {
            input::report(context, &input.name, &input.source, &input.parsed.diagnostics);
        }
        let Parsed { entries: mut found, .. } = input.parsed;
        entries.append(&mut found);
    }
    keys::replace_placeholders(&mut entries, &pattern);
    // What other formats cannot link, they must say; `.bib` keeps its links.
    if !request.keeps_links {
        entries = inherit::printable(entries);
    }
    let written = write(request.to, &entries, &request.writing, args.report);
    counts.add(&written.diagnostics);
    if args.report {
        let target =
            args.output.as_ref().map_or("output".into(), |out| out.to_string_lossy());
        let (empty, _) = crate::formats::Source::new(None, Vec::new());
        input::report(context, &target, &empty, &written.diagnostics);
    }
    match &args.output {
        Some(path) if path != Path::new("-") => {
            files::write(path, &written.bytes, args.force)?
        }
        _ => context.out.answer_bytes(&written.bytes)?,
    }
    say_counts(context, args, &counts);
    Ok(Outcome::findings(args.strict && counts.worst > Some(Severity::Info)))
}

/// Whether an input is better not taken into memory as a whole.
fn may_be_large(path: &Path) -> bool {
    path == Path::new("-")
        || files::Packing::of(path).is_some()
        || std::fs::metadata(path).is_ok_and(|there| there.len() > stream_cli::PIECE as u64)
}

/// Converts record by record.
fn in_pieces(
    context: &mut Context,
    args: &Args,
    request: &Request,
    pattern: &Pattern,
    join: Join,
) -> Result<Outcome, Error> {
    let plan = Plan {
        from: request.from,
        to: request.to,
        join,
        keeps_links: request.keeps_links,
        reading: &request.reading,
        writing: &request.writing,
        pattern,
        report: args.report,
        piece: stream_cli::PIECE,
    };
    let rejects = args.reject.as_deref().map(|path| Rejects::create(path, args.force));
    let mut rejects = rejects.transpose()?;
    let output = args.output.as_deref();
    let counts = stream_cli::convert(
        context,
        &plan,
        &args.inputs,
        output,
        args.force,
        rejects.as_mut(),
    )?;
    if let Some(rejects) = rejects {
        let count = rejects.finish()?;
        let records = if count == 1 { "record" } else { "records" };
        context.out.note("note", &format!("handed back {count} {records}"));
    }
    say_counts(context, args, &counts);
    Ok(Outcome::findings(args.strict && counts.worst > Some(Severity::Info)))
}

fn say_counts(context: &mut Context, args: &Args, counts: &Counts) {
    if let (false, Some(summary)) = (args.report, counts.summary()) {
        context.out.note("note", &format!("{summary}; --report lists them"));
    }
}

/// How many findings there were.
#[derive(Default)]
pub(in crate::cli) struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    pub(in crate::cli) worst: Option<Severity>,
}

impl Counts {
    pub(in crate::cli) fn add(&mut self, findings: &[Diagnostic]) {
        for finding in findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.notes += 1,
            }
            self.worst = self.worst.max(Some(finding.severity));
        }
    }

    /// `2 errors, 1 warning`
    pub(super) fn summary(&self) -> Option<String> {
        let counted = |count: usize, word: &str| {
            (count > 0)
                .then(|| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        };
        let parts = [
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.notes, "remark"),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
