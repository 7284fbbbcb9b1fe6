//! References by GOST 7.0.5-2008 and its kin (DSTU 8302, the Kazakh and Uzbek usage): too
//! regular to be learnt, and too rare among labelled references.
//!
//! `Authors Title // Container. – Year. – Т. 5, № 2. – С. 45–61.` (section 7.4),
//! `Authors Title. – City: Publisher, Year. – 248 с.` (section 7.2); dashes between the areas
//! may be left out (section 5.5).

use std::sync::LazyLock;

use regex::Regex;

use super::super::draft::Draft;
use super::super::kinds::{self, Venue};
use super::super::names::{self, Style};
use super::super::tail::{self, Hints};
use super::super::title;
use crate::model::Field;
use crate::text::Span;

const REASON: &str = "the order of GOST 7.0.5";

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// Reads a reference that has the signs of the standard; `None` for others.
pub(super) fn read(text: &str, span: Span) -> Option<Draft> {
    static DASHES: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\s*[.,]?\s+[–—-]\s+(\p{Lu}|№|\d)"));
    if !text.chars().take(400).any(|c| ('\u{400}'..'\u{530}').contains(&c)) {
        return None;
    }
    let text = DASHES.replace_all(text, ". $1");
    let mut draft = Draft::at(span);
    match text.split_once("//").filter(|(before, _)| !before.ends_with(':')) {
        Some((work, within)) => article(work.trim(), within.trim(), &mut draft)?,
        None => book(&text, &mut draft)?,
    }
    Some(draft)
}

/// `Authors Title // Container. Year. Numbers.`
fn article(work: &str, within: &str, draft: &mut Draft) -> Option<()> {
    statement(work, draft)?;
    let (container, rest) = container(within);
    let rest = web(&day_first(&unheld(rest)), draft);
    let rest = house(&rest, draft);
    let tail = tail::read(&format!(". {rest}"), &Hints::default(), draft);
    let lower = container.to_lowercase();
    let proceedings = ["конф", "симпоз", "чтени", "форум", "съезд"]
        .iter()
        .any(|word| lower.contains(word));
    let volume = ["сборник", "сб. ", "в кн", "под ред", "жинағ", "збірник"]
        .iter()
        .any(|word| lower.starts_with(word) || lower.contains(" под ред"));
    let name = container.trim_start_matches("В кн.:").trim_start_matches("В кн:").trim();
    // “Реки : сб. ст. / под ред. Н. В. Орла”
    let (name, said) = name.split_once(" / ").unwrap_or((name, ""));
    responsibility(said, draft);
    draft.text(Field::CONTAINER_TITLE, name, 94, REASON);
    for piece in tail.pieces.iter().filter(|piece| piece.as_str() != ":") {
        match kinds::venue(piece) {
            Venue::Publisher(_) => draft.text(Field::PUBLISHER, piece, 85, REASON),
            _ if piece.chars().count() > 2 && !draft.has(Field::PUBLISHER_PLACE) => {
                draft.text(Field::PUBLISHER_PLACE, piece, 80, REASON);
            }
            _ => draft.rest.push(piece.clone()),
        }
    }
    let numbered = draft.has(Field::VOLUME) || draft.has(Field::ISSUE);
    let web = draft.has(Field::URL) && !draft.has(Field::PAGE) && !numbered;
    let (kind, sure) = if web {
        ("webpage", 85)
    } else if proceedings && !numbered {
        ("paper-conference", 92)
    } else if volume && !numbered {
        ("chapter", 90)
    } else if let Venue::Container(kind, sure @ 90..) = kinds::venue(name) {
        (kind, sure)
    } else if tail.dated && !numbered {
        ("article-newspaper", 86)
    } else if numbered || draft.has(Field::PAGE) {
        ("article-journal", 93)
    } else {
        ("article-magazine", 70)
    };
    draft.kind(kind, sure, REASON);
    Some(())
}

/// “(Одеса, 12 трав. 2017 р.). Одеса, 2017”: when a conference was held is taken out, where
/// the year of publication follows.
fn unheld(text: &str) -> String {
    static HELD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\(\p{Lu}[^()]*\d{1,2}[^()]*\)"));
    match HELD.find(text) {
        Some(held)
            if super::super::dates::find(
                text.get(held.end()..).unwrap_or(""),
                Default::default(),
            )
            .iter()
            .any(|hit| hit.date.is_some()) =>
        {
            let mut text = text.to_owned();
            text.replace_range(held.range(), "");
            text
        }
        _ => text.to_owned(),
    }
}

/// `2018. 5 сентября.` with the year last, as a date is read.
fn day_first(text: &str) -> String {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b((?:19|20)\d\d)\.\s+(\d{1,2}\s+\p{Ll}{3,})\b\.?"));
    DAY.replace(text, "$2 $1.").into_owned()
}

/// `URL: https://… (дата обращения: 12.03.2021)` taken out.
fn web(text: &str, draft: &mut Draft) -> String {
    let mut text = text.to_owned();
    super::super::clauses::identifiers(&mut text, draft);
    text.replace(super::super::clauses::CUT, " ")
}

