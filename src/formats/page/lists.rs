//! Which lines of a page are entries of a list, which lines go on with the line above, and
//! what a list as a whole tells about its entries.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses;
use super::dates;
use super::document::{Document, Line, Look};
use super::draft::Draft;
use super::entry::{self, Context, Known, Text};
use super::heads;
use super::kinds::{self, Venue};
use super::label;
use super::layout::Page;
use super::names::Style;
use super::roles::Role;
use super::title;
use crate::model::{Field, Value};
use crate::text::Span;

/// What a list tells as a whole.
pub(super) struct OfList {
    /// The order of names.
    pub(super) style: Style,
    /// Authors and venues that entries name clearly.
    pub(super) names: Known,
    /// Whether most entries begin with authors.
    pub(super) authored: bool,
    /// Whether most entries begin with a year.
    pub(super) years_first: bool,
}

/// For each line, whether it is an entry by itself.
pub(super) fn entry_lines(page: &Page<'_>, context: &Context) -> Vec<bool> {
    let lines = &page.document.lines;
    let mut in_section = false;
    let mut scores = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let role = page.roles.get(at);
        in_section |= matches!(role, Some(Role::Section(_)));
        let score = role.map_or(0, |role| score(page, at, line, role, context));
        scores.push(score + i32::from(in_section && score > 1));
    }
    let mut is_entry: Vec<bool> = scores.iter().map(|score| *score >= 4).collect();
    smooth(page, &scores, &mut is_entry);
    is_entry
}

static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:opinions?|quoted|featured|cited|interviewed|mentioned|media appearances|appearances|comments?) (?:also |in |on |by |for )+").expect("a constant")
});
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:vol|no|pp|ss|issue|cilt|bd|heft|jg)\b\.?\s*\d|\b\d{1,3}\s?\(\d{1,3}\)|\b\d+\s?[–-]\s?\d+\.?$|\bdoi\b|:\s\d+[–-]\d+").expect("a constant")
});
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)^[^“”"«»]{3,}?\b(?:is|was|are|were|has been|holds|serves|teaches|works|joined) (?:an?|the|currently|as|also|senior|one|at|professor|director|published)\b|^[^“”]{3,}[“][^”]+[”] (?:was|has been) published"#).expect("a constant")
});

// “(Bergen: Fjellhus Forlag)”, “(Oxford: Wharf Books, 2019)” at the end.
static HOUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\S \(\p{Lu}[A-Za-zÀ-\u{1FFF} .-]{2,20}: \p{Lu}[^():]{2,50}\)[.,]?(?:\s*\d[\d–-]*\.?)?$",
    )
    .expect("a constant")
});

/// How much a line looks like an entry.
fn score(page: &Page<'_>, at: usize, line: &Line, role: &Role, context: &Context) -> i32 {
    let text = line.text.as_str();
    let text_rest = match role {
        Role::Short | Role::Prose | Role::Names(_) => text,
        Role::NameTitle(..) | Role::NamesDate(..) if line.bullet => text,
        Role::Volume(..) if line.bullet => text,
        _ => return 0,
    };
    if matches!(role, Role::Names(_)) && !line.bullet
        || text.len() > 1200
        || line.heading > 0
    {
        return 0;
    }
    let body = text_rest.trim_start();
    // “The council wants to sail…”: the beginning of an article.
    let begun = body.ends_with(['…']) || body.ends_with("...") || body.ends_with("[…]");
    if body.ends_with(':') || begun && body.split_whitespace().count() > 9 {
        return 0;
    }
    let has_quote = body.contains(['“', '"', '«', '‘', '”', '»']);
    if is_told(body, role, has_quote) {
        return 0;
    }
    let mut score = 0;
    let signs = signs(body, context);
    let bare = !has_quote && signs < 2 && !NUMBERS.is_match(body);
    if bare && super::posts::is_of_person(body) {
        return 0;
    }
    let mut scratch = Draft::default();
    let labelled = label::has_label(text, &mut scratch);
    score += if labelled { 3 } else { 0 };
    if matches!(role, Role::Prose)
        && !line.bullet
        && !labelled
        && signs < 2
        && !is_cited(line, body, context)
    {
        return 0;
    }
    // A paragraph as a point is the abstract of the work above.
    if matches!(role, Role::Prose)
        && line.bullet
        && body.len() > 250
        && signs == 0
        && !has_quote
    {
        return 0;
    }
    score += if signs > 1 { 2 } else { 0 };
    score += if line.bullet { 2 } else { 0 };
    score += match heads::head(body, context.style) {
        Some((end, names)) if end + 8 < body.len() && names.confidence >= 90 => 2,
        Some((end, names)) if end + 8 < body.len() && names.confidence >= 45 => 1,
        _ => 0,
    };
    let opens = body.starts_with(['“', '"', '«', '„', '”', '‘', '\''])
        && title::quoted(body, &mut scratch).is_some();
    score += if opens
        || title::half_quoted(body, &mut scratch).is_some()
        || body.contains(['“', '«'])
    {
        2
    } else {
        0
    };
    score += if starts_with_link(line) { 2 } else { 0 };
    score += dated(body, context);
    score += i32::from(NUMBERS.is_match(body));
    score += if HOUSE.is_match(body) { 3 } else { 0 };
    score += if names_venue(body) { 2 } else { 0 };
    let lower = body.to_lowercase();
    score += i32::from(
        super::tables::words::FORTHCOMING.iter().any(|word| lower.contains(word)),
    ) * 2;
    // A whole line between quotation marks is a title, however short.
    let whole = opens && body.trim_end_matches(['.', ',']).ends_with(['”', '"', '»', '“']);
    score += if whole && !line.gap { 1 } else { 0 };
    score -= i32::from(body.len() < 25 && !whole) * 2;
    let other = is_above_names(page, at, line, body, context)
        || is_detail(page, at, line, body, context);
    if other { 0 } else { score }
}

