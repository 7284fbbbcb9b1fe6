//! Between LaTeX source and Unicode.

use std::borrow::Cow;

use crate::text::RichText;

/// Reads the LaTeX source of a field as rich text.
#[must_use]
pub fn to_rich(source: &str) -> RichText {
    RichText::plain(to_plain(source))
}

/// Reads the LaTeX source of a field as plain text, without its formatting.
#[must_use]
pub fn to_plain(source: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'\\', b'{', b'}', source.as_bytes()).is_none() {
        return Cow::Borrowed(source);
    }
    Cow::Owned(source.replace(['{', '}'], ""))
}

/// Writes rich text as LaTeX source in UTF-8.
#[must_use]
pub fn from_rich(rich: &RichText) -> String {
    rich.text().to_owned()
}
