//! EndNote XML (`RSXML.dtd` of EndNote X).

use super::tables::{ELEMENTS, KEPT_TYPE, TYPES, code, kept_code, named, number_of};
use crate::formats::common::Claims;
use crate::formats::common::tagged::{Line, Record};
use crate::formats::common::unread::Unread;
use crate::formats::common::xml::{self, Element, Node};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::ris;
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::Entry;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "endnote-xml",
    about: "EndNote XML, what EndNote exports",
    extensions: &["xml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

fn sniff(start: &str) -> u8 {
    let record = start.contains("<record>") || start.contains("<record ");
    match (start.contains("<ref-type"), start.contains("<records"), record) {
        (true, _, true) => 95,
        (_, true, true) if start.contains("<xml>") => 60,
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, diagnostics) = xml::read(source.text());
    let elements = document.all("record");
    let records: Vec<_> = elements.iter().map(|record| as_ris(record)).collect();
    let mut unread = Unread::default();
    let mut parsed = ris::read::watched(&records, diagnostics, |at, draft| {
        if let Some(record) = elements.get(at) {
            unread.unsaid_xml(record, &draft.said(), BESIDES);
        }
    });
    parsed.diagnostics.extend(unread.findings());
    parsed
}

/// What is said in other words (kind, dates, edition), or of EndNote's library alone.
const BESIDES: &[&str] = &[
    "database",
    "source-app",
    "rec-number",
    "foreign-keys",
    "ref-type",
    "dates",
    "access-date",
    "edition",
    "orig-pub",
];

/// The elements of a record as lines with RIS's tags.
fn as_ris(record: &Element) -> Record<'static> {
    let at = record.at;
    let kind = record.child("ref-type");
    let name = kind.map(|kind| kind.attr("name")).unwrap_or_default();
    let number = kind.and_then(|kind| kind.text().parse::<u8>().ok());
    let kind = code(name)
        .or_else(|| TYPES.iter().find(|row| Some(row.1) == number).map(|row| row.2))
        .unwrap_or("GEN");
    let kind =
        kept_code(&record.child("notes").map(styled).unwrap_or_default()).unwrap_or(kind);
    let mut lines = vec![Line { tag: "TY", value: kind.to_owned(), at }];
    for (path, tag) in ELEMENTS {
        for element in elements_at(record, path) {
            let value = styled(element);
            if !value.trim().is_empty() {
                let tag = if *tag == "IS" { number_of(kind) } else { tag };
                lines.push(Line { tag, value, at: element.at });
            }
        }
    }
    Record::new(lines, at)
}

fn elements_at<'a>(record: &'a Element, path: &'a [&'a str]) -> Vec<&'a Element> {
    let Some((last, outer)) = path.split_last() else { return Vec::new() };
    record.path(outer).map(|parent| parent.children(last).collect()).unwrap_or_default()
}

/// Text in `<style face="italic">` runs, as CSL's markup; `\r` stands for a line end.
fn styled(element: &Element) -> String {
    let mut out = String::new();
    for node in &element.children {
        match node {
            Node::Text(text) if element.child("style").is_some() => {
                // Between runs there is layout only.
                out.push_str(text.trim_matches(['\n', '\r', '\t']));
            }
            Node::Text(text) => out.push_str(text),
            Node::Element(run) => {
                let text = run.raw_text();
                let face = run.attr("face");
                let tags: Vec<&str> = [
                    ("bold", "b"),
                    ("italic", "i"),
                    ("superscript", "sup"),
                    ("subscript", "sub"),
                ]
                .into_iter()
                .filter(|(name, _)| face.split_whitespace().any(|word| word == *name))
                .map(|(_, tag)| tag)
                .collect();
                for tag in &tags {
                    out.push_str(&format!("<{tag}>"));
                }
                out.push_str(&text);
                for tag in tags.iter().rev() {
                    out.push_str(&format!("</{tag}>"));
                }
            }
        }
    }
    out.replace("\r\n", "\n").replace('\r', "\n")
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    out.open("xml", &[]);
    out.open("records", &[]);
    for (index, entry) in entries.iter().enumerate() {
        let claims = Claims::new("EndNote XML", entry, index, &mut diagnostics);
        one(index, ris::write::lines(claims, ris::write::Corporate::Comma), &mut out);
    }
    Written { bytes: out.finish(), diagnostics }
}

fn one(index: usize, mut lines: Vec<(&'static str, String)>, out: &mut XmlOut) {
    out.open("record", &[]);
    out.leaf("rec-number", &(index + 1).to_string());
    let mut kept_type = None;
    if let Some(code) = lines.iter().find(|(tag, _)| *tag == "TY").map(|(_, code)| code) {
        let (name, number) = named(code);
        if super::tables::code(name) != Some(code.as_str()) {
            kept_type = Some(format!("{KEPT_TYPE}{code}"));
        }
        out.leaf_with("ref-type", &[("name", name)], &number.to_string());
    }
    join_pages(&mut lines);
    let number =
        lines.iter().find(|(tag, _)| *tag == "TY").map_or("IS", |(_, ty)| number_of(ty));
    for (tag, value) in &mut lines {
        let other = *tag == "IS" && number != "IS";
        if *tag == number {
            *tag = "IS";
        }
        let known = !other && ELEMENTS.iter().any(|(_, known)| known == tag);
        if !known && !matches!(*tag, "TY" | "ID") {
            *value = format!("ibid.ris:{tag}: {value}");
            *tag = "N1";
        } else if *tag == "ID" {
            *tag = "LB";
        }
    }
    lines.extend(kept_type.map(|kept| ("N1", kept)));
    let notes: Vec<&str> = lines
        .iter()
        .filter(|(tag, _)| *tag == "N1")
        .map(|(_, note)| note.as_str())
        .collect();
    let notes = notes.join("\n\n");
    lines.retain(|(tag, _)| *tag != "N1");
    lines.push(("N1", notes));
    elements(&lines, out);
    out.close();
}

/// Writes lines in the order of the table, outer elements opened once.
fn elements(lines: &[(&'static str, String)], out: &mut XmlOut) {
    let mut open: Vec<&str> = Vec::new();
    let mut written: Vec<&str> = Vec::new();
    for (path, tag) in ELEMENTS {
        // A tag is written by its first row.
        if written.contains(tag) || !lines.iter().any(|(known, _)| known == tag) {
            continue;
        }
        written.push(tag);
        let Some((last, outer)) = path.split_last() else { continue };
        let shared = open.iter().zip(outer).take_while(|(a, b)| a == b).count();
        while open.len() > shared {
            open.pop();
            out.close();
        }
        for name in outer.iter().skip(shared) {
            out.open(name, &[]);
            open.push(name);
        }
        for (_, value) in lines.iter().filter(|(known, _)| known == tag) {
            out.leaf(last, value);
        }
    }
    for _ in open {
        out.close();
    }
}

fn join_pages(lines: &mut Vec<(&'static str, String)>) {
    let last = lines.iter().position(|(tag, _)| *tag == "EP").map(|at| lines.remove(at).1);
    let first = lines.iter_mut().find(|(tag, _)| *tag == "SP");
    if let (Some((_, first)), Some(last)) = (first, last) {
        *first = format!("{first}-{last}");
    }
}
