//! What sort of work a reference is, by which fields it has.

use super::super::draft::Draft;
use super::super::kinds::{self, Venue};
use super::fields::Part;
use super::model::Label;
use crate::model::Field;

/// Words of a container's or work's name and the kind that they tell.
const WORDS: &[(&[&str], &str)] = &[
    (
        &[
            "proceedings",
            "proc.",
            "conference",
            "symposium",
            "workshop",
            "congress",
            "actes du",
            "tagungsband",
            "conférence",
            "konferenz",
        ],
        "paper-conference",
    ),
    (
        &[
            "dictionary",
            "dictionnaire",
            "encyclop",
            "wörterbuch",
            "lexikon",
            "enzyklop",
            "энциклоп",
            "ansiklopedi",
            "uppslagsverk",
        ],
        "entry-encyclopedia",
    ),
];

const GENRES: &[(&[&str], &str)] = &[
    (
        &[
            "thesis",
            "thèse",
            "dissertation",
            "ph.d",
            "phd",
            "tesis",
            "mémoire",
            "diss",
            "master",
            "diplom",
            "tez",
            "avhandling",
        ],
        "thesis",
    ),
    (
        &[
            "report",
            "working paper",
            "discussion paper",
            "rapport",
            "bericht",
            "memorandum",
        ],
        "report",
    ),
    (&["film", "dvd", "documentary", "motion picture"], "motion_picture"),
    (
        &["poster", "lecture", "talk", "presentation", "paper presented", "conférence"],
        "speech",
    ),
    (&["manuscript", "unpublished"], "manuscript"),
];

fn by_words(text: &str, table: &[(&[&str], &'static str)]) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let row = table.iter().find(|(words, _)| words.iter().any(|word| lower.contains(word)));
    row.map(|(_, kind)| *kind)
}

/// Sets the kind.
pub(super) fn decide(parts: &[Part<'_>], draft: &mut Draft) {
    let has = |label: Label| parts.iter().any(|part| part.label == label);
    let container = draft.get(Field::CONTAINER_TITLE).unwrap_or("").to_owned();
    let genre = draft.get(Field::GENRE).and_then(|genre| by_words(genre, GENRES));
    if let Some(kind) = genre.filter(|_| container.is_empty()) {
        draft.kind(kind, 92, "printed");
    } else if has(Label::Director) {
        draft.kind("motion_picture", 85, "a director");
    } else if has(Label::Journal) {
        journal(&container, draft);
    } else if !container.is_empty() {
        match by_words(&container, WORDS) {
            Some(kind) => draft.kind(kind, 90, "the container's name"),
            None if draft.has(Field::EDITOR) => draft.kind("chapter", 93, "“in” a book"),
            None => within(&container, draft),
        }
    } else if draft.has(Field::PUBLISHER) || draft.has(Field::PUBLISHER_PLACE) {
        draft.kind("book", 88, "publisher or place");
    } else if draft.has(Field::VOLUME) && draft.has(Field::PAGE) {
        draft.kind("article-journal", 70, "volume and pages");
    } else if draft.has(Field::URL) {
        draft.kind("webpage", 75, "an address and no publisher");
    } else {
        draft.kind("document", 40, "nothing tells the kind");
    }
}

fn journal(container: &str, draft: &mut Draft) {
    let numbered = draft.has(Field::VOLUME) || draft.has(Field::ISSUE);
    match kinds::venue(container) {
        Venue::Container(kind, sure) if !numbered && kind != "article-journal" => {
            draft.kind(kind, sure, "publication");
        }
        _ if numbered => draft.kind("article-journal", 94, "volume or issue"),
        _ => draft.kind("article-journal", 85, "publication"),
    }
}

fn within(container: &str, draft: &mut Draft) {
    let numbered = draft.has(Field::VOLUME) && draft.has(Field::ISSUE);
    match kinds::venue(container) {
        _ if numbered => draft.kind("article-journal", 85, "volume and issue"),
        Venue::Container(kind, sure) => draft.kind(kind, sure.min(85), "publication"),
        _ if draft.has(Field::URL) && !draft.has(Field::PAGE) => {
            draft.kind("webpage", 75, "an address and no pages");
        }
        _ => draft.kind("chapter", 80, "in another work"),
    }
}
