//! The language of a work, and of its title.

use std::borrow::Cow;

use crate::model::entry::Entry;
use crate::model::field::Field;
use crate::model::tables::languages::LANGUAGES;
use crate::text::langtag::LanguageTag;

/// The BCP 47 tag of a babel or polyglossia name, with BibLaTeX's prefix or without
/// (`ngerman`, `langgerman`).
#[must_use]
pub fn tag_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    let name = name.strip_prefix("lang").unwrap_or(&name);
    let at = LANGUAGES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    LANGUAGES.get(at).map(|(_, tag)| *tag)
}

/// The language an entry says it is in: a tag where its name is known.
#[must_use]
pub fn of(entry: &Entry) -> Option<Cow<'_, str>> {
    let text = entry.text(Field::LANGUAGE).or_else(|| entry.text(Field::LANGID))?;
    Some(tag_of(&text).map_or(text, Cow::Borrowed))
}

/// Whether an entry is in English, or, saying nothing, has a title that cannot be in another
/// language: lower case belongs to titles in English only, a German noun keeps its capital.
#[must_use]
pub fn is_english(entry: &Entry, title: &str) -> bool {
    match of(entry) {
        Some(tag) if !tag.trim().is_empty() => LanguageTag::parse(tag.trim())
            .is_some_and(|tag| tag.language.eq_ignore_ascii_case("en")),
        _ => title.split_whitespace().any(|word| ENGLISH.contains(&word)),
    }
}

/// Words that no other language writes so.
const ENGLISH: &[&str] = &["and", "by", "for", "from", "of", "on", "the", "to", "with"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CiteKey, EntryKind, Value};

    fn check(language: &str, title: &str, expected: bool) {
        let mut entry = Entry::new(CiteKey::new("a"), EntryKind::BOOK);
        if !language.is_empty() {
            entry.set(Field::LANGID, Value::plain(language));
        }
        assert_eq!(is_english(&entry, title), expected, "{language}: {title}");
    }

    #[test]
    fn the_entry_says_it_or_the_title_does() {
        check("english", "Alles", true);
        check("british", "Alles", true);
        check("en-GB", "Alles", true);
        check("ngerman", "The Art of War", false);
        check("", "The Art of War", true);
        check("", "Die Kunst des Krieges in DNA", false);
    }

    #[test]
    fn names_are_sorted_for_the_search() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(tag_of("langgerman"), Some("de-DE"));
    }
}
