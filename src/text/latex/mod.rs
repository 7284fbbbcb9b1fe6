//! Between LaTeX source and Unicode.
//!
//! What stands in a field is read as LaTeX reads it in running text, without macros of the
//! user's own; commands that are not known stay as they are written. [`read`] goes one way,
//! [`write`] the other, and both share the [`tables`].

mod find;
mod fixed;
mod lookup;
mod math;
mod read;
mod tables;
mod write;

use std::borrow::Cow;

pub use fixed::fixed_runs;

use crate::text::RichText;

/// Reads the LaTeX source of a field as rich text.
#[must_use]
pub fn to_rich(source: &str) -> RichText {
    let source = source.trim();
    if find::is_plain(source) {
        return RichText::plain(source);
    }
    read::rich(source, false)
}

/// The same for a text of paragraphs: blank lines and `\par` become `"\n\n"`. `None` if there
/// is only one. (BibTeX makes one space of all white space, but people and programs write
/// abstracts so.)
#[must_use]
pub fn paragraphs(source: &str) -> Option<RichText> {
    let source = source.trim();
    find::has_paragraphs(source).then(|| read::rich(source, true))
}

/// Reads the LaTeX source of a field as plain text, without its formatting.
#[must_use]
pub fn to_plain(source: &str) -> Cow<'_, str> {
    let source = source.trim();
    if find::is_plain(source) {
        return Cow::Borrowed(source);
    }
    Cow::Owned(read::rich(source, false).text().to_owned())
}

/// Writes rich text as LaTeX source in UTF-8.
#[must_use]
pub fn from_rich(rich: &RichText) -> String {
    write::rich(rich, write::Charset::Unicode)
}

/// Writes rich text as LaTeX source in ASCII; characters that have no command stay.
#[must_use]
pub fn from_rich_ascii(rich: &RichText) -> String {
    write::rich(rich, write::Charset::Ascii)
}

/// Writes plain text as LaTeX source in UTF-8.
#[must_use]
pub fn from_plain(text: &str) -> Cow<'_, str> {
    if write::is_plain(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(from_rich(&RichText::plain(text)))
    }
}

/// Writes LaTeX source again with commands for all characters outside ASCII that have one.
#[must_use]
pub fn to_ascii(source: &str) -> Cow<'_, str> {
    if source.is_ascii() {
        Cow::Borrowed(source)
    } else {
        Cow::Owned(write::ascii(source, |_| true))
    }
}

/// The Unicode text of accents and symbol commands in the source, all else left as it is:
/// `M{\"u}ller \emph{x}` becomes `Müller \emph{x}`.
#[must_use]
pub fn to_unicode_source(source: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', source.as_bytes()).is_none() {
        return Cow::Borrowed(source);
    }
    Cow::Owned(write::unicode(source, |_| true))
}

/// Like [`to_ascii`], for the characters that are wanted.
#[must_use]
pub fn to_ascii_where(source: &str, wanted: impl Fn(char) -> bool) -> String {
    write::ascii(source, wanted)
}

/// Like [`to_unicode_source`], for the characters that are wanted.
#[must_use]
pub fn to_unicode_where(source: &str, wanted: impl Fn(char) -> bool) -> String {
    write::unicode(source, wanted)
}

#[cfg(test)]
mod tests;
