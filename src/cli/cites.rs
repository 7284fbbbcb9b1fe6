//! The grammar of `ibid cite`: `see @doe2020, pp. 4-6, and so on; -@roe`.
//!
//! It is pandoc's (manual, “Extension: citations”): cites are separated by `;`, each has a
//! key after `@`, words before it (prefix), and after it a locator and words (suffix).
//! `-@` leaves the author out. A locator in braces is taken as it is: `@doe{p. iv}`.

use crate::model::{Locator, LocatorLabel};

/// One cite as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The cite key.
    pub(crate) key: String,
    /// Words before it.
    pub(crate) prefix: String,
    /// The place in the work.
    pub(crate) locator: Option<Locator>,
    /// Words after it.
    pub(crate) suffix: String,
    /// Whether the author is left out.
    pub(crate) suppress_author: bool,
}

/// Words that name what a locator counts, with and without full stop.
const LABELS: &[(&str, &str)] = &[
    ("act", "act"),
    ("app", "appendix"),
    ("art", "article-locator"),
    ("bk", "book"),
    ("bks", "book"),
    ("can", "canon"),
    ("c", "chapter"),
    ("ch", "chapter"),
    ("chs", "chapter"),
    ("chap", "chapter"),
    ("chaps", "chapter"),
    ("col", "column"),
    ("cols", "column"),
    ("eq", "equation"),
    ("fig", "figure"),
    ("figs", "figure"),
    ("fol", "folio"),
    ("fols", "folio"),
    ("l", "line"),
    ("ll", "line"),
    ("n", "note"),
    ("nn", "note"),
    ("no", "issue"),
    ("nos", "issue"),
    ("op", "opus"),
    ("p", "page"),
    ("pp", "page"),
    ("para", "paragraph"),
    ("paras", "paragraph"),
    ("¶", "paragraph"),
    ("¶¶", "paragraph"),
    ("pt", "part"),
    ("pts", "part"),
    ("r", "rule"),
    ("sc", "scene"),
    ("sec", "section"),
    ("secs", "section"),
    ("§", "section"),
    ("§§", "section"),
    ("suppl", "supplement"),
    ("s.v", "sub-verbo"),
    ("s.vv", "sub-verbo"),
    ("tbl", "table"),
    ("tab", "table"),
    ("v", "verse"),
    ("vv", "verse"),
    ("vol", "volume"),
    ("vols", "volume"),
];

/// Reads a cluster; the words that are no cites, if any, are the error.
///
/// # Errors
/// If a part has no key.
pub(crate) fn parse(text: &str) -> Result<Vec<Typed>, String> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let text = bare.filter(|inner| !inner.contains(['[', ']'])).unwrap_or(text);
    let parts = split(text).into_iter().filter(|part| !part.trim().is_empty());
    parts.map(|part| cite(part).ok_or_else(|| part.trim().to_owned())).collect()
}

/// Splits at semicolons that stand outside braces.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

fn cite(part: &str) -> Option<Typed> {
    let at = key_start(part)?;
    let (before, rest) = part.split_at_checked(at)?;
    let (key, rest) = key(rest.strip_prefix('@')?)?;
    let suppress_author = before.ends_with('-');
    let before = before.strip_suffix('-').unwrap_or(before);
    let (locator, suffix) = locator_and_suffix(rest);
    Some(Typed {
        key: key.to_owned(),
        prefix: before.trim_start().to_owned(),
        locator,
        suffix,
        suppress_author,
    })
}

