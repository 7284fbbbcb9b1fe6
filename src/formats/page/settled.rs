//! What lines are by the lines around them: topics beside dates, publications above titles,
//! names that close or open the works of a listing.

use super::dates::{self, Order};
use super::document::{Document, Line};
use super::kinds::{self, Venue};
use super::names;
use super::roles::{self, Role};
use super::title;

/// Settles the roles that a line cannot tell by itself.
pub(super) fn settle(document: &Document, order: Order, roles: &mut [Role]) {
    captions(document, roles);
    posts(document, roles);
    plural(document, roles);
    topics(document, order, roles);
    venues(document, roles);
}

/// The line that the address of a page spells: the title of its article. What stands above
/// it and tells nothing is a menu.
pub(super) fn article(
    document: &Document,
    address: &str,
    roles: &mut [Role],
) -> Option<usize> {
    let path = address.split("://").nth(1)?.split(['?', '#']).next()?;
    let slug = path
        .split('/')
        .skip(1)
        .filter(|part| part.matches(['-', '_']).count() > 1)
        .last()?;
    let slug = slug.trim_end_matches(".html").to_lowercase();
    let spelt: Vec<&str> =
        slug.split(['-', '_', '.']).filter(|word| word.len() > 3).collect();
    if spelt.len() < 3 {
        return None;
    }
    let share = |line: &Line| {
        let folded = crate::text::fold(&line.text);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
        let long = words.iter().filter(|word| word.len() > 3).count().max(1);
        let shared = spelt.iter().filter(|word| words.contains(word)).count();
        (shared * 10 >= spelt.len() * 7 && shared * 2 >= long)
            .then_some(shared * 100 / long)
    };
    let lines = document.lines.iter().zip(roles.iter()).enumerate().take(60);
    let plain = lines.filter(|(_, (_, role))| {
        matches!(role, Role::Short | Role::Prose | Role::Names(_) | Role::NameTitle(..))
    });
    let found = plain.filter_map(|(at, (line, _))| Some((share(line)?, at)));
    // The surest one; the last of equals, for menus repeat it.
    let (_, title) = found.max_by_key(|(share, at)| (*share, *at))?;
    for (at, role) in roles.iter_mut().enumerate().take(title + 1) {
        let named = matches!(role, Role::Names(names) if names.confidence >= 90);
        let near = at + 3 > title && named;
        match role {
            _ if at == title => *role = Role::Short,
            Role::Names(_) if near => {}
            Role::Short | Role::Prose | Role::Names(_) | Role::NameTitle(..) => {
                *role = Role::Furniture;
            }
            _ => {}
        }
    }
    Some(title)
}

/// Whether a line is a name and what that person is: “Ada Roe, Senior Fellow, Tide House”.
fn with_post(text: &str) -> Option<names::Names> {
    let (name, post) = text.split_once(", ")?;
    let words = post.split_whitespace().count();
    let said = names::is_post(post) || names::is_institution(post);
    let one = name.split_whitespace().count() > 1 && names::person_score(name) >= 60;
    (one && said && words <= 14 && !text.ends_with(['.', '?', '!']))
        .then(|| names::parse(name, names::Style::GivenFirst))
}

/// Points above a title and a paragraph that are no points, again and again: what images show.
fn captions(document: &Document, roles: &mut [Role]) {
    let line = |at: usize| document.lines.get(at);
    let plain = |at: usize| line(at).is_some_and(|line| !line.bullet);
    let told = |at: usize| match roles.get(at) {
        Some(Role::Label) => at + 1,
        _ => at,
    };
    let found: Vec<usize> = (0..roles.len())
        .filter(|at| line(*at).is_some_and(|line| line.bullet))
        .filter(|at| matches!(roles.get(*at), Some(Role::Short | Role::Prose)))
        .filter(|at| {
            let title = told(at + 1);
            let below = title + 1;
            let lead = matches!(roles.get(below), Some(Role::Prose))
                || matches!(roles.get(below), Some(Role::Date(_)))
                    && matches!(roles.get(below + 1), Some(Role::Prose));
            matches!(roles.get(title), Some(Role::Short))
                && lead
                && plain(title)
                && plain(below)
                && line(title)
                    .is_some_and(|line| line.gap && !title::is_sentence(&line.text))
        })
        .collect();
    let points = document.lines.iter().filter(|line| line.bullet).count();
    let furniture = document
        .lines
        .iter()
        .zip(roles.iter())
        .filter(|(line, role)| line.bullet && matches!(role, Role::Furniture | Role::Label))
        .count();
    if found.is_empty() || (found.len() + furniture) < 2 || found.len() + furniture < points
    {
        return;
    }
    for at in found {
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Furniture;
        }
    }
}

