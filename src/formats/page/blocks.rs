//! Works that several lines make up: wrapped entries, stanzas, pairs of title and authors;
//! headings that name the publication of what follows.

use super::dates::DateHit;
use super::document::Line;
use super::draft::Draft;
use super::entry::{self, Text};
use super::kinds::{self, Venue};
use super::layout::Builder;
use super::lists;
use super::names::{self, Style};
use super::roles::Role;
use super::tables::headings::{COUNTRIES, HEADING_WORDS, NO_WORKS, REGIONS};
use crate::diag::catalogue::page as rules;
use crate::model::{Field, Name};
use crate::text::Span;

/// Whether a heading reads like the name of a publication: known, or several words that begin
/// with capitals, fewer than half of them words of headings (“The Project Lodestar”).
fn is_name(text: &str) -> bool {
    let known = !matches!(kinds::venue(text), Venue::Unknown | Venue::Place);
    let words: Vec<&str> = text.trim_end_matches(':').split(' ').collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let of = |table: &[&str]| {
        words.iter().filter(|word| table.contains(&word.to_lowercase().as_str())).count()
    };
    let heading = of(NO_WORKS) > 0 || of(HEADING_WORDS) * 2 > words.len();
    !heading && (known || capitals > 1)
}

impl Builder<'_> {
    /// “This Brief presents …” in a list of briefs.
    pub(super) fn phrase(&mut self, line: &Line) {
        let Some(rest) = line.text.strip_prefix("This ") else { return };
        let Some((label, lead)) = rest.split_once(' ') else { return };
        let Some(kind) =
            kinds::label(label).filter(|_| label.starts_with(char::is_uppercase))
        else {
            return;
        };
        let again = self
            .page
            .document
            .lines
            .iter()
            .filter(|other| other.text.starts_with(&format!("This {label} ")))
            .count();
        if again > 1 {
            self.stack.begin(line.span);
            self.stack.genre(label);
            self.stack.kind(
                if kind.kind == "op-ed" { "article-magazine" } else { kind.kind },
                90,
            );
            self.stack.lead(lead);
            self.stack.announced();
            self.flush();
        }
    }

    /// “Books - March 2018”: below the title, else above it.
    pub(super) fn label_date(
        &mut self,
        at: usize,
        line: &Line,
        label: &str,
        hit: &DateHit,
    ) {
        let above = matches!(self.role(at + 1), Some(Role::Short | Role::Names(_)))
            && matches!(self.role(at + 2), Some(Role::Prose));
        if above
            || !self.stack.has_title()
            || self.stack.has_lead()
            || self.stack.has_date()
        {
            self.flush();
        }
        self.stack.begin(line.span);
        if kinds::label(label).is_some() {
            self.stack.label(label);
        } else {
            self.stack.genre(label);
        }
        self.stack.dateline(hit, line);
    }

    /// A numbered series, its date and pages.
    pub(super) fn series(&mut self, line: &Line, role: &Role) {
        let Role::Series { name, number, hit, pages } = role else { return };
        if !self.stack.only_title() && !self.stack.has_names() {
            self.flush();
        }
        self.stack.begin(line.span);
        self.stack.series(name, number, pages);
        if let Some(hit) = hit {
            self.stack.issue(hit, line, None);
        }
    }

    /// A publication above bulleted entries.
    pub(super) fn venue_heading(&self, at: usize, line: &Line) -> Option<String> {
        let next = self.source_line(at + 1)?;
        let known = matches!(kinds::venue(&line.text), Venue::Container(_, 80..));
        let heading = line.heading > 0;
        let short = line.text.split_whitespace().count() <= 6;
        let bullets = next.bullet && !line.bullet && short;
        let strong = bullets && (known || heading && line.text.ends_with(")"));
        let listed = bullets
            && self
                .page
                .document
                .lines
                .iter()
                .skip(at + 1)
                .take(40)
                .filter(|l| l.bullet)
                .count()
                > 1
            && line.gap
            && is_name(&line.text)
            && self.context.section.is_empty() | self.context.container.is_some();
        let fulcrum = line
            .text
            .split(" articles")
            .next()
            .filter(|_| heading && line.text.contains(" articles ("));
        if let Some(name) = fulcrum.filter(|name| name.split_whitespace().count() <= 4) {
            return Some(name.to_owned());
        }
        let region = line.text.trim_end_matches(':').to_lowercase();
        let region =
            REGIONS.contains(&region.as_str()) || COUNTRIES.contains(&region.as_str());
        (strong || listed && !region && !matches!(kinds::venue(&line.text), Venue::Place))
            .then(|| line.text.trim_end_matches(':').to_owned())
    }

    /// An entry on a line of its own, with lines that go on with it.
    pub(super) fn entry(&mut self, at: usize, line: &Line) -> usize {
        self.flush();
        let mut text = line.text.clone();
        let mut runs = Text::runs_of(&line.text, &line.runs);
        let mut end = at + 1;
        let mut span = line.span;
        while let Some(more) = self
            .source_line(end)
            .filter(|more| lists::goes_on(self.page, at, end, more, &self.list_lines))
        {
            text.push(' ');
            text.push_str(&more.text);
            runs.extend(Text::runs_of(&more.text, &more.runs));
            span.end = more.span.end;
            end += 1;
        }
        let entry = Text { text, title: None, runs, span };
        self.emit_entry(&entry, line.stray);
        end
    }

    fn emit_entry(&mut self, entry: &Text, stray: bool) {
        let mut draft = entry::read(entry, &self.context);
        if stray {
            draft.fault(
                &rules::STRAY_MARKUP,
                "backslashes at the end of the line; left out".to_owned(),
            );
        }
        if let Some(crate::model::Value::Names(names)) =
            draft.value(Field::AUTHOR).or_else(|| draft.value(Field::EDITOR))
        {
            self.context.previous = names.to_vec();
        }
        draft.listed = true;
        self.found.drafts.push(draft);
    }

    /// A bulleted, marked or indented title with its details on the lines below.
    pub(super) fn stanza(&mut self, at: usize, line: &Line, role: &Role) -> Option<usize> {
        let end = lists::stanza_end(self.page, at)?;
        if matches!(
            role,
            Role::Section(_) | Role::Furniture | Role::Contents | Role::Year(_)
        ) {
            return None;
        }
        self.flush();
        let mut title = line.text.clone();
        let mut runs = Text::runs_of(&line.text, &line.runs);
        let mut rest = Vec::new();
        let mut authors: Vec<Name> = Vec::new();
        let mut span = line.span;
        for below in at + 1..end {
            let (Some(more), Some(role)) = (self.source_line(below), self.role(below))
            else {
                break;
            };
            span.end = more.span.end;
            runs.extend(Text::runs_of(&more.text, &more.runs));
            match role {
                Role::With(names) => authors.extend(names.names.iter().cloned()),
                Role::Furniture => {}
                _ if title.ends_with(':') => {
                    title.push(' ');
                    title.push_str(&more.text);
                }
                _ => rest.push(more.text.clone()),
            }
        }
        let labelled = entry_label(&title);
        let quoted = title.starts_with(['“', '"', '«', '„']) || labelled;
        let text = rest.join(", ");
        if labelled
            && !title.contains(['“', '"'])
            && !text.is_empty()
            && !title.contains('(')
        {
            title = format!(
                "{} “{}”",
                title.split(": ").next().unwrap_or("").to_owned() + ":",
                title.split_once(": ").map_or("", |(_, rest)| rest)
            );
        }
        let entry = if quoted {
            Text { text: format!("{title} {text}"), title: None, runs, span }
        } else {
            lists::split_title(&title, &text, runs, span)
        };
        let mut draft = entry::read(&entry, &self.context);
        lists::only_labels(&mut draft, &rest, &self.context);
        if !authors.is_empty() {
            draft.names(Field::AUTHOR, authors, 94, "“with”");
        }
        draft.listed = true;
        self.found.drafts.push(draft);
        Some(end)
    }

    /// Title and authors on two lines, under a volume or a list of chapters.
    pub(super) fn pair(&mut self, at: usize, line: &Line) -> Option<usize> {
        let below = self.source_line(at + 1)?;
        let turned = self.names_first && matches!(self.role(at), Some(Role::Names(_)));
        let (line, below) = if turned { (below, line) } else { (line, below) };
        let apart = if turned { line.gap } else { below.gap };
        if apart || line.heading > 0 && !line.gap {
            return None;
        }
        if matches!(
            self.role(at),
            Some(Role::Furniture | Role::Section(_) | Role::Volume(..))
        ) {
            return None;
        }
        if names::list_score(&below.text) < 45
            && !below.text.contains("et al")
            && !below.text.contains("et. al")
        {
            return None;
        }
        let names = names::parse(&below.text, Style::GivenFirst);
        let mut draft = Draft::at(Span {
            start: line.span.start.min(below.span.start),
            end: below.span.end.max(line.span.end),
        });
        let mut title = super::title::trim_title(&line.text);
        super::title::brackets(&mut title, &mut draft);
        draft.text(Field::TITLE, &title, 94, "above its authors");
        if names.others {
            draft.fault(
                &rules::INCOMPLETE_AUTHORS,
                format!("“{}” does not name all authors", below.text),
            );
        }
        draft.names(Field::AUTHOR, names.names, 92, "below the title");
        if let Some((volume, year)) = &self.volume {
            draft.kind(
                if self.context.section == "review-book" {
                    "review-book"
                } else {
                    "article-journal"
                },
                92,
                "in a volume",
            );
            draft.text(Field::VOLUME, volume, 95, "heading");
            if let Some(year) = year {
                draft.date(
                    crate::model::Date::Single(crate::model::DateParts::year(*year)),
                    94,
                    "heading",
                );
            }
            if let Some(container) = &self.context.container {
                draft.text(Field::CONTAINER_TITLE, container, 94, "heading");
            }
        } else if let Some(book) = &self.book {
            draft.kind("chapter", 95, "a list of chapters");
            draft.text(Field::CONTAINER_TITLE, book, 94, "the book of the page");
        }
        draft.listed = true;
        self.found.drafts.push(draft);
        Some(at + 2)
    }
}

fn entry_label(title: &str) -> bool {
    ["Review:", "Interview:", "Blog:", "Podcast:", "Video:", "Book:", "Report:"]
        .iter()
        .any(|label| title.starts_with(label))
}
