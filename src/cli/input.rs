//! Files and streams on the command line: read, decoded, their format found, parsed.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::cli::open;
use crate::diag::Diagnostic;
use crate::diag::render::{self, Located, Look, SourceFile};
use crate::formats::{self, FORMATS, Format, Parsed, ReadOptions, Source};

/// A source that has been read.
pub(crate) struct Input {
    /// Its name for people: the path, or `<stdin>`.
    pub(crate) name: String,
    /// Its text.
    pub(crate) source: Source,
    /// The format it was read as; `None` if there was nothing in it.
    pub(crate) format: Option<&'static Format>,
    /// What was in it.
    pub(crate) parsed: Parsed,
}

/// Reads a file, or stdin for `-`, in the format named or else found by content.
pub(crate) fn read(
    context: &mut Context,
    path: &Path,
    format: Option<&'static Format>,
    options: &ReadOptions,
) -> Result<Input, Error> {
    let (source, mut diagnostics) = source(path)?;
    let name = display_name(path);
    let seen = formats::detect(source.text(), source.path());
    let Some(format) = format.or(seen) else {
        return unread(context, name, source, diagnostics);
    };
    let asked = format.id;
    match seen {
        Some(seen) if seen.id == asked => say_odd_name(context, &source, format),
        _ => {}
    }
    let read = format.read.ok_or_else(|| {
        Error::new(format!("`{}` can be written, but not read", format.id))
            .next("`ibid formats` shows what can be read")
    })?;
    let mut parsed = read(&source, options);
    if parsed.entries.is_empty() {
        say_nothing(context, &name, asked, seen);
    }
    diagnostics.extend(formats::mixed(source.text(), format));
    diagnostics.append(&mut parsed.diagnostics);
    parsed.diagnostics = diagnostics;
    Ok(Input { name, source, format: Some(format), parsed })
}

/// Reads and decodes a file, or stdin for `-`.
pub(crate) fn source(path: &Path) -> Result<(Source, Vec<Diagnostic>), Error> {
    let mut opened = open::open(path)?;
    let mut bytes = Vec::new();
    opened.all(path, &mut bytes)?;
    Ok(Source::new(opened.path.as_deref(), bytes))
}

/// The format of an id on the command line.
pub(crate) fn format_named(id: &str) -> Result<&'static Format, Error> {
    formats::named(id).ok_or_else(|| {
        Error::new(format!("there is no format `{id}`"))
            .did_you_mean(id, FORMATS.iter().map(|format| format.id))
            .next("`ibid formats` lists them all")
    })
}

/// Prints findings to stderr: with the line they are about, or as JSON where that is asked
/// for.
pub(crate) fn report(
    context: &mut Context,
    name: &str,
    source: &Source,
    diagnostics: &[Diagnostic],
) {
    if diagnostics.is_empty() {
        return;
    }
    let file = SourceFile::new(name, source.text().clone());
    let located: Vec<_> =
        diagnostics.iter().map(|finding| Located::new(finding, &file)).collect();
    let form = if context.json() { "json" } else { "human" };
    if let Some(renderer) = render::named(form) {
        let look = Look { color: context.out.color_talk, ..Look::default() };
        context.out.say((renderer.render)(&located, look).trim_end_matches('\n'));
    }
}

/// Says that a source holds no entry, and what it looks like.
pub(crate) fn say_nothing(
    context: &mut Context,
    name: &str,
    asked: &str,
    seen: Option<&'static Format>,
) {
    let text = match seen.filter(|seen| seen.id != asked) {
        Some(seen) => {
            format!("nothing in {name} reads as {asked}; it looks like {}", seen.id)
        }
        None => format!("there is no entry in {name}, read as {asked}"),
    };
    context.out.note("note", &text);
}

/// The error of an input whose format nobody knows.
pub(crate) fn unknown(name: &str) -> Error {
    Error::new(format!("`{name}` is in no format that ibid knows by sight"))
        .next("say which it is with -f FORMAT; `ibid formats` lists them")
}

/// A source that no reader recognises: empty ones are read as nothing.
fn unread(
    context: &mut Context,
    name: String,
    source: Source,
    diagnostics: Vec<Diagnostic>,
) -> Result<Input, Error> {
    if !source.text().trim().is_empty() {
        return Err(unknown(&name));
    }
    context.out.note("note", &format!("{name} is empty"));
    let parsed = Parsed { diagnostics, ..Parsed::default() };
    Ok(Input { name, source, format: None, parsed })
}

/// Says so where the content is another format's than the name promises.
fn say_odd_name(context: &mut Context, source: &Source, format: &Format) {
    let Some(extension) = source.path().and_then(|path| path.extension()?.to_str()) else {
        return;
    };
    let is_of = |format: &Format| {
        format.extensions.iter().any(|own| own.eq_ignore_ascii_case(extension))
    };
    let starts = |signs: &[char]| source.text().trim_start().starts_with(signs);
    let generic = match extension.to_ascii_lowercase().as_str() {
        "json" | "jsonl" => starts(&['{', '[']),
        "xml" => starts(&['<']),
        _ => formats::is_generic(extension),
    };
    if !generic && !is_of(format) && FORMATS.iter().any(is_of) {
        let name = source.path().unwrap_or(Path::new("")).display();
        let text = format!("{name} is read as {}, which is what it looks like", format.id);
        context.out.note("note", &format!("{text}; -f says otherwise"));
    }
}

fn display_name(path: &Path) -> String {
    if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() }
}
