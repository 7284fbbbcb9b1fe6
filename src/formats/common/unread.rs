//! What rich sources say and ibid has no field for: reference lists, affiliations, funders.
//! It is left out by name, and how many works lost it is said once a source.

use serde_json::Value;

use super::tagged::Record;
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
        let has = |object: &Value, name: &str| object.get(name).is_some_and(says);
        for name in names {
            let mut members =
                work.as_object().into_iter().flat_map(|object| object.values());
            let inner = |member: &Value| {
                member.as_array().is_some_and(|list| list.iter().any(|one| has(one, name)))
            };
            if has(work, name) || members.any(inner) {
                self.count(name);
            }
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
