//! Converting files of any size in constant memory and on all cores.
//!
//! The input is cut into pieces of whole records. A batch of pieces is read in parallel, its
//! cite keys are told apart from all earlier ones, it is written in parallel, and goes out
//! in order, while the next batch comes in.

mod pieces;
mod rejects;
mod target;

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use self::pieces::{Piece, Pieces};
pub(crate) use self::rejects::Rejects;
use self::target::Target;
use crate::cli::commands::convert::{Counts, write as write_to};
use crate::cli::open::{self, Opened};
use crate::cli::{Context, Error, input};
use crate::diag::Diagnostic;
use crate::formats::bibtex::inherit;
use crate::formats::stream::{self, Border, Join, Unique};
use crate::formats::{self, Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::library::keys::{self, Pattern};

/// How much is read for a piece; a file that is shorter is converted at once.
pub(crate) const PIECE: usize = 1 << 20;

/// What is to be made of the pieces.
pub(crate) struct Plan<'a> {
    pub(crate) from: Option<&'static Format>,
    pub(crate) to: &'static Format,
    pub(crate) join: Join,
    /// Whether the format written has `crossref` and `xdata` itself.
    pub(crate) keeps_links: bool,
    pub(crate) reading: &'a ReadOptions,
    pub(crate) writing: &'a WriteOptions,
    /// How entries are called whose source has no keys.
    pub(crate) pattern: &'a Pattern,
    /// Whether every finding is printed.
    pub(crate) report: bool,
    pub(crate) piece: usize,
}

/// Converts the inputs one after another into one output.
pub(crate) fn convert(
    context: &mut Context,
    plan: &Plan<'_>,
    inputs: &[impl AsRef<Path>],
    output: Option<&Path>,
    force: bool,
    rejects: Option<&mut Rejects>,
) -> Result<Counts, Error> {
    let mut run = Run {
        plan,
        target: Target::open(output, force)?,
        keys: Unique::default(),
        rejects,
        counts: Counts::default(),
        entries: 0,
        writing: None,
    };
    for path in inputs {
        run.input(context, path.as_ref())?;
    }
    run.target.finish(context, plan.join)?;
    context.out.progress(None);
    Ok(run.counts)
}

struct Run<'a, 'r> {
    plan: &'a Plan<'a>,
    target: Target,
    keys: Unique,
    rejects: Option<&'r mut Rejects>,
    counts: Counts,
    /// How many entries there were so far.
    entries: usize,
    /// The columns of a table, as the first entries need them.
    writing: Option<WriteOptions>,
}

/// A piece that has been read.
struct ReadPiece {
    source: Source,
    parsed: Parsed,
    /// The line of the input before its first.
    line: usize,
}

impl Run<'_, '_> {
    fn input(&mut self, context: &mut Context, path: &Path) -> Result<(), Error> {
        let mut opened = open::open(path)?;
        let failed = |error: io::Error| Error::read(path, &error);
        let mut start = Vec::new();
        let beginning = (&mut opened.reader).take(self.plan.piece as u64 + 1);
        { beginning }.read_to_end(&mut start).map_err(failed)?;
        // What is in an archive stands at its end.
        if start.starts_with(b"PK\x03\x04") {
            opened.all(path, &mut start)?;
        }
        let (name, plain) = (opened.name.clone(), opened.path.clone());
        let Some(format) = self.format(&name, plain.as_deref(), &start)? else {
            context.out.note("note", &format!("{name} is empty"));
            return Ok(());
        };
        let before = self.entries;
        let seen = seen(plain.as_deref(), &start);
        let border = stream::border(format.id, &start);
        let large = start.len() > self.plan.piece;
        let Some(border_of_pieces) = border.filter(|_| large) else {
            opened.all(path, &mut start)?;
            let pieces = vec![Piece { bytes: start, line: 0 }];
            let read = read_all(self.plan, format, plain.as_deref(), pieces);
            self.batch(context, &name, border, read)?;
            if self.entries == before {
                input::say_nothing(context, &name, format.id, seen);
            }
            return Ok(());
        };
        let Opened { reader, size, read, .. } = opened;
        let mut pieces = Pieces::new(reader, border_of_pieces, self.plan.piece, start);
        let many = 2 * rayon::current_num_threads().clamp(1, 8);
        let mut next = pieces.several(many).map_err(failed)?;
        let progress = Progress::new(name.clone(), size, read);
        while !next.is_empty() {
            let now = std::mem::take(&mut next);
            let plan = self.plan;
            let (batch, coming) = rayon::join(
                || read_all(plan, format, plain.as_deref(), now),
                || pieces.several(many),
            );
            self.batch(context, &name, border, batch)?;
            next = coming.map_err(failed)?;
            context.out.progress(progress.line().as_deref());
        }
        if self.entries == before {
            input::say_nothing(context, &name, format.id, seen);
        }
        Ok(())
    }

