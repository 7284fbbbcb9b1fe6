//! Library catalogues' way to print (ISBD, AACR2, RDA, RAK): imprint dates, extents, notes of
//! theses, headings of meetings. MARC, MODS and Primo have the same strings.

use std::sync::LazyLock;

use regex::Regex;

use super::values;
use crate::model::date::{Endpoint, Unspecified};
use crate::model::{Date, DateParts};

/// Years that a library's records can have.
const YEARS: std::ops::Range<i32> = 1000..2101;

/// A date as an imprint has it: `[1853?]`, `c1984`, `1998-`, `1804-1806`, `[19--]`,
/// `[between 1850 and 1860]`, `1989 [i.e. 1998]`, `MDCCLXIII`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = values::one_line(text);
    if let Some(exact) = Date::parse_edtf(&text).filter(|_| text.contains(['/', 'X', '~']))
    {
        return Some(exact);
    }
    if let Some((_, meant)) = text.split_once("i.e.").or_else(|| text.split_once("d.i.")) {
        return date(meant);
    }
    let bare = text.trim_matches(['[', ']', '.', ',', ' ', '(', ')', '<', '>']);
    let bare = ["copyright", "cop.", "©", "℗", "c", "p"]
        .iter()
        .find_map(|head| bare.strip_prefix(head).filter(|rest| starts_with_year(rest)))
        .unwrap_or(bare);
    if let Some(open) = open_digits(bare) {
        return Some(Date::Single(open));
    }
    match values::date(bare) {
        Some(Date::Range(Endpoint::Date(start), Endpoint::Date(end)))
            if end.year > 2100 =>
        {
            Some(Date::Range(Endpoint::Date(start), Endpoint::Open))
        }
        Some(Date::Literal(_)) | None => of_years(&text),
        date => date,
    }
}

fn starts_with_year(text: &str) -> bool {
    let text = text.trim_start();
    text.len() >= 4 && text.bytes().take(4).all(|byte| byte.is_ascii_digit())
}

/// `19--`, `197-?`, `18uu` of coded dates.
fn open_digits(text: &str) -> Option<DateParts> {
    let text = text.trim_end_matches('?');
    let mark = |c: char| matches!(c, '-' | 'u' | 'X' | '?' | '_');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    // A year with a hyphen behind it is the beginning of a range.
    if !rest.chars().all(mark) || digits + rest.len() != 4 {
        return None;
    }
    let number: i32 = text.get(..digits)?.parse().ok()?;
    let (year, unspecified) = match digits {
        2 => (number * 100, Unspecified::Century),
        3 => (number * 10, Unspecified::Decade),
        _ => return None,
    };
    YEARS.contains(&year).then(|| DateParts { unspecified, ..DateParts::year(year) })
}

/// The years in a text, and what the words around them say.
fn of_years(text: &str) -> Option<Date> {
    let mut years = years_of(text);
    // `1398 [1977]`: the year of another era, and ours.
    if let Some(ours) = text.split_once('[').map(|(_, inner)| years_of(inner))
        && let [first, ..] = ours.as_slice()
        && years.first().is_some_and(|year| (year - first).abs() > 200)
    {
        years.remove(0);
    }
    let lower = text.to_lowercase();
    let circa = ["ca.", "ca ", "circa", "approximately", "um ", "vers ", "about"];
    let part = |year: i32| DateParts {
        approximate: circa.iter().any(|word| lower.contains(word)),
        uncertain: text.contains('?'),
        ..DateParts::year(year)
    };
    match years.as_slice() {
        [] => roman(text).map(|year| Date::Single(DateParts::year(year))),
        [start, end, ..] if start < end && is_range(&lower, *start, *end) => {
            Some(Date::Range(Endpoint::Date(part(*start)), Endpoint::Date(part(*end))))
        }
        [only] if text.contains(&format!("{only}-")) => {
            Some(Date::Range(Endpoint::Date(part(*only)), Endpoint::Open))
        }
        [first, ..] => Some(Date::Single(part(*first))),
    }
}

/// `1804-1806`, `between 1850 and 1860`; `2003, c2002` are two dates.
fn is_range(lower: &str, start: i32, end: i32) -> bool {
    let between = lower.split_once(&start.to_string()).and_then(|(_, rest)| {
        let (between, _) = rest.split_once(&end.to_string())?;
        Some(between.trim().trim_matches(['[', ']', '?', ' ']).to_owned())
    });
    between
        .is_some_and(|word| matches!(word.as_str(), "-" | "–" | "/" | "and" | "bis" | "to"))
}

