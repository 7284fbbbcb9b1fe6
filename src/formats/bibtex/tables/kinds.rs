//! Types whose name is not that of the kind (biblatex manual, 2.1.1–2.1.3; types that
//! programs write).

use crate::model::EntryKind;

/// Type in lower case and the kind it stands for; others are kinds by their own name.
pub(in crate::formats::bibtex) static KINDS: &[(&str, EntryKind)] = &[
    ("article", EntryKind::ARTICLE_JOURNAL),
    ("incollection", EntryKind::CHAPTER),
    ("inproceedings", EntryKind::PAPER_CONFERENCE),
    ("conference", EntryKind::PAPER_CONFERENCE),
    ("collection", EntryKind::EDITED_COLLECTION),
    ("electronic", EntryKind::ONLINE),
    ("www", EntryKind::ONLINE),
    ("web_page", EntryKind::WEBPAGE),
    ("inreference", EntryKind::ENTRY_ENCYCLOPEDIA),
    ("masterthesis", EntryKind::MASTERS_THESIS),
    ("mathesis", EntryKind::MASTERS_THESIS),
    ("monograph", EntryKind::BOOK),
    ("preprint", EntryKind::ARTICLE),
    ("newspaperarticle", EntryKind::ARTICLE_NEWSPAPER),
    ("magazinearticle", EntryKind::ARTICLE_MAGAZINE),
    ("talk", EntryKind::SPEECH),
    ("presentation", EntryKind::SPEECH),
];
