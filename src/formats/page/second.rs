//! A second reading of an entry, by the trained reader of references: what both read alike
//! is sure, what they read differently is doubtful, and where the first only guessed, the
//! second fills in.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::draft::Draft;
use super::entry::{Context, Parts, Text};
use super::strings;
use crate::model::date::{Date, DateParts};
use crate::model::{Field, Name, Value};

/// Words that call somebody an editor.
static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:eds?|edited|editors?|hrsg|hg|herausgegeben|dirs?|direction|coords?|cur|cura|red|redaktör|ред|haz|toim)\b")
        .expect("a constant")
});

/// Longer texts are no references.
const LONGEST: usize = 700;

/// Reads an entry a second time, if it is text that marks and layout alone do not tell.
pub(super) fn read(
    text: &str,
    entry: &Text,
    context: &Context,
    parts: &Parts,
) -> Option<Draft> {
    let whole = entry.title.is_none() && !parts.untitled && parts.with_at.is_none();
    if context.first || !whole || text.len() > LONGEST {
        return None;
    }
    let text = super::document::collapse(&text.replace(CUT, " "));
    let text = super::clauses::without_status(&text);
    let mut draft = strings::reference(&text, entry.span, &context.previous);
    if !EDITORS.is_match(&text) {
        draft.take(Field::EDITOR);
    }
    super::entry::said_in_brackets(&mut draft);
    issue_of_year(&mut draft);
    draft.has(Field::TITLE).then_some(draft)
}

/// “Port Studies, 5/2022”: an issue and its year, neither a volume nor an issue 2022.
fn issue_of_year(draft: &mut Draft) {
    let is_year = |text: &str| {
        text.len() == 4 && text.parse().is_ok_and(|year: i32| (1900..2100).contains(&year))
    };
    let volume = draft.get(Field::VOLUME).unwrap_or("");
    let issue = draft.get(Field::ISSUE).unwrap_or("");
    let (number, year) = match volume.split_once('/') {
        Some(parts) => parts,
        None => (volume, issue),
    };
    if !is_year(year) || number.is_empty() {
        return;
    }
    let (number, year) = (number.to_owned(), year.parse().unwrap_or(0));
    draft.take(Field::VOLUME);
    draft.take(Field::ISSUE);
    draft.text(Field::ISSUE, &number, 85, "issue and year");
    if !draft.has(Field::ISSUED) {
        let date = Date::Single(DateParts::year(year));
        draft.date(date, 88, "issue and year");
    }
}

/// Fields that the second reading fills in where the first has none.
const FILLED: &[Field] = &[
    Field::EDITOR,
    Field::PUBLISHER,
    Field::PUBLISHER_PLACE,
    Field::VOLUME,
    Field::ISSUE,
    Field::PAGE,
    Field::EDITION,
    Field::COLLECTION_NUMBER,
    Field::NUMBER_OF_PAGES,
    Field::TRANSLATOR,
];

/// Compares the readings field by field.
///
/// Gives back whether the second reading took the place of the first.
pub(super) fn compare(second: &Draft, parts: &Parts, draft: &mut Draft) -> bool {
    if halved(second, draft) {
        return false;
    }
    let title = same(Field::TITLE, second, draft);
    // A work in a numbered series stands in no publication.
    let series = draft.kind == Some("report") && draft.has(Field::COLLECTION_TITLE);
    if series && !title {
        return false;
    }
    if title && second.kind == Some("paper-conference") {
        coarser_date(second, draft);
    }
    if title {
        // Two guesses that agree are still guesses.
        let sure = if draft.confidence(Field::TITLE) < 86 { 89 } else { 95 };
        draft.trust(Field::TITLE, sure);
    } else if draft.confidence(Field::TITLE) < 90
        && structured(second, if extended(second, draft) { 55 } else { 75 })
        && !beheaded(second, draft)
    {
        replace(second, draft);
        return true;
    }
    if !(title || parts.quoted) {
        draft.doubt(Field::TITLE, 80, "the marks may part it otherwise");
    }
    authors(second, draft);
    if title {
        more_authors(second, draft);
        finer_date(second, draft);
        publisher(second, draft);
        container(second, draft);
        for field in FILLED {
            fill(*field, second, draft);
        }
    }
    false
}

/// Whether the second reading is that of a work with all that such works have.
fn structured(second: &Draft, least: u8) -> bool {
    let has = |field| second.has(field);
    let numbered = has(Field::VOLUME) || has(Field::ISSUE) || has(Field::PAGE);
    let published = has(Field::PUBLISHER) || has(Field::PUBLISHER_PLACE);
    let sure = second.confidence(Field::TITLE);
    let placed = has(Field::CONTAINER_TITLE) && (numbered || has(Field::EDITOR));
    let housed = has(Field::PUBLISHER) && has(Field::PUBLISHER_PLACE);
    sure >= 93 || sure >= least && (placed || housed) || sure >= 85 && published
}