/// Whether a line tells of a person or says where somebody was heard.
fn is_told(body: &str, role: &Role, has_quote: bool) -> bool {
    // “Ada Roe is a fellow of the institute.”
    let is_bio = || {
        let name = body.split(" is ").next().unwrap_or(body);
        name.len() < body.len() && super::names::person_score(name) >= 60
    };
    MENTION.is_match(body) && !has_quote
        || super::roster::is_about(body)
        || SENTENCE.is_match(body)
            && (matches!(role, Role::Prose) || !has_quote && is_bio())
}

/// Whether a part of a line behind its first names a publication, a publisher or a series.
fn names_venue(body: &str) -> bool {
    let venue = body
        .split([',', '.', '(', ')', ':'])
        .skip(1)
        .map(str::trim)
        .filter(|part| part.len() > 2);
    venue.map(kinds::venue).any(|venue| {
        matches!(venue, Venue::Container(_, 80..) | Venue::Publisher(_) | Venue::Series(_))
    })
}

/// Whether a line that reads like prose begins as entries do: with a quotation, clear names, a
/// link.
fn is_cited(line: &Line, body: &str, context: &Context) -> bool {
    body.starts_with(['“', '"', '«', '‘'])
        && title::quoted(body, &mut Draft::default()).is_some()
        || heads::head(body, context.style)
            .is_some_and(|(end, names)| names.confidence >= 90 && end < body.len())
        || starts_with_link(line)
}

static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:he|she|his|her|i|my|we|our|they|er|sie|ich|il|elle|je|он|она|я|ella|ela|ele|han|hon|hij|zij|o|vol|volume|no|issue|pp?)\b|\b(?:he|she) ").expect("a constant")
});
static SIGNS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        // “, in: …”, “. In Harbours”, “ // Вестник”
        r"[,.?!”»\x22’]\s+(?:in|dans|en|em|i|w|у|в)\s?:\s|[.?!”»\x22’,]\s+In\s+\p{Lu}|\s//\s?\S|\b[İi]çinde\b",
        // “Lindau: Hafen Verlag, 2019”, “Paris, Quai, 2010”
        r"\p{Lu}[\p{L} .-]{1,24}\s?:\s\p{Lu}[^:,()]{2,50},\s(?:1[89]|20)\d\d|,\s\p{Lu}[\p{L} .-]{2,24},\s\p{Lu}[^:,()]{2,50},\s(?:1[89]|20)\d\d\b",
        // “(eds.)”, “a cura di”
        r"(?i)[(\[](?:eds?|hrsg|hg|hgg|dirs?|orgs?|coords?|ред|red|сост)\.?[)\]]|\b(?:edited by|eds?\. by|a cura di|sous la direction|hrsg\. v|herausgegeben von|под ред|за ред)\b",
        // “S. 12–40”, “vol. 3”, “No 4”, “224 p.”, identifiers
        r"(?i)\b(?:pp?|ss?|pgs|págs|стр|с|c|б)\.?\s?\d+\s?[-–—]\s?\d+|\b\d{1,3}\s?\(\d{1,3}\)[,:]|\b\d{2,4}\s?(?:pp?|s|с|seiten|pages|págs)\.|\bISBN\b|\bdoi\b|\b10\.\d{4,}/",
    ]
    .map(|pattern| Regex::new(pattern).expect("a constant"))
});

