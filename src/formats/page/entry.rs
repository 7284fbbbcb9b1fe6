//! One entry of a list, or one reference: from its text to a draft.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::clauses::{self, CUT};
use super::dates::Order;
use super::document::{Look, Run};
use super::draft::Draft;
use super::kinds;
use super::names::{self, Names, Style};
use super::place;
use super::tables::labels::{LABELS, Label};
use super::tail::{self, Hints};
use super::title::{self, Title, short};
use crate::diag::catalogue::page as rules;
use crate::model::{Field, Name};
use crate::text::Span;

/// What the page around an entry says about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The kind that the section heading names.
    pub(super) section: &'static str,
    /// The section heading as printed.
    pub(super) heading: Option<String>,
    /// The owner of the page: first author of each entry.
    pub(super) owner: Vec<Name>,
    /// The order of names.
    pub(super) style: Style,
    /// The order of dates in digits.
    pub(super) order: Order,
    /// The publication that all entries appeared in.
    pub(super) container: Option<String>,
    /// A year that stands as a heading above.
    pub(super) year: Option<i32>,
    /// The authors of the entry above, for “———”.
    pub(super) previous: Vec<Name>,
    /// Authors and venues that other entries of the list name clearly.
    pub(super) known: Known,
    /// Whether most entries of the list begin with authors.
    pub(super) authored: bool,
    /// Whether each line is a reference for certain (`strings`).
    pub(super) reference: bool,
}

/// Names that a first reading of the list found.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Heads of entries: authors as printed.
    pub(super) heads: FxHashSet<String>,
    /// Publications and publishers as printed.
    pub(super) venues: FxHashSet<String>,
}

/// The text of an entry, with the parts that the layout has already told apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// Everything after the title, or the whole entry if the title is not known.
    pub(super) text: String,
    /// The title, if the layout tells it.
    pub(super) title: Option<String>,
    /// Formatted parts, as they look and read.
    pub(super) runs: Vec<(Look, String)>,
    /// Where it stands.
    pub(super) span: Span,
}

impl Text {
    /// The runs of a line with their characters.
    pub(super) fn runs_of(text: &str, runs: &[Run]) -> Vec<(Look, String)> {
        let part = |run: &Run| {
            text.get(run.start..run.end).map(|part| (run.look.clone(), part.to_owned()))
        };
        runs.iter().filter_map(part).collect()
    }
}

/// Reads an entry.
pub(super) fn read(entry: &Text, context: &Context) -> Draft {
    let mut draft = Draft::at(entry.span);
    let mut text = entry.text.replace('\u{a0}', " ");
    let year = leading_year(&mut text);
    let label = label(&mut text, &mut draft);
    link(entry, &text, &mut draft);
    clauses::identifiers(&mut text, &mut draft);
    clauses::comments(&mut text, &mut draft);
    let (co_authors, with_at, incomplete, surnames) =
        clauses::with_authors(&mut text, context.style);
    let mut parts = Parts {
        label,
        co_authors,
        with_at,
        year: year.or(context.year),
        ..Parts::default()
    };
    if incomplete {
        draft.fault(
            &rules::INCOMPLETE_AUTHORS,
            format!("“{}” does not name all authors", short(&entry.text)),
        );
    }
    if surnames {
        draft.fault(
            &rules::SURNAME_ONLY_AUTHOR,
            format!("co-authors of “{}” have no given names", short(&entry.text)),
        );
    }
    if !reviewer(&mut text, context, &mut draft, &mut parts) {
        announcement(&mut text, context);
        authors(&mut text, entry, context, &mut draft, &mut parts);
    }
    let found = if parts.untitled {
        Title { rest: text.clone(), quoted: true, ..Title::default() }
    } else {
        find_title(&text, entry, context, &mut draft, &parts)
    };
    let mut rest = store_title(found, &mut draft, &mut parts);
    parts.forthcoming = clauses::not_out(&mut rest, &mut draft);
    let hints = Hints {
        order: context.order,
        style: context.style,
        year: parts.year,
        quoted: parts.quoted,
    };
    let mut tail = tail::read(&rest, &hints, &mut draft);
    parts.editor = place::editor_role(&mut tail);
    place::allocate(&tail, &parts, entry, context, &mut draft);
    finish_authors(context, &mut draft, &mut parts);
    place::decide_kind(&tail, &parts, context, &mut draft);
    draft
}

