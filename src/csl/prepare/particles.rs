//! Particles and suffixes that hide in family and given names (“parse-names” of
//! CSL-JSON; the `name_Parse…` fixtures of the official suite).
//!
//! Leading words of the family name in lower case are a non-dropping particle, trailing
//! words of the given name in lower case a dropping one, and what follows a comma in the
//! given name is a suffix.

use std::borrow::Cow;

use crate::csl::prepare::Person;
use crate::model::name::particles::{leading, trailing};

/// Finds the hidden parts of a name that has a family and a given name and no
/// non-dropping particle.
pub(super) fn find(mut name: Person<'_>, parse: bool) -> Person<'_> {
    let quoted =
        name.family.len() > 1 && name.family.starts_with('"') && name.family.ends_with('"');
    if quoted {
        let inner = name.family.trim_matches('"').to_owned();
        name.family = Cow::Owned(inner);
        return name;
    }
    let bare =
        name.non_dropping.is_empty() && !name.family.is_empty() && !name.given.is_empty();
    if !parse || !bare {
        return name;
    }
    let length = leading(&name.family);
    if length > 0 {
        let (particle, family) = cut(&name.family, length);
        let apostrophe = particle.trim_end().ends_with(['\'', '’']);
        let spaced = particle.ends_with(' ');
        let mut particle = particle.trim().to_owned();
        if apostrophe && spaced {
            particle.push(' ');
        }
        name.non_dropping = Cow::Owned(particle);
        name.family = Cow::Owned(family);
    }
    suffix(&mut name);
    let length = trailing(&name.given);
    if length > 0 {
        let start = name.given.len() - length;
        let (given, particle) = cut(&name.given, start);
        name.dropping = Cow::Owned(particle.trim().to_owned());
        name.given = Cow::Owned(given);
    }
    name
}

fn cut(text: &str, at: usize) -> (String, String) {
    let (left, right) = text.split_at_checked(at).unwrap_or((text, ""));
    (left.to_owned(), right.to_owned())
}

/// What follows a comma in a given name.
fn suffix(name: &mut Person<'_>) {
    if !name.suffix.is_empty() {
        return;
    }
    let Some(at) = name.given.find(',') else { return };
    let given = name.given.get(..at).unwrap_or("").trim_end().to_owned();
    let rest = name.given.get(at + 1..).unwrap_or("");
    let (comma, rest) = match rest.strip_prefix('!') {
        Some(rest) => (true, rest.trim_start().to_owned()),
        None => (false, rest.trim_start().to_owned()),
    };
    if rest.replace('.', "") == "et al" && name.dropping.is_empty() {
        name.dropping = Cow::Owned(rest);
        name.comma_dropping = true;
    } else {
        name.comma_suffix |= comma;
        name.suffix = Cow::Owned(rest);
    }
    name.given = Cow::Owned(given);
}