/// Names with posts beside dates are bylines.
fn posts(document: &Document, roles: &mut [Role]) {
    let found: Vec<_> = document
        .lines
        .iter()
        .enumerate()
        .filter(|(at, line)| matches!(roles.get(*at), Some(Role::Short)) && !line.bullet)
        .filter(|(at, _)| {
            matches!(roles.get(at + 1), Some(Role::Date(_) | Role::LabelDate(..)))
        })
        .filter_map(|(at, line)| with_post(&line.text).map(|names| (at, names)))
        .collect();
    for (at, names) in found {
        if let Some(slot) = roles.get_mut(at) {
            *slot = Role::Byline(names, String::new());
        }
    }
}

/// “Issue Briefs” above several names with titles: their section.
fn named_below(document: &Document, roles: &mut [Role]) {
    let mut above: Option<(usize, usize)> = None;
    let mut found = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        match role {
            Role::Label => {
                found.extend(above.filter(|(_, works)| *works > 1).map(|(label, _)| label));
                above = Some((at, 0));
            }
            Role::NameTitle(..) => {
                above = above.map(|(label, works)| (label, works + 1));
            }
            Role::Furniture => {}
            _ => {
                found
                    .extend(above.take().filter(|(_, works)| *works > 1).map(|(at, _)| at));
            }
        }
    }
    found.extend(above.filter(|(_, works)| *works > 1).map(|(label, _)| label));
    for at in found {
        let Some(line) = document.lines.get(at).filter(|line| !line.bullet) else {
            continue;
        };
        let kind = kinds::section(&line.text).filter(|kind| !kind.is_empty());
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Section(kind.unwrap_or("report"));
        }
    }
}

/// “Issue Briefs” once above several works: their section.
fn plural(document: &Document, roles: &mut [Role]) {
    named_below(document, roles);
    let labels =
        || roles.iter().enumerate().filter(|(_, role)| matches!(role, Role::Label));
    let (Some((at, _)), 1) = (labels().next(), labels().count()) else { return };
    let Some(line) = document.lines.get(at).filter(|line| line.gap && !line.bullet) else {
        return;
    };
    let works = roles.get(at..).unwrap_or_default();
    let works = works.windows(2).filter(|two| matches!(two, [Role::Short, Role::Prose]));
    let kind = kinds::section(&line.text).filter(|kind| !kind.is_empty());
    if let Some(kind) = kind.filter(|_| line.text.ends_with('s') && works.count() > 1)
        && let Some(slot) = roles.get_mut(at)
    {
        *slot = Role::Section(kind);
    }
}

/// Lines at the top of a listing that say again what its address says: headings of the
/// page, and no works.
pub(super) fn headings(document: &Document, address: &str, roles: &mut [Role]) {
    let lower = address.to_lowercase();
    let Some((_, path)) = lower.split_once("://") else { return };
    let segments: Vec<&str> = path.split(['/', '?', '=', '&']).skip(1).collect();
    for (line, role) in document.lines.iter().zip(roles).take(12) {
        if matches!(role, Role::Short) {
            let spelt = crate::text::fold_words(&line.text).replace(' ', "-");
            if spelt.len() > 3 && segments.contains(&spelt.as_str()) {
                *role = Role::Furniture;
            }
        }
    }
}

/// “Shipping 19-08-2020”, “Ports & Quays | 3 May 2019” above titles: a topic and a date.
fn topics(document: &Document, order: Order, roles: &mut [Role]) {
    let plain = |role: Option<&Role>| {
        matches!(role, Some(Role::Short | Role::Names(_) | Role::Prose))
    };
    let found: Vec<_> = document
        .lines
        .iter()
        .enumerate()
        .filter(|(at, _)| matches!(roles.get(*at), Some(Role::Short)))
        .filter(|(at, _)| plain(roles.get(at + 1)))
        .filter_map(|(at, line)| topic(line, order).map(|role| (at, role)))
        .collect();
    let alone = roles.iter().filter(|role| matches!(role, Role::Date(_))).count();
    let labelled = roles.iter().filter(|role| matches!(role, Role::LabelDate(..))).count();
    let leads = found
        .iter()
        .filter(|(at, _)| matches!(roles.get(at + 2), Some(Role::Prose)))
        .count();
    if found.len() + labelled < 2 || alone > found.len() || leads * 2 < found.len() {
        return;
    }
    for (at, role) in found {
        if let Some(slot) = roles.get_mut(at) {
            *slot = role;
        }
    }
}