/// “Review: Journal, date, by X”: a review listed under the book, without a title.
fn reviewer(
    text: &mut String,
    context: &Context,
    draft: &mut Draft,
    parts: &mut Parts,
) -> bool {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[,;]\s*(?:by|von|par|av)\s+([^,;()]{4,90})\.?\s*$")
            .expect("a constant")
    });
    if parts.label.is_none_or(|label| label.kind != "review-book") {
        return false;
    }
    let Some(found) = BY.captures(text) else { return false };
    let names =
        names::parse(found.get(1).map_or("", |names| names.as_str()), context.style);
    if names.confidence < 45 {
        return false;
    }
    draft.names(Field::AUTHOR, names.names, 93, "“by”");
    let start = found.get(0).map_or(text.len(), |whole| whole.start());
    text.truncate(start);
    parts.untitled = true;
    true
}

/// Takes off what announces a reference in a footnote: “Quoted in”, “see”.
fn announcement(text: &mut String, context: &Context) {
    static SEE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:[Qq]uoted|[Cc]ited) (?:in|from|by)|[Ss]ee(?: also)?|[Cc]f\.|(?:[Ff]or|[Oo]n) [^,;]{4,80}, see(?: also)?|[^.;“‘]{6,60}\. (?:[Ss]ee|[Cc]f\.)|[Ss]iehe|[Vv]gl\.|[Vv]oir|См\.)\s+").expect("a constant")
    });
    let end = SEE.find(text).map(|found| found.end()).filter(|end| text.len() > end + 20);
    if let Some(end) = end.filter(|_| context.section != "book") {
        text.drain(..end);
    }
}

/// What is known of an entry while it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// The label before it.
    pub(super) label: Option<&'static Label>,
    /// Names after “with”.
    pub(super) co_authors: Vec<Name>,
    /// Where the first “with” clause was cut out.
    pub(super) with_at: Option<usize>,
    /// The names at its beginning.
    pub(super) authors: Option<Names>,
    /// Whether authors end with a full stop or a year: sentences, not commas, part fields.
    pub(super) by_sentences: bool,
    /// A year before it.
    pub(super) year: Option<i32>,
    /// Whether the title is quoted.
    pub(super) quoted: bool,
    /// Whether it is not out yet.
    pub(super) forthcoming: bool,
    /// Whether it calls the author its editor.
    pub(super) editor: bool,
    /// Whether it is a review that is listed without a title.
    pub(super) untitled: bool,
}

/// A year at the very beginning, as CVs print it.
fn leading_year(text: &mut String) -> Option<i32> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^\s*\(?((?:19|20)\d\d)\)?(?:\s*[:.–—-]\s+|\t+|\s{2,}|\s+(?:\p{Lu}|[“«„]))",
        )
        .expect("a constant")
    });
    let found = YEAR.captures(text)?;
    let year = found.get(1)?;
    let value = year.as_str().parse().ok()?;
    let whole = found.get(0)?;
    // “2023 Guatemalan Elections” is a title.
    let spaced = whole
        .as_str()
        .trim_end_matches(char::is_alphabetic)
        .trim_start_matches(['('])
        .len()
        > 5
        || whole.as_str().contains(['\t', ':', '–', '—', '.', '“', '«', '„']);
    if !spaced {
        return None;
    }
    let rest = text
        .get(year.end()..)?
        .trim_start_matches([')', ' ', '\t', ':', '.', '–', '—', '-'])
        .to_owned();
    *text = rest;
    Some(value)
}

