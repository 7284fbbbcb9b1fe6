//! What an entry begins with: authors, an institution, a dash that repeats them, a year.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses;
use super::document::Look;
use super::draft::Draft;
use super::entry::{Context, Parts, Text};
use super::heads;
use super::kinds;
use super::names::{self, Names};
use super::tail;
use super::title::short;
use crate::diag::catalogue::page as rules;
use crate::model::{Field, Name};

/// Finds the authors at the beginning.
pub(super) fn authors(
    text: &mut String,
    entry: &Text,
    context: &Context,
    draft: &mut Draft,
    parts: &mut Parts,
) {
    if entry.title.is_some() {
        return;
    }
    if let Some(rest) = dash(text) {
        parts.by_sentences = rest.starts_with('.') || rest.starts_with(" (");
        let rest = rest.trim_start_matches(['.', ' ']).to_owned();
        if context.previous.is_empty() {
            draft.fault(
                &rules::MISSING_AUTHOR,
                "a dash repeats authors, but no entry stands above".to_owned(),
            );
        } else {
            draft.fault(
                &rules::REPEATED_AUTHOR_DASH,
                format!(
                    "a dash stands for {}",
                    crate::model::name::display_list(&context.previous)
                ),
            );
            draft.names(
                Field::AUTHOR,
                context.previous.clone(),
                91,
                "a dash repeats the authors above",
            );
        }
        *text = rest;
        let more = text
            .trim_start_matches([',', ' '])
            .trim_start_matches("and ")
            .trim_start_matches("& ")
            .to_owned();
        if text.starts_with(',') || text.starts_with("and ") || text.starts_with('&') {
            if let Some((end, names)) = heads::head(&more, context.style) {
                draft.names(
                    Field::AUTHOR,
                    names.names,
                    91,
                    "after a dash that repeats authors",
                );
                *text = more.get(end..).unwrap_or("").to_owned();
                parts.by_sentences = true;
            } else {
                *text = more;
            }
        }
        return;
    }
    let starts_quoted = text.trim_start().starts_with(['“', '"', '«', '„', '”']);
    let halved = super::title::is_halved(text);
    if starts_quoted || halved || starts_with_link(entry, text) {
        return;
    }
    let taken = head_of(text, entry, context, parts);
    let Some((end, names)) = taken else {
        institution(text, context, draft, parts);
        return;
    };
    unparted(text, end, draft);
    let head = text.get(..end).unwrap_or("").trim_end().to_owned();
    let rest = text.get(end..).unwrap_or("").to_owned();
    let after = rest.trim_start();
    parts.by_sentences = head.ends_with('.') && !after.starts_with(',')
        || after.starts_with('(')
        || after.starts_with(|c: char| c.is_ascii_digit())
        || after.starts_with('.')
        || after.starts_with(':');
    *text = year_after_authors(&rest, draft, context, parts);
    parts.authors = Some(names);
}

/// The authors that a text begins with, by themselves or as other entries name them.
fn head_of(
    text: &str,
    entry: &Text,
    context: &Context,
    parts: &Parts,
) -> Option<(usize, Names)> {
    let known = known_head(text, context);
    let italic = italics(text, entry);
    let known = known.filter(|(end, _)| italic.is_none_or(|at| *end <= at));
    let found = italic
        .and_then(|at| heads::head(text.get(..at)?, context.style))
        .or_else(|| heads::head(text, context.style))
        .filter(|(end, names)| plausible(text, *end, names, context, parts));
    let known = known.or_else(|| {
        let end = super::owner::head(text, &context.owner)?;
        let mut names = names::parse(text.get(..end)?, context.style);
        names.confidence = names.confidence.max(90);
        Some((end, names))
    });
    // “Ada M. Bird, Small Harbours and Great Fleets: …”: what follows the author whom other
    // entries name is no clear name.
    let beyond = |found: &(usize, Names), known: &(usize, Names)| {
        let more = found.1.names.iter().skip(known.1.names.len());
        let mut more = more.map(|name| super::names::person_score(&name.display()));
        text.get(known.0..).is_some_and(|rest| rest.starts_with(", "))
            && text.get(found.0..).is_some_and(|rest| rest.trim_start().starts_with(':'))
            && found.1.names.len() > known.1.names.len()
            && more.all(|score| score < 85)
    };
    match (found, known) {
        (Some(found), Some(known)) if known.0 > found.0 || beyond(&found, &known) => {
            Some(known)
        }
        (found, known) => found.or(known),
    }
}

