//! From labelled words to a draft: each field has its own reader.

use std::sync::LazyLock;

use regex::Regex;

use super::super::clauses;
use super::super::dates::{self, Order};
use super::super::draft::Draft;
use super::super::names::{self, Names, Style};
use super::super::tail;
use super::super::title;
use super::kind;
use super::model::Label;
use super::token::Token;
use crate::diag::catalogue::page as rules;
use crate::model::date::Date;
use crate::model::{Field, Name, Value};

/// A part of a reference: neighbours with one label.
pub(super) struct Part<'a> {
    pub(super) label: Label,
    pub(super) text: &'a str,
    /// How sure the label is, 0 to 100.
    sure: u8,
}

/// Joins neighbours with one label.
pub(super) fn parts<'a>(
    text: &'a str,
    tokens: &[Token<'_>],
    labels: &[(Label, f32)],
) -> Vec<Part<'a>> {
    let mut parts: Vec<(Label, usize, usize, f32)> = Vec::new();
    for (token, (label, sure)) in tokens.iter().zip(labels) {
        let end = token.start + token.text.len();
        match parts.last_mut() {
            Some((last, _, to, least)) if last == label => {
                *to = end;
                *least = least.min(*sure);
            }
            _ => parts.push((*label, token.start, end, *sure)),
        }
    }
    let part = |(label, start, end, least): (Label, usize, usize, f32)| Part {
        label,
        text: text.get(start..end).unwrap_or("").trim(),
        sure: confidence(least),
    };
    parts.into_iter().map(part).collect()
}