/// `Самара : Рубикон, 2010` taken out.
fn house(text: &str, draft: &mut Draft) -> String {
    static HOUSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(\p{Lu}[\p{L}-]*\.?)\s*:\s+([^,.:]{3,}),\s+((?:19|20)\d\d)")
    });
    if let Some(found) = HOUSE.captures(text) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str()).trim();
        draft.text(Field::PUBLISHER_PLACE, part(1), 88, REASON);
        draft.text(Field::PUBLISHER, part(2), 90, REASON);
        // What stands before is when and where a conference was held.
        let start = found.get(0).map_or(0, |whole| whole.start());
        let held = text.get(..start).is_some_and(|held| {
            super::super::dates::find(held, Default::default()).iter().any(|hit| hit.exact)
        });
        if held {
            let rest = text.get(start..).unwrap_or(text);
            return HOUSE.replace(rest, "$3").into_owned();
        }
    }
    HOUSE.replace(text, "$3").into_owned()
}

/// The name of a container, and the areas after it: year, place, numbers.
fn container(within: &str) -> (&str, &str) {
    static AREA: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[.,;]\s+\p{Lu}[\p{L}-]+,\s+\d{1,2}[\s–-]|[.,;]?\s+(?:\(?(?:1[89]|20)\d\d|\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s+\p{Ll}{3,}\.?\s+(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.|URL:|https?:|(?:Т|Том|Вып|Ч|С|Б|№|No|Vol|P|Бет|Вип|Кн)\b\.?\s*№?\s*[\dIVX]|№|\p{Lu}[\p{L}-]*\.?\s*:\s|[\p{Lu}][\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?,\s+(?:19|20)\d\d)",
        )
    });
    let at = AREA
        .find_iter(within)
        .map(|found| found.start())
        .find(|at| *at > 2 && within.get(..*at).is_some_and(quotes_pair));
    let at = at.unwrap_or(within.len());
    let (name, rest) = within.split_at_checked(at).unwrap_or((within, ""));
    (name.trim_end_matches(['.', ',', ' ']), rest.trim_start_matches(['.', ',', ' ']))
}

fn quotes_pair(text: &str) -> bool {
    text.matches('«').count() == text.matches('»').count()
}

/// `Authors Title. City: Publisher, Year. 248 с.`, also theses.
fn book(text: &str, draft: &mut Draft) -> Option<()> {
    static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(.+?[.»?!…])\s+((?:\p{Lu}\p{L}{0,3}\.|\p{Lu}[\p{L}-]+)(?:[\s;–-]+\p{Lu}[\p{L}.-]*)?)\s*(?::\s*([^:]+?))?,\s+((?:1[89]|20)\d\d)\b\.?(.*)$",
        )
    });
    static THESIS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\s*[:.]\s*((?:автореф(?:ерат)?\.?\s*)?дис(?:с|сертация|сер)?\.?\s*(?:…|\.\.\.|на|канд|докт|д-ра).*)$",
        )
    });
    let found = PUBLISHED.captures(text)?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str()).trim();
    let mut work = part(1).to_owned();
    let thesis = THESIS.captures(&work).and_then(|thesis| {
        let whole = thesis.get(0)?.start();
        Some((whole, thesis.get(1)?.as_str().trim_end_matches('.').to_owned()))
    });
    let publisher = part(3);
    if thesis.is_none() && publisher.is_empty() {
        return None;
    }
    if let Some((at, genre)) = &thesis {
        work.truncate(*at);
        draft.text(Field::GENRE, genre, 90, REASON);
    }
    statement(&work, draft)?;
    draft.text(Field::PUBLISHER_PLACE, part(2), 88, REASON);
    draft.text(Field::PUBLISHER, publisher, 92, REASON);
    tail::read(&format!(" {}. {}", part(4), part(5)), &Hints::default(), draft);
    draft.kind(if thesis.is_some() { "thesis" } else { "book" }, 92, REASON);
    Some(())
}

/// Authors and title; the statement of responsibility after ` / ` repeats the authors.
fn statement(work: &str, draft: &mut Draft) -> Option<()> {
    static FAMILY: &str = r"\p{Lu}[\p{L}’'ʼ-]+";
    static INITIALS: &str = r"(?:\p{Lu}\p{Ll}?\.\s?-?){1,3}";
    static AUTHORS: LazyLock<Regex> = LazyLock::new(|| {
        let one = format!(r"(?:{FAMILY},?\s+{INITIALS}|{INITIALS}\s?{FAMILY})");
        pattern(&format!(r"^({one}(?:(?:,\s*|\s+(?:и|та|і|және|мен)\s+){one})*)[,.:]?\s+"))
    });
    static KIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\s*\[(?:Электронный ресурс|Текст|Electronic resource)\]")
    });
    let work = KIND.replace_all(work, "");
    let (work, said) = match work.split_once(" / ") {
        Some((work, said)) => (work.to_owned(), Some(said.to_owned())),
        None => (work.into_owned(), None),
    };
    let rest = match AUTHORS.captures(&work) {
        Some(found) => {
            let list = found.get(1).map_or("", |list| list.as_str());
            let names = names::parse(list, Style::GivenFirst);
            draft.names(Field::AUTHOR, names.names, 95, REASON);
            work.get(found.get(0)?.end()..)?.to_owned()
        }
        None => match super::super::heads::head(&work, Style::GivenFirst) {
            Some((end, names)) if names.confidence >= 60 && end + 8 < work.len() => {
                draft.names(Field::AUTHOR, names.names, 85, REASON);
                work.get(end..)?.to_owned()
            }
            _ => work,
        },
    };
    if let Some(said) = said {
        responsibility(&said, draft);
    }
    let mut name = title::trim_title(&rest);
    title::brackets(&mut name, draft);
    if name.chars().count() < 3 {
        return None;
    }
    draft.text(Field::TITLE, &name, 94, REASON);
    Some(())
}

