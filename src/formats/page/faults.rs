//! Faults that show only in the finished drafts or in the list as a whole.

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::html::claims::Claims;
use super::names;
use super::title::short;
use crate::diag::catalogue::page as rules;
use crate::diag::{Diagnostic, Place};
use crate::formats::Parsed;
use crate::model::{Field, Value};
use crate::text::Span;

/// Tells of tables of sites that cannot be read.
pub(super) fn tables(broken: &[String], parsed: &mut Parsed) {
    for error in broken {
        let message = format!(
            "a table of sites cannot be read: {}",
            // The reason stands below the place, which is that of a copy.
            error.trim_end().lines().last().unwrap_or("")
        );
        parsed.diagnostics.push(Diagnostic::new(&rules::BROKEN_METADATA, message));
    }
}

/// Broken blocks of metadata that are told one by one.
const MOST_BROKEN: usize = 20;

/// Tells of metadata that cannot be read.
pub(super) fn metadata(claims: &Claims, parsed: &mut Parsed) {
    for error in claims.broken.iter().take(MOST_BROKEN) {
        let message = format!("{error}; left out");
        parsed.diagnostics.push(Diagnostic::new(&rules::BROKEN_METADATA, message));
    }
    let more = claims.broken.len().saturating_sub(MOST_BROKEN);
    if more > 0 {
        let message = format!("{more} more blocks cannot be read; left out");
        parsed.diagnostics.push(Diagnostic::new(&rules::BROKEN_METADATA, message));
    }
    if claims.deep {
        let message = "elements are nested very deeply; read as if they were not";
        parsed.diagnostics.push(Diagnostic::new(&rules::NESTING_TOO_DEEP, message));
    }
}

/// Tells of lines that were not understood.
pub(super) fn unread(spans: &[Span], parsed: &mut Parsed) {
    parsed.unread.extend_from_slice(spans);
}

/// Puts findings at the words of their entry that they quote, where these stand there so.
pub(super) fn narrow(diagnostics: &mut [Diagnostic], source: &str) {
    for diagnostic in diagnostics {
        let Place::Span(span) = diagnostic.place else { continue };
        let quoted = diagnostic.message.split_once('“').map(|(_, rest)| rest);
        let words = quoted.and_then(|rest| rest.split_once('”')).map(|(words, _)| words);
        let Some(words) = words.map(|words| words.trim_matches('…').trim()) else {
            continue;
        };
        let found = span.of(source).find(words).filter(|_| !words.is_empty());
        if let Some(at) = found {
            let start = span.range().start + at;
            diagnostic.place = Place::Span(Span::new(start, start + words.len()));
        }
    }
}

/// Finds what is missing, printed in capitals, printed twice, cut off.
pub(super) fn of_list(drafts: &mut [Draft], source: &str) {
    let periods = drafts.iter().filter(|draft| ends(draft, source) == Some(true)).count();
    let ended = drafts.iter().filter(|draft| ends(draft, source).is_some()).count();
    let stopped = periods * 2 > ended && ended > 2 || periods >= 2 && periods * 3 >= ended;
    let contained = drafts.iter().filter(|draft| draft.has(Field::CONTAINER_TITLE)).count();
    let most_contained = contained + 1 >= drafts.len() && drafts.len() > 3;
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (at, draft) in drafts.iter_mut().enumerate() {
        missing(draft);
        if stopped && ends(draft, source) == Some(false) {
            let text = draft.span.of(source).trim();
            let tail: String =
                text.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
            draft.fault(
                &rules::MISSING_FINAL_PERIOD,
                format!("“…{tail}” has no full stop, unlike other entries"),
            );
        }
        if most_contained
            && !draft.has(Field::CONTAINER_TITLE)
            && !draft.has(Field::PUBLISHER)
            && !draft.has(Field::COLLECTION_TITLE)
        {
            draft.fault(
                &rules::MISSING_CONTAINER,
                "no publication is named, unlike in the other entries".to_owned(),
            );
        }
        let key = identity(draft);
        if let Some(first) = key.as_ref().and_then(|key| seen.get(key)) {
            let title = draft.get(Field::TITLE).unwrap_or("").to_owned();
            draft.fault(
                &rules::DUPLICATE_ENTRY,
                format!("“{}” stands here already as number {}", short(&title), first + 1),
            );
        } else if let Some(key) = key {
            seen.insert(key, at);
        }
    }
}

/// Whether an entry of one line ends with a full stop; `None` if it is a stack of lines.
fn ends(draft: &Draft, source: &str) -> Option<bool> {
    let text = draft.span.of(source).trim();
    if text.contains('\n') || text.is_empty() || text.len() > 1500 {
        return None;
    }
    let text = text.trim_end_matches(['\\', '*', '_', ' ', '\u{a0}', '”', '"']);
    let cited = draft.has(Field::ISSUED)
        || draft.has(Field::CONTAINER_TITLE)
        || draft.has(Field::COLLECTION_TITLE);
    cited.then(|| text.ends_with(['.', '!', '?']))
}

fn identity(draft: &Draft) -> Option<String> {
    let title = draft.get(Field::TITLE)?.to_lowercase();
    let date = match draft.value(Field::ISSUED) {
        Some(Value::Date(date)) => date.to_string(),
        _ => String::new(),
    };
    let container = draft.get(Field::CONTAINER_TITLE).unwrap_or("").to_lowercase();
    let authors = match draft.value(Field::AUTHOR) {
        Some(Value::Names(names)) => crate::model::name::display_list(names).to_lowercase(),
        _ => String::new(),
    };
    (title.split_whitespace().count() > 2)
        .then(|| format!("{title}|{date}|{container}|{authors}"))
}

fn missing(draft: &mut Draft) {
    if !draft.has(Field::AUTHOR) {
        draft.fault(&rules::MISSING_AUTHOR, "no author is named".to_owned());
    }
    let title = draft.get(Field::TITLE).map(str::to_owned);
    match title {
        None => draft.fault(&rules::MISSING_TITLE, "no title is given".to_owned()),
        Some(title) => {
            if names::is_caps(&title) && title.split_whitespace().count() > 1 {
                draft.fault(
                    &rules::ALL_CAPS_TITLE,
                    format!("“{}” is printed in capitals; kept", short(&title)),
                );
            }
            if super::kinds::label(&title).is_some() && draft.has(Field::NUMBER)
                || matches!(super::kinds::venue(&title), super::kinds::Venue::Series(_))
            {
                draft.fault(
                    &rules::GENERIC_TITLE,
                    format!("“{title}” names a series, not a work"),
                );
            }
        }
    }
    let raw = !draft.raw.is_empty();
    if !draft.has(Field::ISSUED)
        && !draft.faulty(&rules::FORTHCOMING)
        && !draft.faulty(&rules::MISSING_YEAR)
    {
        draft.fault(
            &rules::MISSING_DATE,
            if raw {
                "no possible date is printed".to_owned()
            } else {
                "no date is given".to_owned()
            },
        );
    }
}
