//! What rich sources say and ibid has no field for: reference lists, affiliations, funders.
//! It is left out by name, and how many works lost it is said once a source.

use serde_json::Value;

use super::tagged::Record;
use super::values;
use super::xml::Element;
use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::NOT_READ;

/// How many works had each of the parts that are not read.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    counts: Vec<(String, usize)>,
}

impl Unread {
    /// Counts a part of a work.
    pub(crate) fn count(&mut self, name: &str) {
        match self.counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((name.to_owned(), 1)),
        }
    }

    /// Looks for members of these names in a work, and in the objects of its lists.
    pub(crate) fn json(&mut self, work: &Value, names: &[&str]) {
        let mut found = 0_u64;
        let mut look = |name: &str, value: &Value| {
            if let Some(at) = names.iter().position(|known| *known == name)
                && says(value)
            {
                found |= 1 << (at % 64);
            }
        };
        for (name, value) in work.as_object().into_iter().flatten() {
            look(name, value);
            let inner = value.as_array().into_iter().flatten().filter_map(Value::as_object);
            inner.flatten().for_each(|(name, value)| look(name, value));
        }
        for (at, name) in names.iter().enumerate() {
            if found & 1 << (at % 64) != 0 {
                self.count(name);
            }
        }
    }

    /// Looks for members of a work of which the entry says nothing: `author.affiliation`.
    pub(crate) fn unsaid(&mut self, work: &Value, said: &Said, besides: &[&str]) {
        let members = work.as_object().into_iter().flatten();
        let members = members.filter(|(name, _)| !besides.contains(&name.as_str()));
        let leaves = members.flat_map(|(name, value)| said.leaves(name, value));
        let mut names: Vec<String> = Vec::new();
        for (path, _) in leaves {
            let parts: Vec<&str> = path.split('.').take(2).collect();
            let name = parts.join(".");
            if !path.split('.').any(|part| besides.contains(&part))
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names.iter().for_each(|name| self.count(name));
    }

    /// Looks for elements of a work of which the entry says nothing.
    pub(crate) fn unsaid_xml(&mut self, work: &Element, said: &Said, besides: &[&str]) {
        let mut names = Vec::new();
        elements(work, said, besides, &mut names);
        for name in names {
            self.count(name);
        }
    }

    /// Looks for elements of these names anywhere in a work.
    pub(crate) fn xml(&mut self, work: &Element, names: &[&str]) {
        for name in names.iter().filter(|name| work.holds(name)) {
            self.count(name);
        }
    }

    /// Looks for tags in a record.
    pub(crate) fn tags(&mut self, record: &Record<'_>, tags: &[&str]) {
        for tag in tags.iter().filter(|tag| record.first(tag).is_some()) {
            self.count(tag);
        }
    }

    /// What is to be said.
    pub(crate) fn findings(self) -> Vec<Diagnostic> {
        let said = |(name, count): (String, usize)| {
            let works = if count == 1 { "1 work".into() } else { format!("{count} works") };
            Diagnostic::new(&NOT_READ, format!("`{name}` of {works} is not read"))
        };
        self.counts.into_iter().map(said).collect()
    }
}

/// All that an entry says, to be asked whether it says a text.
pub(crate) struct Said(String);

/// Deeper members are looked at by nobody.
const DEEPEST: usize = 16;

impl Said {
    /// Of these texts.
    pub(crate) fn new(texts: impl Iterator<Item = String>) -> Self {
        Self(texts.map(|text| bare(&text)).collect::<Vec<_>>().join(" "))
    }

    /// The texts in a member that are not said, with their paths.
    pub(crate) fn leaves(&self, name: &str, value: &Value) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.look(name, value, DEEPEST, &mut found);
        found
    }

    /// Whether a text is said, or each of the words of a list, or what an address names.
    pub(crate) fn says(&self, text: &str) -> bool {
        let has = |part: &str| {
            let folded = bare(part);
            folded.is_empty() || self.0.contains(&folded)
        };
        let address = || {
            let path = text.strip_prefix("http")?.split_once("://")?.1.split_once('/')?.1;
            Some(path.starts_with("10.") || text.contains("orcid.org/"))
                .filter(|own| *own)?;
            Some(has(path))
        };
        // `4/5/2021` is said as 2021-04-05.
        let date = || values::date(text).is_some_and(|date| has(&date.to_string()));
        has(text) || text.split([',', ';']).all(has) || address() == Some(true) || date()
    }

    fn look(
        &self,
        path: &str,
        value: &Value,
        deep: usize,
        found: &mut Vec<(String, String)>,
    ) {
        let Some(deep) = deep.checked_sub(1) else { return };
        match value {
            Value::Array(list) => {
                list.iter().for_each(|one| self.look(path, one, deep, found));
            }
            Value::Object(members) => {
                let inner = members
                    .iter()
                    .filter(|(name, _)| !name.starts_with('@') && *name != "propertyID");
                inner.for_each(|(name, one)| {
                    self.look(&format!("{path}.{name}"), one, deep, found);
                });
            }
            Value::String(_) | Value::Number(_) => {
                let text = super::json::text(value);
                if !self.says(&text) {
                    found.push((path.to_owned(), text));
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }
}

/// The names of elements with text that is not said, each once. Depth is limited by the
/// reader of XML.
fn elements<'a>(
    work: &'a Element,
    said: &Said,
    besides: &[&str],
    names: &mut Vec<&'a str>,
) {
    for element in work.elements() {
        let name = &*element.name;
        if besides.contains(&name) || names.contains(&name) {
            continue;
        }
        if name == "citation_list" {
            names.push(name);
            continue;
        }
        // Elements between characters are markup, and so are EndNote's runs.
        let mixed = element.elements().all(|inner| &*inner.name == "style")
            || element.has_characters();
        if !mixed {
            elements(element, said, besides, names);
        } else if !said.says(&element.text()) {
            names.push(name);
        }
    }
}

/// Letters and digits alone, without markup.
fn bare(text: &str) -> String {
    let mut tag = false;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' if text.get(at + 1..).is_some_and(|rest| rest.contains('>')) => tag = true,
            '>' if tag => tag = false,
            c if !tag && c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// Whether a value says anything.
fn says(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(true) | Value::Number(_) => true,
    }
}
