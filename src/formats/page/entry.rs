//! One entry of a list, or one reference: from its text to a draft.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::clauses::{self, CUT};
use super::dates::Order;
use super::decide;
use super::document::{Look, Run};
use super::draft::Draft;
use super::kinds;
use super::names::{self, Names, Style};
use super::place;
use super::second;
use super::tables::labels::Label;
use super::tail::{self, Hints};
use super::title::{self, Title, short};
use super::unmarked;
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
    /// Whether most entries of the list begin with a year.
    pub(super) years_first: bool,
    /// Whether the list is read for the first time, to learn what its entries name.
    pub(super) first: bool,
}

/// Names that a first reading of the list found.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Heads of entries: authors as printed.
    pub(super) heads: FxHashSet<String>,
    /// Publications and publishers as printed.
    pub(super) venues: FxHashSet<String>,
    /// Institutions whose list it is, lower case.
    pub(super) houses: FxHashSet<String>,
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
    static STOPS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\p{Lu})\.\.(\s)").expect("a constant"));
    let plain = entry.text.replace('\u{a0}', " ").replace("¸ ", ",  ");
    // “Roe, A.. Title”
    let plain = cyrillic_pages(STOPS.replace_all(&plain, "$1.$2").into_owned());
    let mut text = clauses::bare_initials(unstarred(plain));
    super::wrapped::image_name(&mut text, context, &mut draft);
    super::dialects::common(&mut text, &mut draft);
    by_after_link(&mut text, entry);
    year_and_people(&mut text);
    let year = leading_year(&mut text, context.years_first);
    let coming = leading_status(&mut text, &mut draft);
    let year = year.or_else(|| super::asides::year_and_kind(&mut text, &mut draft));
    let label = super::label::label(&mut text, &mut draft);
    if label.is_none() {
        super::series::before_title(&mut text, &mut draft);
    }
    super::series::in_parentheses(&mut text, &mut draft);
    link(entry, &text, &mut draft);
    clauses::identifiers(&mut text, &mut draft);
    clauses::part_place(&mut text, &mut draft);
    clauses::comments(&mut text, &mut draft);
    super::asides::collection(&mut text, &mut draft);
    super::asides::interview(&mut text, &mut draft);
    super::asides::patent(&mut text, &mut draft);
    let co_editors = super::asides::edited_with(&mut text, context.style);
    let (co_authors, with_at, incomplete, surnames) =
        clauses::with_authors(&mut text, context.style);
    let mut parts = Parts {
        label,
        co_authors,
        with_at,
        year: year.or(context.year),
        editor: co_editors.is_some(),
        ..Parts::default()
    };
    parts.co_authors.extend(co_editors.into_iter().flatten());
    doubtful_authors(entry, incomplete, surnames, &mut draft);
    let opened = title::unclosed(text.trim_start()).map(str::trim_start);
    let second = second::read(opened.unwrap_or(&text), entry, context, &parts);
    editor_lead(&mut text, &mut parts);
    if !reviewer(&mut text, context, &mut draft, &mut parts) {
        announcement(&mut text, context);
        super::leads::authors(&mut text, entry, context, &mut draft, &mut parts);
        if context.owner.is_empty() && parts.co_authors.is_empty() {
            clauses::byline(&mut text, context.style, &mut draft);
        }
    }
    if let Some(crate::model::Value::Date(date)) = draft.value(Field::ISSUED)
        && let Some(start) = date.start().filter(|start| start.month == 0)
    {
        // “Ruiz, S 2020, ‘Title’, Venue, 3 March”: day and month stand at the end.
        parts.year = parts.year.or(Some(start.year));
    }
    parts.untitled |= super::asides::only_venue(&mut text, &parts, &mut draft);
    let found = if parts.untitled {
        Title { rest: text.clone(), quoted: true, ..Title::default() }
    } else {
        find_title(&text, entry, context, &mut draft, &parts)
    };
    let mut rest = store_title(found, &mut draft, &mut parts);
    chapter_in(&mut rest, &mut draft);
    parts.law = super::asides::law_review(&mut rest, &mut draft);
    parts.forthcoming = clauses::not_out(&mut rest, &mut draft) || coming;
    let hints = Hints { order: context.order, year: parts.year };
    let mut tail = tail::read(&rest, &hints, &mut draft);
    parts.editor |= place::editor_role(&mut tail);
    place::allocate(&tail, &parts, entry, context, &mut draft);
    parts.inside = tail.inside;
    finish_authors(context, &mut draft, &mut parts);
    let replaced =
        second.as_ref().is_some_and(|second| second::compare(second, &parts, &mut draft));
    if parts.law {
        draft.kind("article-journal", 93, "volume, journal, page");
    }
    decide::counted_pages(&mut draft);
    decide::decide_kind(&tail, &parts, context, &mut draft);
    if let Some(second) = &second {
        second::kind(second, replaced, &parts, context, &mut draft);
    }
    draft
}

