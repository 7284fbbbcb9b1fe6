//! Documents as PDF: the Typst document, set by Typst's library (feature `pdf`). Fonts are
//! those that come with Typst; nothing of the machine is read.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime};
use typst::layout::PagedDocument;
use typst::syntax::{FileId, Source, VirtualPath};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::{Document, marked};

/// Writes a PDF; nothing where Typst cannot set the document.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let text = String::from_utf8(marked::typst(document)).unwrap_or_default();
    let sheet = Sheet::new(text);
    let set = typst::compile::<PagedDocument>(&sheet).output;
    let pdf = set.map(|pages| typst_pdf::pdf(&pages, &typst_pdf::PdfOptions::default()));
    pdf.ok().and_then(Result::ok).unwrap_or_default()
}

/// What Typst sees: one source and the fonts.
struct Sheet {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl Sheet {
    fn new(text: String) -> Self {
        let fonts: Vec<Font> =
            typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        let id = FileId::new(None, VirtualPath::new("document.typ"));
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            source: Source::new(id, text),
        }
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            Ok(self.source.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<i64>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_becomes_a_pdf() {
        let document = Document { title: "Müller & Söhne".into(), ..Document::default() };
        let pdf = write(&document);
        assert!(pdf.starts_with(b"%PDF-"));
        assert!(pdf.trim_ascii_end().ends_with(b"%%EOF"));
    }
}
