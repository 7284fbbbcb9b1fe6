//! Names of fields as `.bib` files write them (btxdoc 3.2; biblatex manual 2.2.2–2.2.5).

/// Names that a slip of the pen may have meant, without very short ones.
pub(in crate::validate) static FIELD_NAMES: &[&str] = &[
    "abstract", "addendum", "address", "annotation", "annotator", "annote", "author", "bookauthor",
    "booksubtitle", "booktitle", "booktitleaddon", "chapter", "commentator", "crossref", "date",
    "edition", "editor", "editortype", "eprint", "eprintclass", "eprinttype", "eventdate",
    "eventtitle", "foreword", "holder", "howpublished", "institution", "introduction", "isbn", "issn",
    "issue", "issuetitle", "journal", "journalsubtitle", "journaltitle", "keywords", "langid",
    "language", "library", "location", "mainsubtitle", "maintitle", "month", "note", "number",
    "organization", "origdate", "origlanguage", "origlocation", "origpublisher", "origtitle", "pages",
    "pagetotal", "publisher", "pubstate", "school", "series", "shortauthor", "shorttitle", "subtitle",
    "title", "titleaddon", "translator", "urldate", "version", "volume", "volumes", "year",
];
