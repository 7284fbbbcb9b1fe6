//! Sort keys (CSL 1.0.2, “Sorting”): what a variable or macro gives without formatting.

use crate::csl::eval::{Eval, KeyEtAl};
use crate::csl::locale::Locale;
use crate::csl::node::markup::is_romanesque_letter;
use crate::csl::node::pieces;
use crate::csl::prepare::{self, Moment, Parts, Prop};
use crate::csl::style::element::{Class, DatePart, Part, SortElement, SortKey, Variable};
use crate::csl::text_case;
use crate::model::{Datatype, Entry, Field};

impl<'a> Eval<'_, 'a> {
    /// The text of a sort key; none where it is empty.
    pub(crate) fn sort_key(&mut self, key: &'a SortKey) -> Option<String> {
        self.spent.clear();
        let outer = self.style.outer(self.area.root());
        self.key_et_al = Some(KeyEtAl {
            min: key.names_min.or(outer.et_al_min),
            use_first: key.names_use_first.or(outer.et_al_use_first),
            use_last: key.names_use_last.or(outer.et_al_use_last),
        });
        let mut out = Vec::new();
        match &key.element {
            SortElement::Names(names) => self.names(names, &mut out),
            SortElement::Macro(number) => {
                let style = self.style;
                if let Some(found) = style.macros.get(*number) {
                    self.date_only = found.has_date;
                    self.in_group(&mut out, |eval, out| {
                        eval.elements(&found.children, out)
                    });
                    self.date_only = false;
                }
            }
            SortElement::Variable(variable, name) => {
                return self.variable_key(*variable, name);
            }
        }
        let mut node = crate::csl::node::Node::bare(out);
        node.purge();
        let text = pieces::plain(&node);
        (!text.is_empty()).then_some(text)
    }

    fn variable_key(&mut self, variable: Variable, name: &str) -> Option<String> {
        match variable {
            Variable::CitationNumber => {
                let number = self.world.numbers.get(self.index).copied().unwrap_or(0);
                (number > 0).then(|| format!("{number:0>9}"))
            }
            Variable::CitationLabel => Some(label(self.entry.entry, &self.style.locale)),
            Variable::PageFirst(slot) => {
                let text = self.entry.text(slot)?;
                Some(padded(&super::number_parse::first_page(text)))
            }
            Variable::Field(slot) => match (self.entry.get(slot)?, self.class_of(slot)) {
                (Prop::Date(moment), _) => {
                    Some(date(moment, None)).filter(|key| !key.is_empty())
                }
                (Prop::Text(text), Class::Number) => Some(padded(text)),
                (Prop::Text(text), _) if is_number(name) => Some(padded(text)),
                (Prop::Text(text), _) => {
                    let mut node = crate::csl::node::Node::text(text.as_ref());
                    if crate::csl::node::markup::is_marked(text, &self.style.quotes) {
                        node.content =
                            crate::csl::node::markup::parse(text, &self.style.quotes);
                    }
                    Some(pieces::plain(&node)).filter(|key| !key.is_empty())
                }
                _ => None,
            },
            _ => None,
        }
    }
}

fn is_number(name: &str) -> bool {
    matches!(name, "call-number" | "division" | "section" | "version" | "supplement")
}

/// A number that begins a text, padded so that it sorts as a number.
fn padded(text: &str) -> String {
    let start = text.find(|c: char| c.is_ascii_digit());
    let Some(start) = start else { return text.to_owned() };
    let (before, rest) = text.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    format!("{before}{digits:0>9}{after}")
}

/// A date as it sorts: years BC first, missing parts before others, ends of ranges last.
pub(super) fn date(moment: &Moment<'_>, printed: Option<&[DatePart]>) -> String {
    if moment.start.year == 0 {
        return String::new();
    }
    let shows = |part: Part| {
        printed.is_none_or(|parts| parts.iter().any(|printed| printed.part == part))
    };
    let mut key = String::with_capacity(24);
    let mut add = |parts: Parts| {
        let year = if shows(Part::Year) { parts.year } else { 0 };
        match year {
            year if year < 0 => key.push_str(&format!("0{:04}", 9999 + year)),
            year => key.push_str(&format!("1{year:04}")),
        }
        // A season is no month.
        let month = if parts.month > 12 { 0 } else { parts.month };
        let part = |part: Part, value: u8| if shows(part) { value } else { 0 };
        let month = part(Part::Month, month);
        let day = part(Part::Day, parts.day);
        key.push_str(&format!("{month:02}{day:02}"));
    };
    add(moment.start);
    add(moment.end.unwrap_or_default());
    key
}

/// The letters of up to four names and the year: `Doe99`, `DoRo99` (`citation-label`).
pub(super) fn label(entry: &Entry, locale: &Locale) -> String {
    let names = entry
        .fields()
        .map(|(field, _)| field)
        .filter(|field| field.datatype() == Datatype::Names)
        .min_by_key(|field| field.index())
        .and_then(|field| entry.names(field));
    let mut label = String::new();
    if let Some(names) = names {
        let letters: &[usize] = match names.len() {
            0 | 1 => &[4],
            2 => &[2, 2],
            3 => &[2, 1, 1],
            _ => &[1, 1, 1, 1],
        };
        for (name, count) in names.iter().zip(letters) {
            let word = match name {
                crate::model::Name::Person(_) => label_word(&prepare::person(name).family),
                other => without_article(&other.family()).to_owned(),
            };
            let word: String = word.chars().filter(|c| is_romanesque_letter(*c)).collect();
            // A name in another script ends the label; the title may then stand for it.
            if word.is_empty() {
                break;
            }
            label.push_str(&capital(&word, *count));
        }
    }
    if label.is_empty() {
        let title = entry.text(Field::TITLE).unwrap_or_default();
        let words = title.split_whitespace().filter(|word| !text_case::is_small_word(word));
        let inner = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'');
        label = capital(&words.flat_map(str::chars).filter(inner).collect::<String>(), 4);
    }
    if label.is_empty() {
        let form = crate::csl::style::element::TermForm::Short;
        let term = locale.terms.get("reference", form, false, None).unwrap_or_default();
        label = capital(&term.replace('.', ""), usize::MAX);
    }
    let year =
        entry.date(Field::ISSUED).and_then(|date| date.start()).map_or(0, |p| p.year);
    let year = format!("{:04}", year.unsigned_abs());
    label + year.get(year.len().saturating_sub(2)..).unwrap_or("")
}

/// A family name without the particles and the article that begin it.
fn label_word(family: &str) -> String {
    let small = |c: char| c.is_ascii_lowercase() || matches!(c, '\'' | '’' | ' ');
    let particles = family.len() - family.trim_start_matches(small).len();
    let end = family.get(..particles).unwrap_or("").rfind(' ').map_or(0, |space| space + 1);
    without_article(family.get(end..).unwrap_or(family)).to_owned()
}

fn without_article(name: &str) -> &str {
    let (first, rest) = name.split_once(char::is_whitespace).unwrap_or(("", name));
    match ["a", "an", "the"].iter().any(|article| first.eq_ignore_ascii_case(article)) {
        true => rest.trim_start(),
        false => name,
    }
}

/// The first letters of a word, the first in upper case.
fn capital(word: &str, count: usize) -> String {
    let letters = word.chars().take(count);
    let mut out = String::new();
    for (at, c) in letters.enumerate() {
        if at == 0 {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}
