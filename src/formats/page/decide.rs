//! What kind of work an entry is: from its label, its section and the fields that were found.

use super::draft::Draft;
use super::entry::{Context, Parts};
use super::kinds::{self, Venue};
use super::tables::venues::TRADE_PRESSES;
use super::tail::Tail;
use crate::model::Field;

/// Decides what kind of work it is.
pub(super) fn decide_kind(
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    draft: &mut Draft,
) {
    let container = draft.get(Field::CONTAINER_TITLE).map(str::to_owned);
    if let Some(label) = parts.label {
        labelled_kind(label, container.as_deref(), draft);
        return;
    }
    by_title(draft);
    if is_review(draft.get(Field::TITLE).unwrap_or("")) && container.is_some() {
        draft.kind("review-book", 94, "the title says so");
    }
    let inside = tail.inside || tail.edited && parts.quoted && container.is_some();
    if inside && (container.is_some() || draft.has(Field::EDITOR)) {
        inside_kind(container.as_deref(), tail, context, draft);
        return;
    }
    if (parts.forthcoming || context.section == "forthcoming")
        && let Some(heading) = context
            .heading
            .as_deref()
            .filter(|_| context.section == "forthcoming" && !parts.forthcoming)
    {
        super::clauses::report_not_out(heading, draft);
    }
    match context.section {
        "op-ed" | "press" | "post-weblog" => {
            let (kind, sure) = kinds::opinion_in(container.as_deref());
            if draft.has(Field::PUBLISHER) && container.is_none() {
                draft.kind("report", 80, "an institution published it");
            } else {
                draft.kind(kind, sure.max(90), "section and publication");
            }
        }
        "manuscript" if container.is_none() => {
            draft.kind("manuscript", 92, "section");
            let progress = context.heading.as_deref().filter(|heading| {
                let lower = heading.to_lowercase();
                lower.contains("progress")
                    || lower.contains("under review")
                    || lower.contains("preparation")
            });
            if let Some(heading) = progress {
                super::clauses::report_not_out(heading, draft);
            }
        }
        "book" | "monograph" | "edited" if container.is_none() => {
            draft.kind("book", 92, "section")
        }
        "report" if container.is_none() => draft.kind("report", 90, "section"),
        "broadcast" | "speech" | "thesis" | "review-book" | "chapter"
        | "paper-conference" => {
            let kind = context.section;
            if kind == "chapter" && container.is_none() && draft.has(Field::PUBLISHER) {
                draft.kind("book", 80, "no book is named that holds it");
            } else {
                draft.kind(kind, 90, "section");
            }
        }
        "article-journal"
            if !matches!(
                container.as_deref().map(kinds::venue),
                Some(Venue::Container(
                    "article-newspaper" | "article-magazine" | "post-weblog",
                    85..
                ))
            ) =>
        {
            draft.kind("article-journal", 91, "section");
        }
        _ => {}
    }
    by_fields(tail, parts, context, container.as_deref(), draft);
    quoted_pages(parts, draft);
    if draft.kind == Some("thesis") && !draft.has(Field::PUBLISHER) {
        draft.rename(Field::CONTAINER_TITLE, Field::PUBLISHER);
    }
    // A heading says what most works below it are.
    if draft.kind_reason() == "section" {
        draft.kind_doubt(89);
    }
}

/// A quoted title with pages of a book or of proceedings.
fn quoted_pages(parts: &Parts, draft: &mut Draft) {
    // “Chapter.” Book. House, 2016. 143–157.
    let chapter = parts.quoted
        && draft.kind == Some("book")
        && draft.has(Field::PAGE)
        && draft.has(Field::CONTAINER_TITLE);
    let lower = draft.get(Field::CONTAINER_TITLE).unwrap_or("").to_lowercase();
    let proceedings = parts.quoted
        && draft.has(Field::PAGE)
        && !draft.has(Field::VOLUME)
        && ["proceedings", "bildiri", "материалы ", "матеріали ", "tagungsband"]
            .iter()
            .any(|word| lower.contains(word));
    if proceedings {
        draft.kind("paper-conference", 90, "in proceedings");
    }
    if chapter {
        draft.kind_doubt(0);
        draft.kind("chapter", 87, "quoted, with pages of a book");
    }
}

