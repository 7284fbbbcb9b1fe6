//! Numbers of an entry: volume, issue, pages, edition.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::draft::Draft;
use super::place;
use crate::model::Field;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

struct Numbers {
    pages: Vec<Regex>,
    count: Regex,
    volume_issue: Vec<Regex>,
    volume: Regex,
    issue: Regex,
    trailing_volume: Regex,
}

static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| {
    let range = r"([A-Za-z]{0,2}\d+[a-z]?(?:\s?[–‒—‐‑-]+\s?[A-Za-z]{0,2}\d+[a-z]?)?)";
    let wide = r"([A-Za-z]{0,2}\d+[a-z]?\s?[–‒—‐‑-]+\s?[A-Za-z]{0,2}\d+[a-z]?)";
    Numbers {
        pages: vec![
            pattern(&format!(
                r"(?i)[,;:\s(]*\b(?:pp|ss|pgs|págs|pages|seiten|стр|сс|sayfa|sid)\b\.?\s*{range}(?:\s*(?:,|und|and|et|&)\s*\d+[–-]\d+)*\)?"
            )),
            pattern(&format!(r"(?i)[,;:\s(]*\b(?:p|s|с|б)\.?\s*{wide}\)?")),
            pattern(&format!(r"[,;:\s(]*\bp\.?\s*{range}\)?")),
            pattern(&format!(r":\s*{wide}")),
            pattern(&format!(r"[,\s\x01]+{wide}(?:[.,\s\x01]*$)")),
            pattern(&format!(r"[,.]\s+{wide}[,.\s\x01]")),
        ],
        count: pattern(
            r"(?i)[,;.\s(]*\b(\d{1,4})\s*(?:pp|p|s|pages|seiten|стр|с|стор|sider|sivua|sayfa|syf|sidor|págs?|páginas|Seiten|сторінок|страниц|S)\b\.?\)?\s*\.?\s*$",
        ),
        volume_issue: vec![
            pattern(
                r"(?i)[,\s]*\b(?:vol(?:ume)?|v|bd|band|t|tome|tom|том|т|cilt|c|jg|årg)\b\.?\s*([IVXLC]+|\d+)\s*[,;.]?\s*\(?(?:no|nr|n|n[°º]|number|issue|iss|heft|h|№|sayı|s|num|núm|вып|вип|häfte|fasc|numéro)\b?\.?\s*(\d+(?:\s?[-/–]\s?\d+)?)\)?",
            ),
            pattern(r"[,\s]*\b(\d{1,4})\s*\((\d{1,4}(?:[-–/]\d+)?)\)"),
            pattern(r"[,\s]*\b(\d{1,3})/(\d{1,4})\b"),
            pattern(r"[,\s]+(\d{1,3}):\s?(\d{1,3})\s*(?:[(,\x01]|$)"),
            pattern(r"[,\s]+(\d{1,4}),\s+(\d{1,6}(?:-\d+)?|[A-Z])\s*(?:,?\s*\x01|$|\()"),
            pattern(
                r"(?i)[,\s]+(\d{1,4})[,\s\x01]+(?:no|nr|n°|issue|heft|h|вып)\.?\s*(\d+(?:[-–/]\d+)?)",
            ),
            // `32.3 (2013)`, the year taken out.
            pattern(r"[,\s]+(\d{1,3})\.(\d{1,2})\s?(?:[:(]|\x01)"),
            // `71 (2021) 3`, the year taken out.
            pattern(r"[,\s]+(\d{1,4})\s?\x01,? (\d{1,3}),"),
        ],
        volume: pattern(
            r"(?i)[,\s]*\b(?:vol(?:ume)?|v|bd|band|tome|tom|том|cilt|c|jg|årg)\b\.?\s*([IVXLC]+|\d+)\b",
        ),
        issue: pattern(
            r"(?i)[,\s]*(?:\b(?:no|nr|issue|heft|sayı|num|núm|вып|вип|häfte|fasc|zesz)\b|\bn[°º]|№)\.?\s*(\d+(?:[-/–]\d+)?)",
        ),
        trailing_volume: pattern(r"^(.*\p{L}[)]?),?\s+\(?(\d{1,4})\)?$"),
    }
});

