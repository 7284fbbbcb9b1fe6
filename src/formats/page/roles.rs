//! What each line of a page is, by itself.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::dates::{self, DateHit, Order};
use super::document::{Document, Hint, Line};
pub(super) use super::furniture::is_furniture;
use super::furniture::is_of_image;
use super::heads;
use super::kinds::{self, Venue};
use super::names::{self, Names, Style};
use super::parted;
use super::posts;
use super::tables::headings::{COUNTRIES, HEADING_WORDS, MORE, NO_WORKS};
use super::tables::labels::SECTIONS;
use super::title;

/// What follows “by” in a line, in many languages.
pub(super) fn after_by(text: &str) -> Option<&str> {
    Some(BYLINE.captures(text)?.get(1)?.as_str())
}

/// The section in “Published in Commentary”.
pub(super) fn published_in(text: &str) -> Option<&str> {
    Some(PUBLISHED_IN.captures(text)?.get(1)?.as_str().trim())
}

/// “Source: The Courier”: where a work was published.
pub(super) fn outlet(text: &str) -> Option<&str> {
    const LABELS: &[&str] = &[
        "source",
        "publication",
        "newspaper",
        "outlet",
        "journal",
        "quelle",
        "fuente",
        "fonte",
        "kaynak",
        "källa",
        "источник",
        "джерело",
    ];
    let (label, name) = text.split_once(':')?;
    let name = name.trim();
    let short = (1..=7).contains(&name.split_whitespace().count()) && !name.ends_with('.');
    let known = LABELS.contains(&label.trim().to_lowercase().as_str());
    (known && short && !name.contains("://") && !name.starts_with(char::is_numeric))
        .then_some(name)
}

