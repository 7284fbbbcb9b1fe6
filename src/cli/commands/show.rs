//! `ibid show`: everything that is known about an entry.

use serde_json::{Map, Value, json};

use crate::cli::{Context, Error, Outcome};
use crate::library::Library;
use crate::model::{Annotation, Datatype, Entry, Field, Name, annotation, variable};

/// Show entries of the library with all their fields
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid show starr2023us
  ibid show starr2023us --json")]
pub(crate) struct Args {
    /// Cite keys
    #[arg(value_name = "KEY", required = true)]
    keys: Vec<String>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let library = context.library()?;
    let mut shown = Vec::new();
    for key in &args.keys {
        let found = library.entries().find(|entry| entry.key().as_str() == key);
        shown.push(found.ok_or_else(|| unknown(&library, key))?);
    }
    if context.json() {
        return json_of(context, &library, &shown).map(|()| Outcome::Done);
    }
    for (at, entry) in shown.iter().enumerate() {
        if at > 0 {
            context.out.line("")?;
        }
        let file = file_of(&library, entry);
        context.out.line(&format!(
            "{} ({}) in {file}",
            entry.key(),
            variable::kind(entry)
        ))?;
        let names: Vec<&str> = entry.fields().map(|(field, _)| field.name()).collect();
        let width = names.iter().map(|name| name.len()).max().unwrap_or(0);
        for (field, _) in entry.fields() {
            let text = readable(entry, field);
            let head = format!("  {:width$}  ", field.name());
            let lines = context.out.hanging(&head, &text);
            context.out.line(&lines)?;
        }
    }
    Ok(Outcome::Done)
}

fn json_of(
    context: &mut Context,
    library: &Library,
    shown: &[&Entry],
) -> Result<(), Error> {
    let all: Vec<Value> = shown
        .iter()
        .map(|entry| {
            let fields: Map<String, Value> =
                entry.fields().map(|(field, _)| pair(entry, field)).collect();
            let mut shown = json!({
                "key": entry.key().as_str(),
                "type": variable::kind(entry).name(),
                "file": file_of(library, entry),
                "fields": fields,
            });
            let said = annotation::all(entry);
            if let (false, Some(members)) = (said.is_empty(), shown.as_object_mut()) {
                let said = said.iter().map(annotation_json).collect();
                members.insert("annotations".to_owned(), said);
            }
            shown
        })
        .collect();
    context.out.json(&all)
}

fn annotation_json(said: &Annotation) -> Value {
    json!({
        "field": said.field,
        "name": said.name,
        "item": said.item,
        "part": said.part,
        "text": said.text,
        "literal": said.literal,
    })
}

fn pair(entry: &Entry, field: Field) -> (String, Value) {
    (field.name().to_owned(), Value::from(readable(entry, field)))
}

/// A field for people: names in reading order, separated by semicolons.
fn readable(entry: &Entry, field: Field) -> String {
    match field.datatype() {
        Datatype::Names => {
            let names = entry.names(field).unwrap_or_default();
            names.iter().map(Name::display).collect::<Vec<_>>().join("; ")
        }
        _ => entry.text(field).unwrap_or_default().into_owned(),
    }
}

fn file_of(library: &Library, entry: &Entry) -> String {
    let holds = |file: &&crate::library::LibraryFile| {
        file.entries().iter().any(|own| std::ptr::eq(own, entry))
    };
    let file = library.files().iter().find(holds);
    file.map_or_else(String::new, |file| file.path().display().to_string())
}

/// The error of a key that the library lacks.
pub(super) fn unknown(library: &Library, key: &str) -> Error {
    let keys = library.entries().map(|entry| entry.key().as_str());
    Error::new(format!("there is no entry `{key}` in the library"))
        .did_you_mean(key, keys)
        .next("`ibid list` shows all keys")
}
