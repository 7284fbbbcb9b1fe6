//! The one comparison of two works: whether two entries describe the same one.
//!
//! Used by the rule about duplicates and by import. Entries are sketched once, candidates
//! are found by blocking keys, so that no search is quadratic, and two sketches are compared
//! by identifiers first, then by title, people and year. Editions, preprints and parts of
//! one work are told apart from it.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::model::entry::Entry;
use crate::model::field::Field;
use crate::model::identifier;
use crate::model::kind::EntryKind;
use crate::model::value::{Syntax, Value};
use crate::text::fold_words as fold;

/// How two entries are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They describe the same work.
    Same,
    /// One is another edition, volume or issue of the other.
    OtherEdition,
    /// One is a preprint, working paper or thesis of what the other publishes.
    OtherVersion,
    /// One is a part of the other, or of the same whole.
    Part,
    /// Nothing says that they belong together.
    Different,
}

/// What a comparison came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How they are related.
    pub relation: Relation,
    /// How sure that is, 0 to 100.
    pub confidence: u8,
    /// Why, each a few words: “same DOI”, “same title”.
    pub reasons: Vec<&'static str>,
}

impl Verdict {
    fn new(relation: Relation, confidence: u8, reasons: &[&'static str]) -> Self {
        Self { relation, confidence, reasons: reasons.to_vec() }
    }

    /// Whether they probably are the same work.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.relation == Relation::Same
    }
}

/// What of an entry is compared, folded once.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    doi: Option<String>,
    isbn: Option<String>,
    eprint: Option<String>,
    pmid: Option<String>,
    url: Option<String>,
    title: String,
    subtitle: String,
    authors: Vec<String>,
    year: Option<i32>,
    container: String,
    volume: String,
    issue: String,
    first_page: String,
    chapter: String,
    edition: String,
    stage: Stage,
}

/// How far a work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
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
            url: plain(Field::URL).map(|url| bare_url(&url)).filter(|url| url.len() > 12),
            title: text(Field::TITLE),
            subtitle: text(Field::SUBTITLE),
            authors: families(entry, people),
            year: year(entry),
            container: text(Field::CONTAINER_TITLE),
            volume: text(Field::VOLUME),
            issue: text(Field::ISSUE) + &text(Field::NUMBER),
            first_page: entry.text(Field::PAGE).map(|p| first_page(&p)).unwrap_or_default(),
            chapter: text(Field::CHAPTER_NUMBER),
            edition: text(Field::EDITION),
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

