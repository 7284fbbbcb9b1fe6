//! The label that an entry begins with, and a file name that runs into it.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::draft::Draft;
use super::heads;
use super::names::{self, Style};
use super::tables::forgotten;
use super::tables::labels::{LABELS, Label};
use crate::diag::catalogue::page as rules;
use crate::model::Field;

/// Takes the label off the beginning, with a file name that runs into it.
pub(super) fn label(text: &mut String, draft: &mut Draft) -> Option<&'static Label> {
    let window: String = text.chars().take(120).collect();
    let lower = window.to_lowercase();
    if lower.len() != window.len() {
        // Offsets would not agree.
        return None;
    }
    let mut best: Option<(usize, usize, &'static Label)> = None;
    for found in NAMES.find_overlapping_iter(&lower) {
        let Some(row) = LABELS.get(found.pattern().as_usize()) else { continue };
        let (at, end) = (found.start(), found.end());
        let better =
            best.is_none_or(|(known, last, _)| at < known || at == known && end > last);
        if better && !forgotten::is(row.name) && is_label(&window, at, end, row) {
            best = Some((at, end, row));
        }
    }
    let (at, end, row) = best.or_else(|| unknown_series(&window))?;
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

/// The names of all labels, to be looked for at once.
static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(LABELS.iter().map(|row| row.name)).expect("a constant")
});

/// Whether what stands at a place is a label there: at the beginning, or where a file name
/// runs into it.
fn is_label(window: &str, at: usize, end: usize, row: &Label) -> bool {
    let rest = window.get(at..).unwrap_or("");
    if !rest.starts_with(char::is_uppercase) {
        return false;
    }
    let colon = window.get(end..).is_some_and(|rest| rest.starts_with(':'));
    let starts = at == 0 && (row.prefix || colon);
    (starts || row.prefix && glue(window, at)) && label_ends(window, end, row, starts)
}

/// A series that no table knows: `Harbour Paper Jane Doe, Title`, where a person follows.
fn unknown_series(window: &str) -> Option<(usize, usize, &'static Label)> {
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"((?:\p{Lu}[\p{L}’'-]+ ){1,4}(?:Papers?|Briefs?|Memos?|Monographs?|Insights?|Backgrounders?|Briefings?|Dispatch|Commentary|Commentaries))(?: |: )(?:\p{Lu}|[“\x22])").expect("a constant")
    });
    static UNKNOWN: Label = Label { name: "", kind: "report", series: true, prefix: true };
    static COMMENT: Label = Label { name: "", kind: "op-ed", series: false, prefix: true };
    let found = SERIES.captures(window)?.get(1)?;
    let mut start = found.start();
    if start > 0 {
        // `2209-HalvorsenHarbour Paper`: the last capital of the first word begins the label.
        let first = found.as_str().split(' ').next()?;
        let capital = first.rfind(char::is_uppercase)?;
        start += capital;
    } else if let Some(first) = found.as_str().split(' ').next() {
        let capital = first.rfind(char::is_uppercase)?;
        start = if glue(window, capital) { capital } else { 0 };
    }
    let after = window.get(found.end()..)?.trim_start_matches([':', ' ']);
    let person = heads::head(after, Style::GivenFirst)
        .is_some_and(|(end, names)| names.confidence >= 60 && end + 8 < after.len());
    let whole = start == 0 || glue(window, start);
    let comment = found.as_str().contains("Comment") || found.as_str().contains("Dispatch");
    let row = if comment { &COMMENT } else { &UNKNOWN };
    (person && whole).then_some((start, found.end(), row))
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
            let person = heads::head(after, Style::GivenFirst).is_some()
                || names::person_score(words.get(..2).unwrap_or(&[]).join(" ").as_str())
                    >= 60
                || names::person_score(&head) >= 50;
            first.is_uppercase() && (person || row.series || !at_start)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let mut rest = text.to_owned();
        let mut draft = Draft::default();
        let found =
            label(&mut rest, &mut draft).map(|_| draft.get(Field::GENRE).unwrap_or(""));
        assert_eq!(found.map(|label| (label, rest.as_str())), expected);
    }

    #[test]
    fn known_and_unknown_series() {
        check("Oped Jane Doe, A Title", Some(("Oped", "Jane Doe, A Title")));
        check(
            "2209-HalvorsenHarbour Paper Ingrid Halvorsen, Winter Timetables",
            Some(("Harbour Paper", "Ingrid Halvorsen, Winter Timetables")),
        );
        check("Working Paper Tigers in the North, 2020", None);
    }
}
