//! XML ContextObjects (Z39.88-2004, part 2, format `info:ofi/fmt:xml:xsd:ctx`).

use super::pairs;
use crate::formats::common::Keys;
use crate::formats::common::xml::{self, Element};
use crate::formats::{Format, Parsed, ReadOptions, Source};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "context-object",
    about: "OpenURL ContextObjects in XML",
    extensions: &["ctx"],
    sniff: |start| if start.contains("info:ofi/fmt:xml:xsd:ctx") { 95 } else { 0 },
    read: Some(read),
    write: None,
};

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let referents = document.all("referent");
    let entries =
        referents.into_iter().map(|referent| one(referent).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(referent: &Element) -> crate::formats::common::Draft {
    let format = referent.text_at(&["metadata-by-val", "format"]);
    let format = format.rsplit(':').next().unwrap_or("").to_ascii_lowercase();
    let mut found = Vec::new();
    for id in referent.children("identifier") {
        found.push(("id".to_owned(), id.text()));
    }
    if let Some(metadata) = referent.path(&["metadata-by-val", "metadata"]) {
        leaves(metadata, &mut found);
    }
    pairs::draft(&format, &found)
}

/// The elements that hold text only; the depth is limited by the reader.
fn leaves(element: &Element, found: &mut Vec<(String, String)>) {
    let mut inner = element.elements().peekable();
    if inner.peek().is_none() {
        found.push((element.name.to_string(), element.text()));
    }
    for child in inner {
        leaves(child, found);
    }
}
