//! Publication lists as a product: a description (TOML) of sections, headings, people and
//! buttons becomes a document. `docs/publish.md` is its manual.

mod buttons;
mod description;
mod group;
mod highlight;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashSet;
use std::sync::Arc;

use crate::csl::{self, Job, Style, Tree};
use crate::diag::Diagnostic;
use crate::model::{Entry, Field, language};
use crate::output::document::{Document, Item, Look, Section};
use crate::query::{Query, SortKey};

pub use description::{By, Description, Numbering, Person, Place, Template};
pub use words::Words;

/// Starting points for descriptions: name and text.
pub static TEMPLATES: &[(&str, &str)] = &[
    ("institute", include_str!("templates/institute.toml")),
    ("cv", include_str!("templates/cv.toml")),
    ("report", include_str!("templates/report.toml")),
];

/// Finds the style of a list for a locale.
pub type Load<'a> = dyn FnMut(&str) -> Option<Arc<Style>> + 'a;

/// A list that has been put together.
#[derive(Debug, Default)]
pub struct Publication {
    /// The document.
    pub document: Document,
    /// What the processor said.
    pub diagnostics: Vec<Diagnostic>,
    /// Positions of entries that the description asks for but no section takes.
    pub left_out: Vec<usize>,
    /// Headings of sections that have no entries.
    pub empty: Vec<String>,
    /// Names of people of the description that no entry has.
    pub absent: Vec<String>,
}

/// Puts a list together.
///
/// # Errors
/// With what is wrong with a query or a sort key, and where.
pub fn compose(
    description: &Description,
    entries: &[Entry],
    load: &mut Load<'_>,
) -> Result<Publication, String> {
    let wanted =
        matching(entries, &(0..entries.len()).collect::<Vec<_>>(), &description.query)?;
    let mut work = Work {
        description,
        entries,
        load,
        words: Words::of(description),
        anchors: HashSet::new(),
        listed: HashSet::new(),
        made: Publication::default(),
        count: 0,
        hanging: false,
    };
    let mut sections = Vec::new();
    if description.sections.is_empty() {
        let whole = Place { by: description.by, ..Place::default() };
        sections.extend(work.section(&whole, &wanted)?);
    }
    for place in &description.sections {
        sections.extend(work.section(place, &wanted)?);
    }
    let mut made = work.made;
    let has = |person: &Person| entries.iter().any(|entry| highlight::is_of(person, entry));
    let absent = description.people.iter().filter(|person| !has(person));
    made.absent = absent.map(|person| person.name.clone()).collect();
    made.left_out = wanted.into_iter().filter(|at| !work.listed.contains(at)).collect();
    if description.numbering == Numbering::Reverse {
        reverse(&mut sections, work.count);
    }
    made.document = Document {
        title: description.title.clone(),
        language: description.locale().to_owned(),
        intro: description.intro.clone(),
        sections,
        footer: description.footer.clone(),
        look: match description.template {
            Template::Plain => Look::Plain,
            Template::Institute => Look::Institute,
            Template::Cv => Look::Cv,
            Template::Report => Look::Report,
        },
        contents: description.contents.then(|| work.words.contents.to_owned()),
        hanging_indent: work.hanging,
    };
    Ok(made)
}

/// The positions of entries that a query asks for.
fn matching(entries: &[Entry], among: &[usize], query: &str) -> Result<Vec<usize>, String> {
    let read = Query::parse(query)
        .map_err(|error| format!("query `{query}`: {}", error.message))?;
    let fits = |at: &&usize| entries.get(**at).is_some_and(|entry| read.matches(entry));
    Ok(among.iter().filter(fits).copied().collect())
}

/// Turns numbers round: the oldest work has the lowest.
fn reverse(sections: &mut [Section], count: usize) {
    for section in sections {
        for item in &mut section.items {
            item.number = item.number.map(|number| count + 1 - number);
        }
        reverse(&mut section.sections, count);
    }
}

struct Work<'a, 'b> {
    description: &'a Description,
    entries: &'a [Entry],
    load: &'a mut Load<'b>,
    words: Words,
    anchors: HashSet<String>,
    listed: HashSet<usize>,
    made: Publication,
    count: usize,
    hanging: bool,
}

impl Work<'_, '_> {
    /// A section and those inside it; `None` if nothing stands in it.
    fn section(
        &mut self,
        place: &Place,
        among: &[usize],
    ) -> Result<Option<Section>, String> {
        let wanted = matching(self.entries, among, &place.query)?;
        let mut section = Section {
            heading: place.heading.clone(),
            intro: place.intro.clone(),
            anchor: self.anchor(&place.heading),
            ..Section::default()
        };
        if self.description.numbering == Numbering::Section {
            self.count = 0;
        }
        for inner in &place.sections {
            section.sections.extend(self.section(inner, &wanted)?);
        }
        // What no inner section takes stands above them, unless they are all there is.
        let inner = !place.sections.is_empty();
        let own: Vec<usize> =
            wanted.into_iter().filter(|at| !inner || !self.listed.contains(at)).collect();
        let sort = place.sort.as_deref().or(self.description.sort.as_deref());
        match place.by {
            None => section.items = self.items(&own, sort)?,
            Some(by) => {
                let groups =
                    group::by(by, self.entries, &own, self.description, &self.words);
                for (heading, members) in groups {
                    let items = self.items(&members, sort)?;
                    let anchor = self.anchor(&format!("{} {heading}", place.heading));
                    section.sections.push(Section {
                        heading,
                        anchor,
                        items,
                        ..Section::default()
                    });
                }
            }
        }
        if section.items.is_empty() && section.sections.is_empty() {
            self.made.empty.push(place.heading.clone());
            return Ok(None);
        }
        Ok(Some(section))
    }

