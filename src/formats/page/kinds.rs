//! What sort of work it is, and what sort of venue a name stands for.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::tables::forgotten;
use super::tables::labels::{LABELS, Label, SECTIONS};
use super::tables::venues::{
    BLOG_WORDS, BLOGS, BROADCAST_WORDS, JOURNAL_WORDS, JOURNALS, MAGAZINE_WORDS, MAGAZINES,
    NEWSPAPER_WORDS, NEWSPAPERS, PUBLISHER_WORDS, TRADE_PRESSES,
};
use super::tables::words::PLACES;

/// What a name between the title and the date stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Venue {
    /// A publication that the work appeared in, with the kind of such works.
    Container(&'static str, u8),
    /// A publisher or institution.
    Publisher(u8),
    /// A place.
    Place,
    /// A series of reports.
    Series(&'static Label),
    /// Cannot be told.
    Unknown,
}

/// A name without its leading article and a final “(Online)”, lower case.
pub(super) fn bare(name: &str) -> String {
    let lower = name
        .trim()
        .trim_matches(['.', ',', ' ', '“', '”', '"'])
        .to_lowercase()
        .replace('’', "'")
        // “İstanbul” in small letters has a dot of its own.
        .replace("i\u{307}", "i");
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let cut = lower.split_once(" (").map_or(lower, |(name, _)| name);
    cut.trim().to_owned()
}

/// What a name stands for.
pub(super) fn venue(name: &str) -> Venue {
    let bare = bare(name);
    let known = |table: &[&str]| table.contains(&bare.as_str()) && !forgotten::is(&bare);
    if bare.is_empty() {
        return Venue::Unknown;
    }
    if known(NEWSPAPERS) {
        return Venue::Container("article-newspaper", 97);
    }
    if known(BLOGS) {
        return Venue::Container("post-weblog", 96);
    }
    if known(MAGAZINES) {
        return Venue::Container("article-magazine", 97);
    }
    if known(JOURNALS) {
        return Venue::Container("article-journal", 93);
    }
    let places = || {
        let parts: Vec<&str> = PLACE_MARKS.split(&bare).map(str::trim).collect();
        parts.len() > 1 && parts.iter().all(|place| PLACES.contains(place))
    };
    if known(PLACES) || places() {
        return Venue::Place;
    }
    if let Some(label) = LABELS.iter().find(|label| label.series && is_label(label, &bare))
    {
        return Venue::Series(label);
    }
    if let Some(label) = unknown_series(name) {
        return Venue::Series(label);
    }
    by_words(&bare)
}

/// What stands between the places of a publisher: “London and New York”, “Berlin/Wien”.
static PLACE_MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r" (?:and|und|et|och|y|e|и) | ?[&/] ?").expect("a constant")
});

/// A series that no table knows, told by its last word: “Harbour Paper”, “TIDE Policy Memos”.
fn unknown_series(name: &str) -> Option<&'static Label> {
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:\p{Lu}[\p{L}’'&-]* ){1,4}(?:Papers?|Briefs?|Memos?|Monographs?|Backgrounders?|Briefings?)$",
        )
        .expect("a constant")
    });
    static UNKNOWN: Label = Label { name: "", kind: "report", series: true, prefix: false };
    let name = name.trim();
    let article = ["The ", "A ", "An ", "On "].iter().any(|word| name.starts_with(word));
    (!article && SERIES.is_match(name)).then_some(&UNKNOWN)
}

/// A series of an institution whose number stands behind it: “Harbour Report No. 13”. Without
/// the number such words may be a title.
pub(super) fn numbered_series(text: &str) -> Option<&'static Label> {
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\p{Lu}[\p{L}’'&-]* ){1,4}(?:Report|Study|Note|Bulletin|Insight)s?,? (?:No\.?|Nr\.?|#|№) ?\d{1,4}$")
            .expect("a constant")
    });
    static REPORTS: Label = Label { name: "", kind: "report", series: true, prefix: false };
    SERIES.is_match(text.trim()).then_some(&REPORTS)
}

fn is_label(label: &Label, bare: &str) -> bool {
    (bare == label.name || bare.strip_suffix('s') == Some(label.name))
        && !forgotten::is(label.name)
}

