//! Where the title of an entry begins and ends.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::draft::Draft;
use super::kinds::{self, Venue};
use super::tables::words::{FORTHCOMING, PROSE, SMALL};
use crate::diag::catalogue::page as rules;

/// A title cut out of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Title {
    /// The title as printed, without marks that only delimit it.
    pub(super) text: String,
    /// What follows it.
    pub(super) rest: String,
    /// How sure its end is.
    pub(super) confidence: u8,
    /// Why.
    pub(super) reason: &'static str,
    /// Whether quotation marks delimit it.
    pub(super) quoted: bool,
}

/// Whether a word is one that sentences have and titles seldom: “was”, “have”.
pub(super) fn is_verb(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    PROSE.contains(&word.as_str())
}

/// “Quays, Tides, and Trade,” Handbook of …: a title whose opening mark is lost.
pub(super) fn is_halved(text: &str) -> bool {
    let open = text.find('“').unwrap_or(text.len());
    text.find('”').is_some_and(|close| close < open) && text.matches('”').count() % 2 == 1
}

/// The marks that open a quotation, and those that close it.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('"', &['"']),
    ('”', &['”']),
    ('‘', &['’']),
    ('\'', &['\'']),
    ('‚', &['‘', '’']),
];

/// A title that a quotation mark opens: its end in the text.
pub(super) fn quoted(text: &str, draft: &mut Draft) -> Option<Title> {
    let body = text.trim_start_matches([' ', CUT, ',', '.', ':', '–', '-']);
    let open = body.chars().next()?;
    let (_, closing) = PAIRS.iter().find(|(mark, _)| *mark == open)?;
    let inner = body.get(open.len_utf8()..)?;
    let single = matches!(open, '‘' | '\'' | '‚');
    let close = closing_mark(inner, closing, single);
    let Some((at, width)) = mixed_mark(open, inner, close.map(|(at, _)| at)).or(close)
    else {
        // It opens and never closes.
        return None;
    };
    let mut end = at;
    let mut after = at + width;
    // `"Beneath the ‘Nexus": Local Power (with …)`: the title goes on after the mark.
    let rest = inner.get(after..).unwrap_or("");
    if rest.starts_with(':') && !single {
        let stop = rest.find([CUT, ',', '(']).unwrap_or(rest.len());
        let stop = rest.find(CUT).unwrap_or(stop);
        end = after + stop;
        after = end;
        draft.fault(
            &rules::UNBALANCED_QUOTE,
            format!(
                "a quotation mark closes inside the title “{}”",
                short(inner.get(..end).unwrap_or(""))
            ),
        );
    }
    let title = inner.get(..end)?.replace(CUT, " ");
    let mut rest = inner.get(after..)?.to_owned();
    // A second closing mark: `," "_News_`.
    let doubled = rest
        .trim_start()
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '”' | '’' | '“' | '»'));
    if let Some(mark) = doubled.filter(|mark| rest.matches(*mark).count() % 2 == 1) {
        rest = rest.trim_start().trim_start_matches(mark).to_owned();
        draft.fault(
            &rules::UNBALANCED_QUOTE,
            format!("a quotation mark too many after “{}”", short(&title)),
        );
    }
    // `'Dangerous' than the other? …`, `“We did not ask,” a man said`: a quotation inside.
    if !delimits(inner.get(..end).unwrap_or(""), &rest) {
        return None;
    }
    let title = trim_title(&title);
    if inner_unbalanced(&title) {
        draft.fault(
            &rules::UNBALANCED_QUOTE,
            format!("quotation marks in “{}” do not pair", short(&title)),
        );
    }
    if title.chars().count() < 2 {
        return None;
    }
    Some(Title {
        text: title,
        rest,
        confidence: 96,
        reason: "quotation marks",
        quoted: true,
    })
}

