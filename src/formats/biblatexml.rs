//! BibLaTeXML, biber's XML (biber manual, 3.14 and appendix A): the fields of BibLaTeX, their
//! values LaTeX as in `.bib`, lists and names in parts.

use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::{CHANGED_KIND, KEPT_IN_NOTE, NO_HOME};
use crate::formats::bibtex::map::{self, Dialect};
use crate::formats::bibtex::write::value_source;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Draft, Keys, extension};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{
    Annotation, Datatype, Date, Entry, Field, Name, PersonName, Value, annotation,
};
use crate::text::latex;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "biblatexml",
    about: "BibLaTeXML, biber's XML",
    extensions: &["bltxml"],
    sniff: |start| if start.contains(NAMESPACE) { 96 } else { 0 },
    read: Some(read),
    write: Some(write),
};

const NAMESPACE: &str = "http://biblatex-biber.sourceforge.net/biblatexml";

/// Name of the field, `type` of the `date` element.
const DATES: &[(&str, &str)] =
    &[("date", ""), ("urldate", "url"), ("eventdate", "event"), ("origdate", "orig")];

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let entries =
        document.all("entry").into_iter().map(|entry| one(entry).finish(&mut keys));
    Parsed { entries: entries.collect(), diagnostics, ..Parsed::default() }
}

fn one(element: &Element) -> Draft {
    let mut draft = Draft::new(map::kind_of(element.attr("entrytype")));
    draft.key = element.attr("id").to_owned();
    let mut said: Vec<Annotation> = Vec::new();
    for child in element.elements() {
        match &*child.name {
            "names" => names(&mut draft, child),
            "date" => {
                let kind = child.attr("type");
                let name =
                    DATES.iter().find(|(_, own)| *own == kind).map_or("date", |row| row.0);
                date(&mut draft, name, child);
            }
            "note" => note(&mut draft, &child.raw_text()),
            "related" => related(&mut draft, child),
            "mannotation" | "annotation" if child.attribute("field").is_some() => {
                said.push(annotated(child));
            }
            name => {
                let field = map::field_of(name, draft.kind);
                let text = text(child, field);
                put(&mut draft, name, field, &text);
            }
        }
    }
    // Without a number of its own, what `issue` says is the issue.
    draft.rename(Field::ISSUENAME, Field::ISSUE);
    while let Some(first) = said.first().cloned() {
        let same =
            |other: &Annotation| other.field == first.field && other.name == first.name;
        let text = annotation::write(&said.iter().filter(|a| same(a)).collect::<Vec<_>>());
        let field = annotation::field_for(&first.field, &first.name);
        draft.value(field, Value::tex(&text));
        said.retain(|other| !same(other));
    }
    draft
}

fn annotated(element: &Element) -> Annotation {
    let name = element.attr("name");
    let part = Some(element.attr("part")).filter(|part| !part.is_empty());
    Annotation {
        field: element.attr("field").to_ascii_lowercase(),
        name: if name.is_empty() { "default" } else { name }.to_owned(),
        item: element.attr("item").parse().ok(),
        part: part.map(str::to_owned),
        text: element.raw_text().trim().to_owned(),
        literal: element.attr("literal") == "1",
    }
}

fn put(draft: &mut Draft, name: &str, field: Field, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let field = if draft.has(field) { Field::named(name) } else { field };
    let value = match field.datatype() {
        Datatype::Date => Value::date(Date::parse_loose(text)),
        _ => Value::tex(text),
    };
    draft.value(field, value);
}

/// The text of a field: its own, or that of the parts of a list.
fn text(element: &Element, field: Field) -> String {
    let Some(list) = element.child("list") else {
        return match element.child("start") {
            Some(_) => range(element, "--"),
            None => element.raw_text(),
        };
    };
    let items: Vec<String> = list
        .children("item")
        .map(|item| {
            if item.child("start").is_some() { range(item, "--") } else { item.raw_text() }
        })
        .collect();
    items.join(separator(field))
}

fn separator(field: Field) -> &'static str {
    match field.datatype() {
        Datatype::Keywords | Datatype::PageRange => ", ",
        Datatype::Keys => ",",
        _ => " and ",
    }
}

/// Start and end; an end that is there and empty is open.
fn range(element: &Element, dash: &str) -> String {
    let start = element.text_of("start");
    match element.child("end") {
        Some(end) => format!("{start}{dash}{}", end.text()),
        None => start,
    }
}

fn date(draft: &mut Draft, name: &str, element: &Element) {
    let text =
        if element.child("start").is_some() { range(element, "/") } else { element.text() };
    put(draft, name, map::field_of(name, draft.kind), &text);
}