/// What the title itself says: “Interview: No Port without a Road”.
fn by_title(draft: &mut Draft) {
    const ASKED: &[&str] = &[
        "interview",
        "entretien",
        "entrevista",
        "intervju",
        "интервью",
        "інтерв’ю",
        "röportaj",
        "söyleşi",
        "intervista",
        "q&a",
    ];
    let title = draft.get(Field::TITLE).unwrap_or("").to_lowercase();
    let said = |word: &&&str| {
        title.strip_prefix(**word).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with(':')
                || rest.starts_with("with ")
                || rest.starts_with("mit ")
                || rest.starts_with("avec ")
                || rest.starts_with("con ")
                || rest.starts_with("med ")
        })
    };
    if ASKED.iter().any(|word| said(&word)) {
        draft.kind("interview", 92, "the title says so");
    }
    if title.starts_with("testimony") || title.starts_with("written testimony") {
        draft.kind("speech", 92, "the title says so");
    }
}

/// “Rezension zu: Piotr Gawron, Koleje”
fn is_review(title: &str) -> bool {
    const STARTS: &[&str] = &[
        "review of",
        "book review",
        "review:",
        "review essay",
        "rezension",
        "rez.",
        "buchbesprechung",
        "besprechung von",
        "anmerkung zu",
        "compte rendu",
        "compte-rendu",
        "note de lecture",
        "recension",
        "reseña",
        "рецензия на",
        "рец. на",
        "рец.:",
        "рецензія на",
        "kitap inceleme",
        "kitap tanıtım",
        "recensione",
    ];
    let lower = title.to_lowercase();
    // “Review of swift heavy ion irradiation” reviews no book.
    let book = [" by ", "'", "‘", "“", "\"", "«", ":", ", "]
        .iter()
        .any(|mark| lower.contains(mark));
    STARTS.iter().any(|start| lower.starts_with(start)) && (book || lower == "book review")
}

fn labelled_kind(
    label: &super::tables::labels::Label,
    container: Option<&str>,
    draft: &mut Draft,
) {
    match label.kind {
        "op-ed" => {
            let (kind, sure) = kinds::opinion_in(container);
            draft.kind(kind, sure.max(91), "label and publication");
        }
        kind => draft.kind(kind, 96, "label"),
    }
    if label.series {
        let printed = draft.get(Field::GENRE).unwrap_or("").to_owned();
        draft.text(Field::COLLECTION_TITLE, &printed, 95, "label");
    }
    if label.kind == "book" {
        draft.take(Field::GENRE);
        if !draft.has(Field::PUBLISHER) {
            draft.rename(Field::CONTAINER_TITLE, Field::PUBLISHER);
        }
    }
}

fn inside_kind(container: Option<&str>, tail: &Tail, context: &Context, draft: &mut Draft) {
    let lower = container.unwrap_or("").to_lowercase();
    let volume = draft.has(Field::VOLUME);
    let book = [Field::EDITOR, Field::PUBLISHER, Field::PUBLISHER_PLACE];
    let book = book.iter().any(|field| draft.has(*field));
    // “9 (2014), S. 118”: a volume and pages.
    let journal = matches!(
        container.map(kinds::venue),
        Some(Venue::Container("article-journal" | "article-magazine", 75..))
    );
    // “in Revue des rives, no 6”
    let periodical = matches!(container.map(kinds::venue), Some(Venue::Container(_, 60..)));
    let journal = journal || periodical && draft.has(Field::ISSUE);
    let numbered = volume || draft.has(Field::ISSUE);
    if numbered
        && (volume && draft.has(Field::ISSUE) || draft.has(Field::PAGE) || journal)
        && !book
    {
        draft.kind("article-journal", 85, "volume and issue");
    } else if matches!(context.section, "article-journal" | "article")
        && !book
        && !has_day(draft)
        && (!draft.has(Field::PAGE) || context.section == "article")
    {
        draft.kind("article-journal", 80, "section");
    } else if tail.dated && !book && !draft.has(Field::PAGE) && container.is_some() {
        // “in: Rheinischer Kurier, 31. Mai 2014”
        let (kind, sure) = kinds::opinion_in(container);
        draft.kind(kind, sure.max(85), "“in” a publication with a day");
    } else if [
        "dictionnaire",
        "dictionary",
        "encyclop",
        "wörterbuch",
        "lexikon",
        "enzyklop",
        "энциклоп",
        "ansiklopedi",
        "uppslagsverk",
    ]
    .iter()
    .any(|word| lower.contains(word))
    {
        draft.kind("entry-encyclopedia", 91, "in a work of reference");
    } else if PROCEEDINGS.iter().any(|word| lower.contains(word)) {
        draft.kind("paper-conference", 88, "in proceedings");
    } else {
        draft.kind("chapter", 93, "“in” a book");
    }
}

