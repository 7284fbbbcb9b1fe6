//! Issues of a publication: their number and date stand once, above the works that follow
//! (“Issue 10, April 2016”), and so does the month of an archive.

use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, DateHit, Order};
use super::document::{Document, Line};
use super::draft::Draft;
use super::kinds;
use super::layout::Page;
use super::roles::Role;
use super::tail;
use super::title;
use crate::model::Field;

/// The heading of an issue.
#[derive(Clone, Debug)]
pub(super) struct Issue {
    /// The first byte of its line.
    start: u32,
    name: String,
    volume: String,
    number: String,
    hit: DateHit,
    printed: String,
}

/// Finds the headings of issues and makes them furniture.
pub(super) fn headings(
    document: &Document,
    order: Order,
    roles: &mut [Role],
) -> Vec<Issue> {
    let mut found: Vec<(usize, Issue)> = Vec::new();
    for (at, line) in document.lines.iter().enumerate() {
        let opens = at == 0
            || line.gap
            || line.heading > 0
            || line.text.contains(" > ")
            || matches!(roles.get(at - 1), Some(Role::Furniture | Role::Section(_)));
        if opens && !matches!(roles.get(at), Some(Role::Volume(..) | Role::Section(_))) {
            found.extend(issue(line, order).map(|issue| (at, issue)));
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(at, _)| *at).collect();
    let ends = ends.into_iter().chain([roles.len()]);
    let mut headings = Vec::new();
    for ((at, issue), end) in found.into_iter().zip(ends) {
        let below = roles.get(at + 1..end).unwrap_or_default();
        let lines = document.lines.get(at + 1..end).unwrap_or_default();
        if works(lines, below, order) {
            if let Some(role) = roles.get_mut(at) {
                *role = Role::Furniture;
            }
            headings.push(issue);
        }
    }
    headings
}

/// Whether works without dates of their own stand in these lines.
fn works(lines: &[Line], roles: &[Role], order: Order) -> bool {
    let quoted = |line: &Line| {
        let text = line.text.trim_start_matches(['–', '—', '-', '•', '*', ' ']);
        text.starts_with(['“', '"', '«', '„'])
    };
    let begins = |(line, role): (&Line, &Role)| {
        matches!(role, Role::Byline(..) | Role::NameTitle(..)) || quoted(line)
    };
    let teasers =
        roles.windows(2).filter(|pair| matches!(pair, [Role::Short, Role::Prose])).count();
    let count = lines.iter().zip(roles).filter(|pair| begins(*pair)).count().max(teasers);
    let dated = |line: &Line| {
        line.text.len() < 200
            && dates::find(&line.text, order)
                .iter()
                .any(|hit| hit.exact && hit.date.is_some())
    };
    let own = lines.iter().filter(|line| dated(line)).count();
    count > 0 && own * 2 < count
}

/// What a line says if it is the heading of an issue.
fn issue(line: &Line, order: Order) -> Option<Issue> {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^(?:(?P<name>\p{Lu}[^,:;|()0-9]{2,60}?)[\s,:;|–—-]+)?
            (?:(?i:vol(?:ume)?|band|jahrgang|jg|årgång|cilt|том|tome|tom)\.?\s*(?P<volume>\d{1,3}|[IVXL]+)\b[\s,:;|–—-]*)?
            (?:[(]?(?:(?i:no|nr|number|issue|heft|ausgabe|numéro|núm(?:ero)?|sayı|numer|выпуск|вып)\b\.?|[№\#]|n[°º])\s*(?P<number>\d{1,4}(?:[-/–]\d{1,4})?)[)]?)?$",
        )
        .expect("a constant")
    });
    let text = line.text.trim().trim_matches(['*', '_', '[', ']', ':']).trim();
    // “Harbour Review > Issues | Tides and Trade - Spring 2014 / Volume 16, Number 2”
    let whole = text.split(" > ").next().unwrap_or("").trim();
    let text = if text.contains(" > ") {
        [" > ", " | ", " - ", " – "]
            .iter()
            .filter_map(|mark| text.rfind(mark).map(|at| at + mark.len()))
            .max()
            .and_then(|at| text.get(at..))
            .unwrap_or(text)
    } else {
        text
    };
    if line.bullet || text.len() > 100 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let hits = dates::find(text, order);
    let [hit] = hits.as_slice() else { return None };
    hit.date.as_ref()?;
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ':' | ';' | '|' | '/' | '(' | ')' | '–' | '—' | '-')
    };
    let before = text.get(..hit.start)?.trim_matches(marks);
    let after = text.get(hit.end..)?.trim_matches(marks);
    let rest = match (before, after) {
        (rest, "") | ("", rest) => rest,
        _ => return None,
    };
    let found = HEADING.captures(rest)?;
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str()).to_owned();
    let (mut name, volume, number) = (part("name"), part("volume"), part("number"));
    let series = kinds::label(&name).is_some() || super::names::list_score(&name) >= 60;
    if name.is_empty() && whole.len() < line.text.len() / 2 && !whole.starts_with("Home") {
        whole.clone_into(&mut name);
    }
    let numbered = !number.is_empty() || !volume.is_empty();
    // “Policy Brief No. 222 - May 2025” is the number of one work.
    (numbered && !series && !title::is_sentence(&name)).then(|| Issue {
        start: line.span.start,
        name,
        volume,
        number,
        hit: hit.clone(),
        printed: text.to_owned(),
    })
}