fn related(draft: &mut Draft, element: &Element) {
    let items = || element.all("item").into_iter();
    let keys: Vec<&str> =
        items().map(|item| item.attr("ids")).filter(|ids| !ids.is_empty()).collect();
    put(draft, "related", Field::RELATED, &keys.join(","));
    for (field, name) in [(Field::RELATEDTYPE, "type"), (Field::RELATEDSTRING, "string")] {
        put(draft, name, field, items().next().map_or("", |item| item.attr(name)));
    }
}

/// A note, and the fields that a writer of ours kept in it.
fn note(draft: &mut Draft, text: &str) {
    let kept = |line: &&str| line.trim_start().starts_with("ibid.");
    let (ours, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(kept);
    for line in ours {
        extension::read(draft, &latex::to_plain(line.trim()));
    }
    put(draft, "note", Field::NOTE, &rest.join("\n"));
}

fn names(draft: &mut Draft, list: &Element) {
    let field = map::field_of(list.attr("type"), draft.kind);
    for name in list.children("name") {
        draft.name(field, person(name));
    }
    if list.attr("morenames") == "1" {
        draft.name(field, Name::Others);
    }
}

fn person(name: &Element) -> Name {
    let part = |kind: &str| -> Box<str> {
        let found = name.children("namepart").find(|part| part.attr("type") == kind);
        let Some(found) = found else { return "".into() };
        let inner: Vec<String> = found.children("namepart").map(Element::text).collect();
        let text = if inner.is_empty() { found.text() } else { inner.join(" ") };
        latex::to_plain(&text).as_ref().into()
    };
    let (family, given) = (part("family"), part("given"));
    let (prefix, suffix) = (part("prefix"), part("suffix"));
    if given.is_empty() && prefix.is_empty() && suffix.is_empty() {
        let braced = name.text();
        let braced = braced.trim();
        let whole =
            name.attr("literal") == "1" || braced.starts_with('{') || family.contains(' ');
        if whole {
            return Name::literal(&family);
        }
    }
    Name::Person(Box::new(PersonName {
        family,
        given,
        suffix,
        non_dropping_particle: prefix,
        ..PersonName::default()
    }))
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let mut out = XmlOut::new();
    out.open("bltx:entries", &[("xmlns:bltx", NAMESPACE)]);
    for (index, entry) in entries.iter().enumerate() {
        write_one(entry, index, &mut out, &mut diagnostics);
    }
    Written { bytes: out.finish(), diagnostics }
}

fn write_one(
    entry: &Entry,
    index: usize,
    out: &mut XmlOut,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kind = entry.kind();
    let name = kind.info().map_or(kind.name(), |info| info.biblatex);
    let mut kept = Vec::new();
    if map::kind_of(name) != kind {
        let message = format!("`{kind}` is written as `{name}`, and kept in a note");
        diagnostics
            .push(Diagnostic::new(&CHANGED_KIND, message).in_entry(index, entry.key()));
        kept.push(extension::kind_line(kind));
    }
    out.open("bltx:entry", &[("id", entry.key().as_str()), ("entrytype", name)]);
    let mut used: Vec<&str> = Vec::new();
    let said = annotation::all(entry);
    for (field, _) in entry.fields().filter(|(field, _)| *field != Field::NOTE) {
        // What is said of a field stands behind the fields.
        if annotation::target(field).is_some_and(|(about, name)| {
            said.iter().any(|said| said.field == about && said.name == name)
        }) {
            continue;
        }
        let names = [map::name_of(field, kind, Dialect::Biblatex), field.name()];
        let name = names.into_iter().find(|name| !used.contains(name) && is_name(name));
        // What a reader would take for another field is no home.
        let name = name.filter(|name| map::field_of(name, kind) == field);
        if let Some(name) = name {
            used.push(name);
            write_field(entry, field, name, out);
            continue;
        }
        let private = field.name().starts_with("x-ibid-");
        let (rule, end) =
            if private { (&NO_HOME, "") } else { (&KEPT_IN_NOTE, ", kept in a note") };
        let message = format!("BibLaTeXML has no name for `{field}`{end}");
        diagnostics.push(Diagnostic::new(rule, message).in_field(
            index,
            entry.key(),
            field,
        ));
        if !private {
            kept.extend(extension::lines(entry, field));
        }
    }
    let note =
        value_source(entry, Field::NOTE, Dialect::Biblatex, &WriteOptions::default());
    let kept = kept.iter().map(|line| latex::from_plain(line).into_owned());
    let lines: Vec<String> = note.into_iter().chain(kept).collect();
    out.leaf("bltx:note", &lines.join("\n"));
    said.iter().for_each(|said| write_annotation(said, out));
    out.close();
}

fn write_annotation(said: &Annotation, out: &mut XmlOut) {
    let item = said.item.map(|item| item.to_string()).unwrap_or_default();
    let attributes = [
        ("field", said.field.as_str()),
        ("name", &said.name),
        ("item", &item),
        ("part", said.part.as_deref().unwrap_or("")),
        ("literal", if said.literal { "1" } else { "" }),
    ];
    out.leaf_with("bltx:annotation", &attributes, &said.text);
}

/// Whether a name may be an element's.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn write_field(entry: &Entry, field: Field, name: &str, out: &mut XmlOut) {
    let element = format!("bltx:{name}");
    match field.datatype() {
        Datatype::Names => write_names(entry, field, name, out),
        Datatype::Date => write_date(entry, field, name, out),
        _ => {
            let text =
                value_source(entry, field, Dialect::Biblatex, &WriteOptions::default());
            let text = text.unwrap_or_default();
            match field.datatype() {
                Datatype::RichList => list(&element, &split_and(&text), out),
                Datatype::Keywords | Datatype::Keys => {
                    let words = text.split(',').map(|word| word.trim().to_owned());
                    list(&element, &words.collect::<Vec<_>>(), out);
                }
                Datatype::PageRange => pages(&element, &text, out),
                _ => out.leaf(&element, &text),
            }
        }
    }
}

