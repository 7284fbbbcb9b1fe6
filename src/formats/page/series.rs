//! Numbered series that an entry names before its title or in parentheses:
//! “IBW-Studie 2021/S 07: Title”, “Title (= Harbour Papers, Nr. 3/2021)”.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::dates::{self, Order};
use super::document::Line;
use super::draft::Draft;
use super::kinds;
use super::place;
use super::roles::Role;
use super::tail;
use crate::model::Field;

/// Words before the number of an issue or volume.
const NUMBER: &str = r"(?:No\.?|Nos\.?|Nr\.?|N[°º]\.?|n[°º]\.?|nº|N\.º|n\.º|no\.|nr\.?|núm\.|#|№|Bd\.?|Band|Vol\.?|vol\.?|t\.|Т\.|Heft|Issue|Sayı|вып\.)";

/// Takes a numbered series off the beginning of an entry.
pub(super) fn before_title(text: &mut String, draft: &mut Draft) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^\s*(\p{{Lu}}[\p{{L}}&.’'-]+(?: [\p{{L}}&’'-]+){{0,5}}?),?\s+({NUMBER})?\s?([A-Z]{{0,3}}\d[\d.]*(?:[/:-]\s?[A-Z]{{0,2}} ?\d+)*)\s*(?::|–|—|\.|\|)\s+(\S)"))
            .expect("a constant")
    });
    let Some(found) = BEFORE.captures(text) else { return false };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let (name, marked, number) = (part(1), found.get(2).is_some(), part(3));
    let year = number.len() == 4 && number.starts_with(['1', '2']);
    let labelled = kinds::label(name).is_some() || place::ends_with_label(name);
    // `IBW-Aktuell 2021/A 12`: an acronym in the name and a number in parts.
    let acronym = name
        .split(['-', ' '])
        .any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let parts = number.contains(['/', ':']);
    let sure = labelled && (!year || marked) || (acronym || marked) && parts;
    let title = found.get(4).map_or(text.len(), |title| title.start());
    if !sure || text.get(title..).is_none_or(|rest| rest.len() < 8) {
        return false;
    }
    store(name, number, labelled || parts, draft);
    text.replace_range(..title, "");
    month_before_title(text, draft);
    true
}

/// “Harbour Brief No 5. June 2021. Title”: the month of a report stands before its title.
fn month_before_title(text: &mut String, draft: &mut Draft) {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*((?:\d{1,2}\.? )?\p{L}{3,10}\.? (?:19|20)\d\d)[.,:]?\s*(\p{Lu}\S)")
            .expect("a constant")
    });
    let Some(found) = MONTH.captures(text) else { return };
    let (Some(date), Some(title)) = (found.get(1), found.get(2)) else { return };
    let printed = date.as_str().to_owned();
    let start = title.start();
    let hit = super::dates::find(&printed, Default::default())
        .into_iter()
        .find(|hit| hit.exact && hit.date.is_some());
    if let Some(hit) = hit {
        super::tail::store(&hit, &printed, draft);
        text.replace_range(..start, "");
    }
}

/// “Levant Monographs 3”, “Kieler Schriften, Bd. 14”: a series of books and a number.
pub(super) fn book_series(piece: &str) -> Option<(String, String)> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{3,60}\b(?:[Mm]onographs?|[Ss]eries|[Ss]tudies|Schriften|Schriftenreihe|[Ll]ibrary|Reihe|Studien|Textos|Cuadernos|Cahiers|Skrifter|Dizisi|Paperbacks|Collection)),?\s+(?:[Vv]ol\.?|Bd\.?|[Nn]o\.?|[Nn]r\.?|[Nn]°)?\s*(\d{1,4})$").expect("a constant")
    });
    let Some(found) = NUMBERED.captures(piece.trim()) else {
        // “Delta Research Forum Series”
        let named = piece.ends_with(" Series") && piece.split(' ').count() > 2;
        return named.then(|| (piece.to_owned(), String::new()));
    };
    Some((found.get(1)?.as_str().to_owned(), found.get(2)?.as_str().to_owned()))
}

/// “IBW-Aktuell 2022/A 12, 11.02.2022, 7 Seiten”: a series, a number, a date and maybe pages.
pub(super) fn line(line: &Line, order: Order) -> Option<Role> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(\p{{Lu}}[\p{{L}}&.’'-]+(?: [\p{{L}}&’'-]+){{0,4}}?),?\s+({NUMBER}\s?)?([A-Z]{{0,3}}\d[\d.]*(?:[/:-]\s?[A-Z]{{0,2}} ?\d+)*)[,.|•· ]+([^,|]*?\d[^,|]*?(?:, \d{{4}})?)(?:[,|•· ]+(\d{{1,4}})\s?(?:[Pp]ages|pp?\.?|[Ss]eiten|S\.|sid(?:or|\.)|с\.|стр\.))?$"))
            .expect("a constant")
    });
    if line.bullet || line.text.len() > 120 {
        return None;
    }
    let found = LINE.captures(&line.text)?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let (name, marked, number) = (part(1), found.get(2).is_some(), part(3));
    let date = found.get(4)?;
    let mut hit =
        dates::only_date(date.as_str(), order).filter(|hit| hit.date.is_some())?;
    hit.start += date.start();
    hit.end += date.start();
    let acronym = name
        .split(['-', ' '])
        .any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let parts = number.contains(['/', ':']);
    let named = kinds::label(name).is_some() || place::ends_with_label(name);
    (named && (marked || number.len() < 4 || parts) || acronym && parts).then(|| {
        Role::Series {
            name: name.to_owned(),
            number: number.to_owned(),
            hit: Some(hit),
            pages: part(5).to_owned(),
        }
    })
}

