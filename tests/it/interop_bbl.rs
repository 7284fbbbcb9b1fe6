//! Entries as biber writes them for BibLaTeX (`.bbl`), read for comparing.

use std::collections::BTreeMap;

use ibid::formats::bibtex::map;
use ibid::model::{Entry, Field, Name, name};

use crate::interop_biber::{date_parts, parts, plain};

/// What of an entry is data: hashes, labels and sorting are biber's work.
#[derive(Default)]
pub(crate) struct Bbl {
    key: String,
    kind: String,
    names: Vec<(String, Vec<String>)>,
    lists: Vec<(String, Vec<String>)>,
    fields: BTreeMap<String, String>,
    members: Vec<String>,
}

impl Bbl {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut bbl = Self::default();
        let mut rest = text;
        while let Some(at) = rest.find('\\') {
            let command = rest.get(at + 1..)?;
            let end = command.find(|c: char| !c.is_ascii_alphabetic())?;
            let (name, after) = command.split_at(end);
            rest = bbl.command(name, after).unwrap_or(after);
        }
        (!bbl.key.is_empty()).then_some(bbl)
    }

    /// Takes a command in; gives back what follows it.
    fn command<'t>(&mut self, name: &str, rest: &'t str) -> Option<&'t str> {
        match name {
            "entry" => {
                let (key, rest) = group(rest)?;
                let (kind, rest) = group(rest)?;
                (self.key, self.kind) = (key.to_owned(), kind.to_owned());
                Some(rest)
            }
            "name" => {
                let (field, rest) = group(rest)?;
                let (_, rest) = group(rest)?;
                let (_, rest) = group(rest)?;
                let (inside, rest) = group(rest)?;
                self.names.push((field.to_owned(), people(inside)));
                Some(rest)
            }
            "list" => {
                let (field, rest) = group(rest)?;
                let (_, rest) = group(rest)?;
                let (inside, rest) = group(rest)?;
                self.lists.push((field.to_owned(), groups(inside).map(plain).collect()));
                Some(rest)
            }
            "field" => {
                let (field, rest) = group(rest)?;
                let (value, rest) = group(rest)?;
                self.fields.insert(field.to_owned(), value.to_owned());
                Some(rest)
            }
            "verb" => {
                let (field, rest) = group(rest)?;
                let value = rest.trim_start().strip_prefix("\\verb ")?;
                let end = value.find('\n')?;
                self.fields.insert(field.to_owned(), value[..end].to_owned());
                value.get(end..)
            }
            "set" => {
                let (members, rest) = group(rest)?;
                self.members = members.split(',').map(str::to_owned).collect();
                Some(rest)
            }
            _ => None,
        }
    }

    /// The key of the entry that this one is, or was cloned from.
    pub(crate) fn source_key(&self) -> String {
        self.fields.get("clonesourcekey").unwrap_or(&self.key).clone()
    }

    /// In what an entry of ours differs.
    pub(crate) fn differences(&self, entry: &Entry) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |what: &str, want: String, found: String| {
            if want != found {
                faults.push(format!("{what}: {want:?} but {found:?}"));
            }
        };
        check("type", map::kind_of(&self.kind).to_string(), entry.kind().to_string());
        for (field, people) in &self.names {
            // A reference that does not resolve is a name without parts to biber, and stays
            // as it is written with us.
            if people.iter().all(|person| person == "|||") {
                continue;
            }
            let field = map::field_of(field, entry.kind());
            let found = entry.names(field).unwrap_or_default();
            let found: Vec<String> = found
                .iter()
                .filter(|n| **n != Name::Others)
                .map(|n| plain_parts(&parts(n)))
                .collect();
            check(field.name(), people.join(" & "), found.join(" & "));
        }
        for (field, items) in &self.lists {
            let field = map::field_of(field, entry.kind());
            let raw = entry.raw(field).map_or("", |(_, raw)| raw);
            let found: Vec<String> =
                name::split_bibtex(raw).into_iter().map(plain).collect();
            check(field.name(), items.join(" & "), found.join(" & "));
        }
        for (prefix, field) in [
            ("", Field::ISSUED),
            ("orig", Field::ORIGINAL_DATE),
            ("event", Field::EVENT_DATE),
            ("url", Field::ACCESSED),
        ] {
            let want = self.date(prefix);
            let found = entry.date(field).map(|date| date_parts(&date)).unwrap_or_default();
            check(field.name(), format!("{want:?}"), format!("{found:?}"));
        }
        for (name, value) in self.fields.iter().filter(|(name, _)| is_text(name)) {
            let field = map::field_of(name, entry.kind());
            let found = entry.text(field).unwrap_or_default();
            let value = value.replace("\\bibrangedash", "--");
            let comparable =
                |text: &str| plain(text).replace(['–', ' '], "-").replace("--", "-");
            check(name, comparable(&value), comparable(&found));
        }
        if !self.members.is_empty() {
            let found = entry.text(Field::ENTRYSET).unwrap_or_default().replace(' ', "");
            check("members", self.members.join(","), found);
        }
        faults
    }

    /// The parts of one date.
    fn date(&self, prefix: &str) -> BTreeMap<String, String> {
        let parts = ["year", "month", "day", "yeardivision"];
        let all = parts.iter().flat_map(|part| [(*part).to_owned(), format!("end{part}")]);
        all.filter_map(|part| {
            let value = self.fields.get(&format!("{prefix}{part}"))?;
            Some((part, value.clone()))
        })
        .collect()
    }
}

/// Whether a field is text of the entry, no part of a date and nothing that biber makes.
fn is_text(name: &str) -> bool {
    let made = ["sort", "label", "extra", "clonesourcekey", "related"];
    let date = ["year", "month", "day", "yeardivision", "era", "unspecified"];
    !made.iter().any(|start| name.starts_with(start))
        && !date.iter().any(|end| name.ends_with(end))
}

fn plain_parts(parts: &str) -> String {
    parts.split('|').map(plain).collect::<Vec<_>>().join("|")
}

/// The names of a `\name`, as `family|given|prefix|suffix`.
fn people(inside: &str) -> Vec<String> {
    groups(inside)
        .map(|person| {
            let inside = groups(person).nth(1).unwrap_or("");
            let part = |part: &str| {
                let lead = format!("{part}=");
                let found = inside.match_indices(&lead).find(|(at, _)| {
                    !inside[..*at].ends_with(|c: char| c.is_ascii_alphabetic())
                });
                found
                    .and_then(|(at, _)| group(&inside[at + lead.len()..]))
                    .map_or_else(String::new, |(value, _)| plain(value))
            };
            ["family", "given", "prefix", "suffix"].map(part).join("|")
        })
        .collect()
}

/// The group that begins here, and what follows it.
fn group(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '%');
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some((&text[1..at], &text[at + 1..])),
            '}' => depth -= 1,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn groups(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (inside, rest) = group(text)?;
        text = rest;
        Some(inside)
    })
}
