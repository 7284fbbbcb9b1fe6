//! What the markers of a pattern stand for (JabRef's manual, “Customize the citation key
//! generator”; Better BibTeX's manual, “Citation keys”).

use crate::library::keys::people::People;
use crate::library::keys::words::{self, capitalized, letters};
use crate::model::{Date, DateParts, Entry, Field};

/// The text of a marker with its numbers; `None` if there is no such marker.
///
/// Empty where the entry has nothing to say.
pub(super) fn text(
    marker: &str,
    numbers: &[usize],
    skip: &[String],
    entry: &Entry,
) -> Option<String> {
    let first = numbers.first().copied();
    if let Some(people) = names(marker, numbers, entry) {
        return Some(people);
    }
    let title = entry.text(Field::TITLE).unwrap_or_default();
    Some(match marker {
        "title" | "fulltitle" | "camel" | "shorttitle" | "veryshorttitle" | "titleword"
        | "shorttitleINI" => self::title(marker, numbers, skip, &title),
        "year" | "YEAR" => {
            date(entry).map_or_else(|| no_year(entry), |parts| format!("{:04}", parts.year))
        }
        "shortyear" => date(entry).map_or_else(
            || no_year(entry),
            |parts| format!("{:02}", parts.year.rem_euclid(100)),
        ),
        "month" => part(entry, |parts| parts.month),
        "day" => part(entry, |parts| parts.day),
        "date" => {
            entry.date(Field::ISSUED).map(|date| date.to_string()).unwrap_or_default()
        }
        "firstpage" => page(entry, false),
        "lastpage" => page(entry, true),
        "pageprefix" => page_prefix(&entry.text(Field::PAGE).unwrap_or_default()),
        "keyword" => keywords(entry, first.unwrap_or(1).saturating_sub(1), 1),
        "keywords" => keywords(entry, 0, first.unwrap_or(usize::MAX)),
        "entrytype" | "type" => entry.kind().name().to_owned(),
        "journal" => entry.text(Field::CONTAINER_TITLE).unwrap_or_default().into_owned(),
        other => entry.text(field(other)?).unwrap_or_default().into_owned(),
    })
}

/// The words of a title as a marker shows them.
pub(super) fn title(
    marker: &str,
    numbers: &[usize],
    skip: &[String],
    title: &str,
) -> String {
    let first = numbers.first().copied();
    let words = match marker {
        "title" | "fulltitle" => words::words(title),
        _ => words::significant(title, skip),
    };
    // A title in capitals says nothing of the case of its words.
    let shouted = !title.chars().any(char::is_lowercase);
    let word = |word: &String| {
        if shouted && marker == "camel" {
            capitalized(&word.to_lowercase())
        } else {
            capitalized(word)
        }
    };
    let some = |count| words.iter().take(count).map(word).collect();
    match marker {
        "fulltitle" => words.concat(),
        "shorttitleINI" => words.iter().take(3).filter_map(|w| w.chars().next()).collect(),
        "shorttitle" => some(first.unwrap_or(3)),
        "veryshorttitle" | "titleword" => some(first.unwrap_or(1)),
        _ => some(first.unwrap_or(usize::MAX)),
    }
}

/// Whether a marker could mean something in some entry.
pub(super) fn exists(marker: &str) -> bool {
    let probe = Entry::new("probe".into(), crate::model::EntryKind::BOOK);
    text(marker, &[], &[], &probe).is_some()
}

/// A field of our own or BibLaTeX's name.
fn field(name: &str) -> Option<Field> {
    let alias = match name.to_lowercase().as_str() {
        "doi" => Field::DOI,
        "isbn" => Field::ISBN,
        "issn" => Field::ISSN,
        "url" => Field::URL,
        "pages" => Field::PAGE,
        "journaltitle" | "booktitle" => Field::CONTAINER_TITLE,
        "series" => Field::COLLECTION_TITLE,
        "location" | "address" => Field::PUBLISHER_PLACE,
        other => return Field::known(other),
    };
    Some(alias)
}

