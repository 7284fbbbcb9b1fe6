//! Bookmarks as browsers and bookmarking services export them: `NETSCAPE-Bookmark-file-1`,
//! an `<A>` a bookmark, with its description in `<DD>` or an attribute.

use std::ops::Range;

use super::common::{Draft, Keys, xml};
use super::{Format, Parsed, ReadOptions, Source};
use crate::model::{Date, DateParts, EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "bookmarks",
    about: "bookmarks of a browser",
    extensions: &["html"],
    sniff,
    read: Some(read),
    write: None,
};

fn sniff(start: &str) -> u8 {
    let head = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let sign = head.get(..64.min(head.len())).unwrap_or("");
    if sign.to_ascii_uppercase().contains("NETSCAPE-BOOKMARK-FILE") { 97 } else { 0 }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let text = source.text();
    let mut keys = Keys::default();
    let mut parsed = Parsed::default();
    let mut from = 0;
    while let Some(tag) = find(text, from, "<a ") {
        let end = tag_end(text, tag.end);
        let close = find(text, end, "</a>").map_or(text.len(), |found| found.start);
        let attributes = attributes(text.get(tag.end..end).unwrap_or(""));
        let next = find(text, close, "<dt").map_or(text.len(), |found| found.start);
        let described = find(text, close, "<dd>").filter(|found| found.end <= next);
        let described = described.and_then(|found| text.get(found.end..next)).unwrap_or("");
        let title = text.get(end + 1..close).unwrap_or("");
        if let Some(draft) = one(&attributes, title, described) {
            parsed.entries.push(draft.finish(&mut keys));
        }
        from = close;
    }
    parsed
}

fn one(attributes: &[(String, String)], title: &str, described: &str) -> Option<Draft> {
    let said = |name: &str| {
        let found = attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let address = said("href");
    // Firefox's own folders and scripts are no pages.
    if address.starts_with("place:") || address.starts_with("javascript:") {
        return None;
    }
    let mut draft = Draft::new(EntryKind::WEBPAGE);
    draft.text(Field::TITLE, &xml::resolved(title));
    draft.text(Field::URL, address);
    draft.text(Field::ABSTRACT, said("description"));
    let described = described.split('<').next().unwrap_or("");
    draft.text(Field::ABSTRACT, &xml::resolved(described));
    said("tags").split(',').for_each(|word| draft.keyword(word));
    if let Some(day) = said("add_date").parse().ok().and_then(day) {
        draft.set_date(Field::ACCESSED, Date::Single(day));
    }
    (!draft.is_empty()).then_some(draft)
}

/// Where a piece of a tag stands, whatever its case.
fn find(text: &str, from: usize, piece: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(next) = memchr::memchr(b'<', bytes.get(at..)?) {
        let start = at + next;
        let end = start + piece.len();
        let found = bytes.get(start..end)?;
        let space = piece.ends_with(' ');
        let same = found.iter().zip(piece.as_bytes()).all(|(byte, wanted)| {
            byte.eq_ignore_ascii_case(wanted) || space && byte.is_ascii_whitespace()
        });
        let spaced = !space || found.last().is_some_and(u8::is_ascii_whitespace);
        if same && spaced {
            return Some(start..end);
        }
        at = start + 1;
    }
    None
}

/// The `>` that ends a tag: none inside quotes.
fn tag_end(text: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// `HREF="…" ADD_DATE="…"`, names in small letters.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, left) = match quote {
            Some(quote) => {
                let inner = after.get(1..).unwrap_or("");
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        let name = name.split_whitespace().next_back().unwrap_or("");
        found.push((name.to_ascii_lowercase(), xml::resolved(value)));
        rest = left;
    }
    found
}

/// The day of a number of seconds since 1970 (days to civil date: proleptic Gregorian).
fn day(seconds: i64) -> Option<DateParts> {
    // Some write milliseconds or microseconds.
    let seconds = match seconds {
        ..=0 => return None,
        1..100_000_000_000 => seconds,
        100_000_000_000..100_000_000_000_000 => seconds / 1000,
        _ => seconds / 1_000_000,
    };
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let small = |number: i64| u8::try_from(number).ok();
    Some(DateParts::day(i32::try_from(year).ok()?, small(month)?, small(day)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_a_browser() {
        let file = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n\
            <DT><H3>Tide tables</H3>\n<DL><p>\n\
            <DT><A HREF=\"https://tides.example/a?b=1&amp;c=2\" ADD_DATE=\"1704067199\" \
            TAGS=\"sea,moon\">Tides &amp; <moons></A>\n<DD>Where the water goes\n\
            <DT><a href='place:sort=8'>Recent</a>\n<DT><A HREF=\"https://b.example/\">B</A>\n";
        assert_eq!(sniff(file), 97);
        let (source, _) = Source::new(None, file.as_bytes().to_vec());
        let parsed = read(&source, &ReadOptions::default());
        let said: Vec<String> = parsed
            .entries
            .iter()
            .map(|entry| {
                let text = |field| entry.text(field).unwrap_or_default().into_owned();
                let accessed = entry.date(Field::ACCESSED);
                let accessed = accessed.map(|date| date.to_string()).unwrap_or_default();
                [
                    text(Field::TITLE),
                    text(Field::URL),
                    text(Field::ABSTRACT),
                    text(Field::KEYWORD),
                    accessed,
                ]
                .join(" | ")
            })
            .collect();
        assert_eq!(
            said,
            [
                "Tides & <moons> | https://tides.example/a?b=1&c=2 | Where the water goes \
                 | sea, moon | 2023-12-31",
                "B | https://b.example/ |  |  | ",
            ]
        );
    }
}