/// Whether a quotation is a title: what follows is no sentence that goes on.
fn delimits(inner: &str, rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', CUT]);
    let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    let small = word.chars().next().is_some_and(char::is_lowercase);
    let joins = [
        "in",
        "i",
        "dans",
        "med",
        "with",
        "avec",
        "mit",
        "con",
        "from",
        "for",
        "im",
        "en",
        "testimony",
        "içinde",
        "em",
        "interview",
        "entretien",
        "reviewing",
        "special",
        "gastbeitrag",
        "review",
        "published",
        "appeared",
        "by",
        "ile",
        "w",
        "co",
        "and",
        "у",
        "в",
        "op",
    ];
    // What tells of the work, not of what its title says.
    const TELLS: &[&str] = &[
        "unpublished",
        "manuscript",
        "working",
        "presented",
        "delivered",
        "paper",
        "lecture",
        "keynote",
        "chapter",
        "pp",
        "p",
        "vol",
        "no",
        "trans",
        "transl",
        "translated",
        "ed",
        "eds",
        "edited",
        "reprinted",
        "coauthored",
        "originally",
        "volume",
        "issue",
    ];
    let lower = next.to_lowercase();
    let tells = TELLS.contains(&word.as_str())
        || FORTHCOMING.iter().any(|status| lower.starts_with(status));
    let closed = inner.trim_end().ends_with(['.', ',', '?', '!']) && (!small || tells);
    closed || !small || joins.contains(&word.as_str())
}

/// The mark that closes a quotation opened by one of another sort: `"Tides of the North,”`.
fn mixed_mark(open: char, inner: &str, close: Option<usize>) -> Option<(usize, usize)> {
    let other = match open {
        '"' => '”',
        '“' if !inner.contains('”') => '"',
        _ => return None,
    };
    let at = inner.find(other)?;
    let head = inner.get(..at)?;
    let first = close.is_none_or(|close| at < close);
    (first && !head.contains(['“', '"', '„'])).then_some((at, other.len_utf8()))
}

/// The byte of the closing mark of a quotation and its width.
fn closing_mark(inner: &str, closing: &[char], single: bool) -> Option<(usize, usize)> {
    let mut depth = 0_i32;
    let mut last = None;
    for (at, c) in inner.char_indices() {
        if !single && matches!(c, '“' | '«' | '„') && !closing.contains(&c) {
            depth += 1;
            continue;
        }
        if !closing.contains(&c) {
            continue;
        }
        if depth > 0 && !closing.contains(&'"') {
            depth -= 1;
            continue;
        }
        let after = inner.get(at + c.len_utf8()..).unwrap_or("");
        let before =
            inner.get(..at).and_then(|head| head.chars().next_back()).unwrap_or(' ');
        let next = after.chars().next().unwrap_or(' ');
        if next.is_alphanumeric() && before.is_alphanumeric() {
            // An apostrophe, or a mark without the space after it.
            if single {
                continue;
            }
        }
        if single && next.is_alphabetic() {
            continue;
        }
        if single
            && next == ' '
            && before == 's'
            && !after.trim_start().starts_with(|c: char| c.is_uppercase())
        {
            continue;
        }
        if matches!(c, '"') && before == ' ' && next.is_alphanumeric() {
            depth += 1;
            continue;
        }
        last = Some((at, c.len_utf8()));
        if c == '"' && depth > 0 {
            depth -= 1;
            continue;
        }
        return last;
    }
    last
}

/// What follows a mark that opens the text and has no partner: `“Ice Roads, Venue, date`.
pub(super) fn unclosed(text: &str) -> Option<&str> {
    let open = text.chars().next().filter(|c| matches!(c, '“' | '„' | '«' | '"'))?;
    let body = text.get(open.len_utf8()..)?;
    (!body.contains(['“', '”', '„', '«', '»', '"'])).then_some(body)
}

