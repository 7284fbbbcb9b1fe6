//! What DOCX and ODT share: a zip archive of XML files.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::text::xml;

/// Packs files; the first is stored as it is where `stored` says so (ODF 1.3 part 2, 2.2.4).
pub(super) fn pack(files: &[(&str, String)], stored: bool) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, text)) in files.iter().enumerate() {
        let method = if at == 0 && stored {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        // The same document gives the same bytes, whatever the clock says.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        // Writing to memory fails only where an archive is too large for its format.
        if archive.start_file(*name, options).is_err()
            || archive.write_all(text.as_bytes()).is_err()
        {
            return Vec::new();
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Characters for XML 1.0.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    xml::escape(text, &mut out);
    out
}