/// Ends of words that institutions have: “Haldeninstitutet”, “Friedrich-Ebert-Stiftung”
const ENDS: &[&str] = &[
    "institut",
    "institute",
    "institutet",
    "instituttet",
    "universität",
    "universitet",
    "universitetet",
    "högskolan",
    "stiftung",
    "stiftelsen",
    "akademie",
    "akademien",
    "üniversitesi",
    "enstitüsü",
    "vakfı",
    "университет",
    "институт",
    "інститут",
    "ministeriet",
    "verket",
];

/// What names of bodies begin with.
const BODIES: &[&str] = &[
    "center for ",
    "centre for ",
    "institute for ",
    "institute of ",
    "department of ",
    "school of ",
    "faculty of ",
    "council on ",
    "council for ",
    "program on ",
];

fn by_words(bare: &str) -> Venue {
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '.')
        .filter(|word| !word.is_empty())
        .collect();
    let has = |table: &[&str]| words.iter().any(|word| table.contains(word));
    let last = words.last().copied().unwrap_or("");
    let phrase = |table: &[&str]| {
        table.iter().any(|known| known.contains(' ') && bare.contains(known))
    };
    if words.len() > 12 {
        return Venue::Unknown;
    }
    if has(BROADCAST_WORDS) {
        return Venue::Container("broadcast", 88);
    }
    if has(BLOG_WORDS) {
        return Venue::Container("post-weblog", 93);
    }
    // “The Monkey Cage/Washington Post”
    if let Some((_, after)) = bare.rsplit_once('/')
        && let Venue::Container(kind, _) = venue(after)
    {
        return Venue::Container(kind, 85);
    }
    let periodical = |table: &[&str]| {
        table.contains(&last) || words.first().is_some_and(|first| table.contains(first))
    };
    let compound = words.iter().any(|word| {
        ENDS.iter().any(|end| word.strip_suffix(end).is_some_and(|head| head.len() > 3))
    });
    // “Center for Harbour Studies” is no journal of studies.
    let body = BODIES.iter().any(|start| bare.starts_with(start));
    if body && !words.contains(&"journal") {
        return Venue::Publisher(88);
    }
    let named = |table: &[&str]| has(table) || phrase(table);
    let publisher = named(PUBLISHER_WORDS) || named(TRADE_PRESSES) || compound;
    if publisher
        && !periodical(JOURNAL_WORDS)
        && !periodical(MAGAZINE_WORDS)
        && !periodical(NEWSPAPER_WORDS)
        && !words.contains(&"journal")
        && !words.contains(&"review")
    {
        return Venue::Publisher(85);
    }
    if matches!(
        last,
        "press"
            | "verlag"
            | "publishers"
            | "publishing"
            | "books"
            | "förlag"
            | "house"
            | "foundation"
            | "institute"
    ) {
        return Venue::Publisher(88);
    }
    if periodical(NEWSPAPER_WORDS) && !has(JOURNAL_WORDS) {
        return Venue::Container("article-newspaper", 82);
    }
    if last == "newsletter"
        || words.contains(&"magazine")
        || last == "weekly"
        || last == "analyst"
    {
        return Venue::Container("article-magazine", 88);
    }
    if words.contains(&"journal") && last != "online" {
        return Venue::Container("article-journal", 80);
    }
    if periodical(MAGAZINE_WORDS) {
        return Venue::Container("article-magazine", 78);
    }
    if has(JOURNAL_WORDS) {
        return Venue::Container("article-journal", 65);
    }
    Venue::Unknown
}

/// Whether a name is that of a house which publishes books, or one that a table knows.
pub(super) fn is_press(name: &str) -> bool {
    let bare = bare(name);
    let last = bare.rsplit(' ').next().unwrap_or("");
    matches!(
        last,
        "press"
            | "verlag"
            | "publishers"
            | "publishing"
            | "books"
            | "förlag"
            | "forlag"
            | "editions"
            | "éditions"
            | "yayınları"
            | "издательство"
    ) || TRADE_PRESSES.contains(&bare.as_str())
        || PUBLISHER_WORDS.contains(&bare.as_str()) && section(name).is_none()
}

/// The kind that a label stands for (labels of opinion pieces are `op-ed`).
pub(super) fn label(text: &str) -> Option<&'static Label> {
    let lower = bare(text);
    LABELS
        .iter()
        .find(|label| is_label(label, &lower))
        .or_else(|| unknown_series(text.trim().trim_end_matches([':', '.', ','])))
}

