//! Records that a page prints as lines: a name of metadata or a label, and its value.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, Order};
use super::document::Document;
use super::html::claims::{Claims, Origin, What};

/// What the labelled lines of a page tell: `dc.title | A Title | en_US`, or “Title”,
/// “Author” and “Year” before their values.
pub(super) fn read(document: &Document) -> Claims {
    of_names(document).or_else(|| of_labels(document)).unwrap_or_default()
}

/// The full record of a repository.
fn of_names(document: &Document) -> Option<Claims> {
    let mut claims = Claims::default();
    let mut above = "";
    for line in &document.lines {
        let heading = std::mem::replace(&mut above, line.text.as_str());
        let Some((name, value)) = line.text.split_once([' ', '\t']) else { continue };
        if !name.starts_with("dc.") && !name.starts_with("dcterms.") {
            continue;
        }
        if claims.page.is_empty() && !heading.is_empty() {
            claims.add(Origin::Page, What::Title, heading);
        }
        let value = value.trim_start_matches(['|', ':', ' ']);
        let value = value.split(" |").next().unwrap_or(value);
        claims.tag(name, value);
    }
    let titled = claims.page.iter().any(|claim| claim.what == What::Title);
    (titled && claims.page.len() > 3).then_some(claims)
}

/// Labels of a catalogue's page, lower case, and what they hold.
const LABELS: &[(&str, What)] = &[
    ("title", What::Title),
    ("titel", What::Title),
    ("titre", What::Title),
    ("título", What::Title),
    ("название", What::Title),
    ("author", What::Authors),
    ("authors", What::Authors),
    ("author(s)", What::Authors),
    ("autor", What::Authors),
    ("autoren", What::Authors),
    ("auteur", What::Authors),
    ("auteurs", What::Authors),
    ("författare", What::Authors),
    ("автор", What::Authors),
    ("авторы", What::Authors),
    ("автори", What::Authors),
    ("выпуск", What::Issued),
    ("страницы", What::Pages),
    ("сторінки", What::Pages),
    ("editor", What::Editor),
    ("editors", What::Editor),
    ("date", What::Issued),
    ("published", What::Issued),
    ("publication date", What::Issued),
    ("date of publication", What::Issued),
    ("date published", What::Issued),
    ("datum", What::Issued),
    ("erscheinungsjahr", What::Issued),
    ("année", What::Issued),
    ("дата", What::Issued),
    ("год", What::Issued),
    ("year", What::Issued),
    ("edition", What::Issued),
    ("publisher", What::Publisher),
    ("verlag", What::Publisher),
    ("éditeur", What::Publisher),
    ("издательство", What::Publisher),
    ("journal", What::Journal),
    ("zeitschrift", What::Journal),
    ("revue", What::Journal),
    ("журнал", What::Journal),
    ("видання", What::Journal),
    ("издание", What::Journal),
    ("видавець", What::Publisher),
    ("издатель", What::Publisher),
    ("назва", What::Title),
    ("рік", What::Issued),
    ("құрастырушы", What::Authors),
    ("series", What::Series),
    ("reihe", What::Series),
    ("volume", What::Volume),
    ("issue", What::Issue),
    ("pages", What::Pages),
    ("seiten", What::Pages),
    ("isbn", What::Isbn),
    ("issn", What::Issn),
    ("doi", What::Doi),
    ("language", What::Language),
    ("type", What::Kind),
    ("abstract", What::Abstract),
];