/// How many things of a citation a line has: a date in its place, numbers, editors, a house, the
/// work that it stands in.
fn signs(body: &str, context: &Context) -> usize {
    let words = body.split_whitespace().count();
    let verbs = body.split_whitespace().filter(|word| title::is_verb(word)).count();
    if words < 5
        || verbs > 1
        || body.len() > 800
        || PEOPLE.is_match(body)
        || SENTENCE.is_match(body)
    {
        return 0;
    }
    usize::from(dated(body, context) > 0)
        + SIGNS.iter().filter(|sign| sign.is_match(body)).count()
}

/// Whether a line is a title above its authors, and no entry.
fn is_above_names(
    page: &Page<'_>,
    at: usize,
    line: &Line,
    body: &str,
    context: &Context,
) -> bool {
    let role = page.roles.get(at + 1);
    let named = page.document.lines.get(at + 1).is_some_and(|next| {
        !next.gap
            && !next.bullet
            && matches!(role, Some(Role::Names(_) | Role::With(_) | Role::Byline(..)))
            && dated(body, context) == 0
    });
    let told = matches!(role, Some(Role::Byline(..) | Role::With(_) | Role::LabelDate(..)));
    named || told && !line.bullet
}

/// Whether a date stands where entries have one.
fn dated(body: &str, context: &Context) -> i32 {
    let hits = dates::find(body, context.order);
    let late = |start: usize| start * 10 > body.len() * 4;
    let exact = hits.iter().any(|hit| {
        hit.exact
            && hit.date.is_some()
            && (late(hit.start)
                || body
                    .get(..hit.start)
                    .is_some_and(|before| before.trim_end().ends_with('(')))
    });
    let year = hits.iter().any(|hit| {
        let before = body.get(..hit.start).unwrap_or("").trim_end();
        let after = body.get(hit.end..).unwrap_or("").trim_start();
        hit.date.is_some()
            && (before.ends_with(['(', ',', '.'])
                || before.is_empty()
                || after.starts_with(['.', ')', ',']) && late(hit.start)
                || after.is_empty())
    });
    if exact || year { 2 } else { 0 }
}

fn starts_with_link(line: &Line) -> bool {
    line.runs.first().is_some_and(|run| {
        let part = line.text.get(run.start..run.end).unwrap_or("");
        matches!(run.look, Look::Link(_))
            && run.start < 3
            && part.split_whitespace().count() > 2
    })
}

/// Lines between entries are entries, if they look at all like it; so are the lines of a
/// block of titles under a heading.
fn smooth(page: &Page<'_>, scores: &[i32], is_entry: &mut [bool]) {
    let lines = &page.document.lines;
    let mut start = 0;
    let mut kind = "";
    let mut headed = false;
    for at in 0..=lines.len() {
        let role = page.roles.get(at);
        let breaks = at == lines.len()
            || matches!(
                role,
                Some(
                    Role::Section(_) | Role::Byline(..) | Role::Volume(..) | Role::Contents
                )
            )
            || lines.get(at).is_some_and(|line| line.heading > 0);
        if !breaks {
            continue;
        }
        region(page, scores, is_entry, start..at, kind, headed);
        start = at + 1;
        if let Some(Role::Section(found)) = role {
            kind = found;
            headed = true;
        } else if matches!(role, Some(Role::Byline(..))) {
            headed = false;
        }
    }
}

