//! From entries to JSON.

use super::json::quoted;
use super::{date, name};
use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::{INEXACT_VALUE, NO_HOME};
use crate::formats::Written;
use crate::model::{Datatype, Entry, Field, Syntax, Value, variable};
use crate::text::markup;

/// Writes one array, an entry a paragraph.
pub(super) fn all(entries: &[Entry]) -> Written {
    let mut out = String::with_capacity(entries.len() * 512);
    let mut diagnostics = Vec::new();
    out.push('[');
    for (index, entry) in entries.iter().enumerate() {
        out.push_str(if index == 0 { "\n  " } else { ",\n  " });
        object(entry, index, "\n    ", "\n  ", &mut out, &mut diagnostics);
    }
    out.push_str(if entries.is_empty() { "]\n" } else { "\n]\n" });
    Written { bytes: out.into_bytes(), diagnostics }
}

/// Writes one entry on one line.
pub(super) fn one(entry: &Entry) -> String {
    let mut out = String::new();
    object(entry, 0, " ", " ", &mut out, &mut Vec::new());
    out
}

fn object(
    entry: &Entry,
    index: usize,
    space: &str,
    end: &str,
    out: &mut String,
    diagnostics: &mut Vec<Diagnostic>,
) {
    out.push('{');
    out.push_str(space);
    out.push_str("\"id\": ");
    quoted(entry.key().as_str(), out);
    out.push(',');
    out.push_str(space);
    out.push_str("\"type\": ");
    quoted(type_name(entry), out);
    let variables = variable::all(entry);
    for variable in variables.present() {
        let before = out.len();
        member_name(variable, space, out);
        let value = out.len();
        if let Some(what) = write_variable(entry, variable, out) {
            let message = format!("CSL-JSON cannot hold {what} of `{variable}`");
            let at = Diagnostic::new(&INEXACT_VALUE, message);
            diagnostics.push(at.in_field(index, entry.key(), variable));
        }
        if out.len() == value {
            out.truncate(before);
        }
    }
    for field in variables.homeless() {
        if foreign(entry, field, space, out) {
            continue;
        }
        let message = format!("CSL-JSON has no member for `{field}`");
        diagnostics.push(Diagnostic::new(&NO_HOME, message).in_field(
            index,
            entry.key(),
            field,
        ));
    }
    out.push_str(end);
    out.push('}');
}

/// The CSL type; a type that CSL-JSON brought and nobody knows goes back as it came.
fn type_name(entry: &Entry) -> &'static str {
    let tex =
        || entry.fields().any(|(_, value)| matches!(value, Value::Source(Syntax::Tex, _)));
    if entry.kind().is_known() || tex() {
        variable::kind(entry).csl()
    } else {
        entry.kind().name()
    }
}

fn member_name(field: Field, space: &str, out: &mut String) {
    out.push(',');
    out.push_str(space);
    quoted(field.name(), out);
    out.push_str(": ");
}

/// Writes the value of a CSL variable, nothing if it has none; says what was lost.
fn write_variable(
    entry: &Entry,
    variable: Field,
    out: &mut String,
) -> Option<&'static str> {
    match variable.datatype() {
        Datatype::Names => {
            let names = variable::names(entry, variable)?;
            if !names.is_empty() {
                name::write(&names, out);
            }
            None
        }
        Datatype::Date => date::write(variable::date(entry, variable)?.as_ref(), out),
        datatype => {
            // What was a number in JSON is one again.
            if let Some((Syntax::Plain, text)) = entry.raw(variable)
                && datatype == Datatype::Number
                && is_number(text)
            {
                out.push_str(text);
                return None;
            }
            // Text in this notation is written as it stands.
            if let Some((Syntax::Csl, text)) =
                entry.raw(variable).filter(|_| variable::is_simple(entry, variable))
            {
                quoted(text, out);
                return None;
            }
            if variable::is_rich(variable) {
                let rich = variable::rich(entry, variable)?;
                // `note = {}` says nothing.
                if rich.is_empty() {
                    return None;
                }
                if rich.marks().is_empty() {
                    quoted(rich.text(), out);
                } else {
                    quoted(&markup::from_rich(&rich), out);
                }
            } else {
                let text = variable::text(entry, variable)?;
                if !text.trim().is_empty() {
                    quoted(text.trim(), out);
                }
            }
            None
        }
    }
}

fn is_number(text: &str) -> bool {
    text.len() < 18
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
        && !text.is_empty()
}

/// Writes a field that is no CSL variable under its own name, if it did not come from a
/// notation where that name means something else.
fn foreign(entry: &Entry, field: Field, space: &str, out: &mut String) -> bool {
    let Some((syntax, text)) = entry.raw(field) else { return false };
    match syntax {
        // Variables that processors make, and that data may hold all the same.
        Syntax::Tex if matches!(field.name(), "citation-label" | "year-suffix") => {
            member_name(field, space, out);
            quoted(&entry.text(field).unwrap_or_default(), out);
        }
        Syntax::Tex => return false,
        Syntax::Csl => {
            member_name(field, space, out);
            quoted(text, out);
        }
        Syntax::Plain => {
            member_name(field, space, out);
            if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
                out.push_str(text);
            } else {
                quoted(text, out);
            }
        }
    }
    true
}