/// Numbers of four digits that are years.
fn years_of(text: &str) -> Vec<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .filter(|year| YEARS.contains(year))
        .collect()
}

/// `M.DCC.LXIII`
fn roman(text: &str) -> Option<i32> {
    let letters: String =
        text.chars().filter(|c| !matches!(c, '.' | ' ' | '[' | ']')).collect();
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        'D' => Some(500),
        'M' => Some(1000),
        _ => None,
    };
    let digits: Vec<i32> = letters.chars().map(digit).collect::<Option<_>>()?;
    let mut sum = 0;
    for (at, value) in digits.iter().enumerate() {
        let next = digits.get(at + 1).copied().unwrap_or(0);
        sum += if *value < next { -value } else { *value };
    }
    (digits.len() >= 3 && YEARS.contains(&sum)).then_some(sum)
}

/// No extent is longer than this many characters.
const MAX_EXTENT: usize = 400;

/// Numbers before a word for pages or leaves, with what stands in sequence before it.
static PAGES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)((?:\[?\(?[\divxlcdm]+\)?\]?\s*[,+]\s*)*\[?\(?\d+\)?\]?)",
        r"(?:\s+unnumbered)?\s*",
        r"(?:p\b|pp\b|pages?\b|s\b|seiten?\b|leaves\b|leaf\b|bl\b|blatt\b|págs?\b|páginas?\b",
        r"|sidor\b|sider\b|str\b|с\b|стр\b|ページ|页|p\.)",
        r"(?P<prelim>\.?\s*l\b)?"
    ))
    .ok()
});

/// The pages of an extent: 322 of `vii, 322 p. ; 23 cm.`, 432 of `[24], 432 p.`, 12 of
/// `1 score (12 p.)`.
pub(crate) fn pages(extent: &str) -> Option<String> {
    let pages = PAGES.as_ref()?;
    let end = extent.char_indices().nth(MAX_EXTENT).map_or(extent.len(), |(at, _)| at);
    let found = pages
        .captures_iter(extent.get(..end)?)
        .find(|found| found.name("prelim").is_none())?;
    let numbers = found.get(1)?.as_str();
    let mut best: Option<(bool, &str)> = None;
    for piece in numbers.split([',', '+']).map(str::trim) {
        let digits = piece.trim_matches(['[', ']', '(', ')']);
        let counted = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        // Unnumbered pages, in brackets, count where there are no others.
        let numbered = !piece.starts_with('[');
        if counted && (numbered || best.is_none_or(|(before, _)| !before)) {
            best = Some((numbered, digits));
        }
    }
    best.map(|(_, digits)| digits.to_owned())
}

static VOLUMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(\d+)\s*(?:v\b|vols?\b|volumes?\b|bde\b|bände\b|tomos\b|tomes\b|books\b)",
    )
    .ok()
});

/// The volumes of an extent: 3 of `3 v. (1606 p.)`.
pub(crate) fn volumes(extent: &str) -> Option<String> {
    let found = VOLUMES.as_ref()?.captures(extent)?;
    let count = found.get(1)?.as_str();
    (count != "1").then(|| count.to_owned())
}

/// What a note of a thesis says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Thesis {
    /// The degree or what the thesis calls itself.
    pub(crate) genre: String,
    /// The university.
    pub(crate) school: String,
    /// The year.
    pub(crate) year: String,
}

static THESES: LazyLock<Option<[Regex; 2]>> = LazyLock::new(|| {
    let english = Regex::new(concat!(
        r"(?i)^(?:originally presented as (?:the )?author's )?((?:doctoral |master's )?",
        r"(?:thesis|dissertation|diss\.)\s*(?:\([^)]*\))?)\s*(?:--|[-–—]|,)\s*(.+?)",
        r"(?:,\s*(?:\w+ )?(\d{4}))?\.?$"
    ));
    let german = Regex::new(concat!(
        r"^(Dissertation|Diss\.|Masterarbeit|Master-Arbeit|Magisterarbeit|Diplomarbeit",
        r"|Bachelorarbeit|Habilitationsschrift|Thèse[^,:]*|Mémoire[^,:]*|Tesis[^,:]*|Tesi[^,:]*)",
        r"\s*[,:]\s*(.+?),\s*(\d{4})\.?$"
    ));
    Some([english.ok()?, german.ok()?])
});