/// Where the title begins in italics: there names end.
fn italics(text: &str, entry: &Text) -> Option<usize> {
    entry.runs.iter().find_map(|(look, part)| {
        let title = matches!(look, Look::Italic) && part.split_whitespace().count() > 1;
        text.find(part.as_str()).filter(|at| title && *at > 3)
    })
}

/// Tells where nothing stands between the authors and the title.
fn unparted(text: &str, end: usize, draft: &mut Draft) {
    let (head, rest) = (text.get(..end).unwrap_or(""), text.get(end..).unwrap_or(""));
    let next = rest.trim_start().chars().next();
    let parted = head.trim_end().ends_with([',', '.', ':', ';'])
        || next.is_none_or(|c| !c.is_alphabetic());
    if !parted {
        draft.fault(&rules::MISSING_SEPARATOR, format!("nothing parts the author “{head}” and “{}”; parted there, as other entries name the author", short(rest)));
        draft.doubt(Field::TITLE, 85, "no separator after the author");
    }
}

/// “(2022, June 3).” or “1989.” between authors and title.
fn year_after_authors(
    rest: &str,
    draft: &mut Draft,
    context: &Context,
    parts: &mut Parts,
) -> String {
    static PARENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,.:]*\(((?:1[5-9]|20)\d\d[a-h]?(?:[,\s/–-]+[^()]{0,})?|[^()]{0,12}(?:1[5-9]|20)\d\d|n\.d\.|(?i:forthcoming|in press|im erscheinen|à paraître|en prensa|in prensa|accepted|baskıda|в печати|в друці|i tryck|under utgivning))\)[\s.:,]*").expect("a constant")
    });
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,]*((?:1[5-9]|20)\d\d)((?:[-–/]\d\d(?:\d\d)?)?[a-h]?(?: \([^()]{3,40}\)[.,:])?)(?:[.,:]\s*|\s+[“‘«]|[.]?$)")
            .expect("a constant")
    });
    static EDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s,]*[(\[](?:eds?|hrsg|hg|red|dirs?|orgs?|coords?|der|haz|сост|ред)\.?[)\]][\s.,:]*")
            .expect("a constant")
    });
    let mut rest = rest;
    if let Some(found) = EDS.find(rest) {
        if let Some(names) = parts.authors.as_mut() {
            names.editors = true;
        }
        rest = rest.get(found.end()..).unwrap_or("");
    }
    if let Some(found) = PARENS.captures(rest) {
        let date = found.get(1).map_or("", |date| date.as_str());
        if let Some(hit) = super::dates::find(date, context.order)
            .into_iter()
            .find(|hit| hit.date.is_some())
        {
            tail::store(&hit, date, draft);
        } else if !date.contains("n.d") {
            clauses::report_not_out(date, draft);
            parts.forthcoming = true;
        }
        parts.by_sentences = true;
        return rest
            .get(found.get(0).map_or(0, |whole| whole.end())..)
            .unwrap_or("")
            .to_owned();
    }
    if let Some(found) = BARE.captures(rest) {
        let year = found.get(1).map(|year| year.range()).unwrap_or(0..0);
        if let Some(hit) =
            super::dates::find(rest.get(year.clone()).unwrap_or(""), context.order)
                .into_iter()
                .next()
        {
            tail::store(&hit, rest.get(year.clone()).unwrap_or(""), draft);
        }
        parts.by_sentences = true;
        // “1960-61”, “1987 (new ed. 1993),”: what is said of the year goes with it.
        let more = found.get(2).map_or(year.end, |more| more.end());
        let after = rest.get(more..).unwrap_or("").trim_start_matches(',');
        if after
            .trim_start_matches(|c: char| c.is_ascii_lowercase())
            .starts_with(['.', ',', ':'])
        {
            let tight = after.chars().nth(1).is_some_and(|c| !c.is_whitespace());
            if tight && !after.starts_with(|c: char| c.is_ascii_lowercase()) {
                draft.fault(
                    &rules::MISSING_SEPARATOR,
                    format!(
                        "no space after the year before “{}”",
                        short(after.get(1..).unwrap_or(""))
                    ),
                );
            }
        }
        return after
            .trim_start_matches(|c: char| c.is_ascii_lowercase())
            .trim_start_matches(['.', ',', ':', ' '])
            .to_owned();
    }
    rest.to_owned()
}

/// The rest after dashes that stand for repeated authors.
fn dash(text: &str) -> Option<&str> {
    static DASH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:[—–―]{2,}|-{3,}|_{3,}|— ?— ?—)").expect("a constant")
    });
    let found = DASH.find(text)?;
    text.get(found.end()..)
}