/// Where the `@` of a key is: at the start, after white space or after `-`, not in an
/// e-mail address.
fn key_start(part: &str) -> Option<usize> {
    part.match_indices('@').map(|(at, _)| at).find(|at| {
        let before = part.get(..*at).unwrap_or("");
        let before = before.strip_suffix('-').unwrap_or(before);
        before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// A key and what follows: `{anything}`, or letters, digits, `_` and single marks inside.
fn key(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix('{') {
        return rest.split_once('}').filter(|(key, _)| !key.is_empty());
    }
    let is_inner = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_inner(c) || c == '*' {
            end = at + c.len_utf8();
        } else if !":.#$%&-+?<>~/".contains(c) {
            break;
        }
    }
    // `doi:10.1/x--y` keeps its marks; marks at the end belong to the sentence.
    (end > 0).then(|| text.split_at(end))
}

fn locator_and_suffix(rest: &str) -> (Option<Locator>, String) {
    let trimmed = rest.trim_start();
    let trimmed = match trimmed.strip_prefix(',').map(str::trim_start) {
        Some(braces) if braces.starts_with('{') => braces,
        _ => trimmed,
    };
    if let Some((inner, suffix)) = trimmed.strip_prefix('{').and_then(|r| r.split_once('}'))
    {
        let locator = match labelled(inner.trim()) {
            Some((label, value)) => Locator { label, value: value.trim().to_owned() },
            None => Locator { label: LocatorLabel::PAGE, value: inner.trim().to_owned() },
        };
        let filled = !locator.value.is_empty();
        return (filled.then_some(locator), suffix.to_owned());
    }
    let body = trimmed.strip_prefix(',').unwrap_or(trimmed).trim_start();
    let labelled = labelled(body);
    let (label, value) = labelled.unwrap_or((LocatorLabel::PAGE, body));
    // Without a label a word like “mix” is no number.
    let first = value.split([' ', ',']).next().unwrap_or("");
    let numeric = labelled.is_some() || first.contains(|c: char| c.is_ascii_digit());
    match value.split_at_checked(value_end(value)).filter(|_| numeric) {
        Some((value, suffix)) if !value.is_empty() => {
            (Some(Locator { label, value: value.to_owned() }), suffix.to_owned())
        }
        _ => (None, rest.trim_end().to_owned()),
    }
}

/// The label at the start of a text, and the text after it.
fn labelled(text: &str) -> Option<(LocatorLabel, &str)> {
    let end =
        text.find(|c: char| c.is_whitespace() || c.is_ascii_digit()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let short = word.trim_end_matches('.').to_lowercase();
    let short = match short.as_str() {
        // A full stop or a sign is needed to tell these from words and numbers.
        "c" | "v" | "l" | "n" | "r" | "no" | "op" | "can" if !word.ends_with('.') => {
            return None;
        }
        "" => return None,
        short => short,
    };
    let name = LABELS.iter().find(|(label, _)| *label == short).map(|(_, name)| *name);
    let plural = short.strip_suffix('s').unwrap_or(short);
    let label = name
        .and_then(LocatorLabel::named)
        .or_else(|| LocatorLabel::named(short))
        .or_else(|| LocatorLabel::named(plural))?;
    let rest = rest.trim_start();
    let is_place = rest.chars().next().is_some_and(char::is_alphanumeric);
    (is_place && value_end(rest) > 0).then_some((label, rest))
}

/// How far a locator's value goes: words with a digit or Roman numerals, joined by commas,
/// hyphens, dashes and `&`.
fn value_end(text: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    while let Some(rest) = text.get(at..) {
        let start = rest.len() - rest.trim_start_matches([' ', ',', '&']).len();
        if end == 0 && start > 0 {
            break;
        }
        let word = rest.get(start..).unwrap_or("");
        let length = word
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '(' | ')'))
            .unwrap_or(word.len());
        let word = word.get(..length).unwrap_or("");
        let kept = word.trim_end_matches(['.', '!', '?']);
        if kept.is_empty() || !is_place(kept) {
            break;
        }
        end = at + start + kept.len();
        at += start + length;
        if kept.len() < length {
            break;
        }
    }
    end
}

/// Whether a word is a number, a range, or a Roman numeral.
fn is_place(word: &str) -> bool {
    let digit = word.chars().any(|c| c.is_ascii_digit());
    let mut ends = word.split(['-', '–']);
    digit
        || ends.all(|end| !end.is_empty() && end.chars().all(|c| "ivxlcIVXLC".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `prefix|key|label value|suffix`, a `-` before keys without author.
    fn check(text: &str, expected: &[&str]) {
        let shown = |cite: Typed| {
            let locator = cite.locator.map(|l| format!("{} {}", l.label.name(), l.value));
            let minus = if cite.suppress_author { "-" } else { "" };
            let (prefix, key, suffix) = (cite.prefix, cite.key, cite.suffix);
            format!("{prefix}|{minus}{key}|{}|{suffix}", locator.unwrap_or_default())
        };
        let cites: Vec<String> = parse(text).unwrap().into_iter().map(shown).collect();
        assert_eq!(cites, expected, "{text}");
    }

    // The examples are those of pandoc's manual, section “Citation syntax”.
    #[test]
    fn examples_of_the_manual() {
        check("@doe99", &["|doe99||"]);
        check(
            "[@{https://example.com/bib?name=foobar&date=2000}, p.  33]",
            &["|https://example.com/bib?name=foobar&date=2000|page 33|"],
        );
        check(
            "see @doe99, pp. 33-35, and *passim*; @smith04, chap. 1",
            &["see |doe99|page 33-35|, and *passim*", "|smith04|chapter 1|"],
        );
        check(
            "@smith{ii, A, D-Z}, with a suffix",
            &["|smith|page ii, A, D-Z|, with a suffix"],
        );
        check(
            "@smith, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here",
            &["|smith|page iv, vi-xi, (xv)-(xvii)| with suffix here"],
        );
        check("@smith{}, 99 years later", &["|smith||, 99 years later"]);
        check("-@smith04", &["|-smith04||"]);
        check("see -@smith04", &["see |-smith04||"]);
    }

    #[test]
    fn locators() {
        check("@a, 12", &["|a|page 12|"]);
        check("@a p. 4", &["|a|page 4|"]);
        check("@a, §5", &["|a|section 5|"]);
        check("@a, sec. 2.3.", &["|a|section 2.3|."]);
        check("@a, pp. 3, 5 & 7 ff.", &["|a|page 3, 5 & 7| ff."]);
        check("@a, chapters 3–4", &["|a|chapter 3–4|"]);
        check("@a, p. xii", &["|a|page xii|"]);
        check("@a, my opinion", &["|a||, my opinion"]);
        check("@a, ill, ix", &["|a||, ill, ix"]);
        check("@a, no doubt", &["|a||, no doubt"]);
        check("@a, s.v. 4", &["|a|sub-verbo 4|"]);
    }

    #[test]
    fn keys_keep_marks_inside_only() {
        check("@doe:2020.a.", &["|doe:2020.a||."]);
        check("me@example.org, @b", &["me@example.org, |b||"]);
        check("@müller-2020", &["|müller-2020||"]);
    }

    #[test]
    fn what_has_no_key_is_said() {
        assert_eq!(parse("see doe; @b").unwrap_err(), "see doe");
        assert_eq!(parse("  ").unwrap(), []);
        assert_eq!(parse("@").unwrap_err(), "@");
    }
}
