//! BibLaTeX's rules of inheritance (manual, appendix B).

use crate::model::{EntryKind, Field};

/// Fields that are never inherited through `crossref`.
pub(in crate::formats::bibtex) static NEVER: &[Field] = &[
    Field::IDS,
    Field::CROSSREF,
    Field::XREF,
    Field::XDATA,
    Field::ENTRYSET,
    Field::ENTRYSUBTYPE,
    Field::EXECUTE,
    Field::LABEL,
    Field::OPTIONS,
    Field::PRESORT,
    Field::RELATED,
    Field::RELATEDOPTIONS,
    Field::RELATEDSTRING,
    Field::RELATEDTYPE,
    Field::SHORTHAND,
    Field::SHORTHANDINTRO,
    Field::SORTKEY,
    Field::X_IBID_RAW,
    Field::X_IBID_SOURCE,
];

/// A rule: from kinds to kinds, source fields and the fields they become.
pub(in crate::formats::bibtex) struct Rule {
    pub(in crate::formats::bibtex) parents: &'static [EntryKind],
    pub(in crate::formats::bibtex) children: &'static [EntryKind],
    /// Source and target; a target of `None` is inherited nowhere.
    pub(in crate::formats::bibtex) fields: &'static [(Field, Option<Field>)],
}

/// Titles of the parent that belong to nobody else.
const OWN_TITLES: [(Field, Option<Field>); 4] = [
    (Field::TITLE_SHORT, None),
    (Field::SORTTITLE, None),
    (Field::INDEXTITLE, None),
    (Field::INDEXSORTTITLE, None),
];

const MAIN: &[(Field, Option<Field>)] = &[
    (Field::TITLE, Some(Field::MAINTITLE)),
    (Field::SUBTITLE, Some(Field::MAINSUBTITLE)),
    (Field::TITLEADDON, Some(Field::MAINTITLEADDON)),
    OWN_TITLES[0],
    OWN_TITLES[1],
    OWN_TITLES[2],
    OWN_TITLES[3],
];

const BOOK: &[(Field, Option<Field>)] = &[
    (Field::TITLE, Some(Field::CONTAINER_TITLE)),
    (Field::SUBTITLE, Some(Field::BOOKSUBTITLE)),
    (Field::TITLEADDON, Some(Field::BOOKTITLEADDON)),
    OWN_TITLES[0],
    OWN_TITLES[1],
    OWN_TITLES[2],
    OWN_TITLES[3],
];

const JOURNAL: &[(Field, Option<Field>)] = &[
    (Field::TITLE, Some(Field::CONTAINER_TITLE)),
    (Field::SUBTITLE, Some(Field::JOURNALSUBTITLE)),
    (Field::TITLEADDON, Some(Field::JOURNALTITLEADDON)),
    OWN_TITLES[0],
    OWN_TITLES[1],
    OWN_TITLES[2],
    OWN_TITLES[3],
];

/// The rules, in the manual's order.
pub(in crate::formats::bibtex) static RULES: &[Rule] = &[
    Rule {
        parents: &[EntryKind::MV_BOOK, EntryKind::BOOK],
        children: &[EntryKind::IN_BOOK, EntryKind::BOOK_IN_BOOK, EntryKind::SUPP_BOOK],
        fields: &[
            (Field::AUTHOR, Some(Field::AUTHOR)),
            (Field::AUTHOR, Some(Field::CONTAINER_AUTHOR)),
        ],
    },
    Rule {
        parents: &[EntryKind::MV_BOOK],
        children: &[
            EntryKind::BOOK,
            EntryKind::IN_BOOK,
            EntryKind::BOOK_IN_BOOK,
            EntryKind::SUPP_BOOK,
        ],
        fields: MAIN,
    },
    Rule {
        parents: &[EntryKind::MV_COLLECTION, EntryKind::MV_REFERENCE],
        children: &[
            EntryKind::EDITED_COLLECTION,
            EntryKind::REFERENCE,
            EntryKind::CHAPTER,
            EntryKind::ENTRY_ENCYCLOPEDIA,
            EntryKind::SUPP_COLLECTION,
        ],
        fields: MAIN,
    },
    Rule {
        parents: &[EntryKind::MV_PROCEEDINGS],
        children: &[EntryKind::PROCEEDINGS, EntryKind::PAPER_CONFERENCE],
        fields: MAIN,
    },
    Rule {
        parents: &[EntryKind::BOOK],
        children: &[EntryKind::IN_BOOK, EntryKind::BOOK_IN_BOOK, EntryKind::SUPP_BOOK],
        fields: BOOK,
    },
    Rule {
        parents: &[EntryKind::EDITED_COLLECTION, EntryKind::REFERENCE],
        children: &[
            EntryKind::CHAPTER,
            EntryKind::ENTRY_ENCYCLOPEDIA,
            EntryKind::SUPP_COLLECTION,
        ],
        fields: BOOK,
    },
    Rule {
        parents: &[EntryKind::PROCEEDINGS],
        children: &[EntryKind::PAPER_CONFERENCE],
        fields: BOOK,
    },
    Rule {
        parents: &[EntryKind::PERIODICAL],
        children: &[EntryKind::ARTICLE_JOURNAL, EntryKind::SUPP_PERIODICAL],
        fields: JOURNAL,
    },
];
