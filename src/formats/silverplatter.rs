//! SilverPlatter's export (WinSPIRS, WebSPIRS): `TI:  Title`, entries parted by blank lines,
//! `Journal-of-Quays. 2001; 12(3): 45-67` as the source.

use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "silverplatter",
    about: "SilverPlatter's export",
    extensions: &[],
    sniff,
    read: Some(read),
    write: None,
};

/// Tag, field: what needs no thought.
static FIELDS: &[(&str, Field)] = &[
    ("TI", Field::TITLE),
    ("AB", Field::ABSTRACT),
    ("LA", Field::LANGUAGE),
    ("AF", Field::PUBLISHER),
];

/// `TI:  Title`: two capitals, a colon, two spaces.
fn split(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once(":  ")?;
    let good = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase());
    good.then(|| (tag, value.trim()))
}

fn sniff(start: &str) -> u8 {
    let tags = || start.lines().take(200).filter_map(split).map(|(tag, _)| tag);
    let has = |tag: &str| tags().any(|known| known == tag);
    if has("TI") && has("AU") && has("SO") { 85 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let mut keys = Keys::default();
    let mut parsed = Parsed::default();
    let mut record: Vec<(&str, String)> = Vec::new();
    for line in source.text().lines().chain([""]) {
        if let Some((tag, value)) = split(line) {
            record.push((tag, value.to_owned()));
        } else if line.trim().is_empty() {
            if !record.is_empty() {
                parsed.entries.push(one(&record).finish(&mut keys));
                record.clear();
            }
        } else if let Some((_, value)) = record.last_mut() {
            value.push(' ');
            value.push_str(line.trim());
        }
    }
    parsed
}

fn one(lines: &[(&str, String)]) -> Draft {
    let of = |name: &str| lines.iter().find(|(tag, _)| *tag == name).map(|line| &*line.1);
    let kind = match of("DT").unwrap_or("").trim() {
        "Monograph" => EntryKind::BOOK,
        "Contribution" | "Chapter" => EntryKind::CHAPTER,
        other if other.starts_with("Dissertation") => EntryKind::THESIS,
        other if other.to_lowercase().contains("journal") => EntryKind::ARTICLE_JOURNAL,
        "" if of("SO").is_some() => EntryKind::ARTICLE_JOURNAL,
        _ => EntryKind::DOCUMENT,
    };
    let mut draft = Draft::new(kind);
    for (tag, value) in lines {
        match *tag {
            "AU" => people(&mut draft, value),
            "SO" => source_of(&mut draft, value),
            "PB" => publisher(&mut draft, value),
            "DE" => value.split(';').for_each(|word| {
                draft.keyword(word.trim().trim_end_matches(['-', '.']));
            }),
            "DT" => {}
            "TI" if kind == EntryKind::CHAPTER && value.contains("\" in ") => {
                let (title, host) = value.split_once("\" in ").unwrap_or((value, ""));
                draft.text(Field::TITLE, title.trim().trim_start_matches('"'));
                draft.text(Field::CONTAINER_TITLE, host);
            }
            tag => match FIELDS.iter().find(|(known, _)| *known == tag) {
                Some((_, field)) => draft.text(*field, value),
                None => draft.stranger("silverplatter", tag, value),
            },
        }
    }
    draft
}

/// `Tolvanen,-M.; Berg,-Ola (ed)`: hyphens stand for spaces.
fn people(draft: &mut Draft, value: &str) {
    let (value, field) = match value.trim().strip_suffix("(ed)") {
        Some(value) => (value, Field::EDITOR),
        None => (value, Field::AUTHOR),
    };
    for name in value.split(';').map(str::trim).filter(|name| !name.is_empty()) {
        draft.name(field, names::inverted(&name.replace(",-", ", ")));
    }
}

/// `Journal-of-Quays. 2001; 12(3): 45-67`
fn source_of(draft: &mut Draft, value: &str) {
    let Some((journal, rest)) = value.split_once('.') else {
        return draft.stranger("silverplatter", "SO", value);
    };
    draft.text(Field::CONTAINER_TITLE, &journal.replace('-', " "));
    let (date, numbers) = rest.split_once(';').unwrap_or((rest, ""));
    draft.date(Field::ISSUED, date.trim().trim_end_matches('.'));
    let (numbers, pages) = numbers.split_once(':').unwrap_or((numbers, ""));
    let (volume, issue) = numbers.split_once('(').unwrap_or((numbers, ""));
    draft.text(Field::VOLUME, volume);
    draft.text(Field::ISSUE, issue.trim().trim_end_matches(')'));
    draft.text(Field::PAGE, &values::full_pages(pages.trim().trim_end_matches('.')));
}

/// `Quay-Press: Bergen, 2001`
fn publisher(draft: &mut Draft, value: &str) {
    let (house, rest) = value.split_once(':').unwrap_or((value, ""));
    draft.text(Field::PUBLISHER, house.replace('-', " ").trim());
    let (place, year) = rest.rsplit_once(", ").unwrap_or((rest, ""));
    draft.text(Field::PUBLISHER_PLACE, place);
    draft.date(Field::ISSUED, year.trim().trim_end_matches('.'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_taken_apart() {
        let text = "TI:  On quays\nAU:  Tolvanen,-M.; Berg,-Ola\nSO:  Journal-of-Quays. 2001; \
                    12(3): 45-67\nDE:  Walls-; Stones-.\nDT:  Journal-Article\n";
        let entries = read(&Source::of(None, text.into()), &ReadOptions::default()).entries;
        let entry = entries.first().expect("one entry");
        let of =
            |field| entry.text(field).map(|text| text.into_owned()).unwrap_or_default();
        let fields = [
            Field::CONTAINER_TITLE,
            Field::VOLUME,
            Field::ISSUE,
            Field::PAGE,
            Field::KEYWORD,
        ];
        let said = fields.map(of).join(" | ");
        assert_eq!(said, "Journal of Quays | 12 | 3 | 45-67 | Walls, Stones");
        assert_eq!(entry.kind(), EntryKind::ARTICLE_JOURNAL);
    }
}
