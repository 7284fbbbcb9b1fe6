//! How changed kinds, fields and values are spelt in the file.

use crate::formats::bibtex::cook;
use crate::formats::bibtex::document::Document;
use crate::model::{Datatype, EntryKind, Field, Name, Syntax, Value};
use crate::text::{RichText, latex, markup};

/// The type name of a kind.
pub(super) fn kind(kind: EntryKind) -> String {
    kind.info().map_or_else(|| kind.name(), |info| info.biblatex).to_owned()
}

/// The name of a field in an entry of a kind.
pub(super) fn field(field: Field, kind: EntryKind) -> String {
    cook::name(field, kind)
}

/// The source of a value, without delimiters.
pub(super) fn value(document: &Document, field: Field, value: &Value) -> String {
    let verbatim =
        matches!(field.datatype(), Datatype::Verbatim | Datatype::Key | Datatype::Keys);
    match value {
        Value::Source(Syntax::Tex, text) => document.characters(text).to_owned(),
        Value::Source(_, text) if verbatim => document.characters(text).to_owned(),
        Value::Source(Syntax::Plain, text) => {
            latex::from_plain(document.characters(text)).into_owned()
        }
        Value::Source(Syntax::Csl, text) => {
            rich(&markup::to_rich(document.characters(text)))
        }
        Value::Rich(text) if verbatim => text.text().to_owned(),
        Value::Rich(text) => rich(text),
        Value::Names(names) => names.iter().map(name).collect::<Vec<_>>().join(" and "),
        Value::Date(date) => date.to_string(),
    }
}

fn rich(text: &RichText) -> String {
    latex::from_rich(text)
}

fn name(name: &Name) -> String {
    cook::name_source(name)
}