/// What a line is.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// Navigation, counters, boxes.
    Furniture,
    /// “Published in Analytical Articles”.
    PublishedIn(String),
    /// A date and nothing else.
    Date(DateHit),
    /// A date and the publication: “October 31, 2019, the CACI Analyst”.
    Dateline(DateHit, String),
    /// “By A and B”, with what follows the names.
    Byline(Names, String),
    /// Names and nothing else.
    Names(Names),
    /// Names and a date.
    NamesDate(Names, DateHit),
    /// A label and a date: “Books - March 2018”.
    LabelDate(String, DateHit),
    /// “with A, B and C”.
    With(Names),
    /// “Name: Title”.
    NameTitle(Names, String),
    /// A heading of entries, with their kind.
    Section(&'static str),
    /// A year as a heading.
    Year(i32),
    /// Where a work was first published: “[Originally published in The New York Times]”.
    Source(String),
    /// A publication above a title.
    Venue(String),
    /// A volume as a heading: publication, volume, year.
    Volume(Option<String>, String, Option<i32>),
    /// “Individual chapters:”
    Contents,
    /// A numbered series: “Harbour Study 2021/S 7, 3 May 2021, 12 pages”.
    Series { name: String, number: String, hit: Option<DateHit>, pages: String },
    /// A label and nothing else.
    Label,
    /// A paragraph.
    Prose,
    /// Anything else.
    Short,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?i:by|written by|posted by|skriven av|geschrieben von|verfasst von|écrit par|rédigé par|escrito por|authors?|author\(s\)|text|von|par|av|af|por|di|da|door|autor(?:en|es)?|auteurs?|författare|kirjoittaja|yazan|yazar|автор(?:ы)?|автори|nga|oleh|írta|szerző|przez|autor(?:ka|ki|zy|a|ka článku)|napsala?|scritto da|pubblicato da|a cura di|geschreven door|publicado por|publié par|skrevet af|skrevet av|tekst|texto|texte|story by|words by|作者|文|記者|记者|기자|글))\s*[:：]?\s+(.{3,})$",
    )
});
static PUBLISHED_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Published in|Posted in|Category|Rubrik|Filed under|Section|Kategorie|Catégorie|Kategori|Рубрика)\s*:?\s+(.{2,})$",
    )
});
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\[(*_]*(?i:(?:this (?:article|piece|essay|column|op-ed|post) )?(?:was )?(?:originally|first|previously) (?:published|appeared|posted)|(?:this (?:article|piece|essay|column|op-ed|post) )(?:was )?(?:published|appeared)|zuerst erschienen|initialement publié|publié initialement|впервые опубликовано) (?i:in|by|at|on|dans|par|в)\s+(\p{Lu}[^\[\]().,]{1,60}?)(?:, (?:with|on|under) [^\[\]()]*)?[\])*_]*\.?$",
    )
});
/// “Erschienen in: Hafenblatt vom 29.12.2010, Meinung”.
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:(?:first |originally )?(?:published|appeared) in|erschienen in|publié dans|paru dans|publicado en|publicado em|pubblicato su|publicerad i|опубликовано в|опубліковано в)\s*:?\s+(?:the )?(\p{Lu}[^:,;]{1,50}?),?\s+(?:vom |on |of |le |del |am |den )?(?:\d|\p{Lu}\p{Ll}{2,8}\.? \d)[^“”]{4,60}$",
    )
});
static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:[Ff]ull text|PDF|[Dd]ownload|[Tt]able of [Cc]ontents|[Cc]ontents|Inhalt)[\p{L} ]*\b(?:of|:|von)\s+)?(?:(.{3,}?),?\s+)?(?:Vol(?:ume)?\.?|Band|Bd\.|Jahrgang|Årgång|Cilt|Том|Tome)\s+(\d{1,3}|[IVXL]+)(?:,?\s+(?:No|Nr|Issue|Heft|Sayı)\.?\s*\d+)?\s*(?:\(([^()]{0,}?(\d{4}))\))?(?:\s+of\s+(.{3,}?))?(?:\s*:?\s*[Cc]ontents)?:?$",
    )
});
static CONTENTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:individual chapters|chapters|table of contents|contents|in this issue|in this volume|inhalt|inhaltsverzeichnis|sommaire|table des matières|innehåll|içindekiler|содержание|мазмұны|зміст)\s*:?$",
    )
});
/// “Winner, Alden Prize, 2017” below a book.
static PRIZE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[-–•*]\s*)?(?:(?:19|20)\d\d [^“”\x22:;]{0,60}\b(?:award|prize) (?:for|from|of)|winner|finalist|shortlisted|longlisted|honou?rable mention|awarded|recipient|named (?:one|a) )\b[^“”\x22]*$",
    )
});
/// “Quoted in …”: where somebody was heard, no work of theirs.
static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:opinions?|quoted|featured|interviewed|mentioned|media appearances|appearances) (?:also (?:featured |quoted |mentioned )?|featured |quoted )?(?:in|on|by) ",
    )
});
static WITH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\(?(?i:with|co-authored with|w/|med|mit|avec|con|совместно с)\s+([^()]{3,})\)?\.?$",
    )
});

/// What each line of a page is.
pub(super) fn of_page(document: &Document, order: Order) -> Vec<Role> {
    let mut roles = Vec::with_capacity(document.lines.len());
    for (at, line) in document.lines.iter().enumerate() {
        let next = document.lines.get(at + 1);
        roles.push(of_line(line, next, order));
    }
    no_works(document, &mut roles);
    super::roster::mark(document, &mut roles);
    super::settled::name_titles(document, &mut roles);
    lone_colons(document, &mut roles);
    super::settled::settle(document, order, &mut roles);
    roles
}

/// “Fighting Blind: The Guild’s Policy” among titles without names is a title.
fn lone_colons(document: &Document, roles: &mut [Role]) {
    let of_names = roles.iter().filter(|role| matches!(role, Role::NameTitle(..))).count();
    let plain =
        roles.windows(2).filter(|pair| matches!(pair, [Role::Short, Role::Prose])).count();
    if of_names > plain {
        return;
    }
    // One of many titles names somebody before a colon.
    let lone = of_names * 3 <= plain;
    for (line, role) in document.lines.iter().zip(roles) {
        let Role::NameTitle(names, _) = role else { continue };
        if names.editors {
            continue;
        }
        let head = line.text.split(": ").next().unwrap_or("");
        if lone || names::person_score(head) < 90 {
            *role = Role::Short;
        }
    }
}

