//! Lists from descriptions over a small library of their own.

use super::*;
use crate::csl::locale::Locales;
use crate::formats::{ReadOptions, Source, named};

const LIBRARY: &str = r#"
@book{one, author = {Doe, Jane Ann and Roe, Max}, title = {First}, publisher = {Press}, date = {2020}, keywords = {ice, snow}}
@article{two, author = {Roe, M.}, title = {Second}, journaltitle = {Journal}, date = {2021}, keywords = {snow}, x-ibid-source = {secret.txt}}
@article{three, author = {Müller, Eva and Smith, Q.}, author+an:orcid = {2="0000-0002-1825-0097"}, title = {Dritter}, journaltitle = {Blatt}, date = {2021}, langid = {german}, doi = {10.1000/x}}
@misc{four, title = {Fourth}}
"#;

const STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><sort><key variable="title"/></sort><layout suffix="."><group delimiter=", "><names variable="author"><name and="text" name-as-sort-order="all" initialize-with=". "/></names><text variable="title"/></group></layout></bibliography></style>"#;

/// Only the terms that the test needs, in two languages.
struct Two;

impl Locales for Two {
    fn xml(&self, tag: &str) -> Option<std::borrow::Cow<'_, str>> {
        let and = match tag {
            "de-DE" => "und",
            "en-US" => "and",
            _ => return None,
        };
        Some(format!(r#"<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="{tag}"><terms><term name="and">{and}</term></terms></locale>"#).into())
    }
}

fn made(description: &str) -> Publication {
    let source = Source::of(None, LIBRARY.into());
    let read = named("biblatex").and_then(|format| format.read).expect("a reader");
    let entries = read(&source, &ReadOptions::default()).entries;
    let description = Description::read(description).expect("a description");
    let mut load = |tag: &str| {
        let tag = if tag.starts_with("de") { "de-DE" } else { "en-US" };
        Style::load(STYLE, Some(tag), &Two).0.map(Arc::new)
    };
    compose(&description, &entries, &mut load).expect("a list")
}

/// Headings and texts, a line each, by depth.
fn lines(sections: &[Section]) -> Vec<String> {
    let mut out = Vec::new();
    for section in sections {
        out.push(format!("# {}", section.heading));
        for item in &section.items {
            let number = item.number.map(|number| format!("{number} ")).unwrap_or_default();
            out.push(format!("{number}{}", item.tree.text()));
        }
        out.extend(lines(&section.sections));
    }
    out
}

fn check(description: &str, expected: &[&str]) {
    assert_eq!(lines(&made(description).document.sections), expected, "{description}");
}

#[test]
fn sections_by_query_and_what_no_section_takes() {
    let text = "numbering = \"continuous\"\n[[section]]\nheading = \"Articles\"\nquery = \"type:article\"\n[[section]]\nheading = \"Maps\"\nquery = \"type:map\"\n";
    check(
        text,
        &["# Articles", "1 Müller, E. and Smith, Q., Dritter.", "2 Roe, M., Second."],
    );
    let made = made(text);
    assert_eq!(made.left_out, [0, 3]);
    assert_eq!(made.empty, ["Maps"]);
}

#[test]
fn groups_make_themselves() {
    check(
        "by = \"year\"\nquery = \"not title:fourth\"",
        &[
            "# ",
            "# 2021",
            "Müller, E. and Smith, Q., Dritter.",
            "Roe, M., Second.",
            "# 2020",
            "Doe, J. A. and Roe, M., First.",
        ],
    );
    check(
        "by = \"topic\"\nquery = \"title:first or title:second\"",
        &[
            "# ",
            "# ice",
            "Doe, J. A. and Roe, M., First.",
            "# snow",
            "Doe, J. A. and Roe, M., First.",
            "Roe, M., Second.",
        ],
    );
    check(
        "by = \"type\"\nlocale = \"de-DE\"\n[headings]\nbook = \"Monographien\"",
        &[
            "# ",
            "# Monographien",
            "Doe, J. A. und Roe, M., First.",
            "# Zeitschriftenaufsätze",
            "Müller, E. und Smith, Q., Dritter.",
            "Roe, M., Second.",
            "# Weitere",
            "Fourth.",
        ],
    );
    check(
        "by = \"person\"\n[[person]]\nname = \"Roe, Max\"",
        &[
            "# ",
            "# Roe, Max",
            "Doe, J. A. and Roe, M., First.",
            "Roe, M., Second.",
            "# Other",
            "Müller, E. and Smith, Q., Dritter.",
            "Fourth.",
        ],
    );
}

#[test]
fn numbers_can_run_backwards() {
    check(
        "numbering = \"reverse\"\nsort = \"-year,title\"\nquery = \"year:2000..\"",
        &[
            "# ",
            "3 Müller, E. and Smith, Q., Dritter.",
            "2 Roe, M., Second.",
            "1 Doe, J. A. and Roe, M., First.",
        ],
    );
}

#[test]
fn an_entry_can_have_the_terms_of_its_language() {
    check(
        "entry-language = true\nquery = \"type:article\"",
        &["# ", "Müller, E. und Smith, Q., Dritter.", "Roe, M., Second."],
    );
}

/// The characters that are bold.
fn bold(description: &str) -> Vec<String> {
    use crate::csl::tree::Look;
    let made = made(description);
    let items = made.document.sections.iter().flat_map(|section| &section.items);
    items
        .flat_map(|item| {
            let marks = item.tree.marks().iter().filter(|mark| mark.look == Look::Bold);
            marks.map(|mark| {
                let text = item.tree.text().get(mark.start as usize..mark.end as usize);
                text.unwrap_or("").to_owned()
            })
        })
        .collect()
}

#[test]
fn a_person_is_bold_by_name_variant_or_orcid() {
    assert_eq!(bold("[[person]]\nname = \"Roe, Max\""), ["Roe, M.", "Roe, M."]);
    assert_eq!(bold("[[person]]\nname = \"Doe, J. A.\""), ["Doe, J. A."]);
    assert_eq!(bold("[[person]]\nname = \"Doe, Xaver\""), [""; 0]);
    let orcid = "[[person]]\nname = \"Unknown, Person\"\norcid = \"https://orcid.org/0000-0002-1825-0097\"";
    assert_eq!(bold(orcid), ["Smith, Q."]);
}

#[test]
fn buttons_hand_over_what_is_public() {
    use crate::output::document::Action;
    let made = made("buttons = [\"bibtex\", \"ris\", \"doi\"]\nquery = \"type:article\"");
    let items: Vec<&Item> =
        made.document.sections.iter().flat_map(|section| &section.items).collect();
    let labels: Vec<Vec<&str>> = items
        .iter()
        .map(|item| item.buttons.iter().map(|button| button.label.as_str()).collect())
        .collect();
    assert_eq!(labels, [vec!["BibTeX", "RIS", "DOI"], vec!["BibTeX", "RIS"]]);
    for button in items.iter().flat_map(|item| &item.buttons) {
        if let Action::Save { text, .. } = &button.action {
            assert!(!text.contains("secret"), "{text}");
        }
    }
}

#[test]
fn anchors_are_unique() {
    let made = made("[[section]]\nheading = \"one\"\n[[section]]\nheading = \"one\"");
    let mut anchors: Vec<&str> = Vec::new();
    for section in &made.document.sections {
        anchors.push(&section.anchor);
        anchors.extend(section.items.iter().map(|item| item.anchor.as_str()));
    }
    let count = anchors.len();
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!((anchors.len(), count), (10, 10));
}

#[test]
fn what_is_wrong_is_said() {
    for (text, said) in [
        ("titel = \"x\"", "unknown field `titel`"),
        ("buttons = [\"pdf\"]", "there is no button `pdf`"),
        ("by = \"week\"", "unknown variant `week`"),
    ] {
        let why = Description::read(text).expect_err(text);
        assert!(why.contains(said), "{why}");
    }
    for (name, text) in TEMPLATES {
        assert!(Description::read(text).is_ok(), "{name}");
    }
}

#[test]
fn a_wrong_orcid_is_said_with_its_place() {
    let text =
        "title = \"A\"\n[[person]]\nname = \"Doe, J.\"\norcid = \"0000-0002-1825-0098\"\n";
    let said = Description::read(text).unwrap_err();
    let place = "line 4, column 9: `0000-0002-1825-0098` is an ORCID iD with a wrong digit";
    assert_eq!(said, place);
}

#[test]
fn people_whom_no_entry_has_are_named() {
    let made = made("[[person]]\nname = \"Nobody, N.\"\n[[person]]\nname = \"Smith, Q.\"");
    assert_eq!(made.absent, ["Nobody, N."]);
}
