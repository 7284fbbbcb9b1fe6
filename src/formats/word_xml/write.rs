//! From entries to Word's sources.

use super::fits;
use super::tables::{FIELDS, KINDS, LANGUAGE_NAMES, LANGUAGES, MSBIB, NAMES};
use crate::formats::Written;
use crate::formats::bibtex;
use crate::formats::common::claims::{Breaks, note_text};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, draft, names, values};
use crate::model::{Date, Entry, EntryKind as K, Field, Name};

const NAMESPACE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography";

/// Writes all entries.
pub(super) fn all(entries: &[Entry]) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    out.open(
        "b:Sources",
        &[("SelectedStyle", ""), ("xmlns:b", NAMESPACE), ("xmlns", NAMESPACE)],
    );
    for (index, entry) in entries.iter().enumerate() {
        one_out(
            Claims::new("Word", entry, index, &mut diagnostics)
                .without_breaks(Field::ABSTRACT, Breaks::All),
            &mut out,
        );
    }
    Written { bytes: out.finish(), diagnostics }
}

fn one_out(mut claims: Claims<'_>, out: &mut XmlOut) {
    let kind = claims.kind();
    let row = KINDS.iter().find(|(_, known)| *known == kind);
    let near = row.or_else(|| KINDS.iter().find(|(_, known)| known.name() == kind.csl()));
    let read = near.map_or(K::DOCUMENT, |(_, kind)| *kind);
    out.open("b:Source", &[]);
    out.leaf("b:Tag", claims.entry.key().as_str());
    let like =
        if matches!(kind.csl(), "thesis" | "manuscript") { "Report" } else { "Misc" };
    out.leaf("b:SourceType", near.map_or(like, |(name, _)| name));
    let own_type = bibtex::map::kind_of(kind.name()) == kind;
    if row.is_none() && own_type {
        out.leaf("b:BIBTEX_Entry", kind.name());
    }
    names_out(&mut claims, out);
    // Word's “Standard Number” is the number of a report.
    let number = match matches!(read.csl(), "report" | "standard") {
        true => claims.text(Field::NUMBER).unwrap_or_default(),
        false => String::new(),
    };
    for (at, (name, kinds, field)) in FIELDS.iter().enumerate() {
        let first = FIELDS.iter().position(|row| row.2 == *field && fits(row.1, read));
        if first == Some(at) && fits(kinds, read) && *name != "StandardNumber" {
            out.leaf(&format!("b:{name}"), &claims.text(*field).unwrap_or_default());
        }
    }
    standard_number(&mut claims, &number, out);
    place(&mut claims, out);
    out.leaf("b:BIBTEX_KeyWords", &draft::list(&claims.keywords()));
    dates_out(&mut claims, out);
    language_out(&mut claims, out);
    for (name, text) in claims.strangers("word") {
        out.leaf(&format!("b:{name}"), &text);
    }
    fields_out(&mut claims, out);
    let notes = claims.notes();
    let mut kept = Vec::new();
    if row.is_none() && !own_type {
        kept.push(claims.keep_kind());
    }
    kept.extend(claims.keep_rest());
    out.leaf("b:Comments", &note_text(&notes, &kept));
    out.close();
}

fn names_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let all: Vec<(&str, Vec<Name>, Field)> = NAMES
        .iter()
        .enumerate()
        .filter(|(at, row)| NAMES.iter().position(|other| other.1 == row.1) == Some(*at))
        .map(|(_, (name, field))| (*name, claims.names(*field), *field))
        .filter(|(_, list, _)| !list.is_empty())
        .collect();
    if all.is_empty() {
        return;
    }
    out.open("b:Author", &[]);
    for (name, list, field) in &all {
        out.open(&format!("b:{name}"), &[]);
        let people = list.iter().all(|name| matches!(name, Name::Person(_)));
        if people {
            out.open("b:NameList", &[]);
            for name in list {
                if let Name::Person(person) = name {
                    out.open("b:Person", &[]);
                    out.leaf("b:Last", &names::family(person));
                    // Word's styles take one initial of each.
                    let given = names::given(person);
                    let (first, middle) = given.split_once(' ').unwrap_or((&given, ""));
                    out.leaf("b:Middle", middle);
                    out.leaf("b:First", first);
                    out.close();
                }
            }
            out.close();
        } else {
            let whole: Vec<String> = list.iter().map(Name::display).collect();
            out.leaf("b:Corporate", &whole.join("; "));
        }
        // Word knows either people or one institution, and no “Jr.”
        let exact = people
            && list
                .iter()
                .all(|name| matches!(name, Name::Person(p) if p.suffix.is_empty()))
            || list.len() == 1 && !people;
        if !exact {
            claims.inexact(*field);
        }
        out.close();
    }
    out.close();
}

