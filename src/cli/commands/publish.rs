//! `ibid publish`: a publication list by a description.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::styles::Styles;
use crate::cli::{Context, Error, Outcome, files, input, styled};
use crate::formats::bibtex::inherit;
use crate::model::Entry;
use crate::output::document::{Document, Item, NOTATIONS, Notation, Section, notation};
use crate::publish::{self, Description, Publication, TEMPLATES};

/// Make a publication list of the library, as a description (TOML) says
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid publish --new institute > list.toml      a description to begin with
  ibid publish list.toml -o list.html
  ibid publish cv.toml -o cv.docx -o cv.odt
  ibid publish cv.toml --from refs.bib --format typst")]
pub(crate) struct Args {
    /// The description (docs/publish.md)
    #[arg(value_name = "FILE.toml", required_unless_present = "new")]
    description: Option<PathBuf>,
    /// Where to write, in the format that its name says (repeat); stdout where it is not said
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    outputs: Vec<PathBuf>,
    /// html, docx, odt, markdown, latex, typst, rtf or text [default: html]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Take entries from these files instead of the library (repeat)
    #[arg(long, value_name = "FILE")]
    from: Vec<PathBuf>,
    /// Overwrite OUT if it is there
    #[arg(long)]
    force: bool,
    /// Exit 1 if entries were left out or the processor found something
    #[arg(long)]
    strict: bool,
    /// Print a description to begin with: institute, cv or report
    #[arg(long, value_name = "TEMPLATE", conflicts_with = "description")]
    new: Option<String>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    if let Some(name) = &args.new {
        context.out.answer(template(name)?)?;
        return Ok(Outcome::Done);
    }
    let path = args.description.as_deref().unwrap_or(Path::new("-"));
    let notations = notations(args)?;
    let (source, _) = input::source(path)?;
    let text = source.text();
    let description = Description::read(text).map_err(|why| {
        Error::new(format!("`{}` is no description of a list", path.display()))
            .excerpt(why)
            .next("docs/publish.md lists the keys")
    })?;
    let (mut entries, faulty) = styled::entries(context, &args.from, None)?;
    entries.retain(inherit::is_listed);
    let made = compose(context, &description, &entries)?;
    let found = styled::report(context, &made.diagnostics);
    tell(context, &made, &entries);
    write(context, args, &notations, &made)?;
    if context.json() {
        context.out.json(&as_json(args, &made, &entries))?;
    }
    let complete = made.left_out.is_empty() && !found && !faulty;
    Ok(Outcome::findings(args.strict && !complete))
}

fn template(name: &str) -> Result<&'static str, Error> {
    let found = TEMPLATES.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text).ok_or_else(|| {
        let known: Vec<&str> = TEMPLATES.iter().map(|(known, _)| *known).collect();
        Error::new(format!("there is no template `{name}`"))
            .did_you_mean(name, known.iter().copied())
            .next(format!("there are {}", known.join(", ")))
    })
}

/// What each output is written in; one for stdout if there is none.
fn notations(args: &Args) -> Result<Vec<&'static Notation>, Error> {
    let by_name = |path: &PathBuf| {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or("");
        named(args.format.as_deref().unwrap_or(end))
    };
    if args.outputs.is_empty() {
        return Ok(vec![named(args.format.as_deref().unwrap_or("html"))?]);
    }
    args.outputs.iter().map(by_name).collect()
}

/// A notation of documents by its name.
pub(super) fn named(name: &str) -> Result<&'static Notation, Error> {
    notation(name).ok_or_else(|| {
        if name == "pdf" {
            return Error::new("this ibid was built without PDF")
                .next("write `.typ`, `.tex` or `.odt`, or build it with `--features pdf`");
        }
        let known: Vec<&str> = NOTATIONS.iter().map(|notation| notation.id).collect();
        Error::new(format!("there is no document format `{name}`"))
            .did_you_mean(name, known.iter().copied())
            .next(format!("there are {}", known.join(", ")))
    })
}

fn compose(
    context: &mut Context,
    description: &Description,
    entries: &[Entry],
) -> Result<Publication, Error> {
    let set = context.settings()?.text("style").filter(|set| !set.is_empty());
    let name = description.style.as_deref().or(set).unwrap_or("apa").to_owned();
    let mut styles = Styles::of_machine();
    // A style that is not there is said once, before anything is made.
    styles.load(&name, Some(description.locale()), None)?;
    let mut load =
        |locale: &str| styles.load(&name, Some(locale), None).ok().map(|found| found.style);
    publish::compose(description, entries, &mut load).map_err(Error::new)
}

/// Says what is not in the list.
fn tell(context: &mut Context, made: &Publication, entries: &[Entry]) {
    let keys: Vec<&str> = made
        .left_out
        .iter()
        .filter_map(|at| Some(entries.get(*at)?.key().as_str()))
        .collect();
    if !keys.is_empty() {
        let note = format!("no section takes {}", keys.join(", "));
        context.out.note("note", &note);
    }
    for name in made.absent.iter().filter(|name| !name.is_empty()) {
        context.out.note("note", &format!("no entry is by “{name}”"));
    }
    for heading in made.empty.iter().filter(|heading| !heading.is_empty()) {
        context
            .out
            .note("note", &format!("nothing stands under “{heading}”; it is left out"));
    }
}

fn write(
    context: &mut Context,
    args: &Args,
    notations: &[&Notation],
    made: &Publication,
) -> Result<(), Error> {
    // All of them are made before the first is written.
    let documents = notations.iter().map(|notation| document(notation, &made.document));
    let documents: Vec<Vec<u8>> = documents.collect::<Result<_, Error>>()?;
    for (at, bytes) in documents.iter().enumerate() {
        match args.outputs.get(at) {
            Some(path) if path != Path::new("-") => files::write(path, bytes, args.force)?,
            _ if context.json() => {}
            _ => context.out.answer_bytes(bytes)?,
        }
    }
    Ok(())
}

/// A document as a file; Typst may be unable to set one.
pub(super) fn document(notation: &Notation, document: &Document) -> Result<Vec<u8>, Error> {
    let bytes = (notation.write)(document);
    if bytes.is_empty() {
        return Err(Error::new(format!(
            "Typst cannot set this document as `{}`",
            notation.id
        ))
        .next("write `.typ` and compile that, which says where the fault is"));
    }
    Ok(bytes)
}

fn as_json(args: &Args, made: &Publication, entries: &[Entry]) -> serde_json::Value {
    let keys: Vec<String> = made
        .left_out
        .iter()
        .filter_map(|at| Some(entries.get(*at)?.key().to_string()))
        .collect();
    json!({
        "title": made.document.title,
        "sections": made.document.sections.iter().map(section).collect::<Vec<_>>(),
        "left-out": keys,
        "empty": made.empty,
        "written": args.outputs.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
    })
}

fn section(section: &Section) -> serde_json::Value {
    let entry = |item: &Item| {
        json!({"anchor": item.anchor, "number": item.number, "language": item.language,
               "text": item.tree.text()})
    };
    json!({
        "heading": section.heading,
        "anchor": section.anchor,
        "entries": section.items.iter().map(entry).collect::<Vec<_>>(),
        "sections": section.sections.iter().map(self::section).collect::<Vec<_>>(),
    })
}
