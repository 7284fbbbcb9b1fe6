//! What an entry answers to a CSL variable.
//!
//! BibLaTeX splits what CSL holds together (`title` and `subtitle`, `publisher` and
//! `institution`), and CSL's own fields always win. This view is what the processor and the
//! writers of CSL-like formats read.

use std::borrow::Cow;

use crate::model::entry::Entry;
use crate::model::field::Field;
use crate::text::RichText;

/// The fields that answer for a variable where its own field is absent, in this order.
const FALLBACKS: &[(Field, &[Field])] = &[
    (Field::PUBLISHER, &[Field::INSTITUTION, Field::ORGANIZATION, Field::HOWPUBLISHED]),
    (Field::LANGUAGE, &[Field::LANGID]),
];

/// The field that answers for a CSL variable in this entry.
#[must_use]
pub fn answering(entry: &Entry, variable: Field) -> Option<Field> {
    if entry.has(variable) {
        return Some(variable);
    }
    let (_, fallbacks) = FALLBACKS.iter().find(|(field, _)| *field == variable)?;
    fallbacks.iter().copied().find(|field| entry.has(*field))
}

/// The subtitle field that CSL prints after a title, with a colon.
fn subtitle_of(variable: Field) -> Option<Field> {
    match variable {
        Field::TITLE => Some(Field::SUBTITLE),
        Field::CONTAINER_TITLE => Some(Field::BOOKSUBTITLE),
        _ => None,
    }
}

/// A CSL text variable of an entry as rich text: title and subtitle joined, and so on.
#[must_use]
pub fn rich(entry: &Entry, variable: Field) -> Option<Cow<'_, RichText>> {
    let main = entry.rich(answering(entry, variable)?)?;
    let subtitle = subtitle_of(variable).and_then(|field| entry.rich(field));
    let subtitle = match (variable, subtitle) {
        (Field::CONTAINER_TITLE, None) => entry.rich(Field::JOURNALSUBTITLE),
        (_, subtitle) => subtitle,
    };
    Some(match subtitle {
        Some(subtitle) if !subtitle.is_empty() => Cow::Owned(joined(&main, &subtitle)),
        _ => main,
    })
}

/// `Title: Subtitle`; a title that ends with its own mark takes none.
fn joined(main: &RichText, subtitle: &RichText) -> RichText {
    let mut both = main.clone();
    let closed = main.text().ends_with([':', '?', '!', '.', '—', '–']);
    both.push_str(if closed { " " } else { ": " });
    both.append(subtitle);
    both
}
