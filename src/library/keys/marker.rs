//! What the markers of a pattern stand for (JabRef's manual, “Customize the citation key
//! generator”; Better BibTeX's manual, “Citation keys”).

use crate::library::keys::words::{self, capitalized, letters};
use crate::model::{Date, DateParts, Entry, Field, Name};

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
    let significant = || words::significant(&title, skip);
    Some(match marker {
        "title" => words::words(&title).iter().map(|word| capitalized(word)).collect(),
        "fulltitle" => words::words(&title).concat(),
        "camel" => significant()
            .iter()
            .take(first.unwrap_or(usize::MAX))
            .map(|word| capitalized(word))
            .collect(),
        "shorttitle" => significant()
            .iter()
            .take(first.unwrap_or(3))
            .map(|word| capitalized(word))
            .collect(),
        "veryshorttitle" | "titleword" => significant()
            .iter()
            .take(first.unwrap_or(1))
            .map(|word| capitalized(word))
            .collect(),
        "shorttitleINI" => {
            significant().iter().take(3).filter_map(|word| word.chars().next()).collect()
        }
        "year" => {
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
        "pageprefix" => entry
            .text(Field::PAGE)
            .unwrap_or_default()
            .chars()
            .take_while(|c| c.is_alphabetic())
            .collect(),
        "keyword" => keyword(entry, first.unwrap_or(1)),
        "entrytype" | "type" => entry.kind().name().to_owned(),
        "journal" => entry.text(Field::CONTAINER_TITLE).unwrap_or_default().into_owned(),
        other => entry.text(field(other)?).unwrap_or_default().into_owned(),
    })
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
        "keywords" => Field::KEYWORD,
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
        match marker.strip_prefix("edtr").or_else(|| marker.strip_prefix("editor")) {
            Some(rest) => (
                true,
                format!(
                    "auth{}",
                    rest.strip_prefix('s')
                        .map_or(rest.to_owned(), |rest| format!("ors{rest}"))
                ),
            ),
            None => (false, marker.to_owned()),
        };
    let fields: &[Field] = match (editors, pure) {
        (true, _) => &[Field::EDITOR],
        (false, true) => &[Field::AUTHOR],
        (false, false) => &[Field::AUTHOR, Field::EDITOR],
    };
    let people = fields
        .iter()
        .find_map(|field| entry.names(*field).filter(|names| !names.is_empty()));
    let people: Vec<Name> = people.map(|names| names.into_owned()).unwrap_or_default();
    let others = people.iter().any(|name| matches!(name, Name::Others));
    let families: Vec<String> =
        people.iter().filter(|name| !matches!(name, Name::Others)).map(family).collect();
    combine(&marker, numbers, &people, &families, others)
}

/// The families put together as the marker says.
fn combine(
    marker: &str,
    numbers: &[usize],
    people: &[Name],
    families: &[String],
    others: bool,
) -> Option<String> {
    let number = numbers.first().copied();
    let nth = |at: usize| families.get(at).cloned().unwrap_or_default();
    let cut = |text: &str, length: usize| text.chars().take(length).collect::<String>();
    let more = families.len() > 2 || (others && !families.is_empty());
    Some(match marker {
        "auth" => {
            let at = numbers.get(1).copied().unwrap_or(1).saturating_sub(1);
            cut(&nth(at), number.unwrap_or(usize::MAX))
        }
        "authors" => {
            let shown = number.unwrap_or(usize::MAX).min(families.len());
            let rest = if shown < families.len() || others { "EtAl" } else { "" };
            families.iter().take(shown).cloned().collect::<String>() + rest
        }
        "authorLast" | "authLast" => families.last().cloned().unwrap_or_default(),
        "auth.etal" | "authEtAl" | "authorsEtAl" | "authEtal2" => match (families, more) {
            ([one, two], false) if marker == "auth.etal" => format!("{one}.{two}"),
            ([one, two], false) => format!("{one}{two}"),
            ([one, ..], true) if marker == "auth.etal" => format!("{one}.etal"),
            ([one, ..], true) => format!("{one}EtAl"),
            _ => nth(0),
        },
        "auth.auth.ea" | "authAuthEa" => {
            let two = families.iter().take(2).cloned().collect::<Vec<_>>().join(".");
            if families.len() > 2 || others { format!("{two}.ea") } else { two }
        }
        "authshort" => match families {
            [one] => one.clone(),
            many => {
                let initials: String =
                    many.iter().take(3).filter_map(|name| name.chars().next()).collect();
                initials + if many.len() > 3 || others { "+" } else { "" }
            }
        },
        "authorsAlpha" => match families {
            [one] => cut(one, 3),
            many => {
                let shown = if many.len() > 4 { 3 } else { 4 };
                let initials: String = many
                    .iter()
                    .take(shown)
                    .filter_map(|name| name.chars().next())
                    .collect();
                initials + if many.len() > 4 || others { "+" } else { "" }
            }
        },
        "authorIni" | "authIni" => {
            let length = number.unwrap_or(5);
            let rest: String =
                families.iter().skip(1).filter_map(|name| name.chars().next()).collect();
            cut(&nth(0), length) + &rest
        }
        "authForeIni" | "authorForeIni" => given_initial(people.first()),
        "authorLastForeIni" | "authLastForeIni" => given_initial(people.last()),
        "authFirstFull" => nth(0),
        _ => return None,
    })
}

/// The family name with its particle; an institution of many words by its initials.
fn family(name: &Name) -> String {
    match name {
        Name::Literal(literal) => {
            let words = words::significant(literal, &[]);
            if words.len() > 3 {
                return words
                    .iter()
                    .filter_map(|word| word.chars().next())
                    .filter(|c| c.is_uppercase())
                    .collect();
            }
            words.concat()
        }
        name => letters(&name.family()),
    }
}

fn given_initial(name: Option<&Name>) -> String {
    match name {
        Some(Name::Person(person)) => letters(&person.given).chars().take(1).collect(),
        _ => String::new(),
    }
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

fn page(entry: &Entry, last: bool) -> String {
    let pages = entry.text(Field::PAGE).unwrap_or_default().into_owned();
    let mut pages =
        pages.split(|c: char| !c.is_alphanumeric()).filter(|page| !page.is_empty());
    let page = if last { pages.next_back() } else { pages.next() };
    page.unwrap_or("").to_owned()
}

fn keyword(entry: &Entry, number: usize) -> String {
    let keywords = entry.text(Field::KEYWORD).unwrap_or_default().into_owned();
    let nth = keywords.split([',', ';']).nth(number.saturating_sub(1));
    letters(nth.unwrap_or(""))
}