/// Whether the readings differ only in where the authors end: “Turkey, Islamists, and …”.
fn beheaded(second: &Draft, draft: &Draft) -> bool {
    let title = |draft: &Draft| letters(draft.get(Field::TITLE).unwrap_or(""));
    let (one, other) = (title(draft), title(second));
    // “Belarus. War without End?”: one word is no author.
    let word = matches!(second.value(Field::AUTHOR), Some(Value::Names(names))
        if matches!(&**names, [Name::Person(person)] if person.given.is_empty()));
    one.ends_with(&other)
        && (draft.has(Field::AUTHOR) || !second.has(Field::AUTHOR) || word)
        || draft.has(Field::AUTHOR) && other.ends_with(&one)
}

/// Whether the second reading takes a subtitle for a publication: “Nomads: Their Rulers”.
fn halved(second: &Draft, draft: &Draft) -> bool {
    let both = second.get(Field::TITLE).zip(second.get(Field::CONTAINER_TITLE));
    let whole = draft.get(Field::TITLE).unwrap_or("");
    both.is_some_and(|(title, container)| {
        let rest = whole.strip_prefix(title).and_then(|rest| rest.strip_prefix(':'));
        rest.is_some_and(|rest| rest.trim() == container)
    })
}

/// Whether the second reading goes on after a question: “Water as a Weapon? Essays”.
fn extended(second: &Draft, draft: &Draft) -> bool {
    let title = |draft: &Draft| draft.get(Field::TITLE).unwrap_or("").to_owned();
    let (one, other) = (title(draft), title(second));
    one.ends_with(['?', '!']) && other.len() > one.len() && other.starts_with(&one)
}

/// Takes the second reading in the place of a guess.
fn replace(second: &Draft, draft: &mut Draft) {
    const ALL: &[Field] = &[
        Field::TITLE,
        Field::CONTAINER_TITLE,
        Field::EDITOR,
        Field::PUBLISHER,
        Field::PUBLISHER_PLACE,
        Field::VOLUME,
        Field::ISSUE,
        Field::PAGE,
        Field::EDITION,
        Field::NUMBER_OF_PAGES,
        Field::COLLECTION_TITLE,
        Field::COLLECTION_NUMBER,
    ];
    for field in ALL {
        draft.take(*field);
        if let Some(value) = second.value(*field) {
            let sure = second.confidence(*field).min(88);
            draft.set(*field, value.clone(), sure, "the order and marks of the reference");
        }
    }
    if second.kind == Some("paper-conference") {
        // The day was that of the conference.
        draft.take(Field::ISSUED);
    }
    fill(Field::AUTHOR, second, draft);
    more_authors(second, draft);
    fill(Field::ISSUED, second, draft);
    finer_date(second, draft);
}

/// “Казахстан / И. Л. Громов, О. П. Лис”: the second reading knows more authors.
fn more_authors(second: &Draft, draft: &mut Draft) {
    let (Some(Value::Names(one)), Some(Value::Names(other))) =
        (draft.value(Field::AUTHOR), second.value(Field::AUTHOR))
    else {
        return;
    };
    let other: Vec<Name> =
        other.iter().filter(|name| !matches!(name, Name::Others)).cloned().collect();
    let whole = |name: &Name| match name {
        Name::Person(person) => !person.given.is_empty(),
        _ => true,
    };
    // “Mustafa Aydın (der.)”: who edited the book is no author.
    let edited = draft.has(Field::EDITOR) && !second.has(Field::EDITOR);
    let more = other.len() > one.len()
        && !edited
        && other.iter().all(whole)
        && one.iter().all(|name| other.iter().any(|o| mixed(o) == mixed(name)));
    if more {
        draft.take(Field::AUTHOR);
        draft.names(Field::AUTHOR, other, 88, "the statement of responsibility");
    }
}

/// The day of a conference is no date of publication: the year that stands with the house is.
fn coarser_date(second: &Draft, draft: &mut Draft) {
    let start = |draft: &Draft| match draft.value(Field::ISSUED) {
        Some(Value::Date(date)) => date.start().map(|parts| (parts.year, parts.day)),
        _ => None,
    };
    if let (Some((_, 1..)), Some((_, 0))) = (start(draft), start(second))
        && let Some(value) = second.value(Field::ISSUED)
    {
        draft.take(Field::ISSUED);
        draft.set(Field::ISSUED, value.clone(), 88, "the year of publication");
    }
}

