//! Which BibLaTeX fields answer for which CSL variables.

use crate::model::field::Field;

/// The fields that answer for a variable where its own field is absent, in this order.
pub static FALLBACKS: &[(Field, &[Field])] = &[
    (Field::PUBLISHER, &[Field::INSTITUTION, Field::ORGANIZATION, Field::HOWPUBLISHED]),
    (Field::LANGUAGE, &[Field::LANGID]),
    (Field::PAGE, &[Field::EID]),
    (Field::CONTAINER_TITLE, &[Field::MAINTITLE]),
    (Field::NUMBER, &[Field::EID, Field::EPRINT]),
    (Field::ARCHIVE_LOCATION, &[Field::EPRINT]),
    (Field::ARCHIVE, &[Field::EPRINTTYPE]),
    (Field::CALL_NUMBER, &[Field::LIBRARY]),
    (Field::COLLECTION_TITLE, &[Field::SHORTSERIES]),
];

/// The subtitles that CSL prints after a title, with a colon.
pub static SUBTITLES: &[(Field, &[Field])] = &[
    (Field::TITLE, &[Field::SUBTITLE]),
    (Field::CONTAINER_TITLE, &[Field::BOOKSUBTITLE, Field::JOURNALSUBTITLE]),
    (Field::MAINTITLE, &[Field::MAINSUBTITLE]),
    (Field::VOLUME_TITLE, &[Field::ISSUESUBTITLE]),
];

/// Name fields whose role is named by another field.
pub static ROLES: &[(Field, Field)] = &[
    (Field::EDITOR, Field::EDITORTYPE),
    (Field::EDITORA, Field::EDITORATYPE),
    (Field::EDITORB, Field::EDITORBTYPE),
    (Field::EDITORC, Field::EDITORCTYPE),
];

/// BibLaTeX's identifiers in `type` (manual, 4.9.2.13), in English.
pub static THESIS_TYPES: &[(&str, &str)] = &[
    ("phdthesis", "PhD thesis"),
    ("mathesis", "Master’s thesis"),
    ("mastersthesis", "Master’s thesis"),
    ("bathesis", "Bachelor’s thesis"),
    ("candthesis", "Candidate thesis"),
    ("techreport", "Technical report"),
    ("resreport", "Research report"),
    ("patent", "Patent"),
    ("patentde", "German patent"),
    ("patenteu", "European patent"),
    ("patentfr", "French patent"),
    ("patentuk", "British patent"),
    ("patentus", "U.S. patent"),
    ("patreq", "Patent request"),
    ("patreqde", "German patent request"),
    ("patreqeu", "European patent request"),
    ("patreqfr", "French patent request"),
    ("patrequk", "British patent request"),
    ("patrequs", "U.S. patent request"),
    ("software", "Computer software"),
    ("datacd", "CD-ROM"),
    ("audiocd", "Audio CD"),
];

/// English ordinals, from the first.
pub static ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
