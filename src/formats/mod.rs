//! Formats: one file or folder each, one row each in [`FORMATS`].

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::MIXED_FORMATS;
use crate::model::Entry;
use crate::text::Span;

pub mod arxiv;
pub mod bibjson;
pub mod biblatexml;
pub mod biblioscape;
pub mod bibtex;
pub mod bibtexml;
pub mod bookmarks;
pub mod cff;
pub mod citavi;
mod common;
pub mod copac;
pub mod crossref;
pub mod csl_json;
pub mod csl_yaml;
pub mod csv;
pub mod datacite;
pub mod dublin_core;
pub mod endnote;
pub mod hayagriva;
pub mod inspec;
pub mod manual;
pub mod marc;
pub mod mods;
pub mod nbib;
pub mod openalex;
pub mod openurl;
pub mod ovid;
pub mod page;
pub mod primo;
pub mod pubmed_xml;
pub mod refworks;
pub mod repec_nep;
pub mod ris;
pub mod schema_org;
pub mod silverplatter;
pub mod source;
pub mod stream;
pub mod verify;
pub mod word_xml;
pub mod wos;
pub mod xlsx;
pub mod zotero;

pub use source::Source;

/// A format that entries are read from or written to.
#[derive(Debug)]
pub struct Format {
    /// The name on the command line: `csl-json`.
    pub id: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// File name extensions without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// How sure the format is that these bytes are its own: 0 not at all, 100 certain.
    /// It sees the first 64 KiB, decoded.
    pub sniff: fn(&str) -> u8,
    /// Reads a whole source; faults are reported, never fatal.
    pub read: Option<fn(&Source, &ReadOptions) -> Parsed>,
    /// Writes entries.
    pub write: Option<fn(&[Entry], &WriteOptions) -> Written>,
}

/// Settings of readers.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// `--map column=field` of tables.
    pub columns: Vec<(String, String)>,
    /// Whether an author's biography is kept as a note (pages).
    pub keep_bio: bool,
    /// The address a saved page came from, if it is known.
    pub address: Option<String>,
    /// Tables of sites (`[[site]]` TOML) of the user, before our own (pages).
    pub site_tables: Vec<String>,
    /// Leaves our own tables of sites out (pages; for measuring).
    pub no_builtin_sites: bool,
}

/// Settings of writers.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// Columns of tables; empty for the default set.
    pub columns: Vec<String>,
    /// Whether characters outside ASCII are written as LaTeX commands (BibTeX).
    pub latex_escapes: bool,
}

/// What a reader found.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The entries, in the order of the source.
    pub entries: Vec<Entry>,
    /// What is to be said about them.
    pub diagnostics: Vec<Diagnostic>,
    /// What is not certain about them (imports only).
    pub doubts: Vec<Doubt>,
    /// Where each entry stands in the source (imports only).
    pub spans: Vec<crate::text::Span>,
    /// Places of text that was not understood (imports only).
    pub unread: Vec<crate::text::Span>,
}

/// A field that a reader inferred rather than read.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// The position of the entry in [`Parsed::entries`].
    pub entry: usize,
    /// The field; `None` for the entry's kind.
    pub field: Option<crate::model::Field>,
    /// 0 to 100; below 90 it is shown as doubtful.
    pub confidence: u8,
    /// Why: “no comma after the author”.
    pub reason: String,
    /// Where in the source.
    pub span: crate::text::Span,
}

/// What a writer made.
#[derive(Debug, Default)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What had no home or changed.
    pub diagnostics: Vec<Diagnostic>,
}

/// All formats, in the order `ibid formats` shows.
#[rustfmt::skip]
pub static FORMATS: &[Format] = &[
    bibtex::BIBTEX,
    bibtex::BIBLATEX,
    biblatexml::FORMAT,
    csl_json::FORMAT,
    csl_yaml::FORMAT,
    ris::FORMAT,
    endnote::XML,
    endnote::ENW,
    nbib::FORMAT,
    mods::FORMAT,
    marc::MARC,
    marc::MARCXML,
    crossref::JSON,
    crossref::XML,
    datacite::JSON,
    datacite::XML,
    openalex::FORMAT,
    arxiv::FORMAT,
    schema_org::FORMAT,
    bibjson::FORMAT,
    hayagriva::FORMAT,
    cff::FORMAT,
    word_xml::FORMAT,
    zotero::JSON,
    zotero::RDF,
    pubmed_xml::FORMAT,
    dublin_core::FORMAT,
    openurl::COINS,
    openurl::CONTEXT,
    ovid::FORMAT,
    primo::FORMAT,
    copac::FORMAT,
    biblioscape::FORMAT,
    inspec::FORMAT,
    silverplatter::FORMAT,
    bibtexml::FORMAT,
    repec_nep::FORMAT,
    citavi::FORMAT,
    bookmarks::FORMAT,
    wos::FORMAT,
    refworks::FORMAT,
    csv::CSV,
    csv::TSV,
    xlsx::FORMAT,
    page::PAGE,
    page::STRINGS,
];

