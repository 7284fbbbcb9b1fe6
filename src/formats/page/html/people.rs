//! The people that metadata names; users of the CMS and the site itself are none.

use super::claims::{Claim, Origin, What};
use super::titles::key;
use crate::diag::catalogue::page as rules;
use crate::formats::page::draft::Draft;
use crate::formats::page::names::{self, Style};
use crate::formats::page::tables::meta::CMS_USERS;
use crate::model::{Field, Name};

pub(super) fn people(claims: &[&Claim], site: Option<&str>, draft: &mut Draft) {
    for (what, field) in [
        (What::Author, Field::AUTHOR),
        (What::Editor, Field::EDITOR),
        (What::Translator, Field::TRANSLATOR),
    ] {
        let mut taken: Option<(Origin, Vec<Name>)> = None;
        for origin in origins(claims, what) {
            let own = claims.iter().filter(|claim| {
                claim.origin == origin
                    && (claim.what == what
                        || what == What::Author && claim.what == What::Authors)
            });
            let (names, twice) =
                read_people(own.map(|claim| claim.value.as_str()), site, claims);
            if twice {
                let message = format!("{} names an author twice; kept once", origin.name());
                draft.fault(&rules::DUPLICATE_METADATA, message);
            }
            if names.is_empty() {
                continue;
            }
            match &taken {
                None => taken = Some((origin, names)),
                Some((best, known)) => {
                    let weak = matches!(origin, Origin::Plain | Origin::Card);
                    if !weak && families(known) != families(&names) {
                        let message = format!(
                            "{} names {}, {} {}; took the former",
                            best.name(),
                            crate::model::name::display_list(known),
                            origin.name(),
                            crate::model::name::display_list(&names)
                        );
                        draft.fault(&rules::CONFLICTING_METADATA, message);
                    }
                }
            }
        }
        if let Some((origin, names)) = taken {
            draft.names(field, names, origin.confidence(), "metadata");
        }
    }
}

fn origins(claims: &[&Claim], what: What) -> Vec<Origin> {
    let mut origins: Vec<Origin> = claims
        .iter()
        .filter(|claim| {
            claim.what == what || what == What::Author && claim.what == What::Authors
        })
        .map(|claim| claim.origin)
        .collect();
    origins.dedup();
    origins
}

/// The people that tags name; users of the CMS and the site itself are none.
fn read_people<'a>(
    values: impl Iterator<Item = &'a str>,
    site: Option<&str>,
    claims: &[&Claim],
) -> (Vec<Name>, bool) {
    let mut all: Vec<Name> = Vec::new();
    let mut twice = false;
    let institutions: Vec<String> = claims
        .iter()
        .filter(|claim| {
            matches!(
                claim.what,
                What::Publisher | What::Site | What::Journal | What::Newspaper
            )
        })
        .map(|claim| key(&claim.value))
        .chain(site.map(key))
        .collect();
    for value in values {
        let value = value.trim().trim_start_matches("By ").trim_start_matches("by ").trim();
        if is_nobody(value, &institutions) {
            continue;
        }
        let names = match short_pair(value) {
            Some(name) => vec![name],
            None => names::parse(value, Style::GivenFirst).names,
        };
        for name in names {
            let name = recased(name);
            // What is marked as author may hold the date beside it.
            let dated = |text: &str| text.contains(|c: char| c.is_ascii_digit());
            if matches!(&name, Name::Person(_)) && dated(&name.display()) {
                continue;
            }
            if all.contains(&name) {
                twice = true;
            } else {
                all.push(name);
            }
        }
    }
    (all, twice)
}

/// “WU, LI”: a tag of one person whose names look like initials.
fn short_pair(value: &str) -> Option<Name> {
    let (family, given) = value.split_once(", ")?;
    let short = |part: &str| {
        part.chars().count() == 2
            && part.chars().all(|c| c.is_alphabetic() && c.is_uppercase())
    };
    let degree = ["MA", "BA", "MD", "JD"].contains(&given);
    (short(family) && short(given) && !degree).then(|| Name::person(family, given))
}

/// Whether a name is that of a user of the CMS, a login, an address or that of the site.
pub(super) fn is_nobody(name: &str, sites: &[String]) -> bool {
    let name = name.trim();
    let lower = name.to_lowercase();
    let login = !name.contains(' ') && name == lower && !name.contains(is_uncased);
    let is_user = |name: &str| CMS_USERS.contains(&name);
    login
        || lower.contains('@')
        || lower.starts_with("http")
        || is_user(&lower)
        // “User Admin”.
        || lower.split_whitespace().all(is_user)
        || sites.iter().any(|site| names_site(name, site))
}

/// Whether a name is that of the site, or holds it: “CBC News”, “para La Nación”.
fn names_site(name: &str, site: &str) -> bool {
    let own = key(name);
    if site.is_empty() || own == site {
        return own == site;
    }
    let rest = own.strip_prefix(site).or_else(|| own.strip_suffix(site));
    let long = site.chars().count() >= 6 && names::person_score(name) < 90;
    rest.is_some_and(|rest| long || DESKS.contains(&rest))
}

/// What stands beside the name of a site in that of its desk.
const DESKS: &[&str] = &[
    "news",
    "para",
    "for",
    "für",
    "pour",
    "per",
    "di",
    "the",
    "staff",
    "online",
    "team",
    "web",
    "redaktion",
    "editorial",
    "newsroom",
    "magazine",
    "digital",
    "reporter",
    "reporters",
];

/// Letters of scripts without capitals.
fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// A name that is printed in capitals in lower case; Turkish where its letters are.
fn recased(name: Name) -> Name {
    let Name::Person(mut person) = name else { return name };
    let shown = format!("{}{}", person.family, person.given);
    let capitals = !shown.contains(char::is_lowercase)
        && names::is_caps(&person.family)
        && names::is_caps(&person.given);
    if capitals {
        let turkish = shown.contains(['İ', 'Ş', 'Ğ', 'ı']);
        person.family = capitalised(&person.family, turkish).into();
        person.given = capitalised(&person.given, turkish).into();
    }
    Name::Person(person)
}

fn capitalised(text: &str, turkish: bool) -> String {
    let mut out = String::new();
    let mut start = true;
    for c in text.chars() {
        match c {
            c if start => out.push(c),
            'I' if turkish => out.push('ı'),
            'İ' => out.push('i'),
            c => out.extend(c.to_lowercase()),
        }
        // “O'Neill” and “D’Angelo”, but “Ma'mun”.
        let elided = matches!(c, '’' | '\'')
            && out.chars().rev().skip(1).take_while(|c| c.is_alphabetic()).count() == 1;
        start = !c.is_alphabetic() && !matches!(c, '’' | '\'') || elided;
    }
    out
}

/// Family names, for comparison.
pub(super) fn families(names: &[Name]) -> Vec<String> {
    let last = |name: &Name| match name {
        Name::Person(person) => key(&person.family),
        other => key(&other.display()),
    };
    names.iter().map(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_of_a_cms_are_no_authors() {
        let read =
            |name: &str| read_people([name].into_iter(), Some("The Review"), &[]).0.len();
        assert_eq!(
            ["Super User", "admin", "jdoe12", "The Review", "@jane", "Jane Doe"].map(read),
            [0, 0, 0, 0, 0, 1]
        );
    }
}