/// The model is sure of a part if it is of each of its words.
fn confidence(least: f32) -> u8 {
    match least {
        0.995.. => 96,
        0.98.. => 88,
        0.9.. => 85,
        0.7.. => 75,
        _ => 55,
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

const REASON: &str = "the order and marks of the reference";

/// Reads all parts.
pub(super) fn read(parts: &[Part<'_>], previous: &[Name], draft: &mut Draft) {
    for part in parts {
        match part.label {
            Label::Author => authors(part, previous, draft),
            Label::Editor => people(Field::EDITOR, part, draft),
            Label::Translator => people(Field::TRANSLATOR, part, draft),
            Label::Director => people(Field::DIRECTOR, part, draft),
            Label::Title => main_title(part, draft),
            Label::Journal | Label::ContainerTitle => container(part, draft),
            Label::CollectionTitle => collection(part, draft),
            Label::Volume => numbers(part, draft),
            Label::Pages => pages(part, draft),
            Label::Edition => edition(part, draft),
            Label::Publisher => append(Field::PUBLISHER, ", ", part, draft),
            Label::Location => append(Field::PUBLISHER_PLACE, ", ", part, draft),
            Label::Genre => append(Field::GENRE, ", ", part, draft),
            Label::Doi | Label::Url | Label::Isbn | Label::Note => identifiers(part, draft),
            Label::Date | Label::CitationNumber => {}
        }
    }
    issued(parts, draft);
    kind::decide(parts, draft);
}

/// Adds text to a field, or starts it.
fn append(field: Field, glue: &str, part: &Part<'_>, draft: &mut Draft) {
    let text = trim(part.text);
    add(field, glue, &text, part.sure, draft);
}

fn add(field: Field, glue: &str, text: &str, sure: u8, draft: &mut Draft) {
    if text.is_empty() {
        return;
    }
    match draft.get(field).map(str::to_owned) {
        Some(known) if known == text => {}
        Some(known) => {
            draft.take(field);
            draft.text(field, &format!("{known}{glue}{text}"), sure.min(75), REASON);
        }
        None => draft.text(field, text, sure, REASON),
    }
}

/// A text without the marks that only part it from its neighbours.
fn trim(text: &str) -> String {
    let mut text = text;
    loop {
        let before = text;
        text = text.trim_matches([' ', ',', ';', ':', '<', '>']);
        for (open, close) in [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»')] {
            let pairs = text.matches(open).count() == text.matches(close).count();
            let wrapped = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
            if let Some(inner) = wrapped.filter(|inner| !inner.contains(open)) {
                text = inner;
            } else if !pairs {
                text = text.strip_prefix(open).unwrap_or(text);
                text = text.strip_suffix(close).unwrap_or(text);
            }
        }
        // “Inc.” and “D.C.” keep their full stop.
        if let Some(rest) = text.strip_suffix('.') {
            let word = rest.rsplit([' ', '.']).next().unwrap_or("");
            if word.chars().count() > 3 || word.chars().any(|c| c.is_ascii_digit()) {
                text = rest;
            }
        }
        if text == before {
            return text.to_owned();
        }
    }
}

/// Names of a part, with the words around them cut off.
fn names_of(text: &str) -> (Names, bool) {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^[\s,;:.(\[–—-]*(?:(?:in|dans|en|у|в|i)\s*:?\s+|//\s*)?(?:(?:edited|translated|trans\.|transl\.|trad\.|übers\.|eds?\.|directed)(?:\s+(?:and|et|und|&)\s+(?:edited|translated|eds?\.|trans\.|introduced))?\s+(?:by|von|par)\s+|eds?\.\s+|(?:hrsg\.|hg\.|herausgegeben|übersetzt|übers\.)\s*(?:v\.|von)\s+|(?:sous la )?(?:dir(?:ection|\.)?\s+(?:de|d')|coordonné par|dirigé par|édité par|traduit (?:de [^ ]+ )?par|trad\.(?: de| par)?|trans(?:l?\.|lated by)?|tr\.|a cura di|под ред\.|edición de|ed\. de)\s*)?",
        )
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)[\s,;.]*(?:[(\[]\s*(?:eds?|editors?|édit?s?|hrsg|hg|red|dirs?|coords?|coord|org|orgs|comp|trans|transl|trad|ред|directors?|sous la dir|sld|éditeurs?|herausgeber)\.?\s*[)\]]|,\s*(?:eds?|editors?|hrsg|dirs?|trans|trad|coords?)\.?)[\s,;:.]*$",
        )
    });
    let text = text.replace('\u{a0}', " ");
    let start = BEFORE.find(&text).map_or(0, |found| found.end());
    let text = text.get(start..).unwrap_or("");
    let (text, marked) = match AFTER.find(text) {
        Some(found) => (text.get(..found.start()).unwrap_or(text), true),
        None => (text, false),
    };
    let text = text.trim_matches([',', ';', ':', ' ', '(', '[', '&', '*', '•', '–', '—']);
    // One mark too many: “Széll Z,, Sréter T,, …”; “J. -M. Monteil” has one first name.
    let mut text = text.replace(",,", ",").replace(". -", ".-");
    let last = text.rsplit([' ', ',']).next().unwrap_or("");
    let initials = last.strip_suffix('.').is_some_and(|word| {
        word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    });
    if initials {
        text.pop();
    }
    let mut names = names::parse(&text, Style::GivenFirst);
    if !covers(&names, &text) {
        names.names = plain(&text);
        names.confidence = names.confidence.min(59);
    }
    (names, marked)
}

/// Words in a list of names that are none.
fn connects(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "and"
            | "und"
            | "et"
            | "y"
            | "e"
            | "og"
            | "och"
            | "и"
            | "al"
            | "others"
            | "eds"
            | "ed"
            | "hg"
            | "hrsg"
            | "dir"
            | "in"
            | "with"
            | "by"
            | "edited"
            | "éd"
            | "coord"
    )
}