/// `2018/2` is the second issue of 2018, `2023:4` a number.
pub(super) fn year_and_issue(text: &mut String, draft: &mut Draft) {
    static BOTH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b((?:19|20)\d\d)([/:])(\d{1,3})\b"));
    // `Heft 2/2021`, `№ 4-2020`
    static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:\b(?:heft|h\.|nr|no|issue|sayı|вып)\.?|№|\bn[°º])\s*(\d{1,3})\s?[/-]\s?((?:19|20)\d\d)\b",
        )
    });
    // `Osteuropa 3/2020`, `Policy Paper 14/2022`; not the end of `3/4/2020`
    static SLASHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\p{L}[.,]?[ \x01]+\(?(\d{1,3})/((?:19|20)\d\d)(?:[^\d/–-]|$)")
    });
    if let Some(found) = ISSUE.captures(text) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        draft.text(Field::ISSUE, part(1), 90, "issue and year");
        let range = found.get(0).map_or(0..0, |whole| whole.range());
        let year = format!("{CUT}{}", part(2));
        text.replace_range(range, &year);
        return;
    }
    if let Some(found) = SLASHED.captures(text) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        let range = found.get(1).map_or(0..0, |number| number.start()..number.end() + 5);
        let before = text.get(..range.start).unwrap_or("").trim_end_matches([' ', CUT]);
        if place::ends_with_label(before) {
            let number = format!("{}/{}", part(1), part(2));
            draft.text(Field::NUMBER, &number, 90, "number of a report");
        } else {
            draft.text(Field::ISSUE, part(1), 85, "issue and year");
        }
        let year = part(2).to_owned();
        let said = text.matches(year.as_str()).count() > 1;
        let left = if said { CUT.to_string() } else { format!("{CUT}{year}") };
        text.replace_range(range, &left);
        return;
    }
    let Some(found) = BOTH.captures(text) else { return };
    let whole = found.get(0).map_or(0..0, |whole| whole.range());
    let (year, number) =
        (found.get(1).map_or("", |y| y.as_str()), found.get(3).map_or("", |n| n.as_str()));
    let slash = found.get(2).is_some_and(|mark| mark.as_str() == "/");
    let replacement = if slash {
        draft.text(Field::ISSUE, number, 88, "year and issue");
        format!("{year}{CUT}")
    } else {
        draft.text(Field::NUMBER, &format!("{year}:{number}"), 92, "number of a report");
        let full = text.get(whole.end..).unwrap_or("").contains(year);
        if full { String::from(CUT) } else { format!("{CUT}{year}") }
    };
    text.replace_range(whole, &replacement);
}

/// Takes volume and issue out that stand together.
fn take_volume_and_issue(text: &mut String, draft: &mut Draft) -> bool {
    // Volume and issue before pages: `35(3), 84-98`.
    for both in &NUMBERS.volume_issue {
        if let Some(found) = both.captures(text) {
            let whole = found.get(0).map_or(0..0, |whole| whole.range());
            // “Issue 6/7” has no volume.
            let before = text.get(..whole.start).unwrap_or("").to_lowercase();
            let word = before.trim_end_matches(['.', ' ']).rsplit(' ').next().unwrap_or("");
            if matches!(word, "issue" | "issues" | "no" | "nos" | "nr" | "№" | "heft") {
                continue;
            }
            let (volume, issue) = (
                found.get(1).map_or("", |v| v.as_str()),
                found.get(2).map_or("", |i| i.as_str()),
            );
            let confidence = if volume.len() < 4 || whole.len() > 12 { 94 } else { 80 };
            draft.text(
                Field::VOLUME,
                volume,
                confidence,
                "numbers in the order volume, issue",
            );
            // `345, 1554`: no journal has so many issues in a volume.
            // So are the pages of “60, 2-20”.
            let span = issue.split_once(['-', '–']).and_then(|(from, to)| {
                Some((from.trim().parse::<u32>().ok()?, to.trim().parse::<u32>().ok()?))
            });
            let page = (issue.parse::<u32>().is_ok_and(|number| number > 99)
                || span.is_some_and(|(from, to)| to > from + 3))
                && both.as_str().contains("),\\s+(");
            draft.text(
                if page { Field::PAGE } else { Field::ISSUE },
                issue,
                if page { 85 } else { confidence },
                "numbers in the order volume, issue",
            );
            let keep =
                text.get(whole.clone()).is_some_and(|part| part.ends_with(['(', ',']));
            let opened = text.get(whole.clone()).is_some_and(|part| part.ends_with('('));
            text.replace_range(
                whole,
                &format!("{CUT}, {}", if keep && opened { "(" } else { "" }),
            );
            return true;
        }
    }
    false
}

/// Takes the volume in “91(Summer)” out, and the season with it.
fn volume_of_season(text: &mut String, draft: &mut Draft) {
    static SEASON: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\p{L}[,\s]+(\d{1,4})\s?\((\p{L}{3,10})\)"));
    let Some(found) = SEASON.captures(text) else { return };
    let (Some(volume), Some(season)) = (found.get(1), found.get(2)) else { return };
    if super::dates::month(season.as_str()).is_some_and(|(_, misspelt)| !misspelt) {
        draft.text(Field::VOLUME, volume.as_str(), 88, "a number before a season");
        let range = volume.start()..season.end() + 1;
        text.replace_range(range, &CUT.to_string());
    }
}