fn region(
    page: &Page<'_>,
    scores: &[i32],
    is_entry: &mut [bool],
    range: std::ops::Range<usize>,
    kind: &str,
    headed: bool,
) {
    let candidates: Vec<usize> = range
        .clone()
        .filter(|at| {
            let role = page.roles.get(*at);
            let bullet = page.document.lines.get(*at).is_some_and(|line| line.bullet);
            matches!(role, Some(Role::Short | Role::Prose))
                || bullet
                    && matches!(
                        role,
                        Some(Role::Names(_) | Role::NameTitle(..) | Role::NamesDate(..))
                    )
        })
        .collect();
    let entries =
        candidates.iter().filter(|at| is_entry.get(**at).copied().unwrap_or(false)).count();
    let mostly = entries * 2 >= candidates.len() && entries >= 2;
    // Titles one a line, without gaps, under a heading.
    let tight = candidates.len() > 2
        && headed
        && !kind.is_empty()
        && candidates
            .iter()
            .skip(1)
            .all(|at| page.document.lines.get(*at).is_some_and(|line| !line.gap));
    // Titles with a gap between each two, under a heading that names a kind of works.
    let loose = candidates.len() > 2
        && headed
        && !matches!(kind, "" | "press" | "speech" | "broadcast" | "forthcoming")
        && candidates.iter().all(|at| {
            page.document.lines.get(*at).is_some_and(|line| line.gap && titled(&line.text))
        });
    let only_titles = (tight || loose) && range.len() == candidates.len();
    let years = candidates.iter().filter(|at| ends_with_year(page, **at)).count();
    let dated = years > 2 && years * 4 >= candidates.len() * 3;
    for at in candidates {
        let score = scores.get(at).copied().unwrap_or(0);
        let Some(line) = page.document.lines.get(at) else { continue };
        let words = line.text.split_whitespace().count();
        let label = line.text.starts_with("Abstract:") || line.text.starts_with("Summary:");
        let bulleted = line.bullet && words > 3 && score >= 2 && !label;
        let ended = dated && ends_with_year(page, at);
        let fits = mostly && score >= 2
            || only_titles && words > 3
            || headed && score >= 3
            || ended
            || bulleted && mostly;
        let least = if mostly { 2 } else { 4 };
        let prose = title::is_prose(&line.text) && !line.bullet && score < least && !ended;
        if let Some(flag) = is_entry.get_mut(at).filter(|_| fits && !label && !prose) {
            *flag = true;
        }
    }
}

/// Whether a line of several parts ends with a year: “Quiet harbours. Ports and Trade, 2015.”
fn ends_with_year(page: &Page<'_>, at: usize) -> bool {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Ll}{2}[.?!,”»] .*[,(/.] ?(?:19|20)\d\d\)?\.?$").expect("a constant")
    });
    let Some(line) = page.document.lines.get(at) else { return false };
    line.text.len() > 40
        && line.text.len() < 600
        && line.text.trim_end_matches([')', '.']).ends_with(|c: char| c.is_ascii_digit())
        && YEAR.is_match(&line.text)
        && !super::names::is_post(&line.text)
}

/// Whether a line is a title between quotation marks and nothing else, without a date.
pub(super) fn is_quoted_alone(line: &Line, order: dates::Order) -> bool {
    let text = line.text.trim_end_matches([',', '.', ' ']);
    text.starts_with(['“', '"', '«', '„'])
        && text.ends_with(['”', '"', '»', '“'])
        && title::quoted(&line.text, &mut Draft::default())
            .is_some_and(|title| title.rest.trim_matches([',', '.', ' ']).is_empty())
        && dates::find(&line.text, order).iter().all(|hit| !hit.exact)
}

/// Whether a line is what follows the title on the line above: “The Harbour Times, 3 May 2019.”
/// below a line that has neither date nor publication.
fn is_detail(
    page: &Page<'_>,
    at: usize,
    line: &Line,
    body: &str,
    context: &Context,
) -> bool {
    if line.gap || line.bullet || at == 0 || body.starts_with(['“', '"', '«', '„']) {
        return false;
    }
    let Some(above) = page.document.lines.get(at - 1) else { return false };
    // “Title” (co-author), and below it the publication.
    if above.text.ends_with(',') && above.text.starts_with(['“', '"', '«', '„']) {
        return true;
    }
    let first = body.split([',', '(']).next().unwrap_or(body).trim();
    let venue = matches!(
        kinds::venue(first),
        Venue::Container(_, 78..) | Venue::Publisher(_) | Venue::Series(_)
    );
    // “Quay House, 2002, 380 pp.” below “By Ada Roe” below the title.
    if venue && matches!(page.roles.get(at - 1), Some(Role::Byline(..))) {
        return true;
    }
    let title =
        matches!(page.roles.get(at - 1), Some(Role::Short | Role::Prose | Role::Names(_)))
            && above.gap
            && !above.bullet
            && !above.text.ends_with(['.', ','])
            && dated(&above.text, context) == 0;
    title
        && venue
        && !title::is_prose(body)
        && page.document.lines.get(at + 1).is_none_or(|next| next.gap)
}