/// Whether each word of a list is in a name.
fn covers(names: &Names, text: &str) -> bool {
    let mut known = String::new();
    for name in &names.names {
        known.push_str(&name.display().to_lowercase());
        known.push(' ');
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut named = words.filter(|word| !connects(word));
    !names.names.is_empty() && named.all(|word| known.contains(&word.to_lowercase()))
}

/// Names by separators alone: what the reader of lists would have left out is kept.
fn plain(text: &str) -> Vec<Name> {
    static AND: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\s+(?:and|und|et|y|og|och|и)\s+|\s*[&;]\s*"));
    static OTHERS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)[,\s]*\b(?:et\.? al|and others)\b\.?"));
    let text = OTHERS.replace(text, "");
    let mut found: Vec<Name> = Vec::new();
    for chunk in AND.split(&text) {
        let pieces: Vec<&str> = chunk
            .split(',')
            .map(str::trim)
            .filter(|piece| {
                let mut words = piece.split(|c: char| !c.is_alphanumeric());
                words.any(|word| !word.is_empty() && !connects(word))
            })
            .collect();
        let initials = |piece: &str| piece.split_whitespace().all(names::is_initials);
        let mut rest = pieces.as_slice();
        while let [first, tail @ ..] = rest {
            rest = tail;
            let pair = tail.first().filter(|next| {
                !initials(first)
                    && (initials(next) || pieces.len() == 2 && !first.contains(' '))
            });
            let name = match pair {
                Some(given) => {
                    rest = tail.get(1..).unwrap_or(&[]);
                    names::person(&format!("{given} {first}"), Style::GivenFirst)
                }
                None => names::person(first, Style::GivenFirst),
            };
            found.extend(name);
        }
    }
    found
}

fn authors(part: &Part<'_>, previous: &[Name], draft: &mut Draft) {
    let dash = |c: char| matches!(c, '—' | '–' | '_' | '-' | '―' | '.' | ',' | ':' | ' ');
    if part.text.chars().all(dash) {
        if part.text.trim_matches(['.', ',', ':', ' ']).is_empty() {
            return;
        }
        repeated(previous, draft);
        return;
    }
    let (names, marked) = names_of(part.text);
    let edits = (marked || names.editors) && !draft.has(Field::AUTHOR);
    let field = if edits { Field::EDITOR } else { Field::AUTHOR };
    store(field, names, part.sure, draft);
}

fn repeated(previous: &[Name], draft: &mut Draft) {
    if previous.is_empty() {
        let message = "a dash repeats authors, but no entry stands above";
        draft.fault(&rules::MISSING_AUTHOR, message.to_owned());
        return;
    }
    let shown = crate::model::name::display_list(previous);
    draft.fault(&rules::REPEATED_AUTHOR_DASH, format!("a dash stands for {shown}"));
    draft.names(Field::AUTHOR, previous.to_vec(), 91, "a dash repeats the authors above");
}

fn people(field: Field, part: &Part<'_>, draft: &mut Draft) {
    store(field, names_of(part.text).0, part.sure, draft);
}

fn store(field: Field, names: Names, sure: u8, draft: &mut Draft) {
    let mut list = names.names;
    // “in” and the like are left where a name was looked for and none was found.
    list.retain(|name| !connects(&name.display()));
    if names.others {
        draft.fault(
            &rules::INCOMPLETE_AUTHORS,
            "“et al.” stands for authors that are not named".to_owned(),
        );
        list.push(Name::Others);
    }
    let sure = if names.confidence < 60 { sure.min(80) } else { sure };
    draft.names(field, list, sure, REASON);
}

fn main_title(part: &Part<'_>, draft: &mut Draft) {
    let mut text = title::trim_title(part.text);
    if draft.has(Field::TITLE) {
        add(Field::TITLE, " ", &text, part.sure, draft);
        return;
    }
    title::brackets(&mut text, draft);
    let sure = if title::inner_unbalanced(&text) { part.sure.min(85) } else { part.sure };
    draft.text(Field::TITLE, &text, sure, REASON);
}

