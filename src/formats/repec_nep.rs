//! Issues of NEP: New Economics Papers, RePEc's announcements by mail. After a list of the
//! papers each stands again in full: `1. Title`, authors, abstract, then `Keywords:`, `Date:`
//! and `URL:`.

use crate::formats::common::{Draft, Keys, names};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "repec-nep",
    about: "RePEc's New Economics Papers, issues by mail",
    extensions: &[],
    sniff,
    read: Some(read),
    write: None,
};

fn sniff(start: &str) -> u8 {
    let named = ["NEP: New Economics Papers", "nep.repec.org"];
    if named.iter().any(|sign| start.contains(sign)) { 85 } else { 0 }
}

/// The fields that have a name.
const LABELS: &[&str] = &[
    "keywords",
    "date",
    "url",
    "jel",
    "by",
    "classification-jel",
    "note",
    "issn",
    "abstract",
];

/// `12. Title`
fn opens(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix('.')?;
    (digits > 0 && rest.starts_with([' ', '\t'])).then_some(rest.trim())
}

fn label(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().to_ascii_lowercase();
    LABELS.contains(&name.as_str()).then_some((name, value.trim()))
}

/// A paper while its lines are read.
#[derive(Default)]
struct Paper<'a> {
    title: String,
    people: Vec<&'a str>,
    text: Vec<&'a str>,
    fields: Vec<(String, String)>,
    /// Blank lines and fields end what stands before them.
    part: Part,
    blank: bool,
}

#[derive(Default, PartialEq)]
enum Part {
    #[default]
    Title,
    People,
    Abstract,
    Fields,
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let text = source.text();
    // The list of titles comes first; it ends with a rule.
    let body = text
        .find("In this issue we have")
        .and_then(|at| {
            let list = text.get(at..)?;
            let rule = list.find("\n---")?;
            let after = list.get(rule + 4..)?;
            let papers = after.find("\n---").map_or(0, |second| second + 1);
            after.get(papers..)
        })
        .unwrap_or(text);
    let mut papers: Vec<Paper<'_>> = Vec::new();
    for line in body.lines() {
        match (opens(line), papers.last_mut()) {
            (Some(title), _) => {
                papers.push(Paper { title: title.to_owned(), ..Paper::default() });
            }
            (None, Some(paper)) => paper.line(line),
            _ => {}
        }
    }
    let mut keys = Keys::default();
    let entries = papers.iter().map(|paper| paper.draft().finish(&mut keys)).collect();
    Parsed { entries, ..Parsed::default() }
}

impl<'a> Paper<'a> {
    fn line(&mut self, line: &'a str) {
        if line.trim().is_empty() || line.starts_with("---") {
            self.blank = true;
            if self.part == Part::People && !self.people.is_empty() {
                self.part = Part::Abstract;
            }
            return;
        }
        if let Some((name, value)) = label(line) {
            self.part = if name == "by" { Part::People } else { Part::Fields };
            if name == "by" {
                self.people.push(value);
            } else {
                self.fields.push((name, value.to_owned()));
            }
        } else {
            self.plain(line);
        }
        self.blank = false;
    }

    fn plain(&mut self, line: &'a str) {
        match self.part {
            Part::Title if !self.blank => {
                self.title.push(' ');
                self.title.push_str(line.trim());
            }
            Part::Title => {
                self.part = Part::People;
                self.people.push(line);
            }
            Part::People => self.people.push(line),
            Part::Abstract => self.text.push(line.trim()),
            Part::Fields => match self.fields.last_mut() {
                // Behind the address comes the abstract, where authors are named `By:`.
                Some((name, _)) if name == "url" => self.text.push(line.trim()),
                Some((_, value)) if line.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => self.text.push(line.trim()),
            },
        }
    }

    fn draft(&self) -> Draft {
        let mut draft = Draft::new(EntryKind::REPORT);
        draft.text(Field::TITLE, &self.title);
        let mut institutions: Vec<&str> = Vec::new();
        for line in &self.people {
            for person in line.split(';').map(str::trim).filter(|part| !part.is_empty()) {
                let (name, house) = person.split_once('(').unwrap_or((person, ""));
                draft.name(Field::AUTHOR, names::direct(name));
                let house = house.trim_end_matches(')').trim();
                if !house.is_empty() && !institutions.contains(&house) {
                    institutions.push(house);
                }
            }
        }
        draft.text(Field::PUBLISHER, &institutions.join(" and "));
        draft.text(Field::ABSTRACT, &self.text.join(" "));
        for (name, value) in &self.fields {
            match name.as_str() {
                "url" => draft.text(Field::URL, value),
                "date" if value.contains("-") => {
                    if value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
                        draft.date(Field::ISSUED, value);
                    } else {
                        draft.stranger("nep", "Date", value);
                    }
                }
                "date" => draft.date(Field::ISSUED, value),
                "keywords" => value.split([',', ';']).for_each(|word| draft.keyword(word)),
                "abstract" => draft.text(Field::ABSTRACT, value),
                "note" => draft.note(value),
                name => draft.stranger("nep", name, value),
            }
        }
        draft
    }
}