/// A title whose opening mark is lost: `Europe’s Extremists Are Not Putin’s Fault,” Venue`.
pub(super) fn half_quoted(text: &str, draft: &mut Draft) -> Option<Title> {
    static CLOSE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"[\p{L}\d?!.,’'…]["”»]"#).expect("a constant"));
    let body = text.trim_start_matches([' ', CUT, ',', '.', ':']);
    let open = body.find(['“', '«', '„', '"']);
    let found = CLOSE.find(body)?;
    let mark = found.end() - body.get(..found.end())?.chars().next_back()?.len_utf8();
    if open.is_some_and(|open| open < mark) {
        return None;
    }
    let title = trim_title(body.get(..mark)?);
    // “Farighunids,” Encyclopaedia”: one word, if its comma stands inside.
    let comma = body.get(..mark).is_some_and(|title| title.ends_with(','));
    if title.split_whitespace().count() < 2 && !(comma && title.len() > 5) {
        return None;
    }
    draft.fault(
        &rules::UNBALANCED_QUOTE,
        format!("no mark opens the quotation “{}”", short(&title)),
    );
    Some(Title {
        text: title,
        rest: body.get(found.end()..)?.to_owned(),
        confidence: 92,
        reason: "a closing quotation mark",
        quoted: true,
    })
}

/// A title that a question or exclamation mark ends, run into the venue: `Use It?The Hill`.
pub(super) fn glued(text: &str, draft: &mut Draft) -> Option<Title> {
    static GLUE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[\p{Ll}][?!](\p{Lu}\p{L})").expect("a constant"));
    let found = GLUE.captures(text)?;
    let at = found.get(1)?.start();
    let (title, rest) = text.split_at(at);
    draft.fault(
        &rules::MISSING_SEPARATOR,
        format!(
            "nothing parts “{}” and “{}”; parted after the mark",
            short(title),
            short(rest)
        ),
    );
    Some(Title {
        text: trim_title(title),
        rest: rest.to_owned(),
        confidence: 88,
        reason: "no space after the title",
        quoted: true,
    })
}

/// A title without marks, ended by a full stop: “Title. Venue, date.”
pub(super) fn sentence(text: &str) -> Option<Title> {
    let body = text.trim_start_matches([' ', CUT, ',', '.', ':', ')']);
    let ends = sentence_ends(body);
    let first = ends.first().copied()?;
    let mut end = first;
    // A subtitle that begins a sentence of its own belongs to the title, unless it reads
    // like a venue or a publisher.
    static HOUSED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*\p{Lu}[A-Za-zÀ-\u{1FFF} ./-]{1,30}: \p{Lu}[^.:]{1,60}(?:,|\.|$)")
            .expect("a constant")
    });
    static MAKERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:trans|übers|tr\b|hrsg|hg|ed|eds|edited|mit|with|in|rev|vol|bd|band|aus|dir|sous)\b").expect("a constant")
    });
    for next in ends.iter().skip(1) {
        let piece = body.get(end..*next).unwrap_or("").trim();
        let words = piece.split_whitespace().count();
        let venue = kinds::venue(piece.trim_end_matches('.'));
        let named = !matches!(venue, Venue::Unknown | Venue::Container(_, 0..=70));
        let small = piece
            .split_whitespace()
            .filter(|word| SMALL.contains(&word.to_lowercase().as_str()))
            .count();
        let typed = piece.chars().any(|c| c.is_ascii_digit()) && piece.contains([',', ':'])
            || piece.contains(": ") && named;
        let title_like = words >= 5
            && small >= 1
            && !named
            && !typed
            && !piece.contains(CUT)
            && !piece.contains('(');
        // “Zentralasien verstehen. Ein Lesebuch. Leipzig: Pleiße, 2021.”
        let housed = words > 1
            && !named
            && kinds::label(piece.trim_end_matches('.')).is_none()
            && !super::place::label_and_number(piece.trim_end_matches('.'))
            && !piece.contains([CUT, '(', ':', ','])
            && !piece.chars().any(|c| c.is_ascii_digit())
            && !MAKERS.is_match(piece)
            && HOUSED.is_match(body.get(*next..).unwrap_or(""));
        if !(title_like || housed)
            || body.get(*next..).unwrap_or("").trim_matches([' ', '.', CUT]).is_empty()
        {
            break;
        }
        end = *next;
    }
    let title = trim_title(&body.get(..end)?.replace(CUT, " "));
    Some(Title {
        text: title,
        rest: body.get(end..)?.to_owned(),
        confidence: 88,
        reason: "a full stop",
        quoted: false,
    })
}

