//! What of an entry is compared, folded once.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::model::entry::Entry;
use crate::model::field::Field;
use crate::model::identifier;
use crate::model::kind::EntryKind;
use crate::model::value::{Syntax, Value};
use crate::text::fold_words as fold;

/// What of an entry is compared, folded once.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    pub(super) doi: Option<String>,
    pub(super) isbn: Option<String>,
    pub(super) eprint: Option<String>,
    pub(super) pmid: Option<String>,
    pub(super) url: Option<String>,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) authors: Vec<String>,
    pub(super) year: Option<i32>,
    pub(super) container: String,
    pub(super) volume: String,
    pub(super) issue: String,
    pub(super) first_page: String,
    pub(super) chapter: String,
    pub(super) edition: String,
    pub(super) publisher: String,
    /// Month and day, 0 for none.
    pub(super) day: (u8, u8),
    pub(super) stage: Stage,
}

/// How far a work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// A part of something: an article, a chapter, a paper.
    Article,
    Chapter,
    Paper,
    Whole,
    Report,
    Thesis,
    /// Not published by anybody, or on a preprint server.
    Preprint,
    #[default]
    Other,
}

impl Sketch {
    /// Sketches an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let text = |field| entry.text(field).map(|text| fold(&text)).unwrap_or_default();
        let plain = |field| entry.text(field).map(|text| text.trim().to_owned());
        let people = if entry.has(Field::AUTHOR) { Field::AUTHOR } else { Field::EDITOR };
        Self {
            doi: plain(Field::DOI).and_then(|doi| identifier::doi(&doi)),
            isbn: plain(Field::ISBN).and_then(|isbn| identifier::isbn13(&isbn)),
            eprint: plain(Field::EPRINT)
                .and_then(|id| identifier::arxiv(&id).map(str::to_lowercase)),
            pmid: plain(Field::PMID).filter(|id| !id.is_empty()),
            url: plain(Field::URL)
                .or_else(|| plain(Field::HOWPUBLISHED).filter(|text| text.contains("://")))
                .map(|url| bare_url(&url))
                .filter(|url| url.len() > 12),
            title: text(Field::TITLE),
            subtitle: text(Field::SUBTITLE),
            authors: families(entry, people),
            year: year(entry),
            container: fold(&container(entry)),
            volume: text(Field::VOLUME),
            issue: text(Field::ISSUE) + &text(Field::NUMBER),
            first_page: entry.text(Field::PAGE).map(|p| first_page(&p)).unwrap_or_default(),
            chapter: text(Field::CHAPTER_NUMBER),
            edition: text(Field::EDITION),
            publisher: text(Field::PUBLISHER),
            day: day(entry),
            stage: stage(entry),
        }
    }

    /// The folded title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Keys of which two entries of the same work share at least one.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = Vec::with_capacity(6);
        let ids = [&self.doi, &self.eprint, &self.pmid, &self.isbn, &self.url];
        for (kind, id) in (1u8..).zip(ids) {
            if let Some(id) = id {
                keys.push(hash(&(kind, id)));
            }
        }
        let letters: String = self.title.chars().filter(|c| *c != ' ').collect();
        if letters.len() >= 8 {
            keys.push(hash(&(10u8, &letters)));
        }
        let count = letters.chars().count();
        if count >= 20 {
            // A slip of the pen leaves one half as it was.
            let half = letters.char_indices().nth(count / 2).map_or(0, |(at, _)| at);
            keys.push(hash(&(11u8, letters.get(..half), self.authors.first())));
            keys.push(hash(&(12u8, letters.get(half..), self.authors.first())));
        }
        if let (Some(author), false) = (self.authors.first(), self.first_page.is_empty())
            && !self.volume.is_empty()
        {
            keys.push(hash(&(13u8, author, &self.volume, &self.first_page, self.year)));
        }
        keys
    }
}

/// Folded family names, at most 20.
fn families(entry: &Entry, field: Field) -> Vec<String> {
    if let Some(Value::Source(Syntax::Tex, text)) = entry.value(field) {
        let source = entry.characters(text);
        return source
            .split(" and ")
            .filter(|name| name.trim() != "others")
            .take(20)
            .map(|name| {
                let plain = crate::text::latex::to_plain(name);
                let family = match plain.split_once(',') {
                    Some((family, _)) => family,
                    None => plain.trim().rsplit(' ').next().unwrap_or(""),
                };
                fold(family)
            })
            .filter(|family| !family.is_empty())
            .collect();
    }
    let names = entry.names(field);
    let names = names.as_deref().unwrap_or(&[]).iter().take(20);
    names.map(|name| fold(&name.family())).filter(|family| !family.is_empty()).collect()
}

/// What a work stands in, or for want of that where it was given or sold.
fn container(entry: &Entry) -> Cow<'_, str> {
    let container =
        entry.text(Field::CONTAINER_TITLE).filter(|text| !text.trim().is_empty());
    let elsewhere = || {
        let text = entry.text(Field::HOWPUBLISHED)?;
        (!text.contains("//") && !text.contains("www.")).then_some(text)
    };
    container.or_else(elsewhere).unwrap_or_default()
}

fn year(entry: &Entry) -> Option<i32> {
    if let Some(date) = entry.date(Field::ISSUED).and_then(|date| date.start()) {
        return Some(date.year);
    }
    let text = entry.text(Field::ISSUED)?;
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
    digits.parse().ok()
}

fn day(entry: &Entry) -> (u8, u8) {
    let start = entry.date(Field::ISSUED).and_then(|date| date.start());
    start.map(|parts| (parts.month, parts.day)).unwrap_or_default()
}

fn first_page(pages: &str) -> String {
    let end = pages.find(|c: char| !c.is_alphanumeric()).unwrap_or(pages.len());
    pages.get(..end).unwrap_or("").to_lowercase()
}

/// An address without scheme, `www.` and a slash at the end.
fn bare_url(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/');
    // The page of a site, not a site: a home page is given for many works.
    if bare.contains('/') { bare.replace('\\', "").to_lowercase() } else { String::new() }
}

fn stage(entry: &Entry) -> Stage {
    let container = entry.text(Field::CONTAINER_TITLE).unwrap_or_default().to_lowercase();
    if container.contains("arxiv") || container.contains("corr") && container.len() < 8 {
        return Stage::Preprint;
    }
    match entry.kind() {
        EntryKind::ARTICLE | EntryKind::UNPUBLISHED | EntryKind::MANUSCRIPT => {
            Stage::Preprint
        }
        kind if entry.has(Field::EPRINT)
            && !entry.has(Field::CONTAINER_TITLE)
            && matches!(kind.csl(), "article-journal" | "document" | "webpage") =>
        {
            Stage::Preprint
        }
        EntryKind::MANUAL => Stage::Other,
        kind if container.is_empty()
            && matches!(kind.csl(), "document" | "webpage")
            && entry.text(Field::URL).is_some_and(|url| url.contains("arxiv.org/")) =>
        {
            Stage::Preprint
        }
        kind => match kind.csl() {
            "article-journal" | "article-magazine" | "article-newspaper" => Stage::Article,
            "chapter" | "entry" | "entry-encyclopedia" | "entry-dictionary" => {
                Stage::Chapter
            }
            "paper-conference" => Stage::Paper,
            "book" | "classic" => Stage::Whole,
            "report" => Stage::Report,
            "thesis" => Stage::Thesis,
            _ => Stage::Other,
        },
    }
}

fn hash(parts: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}
