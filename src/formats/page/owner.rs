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
    for (at, line) in lines.iter().take(4).enumerate() {
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
            matches!(page.roles.get(at), Some(Role::Names(_) | Role::Short)) && at == 0;
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
                let post = lines.get(at + 1).filter(|l| {
                    [
                        "Fellow",
                        "Professor",
                        "Institute",
                        "University",
                        "Director",
                        "@",
                        "Researcher",
                        "Analyst,",
                    ]
                    .iter()
                    .any(|word| l.text.contains(word))
                        && kinds::section(&l.text).is_none()
                });
                return (owner, at + 1 + usize::from(post.is_some()));
            }
        }
    }
    (Vec::new(), 0)
}
