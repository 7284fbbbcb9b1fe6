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

/// Walks through the entries that have doubts; skipped ones are taken out, and what a person
/// has looked at is no longer doubtful.
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
                        edit(context, &mut entry, doubt.field, &mut answer);
                    }
                }
                Some("a") => {}
                _ => return Ok(Answer::Quit),
            }
        }
        kept.push(entry);
    }
    *entries = kept;
    doubts.clear();
    Ok(Answer::Go)
}

/// Asks for a field until what is typed can stand there; nothing keeps what there is.
fn edit(
    context: &mut Context,
    entry: &mut Entry,
    field: Option<Field>,
    answer: &mut impl FnMut(&mut Context, &str) -> Option<String>,
) {
    let known = value(entry, field);
    let label = field.map_or("type", Field::name);
    while let Some(text) = answer(context, &format!("{label} [{known}]:")) {
        if text.is_empty() {
            return;
        }
        match put(entry, field, &text) {
            Ok(()) => return,
            Err(why) => context.out.say(&format!("“{text}” is {why}")),
        }
    }
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

/// Sets a field from what was typed: names with “and” between them, dates as EDTF or in
/// words; says what it is if it cannot stand there.
fn put(entry: &mut Entry, field: Option<Field>, text: &str) -> Result<(), &'static str> {
    let Some(field) = field else {
        let kind = EntryKind::known(text).ok_or("no type; `article-journal` is one")?;
        entry.set_kind(kind);
        return Ok(());
    };
    let value = match field.datatype() {
        Datatype::Names => Value::names(name::parse_bibtex(text)),
        Datatype::Date => {
            let date = Date::parse_loose(text);
            date.start().ok_or("no date; `2022-01-31` is one")?;
            Value::date(date)
        }
        _ => Value::plain(text),
    };
    entry.set(field, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CiteKey;

    #[test]
    fn what_cannot_stand_in_a_field_is_refused() {
        let mut entry = Entry::new(CiteKey::new("a"), EntryKind::BOOK);
        assert!(put(&mut entry, Some(Field::ISSUED), "Ice Roads").is_err());
        assert!(put(&mut entry, None, "ferry").is_err());
        assert_eq!(
            (value(&entry, Some(Field::ISSUED)), value(&entry, None)),
            (String::new(), "book".into())
        );
        assert_eq!(put(&mut entry, Some(Field::ISSUED), "2022-01-31"), Ok(()));
        assert_eq!(put(&mut entry, Some(Field::AUTHOR), "Ines Duarte and Ada Roe"), Ok(()));
        assert_eq!(value(&entry, Some(Field::ISSUED)), "2022-01-31");
        assert_eq!(entry.names(Field::AUTHOR).map(|names| names.len()), Some(2));
    }
}
