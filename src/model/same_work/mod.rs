//! The one comparison of two works: whether two entries describe the same one.
//!
//! Used by the rule about duplicates and by import. Entries are sketched once, candidates
//! are found by blocking keys, so that no search is quadratic, and two sketches are compared
//! by identifiers first, then by title, people and year. Editions, preprints and parts of
//! one work are told apart from it.

mod likeness;
mod search;
mod sketch;

pub use search::{Index, candidates};
pub use sketch::Sketch;

use likeness::{
    is_generic, likeness, shared_people, swapped, unlike_groups, unlike_houses,
    unlike_names,
};
use sketch::Stage;

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
        // A manual or a programme comes out each year under its old title.
        Some(1) if a.container.is_empty() || b.container.is_empty() => 70,
        Some(1) => 80,
        None => 75,
        Some(_) => {
            return Verdict::new(Relation::OtherEdition, 70, &[same, "other year"]);
        }
    };
    let sure = if people.is_none() { sure - 25 } else { sure };
    // A few letters are a slip in a long title, and may be another work in a short one.
    let slip = if a.title.len() < 20 { 20 } else { 10 };
    let sure = if title == 100 { sure } else { sure - slip };
    // Two pages of the web with one title: two years of a course, two shops.
    let pages = a.stage == Stage::Other || generic;
    let elsewhere = a.url.is_some() && b.url.is_some() && a.url != b.url;
    let sure = if pages && elsewhere || perhaps_apart(a, b, generic) {
        sure.min(70)
    } else {
        sure
    };
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
            let apart = apart(a, b, false);
            if reason == "same arXiv number"
                && let Some(verdict) = &apart
                && verdict.relation == Relation::OtherVersion
            {
                return Some(verdict.clone());
            }
            let same = near && apart.is_none_or(|v| v.relation != Relation::Part);
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
        let reissued = a.year != b.year && a.edition != b.edition;
        if whole && (reissued || differ(&a.edition, &b.edition)) {
            return Some(Verdict::new(Relation::OtherEdition, 80, &["other edition"]));
        }
        return Some(if whole && title >= 60 && !swapped(a, b) && a.volume == b.volume {
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

/// Whether both say something, and not the same.
fn differ(x: &str, y: &str) -> bool {
    !x.is_empty() && !y.is_empty() && x != y
}

/// Equal titles that are told apart by their edition, volume, stage or place.
fn apart(a: &Sketch, b: &Sketch, generic: bool) -> Option<Verdict> {
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
    let same_page = !a.first_page.is_empty() && a.first_page == b.first_page;
    let one_place = same_page && a.container == b.container;
    if x != y && !one_place && versions.contains(&x) && versions.contains(&y) {
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
    let column = a.title.len() < 30
        || a.title != b.title
        || a.authors.len() != b.authors.len()
        || is_answer(&a.title);
    let paged = differ(&a.first_page, &b.first_page);
    if moved >= 2 || (generic && moved >= 1) || (column && paged) {
        return Some(Verdict::new(Relation::Part, 75, &["other volume or pages"]));
    }
    let elsewhere = differ(&a.container, &b.container)
        && !a.container.contains(&b.container)
        && !b.container.contains(&a.container);
    let years = a.year.zip(b.year).is_some_and(|(x, y)| x != y);
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

/// Whether it answers another work: the authors may answer more than once.
fn is_answer(title: &str) -> bool {
    let last = title.rsplit(' ').next().unwrap_or("");
    ["reply", "response", "comment", "comments", "rejoinder", "discussion"].contains(&last)
        || ["correction", "corrigendum", "erratum", "errata"].contains(&last)
}

/// Equal titles that may be a volume and its whole, a book of two houses, a talk given twice,
/// or a greeting in each issue.
fn perhaps_apart(a: &Sketch, b: &Sketch, generic: bool) -> bool {
    let whole = a.stage == Stage::Whole && b.stage == Stage::Whole;
    let one_volume = a.volume.is_empty() != b.volume.is_empty();
    let houses = unlike_houses(&a.publisher, &b.publisher);
    let talks =
        generic || a.stage == b.stage && matches!(a.stage, Stage::Other | Stage::Preprint);
    let days = a.day.0 > 0 && b.day.0 > 0 && a.day != b.day;
    whole && (one_volume || houses) || talks && days
}

/// Entries whose titles differ, but whose volume, pages and people are the same.
fn by_place(a: &Sketch, b: &Sketch, title: u8, people: Option<bool>) -> Verdict {
    let same = |x: &str, y: &str| !x.is_empty() && x == y;
    let placed = same(&a.volume, &b.volume)
        && same(&a.first_page, &b.first_page)
        && a.year == b.year
        && a.container == b.container;
    let all = a.authors.len() == b.authors.len();
    if placed && all && people == Some(true) && title >= 60 {
        return Verdict::new(Relation::Same, 80, &["same people", "same volume and pages"]);
    }
    Verdict::new(Relation::Different, 90, &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::Entry;
    use crate::model::field::Field;
    use crate::model::kind::EntryKind;
    use crate::model::value::Value;
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
    fn a_paper_and_a_chapter_on_the_same_pages() {
        let text = "The theory of kilns | Doe | 1965 | container-title=Kilns, page=105";
        check(
            (EntryKind::CHAPTER, text),
            (EntryKind::PAPER_CONFERENCE, text),
            Relation::Same,
        );
    }

    #[test]
    fn pages_of_the_web_with_one_title() {
        let of = |url| format!("Kilns for all: a workshop | Doe | 2002 | URL={url}");
        let sketch = |text: &str| Sketch::of(&entry(EntryKind::DOCUMENT, text));
        let (a, b) =
            (of("https://example.org/kilns/0102"), of("https://example.org/kilns/0602"));
        assert!(compare(&sketch(&a), &sketch(&b)).confidence < 80);
        let a = "Package ngerman | Doe | 1998";
        let b = "Package german | Doe | 1998";
        assert!(compare(&sketch(a), &sketch(b)).confidence < 80);
    }

    #[test]
    fn volumes_houses_and_talks_are_no_sure_duplicates() {
        let cases = [
            (
                BOOK,
                "The history of kilns | Doe | 1990 | volume=2",
                "The history of kilns | Doe | 1990",
            ),
            (
                BOOK,
                "The history of kilns | Doe | 1990 | publisher=Harbour Press",
                "The history of kilns | Doe | 1990 | publisher=Desert Books",
            ),
            (
                EntryKind::SPEECH,
                "The history of kilns | Doe | 1990-03-02",
                "The history of kilns | Doe | 1990-05-11",
            ),
            (ARTICLE, "Greeting | Doe | 1990-03", "Greeting | Doe | 1990-06"),
            (
                ARTICLE,
                "A work by one | Doe | 1990 | volume=1, page=5, container-title=Kilns",
                "A work by two | Doe; Roe | 1990 | volume=1, page=5, container-title=Kilns",
            ),
        ];
        for (kind, a, b) in cases {
            let (a, b) = (Sketch::of(&entry(kind, a)), Sketch::of(&entry(kind, b)));
            let verdict = compare(&a, &b);
            assert!(!verdict.is_same() || verdict.confidence < 80, "{kind}");
        }
    }

    #[test]
    fn a_title_of_every_year() {
        let of = |year| format!("A language for kilns | Doe | {year}");
        let (a, b) = (of(2014), of(2015));
        let sketch = |text: &str| Sketch::of(&entry(EntryKind::MANUAL, text));
        assert!(compare(&sketch(&a), &sketch(&b)).confidence < 80);
    }

    #[test]
    fn works_that_belong_together() {
        check(
            (BOOK, "Handbook of Trade | Doe | 1988 | ISBN=0-306-40615-2, edition=2"),
            (BOOK, "Handbook of Trade | Doe | 1991 | ISBN=0-306-40615-2, edition=3"),
            Relation::OtherEdition,
        );
        check(
            (
                ARTICLE,
                "Kilns and groups | Doe | 2004 | container-title=Kilns, eprint=math/0307200",
            ),
            (EntryKind::WEBPAGE, "Kilns and groups | Doe | 2004 | eprint=math/0307200"),
            Relation::OtherVersion,
        );
        check(
            (
                EntryKind::PAPER_CONFERENCE,
                "Kilns and groups | Doe | 2008 | container-title=Kilns",
            ),
            (
                EntryKind::WEBPAGE,
                "Kilns and groups | Doe | 2008 | URL=http://arxiv.org/abs/0809.4882",
            ),
            Relation::OtherVersion,
        );
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
                "Firing the kilns of the steppe: Reply | Doe; Roe | 2004 | container-title=Craft, volume=94, page=391",
                "Firing the kilns of the steppe: Reply | Doe; Roe | 2004 | container-title=Craft, volume=94, page=400",
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
                "A handbook of kilns and sands, vol. A | Doe | 2001",
                "A handbook of kilns and sands, vol. B | Doe | 2001",
            ),
            (
                "On the kilns of the steppe | Doe | 2013 | container-title=12th Meeting on Desert Sands",
                "On the kilns of the steppe | Doe | 2013 | container-title=7th Meeting of Painted Pottery",
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
