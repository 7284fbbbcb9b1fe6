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
    let mut lines = values(std::mem::take(&mut document.lines));
    numbers(&mut lines);
    let mut tidied = Vec::with_capacity(lines.len());
    for mut line in lines {
        ends(&mut line);
        let parts = date_and_text(&line)
            .or_else(|| names_published(&line))
            .or_else(|| via(&line))
            .or_else(|| placed_lead(&line))
            .or_else(|| title_date_names(&line))
            .or_else(|| labelled(&line));
        match parts {
            Some(parts) => tidied.extend(parts),
            None => tidied.push(line),
        }
    }
    document.lines = tidied;
}

/// “2023/31 “Cold Quays” by Ada Roe”: the number of a series before a title, on several
/// lines. The year of the number is the work's.
fn numbers(lines: &mut Vec<Line>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r#"^(?:No\.? ?)?((?:19|20)\d\d)[/-](\d{1,3})[:.]?\s+(["“'‘«].{8,})$"#)
    });
    let own = |line: &Line| NUMBER.is_match(&line.text);
    if lines.iter().filter(|line| own(line)).take(3).count() < 3 {
        return;
    }
    let mut number = String::new();
    lines.retain_mut(|line| {
        // “2023 No. 31” below it says the same again.
        let again = line.text.split(" No. ").collect::<Vec<_>>().join("/");
        if again == number {
            return false;
        }
        let Some(found) = NUMBER.captures(&line.text) else { return true };
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        number = format!("{}/{}", part(1), part(2));
        let text = format!("{}, {}.", part(3).trim_end_matches('.'), part(1));
        line.text = text;
        line.bullet = true;
        line.runs.clear();
        true
    });
}

/// Labels of the parts of a work, lower case.
const LABELS: &[&str] = &[
    "title",
    "author",
    "authors",
    "author(s)",
    "source",
    "date",
    "published",
    "publication date",
    "date published",
    "date of publication",
    "category",
    "type",
    "content type",
    "journal",
    "publication",
    "institution",
    "abstract",
    "topic",
    "political geography",
    "autor",
    "autoren",
    "datum",
    "quelle",
    "titel",
    "fecha",
    "fuente",
    "auteur",
    "auteurs",
    "titre",
    "автор",
    "источник",
    "дата",
];

/// “• Author: Ada Roe” and “• Publication Date: 01-2020”, again and again: points that say
/// what a work is, and no works.
fn points(mut lines: Vec<Line>) -> Vec<Line> {
    let label = |line: &Line| {
        let (label, _) = line.text.split_once(": ").filter(|_| line.bullet)?;
        LABELS.contains(&label.trim().to_lowercase().as_str()).then(|| label.to_owned())
    };
    let found = lines.iter().filter_map(label).collect::<Vec<_>>();
    let first = found.first().cloned().unwrap_or_default();
    let kinds = found.iter().filter(|label| **label == first).count();
    if found.len() < 4 || kinds < 2 || found.len() < kinds * 2 {
        return lines;
    }
    for line in &mut lines {
        let Some(name) = label(line) else { continue };
        line.bullet = false;
        line.gap = name == first;
        line.runs.clear();
        if let Some((head, value)) = line.text.split_once(": ") {
            line.text = match head.to_lowercase().as_str() {
                "abstract" => value.to_owned(),
                _ => valued(&format!("{head}:"), value),
            };
        }
    }
    lines
}

/// “Author:” and “Ada Roe” on two lines in one, if the page does so again and again.
fn values(lines: Vec<Line>) -> Vec<Line> {
    let label = |line: &Line| {
        let label = line.text.strip_suffix(':').map(|label| label.trim().to_lowercase());
        label.is_some_and(|label| LABELS.contains(&label.as_str()))
    };
    let lines = points(lines);
    if lines.iter().filter(|line| label(line)).take(4).count() < 4 {
        return lines;
    }
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut().filter(|above| label(above) && !label(&line)) {
            Some(above) => {
                above.text = valued(&above.text, &line.text);
                above.span.end = line.span.end;
                above.bullet = false;
                above.runs.clear();
            }
            None => joined.push(line),
        }
    }
    // What stands above the labels is the title.
    for at in 1..joined.len() {
        let labelled = joined.get(at).is_some_and(|line| {
            line.text.split_once(": ").is_some_and(|(label, _)| {
                matches!(label.to_lowercase().as_str(), "author" | "authors" | "autor")
            })
        });
        if let Some(title) = joined.get_mut(at - 1).filter(|_| labelled) {
            title.bullet = false;
            title.gap = true;
        }
    }
    joined
}