/// The markers about people: `auth…` falls back to editors, `pureauth…` does not, `edtr…`
/// are editors.
fn names(marker: &str, numbers: &[usize], entry: &Entry) -> Option<String> {
    let (pure, marker) = match marker.strip_prefix("pure") {
        Some(rest) => (true, rest),
        None => (false, marker),
    };
    let (editors, marker) =
        match (marker.strip_prefix("edtr"), marker.strip_prefix("editor")) {
            (Some(rest), _) => (true, format!("auth{rest}")),
            (_, Some(rest)) if rest.starts_with(['s', 'I', 'L']) => {
                (true, format!("author{rest}"))
            }
            (_, Some(rest)) => (true, format!("auth{rest}")),
            _ => (false, marker.to_owned()),
        };
    let fields: &[Field] = match (editors, pure) {
        (true, _) => &[Field::EDITOR],
        (false, true) => &[Field::AUTHOR],
        (false, false) => &[Field::AUTHOR, Field::EDITOR],
    };
    let people = fields
        .iter()
        .find_map(|field| entry.names(*field).filter(|names| !names.is_empty()));
    let people = people.map(std::borrow::Cow::into_owned).unwrap_or_default();
    People::new(people).marker(&marker, numbers)
}

fn date(entry: &Entry) -> Option<DateParts> {
    let date = entry.date(Field::ISSUED)?;
    date.start().or_else(|| date.end())
}

/// `forthcoming` for a date in words, as far as it is one word.
fn no_year(entry: &Entry) -> String {
    match entry.date(Field::ISSUED).as_deref() {
        Some(Date::Literal(text)) => letters(text.split_whitespace().next().unwrap_or("")),
        _ => String::new(),
    }
}

fn part(entry: &Entry, part: fn(DateParts) -> u8) -> String {
    let number = date(entry).map(part).filter(|number| *number > 0);
    number.map_or_else(String::new, |number| format!("{number:02}"))
}

/// The smallest or largest page, as JabRef reads them: arabic numbers, else roman ones.
fn page(entry: &Entry, last: bool) -> String {
    let text = entry.text(Field::PAGE).unwrap_or_default();
    let arabic = text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| {
        Some((digits.parse::<u64>().ok()?, digits.trim_start_matches('0').to_owned()))
    });
    let mut pages: Vec<(u64, String)> = arabic.collect();
    if pages.is_empty() {
        let roman = text.split(|c: char| !"ivxIVX".contains(c));
        pages =
            roman.filter_map(|word| Some((roman_value(word)?, word.to_owned()))).collect();
    }
    let found = if last {
        pages.into_iter().max_by_key(|(value, _)| *value)
    } else {
        pages.into_iter().min_by_key(|(value, _)| *value)
    };
    found.map_or_else(
        String::new,
        |(_, page)| if page.is_empty() { "0".into() } else { page },
    )
}

fn roman_value(word: &str) -> Option<u64> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => 1,
        'v' => 5,
        _ => 10,
    };
    let values: Vec<u64> = word.chars().map(value).collect();
    let total = values.iter().enumerate().fold(0i64, |sum, (at, value)| {
        let value = i64::try_from(*value).unwrap_or(0);
        let next = values.get(at + 1).map_or(0, |next| i64::try_from(*next).unwrap_or(0));
        if value < next { sum - value } else { sum + value }
    });
    u64::try_from(total).ok().filter(|total| *total > 0)
}

/// The letter before the number of a page: `L` of `L7`.
fn page_prefix(pages: &str) -> String {
    let mut characters = pages.trim().chars();
    let first = characters.next().filter(|c| c.is_alphabetic());
    let numbered =
        characters.next().is_some_and(|c| c.is_ascii_digit() || "ivxIVX".contains(c));
    first.filter(|_| numbered).map(String::from).unwrap_or_default()
}

/// Keywords from one on, put together.
fn keywords(entry: &Entry, from: usize, count: usize) -> String {
    let keywords = entry.text(Field::KEYWORD).unwrap_or_default();
    keywords.split([',', ';']).skip(from).take(count).map(letters).collect()
}