/// “Review of “The Checkpoint Republic” (N. Sabbagh), Journal”: the title is all up to the
/// comma behind the work that was reviewed.
pub(super) fn review_of(text: &str) -> Option<Title> {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^((?i:(?:book )?review(?: essay)? of|rezension (?:zu|von)|compte rendu de|recension av|reseña de|рецензия на)[: ]+[^“”\x22«»„,.]{0,40}[“\x22«„‘'][^“”\x22»’']{3,200}[”\x22»“’'](?:\s*\([^()]*\)|,? by [^,.]{3,60})?)[,.]\s").expect("a constant")
    });
    let found = OF.captures(text)?.get(1)?;
    Some(Title {
        text: trim_title(found.as_str()),
        rest: text.get(found.end()..)?.to_owned(),
        confidence: 90,
        reason: "a review of a quoted work",
        quoted: true,
    })
}

/// “Review of _The Quay_ by Ada Wren. _Harbour Review_ 4”: what was reviewed stands in
/// italics, and so does the publication.
pub(super) fn review_of_italics(text: &str, italics: &[&str]) -> Option<Title> {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,.:\x01]*(?i:(?:book )?review(?: essay)? of|rezension (?:zu|von)|compte rendu de|recension av|reseña de|рецензия на)[: ]+$").expect("a constant")
    });
    let [work, rest @ ..] = italics else { return None };
    let start = text.find(work)?;
    OF.is_match(text.get(..start)?).then_some(())?;
    let after = start + work.len();
    let tail = text.get(after..)?;
    let end = match rest.iter().find_map(|venue| tail.find(*venue)) {
        Some(at) => after + at,
        None => sentence_ends(tail).first().map(|end| after + end)?,
    };
    Some(Title {
        text: trim_title(text.get(..end)?),
        rest: text.get(end..)?.to_owned(),
        confidence: 91,
        reason: "a review of a work in italics",
        quoted: true,
    })
}

/// “Book Review, 33 Harv. Trade L.J. 301”: the title ends before volume, journal and page.
pub(super) fn before_law_review(text: &str) -> Option<Title> {
    static LAW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^([^“”\x22«»]{{3,}}?), ({})", super::asides::LAW_REVIEW))
            .expect("a constant")
    });
    let found = LAW.captures(text)?;
    Some(Title {
        text: trim_title(found.get(1)?.as_str()),
        rest: text.get(found.get(2)?.start()..)?.to_owned(),
        confidence: 90,
        reason: "before volume, journal and page",
        quoted: true,
    })
}