/// Whether a line is a heading of such a section.
fn heads_no_works(line: &Line, role: Option<&Role>) -> bool {
    let text = line.text.trim().trim_end_matches(':').to_lowercase();
    let words: Vec<&str> =
        text.split([' ', ',', '/', '&']).filter(|word| !word.is_empty()).collect();
    let known = words.iter().filter(|word| NO_WORKS.contains(word)).count();
    let small = |word: &&&str| {
        MORE.contains(*word)
            || word.len() < 4
            || matches!(
                **word,
                "academic"
                    | "professional"
                    | "university"
                    | "work"
                    | "external"
                    | "research"
                    | "previous"
                    | "areas"
                    | "editorial"
                    | "visiting"
                    | "honorary"
                    | "organizational"
                    | "organisational"
            )
    };
    let rest =
        words.iter().filter(|word| !NO_WORKS.contains(word)).filter(|w| !small(w)).count();
    let plain = !matches!(role, Some(Role::Section(kind)) if !kind.is_empty());
    !line.bullet && words.len() <= 5 && known > 0 && rest == 0 && plain
}

/// Makes the lines of a CV's sections without works furniture. One such heading alone may
/// be the subject of a list of works.
fn no_works(document: &Document, roles: &mut [Role]) {
    let lines = &document.lines;
    let heads: Vec<bool> = lines
        .iter()
        .zip(roles.iter())
        .map(|(line, role)| heads_no_works(line, Some(role)))
        .collect();
    let vita = lines.iter().take(4).any(|line| super::owner::is_heading(&line.text));
    // “Research interests” and “Awards and Fellowships” are no subjects.
    let two = lines.iter().zip(&heads).any(|(line, head)| {
        let lower = line.text.to_lowercase();
        let told = lower.contains("schwerpunkte") || lower.contains("interest");
        *head
            && (told || lower.split(' ').filter(|word| NO_WORKS.contains(word)).count() > 1)
    });
    let least = if vita || two { 1 } else { 2 };
    if heads.iter().filter(|head| **head).count() < least {
        return;
    }
    let mut looks: Option<(bool, u8)> = None;
    for ((line, role), head) in lines.iter().zip(roles).zip(heads) {
        let look = (names::is_caps(&line.text), line.heading);
        let ends = matches!(role, Role::Section(_) | Role::Label)
            || looks == Some(look) && (look.0 || look.1 > 0)
            || looks == Some((false, 0))
                && line.gap
                && line.text.split_whitespace().count() < 5;
        if head {
            looks = Some(look);
        } else if ends {
            looks = None;
        }
        let cited = line.text.starts_with(['“', '"', '«', '„']);
        if looks.is_some() && !cited {
            *role = Role::Furniture;
        }
    }
}

/// Where or in which section a work was published.
fn placed(text: &str, order: Order) -> Option<Role> {
    if let Some(found) = SOURCE.captures(text) {
        return Some(Role::Source(
            found.get(1).map_or("", |name| name.as_str()).to_owned(),
        ));
    }
    if let Some(found) = PLACED.captures(text)
        && let Some(hit) = dates::find(text, order).into_iter().find(|hit| hit.exact)
    {
        return Some(Role::Dateline(
            hit,
            found.get(1).map_or("", |name| name.as_str()).to_owned(),
        ));
    }
    if let Some(outlet) = outlet(text) {
        return Some(Role::Source(outlet.to_owned()));
    }
    if let Some(found) = PUBLISHED_IN.captures(text) {
        return Some(Role::PublishedIn(
            found.get(1).map_or("", |section| section.as_str()).trim().to_owned(),
        ));
    }
    None
}

/// Whether a line stands beside works: navigation, posts, prizes, headings of meetings.
fn is_beside(line: &Line) -> bool {
    let text = line.text.as_str();
    let marked = |c: char| matches!(c, '“' | '"' | '«') || c.is_ascii_digit();
    MENTION.is_match(text) && !text.contains(marked)
        || super::furniture::is_row_of_links(line)
        || posts::is_of_course(text)
        || PRIZE.is_match(text)
        || (line.bullet || posts::is_degree(text)) && posts::stands_alone(text)
        || is_furniture(text)
        || !line.bullet && is_of_image(text)
        || super::site::is_masthead(text)
}