/// Takes the label off the beginning, with a file name that runs into it.
fn label(text: &mut String, draft: &mut Draft) -> Option<&'static Label> {
    let window: String = text.chars().take(120).collect();
    let lower = window.to_lowercase();
    if lower.len() != window.len() {
        // Offsets would not agree.
        return None;
    }
    let mut best: Option<(usize, usize, &'static Label)> = None;
    for row in LABELS {
        let mut from = 0;
        while let Some(at) = lower.get(from..).and_then(|rest| rest.find(row.name)) {
            let at = from + at;
            let end = at + row.name.len();
            from = end;
            let glued = glue(&window, at);
            let colon = window.get(end..).is_some_and(|rest| rest.starts_with(':'));
            let starts = at == 0 && (row.prefix || colon);
            let capital = window
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(char::is_uppercase);
            if capital
                && (starts || (glued && row.prefix))
                && label_ends(&window, end, row, starts)
            {
                let better = best
                    .is_none_or(|(known, last, _)| at < known || at == known && end > last);
                if better {
                    best = Some((at, end, row));
                }
                break;
            }
        }
    }
    let (at, end, row) = best?;
    let printed = window.get(at..end)?.to_owned();
    if at > 0 {
        let file = window.get(..at)?;
        draft.fault(
            &rules::GLUED_LABEL,
            format!("“{file}” runs into the label “{printed}”; cut off"),
        );
    }
    let rest = text
        .get(end..)?
        .trim_start_matches([' ', ':', ',', '|', '-', '–', '\t'])
        .to_owned();
    *text = rest;
    draft.text(Field::GENRE, &printed, 95, "label");
    Some(row)
}

/// Whether a label stands at the beginning of a text.
pub(super) fn has_label(text: &str, draft: &mut Draft) -> bool {
    let mut text = text.to_owned();
    label(&mut text, draft).is_some()
}

/// A text without the label at its beginning.
pub(super) fn without_label(text: &str) -> String {
    let mut text = text.to_owned();
    label(&mut text, &mut Draft::default());
    text
}

/// Whether a file or image name runs into a label at a place.
fn glue(window: &str, at: usize) -> bool {
    static FILE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:screen ?shot\b.*|[\w.-]*\d{2,}[\w.-]*|[\p{L}\d_-]+\.(?:png|jpe?g|gif|pdf)|\p{Lu}?[\p{Ll}\d_-]{6,}|[\p{L}\d]+[-_][\p{L}\d_-]+|.*\b(?:cover|thumb|image|img)\b?.*)$").expect("a constant")
    });
    let Some(before) =
        window.get(..at).filter(|before| !before.is_empty() && before.len() < 90)
    else {
        return false;
    };
    let tight = before
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ')'));
    tight && FILE.is_match(before)
}

/// Whether a label may end here: what follows is neither a longer word nor a title.
fn label_ends(window: &str, end: usize, row: &Label, at_start: bool) -> bool {
    let Some(rest) = window.get(end..) else { return false };
    let next = rest.chars().next();
    match next {
        None => false,
        Some(':') => true,
        Some('|') => true,
        Some(c) if c.is_whitespace() => {
            let after = rest.trim_start();
            let first = after.chars().next().unwrap_or(' ');
            if matches!(first, '“' | '"' | '«' | '‘') && at_start {
                return true;
            }
            // A label stands before an author; “Report on …” and “Book Review” are words.
            let words: Vec<&str> = after.split_whitespace().take(3).collect();
            let head = words.join(" ");
            let person = names::head(after, Style::GivenFirst).is_some()
                || names::person_score(words.get(..2).unwrap_or(&[]).join(" ").as_str())
                    >= 60
                || names::person_score(&head) >= 50;
            first.is_uppercase() && (person || row.series || !at_start)
        }
        _ => false,
    }
}

/// An address that the title or the entry links to.
fn link(entry: &Text, text: &str, draft: &mut Draft) {
    let target = entry.runs.iter().find_map(|(look, part)| match look {
        Look::Link(target)
            if target.starts_with("http")
                && (text.contains(part.as_str())
                    || part.starts_with('→')
                    || entry
                        .title
                        .as_deref()
                        .is_some_and(|t| t.contains(part.as_str()))) =>
        {
            Some(target)
        }
        _ => None,
    });
    if let Some(target) = target {
        match target.split_once("doi.org/") {
            Some((_, doi)) => draft.text(Field::DOI, clauses::trim_doi(doi), 95, "link"),
            None => draft.text(Field::URL, target, 95, "link"),
        }
    }
}

