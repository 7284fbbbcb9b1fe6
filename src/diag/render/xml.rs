//! Escapes of XML.

use crate::text::xml;

/// Text that is safe in content and in attributes, line ends and tabs too; characters XML
/// forbids are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    xml::escape(text, &mut out);
    out.replace('\n', "&#10;").replace('\t', "&#9;")
}