fn of_line(line: &Line, next: Option<&Line>, order: Order) -> Role {
    let text = line.text.as_str();
    if text.len() > 700 {
        return Role::Prose;
    }
    if text.starts_with(CUT) {
        return Role::Label;
    }
    if let Some(role) = volume(text) {
        return role;
    }
    if text.contains(" was published ") && text.contains(['“', '"', '«']) {
        return Role::Prose;
    }
    if let Some(kind) = piped_section(text) {
        return Role::Section(kind);
    }
    if is_beside(line) {
        return Role::Furniture;
    }
    if let Some(role) = placed(text, order) {
        return role;
    }
    if CONTENTS.is_match(text) {
        return Role::Contents;
    }
    if let Some(year) = bare_year(text) {
        return Role::Year(year);
    }
    if let Some(hit) = dates::only_date(text, order) {
        return Role::Date(hit);
    }
    // “(216) 483 9292”
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits > 5 && !text.contains(char::is_alphabetic) {
        return Role::Furniture;
    }
    if let Some(role) = byline(line, text) {
        return role;
    }
    if let Some(role) = label_date(line, order).or_else(|| super::series::line(line, order))
    {
        return role;
    }
    if let Some(role) = dateline(text, order) {
        return role;
    }
    if let Some(found) = WITH.captures(text) {
        let list = found.get(1).map_or("", |list| list.as_str());
        if let Some(names) = heads::strict(list, Style::GivenFirst, true)
            .filter(|names| names.confidence >= 45)
        {
            return Role::With(names);
        }
    }
    if let Some(kind) = section(line, next) {
        return Role::Section(kind);
    }
    if is_label(line, next) {
        return Role::Label;
    }
    if let Some(role) = name_and_more(text, next, order) {
        return role;
    }
    let venue = matches!(
        kinds::venue(text.split(" (").next().unwrap_or(text)),
        Venue::Container(_, 78..) | Venue::Publisher(_) | Venue::Place
    );
    // “Quay House for Peace, 2002, 380 pp.”
    let paged = text.ends_with(" pp.") || text.ends_with(" pp") || text.ends_with(" pages");
    if !venue
        && !paged
        && names::list_score(text) >= 45
        && !line.bullet
        && line.heading == 0
        || line.hint == Hint::Author
    {
        return Role::Names(names::parse(text, Style::GivenFirst));
    }
    if title::is_prose(text) || title::is_teaser(text) { Role::Prose } else { Role::Short }
}

/// “Reports | Briefings”: sections of one kind.
fn piped_section(text: &str) -> Option<&'static str> {
    let parts: Vec<&str> = text.split(" | ").map(str::trim).collect();
    let kind = kinds::section(parts.first()?)?;
    let single = |part: &&str| {
        part.split(' ').count() == 1
            && kinds::section(part).is_some_and(|other| kinds::alike(kind, other))
    };
    (parts.len() > 1 && !kind.is_empty() && parts.iter().all(single)).then_some(kind)
}

/// Whether a line is a label: a known one, or “Letter From,” above a name.
fn is_label(line: &Line, next: Option<&Line>) -> bool {
    let text = line.text.as_str();
    let open = text.strip_suffix(',').is_some_and(|label| {
        label.split(' ').count() <= 3 && !label.contains(|c: char| c.is_ascii_digit())
    });
    let person = next.is_some_and(|next| !next.gap && names::list_score(&next.text) >= 60);
    let named = parted::NUMBERED.replace(text, "");
    open && person && !line.bullet
        || kinds::label(&named).is_some() && text.split_whitespace().count() <= 5
        || kinds::numbered_series(text).is_some()
}

/// The year that a line is and nothing else.
pub(super) fn bare_year(text: &str) -> Option<i32> {
    let text = text.trim_matches(['(', ')', '[', ']', ':', '*', ' ', '–', '-']);
    let year: i32 = text.parse().ok()?;
    (text.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}

/// “Edited by A and B”.
fn edited(text: &str) -> Option<Role> {
    static EDITED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?i:(?:co-)?edited(?: and introduced)? by|editors?\s*:|eds\.?\s*:|herausgegeben von|hrsg\. von|herausgeber(?:in)?\s*:|sous la direction de|dirigé par|redigerad av|editado por|a cura di|под (?:общей )?ред(?:акцией|\.)|за ред(?:акцією|\.))\s+(.{3,})$",
        )
    });
    // “A Roe and B Bird, eds.”
    static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(.{5,}?)(?i:,?\s+[(\[](?:eds?|editors?|hrsg|hg|dirs?|coords?|red|ред)\.?[)\]]|,\s+(?:eds\.?|ed\.|editors?|hrsg\.|hg\.|dirs?\.|coords?\.|ред\.))$",
        )
    });
    let list = EDITED.captures(text).or_else(|| EDITORS.captures(text))?.get(1)?.as_str();
    let list = [" – ", " — ", " | "]
        .iter()
        .find_map(|mark| list.split_once(mark).filter(|(names, _)| names.len() > 8))
        .map_or(list, |(names, _)| names);
    let list = list.trim_end_matches(['.', ',']);
    let mut names = names::parse(list, Style::GivenFirst);
    names.editors = true;
    (names::list_score(list) >= 45).then(|| Role::Byline(names, String::new()))
}