/// Whether a page is a list of titles, each with a paragraph below it.
pub(super) fn of_leads(document: &Document, roles: &[Role]) -> bool {
    let is_lead = |at: usize| match (document.lines.get(at), roles.get(at)) {
        (Some(line), Some(Role::Prose)) => !line.text.is_empty(),
        (Some(line), Some(Role::Short)) => title::is_sentence(&line.text),
        _ => false,
    };
    let is_title = |at: usize| {
        let line = document.lines.get(at);
        matches!(roles.get(at), Some(Role::Short | Role::Names(_)))
            && !is_lead(at)
            && line.is_some_and(|line| {
                // Titles and paragraphs may alternate without gaps.
                let turn = at == 0 || is_lead(at - 1);
                (line.gap || line.bullet || turn) && !line.text.ends_with('.')
            })
    };
    let (mut pairs, mut others) = (0, 0);
    for (at, role) in roles.iter().enumerate() {
        if matches!(role, Role::Byline(..)) {
            return false;
        }
        let bullet = document.lines.get(at).is_some_and(|line| line.bullet);
        if is_title(at) && is_lead(at + 1) && (bullet || !is_lead(at + 2)) {
            pairs += 1;
        } else if is_lead(at) && !(at > 0 && is_title(at - 1)) {
            others += 1;
        }
    }
    pairs > 2 && pairs > others
}

/// Whether a line is written as titles are: capitals, and no full stop.
fn titled(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.len() > 3).collect();
    let capitals =
        words.iter().filter(|word| word.starts_with(|c: char| !c.is_lowercase()));
    !text.ends_with(['.', ':', ';', ','])
        && words.len() > 1
        && capitals.count() * 10 >= words.len() * 7
}

/// Whether a quotation begins a line and does not end in it.
fn opens_only(text: &str) -> bool {
    text.starts_with(['“', '"', '«', '„']) && title::unclosed(text).is_some()
}

/// Whether a line goes on with the entry above it: a wrapped line.
pub(super) fn goes_on(
    page: &Page<'_>,
    at: usize,
    end: usize,
    more: &Line,
    list_lines: &[bool],
) -> bool {
    let open = page.document.lines.get(at).is_some_and(|first| {
        end == at + 1 && !more.gap && opens_only(&first.text) && more.text.len() < 160
    });
    // “Also published as Working Paper 26.”
    const AGAIN: &[&str] = &[
        "Also published",
        "Also available",
        "Also in ",
        "Reprinted in",
        "Republished",
        "Updated version",
        "Translated as",
        "Russian translation",
        "French translation",
    ];
    if !more.gap && !more.bullet && AGAIN.iter().any(|start| more.text.starts_with(start)) {
        return true;
    }
    // The venue below a title of two lines.
    let closed = page.document.lines.get(at).is_some_and(|first| opens_only(&first.text))
        && end == at + 2
        && !more.gap
        && page.document.lines.get(at + 1).is_some_and(|second| {
            second.text.trim_end_matches([',', '.']).ends_with(['”', '"', '»'])
        });
    if closed || open && more.text.contains(['”', '"', '»']) {
        return true;
    }
    if more.gap
        || more.bullet
        || more.heading > 0
        || list_lines.get(end).copied().unwrap_or(false)
        || end - at > 6
        || super::owner::above(page, list_lines, end).is_some()
    {
        return false;
    }
    let Some(above) = page.document.lines.get(end - 1) else { return false };
    let small = more.text.starts_with(|c: char| {
        c.is_lowercase() || matches!(c, '(' | ')' | ',' | '“' | '–') || c.is_ascii_digit()
    });
    let first = page.document.lines.get(at);
    let bulleted = first.is_some_and(|first| first.bullet);
    let typed = !dates::find(&more.text, page.order).is_empty();
    let role = matches!(
        page.roles.get(end),
        Some(
            Role::Short
                | Role::Prose
                | Role::Names(_)
                | Role::With(_)
                | Role::Date(_)
                | Role::Dateline(..)
        )
    );
    let wrapped = above.text.len() > 60 && !above.text.ends_with(['.', '?'])
        || above.text.ends_with(',');
    role && (bulleted || small || wrapped && typed) && !title::is_prose(&more.text)
}

