//! Particles and suffixes that hide in family and given names (“parse-names” of
//! CSL-JSON; the `name_Parse…` fixtures of the official suite).
//!
//! Leading words of the family name in lower case are a non-dropping particle, trailing
//! words of the given name in lower case a dropping one, and what follows a comma in the
//! given name is a suffix.

use std::borrow::Cow;

use crate::csl::prepare::Person;

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

fn is_small(word: &str) -> bool {
    let first = word.trim_start_matches(['-', '\'', 'ʻ', '’', ' ']).chars().next();
    first.is_some_and(|c| c.to_uppercase().ne(std::iter::once(c)))
}

/// The length of the particles that a family name begins with.
fn leading(family: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = family.get(length..).unwrap_or("");
        // The longest run without spaces that ends in a joint and leaves something.
        let word_end = rest.find(' ').unwrap_or(rest.len());
        let joint = |c: char| matches!(c, '-' | 'ʻ' | '’' | '\'');
        let word = rest.get(..word_end).unwrap_or("");
        let with_space = word_end < rest.len() && word_end > 0;
        let end = if with_space {
            word_end
        } else {
            let inner = word.char_indices().rfind(|(at, c)| joint(*c) && *at > 0);
            match inner {
                Some((at, c)) => at + c.len_utf8(),
                None => return length,
            }
        };
        let spaces = rest.get(end..).unwrap_or("");
        let spaces = spaces.len() - spaces.trim_start_matches(' ').len();
        let whole = end + spaces;
        if whole >= rest.len() || !is_small(rest.get(..end).unwrap_or("")) {
            return length;
        }
        length += whole;
    }
}

/// The length of the particles that a given name ends with, with the space before them.
fn trailing(given: &str) -> usize {
    let mut end = given.len();
    loop {
        let rest = given.get(..end).unwrap_or("");
        let Some(space) = rest.rfind(' ') else { return given.len() - end };
        let word = rest.get(space..).unwrap_or("");
        let before = rest.get(..space).unwrap_or("").trim_end();
        if before.is_empty() || word.trim().is_empty() || !is_small(word) {
            return given.len() - end;
        }
        end = before.len();
    }
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
