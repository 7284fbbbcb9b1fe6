//! References in several styles and languages.

use proptest::prelude::*;

use super::*;

/// Reads one reference; fields as `name=value`.
fn check(text: &str, expected: &[(Field, &str)]) {
    let parsed = read(&Source::of(None, text.into()), &ReadOptions::default());
    let entry = parsed.entries.last().expect("an entry");
    for (field, value) in expected {
        let found = entry.text(*field).map(|text| text.to_string()).unwrap_or_default();
        assert_eq!(found, *value, "{} of {text}", field.name());
    }
}

#[test]
fn vancouver() {
    check(
        "[3] Doe J, Roe AB. A study of things. J Test Sci. 2000;355(9222):2220-1.",
        &[
            (Field::TITLE, "A study of things"),
            (Field::CONTAINER_TITLE, "J Test Sci"),
            (Field::VOLUME, "355"),
            (Field::ISSUE, "9222"),
            (Field::PAGE, "2220-1"),
        ],
    );
}

#[test]
fn chicago_chapter() {
    check(
        "Doe, Ann. “An Essay.” In Big Book of Essays, edited by Jane Smith and Tom Brown, 12–34. New York: Norton, 2001.",
        &[
            (Field::TITLE, "An Essay"),
            (Field::CONTAINER_TITLE, "Big Book of Essays"),
            (Field::PUBLISHER, "Norton"),
            (Field::PUBLISHER_PLACE, "New York"),
            (Field::PAGE, "12–34"),
        ],
    );
}

#[test]
fn german_book() {
    check(
        "Müller, Hans: Geschichte der Bibliothek. Berlin: Suhrkamp 1999, 340 S.",
        &[
            (Field::TITLE, "Geschichte der Bibliothek"),
            (Field::PUBLISHER, "Suhrkamp"),
            (Field::PUBLISHER_PLACE, "Berlin"),
            (Field::NUMBER_OF_PAGES, "340"),
        ],
    );
}

#[test]
fn gost_article() {
    check(
        "Иванов И. И. Теория поля // Вестник МГУ. 2010. Т. 5, № 3. С. 45–60.",
        &[
            (Field::TITLE, "Теория поля"),
            (Field::CONTAINER_TITLE, "Вестник МГУ"),
            (Field::PAGE, "45–60"),
        ],
    );
}

#[test]
fn a_dash_repeats_the_authors() {
    let text = "Doe, Ann. First Book. Oslo: Aschehoug, 1999.\n———. Second Book. Oslo: Aschehoug, 2001.\n";
    let parsed = read(&Source::of(None, text.into()), &ReadOptions::default());
    let authors: Vec<_> =
        parsed.entries.iter().map(|entry| entry.value(Field::AUTHOR).cloned()).collect();
    assert_eq!(authors.len(), 2);
    assert_eq!(authors.first(), authors.last());
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let parsed = read(&Source::of(None, text.as_str().into()), &ReadOptions::default());
        prop_assert!(parsed.entries.len() <= lines);
    }

    #[test]
    fn pieces_of_references_are_read(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("Doe, J."), Just("(1999)."), Just("“A title”,"), Just("//"), Just("12(3):"),
                Just("pp. 1–"), Just("In"), Just("Eds."), Just("———"), Just("doi:10."),
                Just("https://"), Just("№"), Just("["), Just(",,;:"), Just("２０２０"),
            ],
            0..30,
        ),
    ) {
        let text = pieces.join(" ");
        let parsed = read(&Source::of(None, text.as_str().into()), &ReadOptions::default());
        prop_assert!(parsed.entries.len() <= 1);
    }
}