/// “C. 75–79” with a Latin letter in a Russian reference; “.– ” as “. – ”.
fn cyrillic_pages(text: String) -> String {
    static PAGES: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b[CP]\.\s?(\d)").expect("a constant"));
    static AREA: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\.\s?[-–—]\s").expect("a constant"));
    if !text.chars().any(|c| ('а'..='я').contains(&c)) {
        return text;
    }
    let text = PAGES.replace_all(&text, "С. $1");
    AREA.replace_all(&text, ". – ").into_owned()
}

/// “[Title](link) by Ada Roe, Max Lind. Venue” as “Title, by Ada Roe, …”.
fn by_after_link(text: &mut String, entry: &Text) {
    let Some((_, title)) =
        entry.runs.first().filter(|(look, _)| matches!(look, Look::Link(_)))
    else {
        return;
    };
    let by = text
        .strip_prefix(title.as_str())
        .and_then(|rest| rest.trim_start().strip_prefix("by "))
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if by {
        text.insert(title.len(), ',');
    }
}

/// Tells of co-authors that are not all named, or by family names only.
fn doubtful_authors(entry: &Text, incomplete: bool, surnames: bool, draft: &mut Draft) {
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
}

/// “chapter 2 in Tides of War”, “Chapter in …” behind the title: “in …”.
fn chapter_in(rest: &mut String, draft: &mut Draft) {
    static CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,.]*(?i:(?:book )?chapter|ch\.|kapitel|chapitre|capítulo|глава)\s*(\d{1,3})?,?\s+(?i:in|dans|en|i|в)\s+").expect("a constant")
    });
    let Some(found) = CHAPTER.captures(rest) else { return };
    draft.kind("chapter", 94, "called a chapter");
    if let Some(number) = found.get(1) {
        draft.text(Field::CHAPTER_NUMBER, number.as_str(), 92, "called a chapter");
    }
    let end = found.get(0).map_or(0, |whole| whole.end());
    rest.replace_range(..end, ", in ");
}

/// “Moore RK*, Silva MP†”: marks of footnotes taken off the names; “Loos, A./Roe, B.” apart.
fn unstarred(text: String) -> String {
    static SLASH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(, (?:\p{Lu}\p{Ll}?\.[ -]?){1,3})/(\p{Lu}[\p{L}’'-]+,? \p{Lu})")
            .expect("a constant")
    });
    // “Huijsen, Pim/Huis, Piet: Title”
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([^/:]*\p{Lu}[\p{L}’'-]+, \p{Lu}\p{Ll}+(?: \p{Lu}[\p{Ll}.]*)?)/(\p{Lu}[\p{L}’'-]+, \p{Lu})").expect("a constant")
    });
    let text = WHOLE.replace(&text, "$1 / $2").into_owned();
    let text = if text.contains("./") {
        SLASH.replace_all(&text, "$1 / $2").into_owned()
    } else {
        text
    };
    static STARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{L}\.?)[*†‡§¶#¹²³]+(\s*(?:[,;&.]|and\b|und\b|et\b))")
            .expect("a constant")
    });
    if text.contains(['*', '†', '‡', '§', '¶', '#', '¹', '²', '³']) {
        STARS.replace_all(&text, "$1$2").into_owned()
    } else {
        text
    }
}

/// “Review: Journal, date, by X”: a review listed under the book, without a title.
fn reviewer(
    text: &mut String,
    context: &Context,
    draft: &mut Draft,
    parts: &mut Parts,
) -> bool {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[,;]\s*(?:by|von|par|av)\s+([^,;()]{4,})\.?\s*$")
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

/// “Herausgeber (mit S. Ohlendorf): Title”: what the owner of the list did.
fn editor_lead(text: &mut String, parts: &mut Parts) {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:herausgeber(?:in)?|hrsg\.|hg\.|editor|co-?editor|coéditeur|directeur d’ouvrage|coord(?:inador[a]?)?\.?|redaktör|editör|ред\.|редактор)[\s\x01]*:[\s\x01]+|^\((?i:red|eds?|hrsg|hgg?|dirs?|coords?|cur)\.?,?[\s\x01]*\)[\s\x01]*").expect("a constant")
    });
    if let Some(found) = LEAD.find(text) {
        parts.editor = true;
        let end = found.end();
        text.replace_range(..end, "");
    }
}