    fn items(
        &mut self,
        members: &[usize],
        sort: Option<&str>,
    ) -> Result<Vec<Item>, String> {
        let (members, nosort) = match sort {
            Some(keys) => (self.sorted(members, keys)?, true),
            None => (members.to_vec(), false),
        };
        let trees = self.set(&members, nosort);
        let mut items = Vec::with_capacity(trees.len());
        for (at, tree) in trees {
            let Some(entry) = self.entries.get(at) else { continue };
            self.listed.insert(at);
            self.count += 1;
            let numbered = self.description.numbering != Numbering::None;
            let anchor = self.anchor(entry.key().as_str());
            let own = language::of(entry).map(std::borrow::Cow::into_owned);
            items.push(Item {
                anchor,
                number: numbered.then_some(self.count),
                tree: highlight::people(tree, entry, &self.description.people),
                language: own.filter(|tag| !same(tag, self.description.locale())),
                buttons: buttons::of(entry, &self.description.buttons),
            });
        }
        Ok(items)
    }

    fn sorted(&self, members: &[usize], keys: &str) -> Result<Vec<usize>, String> {
        let mut query = Query::default();
        query.sort_first_by(
            SortKey::list(keys).map_err(|why| format!("sort `{keys}`: {why}"))?,
        );
        let found: Vec<&Entry> =
            members.iter().filter_map(|at| self.entries.get(*at)).collect();
        let order = query.order(&found);
        Ok(order.into_iter().filter_map(|at| members.get(at).copied()).collect())
    }

    /// The texts of entries in order; each in the terms of its language, if so asked.
    fn set(&mut self, members: &[usize], nosort: bool) -> Vec<(usize, Tree)> {
        let locale = self.description.locale().to_owned();
        let mut list = self.in_locale(members, nosort, &locale);
        if !self.description.entry_language {
            return list;
        }
        let mut others: Vec<String> = Vec::new();
        for at in members {
            let tag = self.entries.get(*at).and_then(language::of);
            if let Some(tag) = tag.filter(|tag| !same(tag, &locale) && is_tag(tag))
                && !others.iter().any(|known| *known == tag)
            {
                others.push(tag.into_owned());
            }
        }
        for tag in others {
            let own = |at: &&usize| {
                let found = self.entries.get(**at).and_then(language::of);
                found.is_some_and(|found| found == tag)
            };
            let part: Vec<usize> = members.iter().filter(own).copied().collect();
            for (at, tree) in self.in_locale(&part, true, &tag) {
                if let Some(cell) = list.iter_mut().find(|(known, _)| *known == at) {
                    cell.1 = tree;
                }
            }
        }
        list
    }

    fn in_locale(
        &mut self,
        members: &[usize],
        nosort: bool,
        locale: &str,
    ) -> Vec<(usize, Tree)> {
        let Some(style) = (self.load)(locale) else { return Vec::new() };
        let links = self.description.links;
        let job = Job { uncited: members, nosort, links, ..Job::new(self.entries) };
        let processed = csl::process(&style, &job);
        self.made.diagnostics.extend(processed.diagnostics);
        let Some(bibliography) = processed.bibliography else { return Vec::new() };
        self.hanging |=
            bibliography.hanging_indent || bibliography.second_field_align.is_some();
        bibliography.entries.into_iter().filter(|(_, tree)| !tree.is_empty()).collect()
    }

    /// A name for links that the document does not have yet.
    fn anchor(&mut self, text: &str) -> String {
        let mut base: String = text
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.') {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        if base.is_empty() {
            base.push_str("list");
        }
        let mut anchor = base.clone();
        let mut number = 2;
        while !self.anchors.insert(anchor.clone()) {
            anchor = format!("{base}-{number}");
            number += 1;
        }
        anchor
    }
}

/// Whether a text has the form of a language tag.
fn is_tag(text: &str) -> bool {
    (2..=35).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Whether two tags name one language.
fn same(one: &str, other: &str) -> bool {
    let primary =
        |tag: &str| tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    primary(one) == primary(other)
}

/// The year of an entry.
fn year(entry: &Entry) -> Option<i32> {
    let date = crate::model::variable::date(entry, Field::ISSUED)?;
    date.start().map(|parts| parts.year)
}