/// `Thesis (Ph. D.)--University of Bergen, 2016.`,
/// `Dissertation, Technische Universität München, 2020`
pub(crate) fn thesis(note: &str) -> Option<Thesis> {
    let note = values::one_line(note);
    let found = THESES.as_ref()?.iter().find_map(|form| form.captures(&note))?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str().trim()).to_owned();
    let genre = part(1);
    // `Thesis (Ph. D.)`: the degree says more.
    let degree =
        genre.split_once('(').map(|(_, rest)| rest.trim_end_matches(')').to_owned());
    Some(Thesis { genre: degree.unwrap_or(genre), school: part(2), year: part(3) })
}

/// A meeting.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Meeting {
    /// Its name, with its number.
    pub(crate) name: String,
    /// Where it was.
    pub(crate) place: String,
    /// When it was.
    pub(crate) date: String,
}

/// `Conference on X (4th : 2019 : Lisbon, Portugal)`
pub(crate) fn meeting(heading: &str) -> Meeting {
    let heading = values::one_line(heading);
    let heading = heading.trim_end_matches(['.', ' ']);
    let Some((name, inner)) = heading.strip_suffix(')').and_then(|h| h.rsplit_once('('))
    else {
        return Meeting { name: heading.to_owned(), ..Meeting::default() };
    };
    let mut meeting = Meeting { name: name.trim().to_owned(), ..Meeting::default() };
    for part in inner.split([':', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let ordinal = part.starts_with(|c: char| c.is_ascii_digit())
            && part.len() < 6
            && part.ends_with(|c: char| c.is_ascii_alphabetic() || c == '.');
        if ordinal {
            meeting.name = format!("{} ({part})", meeting.name);
        } else if !years_of(part).is_empty() {
            meeting.date = part.to_owned();
        } else {
            meeting.place = part.to_owned();
        }
    }
    meeting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_date(text: &str, expected: &str) {
        assert_eq!(
            date(text).map(|date| date.to_string()).as_deref(),
            Some(expected),
            "{text}"
        );
    }

    #[test]
    fn dates_of_imprints() {
        check_date("c1984.", "1984");
        check_date("[2003], ©2002", "2003");
        check_date("1998-]", "1998/..");
        check_date("1804-1806", "1804/1806");
        check_date("[1853?]", "1853?");
        check_date("[ca. 1850]", "1850~");
        check_date("[between 1850 and 1860?]", "1850?/1860?");
        check_date("[19--]", "19XX");
        check_date("197-?", "197X");
        check_date("1989 [i.e. 1998]", "1998");
        check_date("1398 [1977 or 1978]", "1977");
        check_date("M.DCC.LXIII", "1763");
        check_date("March 2004", "2004-03");
        check_date("1901/..", "1901/..");
    }

    fn check_pages(extent: &str, expected: Option<&str>) {
        assert_eq!(pages(extent).as_deref(), expected, "{extent}");
    }

    #[test]
    fn pages_of_extents() {
        check_pages("vii, 322 p. ; 23 cm.", Some("322"));
        check_pages("[24], 432 p.", Some("432"));
        check_pages("xii, 214 leaves : ill.", Some("214"));
        check_pages("30, [2] leaves", Some("30"));
        check_pages("1 p. l., 52 p.", Some("52"));
        check_pages("3 volumes (1606 pages)", Some("1606"));
        check_pages("1 online resource (xi, 200 pages)", Some("200"));
        check_pages("XX, 575 S. ; 24 cm", Some("575"));
        check_pages("p. cm.", None);
        check_pages("1 map ; 60 x 90 cm", None);
        assert_eq!(volumes("2 v. (xx, 1200 p.)").as_deref(), Some("2"));
        assert_eq!(volumes("v. 2 (300 p.)"), None);
    }

    #[test]
    fn notes_of_theses() {
        let said = |genre: &str, school: &str, year: &str| Thesis {
            genre: genre.into(),
            school: school.into(),
            year: year.into(),
        };
        let check =
            |note: &str, expected: Option<Thesis>| assert_eq!(thesis(note), expected);
        check(
            "Thesis (Ph. D.)--University of Bergen, 2016.",
            Some(said("Ph. D.", "University of Bergen", "2016")),
        );
        check(
            "Dissertation, Technische Universität München, 2020",
            Some(said("Dissertation", "Technische Universität München", "2020")),
        );
        check("Includes index.", None);
    }

    #[test]
    fn headings_of_meetings() {
        let found = meeting("Conference on Fens (4th : 2019 : Lisbon, Portugal)");
        assert_eq!(found.name, "Conference on Fens (4th)");
        assert_eq!(
            (found.place.as_str(), found.date.as_str()),
            ("Lisbon, Portugal", "2019")
        );
    }
}
