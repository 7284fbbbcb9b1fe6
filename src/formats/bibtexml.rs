//! BibTeXML: BibTeX's entries as XML (the project of that name; `bibtex:file`,
//! `bibtex:entry`, an element for the type, one for each field). Its texts are plain in some
//! programs' files and LaTeX in others'.

use std::borrow::Cow;

use crate::formats::bibtex::map;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{Datatype, Field, Name, PersonName, name};
use crate::text::latex;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "bibtexml",
    about: "BibTeXML, BibTeX as XML",
    extensions: &["bibtexml"],
    sniff,
    read: Some(read),
    write: None,
};

fn sniff(start: &str) -> u8 {
    let xml = start.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    if xml && start.contains("bibtexml.sf.net") { 95 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let entries = document.all("entry").into_iter().filter_map(one);
    let entries = entries.map(|draft| draft.finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(entry: &Element) -> Option<Draft> {
    let work = entry.elements().next()?;
    let mut draft = Draft::new(map::kind_of(&work.name));
    draft.key = entry.attr("id").to_owned();
    let (mut year, mut month) = (String::new(), String::new());
    for element in work.elements() {
        match &*element.name {
            "year" => year = plain(&element.text()).into_owned(),
            "month" => month = plain(&element.text()).into_owned(),
            "keywords" => keywords(&mut draft, element),
            "keyword" => draft.keyword(&element.text()),
            "note" => draft.note(&plain(&element.lines())),
            name => field(&mut draft, name, element),
        }
    }
    draft.date(Field::ISSUED, format!("{month} {year}").trim());
    Some(draft)
}

/// Whether a text is LaTeX: a command or an accent, or braces that match.
fn is_tex(text: &str) -> bool {
    let command = text.split('\\').skip(1).any(|rest| {
        rest.starts_with(|c: char| {
            c.is_ascii_alphabetic() || "'`^\"~=.{}&%$#_-".contains(c)
        })
    });
    let braces =
        text.find('{').is_some_and(|open| text.rfind('}').is_some_and(|end| end > open));
    command || braces
}

/// The text of a value that may be LaTeX.
fn plain(text: &str) -> Cow<'_, str> {
    if is_tex(text) { latex::to_plain(text) } else { Cow::Borrowed(text) }
}

fn keywords(draft: &mut Draft, element: &Element) {
    let parts: Vec<&Element> = element.children("keyword").collect();
    match parts.is_empty() {
        true => element.text().split([',', ';']).for_each(|word| draft.keyword(word)),
        false => parts.iter().for_each(|word| draft.keyword(&word.text())),
    }
}

fn field(draft: &mut Draft, name: &str, element: &Element) {
    let field = map::field_of(name, draft.kind);
    match field.datatype() {
        Datatype::Names => people(draft, field, element),
        Datatype::Date => draft.date(field, &plain(&element.text())),
        _ if field == Field::DOI => draft.doi(&plain(&element.text())),
        _ if field == Field::ISBN || field == Field::ISSN => {
            draft.number(field, &element.text());
        }
        _ if field == Field::PAGE => {
            draft.text(field, &element.text().replace("--", "-"));
        }
        // The extended form has `title` and `subtitle` inside.
        _ if field == Field::TITLE && element.child("title").is_some() => {
            let parts = [element.text_of("title"), element.text_of("subtitle")];
            let said: Vec<&str> =
                parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            draft.rich(field, &said.join(": "));
        }
        _ if field.is_known() && is_tex(&element.text()) => {
            draft.tex(field, &element.text())
        }
        _ if field.is_known() => draft.rich(field, &element.rich()),
        _ => draft.stranger("bibtexml", name, &plain(&element.text())),
    }
}

/// Names in BibTeX's form, or persons in parts.
fn people(draft: &mut Draft, field: Field, element: &Element) {
    let persons: Vec<&Element> = element.children("person").collect();
    if persons.is_empty() {
        return name::parse_bibtex(&element.text())
            .into_iter()
            .for_each(|name| draft.name(field, name));
    }
    for person in persons {
        let part = |name: &str| plain(&person.text_of(name)).into_owned();
        let given = [part("first"), part("middle")].join(" ");
        let parts = PersonName {
            family: part("last").into(),
            given: given.trim().into(),
            non_dropping_particle: part("prelast").into(),
            suffix: part("lineage").into(),
            ..PersonName::default()
        };
        match person.elements().next() {
            None => draft.name(field, Name::literal(&person.text())),
            Some(_) => draft.name(field, Name::Person(Box::new(parts))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_text_and_in_parts() {
        let text = r#"<bibtex:file xmlns:bibtex="http://bibtexml.sf.net/">
            <bibtex:entry id="q1"><bibtex:article>
            <bibtex:author>Maren van Tolvanen and Berg, Ola</bibtex:author>
            <bibtex:title>On quays</bibtex:title><bibtex:journal>Quays</bibtex:journal>
            <bibtex:pages>1--9</bibtex:pages><bibtex:year>2001</bibtex:year>
            <bibtex:month>may</bibtex:month></bibtex:article></bibtex:entry>
            <bibtex:entry id="q2"><bibtex:book><bibtex:author><bibtex:person>
            <bibtex:first>Ann</bibtex:first><bibtex:last>Poe</bibtex:last></bibtex:person>
            </bibtex:author><bibtex:title><bibtex:title>Walls</bibtex:title>
            <bibtex:subtitle>a history</bibtex:subtitle></bibtex:title></bibtex:book>
            </bibtex:entry></bibtex:file>"#;
        let entries = read(&Source::of(None, text.into()), &ReadOptions::default()).entries;
        let said: Vec<String> = entries
            .iter()
            .map(|entry| {
                let names = entry.names(Field::AUTHOR).unwrap_or_default();
                let names: Vec<String> = names.iter().map(Name::display).collect();
                let of = |field| entry.text(field).unwrap_or_default().into_owned();
                let date = entry.date(Field::ISSUED).map(|date| date.to_string());
                [
                    entry.key().as_str().to_owned(),
                    names.join(" & "),
                    of(Field::TITLE),
                    of(Field::PAGE),
                    date.unwrap_or_default(),
                ]
                .join(" | ")
            })
            .collect();
        assert_eq!(
            said,
            [
                "q1 | Maren van Tolvanen & Ola Berg | On quays | 1-9 | 2001-05",
                "q2 | Ann Poe | Walls: a history |  | ",
            ]
        );
    }

    #[test]
    fn texts_that_are_latex() {
        let text = r#"<bibtex:file xmlns:bibtex="http://bibtexml.sf.net/">
            <bibtex:entry id="q1"><bibtex:article><bibtex:author><bibtex:person>
            <bibtex:first>{\'{E}}douard</bibtex:first><bibtex:last>Poe</bibtex:last>
            </bibtex:person></bibtex:author><bibtex:title>On {VLSI} quays</bibtex:title>
            <bibtex:journal>\mbox{Quay's} Journal</bibtex:journal><bibtex:note>50% {</bibtex:note>
            </bibtex:article></bibtex:entry></bibtex:file>"#;
        let entries = read(&Source::of(None, text.into()), &ReadOptions::default()).entries;
        let entry = entries.first().expect("one entry");
        let names = entry.names(Field::AUTHOR).unwrap_or_default();
        assert_eq!(names.first().map(Name::display).as_deref(), Some("Édouard Poe"));
        let of = |field| entry.text(field).unwrap_or_default().into_owned();
        assert_eq!(of(Field::TITLE), "On VLSI quays");
        assert_eq!(of(Field::CONTAINER_TITLE), "Quay's Journal");
        assert_eq!(of(Field::NOTE), "50% {");
    }
}