/// Words in the names of proceedings.
const PROCEEDINGS: &[&str] = &[
    "proceedings",
    "proc. ",
    "conference",
    "int. conf",
    "symposium",
    "workshop",
    "tagungsband",
    "actes du",
    "actes de",
    "congreso",
    "congrès",
    "kongre",
    "sempozyum",
    "bildiri",
    "материалы",
    "матеріали",
    "конференц",
    "труды конф",
];

/// Words in the names of houses that publish books.
const PRESSES: &[&str] = &[
    "press",
    "verlag",
    "books",
    "publish",
    "routledge",
    "brill",
    "springer",
    "macmillan",
    "förlag",
    "éditions",
    "presses",
    "yayın",
    "tauris",
    "brepols",
    "издат",
    "norton",
    "penguin",
    "harper",
    "random house",
    "wiley",
    "sage",
    "elsevier",
    "ashgate",
    "knopf",
    "university of",
    "suhrkamp",
    "palgrave",
    "blackwell",
    "editions",
    "house",
    "ediciones",
    "editorial",
    "edizioni",
    "wydawn",
    "видавн",
    "изд-во",
    "баспа",
    "forlag",
    "kustannus",
    "uitgever",
    "kiadó",
    " up",
];

/// The kind by where it was published.
fn by_venue(
    container: &str,
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    draft: &mut Draft,
) {
    let venue = kinds::venue(container);
    // “Die Wochenschau, Nr. 17, 29. April 2021”: journals have no day.
    let daily = has_day(draft) && !draft.has(Field::VOLUME) && !draft.has(Field::PAGE);
    let scholarly = tail.numbered
        && (!daily || context.reference)
        && (draft.has(Field::VOLUME) || draft.has(Field::ISSUE));
    match venue {
        Venue::Container(
            kind @ ("article-newspaper" | "article-magazine" | "post-weblog" | "broadcast"),
            sure,
        ) if !scholarly || sure >= 88 && kind != "article-newspaper" => {
            if scholarly
                && kind == "article-magazine"
                && matches!(
                    kinds::bare(container).as_str(),
                    "bulletin of the atomic scientists"
                        | "survival"
                        | "internationale politik"
                )
                || context.reference && scholarly
            {
                draft.kind("article-journal", 86, "volume and issue");
            } else {
                draft.kind(kind, sure.max(85), "publication");
            }
        }
        _ if scholarly => draft.kind("article-journal", 92, "volume or issue"),
        Venue::Container("article-journal", sure)
            if !tail.dated || context.reference || sure >= 90 =>
        {
            draft.kind("article-journal", sure.max(80), "publication")
        }
        Venue::Container("article-journal", _) => {
            draft.kind(
                if has_day(draft) { "article-magazine" } else { "article-journal" },
                78,
                "publication and date",
            );
        }
        Venue::Container(kind, sure) => draft.kind(kind, sure, "publication"),
        _ if tail.dated && draft.has(Field::PAGE) && context.reference => {
            draft.kind("article-journal", 80, "pages")
        }
        _ if tail.dated => draft.kind("article-magazine", 82, "publication and date"),
        _ => draft.kind(
            if draft.has(Field::PAGE)
                || parts.forthcoming
                || context.section == "forthcoming"
            {
                "article-journal"
            } else {
                "article-magazine"
            },
            75,
            "publication",
        ),
    }
}