fn topic(line: &Line, order: Order) -> Option<Role> {
    let text = line.text.as_str();
    if line.bullet || text.len() > 80 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let hit = dates::find(text, order).into_iter().find(|hit| hit.exact)?;
    let (before, after) = (text.get(..hit.start)?, text.get(hit.end..)?);
    let topic = match (before.trim(), after.trim()) {
        (topic, "") => topic,
        ("", topic) => topic,
        _ => return None,
    };
    let comma = topic.ends_with(',') || topic.starts_with([',', '.']);
    let marks =
        |c: char| c == ' ' || matches!(c, '|' | '/' | '·' | '•' | '-' | '–' | '—' | ':');
    let topic = topic.trim_matches(marks);
    let words = topic.split_whitespace().count();
    let cited = topic.contains(['“', '"', '«', '(', '?', '!']);
    (!comma && !cited && (1..=5).contains(&words) && !title::is_sentence(topic))
        .then(|| Role::LabelDate(topic.to_owned(), hit))
}

/// Publications that are known, each above a title.
fn venues(document: &Document, roles: &mut [Role]) {
    let known = |line: &Line| {
        !line.bullet && matches!(kinds::venue(&line.text), Venue::Container(_, 93..))
    };
    let role = |at: usize| roles.get(at);
    let mut found = Vec::new();
    let mut others = 0;
    for (at, line) in document.lines.iter().enumerate() {
        if !matches!(role(at), Some(Role::Short | Role::Names(_))) || !known(line) {
            continue;
        }
        let title = matches!(role(at + 1), Some(Role::Short | Role::Names(_)))
            && document.lines.get(at + 1).is_some_and(|next| !next.bullet);
        let lead = matches!(role(at + 2), Some(Role::Prose | Role::Short | Role::Date(_)));
        let opens = at == 0
            || line.gap && at < 15
            || matches!(
                role(at - 1),
                Some(Role::Prose | Role::Section(_) | Role::Furniture | Role::Date(_))
            )
            || document.lines.get(at - 1).is_some_and(|l| title::is_sentence(&l.text));
        if title && lead && opens {
            found.push(at);
        } else {
            others += 1;
        }
    }
    if found.len() < 2 || others > found.len() {
        return;
    }
    // What stands at the same place is one, too.
    let first = found.first().copied().unwrap_or(0);
    for at in first..document.lines.len() {
        let Some(line) = document.lines.get(at) else { break };
        let short = line.gap && !line.bullet && line.text.split_whitespace().count() <= 5;
        let like =
            matches!(role(at), Some(Role::Short | Role::Names(_) | Role::Section(_)))
                && matches!(role(at + 1), Some(Role::Short))
                && matches!(role(at + 2), Some(Role::Prose))
                && (at == 0 || matches!(role(at - 1), Some(Role::Prose)));
        if short && like && !found.contains(&at) {
            found.push(at);
        }
    }
    for at in found {
        let name = document.lines.get(at).map(|line| line.text.clone()).unwrap_or_default();
        if let Some(slot) = roles.get_mut(at) {
            *slot = Role::Venue(name);
        }
    }
}

/// “Ada Roe: The Tide Turns at Last” again and again: names before their titles, with no
/// paragraphs below. A line that says the names again is an image's.
pub(super) fn name_titles(document: &Document, roles: &mut [Role]) {
    let named = |line: &Line, role: &Role| {
        if !matches!(role, Role::Short | Role::Prose)
            || line.bullet
            || line.text.len() > 300
        {
            return None;
        }
        let (head, rest) = line.text.split_once(": ")?;
        let edited = head.strip_suffix(" (eds.)").or_else(|| head.strip_suffix(" (ed.)"));
        let list = edited.unwrap_or(head);
        let people = names::pieces(list);
        let sure = !people.is_empty()
            && people.iter().all(|name| {
                names::person_score(name) >= 60 && !roles::is_heading_words(name)
                    || names::is_institution(name) && people.len() > 1
            });
        // What has a year or a full stop is an entry of a list.
        let year = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let entry = rest.split_whitespace().any(year) || rest.contains(". ");
        let several = rest.split_whitespace().count() > 2 && !entry;
        (sure && several && people.len() < 7).then(|| {
            let mut names = names::parse(list, names::Style::GivenFirst);
            names.editors = edited.is_some();
            (names, rest.to_owned())
        })
    };
    let found: Vec<_> = document
        .lines
        .iter()
        .zip(roles.iter())
        .enumerate()
        .filter_map(|(at, (line, role))| Some((at, named(line, role)?)))
        .collect();
    let sure = |(_, (names, _)): &&(usize, (names::Names, String))| names.confidence >= 85;
    if found.len() < 4 || found.iter().filter(sure).count() * 4 < found.len() {
        return;
    }
    for (at, (names, title)) in found {
        let text = document.lines.get(at).map_or("", |line| line.text.as_str());
        let again =
            document.lines.get(at + 1).is_some_and(|line| text.starts_with(&line.text));
        if let Some(role) = roles.get_mut(at + 1).filter(|_| again) {
            *role = Role::Furniture;
        }
        if let Some(role) = roles.get_mut(at) {
            *role = Role::NameTitle(names, title);
        }
    }
}