/// Gives works what stands once for all of them: dates and numbers of issues, pages.
pub(super) fn settle(issues: &[Issue], page: &Page<'_>, drafts: &mut [Draft]) {
    apply(issues, page.container.as_deref(), drafts);
    archive(page.document, &page.roles, page.listing, drafts);
    pages(drafts);
}

/// Gives the works below a heading its date and numbers.
fn apply(issues: &[Issue], container: Option<&str>, drafts: &mut [Draft]) {
    for draft in drafts {
        let above = issues.iter().rev().find(|issue| issue.start < draft.span.start);
        let Some(issue) = above.filter(|_| !draft.has(Field::ISSUED)) else { continue };
        tail::store(&issue.hit, &issue.printed, draft);
        draft.doubt(Field::ISSUED, 88, "the issue above");
        draft.text(Field::VOLUME, &issue.volume, 88, "the issue above");
        draft.text(Field::ISSUE, &issue.number, 88, "the issue above");
        let name = Some(issue.name.as_str()).filter(|name| !name.is_empty()).or(container);
        if let Some(name) = name.filter(|_| !draft.has(Field::CONTAINER_TITLE)) {
            draft.text(Field::CONTAINER_TITLE, name, 80, "the issue above");
        }
        let both = !issue.volume.is_empty() && !issue.number.is_empty();
        let kind = if both { "article-journal" } else { "article-magazine" };
        draft.kind(kind, 70, "in an issue");
    }
}

/// The one date above the works of a page is theirs, where none has its own: the month of an
/// archive, the day of an issue.
fn archive(document: &Document, roles: &[Role], listed: bool, drafts: &mut [Draft]) {
    let mut dated = roles.iter().enumerate().filter_map(|(at, role)| match role {
        Role::Date(hit) => Some((at, hit)),
        _ => None,
    });
    let (Some((at, hit)), None) = (dated.next(), dated.next()) else { return };
    let others = roles.iter().any(|role| {
        matches!(role, Role::Dateline(..) | Role::NamesDate(..) | Role::LabelDate(..))
    });
    let Some(line) = document.lines.get(at).filter(|_| at < 12 && !others) else { return };
    let Some(date) = hit.date.as_ref() else { return };
    let [first, rest @ ..] = &*drafts else { return };
    // The date of the first work alone stands above its title, too.
    let own = first.has(Field::ISSUED) && first.span.start != line.span.start;
    let above = first.span.start >= line.span.start && !own;
    let several = rest.len() > 1 && rest.iter().all(|draft| !draft.has(Field::ISSUED));
    let whole = drafts.iter().all(|draft| !draft.listed && draft.has(Field::AUTHOR));
    if !(above && several && whole) {
        return;
    }
    let month = date.start().is_some_and(|parts| parts.day == 0);
    let sure = if month && listed { 88 } else { 78 };
    for draft in drafts {
        draft.take(Field::ISSUED);
        tail::store(hit, &line.text, draft);
        draft.doubt(Field::ISSUED, sure, "the date above all works");
    }
}

/// Titles that end in numbers which grow from one to the next: the pages on which they begin.
fn pages(drafts: &mut [Draft]) {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{6,}?[\p{L}?!”)])[\s.…]*\b?(\d{1,3})(\s\+ (?:Plates?|Figs?\.?|Maps?) [\dIVX–-]+)?$")
            .expect("a constant")
    });
    let read = |draft: &Draft| {
        let title = draft.get(Field::TITLE)?;
        let found = PAGE.captures(title)?;
        let page: u32 = found.get(2)?.as_str().parse().ok()?;
        Some((found.get(1)?.as_str().to_owned(), page))
    };
    let found: Vec<_> = drafts.iter().map(read).collect();
    let grown: Vec<u32> = found.iter().flatten().map(|(_, page)| *page).collect();
    let grows = grown.windows(2).all(|pair| matches!(pair, [one, other] if one < other));
    if grown.len() < 3 || !grows || grown.len() * 4 < drafts.len() * 3 {
        return;
    }
    for (draft, found) in drafts.iter_mut().zip(found) {
        let Some((title, page)) = found else { continue };
        let sure = draft.confidence(Field::TITLE).min(88);
        draft.take(Field::TITLE);
        draft.text(Field::TITLE, &title, sure, "a number of pages stands behind it");
        draft.text(Field::PAGE, &page.to_string(), 84, "numbers behind the titles grow");
    }
}