/// What a heading says about the entries below it: a kind, or "" for a plain heading.
pub(super) fn section(text: &str) -> Option<&'static str> {
    let lower = text.trim().trim_end_matches(':').to_lowercase();
    if lower.split_whitespace().count() > 9 || lower.ends_with('.') || lower.ends_with('?')
    {
        return None;
    }
    // The first row that the text holds, all rows looked for at once.
    let kind = |text: &str| {
        let found = SECTION_WORDS.find_overlapping_iter(text);
        let whole = found.filter(|found| stands_alone(text, found.start(), found.end()));
        let row = whole.map(|found| found.pattern().as_usize()).min()?;
        SECTIONS.get(row).map(|(_, kind)| *kind)
    };
    let whole = kind(&lower)?;
    // “Books and Edited Volumes”, “Testimony and Op-Eds”: kinds that the heading does not
    // tell apart.
    let parts: Vec<&str> = super::names::AND
        .split(&lower)
        .flat_map(|part| part.split([',', '/']))
        .filter_map(|part| kind(part.trim()))
        .filter(|kind| !kind.is_empty())
        .collect();
    let other = |part: &&&str| !alike(part, whole);
    match parts.iter().find(other) {
        Some(part) if is_book(part) && is_book(whole) => Some("book"),
        Some(_) => Some(""),
        None => Some(whole),
    }
}

fn is_book(kind: &str) -> bool {
    matches!(kind, "book" | "edited" | "monograph")
}

/// Whether two kinds of headings are read in the same way.
pub(super) fn alike(one: &str, other: &str) -> bool {
    const OPINIONS: &[&str] = &["op-ed", "post-weblog", "press", "article"];
    const PAPERS: &[&str] = &["report", "manuscript", "paper", "forthcoming"];
    let both = |set: &[&str]| set.contains(&one) && set.contains(&other);
    one == other || both(OPINIONS) || both(PAPERS)
}

static SECTION_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(SECTIONS.iter().map(|(words, _)| words)).expect("a constant")
});

/// Whether words of a text begin where a word begins, and end where one ends.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).and_then(|tail| tail.chars().next());
    // “articles”, but neither “particles” nor the “media” of “mediation”.
    let ends =
        after.is_none_or(|c| !c.is_alphabetic() || c == 's' || c == 'e') || end - start > 6;
    before.is_none_or(|c| !c.is_alphanumeric()) && ends
}

/// The kind of an opinion piece in a venue.
pub(super) fn opinion_in(venue_name: Option<&str>) -> (&'static str, u8) {
    match venue_name.map(venue) {
        Some(Venue::Container("article-journal", confidence)) if confidence < 90 => {
            ("article-magazine", 80)
        }
        Some(Venue::Container(kind, confidence)) => (kind, confidence.max(80)),
        _ => ("article-magazine", 80),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn venues_are_known_or_told_by_words() {
        assert_eq!(venue("The Hill"), Venue::Container("article-newspaper", 97));
        assert_eq!(
            venue("National Review (Online)"),
            Venue::Container("article-magazine", 97)
        );
        assert!(matches!(venue("Columbia University Press"), Venue::Publisher(_)));
        assert!(matches!(venue("Union of Concerned Scientists"), Venue::Publisher(_)));
        assert!(matches!(venue("Central Asia-Caucasus Institute"), Venue::Publisher(_)));
        assert!(matches!(
            venue("Central Asia-Caucasus Institute Analyst"),
            Venue::Container("article-magazine", _)
        ));
        assert!(matches!(
            venue("Journal of Inland Studies"),
            Venue::Container("article-journal", _)
        ));
        assert!(matches!(venue("Silk Road Papers"), Venue::Series(_)));
    }

    #[test]
    fn sections() {
        assert_eq!(section("Op-Eds & Short Pieces"), Some("op-ed"));
        assert_eq!(section("BOOK CHAPTERS"), Some("chapter"));
        assert_eq!(section("Tribunes"), Some("op-ed"));
        assert_eq!(section("PONARS Eurasia Memos"), Some("report"));
        assert_eq!(section("On Organized Crime and Public Security"), None);
    }
}
