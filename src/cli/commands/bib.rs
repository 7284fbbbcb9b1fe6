//! `ibid bib`: a reference list.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::selection::Selection;
use crate::cli::styled::{self, Flags, Styled};
use crate::cli::{Context, Error, Outcome, files};
use crate::csl::{self, Bibliography, Job, SecondFieldAlign, Tree};
use crate::formats::bibtex::inherit;
use crate::model::Entry;
use crate::output::List;
use crate::output::document::{Document, Item, Notation, Section};

/// Print a reference list, of files or of the library
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid bib                                      the library in APA style
  ibid bib refs.bib --style ieee
  ibid bib -s chicago-author-date --format html > list.html
  ibid bib --standalone --format html -o list.html
  ibid bib refs.bib -o refs.docx                a document for Word
  ibid bib -q 'author:starr year:2020..'        a part of the library
  ibid bib -s din-1505-2.csl -l de-DE refs.json")]
pub(crate) struct Args {
    /// What to read, in any format; the library where none is named; `-` is stdin
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    selection: Selection,
    /// The format of the files (found by content where it is not said)
    #[arg(short = 'f', long, value_name = "FORMAT")]
    from: Option<String>,
    /// Keep the order of the files
    #[arg(long)]
    no_sort: bool,
    /// Write a whole document: html, docx, odt, markdown, latex, typst, rtf or text
    #[arg(long)]
    standalone: bool,
    /// The title of the document [default: References]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Where to write; stdout where it is not said
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    output: Option<PathBuf>,
    /// Overwrite OUT if it is there
    #[arg(long)]
    force: bool,
    /// Exit 1 if something was wrong with the entries
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    if args.selection.explained(context)? {
        return Ok(Outcome::Done);
    }
    let whole = args.notation()?;
    let flags = match whole {
        Some(_) => &Flags { format: None, ..args.flags.clone() },
        None => &Flags { format: args.written_as(), ..args.flags.clone() },
    };
    let styled = flags.resolve(context)?;
    let (entries, faulty) = styled::entries(context, &args.files, args.from.as_deref())?;
    let mut entries = args.selection.query()?.select(entries);
    entries.retain(inherit::is_listed);
    let all: Vec<usize> = (0..entries.len()).collect();
    let processed = csl::process(&styled.style, &job(args, &styled, &entries, &all));
    let Some(bibliography) = processed.bibliography else {
        return Err(Error::new(format!("the style `{}` has no bibliography", styled.name))
            .next("it prints citations only: `ibid cite KEY` shows one"));
    };
    let found = styled::report(context, &processed.diagnostics);
    if entries.is_empty() {
        context.out.note("note", "there are no entries");
    }
    if context.json() {
        context.out.json(&as_json(&styled, &entries, &bibliography))?;
    } else if let Some(notation) = whole {
        let document = document(args, &styled, &entries, bibliography);
        args.write(context, &super::publish::document(notation, &document)?)?;
    } else if !entries.is_empty() {
        let width = styled.width.filter(|_| args.output.is_none());
        let list = List { bibliography: &bibliography, width };
        args.write(context, (styled.writer.list)(&list).as_bytes())?;
    }
    Ok(Outcome::findings(args.strict && (found || faulty)))
}

impl Args {
    /// The notation of a whole document, if one is asked for: DOCX, ODT and PDF are nothing else.
    fn notation(&self) -> Result<Option<&'static Notation>, Error> {
        let end = self.output.as_ref().and_then(|path| path.extension()?.to_str());
        let format = self.flags.format.as_deref();
        let name = format.or(end).unwrap_or("text");
        let only = matches!(name, "docx" | "odt" | "pdf");
        (self.standalone || only).then(|| super::publish::named(name)).transpose()
    }

    /// The format of a list, said or told by the name of the file.
    fn written_as(&self) -> Option<String> {
        let end = self.output.as_ref().and_then(|path| path.extension()?.to_str());
        let known = end.filter(|end| crate::output::named(end).is_some());
        self.flags.format.clone().or_else(|| known.map(str::to_owned))
    }

    fn write(&self, context: &mut Context, bytes: &[u8]) -> Result<(), Error> {
        match &self.output {
            Some(path) if path != Path::new("-") => files::write(path, bytes, self.force),
            _ => context.out.answer_bytes(bytes),
        }
    }
}

fn document(
    args: &Args,
    styled: &Styled,
    entries: &[Entry],
    bibliography: Bibliography,
) -> Document {
    let hanging_indent =
        bibliography.hanging_indent || bibliography.second_field_align.is_some();
    let item = |(at, tree): (usize, Tree)| {
        let key = entries.get(at).map(|entry| entry.key().to_string()).unwrap_or_default();
        // An attribute of HTML has no blanks in a name.
        let anchor = key.split_whitespace().collect::<Vec<_>>().join("-");
        Item { anchor, tree, ..Item::default() }
    };
    let printed = bibliography.entries.into_iter().filter(|(_, tree)| !tree.is_empty());
    let section = Section { items: printed.map(item).collect(), ..Section::default() };
    Document {
        title: args.title.clone().unwrap_or_else(|| "References".to_owned()),
        language: styled.style.locale().to_owned(),
        sections: vec![section],
        hanging_indent,
        ..Document::default()
    }
}

fn job<'a>(
    args: &Args,
    styled: &'a Styled,
    entries: &'a [Entry],
    all: &'a [usize],
) -> Job<'a> {
    Job {
        uncited: all,
        nosort: args.no_sort,
        links: args.flags.links,
        abbreviations: &styled.abbreviations,
        ..Job::new(entries)
    }
}

fn as_json(styled: &Styled, entries: &[Entry], layout: &Bibliography) -> serde_json::Value {
    let printed = layout.entries.iter().filter(|(_, tree)| !tree.is_empty());
    let printed: Vec<_> = printed
        .map(|(at, tree)| {
            let id = entries.get(*at).map(|entry| entry.key().to_string());
            json!({"id": id, "text": (styled.writer.inline)(tree)})
        })
        .collect();
    json!({
        "style": styled.name,
        "locale": styled.style.locale(),
        "format": styled.writer.id,
        "entries": printed,
        "hanging-indent": layout.hanging_indent,
        "entry-spacing": layout.entry_spacing,
        "line-spacing": layout.line_spacing,
        "second-field-align": layout.second_field_align.map(|align| match align {
            SecondFieldAlign::Flush => "flush",
            SecondFieldAlign::Margin => "margin",
        }),
    })
}
