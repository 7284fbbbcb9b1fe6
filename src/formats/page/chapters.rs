//! The chapters of a page's book, each on one line with its authors.

use std::sync::LazyLock;

use regex::Regex;

use super::document::Line;
use super::draft::Draft;
use super::layout::Builder;
use super::names::{self, AND, Names, Style, person_score, pieces};
use super::roles::Role;
use super::title;
use crate::model::Field;

/// How the lines of a list of chapters part title and authors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// “The River, Ada Roe and Noel Bird”.
    NamesBehind,
    /// “Ada Roe and Noel Bird, The River”.
    NamesBefore,
}

/// What one line says.
struct Chapter {
    title: String,
    names: Names,
    pages: Option<String>,
}

/// So many lines of a list of chapters are read.
const MOST: usize = 200;

/// A list of at least so many chapters is one.
const LEAST: usize = 2;

impl Builder<'_> {
    /// Reads the lines below the heading of a list of chapters, if most of them hold title
    /// and authors in the same order; gives back the next place.
    pub(super) fn chapters(&mut self, at: usize) -> Option<usize> {
        let book = self.book.clone()?;
        let below = (at..at + MOST).take_while(|place| self.in_contents(at, *place));
        let end = below.last()? + 1;
        let lines = self.page.document.lines.get(at..end)?;
        let fits = |form: Form| lines.iter().filter_map(|line| read(line, form)).count();
        let (behind, before) = (fits(Form::NamesBehind), fits(Form::NamesBefore));
        let form = if behind >= before { Form::NamesBehind } else { Form::NamesBefore };
        let most = behind.max(before);
        if most < LEAST || most * 2 < lines.len() {
            return None;
        }
        for line in lines {
            let Some(chapter) = read(line, form) else {
                self.found.unread.push(line.span);
                continue;
            };
            let mut draft = Draft::at(line.span);
            draft.kind("chapter", 95, "a list of chapters");
            draft.text(Field::TITLE, &chapter.title, 92, "beside its authors");
            draft.names(Field::AUTHOR, chapter.names.names, 91, "beside the title");
            draft.text(Field::CONTAINER_TITLE, &book, 94, "the book of the page");
            if let Some(pages) = &chapter.pages {
                draft.text(Field::PAGE, pages, 91, "behind the chapter");
            }
            draft.listed = true;
            self.found.drafts.push(draft);
        }
        Some(end)
    }

    /// Whether a place belongs to the list of chapters that begins above it.
    fn in_contents(&self, first: usize, at: usize) -> bool {
        let (Some(line), Some(role)) = (self.source_line(at), self.role(at)) else {
            return false;
        };
        let apart = at > first && line.gap && (line.heading > 0 || !line.bullet);
        let short = line.text.split_whitespace().count() <= 40;
        let ends = matches!(
            role,
            Role::Furniture | Role::Section(_) | Role::Volume(..) | Role::Contents
        );
        !apart && short && !ends && !title::is_prose(&line.text)
    }
}

/// Title, authors and pages of a chapter.
fn read(line: &Line, form: Form) -> Option<Chapter> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:(?:chapter|chapitre|kapitel|part|глава)\s+)?(?:\d{1,2}|[IVXL]{1,5})\s*[.:)–—-]\s*")
            .expect("a constant")
    });
    static PAGES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:[\s.…·_]{3,}|,?\s+(?:pp?\.?|S\.|с\.)\s*|\s+)(\d{1,4}(?:\s?[–-]\s?\d{1,4})?)$")
            .expect("a constant")
    });
    let text = line.text.trim();
    let start = NUMBER.find(text).map_or(0, |found| found.end());
    let text = text.get(start..)?;
    let (text, pages) = match PAGES.captures(text) {
        Some(found) => (
            text.get(..found.get(0)?.start())?,
            Some(found.get(1)?.as_str().replace(' ', "")),
        ),
        None => (text, None),
    };
    let (title, list) = parted(text.trim().trim_end_matches('.'), form)?;
    let names = names::parse(list, Style::GivenFirst);
    let title = title::trim_title(title);
    (!title.is_empty() && !names.names.is_empty()).then_some(Chapter {
        title,
        names,
        pages,
    })
}

/// The title and the names of a line.
fn parted(text: &str, form: Form) -> Option<(&str, &str)> {
    const MARKS: &[&str] = &[
        " – ", " — ", " - ", " / ", " | ", ": ", ", by ", " by ", "”, ", ",” ", ", ", " (",
    ];
    let marks = MARKS.iter().flat_map(|mark| {
        text.match_indices(mark).map(move |(at, _)| (at, at + mark.len()))
    });
    // “Ada RoeThe River”
    let cuts = marks.chain(super::parted::camel(text).map(|at| (at, at)));
    let mut found: Option<(usize, &str, &str)> = None;
    for (end, start) in cuts {
        let before = text.get(..end)?;
        let after = text.get(start..)?;
        let after = if text.get(end..start) == Some(" (") {
            after.strip_suffix(')').unwrap_or("")
        } else {
            after
        };
        let (title, list) = match form {
            Form::NamesBehind => (before, after),
            Form::NamesBefore => (after, before),
        };
        // The longest list of names wins.
        let longer = found.is_none_or(|(length, ..)| list.len() > length);
        if longer && all_people(list) && !all_people(title) {
            found = Some((list.len(), title, list));
        }
    }
    found.map(|(_, title, list)| (title, list))
}

/// Whether each name of a list is that of a person, given and family name.
fn all_people(list: &str) -> bool {
    let list = AND.replace_all(list.trim(), ", ");
    let pieces = pieces(&list);
    !pieces.is_empty()
        && pieces
            .iter()
            .all(|piece| piece.split_whitespace().count() > 1 && person_score(piece) >= 60)
}
