//! The keys of Z39.88's formats (KEV: journal, book, dissertation, patent, dc) and what they
//! are to us.

use crate::model::{EntryKind as K, Field as F};

/// Format, genre, kind. The first row of a kind is written. The genres of `dc` are Zotero's
/// item types, as Zotero writes and reads them in `rft.type`.
#[rustfmt::skip]
pub(crate) static KINDS: &[(&str, &str, K)] = &[
    ("journal", "article", K::ARTICLE_JOURNAL),
    ("journal", "proceeding", K::PAPER_CONFERENCE),
    ("journal", "preprint", K::ARTICLE),
    ("journal", "journal", K::PERIODICAL),
    ("journal", "issue", K::PERIODICAL),
    ("journal", "conference", K::PROCEEDINGS),
    ("journal", "", K::ARTICLE_JOURNAL),
    ("book", "book", K::BOOK),
    ("book", "bookitem", K::CHAPTER),
    ("book", "proceeding", K::PAPER_CONFERENCE),
    ("book", "conference", K::PROCEEDINGS),
    ("book", "report", K::REPORT),
    ("book", "document", K::DOCUMENT),
    ("book", "", K::BOOK),
    ("dissertation", "dissertation", K::THESIS),
    ("dissertation", "", K::THESIS),
    ("patent", "patent", K::PATENT),
    ("patent", "", K::PATENT),
];

/// Key, formats (`*` all), field. The first row of a field that fits is written.
#[rustfmt::skip]
pub(crate) static FIELDS: &[(&str, &str, F)] = &[
    ("atitle", "journal book", F::TITLE),
    ("jtitle", "journal", F::CONTAINER_TITLE),
    ("title", "journal", F::CONTAINER_TITLE),
    ("stitle", "journal", F::CONTAINER_TITLE_SHORT),
    ("btitle", "book", F::CONTAINER_TITLE),
    ("title", "book", F::CONTAINER_TITLE),
    ("stitle", "book", F::TITLE_SHORT),
    ("title", "*", F::TITLE),
    ("volume", "journal book", F::VOLUME),
    ("issue", "journal", F::ISSUE),
    ("artnum", "journal", F::EID),
    ("pages", "*", F::PAGE),
    ("tpages", "book dissertation", F::NUMBER_OF_PAGES),
    ("edition", "book", F::EDITION),
    ("series", "book", F::COLLECTION_TITLE),
    ("place", "book", F::PUBLISHER_PLACE),
    ("pub", "book", F::PUBLISHER),
    ("inst", "dissertation", F::PUBLISHER),
    ("degree", "dissertation", F::GENRE),
    ("number", "patent", F::NUMBER),
    ("co", "patent dissertation", F::JURISDICTION),
    ("publisher", "dc", F::PUBLISHER),
    ("description", "dc", F::ABSTRACT),
    ("source", "dc", F::CONTAINER_TITLE),
    ("rights", "dc", F::LICENSE),
    ("language", "*", F::LANGUAGE),
    ("date", "*", F::ISSUED),
];