/// Ends of sentences: after a full stop or mark, before a capital or the end.
pub(super) fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut depth = 0_i32;
    let mut word_start = 0;
    let chars = text.char_indices().peekable();
    for (at, c) in chars {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ' ' | CUT => word_start = at + c.len_utf8(),
            _ => {}
        }
        if !matches!(c, '.' | '?' | '!') || depth > 0 {
            continue;
        }
        let after = text.get(at + 1..).unwrap_or("");
        let after_mark = after.strip_prefix(['”', '"', '’', '»']).unwrap_or(after);
        let next = after_mark.trim_start_matches([' ', CUT]).chars().next();
        let spaced = after_mark.starts_with([' ', CUT]) || after_mark.is_empty();
        if !spaced {
            continue;
        }
        let word = text.get(word_start..at).unwrap_or("");
        let initial = c == '.'
            && (word.chars().count() == 1
                || word.contains('.')
                || matches!(
                    word,
                    "vs" | "St"
                        | "Dr"
                        | "Mr"
                        | "Mrs"
                        | "Prof"
                        | "Vol"
                        | "No"
                        | "pp"
                        | "ed"
                        | "eds"
                        | "Jr"
                        | "Sr"
                        | "Gen"
                        | "Col"
                        | "Lt"
                ));
        if initial
            && !(word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_digit()))
            && next.is_some()
        {
            continue;
        }
        let starts = next.is_none_or(|c| {
            c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, '(' | '[' | '“' | '"' | '«' | '‘')
                || !c.is_lowercase() && c.is_alphabetic()
        });
        if starts {
            ends.push(at + 1 + (after.len() - after_mark.len()));
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

/// A title as printed, without what only delimits it.
pub(super) fn trim_title(title: &str) -> String {
    let mut text = super::document::collapse(&title.replace(CUT, " "));
    loop {
        let trimmed = text.trim_matches([' ', ',', ';', '*', '|', '•', '\u{a0}']);
        let trimmed = trimmed.trim_start_matches(['.', ':', ')', ']']).trim();
        let mut next = trimmed.to_owned();
        // “Title.” before a byline that was taken out.
        if next.ends_with("..") && !next.ends_with("...") || next.ends_with(" .") {
            next.truncate(next.trim_end_matches(['.', ' ']).len());
        }
        if next.ends_with(['.', ':', '–', '-', '—'])
            && !next.ends_with("..")
            && !last_abbreviation(&next)
        {
            next.pop();
        }
        if let Some(inner) = unwrap_quotes(&next) {
            next = inner;
        }
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn last_abbreviation(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or("");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    word.matches('.').count() > 1 && letters <= word.matches('.').count() * 2
}

/// The inside of a text that quotation marks enclose as a whole.
fn unwrap_quotes(text: &str) -> Option<String> {
    let open = text.chars().next()?;
    let close = text.chars().next_back()?;
    let (_, closing) = PAIRS.iter().find(|(mark, _)| *mark == open && text.len() > 2)?;
    // “Title": marks of two sorts.
    let mixed = matches!((open, close), ('“', '"') | ('"', '”') | ('«', '"'));
    if !closing.contains(&close) && !mixed {
        return None;
    }
    let inner = text.get(open.len_utf8()..text.len() - close.len_utf8())?;
    let clean = !inner.contains(open) && !inner.contains(close)
        || matches!(open, '‘') && inner.matches('‘').count() == 0 && !inner.contains("’ ");
    clean.then(|| inner.to_owned())
}

/// Whether quotation marks inside a title do not pair.
pub(super) fn inner_unbalanced(title: &str) -> bool {
    let count = |mark: char| title.matches(mark).count();
    let doubles = count('"') % 2 == 1;
    let curly = count('“') != count('”') && count('„') == 0 && count('“') + count('”') > 0;
    let guillemets = count('«') != count('»');
    doubles || curly || guillemets || single_unbalanced(title)
}

/// Single marks: those that are no apostrophes must pair.
fn single_unbalanced(title: &str) -> bool {
    let mut open = 0_i32;
    let mut previous = ' ';
    let mut chars = title.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            '‘' => open += 1,
            '’' | '\'' if previous.is_alphanumeric() && next.is_alphanumeric() => {}
            '\'' if !previous.is_alphanumeric()
                && next.is_alphanumeric()
                && !matches!(previous, '.' | ',' | '?' | '!') =>
            {
                open += 1
            }
            '’' if !previous.is_alphanumeric()
                && next.is_alphanumeric()
                && previous == ' ' => {}
            '’' | '\'' if previous == 's' && open == 0 => {}
            '’' | '\'' => open -= 1,
            _ => {}
        }
        previous = c;
    }
    open != 0
}

/// Takes off a closing bracket that has no partner in the title, and tells of brackets that
/// do not pair.
pub(super) fn brackets(title: &mut String, draft: &mut Draft) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let (opened, closed) = (title.matches(open).count(), title.matches(close).count());
        if opened == closed {
            continue;
        }
        draft.fault(
            &rules::UNBALANCED_PARENTHESIS,
            format!("brackets of “{title}” do not pair"),
        );
        draft.raw.push(title.clone());
        if closed > opened && title.ends_with(close) {
            title.pop();
            *title = trim_title(title);
        }
    }
}

/// The beginning of a text, for messages.
pub(super) fn short(text: &str) -> String {
    let text = text.replace(CUT, " ");
    let text = text.trim();
    if text.chars().count() <= 48 {
        return text.to_owned();
    }
    text.chars().take(45).chain("…".chars()).collect()
}