/// A label and its value on one line; sorts of works become labels, “05-2015” a date.
fn valued(label: &str, value: &str) -> String {
    let kind = ["content type", "type", "category"];
    if kind.contains(&label.trim_end_matches(':').trim().to_lowercase().as_str()) {
        return format!("{}{value}", super::clauses::CUT);
    }
    match value.split_once('-') {
        Some((month, year)) if month.len() == 2 && year.len() == 4 => {
            format!("{label} {year}-{month}")
        }
        _ => format!("{label} {value}"),
    }
}

/// “Source:The Courier Date:31Jul2021”: labels and values on one line.
fn labelled(line: &Line) -> Option<Vec<Line>> {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|\s)(\p{L}+(?: (?:of )?\p{L}+|\(s\))?)\s?:\s?"));
    let text = line.text.as_str();
    if line.bullet || text.len() > 400 || text.matches(':').count() < 2 {
        return None;
    }
    let mut starts = Vec::new();
    for found in LABEL.captures_iter(text) {
        let label = found.get(1)?;
        let lower = label.as_str().to_lowercase();
        // “crisis Author(s): …”: the words before the label run into it.
        let words: Vec<&str> = lower.split(' ').collect();
        let own = match words.as_slice() {
            [_, last] if !LABELS.contains(&lower.as_str()) => {
                LABELS.contains(last).then(|| {
                    label.start() + label.as_str().find(' ').map_or(0, |space| space + 1)
                })
            }
            _ => LABELS.contains(&lower.as_str()).then_some(label.start()),
        };
        starts.extend(own);
    }
    if starts.len() < 2 || starts.first() != Some(&0) {
        return None;
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| {
        let (label, value) = text.get(*start..end)?.split_once(':')?;
        Some(format!("{}: {}", label.trim(), value.trim()))
    });
    Some(parted(line, parts.collect::<Vec<_>>()))
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
    static NOTE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(\p{L})\s?\[(?:\d{1,2}|\*{1,2}|i{1,3})\]$"));
    if line.text.len() > 200 {
        return;
    }
    if let Some(end) = NOTE.captures(&line.text).and_then(|found| Some(found.get(1)?.end()))
    {
        line.text.truncate(end);
        line.runs.retain(|run| run.end <= end);
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

/// “by Ada Roevia The Courier”, “by Ada Roe via The Courier, 3 May 2019”: a byline, where it
/// was published, and when.
fn via(line: &Line) -> Option<Vec<Line>> {
    static VIA: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?i:by) (.{4,100}?)\s?via (\p{Lu}.{2,60})$"));
    if line.bullet || line.text.len() > 200 {
        return None;
    }
    let found = VIA.captures(&line.text)?;
    let (people, place) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let (place, date) = match dates::find(place, Order::Unknown).into_iter().next() {
        Some(hit) => {
            let name = place.get(..hit.start)?.trim_end_matches([',', ' ', '–', '-']);
            (name, Some(place.get(hit.start..)?.to_owned()))
        }
        None => (place, None),
    };
    if place.is_empty() || names::list_score(people) < 45 {
        return None;
    }
    let byline = format!("By {people}{}{place}", super::clauses::CUT);
    Some(parted(line, [Some(byline), date].into_iter().flatten()))
}

/// “Ada Roe, The Courier – 7 May 2021 The council …”: who wrote it, where and when, before
/// the paragraph.
fn placed_lead(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.as_str();
    if line.bullet || text.split_whitespace().count() < 14 {
        return None;
    }
    let hit = dates::find(text, Order::Unknown).into_iter().find(|hit| hit.exact)?;
    let head = text.get(..hit.start)?.strip_suffix(" – ").or_else(|| {
        let head = text.get(..hit.start)?;
        head.strip_suffix(" — ").or_else(|| head.strip_suffix(" - "))
    })?;
    let rest = text.get(hit.end..)?.trim_start_matches([':', ' ', '.']);
    let (people, place) = head.rsplit_once(", ")?;
    let short = head.split_whitespace().count() <= 14 && place.split(' ').count() <= 5;
    let begins =
        rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '«'));
    (short && begins && names::list_score(people) >= 60).then(|| {
        let byline = format!("By {people}{}{place}", super::clauses::CUT);
        let date = text.get(hit.start..hit.end).unwrap_or("").to_owned();
        parted(line, [byline, date, rest.to_owned()])
    })
}

/// “Cold Quays 16/03/2026Ada Roe”: a title, a date, and names that run into it.
fn title_date_names(line: &Line) -> Option<Vec<Line>> {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(.{12,200}?) (\d{1,2}[/.]\d{1,2}[/.]\d{4})(\p{Lu}[^\d?!:]{3,60}?)\*?$")
    });
    let found = GLUED.captures(&line.text)?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    if names::list_score(part(3)) < 45 {
        return None;
    }
    let mut parts =
        parted(line, [part(1).to_owned(), part(2).to_owned(), format!("By {}", part(3))]);
    for (at, part) in parts.iter_mut().enumerate() {
        part.bullet = false;
        part.gap = at == 0;
    }
    Some(parts)
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
