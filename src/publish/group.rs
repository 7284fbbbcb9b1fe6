//! Subsections that make themselves: by year, kind, person, topic.

use std::collections::BTreeMap;

use super::description::{By, Description};
use super::highlight;
use super::words::Words;
use super::year;
use crate::model::{Entry, Field, Name, variable};
use crate::text::fold;

/// A heading and the positions of entries below it.
type Group = (String, Vec<usize>);

/// Groups entries; one of several people or topics stands in each of them.
pub(super) fn by(
    by: By,
    entries: &[Entry],
    members: &[usize],
    description: &Description,
    words: &Words,
) -> Vec<Group> {
    let pairs = members.iter().filter_map(|at| Some((*at, entries.get(*at)?)));
    match by {
        By::Year => years(pairs, words),
        By::Type => kinds(pairs, words),
        By::Person => named(pairs, words, |entry| people(entry, description)),
        By::Topic => named(pairs, words, topics),
    }
}

fn years<'a>(pairs: impl Iterator<Item = (usize, &'a Entry)>, words: &Words) -> Vec<Group> {
    let mut groups: BTreeMap<Option<i32>, Vec<usize>> = BTreeMap::new();
    for (at, entry) in pairs {
        groups.entry(year(entry)).or_default().push(at);
    }
    let heading = |year: Option<i32>| match year {
        Some(year) => year.to_string(),
        None => words.undated.clone(),
    };
    let newest = groups.into_iter().rev();
    newest.map(|(year, members)| (heading(year), members)).collect()
}

fn kinds<'a>(pairs: impl Iterator<Item = (usize, &'a Entry)>, words: &Words) -> Vec<Group> {
    let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (at, entry) in pairs {
        groups.entry(words.kind(variable::kind(entry).csl())).or_default().push(at);
    }
    groups.into_iter().map(|((_, heading), members)| (heading, members)).collect()
}

/// Groups by names, in alphabetical order; what has none comes last.
fn named<'a>(
    pairs: impl Iterator<Item = (usize, &'a Entry)>,
    words: &Words,
    names: impl Fn(&Entry) -> Vec<String>,
) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut rest = Vec::new();
    for (at, entry) in pairs {
        let names = names(entry);
        if names.is_empty() {
            rest.push(at);
        }
        for name in names {
            let key = fold(&name).into_owned();
            let group = groups.entry(key).or_insert_with(|| (name, Vec::new()));
            if group.1.last() != Some(&at) {
                group.1.push(at);
            }
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    if !rest.is_empty() {
        groups.push((words.others.clone(), rest));
    }
    groups
}

fn people(entry: &Entry, description: &Description) -> Vec<String> {
    if !description.people.is_empty() {
        let wanted = description.people.iter();
        let wanted = wanted.filter(|person| highlight::is_of(person, entry));
        return wanted.map(|person| person.name.clone()).collect();
    }
    let mut names = Vec::new();
    for field in [Field::AUTHOR, Field::EDITOR] {
        let found = variable::names(entry, field);
        names.extend(found.iter().flat_map(|names| names.iter()).filter_map(inverted));
    }
    names
}

/// `Family, Given`.
fn inverted(name: &Name) -> Option<String> {
    match name {
        Name::Person(person) if !person.given.is_empty() => {
            Some(format!("{}, {}", name.family(), person.given))
        }
        Name::Others => None,
        name => Some(name.family()),
    }
}

fn topics(entry: &Entry) -> Vec<String> {
    let text = entry.text(Field::KEYWORD).or_else(|| entry.text(Field::named("keywords")));
    let text = text.unwrap_or_default();
    let topics = text.split([',', ';']).map(str::trim).filter(|topic| !topic.is_empty());
    topics.map(str::to_owned).collect()
}