/// “2018. 5 сентября”: the same year, with month and day.
fn finer_date(second: &Draft, draft: &mut Draft) {
    let start = |draft: &Draft| match draft.value(Field::ISSUED) {
        Some(Value::Date(date)) => date.start().map(|parts| (parts.year, parts.month)),
        _ => None,
    };
    if let (Some((year, 0)), Some((same, 1..))) = (start(draft), start(second))
        && year == same
        && let Some(value) = second.value(Field::ISSUED)
    {
        let sure = second.confidence(Field::ISSUED).min(92);
        draft.take(Field::ISSUED);
        draft.set(Field::ISSUED, value.clone(), sure, "the order of the reference");
    }
}

fn fill(field: Field, second: &Draft, draft: &mut Draft) {
    if draft.has(field) || second.confidence(field) < 55 {
        return;
    }
    // What the first reading has elsewhere is not said twice.
    let elsewhere = second.get(field).is_some_and(|text| {
        [Field::CONTAINER_TITLE, Field::PUBLISHER, Field::COLLECTION_TITLE]
            .iter()
            .any(|other| draft.get(*other) == Some(text))
    });
    // The end of “Past & Present” is no publisher.
    let within = field == Field::PUBLISHER
        && match (second.get(field), draft.get(Field::CONTAINER_TITLE)) {
            (Some(house), Some(container)) => container.ends_with(house),
            _ => false,
        };
    let elsewhere = elsewhere || within;
    if let Some(value) = second.value(field).filter(|_| !elsewhere) {
        let sure = second.confidence(field).min(88);
        draft.set(field, value.clone(), sure, "the order and marks of the reference");
    }
}

fn authors(second: &Draft, draft: &mut Draft) {
    if same(Field::AUTHOR, second, draft) {
        // Both readers part names by the same rules: a guess stays one.
        if draft.confidence(Field::AUTHOR) >= 80 {
            draft.trust(Field::AUTHOR, 92);
        }
    } else if draft.has(Field::AUTHOR) && second.has(Field::AUTHOR) {
        draft.doubt(Field::AUTHOR, 85, "the names may be parted otherwise");
    }
}

/// “Umeå: Norrskog” in the place of a publisher, where the place is not known.
fn publisher(second: &Draft, draft: &mut Draft) {
    let named = |field| second.get(field).map(letters).unwrap_or_default();
    let both = named(Field::PUBLISHER_PLACE) + &named(Field::PUBLISHER);
    let own = draft.get(Field::PUBLISHER).map(letters).unwrap_or_default();
    if second.has(Field::PUBLISHER_PLACE) && second.has(Field::PUBLISHER) && own == both {
        draft.take(Field::PUBLISHER);
        return;
    }
    let whole = draft.get(Field::PUBLISHER).unwrap_or("");
    // “Tide & Society 3”: a publication and its volume.
    let numbered = second.get(Field::VOLUME).and_then(|volume| whole.strip_suffix(volume));
    if numbered
        .is_some_and(|name| Some(name.trim_end()) == second.get(Field::CONTAINER_TITLE))
    {
        draft.take(Field::PUBLISHER);
        return;
    }
    let part = second.get(Field::PUBLISHER).unwrap_or("");
    let guessed = draft.confidence(Field::PUBLISHER) < 80;
    let inside = !part.is_empty() && whole.ends_with(part)
        || second.get(Field::CONTAINER_TITLE) == Some(whole);
    if guessed && whole != part && inside {
        draft.take(Field::PUBLISHER);
    }
}

