//! Unixref: the XML of Crossref's resolver and deposits (unixref 1.1, schema 5.3.1).

mod read;
mod write;

use crate::formats::Format;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "crossref-xml",
    about: "Crossref's XML (unixref)",
    extensions: &["xml"],
    sniff,
    read: Some(read::read),
    write: Some(write::write),
};

fn sniff(start: &str) -> u8 {
    let signs =
        ["<doi_records", "<doi_record", "<crossref_result", "<doi_batch", "<unixref"];
    match (signs.iter().any(|sign| start.contains(sign)), start.contains("<doi_data")) {
        (true, _) => 95,
        (_, true) => 70,
        _ => 0,
    }
}

/// The group of assertions (“custom metadata” of Crossmark) in which what has no element of
/// its own is kept.
const OURS: &str = "ibid";
