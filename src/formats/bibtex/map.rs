//! Between the words of `.bib` files and the model, both ways.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::tables::fields::{ALIASES, FIELDS, NAMES, Target};
use super::tables::kinds::KINDS;
use crate::model::{EntryKind, Field};

/// Whose words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// BibLaTeX, UTF-8, dates as EDTF.
    Biblatex,
    /// Classic BibTeX: `journal`, `address`, `year` and `month`.
    Bibtex,
}

/// Runs with a name in lower case, without allocating for those that are ordinary.
fn with_lower<T>(name: &str, run: impl FnOnce(&str) -> T) -> T {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return run(name);
    }
    run(&name.to_ascii_lowercase())
}

/// The kind that a type name stands for; case does not count.
#[must_use]
pub fn kind_of(name: &str) -> EntryKind {
    with_lower(name, |name| {
        let known = KINDS.iter().find(|(known, _)| *known == name);
        known.map_or_else(|| EntryKind::named(name), |(_, kind)| *kind)
    })
}

/// What the value of a field name becomes; case does not count.
pub(super) fn target_of(name: &str) -> Target {
    static INDEX: OnceLock<FxHashMap<&'static str, Target>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        // The names of the vocabulary first, so that no other name costs a second look-up.
        let own = Field::all().map(|field| (field.name(), Target::Is(field)));
        own.chain(FIELDS.iter().copied()).collect()
    });
    with_lower(name, |name| {
        index.get(name).copied().unwrap_or_else(|| Target::Is(Field::named(name)))
    })
}

/// What the value of a field name becomes in an entry of a kind: no book stands in a
/// journal (Mendeley writes the title's short form there).
pub(super) fn target_in(name: &str, kind: EntryKind) -> Target {
    let target = target_of(name);
    let journal = || name.get(..7).is_some_and(|n| n.eq_ignore_ascii_case("journal"));
    if target == Target::Is(Field::CONTAINER_TITLE) && kind.csl() == "book" && journal() {
        return Target::Is(Field::named("journal"));
    }
    target
}

/// The field of the model that a field name stands for in an entry of a kind.
#[must_use]
pub fn field_of(name: &str, kind: EntryKind) -> Field {
    match target_in(name, kind) {
        Target::Is(field) => field,
        Target::Number => number_of(kind),
        Target::Date | Target::Year => Field::ISSUED,
        Target::Month => Field::MONTH,
        Target::Day => Field::DAY,
        Target::Issue => Field::ISSUENAME,
    }
}

/// Whether a name is another name of a field that BibLaTeX calls otherwise (manual, 2.2.5).
pub(super) fn is_alias(name: &str, field: Field) -> bool {
    ALIASES.iter().any(|(alias, known)| *known == field && alias.eq_ignore_ascii_case(name))
}

/// Whether works of a kind appear in journals.
#[must_use]
pub fn is_article(kind: EntryKind) -> bool {
    kind.csl().starts_with("article") && kind != EntryKind::ARTICLE
        || matches!(
            kind,
            EntryKind::PERIODICAL | EntryKind::REVIEW | EntryKind::REVIEW_BOOK
        )
}

/// What `number` counts: issues of a journal, volumes of a series, or the works themselves
/// (biblatex manual, 2.2.2, `number`).
pub(super) fn number_of(kind: EntryKind) -> Field {
    if is_article(kind) {
        return Field::ISSUE;
    }
    match kind.csl() {
        "book" | "chapter" | "paper-conference" | "entry-encyclopedia"
        | "entry-dictionary" | "entry" | "musical_score" | "classic" => {
            Field::COLLECTION_NUMBER
        }
        _ => Field::NUMBER,
    }
}

/// The name under which a field of an entry of a kind is written.
#[must_use]
pub fn name_of(field: Field, kind: EntryKind, dialect: Dialect) -> &'static str {
    let classic = dialect == Dialect::Bibtex;
    match field {
        Field::CONTAINER_TITLE if !is_article(kind) => "booktitle",
        Field::CONTAINER_TITLE if classic => "journal",
        Field::CONTAINER_TITLE => "journaltitle",
        Field::INSTITUTION if classic && kind.csl() == "thesis" => "school",
        // `number` counts something else there: what is read must be what was written.
        Field::NUMBER if number_of(kind) != field => "eid",
        Field::COLLECTION_NUMBER if number_of(kind) != field => field.name(),
        Field::ISSUE if number_of(kind) != field => "issue",
        _ => NAMES.iter().find(|(known, ..)| *known == field).map_or_else(
            || field.name(),
            |(_, biblatex, bibtex)| if classic { bibtex } else { biblatex },
        ),
    }
}