fn byline(line: &Line, text: &str) -> Option<Role> {
    if line.heading > 2 || line.bullet {
        return None;
    }
    if let Some(role) = edited(text) {
        return Some(role);
    }
    let found = BYLINE.captures(text)?;
    // “by Ada Roe, by Noel Bird”
    let rest = found.get(1)?.as_str().replace(", by ", ", ");
    let (rest, place) = rest.split_once(CUT).unwrap_or((rest.as_str(), ""));
    let (names_part, after) = match rest.find(" (").filter(|at| {
        let inside = rest.get(at + 2..).unwrap_or("");
        inside.starts_with(|c: char| c.is_ascii_digit())
            || inside.starts_with("the ")
            || inside.to_lowercase().starts_with("vol")
    }) {
        Some(at) => rest.split_at(at),
        None => (rest, place),
    };
    // “by on October 8, 2021”: the name is missing.
    if let Some(date) = names_part.strip_prefix("on ") {
        return dates::only_date(date, Order::Unknown).map(Role::Date);
    }
    // “Yazan 26 Eylül 2009”: it is missing, and a date follows.
    if names_part.starts_with(|c: char| c.is_ascii_digit())
        && let Some(hit) = dates::only_date(names_part, Order::Unknown)
    {
        return Some(Role::Date(hit));
    }
    // “by Ada Roe Download”
    let names_part = names_part.trim();
    let names_part = match names_part.rsplit_once(' ') {
        Some((names, button)) if super::place::is_button(button) => names,
        _ => names_part,
    };
    // “Ada Roe, U.S. News & World Report, August 10, 2017”
    if let Some((names, more)) = published_byline(names_part) {
        return Some(Role::Byline(names, format!("{more} {after}")));
    }
    // What a page prints for an author that its database lacks.
    if matches!(names_part, "empty" | "null" | "undefined" | "N/A") && !after.is_empty() {
        return Some(Role::Byline(Names::default(), after.to_owned()));
    }
    let clean = names_part
        .split(" | ")
        .next()
        .unwrap_or(names_part)
        .trim()
        .trim_end_matches(['.', ',']);
    // “Marat Roe, Kazakhstan”: where somebody writes from.
    let clean = match clean.rsplit_once(", ") {
        Some((names, place))
            if kinds::venue(place) == Venue::Place
                || COUNTRIES.contains(&place.to_lowercase().as_str()) =>
        {
            names
        }
        _ => clean,
    };
    if names::list_score(clean) >= 45
        || names::list_score(clean) >= 30
            && clean.split_whitespace().count() == 1
            && !after.is_empty()
    {
        return Some(Role::Byline(
            names::parse(clean, Style::GivenFirst),
            after.to_owned(),
        ));
    }
    // “By A and B. Venue. Date.” and “By A, Venue Date”
    let (end, names) = heads::head(names_part, Style::GivenFirst)?;
    let more = names_part.get(end..)?.to_owned();
    let prose = title::is_prose(text) || more.split_whitespace().count() > 24;
    let typed = !dates::find(&more, Order::Unknown).is_empty()
        || more.split_whitespace().count() < 8;
    (names.confidence >= 45 && !prose && typed)
        .then(|| Role::Byline(names, format!("{more} {after}")))
}

