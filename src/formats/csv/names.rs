//! Lists of names in a cell: `Family, Given; Family, Given, Jr.; {An Institution}`.

use crate::formats::common::names as common;
use crate::formats::page::cells::is_honour;
use crate::model::name;
use crate::model::{Name, PersonName};

/// Writes names for a cell.
pub(super) fn write(names: &[Name]) -> String {
    names.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn one(name: &Name) -> String {
    let person = match name {
        Name::Person(person) => person,
        Name::Literal(literal) => return format!("{{{literal}}}"),
        Name::Others => return "et al.".to_owned(),
    };
    let spaced = |parts: [&str; 2]| {
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let family = spaced([&person.non_dropping_particle, &person.family]);
    let given = spaced([&person.given, &person.dropping_particle]);
    match (given.is_empty(), person.suffix.is_empty()) {
        // Without a comma, several words would be read as given and family name.
        (true, true) if family.contains(' ') => format!("{family},"),
        (true, true) => family,
        (_, true) => format!("{family}, {given}"),
        (_, false) => format!("{family}, {given}, {}", person.suffix),
    }
}

/// Names that were read, and why they may be wrong.
pub(super) struct Names {
    pub(super) names: Vec<Name>,
    pub(super) doubt: Option<&'static str>,
}

/// The names of a cell that says they are editors, without “(eds.)”.
pub(super) fn without_mark(cell: &str) -> Option<&str> {
    const MARKS: &[&str] = &[
        "(ed)",
        "(eds)",
        "(hg)",
        "(hgg)",
        "(hrsg)",
        "(dir)",
        "(coord)",
        "(org)",
        "(orgs)",
        "(red)",
        "(ред)",
        "(der)",
        "(editors)",
        "(editor)",
        "(a cura di)",
    ];
    let (names, mark) = cell.trim_end().rsplit_once('(')?;
    let mark = format!("({}", mark.to_lowercase().replace('.', ""));
    MARKS.contains(&mark.as_str()).then(|| names.trim_end_matches([' ', ',', ';']))
}

/// Reads the names of a cell.
pub(super) fn read(cell: &str) -> Names {
    let (parts, doubt) = split(cell);
    let parts: Vec<&str> =
        parts.into_iter().map(bare).filter(|part| !part.is_empty()).collect();
    // `Smith JM, Ode P`: databases leave out the stops of initials.
    let people = || parts.iter().filter(|part| part.contains(' '));
    let initials = people().count() > 0 && people().all(|part| ends_in_initials(part));
    let name = |part: &&str| match initials && !part.contains(',') {
        true => common::medline(part),
        false => parse(part),
    };
    Names { names: parts.iter().map(name).collect(), doubt }
}

/// A name without the number that Scopus gives its author, `Zeng, Zequn (58246737900)`, and
/// without the degree before or after it, `Dr. Jane Doe`.
fn bare(part: &str) -> &str {
    let mut part = part.trim();
    // A column of co-authors: “with Olof Berg”.
    part = ["with ", "w/ ", "mit ", "avec ", "and "]
        .iter()
        .find_map(|word| part.strip_prefix(word))
        .unwrap_or(part)
        .trim_start();
    while let Some((first, rest)) = part.split_once(' ')
        && rest.contains(' ')
        && is_honour(first, true)
    {
        part = rest.trim_start();
    }
    while let Some((rest, last)) = part.rsplit_once(' ')
        && rest.trim_end_matches(',').contains(' ')
        && is_honour(last, false)
    {
        part = rest.trim_end_matches([',', ' ']);
    }
    let number = |text: &str| text.len() > 5 && text.bytes().all(|b| b.is_ascii_digit());
    match part.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((name, id)) if number(id) => name.trim(),
        _ => part,
    }
}

/// Whether the last word of a name is up to three capitals, and no “III”.
fn ends_in_initials(part: &str) -> bool {
    let Some((before, last)) = part.rsplit_once(' ') else { return false };
    last.len() <= 3
        && last.bytes().all(|byte| byte.is_ascii_uppercase())
        && !common::is_suffix(last)
        && before.chars().any(char::is_lowercase)
}

/// Whether two lists are of the same people: Scopus and Web of Science have one with
/// initials, one with names in full.
pub(super) fn same_people(before: &[Name], after: &[Name]) -> bool {
    let family = |name: &Name| match name {
        Name::Person(person) => person.family.to_lowercase(),
        name => name.display().to_lowercase(),
    };
    !before.is_empty()
        && before.len() == after.len()
        && before.iter().zip(after).all(|(a, b)| family(a) == family(b))
}

/// The one of two lists of the same people that says more.
pub(super) fn fuller(before: Vec<Name>, after: Vec<Name>) -> Vec<Name> {
    let said = |names: &[Name]| -> usize { names.iter().map(|n| n.display().len()).sum() };
    if said(&after) > said(&before) { after } else { before }
}

/// Two columns of names as one list; “First Author” says one of the others again.
pub(super) fn joined(before: Vec<Name>, after: Vec<Name>) -> Vec<Name> {
    let new = after.into_iter().filter(|name| !before.contains(name)).collect();
    [before, new].concat()
}

/// Cuts a cell into names: at semicolons, else at lines, bars, “and” and “&”, else, where
/// the commas cannot stand inside names, at commas.
fn split(cell: &str) -> (Vec<&str>, Option<&'static str>) {
    if let Some(whole) =
        cell.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))
        && !whole.contains(['{', '}'])
    {
        return (vec![cell.trim()], None);
    }
    for sign in [";", "\n", "|", " / "] {
        if cell.contains(sign) {
            return (cell.split(sign).collect(), None);
        }
    }
    let people = run_together(cell);
    if people.len() > 1 {
        return (people, Some("names run together"));
    }
    let parts: Vec<&str> = [" and ", " & ", " und ", " et ", " y ", " и ", " och ", " ve "]
        .into_iter()
        .find(|word| cell.contains(word))
        .map_or_else(|| vec![cell], |word| cell.split(word).collect());
    let reversed = |part: &str| part.matches(',').count() == 1;
    if parts.len() > 1 && parts.iter().all(|part| reversed(part)) {
        return (parts, None);
    }
    let mut names = Vec::new();
    let mut doubt = None;
    for part in parts {
        let pieces: Vec<&str> = part.split(',').collect();
        let words = |piece: &&str| piece.split_whitespace().count();
        let full = pieces.iter().all(|piece| words(piece) >= 2);
        if pieces.len() >= 2 && full {
            doubt = Some("names are separated by commas");
            names.extend(pieces);
        } else if pieces.len() > 3 && pieces.len().is_multiple_of(2) {
            doubt =
                Some("family and given names and the people are separated by commas alike");
            let mut rest = part;
            while let Some(end) = rest.match_indices(',').nth(1).map(|(at, _)| at) {
                names.push(rest.get(..end).unwrap_or(""));
                rest = rest.get(end + 1..).unwrap_or("");
            }
            names.push(rest);
        } else {
            names.push(part.trim_end_matches(','));
        }
    }
    (names, doubt)
}