fn list(element: &str, items: &[String], out: &mut XmlOut) {
    out.open(element, &[]);
    out.open("bltx:list", &[]);
    items.iter().for_each(|item| out.leaf("bltx:item", item));
    out.close();
    out.close();
}

/// The parts of a list, which ` and ` separates outside braces.
fn split_and(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for piece in text.split(" and ") {
        match parts.last_mut() {
            // A brace that is still open holds the word together.
            Some(last) if last.matches('{').count() > last.matches('}').count() => {
                last.push_str(" and ");
                last.push_str(piece);
            }
            _ => parts.push(piece.to_owned()),
        }
    }
    parts
}

fn pages(element: &str, text: &str, out: &mut XmlOut) {
    out.open(element, &[]);
    out.open("bltx:list", &[]);
    for part in text.split(", ") {
        match part.split_once("--") {
            Some((start, end)) if !end.contains("--") => {
                out.open("bltx:item", &[]);
                out.leaf("bltx:start", start);
                if end.is_empty() {
                    out.empty("bltx:end", &[])
                } else {
                    out.leaf("bltx:end", end)
                }
                out.close();
            }
            _ => out.leaf("bltx:item", part),
        }
    }
    out.close();
    out.close();
}

fn write_date(entry: &Entry, field: Field, name: &str, out: &mut XmlOut) {
    let Some(date) = entry.date(field) else { return };
    let text = date.to_string();
    let Some((_, kind)) = DATES.iter().find(|(known, _)| *known == name) else {
        return out.leaf(&format!("bltx:{name}"), &text);
    };
    match (&*date, text.split_once('/')) {
        (Date::Literal(_), _) if kind.is_empty() => out.leaf("bltx:year", &text),
        (Date::Range(..), Some((start, end))) => {
            out.open("bltx:date", &[("type", kind)]);
            if start.is_empty() {
                out.empty("bltx:start", &[]);
            }
            out.leaf("bltx:start", start);
            if end.is_empty() {
                out.empty("bltx:end", &[]);
            }
            out.leaf("bltx:end", end);
            out.close();
        }
        _ => out.leaf_with("bltx:date", &[("type", kind)], &text),
    }
}

fn write_names(entry: &Entry, field: Field, name: &str, out: &mut XmlOut) {
    let names = entry.names(field).unwrap_or_default();
    let more = if names.contains(&Name::Others) { "1" } else { "" };
    out.open("bltx:names", &[("type", name), ("morenames", more)]);
    for name in names.iter() {
        let (literal, parts): (&str, Vec<(&str, &str)>) = match name {
            Name::Others => continue,
            Name::Literal(text) => ("1", vec![("family", text)]),
            Name::Person(person) => ("", person_parts(person)),
        };
        out.open("bltx:name", &[("literal", literal)]);
        for (kind, text) in parts {
            out.leaf_with("bltx:namepart", &[("type", kind)], &latex::from_plain(text));
        }
        out.close();
    }
    out.close();
}

fn person_parts(person: &PersonName) -> Vec<(&'static str, &str)> {
    // BibLaTeX has one prefix; a style option says whether it is dropped.
    let prefix = match person.non_dropping_particle.is_empty() {
        true => &person.dropping_particle,
        false => &person.non_dropping_particle,
    };
    vec![
        ("family", &person.family),
        ("given", &person.given),
        ("prefix", prefix),
        ("suffix", &person.suffix),
    ]
}