/// Where a stack of lines that begins with a title ends: a bullet with lines below it, a
/// heading with details, a title with indented lines, a quoted title above its venue.
pub(super) fn stanza_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let lines = &page.document.lines;
    let line = lines.get(at)?;
    let next = lines.get(at + 1)?;
    // “a detailed table of contents” is a point of an outline.
    if line.text.starts_with(char::is_lowercase) && !line.text.contains(['“', '"', '(']) {
        return None;
    }
    let typed = |text: &str| {
        let hits = dates::find(text, page.order);
        hits.iter().any(|hit| hit.date.is_some())
            || matches!(
                kinds::venue(text.split([',', '(']).next().unwrap_or(text)),
                Venue::Container(_, 80..) | Venue::Publisher(_)
            )
    };
    let plain = |line: &Line| !line.bullet && line.heading == 0;
    let run = |ok: &dyn Fn(&Line) -> bool| {
        let mut end = at + 1;
        while lines.get(end).is_some_and(ok) && end < at + 8 {
            end += 1;
        }
        end
    };
    let heading = matches!(
        page.roles.get(at),
        Some(Role::Section(_) | Role::Furniture | Role::Label)
    );
    if line.bullet && plain(next) && !next.gap && !heading {
        let wrapped = line.text.len() > 60
            && (line.text.ends_with(',') || next.text.starts_with(char::is_lowercase));
        let context = Context { order: page.order, ..Context::default() };
        if wrapped || dated(&line.text, &context) > 0 && !line.text.ends_with('?') {
            return None;
        }
        let end = run(&|more| plain(more) && !more.gap);
        return (at + 1..end)
            .any(|below| lines.get(below).is_some_and(|l| typed(&l.text)))
            .then_some(end);
    }
    if line.heading >= 3
        && plain(next)
        && !next.gap
        && !title::is_prose(&next.text)
        && typed(&next.text)
    {
        return Some(run(&|more| plain(more) && !more.gap));
    }
    let deep = |more: &Line| more.indent >= line.indent + 6 && plain(more);
    if deep(next)
        && line.text.split_whitespace().count() > 2
        && !matches!(page.roles.get(at), Some(Role::Furniture | Role::Section(_)))
    {
        let end = run(&deep);
        return lines.get(at + 1).is_some_and(|l| typed(&l.text)).then_some(end);
    }
    let quoted = line.text.starts_with(['“', '"', '«', '„']) && plain(line);
    if quoted
        && plain(next)
        && !next.gap
        && typed(&next.text)
        && !title::is_prose(&next.text)
        && dates::find(&line.text, page.order)
            .iter()
            .all(|hit| !hit.exact || hit.date.is_none())
    {
        let mut scratch = Draft::default();
        title::quoted(&line.text, &mut scratch)?;
        return Some(at + 2);
    }
    None
}

/// A title line with its “with” clause apart from it.
pub(super) fn split_title(
    line: &str,
    rest: &str,
    runs: Vec<(Look, String)>,
    span: Span,
) -> Text {
    let mut title = line.to_owned();
    clauses::buttons(&mut title);
    let mut body = rest.to_owned();
    let mut scratch = line.to_owned();
    let (names, ..) = clauses::with_authors(&mut scratch, Style::GivenFirst);
    if !names.is_empty() {
        // Kept as a clause of the rest, so that one place reads it.
        let list =
            names.iter().map(crate::model::Name::display).collect::<Vec<_>>().join(", ");
        title = scratch.replace(clauses::CUT, " ");
        body = format!("(with {list}) {rest}");
    }
    static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*\((?:chinese|english|german|russian|french|turkish|swedish|spanish|kazakh|ukrainian|in \p{L}+)\)\s*$").expect("a constant")
    });
    let title = LANGUAGE.replace(&title, "").into_owned();
    Text { text: body, title: Some(title), runs, span }
}

