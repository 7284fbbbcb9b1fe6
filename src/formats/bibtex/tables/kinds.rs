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
    // Mendeley's own names.
    ("book_section", EntryKind::CHAPTER),
    ("newspaper_article", EntryKind::ARTICLE_NEWSPAPER),
    ("magazine_article", EntryKind::ARTICLE_MAGAZINE),
    ("encyclopedia_article", EntryKind::ENTRY_ENCYCLOPEDIA),
    ("conference_proceedings", EntryKind::PAPER_CONFERENCE),
    ("computer_program", EntryKind::SOFTWARE),
    ("television_broadcast", EntryKind::BROADCAST),
    ("working_paper", EntryKind::REPORT),
    ("film", EntryKind::MOVIE),
    ("case", EntryKind::LEGAL_CASE),
    ("statute", EntryKind::LEGISLATION),
    ("newspaperarticle", EntryKind::ARTICLE_NEWSPAPER),
    ("magazinearticle", EntryKind::ARTICLE_MAGAZINE),
    ("talk", EntryKind::SPEECH),
    ("presentation", EntryKind::SPEECH),
];
