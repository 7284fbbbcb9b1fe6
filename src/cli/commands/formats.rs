//! `ibid formats`: the table of formats, and what one of them can say.

use serde_json::json;

use crate::cli::{Context, Error, Outcome, input};
use crate::formats::{FORMATS, Format, manual};
use crate::model::Field;

/// List the formats that can be read and written, or what one can say
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Shows the fields and types that this format has words for
    #[arg(value_name = "FORMAT")]
    format: Option<String>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    if let Some(id) = &args.format {
        return one(context, input::format_named(id)?);
    }
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
        let row = format!("{:width$}  {read:4}  {write:5}  {}", format.id, format.about);
        let names = extensions(format);
        let indent = width + 14;
        match row.chars().count() + names.chars().count() {
            0..=WIDTH => context.out.line(&(row + &names))?,
            _ => context.out.line(&format!("{row}\n{:indent$}{names}", ""))?,
        }
    }
    Ok(Outcome::Done)
}

/// What a format has words for, keeps in notes, and cannot hold.
fn one(context: &mut Context, format: &Format) -> Result<Outcome, Error> {
    let holds = manual::holds(format);
    let words = manual::words(format.id);
    if context.json() {
        context.out.json(&in_full(format, holds.as_ref(), &words))?;
        return Ok(Outcome::Done);
    }
    context.out.line(&format!("{}: {}{}", format.id, format.about, extensions(format)))?;
    if let Some(holds) = &holds {
        let kinds: Vec<&str> = holds.kinds.iter().map(|kind| kind.name()).collect();
        for (what, list) in [
            ("has a place for", names(&holds.home)),
            ("keeps in a note", names(&holds.note)),
            ("has no place for", names(&holds.none)),
            ("tells these types apart", kinds),
        ] {
            if !list.is_empty() {
                context.out.line(&format!("\n{what}:{}", filled(&list)))?;
            }
        }
    }
    if !words.is_empty() {
        context.out.line("\nits words:")?;
        let width = words.iter().map(|(word, ..)| word.len()).max().unwrap_or(0);
        for (word, place, field) in &words {
            context.out.line(format!("  {word:width$}  {field}  {place}").trim_end())?;
        }
    }
    Ok(Outcome::Done)
}

/// How wide a screen is taken to be.
const WIDTH: usize = 80;

/// Words in indented lines that fit the screen.
fn filled(words: &[&str]) -> String {
    let mut out = String::new();
    let mut column = WIDTH;
    for word in words {
        if column + word.len() + 1 > WIDTH {
            out.push_str("\n ");
            column = 1;
        }
        out.push(' ');
        out.push_str(word);
        column += word.len() + 1;
    }
    out
}

fn names(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.name()).collect()
}

fn in_full(
    format: &Format,
    holds: Option<&manual::Holds>,
    words: &[manual::Word],
) -> serde_json::Value {
    let mut all = as_json(format);
    if let (Some(object), Some(holds)) = (all.as_object_mut(), holds) {
        let kinds: Vec<&str> = holds.kinds.iter().map(|kind| kind.name()).collect();
        object.insert("home".into(), json!(names(&holds.home)));
        object.insert("note".into(), json!(names(&holds.note)));
        object.insert("none".into(), json!(names(&holds.none)));
        object.insert("types".into(), json!(kinds));
    }
    let word = |(word, place, field): &manual::Word| json!({ "word": word, "where": place, "field": field });
    if let Some(object) = all.as_object_mut() {
        object.insert("words".into(), words.iter().map(word).collect());
    }
    all
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
