//! The names of fields in queries: BibLaTeX's, CSL's and everyday ones.

use crate::model::tables::kinds::KINDS;
use crate::model::{Entry, Field, variable};
use crate::query::Subject;
use crate::text::nearest;

/// Names that stand for other fields, or for several.
const ALIASES: &[(&str, &[Field])] = &[
    ("year", &[Field::ISSUED]),
    ("date", &[Field::ISSUED]),
    ("journal", &[Field::CONTAINER_TITLE]),
    ("journaltitle", &[Field::CONTAINER_TITLE]),
    ("booktitle", &[Field::CONTAINER_TITLE]),
    ("container", &[Field::CONTAINER_TITLE]),
    ("venue", &[Field::CONTAINER_TITLE, Field::COLLECTION_TITLE, Field::EVENT_TITLE]),
    ("series", &[Field::COLLECTION_TITLE]),
    ("title", &[Field::TITLE, Field::SUBTITLE]),
    ("publisher", &[Field::PUBLISHER, Field::INSTITUTION, Field::ORGANIZATION]),
    ("place", &[Field::PUBLISHER_PLACE]),
    ("location", &[Field::PUBLISHER_PLACE]),
    ("address", &[Field::PUBLISHER_PLACE]),
    ("doi", &[Field::DOI]),
    ("url", &[Field::URL]),
    ("isbn", &[Field::ISBN]),
    ("issn", &[Field::ISSN]),
    ("pmid", &[Field::PMID]),
    ("pmcid", &[Field::PMCID]),
    ("pages", &[Field::PAGE]),
    ("keywords", &[Field::KEYWORD]),
    ("tag", &[Field::KEYWORD]),
    ("tags", &[Field::KEYWORD]),
    ("urldate", &[Field::ACCESSED]),
    ("origdate", &[Field::ORIGINAL_DATE]),
    ("eventdate", &[Field::EVENT_DATE]),
    ("lang", &[Field::LANGUAGE, Field::LANGID]),
    ("language", &[Field::LANGUAGE, Field::LANGID]),
    ("name", &[Field::AUTHOR, Field::EDITOR, Field::TRANSLATOR]),
    ("person", &[Field::AUTHOR, Field::EDITOR, Field::TRANSLATOR]),
    ("genre", &[Field::GENRE]),
];

/// What a name in a query looks at; a name like no other is a field of the user's own.
///
/// A name that is nearly a known one is taken for a slip: the known name is given back.
pub(super) fn subject(name: &str) -> Result<Subject, &'static str> {
    let lower = name.to_lowercase();
    match lower.as_str() {
        "key" | "citekey" | "id" => return Ok(Subject::Key),
        "type" | "kind" | "entrytype" => return Ok(Subject::Kind),
        "any" | "anyfield" => return Ok(Subject::Everything),
        _ => {}
    }
    if let Some((_, fields)) = ALIASES.iter().find(|(alias, _)| *alias == lower) {
        return Ok(Subject::Fields(fields.to_vec()));
    }
    if let Some(field) = Field::known(name).or_else(|| Field::known(&lower)) {
        return Ok(Subject::Fields(vec![field]));
    }
    let aliases = ALIASES.iter().map(|(alias, _)| *alias);
    let known = aliases.chain(Field::all().map(Field::name)).chain(["key", "type", "any"]);
    match nearest(&lower, known) {
        Some(near) if !near.starts_with(&lower) => Err(near),
        _ => Ok(Subject::Fields(vec![Field::named(name)])),
    }
}

impl Subject {
    /// The name for people.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Fields(fields) => {
                fields.first().map_or("any field", |field| field.name())
            }
            Self::Key => "key",
            Self::Kind => "type",
            Self::Everything => "any field",
        }
    }
}

/// The type that a word nearly is; none if it is one, or like none.
pub(super) fn near_kind(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let words = || KINDS.iter().flat_map(|kind| [kind.name, kind.csl, kind.biblatex]);
    if word.contains('*') || words().any(|known| known == lower) {
        return None;
    }
    nearest(&lower, words()).filter(|near| !near.starts_with(&lower))
}

/// The words for a kind that a query may use.
pub(super) fn kind_words(entry: &Entry) -> [&'static str; 4] {
    let kind = entry.kind();
    let biblatex = kind.info().map_or(kind.name(), |info| info.biblatex);
    // An article of BibLaTeX with `entrysubtype = {magazine}` is a magazine article.
    [kind.name(), kind.csl(), biblatex, variable::kind(entry).csl()]
}
