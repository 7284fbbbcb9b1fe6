//! Lines that tell who somebody is or what takes place, and are no works: staff, boards,
//! speakers, events, archives by month.

use std::sync::LazyLock;

use regex::Regex;

use super::document::{Document, Line};
use super::names;
use super::roles::Role;
use super::tables::headings::NO_WORKS_PAGES;
use super::tables::names::POSTS;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// “Noel Ferry (Harbour Agency)”, “Ida Roe (S)”.
static BESIDE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^([^(),:;“”]{5,60}) \([^()\d“”]{1,60}\)$"));
/// “March 2019 (12)”, “Field Notes (88)”: how many articles are of a month or a topic.
static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\p{L}&’' -]{2,40}(?: (?:19|20)\d\d)? \((\d{1,5})\)$"));
/// “Dr. Roe is the chairman”: how a paragraph about somebody begins.
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Amb|Gen|Col|Sir|Dame)\.?|Professor|Ambassador|General|Colonel)\s+\p{Lu}[\p{L}’'.-]+(?:\s+\p{Lu}[\p{L}’'.-]+){0,3}\s+(?:is|was|has|had|served|serves|holds|held|works|worked|joined|teaches|taught|received|directs|leads|specializes|focuses|earned|graduated)\b",
    )
});

/// Whether a text tells where to write to.
pub(super) fn has_mailbox(text: &str) -> bool {
    static MAILBOX: LazyLock<Regex> = LazyLock::new(|| pattern(r"\S@\S+\.\p{Ll}{2,}"));
    MAILBOX.is_match(text)
}

/// Whether a paragraph tells who somebody is.
pub(super) fn is_about(text: &str) -> bool {
    ABOUT.is_match(text)
}

/// Whether a text is a post: “Non-resident Research Fellow”, “Senior Fellow, Quayside”.
fn is_post(text: &str) -> bool {
    let head = text.split(',').next().unwrap_or(text).trim_end();
    let known = |word: Option<&str>| {
        word.is_some_and(|word| POSTS.contains(&word.to_lowercase().as_str()))
    };
    let mut words = head.split_whitespace();
    let short = words.clone().count() <= 6;
    short
        && (known(words.next()) || known(words.last()))
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line is a person with what they are beside the name.
fn is_person(line: &Line) -> bool {
    let text = line.text.trim();
    if let Some(found) = BESIDE.captures(text) {
        let name = found.get(1).map_or("", |name| name.as_str());
        return names::person_score(name) >= 60;
    }
    let Some((name, rest)) = text.split_once(", ") else { return false };
    let told = is_post(rest) || names::is_institution(rest);
    told && names::person_score(name) >= 60
        && !rest.contains(|c: char| c.is_ascii_digit())
        && !rest.contains(['“', '"', '«', ':'])
}

/// Whether a page tells when or by whom something was written.
fn has_works(roles: &[Role]) -> bool {
    roles.iter().any(|role| {
        matches!(
            role,
            Role::Byline(..)
                | Role::Date(_)
                | Role::Dateline(..)
                | Role::NamesDate(..)
                | Role::LabelDate(..)
                | Role::Volume(..)
                | Role::Year(_)
        )
    })
}

/// “Thursday, March 12, 2020, 5:00–7:00 PM”: when something takes place.
static HOURS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:19|20)\d\d,?\s.{0,12}\d{1,2}[:.]\d\d\s*(?:[AaPp]\.?[Mm]\.?)?\s*[–—-]\s*\d{1,2}[:.]\d\d\s*(?:[AaPp]\.?[Mm]\.?|Uhr|h)?$",
    )
});

/// Whether the title of a page says that it is about an institute: a line alone above all
/// others, and no item of a menu.
fn is_about_institute(lines: &[Line], roles: &[Role]) -> bool {
    let [first, second, ..] = lines else { return false };
    let title = first.text.trim().trim_end_matches(':').to_lowercase();
    NO_WORKS_PAGES.contains(&title.as_str())
        && second.gap
        && !roles.iter().any(|role| matches!(role, Role::Byline(..)))
}

/// Makes what stands above the first works furniture: above a section, a quotation, pages.
fn above_works(lines: &[Line], roles: &mut [Role]) {
    let cited = |text: &str| text.contains(['“', '"', '«', '„']) || text.contains(" pp. ");
    let works = lines.iter().zip(roles.iter()).position(|(line, role)| {
        matches!(role, Role::Section(_)) || line.text.len() > 30 && cited(&line.text)
    });
    let end = works.unwrap_or(roles.len());
    for role in roles.iter_mut().take(end) {
        *role = Role::Furniture;
    }
}

/// Makes the titles and hours of events furniture.
fn events(lines: &[Line], roles: &mut [Role]) {
    for at in 1..lines.len() {
        let hours = lines
            .get(at)
            .is_some_and(|line| line.text.len() < 90 && HOURS.is_match(line.text.trim()));
        if !hours {
            continue;
        }
        for role in roles.iter_mut().skip(at - 1).take(2) {
            if matches!(role, Role::Short | Role::Date(_)) {
                *role = Role::Furniture;
            }
        }
    }
}

/// Makes people with their posts furniture, where a page lists several and tells of no date
/// and no byline, and so lines that count the articles of a month or topic.
pub(super) fn mark(document: &Document, roles: &mut [Role]) {
    let lines = &document.lines;
    counted(lines, roles);
    events(lines, roles);
    if is_about_institute(lines, roles) {
        above_works(lines, roles);
        return;
    }
    if has_works(roles) {
        return;
    }
    let mut people: Vec<usize> = Vec::new();
    let mut found = 0;
    for (at, line) in lines.iter().enumerate() {
        if is_person(line) {
            found += 1;
            people.push(at);
        } else if let Some(next) = lines.get(at + 1).filter(|next| !next.gap)
            && is_post(&next.text)
            && names::person_score(&line.text) >= 60
        {
            found += 1;
            people.extend([at, at + 1]);
        }
    }
    if found < 3 {
        return;
    }
    for at in people {
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Furniture;
        }
    }
}

/// Makes a run of counted months or topics furniture: one alone may be a title.
fn counted(lines: &[Line], roles: &mut [Role]) {
    let is_counted = |line: &Line| {
        let count = COUNTED.captures(line.text.trim()).and_then(|found| found.get(1));
        count.is_some_and(|count| count.len() != 4)
    };
    let mut at = 0;
    while at < lines.len() {
        let run = lines.get(at..).unwrap_or_default().iter().take_while(|l| is_counted(l));
        let run = run.count();
        if run > 1 {
            for role in roles.iter_mut().skip(at).take(run) {
                *role = Role::Furniture;
            }
        }
        at += run.max(1);
    }
}