/// Pairs of positions of sketches that share a key, each pair once, the lower first.
///
/// Blocks that many entries share (“Introduction”) are searched in a window only.
#[must_use]
pub fn candidates(sketches: &[Sketch]) -> Vec<(usize, usize)> {
    const WINDOW: usize = 8;
    let mut keyed: Vec<(u64, u32)> = (0u32..)
        .zip(sketches)
        .flat_map(|(at, sketch)| sketch.keys().into_iter().map(move |key| (key, at)))
        .collect();
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        let mut block: Vec<usize> = block.iter().map(|(_, at)| *at as usize).collect();
        if block.len() > WINDOW {
            // Neighbours in this order are the likeliest pairs.
            block.sort_by_cached_key(|at| {
                let sketch = sketches.get(*at);
                sketch.map(|s| {
                    (s.authors.first().cloned(), s.year, s.first_page.clone(), *at)
                })
            });
        }
        for (from, a) in block.iter().enumerate() {
            for b in block.iter().skip(from + 1).take(WINDOW) {
                pairs.push((*a.min(b), *a.max(b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Sketches that new ones are looked up among.
#[derive(Debug, Default)]
pub struct Index {
    by_key: FxHashMap<u64, Vec<u32>>,
    sketches: Vec<Sketch>,
}

impl Index {
    /// Adds an entry; its number counts from 0.
    pub fn add(&mut self, entry: &Entry) -> usize {
        let sketch = Sketch::of(entry);
        let at = self.sketches.len();
        for key in sketch.keys() {
            let block = self.by_key.entry(key).or_default();
            if block.len() < 64 {
                block.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        self.sketches.push(sketch);
        at
    }

    /// The entry added before that is most probably the same work, or else related to it.
    #[must_use]
    pub fn find(&self, entry: &Entry) -> Option<(usize, Verdict)> {
        let sketch = Sketch::of(entry);
        let mut near: Vec<u32> = sketch
            .keys()
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let verdicts = near.into_iter().filter_map(|at| {
            let other = self.sketches.get(at as usize)?;
            Some((at as usize, compare(other, &sketch)))
        });
        verdicts.filter(|(_, verdict)| verdict.relation != Relation::Different).max_by_key(
            |(at, verdict)| (verdict.is_same(), verdict.confidence, usize::MAX - at),
        )
    }
}

/// Compares two sketched entries.
#[must_use]
pub fn compare(a: &Sketch, b: &Sketch) -> Verdict {
    let title = likeness(a, b);
    let people = shared_people(a, b);
    if let Some(verdict) = by_identifier(a, b, title, people) {
        return verdict;
    }
    if title < 90 {
        return by_place(a, b, title, people);
    }
    let nobody =
        a.authors.iter().all(|name| name.starts_with("anon")) && !a.authors.is_empty();
    let generic = a.title.len() < 12 || is_generic(&a.title) || nobody;
    if people == Some(false)
        || (generic && people.is_none())
        || unlike_groups(a, b)
        || swapped(a, b)
    {
        return Verdict::new(Relation::Different, 80, &["same title", "other people"]);
    }
    if let Some(verdict) = apart(a, b, generic) {
        return verdict;
    }
    let years = match (a.year, b.year) {
        (Some(a), Some(b)) => Some(a.abs_diff(b)),
        _ => None,
    };
    let same = if title == 100 { "same title" } else { "nearly the same title" };
    let mut reasons = vec![same];
    if people == Some(true) {
        reasons.push("same people");
    }
    let sure = match years {
        Some(0) => {
            reasons.push("same year");
            95
        }
        Some(1) => 80,
        None => 75,
        Some(_) => {
            return Verdict::new(Relation::OtherEdition, 70, &[same, "other year"]);
        }
    };
    let sure = if people.is_none() { sure - 25 } else { sure };
    let sure = if title == 100 { sure } else { sure - 10 };
    let relation = if sure >= 65 { Relation::Same } else { Relation::Different };
    Verdict { relation, confidence: sure, reasons }
}

/// What identifiers say, where both have one.
fn by_identifier(
    a: &Sketch,
    b: &Sketch,
    title: u8,
    people: Option<bool>,
) -> Option<Verdict> {
    let equal = |x: &Option<String>, y: &Option<String>| {
        x.as_ref().zip(y.as_ref()).map(|(x, y)| x == y)
    };
    let near =
        title >= 60 || people == Some(true) || a.title.is_empty() || b.title.is_empty();
    let of_work = [
        (equal(&a.doi, &b.doi), "same DOI"),
        (equal(&a.pmid, &b.pmid), "same PMID"),
        (equal(&a.eprint, &b.eprint), "same arXiv number"),
    ];
    for (equal, reason) in of_work {
        if equal == Some(true) {
            let same =
                near && apart(a, b, false).is_none_or(|v| v.relation != Relation::Part);
            return Some(if same {
                Verdict::new(Relation::Same, 98, &[reason])
            } else {
                // A DOI of the whole is often given to its parts.
                Verdict::new(Relation::Part, 60, &[reason, "other title"])
            });
        }
    }
    if equal(&a.isbn, &b.isbn) == Some(true) {
        let whole = a.stage == Stage::Whole && b.stage == Stage::Whole;
        return Some(if whole && title >= 60 && a.volume == b.volume {
            Verdict::new(Relation::Same, 95, &["same ISBN"])
        } else {
            Verdict::new(Relation::Part, 70, &["same ISBN", "other title"])
        });
    }
    if equal(&a.doi, &b.doi) == Some(false) && title >= 90 && people != Some(false) {
        let version = a.stage != b.stage;
        let relation =
            if version { Relation::OtherVersion } else { Relation::OtherEdition };
        return Some(Verdict::new(relation, 70, &["same title", "other DOI"]));
    }
    None
}

/// Equal titles that are told apart by their edition, volume, stage or place.
fn apart(a: &Sketch, b: &Sketch, generic: bool) -> Option<Verdict> {
    let differ = |x: &str, y: &str| !x.is_empty() && !y.is_empty() && x != y;
    if differ(&a.edition, &b.edition) {
        return Some(Verdict::new(Relation::OtherEdition, 90, &["other edition"]));
    }
    let preprint = |s: &Sketch| s.stage == Stage::Preprint;
    if preprint(a) != preprint(b) && a.stage != Stage::Other && b.stage != Stage::Other {
        return Some(Verdict::new(Relation::OtherVersion, 85, &["one is a preprint"]));
    }
    let (x, y) = (a.stage, b.stage);
    let both = |p: Stage, q: Stage| (x == p && y == q) || (x == q && y == p);
    if both(Stage::Whole, Stage::Article) {
        return Some(Verdict::new(Relation::OtherVersion, 75, &["published in two ways"]));
    }
    if both(Stage::Whole, Stage::Chapter) {
        return Some(Verdict::new(Relation::Part, 80, &["one is a chapter"]));
    }
    let versions =
        [Stage::Article, Stage::Paper, Stage::Report, Stage::Thesis, Stage::Chapter];
    if x != y && versions.contains(&x) && versions.contains(&y) {
        return Some(Verdict::new(Relation::OtherVersion, 80, &["published in two ways"]));
    }
    if differ(&a.chapter, &b.chapter) {
        return Some(Verdict::new(Relation::Part, 85, &["other chapter"]));
    }
    if x == Stage::Whole && y == Stage::Whole && differ(&a.volume, &b.volume) {
        return Some(Verdict::new(Relation::OtherEdition, 85, &["other volume"]));
    }
    if differ(&a.subtitle, &b.subtitle) {
        return Some(Verdict::new(Relation::Part, 80, &["other subtitle"]));
    }
    let places =
        [(&a.volume, &b.volume), (&a.issue, &b.issue), (&a.first_page, &b.first_page)];
    let moved = places.iter().filter(|(x, y)| differ(x, y)).count();
    // One wrong number is a slip; in “Editorial”, or in a column of a journal, it is another one.
    let column =
        a.title.len() < 30 || a.title != b.title || a.authors.len() != b.authors.len();
    let paged = differ(&a.first_page, &b.first_page);
    if moved >= 2 || (generic && moved >= 1) || (column && paged) {
        return Some(Verdict::new(Relation::Part, 75, &["other volume or pages"]));
    }
    let elsewhere = differ(&a.container, &b.container)
        && !a.container.contains(&b.container)
        && !b.container.contains(&a.container);
    let years = a.year.zip(b.year).is_some_and(|(x, y)| x != y);
    let same_page = !a.first_page.is_empty() && a.first_page == b.first_page;
    let unlike = !same_page && elsewhere && unlike_names(&a.container, &b.container);
    if elsewhere && (moved >= 1 || years) || unlike {
        return Some(Verdict::new(Relation::OtherVersion, 70, &["published elsewhere"]));
    }
    // Only one of two years names its edition.
    if years && a.edition != b.edition {
        return Some(Verdict::new(Relation::OtherEdition, 70, &["other edition"]));
    }
    None
}

/// Entries whose titles differ, but whose volume, pages and people are the same.
fn by_place(a: &Sketch, b: &Sketch, title: u8, people: Option<bool>) -> Verdict {
    let same = |x: &str, y: &str| !x.is_empty() && x == y;
    let placed = same(&a.volume, &b.volume)
        && same(&a.first_page, &b.first_page)
        && a.year == b.year
        && a.container == b.container;
    if placed && people == Some(true) && title >= 60 {
        return Verdict::new(Relation::Same, 80, &["same people", "same volume and pages"]);
    }
    Verdict::new(Relation::Different, 90, &[])
}

/// How alike two titles are, 0 to 100; a subtitle that only one has does not count.
fn likeness(a: &Sketch, b: &Sketch) -> u8 {
    if a.title.is_empty() || b.title.is_empty() {
        return 0;
    }
    if a.title == b.title {
        return 100;
    }
    let whole = |s: &Sketch| {
        if s.subtitle.is_empty() {
            s.title.clone()
        } else {
            format!("{} {}", s.title, s.subtitle)
        }
    };
    let (x, y) = (whole(a), whole(b));
    if x == y {
        return 100;
    }
    if !numbers(&x).eq(numbers(&y)) {
        // “Part 1” and “Part 2” are two works.
        return 50;
    }
    let (x, y): (Vec<char>, Vec<char>) =
        (x.chars().take(300).collect(), y.chars().take(300).collect());
    let longest = x.len().max(y.len()).max(1);
    let limit = longest / 5;
    let distance = distance(&x, &y, limit).unwrap_or(longest);
    u8::try_from(100 - 100 * distance / longest).unwrap_or(0)
}

fn numbers(title: &str) -> impl Iterator<Item = &str> {
    let roman = |word: &str| {
        matches!(word, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x")
    };
    title
        .split(' ')
        .filter(move |word| roman(word) || word.bytes().any(|b| b.is_ascii_digit()))
}

/// The edit distance, if it is at most `limit`; the band keeps it linear.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = last.clone();
    for (i, x) in a.iter().enumerate() {
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let (from, to) = (i.saturating_sub(limit), (i + limit + 1).min(b.len()));
        if let Some(before) = row.get_mut(from)
            && from > 0
        {
            *before = usize::MAX / 2;
        }
        let mut least = usize::MAX;
        for j in from..to {
            let y = b.get(j)?;
            let swap = last.get(j)? + usize::from(x != y);
            let cost = swap.min(last.get(j + 1)? + 1).min(row.get(j)? + 1);
            least = least.min(cost);
            *row.get_mut(j + 1)? = cost;
        }
        if let Some(after) = row.get_mut(to + 1) {
            *after = usize::MAX / 2;
        }
        if least > limit {
            return None;
        }
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// Whether the people are the same; `None` if one names nobody.
fn shared_people(a: &Sketch, b: &Sketch) -> Option<bool> {
    let (x, y) = (&a.authors, &b.authors);
    if x.is_empty() || y.is_empty() {
        return None;
    }
    let near = |one: &String, other: &String| {
        one == other || one.ends_with(other.as_str()) || other.ends_with(one.as_str())
    };
    let fewer = x.len().min(y.len());
    let shared = x.iter().filter(|one| y.iter().any(|other| near(one, other))).count();
    Some(shared * 2 > fewer)
}

/// Whether one has fewer people and stands elsewhere: series have the same title again and again.
fn unlike_groups(a: &Sketch, b: &Sketch) -> bool {
    let (x, y) = (a.authors.len(), b.authors.len());
    let other =
        !a.container.is_empty() && !b.container.is_empty() && a.container != b.container;
    x != y && x > 0 && y > 0 && x.min(y) < 3 && other
}

/// Whether two names of journals or books share no word, not even in an abbreviation.
fn unlike_names(a: &str, b: &str) -> bool {
    let words = |name: &str| {
        name.split(' ')
            .filter(|word| {
                word.len() >= 3 && !matches!(*word, "the" | "and" | "for" | "proc")
            })
            .filter_map(|word| word.get(..3).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    // A name that is initials alone (`JACM`) may mean anything.
    a.len() > 1 && b.len() > 1 && !a.iter().any(|word| b.contains(word))
}

/// Whether the titles differ by one word that is another one: “English support”, “Polish support”.
fn swapped(a: &Sketch, b: &Sketch) -> bool {
    if a.title == b.title {
        return false;
    }
    let other = |x: &str, y: &str| {
        let (x, y): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
        x.len().min(y.len()) > 1
            && distance(&x, &y, (x.len().max(y.len()) / 3).max(1)).is_none()
    };
    let (mut x, mut y) = (a.title.split(' '), b.title.split(' '));
    let mut found = 0;
    loop {
        match (x.next(), y.next()) {
            (None, None) => return found == 1,
            (Some(one), Some(two)) if one == two => {}
            (Some(one), Some(two)) if other(one, two) => found += 1,
            _ => return false,
        }
    }
}

fn is_generic(title: &str) -> bool {
    matches!(
        title,
        "introduction"
            | "editorial"
            | "preface"
            | "foreword"
            | "conclusion"
            | "conclusions"
            | "book review"
            | "book reviews"
            | "review"
            | "erratum"
            | "corrigendum"
            | "letter to the editor"
            | "letters to the editor"
            | "obituary"
            | "index"
            | "table of contents"
            | "front matter"
            | "acknowledgments"
            | "personal communication"
            | "einleitung"
            | "vorwort"
            | "announcements"
            | "reply"
            | "comment"
            | "discussion"
    )
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

fn year(entry: &Entry) -> Option<i32> {
    if let Some(date) = entry.date(Field::ISSUED).and_then(|date| date.start()) {
        return Some(date.year);
    }
    let text = entry.text(Field::ISSUED)?;
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
    digits.parse().ok()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CiteKey, Date, Name};

    /// `title | author; author | year | field=value, field=value`
    fn entry(kind: EntryKind, text: &str) -> Entry {
        let mut parts = text.split('|').map(str::trim);
        let mut entry = Entry::new(CiteKey::new("k"), kind);
        entry.set(Field::TITLE, Value::plain(parts.next().unwrap()));
        let names =
            parts.next().unwrap().split(';').map(|name| Name::person(name.trim(), "A"));
        entry.set(Field::AUTHOR, Value::names(names.collect()));
        entry.set(Field::ISSUED, Value::date(Date::parse(parts.next().unwrap())));
        for pair in parts.next().unwrap_or("").split(',').filter(|pair| !pair.is_empty()) {
            let (field, value) = pair.trim().split_once('=').unwrap();
            entry.set(Field::named(field), Value::plain(value));
        }
        entry
    }

    fn check(a: (EntryKind, &str), b: (EntryKind, &str), expected: Relation) {
        let (x, y) = (Sketch::of(&entry(a.0, a.1)), Sketch::of(&entry(b.0, b.1)));
        assert_eq!(compare(&x, &y).relation, expected, "{a:?} {b:?}");
        assert_eq!(compare(&y, &x).relation, expected, "{b:?} {a:?}");
        if expected == Relation::Same {
            assert_eq!(candidates(&[x, y]), [(0, 1)], "{a:?} {b:?}");
        }
    }

    const ARTICLE: EntryKind = EntryKind::ARTICLE_JOURNAL;
    const BOOK: EntryKind = EntryKind::BOOK;

    #[test]
    fn the_same_work() {
        let cases = [
            ("The Art of Title Case | Doe | 2020", "The art of title case. | Doe | 2020"),
            (
                "A Grammar of Kazakh Verbs | Müller; Roe | 1999",
                "A grammar of Kazakh verb | Muller | 1999",
            ),
            (
                "One name for it | Doe | 2020 | DOI=10.1000/A1",
                "Another name of it | Doe | 2021 | DOI=https://doi.org/10.1000/a1",
            ),
        ];
        for (a, b) in cases {
            check((ARTICLE, a), (ARTICLE, b), Relation::Same);
        }
        check(
            (BOOK, "Handbook of Steppe Trade | Doe | 2001 | ISBN=0-306-40615-2"),
            (BOOK, "Handbook of Steppe Trade | Doe | 2002 | ISBN=978-0-306-40615-7"),
            Relation::Same,
        );
    }

    #[test]
    fn works_that_belong_together() {
        check(
            (BOOK, "Handbook of Steppe Trade | Doe | 2001 | edition=1"),
            (BOOK, "Handbook of Steppe Trade | Doe | 2001 | edition=2"),
            Relation::OtherEdition,
        );
        check(
            (ARTICLE, "On the trade of the steppe | Doe | 2001 | container-title=Trade"),
            (EntryKind::UNPUBLISHED, "On the trade of the steppe | Doe | 2001"),
            Relation::OtherVersion,
        );
        check(
            (BOOK, "Handbook of Steppe Trade | Doe | 2001"),
            (EntryKind::CHAPTER, "Handbook of Steppe Trade | Doe | 2001"),
            Relation::Part,
        );
    }

    #[test]
    fn other_works() {
        let cases = [
            ("Editorial | Doe | 2020 | volume=1", "Editorial | Doe | 2020 | volume=2"),
            (
                "Trade of the steppe, part 1 | Doe | 2020",
                "Trade of the steppe, part 2 | Doe | 2020",
            ),
            (
                "On the trade of the steppe | Doe | 2001",
                "On the trade of the steppe | Roe | 2001",
            ),
            (
                "Voting Procedures | Doe | 1994 | container-title=Handbook of Games",
                "Voting Procedures | Doe; Roe | 1994 | container-title=Handbook of Choice",
            ),
            (
                "Polish support for the kiln system | Doe | 2005",
                "English support for the kiln system | Doe; Roe | 2005",
            ),
            (
                "The kiln system of the steppe | Doe | 2001 | container-title=Chip Magazine",
                "The kiln system of the steppe | Doe | 2001 | container-title=Algebra in Ukraine",
            ),
            (
                "Kilns in short | Doe | 2022 | container-title=Craft, volume=34, page=27",
                "Kilns in short | Doe | 2022 | container-title=Craft, volume=34, page=46",
            ),
            (
                "Mathematics of kilns and sands | Doe | 1981",
                "Mathematics of kilns and sands | Doe | 1982 | edition=2",
            ),
            (
                "Steppe Trade | Doe | 2005 | chapter-number=Salt",
                "Steppe Trade | Doe | 2005 | chapter-number=Wool",
            ),
            (
                "Index of advertisers | Anonymous | 1991 | volume=12, page=468",
                "Index of advertisers | Anonymous | 1991 | volume=12, page=588",
            ),
        ];
        for (a, b) in cases {
            let (x, y) = (Sketch::of(&entry(ARTICLE, a)), Sketch::of(&entry(ARTICLE, b)));
            assert!(!compare(&x, &y).is_same(), "{a} {b}");
        }
    }

    #[test]
    fn many_equal_titles_stay_cheap() {
        let sketch = Sketch::of(&entry(ARTICLE, "Introduction to everything | Doe | 2020"));
        let many = vec![sketch; 5000];
        assert!(candidates(&many).len() <= 5000 * 8);
    }
}