/// “ARTICLE, 16TH MAY 2023”: a label below a title.
pub(super) fn only_labels(draft: &mut Draft, rest: &[String], context: &Context) {
    let Some(first) =
        rest.iter().find_map(|line| line.split([',', '(']).next().map(str::trim))
    else {
        return;
    };
    let Some(label) = kinds::label(first) else { return };
    draft.take(Field::GENRE);
    draft.text(Field::GENRE, first, 93, "label");
    if draft.get(Field::PUBLISHER) == Some(first) {
        draft.take(Field::PUBLISHER);
    }
    if label.kind == "op-ed"
        || label.kind == "interview" && first.to_lowercase().contains("article")
    {
        let (kind, sure) = kinds::opinion_in(context.container.as_deref());
        draft.kind(kind, sure.max(98), "label and publication");
    } else {
        draft.kind(label.kind, if label.kind == "broadcast" { 99 } else { 94 }, "label");
    }
}

/// Institutions that the first lines name: whose list it is.
fn houses(page: &Page<'_>, list_lines: &[bool]) -> rustc_hash::FxHashSet<String> {
    let lines = page.document.lines.iter().zip(list_lines).take(3);
    lines
        .take_while(|(_, is_entry)| !**is_entry)
        .map(|(line, _)| line)
        .filter(|line| line.text.len() < 120)
        .flat_map(|line| line.text.split([',', '|', '–', '—', ':', '(']))
        .map(str::trim)
        .filter(|name| name.split_whitespace().count() > 1)
        .filter(|name| super::names::is_institution(name))
        .map(str::to_lowercase)
        .collect()
}

/// What a first reading of the list finds in all its entries.
pub(super) fn known(page: &Page<'_>, list_lines: &[bool], context: &Context) -> OfList {
    let mut heads: Vec<String> = Vec::new();
    let mut known = Known::default();
    let (mut entries, mut years, mut institutions) = (0_usize, 0_usize, 0_usize);
    let context = &Context { first: true, ..context.clone() };
    let lines =
        page.document.lines.iter().zip(list_lines).filter(|(_, is_entry)| **is_entry);
    for (line, _) in lines.take(2000) {
        entries += 1;
        years += usize::from(begins_with_year(&line.text));
        let text = label::without_label(&line.text);
        if let Some((end, names)) = heads::head(&text, Style::GivenFirst) {
            let head = text
                .get(..end)
                .unwrap_or("")
                .trim()
                .trim_end_matches([',', ':', '(', ' '])
                .to_owned();
            if end + 4 < text.len() && names.confidence >= 45 {
                if names.confidence >= 90 && head.contains(' ') {
                    known.heads.insert(head.clone());
                    // Each author may stand alone before another title.
                    let each = super::names::AND.split(&head).map(str::trim);
                    let clear = each.filter(|name| {
                        let words = name.split(' ').filter(|word| !word.contains('.'));
                        words.count() > 1
                            && !name.contains(',')
                            && super::names::person_score(name) >= 60
                    });
                    known.heads.extend(clear.map(str::to_owned));
                }
                heads.push(head);
            }
        } else if text.split([',', '(', ':']).next().is_some_and(|head| {
            head.len() < 80
                && head.len() + 8 < text.len()
                && super::names::is_institution(head)
        }) {
            institutions += 1;
        }
        let entry = Text {
            text: line.text.clone(),
            title: None,
            runs: Text::runs_of(&line.text, &line.runs),
            span: line.span,
        };
        let draft = entry::read(&entry, context);
        for field in [Field::CONTAINER_TITLE, Field::PUBLISHER] {
            if let Some(name) =
                draft.get(field).filter(|name| name.split_whitespace().count() > 1)
            {
                known.venues.insert(name.to_owned());
            }
        }
        if let Some(Value::Names(_)) = draft.value(Field::AUTHOR) {
            // Counted by their heads.
        }
    }
    known.houses = houses(page, list_lines);
    let texts: Vec<&str> = heads.iter().map(String::as_str).collect();
    let style = heads::style_of(&texts);
    let named = heads.len() + if heads.len() > institutions { institutions } else { 0 };
    let authored =
        context.owner.is_empty() && named * 2 > entries || heads.len() * 10 > entries * 8;
    let years_first = years > 2 && years * 3 >= entries * 2;
    OfList { style, names: known, authored, years_first }
}

/// Whether a line begins with a year and a blank.
fn begins_with_year(text: &str) -> bool {
    let Some((year, rest)) = text.split_at_checked(4) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
    rest.starts_with([' ', ',', ':', '.', '\t'])
        && year.parse().is_ok_and(|year: i32| (1900..2100).contains(&year))
}
