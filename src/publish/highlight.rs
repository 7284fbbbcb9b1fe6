//! A person's name in bold: found among the names of the entry by ORCID iD or by a form of
//! the name, then looked for in the text in every form that styles print.

use super::description::Person;
use crate::csl::Tree;
use crate::csl::tree::{Event, Look};
use crate::model::{Entry, Field, Name, annotation, name, variable};
use crate::text::fold;

/// Fields whose names may be the person's.
const ROLES: [Field; 3] = [Field::AUTHOR, Field::EDITOR, Field::TRANSLATOR];

/// Prints the names of people bold.
pub(super) fn people(tree: Tree, entry: &Entry, people: &[Person]) -> Tree {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for person in people {
        for name in names_of(person, entry) {
            ranges.extend(printed(tree.text(), &name));
        }
    }
    if ranges.is_empty() {
        return tree;
    }
    ranges.sort_unstable();
    bold(&tree, &ranges)
}

/// Whether a person stands among an entry's names.
pub(super) fn is_of(person: &Person, entry: &Entry) -> bool {
    !names_of(person, entry).is_empty()
}

/// The names of an entry that are the person's.
fn names_of(person: &Person, entry: &Entry) -> Vec<Name> {
    let forms: Vec<Name> = std::iter::once(&person.name)
        .chain(&person.variants)
        .filter_map(|form| name::parse_bibtex_name(form))
        .collect();
    let mut found = Vec::new();
    for field in ROLES {
        let Some(names) = variable::names(entry, field) else { continue };
        let marked = person.orcid.as_deref().and_then(|id| marked(entry, field, id));
        for (at, name) in names.iter().enumerate() {
            if marked == Some(at + 1) || forms.iter().any(|form| same_person(form, name)) {
                found.push(name.clone());
            }
        }
    }
    found
}

/// Which name of a field carries an ORCID iD: `author+an:orcid = {1="0000-…"}` (biblatex
/// manual, “Data annotations”).
fn marked(entry: &Entry, field: Field, orcid: &str) -> Option<usize> {
    let digits = |text: &str| -> String {
        text.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).collect()
    };
    let wanted = digits(orcid.rsplit('/').next().unwrap_or(orcid));
    let said = annotation::all(entry);
    said.iter()
        .filter(|said| said.name == "orcid" && said.field == field.name())
        .find(|said| digits(said.text.rsplit('/').next().unwrap_or("")) == wanted)
        .and_then(|said| said.item)
}

/// Whether two forms can be one person's: the family names are equal, and the given names
/// or initials of one begin those of the other.
fn same_person(form: &Name, name: &Name) -> bool {
    if fold(&form.family()) != fold(&name.family()) {
        return false;
    }
    let (Name::Person(one), Name::Person(other)) = (form, name) else {
        return matches!((form, name), (Name::Literal(_), Name::Literal(_)));
    };
    let (one, other) = (given(&one.given), given(&other.given));
    one.iter().zip(&other).all(|(a, b)| {
        let short = a.chars().count() == 1 || b.chars().count() == 1;
        a == b || short && a.chars().next() == b.chars().next()
    }) && !one.is_empty()
        && !other.is_empty()
}

fn given(text: &str) -> Vec<String> {
    let folded = fold(text).into_owned();
    let words = folded.split([' ', '.', '-']).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The places where a name is printed, in whichever form.
fn printed(text: &str, name: &Name) -> Vec<(usize, usize)> {
    for form in forms(name) {
        let found: Vec<(usize, usize)> = text
            .match_indices(&form)
            .map(|(at, found)| (at, at + found.len()))
            .filter(|(start, end)| stands_alone(text, *start, *end))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).and_then(|tail| tail.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The forms that styles print a name in, the longest first.
fn forms(name: &Name) -> Vec<String> {
    let family = name.family();
    let Name::Person(person) = name else { return vec![family] };
    let given: &str = &person.given;
    let initials: Vec<String> = given
        .split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .map(|c| c.to_uppercase().collect())
        .collect();
    let hyphenated = given.contains('-');
    let mut shorts = vec![
        format!("{}.", initials.join(". ")),
        format!("{}.", initials.join(".")),
        initials.concat(),
        initials.join(" "),
    ];
    if hyphenated {
        shorts.insert(0, format!("{}.", initials.join(".-")));
    }
    if let [first, _, ..] = initials.as_slice() {
        shorts.push(format!("{first}."));
        let mut words = given.split(' ');
        let head = words.next().unwrap_or("").to_owned();
        // “Svante Erik” as “Svante E.”
        let tail: Vec<String> =
            words.filter_map(|word| word.chars().next()).map(|c| format!("{c}.")).collect();
        shorts.insert(0, format!("{head} {}", tail.join(" ")));
    }
    shorts.insert(0, given.to_owned());
    let mut forms = Vec::new();
    let upper = family.to_uppercase();
    for family in [&family, &upper] {
        for short in &shorts {
            forms.push(format!("{family}, {short}"));
            forms.push(format!("{short} {family}"));
            forms.push(format!("{family} {short}"));
        }
    }
    // “Starr, S. F.” before “S. F. Starr” inside it; a family name alone last.
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    forms.retain(|form| !form.trim().is_empty());
    forms
}

/// Copies a tree with parts of its text bold.
fn bold(tree: &Tree, ranges: &[(usize, usize)]) -> Tree {
    let mut out = Tree::default();
    let mut marks = Vec::new();
    let mut at = 0;
    for event in tree.events() {
        match event {
            Event::Open(Look::Link(number)) => marks.push(out.open_link(tree.link(number))),
            Event::Open(look) => marks.push(out.open(look)),
            Event::Close(_) => {
                if let Some(mark) = marks.pop() {
                    out.close(mark);
                }
            }
            Event::Text(text) => {
                let end = at + text.len();
                let mut from = at;
                for (start, stop) in ranges {
                    let (start, stop) = ((*start).max(from), (*stop).min(end));
                    if start >= stop {
                        continue;
                    }
                    out.push_str(tree.text().get(from..start).unwrap_or(""));
                    let mark = out.open(Look::Bold);
                    out.push_str(tree.text().get(start..stop).unwrap_or(""));
                    out.close(mark);
                    from = stop;
                }
                out.push_str(tree.text().get(from..end).unwrap_or(""));
                at = end;
            }
        }
    }
    out
}
