//! `ibid bib`: a reference list.

use std::path::PathBuf;

use serde_json::json;

use crate::cli::selection::Selection;
use crate::cli::styled::{self, Flags, Styled};
use crate::cli::{Context, Error, Outcome};
use crate::csl::{self, Bibliography, Job, SecondFieldAlign};
use crate::model::Entry;
use crate::output::List;

/// Print a reference list, of files or of the library
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid bib                                      the library in APA style
  ibid bib refs.bib --style ieee
  ibid bib -s chicago-author-date --format html > list.html
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
    /// Exit 1 if something was wrong with the entries
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    if args.selection.explained(context)? {
        return Ok(Outcome::Done);
    }
    let styled = args.flags.resolve(context)?;
    let (entries, faulty) = styled::entries(context, &args.files, args.from.as_deref())?;
    let entries = args.selection.query()?.select(entries);
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
    } else if !entries.is_empty() {
        let list = List { bibliography: &bibliography, width: styled.width };
        context.out.answer(&(styled.writer.list)(&list))?;
    }
    Ok(Outcome::findings(args.strict && (found || faulty)))
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
