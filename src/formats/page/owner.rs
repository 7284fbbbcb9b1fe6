//! Whose page it is.

use super::kinds;
use super::layout::Page;
use super::names::{self, Style};
use super::roles::Role;
use crate::model::Name;

/// The owner of a page: “Charles King – Articles & Commentary”, or a name alone at the top.
pub(super) fn owner(page: &Page<'_>) -> (Vec<Name>, usize) {
    let lines = &page.document.lines;
    let single = |text: &str| -> Option<Vec<Name>> {
        let text = text.trim().trim_end_matches([':', ',']);
        (names::person_score(text) >= 50
            && !text.contains(',')
            && text.split_whitespace().count() >= 2)
            .then(|| names::person(text, Style::GivenFirst))?
            .filter(|name| matches!(name, Name::Person(_)))
            .map(|name| vec![name])
    };
    let first = lines.iter().take(3).take_while(|line| is_heading(&line.text)).count();
    for (at, line) in lines.iter().enumerate().skip(first).take(4) {
        // “Dr. Henrik Solvang, Professor of Geography”
        if let Some((head, post)) = line.text.split_once(", ")
            && at == first
            && names_post(post)
            && let Some(owner) = single(head)
        {
            return (owner, at + 1);
        }
        for separator in [" – ", " — ", " - ", " | ", ": "] {
            let Some((head, rest)) = line.text.split_once(separator) else { continue };
            if kinds::section(rest).is_some()
                && let Some(owner) = single(head)
            {
                return (owner, at + 1);
            }
            if kinds::section(head).is_some()
                && let Some(owner) = single(rest)
            {
                return (owner, at + 1);
            }
        }
        for mark in
            ["'s publications", "’s publications", "’s Publications", "'s Publications"]
        {
            if let Some(owner) = line.text.strip_suffix(mark).and_then(single) {
                return (owner, at + 1);
            }
        }
        if let Some(owner) = line
            .text
            .strip_prefix("Publications of ")
            .or_else(|| line.text.strip_prefix("Publications by "))
            .and_then(single)
        {
            return (owner, at + 1);
        }
        // A name alone at the top, before headings and lists.
        let alone =
            matches!(page.roles.get(at), Some(Role::Names(_) | Role::Short)) && at == first;
        if alone && !page.bylines {
            let below = (at + 1..at + 4).any(|below| {
                matches!(page.roles.get(below), Some(Role::Section(_)))
                    || lines.get(below).is_some_and(|l| kinds::section(&l.text).is_some())
            });
            let stated = lines.get(at + 1).is_some_and(|l| {
                l.text.starts_with('*') || l.text.contains(" | ") || l.bullet
            });
            if (below || stated || line.heading > 0)
                && let Some(owner) = single(&line.text)
            {
                let post = lines.get(at + 1).filter(|line| {
                    names_post(&line.text) && kinds::section(&line.text).is_none()
                });
                return (owner, at + 1 + usize::from(post.is_some()));
            }
        }
    }
    (Vec::new(), 0)
}

/// “Marchetti Élodie” on the page of Élodie Marchetti: the family name leads.
pub(super) fn turn(name: &mut Name, owner: &[Name]) {
    let Name::Person(person) = name else { return };
    let same = |one: &str, other: &str| crate::text::fold(one) == crate::text::fold(other);
    let turned = owner.iter().any(|owner| {
        matches!(owner, Name::Person(owner)
            if same(&person.given, &owner.family) && same(&person.family, &owner.given))
    });
    if turned {
        std::mem::swap(&mut person.given, &mut person.family);
    }
}

/// The end of the owner's name at the beginning of a text, as “Marchetti Élodie,” or
/// “H. Solvang:”.
pub(super) fn head(text: &str, owner: &[Name]) -> Option<usize> {
    let [Name::Person(owner)] = owner else { return None };
    let family = crate::text::fold(&owner.family);
    let end = text.char_indices().take(60).find(|(at, c)| {
        matches!(c, '“' | '"' | '«' | '„')
            || matches!(c, ',' | ':' | '(')
                && text.get(..*at).is_some_and(|t| t.contains(' '))
    });
    let end = end?.0;
    let words: Vec<&str> = text.get(..end)?.split_whitespace().collect();
    let known =
        words.iter().any(|word| crate::text::fold(word.trim_matches([',', '.'])) == family);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    (known && words.len() <= 4 && words.iter().all(capital)).then_some(end)
}

/// Whether a line says what the paper is: “CURRICULUM VITAE”.
pub(super) fn is_heading(text: &str) -> bool {
    const HEADINGS: &[&str] = &[
        "curriculum vitae",
        "cv",
        "c.v.",
        "vita",
        "lebenslauf",
        "résumé",
        "resume",
        "currículum",
        "currículum vítae",
        "meritförteckning",
        "özgeçmiş",
        "резюме",
        "автобиография",
    ];
    HEADINGS.contains(&text.trim().trim_end_matches([':', '.']).to_lowercase().as_str())
}

/// Whether a line says what somebody is: “Senior Fellow, Northern Institute”.
fn names_post(text: &str) -> bool {
    const POSTS: &[&str] = &[
        "fellow",
        "professor",
        "institute",
        "university",
        "director",
        "@",
        "researcher",
        "analyst,",
        "lecturer",
        "scholar",
        "centre ",
        "center ",
        "chercheu",
        "maître de conférences",
        "directeur",
        "directrice",
        "wissenschaftliche",
        "institut",
        "universit",
        "forskare",
        "investigador",
        "profesor",
        "üniversitesi",
        "öğretim",
        "профессор",
        "научный сотрудник",
        "институт",
        "университет",
    ];
    let lower = text.to_lowercase();
    POSTS.iter().any(|word| lower.contains(word))
}