/// Lines of a catalogue's page: at least three labels, with a title among them, each once.
fn of_labels(document: &Document) -> Option<Claims> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\p{Lu}[\p{L}()]+(?: (?:of )?\p{Ll}+)?)(:?)\s+(\S.*)$")
            .expect("a constant")
    });
    let mut claims = Claims::default();
    let mut found: Vec<What> = Vec::new();
    let mut last = 0;
    let mut above = None;
    let short = document.lines.iter().enumerate().filter(|(_, line)| line.text.len() < 400);
    for (at, line) in short {
        let Some(parts) = LINE.captures(&line.text) else { continue };
        let part = |number: usize| parts.get(number).map_or("", |part| part.as_str());
        // “Title Tides of the North”: without a colon the label is the first word.
        let colon = !part(2).is_empty();
        let (label, value) = match part(1).split_once(' ') {
            Some((first, _)) if !colon => {
                (first, line.text.get(first.len()..).unwrap_or(""))
            }
            _ => (part(1), part(3)),
        };
        let label = label.to_lowercase();
        let Some((_, what)) = LABELS.iter().find(|(name, _)| *name == label) else {
            continue;
        };
        if found.contains(what) {
            return None;
        }
        if !found.is_empty() && at - last > 6 {
            break;
        }
        let year_only = *what == What::Issued;
        let dated =
            || dates::find(value, Order::Unknown).iter().any(|hit| hit.date.is_some());
        if year_only && !dated() {
            continue;
        }
        last = at;
        if found.is_empty() && at > 0 {
            let lines = document.lines.get(..at).unwrap_or_default().iter().rev();
            let mut plain = lines.filter(|line| !line.text.starts_with("http"));
            above = plain.next().map(|line| line.text.as_str());
        }
        found.push(*what);
        let issue = matches!(what, What::Issued | What::Issue);
        if *what == What::Journal {
            journal(value.trim(), &mut claims);
            continue;
        }
        let numbers = issue && numbered(value, &mut claims);
        let what = if numbers && dated() { What::Issued } else { *what };
        if !numbers || what == What::Issued {
            claims.add(Origin::DublinCore, what, &value_of(what, value.trim()));
        }
    }
    // The title may stand above the labels.
    if let Some(title) = above.filter(|_| !found.contains(&What::Title) && found.len() > 2)
    {
        claims.add(Origin::Page, What::Title, title);
        found.push(What::Title);
    }
    let whole = found.contains(&What::Title)
        && found.len() > 2
        && found.iter().any(|what| matches!(what, What::Authors | What::Editor));
    whole.then_some(claims)
}

/// “Harbour Review, 2023, № 2, с. 26-30”: the journal, and its year, numbers and pages.
fn journal(value: &str, claims: &mut Claims) {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(.+?)(?:,\s*((?:19|20)\d\d))?(?:,\s*(?:том|vol\.?)\s*(\d+))?(?:,\s*(?:№|no\.?|вип\.|вып\.)\s*(\d+))?(?:,\s*(?:с|pp?)\.\s*(\d+(?:\s?[-–]\s?\d+)?))?$")
            .expect("a constant")
    });
    let Some(found) = NUMBERS.captures(value) else { return };
    let parts = [What::Journal, What::Year, What::Volume, What::Issue, What::Pages];
    for (group, what) in parts.into_iter().enumerate() {
        if let Some(part) = found.get(group + 1) {
            claims.add(Origin::DublinCore, what, part.as_str());
        }
    }
}

/// Volume and issue in “Vol 26, No 3 (2024)”, as journals print the issue.
fn numbered(value: &str, claims: &mut Claims) -> bool {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:vol(?:ume)?\.?|том|т\.|bd\.|cilt)\s*(\d{1,4})(?:,?\s*(?:№|no\.?|nr\.?|issue|вып\.|sayı)\s*(\d{1,4}))?",
        )
        .expect("a constant")
    });
    let Some(found) = NUMBERS.captures(value) else { return false };
    for (what, group) in [(What::Volume, 1), (What::Issue, 2)] {
        if let Some(number) = found.get(group) {
            claims.add(Origin::DublinCore, what, number.as_str());
        }
    }
    true
}

/// The date in “WP99.007, 1999”, names without the numbers that lead to affiliations; other
/// values as they are.
fn value_of(what: What, value: &str) -> Cow<'_, str> {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{L}\.?)\d[\d,]*(\s*(?:[,;]|$))").expect("a constant")
    });
    if matches!(what, What::Authors | What::Editor) {
        return NOTE.replace_all(value, "$1$2");
    }
    if what != What::Issued {
        return Cow::Borrowed(value);
    }
    let hit = dates::find(value, Order::Unknown).into_iter().find(|hit| hit.date.is_some());
    Cow::Borrowed(hit.and_then(|hit| value.get(hit.start..hit.end)).unwrap_or(value))
}
