//! Names as `.bib` files write them: `von Last, Jr, First`.

use super::map::Dialect;
use crate::model::name::particles;
use crate::model::{Name, PersonName, name};
use crate::text::latex;

/// Writes a list of names.
pub(super) fn write(names: &[Name], dialect: Dialect) -> String {
    let mut out = String::new();
    for (at, name) in names.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { " and " });
        match name {
            Name::Others => out.push_str("others"),
            Name::Literal(text) => {
                out.push('{');
                out.push_str(&latex::from_plain(text));
                out.push('}');
            }
            Name::Person(person) if person.parse_names => {
                out.push_str(&self::person(&particles::resolved(person), dialect));
            }
            Name::Person(person) => out.push_str(&self::person(person, dialect)),
        }
    }
    out
}

/// The shortest spelling that is read back as the same name.
fn person(person: &PersonName, dialect: Dialect) -> String {
    let plain = ordinary(person, false);
    if same(&plain, person) {
        return plain;
    }
    let braced = ordinary(person, true);
    if same(&braced, person) {
        return braced;
    }
    match dialect {
        Dialect::Biblatex => extended(person),
        Dialect::Bibtex => braced,
    }
}

/// Whether a spelling is read as this name.
fn same(source: &str, person: &PersonName) -> bool {
    let names = name::parse_bibtex(source);
    let [Name::Person(read)] = names.as_slice() else { return false };
    read.family == person.family
        && read.given == person.given
        && read.non_dropping_particle == person.non_dropping_particle
        && read.dropping_particle == person.dropping_particle
        && read.suffix == person.suffix
}

fn ordinary(person: &PersonName, braces: bool) -> String {
    let part = |text: &str| {
        let source = latex::from_plain(text);
        if braces && !text.is_empty() {
            format!("{{{source}}}")
        } else {
            source.into_owned()
        }
    };
    let mut family = part(&person.family);
    // Classic BibTeX has one kind of particle.
    let particles = [&person.dropping_particle, &person.non_dropping_particle];
    for particle in particles.into_iter().rev().filter(|particle| !particle.is_empty()) {
        family = format!("{} {family}", latex::from_plain(particle));
    }
    match (person.suffix.is_empty(), person.given.is_empty()) {
        (true, true) => family,
        (true, false) => format!("{family}, {}", part(&person.given)),
        (false, _) => {
            format!(
                "{family}, {}, {}",
                latex::from_plain(&person.suffix),
                part(&person.given)
            )
        }
    }
}

/// BibLaTeX's names in named parts (manual, 3.6).
fn extended(person: &PersonName) -> String {
    let dropping = !person.dropping_particle.is_empty();
    let prefix =
        if dropping { &person.dropping_particle } else { &person.non_dropping_particle };
    // Of two particles the one that stays goes with the family name.
    let whole;
    let family = if dropping && !person.non_dropping_particle.is_empty() {
        whole = format!("{} {}", person.non_dropping_particle, person.family).into();
        &whole
    } else {
        &person.family
    };
    let parts = [
        ("family", family),
        ("given", &person.given),
        ("prefix", prefix),
        ("suffix", &person.suffix),
    ];
    let mut written: Vec<String> = parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(part, text)| format!("{part}={{{}}}", latex::from_plain(text)))
        .collect();
    if dropping {
        written.push("useprefix=false".to_owned());
    }
    written.join(", ")
}