pub(super) fn has_day(draft: &Draft) -> bool {
    matches!(draft.value(Field::ISSUED), Some(crate::model::Value::Date(date)) if date.start().is_some_and(|parts| parts.day > 0))
}

fn by_fields(
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    container: Option<&str>,
    draft: &mut Draft,
) {
    let title = draft.get(Field::TITLE).unwrap_or("").to_lowercase();
    let speech = title.starts_with("remarks at")
        || title.starts_with("remarks by")
        || title.starts_with("speech at")
        || title.starts_with("statement by")
        || title.starts_with("address to");
    if speech {
        draft.kind("speech", 88, "the title says so");
    }
    if draft.has(Field::COLLECTION_TITLE) && container.is_none() && draft.kind.is_none() {
        draft.kind(
            if draft.has(Field::PUBLISHER_PLACE) && draft.has(Field::PUBLISHER) {
                "book"
            } else {
                "report"
            },
            90,
            "a series",
        );
    }
    if let Some(container) = container {
        by_venue(container, tail, parts, context, draft);
    }
    by_publisher(context, container, draft);
    let fallback = match context.section {
        "forthcoming" => "manuscript",
        "paper" => "report",
        "article" => "article-magazine",
        _ if parts.forthcoming => "manuscript",
        _ if context.reference => "document",
        _ => "document",
    };
    draft.kind(fallback, 40, "nothing tells the kind");
}

/// Whether a name is that of a house that publishes books.
pub(super) fn is_press(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-'));
    PRESSES.iter().any(|word| lower.contains(word))
        || TRADE_PRESSES.iter().any(|name| {
            name.contains([' ', '.', '\'', '’']) && lower.contains(name)
                || words().any(|word| word == *name)
        })
}

/// Whether a publisher's name is that of an institution.
fn institutional(publisher: &str) -> bool {
    matches!(kinds::venue(publisher), Venue::Publisher(_))
        // “CACI”, but not the initials of “M.E. Sharpe”.
        || publisher.split_whitespace().any(|word| word.chars().all(char::is_uppercase))
}

/// “Tides, Harbour Wharf, 299 p.”: a count of pages is a book's, and what stands before it
/// published it.
pub(super) fn counted_pages(draft: &mut Draft) {
    let numbered = [Field::VOLUME, Field::ISSUE, Field::PAGE, Field::PUBLISHER]
        .iter()
        .any(|f| draft.has(*f));
    let unknown = draft
        .get(Field::CONTAINER_TITLE)
        .is_some_and(|name| matches!(kinds::venue(name), Venue::Unknown));
    if draft.has(Field::NUMBER_OF_PAGES) && !numbered && unknown {
        draft.rename(Field::CONTAINER_TITLE, Field::PUBLISHER);
        draft.kind("book", 85, "it counts its pages");
    }
}

/// Books and reports, by who published them.
fn by_publisher(context: &Context, container: Option<&str>, draft: &mut Draft) {
    if draft.has(Field::PUBLISHER) || draft.has(Field::PUBLISHER_PLACE) {
        let publisher = draft.get(Field::PUBLISHER).unwrap_or("").to_lowercase();
        let edited = draft.has(Field::EDITOR) && container.is_none();
        let is_press = edited || is_press(&publisher);
        let literal_author = matches!(draft.value(Field::AUTHOR), Some(crate::model::Value::Names(names)) if names.iter().all(|name| matches!(name, crate::model::Name::Literal(_))));
        if context.section.is_empty() && context.reference && !literal_author {
            draft.kind("book", 80, "publisher or place");
        } else if is_press
            || draft.has(Field::PUBLISHER_PLACE)
                && !literal_author
                && !institutional(&publisher)
            || publisher.is_empty() && !literal_author && draft.has(Field::AUTHOR)
        {
            draft.kind("book", 88, "publisher");
        } else {
            draft.kind("report", 80, "an institution published it");
        }
    }
}
