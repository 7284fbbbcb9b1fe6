//! COinS: a ContextObject as keys and values in the `title` of an empty `span` (“OpenURL
//! COinS: A Convention to Embed Bibliographic Metadata in HTML”).

use super::pairs::{self, fits};
use super::tables::{FIELDS, KINDS};
use crate::formats::common::xml::resolved;
use crate::formats::common::{Claims, Keys, names, values};
use crate::formats::zotero::tables::KINDS as ZOTERO;
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, EntryKind, Field, Name};
use crate::text::xml::escape;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "coins",
    about: "COinS, OpenURL in the spans of a web page",
    extensions: &["html"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Pages about a publication may carry a span of it; only what is nothing else is ours.
fn sniff(start: &str) -> u8 {
    let start = start.trim_start();
    if !start.contains("Z3988") || !start.contains("ctx_ver=") {
        0
    } else if start.starts_with("<span") {
        95
    } else {
        30
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let mut keys = Keys::default();
    let mut entries = Vec::new();
    for part in source.text().split("ctx_ver=Z39.88-2004").skip(1) {
        // The value ends with the attribute that it stands in.
        let end = part.find(['"', '\'', '>']).unwrap_or(part.len());
        let text = resolved(part.get(..end).unwrap_or(""));
        let mut format = String::new();
        let mut found = Vec::new();
        for (key, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = decoded(value);
            match key {
                "rft_val_fmt" => format = value.rsplit(':').next().unwrap_or("").to_owned(),
                "rft_id" => found.push(("id".to_owned(), value)),
                key => {
                    let key = key.strip_prefix("rft.").map(str::to_owned);
                    found.extend(key.map(|key| (key, value)));
                }
            }
        }
        if !found.is_empty() {
            entries.push(pairs::draft(&format, &found).finish(&mut keys));
        }
    }
    Parsed { entries, ..Parsed::default() }
}

/// `a+b%20c`
fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes().iter().copied();
    while let Some(byte) = bytes.next() {
        let rest = bytes.clone().take(2).map(char::from).collect::<String>();
        let hex = (rest.len() == 2).then_some(rest.as_str());
        match (byte, hex.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'+', _) => out.push(b' '),
            (b'%', Some(value)) => {
                out.push(value);
                bytes.nth(1);
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = String::new();
    let mut diagnostics = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let claims = Claims::new("COinS", entry, index, &mut diagnostics);
        let text = span(claims);
        out.push_str("<span class=\"Z3988\" title=\"");
        escape(&text, &mut out);
        out.push_str("\"></span>\n");
    }
    Written { bytes: out.into_bytes(), diagnostics }
}

/// Format and genre of a kind; what the journal and book formats lack is `dc`.
fn format_of(claims: &mut Claims<'_>) -> (&'static str, &'static str) {
    let kind = claims.entry.kind();
    let csl = EntryKind::named(kind.csl());
    for kind in [kind, csl] {
        if let Some((format, genre, _)) = KINDS.iter().find(|(_, _, own)| *own == kind) {
            return (format, genre);
        }
        if let Some((name, _)) = ZOTERO.iter().find(|(_, own)| *own == kind) {
            return ("dc", name);
        }
    }
    claims.say_kind("document");
    ("dc", "document")
}

fn span(mut claims: Claims<'_>) -> String {
    let (format, genre) = format_of(&mut claims);
    let mut out = String::from("ctx_ver=Z39.88-2004");
    let mut add = |key: &str, value: &str| {
        if !value.trim().is_empty() {
            out.push_str(&format!("&{key}={}", encoded(value)));
        }
    };
    add("rft_val_fmt", &format!("info:ofi/fmt:kev:mtx:{format}"));
    add(if format == "dc" { "rft.type" } else { "rft.genre" }, genre);
    if let Some(doi) = claims.text(Field::DOI) {
        add("rft_id", &format!("info:doi/{doi}"));
    }
    if let Some(pmid) = claims.text(Field::PMID) {
        add("rft_id", &format!("info:pmid/{pmid}"));
    }
    if let Some(url) = claims.text(Field::URL) {
        if !url.starts_with("http") {
            claims.inexact(Field::URL);
        }
        add("rft_id", &url);
    }
    let whole = format == "book" && !matches!(genre, "bookitem" | "proceeding");
    if whole {
        add("rft.btitle", &claims.text(Field::TITLE).unwrap_or_default());
    }
    let mut written: Vec<Field> = Vec::new();
    for (key, _, field) in FIELDS.iter().filter(|(_, of, _)| fits(of, format)) {
        let barred = whole && matches!(*field, Field::CONTAINER_TITLE);
        if !written.contains(field) && !barred {
            written.push(*field);
            add(&format!("rft.{key}"), &value(&mut claims, *field));
        }
    }
    for (key, field) in [("rft.issn", Field::ISSN), ("rft.isbn", Field::ISBN)] {
        let key = if format == "dc" { "rft.identifier" } else { key };
        if format != "dc" {
            let text = claims.text(field).unwrap_or_default();
            values::numbers(&text).for_each(|number| add(key, number));
        }
    }
    if format == "dc" {
        claims.keywords().iter().for_each(|word| add("rft.subject", word));
    }
    for (key, value) in people(&mut claims, format) {
        add(key, &value);
    }
    claims.lose_rest();
    out
}

/// The text of a field, dates as ISO 8601 has them.
fn value(claims: &mut Claims<'_>, field: Field) -> String {
    if field != Field::ISSUED {
        return claims.text(field).unwrap_or_default();
    }
    let Some(date) = claims.date(field) else { return String::new() };
    values::iso(&date).unwrap_or_else(|| {
        claims.inexact(field);
        let start = date.start().filter(|parts| (0..=9999).contains(&parts.year));
        start.map_or_else(String::new, |parts| format!("{:04}", parts.year))
    })
}

/// The first author in parts, then all of them.
fn people(claims: &mut Claims<'_>, format: &str) -> Vec<(&'static str, String)> {
    let authors = claims.names(Field::AUTHOR);
    let mut out = Vec::new();
    if let (Some(Name::Person(person)), true) = (authors.first(), format != "dc") {
        out.push(("rft.aulast", names::family(person)));
        out.push(("rft.aufirst", names::given(person)));
        out.push(("rft.ausuffix", person.suffix.to_string()));
    }
    // Institutions have a list of their own.
    let parted =
        authors.windows(2).any(|pair| matches!(pair, [Name::Literal(_), Name::Person(_)]));
    if parted && format != "dc" {
        claims.say_inexact(Field::AUTHOR, "order of names");
    }
    for name in &authors {
        let key = match name {
            _ if format == "dc" => "rft.creator",
            Name::Literal(_) => "rft.aucorp",
            _ => "rft.au",
        };
        out.push((key, names::invert(name)));
    }
    if format == "dc" {
        for name in claims.names(Field::CONTRIBUTOR) {
            out.push(("rft.contributor", names::invert(&name)));
        }
    }
    out
}

/// Percent-encoding of all but unreserved characters (RFC 3986, 2.3).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.trim().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