fn container(part: &Part<'_>, draft: &mut Draft) {
    static IN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\s,;:.(\[–—-]*(?:(?:[Ii]n|[Dd]ans|[Ee]n|In:|[Ii]çinde|[Вв] кн|[Уу] кн|В|В сб)\s*[.:]?\s+|//\s*|in:)",
        )
    });
    let start = IN.find(part.text).map_or(0, |found| found.end());
    let rest = part.text.get(start..).unwrap_or("");
    // “En marche” is a name, “In Politix” is not: what follows begins with a capital.
    let capital = rest.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let text = if capital { rest } else { part.text };
    let text = trim(&title::trim_title(text));
    add(Field::CONTAINER_TITLE, " ", &text, part.sure, draft);
}

fn collection(part: &Part<'_>, draft: &mut Draft) {
    let text = trim(&title::trim_title(part.text));
    match super::super::numbers::trailing_volume(&text) {
        Some((name, number)) => {
            add(Field::COLLECTION_TITLE, " ", &name, part.sure, draft);
            draft.text(Field::COLLECTION_NUMBER, &number, part.sure, REASON);
        }
        None => add(Field::COLLECTION_TITLE, " ", &text, part.sure, draft),
    }
}

/// Volume and issue: by their words, else in this order.
fn numbers(part: &Part<'_>, draft: &mut Draft) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:\b(vol(?:ume|\.)?|v|bd|band|tome?|t|том|т|cilt|jg|jahrgang|årg)\b\.?|\b(no|nos|nr|núm|num|numéro|number|issue|iss|heft|h|sayı|вып|häfte|fasc|n)\b[.°º]?|(№|n[°º]|#))?\s*\(?\b([a-z]{0,4}\d+[a-z]{0,2}(?:\s?[-/–]\s?\d+)*|[IVXLC]+\b)",
        )
    });
    let mut rest = part.text.replace('\u{a0}', " ");
    if let Some((year, after)) = rest.split_once(';') {
        // `2000;355(9222)`: the year of Vancouver style.
        let year = year.trim();
        if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
            if let Some(hit) = dates::only_date(year, Order::Unknown) {
                tail::store(&hit, year, draft);
            }
            rest = after.to_owned();
        }
    }
    let mut found = false;
    for number in NUMBER.captures_iter(&rest) {
        let value = number.get(4).map_or("", |value| value.as_str());
        let issue = number.get(2).or(number.get(3)).is_some();
        let volume = number.get(1).is_some();
        let field = if volume || !issue && !draft.has(Field::VOLUME) && !found {
            Field::VOLUME
        } else {
            Field::ISSUE
        };
        found = true;
        add(field, ", ", value, part.sure, draft);
    }
    if !found {
        add(Field::VOLUME, ", ", &trim(&rest), part.sure.min(80), draft);
    }
}

fn pages(part: &Part<'_>, draft: &mut Draft) {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^[\s,;:.(\[]*(?:(?:pp?|pgs?|págs?|pages?|seiten?|стр|сс?|с|sayfa|ss?|sid|art(?:icle)?(?: no)?|p\.p)\b\.?\s*)?",
        )
    });
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^[\s(]*([xvi]*[\s,+-]*\d{1,4})\s*(?:pp?|s|pages?|seiten|стр|с|стор|sider|sivua|sayfa|sidor|págs?|blz)\b[.)\s,;]*$",
        )
    });
    if let Some(found) = COUNT.captures(part.text) {
        let count = found.get(1).map_or("", |count| count.as_str()).trim();
        draft.text(Field::NUMBER_OF_PAGES, count, part.sure, REASON);
        return;
    }
    let start = LABEL.find(part.text).map_or(0, |found| found.end());
    let text = part.text.get(start..).unwrap_or(part.text);
    let text = trim(text.trim_end_matches(['.', ' ', ',', ')', ']']));
    let text = text.replace("pp.", "").replace(" – ", "–").replace(" - ", "-");
    add(Field::PAGE, ", ", text.trim(), part.sure, draft);
}