/// The people of `Marte SolbergPer Ode`, as Springer's tables have them.
fn run_together(cell: &str) -> Vec<&str> {
    // Parts of names that a capital follows: McDonald, DeVries, FitzGerald.
    const BEFORE: &[&str] =
        &["mac", "van", "von", "fitz", "del", "der", "des", "dos", "san", "saint", "abd"];
    if cell.contains(',') {
        return vec![cell];
    }
    let (mut people, mut start) = (Vec::new(), 0);
    let mut before = ' ';
    for (at, c) in cell.char_indices() {
        let person = cell.get(start..at).unwrap_or("");
        let word = person.rsplit([' ', '-', '.', '\'']).next().unwrap_or("");
        let whole = person.trim().contains(' ')
            && word.chars().count() > 2
            && !BEFORE.contains(&word.to_lowercase().as_str());
        if before.is_lowercase() && c.is_uppercase() && whole {
            people.push(person);
            start = at;
        }
        before = c;
    }
    people.push(cell.get(start..).unwrap_or(""));
    match people.iter().all(|person| person.trim().contains(' ')) {
        true => people,
        false => vec![cell],
    }
}

fn parse(text: &str) -> Name {
    let lower = text.to_lowercase();
    if matches!(
        lower.trim_end_matches('.'),
        "et al" | "others" | "and others" | "u. a" | "и др"
    ) {
        return Name::Others;
    }
    if let Some(literal) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return Name::literal(literal);
    }
    let Some((family, rest)) = text.split_once(',') else { return without_comma(text) };
    let (given, suffix) = rest.split_once(',').unwrap_or((rest, ""));
    let (non_dropping, family) = leading_particle(family.trim());
    let (given, dropping) = trailing_particle(given.trim());
    Name::Person(Box::new(PersonName {
        family: family.into(),
        given: given.into(),
        non_dropping_particle: non_dropping.into(),
        dropping_particle: dropping.into(),
        suffix: suffix.trim().into(),
        ..PersonName::default()
    }))
}

/// `Svante E. Cornell`, `UNESCO`, `World Bank`.
fn without_comma(text: &str) -> Name {
    if is_institution(text) {
        return Name::literal(text);
    }
    if let Some(name) = common::initials_last(text) {
        return name;
    }
    name::parse_bibtex(text).into_iter().next().unwrap_or_else(|| Name::literal(text))
}

/// Words that people do not have in their names.
const INSTITUTION: &[&str] = &[
    "institute",
    "university",
    "bank",
    "ministry",
    "organization",
    "organisation",
    "center",
    "centre",
    "committee",
    "council",
    "association",
    "foundation",
    "agency",
    "department",
    "commission",
    "society",
    "program",
    "programme",
    "group",
    "office",
    "nations",
    "union",
    "government",
    "library",
    "press",
    "inc.",
    "ltd",
    "gmbh",
    "institut",
    "universität",
    "université",
    "universidad",
    "ministerium",
    "институт",
    "университет",
    "министерство",
];

fn is_institution(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split_whitespace().any(|word| INSTITUTION.contains(&word.trim_end_matches(',')))
        && lower.contains(' ')
}

/// `van der Berg` is `van der` and `Berg`.
fn leading_particle(family: &str) -> (&str, &str) {
    let mut at = 0;
    for word in family.split_inclusive(' ') {
        let last = at + word.len() == family.len();
        if last || !word.starts_with(char::is_lowercase) {
            break;
        }
        at += word.len();
    }
    let (particle, family) = family.split_at(at);
    (particle.trim(), family.trim())
}

/// `Alexander von` is `Alexander` and `von`.
fn trailing_particle(given: &str) -> (&str, &str) {
    let mut at = given.len();
    while let Some(space) = given.get(..at).and_then(|head| head.rfind(' ')) {
        let word = given.get(space + 1..at).unwrap_or("");
        if !word.starts_with(char::is_lowercase) {
            break;
        }
        at = space;
    }
    let (given, particle) = given.split_at(at);
    (given.trim(), particle.trim())
}
