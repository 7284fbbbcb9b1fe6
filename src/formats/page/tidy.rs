//! What stands at the ends of lines and tells nothing of the work: reading times, counters,
//! the date of a change; and paragraphs that run on from a date.

use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, Order};
use super::document::{Document, Line};
use super::parted::parted;
use super::{kinds, names, title};

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// Takes off what stands at the ends of lines, and parts dates from what they run into.
pub(super) fn tidy(document: &mut Document) {
    let lines = std::mem::take(&mut document.lines);
    let mut tidied = Vec::with_capacity(lines.len());
    for mut line in lines {
        ends(&mut line);
        match date_and_text(&line).or_else(|| names_published(&line)) {
            Some(parts) => tidied.extend(parts),
            None => tidied.push(line),
        }
    }
    document.lines = tidied;
}

/// “Jul 23, 20254 min read”, “3 May 2019 - Updated: 4 May 2020”.
fn ends(line: &mut Line) {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(.*?\b(?:19|20)\d\d|.*?\S\s*[|·•–—])\s*\d{1,2}\s?(?:min(?:ute)?s?\.?(?:[ -]read)?|min\.? de lecture|min\.? lesezeit|minuten lesezeit|min\.? läsning|dk(?:\.| okuma(?: süresi)?)|мин(?:\.|ут[аы]?)?(?: чтения)?)$",
        )
    });
    static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)[\s|·•,/(–—-]+(?:last )?(?:updated|modified|güncelle\p{L}*(?: tarihi)?|aktualisiert|mis(?:e)? à jour|actualizado|uppdaterad|обновлено|оновлено)\b(?: on| am| le| el)?\s*:?\s*[\d\p{Lu}].{3,40}$",
        )
    });
    if line.text.len() > 200 {
        return;
    }
    for (marks, group) in [(&*TIME, 1), (&*CHANGED, 0)] {
        let Some(found) = marks.captures(&line.text) else { continue };
        let end = match (group, found.get(group)) {
            (0, Some(rest)) => rest.start(),
            (_, Some(kept)) => kept.end(),
            _ => continue,
        };
        let kept = line.text.get(..end).unwrap_or("").trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '|' | '·' | '•' | ',' | '–' | '—' | '-')
        });
        let dated = dates::find(kept, Order::Unknown).iter().any(|hit| hit.exact);
        if dated || group == 1 && kept.len() > 3 && !title::is_prose(kept) {
            let end = kept.len();
            line.text.truncate(end);
            line.runs.retain(|run| run.end <= end);
        }
    }
}

/// “2016-02-01 | The council wants to sail.”: a date before the paragraph of its work.
fn date_and_text(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.as_str();
    if line.bullet || line.heading > 0 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (date, rest) = [" | ", " • ", " · ", " – ", " — ", " - "]
        .iter()
        .find_map(|mark| text.split_once(mark))?;
    let hit = dates::only_date(date, Order::Unknown).filter(|hit| hit.date.is_some())?;
    let ends = rest.ends_with(['.', '…', '?', '!', ']', '”']);
    let paragraph = rest.split_whitespace().count() > 8 && ends;
    (paragraph && hit.start < 12 && rest.starts_with(|c: char| !c.is_lowercase()))
        .then(|| parted(line, [date.to_owned(), rest.to_owned()]))
}

/// “Oped, Ada Roe & Noel Bird, Published on 3 May 2019”: names and a date.
fn names_published(line: &Line) -> Option<Vec<Line>> {
    static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(.{4,120}?)[,;|·•–—-]?\s*(?i:published|posted|veröffentlicht|publié|publicado|publicerad|опубликовано)(?i: on| am| le| el)?:?\s+(.{6,40})$",
        )
    });
    if line.bullet || line.text.len() > 180 {
        return None;
    }
    let found = PUBLISHED.captures(&line.text)?;
    let (head, date) = (found.get(1)?.as_str().trim(), found.get(2)?.as_str());
    dates::only_date(date, Order::Unknown)?;
    let (label, people) = match head.split_once(", ") {
        Some((label, people)) if kinds::label(label).is_some() => (Some(label), people),
        _ => (None, head),
    };
    let people =
        people.strip_prefix("By ").or_else(|| people.strip_prefix("by ")).unwrap_or(people);
    if names::list_score(people) < 60 || super::roles::has_heading_words(people) {
        return None;
    }
    let label = label.map(|label| format!("{}{label}", super::clauses::CUT));
    let parts = [Some(format!("By {people}")), Some(date.to_owned()), label];
    Some(parted(line, parts.into_iter().flatten()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::page::document;

    fn check(text: &str, expected: &[&str]) {
        let mut document = document::from_text(text);
        tidy(&mut document);
        let lines: Vec<&str> = document.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn ends_of_lines() {
        check("Jul 23, 20254 min read", &["Jul 23, 2025"]);
        check("3 May 2019 | 12 min read", &["3 May 2019"]);
        check("3 Mayıs 2019 - Güncellenme Tarihi: 07.08.2020 19:10", &["3 Mayıs 2019"]);
        check("Quays of 2019", &["Quays of 2019"]);
        check("The harbour in 10 minutes", &["The harbour in 10 minutes"]);
    }

    #[test]
    fn dates_before_paragraphs() {
        check(
            "2016-02-01 | The council wants to sail again this year, and soon.",
            &["2016-02-01", "The council wants to sail again this year, and soon."],
        );
        check("2016-02-01 | The Quay", &["2016-02-01 | The Quay"]);
    }

    #[test]
    fn names_before_published() {
        check(
            "Ada Roe & Noel Bird, Published on 3 May 2019",
            &["By Ada Roe & Noel Bird", "3 May 2019"],
        );
    }
}