/// Finds the authors at the beginning.
fn authors(
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
            if let Some((end, names)) = names::head(&more, context.style) {
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
    if starts_quoted || starts_with_link(entry, text) {
        return;
    }
    let known = known_head(text, context);
    let found = names::head(text, context.style)
        .filter(|(end, names)| plausible(text, *end, names, context, parts));
    let (end, names) = match (found, known) {
        (Some(found), Some(known)) if known.0 > found.0 => known,
        (Some(found), _) => found,
        (None, Some(known)) => {
            let head = text.get(..known.0).unwrap_or("");
            let glued = text.get(known.0..).is_some_and(|rest| {
                !rest.trim_start().starts_with([',', '.', ':', ';', '('])
            });
            if glued {
                draft.fault(&rules::MISSING_SEPARATOR, format!("nothing parts the author “{head}” and “{}”; parted there, as other entries name the author", short(text.get(known.0..).unwrap_or(""))));
                draft.doubt(Field::TITLE, 85, "no separator after the author");
            }
            known
        }
        (None, None) => {
            institution(text, context, draft, parts);
            return;
        }
    };
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

/// “(2022, June 3).” or “1989.” between authors and title.
fn year_after_authors(
    rest: &str,
    draft: &mut Draft,
    context: &Context,
    parts: &mut Parts,
) -> String {
    static PARENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,.:]*\(((?:1[5-9]|20)\d\d[a-h]?(?:[,\s/–-]+[^()]{0,30})?|[^()]{0,12}(?:1[5-9]|20)\d\d|n\.d\.|forthcoming|in press|im erscheinen|à paraître)\)[\s.:,]*").expect("a constant")
    });
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,]*((?:1[5-9]|20)\d\d)[a-h]?(?:[.,:]\s*|\s+[“‘«]|[.]?$)")
            .expect("a constant")
    });
    static EDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s,]*[(\[](?:eds?|hrsg|hg|red|dirs?)\.?[)\]][\s.,:]*")
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
        let after = rest.get(year.end..).unwrap_or("");
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
    names.confidence >= needed
        && !(decisive_owner(context)
            && names.confidence < 92
            && !context.authored
            && !labelled)
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
        *text = year_after_authors(&rest, draft, context, parts);
    }
}

/// Finds the title by what delimits it, best sign first.
fn find_title(
    text: &str,
    entry: &Text,
    context: &Context,
    draft: &mut Draft,
    parts: &Parts,
) -> Title {
    if let Some(title) = &entry.title {
        let text = text.to_owned();
        return Title {
            text: title::trim_title(title),
            rest: text,
            confidence: 95,
            reason: "layout",
            quoted: true,
        };
    }
    if let Some(found) = linked(text, entry) {
        return found;
    }
    let trimmed = text.trim_start_matches([' ', ',', '.', ':', CUT]);
    if let Some(found) = title::quoted(trimmed, draft) {
        return found;
    }
    if let Some(found) = title::half_quoted(text, draft) {
        return found;
    }
    if let Some(found) = emphasised(trimmed, entry) {
        return found;
    }
    if let Some(found) = title::glued(text, draft) {
        return found;
    }
    place::unmarked(text, context, draft, parts)
}

/// A title that is a link.
fn linked(text: &str, entry: &Text) -> Option<Title> {
    let (_, part) = entry.runs.iter().find(|(look, part)| {
        matches!(look, Look::Link(_))
            && part.split_whitespace().count() > 2
            && !part.starts_with('→')
    })?;
    let at = text.find(part.as_str())?;
    let before = text.get(..at)?.trim_matches([' ', '"', '“', '«', '‘', ',', '.', '\'']);
    if !before.is_empty() {
        return None;
    }
    let mut rest = text.get(at + part.len()..)?.to_owned();
    let marks: String = rest
        .chars()
        .take_while(|c| matches!(c, '"' | '”' | ',' | '.' | '’' | ' ' | '\''))
        .collect();
    rest = rest.get(marks.len()..)?.to_owned();
    let title = title::trim_title(part);
    // A link's own full stop belongs to the title if a comma follows it.
    let title = if part.trim_end().ends_with('.') && marks.trim_start().starts_with(',') {
        format!("{title}.")
    } else {
        title
    };
    Some(Title { text: title, rest, confidence: 97, reason: "link", quoted: true })
}

/// A title in italics that a book list begins with.
fn emphasised(text: &str, entry: &Text) -> Option<Title> {
    let (_, part) = entry.runs.first().filter(|(look, part)| {
        matches!(look, Look::Italic | Look::Bold) && part.split_whitespace().count() > 1
    })?;
    let rest = text.trim_start().strip_prefix(part.as_str())?;
    Some(Title {
        text: title::trim_title(part),
        rest: rest.to_owned(),
        confidence: 90,
        reason: "italics",
        quoted: true,
    })
}