/// Takes “2. Aufl.”, “3rd rev. ed.”, “изд. 2-е” out.
fn edition(text: &mut String, draft: &mut Draft) {
    static EDITION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)[,.;(\s]*\b(?:(\d{1,2})(?:st|nd|rd|th|e|ème|ª|º|-е|-ге)?\.?,? (?:(?:rev(?:ised|\.)?|überarb(?:eitete|\.)?|erw(?:eiterte|\.)?|überarbeitete und erweiterte|expanded|and|und|neu bearb\.|испр\.|доп\.|,) ?){0,3}(?:edn?\b\.?|edition\b|aufl(?:age\b|\.)|éd(?:ition\b|\.)|изд(?:ание\b|\.)|вид(?:ання\b|\.)|baskı\b|uppl(?:agan\b|\.))|изд\. (\d)-е)(?:,? (?:испр\.|и доп\.|доп\.))*\)?",
        )
    });
    let Some(found) = EDITION.captures(text) else { return };
    let number = found.get(1).or(found.get(2)).map_or("", |number| number.as_str());
    draft.text(Field::EDITION, number, 93, "printed");
    let range = found.get(0).map_or(0..0, |whole| whole.range());
    text.replace_range(range, &format!(". {CUT}"));
}

/// Takes pages, volume and issue out.
pub(super) fn take_numbers(text: &mut String, draft: &mut Draft) -> bool {
    let numbers = &*NUMBERS;
    let mut any = false;
    if let Some(found) = numbers.count.captures(text) {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let lone = text.get(..whole.start).is_some_and(|head| {
            !head.trim_end().ends_with(['-', '–', '.', ':']) || head.len() > 3
        });
        if lone {
            draft.text(
                Field::NUMBER_OF_PAGES,
                found.get(1).map_or("", |n| n.as_str()),
                90,
                "printed",
            );
            text.replace_range(whole, &format!(", {CUT}"));
        }
    }
    edition(text, draft);
    volume_of_season(text, draft);
    any |= draft.has(Field::VOLUME);
    any |= take_volume_and_issue(text, draft);
    for (at, pages) in numbers.pages.iter().enumerate() {
        if let Some(found) = pages.captures(text) {
            let whole = found.get(0).map_or(0..0, |whole| whole.range());
            let page = found.get(1).map_or("", |page| page.as_str());
            draft.text(
                Field::PAGE,
                page,
                if at < 4 { 94 } else { 88 },
                "a range of numbers",
            );
            text.replace_range(whole, &format!(", {CUT}"));
            any = true;
            break;
        }
    }
    if !draft.has(Field::VOLUME)
        && let Some(found) = numbers.volume.captures(text)
    {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        draft.text(Field::VOLUME, found.get(1).map_or("", |v| v.as_str()), 93, "printed");
        text.replace_range(whole, &format!("{CUT},"));
        any = true;
    }
    if !draft.has(Field::ISSUE)
        && let Some(found) = numbers.issue.captures(text)
    {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        draft.text(Field::ISSUE, found.get(1).map_or("", |i| i.as_str()), 92, "printed");
        text.replace_range(whole, &format!("{CUT},"));
        any = true;
    }
    any
}

/// A volume that stands bare after the name of the publication.
pub(super) fn trailing_volume(piece: &str) -> Option<(String, String)> {
    let found = NUMBERS.trailing_volume.captures(piece.trim_matches([CUT, ' ']))?;
    let (name, number) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    // “Norden efter 2022” ends with a year.
    if number.len() == 4 && (number.starts_with("19") || number.starts_with("20")) {
        return None;
    }
    Some((name.trim().to_owned(), number.to_owned()))
}

/// “Notes du CMEI, n° 118, mai 2022, 32 p.”: a number and a count of pages are a report's.
pub(super) fn of_report(draft: &mut Draft) {
    let counted = draft.has(Field::NUMBER_OF_PAGES) && draft.has(Field::ISSUE);
    let placed = draft.has(Field::PAGE) || draft.has(Field::VOLUME);
    if counted && !placed && !draft.has(Field::COLLECTION_TITLE) {
        draft.rename(Field::CONTAINER_TITLE, Field::COLLECTION_TITLE);
        draft.rename(Field::ISSUE, Field::NUMBER);
        draft.kind("report", 90, "a number and a count of pages");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_a_year() {
        let check = |text: &str, field, number, left: &str| {
            let mut draft = Draft::default();
            let mut rest = text.to_owned();
            year_and_issue(&mut rest, &mut draft);
            assert_eq!((draft.get(field), rest.replace(CUT, "").as_str()), (number, left));
        };
        let (issue, number) = (Field::ISSUE, Field::NUMBER);
        check("Osteuropa 3/2020", issue, Some("3"), "Osteuropa 2020");
        check(
            "Institute, Policy Paper 14/2022",
            number,
            Some("14/2022"),
            "Institute, Policy Paper 2022",
        );
        check("The Courier, 3/4/2020", issue, None, "The Courier, 3/4/2020");
    }
}