fn dates_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    for (field, suffix) in [(Field::ISSUED, ""), (Field::ACCESSED, "Accessed")] {
        let Some(date) = claims.date(field) else { continue };
        date_out(&date, suffix, out);
        if !matches!(date, Date::Literal(_)) && values::iso(&date).is_none() {
            claims.inexact(field);
        }
    }
}

fn date_out(date: &Date, suffix: &str, out: &mut XmlOut) {
    if let Date::Literal(text) = date {
        out.leaf(&format!("b:Year{suffix}"), text);
    }
    let Some(start) = date.start() else { return };
    out.leaf(&format!("b:Year{suffix}"), &start.year.to_string());
    if start.month > 0 && start.season().is_none() {
        // Word prints it as it stands.
        let month = bibtex::strings::MONTHS.get(usize::from(start.month) - 1);
        out.leaf(&format!("b:Month{suffix}"), month.map_or("", |(_, name)| name));
    }
    if start.day > 0 {
        out.leaf(&format!("b:Day{suffix}"), &start.day.to_string());
    }
}

/// JabRef's own date of access, in Word's elements too where it is one.
fn accessed_out(claims: &Claims<'_>, text: &str, out: &mut XmlOut) {
    let date = Date::parse_loose(text);
    if !matches!(date, Date::Literal(_)) && !claims.entry.has(Field::ACCESSED) {
        date_out(&date, "Accessed", out);
    }
}

/// Word has one element for all standard numbers: a single one stands by itself, several
/// with their labels.
fn standard_number(claims: &mut Claims<'_>, number: &str, out: &mut XmlOut) {
    let isbn = claims.text(Field::ISBN).unwrap_or_default();
    let issn = claims.text(Field::ISSN).unwrap_or_default();
    let mut all = vec![("ISBN".to_owned(), isbn), ("ISSN".to_owned(), issn)];
    let label = |name: &str| match name {
        "lccn" => Some("LCCN".to_owned()),
        "mrnumber" => Some("MRN".to_owned()),
        _ => None,
    };
    all.extend(claims.unknown(label));
    all.retain(|(_, text)| !text.is_empty());
    let text = match all.as_slice() {
        [] => number.to_owned(),
        [(label, text)] if matches!(label.as_str(), "ISBN" | "ISSN") => text.clone(),
        all => all
            .iter()
            .map(|(label, text)| format!("{label}: {text}"))
            .collect::<Vec<_>>()
            .join(" "),
    };
    out.leaf("b:StandardNumber", &text);
    if !number.is_empty() && text != number {
        out.leaf("b:Number", number);
    }
}

/// `Stroudsburg, PA, USA`: city, state, country; they are read in this order.
fn place(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let text = claims.text(Field::PUBLISHER_PLACE).unwrap_or_default();
    let parts: Vec<&str> = text.split(", ").collect();
    let state = |part: &str| part.len() == 2 && part.chars().all(char::is_uppercase);
    let names: &[&str] = match parts.as_slice() {
        [_, second] if state(second) => &["b:City", "b:StateProvince"],
        [_, _] => &["b:City", "b:CountryRegion"],
        [_, _, _] => &["b:City", "b:StateProvince", "b:CountryRegion"],
        _ => return out.leaf("b:City", &text),
    };
    for (name, part) in names.iter().zip(parts) {
        out.leaf(name, part);
    }
}

/// JabRef's elements begin with a capital; they are read in small letters.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Fields that only `.bib` files have: JabRef's for Word's own elements, and the rest under
/// JabRef's prefix.
fn fields_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let own = claims.unknown(|name| {
        let word = MSBIB.iter().find(|(known, _)| *known == name);
        let plain =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        word.map(|(_, element)| (*element).to_owned())
            .or_else(|| plain.then(|| format!("BIBTEX_{}", capitalised(name))))
    });
    for (element, text) in own {
        if element == "Accessed" {
            accessed_out(claims, &text, out);
        }
        out.leaf(&format!("b:{element}"), &text);
    }
}

/// The number of a language: by its tag, by the tag's first part, by name. What another tag
/// comes back from is kept in the note too.
fn language_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    let Some(text) = crate::model::variable::text(claims.entry, Field::LANGUAGE) else {
        return;
    };
    let wanted = text.trim().to_lowercase();
    let exact = LANGUAGES.iter().find(|(_, tag)| *tag == text);
    let near = LANGUAGES.iter().find(|(_, tag)| tag.split('-').next() == Some(&*wanted));
    let named = LANGUAGE_NAMES.iter().find(|(name, _)| *name == wanted);
    let number = exact.or(near).map(|row| row.0).or(named.map(|row| row.1));
    let Some(number) = number else { return };
    out.leaf("b:LCID", number);
    claims.text(Field::LANGUAGE);
    if exact.is_none() {
        claims.inexact(Field::LANGUAGE);
    }
}