/// Takes off what announces a reference in a footnote: “Quoted in”, “see”.
fn announcement(text: &mut String, context: &Context) {
    static SEE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:[Qq]uoted|[Cc]ited) (?:in|from|by)|[Ss]ee(?: also)?|[Cc]f\.|(?:[Ff]or|[Oo]n) [^,;]{4,}, see(?: also)?|[^.;“‘]{6,}\. (?:[Ss]ee|[Cc]f\.)|[Ss]iehe|[Vv]gl\.|[Vv]oir|См\.)\s+").expect("a constant")
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
    /// Whether it stands “in” another work.
    pub(super) inside: bool,
    /// Whether it is a review that is listed without a title.
    pub(super) untitled: bool,
    /// Whether it is cited as lawyers do: volume, journal, page.
    pub(super) law: bool,
}

/// A year at the very beginning, as CVs print it.
fn leading_year(text: &mut String, years_first: bool) -> Option<i32> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^\s*\(?((?:19|20)\d\d)[a-h]?\)?(?:\s*[:.–—-]\s+|\t+|\s{2,}|\s+(?:\p{Lu}|[“«„(]))",
        )
        .expect("a constant")
    });
    static PARENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:\(((?:19|20)\d\d)[a-h]?\)[\s.,:–—-]+|((?:19|20)\d\d),\s+(?:[\x01(“”‘’«„\x22']|\p{Lu}))").expect("a constant")
    });
    if let Some(found) = PARENS.captures(text) {
        let printed = found.get(1).or(found.get(2))?;
        let year = printed.as_str().parse().ok()?;
        let rest = text
            .get(printed.end()..)?
            .trim_start_matches([')', ',', '.', ':', ' ', '–', '—', '-']);
        *text = rest.to_owned();
        return Some(year);
    }
    let found = YEAR.captures(text)?;
    let year = found.get(1)?;
    let value = year.as_str().parse().ok()?;
    let whole = found.get(0)?;
    // “2022 Roe, A. Title”: a year before names.
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*\p{Lu}[\p{L}’'-]+, (?:\p{Lu}\.[ ,-]?)+").expect("a constant")
    });
    let named = text.get(year.end()..).is_some_and(|rest| NAMED.is_match(rest));
    // “2023 Guatemalan Elections” is a title.
    let spaced = whole
        .as_str()
        .trim_end_matches(char::is_alphabetic)
        .trim_start_matches(['('])
        .len()
        > 5
        || whole.as_str().contains(['\t', ':', '–', '—', '.', '“', '«', '„'])
        || named
        || years_first;
    if !spaced {
        return None;
    }
    let rest = text
        .get(year.end()..)?
        .trim_start_matches(|c: char| c.is_ascii_lowercase())
        .trim_start_matches([')', ' ', '\t', ':', '.', '–', '—', '-'])
        .to_owned();
    *text = rest;
    Some(value)
}

/// “2016, with Ada Wren: Title” as “2016: (with Ada Wren) Title”.
fn year_and_people(text: &mut String) {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*((?:19|20)\d\d),? \(?((?:together |gemeinsam |zusammen |tillsammans )?(?:with|mit|med|avec|con) [^:“”\x22„«.?!()]{5,120})\)?: ").expect("a constant")
    });
    let Some(found) = BOTH.captures(text) else { return };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let (start, end) = (format!("{}: ", part(1)), part(0).len());
    let rest = text.get(end..).unwrap_or("");
    // Behind the title, where such clauses stand.
    let at = rest.find([',', '.', ':', '?', '!', '“']).filter(|at| *at > 0);
    let at = at.unwrap_or(rest.len());
    let (title, more) = rest.split_at(at);
    *text = format!("{start}{title} ({}){more}", part(2));
}