/// Names that people and other programs have for a format, and its own.
pub const OTHER_NAMES: &[(&str, &str)] = &[
    ("bib", "biblatex"),
    ("bibix", "enw"),
    ("ciw", "wos"),
    ("crossref", "crossref-json"),
    ("csljson", "csl-json"),
    ("cslyaml", "csl-yaml"),
    ("datacite", "datacite-json"),
    ("dublin-core", "dc"),
    ("endnote", "endnote-xml"),
    ("excel", "xlsx"),
    ("isi", "wos"),
    ("json", "csl-json"),
    ("jsonld", "schema-org"),
    ("marc21", "marc"),
    ("medline", "nbib"),
    ("pubmed", "pubmed-xml"),
    ("refer", "enw"),
    ("unixref", "crossref-xml"),
    ("word", "word-xml"),
    ("yaml", "csl-yaml"),
    ("zotero", "zotero-rdf"),
];

/// The format of a name on the command line: its own, or one of [`OTHER_NAMES`].
#[must_use]
pub fn named(id: &str) -> Option<&'static Format> {
    let lower = id.to_ascii_lowercase();
    let own =
        OTHER_NAMES.iter().find(|(other, _)| *other == lower).map_or(&*lower, |row| row.1);
    FORMATS.iter().find(|format| format.id == own)
}

/// The format that a text most probably is in: by content; the name only tips the scales,
/// and decides alone where the content says nothing.
#[must_use]
pub fn detect(text: &str, path: Option<&std::path::Path>) -> Option<&'static Format> {
    let mut end = text.len().min(SNIFFED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or(text);
    let extension = path.and_then(|path| path.extension()?.to_str()).unwrap_or("");
    let is_named = |format: &Format| {
        format.extensions.iter().any(|own| own.eq_ignore_ascii_case(extension))
    };
    let mut best: Option<(u8, &'static Format)> = None;
    for format in FORMATS.iter().filter(|format| format.read.is_some()) {
        let score = match (format.sniff)(head) {
            0 => continue,
            score if is_named(format) => score.saturating_add(NAME_COUNTS),
            score => score,
        };
        if score > best.map_or(0, |(score, _)| score) {
            best = Some((score, format));
        }
    }
    let generic = is_generic(extension);
    let by_name =
        || FORMATS.iter().find(|format| format.read.is_some() && is_named(format));
    best.map(|(_, format)| format).or_else(|| if generic { None } else { by_name() })
}

/// How the first line of an entry begins, of the formats that are put into one file.
const FIRST_LINES: &[(&str, &[&str])] = &[
    ("ris", &["TY  - "]),
    ("enw", &["%0 "]),
    ("nbib", &["PMID- "]),
    ("refworks", &["RT Journal", "RT Book", "RT Conference"]),
    ("biblatex", &["@article{", "@book{", "@inproceedings{", "@misc{"]),
];

/// Whether a text that is read as one format also has entries of another.
#[must_use]
pub fn mixed(text: &str, format: &Format) -> Option<Diagnostic> {
    let id = if format.id == "bibtex" { "biblatex" } else { format.id };
    FIRST_LINES.iter().find(|(own, _)| *own == id)?;
    let others = FIRST_LINES.iter().filter(|(own, _)| *own != id);
    others.into_iter().find_map(|(other, heads)| {
        let at = heads.iter().find_map(|head| {
            let inside = || text.find(&format!("\n{head}")).map(|at| at + 1);
            if text.starts_with(head) { Some(0) } else { inside() }
        })?;
        let message = format!("entries of {other} begin here, which are not read");
        let help = format!("`-f {other}` reads them; parting the file reads all");
        Some(Diagnostic::new(&MIXED_FORMATS, message).at(Span::at(at)).help(help))
    })
}

/// Whether a file name's extension says nothing about what is inside.
#[must_use]
pub fn is_generic(extension: &str) -> bool {
    GENERIC.iter().any(|name| name.eq_ignore_ascii_case(extension))
}

/// Extensions that say nothing about what is inside.
const GENERIC: &[&str] = &["txt", "xml", "json", "jsonl", "html", "htm"];

/// How much of a text [`Format::sniff`] sees.
const SNIFFED: usize = 64 << 10;

/// What a fitting file name adds to a format's score.
const NAME_COUNTS: u8 = 15;