/// The title in “Cold Quays (3 May 2019, The Courier)”, whose date and publication the draft
/// takes.
pub(super) fn placed_title(text: &str, draft: &mut Draft) -> Option<String> {
    let (before, inside) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let hits = dates::find(inside, Order::Unknown);
    let [hit] = hits.as_slice() else { return None };
    let (head, tail) = (inside.get(..hit.start)?, inside.get(hit.end..)?);
    let name = match (head.trim_matches([',', ' ']), tail.trim_matches([',', ' '])) {
        ("", name) | (name, "") => name,
        _ => return None,
    };
    let apart = head.ends_with(", ") || tail.starts_with(", ");
    let named = name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= 6
        && !name.contains([':', ';', '?', '(']);
    if !hit.exact || !apart || !named || draft.has(Field::ISSUED) {
        return None;
    }
    tail::store(hit, inside, draft);
    match kinds::venue(name) {
        kinds::Venue::Publisher(_) => {
            draft.text(Field::PUBLISHER, name, 88, "in parentheses")
        }
        _ => draft.text(Field::CONTAINER_TITLE, name, 90, "in parentheses"),
    }
    Some(before.to_owned())
}

/// Takes a numbered series in parentheses out.
pub(super) fn in_parentheses(text: &mut String, draft: &mut Draft) {
    static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"\s*\((=\s*)?(\p{{Lu}}[\p{{L}}&.’' -]{{3,70}}?),?\s+({NUMBER}\s*|Reihe\s+|series\s+)?(\d[\d/:.-]*)\)"))
            .expect("a constant")
    });
    // “Title (Society in the Middle Ages, 17), Leiden/Boston 2003”
    static PLACED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"\s*\((?:=\s*)?(\p{{Lu}}[^()]{{8,90}}?)(?:,\s*(?:{NUMBER}\s*)?(\d{{1,4}}))?\)(,\s\p{{Lu}}[\p{{L}}/ .-]{{2,40}}\s(?:1[89]|20)\d\d\b)"))
            .expect("a constant")
    });
    if !text.contains('(') {
        return;
    }
    if let Some(found) = PLACED.captures(text) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        let (name, number, rest) = (part(1), part(2), part(3).to_owned());
        if name.contains(' ') && !draft.has(Field::COLLECTION_TITLE) && !name.contains(": ")
            || !number.is_empty()
        {
            draft.text(
                Field::COLLECTION_TITLE,
                name,
                88,
                "in parentheses before the place",
            );
            draft.text(Field::COLLECTION_NUMBER, number, 88, "number in a series");
            let range = found.get(0).map_or(0..0, |whole| whole.range());
            text.replace_range(range, &rest);
            return;
        }
    }
    let Some(found) = INSIDE.captures(text) else { return };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let (name, number) = (part(2), part(4));
    let year = number.len() == 4 && number.starts_with(['1', '2']);
    if found.get(3).is_none() && (year || !place::ends_with_label(name)) {
        return;
    }
    let special = name.to_lowercase();
    let special =
        ["special issue", "themenheft", "sonderheft", "special", "volume", "part"]
            .contains(&special.as_str());
    let several = name.contains([' ', '-']) || kinds::label(name).is_some();
    if special || !several || draft.has(Field::COLLECTION_TITLE) {
        return;
    }
    store(name, number, place::ends_with_label(name), draft);
    let range = found.get(0).map_or(0..0, |whole| whole.range());
    text.replace_range(range, &CUT.to_string());
}

fn store(name: &str, number: &str, report: bool, draft: &mut Draft) {
    draft.text(Field::COLLECTION_TITLE, name, 91, "a numbered series");
    draft.text(Field::NUMBER, number, 91, "number in a series");
    if report {
        draft.kind("report", 91, "a numbered series");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, series: Option<(&str, &str)>, left: &str) {
        let mut draft = Draft::default();
        let mut rest = text.to_owned();
        before_title(&mut rest, &mut draft);
        in_parentheses(&mut rest, &mut draft);
        let found = draft.get(Field::COLLECTION_TITLE);
        let found = found.map(|name| (name, draft.get(Field::NUMBER).unwrap_or("")));
        assert_eq!((found, rest.replace(CUT, "").as_str()), (series, left));
    }

    #[test]
    fn series_before_titles_and_in_parentheses() {
        check(
            "IBW-Studie 2021/S 07: Der Fluss, 2021",
            Some(("IBW-Studie", "2021/S 07")),
            "Der Fluss, 2021",
        );
        check(
            "Harbour Brief No. 12. Cold Quays",
            Some(("Harbour Brief", "12")),
            "Cold Quays",
        );
        check(
            "Energie ohne Netz (= IBW-Arbeitspapier Nr. 3/2021), Berlin",
            Some(("IBW-Arbeitspapier", "3/2021")),
            "Energie ohne Netz, Berlin",
        );
        check(
            "Quays, Kiel: Oos, 2021 (Kieler Schriften, Bd. 14)",
            Some(("Kieler Schriften", "14")),
            "Quays, Kiel: Oos, 2021",
        );
        for text in
            ["Agenda 2063: A View", "COP 26: What Next", "Quays (Special Issue No. 3)"]
        {
            check(text, None, text);
        }
        for text in ["Quays (Annual Report 2019)", "Quays (Kiel 2019)"] {
            check(text, None, text);
        }
    }
}