/// “(forthcoming) Title”, “In press: Title”.
fn leading_status(text: &mut String, draft: &mut Draft) -> bool {
    static COMING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:[(\[]((?i:forthcoming|in press|under review|accepted|im erscheinen|à paraître|en prensa|baskıda|в печати|в друці|kommande|i tryck))[)\]][\s.,:–—-]*|((?i:forthcoming|in press|im erscheinen|à paraître|en prensa|baskıda|kommande))\s*[:–—-]\s+)").expect("a constant")
    });
    let Some(found) = COMING.captures(text) else { return false };
    let word = found.get(1).or(found.get(2)).map_or("", |word| word.as_str()).to_owned();
    let end = found.get(0).map_or(0, |whole| whole.end());
    clauses::report_not_out(&word, draft);
    text.replace_range(..end, "");
    true
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
            confidence: 89,
            reason: "layout",
            quoted: true,
        };
    }
    if let Some(found) = linked(text, entry) {
        return found;
    }
    let italics = entry.runs.iter().filter(|(look, _)| *look == Look::Italic);
    let italics: Vec<&str> = italics.map(|(_, part)| part.as_str()).collect();
    if let Some(found) = title::review_of_italics(text, &italics) {
        return found;
    }
    let trimmed = text.trim_start_matches([' ', ',', '.', ':', CUT]);
    if let Some(found) = title::quoted(trimmed, draft) {
        return found;
    }
    if let Some(found) = title::review_of(trimmed) {
        return found;
    }
    if let Some(found) = title::half_quoted(text, draft) {
        return found;
    }
    if let Some(body) = title::unclosed(trimmed) {
        let found = unmarked::unmarked(body, context, draft, parts);
        draft.fault(
            &rules::UNBALANCED_QUOTE,
            format!("the quotation “{}” is never closed", short(&found.text)),
        );
        return Title { confidence: found.confidence.min(80), ..found };
    }
    if let Some(found) = title::before_law_review(trimmed) {
        return found;
    }
    if let Some(found) = emphasised(trimmed, entry) {
        return found;
    }
    if let Some(found) = title::glued(text, draft) {
        return found;
    }
    unmarked::unmarked(text, context, draft, parts)
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
    let (_, part) = entry.runs.iter().take(6).find(|(look, part)| {
        // “**Quays** (2020)”: one word is a title where a parenthesis follows.
        let rest = text.trim_start().strip_prefix(part.as_str());
        matches!(look, Look::Italic | Look::Bold)
            && rest.is_some_and(|rest| {
                part.split_whitespace().count() > 1 || rest.starts_with(" (")
            })
    })?;
    let rest = text.trim_start().strip_prefix(part.as_str())?;
    // “**Cais vazios**: memória e trabalho. Santos: …”: only the main title is heavy.
    let more = rest.starts_with(": ").then(|| rest.find(". ")).flatten().unwrap_or(0);
    let (subtitle, rest) = rest.split_at(more);
    Some(Title {
        text: title::trim_title(&format!("{part}{subtitle}")),
        rest: rest.to_owned(),
        confidence: 88,
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
    if !found.quoted {
        super::dialects::ends_in_editors(&mut text, &mut rest);
    }
    ends_in_kind(&mut text, draft);
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
        Regex::new(r"^(.{4,}?),?\s+(?:No|Nr|№|#)\.?\s*(\d[\d/-]*)$").expect("a constant")
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
    // “Title. FOI Memo 7551”
    if let Some((title, last)) = text.rsplit_once(". ")
        && kinds::label(last.rsplit_once(' ').map_or("", |(label, _)| label)).is_some()
        && place::label_and_number(last)
    {
        *rest = format!(", {last}, {rest}");
        *text = title.to_owned();
        return;
    }
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

/// The same for a title that is stored.
pub(super) fn said_in_brackets(draft: &mut Draft) {
    let Some(mut title) = draft.get(Field::TITLE).map(str::to_owned) else { return };
    let (before, sure) = (title.len(), draft.confidence(Field::TITLE));
    ends_in_kind(&mut title, draft);
    if title.len() != before {
        draft.take(Field::TITLE);
        draft.text(Field::TITLE, &title, sure, "the order and marks of the reference");
    }
}

/// “Physiology of Diving [PhD thesis]”, “Cold Water [letter]”: what the work is.
fn ends_in_kind(text: &mut String, draft: &mut Draft) {
    let Some((title, said)) = text.rsplit_once(" [") else { return };
    let Some(said) = said.strip_suffix(']') else { return };
    let lower = said.to_lowercase();
    let kind = match kinds::label(said) {
        Some(label) => Some(label.kind).filter(|kind| *kind != "op-ed"),
        None if place::THESIS.is_match(said) => Some("thesis"),
        None if matches!(
            lower.as_str(),
            "letter" | "editorial" | "comment" | "abstract" | "erratum"
        ) =>
        {
            None
        }
        None => return,
    };
    if let Some(kind) = kind {
        draft.kind(kind, 94, "in brackets after the title");
    }
    draft.text(Field::GENRE, said, 92, "in brackets after the title");
    *text = title.trim_end().to_owned();
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
        names.iter_mut().for_each(|name| super::owner::turn(name, &context.owner));
        if found.others && context.reference {
            names.push(Name::Others);
        }
        draft.names(field, names, confidence, "names at the beginning");
    }
    if context.section == "edited" || parts.editor {
        field = Field::EDITOR;
    }
    if !context.owner.is_empty()
        && !draft.has(Field::AUTHOR)
        && (!draft.has(Field::EDITOR) || parts.inside)
    {
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