fn container(second: &Draft, draft: &mut Draft) {
    if draft.kind == Some("speech") && !draft.has(Field::CONTAINER_TITLE) {
        return;
    }
    if same(Field::CONTAINER_TITLE, second, draft) {
        draft.trust(Field::CONTAINER_TITLE, 93);
        return;
    }
    // “Militärhistorisk tidskrift nr”: the same with the word before the number.
    let longer = second.get(Field::CONTAINER_TITLE).is_some_and(|name| {
        let own = draft.get(Field::CONTAINER_TITLE).unwrap_or("\u{1}");
        name.strip_prefix(own).is_some_and(|more| more.len() < 6)
    });
    if longer {
        return;
    }
    let Some(value) = second.value(Field::CONTAINER_TITLE) else {
        let name = |draft: &Draft, field| draft.get(field).map(letters);
        let house = name(second, Field::PUBLISHER);
        let press = second.get(Field::PUBLISHER).is_some_and(super::decide::is_press);
        let numbered = draft.has(Field::VOLUME) || draft.has(Field::ISSUE);
        if press && !numbered && house == name(draft, Field::CONTAINER_TITLE) {
            // “Harbor UP”: a publisher, not a publication.
            draft.take(Field::CONTAINER_TITLE);
        }
        return;
    };
    let guessed = draft.confidence(Field::CONTAINER_TITLE) < 85;
    // “Klein P, editor. Risk at Sea”, “Harbor UP”: what was taken is another field.
    let taken = letters(draft.get(Field::CONTAINER_TITLE).unwrap_or(""));
    let misplaced = !taken.is_empty()
        && (second
            .get(Field::PUBLISHER)
            .is_some_and(|name| letters(name) == taken && super::decide::is_press(name))
            || matches!(second.value(Field::EDITOR), Some(Value::Names(names))
                if names.iter().any(|name| mixed(name) == sorted(&taken))));
    if misplaced {
        draft.take(Field::CONTAINER_TITLE);
        let reason = "the order and marks of the reference";
        draft.set(Field::CONTAINER_TITLE, value.clone(), 80, reason);
    } else if guessed && second.confidence(Field::CONTAINER_TITLE) >= 75 {
        draft.take(Field::CONTAINER_TITLE);
        let reason = "the order and marks of the reference";
        draft.set(Field::CONTAINER_TITLE, value.clone(), 85, reason);
    } else {
        draft.doubt(Field::CONTAINER_TITLE, 80, "the marks may part it otherwise");
    }
}

/// Whether both readings have the same in a field.
fn same(field: Field, one: &Draft, other: &Draft) -> bool {
    match (one.value(field), other.value(field)) {
        (Some(Value::Names(one)), Some(Value::Names(other))) => {
            let plain = |names: &[Name]| {
                let real = names.iter().filter(|name| !matches!(name, Name::Others));
                real.map(folded_name).collect::<Vec<_>>()
            };
            plain(one) == plain(other)
        }
        (Some(_), Some(_)) => match (one.get(field), other.get(field)) {
            (Some(one), Some(other)) => letters(one) == letters(other),
            _ => false,
        },
        _ => false,
    }
}

fn folded_name(name: &Name) -> String {
    match name {
        Name::Person(person) => letters(&format!(
            "{}{}|{}",
            person.non_dropping_particle, person.family, person.given
        )),
        other => letters(&other.display()),
    }
}

/// The letters of a name in alphabetical order: the same whichever part stands first.
fn mixed(name: &Name) -> String {
    sorted(&letters(&name.display()))
}

fn sorted(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Settles the kind where the first reading was not sure of it, or was `replaced`.
pub(super) fn kind(
    second: &Draft,
    replaced: bool,
    parts: &Parts,
    context: &Context,
    draft: &mut Draft,
) {
    let Some(kind) = second.kind else { return };
    let sure = second.kind_confidence();
    if draft.kind == Some(kind) {
        // Neither reading found what tells the kind, or both saw only a publisher or an “in”.
        let little = match kind {
            "document" => true,
            "book" => draft.kind_reason() == "publisher",
            "chapter" => {
                !draft.has(Field::EDITOR) && draft.kind_reason().starts_with("“in”")
            }
            _ => false,
        };
        if !little {
            draft.kind_trust(93);
        }
        return;
    }
    let numbered = draft.has(Field::VOLUME) || draft.has(Field::ISSUE);
    let fits = match kind {
        "article-journal" => {
            numbered
                && draft.has(Field::CONTAINER_TITLE)
                && (draft.has(Field::VOLUME) || !super::decide::has_day(draft))
        }
        "chapter" => draft.has(Field::EDITOR) && draft.has(Field::CONTAINER_TITLE),
        "book" => {
            (sure >= 90 || replaced)
                && draft.has(Field::PUBLISHER)
                && !draft.has(Field::CONTAINER_TITLE)
        }
        "article-newspaper" => sure >= 85 && draft.has(Field::CONTAINER_TITLE),
        "thesis" | "paper-conference" | "review-book" => true,
        _ => false,
    };
    let open = parts.label.is_none()
        && matches!(
            context.section,
            "" | "article" | "article-journal" | "book" | "chapter"
        );
    let said = draft.kind_confidence();
    if matches!(draft.kind, Some("review-book" | "interview")) && said >= 90 {
        return;
    }
    if replaced && fits && open && sure >= 85 && said < 96 {
        draft.kind(kind, 96, "the order and marks of the reference");
        draft.kind_doubt(85);
    } else if fits && open && sure >= 80 && said < 90 {
        draft.kind(kind, 89, "the order and marks of the reference");
    }
}