/// Whether a short paragraph reads like a sentence: for the lead below a byline.
pub(super) fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = words
        .iter()
        .filter(|word| word.chars().next().is_some_and(char::is_lowercase))
        .count();
    let ends = text.trim_end().ends_with(['.', '…', '?', '!', '”', '"', ')']);
    let several = || {
        words.len() > 11 && lower * 100 >= words.len() * 35 && sentence_ends(text).len() > 1
    };
    let long = words.len() >= 14 && lower * 100 >= words.len() * 40;
    words.len() >= 7 && ends && (lower * 100 >= words.len() * 55 || long || several())
}

/// Whether a text reads like a sentence of prose.
pub(super) fn is_prose(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 9 {
        return false;
    }
    let lower = words
        .iter()
        .filter(|word| word.chars().next().is_some_and(char::is_lowercase))
        .count();
    let verbs = words.iter().filter(|word| is_verb(word)).count();
    let ends = text.trim_end().ends_with(['.', '…', '?', '!', '”', '"', ')', ':']);
    let capitals = words.len() - lower;
    let mostly_lower = lower * 100 >= words.len() * 55;
    ends && mostly_lower && (verbs > 0 || words.len() > 20) && words.len() >= 10
        || words.len() > 45 && capitals * 2 < words.len()
}

/// Whether a text is the beginning of a paragraph that is cut off: “The river, which …”.
pub(super) fn is_teaser(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let cut = text.ends_with('…') || text.ends_with("...");
    cut && words.len() >= 8 && small * 2 > words.len()
}

/// The title in “Read Harbours of the North (PDF)”.
pub(super) fn downloaded(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("Read ").or_else(|| text.strip_prefix("Download "))?;
    let title = rest.strip_suffix("(PDF)").or_else(|| rest.strip_suffix("(pdf)"))?.trim();
    (title.split_whitespace().count() > 2).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: &str, rest: &str) {
        let mut draft = Draft::default();
        let found = quoted(text, &mut draft).unwrap();
        assert_eq!((found.text.as_str(), found.rest.trim()), (title, rest), "{text}");
    }

    #[test]
    fn quotations() {
        check(
            "\"Promise and Peril in the Caucasus,\" AFPC Insights",
            "Promise and Peril in the Caucasus",
            "AFPC Insights",
        );
        check(
            "“‘Who Speaks for the Basin?’ Water, Law, and Voice,” River",
            "‘Who Speaks for the Basin?’ Water, Law, and Voice",
            "River",
        );
        check(
            "‘HIV created by West, claims’, Daily",
            "HIV created by West, claims",
            ", Daily",
        );
        check("‘Brakon’ervy’, Press", "Brakon’ervy", ", Press");
        check(
            "”Sverige måste välja hamn”, Morgonposten",
            "Sverige måste välja hamn",
            ", Morgonposten",
        );
        check(
            "« Qui paie le silence ? », Le Méridien",
            "Qui paie le silence ?",
            ", Le Méridien",
        );
        check("“Measuring Patience”, Journal", "Measuring Patience", ", Journal");
    }

    #[test]
    fn stray_brackets_go() {
        let mut draft = Draft::default();
        let mut title = "Putin's War In Ukraine and the Crimean War)".to_owned();
        brackets(&mut title, &mut draft);
        assert_eq!(title, "Putin's War In Ukraine and the Crimean War");
        let mut title = "Who Guards the Pipeline (and Who Pays?".to_owned();
        brackets(&mut title, &mut draft);
        assert_eq!(title, "Who Guards the Pipeline (and Who Pays?");
    }

    #[test]
    fn sentences_end_at_full_stops_but_not_at_initials() {
        let title = sentence("U.S. Policy in Asia. Foreign Affairs, 2012.").unwrap();
        assert_eq!(
            (title.text.as_str(), title.rest.trim()),
            ("U.S. Policy in Asia", "Foreign Affairs, 2012.")
        );
    }

    #[test]
    fn a_quotation_that_nothing_closes_is_opened() {
        assert_eq!(unclosed("“Ice Roads, Journal, 2019"), Some("Ice Roads, Journal, 2019"));
        assert_eq!(unclosed("“Ice Roads” and Rents, Journal"), None);
        assert_eq!(unclosed("Ice Roads, Journal"), None);
    }
}