/// Names before a publication that is known, and maybe a date.
fn published_byline(text: &str) -> Option<(Names, &str)> {
    let hit = dates::find(text, Order::Unknown).into_iter().rev().find(|hit| hit.exact);
    let end = hit.map_or(text.len(), |hit| hit.start);
    let rest = text.get(..end)?.trim_end_matches([',', ' ', '|', '–', '-']);
    let (list, venue) = rest.rsplit_once(", ")?;
    let known = matches!(kinds::venue(venue), Venue::Container(_, 93..));
    let more = text.get(list.len()..).unwrap_or("");
    (known && names::list_score(list) >= 45)
        .then(|| (names::parse(list, Style::GivenFirst), more))
}

/// “Books - March 2018”, “Policy Brief | 3 March 2022”, “3 March 2022 · Commentary”.
fn label_date(line: &Line, order: Order) -> Option<Role> {
    let text = line.text.trim();
    if line.bullet || text.len() > 80 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let marks = |c: char| matches!(c, ' ' | ',' | '|' | '·' | '•' | '-' | '–' | '—' | ':');
    let hit = dates::find(text, order)
        .into_iter()
        .find(|hit| hit.exact || hit.end == text.len())?;
    let before = text.get(..hit.start)?;
    let after = text.get(hit.end..)?;
    let label = match (before.trim(), after.trim()) {
        (label, "") if label.ends_with(marks) || kinds::label(label).is_some() => before,
        ("", label) if label.starts_with(marks) || kinds::label(label).is_some() => after,
        _ => return None,
    };
    let label = label.trim_matches(marks);
    (label.split_whitespace().count() <= 4 && kinds::label(label).is_some())
        .then(|| Role::LabelDate(label.to_owned(), hit))
}

/// “October 31, 2019, the CACI Analyst”.
fn dateline(text: &str, order: Order) -> Option<Role> {
    if text.len() > 120 || title::is_prose(text) {
        return None;
    }
    let hit = dates::find(text, order).into_iter().find(|hit| hit.exact)?;
    let before = text.get(..hit.start)?.trim();
    let after =
        text.get(hit.end..)?.trim().trim_start_matches([',', '|', '–', '-', '/', ' ']);
    let words = after.split_whitespace().count();
    let parted =
        text.get(hit.end..)?.trim_start().starts_with([',', '|', '–', '-', '·', '•', '/']);
    let named = parted && after.starts_with("the ")
        || after.starts_with("The ")
        || after.to_lowercase().contains("issue")
        || parted
            && matches!(kinds::venue(after), Venue::Container(..) | Venue::Publisher(_));
    (before.is_empty() && (1..=9).contains(&words) && named)
        .then(|| Role::Dateline(hit, after.to_owned()))
}

fn volume(text: &str) -> Option<Role> {
    if text.len() > 140 {
        return None;
    }
    let found = VOLUME.captures(text)?;
    let name = found
        .get(1)
        .or_else(|| found.get(5))
        .map(|name| name.as_str().trim_end_matches([',', ' ']).to_owned());
    let year = found.get(4).and_then(|year| year.as_str().parse().ok());
    (year.is_some() || name.is_none()).then(|| {
        Role::Volume(name, found.get(2).map_or("", |v| v.as_str()).to_owned(), year)
    })
}

/// Whether one of a list of names is words of a heading.
pub(super) fn has_heading_words(list: &str) -> bool {
    names::pieces(list).iter().any(|name| is_heading_words(name))
}

/// Whether words that could be a name are of a heading: “Public Engagement”, “In-House
/// Bulletins”. A given name that is known makes them a name.
pub(super) fn is_heading_words(text: &str) -> bool {
    let lower = text.to_lowercase();
    let heads = |word: &str| {
        let single = word.strip_suffix('s').unwrap_or(word);
        HEADING_WORDS.contains(&word)
            || HEADING_WORDS.contains(&single)
            || MORE.contains(&word)
    };
    names::person_score(text) < 90 && lower.split_whitespace().any(heads)
}