    /// The format of an input, by its beginning; none if it is empty.
    fn format(
        &self,
        name: &str,
        path: Option<&Path>,
        start: &[u8],
    ) -> Result<Option<&'static Format>, Error> {
        if let Some(format) = self.plan.from {
            return Ok(Some(format));
        }
        match seen(path, start) {
            None if start.trim_ascii().is_empty() => Ok(None),
            None => Err(input::unknown(name)),
            Some(format) => Ok(Some(format)),
        }
    }

    fn batch(
        &mut self,
        context: &mut Context,
        name: &str,
        border: Option<Border>,
        mut batch: Vec<ReadPiece>,
    ) -> Result<(), Error> {
        // A file that was read as a whole has dealt with its keys itself.
        let in_pieces = batch.len() > 1 || batch.iter().any(|piece| piece.line > 0);
        if in_pieces {
            for piece in &mut batch {
                self.keys.settle(&mut piece.parsed.entries);
            }
        }
        self.entries += batch.iter().map(|piece| piece.parsed.entries.len()).sum::<usize>();
        let plan = self.plan;
        let writing = match plan.join {
            Join::Table if plan.writing.columns.is_empty() => {
                self.writing.get_or_insert_with(|| columns_for(&batch))
            }
            _ => plan.writing,
        };
        let written: Vec<Written> =
            batch.par_iter_mut().map(|piece| write(plan, writing, piece)).collect();
        for (piece, written) in batch.iter().zip(written) {
            self.say(context, name, piece, &written.diagnostics);
            if let (Some(rejects), Some(border)) = (self.rejects.as_mut(), border) {
                rejects.take(name, piece.line, border, &piece.source, &piece.parsed)?;
            }
            self.target.write(context, plan.join, &written.bytes)?;
        }
        Ok(())
    }

    fn say(
        &mut self,
        context: &mut Context,
        name: &str,
        piece: &ReadPiece,
        lost: &[Diagnostic],
    ) {
        self.counts.add(&piece.parsed.diagnostics);
        self.counts.add(lost);
        if self.plan.report {
            let name = match piece.line {
                0 => name.to_owned(),
                line => format!("{name}, after line {line}"),
            };
            input::report(context, &name, &piece.source, &piece.parsed.diagnostics);
            let (empty, _) = Source::new(None, Vec::new());
            input::report(context, "output", &empty, lost);
        }
    }
}

/// What an input looks like, by its beginning.
fn seen(path: Option<&Path>, start: &[u8]) -> Option<&'static Format> {
    let archive = start.starts_with(b"PK\x03\x04");
    let length = if archive { start.len() } else { start.len().min(64 << 10) };
    let head = start.get(..length).unwrap_or_default();
    let (source, _) = Source::new(path, head.to_vec());
    formats::detect(source.text(), path)
}

fn read_all(
    plan: &Plan<'_>,
    format: &'static Format,
    path: Option<&Path>,
    pieces: Vec<Piece>,
) -> Vec<ReadPiece> {
    let read = |piece: Piece| {
        let (source, mut diagnostics) = Source::new(path, piece.bytes);
        let mut parsed =
            format.read.map(|read| read(&source, plan.reading)).unwrap_or_default();
        diagnostics.append(&mut parsed.diagnostics);
        parsed.diagnostics = diagnostics;
        keys::replace_placeholders(&mut parsed.entries, plan.pattern);
        ReadPiece { source, parsed, line: piece.line }
    };
    pieces.into_par_iter().map(read).collect()
}

/// A table has one head: what the entries of the first batch need.
fn columns_for(batch: &[ReadPiece]) -> WriteOptions {
    let mut columns: Vec<String> = Vec::new();
    for piece in batch {
        for name in stream::columns(&piece.parsed.entries) {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    WriteOptions { columns, ..WriteOptions::default() }
}

fn write(plan: &Plan<'_>, writing: &WriteOptions, piece: &mut ReadPiece) -> Written {
    let mut entries = std::mem::take(&mut piece.parsed.entries);
    if entries.is_empty() {
        return Written::default();
    }
    // What other formats cannot link, they must say; `.bib` keeps its links.
    if !plan.keeps_links {
        entries = inherit::printable(entries);
    }
    write_to(plan.to, &entries, writing, plan.report)
}

/// How far an input has been read.
struct Progress {
    name: String,
    size: Option<u64>,
    read: Arc<AtomicU64>,
    started: std::time::Instant,
}

impl Progress {
    fn new(name: String, size: Option<u64>, read: Arc<AtomicU64>) -> Self {
        Self { name, size, read, started: std::time::Instant::now() }
    }

    /// A line for people, once it has taken a second.
    fn line(&self) -> Option<String> {
        let seconds = self.started.elapsed().as_secs();
        if seconds == 0 {
            return None;
        }
        let read = self.read.load(Ordering::Relaxed);
        let speed = read / seconds / 1_000_000;
        let share = self.size.filter(|size| *size > 0);
        let share = share.map(|size| format!("{:>3} %  ", 100 * read / size));
        let share = share.unwrap_or_default();
        Some(format!("{share}{} MB  {speed} MB/s  {}", read / 1_000_000, self.name))
    }
}
