//! What a style prints of an entry that the entry lacks.
//!
//! A style says nowhere what it needs: the entry is set with and without a field, and where
//! the answer differs the style prints it. Only fields are tried that every work of the kind
//! has.

use crate::csl::{Abbreviations, Cite, Cluster, Filter, Job, Style, Tree, process};
use crate::model::variable::{answering, kind};
use crate::model::{Date, DateParts, Entry, Field, Name, Value};

/// The fields that the style would print of this entry and that it lacks.
#[must_use]
pub fn missing(style: &Style, entry: &Entry) -> Vec<Field> {
    let lacking: Vec<Field> = usual(kind(entry).csl())
        .iter()
        .copied()
        .filter(|field| answering(entry, *field).is_none() && applies(entry, *field))
        .collect();
    if lacking.is_empty() {
        return lacking;
    }
    let without = set(style, entry);
    lacking
        .into_iter()
        .filter(|field| {
            let mut with = entry.clone();
            with.set(*field, sample(*field));
            set(style, &with) != without
        })
        .collect()
}

/// What every work of a kind has.
fn usual(kind: &str) -> &'static [Field] {
    match kind {
        "article-journal" => &[
            Field::AUTHOR,
            Field::ISSUED,
            Field::TITLE,
            Field::CONTAINER_TITLE,
            Field::VOLUME,
            Field::PAGE,
        ],
        "article-magazine" | "article-newspaper" => {
            &[Field::AUTHOR, Field::ISSUED, Field::TITLE, Field::CONTAINER_TITLE]
        }
        "book" => &[
            Field::AUTHOR,
            Field::ISSUED,
            Field::TITLE,
            Field::PUBLISHER,
            Field::PUBLISHER_PLACE,
        ],
        "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary" => &[
            Field::AUTHOR,
            Field::ISSUED,
            Field::TITLE,
            Field::CONTAINER_TITLE,
            Field::PUBLISHER,
            Field::PUBLISHER_PLACE,
            Field::PAGE,
        ],
        "thesis" | "report" => {
            &[Field::AUTHOR, Field::ISSUED, Field::TITLE, Field::PUBLISHER]
        }
        "webpage" | "post" | "post-weblog" => {
            &[Field::AUTHOR, Field::ISSUED, Field::TITLE, Field::URL, Field::ACCESSED]
        }
        "patent" => &[Field::AUTHOR, Field::ISSUED, Field::TITLE, Field::NUMBER],
        _ => &[Field::AUTHOR, Field::ISSUED, Field::TITLE],
    }
}

/// Whether the lack of a field is one: not of an author where an editor stands for him.
fn applies(entry: &Entry, field: Field) -> bool {
    match field {
        Field::AUTHOR => {
            ![Field::EDITOR, Field::TRANSLATOR, Field::DIRECTOR, Field::COMPOSER]
                .iter()
                .any(|other| entry.has(*other))
        }
        // An address is printed with its day; a DOI needs none.
        Field::ACCESSED => entry.has(Field::URL) && !entry.has(Field::DOI),
        Field::URL => !entry.has(Field::DOI),
        // An online article has a number in place of its pages.
        Field::PAGE => !entry.has(Field::NUMBER) || entry.has(Field::ISSUE),
        _ => true,
    }
}

/// A value that shows where it is printed.
fn sample(field: Field) -> Value {
    match field {
        Field::AUTHOR => Value::names(vec![Name::person("Quux", "Xavier")]),
        Field::ISSUED | Field::ACCESSED => {
            Value::date(Date::Single(DateParts::day(1987, 6, 5)))
        }
        Field::PAGE | Field::VOLUME | Field::NUMBER => Value::plain("8765"),
        Field::URL => Value::plain("https://quux.example/"),
        _ => Value::plain("Quux"),
    }
}

/// The entry as the style sets it: in the bibliography, or cited where there is none.
fn set(style: &Style, entry: &Entry) -> Vec<Tree> {
    let entries = std::slice::from_ref(entry);
    let clusters = match style.has_bibliography() {
        true => Vec::new(),
        false => vec![Cluster { cites: vec![Cite::default()], ..Cluster::default() }],
    };
    let job = Job {
        entries,
        clusters: &clusters,
        uncited: if clusters.is_empty() { &[0] } else { &[] },
        previews: false,
        bibliography: clusters.is_empty(),
        nosort: true,
        filter: &Filter::default(),
        abbreviations: &Abbreviations::default(),
        links: false,
        marks_empty: false,
    };
    let processed = process(style, &job);
    match processed.bibliography {
        Some(bibliography) => {
            bibliography.entries.into_iter().map(|(_, tree)| tree).collect()
        }
        None => processed.citations,
    }
}
