//! Documents: what each notation must have, and that no text can leave its place.

use std::io::{Cursor, Read};

use super::*;
use crate::csl::tree::Look as Mark;

fn document() -> Document {
    let mut tree = Tree::plain("Doe, J. ");
    let mark = tree.open(Mark::Italic);
    tree.push_str("A & B <i>");
    tree.close(mark);
    let link = tree.open_link("https://doi.org/10.1/a");
    tree.push_str("doi");
    tree.close(link);
    let save = Action::Save {
        name: "doe\"2020.bib".into(),
        media: "application/x-bibtex",
        text: "@book{a, title = {é}}".into(),
    };
    let button = Button { label: "BibTeX".into(), action: save };
    let item = Item {
        anchor: "doe2020".into(),
        number: Some(3),
        tree,
        language: Some("de".into()),
        buttons: vec![button],
    };
    let inner = Section {
        heading: "2020".into(),
        anchor: "y2020".into(),
        items: vec![item],
        ..Section::default()
    };
    let outer = Section {
        heading: "Books & more".into(),
        anchor: "books".into(),
        sections: vec![inner],
        ..Section::default()
    };
    Document {
        title: "List <1>".into(),
        language: "en".into(),
        sections: vec![
            outer.clone(),
            Section { anchor: "again".into(), sections: Vec::new(), ..outer },
        ],
        contents: Some("Contents".into()),
        hanging_indent: true,
        ..Document::default()
    }
}

fn written(id: &str) -> String {
    let bytes = notation(id).map(|notation| (notation.write)(&document()));
    String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
}

fn member(id: &str, name: &str) -> String {
    let bytes = notation(id).map(|notation| (notation.write)(&document()));
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes.unwrap_or_default())).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("a member");
    file.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn html_has_landmarks_and_keeps_text_in_its_place() {
    let page = written("html");
    for part in [
        "<!DOCTYPE html>\n<html lang=\"en\">",
        "<title>List &#60;1&#62;</title>",
        "<nav aria-label=\"Contents\">",
        "<h2 id=\"books\">Books &#38; more</h2>",
        "<h3 id=\"y2020\">2020</h3>",
        "<li id=\"doe2020\" value=\"3\" lang=\"de\">",
        "<i>A &#38; B &#60;i&#62;</i>",
        "download=\"doe&#34;2020.bib\"",
        "href=\"data:application/x-bibtex;charset=utf-8,%40book%7Ba%2C%20title%20%3D%20%7B%C3%A9%7D%7D\"",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("<script") && !page.contains("<link"), "{page}");
}

#[test]
fn word_and_odf_are_well_formed_and_linked() {
    for (id, name) in [
        ("docx", "word/document.xml"),
        ("docx", "word/styles.xml"),
        ("docx", "word/_rels/document.xml.rels"),
        ("odt", "content.xml"),
        ("odt", "styles.xml"),
        ("odt", "meta.xml"),
    ] {
        let text = member(id, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{id} {name}: {error}"),
            }
        }
    }
    assert!(member("docx", "word/document.xml").contains("r:id=\"link1\""));
    assert!(
        member("docx", "word/_rels/document.xml.rels").contains("https://doi.org/10.1/a")
    );
    assert!(member("odt", "content.xml").contains("xlink:href=\"https://doi.org/10.1/a\""));
    assert_eq!(member("odt", "mimetype"), "application/vnd.oasis.opendocument.text");
}

#[test]
fn text_notations_have_headings_and_numbers() {
    let markdown = written("markdown");
    assert!(
        markdown.starts_with("# List \\<1\\>\n\n## Books & more\n\n### 2020\n\n3\\. Doe")
    );
    assert!(written("typst").contains("\n= Books & more\n"), "{}", written("typst"));
    assert!(written("latex").contains("\\section*{Books \\& more}"));
    assert!(written("rtf").contains("\\outlinelevel0 \\b\\fs32 Books & more"));
    assert!(written("text").contains("Books & more\n------------"));
}