/// Stores the title; gives back what follows it.
fn store_title(found: Title, draft: &mut Draft, parts: &mut Parts) -> String {
    parts.quoted = found.quoted;
    let mut text = found.text;
    let mut rest = found.rest;
    generic(&mut text, draft, parts);
    ends_in_series(&mut text, &mut rest);
    title::brackets(&mut text, draft);
    if title::inner_unbalanced(&text) && !draft.faulty(&rules::UNBALANCED_QUOTE) {
        draft.fault(
            &rules::UNBALANCED_QUOTE,
            format!("quotation marks in “{}” do not pair", short(&text)),
        );
    }
    let confidence = if draft.faulty(&rules::MISSING_SEPARATOR) {
        found.confidence.min(85)
    } else {
        found.confidence
    };
    let confidence = if draft.faulty(&rules::UNBALANCED_PARENTHESIS)
        || draft.faulty(&rules::UNBALANCED_QUOTE)
    {
        confidence.min(89)
    } else {
        confidence
    };
    draft.text(Field::TITLE, &text, confidence, found.reason);
    rest
}

/// “Policy Brief No. 221”: a series and a number instead of a title.
fn generic(text: &mut String, draft: &mut Draft, parts: &mut Parts) {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{4,60}?),?\s+(?:No|Nr|№|#)\.?\s*(\d[\d/-]*)$").expect("a constant")
    });
    let Some(found) = NUMBERED.captures(text) else { return };
    let (name, number) =
        (found.get(1).map_or("", |n| n.as_str()), found.get(2).map_or("", |n| n.as_str()));
    let Some(label) = kinds::label(name) else { return };
    draft.fault(&rules::GENERIC_TITLE, format!("“{text}” names a series, not a work"));
    draft.text(Field::NUMBER, number, 92, "number in a series");
    draft.kind(
        if label.kind == "op-ed" { "report" } else { label.kind },
        91,
        "the title is a label",
    );
    parts.quoted = false;
    *text = name.to_owned();
}

/// “Title (Silk Road Paper)”: the series goes to what follows the title.
fn ends_in_series(text: &mut String, rest: &mut String) {
    let Some((title, inner)) =
        text.rsplit_once([' ', '\u{a0}']).and_then(|_| text.rsplit_once(" ("))
    else {
        return;
    };
    let Some(inner) = inner.strip_suffix(')') else { return };
    if kinds::label(inner).is_some() && title.split_whitespace().count() > 1 {
        *rest = format!(", {inner}, {rest}");
        *text = title.to_owned();
    }
}

/// Sets the authors: the owner first, then those at the beginning, then those after “with”.
fn finish_authors(context: &Context, draft: &mut Draft, parts: &mut Parts) {
    let mut field = Field::AUTHOR;
    if let Some(found) = parts.authors.take() {
        if found.editors {
            field = Field::EDITOR;
        }
        if found.others {
            draft.fault(
                &rules::INCOMPLETE_AUTHORS,
                "“et al.” stands for authors that are not named".to_owned(),
            );
        }
        if found.surname_only && !context.reference {
            draft.fault(
                &rules::SURNAME_ONLY_AUTHOR,
                format!(
                    "{} without a given name",
                    crate::model::name::display_list(&found.names)
                ),
            );
        }
        let confidence = match found.confidence {
            90.. => 95,
            60.. => 85,
            other => other.max(50),
        };
        let mut names = found.names;
        if found.others && context.reference {
            names.push(Name::Others);
        }
        draft.names(field, names, confidence, "names at the beginning");
    }
    if context.section == "edited" || parts.editor {
        field = Field::EDITOR;
    }
    if !context.owner.is_empty() && !draft.has(Field::AUTHOR) && !draft.has(Field::EDITOR) {
        draft.names(field, context.owner.clone(), 93, "the owner of the page");
    } else if !context.owner.is_empty()
        && context.section == "edited"
        && !draft.has(Field::EDITOR)
    {
        draft.names(field, context.owner.clone(), 90, "the owner of the page");
    }
    let co_authors = std::mem::take(&mut parts.co_authors);
    if !co_authors.is_empty() {
        let chapter_editor = field == Field::EDITOR;
        let field = if chapter_editor { Field::EDITOR } else { Field::AUTHOR };
        draft.names(field, co_authors, 94, "“with”");
    }
}