/// Whether a line is a heading of entries: it is marked as one, or all its words are such.
pub(super) fn section(line: &Line, next: Option<&Line>) -> Option<&'static str> {
    let text = line.text.trim();
    if text.ends_with(['?', '!', ',']) || text.contains(['“', '"', '«']) {
        return None;
    }
    // “• Article” above entries without a mark.
    let words = text.split(' ').count();
    let point = words == 1 && line.gap
        || words < 3 && next.is_some_and(|next| !next.bullet && next.text.len() > 60);
    if line.bullet && !point {
        return None;
    }
    let kind = kinds::section(text)
        .filter(|kind| !line.bullet || words == 1 || !kind.is_empty())?;
    if line.heading > 0 && !next_is_detail(next) {
        return Some(kind);
    }
    let lower = text.to_lowercase();
    // “Publications related to the Delta”
    let about = [
        "related to ",
        "on ",
        "about ",
        "concerning ",
        "from ",
        "of our ",
        "of the ",
        "by our ",
        "by the ",
        "by faculty",
        "by members",
        "by staff",
    ];
    if lower
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
        .trim_start_matches("recent ")
        .trim_start_matches("latest ")
        .trim_start_matches("new ")
        .strip_prefix("publications ")
        .is_some_and(|rest| about.iter().any(|word| rest.starts_with(word)))
    {
        return Some(kind);
    }
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ')' | ','))
        .filter(|word| !word.is_empty() && !is_years(word) && !is_months(word))
        .collect();
    let known = |word: &&str| {
        MORE.contains(word)
            || SECTIONS.iter().any(|(phrase, _)| {
                phrase == word
                    || word.strip_suffix('s') == Some(phrase)
                    || phrase.split([' ', '-']).any(|part| {
                        part == *word
                            || word.starts_with(part)
                                && word.len() <= part.len() + 3
                                && part.len() > 3
                    })
            })
            || word.split(['-', '/']).all(|part| MORE.contains(&part))
    };
    let strangers = words.iter().filter(|word| !known(word)).count();
    let last_known = words.last().is_some_and(known);
    let plural = |word: &&str| {
        word.ends_with('s') && word.len() > 4 && !MORE.contains(word) && known(word)
    };
    if words.len() <= 5 && words.iter().filter(|word| plural(word)).count() > 1 {
        return Some(kind);
    }
    let capitals = names::is_caps(text);
    let allowed = if capitals || last_known && words.len() <= 4 { 2 } else { 0 };
    (strangers == 0
        || strangers <= allowed
            && last_known
            && strangers < words.len()
            && !next_is_detail(next))
    .then_some(kind)
}

/// “July–December”, “Herbst”.
fn is_months(word: &str) -> bool {
    word.split(['-', '–', '—', '/'])
        .all(|month| dates::month(month).is_some_and(|(_, misspelt)| !misspelt))
}

/// “2021-2023”, “2019”.
fn is_years(word: &str) -> bool {
    word.split(['-', '–', '—', '/'])
        .all(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line below tells of the line above: names, a date, “with …”.
fn next_is_detail(next: Option<&Line>) -> bool {
    next.is_some_and(|next| {
        !next.bullet
            && (next.text.starts_with("By ")
                || next.text.starts_with("with ")
                || names::list_score(&next.text) >= 75
                || dates::only_date(&next.text, Order::Unknown).is_some() && !next.gap)
    })
}

/// “Farkhod Tolipov 28.07.20” and “Name: Title”.
fn name_and_more(text: &str, next: Option<&Line>, order: Order) -> Option<Role> {
    if text.len() > 300 || title::is_halved(text) {
        return None;
    }
    if let Some(hit) =
        dates::find(text, order).into_iter().find(|hit| hit.exact && hit.date.is_some())
    {
        let before = text
            .get(..hit.start)?
            .trim()
            .trim_end_matches([',', '|', '–', '-', '•', '·', ' ', '/'])
            .trim();
        let after = text.get(hit.end..)?.trim_matches([' ', '.', '|']);
        let heads = is_heading_words(before);
        if after.is_empty() && names::list_score(before) >= 45 && !heads {
            return Some(Role::NamesDate(names::parse(before, Style::GivenFirst), hit));
        }
        return None;
    }
    let (head, rest) = text.split_once(": ")?;
    let prose_next = next.is_some_and(|next| title::is_prose(&next.text));
    let named = names::list_score(head) >= 60 && head.split_whitespace().count() <= 4;
    let sentence = rest.split_whitespace().count() >= 4;
    let person = names::person_score(head) >= 90
        || names::list_score(head) >= 60 && !text.ends_with('?');
    (named && sentence && prose_next && person)
        .then(|| Role::NameTitle(names::parse(head, Style::GivenFirst), rest.to_owned()))
}