/// “И. Л. Громов, О. П. Лис ; под ред. Н. В. Орла”: the heading may name the first author
/// only (GOST 7.1, 5.2.6).
fn responsibility(said: &str, draft: &mut Draft) {
    static EDITED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\s*(?:под (?:общ(?:ей|\.) |науч(?:ной|\.) )?ред(?:акцией|\.)|за (?:заг\. )?ред\.|отв\. ред\.|гл\. ред\.|сост(?:авители?|\.)|ред\.)(?:-сост\.)?:?\s+(.+)$",
        )
    });
    for part in said.split(';') {
        let (field, list) = match EDITED.captures(part).and_then(|found| found.get(1)) {
            Some(list) => (Field::EDITOR, list.as_str()),
            None => (Field::AUTHOR, part),
        };
        let mut read =
            names::parse(list.trim().trim_end_matches([',', '.']), Style::GivenFirst);
        let genitive = field == Field::EDITOR;
        read.names.iter_mut().filter(|_| genitive).for_each(nominative);
        let known = match draft.value(field) {
            Some(crate::model::Value::Names(names)) => names.len(),
            _ => 0,
        };
        if read.confidence >= 60 && read.names.len() > known && !read.others {
            draft.take(field);
            let sure = if genitive { 78 } else { 88 };
            draft.names(field, read.names, sure, REASON);
        }
    }
}

/// “под ред. К. К. Лапина” names К. К. Лапин: the genitive of families whose end tells it.
fn nominative(name: &mut crate::model::Name) {
    const ENDS: &[(&str, &str)] = &[
        ("ского", "ский"),
        ("цкого", "цкий"),
        ("ського", "ський"),
        ("цького", "цький"),
        ("ской", "ская"),
        ("цкой", "цкая"),
        ("ської", "ська"),
        ("овой", "ова"),
        ("евой", "ева"),
        ("иной", "ина"),
        ("ыной", "ына"),
        ("ової", "ова"),
        ("евої", "ева"),
        ("іної", "іна"),
        ("ова", "ов"),
        ("ева", "ев"),
        ("ёва", "ёв"),
        ("ина", "ин"),
        ("ына", "ын"),
        ("іна", "ін"),
        ("енка", "енко"),
        ("ича", "ич"),
        ("юка", "юк"),
        ("чука", "чук"),
        ("яна", "ян"),
    ];
    let crate::model::Name::Person(person) = name else { return };
    let family = person.family.to_string();
    let end = ENDS.iter().find(|(end, _)| family.ends_with(end));
    if let Some((stem, (_, ending))) =
        end.and_then(|row| Some((family.strip_suffix(row.0)?, row)))
    {
        person.family = format!("{stem}{ending}").into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, container or publisher, kind.
    fn check(text: &str, title: &str, place: &str, kind: &str) {
        let draft = read(text, Span::new(0, 0)).unwrap();
        let within = draft.get(Field::CONTAINER_TITLE).or(draft.get(Field::PUBLISHER));
        assert_eq!(
            (draft.get(Field::TITLE).unwrap(), within.unwrap_or(""), draft.kind.unwrap()),
            (title, place, kind),
            "{text}"
        );
    }

    #[test]
    fn articles_stand_before_two_slashes() {
        check(
            "Громова Н.А., Юсупов Р. К. Паромы и цены // Вестник портов. – 2011. – Т. 3, № 2. – С. 5–19.",
            "Паромы и цены",
            "Вестник портов",
            "article-journal",
        );
        check(
            "Юсупов Р. К. Кому нужен мост? // Береговой листок. 3 мая 2016 г.",
            "Кому нужен мост?",
            "Береговой листок",
            "article-newspaper",
        );
    }

    #[test]
    fn books_and_theses() {
        check(
            "Громова Н. А. Соль и море: очерки. – СПб.: Изд-во «Причал», 2014. – 220 с.",
            "Соль и море: очерки",
            "Изд-во «Причал»",
            "book",
        );
        check(
            "Громова Н. А. Рынки льда: дис. … канд. ист. наук. Самара, 2004. 190 с.",
            "Рынки льда",
            "",
            "thesis",
        );
    }
}