fn starts_with_link(entry: &Text, text: &str) -> bool {
    entry.runs.first().is_some_and(|(look, part)| {
        matches!(look, Look::Link(_))
            && text.trim_start().starts_with(part.as_str())
            && part.split_whitespace().count() > 2
    })
}

/// An author that other entries name clearly and this one begins with.
fn known_head(text: &str, context: &Context) -> Option<(usize, Names)> {
    let trimmed = text.trim_start();
    let shift = text.len() - trimmed.len();
    let mut best: Option<usize> = None;
    let mut end = 0;
    for word in trimmed.split_inclusive(' ').take(14) {
        end += word.len();
        let head = trimmed.get(..end)?.trim_end();
        let bare = head.trim_end_matches([',', ':', ';']);
        if context.known.heads.contains(bare) {
            best = Some(bare.len());
        }
        if end > 200 {
            break;
        }
    }
    let end = best?;
    let names = names::parse(trimmed.get(..end)?, context.style);
    Some((shift + end, names))
}

/// Whether names at the beginning are authors and not a title that looks like a name.
fn plausible(
    text: &str,
    end: usize,
    names: &Names,
    context: &Context,
    parts: &Parts,
) -> bool {
    let rest = text.get(end..).unwrap_or("").trim_start();
    if rest.trim_matches([' ', '.', ',']).is_empty() {
        return context.reference && names.names.len() > 1;
    }
    // “Ports, Trade, and Growth (with …)”: a title in three parts.
    if rest.trim_start_matches([',', ' ']).starts_with("and ") {
        return false;
    }
    // “Leonid Andreev. Firenze, La Nuova Italia, 1977”: the name is the title of the book.
    let place = rest.trim_start_matches(['.', ',', ' ']).split([',', ':']).next();
    let whole =
        rest.starts_with(|c: char| c.is_alphabetic()) || rest.starts_with(['.', ',']);
    if names.names.len() == 1
        && whole
        && place.is_some_and(|place| kinds::venue(place) == kinds::Venue::Place)
    {
        return false;
    }
    let owner =
        |name: &Name| context.owner.iter().any(|owner| super::owner::is_same(name, owner));
    if names.editors || names.names.len() > 1 && names.names.iter().any(owner) {
        return true;
    }
    let decisive = rest.starts_with(['“', '"', '«', '„', '‘', '(', '”'])
        || rest.starts_with(|c: char| c.is_ascii_digit());
    let strong = names.confidence >= 90;
    if decisive
        && (strong
            || names.editors
            || names.others
            || context.authored
            || context.reference
            || names.names.len() > 1)
    {
        return true;
    }
    let labelled = parts.label.is_some();
    let needed = match (context.authored || context.reference, labelled) {
        (true, _) => 45,
        (_, true) => 50,
        _ => 90,
    };
    // “Piero Morandi, An Italian Traveler”: one full name without initials is weak where the
    // list has owners and no authors.
    let strong = names.confidence >= 92 || context.authored || labelled;
    names.confidence >= needed && (strong || !decisive_owner(context))
}

fn decisive_owner(context: &Context) -> bool {
    !context.owner.is_empty()
}

/// An institution as author: “World Bank, World Price Watch (Washington, DC, 2012)”.
fn institution(text: &mut String, context: &Context, draft: &mut Draft, parts: &mut Parts) {
    if !(context.authored || context.reference) {
        return;
    }
    let Some(end) = text
        .char_indices()
        .find(|(at, c)| *at > 3 && matches!(c, ',' | '.' | '(' | '–' | ':'))
        .map(|(at, _)| at)
    else {
        return;
    };
    let head = text.get(..end).unwrap_or("").trim();
    let words = head.split_whitespace().count();
    let rest = text.get(end..).unwrap_or("");
    let more = rest.trim_start_matches([',', '.', ' ', '–', ':', '(']);
    if !(1..=9).contains(&words)
        || more.len() < 12
        || matches!(kinds::venue(head), kinds::Venue::Container(_, 93..))
    {
        return;
    }
    let quote_follows = more.starts_with(['‘', '“', '"', '«'])
        && words <= 5
        && head.chars().next().is_some_and(char::is_uppercase);
    let year_follows =
        rest.starts_with('(') && more.starts_with(|c: char| c.is_ascii_digit());
    if names::is_institution(head) || quote_follows || year_follows && words <= 6 {
        let confidence = if year_follows { 88 } else { 75 };
        draft.names(
            Field::AUTHOR,
            vec![Name::literal(head)],
            confidence,
            "an institution at the beginning",
        );
        let rest = rest.to_owned();
        parts.by_sentences = rest.starts_with('.');
        *text = year_after_authors(&rest, draft, context, parts);
    }
}
