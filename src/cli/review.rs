//! `ibid import --review` on a terminal: each entry with a doubt is shown; it is accepted,
//! edited field by field, or skipped.

use std::io::{self, BufRead};

use crate::cli::{Context, Error};
use crate::formats::Doubt;
use crate::model::date::Date;
use crate::model::field::Datatype;
use crate::model::{Entry, EntryKind, Field, Value, name};

/// What is to become of the entries.
pub(crate) enum Answer {
    /// Import what is left.
    Go,
    /// Import nothing.
    Quit,
}

/// Walks through the entries that have doubts; skipped ones are taken out.
pub(crate) fn walk(
    context: &mut Context,
    entries: &mut Vec<Entry>,
    doubts: &mut Vec<Doubt>,
) -> Result<Answer, Error> {
    let mut lines = io::stdin().lock().lines();
    let mut answer = |context: &mut Context, question: &str| {
        context.out.say(question);
        let line = lines.next().and_then(Result::ok);
        line.map(|line| line.trim().to_owned())
    };
    let mut kept = Vec::new();
    let mut left = Vec::new();
    for (at, mut entry) in std::mem::take(entries).into_iter().enumerate() {
        let own: Vec<Doubt> =
            doubts.iter().filter(|doubt| doubt.entry == at).cloned().collect();
        if !own.is_empty() {
            show(context, &entry, &own);
            let said = loop {
                let said = answer(context, "[a]ccept, [e]dit, [s]kip or [q]uit?");
                match said.as_deref() {
                    Some("a" | "e" | "s" | "q") | None => break said,
                    Some(_) => {}
                }
            };
            match said.as_deref() {
                Some("s") => continue,
                Some("e") => {
                    for doubt in &own {
                        let known = value(&entry, doubt.field);
                        let label = doubt.field.map_or("type", Field::name);
                        let question = format!("{label} [{known}]:");
                        let text = answer(context, &question).unwrap_or_default();
                        if !text.is_empty() {
                            put(&mut entry, doubt.field, &text);
                        }
                    }
                }
                Some("a") => {}
                _ => return Ok(Answer::Quit),
            }
        }
        left.extend(own.into_iter().map(|doubt| Doubt { entry: kept.len(), ..doubt }));
        kept.push(entry);
    }
    *entries = kept;
    *doubts = left;
    Ok(Answer::Go)
}

fn value(entry: &Entry, field: Option<Field>) -> String {
    match field {
        Some(field) => entry.text(field).unwrap_or_default().into_owned(),
        None => entry.kind().name().to_owned(),
    }
}

fn show(context: &mut Context, entry: &Entry, doubts: &[Doubt]) {
    let title = entry.text(Field::TITLE).unwrap_or_default().into_owned();
    context.out.say(&format!("\n{}  {title}", entry.kind()));
    for doubt in doubts {
        let label = doubt.field.map_or("type", Field::name);
        let known = value(entry, doubt.field);
        context.out.say(&format!(
            "  {label}: {known}  ({} % sure: {})",
            doubt.confidence, doubt.reason
        ));
    }
}

/// Sets a field from what was typed: names with “and” between them, dates as EDTF.
fn put(entry: &mut Entry, field: Option<Field>, text: &str) {
    let Some(field) = field else {
        entry.set_kind(EntryKind::named(text));
        return;
    };
    let value = match field.datatype() {
        Datatype::Names => Value::names(name::parse_bibtex(text)),
        Datatype::Date => Value::date(Date::parse_loose(text)),
        _ => Value::plain(text),
    };
    entry.set(field, value);
}