fn edition(part: &Part<'_>, draft: &mut Draft) {
    static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^[\s(\[,]*(\d{1,3})\s*(?:st|nd|rd|th|e|è|ère|ème|ª|\.)?\s*(?:ed(?:ition|n|\.)?|éd(?:ition|\.)?|aufl(?:age|\.)?|изд\.?|baskı)?[\s,.)\]]*$",
        )
    });
    let text = match ORDINAL.captures(part.text).and_then(|found| found.get(1)) {
        Some(number) => number.as_str().to_owned(),
        None => trim(part.text),
    };
    add(Field::EDITION, ", ", &text, part.sure, draft);
}

/// Addresses and identifiers; what is left of a note is a note.
fn identifiers(part: &Part<'_>, draft: &mut Draft) {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:accessed|retrieved|visited|consulté|abgerufen|zugriff|letzter|erişim|дата обращения|hämtad|consultation|consultado|viewed|available|disponible|verfügbar|from|at|online|en ligne|url|doi|isbn|https?)\b",
        )
    });
    let mut text = part.text.to_owned();
    let said = SAID.is_match(&text);
    if said && matches!(part.label, Label::Note | Label::Url) {
        let hit = dates::find(&text, Order::Unknown).into_iter().rfind(|hit| hit.exact);
        if let Some((date, hit)) = hit.and_then(|hit| Some((hit.date.clone()?, hit))) {
            draft.set(Field::ACCESSED, Value::date(date), part.sure, REASON);
            text.replace_range(hit.start..hit.end, " ");
        }
    }
    clauses::identifiers(&mut text, draft);
    let rest = text.replace(clauses::CUT, " ");
    let rest = trim(&SAID.replace_all(&rest, " "));
    let letters = rest.chars().filter(|c| c.is_alphanumeric()).count();
    if part.label == Label::Note && letters > 2 {
        let note = if said { rest } else { trim(part.text) };
        add(Field::NOTE, "; ", &note, part.sure, draft);
    } else if letters > 0 && matches!(part.label, Label::Doi | Label::Isbn) {
        let field = if part.label == Label::Doi { Field::DOI } else { Field::ISBN };
        if !draft.has(field) {
            draft.text(field, &rest, 60, "not in the form of the identifier");
        }
    }
}

/// The year, with month and day if another part gives them.
fn issued(parts: &[Part<'_>], draft: &mut Draft) {
    let mut best: Option<(dates::DateHit, &Part<'_>)> = None;
    for part in parts.iter().filter(|part| part.label == Label::Date) {
        let hits = dates::find(part.text, Order::Unknown);
        if hits.is_empty() {
            let raw = trim(part.text);
            if raw.chars().any(char::is_alphanumeric) && parts.len() > 1 {
                let known = [Field::VOLUME, Field::ISSUE].iter().any(|f| draft.has(*f));
                undated(&raw, known, part.sure, draft);
            }
        }
        for hit in hits {
            let better = match &best {
                None => true,
                Some((known, _)) => {
                    known.date.is_none()
                        || hit.exact && !known.exact && year(&hit) == year(known)
                }
            };
            if better {
                best = Some((hit, part));
            }
        }
    }
    if let Some((hit, part)) = best {
        tail::store(&hit, part.text, draft);
        draft.doubt(Field::ISSUED, part.sure, REASON);
    }
}

fn year(hit: &dates::DateHit) -> Option<i32> {
    hit.date.as_ref().and_then(Date::start).map(|parts| parts.year)
}

/// “forthcoming”, “n.d.”, “Spring”: kept as printed where it is no number.
fn undated(raw: &str, numbered: bool, sure: u8, draft: &mut Draft) {
    if !numbered || !raw.chars().any(|c| c.is_ascii_digit()) {
        add(Field::NOTE, "; ", raw, sure.min(80), draft);
    }
}
